//! Lists: the inbox, one's own, everything open, what is late, and the archive.

use archive::{ListOrder, ListQuery, ListState};
use chrono::NaiveDate;
use workflow::sop::{Step, StepKind};
use workflow::{AccountId, Sop};

use super::Viewer;
use crate::caller::Caller;
use crate::rulebook::Rulebook;
use crate::view::{Page, SubmissionCard};
use crate::{Office, OfficeError};

const USUAL_PAGE: u32 = 50;
const LARGEST_PAGE: u32 = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Open items that the caller may act on.
    Inbox,
    /// What the caller handed in, in any state, last changed first.
    Mine,
    Open,
    /// Open items whose standard time is over.
    Late,
}

#[derive(Debug, Clone, Default)]
pub struct ListFilter {
    pub sop: Option<String>,
    pub step: Option<String>,
    pub text: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

#[derive(Debug, Clone, Default)]
pub struct ArchiveFilter {
    pub text: Option<String>,
    pub sop: Option<String>,
    pub kind: Option<String>,
    pub platform: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
}

impl Office {
    pub fn submissions(
        &self,
        caller: &Caller,
        scope: Scope,
        filter: ListFilter,
    ) -> Result<Page<SubmissionCard>, OfficeError> {
        self.viewer(caller)?.list(scope, filter)
    }

    /// Finished submissions, newest first.
    pub fn archived(
        &self,
        caller: &Caller,
        filter: ArchiveFilter,
    ) -> Result<Page<SubmissionCard>, OfficeError> {
        let query = ListQuery {
            state: Some(ListState::Finished),
            sop: filter.sop,
            kind: filter.kind,
            platform: filter.platform,
            from: filter.from,
            to: filter.to,
            order: ListOrder::Recent,
            cursor: filter.cursor,
            limit: page_size(filter.limit),
            ..ListQuery::default()
        };
        let viewer = self.viewer(caller)?;
        viewer.page(&viewer.searched(query, filter.text))
    }
}

impl Viewer<'_> {
    pub fn list(
        &self,
        scope: Scope,
        filter: ListFilter,
    ) -> Result<Page<SubmissionCard>, OfficeError> {
        let query = ListQuery {
            state: Some(ListState::Open),
            sop: filter.sop,
            cursor: filter.cursor,
            limit: page_size(filter.limit),
            ..ListQuery::default()
        };
        let mut query = self.searched(query, filter.text);
        match scope {
            Scope::Inbox => self.may_act(&mut query),
            Scope::Mine => {
                query.state = None;
                let me = Some(self.caller.id());
                if self.caller.account.is_designer {
                    query.made_by = me;
                } else {
                    query.submitted_by = me;
                }
                query.order = ListOrder::Recent;
            }
            Scope::Open => {}
            Scope::Late => query.late_at = Some(self.now),
        }
        if let Some(wanted) = filter.step {
            let steps = query.at_steps.unwrap_or_else(|| self.rules.steps(|_, _| true));
            let only = |steps: Vec<String>| {
                steps.into_iter().filter(|step| *step == wanted).collect::<Vec<_>>()
            };
            let steps = steps.into_iter().map(|(sop, steps)| (sop, only(steps)));
            query.at_steps = Some(steps.filter(|(_, steps)| !steps.is_empty()).collect());
        }
        if query.at_steps.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Page { items: Vec::new(), next: None, total: 0 });
        }
        self.page(&query)
    }

    /// Only what the caller may act on.
    fn may_act(&self, query: &mut ListQuery) {
        query.at_steps =
            Some(self.rules.steps(|sop, step| self.caller.holds(&sop.id, &step.actor)));
        query.not_own = Some((self.caller.id(), others_decisions(&self.rules)));
        query.not_accepted_by = self.decides_twice();
    }

    /// The caller, if they hold two deciding positions of one SOP and may not decide twice on an item.
    pub(super) fn decides_twice(&self) -> Option<AccountId> {
        let decides = |sop: &Sop, step: &Step| {
            step.kind == StepKind::Decision && self.caller.holds(&sop.id, &step.actor)
        };
        let twice = self.rules.steps(decides).iter().any(|(_, steps)| steps.len() > 1);
        (twice && !self.rules.settings.same_person_decides).then(|| self.caller.id())
    }

    /// How many items of the caller's inbox came back with a reason.
    pub fn returned_count(&self) -> Result<u64, OfficeError> {
        let mut query =
            ListQuery { state: Some(ListState::Open), returned: true, ..ListQuery::default() };
        self.may_act(&mut query);
        Ok(self.office.archive().tally(&query, &[])?.total)
    }

    /// With what was typed into a search box: words of the item, or the name of who handed it in.
    pub(super) fn searched(&self, query: ListQuery, text: Option<String>) -> ListQuery {
        let text = words(text);
        let or_submitted_by =
            text.as_deref().map(|text| self.people.named(text)).unwrap_or_default();
        ListQuery { text, or_submitted_by, ..query }
    }

    fn page(&self, query: &ListQuery) -> Result<Page<SubmissionCard>, OfficeError> {
        let page = self.office.archive().list(query)?;
        let items = page
            .items
            .iter()
            .map(|listed| self.card(&listed.submission))
            .collect::<Result<_, _>>()?;
        Ok(Page { items, next: page.next, total: page.total })
    }
}

/// Decisions that the person who handed the item in may not make: the engine's rule, as a question to the archive.
pub(super) fn others_decisions(rules: &Rulebook) -> Vec<(String, String)> {
    let steps = rules
        .steps(|sop, step| step.kind == StepKind::Decision && step.actor != sop.first_step().actor);
    steps
        .into_iter()
        .flat_map(|(sop, steps)| steps.into_iter().map(move |step| (sop.clone(), step)))
        .collect()
}

pub(super) fn page_size(wanted: Option<u32>) -> u32 {
    wanted.unwrap_or(USUAL_PAGE).clamp(1, LARGEST_PAGE)
}

pub(super) fn words(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}
