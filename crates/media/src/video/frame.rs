//! One frame of a video by ffmpeg. It is given the bytes on a pipe and told their format, and may open nothing else: no
//! file, no network, no playlist that names either.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use super::tool::{command, output_within};
use crate::pixels::Pixels;

/// A poster is worth this much waiting.
const TIME: Duration = Duration::from_secs(20);
/// The most pixels of a frame: 8192 x 4352.
pub(crate) const MAX_FRAME_PIXELS: u64 = 8192 * 4352;
/// The longest edge that is asked for.
const MAX_EDGE: u32 = 4096;
/// How much of a stream is handed over: the beginning shows a frame.
const MAX_INPUT: u64 = 64 * 1024 * 1024;

/// What ffmpeg is given, and the name by which it knows the format.
pub(crate) struct Input {
    pub(crate) format: &'static str,
    pub(crate) bytes: Bytes,
    /// Leave out this much of the beginning.
    pub(crate) skip_seconds: u32,
}

/// A key frame in memory, or a file from its start.
pub(crate) enum Bytes {
    Memory(Vec<u8>),
    File(File),
}

/// The first frame, as stored (not turned), with its longest edge at most `edge`.
pub(crate) fn first_frame(program: &Path, input: Input, edge: u32) -> Option<Pixels> {
    let edge = edge.clamp(16, MAX_EDGE);
    let scale =
        format!("scale=w='min({edge},iw)':h='min({edge},ih)':force_original_aspect_ratio=decrease");
    let mut command = command(program);
    command
        .args(["-nostdin", "-hide_banner", "-v", "error", "-threads", "1"])
        .args(["-protocol_whitelist", "pipe", "-max_pixels", &MAX_FRAME_PIXELS.to_string()])
        .args(["-noautorotate", "-f", input.format, "-i", "pipe:0"])
        .args(["-an", "-sn", "-dn", "-map", "0:v:0", "-ss", &input.skip_seconds.to_string()])
        .args(["-frames:v", "1", "-vf", &scale, "-threads", "1"])
        .args(["-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24", "pipe:1"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let stdin = child.stdin.take()?;
    // ffmpeg closes the pipe once it has its frame, and a child that is ended does too: the writer always ends.
    let writer = std::thread::spawn(move || match input.bytes {
        Bytes::Memory(bytes) => pour(Cursor::new(bytes), stdin),
        Bytes::File(file) => pour(file, stdin),
    });
    let limit = u64::from(edge) * u64::from(edge) * 3 + 64;
    let output = output_within(&mut child, TIME, limit);
    let _ = writer.join();
    ppm(&output?)
}

fn pour(from: impl Read, mut to: impl Write) {
    let _ = std::io::copy(&mut from.take(MAX_INPUT), &mut to);
}

/// `P6`, width, height, 255, and the pixels.
fn ppm(bytes: &[u8]) -> Option<Pixels> {
    let mut at = 0;
    let mut word = || {
        let rest = bytes.get(at..)?;
        let length = rest.iter().take(12).position(u8::is_ascii_whitespace)?;
        at += length + 1;
        std::str::from_utf8(rest.get(..length)?).ok()
    };
    if word()? != "P6" {
        return None;
    }
    let (width, height): (u32, u32) = (word()?.parse().ok()?, word()?.parse().ok()?);
    if word()? != "255" || width == 0 || height == 0 {
        return None;
    }
    let size = usize::try_from(u64::from(width) * u64::from(height) * 3).ok()?;
    let rgb = bytes.get(at..)?.get(..size)?.to_vec();
    Some(Pixels { width, height, rgb })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portable_pixmap_is_read_and_a_cut_one_is_not() {
        let whole = b"P6\n2 1\n255\n\x01\x02\x03\x0A\x20\x0D";
        let pixels = ppm(whole).expect("two pixels");
        assert_eq!((pixels.width, pixels.height), (2, 1));
        assert_eq!(pixels.rgb, [1, 2, 3, 10, 32, 13]);
        for length in 0..whole.len() {
            assert!(ppm(&whole[..length]).is_none(), "{length}");
        }
        assert!(ppm(b"P6\n99999 99999\n255\nabc").is_none());
    }
}
