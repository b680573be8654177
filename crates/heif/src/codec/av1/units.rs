//! Looks over the units (OBUs) of an AV1 item before the decoder sees them.
//!
//! A picture is one frame, or a few when it has layers. A file could otherwise keep the decoder busy for hours with
//! frames that are never shown, each of them a handful of bytes.

use crate::container::Cursor;
use crate::error::{HeifError, Result};

/// The most frames of one picture: AV1 has at most four spatial layers.
const MAX_FRAMES: u32 = 4;

const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;

/// Refuses units that do not fit their item, and items of no frames, or of more than a still picture
/// has.
pub(super) fn check(data: &[u8]) -> Result<()> {
    let mut cursor = Cursor::new(data);
    let mut frames = 0;
    while !cursor.is_empty() {
        let head = cursor.u8()?;
        if head & 0x80 != 0 {
            return Err(HeifError::damaged("a malformed AV1 unit"));
        }
        let (extended, sized) = (head & 4 != 0, head & 2 != 0);
        if extended {
            cursor.u8()?;
        }
        let length = if sized { length(&mut cursor)? } else { cursor.rest().len() };
        cursor.take(length)?;
        frames += u32::from(matches!(head >> 3 & 15, FRAME_HEADER | FRAME));
        if frames > MAX_FRAMES {
            return Err(HeifError::unsupported("an AV1 picture of many frames"));
        }
    }
    if frames == 0 {
        return Err(HeifError::damaged("an AV1 item without a picture"));
    }
    Ok(())
}

/// A number in seven-bit groups, lowest first.
fn length(cursor: &mut Cursor<'_>) -> Result<usize> {
    let mut value: u64 = 0;
    for group in 0..8 {
        let byte = cursor.u8()?;
        value |= u64::from(byte & 0x7f) << (7 * group);
        if byte & 0x80 == 0 {
            return usize::try_from(value).map_err(|_| HeifError::Truncated);
        }
    }
    Err(HeifError::damaged("an AV1 unit of an endless length"))
}
