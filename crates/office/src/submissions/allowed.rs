//! What the caller may do, found by asking the engine itself with acts that cannot pass.
//!
//! An act that the step does not have, or that this person may not do, is refused before its content is
//! looked at. So a refusal *about the content* means that the button belongs on the screen.

use workflow::engine::rejection_targets;
use workflow::event::PicChannel;
use workflow::sop::{Power, Step};
use workflow::{Act, Refusal, Sha256, Submission, decide};

use super::{Viewer, paraf};
use crate::rulebook::Edition;
use crate::view::{AllowedActs, Blocked, RejectionTarget};

impl Viewer<'_> {
    /// Why the caller can't act at all, if so.
    pub(super) fn blocked(&self, edition: &Edition, state: &Submission) -> Option<Refusal> {
        let actor = self.actor(&state.sop);
        match decide(
            &self.context(edition, &actor),
            Some(state),
            &Act::Cancel { reason: String::new() },
        ) {
            Err(
                refusal @ (Refusal::AlreadyEnded
                | Refusal::WrongPosition { .. }
                | Refusal::OwnSubmission),
            ) => Some(refusal),
            _ => None,
        }
    }

    pub(super) fn allowed(&self, edition: &Edition, state: &Submission) -> AllowedActs {
        if let Some(refusal) = self.blocked(edition, state) {
            let blocked = Blocked { code: refusal.code().to_owned(), message: refusal.to_string() };
            return AllowedActs { blocked: Some(blocked), ..AllowedActs::default() };
        }
        let actor = self.actor(&state.sop);
        let context = self.context(edition, &actor);
        let has = |act: &Act| {
            !matches!(decide(&context, Some(state), act), Err(Refusal::NotAtThisStep { .. }))
        };
        let nothing = Sha256::from_bytes(&[0; 32]);
        let step = state.current_step().and_then(|id| edition.sop.step(id));
        let rejection_targets = step.map(|step| targets(edition, step)).unwrap_or_default();
        AllowedActs {
            revise: has(&Act::Revise {
                content: Box::new(state.content.clone()),
                note: String::new(),
                late_reason: None,
                took: Vec::new(),
            }),
            suggest_caption: has(&Act::SuggestCaption {
                version: 0,
                text: String::new(),
                note: String::new(),
            }),
            record_pic_agreement: has(&Act::RecordPicAgreement {
                digest: nothing.clone(),
                who: String::new(),
                how: PicChannel::Other,
                agreed_at: self.now,
                note: String::new(),
                evidence: None,
            }),
            accept: has(&Act::Accept {
                digest: nothing.clone(),
                platforms: None,
                note: String::new(),
            }),
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
}

fn targets(edition: &Edition, step: &Step) -> Vec<RejectionTarget> {
    let target = |step: &Step| RejectionTarget {
        step: step.id.clone(),
        number: step.number.clone(),
        short: step.short.clone(),
        position_label: paraf::label(&edition.sop, step),
    };
    rejection_targets(&edition.sop, step).into_iter().map(target).collect()
}
