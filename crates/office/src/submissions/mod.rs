//! Submissions: handing in, acting, and looking at them.

mod act;
mod allowed;
mod card;
mod changed;
mod corrections;
mod detail;
mod history;
mod inbox;
mod list;
mod marked;
mod paraf;
mod remarks;
mod renditions;
mod sentence;
mod standing;
mod submit;
mod trail;
mod zipped;

use std::sync::Arc;

use chrono::{DateTime, Utc};
use workflow::{Actor, Capacity, Context, Submission, SubmissionId};

pub use history::HistoryFilter;
pub use inbox::{Desk, InboxFilter};
pub use list::{ArchiveFilter, ListFilter, Scope};
pub(crate) use standing::deadline;
pub use zipped::Zipped;

use crate::caller::Caller;
use crate::people::People;
use crate::rulebook::{Edition, Rulebook};
use crate::{Office, OfficeError};

/// What every view of a submission is made with: the rules, the names, who looks, and when.
pub(crate) struct Viewer<'a> {
    pub office: &'a Office,
    pub rules: Arc<Rulebook>,
    pub people: People,
    pub caller: &'a Caller,
    pub now: DateTime<Utc>,
}

impl Office {
    pub(crate) fn viewer<'a>(&'a self, caller: &'a Caller) -> Result<Viewer<'a>, OfficeError> {
        Ok(Viewer {
            office: self,
            rules: self.rules()?,
            people: self.people()?,
            caller,
            now: self.now(),
        })
    }

    pub(crate) fn stored_submission(&self, id: SubmissionId) -> Result<Submission, OfficeError> {
        self.archive().submission(id)?.ok_or(OfficeError::NotFound { what: "Ajuan" })
    }
}

impl Viewer<'_> {
    pub fn edition(&self, submission: &Submission) -> Result<&Edition, OfficeError> {
        self.rules.of(submission)
    }

    /// A position as the record tells it: "Plh. Kepala Bagian … (a.n. …), surat No. …", and the part of the office.
    pub fn in_position(&self, sop: &str, position: &str, capacity: &Capacity) -> String {
        // Only who made the material acts on an item without a position.
        let label = match position {
            "" => "Perancang".to_owned(),
            held => self.rules.position_label(sop, held),
        };
        let mut told = match &capacity.acting {
            None => label,
            Some(acting) => {
                let title = acting.kind.title();
                let whose = acting.on_behalf_of.map(|id| self.people.name(id));
                let whose = whose.map(|name| format!(" (a.n. {name})")).unwrap_or_default();
                format!("{title} {label}{whose}, surat No. {}", acting.letter)
            }
        };
        if !capacity.unit.is_empty() {
            told.push_str(" · ");
            told.push_str(&capacity.unit);
        }
        told
    }

    pub fn actor(&self, sop: &str) -> Actor {
        Actor { account: self.caller.id(), positions: self.caller.positions(sop) }
    }

    pub fn context<'b>(&'b self, edition: &'b Edition, actor: &'b Actor) -> Context<'b> {
        Context {
            sop: &edition.sop,
            sop_sha256: &edition.sha256,
            calendar: &self.rules.settings.calendar,
            now: self.now,
            actor,
            same_person_decides: self.rules.settings.same_person_decides,
        }
    }
}
