//! How much a decoder is likely to hold at once: an estimate, rather too high than too low, by which the pool lets jobs
//! in. What a job may hold at the very most is another matter; see `limits.rs`.

use super::{Want, jpeg, reduce};
use crate::facts::Facts;
use crate::kind::{Kind, Sight};
use crate::limits::MAX_PICTURE_BYTES;

/// Bytes a pixel of RGB.
const RGB: u64 = 3;
/// As the libraries give what they decode whole: with transparency, and again as RGB.
const WHOLE: u64 = 4 + RGB;
/// The same with two bytes a sample.
const DEEP: u64 = 8 + RGB;
/// A JPEG's coefficients, two bytes each.
const COEFFICIENTS: u64 = 2 * RGB;

/// Bytes that decoding a file of `pixels` holds when no more than `edge` is needed.
pub(crate) fn held(facts: &Facts, pixels: u64, edge: u32) -> u64 {
    let longest = facts.width.unwrap_or(0).max(facts.height.unwrap_or(0));
    let file = facts.bytes.min(MAX_PICTURE_BYTES);
    match facts.kind {
        Kind::Jpeg => {
            let side = u64::from(jpeg::scale(longest, edge).denominator());
            let a_pixel = RGB + if facts.progressive { COEFFICIENTS } else { 0 };
            file + pixels * a_pixel / (side * side)
        }
        Kind::Png if !facts.progressive => {
            let want = Want { edge, page: 0, whole: true };
            let side = u64::from(reduce::step(longest, longest, want));
            pixels * RGB / (side * side)
        }
        Kind::Png | Kind::Tiff => pixels * DEEP,
        Kind::Heic | Kind::Avif => file + pixels * WHOLE,
        // One of the pictures inside, with its own bytes.
        kind if kind.sight() == Sight::CameraPreview => file / 4 + pixels * RGB,
        _ => pixels * WHOLE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEGA: u64 = 1_000_000;

    fn photo(kind: Kind, width: u32, height: u32) -> Facts {
        Facts { width: Some(width), height: Some(height), ..Facts::new(kind, 10 * MEGA) }
    }

    fn megabytes(facts: &Facts, edge: u32) -> u64 {
        held(facts, facts.pixels(), edge).div_ceil(MEGA)
    }

    #[test]
    fn what_is_wanted_small_is_held_small() {
        let photo = photo(Kind::Jpeg, 8000, 6000);
        assert_eq!(megabytes(&photo, u32::MAX), 10 + 48 * 3);
        assert_eq!(megabytes(&photo, 2048), 10 + 48 * 3 / 4);
        assert_eq!(megabytes(&photo, 1024), 10 + 48 * 3 / 16);
        let slow = Facts { progressive: true, ..photo };
        assert_eq!(megabytes(&slow, 2048), 10 + 48 * 9 / 4);
    }

    #[test]
    fn what_has_to_be_held_whole_is() {
        let picture = photo(Kind::Png, 4000, 5000);
        assert_eq!(megabytes(&picture, 1250), 20 * 3 / 4);
        let interlaced = Facts { progressive: true, ..picture.clone() };
        assert_eq!(megabytes(&interlaced, 1250), 20 * 11);
        assert_eq!(megabytes(&Facts { kind: Kind::Gif, ..picture }, 100), 20 * 7);
    }
}
