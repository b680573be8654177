//! A small painter: shapes are distances, and a pixel on the rim is covered in part, so edges are smooth.

use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::Color;
use crate::error::MediaError;

/// Mixes two colours; `t` 0 gives the first.
pub(super) fn mix(a: Color, b: Color, t: f32) -> Color {
    let t = t.clamp(0.0, 1.0);
    std::array::from_fn(|i| {
        (f32::from(a[i]) + (f32::from(b[i]) - f32::from(a[i])) * t).round() as u8
    })
}

/// An RGB picture being painted; coordinates are px from the top left.
pub(super) struct Canvas {
    pub(super) width: u32,
    pub(super) height: u32,
    data: Vec<[f32; 3]>,
}

impl Canvas {
    pub(super) fn new(width: u32, height: u32) -> Result<Self, MediaError> {
        if !(1..=8192).contains(&width) || !(1..=8192).contains(&height) {
            return Err(MediaError::damaged("a sample is 1 to 8192 px a side"));
        }
        Ok(Self { width, height, data: vec![[0.0; 3]; width as usize * height as usize] })
    }

    pub(super) fn size(&self) -> (f32, f32) {
        (self.width as f32, self.height as f32)
    }

    /// A vertical gradient between two heights; above and below it the end colours go on.
    pub(super) fn gradient(&mut self, y0: f32, y1: f32, top: Color, low: Color) {
        let (width, height) = self.size();
        for y in y0.max(0.0) as usize..y1.min(height) as usize {
            let color = mix(top, low, (y as f32 - y0) / (y1 - y0)).map(f32::from);
            let from = y * width as usize;
            self.data[from..from + width as usize].fill(color);
        }
    }

    /// A vertical gradient inside a box.
    pub(super) fn gradient_box(&mut self, [x, y, w, h]: [f32; 4], top: Color, low: Color) {
        let mut at = y;
        while at < y + h {
            self.rect([x, at, w, 1.0], 0.0, mix(top, low, (at - y) / h));
            at += 1.0;
        }
    }

    /// Lays `color` over the box where `cover` (0 to 1, at the pixel's centre) says so, times `alpha`.
    pub(super) fn cover(
        &mut self,
        [x0, y0, x1, y1]: [f32; 4],
        color: Color,
        alpha: f32,
        cover: impl Fn(f32, f32) -> f32,
    ) {
        let (width, height) = self.size();
        let color = color.map(f32::from);
        for y in y0.floor().clamp(0.0, height) as usize..y1.ceil().clamp(0.0, height) as usize {
            for x in x0.floor().clamp(0.0, width) as usize..x1.ceil().clamp(0.0, width) as usize {
                let share = cover(x as f32 + 0.5, y as f32 + 0.5).clamp(0.0, 1.0) * alpha;
                if share > 0.0 {
                    let pixel = &mut self.data[y * self.width as usize + x];
                    for (value, target) in pixel.iter_mut().zip(color) {
                        *value += (target - *value) * share;
                    }
                }
            }
        }
    }

    /// A box with corners rounded by `radius`.
    pub(super) fn rect(&mut self, [x, y, w, h]: [f32; 4], radius: f32, color: Color) {
        self.tinted_rect([x, y, w, h], radius, color, 1.0);
    }

    pub(super) fn tinted_rect(
        &mut self,
        [x, y, w, h]: [f32; 4],
        radius: f32,
        color: Color,
        alpha: f32,
    ) {
        let (cx, cy, hw, hh) = (x + w / 2.0, y + h / 2.0, w / 2.0, h / 2.0);
        let radius = radius.min(hw).min(hh);
        self.cover([x - 1.0, y - 1.0, x + w + 1.0, y + h + 1.0], color, alpha, |px, py| {
            let dx = (px - cx).abs() - hw + radius;
            let dy = (py - cy).abs() - hh + radius;
            let outside = dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius;
            0.5 - outside
        });
    }

    pub(super) fn ellipse(&mut self, [cx, cy, rx, ry]: [f32; 4], color: Color) {
        self.tinted_ellipse([cx, cy, rx, ry], color, 1.0);
    }

    pub(super) fn tinted_ellipse(&mut self, [cx, cy, rx, ry]: [f32; 4], color: Color, alpha: f32) {
        let edge = rx.min(ry);
        self.cover(
            [cx - rx - 1.0, cy - ry - 1.0, cx + rx + 1.0, cy + ry + 1.0],
            color,
            alpha,
            |x, y| 0.5 + (1.0 - ((x - cx) / rx).hypot((y - cy) / ry)) * edge,
        );
    }

    /// A soft disc of light, strongest in the middle.
    pub(super) fn glow(&mut self, cx: f32, cy: f32, radius: f32, color: Color, alpha: f32) {
        self.cover([cx - radius, cy - radius, cx + radius, cy + radius], color, alpha, |x, y| {
            let t = 1.0 - ((x - cx).hypot(y - cy) / radius).min(1.0);
            t * t
        });
    }

    /// A soft ellipse with a flat top, as clouds are made of.
    pub(super) fn puff(&mut self, [cx, cy, rx, ry]: [f32; 4], color: Color, alpha: f32) {
        self.cover([cx - rx, cy - ry, cx + rx, cy + ry], color, alpha, |x, y| {
            let (u, v) = ((x - cx) / rx, (y - cy) / ry);
            let t = (1.0 - u * u - v * v).max(0.0);
            t * t * (3.0 - 2.0 * t)
        });
    }

    /// A convex polygon, corners in clockwise order on screen.
    pub(super) fn polygon(&mut self, corners: &[[f32; 2]], color: Color) {
        let mut area = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for &[x, y] in corners {
            area = [
                area[0].min(x - 1.0),
                area[1].min(y - 1.0),
                area[2].max(x + 1.0),
                area[3].max(y + 1.0),
            ];
        }
        self.cover(area, color, 1.0, |x, y| {
            let mut inside = f32::MAX;
            for (i, &[ax, ay]) in corners.iter().enumerate() {
                let [bx, by] = corners[(i + 1) % corners.len()];
                let (dx, dy) = (bx - ax, by - ay);
                inside = inside.min((dx * (y - ay) - dy * (x - ax)) / dx.hypot(dy).max(1e-6));
            }
            0.5 + inside
        });
    }

    /// Grain and darker corners: what makes a painted scene feel like a photo.
    pub(super) fn film(&mut self, seed: u64, grain: f32) {
        let (width, height) = self.size();
        let mut dice = super::Dice(seed ^ 0xF11A);
        for (index, pixel) in self.data.iter_mut().enumerate() {
            let (x, y) =
                ((index % self.width as usize) as f32, (index / self.width as usize) as f32);
            let (u, v) = (x / width - 0.5, y / height - 0.5);
            let shade = 1.0 - 0.32 * (u * u + v * v);
            let noise = dice.between(-grain, grain);
            for value in pixel {
                *value = *value * shade + noise;
            }
        }
    }

    fn rgb(&self) -> Vec<u8> {
        self.data.iter().flatten().map(|value| value.round().clamp(0.0, 255.0) as u8).collect()
    }

    pub(super) fn to_jpeg(&self, quality: u8) -> Result<Vec<u8>, MediaError> {
        let failed = |error: String| MediaError::damaged(error);
        let width = u16::try_from(self.width).map_err(|error| failed(error.to_string()))?;
        let height = u16::try_from(self.height).map_err(|error| failed(error.to_string()))?;
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder
            .encode(&self.rgb(), width, height, ColorType::Rgb)
            .map_err(|error| failed(error.to_string()))?;
        Ok(jpeg)
    }

    pub(super) fn to_png(&self) -> Result<Vec<u8>, MediaError> {
        let mut png = Vec::new();
        PngEncoder::new(&mut png)
            .write_image(&self.rgb(), self.width, self.height, image::ExtendedColorType::Rgb8)
            .map_err(|error| MediaError::damaged(error.to_string()))?;
        Ok(png)
    }
}
