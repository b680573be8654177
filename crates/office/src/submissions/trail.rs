//! The trail of one submission, oldest first, with names instead of ids.

use archive::StoredEvent;
use workflow::content::Digest;
use workflow::{Event, SubmissionId};

use super::Viewer;
use super::sentence::sentence;
use super::standing::standard_seconds;
use crate::OfficeError;
use crate::rulebook::Edition;
use crate::view::TrailEntry;

impl Viewer<'_> {
    pub(super) fn trail(
        &self,
        edition: &Edition,
        id: SubmissionId,
    ) -> Result<Vec<TrailEntry>, OfficeError> {
        let events = self.office.archive().trail(id)?;
        events.into_iter().map(|stored| self.entry(edition, stored)).collect()
    }

    fn entry(&self, edition: &Edition, stored: StoredEvent) -> Result<TrailEntry, OfficeError> {
        let event = event_of(&stored)?;
        let sop = &edition.sop;
        let step = about(&event).step.and_then(|id| sop.step(id));
        let About { worked, digest, .. } = about(&event);
        Ok(TrailEntry {
            sequence: stored.sequence,
            revision: stored.revision,
            at: stored.at,
            account_name: self.people.name(stored.account),
            initials: self.people.initials(stored.account),
            position_label: self.rules.position_label(&sop.id, &stored.position),
            sentence: sentence(sop, &event),
            step_short: step.unwrap_or_else(|| sop.first_step()).short.clone(),
            worked_seconds: worked,
            standard_seconds: worked.and(step).and_then(standard_seconds),
            digest: digest.map(|digest| digest.sha256.to_string()),
            hash: stored.hash,
            event,
        })
    }
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
        Event::PlatformsChosen { step, .. } | Event::Cancelled { step, .. } => {
            (Some(step), None, None)
        }
        Event::Completed { step, digest, worked_seconds, .. }
        | Event::Accepted { step, digest, worked_seconds, .. }
        | Event::Rejected { step, digest, worked_seconds, .. } => {
            (Some(step), Some(digest), Some(*worked_seconds))
        }
    };
    About { step: step.map(String::as_str), digest, worked }
}
