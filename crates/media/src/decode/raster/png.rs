//! PNG to pixels, row by row. Transparency is laid over white and 16 bits become 8 before rows are averaged, so that no
//! dark edge appears round a cut-out. Interlaced pictures come in seven passes and have to be held whole.

use std::fs::File;
use std::io::BufReader;

use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations};

use super::{Decoded, Want, one_line};
use crate::color::ColorSpace;
use crate::decode::reduce::{Reducer, step};
use crate::error::MediaError;
use crate::limits::{MAX_DECODED_BYTES, check_dimensions};
use crate::pixels::{blend, narrow};

/// What the rows hold after the library has expanded palettes and low depths.
#[derive(Clone, Copy)]
struct Layout {
    channels: usize,
    alpha: bool,
    /// Two bytes a sample, high byte first.
    deep: bool,
}

/// Decodes the still picture of a PNG.
pub(super) fn decode(file: File, want: Want) -> Result<Decoded, MediaError> {
    let limits = Limits { bytes: usize::try_from(MAX_DECODED_BYTES).unwrap_or(usize::MAX) };
    let mut decoder = Decoder::new_with_limits(BufReader::new(file), limits);
    decoder.set_transformations(Transformations::EXPAND);
    let mut reader = decoder.read_info().map_err(from_png)?;
    let info = reader.info();
    let (width, height) = (info.width, info.height);
    check_dimensions(width, height)?;
    let profile = info.icc_profile.as_ref().map(|profile| profile.to_vec());
    let (color, depth) = reader.output_color_type();
    let (gray, alpha) = match color {
        ColorType::Grayscale => (true, false),
        ColorType::GrayscaleAlpha => (true, true),
        ColorType::Rgb => (false, false),
        ColorType::Rgba => (false, true),
        ColorType::Indexed => return Err(MediaError::damaged("PNG palette that is not there")),
    };
    let layout = Layout { channels: color.samples(), alpha, deep: depth == BitDepth::Sixteen };
    let step = step(width, height, want);
    let pixels = if gray {
        let mut reducer = Reducer::<1>::new(width, height, step);
        rows(&mut reader, width, |row, flat| reducer.push(flattened::<1>(row, layout, flat)))?;
        reducer.gray()
    } else {
        let mut reducer = Reducer::<3>::new(width, height, step);
        rows(&mut reader, width, |row, flat| reducer.push(flattened::<3>(row, layout, flat)))?;
        reducer.pixels()
    }?;
    Ok(Decoded { pixels, space: ColorSpace::of(profile, false) })
}

/// Gives every row from the top, with a buffer to flatten it in.
fn rows(
    reader: &mut Reader<BufReader<File>>,
    width: u32,
    mut take: impl FnMut(&[u8], &mut Vec<u8>),
) -> Result<(), MediaError> {
    let mut flat = Vec::new();
    let length = reader.output_line_size(width).unwrap_or(0);
    if length == 0 {
        return Err(MediaError::damaged("PNG without a size"));
    }
    if reader.info().interlaced {
        let size = reader.output_buffer_size().filter(|&size| size as u64 <= MAX_DECODED_BYTES);
        let mut whole = vec![0; size.ok_or_else(too_large)?];
        reader.next_frame(&mut whole).map_err(from_png)?;
        whole.chunks_exact(length).for_each(|row| take(row, &mut flat));
    } else {
        let mut row = vec![0; length];
        while reader.read_row(&mut row).map_err(from_png)?.is_some() {
            take(&row, &mut flat);
        }
    }
    reader.finish().map_err(from_png)
}

/// A row over white with `N` colour channels of 8 bits; the row itself where it already is.
fn flattened<'a, const N: usize>(row: &'a [u8], layout: Layout, flat: &'a mut Vec<u8>) -> &'a [u8] {
    if !layout.alpha && !layout.deep {
        return row;
    }
    flat.clear();
    let samples = if layout.deep {
        let narrowed = row.as_chunks::<2>().0.iter().map(|&pair| narrow(u16::from_be_bytes(pair)));
        flat.extend(narrowed);
        flat.as_mut_slice()
    } else {
        flat.extend_from_slice(row);
        flat.as_mut_slice()
    };
    if layout.alpha {
        let count = samples.len() / layout.channels;
        for pixel in 0..count {
            let from = pixel * layout.channels;
            let alpha = samples[from + N];
            for channel in 0..N {
                let value = samples[from + channel];
                samples[pixel * N + channel] =
                    if alpha == 255 { value } else { blend(value, alpha) };
            }
        }
        flat.truncate(count * N);
    }
    flat
}

fn too_large() -> MediaError {
    MediaError::TooLarge { bytes: MAX_DECODED_BYTES + 1, limit: MAX_DECODED_BYTES }
}

fn from_png(error: DecodingError) -> MediaError {
    match error {
        DecodingError::IoError(error) => error.into(),
        DecodingError::LimitsExceeded => too_large(),
        other => MediaError::damaged(one_line(&other.to_string())),
    }
}
