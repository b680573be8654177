//! What the caller may do, found by asking the engine itself with acts that cannot pass.
//!
//! An act that the step does not have, or that this person may not do, is refused before its content is
//! looked at. So a refusal *about the content* means that the button belongs on the screen.

use workflow::engine::rejection_targets;
use workflow::event::PicChannel;
use workflow::sop::{Power, Step};
use workflow::{Act, Context, Refusal, Sha256, Sop, Submission, decide};

use super::{Viewer, paraf};
use crate::rulebook::Edition;
use crate::view::{AllowedActs, Blocked, RejectionTarget};

impl Viewer<'_> {
    /// Why the caller can't act at all, if so.
    pub(super) fn blocked(&self, edition: &Edition, state: &Submission) -> Option<Refusal> {
        blocked(&self.context(edition, &self.actor(&state.sop)), state)
    }

    pub(super) fn allowed(&self, edition: &Edition, state: &Submission) -> AllowedActs {
        allowed(&self.context(edition, &self.actor(&state.sop)), state)
    }
}

fn blocked(context: &Context<'_>, state: &Submission) -> Option<Refusal> {
    match decide(context, Some(state), &Act::Cancel { reason: String::new() }) {
        Err(
            refusal @ (Refusal::AlreadyEnded
            | Refusal::WrongPosition { .. }
            | Refusal::OwnSubmission
            | Refusal::OwnDecision),
        ) => Some(refusal),
        _ => None,
    }
}

fn allowed(context: &Context<'_>, state: &Submission) -> AllowedActs {
    let revision = Act::Revise {
        content: Box::new(state.content.clone()),
        note: String::new(),
        late_reason: None,
        took: Vec::new(),
    };
    if let Some(refusal) = blocked(context, state) {
        // Who made the material may give it a new version, and do nothing else.
        if matches!(decide(context, Some(state), &revision), Err(Refusal::NothingChanged)) {
            return AllowedActs { revise: true, ..AllowedActs::default() };
        }
        let blocked = Blocked { code: refusal.code().to_owned(), message: refusal.to_string() };
        return AllowedActs { blocked: Some(blocked), ..AllowedActs::default() };
    }
    let has = |act: &Act| {
        !matches!(decide(context, Some(state), act), Err(Refusal::NotAtThisStep { .. }))
    };
    let nothing = Sha256::from_bytes(&[0; 32]);
    let step = state.current_step().and_then(|id| context.sop.step(id));
    let rejection_targets = step.map(|step| targets(context.sop, step)).unwrap_or_default();
    AllowedActs {
        revise: has(&revision),
        suggest_caption: has(&Act::SuggestCaption {
            version: 0,
            text: String::new(),
            note: String::new(),
        }),
        record_pic_agreement: has(&Act::RecordPicAgreement {
            digest: nothing.clone(),
            who: String::new(),
            how: PicChannel::Other,
            agreed_at: context.now,
            note: String::new(),
            evidence: None,
        }),
        accept: has(&Act::Accept { digest: nothing.clone(), platforms: None, note: String::new() }),
        reject: has(&Act::Reject { digest: nothing.clone(), to: None, reason: String::new() })
            && !rejection_targets.is_empty(),
        complete: has(&Act::Complete { digest: nothing, platforms: None, note: String::new() }),
        choose_platforms: step.is_some_and(|step| step.can(Power::ChoosePlatforms)),
        record_publication: has(&Act::RecordPublication {
            platform: String::new(),
            url: String::new(),
            evidence: None,
        }),
        cancel: has(&Act::Cancel { reason: String::new() }),
        blocked: None,
        rejection_targets,
    }
}

fn targets(sop: &Sop, step: &Step) -> Vec<RejectionTarget> {
    let target = |step: &Step| RejectionTarget {
        step: step.id.clone(),
        number: step.number.clone(),
        short: step.short.clone(),
        position_label: paraf::label(sop, step),
    };
    rejection_targets(sop, step).into_iter().map(target).collect()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use chrono::{DateTime, Utc};
    use uuid::Uuid;
    use workflow::capacity::PLAIN;
    use workflow::engine::Recorded;
    use workflow::submission::{Mark, Outcome};
    use workflow::timing::TimingVerdict;
    use workflow::{
        AccountId, Actor, Content, Event, SubmissionId, Whereabouts, WorkCalendar, apply,
    };

    use super::*;
    use crate::rights;

    /// A file of its own, so that a change of who may do what shows in review.
    const KNOWN: &str = include_str!("../../tests/rights.txt");

    fn person(number: u128) -> AccountId {
        AccountId(Uuid::from_u128(number))
    }

    /// Handed in by account 1, made by account 5.
    fn handed_in(sop: &Sop, at: Whereabouts) -> Submission {
        let event = Event::Submitted {
            sop: sop.id.clone(),
            edition: sop.edition.clone(),
            sop_sha256: Sha256::of(b"sop"),
            content: Box::new(Content::default()),
            timing: TimingVerdict::NoDate,
            late_reason: None,
            made_by: Some(person(5)),
        };
        let submission = SubmissionId(Uuid::nil());
        let (account, at_moment) = (person(1), DateTime::<Utc>::UNIX_EPOCH);
        let recorded =
            Recorded { submission, account, at: at_moment, capacity: &PLAIN, event: &event };
        Submission { at, ..apply(sop, None, recorded).unwrap() }
    }

    /// As if account 4 had accepted it at every other step that accepts.
    fn accepted_elsewhere(sop: &Sop, mut state: Submission) -> Submission {
        let here = state.current_step().map(str::to_owned);
        let others = sop.steps.iter().filter(|step| Some(&step.id) != here.as_ref());
        let digest = state.content.current_digest();
        for step in others {
            let last = Mark {
                outcome: Outcome::Accepted,
                account: person(4),
                at: DateTime::<Utc>::UNIX_EPOCH,
                digest: digest.clone(),
                capacity: PLAIN.clone(),
                stands: true,
            };
            state.steps.entry(step.id.clone()).or_default().last = Some(last);
        }
        state
    }

    fn told(acts: &AllowedActs) -> String {
        if let Some(blocked) = &acts.blocked {
            return format!("- ({})", blocked.code);
        }
        let all = [
            (acts.revise, "revise"),
            (acts.suggest_caption, "suggest_caption"),
            (acts.record_pic_agreement, "record_pic_agreement"),
            (acts.accept, "accept"),
            (acts.reject, "reject"),
            (acts.complete, "complete"),
            (acts.choose_platforms, "choose_platforms"),
            (acts.record_publication, "record_publication"),
            (acts.cancel, "cancel"),
        ];
        let names: Vec<&str> = all.iter().filter(|(may, _)| *may).map(|(_, name)| *name).collect();
        names.join(" ")
    }

    fn matrix() -> String {
        let mut text = "# Rights in the office\n".to_owned();
        for (right, roles) in rights::TABLE {
            writeln!(text, "{right:?}: {roles:?}").unwrap();
        }
        let calendar = WorkCalendar::default();
        let sop_sha256 = Sha256::of(b"sop");
        for bundled in workflow::catalogue::bundled() {
            let sop = &bundled.sop;
            writeln!(text, "\n# {}", sop.id).unwrap();
            let steps = sop
                .steps
                .iter()
                .map(|step| (step.id.clone(), Whereabouts::AtStep { step: step.id.clone() }));
            let now = DateTime::<Utc>::UNIX_EPOCH;
            let ended = [
                ("(finished)".to_owned(), Whereabouts::Finished { at: now }),
                (
                    "(cancelled)".to_owned(),
                    Whereabouts::Cancelled { at: now, reason: String::new() },
                ),
            ];
            for (name, at) in steps.chain(ended) {
                let state = accepted_elsewhere(sop, handed_in(sop, at));
                writeln!(text, "{name}").unwrap();
                let colleagues = sop
                    .actors
                    .iter()
                    .map(|position| (position.id.clone(), person(2), vec![position.id.clone()]));
                let every: Vec<_> = sop.actors.iter().map(|position| position.id.clone()).collect();
                let others = [
                    ("who handed it in, in every position".to_owned(), person(1), every.clone()),
                    ("who accepted it elsewhere, in every position".to_owned(), person(4), every),
                    ("who made it, in no position".to_owned(), person(5), Vec::new()),
                    ("no position (designer, administrator)".to_owned(), person(3), Vec::new()),
                ];
                for (who, account, positions) in colleagues.chain(others) {
                    let actor = Actor { account, positions };
                    let context = Context {
                        sop,
                        sop_sha256: &sop_sha256,
                        calendar: &calendar,
                        now,
                        actor: &actor,
                        same_person_decides: false,
                    };
                    writeln!(text, "  {who}: {}", told(&allowed(&context, &state))).unwrap();
                }
            }
        }
        text
    }

    #[test]
    fn who_may_do_what_is_as_it_was_agreed() {
        let found = matrix();
        assert!(found == KNOWN, "tests/rights.txt should say:\n{found}");
    }
}
