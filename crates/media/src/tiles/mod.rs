//! A picture in tiles, for looking at it down to its pixels: upright, sRGB, every level from one decode.
//!
//! A picture of 100 megapixels has some five hundred tiles. They are handed over one by one as they are cut, so nobody
//! ever holds them all; what is held is the decoded picture and its half. What keeps them on disk is a [`Pack`].

mod pack;
mod sheet;

use std::fmt;
use std::path::Path;

pub use pack::{Pack, PackWriter};
pub use sheet::{MAX_TILES, Sheet, TILE};

use crate::cancel::CancelToken;
use crate::carry::{Source, go_on};
use crate::color::ColorSpace;
use crate::decode::{Want, decode, guarded};
use crate::encode;
use crate::error::MediaError;
use crate::facts::Facts;
use crate::probe::{open, probe_reader};
use crate::raster::Raster;
use crate::resize::{Area, Chroma};

/// Raised whenever the same picture would give other tiles.
pub const TILES_VERSION: u32 = 1;

/// High enough that small writing has no visible noise around it.
const QUALITY: u8 = 90;

/// Takes tiles as they are cut.
pub trait TileSink: fmt::Debug + Send + Sync {
    /// The shape of what will come. False: stop.
    fn begin(&self, sheet: Sheet) -> bool;
    /// The next tile, a JPEG, in the order of [`Sheet::tiles`]. False: stop.
    fn tile(&self, jpeg: &[u8]) -> bool;
}

/// What is handed over while tiles are cut.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Piece<'a> {
    Sheet(Sheet),
    Tile(&'a [u8]),
}

/// Cuts page `page` (from 0) of the file at `path`; everything else has one.
///
/// # Errors
/// Those of the decoders; `Unsupported` for a picture with more than [`MAX_TILES`]; what `hand` answers.
pub(crate) fn cut(
    path: &Path,
    page: u32,
    token: &CancelToken,
    mut hand: impl FnMut(Piece<'_>) -> Result<(), MediaError>,
) -> Result<Facts, MediaError> {
    let (mut file, bytes) = open(path)?;
    let facts = probe_reader(&mut file, bytes)?;
    go_on(token)?;
    let picture = decode(file, &facts, Want { edge: u32::MAX, page, whole: false })?;
    guarded(move || {
        let chroma = chroma_of(&picture.raster, &picture.space);
        let mut source = Source::new(picture, facts.orientation);
        let (width, height) = source.size();
        let sheet = Sheet { width, height };
        if !sheet.is_sound() {
            return Err(MediaError::unsupported("gambar yang terlalu panjang"));
        }
        hand(Piece::Sheet(sheet))?;
        for level in (0..sheet.levels()).rev() {
            let size = sheet.level_size(level).unwrap_or((1, 1));
            if size != source.size() {
                source = source.shrunk(size, chroma)?;
            }
            let (columns, rows) = sheet.grid(level).unwrap_or((0, 0));
            for (column, row) in (0..rows).flat_map(|row| (0..columns).map(move |c| (c, row))) {
                go_on(token)?;
                let Some((left, top, width, height)) = sheet.bounds(level, column, row) else {
                    continue;
                };
                let area = Area {
                    left: f64::from(left),
                    top: f64::from(top),
                    width: f64::from(width),
                    height: f64::from(height),
                };
                let tile = source.cut(area, (width, height), chroma)?;
                hand(Piece::Tile(&encode::jpeg(&tile, QUALITY, chroma)?))?;
            }
        }
        Ok(facts)
    })
}

/// Colour as fine as the picture has it: what was drawn keeps the edges of red writing.
fn chroma_of(raster: &Raster, space: &ColorSpace) -> Chroma {
    match raster {
        Raster::Ycc(planes) if *space == ColorSpace::Srgb && planes.steps(&planes.cb) != (1, 1) => {
            Chroma::Half
        }
        _ => Chroma::Whole,
    }
}
