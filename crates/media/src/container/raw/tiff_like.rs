//! Raws that are TIFF inside: CR2, NEF, ARW, DNG, ORF, RW2. Every maker puts its previews elsewhere, so all the places
//! where one may lie are gathered from all directories, and looked at.

use std::io::{Read, Seek};

use super::{Layout, verified};
use crate::error::MediaError;
use crate::exif;
use crate::ifd::{Directory, Ifd};
use crate::source::Source;

const SUB_DIRECTORIES: u16 = 0x014A;
const EXIF: u16 = 0x8769;
const MAKER_NOTE: u16 = 0x927C;
/// Colour filter array, and the linear raw of DNG: sensor data, whatever its compression.
const SENSOR: [u32; 2] = [32_803, 34_892];

pub(super) fn layout<R: Read + Seek>(source: &mut Source<R>) -> Result<Layout, MediaError> {
    let tags = exif::read_tiff(source)?;
    let ifd = Ifd::open(source, 0)?;
    let mut walk = Walk { ifd, places: Vec::new(), size: None };
    let mut offset = walk.ifd.first();
    while offset != 0 {
        let Ok(directory) = walk.ifd.directory(offset) else { break };
        walk.visit(&directory, 0);
        offset = directory.next;
    }
    let Walk { places, size, .. } = walk;
    Ok(Layout { tags, size, previews: verified(source, places) })
}

struct Walk<'a, R> {
    ifd: Ifd<'a, R>,
    places: Vec<(u64, u64)>,
    size: Option<(u32, u32)>,
}

impl<R: Read + Seek> Walk<'_, R> {
    fn visit(&mut self, directory: &Directory, depth: u8) {
        self.previews(directory);
        self.sizes(directory);
        if depth >= 2 {
            return;
        }
        if let Some(entry) = directory.find(SUB_DIRECTORIES) {
            for offset in self.ifd.numbers(&entry, 16) {
                if let Ok(inner) = self.ifd.directory(offset) {
                    self.visit(&inner, depth + 1);
                }
            }
        }
        let exif = directory.find(EXIF).and_then(|entry| self.ifd.number(&entry));
        if let Some(inner) = exif.and_then(|offset| self.ifd.directory(offset).ok())
            && let Some(span) = inner.find(MAKER_NOTE).and_then(|entry| self.ifd.span(&entry))
        {
            let frame = self.ifd.frame();
            let _ = self.maker_note(span);
            self.ifd.rebase(frame.0, frame.1);
        }
    }

    /// A JPEG by its two tags, as one strip, or as a value (Panasonic).
    fn previews(&mut self, directory: &Directory) {
        let number = |tag| directory.find(tag).and_then(|entry| self.ifd.number(&entry));
        let sensor = number(0x0106).is_some_and(|kind| SENSOR.contains(&kind));
        if let Some((offset, length)) = number(0x0201).zip(number(0x0202)) {
            self.places.push((self.ifd.absolute(offset), u64::from(length)));
        }
        if !sensor
            && matches!(number(0x0103), Some(6 | 7))
            && let (Some(offsets), Some(lengths)) = (directory.find(0x0111), directory.find(0x0117))
            && offsets.count == 1
        {
            let pair = self.ifd.number(&offsets).zip(self.ifd.number(&lengths));
            self.places.extend(
                pair.map(|(offset, length)| (self.ifd.absolute(offset), u64::from(length))),
            );
        }
        self.places.extend(directory.find(0x002E).and_then(|entry| self.ifd.span(&entry)));
    }

    /// The largest size that a directory of full pictures names. Panasonic gives the borders of the picture on the
    /// sensor instead.
    fn sizes(&mut self, directory: &Directory) {
        let number = |tag| directory.find(tag).and_then(|entry| self.ifd.number(&entry));
        let mut told = None;
        if number(0x00FE).unwrap_or(0) == 0 {
            told = number(0x0100).zip(number(0x0101));
        }
        let borders = number(0x0004).zip(number(0x0005)).zip(number(0x0006).zip(number(0x0007)));
        if let Some(((top, left), (bottom, right))) = borders {
            told = right.checked_sub(left).zip(bottom.checked_sub(top));
        }
        if let Some(entry) = directory.find(0xC620)
            && let [width, height] = self.ifd.numbers(&entry, 2)[..]
        {
            told = Some((width, height));
        }
        let area = |(width, height): (u32, u32)| u64::from(width) * u64::from(height);
        if let Some(told) = told.filter(|&told| area(told) > self.size.map_or(0, area)) {
            self.size = Some(told);
        }
    }

    /// Nikon keeps a preview behind a TIFF header of its own; Olympus among its camera settings.
    fn maker_note(&mut self, (start, length): (u64, u64)) -> Result<(), MediaError> {
        if length < 20 {
            return Ok(());
        }
        self.ifd.source().seek_to(start)?;
        let head = self.ifd.source().array::<18>()?;
        if head.starts_with(b"Nikon\0\x02") {
            let big_endian = head.get(10..12) == Some(b"MM");
            self.ifd.rebase(start + 10, big_endian);
            let first = if big_endian { [14, 15, 16, 17] } else { [17, 16, 15, 14] }
                .iter()
                .fold(0u32, |value, &at: &usize| value << 8 | u32::from(head[at]));
            let notes = self.ifd.directory(first)?;
            let inner = notes.find(0x0011).and_then(|entry| self.ifd.number(&entry));
            if let Some(offset) = inner {
                let preview = self.ifd.directory(offset)?;
                self.previews(&preview);
            }
        } else if head.starts_with(b"OLYMPUS\0") || head.starts_with(b"OM SYSTEM\0") {
            let skip: u32 = if head.starts_with(b"OLYMPUS\0") { 12 } else { 16 };
            let order = if skip == 12 { head.get(8..10) } else { head.get(12..14) };
            self.ifd.rebase(start, order == Some(b"MM"));
            let notes = self.ifd.directory(skip)?;
            let inner = notes.find(0x2020).and_then(|entry| self.ifd.number(&entry));
            if let Some(offset) = inner {
                let settings = self.ifd.directory(offset)?;
                let number = |tag| settings.find(tag).and_then(|entry| self.ifd.number(&entry));
                if let Some((offset, length)) = number(0x0101).zip(number(0x0102)) {
                    self.places.push((self.ifd.absolute(offset), u64::from(length)));
                }
            }
        }
        Ok(())
    }
}
