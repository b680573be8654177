//! HEIC and AVIF: pictures in ISO boxes. The turn comes from the boxes alone (`irot`, `imir`), and the decoder makes it:
//! EXIF's orientation in such a file is a copy that readers must not apply again, so the facts say 1.

use std::io::{Read, Seek};

use crate::decode::{DISPLAY_P3, from_heif};
use crate::error::MediaError;
use crate::exif::{self, Tags};
use crate::facts::{Color, ColorModel, Facts};
use crate::icc;
use crate::limits::MAX_PICTURE_BYTES;
use crate::source::Source;

/// Fills the facts. A sound file of a form that isn't decoded here is told as such in [`Facts::undecodable`].
///
/// # Errors
/// Those of a broken container.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    if source.len() > MAX_PICTURE_BYTES {
        return Err(MediaError::TooLarge { bytes: source.len(), limit: MAX_PICTURE_BYTES });
    }
    source.seek_to(0)?;
    let bytes = source.up_to(source.len())?;
    let info = match ::heif::info(&bytes).map_err(from_heif) {
        Ok(info) => info,
        Err(MediaError::Unsupported { found }) => {
            facts.undecodable = Some(found);
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let tags = info.exif.as_deref().map_or_else(Tags::default, exif::read_block);
    super::describe(facts, info.width, info.height, &Tags { orientation: None, ..tags })?;
    let wide = info.nclx.is_some_and(|numbers| numbers.primaries == DISPLAY_P3);
    let said = wide.then(|| "Display P3".to_owned());
    facts.animated = Some(info.moving);
    facts.color = Some(Color {
        model: ColorModel::Rgb,
        bits: info.bit_depth,
        alpha: info.has_alpha,
        profile: info.icc.as_deref().and_then(icc::name).or(said),
    });
    Ok(())
}
