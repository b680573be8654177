//! The read model, written anew from the record.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use rusqlite::{Row, Transaction};
use workflow::{Event, Submission, SubmissionId};

use super::columns::parsed;
use super::failure::Failure;
use super::read_model::{self, Written};
use super::{events, search};
use crate::model::StoredEvent;

/// Answers how many submissions were written.
///
/// A deadline is no event and not in the state: it comes from the office's calendar. So the stored
/// one is kept where the submission stands where it stood; elsewhere it is absent until the next act.
pub fn rebuild(
    transaction: &Transaction<'_>,
    replay: &dyn Fn(&[StoredEvent]) -> Option<Submission>,
) -> Result<u64, Failure> {
    let deadlines = deadlines(transaction)?;
    search::clear(transaction)?;
    // Platforms and files go along.
    transaction.execute("DELETE FROM submissions", [])?;
    let mut written = 0;
    for id in submissions(transaction)? {
        let trail = events::trail(transaction, id)?;
        let (Some(state), Some(last)) = (replay(&trail), trail.last()) else { continue };
        let deadline = deadlines.get(&(id, state.since)).copied().filter(|_| !state.has_ended());
        let row = Written { state: &state, changed_at: last.at, deadline };
        read_model::write(transaction, &row, &parse(&trail)?)?;
        written += 1;
    }
    Ok(written)
}

/// In the order of their first events.
fn submissions(transaction: &Transaction<'_>) -> Result<Vec<SubmissionId>, Failure> {
    let mut statement = transaction.prepare(
        "SELECT submission FROM events WHERE submission IS NOT NULL AND revision = 1 ORDER BY sequence",
    )?;
    let ids = statement.query_map([], |row| parsed(row, "submission"))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Deadlines by submission and by when it came to the step they belong to.
type Deadlines = HashMap<(SubmissionId, DateTime<Utc>), DateTime<Utc>>;

/// The stored deadlines. This table may be what is broken: what cannot be read has no deadline.
fn deadlines(transaction: &Transaction<'_>) -> Result<Deadlines, Failure> {
    let mut statement = transaction
        .prepare("SELECT id, since, deadline FROM submissions WHERE deadline IS NOT NULL")?;
    let read = |row: &Row<'_>| -> rusqlite::Result<_> {
        Ok(((parsed(row, "id")?, parsed(row, "since")?), parsed(row, "deadline")?))
    };
    let rows = statement.query_map([], |row| Ok(read(row).ok()))?;
    Ok(rows.filter_map(Result::transpose).collect::<Result<_, _>>()?)
}

fn parse(trail: &[StoredEvent]) -> Result<Vec<Event>, serde_json::Error> {
    trail.iter().map(|event| serde_json::from_str(&event.payload)).collect()
}
