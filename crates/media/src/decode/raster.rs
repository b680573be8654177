//! PNG, WebP, GIF, TIFF and BMP to pixels, no larger than they are wanted. GIF and BMP are decoded whole by `image`.

mod png;
mod tiff;
mod vp8;
mod webp;

use std::fs::File;
use std::io::BufReader;

use image::codecs::bmp::BmpDecoder;
use image::codecs::gif::GifDecoder;
use image::error::LimitErrorKind;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};

use super::reduce::reduced;
use super::{Decoded, Picture, Want, one_line};
use crate::color::ColorSpace;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::Kind;
use crate::limits::{MAX_DECODED_BYTES, check_dimensions};
use crate::pixels::Pixels;

/// Decodes the picture at the start of `file`.
pub(super) fn decode(file: File, facts: &Facts, want: Want) -> Result<Picture, MediaError> {
    let buffered = |file| BufReader::new(file);
    let decoded = match facts.kind {
        Kind::Webp => {
            let size = (facts.width.unwrap_or(0), facts.height.unwrap_or(0));
            return webp::decode(file, facts.bytes, size, want);
        }
        Kind::Png => png::decode(file, want),
        Kind::Tiff => tiff::decode(file, want),
        Kind::Gif => decode_with(GifDecoder::new(buffered(file)).map_err(from_image)?, want),
        Kind::Bmp => decode_with(BmpDecoder::new(buffered(file)).map_err(from_image)?, want),
        kind => Err(MediaError::NotAPicture { kind }),
    };
    decoded.map(Picture::from)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    limits
}

fn decode_with(mut decoder: impl ImageDecoder, want: Want) -> Result<Decoded, MediaError> {
    let (width, height) = decoder.dimensions();
    check_dimensions(width, height)?;
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        let limit =
            MAX_DECODED_BYTES * u64::from(width) * u64::from(height) / decoder.total_bytes();
        return Err(MediaError::TooManyPixels { width, height, limit });
    }
    // A decoder's own limit counts its working memory too; what it can't bound it may refuse to promise.
    let _ = decoder.set_limits(limits());
    let profile = decoder.icc_profile().unwrap_or_default();
    let image = DynamicImage::from_decoder(decoder).map_err(from_image)?;
    let pixels = reduced(Pixels::flatten(image), want)?;
    Ok(Decoded { pixels, space: ColorSpace::of(profile, false) })
}

fn from_image(error: ImageError) -> MediaError {
    match error {
        ImageError::IoError(error) => error.into(),
        ImageError::Limits(limit) => match limit.kind() {
            LimitErrorKind::DimensionError | LimitErrorKind::InsufficientMemory => {
                MediaError::TooLarge { bytes: MAX_DECODED_BYTES + 1, limit: MAX_DECODED_BYTES }
            }
            _ => MediaError::damaged(one_line(&limit.to_string())),
        },
        ImageError::Unsupported(error) => MediaError::unsupported(&one_line(&error.to_string())),
        other if ends_early(&other) => MediaError::Truncated,
        other => MediaError::damaged(one_line(&other.to_string())),
    }
}

/// Whether an unexpected end of file is the root of a decoder's complaint.
fn ends_early(error: &ImageError) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|e| e.kind() == std::io::ErrorKind::UnexpectedEof)
        {
            return true;
        }
        cause = error.source();
    }
    let text = error.to_string().to_lowercase();
    text.contains("unexpected end")
        || text.contains("unexpected eof")
        || text.contains("end of file")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use image::{ImageFormat, RgbImage};

    use super::*;
    use crate::pixels::Pixels;
    use crate::probe::probe_reader;
    use crate::raster::Raster;
    use crate::resize::{Area, Chroma, fitted, resized};

    fn decoded(bytes: &[u8], edge: u32) -> Pixels {
        let facts = probe_reader(Cursor::new(bytes), bytes.len() as u64).expect("probed");
        let mut file = tempfile::tempfile().expect("a file");
        file.write_all(bytes).expect("written");
        std::io::Seek::rewind(&mut file).expect("rewound");
        decode(file, &facts, Want { edge, page: 0, whole: true })
            .expect("decoded")
            .raster
            .into_rgb()
    }

    /// The mean difference of two pictures at 100 px, in levels.
    fn difference(a: &Pixels, b: &Pixels) -> f64 {
        let small = |pixels: &Pixels| {
            let (width, height) = (pixels.width, pixels.height);
            let raster = Raster::Rgb(pixels.clone());
            let size = fitted(width, height, 100);
            let small = resized(&raster, Area::whole(width, height), size, Chroma::Whole);
            small.expect("shrunk").into_owned().into_rgb().rgb
        };
        let (a, b) = (small(a), small(b));
        assert_eq!(a.len(), b.len());
        let sum: u64 = a.iter().zip(&b).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
        sum as f64 / a.len() as f64
    }

    #[test]
    fn a_picture_wanted_small_looks_like_the_whole_one() {
        let picture = RgbImage::from_fn(800, 604, |x, y| {
            image::Rgb([
                (x * 255 / 800) as u8,
                (y * 255 / 604) as u8,
                ((x / 40 + y / 40) % 2 * 200) as u8,
            ])
        });
        let formats = [
            ImageFormat::Png,
            ImageFormat::WebP,
            ImageFormat::Gif,
            ImageFormat::Tiff,
            ImageFormat::Bmp,
        ];
        for format in formats {
            let mut bytes = Cursor::new(Vec::new());
            match format {
                ImageFormat::Gif => image::DynamicImage::ImageRgb8(picture.clone())
                    .to_rgba8()
                    .write_to(&mut bytes, format),
                _ => picture.write_to(&mut bytes, format),
            }
            .expect("encodes");
            let (whole, small) =
                (decoded(bytes.get_ref(), u32::MAX), decoded(bytes.get_ref(), 100));
            assert_eq!((whole.width, whole.height), (800, 604), "{format:?}");
            assert_eq!((small.width, small.height), (200, 151), "{format:?}");
            let off = difference(&whole, &small);
            assert!(off < 1.5, "{format:?}: {off}");
        }
    }

    #[test]
    fn our_own_lossy_webp_looks_like_the_other_decoders() {
        let bytes = include_bytes!("../../tests/fixtures/lossy.webp");
        let whole = decoded(bytes, u32::MAX);
        for (edge, width) in [(900, 1200), (600, 1200), (300, 600), (100, 300)] {
            let small = decoded(bytes, edge);
            assert_eq!(small.width, width, "edge {edge}");
            let off = difference(&whole, &small);
            assert!(off < 1.0, "edge {edge}: {off}");
        }
    }

    #[test]
    fn a_lossy_webp_with_flipped_bytes_ends_without_a_panic() {
        let whole = include_bytes!("../../tests/fixtures/lossy.webp");
        let data = &whole[20..];
        let mut state = 0x2545_F491_u32;
        for round in 0..60 {
            let mut bytes = data.to_vec();
            for _ in 0..=round % 5 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let reach = if state & 1 == 0 { 400 } else { bytes.len() };
                let at = 10 + state as usize % (reach - 10);
                bytes[at] ^= (state >> 24) as u8 | 1;
            }
            if round % 3 == 0 {
                bytes.truncate(bytes.len() * (round + 1) / 64);
            }
            let _ = vp8::decode(&bytes, Want { edge: 300, page: 0, whole: true });
        }
        assert!(matches!(
            vp8::decode(&data[..5000], Want { edge: 300, page: 0, whole: true }),
            Err(MediaError::Truncated)
        ));
    }
}
