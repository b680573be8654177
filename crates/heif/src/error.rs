//! What can be wrong with a HEIF file, in words that a caller can act on.

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeifError {
    /// The file ends before something that it promises.
    #[error("the file ends too early")]
    Truncated,
    /// The file contradicts itself or its format.
    #[error("damaged file: {detail}")]
    Damaged { detail: String },
    /// More pixels than the caller allows, as the file claims them; nothing of that size was allocated.
    #[error("too many pixels: {width} x {height}")]
    TooManyPixels { width: u32, height: u32 },
    /// A sound file as far as can be told, with something in it that is not decoded here.
    #[error("not supported: {what}")]
    Unsupported { what: String },
}

impl HeifError {
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    pub(crate) fn unsupported(what: impl Into<String>) -> Self {
        Self::Unsupported { what: what.into() }
    }
}

pub(crate) type Result<T> = std::result::Result<T, HeifError>;
