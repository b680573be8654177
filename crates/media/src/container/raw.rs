//! Camera raws: what the camera noted, and where the JPEGs for looking at lie. Most are TIFF inside; Canon's CR3 is
//! made of ISO boxes, and Fujifilm's RAF has a header of its own. The sensor's data is never touched.

mod boxed;
mod tiff_like;

use std::io::{Read, Seek};

use crate::container::jpeg;
use crate::error::MediaError;
use crate::exif::Tags;
use crate::facts::{Color, ColorModel, Facts};
use crate::kind::Kind;
use crate::limits::check_dimensions;
use crate::source::Source;

/// The most previews looked at; cameras write up to four.
const MAX_PREVIEWS: usize = 24;

/// A JPEG inside a raw that a JPEG decoder can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Preview {
    pub(crate) offset: u64,
    pub(crate) length: u64,
    /// Size as stored, px.
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Preview {
    pub(crate) const fn edge(&self) -> u32 {
        if self.width > self.height { self.width } else { self.height }
    }
}

/// What a raw says about itself.
#[derive(Default)]
pub(crate) struct Layout {
    pub(crate) tags: Tags,
    /// Size of the developed picture as stored, px, where the raw says it.
    size: Option<(u32, u32)>,
    /// Smallest first.
    pub(crate) previews: Vec<Preview>,
}

/// Fills the facts of a raw. One without a preview is kept, and said to be undecodable.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    let layout = layout(source, facts.kind)?;
    let best = layout.previews.last();
    let plausible = |&(width, height): &(u32, u32)| {
        // A size smaller than the preview's is a thumbnail's.
        best.is_none_or(|best| width.max(height) >= best.edge())
            && check_dimensions(width, height).is_ok()
    };
    // The first directory of a CR2 has the preview's size; the picture's own stands in EXIF.
    let own = [layout.size, layout.tags.pixels].into_iter().flatten().filter(plausible);
    let own = own.max_by_key(|&(width, height)| u64::from(width) * u64::from(height));
    match own.or_else(|| best.map(|best| (best.width, best.height))) {
        Some((width, height)) => super::describe(facts, width, height, &layout.tags)?,
        None => super::note(facts, &layout.tags),
    }
    facts.color = best.map(|_| Color {
        model: ColorModel::Rgb,
        bits: 8,
        alpha: false,
        profile: layout.tags.adobe_rgb.then(|| "Adobe RGB".to_owned()),
    });
    if best.is_none() {
        facts.undecodable = Some(format!("{} tanpa pratinjau", facts.kind.label()));
    }
    Ok(())
}

/// Reads the notes of a raw and finds its previews.
pub(crate) fn layout<R: Read + Seek>(
    source: &mut Source<R>,
    kind: Kind,
) -> Result<Layout, MediaError> {
    let mut layout = match kind {
        Kind::Cr3 => boxed::layout(source)?,
        Kind::Raf => fujifilm(source)?,
        _ => tiff_like::layout(source)?,
    };
    // A JPEG's own EXIF knows what a raw's header leaves out; Panasonic and Fujifilm write the notes only there.
    for preview in layout.previews.clone().into_iter().rev() {
        let tags = &layout.tags;
        if tags.make.is_some() && tags.orientation.is_some() && tags.taken.is_some() {
            break;
        }
        let mut inner = source.window(preview.offset, preview.length)?;
        if let Some(block) = jpeg::header(&mut inner).ok().and_then(|header| header.exif) {
            layout.tags.fill_from(crate::exif::read_block(&block));
        }
    }
    Ok(layout)
}

/// Looks at each place where a JPEG may lie, and keeps those that are one, smallest first.
fn verified<R: Read + Seek>(source: &mut Source<R>, mut places: Vec<(u64, u64)>) -> Vec<Preview> {
    places.sort_unstable();
    places.dedup();
    places.truncate(MAX_PREVIEWS);
    let mut found: Vec<Preview> = places
        .into_iter()
        .filter_map(|(offset, length)| {
            let mut inner = source.window(offset, length).ok()?;
            if inner.array().ok()? != [0xFF, 0xD8, 0xFF] {
                return None;
            }
            // Sensor data may be a lossless JPEG, which this refuses.
            let frame = jpeg::header(&mut inner).ok()?.frame;
            frame.check().ok()?;
            Some(Preview { offset, length, width: frame.width, height: frame.height })
        })
        .collect();
    found.sort_by_key(|preview| (preview.edge(), preview.length));
    found
}

/// RAF: after the mark and the camera's name, big-endian offsets and lengths of a JPEG and of the sensor's header.
fn fujifilm<R: Read + Seek>(source: &mut Source<R>) -> Result<Layout, MediaError> {
    source.seek_to(84)?;
    let (offset, length) = (source.u32_be()?, source.u32_be()?);
    let (sensor, sensor_length) = (source.u32_be()?, source.u32_be()?);
    let mut places = vec![(u64::from(offset), u64::from(length))];
    // The JPEG's own EXIF has a thumbnail; its offset counts from the TIFF header inside.
    if let Ok(mut inner) = source.window(u64::from(offset), u64::from(length))
        && let Some((start, length)) = jpeg::thumbnail_span(&mut inner)
    {
        places.push((u64::from(offset) + start, length));
    }
    let size = fujifilm_size(source, u64::from(sensor), u64::from(sensor_length)).ok().flatten();
    Ok(Layout { size, previews: verified(source, places), ..Layout::default() })
}

/// Records of tag, length and value; 0x0111 is the picture's size, 0x0100 the sensor's (height first).
fn fujifilm_size<R: Read + Seek>(
    source: &mut Source<R>,
    offset: u64,
    length: u64,
) -> Result<Option<(u32, u32)>, MediaError> {
    let mut inner = source.window(offset, length)?;
    let mut sensor = None;
    for _ in 0..inner.u32_be()?.min(256) {
        let (tag, size) = (inner.u16_be()?, u64::from(inner.u16_be()?));
        match (tag, size) {
            (0x0100 | 0x0111, 4) => {
                let (height, width) = (u32::from(inner.u16_be()?), u32::from(inner.u16_be()?));
                if tag == 0x0111 {
                    return Ok(Some((width, height)));
                }
                sensor = Some((width, height));
            }
            _ => inner.skip(size)?,
        }
    }
    Ok(sensor)
}
