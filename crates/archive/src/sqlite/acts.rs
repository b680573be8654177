//! Who did what: a person's own history, newest first, and what they took part in.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, params_from_iter};
use workflow::{AccountId, Event, SubmissionId};

use super::columns::json;
use super::failure::Failure;
use super::search::{Asked, asked};
use super::{cursor, events};
use crate::model::{HistoryItem, HistoryPage, HistoryQuery, Outcome};

const LONGEST_PAGE: u32 = 200;

/// An event of one submission, where it stands in the record, and whose it was.
pub struct Acted<'a> {
    pub sequence: u64,
    pub account: AccountId,
    pub event: &'a Event,
    /// The event before it, if the same command made both.
    pub along_with: Option<&'a Event>,
}

/// Writes what belongs in a history; the submission's own row must be there.
pub fn write(
    transaction: &Transaction<'_>,
    submission: SubmissionId,
    acted: &[Acted<'_>],
) -> Result<(), Failure> {
    let mut insert = transaction.prepare_cached(
        "INSERT INTO acts (sequence, submission, account, outcome)
        SELECT ?1, place, ?2, ?3 FROM submissions WHERE id = ?4",
    )?;
    let mut insert_words =
        transaction.prepare_cached("INSERT INTO act_words (rowid, words) VALUES (?1, ?2)")?;
    for act in acted {
        let Some(outcome) = outcome(act) else { continue };
        let account = act.account.to_string();
        insert.execute((act.sequence, account, outcome.as_str(), submission.to_string()))?;
        let words = words(act.event);
        if !words.is_empty() {
            insert_words.execute((act.sequence, words))?;
        }
    }
    Ok(())
}

/// Forgets everything, for a rebuild.
pub fn clear(transaction: &Transaction<'_>) -> Result<(), Failure> {
    transaction.execute("DELETE FROM acts", [])?;
    transaction.execute("INSERT INTO act_words (act_words) VALUES ('delete-all')", [])?;
    Ok(())
}

/// `None`: it only accompanies another act. Also the rule by which schema 3 filled itself from old events.
fn outcome(act: &Acted<'_>) -> Option<Outcome> {
    match (act.event, act.along_with) {
        (Event::Completed { .. }, None | Some(Event::PlatformsChosen { .. })) => {
            Some(Outcome::Completed)
        }
        (Event::Submitted { .. }, _) => Some(Outcome::Submitted),
        (Event::Revised { .. }, _) => Some(Outcome::Revised),
        (Event::PicAgreed { .. }, _) => Some(Outcome::PicAgreed),
        (Event::Accepted { .. }, _) => Some(Outcome::Accepted),
        (Event::Rejected { .. }, _) => Some(Outcome::Rejected),
        (Event::Published { .. }, _) => Some(Outcome::Published),
        (Event::Cancelled { .. }, _) => Some(Outcome::Cancelled),
        _ => None,
    }
}

fn words(event: &Event) -> &str {
    match event {
        Event::Rejected { reason, .. } | Event::Cancelled { reason, .. } => reason,
        Event::Accepted { note, .. }
        | Event::Completed { note, .. }
        | Event::Revised { note, .. }
        | Event::PicAgreed { note, .. } => note,
        _ => "",
    }
}

/// One page of an account's history, and how much there is in all.
pub fn page(reader: &Connection, query: &HistoryQuery) -> Result<HistoryPage, Failure> {
    let Some(mut wanted) = Conditions::of(query) else {
        return Ok(HistoryPage { items: Vec::new(), next: None, total: 0 });
    };
    let sql = format!("SELECT count(*) FROM acts AS a WHERE {}", wanted.sql());
    let total = reader
        .prepare_cached(&sql)?
        .query_row(params_from_iter(&wanted.values), |row| row.get(0))?;
    if let Some(cursor) = &query.cursor {
        wanted.term("a.sequence < ?", [Value::Integer(cursor::place(cursor)?)]);
    }
    let limit = query.limit.clamp(1, LONGEST_PAGE) as usize;
    let sql = page_sql(&wanted);
    let values = wanted.values.into_iter().chain([Value::Integer(limit as i64 + 1)]);
    let mut statement = reader.prepare_cached(&sql)?;
    let rows = statement.query_map(params_from_iter(values), |row| {
        Ok(HistoryItem { event: events::event(row)?, submission: json(row, "body")? })
    })?;
    let mut items: Vec<HistoryItem> = rows.collect::<Result<_, _>>()?;
    let is_last = items.len() <= limit;
    items.truncate(limit);
    let last = items.last().filter(|_| !is_last);
    let next = last.map(|last| cursor::of_place(last.event.sequence)).transpose()?;
    Ok(HistoryPage { items, next, total })
}

/// Finds the page's rows first and reads events and bodies after.
fn page_sql(wanted: &Conditions) -> String {
    format!(
        "SELECT e.*, s.body FROM (
            SELECT a.sequence, a.submission FROM acts AS a
            WHERE {} ORDER BY a.sequence DESC LIMIT ?
        ) AS p
        CROSS JOIN events AS e ON e.sequence = p.sequence
        CROSS JOIN submissions AS s ON s.place = p.submission
        ORDER BY p.sequence DESC",
        wanted.sql()
    )
}

struct Conditions {
    terms: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// `None` where nothing can match.
    fn of(query: &HistoryQuery) -> Option<Self> {
        let mut wanted = Self { terms: Vec::new(), values: Vec::new() };
        wanted.term("a.account = ?", [Value::Text(query.account.to_string())]);
        if let Some(outcomes) = &query.outcomes {
            if outcomes.is_empty() {
                return None;
            }
            let places = vec!["?"; outcomes.len()].join(", ");
            let names = outcomes.iter().map(|one| Value::Text(one.as_str().to_owned()));
            wanted.terms.push(format!("a.outcome IN ({places})"));
            wanted.values.extend(names);
        }
        match query.text.as_deref().map(asked) {
            None | Some(Asked::Anything) => {}
            Some(Asked::Nothing) => return None,
            Some(Asked::Words(words)) => wanted.term(
                "(a.sequence IN (SELECT rowid FROM act_words WHERE act_words MATCH ?)
                OR a.submission IN (SELECT rowid FROM submission_texts WHERE submission_texts MATCH ?))",
                [Value::Text(words.clone()), Value::Text(words)],
            ),
        }
        Some(wanted)
    }

    fn term<const N: usize>(&mut self, sql: &str, values: [Value; N]) {
        self.terms.push(sql.to_owned());
        self.values.extend(values);
    }

    fn sql(&self) -> String {
        self.terms.join(" AND ")
    }
}

#[cfg(test)]
mod tests {
    use super::super::{connection, schema};
    use super::*;
    use uuid::Uuid;

    #[test]
    fn history_is_read_newest_first_from_its_index() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.db");
        let mut database = connection::writer(&file).unwrap();
        schema::upgrade(&mut database, &file).unwrap();
        for outcomes in [None, Some(vec![Outcome::Rejected])] {
            let account = AccountId(Uuid::nil());
            let query = HistoryQuery { account, outcomes, text: None, cursor: None, limit: 50 };
            let wanted = Conditions::of(&query).unwrap();
            let sql = format!("EXPLAIN QUERY PLAN {}", page_sql(&wanted));
            let mut statement = database.prepare(&sql).unwrap();
            let values = wanted.values.into_iter().chain([Value::Integer(51)]);
            let plan = statement
                .query_map(params_from_iter(values), |row| row.get::<_, String>("detail"))
                .unwrap()
                .map(Result::unwrap)
                .collect::<Vec<_>>()
                .join("\n");
            assert!(plan.contains("COVERING INDEX acts_of_account"), "{plan}");
            assert!(!plan.contains("ORDER BY"), "{plan}");
        }
    }
}
