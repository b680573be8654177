//! How near a small picture is to the best one: SSIM of its lightness against a Lanczos reduction of every pixel.
//!
//! Structural similarity as Wang, Bovik, Sheikh and Simoncelli defined it in 2004: a Gaussian window of 11x11 with
//! sigma 1.5, K1 0.01, K2 0.03. 1 is the same picture.

use std::path::Path;

use anyhow::Result;
use image::imageops::FilterType;
use image::{DynamicImage, ImageReader};

/// SSIM of the JPEG at `small` against the file at `source`, reduced to the same size.
pub fn ssim(source: &Path, small: &Path) -> Result<f64> {
    let small = ImageReader::open(small)?.with_guessed_format()?.decode()?;
    let reference = reference(source, small.width(), small.height())?;
    Ok(compare(&lightness(&reference), &lightness(&small), small.width() as usize))
}

fn reference(source: &Path, width: u32, height: u32) -> Result<DynamicImage> {
    let mut reader = ImageReader::open(source)?.with_guessed_format()?;
    reader.no_limits();
    Ok(reader.decode()?.resize_exact(width, height, FilterType::Lanczos3))
}

fn lightness(picture: &DynamicImage) -> Vec<f64> {
    let luma = |[red, green, blue]: [u8; 3]| {
        0.299 * f64::from(red) + 0.587 * f64::from(green) + 0.114 * f64::from(blue)
    };
    picture.to_rgb8().pixels().map(|pixel| luma(pixel.0)).collect()
}

const WINDOW: usize = 11;

fn compare(first: &[f64], second: &[f64], width: usize) -> f64 {
    let height = first.len() / width;
    let kernel = kernel();
    let (c1, c2) = ((0.01_f64 * 255.0).powi(2), (0.03_f64 * 255.0).powi(2));
    let (mut sum, mut count) = (0.0, 0.0);
    for top in 0..=height.saturating_sub(WINDOW) {
        for left in 0..=width.saturating_sub(WINDOW) {
            let (mut a, mut b, mut aa, mut bb, mut ab) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for (row, down) in kernel.iter().enumerate() {
                let start = (top + row) * width + left;
                let pairs = first[start..start + WINDOW].iter().zip(&second[start..start + WINDOW]);
                for ((x, y), across) in pairs.zip(&kernel) {
                    let weight = down * across;
                    a += weight * x;
                    b += weight * y;
                    aa += weight * x * x;
                    bb += weight * y * y;
                    ab += weight * x * y;
                }
            }
            let (variance_a, variance_b, together) = (aa - a * a, bb - b * b, ab - a * b);
            sum += ((2.0 * a * b + c1) * (2.0 * together + c2))
                / ((a * a + b * b + c1) * (variance_a + variance_b + c2));
            count += 1.0;
        }
    }
    sum / count
}

fn kernel() -> [f64; WINDOW] {
    let weight = |at: usize| (-(at as f64 - 5.0).powi(2) / (2.0 * 1.5 * 1.5)).exp();
    let raw: [f64; WINDOW] = std::array::from_fn(weight);
    let sum: f64 = raw.iter().sum();
    raw.map(|weight| weight / sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_one_and_noise_is_less() {
        let flat: Vec<f64> = (0..32 * 32).map(|at| f64::from(at % 32) * 8.0).collect();
        let rough: Vec<f64> =
            flat.iter().enumerate().map(|(at, v)| v + f64::from((at % 3) as u8) * 20.0).collect();
        assert!((compare(&flat, &flat, 32) - 1.0).abs() < 1e-9);
        assert!(compare(&flat, &rough, 32) < 0.9);
    }
}
