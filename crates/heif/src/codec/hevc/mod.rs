//! HEVC stills, decoded by `rust_h265`.
//!
//! That decoder is made for films. What reaches it here is one intra picture and nothing else: a file could otherwise
//! hide hours of work in an item of a few megabytes, since an empty picture costs a handful of bytes.

mod bits;
mod config;
mod sps;

use rust_h265::{DecodeError, DecodeLimits, Decoder, Frame, PixelData, parse_nal};

pub(crate) use self::config::bit_depth;

use self::config::Config;
use super::planar::{Chroma, Planar, Samples};
use crate::color::Nclx;
use crate::error::{HeifError, Result};

/// The most slice segments of one picture that any level of HEVC allows.
const MAX_SLICES: usize = 600;

/// Types of units: those of the video, of the sequence and of the picture.
const PARAMETER_SETS: std::ops::RangeInclusive<u8> = 32..=34;
const SPS: u8 = 33;

/// Decodes a picture of at most so many pixels.
pub(super) fn decode(config: &[u8], data: &[u8], most_pixels: u64) -> Result<Planar> {
    let config = Config::parse(config)?;
    let mut decoder = Decoder::with_limits(DecodeLimits {
        max_picture_pixels: most_pixels,
        // Several times what it takes, with room for a small picture's tables.
        max_picture_memory_bytes: most_pixels.saturating_mul(40).saturating_add(16 << 20),
    });
    // What HEVC has a stream mean that says nothing.
    let mut nclx = Nclx { full_range: false, ..Nclx::UNKNOWN };
    let mut feed = |unit: &[u8]| {
        let Some(parsed) = parse_nal(unit) else {
            return Err(HeifError::damaged("a malformed HEVC unit"));
        };
        if kind(unit) == SPS {
            nclx = sps::colors(&parsed.rbsp).unwrap_or(nclx);
        }
        decoder.decode_nal(&parsed).map_err(refusal)
    };
    // Other units kept there, and parameter sets of enhancement layers, are of no use to one plain picture.
    for unit in config.parameter_sets.iter().filter(|unit| PARAMETER_SETS.contains(&kind(unit))) {
        feed(unit)?;
    }
    let mut slices = 0;
    for unit in config.units(data) {
        let unit = unit?;
        match kind(unit) {
            16..=21 => {
                let first = unit.get(2).is_some_and(|byte| byte & 0x80 != 0);
                match (first, slices) {
                    (true, 1..) => break,
                    (false, 0) => return Err(HeifError::damaged("the first slice is missing")),
                    (_, MAX_SLICES) => return Err(HeifError::damaged("too many slices")),
                    _ => slices += 1,
                }
                feed(unit)?;
            }
            0..16 if slices > 0 => break,
            0..16 => return Err(HeifError::unsupported("HEVC that is not a still picture")),
            other if PARAMETER_SETS.contains(&other) => {
                feed(unit)?;
            }
            _ => {}
        }
    }
    let frame =
        decoder.flush().ok_or_else(|| HeifError::damaged("an HEVC item without a picture"))?;
    planar(frame, nclx)
}

/// The type of a unit; those of enhancement layers (spatial photos) count as unknown, and so are passed over.
fn kind(unit: &[u8]) -> u8 {
    const OTHER: u8 = 63;
    match unit {
        [first, second, ..] if first & 1 == 0 && second >> 3 == 0 => (first >> 1) & 63,
        _ => OTHER,
    }
}

fn planar(frame: Frame, nclx: Nclx) -> Result<Planar> {
    let chroma = match frame.chroma_format_idc {
        0 => Chroma::None,
        1 => Chroma::Quarter,
        2 => Chroma::Half,
        _ => Chroma::Full,
    };
    let samples = |plane| match plane {
        PixelData::U8(samples) => Samples::Eight(samples),
        PixelData::U16(samples) => Samples::Sixteen(samples),
    };
    let planes =
        [frame.y, frame.u, frame.v].map(samples).into_iter().take(chroma.planes()).collect();
    let (width, height) = (frame.width, frame.height);
    let planar = Planar { width, height, depth: frame.bit_depth, chroma, planes, nclx };
    // A stream may code chroma deeper than luma; nothing does.
    for (at, plane) in planar.planes.iter().enumerate() {
        let (width, height) = planar.plane_size(at);
        let fits = match plane {
            Samples::Eight(samples) => planar.depth == 8 && samples.len() == width * height,
            Samples::Sixteen(samples) => {
                let beyond =
                    samples.iter().fold(0, |all, sample| all | sample) >> planar.depth != 0;
                planar.depth > 8 && samples.len() == width * height && !beyond
            }
        };
        if !fits {
            return Err(HeifError::unsupported("HEVC with chroma of another depth"));
        }
    }
    Ok(planar)
}

fn refusal(error: DecodeError) -> HeifError {
    match error {
        DecodeError::UnexpectedEof => HeifError::damaged("an HEVC picture that ends too early"),
        DecodeError::Unsupported(what) => HeifError::unsupported(format!("HEVC: {what}")),
        DecodeError::ResourceLimit(_) => {
            HeifError::damaged("an HEVC picture larger than it claims")
        }
        error => HeifError::damaged(format!("HEVC: {error}")),
    }
}
