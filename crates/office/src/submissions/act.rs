//! One act on a submission: authorise, decide, commit, announce.

use archive::{ArchiveError, Commit, CommittedCommand, DraftId};
use workflow::engine::{Recorded, speaks_for};
use workflow::{CommandId, Event, Submission, SubmissionId, apply, decide};

use super::{Viewer, deadline};
use crate::caller::Caller;
use crate::rulebook::Edition;
use crate::view::{ActRequest, SubmissionDetail};
use crate::{Office, OfficeError};

/// How often a remark is tried again while others act on the same item.
const REMARK_TRIES: u32 = 20;

/// What is to be committed, before the fold.
pub(super) struct Step<'a> {
    pub submission: SubmissionId,
    pub before: Option<Submission>,
    pub command: CommandId,
    /// The position that the caller acts in.
    pub position: &'a str,
    pub events: Vec<Event>,
    pub draft: Option<DraftId>,
}

impl Office {
    /// Acts, once for each command id.
    ///
    /// # Errors
    /// `StaleSubmission` if somebody acted since `request.revision`, `Refused` with the engine's reason.
    pub fn act(
        &self,
        caller: &Caller,
        id: SubmissionId,
        request: ActRequest,
    ) -> Result<SubmissionDetail, OfficeError> {
        let command = request.command_id;
        self.once(caller, command, Some(id), || self.act_now(caller, id, request))
    }

    /// Runs `work` unless the command was done already. The same command may run beside this one: then
    /// what looks like somebody else's act, or like nothing there, may be our own, so it is asked again.
    pub(super) fn once(
        &self,
        caller: &Caller,
        command: CommandId,
        meant: Option<SubmissionId>,
        work: impl FnOnce() -> Result<SubmissionDetail, OfficeError>,
    ) -> Result<SubmissionDetail, OfficeError> {
        if let Some(done) = self.archive().command(command)? {
            return self.answer_again(caller, &done, meant);
        }
        let outcome = work();
        let beaten = matches!(
            outcome,
            Err(OfficeError::StaleSubmission { .. }
                | OfficeError::StaleDraft { .. }
                | OfficeError::NotFound { .. }
                | OfficeError::Archive(ArchiveError::Repeated))
        );
        if beaten && let Some(done) = self.archive().command(command)? {
            return self.answer_again(caller, &done, meant);
        }
        outcome
    }

    fn act_now(
        &self,
        caller: &Caller,
        id: SubmissionId,
        request: ActRequest,
    ) -> Result<SubmissionDetail, OfficeError> {
        if request.act.is_remark() {
            return self.remark_now(caller, id, request);
        }
        let state = self.stored_submission(id)?;
        if state.revision != request.revision {
            return Err(self.stale(caller, state, request.revision)?);
        }
        let viewer = self.viewer(caller)?;
        let edition = viewer.edition(&state)?;
        let act = self.trusted_act(&edition.sop, &state.content, request.act)?;
        let actor = viewer.actor(&state.sop);
        let events = decide(&viewer.context(edition, &actor), Some(&state), &act)?;
        let position = state
            .current_step()
            .and_then(|step| edition.sop.step(step))
            .map(|step| step.actor.clone())
            .filter(|position| actor.positions.contains(position));
        let step = Step {
            submission: id,
            before: Some(state),
            command: request.command_id,
            position: position.as_deref().unwrap_or_default(),
            events,
            draft: None,
        };
        match self.commit(&viewer, edition, step) {
            Ok(after) => viewer.detail(after),
            Err(OfficeError::Archive(ArchiveError::Stale)) => {
                let newer = self.stored_submission(id)?;
                Err(self.stale(caller, newer, request.revision)?)
            }
            Err(other) => Err(other),
        }
    }

    /// A remark is added to whatever the item has become meanwhile, so it is never too late for a revision;
    /// whether it still fits what is there is the engine's answer.
    fn remark_now(
        &self,
        caller: &Caller,
        id: SubmissionId,
        request: ActRequest,
    ) -> Result<SubmissionDetail, OfficeError> {
        let viewer = self.viewer(caller)?;
        let mut tries_left = REMARK_TRIES;
        loop {
            let state = self.stored_submission(id)?;
            let edition = viewer.edition(&state)?;
            let act = self.trusted_act(&edition.sop, &state.content, request.act.clone())?;
            let actor = viewer.actor(&state.sop);
            let events = decide(&viewer.context(edition, &actor), Some(&state), &act)?;
            let step = state.current_step().and_then(|step| edition.sop.step(step));
            let position = step
                .and_then(|step| speaks_for(&edition.sop, step, &actor.positions))
                .unwrap_or_default();
            let step = Step {
                submission: id,
                before: Some(state),
                command: request.command_id,
                position,
                events,
                draft: None,
            };
            tries_left -= 1;
            match self.commit(&viewer, edition, step) {
                Ok(after) => return viewer.detail(after),
                Err(OfficeError::Archive(ArchiveError::Stale)) if tries_left > 0 => {}
                Err(other) => return Err(other),
            }
        }
    }

    /// Folds the events and writes them with the state they make, in one transaction.
    pub(super) fn commit(
        &self,
        viewer: &Viewer<'_>,
        edition: &Edition,
        step: Step<'_>,
    ) -> Result<Submission, OfficeError> {
        let (account, at) = (viewer.caller.id(), viewer.now);
        let capacity = viewer.caller.capacity(&edition.sop.id, step.position);
        let expected_revision = step.before.as_ref().map_or(0, |state| state.revision);
        let fold = |state, event| {
            let capacity = &capacity;
            let submission = step.submission;
            apply(&edition.sop, state, Recorded { submission, account, at, capacity, event })
        };
        let state = step.events.iter().fold(step.before, fold);
        let state =
            state.ok_or_else(|| OfficeError::Internal("peristiwa tanpa ajuan".to_owned()))?;
        let commit = Commit {
            submission: step.submission,
            expected_revision,
            command: step.command,
            account,
            position: step.position.to_owned(),
            capacity: capacity.clone(),
            at,
            deadline: deadline(&edition.sop, &viewer.rules.settings.calendar, &state),
            events: step.events,
            state: state.clone(),
            draft: step.draft,
        };
        self.archive().commit(&commit)?;
        self.announce_submission(state.id, state.revision)?;
        Ok(state)
    }

    /// A retry of a command that was done: the present state, and nothing is done twice.
    fn answer_again(
        &self,
        caller: &Caller,
        done: &CommittedCommand,
        meant: Option<SubmissionId>,
    ) -> Result<SubmissionDetail, OfficeError> {
        if done.account != caller.id() || meant.is_some_and(|id| id != done.submission) {
            return Err(OfficeError::CommandReused);
        }
        self.submission(caller, done.submission)
    }

    /// The answer to a decision on something that is no longer so: who was first, and what there is now.
    fn stale(
        &self,
        caller: &Caller,
        newer: Submission,
        seen: u64,
    ) -> Result<OfficeError, OfficeError> {
        let current = self.viewer(caller)?.detail(newer)?;
        let first = current.trail.iter().rev().find(|entry| entry.revision > seen);
        let message = match first {
            Some(entry) if entry.account == caller.id() => {
                format!("Anda sudah bertindak dari jendela lain: {}. Lihat isi terbaru.", lower(&entry.sentence))
            }
            Some(entry) => format!(
                "{} ({}) sudah lebih dahulu bertindak: {}. Lihat isi terbaru, lalu putuskan lagi.",
                entry.account_name,
                entry.position_label,
                lower(&entry.sentence)
            ),
            None => "Ajuan ini sudah berubah sejak Anda membukanya. Lihat isi terbaru, lalu putuskan lagi.".to_owned(),
        };
        Ok(OfficeError::StaleSubmission { message, current: Box::new(current) })
    }
}

/// A sentence as a part of another.
fn lower(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
