//! WebP to pixels. Lossy pictures that are wanted small go through our own [`super::vp8`], three times as fast as
//! decoding them whole; everything else (lossless, transparent, moving, full size) through `image-webp`.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use image::codecs::webp::WebPDecoder;

use super::{Decoded, Want, decode_with, from_image, vp8};
use crate::color::ColorSpace;
use crate::error::MediaError;
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
) -> Result<Decoded, MediaError> {
    let small = size.0.max(size.1) / 2 >= want.edge;
    if small && let Some((data, profile)) = lossy(&mut file, bytes)? {
        return Ok(Decoded {
            pixels: vp8::decode(&data, want)?,
            space: ColorSpace::of(profile, false),
        });
    }
    file.seek(SeekFrom::Start(0))?;
    decode_with(WebPDecoder::new(BufReader::new(file)).map_err(from_image)?, want)
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
