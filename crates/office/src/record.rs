//! The record as a whole: is it what was written, and the lists made from it anew.

use std::path::Path;

use archive::verify::{self, Report};
use archive::{ArchiveError, Listed, SqliteArchive, StoredEvent};
use workflow::catalogue::{self, SopErrors};
use workflow::engine::Recorded;
use workflow::{Capacity, Event, Sop, Submission, replay};

use crate::rulebook::Rulebook;
use crate::submissions::deadline;
use crate::view::SopSummary;
use crate::{Office, OfficeError};

pub use archive::verify::Finding;

/// Verifies the office in a data folder, also while it works. `progress` is told (done, total).
///
/// # Errors
/// When the folder can't be read at all; what is wrong in it is a [`Finding`].
pub fn verify(data_dir: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<Report, ArchiveError> {
    let rules = match Rulebook::read(&SqliteArchive::inspect(data_dir)?) {
        Ok(rules) => rules,
        Err(OfficeError::Archive(error)) => return Err(error),
        // A SOP that can't be read any more is a finding of its own.
        Err(_) => None,
    };
    verify::verify_folder(
        data_dir,
        &|trail| rules.as_ref().and_then(|rules| state(rules, trail)),
        progress,
    )
}

impl Office {
    /// Writes what lists read anew from the events; answers how many submissions.
    pub fn rebuild(&self) -> Result<u64, OfficeError> {
        let rules = self.rules()?;
        let count = self.archive().rebuild(&|trail| {
            let submission = state(&rules, trail)?;
            let edition = rules.of(&submission).ok()?;
            let deadline = deadline(&edition.sop, &rules.settings.calendar, &submission);
            Some(Listed { submission, deadline })
        })?;
        self.announce_office()?;
        Ok(count)
    }
}

/// The state that a trail makes under the edition it began with; `None` if it can't be read.
fn state(rules: &Rulebook, trail: &[StoredEvent]) -> Option<Submission> {
    let events: Vec<Event> = trail
        .iter()
        .map(|stored| serde_json::from_str(&stored.payload).ok())
        .collect::<Option<_>>()?;
    let Some(Event::Submitted { sop_sha256, .. }) = events.first() else { return None };
    let edition = rules.edition(sop_sha256)?;
    let capacities: Vec<Capacity> =
        trail.iter().map(|stored| Capacity::of(&stored.payload).ok()).collect::<Option<_>>()?;
    let told = trail.iter().zip(&events).zip(&capacities);
    let recorded = told.filter_map(|((stored, event), capacity)| {
        Some(Recorded {
            submission: stored.submission?,
            account: stored.account,
            at: stored.at,
            capacity,
            event,
        })
    });
    replay(&edition.sop, recorded)
}

/// The SOPs that come with the program.
#[must_use]
pub fn bundled_sops() -> Vec<SopSummary> {
    catalogue::bundled().iter().map(|bundled| SopSummary::of(&bundled.sop)).collect()
}

/// Reads and checks a SOP file.
///
/// # Errors
/// Every problem with its line.
pub fn check_sop(file_name: &str, text: &str) -> Result<Sop, SopErrors> {
    catalogue::parse(file_name, text)
}
