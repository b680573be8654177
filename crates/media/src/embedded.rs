//! The small picture that cameras put into EXIF: it is there within milliseconds, so a tile can show it while the real
//! decode waits its turn. It is a claim by the camera, shown for a moment and never kept.

use std::path::Path;

use crate::container::jpeg;
use crate::decode::{decode_jpeg, guarded};
use crate::derive::{Recipe, Rendered, encode};
use crate::error::MediaError;
use crate::exif;
use crate::facts::Facts;
use crate::kind::{HEAD_BYTES, Kind, sniff};
use crate::orient::upright;
use crate::pixels::Pixels;
use crate::probe::open;
use crate::source::Source;

/// Shapes that differ by less than this share are the same picture at another rounding.
const SAME_SHAPE: f64 = 0.02;
/// Bars may take up this share of the embedded picture; more, and it shows something else.
const MOST_BARS: f64 = 0.3;

/// The EXIF thumbnail of a JPEG, upright. Black bars that cameras add to fit 4:3 are cut off.
///
/// `Ok(None)` when the file is no JPEG, or has no thumbnail, or one that is broken or of another shape.
///
/// # Errors
/// Those of opening the file and of its JPEG header.
pub fn embedded_preview(path: &Path) -> Result<Option<Rendered>, MediaError> {
    let (file, bytes) = open(path)?;
    let mut source = Source::new(file, bytes)?;
    let head = source.up_to(HEAD_BYTES as u64)?;
    if sniff(&head)? != Kind::Jpeg {
        return Ok(None);
    }
    let mut facts = Facts::new(Kind::Jpeg, bytes);
    let header = jpeg::probe(&mut source, &mut facts)?;
    let Some(block) = header.exif else { return Ok(None) };
    let tags = exif::read_block(&block);
    let Some(thumbnail) = exif::thumbnail(&block, &tags) else { return Ok(None) };
    let small = match guarded(|| decode_jpeg(thumbnail.to_vec())) {
        Ok(decoded) => decoded.pixels,
        Err(_) => return Ok(None),
    };
    let (width, height) = (small.width, small.height);
    if width.max(height) > Recipe::EMBEDDED.longest_edge {
        return Ok(None);
    }
    let Some(cut) = without_bars(small, header.frame.width, header.frame.height) else {
        return Ok(None);
    };
    let untouched = facts.orientation == 1 && (cut.width, cut.height) == (width, height);
    if untouched && is_clean(thumbnail) {
        return Ok(Some(Rendered {
            recipe: Recipe::EMBEDDED,
            width,
            height,
            jpeg: thumbnail.to_vec(),
        }));
    }
    encode(&upright(cut, facts.orientation), Recipe::EMBEDDED).map(Some)
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
