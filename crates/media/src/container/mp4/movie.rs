//! The movie header and its tracks.

use std::io::{Read, Seek};

use super::notes::{self, Notes};
use super::sample_table::SampleTable;
use crate::calendar;
use crate::container::boxes::{Atom, each};
use crate::error::MediaError;
use crate::source::Source;

/// More tracks than this are not looked at; cameras write up to six.
const MAX_TRACKS: usize = 32;
/// Decoder settings (parameter sets) are some hundred bytes.
const MAX_SETTINGS: u64 = 64 * 1024;

/// What `moov` says.
#[derive(Default)]
pub(crate) struct Movie {
    time_scale: u32,
    duration: Option<u64>,
    /// UTC, as EXIF writes it, and its zone.
    pub(super) created: Option<(String, String)>,
    pub(crate) tracks: Vec<Track>,
    pub(super) notes: Notes,
    /// Track id and ticks a frame, from the headers of fragmented recordings.
    fragments: Vec<(u32, u32)>,
}

/// What a track is for.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    #[default]
    Other,
    Video,
    Sound,
}

/// One `trak`.
#[derive(Default)]
pub(crate) struct Track {
    id: u32,
    pub(crate) usage: Use,
    /// Presentation size as stored, px.
    width: u32,
    height: u32,
    /// Clockwise degrees: 0, 90, 180 or 270.
    pub(crate) rotation: u16,
    pub(crate) time_scale: u32,
    duration: u64,
    /// Four characters of the first sample description.
    pub(crate) codec: Option<[u8; 4]>,
    /// `avcC`, `hvcC`, `av1C` or `vpcC`.
    pub(crate) settings: Vec<u8>,
    /// Matrix coefficients and full range, from `colr`.
    pub(crate) matrix: Option<(u16, bool)>,
    /// MPEG-4 object type of `esds`: 0x40 AAC, 0x69 and 0x6B MP3.
    object_type: Option<u8>,
    pub(crate) samples: SampleTable,
    default_ticks: Option<u32>,
}

impl Movie {
    /// The first track with a picture.
    pub(crate) fn visual(&self) -> Option<&Track> {
        let sized = |track: &&Track| track.width > 0 && track.height > 0;
        let mut tracks = self.tracks.iter().filter(sized);
        tracks.clone().find(|track| track.usage == Use::Video).or_else(|| tracks.next())
    }

    /// The sound's codec, by the name people use.
    pub(super) fn sound(&self) -> Option<String> {
        let track = self.tracks.iter().find(|track| track.usage == Use::Sound)?;
        let name = match (&track.codec?, track.object_type) {
            (b"mp4a", Some(0x69 | 0x6B)) | (b".mp3", _) => "mp3",
            (b"mp4a", _) => "aac",
            (b"Opus", _) => "opus",
            (b"ac-3", _) => "ac3",
            (b"ec-3", _) => "eac3",
            (b"fLaC", _) => "flac",
            (b"alac", _) => "alac",
            (b"lpcm" | b"sowt" | b"twos" | b"in24" | b"ipcm" | b"raw ", _) => "pcm",
            (b"samr" | b"sawb", _) => "amr",
            (other, _) => return Some(letters(other)),
        };
        Some(name.to_owned())
    }

    /// Running time; `None` when the file leaves it open (fragmented or live recordings).
    pub(super) fn duration_ms(&self) -> Option<u64> {
        let movie = self.duration.and_then(|ticks| milliseconds(ticks, self.time_scale));
        movie.or_else(|| {
            self.visual().and_then(|track| milliseconds(track.duration, track.time_scale))
        })
    }
}

impl Track {
    pub(super) const fn upright_size(&self) -> (u32, u32) {
        if matches!(self.rotation, 90 | 270) {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        }
    }

    /// The codec by the name people use.
    pub(super) fn codec_name(&self) -> Option<String> {
        let name = match &self.codec? {
            b"avc1" | b"avc3" => "h264",
            b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => "hevc",
            b"av01" => "av1",
            b"vp08" => "vp8",
            b"vp09" => "vp9",
            b"mp4v" => "mpeg4",
            b"jpeg" | b"mjpa" | b"mjpb" => "mjpeg",
            b"apcn" | b"apch" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => "prores",
            other => return Some(letters(other)),
        };
        Some(name.to_owned())
    }

    /// Frames in 1000 seconds: all samples over the time they take, or what fragments promise.
    pub(super) fn frame_rate_milli(&self) -> Option<u32> {
        let (frames, ticks) = match self.samples.frames_and_ticks {
            (0 | 1, _) | (_, 0) => (1, u64::from(self.default_ticks.filter(|&ticks| ticks > 0)?)),
            told => told,
        };
        let milli = u128::from(frames) * u128::from(self.time_scale) * 1000 / u128::from(ticks);
        u32::try_from(milli).ok().filter(|&milli| milli > 0)
    }
}

fn milliseconds(ticks: u64, scale: u32) -> Option<u64> {
    if scale == 0 || ticks == 0 || ticks == u64::MAX {
        return None;
    }
    u64::try_from(u128::from(ticks) * 1000 / u128::from(scale)).ok().filter(|&ms| ms > 0)
}

fn letters(name: &[u8; 4]) -> String {
    name.iter().map(|&c| if c.is_ascii_graphic() { char::from(c) } else { '?' }).collect()
}

/// Walks the top level of the file to its end, and reads `moov`.
pub(crate) fn read<R: Read + Seek>(source: &mut Source<R>) -> Result<Movie, MediaError> {
    source.seek_to(0)?;
    let (mut movie, end) = (None, source.len());
    each(source, end, |source, atom| {
        if &atom.name == b"moov" && movie.is_none() {
            movie = Some(read_moov(source, atom)?);
        }
        Ok(())
    })?;
    movie.ok_or(MediaError::Truncated)
}

/// Reads the content of a `moov` (or of the like, in CR3).
pub(crate) fn read_moov<R: Read + Seek>(
    source: &mut Source<R>,
    moov: Atom,
) -> Result<Movie, MediaError> {
    let mut movie = Movie::default();
    each(source, moov.end, |source, atom| {
        match &atom.name {
            b"mvhd" => {
                let (created, scale, duration) = read_times(source)?;
                movie.created = calendar::since_1904(created).map(|at| (at, "+00:00".to_owned()));
                movie.time_scale = scale;
                movie.duration = Some(duration);
            }
            b"trak" if movie.tracks.len() < MAX_TRACKS => {
                let mut track = Track::default();
                read_track(source, atom, &mut track)?;
                movie.tracks.push(track);
            }
            b"mvex" => each(source, atom.end, |source, inner| {
                if &inner.name == b"trex" && movie.fragments.len() < MAX_TRACKS {
                    source.skip(4)?;
                    let track = source.u32_be()?;
                    source.skip(4)?;
                    movie.fragments.push((track, source.u32_be()?));
                } else if &inner.name == b"mehd" {
                    let version = source.u8()?;
                    source.skip(3)?;
                    let told =
                        if version == 1 { source.u64_be()? } else { u64::from(source.u32_be()?) };
                    movie.duration = movie.duration.filter(|&ticks| ticks != 0).or(Some(told));
                }
                Ok(())
            })?,
            b"udta" => notes::read_user_data(source, atom, &mut movie.notes)?,
            b"meta" => notes::read_keyed(source, atom, &mut movie.notes)?,
            _ => {}
        }
        Ok(())
    })?;
    for track in &mut movie.tracks {
        let told = movie.fragments.iter().find(|(id, _)| *id == track.id);
        track.default_ticks = told.map(|&(_, ticks)| ticks);
    }
    Ok(movie)
}

/// Creation time, time scale and duration, which `mvhd` and `mdhd` write alike.
fn read_times<R: Read + Seek>(source: &mut Source<R>) -> Result<(u64, u32, u64), MediaError> {
    let version = source.u8()?;
    source.skip(3)?;
    if version == 1 {
        let created = source.u64_be()?;
        source.skip(8)?;
        Ok((created, source.u32_be()?, source.u64_be()?))
    } else {
        let created = u64::from(source.u32_be()?);
        source.skip(4)?;
        let (scale, duration) = (source.u32_be()?, source.u32_be()?);
        Ok((created, scale, if duration == u32::MAX { u64::MAX } else { u64::from(duration) }))
    }
}

fn read_track<R: Read + Seek>(
    source: &mut Source<R>,
    holder: Atom,
    track: &mut Track,
) -> Result<(), MediaError> {
    each(source, holder.end, |source, atom| {
        match &atom.name {
            b"tkhd" => read_track_header(source, track),
            b"mdia" | b"minf" | b"stbl" => read_track(source, atom, track),
            b"mdhd" => {
                (_, track.time_scale, track.duration) = read_times(source)?;
                Ok(())
            }
            b"hdlr" => {
                source.skip(8)?;
                // `minf` of QuickTime has a handler too, for the data.
                match &source.array()? {
                    b"vide" => track.usage = Use::Video,
                    b"soun" => track.usage = Use::Sound,
                    _ => {}
                }
                Ok(())
            }
            b"stsd" => read_description(source, atom, track),
            _ => track.samples.note(source, atom),
        }
    })
}

fn read_track_header<R: Read + Seek>(
    source: &mut Source<R>,
    track: &mut Track,
) -> Result<(), MediaError> {
    let version = source.u8()?;
    // Flags, times, id and duration; then reserved, layer, group and volume.
    source.skip(if version == 1 { 3 + 16 } else { 3 + 8 })?;
    track.id = source.u32_be()?;
    source.skip(if version == 1 { 12 } else { 8 })?;
    source.skip(16)?;
    let [a, b, _, c, d, _, _, _, _] = [(); 9].map(|()| source.u32_be());
    let (a, b, c, d) = (a? as i32, b? as i32, c? as i32, d? as i32);
    // Sizes are 16.16 fixed point.
    (track.width, track.height) = (source.u32_be()? >> 16, source.u32_be()? >> 16);
    track.rotation = match (a.signum(), b.signum(), c.signum(), d.signum()) {
        (0, 1, -1, 0) => 90,
        (-1, 0, 0, -1) => 180,
        (0, -1, 1, 0) => 270,
        _ => 0,
    };
    Ok(())
}

/// The first sample description: its codec, and the boxes that follow its fixed part.
fn read_description<R: Read + Seek>(
    source: &mut Source<R>,
    atom: Atom,
    track: &mut Track,
) -> Result<(), MediaError> {
    if track.codec.is_some() || atom.size() < 16 {
        return Ok(());
    }
    source.skip(8)?;
    let entry = crate::container::boxes::read_atom(source, atom.end)?;
    track.codec = Some(entry.name);
    let fixed = match track.usage {
        Use::Video => 78,
        Use::Sound => {
            // QuickTime's second and third version carry more before the boxes.
            source.skip(8)?;
            match source.u16_be()? {
                1 => 28 + 16,
                2 => 28 + 36,
                _ => 28,
            }
        }
        Use::Other => return Ok(()),
    };
    if entry.size() < fixed {
        return Ok(());
    }
    source.seek_to(entry.start + fixed)?;
    // Some writers pad the end of an entry; its boxes are a bonus.
    let _ = each(source, entry.end, |source, inner| read_settings(source, inner, track));
    Ok(())
}

fn read_settings<R: Read + Seek>(
    source: &mut Source<R>,
    atom: Atom,
    track: &mut Track,
) -> Result<(), MediaError> {
    match &atom.name {
        b"avcC" | b"hvcC" | b"av1C" | b"vpcC" if atom.size() <= MAX_SETTINGS => {
            track.settings = source.bytes(atom.size())?;
        }
        b"colr" => {
            let kind = source.array::<4>()?;
            if matches!(&kind, b"nclx" | b"nclc") {
                source.skip(4)?;
                let matrix = source.u16_be()?;
                let full = &kind == b"nclx" && atom.size() >= 11 && source.u8()? & 0x80 != 0;
                track.matrix = Some((matrix, full));
            }
        }
        b"wave" => each(source, atom.end, |source, inner| read_settings(source, inner, track))?,
        b"esds" if atom.size() <= 4096 => {
            let body = source.bytes(atom.size())?;
            // The decoder descriptor: tag 4, a length of one to four bytes, then the object type.
            track.object_type = body.iter().skip(4).position(|&byte| byte == 4).and_then(|at| {
                let rest = body.get(4 + at + 1..)?;
                let length = rest.iter().take_while(|&&byte| byte & 0x80 != 0).count() + 1;
                rest.get(length).copied()
            });
        }
        _ => {}
    }
    Ok(())
}
