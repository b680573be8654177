//! The read model, written anew from the record.

use rusqlite::Transaction;
use workflow::{Event, SubmissionId};

use super::acts::{self, Acted};
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
    acts::clear(transaction)?;
    // Platforms and files go along.
    transaction.execute("DELETE FROM submissions", [])?;
    let mut written = 0;
    for id in submissions(transaction)? {
        let trail = events::trail(transaction, id)?;
        let (Some(listed), Some(last)) = (replay(&trail), trail.last()) else { continue };
        let row =
            Written { state: &listed.submission, changed_at: last.at, deadline: listed.deadline };
        let events = parse(&trail)?;
        read_model::write(transaction, &row, &events)?;
        acts::write(transaction, id, &acted(&trail, &events))?;
        written += 1;
    }
    Ok(written)
}

/// Each event with the one before it, where one command made both.
fn acted<'a>(trail: &[StoredEvent], events: &'a [Event]) -> Vec<Acted<'a>> {
    let whole = trail.iter().zip(events).enumerate();
    whole
        .map(|(index, (stored, event))| Acted {
            sequence: stored.sequence,
            account: stored.account,
            event,
            along_with: index
                .checked_sub(1)
                .filter(|before| trail[*before].command == stored.command)
                .map(|before| &events[before]),
        })
        .collect()
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
