//! The border round a picture that is shown whole: one colour, or the picture itself, blurred.
//!
//! The blurred background is the picture filling the place, shrunk to a few dozen pixels, smoothed there, and enlarged
//! again: that costs next to nothing and is smoother than any blur that would be affordable at full size. It is darkened
//! a little, so that the picture itself stands out.

use super::frame::{Frame, largest_box};
use crate::error::MediaError;
use crate::facts::Focus;
use crate::pixels::Pixels;
use crate::raster::Raster;
use crate::resize::{Area, Chroma, enlarged, resized};

/// The longest edge at which the background is smoothed, px.
const SMOOTHED_AT: u32 = 40;

/// What is left of the background's brightness, in 256ths.
const DARKENED: u16 = 200;

/// The picture over itself, blurred.
pub(super) fn blurred(inner: Pixels, frame: &Frame) -> Result<Pixels, MediaError> {
    let (width, height) = frame.size;
    let longest = width.max(height);
    let small = |side: u32| (side * SMOOTHED_AT / longest).max(2);
    let area = largest_box(Area::whole(inner.width, inner.height), frame.size, Focus::CENTER);
    let size = (small(width), small(height));
    let inner = Raster::Rgb(inner);
    let tiny = resized(&inner, area, size, Chroma::Whole)?.into_owned().into_rgb();
    let mut canvas = enlarged(&smoothed(&tiny), width, height)?;
    for value in &mut canvas.rgb {
        *value = (u16::from(*value) * DARKENED / 256) as u8;
    }
    paste(&mut canvas, &inner.into_rgb(), frame.at);
    Ok(canvas)
}

/// The picture on one colour, `0xRRGGBB`.
pub(super) fn plain(inner: Pixels, frame: &Frame, color: u32) -> Pixels {
    let (width, height) = frame.size;
    let [_, red, green, blue] = color.to_be_bytes();
    let mut canvas =
        Pixels { width, height, rgb: [red, green, blue].repeat(width as usize * height as usize) };
    paste(&mut canvas, &inner, frame.at);
    canvas
}

/// Lays `picture` over `canvas`; it must lie inside.
fn paste(canvas: &mut Pixels, picture: &Pixels, at: (u32, u32)) {
    let (row, line) = (canvas.width as usize * 3, picture.width as usize * 3);
    let left = at.0 as usize * 3;
    let targets = canvas.rgb.chunks_exact_mut(row).skip(at.1 as usize);
    for (target, source) in targets.zip(picture.rgb.chunks_exact(line)) {
        target[left..left + line].copy_from_slice(source);
    }
}

/// Five rounds of [1 2 1] both ways, which is nearly a Gaussian; edges repeat their last pixel.
fn smoothed(picture: &Pixels) -> Pixels {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mut rgb = picture.rgb.clone();
    for _ in 0..5 {
        for (step, count) in [(3, width), (width * 3, height)] {
            let before = rgb.clone();
            for (at, value) in rgb.iter_mut().enumerate() {
                let position = at / step % count;
                let left = if position == 0 { at } else { at - step };
                let right = if position + 1 == count { at } else { at + step };
                let sum =
                    u16::from(before[left]) + 2 * u16::from(before[at]) + u16::from(before[right]);
                *value = ((sum + 2) / 4) as u8;
            }
        }
    }
    Pixels { rgb, ..*picture }
}
