//! A picture for a place: cut or bordered to its shape, and as good a JPEG as its limit allows.

mod border;
mod frame;

use frame::Frame;

use crate::carry::Source;
use crate::encode;
use crate::error::MediaError;
use crate::order::Rendition;
use crate::place::{Fit, Place};
use crate::raster::Raster;
use crate::resize::Chroma;

/// The quality that is tried first: nothing is gained above it once the platform encodes anew. Drawings get more, since
/// their edges show every loss.
const PHOTO_QUALITY: u8 = 90;
const DRAWN_QUALITY: u8 = 92;

/// A picture whose shape isn't known yet is taken to be this many times as long as wide.
const UNKNOWN_SHAPE: u32 = 2;

/// The longest edge that the decoded picture should have for this cut.
pub(crate) fn needed_edge(place: &Place, fit: Fit, size: Option<(u32, u32)>) -> u32 {
    let Place { width, height, .. } = *place;
    let Some((wide, high)) = size.filter(|&(wide, high)| wide > 0 && high > 0) else {
        return width.max(height).saturating_mul(UNKNOWN_SHAPE);
    };
    let (across, down) = (f64::from(width) / f64::from(wide), f64::from(height) / f64::from(high));
    let scale = match fit {
        Fit::Crop { .. } => across.max(down),
        Fit::Blur | Fit::Plain { .. } | Fit::AsIs => across.min(down),
    };
    (f64::from(wide.max(high)) * scale).ceil() as u32
}

/// Makes the picture of one cut.
pub(crate) fn rendition(
    source: &Source,
    place: &Place,
    fit: Fit,
    drawn: bool,
) -> Result<Rendition, MediaError> {
    let frame = Frame::new(place, fit, source.size());
    let chroma = if drawn { Chroma::Whole } else { Chroma::Half };
    let inner = source.cut(frame.area, frame.inner, chroma)?;
    let raster = match fit {
        Fit::Blur if frame.inner != frame.size => {
            Raster::Rgb(border::blurred(inner.into_owned().into_rgb(), &frame)?)
        }
        Fit::Plain { color } if frame.inner != frame.size => {
            Raster::Rgb(border::plain(inner.into_owned().into_rgb(), &frame, color))
        }
        _ => return encoded(&inner, place, fit, &frame, drawn),
    };
    encoded(&raster, place, fit, &frame, drawn)
}

fn encoded(
    raster: &Raster,
    place: &Place,
    fit: Fit,
    frame: &Frame,
    drawn: bool,
) -> Result<Rendition, MediaError> {
    let (best, chroma) =
        if drawn { (DRAWN_QUALITY, Chroma::Whole) } else { (PHOTO_QUALITY, Chroma::Half) };
    let (quality, jpeg) =
        within_limit(place, best, |quality| encode::jpeg(raster, quality, chroma))?;
    let (width, height) = frame.size;
    Ok(Rendition {
        place: place.id.clone(),
        fit,
        width,
        height,
        quality,
        scaled_up: frame.scaled_up,
        over_limit: jpeg.len() as u64 > place.max_bytes,
        jpeg,
    })
}

/// The best quality, from `best` down to the place's floor, whose bytes are within the place's limit; the floor where
/// none is. Bytes grow with quality, near enough for halving.
fn within_limit(
    place: &Place,
    best: u8,
    encode: impl Fn(u8) -> Result<Vec<u8>, MediaError>,
) -> Result<(u8, Vec<u8>), MediaError> {
    let fits = |jpeg: &Vec<u8>| jpeg.len() as u64 <= place.max_bytes;
    let jpeg = encode(best)?;
    if fits(&jpeg) {
        return Ok((best, jpeg));
    }
    let floor = place.quality_floor.clamp(1, best);
    let mut found = (floor, encode(floor)?);
    if !fits(&found.1) {
        return Ok(found);
    }
    // `found` fits, `high` does not.
    let mut high = best;
    while high - found.0 > 1 {
        let middle = found.0 + (high - found.0) / 2;
        let jpeg = encode(middle)?;
        if fits(&jpeg) {
            found = (middle, jpeg);
        } else {
            high = middle;
        }
    }
    Ok(found)
}
