//! Handing a draft in: the draft becomes a submission in the same transaction.

use archive::ArchiveError;
use uuid::Uuid;
use workflow::{Act, SubmissionId, decide};

use super::act::Step;
use crate::caller::Caller;
use crate::view::{SubmissionDetail, SubmitDraft};
use crate::{Office, OfficeError};

impl Office {
    /// # Errors
    /// `StaleDraft` if another window saved since `request.revision`; `Refused` with what is missing or late.
    pub fn submit(
        &self,
        caller: &Caller,
        draft: Uuid,
        request: &SubmitDraft,
    ) -> Result<SubmissionDetail, OfficeError> {
        self.once(caller, request.command_id, None, || self.submit_now(caller, draft, request))
    }

    fn submit_now(
        &self,
        caller: &Caller,
        draft: Uuid,
        request: &SubmitDraft,
    ) -> Result<SubmissionDetail, OfficeError> {
        let stored = self.own_draft(caller, draft)?;
        crate::drafts::must_not_be_offered(&stored)?;
        if stored.revision != request.revision {
            return Err(OfficeError::StaleDraft { current: Box::new(self.draft_view(stored)?) });
        }
        let late_reason = request.late_reason.clone().or_else(|| Some(stored.late_reason.clone()));
        let content = tidied(self.trusted_content(&stored.content)?);
        let viewer = self.viewer(caller)?;
        let edition = viewer.rules.current(&stored.sop)?;
        let content = self.with_fits(&edition.sop, content)?;
        let act = Act::Submit { content: Box::new(content), late_reason, made_by: stored.made_by };
        let actor = viewer.actor(&stored.sop);
        let events = decide(&viewer.context(edition, &actor), None, &act)?;
        let step = Step {
            submission: SubmissionId(self.new_id()),
            before: None,
            command: request.command_id,
            position: &edition.sop.first_step().actor,
            events,
            draft: Some(stored.id),
        };
        match self.commit(&viewer, edition, step) {
            Ok(after) => viewer.detail(after),
            // Two windows handed the same draft in: the other one was first, and the draft is gone.
            Err(OfficeError::Archive(ArchiveError::Stale)) => {
                Err(OfficeError::NotFound { what: "Draf" })
            }
            Err(other) => Err(other),
        }
    }
}

/// Spaces around a title, a name or a link are leftovers of typing.
fn tidied(mut content: workflow::Content) -> workflow::Content {
    content.title = content.title.trim().to_owned();
    content.pic = content.pic.trim().to_owned();
    content.caption = content.caption.trim_end().to_owned();
    content.links = content
        .links
        .iter()
        .map(|link| link.trim().to_owned())
        .filter(|link| !link.is_empty())
        .collect();
    content
}
