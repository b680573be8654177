//! Naming the files that are *not* taken in. "Tidak dikenal" helps nobody; "isi berkas ini HTML" tells the sender at
//! once that the download failed.

use crate::error::MediaError;
use crate::kind::contains;

/// Picture and video formats that are known by name only: nothing here reads even their size.
const KNOWN_FORMATS: [(&[u8], &str); 3] =
    [(b"II+\0", "TIFF besar (BigTIFF)"), (b"MM\0+", "TIFF besar (BigTIFF)"), (b"FLV\x01", "FLV")];

/// Things that are no picture at all.
const OTHER_THINGS: [(&[u8], &str); 13] = [
    (b"PK\x03\x04", "arsip ZIP atau dokumen Office"),
    (b"\xD0\xCF\x11\xE0", "dokumen Office lama"),
    (b"Rar!", "arsip RAR"),
    (b"7z\xBC\xAF\x27\x1C", "arsip 7-Zip"),
    (b"\x1F\x8B", "arsip gzip"),
    (b"MZ", "program Windows"),
    (b"\x7FELF", "program Linux"),
    (b"ID3", "audio MP3"),
    (b"OggS", "audio Ogg"),
    (b"fLaC", "audio FLAC"),
    (b"%!PS", "dokumen PostScript"),
    (b"SQLite format 3", "basis data SQLite"),
    (b"wOF", "fon"),
];

/// The refusal for a head that [`crate::sniff`] did not know.
pub(crate) fn describe(head: &[u8]) -> MediaError {
    if let Some(markup) = markup(head) {
        return MediaError::unrecognised(markup);
    }
    if let Some((_, name)) = KNOWN_FORMATS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return MediaError::unsupported(name);
    }
    if head.starts_with(b"RIFF") {
        return match head.get(8..12) {
            Some(b"WAVE") => MediaError::unrecognised("audio WAV"),
            _ => MediaError::unrecognised("wadah RIFF yang tidak dikenal"),
        };
    }
    if let Some((_, name)) = OTHER_THINGS.iter().find(|(magic, _)| head.starts_with(magic)) {
        return MediaError::unrecognised(name);
    }
    if is_text(head) {
        return MediaError::unrecognised("teks");
    }
    if head.iter().all(|&byte| byte == 0) {
        return MediaError::unrecognised("nol semua (salinan gagal)");
    }
    MediaError::unrecognised("data yang tidak dikenal")
}

/// "HTML", "SVG" or "XML" when the bytes are markup, also behind a false JPEG signature.
pub(crate) fn markup(head: &[u8]) -> Option<&'static str> {
    let lower = head[..head.len().min(1024)].to_ascii_lowercase();
    let has = |needle: &[u8]| contains(&lower, needle);
    // Binary formats carry XMP and the like: only bytes that read as text count as markup.
    if !reads_as_text(&lower) && !reads_as_text(lower.get(4..).unwrap_or_default()) {
        return None;
    }
    if has(b"<!doctype html") || has(b"<html") || has(b"<head") || has(b"<body") || has(b"<script")
    {
        Some("HTML")
    } else if has(b"<svg") {
        Some("SVG")
    } else if has(b"<?xml") {
        Some("XML")
    } else {
        None
    }
}

/// Whether the document's root element is `svg` (also with a name-space prefix), after byte order mark, white space,
/// declarations, comments and document type. HTML that merely shows an SVG is no SVG.
pub(crate) fn is_svg(head: &[u8]) -> bool {
    let mut rest = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    loop {
        rest = rest.trim_ascii_start();
        let skipped = if let Some(comment) = rest.strip_prefix(b"<!--") {
            after(comment, b"-->")
        } else if let Some(instruction) = rest.strip_prefix(b"<?") {
            after(instruction, b"?>")
        } else if rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case(b"<!doctype")) {
            after_doctype(rest)
        } else {
            return root_is_svg(rest);
        };
        match skipped {
            Some(further) => rest = further,
            // A long comment or licence notice may fill the whole head.
            None => {
                return contains(head, b"<svg") && contains(head, b"http://www.w3.org/2000/svg");
            }
        }
    }
}

fn root_is_svg(rest: &[u8]) -> bool {
    let Some(name) = rest.strip_prefix(b"<") else { return false };
    let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let name = name.split(ends).next().unwrap_or_default();
    let local = name.rsplit(|&byte| byte == b':').next().unwrap_or_default();
    local == b"svg" && name.len() <= 64
}

fn after<'a>(text: &'a [u8], mark: &[u8]) -> Option<&'a [u8]> {
    let at = text.windows(mark.len()).position(|window| window == mark)?;
    text.get(at + mark.len()..)
}

/// Past `<!DOCTYPE … [ … ]>`: the declarations inside the brackets have angle brackets of their own.
fn after_doctype(text: &[u8]) -> Option<&[u8]> {
    let close = text.iter().position(|&byte| byte == b'>')?;
    match text.iter().position(|&byte| byte == b'[') {
        Some(open) if open < close => {
            after(text.get(open..)?, b"]").and_then(|rest| after(rest, b">"))
        }
        _ => text.get(close + 1..),
    }
}

/// Whether an HTML page begins anywhere in these bytes, e.g. after a genuine-looking JPEG header.
pub(crate) fn hides_html(head: &[u8]) -> bool {
    let lower = head.to_ascii_lowercase();
    contains(&lower, b"<html") || contains(&lower, b"<!doctype html")
}

/// Text, also in UTF-16 with its byte order mark.
fn is_text(head: &[u8]) -> bool {
    let utf16 = head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]);
    (utf16 && head.len() >= 4) || reads_as_text(head)
}

/// Text in UTF-8 or Latin-1: no control characters but white space, and mostly ASCII.
pub(crate) fn reads_as_text(head: &[u8]) -> bool {
    let control = head
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
        .count();
    let ascii =
        head.iter().filter(|&&byte| matches!(byte, 0x20..0x7F | b'\t' | b'\n' | b'\r')).count();
    !head.is_empty() && control == 0 && ascii * 10 >= head.len() * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(head: &[u8]) -> String {
        match describe(head) {
            MediaError::Unrecognised { found } | MediaError::Unsupported { found } => found,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn everyday_accidents_are_named() {
        assert_eq!(found(b"<!DOCTYPE html><title>404</title>"), "HTML");
        assert_eq!(found("Naskah siaran pers, édisi 2".as_bytes()), "teks");
        assert_eq!(found(b"PK\x03\x04\x14\0"), "arsip ZIP atau dokumen Office");
        assert_eq!(found(&[0; 64]), "nol semua (salinan gagal)");
        assert_eq!(found(b"RIFF\0\0\0\0WAVEfmt "), "audio WAV");
    }
}
