//! Why a file gave no picture. The kinds are few because a caller can only do four things: refuse the file, ask for
//! another copy, hand it to a slower decoder, or raise its own limit.

use std::fmt;

/// Everything that can go wrong between bytes and planes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JpegError {
    /// The bytes don't start with a JPEG's mark (SOI).
    NotJpeg,
    /// The file ends before its picture does.
    Truncated,
    /// The bytes contradict the format; `detail` names the first contradiction.
    Damaged {
        /// What made no sense.
        detail: &'static str,
    },
    /// A legal JPEG of a kind that cameras and offices don't produce.
    Unsupported {
        /// The feature that is missing here.
        feature: &'static str,
    },
    /// The picture has more pixels than the caller allows.
    TooLarge {
        /// Width in the frame header.
        width: u16,
        /// Height in the frame header.
        height: u16,
        /// The limit of [`Options`](crate::Options).
        limit: u64,
    },
}

impl JpegError {
    pub(crate) fn damaged(detail: &'static str) -> Self {
        Self::Damaged { detail }
    }

    pub(crate) fn unsupported(feature: &'static str) -> Self {
        Self::Unsupported { feature }
    }
}

impl fmt::Display for JpegError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJpeg => f.write_str("not a JPEG"),
            Self::Truncated => f.write_str("the JPEG ends before its picture does"),
            Self::Damaged { detail } => write!(f, "damaged JPEG: {detail}"),
            Self::Unsupported { feature } => write!(f, "unsupported JPEG: {feature}"),
            Self::TooLarge { width, height, limit } => {
                write!(f, "{width} × {height} pixels are more than the limit of {limit}")
            }
        }
    }
}

impl std::error::Error for JpegError {}
