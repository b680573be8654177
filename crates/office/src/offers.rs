//! A designer's draft on its way to whoever hands in: offered, taken back, or taken.
//!
//! While it is offered it rests: nobody changes what somebody else may be looking at.

use archive::{ArchiveError, StoredDraft};
use uuid::Uuid;

use crate::caller::Caller;
use crate::rights::Right;
use crate::rulebook::Rulebook;
use crate::view::{Draft, DraftCard};
use crate::{Office, OfficeError};

impl Office {
    /// Drafts that the caller may take, first offered first.
    pub fn offered_drafts(&self, caller: &Caller) -> Result<Vec<DraftCard>, OfficeError> {
        let (rules, people) = (self.rules()?, self.people()?);
        let offered = self.archive().offered_drafts()?;
        let mine = offered.iter().filter(|draft| may_take(caller, &rules, draft));
        Ok(mine.map(|draft| crate::drafts::card(&rules, &people, draft)).collect())
    }

    /// Gives a draft to whoever hands in.
    ///
    /// # Errors
    /// `NotDesigner`; `StaleDraft` with the newer draft; `BadInput` without a title or a file.
    pub fn offer_draft(
        &self,
        caller: &Caller,
        id: Uuid,
        revision: u64,
    ) -> Result<Draft, OfficeError> {
        caller.must(Right::OfferDraft)?;
        let draft = self.own_draft(caller, id)?;
        if draft.content.title.trim().is_empty() {
            return Err(OfficeError::input("title", "Beri judul dahulu, supaya dikenali."));
        }
        if draft.content.assets.is_empty() {
            return Err(OfficeError::input("assets", "Masukkan paling sedikit satu berkas."));
        }
        let offered_at = Some(self.now());
        self.rewrite(draft, revision, |draft| StoredDraft { offered_at, ..draft })
    }

    /// Takes an offer back, while nobody has taken it.
    ///
    /// # Errors
    /// `NotDesigner`; `NotFound` once it was taken; `StaleDraft` with the newer draft.
    pub fn withdraw_draft(
        &self,
        caller: &Caller,
        id: Uuid,
        revision: u64,
    ) -> Result<Draft, OfficeError> {
        caller.must(Right::OfferDraft)?;
        let draft = self.own_draft(caller, id)?;
        self.rewrite(draft, revision, |draft| StoredDraft { offered_at: None, ..draft })
    }

    /// Makes an offered draft the caller's own.
    ///
    /// # Errors
    /// `NotFound` if it is not offered to the caller, or no longer as it was seen.
    pub fn take_draft(
        &self,
        caller: &Caller,
        id: Uuid,
        revision: u64,
    ) -> Result<Draft, OfficeError> {
        let draft = self.readable_draft(caller, id)?;
        match self.archive().take_draft(draft.id, revision, caller.id(), self.now()) {
            Ok(()) => {}
            Err(ArchiveError::Stale) => return Err(OfficeError::NotFound { what: "Draf" }),
            Err(other) => return Err(other.into()),
        }
        self.announce_offers()?;
        self.draft(caller, id)
    }

    fn rewrite(
        &self,
        before: StoredDraft,
        revision: u64,
        change: impl FnOnce(StoredDraft) -> StoredDraft,
    ) -> Result<Draft, OfficeError> {
        if before.revision != revision {
            return Err(OfficeError::StaleDraft { current: Box::new(self.draft_view(before)?) });
        }
        let next = StoredDraft { revision: revision + 1, updated_at: self.now(), ..before };
        let after = change(next);
        match self.archive().put_draft(&after) {
            Ok(()) => {}
            Err(ArchiveError::Stale) => return Err(OfficeError::NotFound { what: "Draf" }),
            Err(other) => return Err(other.into()),
        }
        self.announce_offers()?;
        self.draft_view(after)
    }

    /// One's own, or one that is offered to the caller. Any other is "not found".
    pub(crate) fn readable_draft(
        &self,
        caller: &Caller,
        id: Uuid,
    ) -> Result<StoredDraft, OfficeError> {
        let found = self.archive().draft(archive::DraftId(id))?;
        let rules = self.rules()?;
        let may_read = |draft: &StoredDraft| {
            draft.owner == caller.id()
                || (draft.offered_at.is_some() && may_take(caller, &rules, draft))
        };
        found.filter(may_read).ok_or(OfficeError::NotFound { what: "Draf" })
    }
}

/// Whether an offer of this draft is one to the caller.
fn may_take(caller: &Caller, rules: &Rulebook, draft: &StoredDraft) -> bool {
    let edition = rules.current(&draft.sop);
    edition.is_ok_and(|edition| caller.may(Right::TakeOffer, Some(&edition.sop)))
}
