//! The trail of one submission, oldest first, with names instead of ids.

use archive::StoredEvent;
use workflow::content::Digest;
use workflow::{Capacity, Content, Event, SubmissionId};

use super::Viewer;
use super::changed::changed;
use super::marked::met;
use super::sentence::sentence;
use super::standing::standard_seconds;
use crate::OfficeError;
use crate::rulebook::Edition;
use crate::view::TrailEntry;
use crate::words::edits;

impl Viewer<'_> {
    pub(super) fn trail(
        &self,
        edition: &Edition,
        id: SubmissionId,
    ) -> Result<Vec<TrailEntry>, OfficeError> {
        let mut entries: Vec<TrailEntry> = Vec::new();
        let mut content: Option<Content> = None;
        let mut marks = Vec::new();
        for stored in self.office.archive().trail(id)? {
            let event = event_of(&stored)?;
            let mut changes = Vec::new();
            let mut caption_edits = None;
            match &event {
                Event::Submitted { content: first, .. } => content = Some(first.as_ref().clone()),
                Event::Revised { content: next, .. } => {
                    let before = content.replace(next.as_ref().clone());
                    if let Some(before) = before {
                        changes = changed(self.office.places(), &before, next);
                        caption_edits = (before.caption != next.caption)
                            .then(|| edits(&before.caption, &next.caption));
                    }
                }
                _ => {}
            }
            let marked = met(&mut marks, &event, content.as_ref());
            let told = match &event {
                Event::Submitted { made_by: Some(maker), .. } => {
                    format!("Menyusun ajuan dari bahan {}", self.people.name(*maker))
                }
                _ => sentence(&edition.sop, &event, marked),
            };
            entries.push(TrailEntry {
                changes,
                caption_edits,
                ..self.entry(edition, stored, event, told)
            });
        }
        Ok(entries)
    }

    fn entry(
        &self,
        edition: &Edition,
        stored: StoredEvent,
        event: Event,
        sentence: String,
    ) -> TrailEntry {
        let sop = &edition.sop;
        let step = about(&event).step.and_then(|id| sop.step(id));
        let About { worked, digest, .. } = about(&event);
        TrailEntry {
            account: stored.account,
            sequence: stored.sequence,
            revision: stored.revision,
            at: stored.at,
            account_name: self.people.name(stored.account),
            initials: self.people.initials(stored.account),
            position_label: self.in_position(&sop.id, &stored.position, &capacity_of(&stored)),
            sentence,
            changes: Vec::new(),
            caption_edits: None,
            step_short: step.unwrap_or_else(|| sop.first_step()).short.clone(),
            worked_seconds: worked,
            standard_seconds: worked.and(step).and_then(standard_seconds),
            digest: digest.map(|digest| digest.sha256.to_string()),
            hash: stored.hash,
            event,
        }
    }
}

/// Nothing besides the position, where the payload can't be read; then its event can't be either.
pub(crate) fn capacity_of(stored: &StoredEvent) -> Capacity {
    Capacity::of(&stored.payload).unwrap_or_default()
}

pub(crate) fn event_of(stored: &StoredEvent) -> Result<Event, OfficeError> {
    serde_json::from_str(&stored.payload).map_err(|error| {
        OfficeError::Internal(format!("peristiwa nomor {}: {error}", stored.sequence))
    })
}

/// What events have in common.
struct About<'a> {
    step: Option<&'a str>,
    digest: Option<&'a Digest>,
    /// Only of those that leave a step.
    worked: Option<u64>,
}

fn about(event: &Event) -> About<'_> {
    let (step, digest, worked) = match event {
        Event::Submitted { .. } => (None, None, None),
        Event::Revised { step, digest, .. }
        | Event::PicAgreed { step, digest, .. }
        | Event::Published { step, digest, .. } => (Some(step), Some(digest), None),
        Event::PlatformsChosen { step, .. }
        | Event::Cancelled { step, .. }
        | Event::CaptionSuggested { step, .. }
        | Event::SuggestionDeclined { step, .. }
        | Event::Annotated { step, .. }
        | Event::AnnotationReplied { step, .. }
        | Event::AnnotationResolved { step, .. }
        | Event::AnnotationReopened { step, .. }
        | Event::AnnotationAssigned { step, .. } => (Some(step), None, None),
        Event::Completed { step, digest, worked_seconds, .. }
        | Event::Accepted { step, digest, worked_seconds, .. }
        | Event::Rejected { step, digest, worked_seconds, .. } => {
            (Some(step), Some(digest), Some(*worked_seconds))
        }
    };
    About { step: step.map(String::as_str), digest, worked }
}
