//! Turning pictures upright. EXIF orientation says how the sensor was held: 1 upright, 2 mirrored, 3 upside down,
//! 4 mirrored upside down, 5 to 8 the same four with rows and columns exchanged.

use crate::pixels::Pixels;
use crate::raster::{Plane, Planes, Raster};
use crate::resize::Area;

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
    let rgb = turned::<3>(&pixels.rgb, pixels.width, pixels.height, orientation);
    let (width, height) = upright_size(pixels.width, pixels.height, orientation);
    Pixels { width, height, rgb }
}

/// As [`upright`], in either form.
pub(crate) fn upright_raster(raster: Raster, orientation: u8) -> Raster {
    if !matches!(orientation, 2..=8) {
        return raster;
    }
    match raster {
        Raster::Rgb(pixels) => Raster::Rgb(upright(pixels, orientation)),
        Raster::Ycc(Planes { y, cb, cr }) => {
            let turn = |plane: Plane| {
                let samples = turned::<1>(&plane.samples, plane.width, plane.height, orientation);
                let (width, height) = upright_size(plane.width, plane.height, orientation);
                Plane { width, height, samples }
            };
            Raster::Ycc(Planes { y: turn(y), cb: turn(cb), cr: turn(cr) })
        }
    }
}

/// Where a box of the upright picture lies in the stored one, whose size is `width` x `height`.
pub(crate) fn stored_area(area: Area, width: u32, height: u32, orientation: u8) -> Area {
    let (far_x, far_y) = (f64::from(width), f64::from(height));
    let (right, bottom) = (area.left + area.width, area.top + area.height);
    let (left, top) = match orientation {
        2 => (far_x - right, area.top),
        3 => (far_x - right, far_y - bottom),
        4 => (area.left, far_y - bottom),
        5 => (area.top, area.left),
        6 => (area.top, far_y - right),
        7 => (far_x - bottom, far_y - right),
        8 => (far_x - bottom, area.left),
        _ => (area.left, area.top),
    };
    let (width, height) =
        if swaps_axes(orientation) { (area.height, area.width) } else { (area.width, area.height) };
    Area { left: left.max(0.0), top: top.max(0.0), width, height }
}

/// `CHANNELS` bytes a pixel, moved to where they are seen.
fn turned<const CHANNELS: usize>(
    stored: &[u8],
    source_width: u32,
    source_height: u32,
    orientation: u8,
) -> Vec<u8> {
    let (width, _) = upright_size(source_width, source_height, orientation);
    let (source_width, source_height) = (source_width as usize, source_height as usize);
    let last = |side: usize| side.saturating_sub(1);
    let mut samples = vec![0; stored.len()];
    for (y, row) in samples.chunks_exact_mut(width as usize * CHANNELS).enumerate() {
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
        let step = if column { source_width * CHANNELS } else { CHANNELS };
        let mut at = (sy * source_width + sx) * CHANNELS;
        for target in row.as_chunks_mut::<CHANNELS>().0 {
            target.copy_from_slice(&stored[at..at + CHANNELS]);
            at = if backwards { at.wrapping_sub(step) } else { at + step };
        }
    }
    samples
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

    #[test]
    fn a_box_of_the_upright_picture_is_found_in_the_stored_one() {
        // 6 x 4 as stored, numbered; the box is 2 x 1 px at (1, 2) of the upright picture.
        let stored = Pixels { width: 6, height: 4, rgb: (0..24u8).flat_map(|n| [n; 3]).collect() };
        for orientation in 1..=8 {
            let seen = upright(stored.clone(), orientation);
            let at = |p: &Pixels, x: u32, y: u32| p.rgb[((y * p.width + x) * 3) as usize];
            let wanted = [at(&seen, 1, 2), at(&seen, 2, 2)];
            let area = Area { left: 1.0, top: 2.0, width: 2.0, height: 1.0 };
            let area = stored_area(area, 6, 4, orientation);
            let mut found = Vec::new();
            for y in 0..area.height as u32 {
                for x in 0..area.width as u32 {
                    found.push(at(&stored, area.left as u32 + x, area.top as u32 + y));
                }
            }
            found.sort_unstable();
            let mut wanted = wanted.to_vec();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "orientation {orientation}");
        }
    }
}
