//! HEIC and AVIF to pixels. The container says how the picture is turned, and that is done here already; whether it has
//! an EXIF orientation as well no longer matters, so its facts say 1.

use ::heif::{HeifError, Limits, Nclx};

use super::Picture;
use crate::color::ColorSpace;
use crate::error::MediaError;
use crate::limits::MAX_PIXELS;
use crate::pixels::{Pixels, over_white};
use crate::raster::Raster;

/// ITU-T H.273's number for the primaries of Display P3.
pub(crate) const DISPLAY_P3: u16 = 12;

/// Decodes the picture that the file is about, upright.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture, MediaError> {
    let info = ::heif::info(bytes).map_err(from_heif)?;
    let limits = Limits { max_pixels: MAX_PIXELS, ..Limits::default() };
    let picture = ::heif::decode(bytes, limits).map_err(from_heif)?;
    let rgb = if picture.channels == 4 { over_white(picture.pixels) } else { picture.pixels };
    let space = match (info.icc, info.nclx) {
        (Some(profile), _) => ColorSpace::of(Some(profile), false),
        (None, Some(Nclx { primaries: DISPLAY_P3, .. })) => ColorSpace::DisplayP3,
        _ => ColorSpace::Srgb,
    };
    let pixels = Pixels { width: picture.width, height: picture.height, rgb };
    Ok(Picture { raster: Raster::Rgb(pixels), space })
}

pub(crate) fn from_heif(error: HeifError) -> MediaError {
    match error {
        HeifError::Truncated => MediaError::Truncated,
        HeifError::Damaged { detail } => MediaError::damaged(super::one_line(&detail)),
        HeifError::TooManyPixels { width, height } => {
            MediaError::TooManyPixels { width, height, limit: MAX_PIXELS }
        }
        HeifError::Unsupported { what } => MediaError::unsupported(&super::one_line(&what)),
    }
}
