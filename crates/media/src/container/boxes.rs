//! ISO boxes, which MP4, MOV, HEIC, AVIF and CR3 are made of: a length, four letters, and content that may be boxes
//! again. A box that goes past what holds it is a cut file.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::source::Source;

/// A recording has a handful of top-level boxes, a fragmented one some thousands.
const MAX_BOXES: u32 = 200_000;

/// One box; the source stands at `start` when it is handed out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Atom {
    pub(crate) name: [u8; 4],
    /// Offset of the content.
    pub(crate) start: u64,
    /// Offset just after the content.
    pub(crate) end: u64,
}

impl Atom {
    pub(crate) const fn size(&self) -> u64 {
        self.end - self.start
    }
}

/// Reads the box header at the current position; `limit` is the end of what holds it.
pub(crate) fn read_atom<R: Read + Seek>(
    source: &mut Source<R>,
    limit: u64,
) -> Result<Atom, MediaError> {
    let start = source.position();
    let short = source.u32_be()?;
    let name = source.array()?;
    let (size, header) = match short {
        // To the end of what holds it; QuickTime also ends lists with a zero.
        0 => (limit.checked_sub(start).ok_or(MediaError::Truncated)?, 8),
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
    Ok(Atom { name, start: start + header, end })
}

/// Hands every box between here and `end` to `visit`, which may leave the source anywhere. Up to seven stray bytes at
/// the very end are padding.
pub(crate) fn each<R: Read + Seek>(
    source: &mut Source<R>,
    end: u64,
    mut visit: impl FnMut(&mut Source<R>, Atom) -> Result<(), MediaError>,
) -> Result<(), MediaError> {
    for _ in 0..MAX_BOXES {
        if end.saturating_sub(source.position()) < 8 {
            break;
        }
        let atom = read_atom(source, end)?;
        visit(source, atom)?;
        source.seek_to(atom.end)?;
    }
    Ok(())
}
