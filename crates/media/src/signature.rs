//! What a file is, told from its first bytes. Names and extensions are never looked at: phones, chat programs and
//! browsers rename freely, and an HTML error page saved as `foto.jpg` is an everyday accident.
//!
//! Camera raws built on TIFF are told by their first directory, where the head reaches it; [`crate::probe()`] looks
//! again with the whole file at hand, and its word is the last.

use std::io::Cursor;

use crate::error::MediaError;
use crate::exif;
use crate::foreign;
use crate::kind::{HEAD_BYTES, Kind, contains};
use crate::source::Source;

/// Signatures at offset 0 that settle the matter.
const MAGIC: [(&[u8], Kind); 15] = [
    (b"\xFF\xD8\xFF", Kind::Jpeg),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"GIF87a", Kind::Gif),
    (b"GIF89a", Kind::Gif),
    (b"IIRO", Kind::Orf),
    (b"IIRS", Kind::Orf),
    (b"MMOR", Kind::Orf),
    (b"IIU\0", Kind::Rw2),
    (b"FUJIFILMCCD-RAW", Kind::Raf),
    (b"8BPS\0\x01", Kind::Psd),
    (b"8BPS\0\x02", Kind::Psd),
    (b"\xFF\x0A", Kind::Jxl),
    (b"\0\0\0\x0CJXL \r\n\x87\n", Kind::Jxl),
    (b"\0\0\0\x0CjP  \r\n\x87\n", Kind::Jp2),
    (b"\xFF\x4F\xFF\x51", Kind::Jp2),
];

/// Tells the kind from the head of a file (up to [`HEAD_BYTES`]; fewer is fine when the file is shorter).
///
/// # Errors
/// [`MediaError::Empty`] for no bytes, [`MediaError::Unsupported`] for formats we know but can't keep as a picture or
/// video, [`MediaError::Unrecognised`] for everything else.
pub fn sniff(head: &[u8]) -> Result<Kind, MediaError> {
    if head.is_empty() {
        return Err(MediaError::Empty);
    }
    let head = &head[..head.len().min(HEAD_BYTES)];
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Ok(*kind);
    }
    if head.starts_with(b"II*\0") || head.starts_with(b"MM\0*") {
        return Ok(tiff(head));
    }
    match (head.get(..4), head.get(8..12)) {
        (Some(b"RIFF"), Some(b"WEBP")) => return Ok(Kind::Webp),
        (Some(b"RIFF"), Some(b"AVI ")) => return Ok(Kind::Avi),
        _ => {}
    }
    if head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        // The DocType is one of the first elements of the EBML header.
        let start = &head[..head.len().min(64)];
        return Ok(if contains(start, b"webm") { Kind::Webm } else { Kind::Mkv });
    }
    if let Some(kind) = iso_media(head)? {
        return Ok(kind);
    }
    // Readers accept a PDF header anywhere in the first 1024 bytes.
    if contains(&head[..head.len().min(1024)], b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if is_bmp(head) {
        return Ok(Kind::Bmp);
    }
    if foreign::is_svg(head) {
        return Ok(Kind::Svg);
    }
    Err(foreign::describe(head))
}

/// A raw, when the first directory lies within the head and says so; else a TIFF.
fn tiff(head: &[u8]) -> Kind {
    // Canon writes its mark after the TIFF header.
    if head.get(8..11) == Some(b"CR\x02") {
        return Kind::Cr2;
    }
    let tags = Source::new(Cursor::new(head), head.len() as u64)
        .and_then(|mut source| exif::read_tiff(&mut source));
    tags.ok().and_then(|tags| raw_kind(&tags)).unwrap_or(Kind::Tiff)
}

/// The raw that a TIFF's first directory describes.
pub(crate) fn raw_kind(tags: &exif::Tags) -> Option<Kind> {
    if tags.dng {
        return Some(Kind::Dng);
    }
    let make = tags.make.as_deref().filter(|_| tags.raw)?.to_ascii_lowercase();
    if make.starts_with("nikon") {
        Some(Kind::Nef)
    } else if make.starts_with("sony") {
        Some(Kind::Arw)
    } else {
        None
    }
}

/// `BM`, reserved zeros, and one of the known sizes of the header that follows.
fn is_bmp(head: &[u8]) -> bool {
    head.starts_with(b"BM")
        && head.get(6..10) == Some(&[0; 4])
        && matches!(head.get(14..18), Some(&[12 | 16 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// MP4 and QuickTime, and their relatives that are pictures or sound.
fn iso_media(head: &[u8]) -> Result<Option<Kind>, MediaError> {
    match head.get(4..8) {
        Some(b"ftyp") => {}
        // QuickTime files older than `ftyp` start with one of these atoms.
        Some(b"moov" | b"mdat" | b"wide" | b"pnot") => return Ok(Some(Kind::Mov)),
        _ => return Ok(None),
    }
    let Some(&[a, b, c, d]) = head.get(..4) else { return Ok(None) };
    let size = u32::from_be_bytes([a, b, c, d]) as usize;
    let major = head.get(8..12).ok_or(MediaError::Truncated)?;
    let compatible = head.get(16..size.min(head.len())).unwrap_or_default().as_chunks::<4>().0;
    let speaks = |brands: &[&[u8; 4]]| compatible.iter().any(|brand| brands.contains(&brand));
    Ok(Some(match major {
        b"qt  " => Kind::Mov,
        b"crx " => Kind::Cr3,
        b"jxl " => Kind::Jxl,
        b"avif" | b"avis" => Kind::Avif,
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => Kind::Heic,
        // Any picture in the box format; what codes it stands among the compatible brands.
        b"mif1" | b"mif2" | b"msf1" | b"miaf" | b"MiHE" => {
            if speaks(&[b"avif", b"avis"]) {
                Kind::Avif
            } else {
                Kind::Heic
            }
        }
        b"M4A " | b"M4B " | b"M4P " => return Err(MediaError::unrecognised("audio M4A")),
        _ if speaks(&[b"crx "]) => Kind::Cr3,
        _ => Kind::Mp4,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_kind_is_told_by_its_signature() {
        let bmp = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0";
        let dng = b"II*\0\x08\0\0\0\x01\0\x12\xC6\x01\0\x04\0\0\0\x01\x04\0\0\0\0\0\0";
        let heads: [(&[u8], Kind); 43] = [
            (b"\xFF\xD8\xFF\xE0", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"GIF89a", Kind::Gif),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Webp),
            (b"RIFF\0\0\0\0AVI LIST", Kind::Avi),
            (b"II*\0\x08\0\0\0\0\0\0\0", Kind::Tiff),
            (b"MM\0*\0\0\0\x08", Kind::Tiff),
            (b"II*\0\x10\0\0\0CR\x02\0", Kind::Cr2),
            (dng, Kind::Dng),
            (b"IIRO\x08\0\0\0", Kind::Orf),
            (b"IIRS\x08\0\0\0", Kind::Orf),
            (b"MMOR\0\0\0\x08", Kind::Orf),
            (b"IIU\0\x08\0\0\0", Kind::Rw2),
            (b"FUJIFILMCCD-RAW 0201", Kind::Raf),
            (bmp, Kind::Bmp),
            (b"8BPS\0\x01\0\0", Kind::Psd),
            (b"\xFF\x0A\xF9", Kind::Jxl),
            (b"\0\0\0\x0CJXL \r\n\x87\n\0\0\0\x14ftypjxl ", Kind::Jxl),
            (b"\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14ftypjp2 ", Kind::Jp2),
            (b"\xFF\x4F\xFF\x51\0", Kind::Jp2),
            (b"\0\0\0\x18ftypisom", Kind::Mp4),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", Kind::Mp4),
            (b"\0\0\0\x18ftyp3gp5\0\0\0\0", Kind::Mp4),
            (b"\0\0\0\x14ftypqt  ", Kind::Mov),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Kind::Mov),
            (b"\0\0\x10\0moov\0\0\0\0", Kind::Mov),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Kind::Heic),
            (b"\0\0\0\x18ftyphevc\0\0\0\0msf1hevc", Kind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Kind::Heic),
            (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", Kind::Avif),
            (b"\0\0\0\x18ftypmsf1\0\0\0\0avismsf1", Kind::Avif),
            (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf", Kind::Avif),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", Kind::Cr3),
            (b"\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm", Kind::Webm),
            (b"\x1A\x45\xDF\xA3\x9F\x42\x82\x88matroska", Kind::Mkv),
            (b"junk first\n%PDF-1.7", Kind::Pdf),
            (b"<svg viewBox='0 0 1 1'></svg>", Kind::Svg),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>\n<!-- peta --><svg:svg xmlns:svg='x'/>", Kind::Svg),
            (b"<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD' 'x' [<!ENTITY a 'b'>]><svg>", Kind::Svg),
            (b"  <!-- <html> dahulu -->\n<svg width='10'>", Kind::Svg),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", Kind::Svg),
            (b"<?xml version='1.0'?>\n<?xml-stylesheet href='a.css'?>\n<svg\n  id='x'>", Kind::Svg),
            (b"\0\0\0\x08pnot", Kind::Mov),
        ];
        for (head, kind) in heads {
            assert_eq!(sniff(head).expect("recognised"), kind, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn a_raw_is_told_by_its_maker_only_when_its_directory_is_a_raws() {
        // NewSubfileType (reduced picture or full) and Make, after which the maker's name.
        let head = |reduced: u8, make: &[u8]| {
            let mut head = b"II*\0\x08\0\0\0\x02\0\xFE\0\x04\0\x01\0\0\0".to_vec();
            head.extend([
                reduced,
                0,
                0,
                0,
                0x0F,
                0x01,
                2,
                0,
                make.len() as u8,
                0,
                0,
                0,
                38,
                0,
                0,
                0,
            ]);
            head.extend([0; 4]);
            head.extend(make);
            head
        };
        assert_eq!(sniff(&head(1, b"NIKON CORPORATION\0")).expect("raw"), Kind::Nef);
        assert_eq!(sniff(&head(1, b"SONY\0\0")).expect("raw"), Kind::Arw);
        assert_eq!(sniff(&head(0, b"NIKON CORPORATION\0")).expect("picture"), Kind::Tiff);
        assert_eq!(sniff(&head(1, b"PENTAX\0")).expect("not told"), Kind::Tiff);
    }

    #[test]
    fn what_cannot_be_kept_is_named() {
        for (head, name) in [
            (&b"II+\0\x08\0\0\0"[..], "TIFF besar (BigTIFF)"),
            (b"FLV\x01", "FLV"),
            (b"\0\0\0\x18ftypM4A ", "audio M4A"),
            (b"<html><body><svg></svg></body></html>", "HTML"),
            (b"<!-- <svg> --><html>", "HTML"),
            (b"<?xml version='1.0'?><catatan/>", "XML"),
        ] {
            match sniff(head) {
                Err(MediaError::Unsupported { found } | MediaError::Unrecognised { found }) => {
                    assert_eq!(found, name);
                }
                other => panic!("{name}: {other:?}"),
            }
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(mut bytes in proptest::collection::vec(any::<u8>(), 0..600), which in 0usize..24) {
            let starts: [&[u8]; 24] = [
                b"", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08", b"RIFF", b"RIFF\0\0\0\0AVI ", b"\x1A\x45\xDF\xA3",
                b"\0\0\0\x18ftyp", b"\0\0\0\x18ftypmif1", b"\xFF\xFF\xFF\xFFftypmif1\0\0\0\0", b"\0\0\0\0ftyp", b"<svg",
                b"<?xml", b"<!--", b"<!DOCTYPE svg [", b"BM", b"\xFF", b"\0\0\0\x0C", b"8BPS", b"<", b"\xEF\xBB\xBF<",
                b"IIRO", b"FUJI", b"%PDF", b"\xFF\xFE<\0",
            ];
            let mut head = starts[which].to_vec();
            head.append(&mut bytes);
            let _ = sniff(&head);
        }
    }
}
