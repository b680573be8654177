//! GIF blocks, to count frames and to find a cut. A missing trailer after a whole frame is forgiven: many encoders
//! forget it, and nothing of the picture is lost.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif::Tags;
use crate::facts::Facts;
use crate::source::Source;

/// Fills the facts of a GIF and walks its blocks to the trailer.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(6)?;
    let [w0, w1, h0, h1, flags, _, _] = source.array::<7>()?;
    let (width, height) =
        (u32::from(u16::from_le_bytes([w0, w1])), u32::from(u16::from_le_bytes([h0, h1])));
    super::describe(facts, width, height, &Tags::default())?;
    skip_palette(source, flags)?;
    let mut frames = 0u32;
    while source.remaining() > 0 {
        match source.u8()? {
            0x3B => break,
            0x21 => {
                source.skip(1)?;
                skip_blocks(source)?;
            }
            0x2C => {
                let [_, _, _, _, _, _, _, _, flags] = source.array::<9>()?;
                skip_palette(source, flags)?;
                source.skip(1)?;
                skip_blocks(source)?;
                frames += 1;
            }
            // Encoders pad with zeros.
            0x00 => {}
            _ if frames > 0 => break,
            _ => return Err(MediaError::damaged("unknown GIF block")),
        }
    }
    if frames == 0 {
        return Err(MediaError::Truncated);
    }
    facts.animated = Some(frames > 1);
    Ok(())
}

fn skip_palette<R: Read + Seek>(source: &mut Source<R>, flags: u8) -> Result<(), MediaError> {
    if flags & 0x80 == 0 { Ok(()) } else { source.skip(3 << ((flags & 7) + 1)) }
}

fn skip_blocks<R: Read + Seek>(source: &mut Source<R>) -> Result<(), MediaError> {
    loop {
        match source.u8()? {
            0 => return Ok(()),
            length => source.skip(u64::from(length))?,
        }
    }
}
