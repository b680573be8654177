//! Lists: inboxes, the archive, searches. Always by key, never by OFFSET.
//!
//! The statement is put together from fixed pieces of SQL; every value in it is bound. An inbox is
//! read from `submissions_due` in that index's own order, so its first page costs the same with ten
//! thousand open items as with ten. The `+` before some columns keeps the planner from finding the
//! rows by another index and sorting them.

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use workflow::AccountId;

use super::columns::{instant_text, json, parsed, parsed_if_any};
use super::cursor::Cursor;
use super::failure::Failure;
use super::search::{Asked, asked};
use crate::model::{ListOrder, ListQuery, ListState, Listed, OpenAtStep, Page, Tally};

const LONGEST_PAGE: u32 = 200;
/// From so many found texts on, a search reads along the list's index.
const MANY: u32 = 500;

/// A page, and how many match in all.
pub fn page(reader: &Connection, query: &ListQuery) -> Result<Page, Failure> {
    let limit = query.limit.min(LONGEST_PAGE) as usize;
    let many = text_finds_many(reader, query)?;
    let Some(matching) = Conditions::of(query, many) else {
        return Ok(Page { items: Vec::new(), next: None, total: 0 });
    };
    let total = if query.without_total { 0 } else { count(reader, &matching)? };
    let mut wanted = matching;
    if let Some(cursor) = &query.cursor {
        wanted.after(query.order, Cursor::unwrap(cursor, query.order)?);
    }
    // One more than asked for tells whether there is a next page.
    let sql = page_sql(&wanted, query.order);
    let mut statement = reader.prepare_cached(&sql)?;
    let values = wanted.values.into_iter().chain([Value::Integer(limit as i64 + 1)]);
    let mut found: Vec<Found> =
        statement.query_map(params_from_iter(values), found)?.collect::<Result<_, _>>()?;
    let is_last = found.len() <= limit;
    found.truncate(limit);
    let next = match found.last() {
        Some(last) if !is_last => {
            let id = last.listed.submission.id.to_string();
            Some(Cursor::new(query.order, last.key.clone(), id).wrap()?)
        }
        _ => None,
    };
    Ok(Page { items: found.into_iter().map(|one| one.listed).collect(), next, total })
}

/// How many match, and how many of them are due before each moment: one walk along the index.
pub fn tally(
    reader: &Connection,
    query: &ListQuery,
    moments: &[DateTime<Utc>],
) -> Result<Tally, Failure> {
    let many = text_finds_many(reader, query)?;
    let Some(matching) = Conditions::of(query, many) else {
        return Ok(Tally { total: 0, before: vec![0; moments.len()] });
    };
    let sums = ", total(s.due < ?)".repeat(moments.len());
    let sql = format!("SELECT count(*){sums} FROM submissions AS s WHERE {}", matching.sql());
    let moments_text = moments.iter().map(|moment| Value::Text(instant_text(*moment)));
    let values = moments_text.chain(matching.values);
    let mut statement = reader.prepare_cached(&sql)?;
    let tally = statement.query_row(params_from_iter(values), |row| {
        let before = (1..=moments.len()).map(|column| row.get::<_, f64>(column));
        // SQLite's total() is a float; no count of items comes near what one holds exactly.
        let before = before.map(|sum| sum.map(|sum| sum as u64)).collect::<Result<_, _>>()?;
        Ok(Tally { total: row.get(0)?, before })
    })?;
    Ok(tally)
}

/// Whether so many items hold the words that following each to its row costs more than the list.
fn text_finds_many(reader: &Connection, query: &ListQuery) -> Result<bool, Failure> {
    let Some(Asked::Words(words)) = query.text.as_deref().map(asked) else { return Ok(false) };
    let mut statement = reader.prepare_cached(
        "SELECT count(*) FROM
            (SELECT 1 FROM submission_texts WHERE submission_texts MATCH ?1 LIMIT ?2)",
    )?;
    let found: u32 = statement.query_row((words, MANY), |row| row.get(0))?;
    Ok(found == MANY)
}

/// Open submissions of a SOP, counted by step.
pub fn step_counts(reader: &Connection, sop: &str) -> Result<Vec<OpenAtStep>, Failure> {
    let mut statement = reader.prepare_cached(
        "SELECT step, since, deadline FROM submissions
        WHERE state = 'open' AND sop = ?1
        ORDER BY step, since",
    )?;
    let mut rows = statement.query([sop])?;
    let mut counts: Vec<OpenAtStep> = Vec::new();
    while let Some(row) = rows.next()? {
        let step: String = row.get("step")?;
        let since: DateTime<Utc> = parsed(row, "since")?;
        if counts.last().is_none_or(|last| last.step != step) {
            // The oldest comes first within its step.
            counts.push(OpenAtStep { step, count: 0, oldest_since: since, deadlines: Vec::new() });
        }
        if let Some(last) = counts.last_mut() {
            last.count += 1;
            last.deadlines.extend(parsed_if_any::<DateTime<Utc>>(row, "deadline")?);
        }
    }
    Ok(counts)
}

struct Found {
    key: String,
    listed: Listed,
}

fn found(row: &Row<'_>) -> rusqlite::Result<Found> {
    Ok(Found {
        key: row.get("key")?,
        listed: Listed {
            submission: json(row, "body")?,
            deadline: parsed_if_any(row, "deadline")?,
        },
    })
}

fn count(reader: &Connection, matching: &Conditions) -> Result<u64, Failure> {
    let sql = format!("SELECT count(*) FROM submissions AS s WHERE {}", matching.sql());
    let mut statement = reader.prepare_cached(&sql)?;
    Ok(statement.query_row(params_from_iter(&matching.values), |row| row.get(0))?)
}

/// Finds the page's rows first and reads their bodies after, so that no body is ever sorted.
fn page_sql(wanted: &Conditions, order: ListOrder) -> String {
    let conditions = wanted.sql();
    let (key, direction) = sort(order);
    format!(
        "SELECT p.key, s.deadline, s.body FROM (
            SELECT s.place, s.id, s.{key} AS key FROM submissions AS s
            WHERE {conditions}
            ORDER BY s.{key} {direction}, s.id {direction}
            LIMIT ?
        ) AS p CROSS JOIN submissions AS s ON s.place = p.place
        ORDER BY p.key {direction}, p.id {direction}"
    )
}

fn sort(order: ListOrder) -> (&'static str, &'static str) {
    match order {
        ListOrder::Deadline => ("due", "ASC"),
        ListOrder::Recent => ("changed_at", "DESC"),
    }
}

/// Conditions that all hold, with the values bound in them, in order.
struct Conditions {
    terms: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// `None` where nothing can match.
    fn of(query: &ListQuery, text_finds_many: bool) -> Option<Self> {
        let mut wanted = Self { terms: Vec::new(), values: Vec::new() };
        wanted.state(query.state);
        if let Some(account) = query.elsewhere_for {
            let sql =
                "EXISTS (SELECT 1 FROM acts WHERE acts.submission = s.place AND acts.account = ?)";
            wanted.term(sql, [account.to_string()]);
            wanted.not(|here| here.whose(query));
        } else {
            wanted.whose(query)?;
        }
        if let Some(ids) = &query.ids {
            wanted.among(ids.iter().map(ToString::to_string).collect())?;
        }
        if let Some(account) = query.submitted_by {
            wanted.term("s.submitted_by = ?", [account.to_string()]);
        }
        if let Some(account) = query.made_by {
            wanted.term("s.made_by = ?", [account.to_string()]);
        }
        if let Some(sop) = &query.sop {
            wanted.term("+s.sop = ?", [sop.clone()]);
        }
        if let Some(kind) = &query.kind {
            wanted.term("s.kind = ?", [kind.clone()]);
        }
        if let Some(platform) = &query.platform {
            let sql = "EXISTS (SELECT 1 FROM submission_platforms AS p
                WHERE p.submission = s.place AND p.platform = ?)";
            wanted.term(sql, [platform.clone()]);
        }
        match query.text.as_deref().map(asked) {
            None | Some(Asked::Anything) => {}
            Some(Asked::Nothing) => return None,
            Some(Asked::Words(words)) => {
                wanted.found_by_text(words, text_finds_many, &query.or_submitted_by);
            }
        }
        if let Some(from) = query.from {
            wanted.term("s.day >= ?", [from.to_string()]);
        }
        if let Some(to) = query.to {
            wanted.term("s.day <= ?", [to.to_string()]);
        }
        if query.returned {
            // The planner can't know how few they are.
            wanted.terms.push(
                "s.place IN (SELECT place FROM submissions INDEXED BY submissions_returned
                WHERE state = 'open' AND json_extract(body, '$.returned') IS NOT NULL)"
                    .to_owned(),
            );
        }
        if let Some(moment) = query.late_at {
            wanted.term("s.due < ?", [instant_text(moment)]);
        }
        Some(wanted)
    }

    /// Whose desk it lies on.
    fn whose(&mut self, query: &ListQuery) -> Option<()> {
        if let Some(steps) = &query.at_steps {
            self.at_steps(steps)?;
        }
        if let Some((account, steps)) = &query.not_own {
            self.not_own(account.to_string(), steps);
        }
        if let Some(account) = query.not_accepted_by {
            self.not_accepted_by(account.to_string());
        }
        Some(())
    }

    /// The opposite of what `terms` adds. Conditions that nothing meets leave everything.
    fn not(&mut self, terms: impl FnOnce(&mut Self) -> Option<()>) {
        let mut inner = Self { terms: Vec::new(), values: Vec::new() };
        if terms(&mut inner).is_some() && !inner.terms.is_empty() {
            self.terms.push(format!("NOT ({})", inner.sql()));
            self.values.extend(inner.values);
        }
    }

    /// `None` where none is named.
    fn among(&mut self, ids: Vec<String>) -> Option<()> {
        let places = (!ids.is_empty()).then(|| vec!["?"; ids.len()].join(", "))?;
        self.terms.push(format!("s.id IN ({places})"));
        self.values.extend(ids.into_iter().map(Value::Text));
        Some(())
    }

    fn term<const N: usize>(&mut self, sql: &str, values: [String; N]) {
        self.terms.push(sql.to_owned());
        self.values.extend(values.map(Value::Text));
    }

    /// A rare word leads to its few rows; a common one is asked about along the list's own index.
    fn found_by_text(&mut self, words: String, finds_many: bool, or_of: &[AccountId]) {
        let place = if finds_many || !or_of.is_empty() { "+s.place" } else { "s.place" };
        let found = "SELECT rowid FROM submission_texts WHERE submission_texts MATCH ?";
        let found = format!("{place} IN ({found})");
        if or_of.is_empty() {
            return self.term(&found, [words]);
        }
        let people = vec!["?"; or_of.len()].join(", ");
        self.terms.push(format!("({found} OR +s.submitted_by IN ({people}))"));
        let people = or_of.iter().map(ToString::to_string);
        self.values.extend([words].into_iter().chain(people).map(Value::Text));
    }

    /// Spelled out, because a partial index is only used for a condition that is known beforehand.
    fn state(&mut self, state: Option<ListState>) {
        let sql = match state {
            None => return,
            Some(ListState::Open) => "s.state = 'open'",
            Some(ListState::Finished) => "s.state = 'finished'",
            Some(ListState::Cancelled) => "s.state = 'cancelled'",
        };
        self.terms.push(sql.to_owned());
    }

    /// `None` where no step is named.
    fn at_steps(&mut self, steps: &[(String, Vec<String>)]) -> Option<()> {
        let pairs = steps.iter().flat_map(|(sop, ids)| ids.iter().map(move |id| (sop, id)));
        let any = self.any_of(pairs)?;
        self.terms.push(format!("s.state = 'open' AND {any}"));
        Some(())
    }

    fn not_own(&mut self, account: String, steps: &[(String, String)]) {
        if steps.is_empty() {
            return;
        }
        self.values.push(Value::Text(account));
        if let Some(any) = self.any_of(steps.iter().map(|(sop, id)| (sop, id))) {
            // Something that has ended is at no step, and stays in.
            self.terms.push(format!("NOT (+s.submitted_by = ? AND s.step IS NOT NULL AND {any})"));
        }
    }

    /// Asked about few people only: it reads each row's state.
    fn not_accepted_by(&mut self, account: String) {
        let sql = "NOT EXISTS (SELECT 1 FROM json_each(s.body, '$.steps') AS passed
            WHERE passed.key <> s.step
                AND json_extract(passed.value, '$.last.account') = ?
                AND json_extract(passed.value, '$.last.outcome') = 'accepted'
                AND json_extract(passed.value, '$.last.stands'))";
        self.term(sql, [account]);
    }

    fn any_of<'a>(
        &mut self,
        pairs: impl Iterator<Item = (&'a String, &'a String)>,
    ) -> Option<String> {
        let mut terms = Vec::new();
        for (sop, step) in pairs {
            terms.push("(+s.sop = ? AND +s.step = ?)");
            self.values.extend([sop, step].map(|text| Value::Text(text.clone())));
        }
        (!terms.is_empty()).then(|| format!("({})", terms.join(" OR ")))
    }

    fn after(&mut self, order: ListOrder, cursor: Cursor) {
        let (key, direction) = sort(order);
        let comes_after = if direction == "ASC" { ">" } else { "<" };
        self.term(&format!("(s.{key}, s.id) {comes_after} (?, ?)"), [cursor.key, cursor.id]);
    }

    fn sql(&self) -> String {
        if self.terms.is_empty() { "TRUE".to_owned() } else { self.terms.join(" AND ") }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{connection, schema};
    use super::*;
    use chrono::DateTime;
    use uuid::Uuid;

    /// The plans of the first page and of a later one.
    fn plans(query: &ListQuery) -> [String; 2] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.db");
        let mut database = connection::writer(&file).unwrap();
        schema::upgrade(&mut database, &file).unwrap();
        let cursor = Cursor::new(query.order, "a".to_owned(), "b".to_owned());
        [None, Some(cursor)].map(|cursor| {
            let mut wanted = Conditions::of(query, false).unwrap();
            if let Some(cursor) = cursor {
                wanted.after(query.order, cursor);
            }
            let sql = format!("EXPLAIN QUERY PLAN {}", page_sql(&wanted, query.order));
            let mut statement = database.prepare(&sql).unwrap();
            let values = wanted.values.into_iter().chain([Value::Integer(51)]);
            let lines = statement.query_map(params_from_iter(values), |row| row.get("detail"));
            lines.unwrap().map(Result::unwrap).collect::<Vec<String>>().join("\n")
        })
    }

    /// Both pages are read from the index as it lies, and nothing is sorted.
    fn assert_read_in_order_of(index: &str, query: &ListQuery) {
        for plan in plans(query) {
            assert!(plan.contains(&format!("INDEX {index}")), "{plan}");
            assert!(!plan.contains("MULTI-INDEX") && !plan.contains("ORDER BY"), "{plan}");
        }
    }

    fn inbox() -> ListQuery {
        let steps = |sop: &str| (sop.to_owned(), vec!["verify".to_owned(), "publish".to_owned()]);
        let own = vec![("dki".to_owned(), "verify".to_owned())];
        ListQuery {
            state: Some(ListState::Open),
            at_steps: Some(vec![steps("dki"), steps("jabar")]),
            not_own: Some((AccountId(Uuid::nil()), own)),
            limit: 50,
            ..ListQuery::default()
        }
    }

    #[test]
    fn inbox_is_read_in_the_order_of_its_index() {
        assert_read_in_order_of("submissions_due", &inbox());
        assert_read_in_order_of("submissions_due", &ListQuery { at_steps: None, ..inbox() });
    }

    #[test]
    fn late_items_are_read_in_the_order_of_the_same_index() {
        let late = ListQuery { late_at: Some(DateTime::UNIX_EPOCH), ..inbox() };
        assert_read_in_order_of("submissions_due", &late);
    }

    #[test]
    fn what_waits_for_others_is_read_in_the_order_of_the_same_index() {
        let account = Some(AccountId(Uuid::nil()));
        assert_read_in_order_of(
            "submissions_due",
            &ListQuery { elsewhere_for: account, ..inbox() },
        );
    }

    #[test]
    fn archive_is_read_last_changed_first_from_its_index() {
        let archive = ListQuery {
            state: Some(ListState::Finished),
            order: ListOrder::Recent,
            sop: Some("dki".to_owned()),
            ..ListQuery::default()
        };
        assert_read_in_order_of("submissions_recent", &archive);
        assert_read_in_order_of("submissions_recent", &ListQuery { state: None, ..archive });
    }

    #[test]
    fn own_submissions_are_read_last_changed_first_from_their_index() {
        let own = ListQuery {
            submitted_by: Some(AccountId(Uuid::nil())),
            order: ListOrder::Recent,
            ..ListQuery::default()
        };
        assert_read_in_order_of("submissions_recent_of_submitter", &own);
    }
}
