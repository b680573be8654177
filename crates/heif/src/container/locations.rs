//! `iloc`: where in the file the bytes of each item are.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::boxes::RawBox;
use super::items::too_many;
use crate::error::{HeifError, Result};
use crate::limits::Limits;

pub(super) struct Location {
    source: Source,
    extents: Vec<Extent>,
}

#[derive(Clone, Copy, PartialEq)]
enum Source {
    File,
    /// The `idat` box.
    Inline,
    /// Another file, or another item.
    Elsewhere,
}

struct Extent {
    offset: u64,
    /// 0: up to the end.
    length: u64,
}

pub(super) fn parse(found: &RawBox<'_>, limits: &Limits) -> Result<BTreeMap<u32, Location>> {
    let (version, _, mut cursor) = found.full()?;
    if version > 2 {
        return Err(HeifError::unsupported(format!("iloc of version {version}")));
    }
    let sizes = cursor.u16()?;
    let nibble = |shift: u16| ((sizes >> shift) & 15) as u8;
    let (offset_size, length_size, base_size) = (nibble(12), nibble(8), nibble(4));
    let index_size = if version > 0 { nibble(0) } else { 0 };
    let count = cursor.item_id(version == 2)?;
    let mut left = limits.max_items;
    let mut locations = BTreeMap::new();
    for _ in 0..count {
        let id = cursor.item_id(version == 2)?;
        let method = if version > 0 { cursor.u16()? & 15 } else { 0 };
        let elsewhere = cursor.u16()? != 0;
        let source = match method {
            0 if !elsewhere => Source::File,
            1 if !elsewhere => Source::Inline,
            _ => Source::Elsewhere,
        };
        let base = cursor.sized(base_size)?;
        let extent_count = cursor.u16()?;
        left =
            left.checked_sub(u32::from(extent_count).max(1)).ok_or_else(|| too_many("pieces"))?;
        let mut extents = Vec::with_capacity(usize::from(extent_count));
        for _ in 0..extent_count {
            cursor.sized(index_size)?;
            let offset =
                base.checked_add(cursor.sized(offset_size)?).ok_or(HeifError::Truncated)?;
            extents.push(Extent { offset, length: cursor.sized(length_size)? });
        }
        locations.insert(id, Location { source, extents });
    }
    Ok(locations)
}

impl Location {
    /// At most so many bytes, by what the file claims.
    pub(super) fn length(&self, file: u64) -> u64 {
        let claimed =
            self.extents.iter().map(|extent| if extent.length == 0 { file } else { extent.length });
        claimed.fold(0, u64::saturating_add)
    }

    pub(super) fn read<'a>(&self, file: &'a [u8], inline: &'a [u8]) -> Result<Cow<'a, [u8]>> {
        let whole = match self.source {
            Source::File => file,
            Source::Inline => inline,
            Source::Elsewhere => {
                return Err(HeifError::unsupported("a picture whose bytes are kept elsewhere"));
            }
        };
        match &self.extents[..] {
            [] => Ok(Cow::Borrowed(&[])),
            [only] => Ok(Cow::Borrowed(only.of(whole)?)),
            several => {
                let mut joined = Vec::new();
                for extent in several {
                    joined.extend_from_slice(extent.of(whole)?);
                    // Pieces may overlap, but not so as to make more of the file than there is.
                    if joined.len() > whole.len() {
                        return Err(HeifError::damaged("an item longer than the file"));
                    }
                }
                Ok(Cow::Owned(joined))
            }
        }
    }
}

impl Extent {
    fn of<'a>(&self, whole: &'a [u8]) -> Result<&'a [u8]> {
        let start = usize::try_from(self.offset).map_err(|_| HeifError::Truncated)?;
        let rest = whole.get(start..).ok_or(HeifError::Truncated)?;
        match self.length {
            0 => Ok(rest),
            length => usize::try_from(length)
                .ok()
                .and_then(|end| rest.get(..end))
                .ok_or(HeifError::Truncated),
        }
    }
}
