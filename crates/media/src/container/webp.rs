//! WebP: RIFF chunks.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::{self, Tags};
use crate::facts::{Color, ColorModel, Facts};
use crate::icc;
use crate::source::Source;

const MAX_EXIF: u64 = 4 * 1024 * 1024;
const MAX_CHUNKS: u32 = 100_000;

/// Fills the facts of a WebP and walks its chunks.
///
/// # Errors
/// [`MediaError::Truncated`] when the RIFF size or any chunk goes past the end of the file.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(4)?;
    let end = u64::from(source.u32_le()?) + 8;
    if end > source.len() {
        return Err(MediaError::Truncated);
    }
    source.skip(4)?;
    let (mut size, mut tags, mut frames, mut extended) = (None, Tags::default(), 0u32, false);
    let (mut alpha, mut profile) = (false, None);
    for _ in 0..MAX_CHUNKS {
        if source.position() + 8 > end {
            break;
        }
        let name = source.array::<4>()?;
        let length = u64::from(source.u32_le()?);
        let next = source.position() + length + (length & 1);
        match &name {
            b"VP8X" => {
                let [flags, _, _, _, w0, w1, w2, h0, h1, h2] = source.array::<10>()?;
                size = Some((
                    u32::from_le_bytes([w0, w1, w2, 0]) + 1,
                    u32::from_le_bytes([h0, h1, h2, 0]) + 1,
                ));
                extended = true;
                alpha = flags & 0x10 != 0;
            }
            b"VP8 " if !extended => {
                let [_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1] = source.array::<10>()? else {
                    return Err(MediaError::damaged("WebP without a VP8 key frame"));
                };
                let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
                size = Some((side(w0, w1), side(h0, h1)));
            }
            b"VP8L" if !extended => {
                let [0x2F, rest @ ..] = source.array::<5>()? else {
                    return Err(MediaError::damaged("WebP without a VP8L signature"));
                };
                let bits = u32::from_le_bytes(rest);
                alpha = bits & 1 << 28 != 0;
                size = Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1));
            }
            b"ICCP" => profile = icc::name(&source.bytes(length.min(icc::HEAD))?),
            b"ANMF" => frames += 1,
            b"EXIF" if length <= MAX_EXIF => tags = exif::read_block(&source.bytes(length)?),
            _ => {}
        }
        // The padding byte of a last odd chunk is often left out.
        source.seek_to(next.min(source.len().max(next - (length & 1))))?;
    }
    let (width, height) = size.ok_or(MediaError::Truncated)?;
    facts.animated = Some(frames > 1);
    facts.color = Some(Color { model: ColorModel::Rgb, bits: 8, alpha, profile });
    super::describe(facts, width, height, &tags)
}
