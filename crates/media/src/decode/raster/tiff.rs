//! TIFF to pixels: the first directory. Grey, RGB, palettes, CMYK and YCbCr, 1 to 16 bits, in strips, tiles or planes,
//! whatever compresses them. Colours that nobody prints posters in (CIELab, spectral bands) are refused by name.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use tiff::decoder::{BufferLayoutPreference, Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::{Decoded, Want, one_line};
use crate::color::{ColorSpace, Inks};
use crate::decode::reduce::{Reducer, step};
use crate::error::MediaError;
use crate::limits::{MAX_DECODED_BYTES, MAX_PICTURE_BYTES, check_dimensions};
use crate::pixels::{blend, narrow};

/// `PhotometricInterpretation`: samples are places in a colour map.
const PALETTE: u16 = 3;
/// `ExtraSamples`: the colours are already multiplied by the alpha.
const ASSOCIATED: u16 = 1;

/// Decodes the first picture of a TIFF.
pub(super) fn decode(mut file: File, want: Want) -> Result<Decoded, MediaError> {
    let mut decoder = Decoder::new(BufReader::new(&file)).map_err(from_tiff)?;
    let photometric = decoder.find_tag_unsigned::<u16>(Tag::PhotometricInterpretation);
    let photometric = photometric.map_err(from_tiff)?;
    file.seek(SeekFrom::Start(0))?;
    if photometric != Some(PALETTE) {
        return decode_from(BufReader::new(file), false, want);
    }
    // The library knows no palettes: read as grey levels, the samples are the indexes.
    let mut bytes = Vec::new();
    file.take(MAX_PICTURE_BYTES).read_to_end(&mut bytes)?;
    call_gray(&mut bytes).ok_or(MediaError::Truncated)?;
    decode_from(Cursor::new(bytes), true, want)
}

/// Changes the photometric interpretation of the first directory to "black is zero".
fn call_gray(bytes: &mut [u8]) -> Option<()> {
    let little = bytes.first() == Some(&b'I');
    let short =
        |pair: [u8; 2]| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) };
    let &[_, _, _, _, a, b, c, d] = bytes.first_chunk::<8>()?;
    let at =
        if little { u32::from_le_bytes([a, b, c, d]) } else { u32::from_be_bytes([a, b, c, d]) };
    let directory = bytes.get_mut(usize::try_from(at).ok()?..)?;
    let (count, rows) = directory.split_first_chunk_mut::<2>()?;
    let rows = rows.as_chunks_mut::<12>().0.iter_mut().take(usize::from(short(*count)));
    let mut found = rows
        .filter(|&&mut [t0, t1, ..]| short([t0, t1]) == Tag::PhotometricInterpretation.to_u16());
    let value = &mut found.next()?[8..10];
    value.copy_from_slice(&if little { 1_u16.to_le_bytes() } else { 1_u16.to_be_bytes() });
    Some(())
}

fn decode_from<R: Read + Seek>(
    reader: R,
    indexed: bool,
    want: Want,
) -> Result<Decoded, MediaError> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(MAX_DECODED_BYTES).unwrap_or(usize::MAX);
    let mut decoder = Decoder::new(reader).map_err(from_tiff)?.with_limits(limits);
    let (width, height) = decoder.dimensions().map_err(from_tiff)?;
    check_dimensions(width, height)?;
    let color = decoder.colortype().map_err(from_tiff)?;
    let channels = Channels::of(color, indexed)?;
    let profile = decoder.get_tag_u8_vec(Tag::IccProfile).ok();
    let associated = decoder
        .find_tag_unsigned_vec::<u16>(Tag::ExtraSamples)
        .ok()
        .flatten()
        .is_some_and(|extra| extra.first() == Some(&ASSOCIATED));
    let palette = if indexed {
        Some(palette(&decoder.get_tag_u16_vec(Tag::ColorMap).map_err(from_tiff)?))
    } else {
        None
    };
    let mut samples = DecodingResult::U8(Vec::new());
    let layout = decoder.read_image_to_buffer(&mut samples).map_err(from_tiff)?;
    let rows = Rows::new(&samples, &layout, width as usize, channels)?;
    let step = step(width, height, want);
    let mut row = Vec::new();
    if let ColorType::CMYK(_) | ColorType::CMYKA(_) = color {
        let mut reducer = Reducer::<4>::new(width, height, step);
        for y in 0..height as usize {
            rows.read(y, &mut row)?;
            let inks = row.chunks_exact(channels.count).flat_map(|pixel| &pixel[..4]);
            reducer.push(&inks.copied().collect::<Vec<u8>>());
        }
        let (width, height, inks) = reducer.finish()?;
        let pixels = Inks { width, height, inks }.into_rgb(profile.as_deref());
        return Ok(Decoded { pixels, space: ColorSpace::Srgb });
    }
    let mut reducer = Reducer::<3>::new(width, height, step);
    let mut rgb = Vec::with_capacity(width as usize * 3);
    for y in 0..height as usize {
        rows.read(y, &mut row)?;
        rgb.clear();
        for pixel in row.chunks_exact(channels.count) {
            let color = match (color, pixel, &palette) {
                (_, &[index], Some(colors)) => {
                    colors.get(usize::from(index)).copied().unwrap_or_default()
                }
                (ColorType::YCbCr(_), &[y, cb, cr, ..], _) => rgb_of(y, cb, cr),
                (_, &[r, g, b, ..], _) => [r, g, b],
                (_, &[gray, ..], _) => [gray; 3],
                (_, [], _) => [0; 3],
            };
            rgb.extend(match (channels.alpha, associated) {
                (false, _) => color,
                (true, false) => color.map(|value| blend(value, pixel[channels.count - 1])),
                (true, true) => color.map(|value| value.saturating_add(!pixel[channels.count - 1])),
            });
        }
        reducer.push(&rgb);
    }
    Ok(Decoded { pixels: reducer.pixels()?, space: ColorSpace::of(profile, false) })
}

/// What a pixel consists of.
#[derive(Clone, Copy)]
struct Channels {
    count: usize,
    bits: u8,
    alpha: bool,
    /// Indexes stay as they are; grey levels are spread over 8 bits.
    indexed: bool,
}

impl Channels {
    fn of(color: ColorType, indexed: bool) -> Result<Self, MediaError> {
        let (count, bits, alpha) = match color {
            ColorType::Gray(bits @ (1 | 2 | 4 | 8 | 16)) => (1, bits, false),
            ColorType::GrayA(bits @ (8 | 16)) => (2, bits, true),
            ColorType::RGB(bits @ (8 | 16)) => (3, bits, false),
            ColorType::YCbCr(8) => (3, 8, false),
            ColorType::RGBA(bits @ (8 | 16)) => (4, bits, true),
            ColorType::CMYK(bits @ (8 | 16)) => (4, bits, false),
            ColorType::CMYKA(bits @ (8 | 16)) => (5, bits, false),
            other => return Err(MediaError::unsupported(&format!("TIFF {other:?}"))),
        };
        Ok(Self { count, bits, alpha, indexed })
    }
}

/// The decoded samples, row by row, 8 bits each.
struct Rows<'a> {
    samples: &'a DecodingResult,
    channels: Channels,
    width: usize,
    /// Samples from one row to the next, and from one plane to the next (0: channels lie side by side).
    stride: usize,
    plane: usize,
}

impl<'a> Rows<'a> {
    fn new(
        samples: &'a DecodingResult,
        layout: &BufferLayoutPreference,
        width: usize,
        channels: Channels,
    ) -> Result<Self, MediaError> {
        let bytes = match samples {
            DecodingResult::U8(_) => 1,
            DecodingResult::U16(_) => 2,
            _ => return Err(MediaError::unsupported("TIFF dengan bilangan pecahan")),
        };
        let length =
            |bytes_long: Option<std::num::NonZeroUsize>| bytes_long.map_or(0, |n| n.get() / bytes);
        let plane = if layout.planes > 1 { length(layout.plane_stride) } else { 0 };
        if layout.planes > 1 && (layout.planes < channels.count || channels.bits < 8) {
            return Err(MediaError::unsupported("TIFF dengan lapisan tak lazim"));
        }
        Ok(Self { samples, channels, width, stride: length(layout.row_stride), plane })
    }

    /// Writes row `y` into `row`: `count` samples a pixel.
    fn read(&self, y: usize, row: &mut Vec<u8>) -> Result<(), MediaError> {
        row.clear();
        let planes = if self.plane == 0 { 1 } else { self.channels.count };
        let across = self.width * self.channels.count / planes;
        for plane in 0..planes {
            let start = plane * self.plane + y * self.stride;
            match self.samples {
                DecodingResult::U8(samples) => {
                    let bytes = (across * usize::from(self.channels.bits.min(8))).div_ceil(8);
                    let packed = samples.get(start..start + bytes).ok_or(MediaError::Truncated)?;
                    if self.channels.bits < 8 {
                        self.unpack(packed, row)
                    } else {
                        row.extend(packed)
                    }
                }
                DecodingResult::U16(samples) => {
                    let deep = samples.get(start..start + across).ok_or(MediaError::Truncated)?;
                    row.extend(deep.iter().map(|&value| narrow(value)));
                }
                _ => return Err(MediaError::Truncated),
            }
        }
        if planes > 1 {
            let lines = std::mem::take(row);
            row.extend(
                (0..self.width)
                    .flat_map(|x| (0..planes).map(move |plane| (plane, x)))
                    .map(|(plane, x)| lines[plane * self.width + x]),
            );
        }
        Ok(())
    }

    /// 1, 2 or 4 bits a sample, the highest first.
    fn unpack(&self, packed: &[u8], row: &mut Vec<u8>) {
        let bits = self.channels.bits;
        let most = (1_u16 << bits) - 1;
        let scale = if self.channels.indexed { 1 } else { 255 / most };
        let each = usize::from(8 / bits);
        row.extend((0..self.width).map(|x| {
            let shift = 8 - bits as usize * (x % each + 1);
            // At most 15 x 17.
            ((u16::from(packed[x / each] >> shift) & most) * scale) as u8
        }));
    }
}

/// A colour map of 16 bits: all reds, all greens, all blues.
fn palette(map: &[u16]) -> Vec<[u8; 3]> {
    let count = map.len() / 3;
    (0..count).map(|at| [at, at + count, at + 2 * count].map(|at| narrow(map[at]))).collect()
}

/// JPEG's YCbCr (BT.601, full range), which TIFF takes over.
fn rgb_of(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (f32::from(y), f32::from(cb) - 128.0, f32::from(cr) - 128.0);
    // The casts saturate.
    [y + 1.402 * cr, y - 0.344_14 * cb - 0.714_14 * cr, y + 1.772 * cb]
        .map(|value| value.round() as u8)
}

fn from_tiff(error: TiffError) -> MediaError {
    match error {
        TiffError::IoError(error) => error.into(),
        TiffError::LimitsExceeded => {
            MediaError::TooLarge { bytes: MAX_DECODED_BYTES + 1, limit: MAX_DECODED_BYTES }
        }
        TiffError::UnsupportedError(error) => {
            MediaError::unsupported(&one_line(&format!("TIFF ({error})")))
        }
        other => {
            let text = other.to_string();
            if text.to_lowercase().contains("unexpected end") {
                return MediaError::Truncated;
            }
            MediaError::damaged(one_line(&text))
        }
    }
}
