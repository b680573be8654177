//! EXIF and TIFF share one structure: a byte order, and directories of tagged values. This reader takes the few tags
//! the office needs and follows no more pointers than those, so a hostile file can neither loop nor allocate.

use std::io::{Cursor, Read, Seek};

use crate::error::MediaError;
use crate::source::Source;

/// A directory with more entries than this is not one; cameras write fewer than 100.
const MAX_ENTRIES: u16 = 1024;
/// Text longer than this is not a camera name or a date.
const MAX_TEXT: u64 = 256;

/// The tags of interest, from one EXIF block or one TIFF file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tags {
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    /// 1 to 8; other values are read as absent.
    pub(crate) orientation: Option<u8>,
    pub(crate) make: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) taken: Option<String>,
    pub(crate) gps: bool,
    /// Interoperability index R03: the camera shot in Adobe RGB, often without embedding a profile.
    pub(crate) adobe_rgb: bool,
    /// Offset and length of the JPEG thumbnail, from the start of the block.
    pub(crate) thumbnail: Option<(u32, u32)>,
    /// The first picture is a reduced one and the full one hides in a sub-directory, or a DNG version is given: raw.
    pub(crate) raw: bool,
}

impl Tags {
    /// Make and model in one line; the make is dropped when the model repeats it ("Canon", "Canon EOS R6").
    pub(crate) fn camera(&self) -> Option<String> {
        match (&self.make, &self.model) {
            (Some(make), Some(model)) => {
                let first = make.split_whitespace().next().unwrap_or_default().to_lowercase();
                let repeated = model.to_lowercase().starts_with(&first);
                Some(if repeated { model.clone() } else { format!("{make} {model}") })
            }
            (make, model) => make.clone().or_else(|| model.clone()),
        }
    }
}

/// Reads the EXIF block of a JPEG, PNG or WebP: a TIFF header and its directories, perhaps after `Exif\0\0`.
/// Broken EXIF never refuses a picture, so what can't be read is simply absent.
pub(crate) fn read_block(block: &[u8]) -> Tags {
    let tiff = strip_prefix(block);
    let mut tags = Tags::default();
    if let Ok(mut source) = Source::new(Cursor::new(tiff), tiff.len() as u64) {
        let _ = Reader::open(&mut source).and_then(|mut reader| reader.read_all(&mut tags));
    }
    tags
}

/// The bytes of the embedded JPEG thumbnail of an EXIF block.
pub(crate) fn thumbnail<'a>(block: &'a [u8], tags: &Tags) -> Option<&'a [u8]> {
    let (offset, length) = tags.thumbnail?;
    let start = usize::try_from(offset).ok()?;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    strip_prefix(block).get(start..end).filter(|jpeg| jpeg.starts_with(&[0xFF, 0xD8, 0xFF]))
}

/// Reads a whole TIFF file's first directory. Here a broken directory is the picture's own, and an error.
pub(crate) fn read_tiff<R: Read + Seek>(source: &mut Source<R>) -> Result<Tags, MediaError> {
    source.seek_to(0)?;
    let mut tags = Tags::default();
    let mut reader = Reader::open(source)?;
    reader.read_all(&mut tags)?;
    Ok(tags)
}

fn strip_prefix(block: &[u8]) -> &[u8] {
    block.strip_prefix(b"Exif\0\0").unwrap_or(block)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Directory {
    Main,
    Thumbnail,
    Exif,
    Gps,
    Interop,
}

struct Reader<'a, R> {
    source: &'a mut Source<R>,
    big_endian: bool,
    first: u32,
    pointers: Vec<(Directory, u32)>,
}

struct Entry {
    tag: u16,
    format: u16,
    count: u32,
    value: [u8; 4],
}

impl<'a, R: Read + Seek> Reader<'a, R> {
    fn open(source: &'a mut Source<R>) -> Result<Self, MediaError> {
        let big_endian = match &source.array::<4>()? {
            b"II*\0" => false,
            b"MM\0*" => true,
            _ => return Err(MediaError::damaged("no TIFF header")),
        };
        let mut reader = Self { source, big_endian, first: 0, pointers: Vec::new() };
        let offset = reader.source.array()?;
        reader.first = reader.u32(offset);
        Ok(reader)
    }

    fn read_all(&mut self, tags: &mut Tags) -> Result<(), MediaError> {
        let next = self.directory(self.first, Directory::Main, tags)?;
        // Each pointer is followed once; a sub-directory can only add the interoperability pointer.
        let mut followed = 0;
        while let Some((kind, offset)) = self.pointers.pop() {
            followed += 1;
            if followed > 8 {
                break;
            }
            let _ = self.directory(offset, kind, tags);
        }
        if next != 0 {
            let _ = self.directory(next, Directory::Thumbnail, tags);
        }
        Ok(())
    }

    /// Reads one directory and returns the offset of the next in its chain (0: none).
    fn directory(
        &mut self,
        offset: u32,
        kind: Directory,
        tags: &mut Tags,
    ) -> Result<u32, MediaError> {
        self.source.seek_to(u64::from(offset))?;
        let count = self.source.array()?;
        let count = self.u16(count);
        if count > MAX_ENTRIES {
            return Err(MediaError::damaged("TIFF directory too long"));
        }
        let table = self.source.bytes(u64::from(count) * 12)?;
        let next = self.source.array().map_or(0, |bytes| self.u32(bytes));
        let (mut thumb_offset, mut thumb_length) = (None, None);
        for row in table.as_chunks::<12>().0 {
            let &[t0, t1, f0, f1, c0, c1, c2, c3, v0, v1, v2, v3] = row;
            let entry = Entry {
                tag: self.u16([t0, t1]),
                format: self.u16([f0, f1]),
                count: self.u32([c0, c1, c2, c3]),
                value: [v0, v1, v2, v3],
            };
            match (kind, entry.tag) {
                (Directory::Main, 0x0100) => tags.width = self.number(&entry),
                (Directory::Main, 0x0101) => tags.height = self.number(&entry),
                (Directory::Main, 0x0112) => {
                    tags.orientation = self
                        .number(&entry)
                        .and_then(|n| u8::try_from(n).ok())
                        .filter(|n| (1..=8).contains(n));
                }
                (Directory::Main, 0x010F) => tags.make = self.text(&entry),
                (Directory::Main, 0x0110) => tags.model = self.text(&entry),
                (Directory::Main, 0x00FE) if self.number(&entry) == Some(1) => tags.raw = true,
                (Directory::Main, 0xC612) => tags.raw = true,
                (Directory::Main, 0x8769) => self.point(&entry, Directory::Exif),
                (Directory::Main, 0x8825) => self.point(&entry, Directory::Gps),
                (Directory::Exif, 0x9003) => tags.taken = self.text(&entry),
                (Directory::Exif, 0xA005) => self.point(&entry, Directory::Interop),
                // A GPS block alone proves nothing: many cameras write one with only its version.
                (Directory::Gps, 2 | 4) => tags.gps = true,
                (Directory::Interop, 1) => {
                    tags.adobe_rgb = self.text(&entry).as_deref() == Some("R03")
                }
                (Directory::Thumbnail, 0x0201) => thumb_offset = self.number(&entry),
                (Directory::Thumbnail, 0x0202) => thumb_length = self.number(&entry),
                _ => {}
            }
        }
        if let (Some(offset), Some(length)) = (thumb_offset, thumb_length) {
            tags.thumbnail = Some((offset, length));
        }
        Ok(next)
    }

    fn point(&mut self, entry: &Entry, kind: Directory) {
        if let Some(offset) = self.number(entry).filter(|_| self.pointers.len() < 4) {
            self.pointers.push((kind, offset));
        }
    }

    /// A single SHORT or LONG (or IFD pointer).
    fn number(&self, entry: &Entry) -> Option<u32> {
        let [a, b, _, _] = entry.value;
        match (entry.format, entry.count) {
            (3, 1..) => Some(u32::from(self.u16([a, b]))),
            (4 | 13, 1..) => Some(self.u32(entry.value)),
            _ => None,
        }
    }

    /// An ASCII value, trimmed; `None` when empty.
    fn text(&mut self, entry: &Entry) -> Option<String> {
        let length = u64::from(entry.count);
        if entry.format != 2 || length > MAX_TEXT {
            return None;
        }
        let bytes = if length <= 4 {
            entry.value.iter().copied().take(entry.count as usize).collect()
        } else {
            let offset = u64::from(self.u32(entry.value));
            self.source.seek_to(offset).and_then(|()| self.source.bytes(length)).ok()?
        };
        let end = bytes.iter().position(|&byte| byte == 0).unwrap_or(bytes.len());
        let text = String::from_utf8_lossy(&bytes[..end]);
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    const fn u16(&self, bytes: [u8; 2]) -> u16 {
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    const fn u32(&self, bytes: [u8; 4]) -> u32 {
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_blocks_are_absent_not_fatal() {
        // A directory that points at itself, one that is too long, and one outside the block.
        for block in [
            &b"II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"[..],
            b"MM\0*\0\0\0\x08\xFF\xFF",
            b"II*\0\xFF\xFF\xFF\x7F",
            b"Exif\0\0II*\0",
            b"",
        ] {
            assert_eq!(read_block(block), Tags::default());
        }
    }

    #[test]
    fn make_is_not_said_twice() {
        let tags = |make: &str, model: &str| Tags {
            make: Some(make.into()),
            model: Some(model.into()),
            ..Tags::default()
        };
        assert_eq!(tags("Canon", "Canon EOS R6").camera().as_deref(), Some("Canon EOS R6"));
        assert_eq!(tags("NIKON CORPORATION", "NIKON Z 6").camera().as_deref(), Some("NIKON Z 6"));
        assert_eq!(tags("samsung", "SM-A546E").camera().as_deref(), Some("samsung SM-A546E"));
    }
}
