//! TIFF: the first directory is the picture. Camera raw files are TIFF inside and are told apart here, because
//! decoding their first directory would show a postage stamp.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::exif;
use crate::facts::Facts;
use crate::source::Source;

/// Fills the facts of a TIFF from its first directory.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    let tags = exif::read_tiff(source)?;
    if tags.raw {
        return Err(MediaError::unsupported("RAW kamera"));
    }
    let (Some(width), Some(height)) = (tags.width, tags.height) else {
        return Err(MediaError::damaged("TIFF without dimensions"));
    };
    super::describe(facts, width, height, &tags)?;
    facts.color = tags.color;
    Ok(())
}
