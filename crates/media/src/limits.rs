//! The bounds that hold for every file, in one place.

use std::time::Duration;

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

/// What any file may take to be decoded: starting the helper, reading from a slow disk, a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// On top of [`PATIENCE`], for each million pixels: thirty times what a slow office PC needs.
pub const PATIENCE_A_MEGAPIXEL: Duration = Duration::from_millis(500);

/// On top of [`PATIENCE`], where the header doesn't tell the pixels (videos, documents).
pub const PATIENCE_UNKNOWN: Duration = Duration::from_secs(30);

/// On top of [`PATIENCE`], for each picture that is asked for.
pub const PATIENCE_A_PICTURE: Duration = Duration::from_secs(1);

/// How long a helper process is kept without work before its memory goes back to the system.
pub const IDLE: Duration = Duration::from_secs(20);

/// A helper process that still holds more than this after a job is ended, bytes.
pub const RESIDENT_AFTER_JOB: u64 = 150 * 1024 * 1024;

/// What a helper process may hold (its data, not the program itself) beside the pixels: the whole file of a picture
/// ([`MAX_PICTURE_BYTES`]), the smaller pictures, tables and stacks.
pub const MEMORY: u64 = MAX_PICTURE_BYTES + 256 * 1024 * 1024;

/// On top of [`MEMORY`], for each pixel: 8 bytes as decoded at the greatest depth, 3 as RGB, 1 to spare. With
/// [`MAX_PIXELS`] that is 3.2 GB at the very most; an ordinary photo of 24 megapixels may take 1.1 GB, and takes less
/// than a tenth.
pub const MEMORY_A_PIXEL: u64 = 12;

/// On top of [`MEMORY`], where the header doesn't tell the pixels: what `ffmpeg` takes for a frame of 8K.
pub const MEMORY_UNKNOWN: u64 = 1024 * 1024 * 1024;

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
