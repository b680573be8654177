//! The read model, written anew from the record.

use rusqlite::Transaction;
use workflow::{Event, SubmissionId};

use super::columns::parsed;
use super::failure::Failure;
use super::read_model::{self, Written};
use super::{events, search};
use crate::model::{Listed, StoredEvent};

/// Answers how many submissions were written.
pub fn rebuild(
    transaction: &Transaction<'_>,
    replay: &dyn Fn(&[StoredEvent]) -> Option<Listed>,
) -> Result<u64, Failure> {
    search::clear(transaction)?;
    // Platforms and files go along.
    transaction.execute("DELETE FROM submissions", [])?;
    let mut written = 0;
    for id in submissions(transaction)? {
        let trail = events::trail(transaction, id)?;
        let (Some(listed), Some(last)) = (replay(&trail), trail.last()) else { continue };
        let row =
            Written { state: &listed.submission, changed_at: last.at, deadline: listed.deadline };
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

fn parse(trail: &[StoredEvent]) -> Result<Vec<Event>, serde_json::Error> {
    trail.iter().map(|event| serde_json::from_str(&event.payload)).collect()
}
