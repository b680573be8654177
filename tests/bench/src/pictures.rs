//! The pictures that the benches measure with. The same seed gives the same bytes; no two seeds look alike.

use std::path::Path;

use anyhow::Result;
use image::{ExtendedColorType, ImageEncoder as _};
use jpeg_encoder::{ColorType, Encoder};

/// A photo-like JPEG: soft gradients with grain, as a camera sees a hall. What costs time in a photo is its size in
/// pixels and the detail that its encoder could not throw away.
#[derive(Debug, Clone, Copy)]
pub struct Photo {
    /// px.
    pub width: u16,
    /// px.
    pub height: u16,
    pub seed: u32,
    /// How far the grain goes from the light, in levels of 0 to 255: about 17 for a 4 MB photo of 24 megapixels.
    pub grain: u8,
    pub progressive: bool,
}

impl Photo {
    /// 24 megapixels of a camera card: from photo to photo the light turns and the grain grows.
    #[must_use]
    pub fn of_card(seed: u32) -> Self {
        let grain = 17 + (seed * 7 % 24) as u8;
        Self { width: 6000, height: 4000, seed, grain, progressive: false }
    }

    /// Writes it; answers its size in bytes.
    pub fn write(self, path: &Path) -> Result<u64> {
        let mut encoder = Encoder::new_file(path, 85)?;
        encoder.set_progressive(self.progressive);
        encoder.encode(&self.pixels(), self.width, self.height, ColorType::Rgb)?;
        Ok(std::fs::metadata(path)?.len())
    }

    fn pixels(self) -> Vec<u8> {
        let (width, height) = (usize::from(self.width), usize::from(self.height));
        let mut chance = Chance(u64::from(self.seed).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut pixels = vec![0; width * height * 3];
        let turn = self.seed as f32 * 0.37;
        let grain = i32::from(self.grain);
        for (y, row) in pixels.chunks_exact_mut(width * 3).enumerate() {
            let down = y as f32 / height as f32;
            for (x, pixel) in row.chunks_exact_mut(3).enumerate() {
                let across = x as f32 / width as f32;
                let wave = (across * 9.0 + down * 5.0 + turn).sin() * 0.5 + 0.5;
                let edge =
                    if ((across * 40.0).sin() * (down * 27.0).cos()) > 0.7 { 35.0 } else { 0.0 };
                let light = 60.0 + 130.0 * (0.6 * wave + 0.4 * down) - edge;
                let noise = chance.next() as i32 % grain - grain / 2;
                let tints = [1.0, 0.92 + 0.1 * across, 0.8 + 0.25 * down];
                for (channel, tint) in pixel.iter_mut().zip(tints) {
                    *channel = ((light * tint) as i32 + noise).clamp(0, 255) as u8;
                }
            }
        }
        pixels
    }
}

/// An infographic as designers export it: panels of flat colour, a soft header, bars, and lines of small marks
/// that compress like text. An RGB PNG.
pub fn write_infographic(path: &Path, width: u32, height: u32) -> Result<u64> {
    let mut chance = Chance(0x5EED);
    let columns = width / 12;
    let marks: Vec<u32> = (0..columns * (height / 20)).map(|_| chance.next()).collect();
    let mut pixels = vec![255; width as usize * height as usize * 3];
    for (y, row) in pixels.chunks_exact_mut(width as usize * 3).enumerate() {
        let y = y as u32;
        for (x, pixel) in row.as_chunks_mut::<3>().0.iter_mut().enumerate() {
            *pixel = infographic_at(x as u32, y, width, height, columns, &marks);
        }
    }
    let file = std::io::BufWriter::new(std::fs::File::create(path)?);
    image::codecs::png::PngEncoder::new(file).write_image(
        &pixels,
        width,
        height,
        ExtendedColorType::Rgb8,
    )?;
    Ok(std::fs::metadata(path)?.len())
}

fn infographic_at(x: u32, y: u32, width: u32, height: u32, columns: u32, marks: &[u32]) -> [u8; 3] {
    if y < height / 6 {
        let blue = (90 + x * 120 / width) as u8;
        return [14, 90, blue];
    }
    let panel = (x * 3 / width + y * 5 / height) % 3;
    let paper = [[250, 249, 246], [226, 240, 243], [255, 244, 220]][panel as usize];
    let mark = marks.get(((y / 20) * columns + x / 12) as usize).copied().unwrap_or(0);
    let (left, top) = (x % 12, y % 20);
    let ink = mark % 5 != 0 && (3..15).contains(&top) && (mark >> (left / 3 + top / 3) & 1) == 1;
    if ink && (y / 400).is_multiple_of(2) {
        return [28, 33, 38];
    }
    let bar = y / 400 % 2 == 1 && x < width / 8 + (y / 60 * 7919) % (width / 2) && y % 60 < 40;
    if bar { [14, 90, 107] } else { paper }
}

/// Copies a JPEG of `Photo`'s shape, with an EXIF block that holds a small JPEG of 160x107, as cameras write it; turned, as
/// one held upright writes it. `target` may be `source`.
pub fn add_preview(source: &Path, target: &Path) -> Result<()> {
    let mut small = Vec::new();
    let pixels = vec![120; 160 * 107 * 3];
    Encoder::new(&mut small, 80).encode(&pixels, 160, 107, ColorType::Rgb)?;
    let length = u32::try_from(small.len())?;
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0".to_vec();
    exif.extend(b"\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x1A\0\0\0");
    exif.extend(b"\x02\0\x01\x02\x04\0\x01\0\0\0\x38\0\0\0\x02\x02\x04\0\x01\0\0\0");
    exif.extend(length.to_le_bytes());
    exif.extend([0; 4]);
    exif.extend(small);
    let source = std::fs::read(source)?;
    let mut file = source[..2].to_vec();
    file.extend([0xFF, 0xE1]);
    file.extend(u16::try_from(exif.len() + 2)?.to_be_bytes());
    file.extend(exif);
    file.extend(&source[2..]);
    Ok(std::fs::write(target, file)?)
}

/// Numbers that look like chance and are the same every time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as u32
    }
}
