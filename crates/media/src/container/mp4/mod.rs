//! MP4 and QuickTime: running time, size, codec, frame rate and rotation from the movie's headers, and what the phone
//! noted about time and place. No sample is decoded here. A cut recording shows in its boxes: one that goes past the
//! end of the file, or no `moov` at all.

mod movie;
mod notes;
mod sample_table;

use std::io::{Read, Seek};

pub(crate) use movie::{Track, read as read_movie, read_moov};

use crate::error::MediaError;
use crate::facts::{Facts, VideoFacts};
use crate::source::Source;

/// Fills the facts of an MP4 or MOV.
pub(crate) fn probe<R: Read + Seek>(
    source: &mut Source<R>,
    facts: &mut Facts,
) -> Result<(), MediaError> {
    let movie = read_movie(source)?;
    facts.duration_ms = movie.duration_ms();
    if let Some(track) = movie.visual() {
        let (width, height) = track.upright_size();
        facts.width = Some(width);
        facts.height = Some(height);
        if let Some(codec) = track.codec_name() {
            let bits = facts.duration_ms.map(|ms| u128::from(facts.bytes) * 8000 / u128::from(ms));
            facts.video = Some(VideoFacts {
                codec,
                frame_rate_milli: track.frame_rate_milli(),
                rotation: track.rotation,
                bit_rate: bits.and_then(|bits| u64::try_from(bits).ok()),
                sound: movie.sound(),
            });
        }
    }
    let notes = movie.notes;
    facts.camera =
        crate::exif::Tags { make: notes.make, model: notes.model, ..Default::default() }.camera();
    (facts.taken, facts.taken_offset) = match notes.taken.or(movie.created) {
        Some((taken, zone)) => (Some(taken), Some(zone)),
        None => (None, None),
    };
    facts.position = notes.position;
    facts.gps = notes.gps;
    Ok(())
}
