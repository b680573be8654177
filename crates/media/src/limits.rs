//! The bounds that hold for every file, in one place.

use crate::error::MediaError;

/// The most pixels (width x height) of a picture: 200 megapixels, twice the largest camera an office meets.
pub const MAX_PIXELS: u64 = 200_000_000;

/// The most pixels of a JPEG that must be held as coefficients before it can be shown (progressive, or one scan a
/// component): 100 megapixels, since each takes three times the memory.
pub const MAX_PROGRESSIVE_PIXELS: u64 = 100_000_000;

/// The most bytes of a picture file: 512 MiB. A JPEG is held in memory while it is decoded.
pub const MAX_PICTURE_BYTES: u64 = 512 * 1024 * 1024;

/// The most bytes one decoded picture may take, whatever its depth: 200 megapixels at 8 bits with alpha.
pub const MAX_DECODED_BYTES: u64 = MAX_PIXELS * 4;

/// Refuses dimensions of zero and areas above [`MAX_PIXELS`].
pub(crate) fn check_dimensions(width: u32, height: u32) -> Result<(), MediaError> {
    check_area(width, height, MAX_PIXELS)
}

/// As [`check_dimensions`], with another limit on width x height.
pub(crate) fn check_area(width: u32, height: u32, limit: u64) -> Result<(), MediaError> {
    if width == 0 || height == 0 {
        return Err(MediaError::damaged("zero width or height"));
    }
    if u64::from(width) * u64::from(height) > limit {
        return Err(MediaError::TooManyPixels { width, height, limit });
    }
    Ok(())
}
