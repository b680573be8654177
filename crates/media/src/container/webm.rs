//! WebM: EBML elements. Only the head of the segment is read: `Info` for the running time, `Tracks` for the size.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::facts::Facts;
use crate::source::Source;

const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
const CLUSTER: u32 = 0x1F43_B675;
const TRACK_ENTRY: u32 = 0xAE;
const VIDEO: u32 = 0xE0;
const TIMECODE_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const PIXEL_WIDTH: u32 = 0xB0;
const PIXEL_HEIGHT: u32 = 0xBA;

const MAX_ELEMENTS: u32 = 10_000;

#[derive(Default)]
struct Found {
    scale_ns: Option<u64>,
    duration: Option<f64>,
}

/// Fills the facts of a WebM.
///
/// # Errors
/// [`MediaError::Truncated`] when the segment says it is longer than the file.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(0)?;
    let (_, header_end) = element(source)?;
    source.seek_to(header_end.ok_or_else(|| MediaError::damaged("EBML header without length"))?)?;
    let (id, end) = element(source)?;
    if id != SEGMENT {
        return Err(MediaError::damaged("no WebM segment"));
    }
    let end = end.unwrap_or(source.len());
    if end > source.len() {
        return Err(MediaError::Truncated);
    }
    let (mut found, mut budget) = (Found::default(), MAX_ELEMENTS);
    walk(source, end, facts, &mut found, &mut budget)?;
    if let Some(duration) = found.duration.filter(|d| d.is_finite() && *d > 0.0) {
        let ms = duration * found.scale_ns.unwrap_or(1_000_000) as f64 / 1e6;
        facts.duration_ms = (ms < 1e15).then_some(ms.round() as u64);
    }
    Ok(())
}

fn walk<R: Read + Seek>(
    source: &mut Source<R>,
    end: u64,
    facts: &mut Facts,
    found: &mut Found,
    budget: &mut u32,
) -> Result<(), MediaError> {
    while source.position() < end && *budget > 0 {
        *budget -= 1;
        let (id, stop) = element(source)?;
        // Pictures and sound from here on.
        if id == CLUSTER {
            break;
        }
        let stop = stop.filter(|&stop| stop <= end).ok_or(MediaError::Truncated)?;
        // Masters of interest are entered by going on inside them; the elements within are all leaves or masters.
        if matches!(id, INFO | TRACKS | TRACK_ENTRY | VIDEO) {
            continue;
        }
        let size = stop - source.position();
        match id {
            TIMECODE_SCALE => found.scale_ns = Some(unsigned(source, size)?),
            DURATION if size == 4 => {
                found.duration = Some(f64::from(f32::from_be_bytes(source.array()?)))
            }
            DURATION if size == 8 => found.duration = Some(f64::from_be_bytes(source.array()?)),
            PIXEL_WIDTH if facts.width.is_none() => {
                facts.width = u32::try_from(unsigned(source, size)?).ok()
            }
            PIXEL_HEIGHT if facts.height.is_none() => {
                facts.height = u32::try_from(unsigned(source, size)?).ok()
            }
            _ => {}
        }
        source.seek_to(stop)?;
    }
    Ok(())
}

/// An element's id and the offset just after its content (`None`: unknown, as in live streams).
fn element<R: Read + Seek>(source: &mut Source<R>) -> Result<(u32, Option<u64>), MediaError> {
    let first = source.u8()?;
    let extra = first.leading_zeros();
    if extra > 3 {
        return Err(MediaError::damaged("EBML id too long"));
    }
    let mut id = u32::from(first);
    for _ in 0..extra {
        id = id << 8 | u32::from(source.u8()?);
    }
    let first = source.u8()?;
    let extra = first.leading_zeros();
    if extra > 7 {
        return Err(MediaError::damaged("EBML size too long"));
    }
    let mut size = u64::from(first) & ((1u64 << (7 - extra)) - 1);
    for _ in 0..extra {
        size = size << 8 | u64::from(source.u8()?);
    }
    let unknown = size == (1u64 << (7 * (extra + 1))) - 1;
    let end = source.position().checked_add(size).ok_or(MediaError::Truncated)?;
    Ok((id, (!unknown).then_some(end)))
}

fn unsigned<R: Read + Seek>(source: &mut Source<R>, size: u64) -> Result<u64, MediaError> {
    if size > 8 {
        return Err(MediaError::damaged("EBML number too long"));
    }
    let mut value = 0;
    for _ in 0..size {
        value = value << 8 | u64::from(source.u8()?);
    }
    Ok(value)
}
