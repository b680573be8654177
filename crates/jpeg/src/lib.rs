//! JPEG pictures, decoded at the scale that is needed.
//!
//! An office makes thumbnails of 24-megapixel photos all day. Decoding all pixels to throw nearly all of them away is
//! most of that work, so this decoder does only what a scale needs: bits are read by wide tables, coefficients that
//! the scale doesn't need are walked over several at a time ([`skip`]), and the rest goes through small inverse
//! transforms ([`idct`]). The result stays in planes, so that the caller may shrink first and convert colours later.
//!
//! It's the intake check as well: a file that ends early or makes no sense is an error, never a grey area.
//!
//! Memory: sequential files need their planes and 16 KiB; progressive ones also the coefficients that the scale needs
//! (2 bytes each) and 8 bytes for every block. Time: linear in the bytes, plus at most 64 visits to every block.

#![forbid(unsafe_code)]

mod bits;
mod color;
mod error;
mod frame;
mod huffman;
mod idct;
mod marker;
mod planes;
mod scan;
mod skip;
mod upsample;

pub use error::JpegError;
pub use frame::{Color, Header};
pub use planes::{Plane, Planes, Rgb};

use frame::Frame;
use marker::{Event, Walk};
use planes::Canvas;

/// How much smaller than stored the picture is decoded. Sizes are rounded up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// 1/1.
    Full,
    /// 1/2.
    Half,
    /// 1/4.
    Quarter,
    /// 1/8.
    Eighth,
}

impl Scale {
    /// How many pixels of the whole picture's width become one.
    #[must_use]
    pub fn denominator(self) -> u32 {
        match self {
            Self::Full => 1,
            Self::Half => 2,
            Self::Quarter => 4,
            Self::Eighth => 8,
        }
    }

    /// Samples along a block's side.
    fn size(self) -> usize {
        match self {
            Self::Full => 8,
            Self::Half => 4,
            Self::Quarter => 2,
            Self::Eighth => 1,
        }
    }
}

/// How much of the file is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Thoroughness {
    /// All of it: a success says that the whole file makes sense.
    #[default]
    Whole,
    /// Only what can be seen at the scale. Progressive files are much quicker, but damage in the scans that were
    /// passed over goes unnoticed.
    EnoughForScale,
}

/// The size of subsampled components.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chroma {
    /// All components at the same scale: subsampled ones stay smaller than luma, as in the file.
    #[default]
    AsStored,
    /// Subsampled components at a larger scale, up to the size of luma where the file has that much.
    LikeLuma,
}

/// What the caller wants and allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// How much of the file is decoded.
    pub thoroughness: Thoroughness,
    /// The size of subsampled components.
    pub chroma: Chroma,
    /// Larger pictures are refused before anything is allocated.
    pub max_pixels: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            thoroughness: Thoroughness::default(),
            chroma: Chroma::default(),
            max_pixels: 100_000_000,
        }
    }
}

/// Reads the segments up to the first scan.
///
/// # Errors
/// See [`JpegError`]; what follows the first scan's header isn't looked at.
pub fn header(bytes: &[u8]) -> Result<Header, JpegError> {
    let mut walk = Walk::new(bytes)?;
    walk.next()?;
    walk.header().ok_or(JpegError::Truncated)
}

/// Decodes a whole file at a scale.
///
/// # Errors
/// See [`JpegError`]. What follows the picture (previews, videos, padding) is ignored, and so is a missing end mark when
/// nothing else is missing.
pub fn decode(bytes: &[u8], scale: Scale, options: Options) -> Result<Planes, JpegError> {
    let mut walk = Walk::new(bytes)?;
    let first = walk.next()?;
    let (Some(header), Some(frame)) = (walk.header(), walk.frame.clone()) else {
        return Err(JpegError::Truncated);
    };
    check_size(bytes, &frame, options.max_pixels)?;
    let sizes = sizes(&frame, scale, options.chroma);
    let canvases = if frame.progressive {
        scan::progressive::decode(bytes, walk, first, &frame, &sizes, options.thoroughness)?
    } else {
        sequential(bytes, walk, first, &frame, &sizes)?
    };
    Ok(Planes::new(header, scale, &frame, canvases))
}

/// Refuses pictures that are too large for the caller, and those that claim more blocks than the file has bits.
fn check_size(bytes: &[u8], frame: &Frame, limit: u64) -> Result<(), JpegError> {
    let (width, height) = (frame.width, frame.height);
    if u64::from(width) * u64::from(height) > limit {
        return Err(JpegError::TooLarge { width, height, limit });
    }
    let blocks: usize = frame.components.iter().map(|c| c.blocks.0 * c.blocks.1).sum();
    if blocks / 8 > bytes.len() { Err(JpegError::Truncated) } else { Ok(()) }
}

/// The samples along a block's side, for each component.
fn sizes(frame: &Frame, scale: Scale, chroma: Chroma) -> Vec<usize> {
    let grown = |h: u8, v: u8| {
        let mut size = scale.size();
        let reaches = |size: usize, own: u8, max: u8| {
            (usize::from(max) * scale.size()).is_multiple_of(usize::from(own) * size)
        };
        while size < 8 && reaches(size * 2, h, frame.h_max) && reaches(size * 2, v, frame.v_max) {
            size *= 2;
        }
        size
    };
    let size = |component: &frame::Component| match chroma {
        Chroma::AsStored => scale.size(),
        Chroma::LikeLuma => grown(component.h, component.v),
    };
    frame.components.iter().map(size).collect()
}

/// Decodes the scans of a sequential file until every component was there.
fn sequential(
    bytes: &[u8],
    mut walk: Walk<'_>,
    mut event: Event,
    frame: &Frame,
    sizes: &[usize],
) -> Result<Vec<Canvas>, JpegError> {
    let mut canvases: Vec<Canvas> =
        frame.components.iter().zip(sizes).map(|(c, &size)| Canvas::new(c.padded, size)).collect();
    let mut seen = vec![false; canvases.len()];
    loop {
        let Event::Scan(scan) = event else { return Err(JpegError::Truncated) };
        for part in &scan.parts {
            if std::mem::replace(&mut seen[part.component], true) {
                return Err(JpegError::damaged("a component that is there twice"));
            }
        }
        walk.at = scan::baseline::decode(bytes, frame, &scan, &mut canvases)?;
        if seen.iter().all(|&seen| seen) {
            return Ok(canvases);
        }
        event = walk.next()?;
    }
}
