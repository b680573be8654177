//! Checks that what is kept is what was recorded: the chain, the read model and every original.
//!
//! Nothing is changed and nothing is repaired. It can run while the office works: events only ever
//! follow one another, and whatever moves in between is looked at again. A chain cannot show that
//! its end was cut off, so [`Report::head`] gives the newest hash to be kept elsewhere (printed in a
//! monthly report, say) and compared later.

mod finding;
mod originals;
mod record;

use std::path::Path;

use workflow::{Sha256, Submission};

use crate::model::StoredEvent;
use crate::{Archive, ArchiveError, FolderStore, MediaStore, SqliteArchive};

pub use finding::Finding;

/// Makes a submission's state from its trail; the SOP editions it needs are the caller's knowledge.
pub type Replay<'a> = dyn Fn(&[StoredEvent]) -> Option<Submission> + 'a;

/// What was looked at, and what was found wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Events whose hash was made again.
    pub events: u64,
    /// Originals read from the first byte to the last.
    pub originals: u64,
    /// Their length in bytes.
    pub bytes: u64,
    /// Sequence and hash of the newest event.
    pub head: Option<(u64, Sha256)>,
    pub findings: Vec<Finding>,
}

impl Report {
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Verifies the office in a data folder, also while another program has it open.
///
/// # Errors
/// As [`SqliteArchive::inspect`], and when the folder cannot be read. What is wrong with the content
/// is a [`Finding`], not an error.
pub fn verify_folder(
    data_dir: &Path,
    replay: &Replay<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, ArchiveError> {
    let archive = SqliteArchive::inspect(data_dir)?;
    verify(&archive, &FolderStore::inspect(data_dir), replay, progress)
}

/// Verifies an open office. `progress` is told what is done and what there is to do in all: one for
/// each event and one for each byte of the originals.
///
/// # Errors
/// When archive or store cannot be read at all.
pub fn verify(
    archive: &dyn Archive,
    media: &dyn MediaStore,
    replay: &Replay<'_>,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Report, ArchiveError> {
    let mut report = Report::default();
    report
        .findings
        .extend(archive.integrity()?.into_iter().map(|detail| Finding::Database { detail }));
    check_sops(archive, &mut report)?;
    let mut progress = Progress::new(archive, progress)?;
    let named = record::check(archive, replay, &mut report, &mut progress)?;
    originals::check(archive, media, &named, &mut report, &mut progress)?;
    Ok(report)
}

fn check_sops(archive: &dyn Archive, report: &mut Report) -> Result<(), ArchiveError> {
    for sop in archive.sops()? {
        if Sha256::of(sop.text.as_bytes()) != sop.sha256 {
            report.findings.push(Finding::SopChanged { sop: sop.id, edition: sop.edition });
        }
    }
    Ok(())
}

/// How far the work is, in the units of [`verify`].
struct Progress<'a> {
    done: u64,
    total: u64,
    tell: &'a mut dyn FnMut(u64, u64),
}

impl<'a> Progress<'a> {
    fn new(archive: &dyn Archive, tell: &'a mut dyn FnMut(u64, u64)) -> Result<Self, ArchiveError> {
        let bytes: u64 = archive.assets()?.iter().map(|asset| asset.bytes).sum();
        let total = archive.last_sequence()? + bytes;
        tell(0, total);
        Ok(Self { done: 0, total, tell })
    }

    /// Never more than all, even when the office grew meanwhile.
    fn advance(&mut self, by: u64) {
        self.done = (self.done + by).min(self.total);
        (self.tell)(self.done, self.total);
    }
}
