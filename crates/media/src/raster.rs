//! A picture between its decoder and its encoder, in one of two forms. Most decoders give RGB. A JPEG may instead give
//! its own planes (brightness and two colour differences, the latter often at half the size): they are shrunk as they
//! are and go into the next JPEG as they are, which saves turning millions of pixels into RGB and back.
//!
//! What needs RGB (colour profiles, composing, looking) asks [`Raster::into_rgb`] on the small picture.

use crate::error::MediaError;
use crate::pixels::Pixels;

/// Pixels in either form.
#[derive(Clone)]
pub(crate) enum Raster {
    Rgb(Pixels),
    /// Y, Cb, Cr by JPEG's own rule (BT.601, full range).
    Ycc(Planes),
}

/// One channel, rows packed.
#[derive(Clone)]
pub(crate) struct Plane {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Vec<u8>,
}

/// Brightness at the picture's size; each colour plane at a whole fraction of it, rounded up.
#[derive(Clone)]
pub(crate) struct Planes {
    pub(crate) y: Plane,
    pub(crate) cb: Plane,
    pub(crate) cr: Plane,
}

impl Raster {
    /// Width and height, px.
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Self::Rgb(pixels) => (pixels.width, pixels.height),
            Self::Ycc(planes) => (planes.y.width, planes.y.height),
        }
    }

    /// The same picture as RGB.
    pub(crate) fn into_rgb(self) -> Pixels {
        match self {
            Self::Rgb(pixels) => pixels,
            Self::Ycc(planes) => planes.to_rgb(),
        }
    }
}

impl Plane {
    /// One channel; the samples must fill it.
    pub(crate) fn new(width: u32, height: u32, samples: Vec<u8>) -> Result<Self, MediaError> {
        if width == 0 || height == 0 || samples.len() as u64 != u64::from(width) * u64::from(height)
        {
            return Err(MediaError::damaged("a plane of another size"));
        }
        Ok(Self { width, height, samples })
    }

    pub(crate) fn row(&self, y: u32) -> &[u8] {
        let width = self.width as usize;
        &self.samples[y.min(self.height - 1) as usize * width..][..width]
    }
}

impl Planes {
    /// How many columns and rows of brightness one sample of `plane` stands for.
    pub(crate) fn steps(&self, plane: &Plane) -> (u32, u32) {
        let step = |whole: u32, part: u32| (whole + part / 2).div_euclid(part).max(1);
        (step(self.y.width, plane.width), step(self.y.height, plane.height))
    }

    /// Nearest colour for each pixel: only used on small pictures whose colour planes are whole, or where a pixel of
    /// colour more or less is not seen.
    fn to_rgb(&self) -> Pixels {
        let (width, height) = (self.y.width, self.y.height);
        let ((bx, by), (rx, ry)) = (self.steps(&self.cb), self.steps(&self.cr));
        let mut rgb = Vec::with_capacity(width as usize * height as usize * 3);
        for line in 0..height {
            let (cb, cr) = (self.cb.row(line / by), self.cr.row(line / ry));
            for (x, &y) in self.y.row(line).iter().enumerate() {
                let blue = cb[(x / bx as usize).min(cb.len() - 1)];
                let red = cr[(x / rx as usize).min(cr.len() - 1)];
                rgb.extend(rgb_of(y, blue, red));
            }
        }
        Pixels { width, height, rgb }
    }
}

/// JPEG's colours to RGB, in 16-bit fixed point.
fn rgb_of(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = ((i32::from(y) << 16) + (1 << 15), i32::from(cb) - 128, i32::from(cr) - 128);
    let channel = |value: i32| (value >> 16).clamp(0, 255) as u8;
    [channel(y + 91_881 * cr), channel(y - 22_554 * cb - 46_802 * cr), channel(y + 116_130 * cb)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planes_of_half_the_size_become_the_colours_they_stand_for() {
        let plane = |width, height, value| {
            Plane::new(width, height, vec![value; (width * height) as usize]).expect("filled")
        };
        let red = Planes { y: plane(5, 3, 76), cb: plane(3, 2, 85), cr: plane(3, 2, 255) };
        let rgb = Raster::Ycc(red).into_rgb();
        assert_eq!((rgb.width, rgb.height), (5, 3));
        assert!(rgb.rgb.as_chunks::<3>().0.iter().all(|p| p[0] > 252 && p[1] < 3 && p[2] < 3));
    }
}
