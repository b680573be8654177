//! A frame of a video to look at. H.264 in MP4 and MOV and VP8 in WebM are decoded here, from a key frame; everything
//! else by the system's ffmpeg, which is handed just that key frame or the start of the file on a pipe. Where neither
//! can, the video is kept and shown as a tile that names its codec.
//!
//! Recordings like to begin in black: the frame is taken some way in, and one that shows nothing gives way to another.

mod h264;
mod parameter_sets;
mod vp8;

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;

use super::{Decoded, Want, decode_jpeg};
use crate::color::ColorSpace;
use crate::container::mp4::{self, Track};
use crate::error::MediaError;
use crate::facts::Facts;
use crate::kind::Kind;
use crate::limits::check_area;
use crate::orient::upright;
use crate::pixels::Pixels;
use crate::source::Source;
use crate::video::{self, Bytes, Input, MAX_FRAME_PIXELS, codec_label};

/// A key frame of 8K at studio quality.
const MAX_SAMPLE: u64 = 32 * 1024 * 1024;
/// A frame this dark throughout is black.
const BLACK: u64 = 20;
/// A frame whose brightness varies less than this is one flat colour.
const FLAT: u64 = 9;

/// Decodes a frame of the video in `file`, upright.
///
/// # Errors
/// [`MediaError::Unsupported`] with the codec's name when nothing here or on this computer can decode it.
pub(crate) fn decode(file: File, facts: &Facts, want: Want) -> Result<Decoded, MediaError> {
    let Some(track) = &facts.video else {
        return Err(MediaError::unsupported(facts.kind.label()));
    };
    let codec = track.codec.as_str();
    if let (Some(width), Some(height)) = (facts.width, facts.height) {
        check_area(width, height, MAX_FRAME_PIXELS)?;
    }
    let program = video::find();
    let mut best = None;
    let inside = match (facts.kind, codec) {
        (Kind::Mp4 | Kind::Mov, _) => {
            from_samples(&file, facts, codec, program.as_deref(), want, &mut best)
        }
        (Kind::Webm | Kind::Mkv, "vp8") => {
            vp8::frames(&file, facts, |frame| keep(&mut best, frame))
        }
        _ => Ok(()),
    };
    if best.as_ref().is_none_or(is_dull)
        && let Some(program) = &program
    {
        from_stream(program, &file, facts, want, &mut best)?;
    }
    let Some(pixels) = best else {
        inside?;
        let name =
            if codec.is_empty() { facts.kind.label().to_owned() } else { codec_label(codec) };
        return Err(MediaError::unsupported(&name));
    };
    // Clockwise turns as EXIF counts them.
    let orientation = match track.rotation {
        90 => 6,
        180 => 3,
        270 => 8,
        _ => 1,
    };
    Ok(Decoded { pixels: upright(pixels, orientation), space: ColorSpace::Srgb })
}

/// Keeps a frame that is better than what there is; true when it is good enough.
fn keep(best: &mut Option<Pixels>, frame: Pixels) -> bool {
    let good = !is_dull(&frame);
    if good || best.is_none() {
        *best = Some(frame);
    }
    good
}

/// Key frames of an MP4 or MOV, one after the other until one shows something.
fn from_samples(
    file: &File,
    facts: &Facts,
    codec: &str,
    program: Option<&Path>,
    want: Want,
    best: &mut Option<Pixels>,
) -> Result<(), MediaError> {
    let mut source = Source::new(file, facts.bytes)?;
    let movie = mp4::read_movie(&mut source)?;
    let Some(track) = movie.visual() else { return Ok(()) };
    // A tenth of the way in; a second, when the length is unknown.
    let ms = facts.duration_ms.map_or(1000, |ms| ms / 10);
    let ticks = u128::from(ms) * u128::from(track.time_scale) / 1000;
    let ticks = u64::try_from(ticks).unwrap_or(0);
    for sample in track.samples.candidates(&mut source, ticks)? {
        let Some(span) = track.samples.span(&mut source, sample)? else { continue };
        if span.length > MAX_SAMPLE {
            continue;
        }
        source.seek_to(span.offset)?;
        let bytes = source.bytes(span.length)?;
        let frame = from_sample(codec, track, bytes, program, want);
        if frame.is_some_and(|frame| keep(best, frame)) {
            break;
        }
    }
    Ok(())
}

fn from_sample(
    codec: &str,
    track: &Track,
    sample: Vec<u8>,
    program: Option<&Path>,
    want: Want,
) -> Option<Pixels> {
    let (format, bytes) = match codec {
        "h264" => {
            let stream = parameter_sets::h264_stream(&track.settings, &sample)?;
            if let Some(frame) = h264::decode(&stream, track.matrix) {
                return Some(frame);
            }
            ("h264", stream)
        }
        "hevc" => ("hevc", parameter_sets::hevc_stream(&track.settings, &sample)?),
        "mjpeg" => return decode_jpeg(&sample).ok(),
        "av1" => {
            // The settings end in the sequence header, which a key frame may leave out.
            let header = track.settings.get(4..).unwrap_or_default();
            ("ivf", ivf(b"AV01", &[header, &sample].concat()))
        }
        "vp9" => ("ivf", ivf(b"VP90", &sample)),
        "vp8" => return vp8::decode(&sample),
        _ => return None,
    };
    let input = Input { format, bytes: Bytes::Memory(bytes), skip_seconds: 0 };
    video::first_frame(program?, input, want.edge)
}

/// The start of the file itself, for containers that can be read from a pipe; a second in if the first frame is dull.
fn from_stream(
    program: &Path,
    file: &File,
    facts: &Facts,
    want: Want,
    best: &mut Option<Pixels>,
) -> Result<(), MediaError> {
    let format = match facts.kind {
        Kind::Mp4 | Kind::Mov => "mov",
        Kind::Webm | Kind::Mkv => "matroska",
        _ => "avi",
    };
    for skip_seconds in [1, 0] {
        let mut again = file.try_clone()?;
        again.seek(SeekFrom::Start(0))?;
        let input = Input { format, bytes: Bytes::File(again), skip_seconds };
        let frame = video::first_frame(program, input, want.edge);
        if frame.is_some_and(|frame| keep(best, frame)) {
            break;
        }
    }
    Ok(())
}

/// One frame in the simplest of containers.
fn ivf(codec: &[u8; 4], frame: &[u8]) -> Vec<u8> {
    // The signature in hexadecimal, since its letters are also a province's.
    let mut file = vec![0x44, 0x4B, 0x49, 0x46, 0, 0, 0x20, 0];
    file.extend(codec);
    // The size stands in the frame too; then 30 frames a second, one frame.
    file.extend([0; 4]);
    file.extend([30, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    file.extend((frame.len() as u32).to_le_bytes());
    file.extend([0; 8]);
    file.extend(frame);
    file
}

/// Whether a frame is nearly black or nearly one colour. A grid of points is enough to tell.
fn is_dull(pixels: &Pixels) -> bool {
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let (step_x, step_y) = ((width / 64).max(1), (height / 64).max(1));
    let (mut count, mut sum, mut squares) = (0u64, 0u64, 0u64);
    for y in (0..height).step_by(step_y) {
        for x in (0..width).step_by(step_x) {
            let at = (y * width + x) * 3;
            let Some(&[r, g, b]) = pixels.rgb.get(at..at + 3) else { continue };
            let luma = (u64::from(r) * 2 + u64::from(g) * 5 + u64::from(b)) / 8;
            (count, sum, squares) = (count + 1, sum + luma, squares + luma * luma);
        }
    }
    let count = count.max(1);
    let mean = sum / count;
    mean < BLACK || (squares / count).saturating_sub(mean * mean) < FLAT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_and_flat_frames_are_dull() {
        let frame = |color: fn(u32) -> u8| Pixels {
            width: 80,
            height: 60,
            rgb: (0..80 * 60).flat_map(|at| [color(at); 3]).collect(),
        };
        assert!(is_dull(&frame(|_| 0)) && is_dull(&frame(|_| 128)));
        assert!(is_dull(&frame(|at| (at % 8) as u8)), "noise in the dark");
        assert!(!is_dull(&frame(|at| (at % 200) as u8)));
    }
}
