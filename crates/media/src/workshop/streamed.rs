//! Tiles on their way over the pipe: one by one while they are cut, so that neither side ever holds them all. They come
//! between the word that the job has begun and the answer, each in a frame that says what follows.
//!
//! As with every answer, nothing is believed: sizes and numbers are held against the shape that was told first.

use std::io::{self, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::protocol::{Reply, nonsense, read_frame, read_picture, read_reply, write_shape};
use crate::cancel::CancelToken;
use crate::decode::guarded;
use crate::error::MediaError;
use crate::order::{Done, Order};
use crate::tiles::{self, Piece, Sheet, TileSink};

/// What follows.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Next {
    Sheet(Sheet),
    /// So many bytes of a JPEG.
    Tile(u64),
    Answer,
}

/// The helper's side. An error of `to` ends the helper; what became of the file is in the answer.
pub(super) fn write_tiles(
    to: &mut impl Write,
    path: &Path,
    page: u32,
    token: &CancelToken,
) -> io::Result<Result<Done, MediaError>> {
    let mut broken: Option<io::Error> = None;
    let outcome = guarded(|| {
        tiles::cut(path, page, token, |piece| {
            let written = match piece {
                Piece::Sheet(sheet) => write_shape(to, &Next::Sheet(sheet)),
                Piece::Tile(jpeg) => write_shape(to, &Next::Tile(jpeg.len() as u64))
                    .and_then(|()| to.write_all(jpeg)),
            };
            written.map_err(|error| {
                broken = Some(error);
                MediaError::Cancelled
            })
        })
    });
    if let Some(error) = broken {
        return Err(error);
    }
    write_shape(to, &Next::Answer)?;
    Ok(outcome.map(|facts| Done { facts, pictures: Vec::new(), renditions: Vec::new() }))
}

/// The program's side.
///
/// # Errors
/// An early end, what can't be the tiles of one picture, and a sink that says stop.
pub(super) fn read_tiles(
    from: &mut impl Read,
    sink: &dyn TileSink,
    order: &Order,
) -> io::Result<Reply> {
    let mut sheet: Option<Sheet> = None;
    let mut taken = 0;
    loop {
        let frame = read_frame(from)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        match serde_json::from_slice(&frame)? {
            Next::Sheet(told) if sheet.is_none() && told.is_sound() => {
                sheet = Some(told);
                heard(sink.begin(told))?;
            }
            Next::Tile(bytes) => {
                let size = sheet.and_then(|sheet| size_of(sheet, taken));
                let size = size.ok_or_else(|| nonsense("a tile too many"))?;
                heard(sink.tile(&read_picture(from, size, size, bytes)?))?;
                taken += 1;
            }
            Next::Answer => break,
            Next::Sheet(_) => return Err(nonsense("a shape that is none")),
        }
    }
    let reply = read_reply(from, order)?;
    if reply.outcome.is_ok() && sheet.is_none_or(|sheet| sheet.count() != taken) {
        return Err(nonsense("tiles are missing"));
    }
    Ok(reply)
}

/// Hands pieces to a sink in this process.
pub(super) fn into_sink(
    sink: &dyn TileSink,
) -> impl FnMut(Piece<'_>) -> Result<(), MediaError> + '_ {
    |piece| {
        let goes_on = match piece {
            Piece::Sheet(sheet) => sink.begin(sheet),
            Piece::Tile(jpeg) => sink.tile(jpeg),
        };
        if goes_on { Ok(()) } else { Err(MediaError::Cancelled) }
    }
}

fn size_of(sheet: Sheet, index: u32) -> Option<(u32, u32)> {
    let mut left = index;
    for level in (0..sheet.levels()).rev() {
        let (columns, rows) = sheet.grid(level)?;
        if left < columns * rows {
            let (_, _, width, height) = sheet.bounds(level, left % columns, left / columns)?;
            return Some((width, height));
        }
        left -= columns * rows;
    }
    None
}

fn heard(goes_on: bool) -> io::Result<()> {
    if goes_on { Ok(()) } else { Err(io::Error::other("stopped")) }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Debug, Default)]
    struct Kept {
        tiles: Mutex<Vec<usize>>,
        most: usize,
    }

    impl TileSink for Kept {
        fn begin(&self, _sheet: Sheet) -> bool {
            true
        }

        fn tile(&self, jpeg: &[u8]) -> bool {
            let mut tiles = self.tiles.lock().expect("sound");
            tiles.push(jpeg.len());
            tiles.len() <= self.most
        }
    }

    const JPEG: [u8; 4] = [0xFF, 0xD8, 0xFF, 0xE0];

    fn told(pieces: &[Next]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for piece in pieces {
            write_shape(&mut bytes, piece).expect("memory");
            if let Next::Tile(_) = piece {
                bytes.extend_from_slice(&JPEG);
            }
        }
        let reply = Reply { outcome: Err(MediaError::Truncated), resident: None };
        super::super::protocol::write_reply(&mut bytes, reply).expect("memory");
        bytes
    }

    fn heard_of(pieces: &[Next], most: usize) -> io::Result<usize> {
        let sink = Kept { most, ..Kept::default() };
        read_tiles(&mut told(pieces).as_slice(), &sink, &Order::default())?;
        Ok(sink.tiles.lock().expect("sound").len())
    }

    #[test]
    fn tiles_are_believed_only_as_far_as_the_shape_goes() {
        let sheet = || Next::Sheet(Sheet { width: 600, height: 300 });
        let tile = || Next::Tile(JPEG.len() as u64);
        assert_eq!(heard_of(&[sheet(), tile(), tile(), Next::Answer], 9).ok(), Some(2));
        assert!(heard_of(&[sheet(), tile(), tile(), tile(), tile(), Next::Answer], 9).is_err());
        assert!(heard_of(&[tile(), Next::Answer], 9).is_err(), "before the shape");
        assert!(heard_of(&[sheet(), sheet(), Next::Answer], 9).is_err(), "two shapes");
        assert!(heard_of(&[sheet(), Next::Tile(u64::MAX), Next::Answer], 9).is_err());
        let endless = Next::Sheet(Sheet { width: u32::MAX, height: u32::MAX });
        assert!(heard_of(&[endless, Next::Answer], 9).is_err());
        assert!(heard_of(&[sheet(), tile(), tile(), Next::Answer], 1).is_err(), "told to stop");
    }
}
