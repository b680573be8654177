//! From events to state. Checks nothing: what is in the trail happened.

use std::collections::BTreeMap;

use super::Recorded;
use crate::annotation::{AnnotationId, Reply, Resolution, Thread};
use crate::event::Event;
use crate::sop::{Goal, Sop};
use crate::submission::{
    Mark, Outcome, PicAgreement, Publication, Returned, StepRecord, Submission, Suggestion,
    SuggestionAnswer, Whereabouts,
};

/// The state after `recorded`. `state` is absent only before [`Event::Submitted`]; any other event
/// without a state, which no trail of ours holds, leaves it absent.
#[must_use]
pub fn apply(sop: &Sop, state: Option<Submission>, recorded: Recorded<'_>) -> Option<Submission> {
    if let Event::Submitted { .. } = recorded.event {
        return Some(begin(sop, recorded));
    }
    let mut state = state?;
    state.revision += 1;
    change(sop, &mut state, recorded);
    Some(state)
}

/// The state that a whole trail makes.
#[must_use]
pub fn replay<'a>(sop: &Sop, trail: impl IntoIterator<Item = Recorded<'a>>) -> Option<Submission> {
    trail.into_iter().fold(None, |state, recorded| apply(sop, state, recorded))
}

fn begin(sop: &Sop, recorded: Recorded<'_>) -> Submission {
    let Event::Submitted {
        sop: sop_id,
        edition,
        sop_sha256,
        content,
        timing,
        late_reason,
        made_by,
    } = recorded.event
    else {
        unreachable!("begin is called for Submitted alone")
    };
    let first = sop.first_step().id.clone();
    Submission {
        id: recorded.submission,
        sop: sop_id.clone(),
        edition: edition.clone(),
        sop_sha256: sop_sha256.clone(),
        revision: 1,
        submitted_by: recorded.account,
        submitted_at: recorded.at,
        made_by: *made_by,
        timing: *timing,
        late_reason: late_reason.clone(),
        version: 1,
        content: (**content).clone(),
        at: Whereabouts::AtStep { step: first.clone() },
        since: recorded.at,
        steps: BTreeMap::from([(first, StepRecord { visits: 1, ..StepRecord::default() })]),
        pic_agreement: None,
        publications: BTreeMap::new(),
        returned: None,
        annotations: Vec::new(),
        suggestions: Vec::new(),
    }
}

fn change(sop: &Sop, state: &mut Submission, recorded: Recorded<'_>) {
    let mark = |outcome, digest: &crate::content::Digest| Mark {
        outcome,
        account: recorded.account,
        at: recorded.at,
        digest: digest.clone(),
        capacity: recorded.capacity.clone(),
        stands: true,
    };
    match recorded.event {
        Event::Submitted { .. } => {}
        Event::Revised { version, content, timing, late_reason, took, .. } => {
            state.version = *version;
            state.content = (**content).clone();
            state.timing = *timing;
            state.late_reason.clone_from(late_reason);
            void_what_no_longer_matches(state);
            for number in took {
                answer(state, *number, recorded, Some(*version));
            }
        }
        Event::CaptionSuggested { step, version, text, note, .. } => {
            state.suggestions.push(Suggestion {
                by: recorded.account,
                at: recorded.at,
                step: step.clone(),
                version: *version,
                text: text.clone(),
                note: note.clone(),
                answer: None,
            });
        }
        Event::SuggestionDeclined { suggestion, .. } => {
            answer(state, *suggestion, recorded, None);
        }
        Event::PicAgreed { who, how, agreed_at, note, digest, evidence, .. } => {
            state.pic_agreement = Some(PicAgreement {
                who: who.clone(),
                how: *how,
                agreed_at: *agreed_at,
                note: note.clone(),
                recorded_by: recorded.account,
                recorded_at: recorded.at,
                digest: digest.clone(),
                evidence: evidence.clone(),
            });
        }
        Event::PlatformsChosen { platforms, .. } => {
            state.content.platforms.clone_from(platforms);
            void_what_no_longer_matches(state);
        }
        Event::Completed { step, next, digest, worked_seconds, .. } => {
            leave(state, step, mark(Outcome::Completed, digest), *worked_seconds);
            state.returned = None;
            go(state, next, recorded);
        }
        Event::Accepted { step, next, digest, worked_seconds, .. } => {
            leave(state, step, mark(Outcome::Accepted, digest), *worked_seconds);
            state.returned = None;
            go(state, next, recorded);
        }
        Event::Rejected { step, to, digest, reason, worked_seconds, .. } => {
            void_from(sop, state, to);
            leave(state, step, mark(Outcome::Rejected, digest), *worked_seconds);
            state.returned = Some(Returned {
                from_step: step.clone(),
                to_step: to.clone(),
                reason: reason.clone(),
                by: recorded.account,
                at: recorded.at,
            });
            go(state, &Goal::Step(to.clone()), recorded);
        }
        Event::Published { platform, url, evidence, digest, .. } => {
            let publication = Publication {
                platform: platform.clone(),
                url: url.clone(),
                evidence: evidence.clone(),
                recorded_by: recorded.account,
                recorded_at: recorded.at,
                digest: digest.clone(),
            };
            state.publications.insert(platform.clone(), publication);
        }
        Event::Cancelled { reason, .. } => {
            state.at = Whereabouts::Cancelled { at: recorded.at, reason: reason.clone() };
        }
        Event::Annotated { position, version, annotation, assigned_to, .. } => {
            state.annotations.push(Thread {
                annotation: (**annotation).clone(),
                author: recorded.account,
                position: position.clone(),
                at: recorded.at,
                version: *version,
                assigned_to: assigned_to.clone(),
                replies: Vec::new(),
                resolution: None,
            });
        }
        Event::AnnotationReplied { position, annotation, thread, .. } => {
            let reply = Reply {
                annotation: (**annotation).clone(),
                author: recorded.account,
                position: position.clone(),
                at: recorded.at,
            };
            in_thread(state, *thread, |thread| thread.replies.push(reply));
        }
        Event::AnnotationResolved { position, thread, .. } => {
            let resolution = Resolution {
                by: recorded.account,
                position: position.clone(),
                at: recorded.at,
                version: state.version,
            };
            in_thread(state, *thread, |thread| thread.resolution = Some(resolution));
        }
        Event::AnnotationReopened { thread, .. } => {
            in_thread(state, *thread, |thread| thread.resolution = None);
        }
        Event::AnnotationAssigned { thread, to, .. } => {
            in_thread(state, *thread, |thread| thread.assigned_to.clone_from(to));
        }
    }
}

fn in_thread(state: &mut Submission, id: AnnotationId, change: impl FnOnce(&mut Thread)) {
    if let Some(thread) = state.annotations.iter_mut().find(|thread| thread.id() == id) {
        change(thread);
    }
}

fn answer(state: &mut Submission, number: u32, recorded: Recorded<'_>, taken_in: Option<u32>) {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    if let Some(suggestion) = index.and_then(|index| state.suggestions.get_mut(index)) {
        suggestion.answer =
            Some(SuggestionAnswer { by: recorded.account, at: recorded.at, taken_in });
    }
}

fn leave(state: &mut Submission, step: &str, mark: Mark, worked_seconds: u64) {
    let record = state.steps.entry(step.to_owned()).or_default();
    record.worked_seconds += worked_seconds;
    record.last = Some(mark);
}

fn go(state: &mut Submission, goal: &Goal, recorded: Recorded<'_>) {
    match goal {
        Goal::End => state.at = Whereabouts::Finished { at: recorded.at },
        Goal::Step(step) => {
            state.steps.entry(step.clone()).or_default().visits += 1;
            state.at = Whereabouts::AtStep { step: step.clone() };
            state.since = recorded.at;
        }
    }
}

/// Editing voids exactly the marks whose digest differs now. Marks of work are not decisions and stay.
fn void_what_no_longer_matches(state: &mut Submission) {
    for record in state.steps.values_mut() {
        if let Some(mark) = &mut record.last
            && mark.outcome == Outcome::Accepted
            && mark.digest != state.content.digest(mark.digest.basis)
        {
            mark.stands = false;
        }
    }
}

/// A rejection takes back what was done at its target and after it.
fn void_from(sop: &Sop, state: &mut Submission, target: &str) {
    let from = sop.step_index(target).unwrap_or_default();
    for (index, step) in sop.steps.iter().enumerate() {
        if index >= from
            && let Some(mark) =
                state.steps.get_mut(&step.id).and_then(|record| record.last.as_mut())
        {
            mark.stands = false;
        }
    }
}
