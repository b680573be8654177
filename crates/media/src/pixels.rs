//! One pixel format inside the crate: 8-bit RGB, no alpha, rows packed. Everything a decoder yields becomes this, with
//! transparency laid over white, because that is what the published JPEG will show.

use image::DynamicImage;

/// An RGB picture; `rgb` holds `width * height * 3` bytes, row by row from the top left.
#[derive(Clone)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

impl Pixels {
    /// Any decoded picture as RGB over white.
    pub(crate) fn flatten(image: DynamicImage) -> Self {
        let (width, height) = (image.width(), image.height());
        let rgb = match image {
            DynamicImage::ImageRgb8(buffer) => buffer.into_raw(),
            DynamicImage::ImageRgba8(buffer) => over_white(buffer.into_raw()),
            DynamicImage::ImageLuma8(buffer) => {
                buffer.into_raw().into_iter().flat_map(|v| [v; 3]).collect()
            }
            DynamicImage::ImageLumaA8(buffer) => buffer
                .as_raw()
                .as_chunks::<2>()
                .0
                .iter()
                .flat_map(|&[v, a]| [blend(v, a); 3])
                .collect(),
            DynamicImage::ImageLuma16(buffer) => {
                buffer.into_raw().into_iter().flat_map(|v| [narrow(v); 3]).collect()
            }
            DynamicImage::ImageRgb16(buffer) => buffer.into_raw().into_iter().map(narrow).collect(),
            other if other.color().has_alpha() => over_white(other.into_rgba8().into_raw()),
            other => other.into_rgb8().into_raw(),
        };
        Self { width, height, rgb }
    }
}

/// 16 bits to 8, rounded to the nearest: 65535 is 255 and 257 is 1.
pub(crate) fn narrow(value: u16) -> u8 {
    u8::try_from((u32::from(value) * 255 + 32_767) / 65_535).unwrap_or(u8::MAX)
}

/// One channel over white: `value * alpha + 255 * (1 - alpha)`, rounded.
pub(crate) fn blend(value: u8, alpha: u8) -> u8 {
    let sum = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
    u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
}

/// RGBA to RGB over white, inside the same allocation: a large picture must not exist twice.
pub(crate) fn over_white(mut data: Vec<u8>) -> Vec<u8> {
    let count = data.len() / 4;
    for i in 0..count {
        let alpha = data[i * 4 + 3];
        for channel in 0..3 {
            let value = data[i * 4 + channel];
            data[i * 3 + channel] = if alpha == 255 { value } else { blend(value, alpha) };
        }
    }
    data.truncate(count * 3);
    data
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transparency_is_laid_over_white() {
        let image =
            image::RgbaImage::from_raw(3, 1, vec![10, 20, 30, 255, 0, 0, 0, 0, 0, 0, 0, 128])
                .expect("size");
        let flat = Pixels::flatten(DynamicImage::ImageRgba8(image));
        assert_eq!(flat.rgb, [10, 20, 30, 255, 255, 255, 127, 127, 127]);
    }

    #[test]
    fn sixteen_bits_become_eight() {
        assert_eq!((narrow(0), narrow(257), narrow(32_896), narrow(65_535)), (0, 1, 128, 255));
    }
}
