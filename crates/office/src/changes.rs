//! Announcing what changed to everyone who listens, and telling again what a listener missed.

use tokio::sync::broadcast;
use workflow::{AccountId, SubmissionId};

use crate::caller::Caller;
use crate::view::{Change, ChangeKind};
use crate::{Office, OfficeError};

/// Announcements kept for a listener that is slow; one that falls further behind is told to load again.
const KEPT: usize = 256;
/// The most events that are told again; beyond that "load everything again" is cheaper for both sides.
const MOST_TOLD_AGAIN: u32 = 200;

pub(crate) struct Announcer(broadcast::Sender<Change>);

impl Default for Announcer {
    fn default() -> Self {
        Self(broadcast::Sender::new(KEPT))
    }
}

impl Office {
    /// Every change from now on. A host passes on only those that [`Change::concerns`] the listener.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.parts.announcer.0.subscribe()
    }

    /// What happened after event number `after`, shortened to one line a submission.
    pub fn missed_changes(&self, _caller: &Caller, after: u64) -> Result<Vec<Change>, OfficeError> {
        let events = self.archive().events_after(after, MOST_TOLD_AGAIN)?;
        if u32::try_from(events.len()).is_ok_and(|count| count >= MOST_TOLD_AGAIN) {
            return Ok(vec![self.everything()?]);
        }
        let mut told: Vec<Change> = Vec::new();
        for event in events {
            let kind = if event.submission.is_some() {
                ChangeKind::Submission
            } else {
                ChangeKind::Office
            };
            let revision = event.submission.map(|_| event.revision);
            told.retain(|earlier| earlier.kind != kind || earlier.submission != event.submission);
            told.push(Change {
                sequence: event.sequence,
                kind,
                submission: event.submission,
                revision,
                audience: None,
            });
        }
        Ok(told)
    }

    /// "Load everything again": for a listener that fell behind.
    pub fn everything(&self) -> Result<Change, OfficeError> {
        let sequence = self.archive().last_sequence()?;
        Ok(Change {
            sequence,
            kind: ChangeKind::Office,
            submission: None,
            revision: None,
            audience: None,
        })
    }

    pub(crate) fn announce_submission(
        &self,
        id: SubmissionId,
        revision: u64,
    ) -> Result<(), OfficeError> {
        self.announce(ChangeKind::Submission, Some(id), Some(revision), None)
    }

    pub(crate) fn announce_office(&self) -> Result<(), OfficeError> {
        self.announce(ChangeKind::Office, None, None, None)
    }

    pub(crate) fn announce_drafts(&self, owner: AccountId) -> Result<(), OfficeError> {
        self.announce(ChangeKind::Draft, None, None, Some(owner))
    }

    /// An offer was made, taken back or taken: whoever hands in asks anew, and learns no more than they may.
    pub(crate) fn announce_offers(&self) -> Result<(), OfficeError> {
        self.announce(ChangeKind::Draft, None, None, None)
    }

    fn announce(
        &self,
        kind: ChangeKind,
        submission: Option<SubmissionId>,
        revision: Option<u64>,
        audience: Option<AccountId>,
    ) -> Result<(), OfficeError> {
        let sequence = self.archive().last_sequence()?;
        // Nobody listening is not an error.
        let _ =
            self.parts.announcer.0.send(Change { sequence, kind, submission, revision, audience });
        Ok(())
    }
}
