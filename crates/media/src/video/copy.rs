//! A copy of a video that a place will take: H.264 and AAC in an MP4 that starts at once, in the place's shape and size,
//! under its limit of bytes, without any note of where and by whom it was taken. Nothing is ever cut: a video that is too
//! long is said to be too long.

mod plan;
mod run;

use std::path::{Path, PathBuf};

use super::rule::{Refusal, VideoRule, refusals};
use super::tool::Tool;
use crate::cancel::CancelToken;
use crate::facts::Facts;

use plan::Plan;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// Something that a copy can't mend: too long or too short.
    #[error("{0}")]
    Refused(Refusal),

    /// The running time or the size of the picture is not known.
    #[error(
        "Lama atau ukuran video ini tidak terbaca. Simpan ulang sebagai MP4, lalu masukkan lagi."
    )]
    Unknown,

    /// Even the poorest acceptable picture would be too large a file.
    #[error(
        "Video ini terlalu panjang untuk batas {} MB: gambarnya akan pecah. Potong dahulu di aplikasi penyunting video.",
        .limit_bytes / 1_000_000
    )]
    CannotFit {
        /// The place's limit.
        limit_bytes: u64,
    },

    /// The person stopped it.
    #[error("Pembuatan salinan video dibatalkan.")]
    Cancelled,

    /// ffmpeg gave up; `detail` is its own last line, in English, for the log.
    #[error(
        "Salinan video tidak dapat dibuat ({detail}). Simpan ulang videonya sebagai MP4, lalu coba lagi."
    )]
    Failed {
        /// What ffmpeg said last.
        detail: String,
    },

    /// The system would not write or start.
    #[error("Salinan video tidak dapat ditulis ({0}). Periksa ruang diska, lalu coba lagi.")]
    Io(#[from] std::io::Error),
}

/// Makes the copy of `source` at `target`, which appears only once it is whole. `progress` is told how many
/// milliseconds of how many are done. Runs on the caller's thread for as long as it takes.
///
/// # Errors
/// Every [`CopyError`]; whatever was written is removed.
pub fn platform_copy(
    tool: &Tool,
    source: &Path,
    target: &Path,
    rule: &VideoRule,
    facts: &Facts,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &CancelToken,
) -> Result<(), CopyError> {
    let cannot_mend = refusals(facts, rule).into_iter().find(|refusal| !refusal.copy_mends());
    if let Some(refusal) = cannot_mend {
        return Err(CopyError::Refused(refusal));
    }
    let mut plan = Plan::new(facts, rule)?;
    let part = Part::beside(target);
    loop {
        run::run(tool, source, &part.0, &plan, progress, cancel)?;
        let bytes = std::fs::metadata(&part.0)?.len();
        match rule.max_bytes.filter(|&limit| bytes > limit) {
            None => break,
            // The encoder aims well, yet short videos can miss: once more, with less.
            Some(limit_bytes) => {
                plan = plan.smaller().ok_or(CopyError::CannotFit { limit_bytes })?
            }
        }
    }
    std::fs::rename(&part.0, target)?;
    Ok(())
}

/// The unfinished copy, removed unless it was renamed.
struct Part(PathBuf);

impl Part {
    fn beside(target: &Path) -> Self {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(".sebagian");
        Self(target.with_file_name(name))
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}
