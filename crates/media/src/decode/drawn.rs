//! What has no pixels of its own: PDF pages and SVG drawings, drawn at the size that is wanted, over white.
//!
//! Nothing outside the file is read: no other files, no network, no script. Fonts come from the system and from what
//! the program carries.

mod fonts;
mod pdf;
mod svg;

use std::fs::File;

use super::{Decoded, Want};
use crate::color::ColorSpace;
use crate::container::svg::MAX_BYTES;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::Kind;
use crate::pixels::Pixels;
use crate::source::Source;

/// The longest edge that is drawn, px: twice what the largest place for a picture takes.
const LONGEST_EDGE: u32 = 4096;

/// Draws a PDF's page or an SVG.
///
/// # Errors
/// `Unsupported` for what the probe called undecodable; `Damaged` for a page that isn't there.
pub(super) fn decode(file: File, facts: &Facts, want: Want) -> Result<Decoded, MediaError> {
    if let Some(found) = &facts.undecodable {
        return Err(MediaError::unsupported(found));
    }
    let bytes = Source::new(file, facts.bytes)?.up_to(facts.bytes)?;
    let pixels = match facts.kind {
        Kind::Pdf => pdf::draw(bytes, want),
        Kind::Svg if facts.bytes <= MAX_BYTES => svg::draw(&bytes, want),
        kind => Err(MediaError::NotAPicture { kind }),
    }?;
    Ok(Decoded { pixels, space: ColorSpace::Srgb })
}

/// The size in px of something `width` x `height` units large whose longest edge is drawn `want.edge` long, within
/// [`LONGEST_EDGE`].
fn drawn_size(width: f32, height: f32, want: Want) -> (u16, u16) {
    let edge = want.edge.clamp(1, LONGEST_EDGE) as f32;
    let scale = edge / width.max(height);
    // Below 4097, so the cast loses nothing.
    let side = |value: f32| ((value * scale).round() as u16).max(1);
    (side(width), side(height))
}

/// Four channels a pixel to three: what was drawn over white is opaque.
fn opaque(width: u16, height: u16, rgba: &[u8]) -> Pixels {
    let rgb = rgba.as_chunks::<4>().0.iter().flat_map(|&[r, g, b, _]| [r, g, b]).collect();
    Pixels { width: u32::from(width), height: u32::from(height), rgb }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_edge_is_what_was_wanted() {
        let size = |edge| drawn_size(595.0, 842.0, Want { edge, page: 0, whole: true });
        assert_eq!(size(512), (362, 512));
        assert_eq!(size(u32::MAX), (2894, 4096));
        assert_eq!(size(0), (1, 1));
        assert_eq!(drawn_size(1.0e6, 1.0, Want { edge: 100, page: 0, whole: true }), (100, 1));
    }
}
