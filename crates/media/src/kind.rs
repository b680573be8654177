//! What a file is, told from its first bytes. Names and extensions are never looked at: phones, chat programs and
//! browsers rename freely, and an HTML error page saved as `foto.jpg` is an everyday accident.

use serde::{Deserialize, Serialize};

use crate::error::MediaError;
use crate::foreign;

/// How many bytes from the start of a file are enough for [`sniff`].
pub const HEAD_BYTES: usize = 4096;

/// A format that the office takes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
    Tiff,
    Mp4,
    Mov,
    Webm,
    Pdf,
}

/// What people do with a kind: look, watch or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    #[serde(rename = "picture")]
    Photo,
    Video,
    Document,
}

impl Group {
    /// "picture", "video" or "document": the same text that serde writes.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Photo => "picture",
            Self::Video => "video",
            Self::Document => "document",
        }
    }
}

impl Kind {
    /// Every kind, in the order the UI lists them.
    pub const ALL: [Self; 9] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Gif,
        Self::Tiff,
        Self::Mp4,
        Self::Mov,
        Self::Webm,
        Self::Pdf,
    ];

    /// The registered media type (MIME), e.g. `image/jpeg`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Mp4 => "video/mp4",
            Self::Mov => "video/quicktime",
            Self::Webm => "video/webm",
            Self::Pdf => "application/pdf",
        }
    }

    /// Picture, video or document.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::Gif | Self::Tiff => Group::Photo,
            Self::Mp4 | Self::Mov | Self::Webm => Group::Video,
            Self::Pdf => Group::Document,
        }
    }

    /// The usual file name extension, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Tiff => "tif",
            Self::Mp4 => "mp4",
            Self::Mov => "mov",
            Self::Webm => "webm",
            Self::Pdf => "pdf",
        }
    }

    /// The name people know the format by.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Tiff => "TIFF",
            Self::Mp4 => "MP4",
            Self::Mov => "MOV",
            Self::Webm => "WebM",
            Self::Pdf => "PDF",
        }
    }
}

/// Tells the kind from the head of a file (up to [`HEAD_BYTES`]; fewer is fine when the file is shorter).
///
/// # Errors
/// [`MediaError::Empty`] for no bytes, [`MediaError::Unsupported`] for formats we know but don't take,
/// [`MediaError::Unrecognised`] for everything else.
pub fn sniff(head: &[u8]) -> Result<Kind, MediaError> {
    if head.is_empty() {
        return Err(MediaError::Empty);
    }
    if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Ok(Kind::Jpeg);
    }
    if head.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Kind::Png);
    }
    if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
        return Ok(Kind::Gif);
    }
    if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
        return Ok(Kind::Webp);
    }
    if head.starts_with(b"II*\0") || head.starts_with(b"MM\0*") {
        return if head.get(8..10) == Some(b"CR") {
            Err(MediaError::unsupported("RAW Canon (CR2)"))
        } else {
            Ok(Kind::Tiff)
        };
    }
    if head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        // The DocType is one of the first elements of the EBML header.
        let start = &head[..head.len().min(64)];
        return if contains(start, b"webm") {
            Ok(Kind::Webm)
        } else {
            Err(MediaError::unsupported("MKV"))
        };
    }
    if let Some(kind) = iso_media(head)? {
        return Ok(kind);
    }
    // Readers accept a PDF header anywhere in the first 1024 bytes.
    if contains(&head[..head.len().min(1024)], b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    Err(foreign::describe(head))
}

/// MP4 and QuickTime, and their relatives that are pictures or sound.
fn iso_media(head: &[u8]) -> Result<Option<Kind>, MediaError> {
    match head.get(4..8) {
        Some(b"ftyp") => {}
        // QuickTime files older than `ftyp` start with one of these atoms.
        Some(b"moov" | b"mdat" | b"wide" | b"pnot") => return Ok(Some(Kind::Mov)),
        _ => return Ok(None),
    }
    match head.get(8..12) {
        Some(b"qt  ") => Ok(Some(Kind::Mov)),
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"mif1" | b"msf1") => {
            Err(MediaError::unsupported("HEIC"))
        }
        Some(b"avif" | b"avis") => Err(MediaError::unsupported("AVIF")),
        Some(b"crx ") => Err(MediaError::unsupported("RAW Canon (CR3)")),
        Some(b"M4A " | b"M4B ") => Err(MediaError::unsupported("audio M4A")),
        Some(_) => Ok(Some(Kind::Mp4)),
        None => Err(MediaError::Truncated),
    }
}

pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_told_by_signature() {
        let heads: [(&[u8], Kind); 12] = [
            (b"\xFF\xD8\xFF\xE0", Kind::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Kind::Png),
            (b"GIF89a", Kind::Gif),
            (b"RIFF\0\0\0\0WEBPVP8 ", Kind::Webp),
            (b"II*\0\x08\0\0\0\0\0\0\0", Kind::Tiff),
            (b"MM\0*\0\0\0\x08", Kind::Tiff),
            (b"\0\0\0\x18ftypisom", Kind::Mp4),
            (b"\0\0\0\x18ftypmp42", Kind::Mp4),
            (b"\0\0\0\x14ftypqt  ", Kind::Mov),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Kind::Mov),
            (b"\x1A\x45\xDF\xA3\x9F\x42\x82\x84webm", Kind::Webm),
            (b"junk first\n%PDF-1.7", Kind::Pdf),
        ];
        for (head, kind) in heads {
            assert_eq!(sniff(head).expect("recognised"), kind);
        }
    }

    #[test]
    fn relatives_we_do_not_take_are_named() {
        for (head, name) in [
            (&b"\0\0\0\x18ftypheic"[..], "HEIC"),
            (b"\0\0\0\x18ftypavif", "AVIF"),
            (b"\0\0\0\x18ftypcrx ", "RAW Canon (CR3)"),
            (b"\x1A\x45\xDF\xA3\x9F\x42\x82\x88matroska", "MKV"),
            (b"II*\0\x10\0\0\0CR\x02\0", "RAW Canon (CR2)"),
            (b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0", "BMP"),
        ] {
            match sniff(head) {
                Err(MediaError::Unsupported { found }) => assert_eq!(found, name),
                other => panic!("{name}: {other:?}"),
            }
        }
    }

    #[test]
    fn serde_names_are_the_wire_names() {
        assert_eq!(serde_json::to_string(&Kind::Jpeg).expect("json"), "\"jpeg\"");
        for group in [Group::Photo, Group::Video, Group::Document] {
            assert_eq!(
                serde_json::to_string(&group).expect("json"),
                format!("\"{}\"", group.as_str())
            );
        }
    }
}
