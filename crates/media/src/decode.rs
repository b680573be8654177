//! From a file to pixels, once. The decode is also the intake check: a picture that decodes to its last row here will
//! decode later.
//!
//! JPEG goes to `zune-jpeg` in strict mode, after our own marker walk. Strict mode reports data that stops early or
//! makes no sense, where the lenient mode would paint grey. Bytes flipped into other valid codes are invisible to any
//! JPEG decoder; those show as a coloured smear, and only a person can refuse them.
//!
//! A file without its end mark (EOI) is decoded twice, with two different endings appended. If the scan was complete,
//! neither is read and the pixels agree; if they differ, rows were missing.

use std::fs::File;
use std::io::{BufReader, Cursor, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::codecs::gif::GifDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::tiff::TiffDecoder;
use image::codecs::webp::WebPDecoder;
use image::error::LimitErrorKind;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use jpeg_decoder::PixelFormat;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace as ZuneColors;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use crate::color::ColorSpace;
use crate::container::jpeg::{self, End};
use crate::error::MediaError;
use crate::exif;
use crate::facts::Facts;
use crate::kind::{Group, Kind};
use crate::limits::{
    MAX_DECODED_BYTES, MAX_PICTURE_BYTES, MAX_PROGRESSIVE_PIXELS, check_area, check_dimensions,
};
use crate::pixels::Pixels;
use crate::source::Source;

/// A whole picture as stored: not turned, not converted.
pub(crate) struct Decoded {
    pub(crate) pixels: Pixels,
    pub(crate) space: ColorSpace,
}

/// Decodes the picture in an open file whose facts are known.
pub(crate) fn decode(mut file: File, facts: &Facts) -> Result<Decoded, MediaError> {
    if facts.group() != Group::Photo {
        return Err(MediaError::NotAPicture { kind: facts.kind });
    }
    if facts.bytes > MAX_PICTURE_BYTES {
        return Err(MediaError::TooLarge { bytes: facts.bytes, limit: MAX_PICTURE_BYTES });
    }
    file.seek(SeekFrom::Start(0))?;
    guarded(|| match facts.kind {
        Kind::Jpeg => decode_jpeg(Source::new(file, facts.bytes)?.up_to(facts.bytes)?),
        Kind::Png => {
            let decoder =
                PngDecoder::with_limits(BufReader::new(file), limits()).map_err(from_image)?;
            decode_with(decoder)
        }
        Kind::Webp => decode_with(WebPDecoder::new(BufReader::new(file)).map_err(from_image)?),
        Kind::Gif => decode_with(GifDecoder::new(BufReader::new(file)).map_err(from_image)?),
        Kind::Tiff => decode_with(TiffDecoder::new(BufReader::new(file)).map_err(from_image)?),
        kind => Err(MediaError::NotAPicture { kind }),
    })
}

/// Runs a decoder so that a panic inside it costs this file only.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, MediaError>) -> Result<T, MediaError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(MediaError::damaged("the decoder failed")))
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_DECODED_BYTES);
    limits
}

fn decode_with(mut decoder: impl ImageDecoder) -> Result<Decoded, MediaError> {
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
    Ok(Decoded { pixels: Pixels::flatten(image), space: ColorSpace::of(profile, false) })
}

/// Decodes a JPEG in memory.
pub(crate) fn decode_jpeg(mut bytes: Vec<u8>) -> Result<Decoded, MediaError> {
    let header = jpeg::header(&mut Source::new(Cursor::new(&bytes), bytes.len() as u64)?)?;
    header.frame.check()?;
    let adobe_rgb = header.exif.as_deref().is_some_and(|block| exif::read_block(block).adobe_rgb);
    let layout = jpeg::layout(&bytes, header.frame)?;
    if !layout.interleaved && !header.frame.progressive {
        check_area(header.frame.width, header.frame.height, MAX_PROGRESSIVE_PIXELS)?;
        let (pixels, profile) = decode_separate_scans(&bytes)?;
        return Ok(Decoded { pixels, space: ColorSpace::of(profile, adobe_rgb) });
    }
    let (pixels, profile) = match layout.end {
        End::Complete(end) => {
            bytes.truncate(end);
            decode_jpeg_data(&bytes)?
        }
        End::Missing => {
            let whole = bytes.len();
            bytes.extend([0xFF, 0xD9]);
            let (first, profile) = decode_jpeg_data(&bytes)?;
            bytes.truncate(whole);
            bytes.extend([0xA5; 4096]);
            bytes.extend([0xFF, 0xD9]);
            let (second, _) = decode_jpeg_data(&bytes).map_err(|_| MediaError::Truncated)?;
            if first.rgb != second.rgb {
                return Err(MediaError::Truncated);
            }
            (first, profile)
        }
    };
    Ok(Decoded { pixels, space: ColorSpace::of(profile, adobe_rgb) })
}

fn decode_jpeg_data(bytes: &[u8]) -> Result<(Pixels, Option<Vec<u8>>), MediaError> {
    match decode_jpeg_as(bytes, true) {
        // Stray bytes between segments are harmless, and some cameras write them.
        Err(DecodeErrors::FormatStatic(text)) if text.contains("Extra bytes") => {
            decode_jpeg_as(bytes, false)
        }
        other => other,
    }
    .map_err(from_zune)
}

fn decode_jpeg_as(bytes: &[u8], strict: bool) -> Result<(Pixels, Option<Vec<u8>>), DecodeErrors> {
    let side = usize::from(u16::MAX);
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(side)
        .set_max_height(side)
        .jpeg_set_max_scans(jpeg::MAX_SCANS)
        .jpeg_set_out_colorspace(ZuneColors::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let rgb = decoder.decode()?;
    let (width, height) = decoder.dimensions().ok_or(DecodeErrors::ZeroError)?;
    let too_large =
        |side: usize| u32::try_from(side).map_err(|_| DecodeErrors::LargeDimensions(side));
    let (width, height) = (too_large(width)?, too_large(height)?);
    if rgb.len() as u64 != u64::from(width) * u64::from(height) * 3 {
        return Err(DecodeErrors::FormatStatic("unexpected channel count"));
    }
    Ok((Pixels { width, height, rgb }, decoder.icc_profile()))
}

/// Baseline JPEG with one scan a component. `zune-jpeg` 0.5 drops bits between such scans, which shows as green
/// pictures; `jpeg-decoder` is slower and reads them rightly.
fn decode_separate_scans(bytes: &[u8]) -> Result<(Pixels, Option<Vec<u8>>), MediaError> {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let data = decoder.decode().map_err(from_jpeg_decoder)?;
    let info = decoder.info().ok_or_else(|| MediaError::damaged("no JPEG frame"))?;
    let rgb = match info.pixel_format {
        PixelFormat::RGB24 => data,
        PixelFormat::L8 => data.into_iter().flat_map(|v| [v; 3]).collect(),
        // This decoder undoes Adobe's inversion: 0 is bare paper.
        PixelFormat::CMYK32 => {
            let ink = |c: u8, k: u8| ((u16::from(255 - c) * u16::from(255 - k) + 127) / 255) as u8;
            data.as_chunks::<4>()
                .0
                .iter()
                .flat_map(|&[c, m, y, k]| [ink(c, k), ink(m, k), ink(y, k)])
                .collect()
        }
        PixelFormat::L16 => return Err(MediaError::unsupported("JPEG 12-bit")),
    };
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    Ok((Pixels { width, height, rgb }, decoder.icc_profile()))
}

fn from_jpeg_decoder(error: jpeg_decoder::Error) -> MediaError {
    match error {
        jpeg_decoder::Error::Io(error) => error.into(),
        jpeg_decoder::Error::Unsupported(_) => MediaError::unsupported("JPEG khusus"),
        other => MediaError::damaged(one_line(&other.to_string())),
    }
}

fn from_zune(error: DecodeErrors) -> MediaError {
    match error {
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => MediaError::Truncated,
        DecodeErrors::FormatStatic(text) if text.starts_with("Premature") => MediaError::Truncated,
        DecodeErrors::Unsupported(_) => {
            MediaError::unsupported("JPEG khusus (lossless atau aritmetik)")
        }
        other => MediaError::damaged(one_line(&format!("{other:?}"))),
    }
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

/// Decoders may quote the file's own bytes: keep details short and on one line.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(160).collect()
}
