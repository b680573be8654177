//! Drafts save themselves, belong to one account, and are shown to nobody else.

use archive::{ArchiveError, DraftId, StoredDraft};
use uuid::Uuid;
use workflow::Content;
use workflow::check::{self, Checklist};

use crate::caller::Caller;
use crate::content::cover;
use crate::people::People;
use crate::rights::Right;
use crate::rulebook::{Edition, Rulebook};
use crate::view::{CheckRequest, Draft, DraftCard, DraftUpdate};
use crate::{Office, OfficeError};

/// More open drafts than this are a script, not a person.
const MOST: usize = 500;
const LATE_REASON: usize = 2_000;

impl Office {
    /// The caller's own drafts, last changed first.
    pub fn drafts(&self, caller: &Caller) -> Result<Vec<DraftCard>, OfficeError> {
        let (rules, people) = (self.rules()?, self.people()?);
        let mut drafts = self.archive().drafts(caller.id())?;
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.updated_at));
        Ok(drafts.iter().map(|draft| card(&rules, &people, draft)).collect())
    }

    pub fn draft(&self, caller: &Caller, id: Uuid) -> Result<Draft, OfficeError> {
        let stored = self.readable_draft(caller, id)?;
        self.draft_view(stored)
    }

    /// Begins an empty draft. The first kind of content is chosen, so that the checklist has something to say.
    pub fn begin_draft(&self, caller: &Caller, sop: &str) -> Result<Draft, OfficeError> {
        let rules = self.rules()?;
        let edition = rules.current(sop)?;
        caller.must_in(Right::BeginDraft, &rules, &edition.sop)?;
        if self.archive().drafts(caller.id())?.len() >= MOST {
            return Err(OfficeError::input(
                "sop",
                format!("Sudah ada {MOST} draf. Hapus yang tidak dipakai."),
            ));
        }
        let kind = edition.sop.kinds.first().map(|kind| kind.id.clone()).unwrap_or_default();
        let stored = StoredDraft {
            id: DraftId(self.new_id()),
            owner: caller.id(),
            sop: sop.to_owned(),
            revision: 1,
            content: Content { kind, ..Content::default() },
            late_reason: String::new(),
            made_by: None,
            offered_at: None,
            updated_at: self.now(),
        };
        self.archive().put_draft(&stored)?;
        self.announce_drafts(caller.id())?;
        self.draft_view(stored)
    }

    /// Saves, if nobody saved since `update.revision`.
    ///
    /// # Errors
    /// `StaleDraft` with the newer draft.
    pub fn save_draft(
        &self,
        caller: &Caller,
        id: Uuid,
        update: &DraftUpdate,
    ) -> Result<Draft, OfficeError> {
        let before = self.own_draft(caller, id)?;
        must_not_be_offered(&before)?;
        if before.revision != update.revision {
            return Err(OfficeError::StaleDraft { current: Box::new(self.draft_view(before)?) });
        }
        if workflow::content::visible_characters(&update.late_reason) > LATE_REASON {
            let message = format!("Alasan keterlambatan paling banyak {LATE_REASON} karakter.");
            return Err(OfficeError::input("late_reason", message));
        }
        let after = StoredDraft {
            revision: before.revision + 1,
            content: self.trusted_content(&update.content)?,
            late_reason: update.late_reason.clone(),
            updated_at: self.now(),
            ..before
        };
        match self.archive().put_draft(&after) {
            Ok(()) => {}
            Err(ArchiveError::Stale) => {
                let current = Box::new(self.draft(caller, id)?);
                return Err(OfficeError::StaleDraft { current });
            }
            Err(other) => return Err(other.into()),
        }
        self.announce_drafts(caller.id())?;
        self.draft_view(after)
    }

    pub fn delete_draft(&self, caller: &Caller, id: Uuid) -> Result<(), OfficeError> {
        let stored = self.own_draft(caller, id)?;
        must_not_be_offered(&stored)?;
        self.archive().delete_draft(stored.id)?;
        self.announce_drafts(caller.id())
    }

    /// What the SOP still wants of some content, without keeping anything.
    pub fn check(
        &self,
        _caller: &Caller,
        request: &CheckRequest,
    ) -> Result<Checklist, OfficeError> {
        let rules = self.rules()?;
        let edition = rules.current(&request.sop)?;
        let step = match &request.step {
            None => edition.sop.first_step(),
            Some(id) => edition.sop.step(id).ok_or(OfficeError::NotFound { what: "Langkah" })?,
        };
        let today = rules.settings.calendar.day_of(self.now());
        Ok(check::checklist(&edition.sop, step, &request.content, today))
    }

    /// A draft of somebody else is "not found": its existence is not told either.
    pub(crate) fn own_draft(&self, caller: &Caller, id: Uuid) -> Result<StoredDraft, OfficeError> {
        let stored = self.archive().draft(DraftId(id))?.filter(|draft| draft.owner == caller.id());
        stored.ok_or(OfficeError::NotFound { what: "Draf" })
    }

    pub(crate) fn draft_view(&self, stored: StoredDraft) -> Result<Draft, OfficeError> {
        let rules = self.rules()?;
        let Edition { sop, .. } = rules.current(&stored.sop)?;
        let today = rules.settings.calendar.day_of(self.now());
        let checklist = check::checklist(sop, sop.first_step(), &stored.content, today);
        let made_by = stored.made_by.or(stored.offered_at.map(|_| stored.owner));
        let made_by = made_by.map(|id| self.people().map(|people| people.name(id))).transpose()?;
        Ok(Draft {
            id: stored.id.0,
            sop: stored.sop,
            revision: stored.revision,
            content: stored.content,
            late_reason: stored.late_reason,
            updated_at: stored.updated_at,
            made_by,
            offered_at: stored.offered_at,
            checklist,
        })
    }
}

pub(crate) fn must_not_be_offered(draft: &StoredDraft) -> Result<(), OfficeError> {
    if draft.offered_at.is_none() {
        return Ok(());
    }
    Err(OfficeError::input(
        "",
        "Draf ini sedang ditawarkan. Tarik kembali dahulu untuk mengubah atau menghapusnya.",
    ))
}

pub(crate) fn card(rules: &Rulebook, people: &People, draft: &StoredDraft) -> DraftCard {
    let sop_name =
        rules.current(&draft.sop).map(|edition| edition.sop.name.clone()).unwrap_or_default();
    DraftCard {
        id: draft.id.0,
        sop: draft.sop.clone(),
        sop_name,
        title: draft.content.title.clone(),
        updated_at: draft.updated_at,
        revision: draft.revision,
        made_by: draft.made_by.or(draft.offered_at.map(|_| draft.owner)).map(|id| people.name(id)),
        offered_at: draft.offered_at,
        file_count: draft.content.assets.len(),
        cover: cover(&draft.content),
    }
}
