//! JPEG to pixels, by our own decoder, at the scale that is needed. It is strict: data that stops early or makes no
//! sense is an error, where most decoders paint grey. Bytes flipped into other valid codes are invisible to any JPEG
//! decoder; those show as a coloured smear, and only a person can refuse them.
//!
//! sRGB pictures stay in planes, which are shrunk and encoded again as they are. Pictures with another profile, with one
//! channel or with four inks become RGB here.

use ::jpeg::{Chroma, Color, JpegError, Options, Planes, Scale, Thoroughness};

use super::{Picture, Want};
use crate::color::{ColorSpace, Inks};
use crate::container;
use crate::error::MediaError;
use crate::exif;
use crate::limits::{MAX_PIXELS, MAX_PROGRESSIVE_PIXELS, check_area};
use crate::pixels::Pixels;
use crate::raster::{self, Raster};
use crate::source::Source;

/// A decode at half or a quarter keeps all detail of a picture this many times smaller; measured in
/// `docs/benchmarks.md`, where nearer scales cost likeness and farther ones time.
const DETAIL: f64 = 1.4;
/// At an eighth each block is one average, which blurs and flickers more.
const DETAIL_OF_AVERAGES: f64 = 2.0;

/// Decodes a JPEG in memory with its longest edge at least [`Want::edge`].
pub(super) fn decode(bytes: &[u8], want: Want) -> Result<Picture, MediaError> {
    let mut source = Source::new(std::io::Cursor::new(bytes), bytes.len() as u64)?;
    let header = container::jpeg::header(&mut source)?;
    header.frame.check()?;
    let adobe_rgb = header.exif.as_deref().is_some_and(|block| exif::read_block(block).adobe_rgb);
    let space = ColorSpace::of(profile(bytes), adobe_rgb);
    let limit = if header.frame.progressive { MAX_PROGRESSIVE_PIXELS } else { MAX_PIXELS };
    let scale = scale(header.frame.width.max(header.frame.height), want.edge);
    let thoroughness = if want.whole { Thoroughness::Whole } else { Thoroughness::EnoughForScale };
    let options = Options { thoroughness, chroma: Chroma::LikeLuma, max_pixels: limit };
    let planes = ::jpeg::decode(bytes, scale, options).map_err(from_jpeg)?;
    check_area(planes.width(), planes.height(), limit)?;
    let raster = if planes.header.color == Color::YCbCr && space == ColorSpace::Srgb {
        Raster::Ycc(in_planes(planes)?)
    } else if matches!(planes.header.color, Color::Cmyk { .. } | Color::Ycck { .. }) {
        let (width, height) = (planes.width(), planes.height());
        let inks = planes.into_inks().ok_or_else(|| MediaError::damaged("JPEG inks missing"))?;
        let profile = if let ColorSpace::Icc(profile) = &space { Some(&profile[..]) } else { None };
        let pixels = Inks { width, height, inks }.into_rgb(profile);
        return Ok(Picture { raster: Raster::Rgb(pixels), space: ColorSpace::Srgb });
    } else {
        let rgb = planes.into_rgb();
        Raster::Rgb(Pixels { width: rgb.width, height: rgb.height, rgb: rgb.samples })
    };
    Ok(Picture { raster, space })
}

/// The smallest scale that still shows `edge` px as well as the whole picture would.
pub(super) fn scale(longest: u32, edge: u32) -> Scale {
    let enough = |part: f64, detail: f64| f64::from(longest) * part >= f64::from(edge) * detail;
    if enough(0.125, DETAIL_OF_AVERAGES) {
        Scale::Eighth
    } else if enough(0.25, DETAIL) {
        Scale::Quarter
    } else if enough(0.5, DETAIL) {
        Scale::Half
    } else {
        Scale::Full
    }
}

fn in_planes(planes: Planes) -> Result<raster::Planes, MediaError> {
    let mut packed = planes.planes.into_iter().map(|plane| {
        let (width, height) = (plane.width as usize, plane.height as usize);
        let mut samples = plane.samples;
        if plane.stride != width {
            for row in 1..height {
                samples.copy_within(row * plane.stride..row * plane.stride + width, row * width);
            }
        }
        samples.truncate(width * height);
        raster::Plane::new(plane.width, plane.height, samples)
    });
    let mut next =
        || packed.next().unwrap_or_else(|| Err(MediaError::damaged("a JPEG plane less")));
    Ok(raster::Planes { y: next()?, cb: next()?, cr: next()? })
}

/// The ICC profile, put together from its APP2 segments; `None` if there is none or parts are missing.
fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    const NAME: &[u8] = b"ICC_PROFILE\0";
    let mut parts: Vec<(u8, &[u8])> = Vec::new();
    let (mut at, mut count) = (2, 0);
    while let Some(&[0xFF, marker]) = bytes.get(at..at + 2) {
        match marker {
            0xFF => at += 1,
            0x01 | 0xD0..=0xD8 => at += 2,
            0xD9 | 0xDA => break,
            _ => {
                let length =
                    usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
                let segment = bytes.get(at + 4..(at + 2).checked_add(length)?)?;
                if let (0xE2, Some([number, of, data @ ..])) = (marker, segment.strip_prefix(NAME))
                {
                    count = *of;
                    parts.push((*number, data));
                }
                at += 2 + length;
            }
        }
    }
    parts.sort_by_key(|&(number, _)| number);
    let complete = parts.len() == usize::from(count)
        && parts.iter().zip(1..).all(|(&(number, _), expected)| number == expected);
    (complete && count > 0).then(|| parts.into_iter().flat_map(|(_, data)| data).copied().collect())
}

fn from_jpeg(error: JpegError) -> MediaError {
    match error {
        JpegError::Truncated => MediaError::Truncated,
        JpegError::Unsupported { feature } => {
            MediaError::unsupported(&format!("JPEG khusus ({feature})"))
        }
        JpegError::TooLarge { width, height, limit } => {
            MediaError::TooManyPixels { width: width.into(), height: height.into(), limit }
        }
        error @ (JpegError::NotJpeg | JpegError::Damaged { .. }) => {
            MediaError::damaged(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_keeps_enough_for_what_is_wanted() {
        assert_eq!(scale(6000, 512), Scale::Quarter);
        assert_eq!(scale(8660, 512), Scale::Eighth);
        assert_eq!(scale(6000, 2048), Scale::Half);
        assert_eq!(scale(6000, 2160), Scale::Full);
        assert_eq!(scale(6000, u32::MAX), Scale::Full);
        assert_eq!(scale(300, 512), Scale::Full);
    }
}
