//! The boxes that an ISO base media file is made of: a length, four letters, a body.

use super::cursor::Cursor;
use crate::error::{HeifError, Result};

pub(crate) type FourCc = [u8; 4];

pub(crate) struct RawBox<'a> {
    pub(crate) kind: FourCc,
    pub(crate) body: &'a [u8],
    /// The box says it is longer than what is there. Only [`Boxes::of_file`] hands such boxes out.
    pub(crate) cut_short: bool,
}

impl<'a> RawBox<'a> {
    /// Version and flags of a "full box", and a cursor on what follows them.
    pub(crate) fn full(&self) -> Result<(u8, u32, Cursor<'a>)> {
        let mut cursor = Cursor::new(self.body);
        let head = cursor.u32()?;
        Ok(((head >> 24) as u8, head & 0x00ff_ffff, cursor))
    }
}

/// The boxes in a body, one after the other. The first error ends the walk.
pub(crate) struct Boxes<'a> {
    cursor: Cursor<'a>,
    tolerant: bool,
}

impl<'a> Boxes<'a> {
    pub(crate) fn within(body: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(body), tolerant: false }
    }

    /// The boxes of a whole file, of which the last may be cut short.
    pub(crate) fn of_file(bytes: &'a [u8]) -> Self {
        Self { cursor: Cursor::new(bytes), tolerant: true }
    }

    fn read(&mut self) -> Result<RawBox<'a>> {
        let short = self.cursor.u32()?;
        let kind = self.cursor.array()?;
        let length = match short {
            0 => None,
            1 => Some(self.cursor.u64()?.checked_sub(16)),
            size => Some(u64::from(size).checked_sub(8)),
        };
        let there = self.cursor.rest().len();
        let wanted = match length {
            None => there,
            Some(length) => {
                let length =
                    length.ok_or_else(|| HeifError::damaged("a box shorter than its own head"))?;
                usize::try_from(length).unwrap_or(usize::MAX)
            }
        };
        if wanted > there && !self.tolerant {
            return Err(HeifError::Truncated);
        }
        let body = self.cursor.take(wanted.min(there))?;
        Ok(RawBox { kind, body, cut_short: wanted > there })
    }
}

impl<'a> Iterator for Boxes<'a> {
    type Item = Result<RawBox<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.cursor.is_empty() {
            return None;
        }
        let read = self.read();
        if read.is_err() {
            self.cursor = Cursor::new(&[]);
        }
        Some(read)
    }
}
