//! A camera raw to pixels: the JPEG that the camera put in beside the sensor's data, the smallest that is large enough.
//! The raw says how it was held; the preview's own EXIF, often a copy and sometimes wrong, is not asked.

use std::fs::File;

use super::{Picture, Want, jpeg};
use crate::color::ColorSpace;
use crate::container::raw;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::source::Source;

/// Decodes a preview of the raw in `file`, as stored.
pub(crate) fn decode(file: File, facts: &Facts, want: Want) -> Result<Picture, MediaError> {
    let mut source = Source::new(file, facts.bytes)?;
    let layout = raw::layout(&mut source, facts.kind)?;
    let enough = layout.previews.iter().position(|preview| preview.edge() >= want.edge);
    let from = enough.unwrap_or(layout.previews.len().saturating_sub(1));
    // One that is too small is still better than one that is broken: first upwards, then down.
    let (smaller, larger) = layout.previews.split_at(from);
    let mut refusal = MediaError::unsupported(&format!("{} tanpa pratinjau", facts.kind.label()));
    for preview in larger.iter().chain(smaller.iter().rev()) {
        source.seek_to(preview.offset)?;
        match source.bytes(preview.length).and_then(|bytes| jpeg::decode(&bytes, want)) {
            Ok(mut picture) => {
                if layout.tags.adobe_rgb && picture.space == ColorSpace::Srgb {
                    picture.space = ColorSpace::AdobeRgb;
                }
                return Ok(picture);
            }
            Err(error) => refusal = error,
        }
    }
    Err(refusal)
}
