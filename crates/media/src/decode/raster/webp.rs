//! WebP to pixels. Lossy pictures that are wanted clearly smaller go through our own [`super::vp8`], three times as fast
//! as decoding them whole; everything else (lossless, transparent, moving, full size) through `image-webp`.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use image::codecs::webp::WebPDecoder;

use super::{Want, decode_with, from_image, vp8};
use crate::color::ColorSpace;
use crate::decode::Picture;
use crate::error::MediaError;
use crate::pixels::Pixels;
use crate::raster::Raster;
use crate::source::Source;

/// A profile larger than this is none; see [`ColorSpace::of`].
const MAX_PROFILE: u64 = 4 * 1024 * 1024;
const MAX_CHUNKS: usize = 1000;

/// Decodes the first picture of a WebP.
pub(super) fn decode(
    mut file: File,
    bytes: u64,
    size: (u32, u32),
    want: Want,
) -> Result<Picture, MediaError> {
    let longest = u64::from(size.0.max(size.1));
    let smaller = u64::from(want.edge) * 4 <= longest * 3;
    if smaller && let Some((data, profile)) = lossy(&mut file, bytes)? {
        let raster = Raster::Ycc(vp8::decode(&data, want)?);
        let space = ColorSpace::of(profile, false);
        if space == ColorSpace::Srgb {
            return Ok(Picture { raster, space });
        }
        // Another profile's colours are mixed in RGB.
        let pixels: Pixels = raster.into_rgb();
        return Ok(Picture { raster: Raster::Rgb(pixels), space });
    }
    file.seek(SeekFrom::Start(0))?;
    decode_with(WebPDecoder::new(BufReader::new(file)).map_err(from_image)?, want)
        .map(Picture::from)
}

type Lossy = (Vec<u8>, Option<Vec<u8>>);

/// The VP8 data of a still picture without transparency, and its colour profile.
fn lossy(file: &mut File, bytes: u64) -> Result<Option<Lossy>, MediaError> {
    let mut source = Source::new(file, bytes)?;
    source.seek_to(12)?;
    let mut profile = None;
    for _ in 0..MAX_CHUNKS {
        if source.remaining() < 8 {
            break;
        }
        let name = source.array::<4>()?;
        let length = u64::from(source.u32_le()?);
        match &name {
            b"VP8 " => return Ok(Some((source.bytes(length)?, profile))),
            b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" => return Ok(None),
            b"ICCP" if length <= MAX_PROFILE => {
                profile = Some(source.bytes(length)?);
                source.skip(length & 1)?;
            }
            _ => source.skip(length + (length & 1))?,
        }
    }
    Ok(None)
}
