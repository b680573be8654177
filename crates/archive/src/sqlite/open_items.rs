//! When every open item is due, by where it lies and whose it is, kept in memory beside the table.
//!
//! Each screen shows how much waits for its person, how much of it is late and how much is due today. Counted by SQL
//! that is a walk over all open items; here it is a binary search for each step and submitter. Whoever writes keeps it
//! in line, in the order of the transactions.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use workflow::{AccountId, SubmissionId};

use super::columns::{parsed, parsed_if_any};
use super::failure::Failure;
use crate::model::{Commit, ListQuery, ListState, Tally};

#[derive(Debug, Default)]
pub struct OpenItems(RwLock<State>);

#[derive(Debug, Default)]
struct State {
    items: HashMap<SubmissionId, (Pile, Due)>,
    /// In order.
    dues: HashMap<Pile, Vec<Due>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Pile {
    sop: String,
    step: String,
    submitted_by: AccountId,
}

/// What has no deadline is due after everything that has one.
type Due = DateTime<Utc>;
const NEVER: Due = DateTime::<Utc>::MAX_UTC;

impl OpenItems {
    pub fn read(reader: &Connection) -> Result<Self, Failure> {
        let items = Self::default();
        items.read_again(reader)?;
        Ok(items)
    }

    /// After everything was written anew.
    pub fn read_again(&self, reader: &Connection) -> Result<(), Failure> {
        let mut statement = reader.prepare(
            "SELECT id, sop, step, submitted_by, nullif(due, '~') AS due FROM submissions WHERE state = 'open'",
        )?;
        let mut rows = statement.query([])?;
        let mut state = State::default();
        while let Some(row) = rows.next()? {
            let pile = Pile {
                sop: row.get("sop")?,
                step: row.get("step")?,
                submitted_by: parsed(row, "submitted_by")?,
            };
            let due = parsed_if_any(row, "due")?.unwrap_or(NEVER);
            state.dues.entry(pile.clone()).or_default().push(due);
            state.items.insert(parsed(row, "id")?, (pile, due));
        }
        state.dues.values_mut().for_each(|dues| dues.sort_unstable());
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = state;
        Ok(())
    }

    /// After an act is on disk.
    pub fn note(&self, act: &Commit) {
        let mut state = self.0.write().unwrap_or_else(PoisonError::into_inner);
        state.forget(act.submission);
        if let Some(step) = act.state.current_step() {
            let pile = Pile {
                sop: act.state.sop.clone(),
                step: step.to_owned(),
                submitted_by: act.state.submitted_by,
            };
            state.put(act.submission, pile, act.deadline.unwrap_or(NEVER));
        }
    }

    /// `None` for a question that only the table can answer.
    pub fn tally(&self, query: &ListQuery, moments: &[DateTime<Utc>]) -> Option<Tally> {
        let wanted = Wanted::of(query)?;
        let state = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut tally = Tally { total: 0, before: vec![0; moments.len()] };
        for (_, dues) in state.dues.iter().filter(|(pile, _)| wanted.picks(pile)) {
            tally.total += dues.len() as u64;
            for (count, moment) in tally.before.iter_mut().zip(moments) {
                *count += dues.partition_point(|due| due < moment) as u64;
            }
        }
        Some(tally)
    }
}

impl State {
    fn put(&mut self, id: SubmissionId, pile: Pile, due: Due) {
        let dues = self.dues.entry(pile.clone()).or_default();
        dues.insert(dues.partition_point(|other| *other < due), due);
        self.items.insert(id, (pile, due));
    }

    fn forget(&mut self, id: SubmissionId) {
        let Some((pile, due)) = self.items.remove(&id) else { return };
        let Some(dues) = self.dues.get_mut(&pile) else { return };
        if let Ok(at) = dues.binary_search(&due) {
            dues.remove(at);
        }
        if dues.is_empty() {
            self.dues.remove(&pile);
        }
    }
}

/// A question about nothing but steps and submitters.
struct Wanted<'a> {
    at_steps: &'a [(String, Vec<String>)],
    not_own: Option<&'a (AccountId, Vec<(String, String)>)>,
}

impl<'a> Wanted<'a> {
    fn of(query: &'a ListQuery) -> Option<Self> {
        // Every field by name: a new one must be thought of here.
        let ListQuery {
            state: Some(ListState::Open),
            at_steps: Some(at_steps),
            not_own,
            not_accepted_by: None,
            submitted_by: None,
            made_by: None,
            sop: None,
            kind: None,
            platform: None,
            text: None,
            or_submitted_by: _,
            from: None,
            to: None,
            returned: false,
            late_at: None,
            elsewhere_for: None,
            ids: None,
            order: _,
            cursor: _,
            limit: _,
            without_total: _,
        } = query
        else {
            return None;
        };
        Some(Self { at_steps, not_own: not_own.as_ref() })
    }

    fn picks(&self, pile: &Pile) -> bool {
        let here =
            |(sop, steps): &(String, Vec<String>)| *sop == pile.sop && steps.contains(&pile.step);
        let own = |(account, steps): &(AccountId, Vec<(String, String)>)| {
            *account == pile.submitted_by
                && steps.iter().any(|(sop, step)| *sop == pile.sop && *step == pile.step)
        };
        self.at_steps.iter().any(here) && !self.not_own.is_some_and(own)
    }
}
