//! BMP: screen shots of old programs, and pictures pasted from them.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::Tags;
use crate::facts::{Color, ColorModel, Facts};
use crate::source::Source;

/// Size of the file header before the picture's own header, bytes.
const FILE_HEADER: u64 = 14;
/// OS/2's header of 1987, with 16-bit sides.
const CORE_HEADER: u32 = 12;
/// Uncompressed rows, and rows with channel masks; everything else is run-length coded or a JPEG or PNG inside.
const PLAIN: [u32; 3] = [0, 3, 6];

/// Fills the facts of a BMP.
///
/// # Errors
/// [`MediaError::Truncated`] when rows that are stored plainly go past the end of the file.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(10)?;
    let (data, header) = (source.u32_le()?, source.u32_le()?);
    let (width, height, bits, compression) = if header == CORE_HEADER {
        let [w0, w1, h0, h1, _, _, bits, _] = source.array::<8>()?;
        let side = |low, high| u32::from(u16::from_le_bytes([low, high]));
        (side(w0, w1), side(h0, h1), bits, 0)
    } else if (16..=4096).contains(&header) {
        let (width, height) = (source.u32_le()?, source.u32_le()?);
        let [_, _, bits, _] = source.array::<4>()?;
        // A negative height says that the top row comes first.
        (width, height.cast_signed().unsigned_abs(), bits, source.u32_le()?)
    } else {
        return Err(MediaError::damaged("BMP header of an unknown size"));
    };
    if width > i32::MAX.unsigned_abs() || !matches!(bits, 1 | 2 | 4 | 8 | 16 | 24 | 32) {
        return Err(MediaError::damaged("BMP with an impossible size or depth"));
    }
    super::describe(facts, width, height, &Tags::default())?;
    let row = (u64::from(width) * u64::from(bits)).div_ceil(32) * 4;
    let rows = if PLAIN.contains(&compression) { row * u64::from(height) } else { 1 };
    if u64::from(data).max(FILE_HEADER) + rows > source.len() {
        return Err(MediaError::Truncated);
    }
    let model = if bits <= 8 { ColorModel::Palette } else { ColorModel::Rgb };
    let channel = if bits <= 8 { bits } else { 8 };
    // Alpha exists in the newest headers only, and only if a mask was given for it.
    let alpha = bits == 32 && header >= 56 && PLAIN[1..].contains(&compression);
    facts.color = Some(Color { model, bits: channel, alpha, profile: None });
    Ok(())
}
