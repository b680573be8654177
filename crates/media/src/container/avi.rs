//! AVI: RIFF chunks; old cameras and screen recorders. The header list says everything: one main header, and a header
//! and a format for each stream.

use std::io::{Read, Seek};

use crate::error::MediaError;
use crate::facts::{Facts, VideoFacts};
use crate::source::Source;

const MAX_CHUNKS: u32 = 10_000;

#[derive(Default)]
struct Found {
    frame_us: u32,
    frames: u32,
    codec: Option<[u8; 4]>,
    /// Ticks a second as a fraction: rate over scale.
    rate: Option<(u32, u32)>,
    sound: Option<u16>,
    stream: [u8; 4],
}

/// Fills the facts.
///
/// # Errors
/// [`MediaError::Truncated`] when the file is shorter than it says.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    source.seek_to(4)?;
    let end = u64::from(source.u32_le()?) + 8;
    if end > source.len() {
        return Err(MediaError::Truncated);
    }
    source.skip(4)?;
    let mut found = Found::default();
    for _ in 0..MAX_CHUNKS {
        if source.position() + 8 > end {
            break;
        }
        let name = source.array::<4>()?;
        let length = u64::from(source.u32_le()?);
        let next = source.position() + length + (length & 1);
        match &name {
            // The lists are entered by going on inside them; frames begin with `movi`.
            b"LIST" if matches!(&source.array()?, b"hdrl" | b"strl") => continue,
            b"LIST" if found.codec.is_some() => break,
            b"avih" if length >= 40 => {
                found.frame_us = source.u32_le()?;
                source.skip(12)?;
                found.frames = source.u32_le()?;
                source.skip(12)?;
                facts.width = Some(source.u32_le()?);
                facts.height = Some(source.u32_le()?);
            }
            b"strh" if length >= 32 => {
                found.stream = source.array()?;
                let handler = source.array::<4>()?;
                source.skip(12)?;
                let (scale, rate) = (source.u32_le()?, source.u32_le()?);
                if &found.stream == b"vids" && found.codec.is_none() {
                    found.codec = Some(handler);
                    found.rate = Some((rate, scale)).filter(|&(rate, scale)| rate > 0 && scale > 0);
                    source.skip(4)?;
                    found.frames = found.frames.max(source.u32_le()?);
                }
            }
            b"strf" if &found.stream == b"vids" && length >= 20 => {
                source.skip(16)?;
                // The format names the codec more reliably than the handler.
                found.codec = Some(source.array()?);
            }
            b"strf" if &found.stream == b"auds" && length >= 2 => {
                found.sound.get_or_insert(u16::from_le_bytes(source.array()?));
            }
            _ => {}
        }
        source.seek_to(next.min(source.len()))?;
    }
    fill(&found, facts)
}

fn fill(found: &Found, facts: &mut Facts) -> Result<(), MediaError> {
    let codec = found.codec.ok_or_else(|| MediaError::damaged("AVI without a video stream"))?;
    let milli = match found.rate {
        Some((rate, scale)) => u64::from(rate) * 1000 / u64::from(scale),
        None => 1_000_000_000u64.checked_div(u64::from(found.frame_us)).unwrap_or(0),
    };
    let ms = (u64::from(found.frames) * 1_000_000).checked_div(milli).filter(|&ms| ms > 0);
    facts.duration_ms = ms;
    facts.video = Some(VideoFacts {
        codec: codec_name(codec),
        frame_rate_milli: u32::try_from(milli).ok().filter(|&milli| milli > 0),
        rotation: 0,
        bit_rate: ms.map(|ms| facts.bytes.saturating_mul(8000) / ms),
        sound: found.sound.map(|tag| {
            match tag {
                1 | 3 => "pcm",
                0x50 | 0x55 => "mp3",
                0xFF | 0x1600 => "aac",
                0x2000 => "ac3",
                _ => "lain",
            }
            .to_owned()
        }),
    });
    Ok(())
}

fn codec_name(codec: [u8; 4]) -> String {
    let upper = codec.map(|c| c.to_ascii_uppercase());
    match &upper {
        b"H264" | b"X264" | b"AVC1" | b"DAVC" => "h264".to_owned(),
        b"HEVC" | b"H265" | b"X265" | b"HVC1" => "hevc".to_owned(),
        b"MJPG" => "mjpeg".to_owned(),
        b"XVID" | b"DIVX" | b"DX50" | b"FMP4" | b"MP4V" => "mpeg4".to_owned(),
        b"VP80" => "vp8".to_owned(),
        b"VP90" => "vp9".to_owned(),
        [0, 0, 0, 0] => "rgb".to_owned(),
        other => {
            other.iter().map(|&c| if c.is_ascii_graphic() { char::from(c) } else { '?' }).collect()
        }
    }
}
