//! Turning pictures upright. EXIF orientation says how the sensor was held: 1 upright, 2 mirrored, 3 upside down,
//! 4 mirrored upside down, 5 to 8 the same four with rows and columns exchanged.

use crate::pixels::Pixels;

/// Whether an orientation exchanges width and height.
pub(crate) const fn swaps_axes(orientation: u8) -> bool {
    matches!(orientation, 5..=8)
}

/// The size after orientation.
pub(crate) const fn upright_size(width: u32, height: u32, orientation: u8) -> (u32, u32) {
    if swaps_axes(orientation) { (height, width) } else { (width, height) }
}

/// The picture as it should be seen. Orientation 1 (and any value outside 2 to 8) returns it unchanged.
pub(crate) fn upright(pixels: Pixels, orientation: u8) -> Pixels {
    if !matches!(orientation, 2..=8) {
        return pixels;
    }
    let (source_width, source_height) = (pixels.width as usize, pixels.height as usize);
    let (width, height) = upright_size(pixels.width, pixels.height, orientation);
    let last = |side: usize| side.saturating_sub(1);
    let mut rgb = vec![0; pixels.rgb.len()];
    for (y, row) in rgb.chunks_exact_mut(width as usize * 3).enumerate() {
        // Where this row begins in the source, and which way it runs there: (x, y), along a row or a column, backwards.
        let (sx, sy, column, backwards) = match orientation {
            2 => (last(source_width), y, false, true),
            3 => (last(source_width), source_height - 1 - y, false, true),
            4 => (0, source_height - 1 - y, false, false),
            5 => (y, 0, true, false),
            6 => (y, last(source_height), true, true),
            7 => (source_width - 1 - y, last(source_height), true, true),
            _ => (source_width - 1 - y, 0, true, false),
        };
        let step = if column { source_width * 3 } else { 3 };
        let mut at = (sy * source_width + sx) * 3;
        for target in row.as_chunks_mut::<3>().0 {
            target.copy_from_slice(&pixels.rgb[at..at + 3]);
            at = if backwards { at.wrapping_sub(step) } else { at + step };
        }
    }
    Pixels { width, height, rgb }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2 x 3 pixels, numbered in reading order.
    fn numbered() -> Pixels {
        Pixels { width: 2, height: 3, rgb: (0..6u8).flat_map(|n| [n; 3]).collect() }
    }

    fn order(pixels: &Pixels) -> Vec<u8> {
        pixels.rgb.chunks(3).map(|p| p[0]).collect()
    }

    #[test]
    fn every_orientation_moves_pixels_as_exif_says() {
        let expected: [(u8, (u32, u32), [u8; 6]); 8] = [
            (1, (2, 3), [0, 1, 2, 3, 4, 5]),
            (2, (2, 3), [1, 0, 3, 2, 5, 4]),
            (3, (2, 3), [5, 4, 3, 2, 1, 0]),
            (4, (2, 3), [4, 5, 2, 3, 0, 1]),
            (5, (3, 2), [0, 2, 4, 1, 3, 5]),
            (6, (3, 2), [4, 2, 0, 5, 3, 1]),
            (7, (3, 2), [5, 3, 1, 4, 2, 0]),
            (8, (3, 2), [1, 3, 5, 0, 2, 4]),
        ];
        for (orientation, size, pixels) in expected {
            let turned = upright(numbered(), orientation);
            assert_eq!((turned.width, turned.height), size, "orientation {orientation}");
            assert_eq!(order(&turned), pixels, "orientation {orientation}");
        }
    }
}
