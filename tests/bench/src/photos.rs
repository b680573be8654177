//! Makes photos of 24 megapixels to measure with: 50 baseline JPEGs of 4 to 9 MB, no two alike.
//!
//! Soft gradients with grain, as a camera sees a hall: what costs time in a photo is its size in
//! pixels and the detail that its encoder could not throw away. The same seed gives the same bytes.
//!
//! `bench-photos FOLDER COUNT`

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jpeg_encoder::{ColorType, Encoder};

const WIDTH: u16 = 6000;
const HEIGHT: u16 = 4000;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().map(PathBuf::from).context("which folder?")?;
    let count: u32 = arguments.next().context("how many?")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let mut bytes = 0;
    for number in 1..=count {
        bytes += make(&folder.join(format!("IMG_{number:04}.jpg")), number)?;
    }
    let average = bytes as f64 / f64::from(count) / 1_000_000.0;
    println!("{count} photos of {WIDTH} x {HEIGHT} pixels, {average:.1} MB each on average");
    Ok(())
}

fn make(path: &Path, seed: u32) -> Result<u64> {
    let (width, height) = (usize::from(WIDTH), usize::from(HEIGHT));
    let mut grain = Grain(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut pixels = vec![0; width * height * 3];
    // From photo to photo the light turns and the grain grows, so that sizes differ as they do on a card.
    let turn = seed as f32 * 0.37;
    let strength = 17 + (seed * 7 % 24) as i32;
    for (y, row) in pixels.chunks_exact_mut(width * 3).enumerate() {
        let down = y as f32 / height as f32;
        for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
            let across = x as f32 / width as f32;
            let wave = (across * 9.0 + down * 5.0 + turn).sin() * 0.5 + 0.5;
            let light = 60.0 + 130.0 * (0.6 * wave + 0.4 * down);
            let noise = grain.next() as i32 % strength - strength / 2;
            let tints = [1.0, 0.92 + 0.1 * across, 0.8 + 0.25 * down];
            for (channel, tint) in pixel.iter_mut().zip(tints) {
                *channel = ((light * tint) as i32 + noise).clamp(0, 255) as u8;
            }
        }
    }
    Encoder::new_file(path, 85)?.encode(&pixels, WIDTH, HEIGHT, ColorType::Rgb)?;
    Ok(std::fs::metadata(path)?.len())
}

/// Numbers that look like chance and are the same every time.
struct Grain(u64);

impl Grain {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32
    }
}
