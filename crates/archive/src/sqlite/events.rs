//! The record itself: appending to the chain and reading it in order.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use workflow::{Sha256, SubmissionId};

use super::columns::{instant_text, parsed, parsed_if_any};
use super::failure::Failure;
use crate::chain::{self, Link};
use crate::model::StoredEvent;

/// Appends one event after the last; its sequence number is given here, whatever `event` says.
/// Answers the number.
pub fn append(transaction: &Transaction<'_>, event: Link<'_>) -> Result<u64, Failure> {
    let (last, previous) = end(transaction)?;
    let event = Link { sequence: last + 1, ..event };
    let hash = chain::hash(&previous, event);
    let mut statement = transaction.prepare_cached(
        "INSERT INTO events
            (sequence, submission, revision, account, position, command, at, payload, previous, hash)
        VALUES
            (:sequence, :submission, :revision, :account, :position, :command, :at, :payload, :previous, :hash)",
    )?;
    statement.execute(named_params! {
        ":sequence": event.sequence,
        ":submission": event.submission.map(|id| id.to_string()),
        ":revision": event.revision,
        ":account": event.account.to_string(),
        ":position": event.position,
        ":command": event.command.to_string(),
        ":at": instant_text(event.at),
        ":payload": event.payload,
        ":previous": previous.as_str(),
        ":hash": hash.as_str(),
    })?;
    Ok(event.sequence)
}

/// The last sequence number and hash; 0 and the genesis hash before the first event.
fn end(transaction: &Transaction<'_>) -> Result<(u64, Sha256), Failure> {
    let mut statement = transaction
        .prepare_cached("SELECT sequence, hash FROM events ORDER BY sequence DESC LIMIT 1")?;
    let last = statement
        .query_row([], |row| Ok((row.get("sequence")?, parsed(row, "hash")?)))
        .optional()?;
    Ok(last.unwrap_or_else(|| (0, chain::genesis())))
}

pub fn last_sequence(reader: &Connection) -> Result<u64, Failure> {
    let mut statement = reader.prepare_cached("SELECT coalesce(max(sequence), 0) FROM events")?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

/// A submission's events, oldest first.
pub fn trail(reader: &Connection, id: SubmissionId) -> Result<Vec<StoredEvent>, Failure> {
    let mut statement =
        reader.prepare_cached("SELECT * FROM events WHERE submission = ?1 ORDER BY revision")?;
    let events = statement.query_map([id.to_string()], event)?;
    Ok(events.collect::<Result<_, _>>()?)
}

pub fn after(reader: &Connection, after: u64, limit: u32) -> Result<Vec<StoredEvent>, Failure> {
    let mut statement = reader
        .prepare_cached("SELECT * FROM events WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")?;
    // No event has a number that SQLite cannot hold, so nothing comes after one.
    let after = i64::try_from(after).unwrap_or(i64::MAX);
    let events = statement.query_map((after, limit), event)?;
    Ok(events.collect::<Result<_, _>>()?)
}

/// A whole row of the table.
pub fn event(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    Ok(StoredEvent {
        sequence: row.get("sequence")?,
        submission: parsed_if_any(row, "submission")?,
        revision: row.get("revision")?,
        account: parsed(row, "account")?,
        position: row.get("position")?,
        command: parsed(row, "command")?,
        at: parsed(row, "at")?,
        payload: row.get("payload")?,
        previous: parsed(row, "previous")?,
        hash: parsed(row, "hash")?,
    })
}
