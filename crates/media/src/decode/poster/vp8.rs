//! Key frames of VP8. A VP8 key frame is what a lossy WebP picture holds, so it is wrapped as one and decoded as one.

use std::fs::File;
use std::io::Cursor;

use image::{DynamicImage, codecs::webp::WebPDecoder};

use super::MAX_SAMPLE;
use crate::container::webm::{self, CLUSTER, element};
use crate::error::MediaError;
use crate::facts::Facts;
use crate::pixels::Pixels;
use crate::source::Source;

const SIMPLE_BLOCK: u32 = 0xA3;
const BLOCK_GROUP: u32 = 0xA0;
const BLOCK: u32 = 0xA1;
/// Elements looked at: a key frame comes every few hundred.
const MAX_ELEMENTS: u32 = 20_000;
const MAX_FRAMES: u32 = 3;

/// Hands the first key frames of a WebM to `visit`, until that says it is content.
pub(super) fn frames(
    file: &File,
    facts: &Facts,
    mut visit: impl FnMut(Pixels) -> bool,
) -> Result<(), MediaError> {
    let mut source = Source::new(file, facts.bytes)?;
    let Some(track) = webm::first_video(&mut source, facts)? else { return Ok(()) };
    let mut seen = 0;
    for _ in 0..MAX_ELEMENTS {
        if source.remaining() < 2 || seen == MAX_FRAMES {
            break;
        }
        let (id, end) = element(&mut source)?;
        if matches!(id, CLUSTER | BLOCK_GROUP) {
            continue;
        }
        let end = end.ok_or(MediaError::Truncated)?;
        if matches!(id, SIMPLE_BLOCK | BLOCK) && end - source.position() > 14 {
            // The track's number, as short as EBML can write it; a time; flags.
            let [number, _, _, _] = source.array()?;
            let head = source.array::<10>()?;
            // A key frame: the lowest bit is 0, and the start code stands after three bytes.
            let key = head[0] & 1 == 0 && head[3..6] == [0x9D, 0x01, 0x2A];
            let length = end - source.position();
            if u64::from(number & 0x7F) == track.number && key && length <= MAX_SAMPLE {
                seen += 1;
                let frame = [&head[..], &source.bytes(length)?].concat();
                if decode(&frame).is_some_and(&mut visit) {
                    break;
                }
            }
        }
        source.seek_to(end)?;
    }
    Ok(())
}

/// Decodes one key frame.
pub(super) fn decode(frame: &[u8]) -> Option<Pixels> {
    let padding = frame.len() % 2;
    let chunk = u32::try_from(frame.len()).ok()?;
    let mut file = b"RIFF".to_vec();
    file.extend((chunk.checked_add(12)? + padding as u32).to_le_bytes());
    file.extend(b"WEBPVP8 ");
    file.extend(chunk.to_le_bytes());
    file.extend(frame);
    file.resize(file.len() + padding, 0);
    let decoder = WebPDecoder::new(Cursor::new(file)).ok()?;
    DynamicImage::from_decoder(decoder).ok().map(Pixels::flatten)
}
