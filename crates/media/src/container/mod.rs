//! What each file format says about itself, one file a format. A parser here walks headers, checks that lengths agree
//! with the file, and fills [`Facts`](crate::Facts); it decodes no pixels. A file that ends inside its own structure is
//! refused as truncated.

pub(crate) mod avi;
pub(crate) mod bmp;
pub(crate) mod boxes;
pub(crate) mod gif;
pub(crate) mod heif;
pub(crate) mod jpeg;
pub(crate) mod mp4;
pub(crate) mod pdf;
pub(crate) mod png;
pub(crate) mod raw;
pub(crate) mod svg;
pub(crate) mod tiff;
pub(crate) mod webm;
pub(crate) mod webp;

use crate::exif::Tags;
use crate::facts::Facts;
use crate::limits::check_dimensions;
use crate::{MediaError, orient};

/// Puts a picture's stored size and its EXIF into the facts; dimensions are checked first, then turned upright.
pub(crate) fn describe(
    facts: &mut Facts,
    width: u32,
    height: u32,
    tags: &Tags,
) -> Result<(), MediaError> {
    check_dimensions(width, height)?;
    facts.orientation = tags.orientation.unwrap_or(1);
    let (width, height) = orient::upright_size(width, height, facts.orientation);
    facts.width = Some(width);
    facts.height = Some(height);
    note(facts, tags);
    Ok(())
}

/// What the camera noted beside the size.
pub(crate) fn note(facts: &mut Facts, tags: &Tags) {
    facts.orientation = tags.orientation.unwrap_or(1);
    facts.taken.clone_from(&tags.taken);
    facts.camera = tags.camera();
    facts.gps = tags.gps;
    facts.taken_offset.clone_from(&tags.taken_offset);
    facts.position = tags.position;
}
