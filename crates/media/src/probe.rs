//! Looking at a file without decoding it: milliseconds, whatever its size. A probe trusts headers and finds cuts only
//! where the container tells; [`crate::check`] goes on to the pixels.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use crate::container::{avi, bmp, gif, heif, jpeg, mp4, pdf, png, raw, svg, tiff, webm, webp};
use crate::error::MediaError;
use crate::exif;
use crate::facts::Facts;
use crate::kind::{HEAD_BYTES, Kind, Sight};
use crate::signature::{raw_kind, sniff};
use crate::source::Source;

/// Reads the facts of the file at `path`. The name and extension are not looked at.
///
/// # Errors
/// Every [`MediaError`] but `NotAPicture`. Corrupt pixels behind sound headers are not found here.
pub fn probe(path: &Path) -> Result<Facts, MediaError> {
    let (file, bytes) = open(path)?;
    probe_reader(file, bytes)
}

/// Reads the facts of anything seekable that holds `bytes` bytes, e.g. `Cursor<&[u8]>`.
///
/// # Errors
/// As [`probe()`].
pub fn probe_reader<R: Read + Seek>(reader: R, bytes: u64) -> Result<Facts, MediaError> {
    if bytes == 0 {
        return Err(MediaError::Empty);
    }
    let mut source = Source::new(reader, bytes)?;
    let head = source.up_to(HEAD_BYTES as u64)?;
    let kind = match sniff(&head)? {
        // The directory may lie beyond the head; only here is it always within reach.
        Kind::Tiff => refined(&mut source),
        kind => kind,
    };
    let mut facts = Facts::new(kind, bytes);
    match kind {
        Kind::Jpeg => jpeg::probe(&mut source, &mut facts).map(|_| ()),
        Kind::Png => png::probe(&mut source, &mut facts),
        Kind::Webp => webp::probe(&mut source, &mut facts),
        Kind::Gif => gif::probe(&mut source, &mut facts),
        Kind::Tiff => tiff::probe(&mut source, &mut facts),
        Kind::Mp4 | Kind::Mov => mp4::probe(&mut source, &mut facts),
        Kind::Webm | Kind::Mkv => webm::probe(&mut source, &mut facts),
        Kind::Pdf => pdf::probe(&mut source, &mut facts),
        Kind::Bmp => bmp::probe(&mut source, &mut facts),
        Kind::Heic | Kind::Avif => heif::probe(&mut source, &mut facts),
        Kind::Svg => svg::probe(&mut source, &mut facts),
        Kind::Cr2
        | Kind::Cr3
        | Kind::Nef
        | Kind::Arw
        | Kind::Dng
        | Kind::Raf
        | Kind::Orf
        | Kind::Rw2 => raw::probe(&mut source, &mut facts),
        Kind::Avi => avi::probe(&mut source, &mut facts),
        Kind::Psd | Kind::Jxl | Kind::Jp2 => Ok(()),
    }?;
    if kind.sight() == Sight::Nothing {
        facts.undecodable = Some(kind.label().to_owned());
    }
    Ok(facts)
}

/// A TIFF, or the raw that it turns out to be.
pub(crate) fn refined<R: Read + Seek>(source: &mut Source<R>) -> Kind {
    let tags = exif::read_tiff(source).ok();
    tags.and_then(|tags| raw_kind(&tags)).unwrap_or(Kind::Tiff)
}

/// Opens a regular file. Folders, pipes and devices are refused before opening, since opening a pipe would wait.
pub(crate) fn open(path: &Path) -> Result<(File, u64), MediaError> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(MediaError::NotAFile);
    }
    let file = File::open(path)?;
    let bytes = file.metadata()?.len();
    if bytes == 0 { Err(MediaError::Empty) } else { Ok((file, bytes)) }
}
