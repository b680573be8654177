//! What every target does with the bytes it is given: only what the program itself asks of the media engine, through the
//! same public functions.
//!
//! A panic is a finding even where the engine would catch it, because the harness aborts in the panic hook; but for the
//! codecs behind HEIC and AVIF, see [`codecs_may_panic`]. What the
//! program leaves to the helper's deadline and memory limit is left out here: pictures of more than [`MOST_PIXELS`].

use std::fs::File;
use std::io::{Cursor, Write as _};
use std::panic;
use std::path::PathBuf;

use media::{CancelToken, Cut, Fit, Focus, Kind, Order, Place, Recipe};
use tempfile::NamedTempFile;

/// 4 megapixels: enough for every path through a decoder, and thousands of tries a second for the small ones.
const MOST_PIXELS: u64 = 4_000_000;

/// Others' codecs, whose panics `heif` catches around each of them and answers as damaged pictures.
const CODECS: [&str; 2] = ["rusty_av1d", "rust_h265"];

/// Takes a panic inside a codec for the answer that it is in the program; everybody else's stay findings. Call once,
/// after the harness has set its hook.
pub fn codecs_may_panic() {
    let harness = panic::take_hook();
    panic::set_hook(Box::new(move |told| {
        let place = told.location().map_or("", |location| location.file());
        if !CODECS.iter().any(|codec| place.contains(codec)) {
            harness(told);
        }
    }));
}

/// The kinds that a target decodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// Pictures of pixels, camera raws and the first frames of videos.
    Pixels,
    /// HEIC and AVIF.
    Heif,
    /// PDF and SVG.
    Drawn,
}

impl Family {
    fn of(kind: Kind) -> Self {
        match kind {
            Kind::Heic | Kind::Avif => Self::Heif,
            Kind::Pdf | Kind::Svg => Self::Drawn,
            _ => Self::Pixels,
        }
    }
}

/// Headers of every kind of file.
pub fn probe(bytes: &[u8]) {
    let _ = media::probe_reader(Cursor::new(bytes), bytes.len() as u64);
}

/// An EXIF block where it stands in a JPEG and where it stands alone, as a TIFF.
pub fn metadata(bytes: &[u8]) {
    let bytes = &bytes[..bytes.len().min(65_000)];
    let block = [b"Exif\0\0", bytes].concat();
    let length = (block.len() as u16 + 2).to_be_bytes();
    let head = [&[0xFF, 0xD8, 0xFF, 0xE1], &length[..], &block].concat();
    // A whole picture of 8 x 8 behind it, so that nothing is refused before its notes are read.
    probe(&[&head[..], &PLAIN_JPEG[2..]].concat());
    probe(bytes);
}

/// The camera's own small picture.
pub fn preview(bytes: &[u8]) {
    if let Some(file) = file_of(bytes) {
        let _ = media::embedded_preview(file.path());
    }
}

/// Everything that intake asks of a file, at a size that the last byte chooses.
pub fn decode(bytes: &[u8], family: Family) {
    let Ok(facts) = media::probe_reader(Cursor::new(bytes), bytes.len() as u64) else { return };
    let pixels = facts.width.zip(facts.height).map(|(w, h)| u64::from(w) * u64::from(h));
    if Family::of(facts.kind) != family || pixels.is_some_and(|pixels| pixels > MOST_PIXELS) {
        return;
    }
    let Some(file) = file_of(bytes) else { return };
    let edge = 16 << (bytes.last().copied().unwrap_or_default() % 7);
    let order = Order {
        recipes: vec![Recipe { longest_edge: edge, ..Recipe::THUMB }],
        cuts: vec![Cut { place: place(edge), fit: Fit::Crop { focus: Focus::CENTER } }],
        look: true,
        ..Order::default()
    };
    let _ = media::carry_out(file.path(), &order, &CancelToken::new());
}

fn place(edge: u32) -> Place {
    Place {
        id: "fuzz".to_owned(),
        platform: "fuzz".to_owned(),
        label: "fuzz".to_owned(),
        width: edge,
        height: edge * 5 / 4,
        max_bytes: 100_000,
        quality_floor: 60,
    }
}

/// The bytes as a file, in memory where the system has such a folder.
fn file_of(bytes: &[u8]) -> Option<NamedTempFile> {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() { memory } else { std::env::temp_dir() };
    let mut file = NamedTempFile::new_in(folder).ok()?;
    File::write_all(file.as_file_mut(), bytes).ok()?;
    Some(file)
}

/// A grey JPEG of 8 x 8 px.
const PLAIN_JPEG: &[u8] = include_bytes!("../plain.jpg");
