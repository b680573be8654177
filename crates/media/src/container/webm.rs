//! WebM and Matroska: EBML elements. Only the head of the segment is read: `Info` for the running time and the date,
//! `Tracks` for size, codec and frame rate.

use std::io::{Read, Seek};

use crate::calendar;
use crate::error::MediaError;
use crate::facts::{Facts, VideoFacts};
use crate::source::Source;

pub(crate) const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
pub(crate) const CLUSTER: u32 = 0x1F43_B675;
const TRACK_ENTRY: u32 = 0xAE;
const VIDEO: u32 = 0xE0;
const TIMECODE_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const DATE: u32 = 0x4461;
const PIXEL_WIDTH: u32 = 0xB0;
const PIXEL_HEIGHT: u32 = 0xBA;
const TRACK_NUMBER: u32 = 0xD7;
const TRACK_TYPE: u32 = 0x83;
const CODEC: u32 = 0x86;
const DEFAULT_DURATION: u32 = 0x23_E383;

const MAX_ELEMENTS: u32 = 10_000;
const MAX_TRACKS: usize = 64;

#[derive(Default)]
struct Found {
    scale_ns: Option<u64>,
    duration: Option<f64>,
    tracks: Vec<Track>,
}

/// One `TrackEntry`.
#[derive(Default, Clone)]
pub(crate) struct Track {
    pub(crate) number: u64,
    /// 1 video, 2 sound.
    kind: u64,
    codec: String,
    frame_ns: u64,
    width: u32,
    height: u32,
}

/// Fills the facts of a WebM or MKV.
///
/// # Errors
/// [`MediaError::Truncated`] when the segment says it is longer than the file.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    let found = head(source, facts)?;
    if let Some(duration) = found.duration.filter(|d| d.is_finite() && *d > 0.0) {
        let ms = duration * found.scale_ns.unwrap_or(1_000_000) as f64 / 1e6;
        facts.duration_ms = (ms < 1e15).then_some(ms.round() as u64).filter(|&ms| ms > 0);
    }
    let Some(track) = visual(&found.tracks) else { return Ok(()) };
    facts.width = Some(track.width);
    facts.height = Some(track.height);
    if track.codec.is_empty() {
        return Ok(());
    }
    let sound = found.tracks.iter().find(|track| track.kind == 2);
    facts.video = Some(VideoFacts {
        codec: codec_name(&track.codec),
        frame_rate_milli: 1_000_000_000_000u64
            .checked_div(track.frame_ns)
            .and_then(|milli| u32::try_from(milli).ok()),
        rotation: 0,
        bit_rate: facts.duration_ms.map(|ms| facts.bytes.saturating_mul(8000) / ms),
        sound: sound.map(|track| codec_name(&track.codec)),
    });
    Ok(())
}

/// The first video track of a file, and the source left at its first cluster.
pub(crate) fn first_video<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &Facts,
) -> Result<Option<Track>, MediaError> {
    let found = head(source, &mut facts.clone())?;
    Ok(visual(&found.tracks).cloned())
}

fn visual(tracks: &[Track]) -> Option<&Track> {
    tracks.iter().find(|track| track.kind != 2 && track.width > 0 && track.height > 0)
}

fn head<R: Read + Seek>(source: &mut Source<R>, facts: &mut Facts) -> Result<Found, MediaError> {
    source.seek_to(0)?;
    let (_, header_end) = element(source)?;
    source.seek_to(header_end.ok_or_else(|| MediaError::damaged("EBML header without length"))?)?;
    let (id, end) = element(source)?;
    if id != SEGMENT {
        return Err(MediaError::damaged("no WebM segment"));
    }
    let end = end.unwrap_or(source.len());
    if end > source.len() {
        return Err(MediaError::Truncated);
    }
    let mut found = Found::default();
    walk(source, end, facts, &mut found)?;
    Ok(found)
}

fn walk<R: Read + Seek>(
    source: &mut Source<R>,
    end: u64,
    facts: &mut Facts,
    found: &mut Found,
) -> Result<(), MediaError> {
    for _ in 0..MAX_ELEMENTS {
        let start = source.position();
        if start >= end {
            break;
        }
        let (id, stop) = element(source)?;
        // Pictures and sound from here on.
        if id == CLUSTER {
            source.seek_to(start)?;
            break;
        }
        let stop = stop.filter(|&stop| stop <= end).ok_or(MediaError::Truncated)?;
        if id == TRACK_ENTRY && found.tracks.len() < MAX_TRACKS {
            found.tracks.push(Track::default());
        }
        // Masters of interest are entered by going on inside them; the elements within are all leaves or masters.
        if matches!(id, INFO | TRACKS | TRACK_ENTRY | VIDEO) {
            continue;
        }
        let size = stop - source.position();
        match id {
            TIMECODE_SCALE => found.scale_ns = Some(unsigned(source, size)?),
            DURATION if size == 4 => {
                found.duration = Some(f64::from(f32::from_be_bytes(source.array()?)));
            }
            DURATION if size == 8 => found.duration = Some(f64::from_be_bytes(source.array()?)),
            DATE if size == 8 => {
                facts.taken = calendar::since_2001(i64::from_be_bytes(source.array()?));
                facts.taken_offset = facts.taken.as_ref().map(|_| "+00:00".to_owned());
            }
            _ => {
                if let Some(track) = found.tracks.last_mut() {
                    read_track(source, id, size, track)?;
                }
            }
        }
        source.seek_to(stop)?;
    }
    Ok(())
}

fn read_track<R: Read + Seek>(
    source: &mut Source<R>,
    id: u32,
    size: u64,
    track: &mut Track,
) -> Result<(), MediaError> {
    let side = |value: u64| u32::try_from(value).unwrap_or(0);
    match id {
        TRACK_NUMBER => track.number = unsigned(source, size)?,
        TRACK_TYPE => track.kind = unsigned(source, size)?,
        DEFAULT_DURATION => track.frame_ns = unsigned(source, size)?,
        PIXEL_WIDTH => track.width = side(unsigned(source, size)?),
        PIXEL_HEIGHT => track.height = side(unsigned(source, size)?),
        CODEC => track.codec = String::from_utf8_lossy(&source.bytes(size.min(64))?).into_owned(),
        _ => {}
    }
    Ok(())
}

fn codec_name(codec: &str) -> String {
    let codec = codec.trim_end_matches('\0');
    match codec {
        "V_VP8" => "vp8",
        "V_VP9" => "vp9",
        "V_AV1" => "av1",
        "V_MPEG4/ISO/AVC" => "h264",
        "V_MPEGH/ISO/HEVC" => "hevc",
        "V_MJPEG" => "mjpeg",
        "A_OPUS" => "opus",
        "A_VORBIS" => "vorbis",
        "A_MPEG/L3" => "mp3",
        "A_AC3" => "ac3",
        "A_EAC3" => "eac3",
        "A_FLAC" => "flac",
        other if other.starts_with("V_MPEG4/") => "mpeg4",
        other if other.starts_with("A_AAC") => "aac",
        other if other.starts_with("A_PCM") => "pcm",
        other => return other.chars().filter(|c| c.is_ascii_graphic()).collect(),
    }
    .to_owned()
}

/// An element's id and the offset just after its content (`None`: unknown, as in live streams).
pub(crate) fn element<R: Read + Seek>(
    source: &mut Source<R>,
) -> Result<(u32, Option<u64>), MediaError> {
    let first = source.u8()?;
    let extra = first.leading_zeros();
    if extra > 3 {
        return Err(MediaError::damaged("EBML id too long"));
    }
    let mut id = u32::from(first);
    for _ in 0..extra {
        id = id << 8 | u32::from(source.u8()?);
    }
    let first = source.u8()?;
    let extra = first.leading_zeros();
    if extra > 7 {
        return Err(MediaError::damaged("EBML size too long"));
    }
    let mut size = u64::from(first) & ((1u64 << (7 - extra)) - 1);
    for _ in 0..extra {
        size = size << 8 | u64::from(source.u8()?);
    }
    let unknown = size == (1u64 << (7 * (extra + 1))) - 1;
    let end = source.position().checked_add(size).ok_or(MediaError::Truncated)?;
    Ok((id, (!unknown).then_some(end)))
}

pub(crate) fn unsigned<R: Read + Seek>(
    source: &mut Source<R>,
    size: u64,
) -> Result<u64, MediaError> {
    if size > 8 {
        return Err(MediaError::damaged("EBML number too long"));
    }
    let mut value = 0;
    for _ in 0..size {
        value = value << 8 | u64::from(source.u8()?);
    }
    Ok(value)
}
