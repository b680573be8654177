//! A submission's page: the content, what may be done, and everything that was done.

use workflow::content::Basis;
use workflow::engine::digest_at;
use workflow::{Submission, SubmissionId, check};

use super::Viewer;
use super::corrections::caption_history;
use crate::caller::Caller;
use crate::view::{PicAgreementView, PublicationView, SubmissionDetail};
use crate::{Office, OfficeError};

impl Office {
    pub fn submission(
        &self,
        caller: &Caller,
        id: SubmissionId,
    ) -> Result<SubmissionDetail, OfficeError> {
        let state = self.stored_submission(id)?;
        self.viewer(caller)?.detail(state)
    }
}

impl Viewer<'_> {
    pub fn detail(&self, state: Submission) -> Result<SubmissionDetail, OfficeError> {
        let edition = self.edition(&state)?;
        let sop = &edition.sop;
        let step = state.current_step().and_then(|id| sop.step(id));
        let shown_step = step.or_else(|| sop.steps.last()).unwrap_or_else(|| sop.first_step());
        // The rule is about the day of handing in, not about today.
        let handed_in = self.rules.settings.calendar.day_of(state.submitted_at);
        let digest = match step {
            Some(step) => digest_at(sop, step, &state.content),
            None => state.content.current_digest(),
        };
        let trail = self.trail(edition, state.id)?;
        let record_digest = trail
            .last()
            .map(|entry| entry.hash.clone())
            .ok_or_else(|| OfficeError::Internal(format!("ajuan {} tanpa riwayat", state.id)))?;
        let rule = sop.kind(&state.content.kind).and_then(|kind| kind.timing.as_ref());
        let pic_agreement = state.pic_agreement.as_ref().map(|agreement| PicAgreementView {
            recorded_by_name: self.people.name(agreement.recorded_by),
            current: agreement.digest == state.content.digest(Basis::Material),
            agreement: agreement.clone(),
        });
        let publications = state.publications.values().map(|publication| PublicationView {
            platform_label: sop
                .platform(&publication.platform)
                .map_or_else(|| publication.platform.clone(), |platform| platform.label.clone()),
            recorded_by_name: self.people.name(publication.recorded_by),
            publication: publication.clone(),
        });
        let holders =
            step.map(|step| self.people.holders(&state.sop, &step.actor)).unwrap_or_default();
        Ok(SubmissionDetail {
            card: self.card(&state)?,
            caption_history: caption_history(&trail),
            suggestions: self.suggestions(edition, &state, &trail),
            since_decision: self.since_decision(edition, &state, &trail),
            holders,
            digest,
            edition: state.edition.clone(),
            timing: state.timing,
            timing_rule: rule.map(|rule| rule.label().to_owned()),
            late_reason: state.late_reason.clone(),
            checklist: check::checklist(sop, shown_step, &state.content, handed_in),
            acts: self.allowed(edition, &state),
            pic_agreement,
            publications: publications.collect(),
            remarks: self.remarks(edition, &state, &trail),
            trail,
            record_digest,
            content: state.content,
        })
    }
}
