//! MP4 and QuickTime boxes: running time from `mvhd`, size from the first visual track's `tkhd`. No sample is decoded.
//! A cut recording shows in its boxes: one that goes past the end of the file, or no `moov` at all.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::facts::Facts;
use crate::source::Source;

/// A recording has a handful of top-level boxes, a fragmented one some thousands.
const MAX_BOXES: u32 = 200_000;

struct Atom {
    name: [u8; 4],
    end: u64,
}

/// Fills the facts of an MP4 or MOV.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(0)?;
    let (mut found, end) = (false, source.len());
    for _ in 0..MAX_BOXES {
        // Up to seven stray bytes at the very end are padding.
        if end - source.position() < 8 {
            break;
        }
        let atom = read_atom(source, end)?;
        if &atom.name == b"moov" && !found {
            found = true;
            read_movie(source, atom.end, facts)?;
        }
        source.seek_to(atom.end)?;
    }
    if found { Ok(()) } else { Err(MediaError::Truncated) }
}

fn read_movie<R: Read + Seek>(
    source: &mut Source<R>,
    end: u64,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    while source.position() + 8 <= end {
        let atom = read_atom(source, end)?;
        match &atom.name {
            b"mvhd" => facts.duration_ms = read_duration(source)?,
            b"trak" if facts.width.is_none() => read_track(source, atom.end, facts)?,
            _ => {}
        }
        source.seek_to(atom.end)?;
    }
    Ok(())
}

fn read_track<R: Read + Seek>(
    source: &mut Source<R>,
    end: u64,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    while source.position() + 8 <= end {
        let atom = read_atom(source, end)?;
        if &atom.name == b"tkhd" {
            let version = source.u8()?;
            // Flags, times, id and duration; then reserved, layer, group and volume.
            source.skip(if version == 1 { 3 + 32 } else { 3 + 20 })?;
            source.skip(16)?;
            let matrix = source.bytes(36)?;
            // Sizes are 16.16 fixed point.
            let (width, height) = (source.u32_be()? >> 16, source.u32_be()? >> 16);
            // A quarter turn has zeros on the diagonal: a and d of the matrix a b u c d v x y w.
            let turned = matrix[0..4] == [0; 4] && matrix[16..20] == [0; 4];
            if width > 0 && height > 0 {
                let (width, height) = if turned { (height, width) } else { (width, height) };
                facts.width = Some(width);
                facts.height = Some(height);
            }
        }
        source.seek_to(atom.end)?;
    }
    Ok(())
}

/// Milliseconds from `mvhd`; `None` when the file leaves it open (fragmented or live recordings).
fn read_duration<R: Read + Seek>(source: &mut Source<R>) -> Result<Option<u64>, MediaError> {
    let version = source.u8()?;
    source.skip(3)?;
    let (scale, duration) = if version == 1 {
        source.skip(16)?;
        (source.u32_be()?, source.u64_be()?)
    } else {
        source.skip(8)?;
        let (scale, duration) = (source.u32_be()?, source.u32_be()?);
        (scale, if duration == u32::MAX { u64::MAX } else { u64::from(duration) })
    };
    if scale == 0 || duration == 0 || duration == u64::MAX {
        return Ok(None);
    }
    Ok(u64::try_from(u128::from(duration) * 1000 / u128::from(scale)).ok())
}

fn read_atom<R: Read + Seek>(source: &mut Source<R>, limit: u64) -> Result<Atom, MediaError> {
    let start = source.position();
    let short = source.u32_be()?;
    let name = source.array()?;
    let (size, header) = match short {
        // To the end of what holds it; QuickTime also ends lists with a zero.
        0 => (limit - start, 8),
        1 => (source.u64_be()?, 16),
        size => (u64::from(size), 8),
    };
    if size < header {
        return Err(MediaError::damaged("box smaller than its header"));
    }
    let end = start.checked_add(size).ok_or(MediaError::Truncated)?;
    if end > limit {
        return Err(MediaError::Truncated);
    }
    Ok(Atom { name, end })
}
