//! From a file to pixels, once. The decode is also the intake check: a picture that decodes to its last row here will
//! decode later.
//!
//! One file a family of formats. Each answers with a picture at least as large as [`Want`] asks for (or the picture's
//! own size, if that is smaller), and may leave out what nobody asked for: that is where the time goes.

mod drawn;
mod heif;
mod held;
mod jpeg;
mod poster;
mod raster;
mod raw;
mod reduce;

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use heif::{DISPLAY_P3, from_heif};
pub(crate) use held::held;

use crate::color::ColorSpace;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::{Group, Kind};
use crate::limits::MAX_PICTURE_BYTES;
use crate::pixels::Pixels;
use crate::raster::Raster;
use crate::source::Source;

/// How much of a picture is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Want {
    /// The longest edge that will be used, px: a decoder may answer with less than the whole picture, but not with
    /// less than this. `u32::MAX` asks for every pixel.
    pub(crate) edge: u32,
    /// Page of a PDF, from 0; 0 for everything else.
    pub(crate) page: u32,
    /// Whether the whole file must make sense, also where its bytes don't show at this size.
    pub(crate) whole: bool,
}

/// A picture as stored, in RGB: not turned, not converted.
pub(crate) struct Decoded {
    pub(crate) pixels: Pixels,
    pub(crate) space: ColorSpace,
}

/// As [`Decoded`], in whichever form the decoder gives.
pub(crate) struct Picture {
    pub(crate) raster: Raster,
    pub(crate) space: ColorSpace,
}

impl From<Decoded> for Picture {
    fn from(Decoded { pixels, space }: Decoded) -> Self {
        Self { raster: Raster::Rgb(pixels), space }
    }
}

/// Decodes the picture in an open file whose facts are known.
pub(crate) fn decode(mut file: File, facts: &Facts, want: Want) -> Result<Picture, MediaError> {
    // Of a video only a few key frames are read, however long it is.
    if facts.bytes > MAX_PICTURE_BYTES && facts.group() != Group::Video {
        return Err(MediaError::TooLarge { bytes: facts.bytes, limit: MAX_PICTURE_BYTES });
    }
    file.seek(SeekFrom::Start(0))?;
    guarded(|| match facts.kind {
        Kind::Jpeg => jpeg::decode(&Source::new(file, facts.bytes)?.up_to(facts.bytes)?, want),
        Kind::Png | Kind::Webp | Kind::Gif | Kind::Tiff | Kind::Bmp => {
            raster::decode(file, facts, want)
        }
        Kind::Pdf | Kind::Svg => drawn::decode(file, facts, want).map(Picture::from),
        Kind::Cr2
        | Kind::Cr3
        | Kind::Nef
        | Kind::Arw
        | Kind::Dng
        | Kind::Raf
        | Kind::Orf
        | Kind::Rw2 => raw::decode(file, facts, want),
        Kind::Heic | Kind::Avif => {
            heif::decode(&Source::new(file, facts.bytes)?.up_to(facts.bytes)?)
        }
        Kind::Mp4 | Kind::Mov | Kind::Webm | Kind::Mkv | Kind::Avi => {
            poster::decode(file, facts, want).map(Picture::from)
        }
        kind => Err(MediaError::NotAPicture { kind }),
    })
}

/// Every pixel of a JPEG in memory, in RGB and as stored: for the small pictures inside other files.
pub(crate) fn decode_jpeg(bytes: &[u8]) -> Result<Pixels, MediaError> {
    let want = Want { edge: u32::MAX, page: 0, whole: true };
    jpeg::decode(bytes, want).map(|picture| picture.raster.into_rgb())
}

/// Runs a decoder so that a panic inside it costs this file only.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(MediaError::damaged("the decoder failed")))
}

/// Decoders may quote the file's own bytes: keep details short and on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect()
}
