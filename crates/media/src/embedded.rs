//! The small picture that cameras put beside the large one: it is there within milliseconds, so a tile can show it while
//! the real decode waits its turn. It is a claim by the camera, shown for a moment and never kept.
//!
//! JPEG has it in EXIF, a raw among its previews. HEIC has one too, but coded like the picture itself, so there it is no
//! quicker. Only headers and the small picture are read, whatever the size of the file.

use std::fs::File;
use std::path::Path;

use crate::container::{jpeg, raw};
use crate::decode::{decode_jpeg, guarded};
use crate::derive::{Recipe, Rendered, encode};
use crate::error::MediaError;
use crate::exif;
use crate::facts::Facts;
use crate::kind::{HEAD_BYTES, Kind, Sight};
use crate::orient::upright;
use crate::pixels::Pixels;
use crate::probe::{open, refined};
use crate::raster::Raster;
use crate::resize::{Area, Chroma, fitted, resized};
use crate::signature::sniff;
use crate::source::Source;

/// Shapes that differ by less than this share are the same picture at another rounding.
const SAME_SHAPE: f64 = 0.02;
/// Bars may take up this share of the embedded picture; more, and it shows something else.
const MOST_BARS: f64 = 0.3;
/// A preview in a raw with more bytes than this is no small one.
const MOST_BYTES: u64 = 1024 * 1024;

/// What was found in the file, and the picture it stands for.
struct Found {
    jpeg: Vec<u8>,
    /// The full picture as stored, px.
    full: (u32, u32),
    orientation: u8,
}

/// The camera's own small picture of a JPEG or raw, upright. Black bars that cameras add to fit 4:3 are cut off.
///
/// `Ok(None)` when the file is of another kind, or has no small picture, or one that is broken or of another shape.
///
/// # Errors
/// Those of opening the file and of its header.
pub fn embedded_preview(path: &Path) -> Result<Option<Rendered>, MediaError> {
    let (file, bytes) = open(path)?;
    let mut source = Source::new(file, bytes)?;
    let head = source.up_to(HEAD_BYTES as u64)?;
    let kind = match sniff(&head)? {
        Kind::Tiff => refined(&mut source),
        kind => kind,
    };
    let found = match kind.sight() {
        _ if kind == Kind::Jpeg => in_jpeg(&mut source, bytes)?,
        Sight::CameraPreview => in_raw(&mut source, kind)?,
        _ => None,
    };
    found.map_or(Ok(None), finish)
}

fn in_jpeg(source: &mut Source<File>, bytes: u64) -> Result<Option<Found>, MediaError> {
    let mut facts = Facts::new(Kind::Jpeg, bytes);
    let header = jpeg::probe(source, &mut facts)?;
    let Some(block) = header.exif else { return Ok(None) };
    let tags = exif::read_block(&block);
    Ok(exif::thumbnail(&block, &tags).map(|thumbnail| Found {
        jpeg: thumbnail.to_vec(),
        full: (header.frame.width, header.frame.height),
        orientation: facts.orientation,
    }))
}

fn in_raw(source: &mut Source<File>, kind: Kind) -> Result<Option<Found>, MediaError> {
    let layout = raw::layout(source, kind)?;
    let Some(largest) = layout.previews.last().copied() else { return Ok(None) };
    // The smallest that fills a tile's half; a postage stamp is better than nothing.
    let wanted = Recipe::EMBEDDED.longest_edge / 2;
    let mut small = layout.previews.iter().filter(|preview| preview.length <= MOST_BYTES);
    let Some(small) =
        small.clone().find(|preview| preview.edge() >= wanted).or_else(|| small.next_back())
    else {
        return Ok(None);
    };
    source.seek_to(small.offset)?;
    Ok(Some(Found {
        jpeg: source.bytes(small.length)?,
        full: (largest.width, largest.height),
        orientation: layout.tags.orientation.unwrap_or(1),
    }))
}

fn finish(found: Found) -> Result<Option<Rendered>, MediaError> {
    let clean = is_clean(&found.jpeg);
    let small = match guarded(|| decode_jpeg(&found.jpeg)) {
        Ok(pixels) => pixels,
        Err(_) => return Ok(None),
    };
    let (width, height) = (small.width, small.height);
    let Some(cut) = without_bars(small, found.full.0, found.full.1) else { return Ok(None) };
    let fits = width.max(height) <= Recipe::EMBEDDED.longest_edge;
    if fits && clean && found.orientation == 1 && (cut.width, cut.height) == (width, height) {
        return Ok(Some(Rendered { recipe: Recipe::EMBEDDED, width, height, jpeg: found.jpeg }));
    }
    let longest = Recipe::EMBEDDED.longest_edge;
    let size = fitted(cut.width, cut.height, longest);
    let whole = Area::whole(cut.width, cut.height);
    let small = resized(&Raster::Rgb(cut), whole, size, Chroma::Half)?.into_owned().into_rgb();
    encode(upright(small, found.orientation), Recipe::EMBEDDED).map(Some)
}

/// Whether a thumbnail can be passed on as it is: no metadata of its own.
fn is_clean(thumbnail: &[u8]) -> bool {
    Source::new(std::io::Cursor::new(thumbnail), thumbnail.len() as u64)
        .and_then(|mut source| jpeg::header(&mut source))
        .is_ok_and(|header| !header.metadata)
}

/// The middle of `small` in the shape of the full picture (`width` x `height`, both as stored).
fn without_bars(small: Pixels, width: u32, height: u32) -> Option<Pixels> {
    let have = f64::from(small.width) / f64::from(small.height);
    let want = f64::from(width) / f64::from(height);
    let difference = (have / want - 1.0).abs();
    if difference < SAME_SHAPE {
        return Some(small);
    }
    let (cut_width, cut_height) = if have > want {
        ((f64::from(small.height) * want).floor() as u32, small.height)
    } else {
        (small.width, (f64::from(small.width) / want).floor() as u32)
    };
    let kept = f64::from(cut_width) * f64::from(cut_height)
        / (f64::from(small.width) * f64::from(small.height));
    if kept < 1.0 - MOST_BARS || cut_width == 0 || cut_height == 0 {
        return None;
    }
    let left = ((small.width - cut_width) / 2) as usize;
    let top = ((small.height - cut_height) / 2) as usize;
    let row = small.width as usize * 3;
    let rgb = small
        .rgb
        .chunks_exact(row)
        .skip(top)
        .take(cut_height as usize)
        .flat_map(|line| line[left * 3..(left + cut_width as usize) * 3].iter().copied())
        .collect();
    Some(Pixels { width: cut_width, height: cut_height, rgb })
}
