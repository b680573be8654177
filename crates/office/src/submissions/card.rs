//! A submission as one line of a list.

use workflow::{Submission, Whereabouts};

use super::standing::{deadline, standing};
use super::{Viewer, paraf};
use crate::OfficeError;
use crate::content::cover;
use crate::view::{ReturnedCard, SubmissionCard, SubmissionState};

impl Viewer<'_> {
    pub fn card(&self, state: &Submission) -> Result<SubmissionCard, OfficeError> {
        let edition = self.edition(state)?;
        let sop = &edition.sop;
        let calendar = &self.rules.settings.calendar;
        let step = state.current_step().and_then(|id| sop.step(id));
        let content = &state.content;
        let (whereabouts, ended, finished_at) = match &state.at {
            Whereabouts::AtStep { .. } => (SubmissionState::AtStep, "", None),
            Whereabouts::Finished { at } => (SubmissionState::Finished, "Selesai", Some(*at)),
            Whereabouts::Cancelled { .. } => (SubmissionState::Cancelled, "Dibatalkan", None),
        };
        Ok(SubmissionCard {
            id: state.id,
            sop: state.sop.clone(),
            sop_name: sop.name.clone(),
            title: content.title.clone(),
            kind: content.kind.clone(),
            kind_label: sop
                .kind(&content.kind)
                .map_or_else(|| content.kind.clone(), |kind| kind.label.clone()),
            revision: state.revision,
            version: state.version,
            state: whereabouts,
            step: step.map(|step| step.id.clone()),
            step_number: step.map(|step| step.number.clone()).unwrap_or_default(),
            step_short: step.map_or_else(|| ended.to_owned(), |step| step.short.clone()),
            position_label: step.map(|step| paraf::label(sop, step)).unwrap_or_default(),
            since: state.since,
            deadline: deadline(sop, calendar, state),
            remaining_seconds: step
                .and_then(|step| standing(step, calendar, state, self.now).remaining),
            clock_paused: !calendar.is_open(self.now),
            event_date: content.event_date,
            cover: cover(content),
            file_count: content.assets.len(),
            caption: content.caption.clone(),
            submitted_by: self.people.name(state.submitted_by),
            submitted_at: state.submitted_at,
            finished_at,
            platforms: content.platforms.clone(),
            paraf: self.paraf(sop, state),
            returned: state.returned.as_ref().map(|returned| ReturnedCard {
                from_short: sop
                    .step(&returned.from_step)
                    .map_or_else(|| returned.from_step.clone(), |step| step.short.clone()),
                reason: returned.reason.clone(),
                by: self.people.name(returned.by),
                at: returned.at,
            }),
            can_act: step.is_some() && self.blocked(edition, state).is_none(),
        })
    }
}
