//! The paraf row: one box for each step, filled as officials act.

use workflow::sop::Step;
use workflow::submission::{Mark, Outcome};
use workflow::{Sop, Submission};

use super::Viewer;
use super::standing::{Standing, standard_seconds, standing};
use crate::view::{ParafBox, ParafState};

impl Viewer<'_> {
    pub(super) fn paraf(&self, sop: &Sop, state: &Submission) -> Vec<ParafBox> {
        sop.steps.iter().map(|step| self.paraf_box(sop, step, state)).collect()
    }

    fn paraf_box(&self, sop: &Sop, step: &Step, state: &Submission) -> ParafBox {
        let empty = ParafBox {
            step: step.id.clone(),
            number: step.number.clone(),
            short: step.short.clone(),
            position_label: label(sop, step),
            state: ParafState::Todo,
            initials: None,
            name: None,
            at: None,
            worked_seconds: None,
            standard_seconds: standard_seconds(step),
            remaining_seconds: None,
            late: false,
        };
        if state.current_step() == Some(step.id.as_str()) {
            let Standing { worked, remaining, .. } =
                standing(step, &self.rules.settings.calendar, state, self.now);
            return ParafBox {
                state: ParafState::Current,
                worked_seconds: Some(worked),
                remaining_seconds: remaining,
                late: remaining.is_some_and(|left| left < 0),
                ..empty
            };
        }
        let Some(record) = state.steps.get(&step.id) else { return empty };
        let Some(mark) = &record.last else { return empty };
        ParafBox {
            position_label: self.in_position(&sop.id, &step.actor, &mark.capacity),
            state: state_of(mark),
            initials: Some(self.people.initials(mark.account)),
            name: Some(self.people.name(mark.account)),
            at: Some(mark.at),
            worked_seconds: Some(record.worked_seconds),
            late: empty.standard_seconds.is_some_and(|standard| record.worked_seconds > standard),
            ..empty
        }
    }
}

fn state_of(mark: &Mark) -> ParafState {
    match (mark.outcome, mark.stands) {
        (Outcome::Rejected, _) => ParafState::Returned,
        (Outcome::Accepted | Outcome::Completed, true) => ParafState::Done,
        (Outcome::Accepted | Outcome::Completed, false) => ParafState::Void,
    }
}

pub(super) fn label(sop: &Sop, step: &Step) -> String {
    sop.position(&step.actor).map_or_else(|| step.actor.clone(), |position| position.label.clone())
}
