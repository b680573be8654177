//! What lists and searches read of one submission, written from its state.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use workflow::{Content, Event, Sha256, Submission, SubmissionId, Whereabouts};

use super::columns::{instant_text, instant_text_if_any, json};
use super::failure::Failure;
use super::{assets, office, search};

/// A submission's row, with what its state does not say.
pub struct Written<'a> {
    pub state: &'a Submission,
    /// Instant of the last event.
    pub changed_at: DateTime<Utc>,
    pub deadline: Option<DateTime<Utc>>,
}

pub fn submission(reader: &Connection, id: SubmissionId) -> Result<Option<Submission>, Failure> {
    let mut statement = reader.prepare_cached("SELECT body FROM submissions WHERE id = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| json(row, "body")).optional()?)
}

/// Inserts or updates the row, its texts, platforms and files. `events` are the new ones.
pub fn write(
    transaction: &Transaction<'_>,
    written: &Written<'_>,
    events: &[Event],
) -> Result<(), Failure> {
    let before = submission_before(transaction, written.state.id)?;
    let place = write_row(transaction, written)?;
    let content = &written.state.content;
    if before.as_ref().is_none_or(|before| !same_texts(&before.content, content)) {
        search::write(transaction, place, content)?;
    }
    let platforms = platforms(written.state);
    if before.as_ref().is_none_or(|before| self::platforms(before) != platforms) {
        write_platforms(transaction, place, &platforms)?;
    }
    write_files(transaction, place, written.state, events)
}

/// The state as stored; one that cannot be read counts as absent, since it is written anew.
fn submission_before(
    transaction: &Transaction<'_>,
    id: SubmissionId,
) -> Result<Option<Submission>, Failure> {
    let mut statement = transaction.prepare_cached("SELECT body FROM submissions WHERE id = ?1")?;
    let body: Option<String> =
        statement.query_row([id.to_string()], |row| row.get(0)).optional()?;
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

fn write_row(transaction: &Transaction<'_>, written: &Written<'_>) -> Result<i64, Failure> {
    let state = written.state;
    let (name, step, ended_at) = match &state.at {
        Whereabouts::AtStep { step } => ("open", Some(step), None),
        Whereabouts::Finished { at } => ("finished", None, Some(*at)),
        Whereabouts::Cancelled { at, .. } => ("cancelled", None, Some(*at)),
    };
    let mut statement = transaction.prepare_cached(
        "INSERT INTO submissions (
            id, revision, sop, kind, title, state, step, submitted_by, submitted_at, day, since,
            changed_at, ended_at, deadline, made_by, body
        ) VALUES (
            :id, :revision, :sop, :kind, :title, :state, :step, :submitted_by, :submitted_at, :day, :since,
            :changed_at, :ended_at, :deadline, :made_by, :body
        )
        ON CONFLICT (id) DO UPDATE SET
            revision = excluded.revision, sop = excluded.sop, kind = excluded.kind,
            title = excluded.title, state = excluded.state, step = excluded.step,
            submitted_by = excluded.submitted_by, submitted_at = excluded.submitted_at,
            day = excluded.day, since = excluded.since, changed_at = excluded.changed_at,
            ended_at = excluded.ended_at, deadline = excluded.deadline,
            made_by = excluded.made_by, body = excluded.body
        RETURNING place",
    )?;
    let day = match state.content.event_date {
        Some(day) => day,
        None => office::day_of(transaction, state.submitted_at)?,
    };
    let values = named_params! {
        ":id": state.id.to_string(),
        ":revision": state.revision,
        ":sop": state.sop,
        ":kind": state.content.kind,
        ":title": state.content.title,
        ":state": name,
        ":step": step,
        ":submitted_by": state.submitted_by.to_string(),
        ":submitted_at": instant_text(state.submitted_at),
        ":day": day.to_string(),
        ":since": instant_text(state.since),
        ":changed_at": instant_text(written.changed_at),
        ":ended_at": instant_text_if_any(ended_at),
        ":deadline": instant_text_if_any(written.deadline),
        ":made_by": state.made_by.map(|account| account.to_string()),
        ":body": serde_json::to_string(state)?,
    };
    Ok(statement.query_row(values, |row| row.get(0))?)
}

fn write_platforms(
    transaction: &Transaction<'_>,
    place: i64,
    platforms: &BTreeSet<&str>,
) -> Result<(), Failure> {
    transaction
        .prepare_cached("DELETE FROM submission_platforms WHERE submission = ?1")?
        .execute([place])?;
    let mut insert = transaction.prepare_cached(
        "INSERT INTO submission_platforms (submission, platform) VALUES (?1, ?2)",
    )?;
    for platform in platforms {
        insert.execute((place, platform))?;
    }
    Ok(())
}

/// Files are only ever added: what any version held stays named.
fn write_files(
    transaction: &Transaction<'_>,
    place: i64,
    state: &Submission,
    events: &[Event],
) -> Result<(), Failure> {
    let mut files: BTreeSet<(&Sha256, &str)> = events.iter().flat_map(files_of).collect();
    files.extend(held_by(&state.content));
    let mut insert = transaction.prepare_cached(
        "INSERT INTO submission_assets (submission, sha256, role) VALUES (?1, ?2, ?3)
        ON CONFLICT DO NOTHING",
    )?;
    for (sha256, role) in files {
        assets::must_be_known(transaction, sha256)?;
        insert.execute((place, sha256.as_str(), role))?;
    }
    Ok(())
}

/// The files an event names, with the part they play.
fn files_of(event: &Event) -> Vec<(&Sha256, &'static str)> {
    match event {
        Event::Submitted { content, .. } | Event::Revised { content, .. } => {
            held_by(content).collect()
        }
        Event::Published { evidence: Some(evidence), .. }
        | Event::PicAgreed { evidence: Some(evidence), .. } => vec![(&evidence.sha256, "evidence")],
        _ => Vec::new(),
    }
}

fn held_by(content: &Content) -> impl Iterator<Item = (&Sha256, &'static str)> {
    content.assets.iter().map(|asset| (&asset.sha256, "content"))
}

/// Where it goes or went: chosen, or wished for while nothing is chosen, and published.
fn platforms(state: &Submission) -> BTreeSet<&str> {
    let content = &state.content;
    let meant = if content.platforms.is_empty() { &content.wished } else { &content.platforms };
    meant.iter().chain(state.publications.keys()).map(String::as_str).collect()
}

/// Whether the full-text entry would be the same.
fn same_texts(one: &Content, other: &Content) -> bool {
    let names = |content: &Content| {
        content.assets.iter().map(|asset| asset.name.clone()).collect::<Vec<_>>()
    };
    one.title == other.title
        && one.caption == other.caption
        && one.pic == other.pic
        && one.links == other.links
        && names(one) == names(other)
}
