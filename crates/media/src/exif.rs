//! EXIF: what the camera noted beside the picture. This reader takes the few tags the office needs and follows no more
//! pointers than those. Broken EXIF never refuses a picture: what can't be read is simply absent.

use std::io::{Cursor, Read, Seek};

use crate::error::MediaError;
use crate::facts::{Color, ColorModel, Position};
use crate::icc;
use crate::ifd::{Directory, Entry, Ifd};
use crate::source::Source;

/// The tags of interest, from one EXIF block or one TIFF file.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Tags {
    pub(crate) width: Option<u32>,
    pub(crate) height: Option<u32>,
    /// The size that the camera names as the picture's (`PixelXDimension`, `PixelYDimension`).
    pub(crate) pixels: Option<(u32, u32)>,
    /// 1 to 8; other values are read as absent.
    pub(crate) orientation: Option<u8>,
    pub(crate) make: Option<String>,
    pub(crate) model: Option<String>,
    pub(crate) taken: Option<String>,
    /// The zone of `taken`, as `+07:00`.
    pub(crate) taken_offset: Option<String>,
    pub(crate) gps: bool,
    /// Where, when latitude and longitude are both there with their signs.
    pub(crate) position: Option<Position>,
    /// The camera shot in Adobe RGB (interoperability index R03), often without embedding a profile.
    pub(crate) adobe_rgb: bool,
    /// Offset and length of the JPEG thumbnail, from the start of the block.
    pub(crate) thumbnail: Option<(u32, u32)>,
    /// The first picture is a reduced one and the full one hides in a sub-directory, or a DNG version is given: raw.
    pub(crate) raw: bool,
    /// A DNG version is given.
    pub(crate) dng: bool,
    /// How the first picture of a TIFF stores its colours.
    pub(crate) color: Option<Color>,
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

    /// Takes what `other` knows and this one doesn't: raws keep their tags in several blocks.
    pub(crate) fn fill_from(&mut self, other: Self) {
        self.pixels = self.pixels.or(other.pixels);
        self.orientation = self.orientation.or(other.orientation);
        self.make = self.make.take().or(other.make);
        self.model = self.model.take().or(other.model);
        if self.taken.is_none() {
            (self.taken, self.taken_offset) = (other.taken, other.taken_offset);
        }
        self.gps |= other.gps;
        self.position = self.position.or(other.position);
        self.adobe_rgb |= other.adobe_rgb;
    }
}

/// Reads the EXIF block of a JPEG, PNG or WebP: a TIFF header and its directories, perhaps after `Exif\0\0`.
pub(crate) fn read_block(block: &[u8]) -> Tags {
    read_block_as(block, Part::Main)
}

/// Reads a block whose first directory is this part of EXIF; Canon's CR3 has one block a part.
pub(crate) fn read_block_as(block: &[u8], part: Part) -> Tags {
    let tiff = strip_prefix(block);
    let mut tags = Tags::default();
    if let Ok(mut source) = Source::new(Cursor::new(tiff), tiff.len() as u64) {
        let _ =
            Reader::open(&mut source, 0).and_then(|mut reader| reader.read_all(part, &mut tags));
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
    let mut tags = Tags::default();
    Reader::open(source, 0)?.read_all(Part::Main, &mut tags)?;
    Ok(tags)
}

fn strip_prefix(block: &[u8]) -> &[u8] {
    // Some encoders count the marker's padding in.
    block.strip_prefix(b"Exif\0\0").or_else(|| block.strip_prefix(b"Exif\0\xFF")).unwrap_or(block)
}

/// What a directory is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Main,
    Thumbnail,
    Exif,
    Gps,
    Interop,
}

struct Reader<'a, R> {
    ifd: Ifd<'a, R>,
    pointers: Vec<(Part, u32)>,
}

impl<'a, R: Read + Seek> Reader<'a, R> {
    fn open(source: &'a mut Source<R>, base: u64) -> Result<Self, MediaError> {
        Ok(Self { ifd: Ifd::open(source, base)?, pointers: Vec::new() })
    }

    fn read_all(&mut self, part: Part, tags: &mut Tags) -> Result<(), MediaError> {
        let next = self.directory(self.ifd.first(), part, tags)?;
        // Each pointer is followed once; a sub-directory can only add the interoperability pointer.
        let mut followed = 0;
        while let Some((part, offset)) = self.pointers.pop() {
            followed += 1;
            if followed > 8 {
                break;
            }
            let _ = self.directory(offset, part, tags);
        }
        if next != 0 && part == Part::Main {
            let _ = self.directory(next, Part::Thumbnail, tags);
        }
        Ok(())
    }

    /// Reads one directory and returns the offset of the next in its chain (0: none).
    fn directory(&mut self, offset: u32, part: Part, tags: &mut Tags) -> Result<u32, MediaError> {
        let directory = self.ifd.directory(offset)?;
        match part {
            Part::Gps => self.gps(&directory, tags),
            Part::Thumbnail => {
                let number = |tag| directory.find(tag).and_then(|entry| self.ifd.number(&entry));
                tags.thumbnail = number(0x0201).zip(number(0x0202)).or(tags.thumbnail);
            }
            _ => directory.entries.iter().for_each(|entry| self.entry(part, entry, tags)),
        }
        if part == Part::Main {
            tags.color = self.color(&directory);
        }
        Ok(directory.next)
    }

    fn entry(&mut self, part: Part, entry: &Entry, tags: &mut Tags) {
        match (part, entry.tag) {
            (Part::Main, 0x0100) => tags.width = self.ifd.number(entry),
            (Part::Main, 0x0101) => tags.height = self.ifd.number(entry),
            (Part::Main, 0x0112) => {
                tags.orientation = self
                    .ifd
                    .number(entry)
                    .and_then(|n| u8::try_from(n).ok())
                    .filter(|n| (1..=8).contains(n));
            }
            (Part::Main, 0x010F) => tags.make = self.ifd.text(entry),
            (Part::Main, 0x0110) => tags.model = self.ifd.text(entry),
            (Part::Main, 0x00FE) if self.ifd.number(entry) == Some(1) => tags.raw = true,
            (Part::Main, 0xC612) => (tags.raw, tags.dng) = (true, true),
            (Part::Main, 0x8769) => self.point(entry, Part::Exif),
            (Part::Main, 0x8825) => self.point(entry, Part::Gps),
            (Part::Main | Part::Exif, 0x9003) => tags.taken = self.ifd.text(entry),
            (Part::Exif, 0x9011) => {
                tags.taken_offset = self.ifd.text(entry).and_then(|text| zone(&text))
            }
            (Part::Exif, 0xA001) => tags.adobe_rgb |= self.ifd.number(entry) == Some(2),
            (Part::Exif, 0xA002) => {
                let height = tags.pixels.map_or(0, |(_, height)| height);
                tags.pixels = self.ifd.number(entry).map(|width| (width, height));
            }
            (Part::Exif, 0xA003) => {
                let width = tags.pixels.map_or(0, |(width, _)| width);
                tags.pixels = self.ifd.number(entry).map(|height| (width, height));
            }
            (Part::Exif, 0xA005) => self.point(entry, Part::Interop),
            (Part::Interop, 1) => tags.adobe_rgb |= self.ifd.text(entry).as_deref() == Some("R03"),
            _ => {}
        }
    }

    /// From the photometric interpretation; EXIF blocks have none.
    fn color(&mut self, directory: &Directory) -> Option<Color> {
        let number = |tag| directory.find(tag).and_then(|entry| self.ifd.number(&entry));
        let (model, channels) = match number(0x0106)? {
            0 | 1 => (ColorModel::Gray, 1),
            3 => (ColorModel::Palette, 1),
            5 => (ColorModel::Cmyk, 4),
            _ => (ColorModel::Rgb, 3),
        };
        let alpha = number(0x0115).is_some_and(|samples| samples > channels);
        let bits = directory.find(0x0102).map(|entry| self.ifd.numbers(&entry, 1));
        let bits = bits.and_then(|bits| bits.first().and_then(|&bits| u8::try_from(bits).ok()));
        let profile = directory.find(0x8773).and_then(|entry| self.ifd.span(&entry));
        let profile = profile.and_then(|(offset, length)| {
            self.ifd.source().seek_to(offset).ok()?;
            icc::name(&self.ifd.source().bytes(length.min(icc::HEAD)).ok()?)
        });
        Some(Color { model, bits: bits.unwrap_or(1), alpha, profile })
    }

    fn point(&mut self, entry: &Entry, part: Part) {
        if let Some(offset) = self.ifd.number(entry).filter(|_| self.pointers.len() < 4) {
            self.pointers.push((part, offset));
        }
    }

    /// A GPS directory alone proves nothing: many cameras write one with only its version, or zeros until they have
    /// found themselves.
    fn gps(&mut self, directory: &Directory, tags: &mut Tags) {
        let mut half = |letter: u16, value: u16, signs: [&str; 2], most: f64| {
            let letter = directory.find(letter).and_then(|entry| self.ifd.text(&entry));
            let parts = self.ifd.rationals(&directory.find(value)?);
            let south = signs.iter().position(|sign| letter.as_deref() == Some(sign));
            let signed = south
                .zip(degrees(&parts))
                .map(|(south, degrees)| if south == 1 { -degrees } else { degrees });
            // Numbers that make no sense may still be read by others: better warned about.
            let told = signed.is_some() || parts.iter().any(|&(numerator, _)| numerator != 0);
            Some((told, signed.filter(|degrees| degrees.abs() <= most)))
        };
        let latitude = half(1, 2, ["N", "S"], 90.0);
        let longitude = half(3, 4, ["E", "W"], 180.0);
        tags.gps = [latitude, longitude].into_iter().flatten().any(|(told, _)| told);
        if let (Some((_, Some(latitude))), Some((_, Some(longitude)))) = (latitude, longitude) {
            tags.position = Position::from_degrees(latitude, longitude);
        }
    }
}

/// Degrees, minutes and seconds as one number. A zero denominator is how cameras write "unknown".
fn degrees(parts: &[(u32, u32)]) -> Option<f64> {
    let mut sum = 0.0;
    for (index, &(numerator, denominator)) in parts.iter().enumerate() {
        if denominator == 0 {
            // Phones leave the seconds out like this when the minutes carry the fraction.
            if index > 0 && numerator == 0 {
                continue;
            }
            return None;
        }
        sum += f64::from(numerator) / f64::from(denominator) / 60f64.powi(index as i32);
    }
    (!parts.is_empty()).then_some(sum)
}

/// `+07:00` from what cameras write: `+07:00`, `+0700`, `Z`.
pub(crate) fn zone(text: &str) -> Option<String> {
    if text == "Z" {
        return Some("+00:00".to_owned());
    }
    let (sign, rest) = text.split_at_checked(1)?;
    let digits: String = rest.chars().filter(|&c| c != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { "00" } else { minutes };
    let within =
        |text: &str, most: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|n| n <= most);
    (matches!(sign, "+" | "-") && within(hours, 14) && within(minutes, 59))
        .then(|| format!("{sign}{hours}:{minutes}"))
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

    #[test]
    fn zones_are_written_one_way() {
        assert_eq!(zone("+07:00").as_deref(), Some("+07:00"));
        assert_eq!(zone("+0700").as_deref(), Some("+07:00"));
        assert_eq!(zone("-03:30").as_deref(), Some("-03:30"));
        assert_eq!(zone("Z").as_deref(), Some("+00:00"));
        for wrong in ["", "   :  ", "+99:00", "07:00", "+7", "é07:00"] {
            assert_eq!(zone(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn degrees_survive_zero_denominators() {
        assert_eq!(degrees(&[(6, 1), (30, 1), (36, 1)]), Some(6.51));
        assert_eq!(degrees(&[(6, 1), (306, 10), (0, 0)]), Some(6.51));
        assert_eq!(degrees(&[(0, 0), (0, 0), (0, 0)]), None);
        assert_eq!(degrees(&[]), None);
    }
}
