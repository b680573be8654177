//! What a picture looks like, told from a small copy: where the eye goes, whether it is a drawing, and what it
//! resembles. Proposals all of them: a person may always choose otherwise.

mod drawn;
mod hash;
mod plane;
mod saliency;

pub use hash::{NEARLY_THE_SAME, distance};

use crate::error::MediaError;
use crate::facts::Look;
use crate::pixels::Pixels;

/// The longest edge of the copy that is looked at, px. Text of an infographic is still text at this size.
pub(crate) const EDGE: u32 = 512;

/// Looks at an upright picture of at most [`EDGE`] px.
pub(crate) fn look(pixels: &Pixels) -> Result<Look, MediaError> {
    Ok(Look {
        focus: saliency::focus(pixels)?,
        hash: hash::hash(pixels)?,
        drawn: drawn::is_drawn(pixels),
    })
}
