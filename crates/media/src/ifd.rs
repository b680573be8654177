//! TIFF directories: a byte order, and tables of tagged values that point at more tables. EXIF blocks, TIFF pictures
//! and most camera raws are this inside. The reader follows no pointer by itself; it bounds how many directories one
//! file may have read, and refuses one that was read before, so a hostile file can neither loop nor allocate.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::source::Source;

/// A directory with more entries than this is not one; cameras write fewer than 100.
const MAX_ENTRIES: u16 = 1024;
/// Text longer than this is not a camera name or a date.
const MAX_TEXT: u64 = 256;
/// The most directories read from one file; a raw with every preview has about a dozen.
const MAX_DIRECTORIES: usize = 64;

/// One row: a tag, the type of its values, how many there are, and the value itself or where it lies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) tag: u16,
    format: u16,
    pub(crate) count: u32,
    value: [u8; 4],
}

/// A table as read.
pub(crate) struct Directory {
    pub(crate) entries: Vec<Entry>,
    /// Offset of the next table in the chain; 0 for none.
    pub(crate) next: u32,
}

impl Directory {
    pub(crate) fn find(&self, tag: u16) -> Option<Entry> {
        self.entries.iter().find(|entry| entry.tag == tag).copied()
    }
}

/// An open TIFF structure that starts at `base` of its source; offsets inside count from there.
pub(crate) struct Ifd<'a, R> {
    source: &'a mut Source<R>,
    base: u64,
    big_endian: bool,
    first: u32,
    seen: Vec<u64>,
}

impl<'a, R: Read + Seek> Ifd<'a, R> {
    /// Reads the header at `base`. Raws of Olympus and Panasonic have a TIFF header with marks of their own.
    pub(crate) fn open(source: &'a mut Source<R>, base: u64) -> Result<Self, MediaError> {
        source.seek_to(base)?;
        let big_endian = match &source.array::<4>()? {
            b"II*\0" | b"IIRO" | b"IIRS" | b"IIU\0" => false,
            b"MM\0*" | b"MMOR" => true,
            _ => return Err(MediaError::damaged("no TIFF header")),
        };
        let offset = source.array()?;
        let mut ifd = Self { source, base, big_endian, first: 0, seen: Vec::new() };
        ifd.first = ifd.u32(offset);
        Ok(ifd)
    }

    /// Offset of the first directory.
    pub(crate) const fn first(&self) -> u32 {
        self.first
    }

    /// The file underneath, e.g. to look at what an entry points to.
    pub(crate) const fn source(&mut self) -> &mut Source<R> {
        self.source
    }

    /// The offset in the source of an offset in this structure.
    pub(crate) fn absolute(&self, offset: u32) -> u64 {
        self.base.saturating_add(u64::from(offset))
    }

    /// Reads with another base, as maker notes need it; the count of directories goes on.
    pub(crate) fn rebase(&mut self, base: u64, big_endian: bool) {
        self.base = base;
        self.big_endian = big_endian;
    }

    /// The base and byte order now in force, to return to after [`Ifd::rebase`].
    pub(crate) const fn frame(&self) -> (u64, bool) {
        (self.base, self.big_endian)
    }

    /// Reads the directory at `offset`.
    pub(crate) fn directory(&mut self, offset: u32) -> Result<Directory, MediaError> {
        let at = self.absolute(offset);
        if self.seen.len() >= MAX_DIRECTORIES || self.seen.contains(&at) {
            return Err(MediaError::damaged("TIFF directories in a circle"));
        }
        self.seen.push(at);
        self.source.seek_to(at)?;
        let count = self.source.array()?;
        let count = self.u16(count);
        if count > MAX_ENTRIES {
            return Err(MediaError::damaged("TIFF directory too long"));
        }
        let table = self.source.bytes(u64::from(count) * 12)?;
        let next = self.source.array().map_or(0, |bytes| self.u32(bytes));
        let entries = table.as_chunks::<12>().0.iter().map(|row| {
            let &[t0, t1, f0, f1, c0, c1, c2, c3, v0, v1, v2, v3] = row;
            Entry {
                tag: self.u16([t0, t1]),
                format: self.u16([f0, f1]),
                count: self.u32([c0, c1, c2, c3]),
                value: [v0, v1, v2, v3],
            }
        });
        Ok(Directory { entries: entries.collect(), next })
    }

    /// The first SHORT or LONG (or directory pointer).
    pub(crate) fn number(&self, entry: &Entry) -> Option<u32> {
        let [a, b, _, _] = entry.value;
        match (entry.format, entry.count) {
            (3, 1..) => Some(u32::from(self.u16([a, b]))),
            (4 | 13, 1..) => Some(self.u32(entry.value)),
            _ => None,
        }
    }

    /// Up to `most` SHORTs or LONGs, wherever they lie.
    pub(crate) fn numbers(&mut self, entry: &Entry, most: u32) -> Vec<u32> {
        let count = entry.count.min(most);
        let (size, wide) = match entry.format {
            3 => (2, false),
            4 | 13 => (4, true),
            _ => return Vec::new(),
        };
        let Some(bytes) = self.value(entry, u64::from(count) * size, size) else {
            return Vec::new();
        };
        if wide {
            bytes.as_chunks::<4>().0.iter().map(|&chunk| self.u32(chunk)).collect()
        } else {
            bytes.as_chunks::<2>().0.iter().map(|&chunk| u32::from(self.u16(chunk))).collect()
        }
    }

    /// Up to three unsigned rationals, as numerator and denominator.
    pub(crate) fn rationals(&mut self, entry: &Entry) -> Vec<(u32, u32)> {
        if entry.format != 5 {
            return Vec::new();
        }
        let bytes = self.value(entry, u64::from(entry.count.min(3)) * 8, 8).unwrap_or_default();
        let pair =
            |&[a, b, c, d, e, f, g, h]: &[u8; 8]| (self.u32([a, b, c, d]), self.u32([e, f, g, h]));
        bytes.as_chunks::<8>().0.iter().map(pair).collect()
    }

    /// An ASCII value, trimmed; `None` when empty.
    pub(crate) fn text(&mut self, entry: &Entry) -> Option<String> {
        let length = u64::from(entry.count);
        if entry.format != 2 || length > MAX_TEXT {
            return None;
        }
        let bytes = self.value(entry, length, 1)?;
        let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        let text = String::from_utf8_lossy(&bytes[..end]);
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// Where a value of bytes lies in the source, and its length. `None` for values within the entry.
    pub(crate) fn span(&self, entry: &Entry) -> Option<(u64, u64)> {
        (matches!(entry.format, 1 | 2 | 7) && entry.count > 4)
            .then(|| (self.absolute(self.u32(entry.value)), u64::from(entry.count)))
    }

    fn value(&mut self, entry: &Entry, length: u64, size: u64) -> Option<Vec<u8>> {
        if u64::from(entry.count) * size <= 4 {
            return Some(entry.value.iter().copied().take(length as usize).collect());
        }
        let offset = self.absolute(self.u32(entry.value));
        self.source.seek_to(offset).and_then(|()| self.source.bytes(length)).ok()
    }

    const fn u16(&self, bytes: [u8; 2]) -> u16 {
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    const fn u32(&self, bytes: [u8; 4]) -> u32 {
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}
