//! One act, in one transaction: the events, and everything that lists read.

use rusqlite::{Connection, OptionalExtension, Transaction};
use workflow::{CommandId, SubmissionId, capacity};

use super::acts::{self, Acted};
use super::columns::parsed;
use super::failure::Failure;
use super::read_model::{self, Written};
use super::{drafts, events};
use crate::ArchiveError;
use crate::chain::Link;
use crate::model::{Commit, CommittedCommand};

/// Appends the events and brings the read model along.
pub fn commit(transaction: &Transaction<'_>, commit: &Commit) -> Result<(), Failure> {
    must_be_whole(commit)?;
    // A retry comes with the revision it was first made on, so it is recognised before that is judged.
    if committed(transaction, commit.command)?.is_some() {
        return Err(ArchiveError::Repeated.into());
    }
    if revision(transaction, commit.submission)? != commit.expected_revision {
        return Err(ArchiveError::Stale.into());
    }
    let mut sequences = Vec::new();
    for (revision, event) in (commit.expected_revision + 1..).zip(&commit.events) {
        let payload = capacity::payload(event, &commit.capacity)?;
        let unplaced = Link {
            sequence: 0,
            submission: Some(commit.submission),
            revision,
            account: commit.account,
            position: &commit.position,
            command: commit.command,
            at: commit.at,
            payload: &payload,
        };
        sequences.push(events::append(transaction, unplaced)?);
    }
    let written =
        Written { state: &commit.state, changed_at: commit.at, deadline: commit.deadline };
    read_model::write(transaction, &written, &commit.events)?;
    let before = [None].into_iter().chain(commit.events.iter().map(Some));
    let acted: Vec<_> = sequences
        .into_iter()
        .zip(&commit.events)
        .zip(before)
        .map(|((sequence, event), along_with)| Acted {
            sequence,
            account: commit.account,
            event,
            along_with,
        })
        .collect();
    acts::write(transaction, commit.submission, &acted)?;
    if let Some(draft) = commit.draft {
        drafts::delete(transaction, draft)?;
    }
    Ok(())
}

/// What a command led to.
pub fn committed(reader: &Connection, id: CommandId) -> Result<Option<CommittedCommand>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT submission, account FROM events WHERE command = ?1 AND submission IS NOT NULL LIMIT 1",
    )?;
    let committed = statement.query_row([id.to_string()], |row| {
        Ok(CommittedCommand {
            submission: parsed(row, "submission")?,
            account: parsed(row, "account")?,
        })
    });
    Ok(committed.optional()?)
}

/// The record's own count of a submission's events; 0 before the first.
fn revision(transaction: &Transaction<'_>, id: SubmissionId) -> Result<u64, Failure> {
    let mut statement = transaction
        .prepare_cached("SELECT coalesce(max(revision), 0) FROM events WHERE submission = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| row.get(0))?)
}

/// A commit whose state is not what its events lead to would make record and read model differ.
fn must_be_whole(commit: &Commit) -> Result<(), ArchiveError> {
    let reached = commit.expected_revision + commit.events.len() as u64;
    let told = if commit.events.is_empty() {
        "tindakan tanpa peristiwa tidak dapat dicatat".to_owned()
    } else if commit.state.revision != reached || commit.state.id != commit.submission {
        format!(
            "keadaan yang dicatat adalah revisi {}, seharusnya {reached}",
            commit.state.revision
        )
    } else {
        return Ok(());
    };
    Err(ArchiveError::Database(told))
}
