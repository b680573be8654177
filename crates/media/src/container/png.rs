//! PNG chunks, from the signature to IEND.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::{self, Tags};
use crate::facts::{Color, ColorModel, Facts};
use crate::icc;
use crate::source::Source;

/// No compressor does better than this, so fewer IDAT bytes than pixels / 1032 can't be the whole picture.
const DEFLATE_LIMIT: u64 = 1032;
const MAX_EXIF: u64 = 4 * 1024 * 1024;

/// Fills the facts of a PNG and walks its chunks to the end.
///
/// # Errors
/// [`MediaError::Truncated`] without IEND, or when IDAT is too short to hold the declared picture at all.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(8)?;
    let (length, name) = chunk(source)?;
    if &name != b"IHDR" || length != 13 {
        return Err(MediaError::damaged("PNG does not start with IHDR"));
    }
    let (width, height) = (source.u32_be()?, source.u32_be()?);
    let [depth, colour, _, _, interlaced] = source.array::<5>()?;
    source.skip(4)?;
    super::describe(facts, width, height, &Tags::default())?;

    let (mut tags, mut animated, mut compressed) = (Tags::default(), false, 0);
    let (mut alpha, mut profile) = (false, None);
    loop {
        let (length, name) = chunk(source)?;
        match &name {
            b"IEND" => break,
            b"eXIf" if length <= MAX_EXIF => tags = exif::read_block(&source.bytes(length)?),
            b"acTL" => {
                animated = source.u32_be()? > 1;
                source.skip(length.checked_sub(4).ok_or(MediaError::Truncated)?)?;
            }
            b"tRNS" => {
                alpha = true;
                source.skip(length)?;
            }
            b"iCCP" => {
                // The profile itself is compressed; its name before it is not.
                let text = source.bytes(length.min(80))?;
                profile = text.split(|&byte| byte == 0).next().and_then(icc::spoken);
                source.skip(length - text.len() as u64)?;
            }
            b"IDAT" => {
                compressed += length;
                source.skip(length)?;
            }
            _ => source.skip(length)?,
        }
        source.skip(4)?;
    }
    let channels = match colour {
        2 => 3,
        4 => 2,
        6 => 4,
        _ => 1,
    };
    let row = (u64::from(width) * channels * u64::from(depth)).div_ceil(8) + 1;
    if compressed * DEFLATE_LIMIT + DEFLATE_LIMIT < row * u64::from(height) {
        return Err(MediaError::Truncated);
    }
    facts.animated = Some(animated);
    facts.progressive = interlaced != 0;
    facts.color = Some(Color {
        model: match colour {
            0 | 4 => ColorModel::Gray,
            3 => ColorModel::Palette,
            _ => ColorModel::Rgb,
        },
        bits: if colour == 3 { 8 } else { depth },
        alpha: alpha || matches!(colour, 4 | 6),
        profile,
    });
    super::describe(facts, width, height, &tags)
}

fn chunk<R: Read + Seek>(source: &mut Source<R>) -> Result<(u64, [u8; 4]), MediaError> {
    let length = source.u32_be()?;
    let name = source.array()?;
    if length > i32::MAX as u32 || !name.iter().all(u8::is_ascii_alphabetic) {
        return Err(MediaError::damaged("not a PNG chunk"));
    }
    Ok((u64::from(length), name))
}
