//! How large a file may be, by what it is.

use media::{Group, Kind};

/// In bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub video: u64,
    /// Pictures and documents.
    pub other: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { video: 4 << 30, other: 200 << 20 }
    }
}

impl Limits {
    pub(crate) fn of(&self, kind: Kind) -> u64 {
        if kind.group() == Group::Video { self.video } else { self.other }
    }

    /// What no file may pass.
    pub(crate) fn largest(&self) -> u64 {
        self.video.max(self.other)
    }
}
