//! What is known about a file without showing it.

use serde::{Deserialize, Serialize};

use crate::kind::{Group, Kind};

/// What [`crate::probe()`] reads from a file's headers. All of it is the file's own claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Told by signature.
    pub kind: Kind,
    /// Size of the file, bytes.
    pub bytes: u64,
    /// Width in px as a person sees it, after orientation (pictures) or the track's rotation (MP4, MOV).
    pub width: Option<u32>,
    /// Height in px, likewise upright.
    pub height: Option<u32>,
    /// EXIF orientation 1 to 8 as stored in the file; 1 when absent, and for everything that is no picture.
    pub orientation: u8,
    /// GIF, WebP and PNG: whether there is more than one frame. `None` for the other kinds.
    pub animated: Option<bool>,
    /// Running time in milliseconds, for videos whose header says it.
    pub duration_ms: Option<u64>,
    /// PDF pages, when the file tells without decompression.
    pub pages: Option<u32>,
    /// EXIF `DateTimeOriginal` exactly as written, e.g. `2026:11:24 09:15:00` (the camera's own clock, no zone).
    pub taken: Option<String>,
    /// EXIF make and model in one line, e.g. `Canon EOS R6`.
    pub camera: Option<String>,
    /// Whether EXIF holds a position (UU PDP 27/2022: remove before publishing).
    pub gps: bool,
}

impl Facts {
    pub(crate) const fn new(kind: Kind, bytes: u64) -> Self {
        Self {
            kind,
            bytes,
            width: None,
            height: None,
            orientation: 1,
            animated: None,
            duration_ms: None,
            pages: None,
            taken: None,
            camera: None,
            gps: false,
        }
    }

    /// Picture, video or document.
    #[must_use]
    pub const fn group(&self) -> Group {
        self.kind.group()
    }

    /// Width times height of a picture: what its decode costs in the [`crate::Pool`]. 0 for videos and documents.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        match (self.group(), self.width, self.height) {
            (Group::Photo, Some(width), Some(height)) => u64::from(width) * u64::from(height),
            _ => 0,
        }
    }
}
