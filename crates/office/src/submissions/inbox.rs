//! The inbox: what waits for the caller, and what they took part in that waits for others.

use archive::{ListQuery, ListState, Listed};
use chrono::{DateTime, Days, NaiveTime, TimeZone as _, Utc};
use workflow::sop::StepKind;
use workflow::{Submission, SubmissionId, WorkCalendar};

use super::list::{others_decisions, page_size};
use super::standing::standing;
use super::{Scope, Viewer};
use crate::caller::Caller;
use crate::content::cover;
use crate::submissions::ListFilter;
use crate::view::{GroupCounts, InboxPage, InboxRow, ParafBox, ParafMark, Waiting};
use crate::{Office, OfficeError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// The caller may act on it, at any step but an upload.
    Decide,
    /// The caller may upload it.
    Publish,
    /// The caller acted on it once, and now it waits for somebody else.
    Others,
}

#[derive(Debug, Clone, Default)]
pub struct InboxFilter {
    pub text: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<u32>,
    /// Only those of these that still belong here; the counts are of all nevertheless.
    pub ids: Option<Vec<SubmissionId>>,
}

impl Office {
    pub fn inbox(
        &self,
        caller: &Caller,
        desk: Desk,
        filter: InboxFilter,
    ) -> Result<InboxPage, OfficeError> {
        let viewer = self.viewer(caller)?;
        let every = viewer.searched(viewer.lying_on(desk), filter.text);
        let counts = viewer.counts(&every)?;
        let query = ListQuery {
            cursor: filter.cursor,
            limit: page_size(filter.limit),
            ids: filter.ids,
            without_total: true,
            ..every
        };
        let page = self.archive().list(&query)?;
        let items = page.items.iter().map(|listed| viewer.row(listed)).collect::<Result<_, _>>()?;
        let clock_paused = !viewer.rules.settings.calendar.is_open(viewer.now);
        Ok(InboxPage { items, next: page.next, counts, clock_paused })
    }

    /// How much waits for the caller, without any of it.
    pub fn waiting(&self, caller: &Caller) -> Result<Waiting, OfficeError> {
        let viewer = self.viewer(caller)?;
        let one = ListFilter { limit: Some(1), ..ListFilter::default() };
        Ok(Waiting {
            decide: viewer.counts(&viewer.lying_on(Desk::Decide))?,
            publish: viewer.counts(&viewer.lying_on(Desk::Publish))?,
            open: viewer.list(Scope::Open, one)?.total,
        })
    }
}

impl Viewer<'_> {
    fn lying_on(&self, desk: Desk) -> ListQuery {
        let steps = self.rules.steps(|sop, step| {
            let uploads = step.kind == StepKind::Publish;
            let on_this_desk = match desk {
                Desk::Decide => !uploads,
                Desk::Publish => uploads,
                Desk::Others => true,
            };
            on_this_desk && self.caller.holds(&sop.id, &step.actor)
        });
        ListQuery {
            state: Some(ListState::Open),
            at_steps: Some(steps),
            not_own: Some((self.caller.id(), others_decisions(&self.rules))),
            not_accepted_by: self.decides_twice(),
            elsewhere_for: (desk == Desk::Others).then(|| self.caller.id()),
            ..ListQuery::default()
        }
    }

    fn counts(&self, every: &ListQuery) -> Result<GroupCounts, OfficeError> {
        let tomorrow = day_ends(&self.rules.settings.calendar, self.now);
        let tally = self.office.archive().tally(every, &[self.now, tomorrow])?;
        let [late, by_tonight] = tally.before[..] else { return Ok(GroupCounts::default()) };
        Ok(GroupCounts { late, today: by_tonight - late, next: tally.total - by_tonight })
    }

    fn row(&self, listed: &Listed) -> Result<InboxRow, OfficeError> {
        let state: &Submission = &listed.submission;
        let sop = &self.edition(state)?.sop;
        let step = state.current_step().and_then(|id| sop.step(id));
        let calendar = &self.rules.settings.calendar;
        let mark = |one: ParafBox| ParafMark {
            step: one.step,
            state: one.state,
            initials: one.initials,
            late: one.late,
        };
        Ok(InboxRow {
            id: state.id,
            sop: state.sop.clone(),
            title: state.content.title.clone(),
            step: step.map(|step| step.id.clone()).unwrap_or_default(),
            step_short: step.map(|step| step.short.clone()).unwrap_or_default(),
            deadline: listed.deadline,
            remaining_seconds: step
                .and_then(|step| standing(step, calendar, state, self.now).remaining),
            returned: state.returned.is_some(),
            cover: cover(&state.content).map(|cover| cover.sha256),
            paraf: self.paraf(sop, state).into_iter().map(mark).collect(),
        })
    }
}

/// The first moment of the office's next day.
fn day_ends(calendar: &WorkCalendar, now: DateTime<Utc>) -> DateTime<Utc> {
    let midnight = (calendar.day_of(now) + Days::new(1)).and_time(NaiveTime::MIN);
    let local = calendar.zone.from_local_datetime(&midnight).earliest();
    // A midnight that a zone's clocks jump over; Indonesia's have none.
    local.map_or_else(|| now + Days::new(1), |local| local.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_the_offices_midnight() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let calendar = WorkCalendar::default();
        for now in ["2026-11-23T00:00:00+07:00", "2026-11-23T23:59:59+07:00"] {
            assert_eq!(day_ends(&calendar, at(now)), at("2026-11-24T00:00:00+07:00"));
        }
    }
}
