//! The seam to ffmpeg: whether it is there, and one copy made by it.

use std::path::Path;
use std::process::{Command, Stdio};

use media::CancelToken;

use crate::OfficeError;
use crate::places::VideoPlace;

/// `5.1.8` of "ffmpeg version 5.1.8-0+deb12u1 Copyright …"; `None` where there is no ffmpeg.
pub(super) fn ffmpeg_version() -> Option<String> {
    let asked = Command::new("ffmpeg").arg("-version").stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&asked.stdout).into_owned();
    text.split_whitespace().nth(2).map(str::to_owned)
}

/// Writes the copy of `source` for `place` to `to`, telling how far it is in ms.
pub(super) fn platform_copy(
    _source: &Path,
    _to: &Path,
    _place: &VideoPlace,
    _progress: &mut dyn FnMut(u64),
    _cancel: &CancelToken,
) -> Result<(), OfficeError> {
    Err(OfficeError::NoFfmpeg)
}
