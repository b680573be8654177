//! A small map of numbers over a picture, and the few things that looking does with it.

use crate::error::MediaError;
use crate::pixels::Pixels;
use crate::raster::Raster;
use crate::resize::{Area, Chroma, resized};

/// `width * height` numbers, row by row.
#[derive(Clone)]
pub(super) struct Map {
    pub width: usize,
    pub height: usize,
    pub values: Vec<f32>,
}

impl Map {
    pub fn of(pixels: &Pixels, value: impl Fn([u8; 3]) -> f32) -> Self {
        let (width, height) = (pixels.width as usize, pixels.height as usize);
        let values = pixels.rgb.as_chunks::<3>().0.iter().map(|&pixel| value(pixel)).collect();
        Self { width, height, values }
    }

    /// The mean over a square of `2 * radius + 1`, at the border over what is there of it.
    pub fn blurred(&self, radius: usize) -> Self {
        let across = blur_lines(&self.values, self.width, self.height, 1, self.width, radius);
        let values = blur_lines(&across, self.height, self.width, self.width, 1, radius);
        Self { values, ..*self }
    }

    pub fn mean(&self) -> f32 {
        self.values.iter().sum::<f32>() / self.values.len().max(1) as f32
    }

    /// Without its slope: the plane that fits best is taken away, so that a sky's gradient is no contrast.
    pub fn levelled(&self) -> Self {
        let (cx, cy) = ((self.width - 1) as f32 / 2.0, (self.height - 1) as f32 / 2.0);
        let (mut sx, mut sy, mut xx, mut yy) = (0.0, 0.0, 0.0, 0.0);
        for (at, &value) in self.values.iter().enumerate() {
            let (x, y) = ((at % self.width) as f32 - cx, (at / self.width) as f32 - cy);
            sx += x * value;
            sy += y * value;
            xx += x * x;
            yy += y * y;
        }
        let (a, b) = (sx / f32::max(xx, 1.0), sy / f32::max(yy, 1.0));
        let level = |(at, &value): (usize, &f32)| {
            value - a * ((at % self.width) as f32 - cx) - b * ((at / self.width) as f32 - cy)
        };
        Self { values: self.values.iter().enumerate().map(level).collect(), ..*self }
    }
}

/// Sliding means along lines: `count` lines that lie `apart` from each other, each of `length` values `step` apart.
fn blur_lines(
    values: &[f32],
    length: usize,
    count: usize,
    step: usize,
    apart: usize,
    radius: usize,
) -> Vec<f32> {
    let mut blurred = vec![0.0; values.len()];
    let mut sums = vec![0.0f64; length + 1];
    for line in 0..count {
        let start = line * apart;
        for at in 0..length {
            sums[at + 1] = sums[at] + f64::from(values[start + at * step]);
        }
        for at in 0..length {
            let (low, high) = (at.saturating_sub(radius), (at + radius + 1).min(length));
            blurred[start + at * step] = ((sums[high] - sums[low]) / (high - low) as f64) as f32;
        }
    }
    blurred
}

/// The picture at exactly this size, whatever its shape.
pub(super) fn squeezed(pixels: &Pixels, width: u32, height: u32) -> Result<Pixels, MediaError> {
    let raster = Raster::Rgb(pixels.clone());
    let area = Area::whole(pixels.width, pixels.height);
    Ok(resized(&raster, area, (width, height), Chroma::Whole)?.into_owned().into_rgb())
}

/// Brightness, 0 to 255 (BT.601).
pub(super) fn gray([red, green, blue]: [u8; 3]) -> f32 {
    0.299 * f32::from(red) + 0.587 * f32::from(green) + 0.114 * f32::from(blue)
}
