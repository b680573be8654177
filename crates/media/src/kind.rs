//! The kinds of file that the office takes in, one row a kind. How a file's kind is told is in [`crate::sniff`].

use serde::{Deserialize, Serialize};

/// How many bytes from the start of a file are enough for [`crate::sniff`].
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
    Bmp,
    Heic,
    Avif,
    Svg,
    /// Canon raw in a TIFF.
    Cr2,
    /// Canon raw in ISO boxes.
    Cr3,
    /// Nikon raw.
    Nef,
    /// Sony raw.
    Arw,
    /// Adobe's open raw, also of some phones.
    Dng,
    /// Fujifilm raw.
    Raf,
    /// Olympus and OM System raw.
    Orf,
    /// Panasonic raw.
    Rw2,
    /// Kept, never decoded here; so are the two below and MKV and AVI.
    Psd,
    Jxl,
    Jp2,
    Mp4,
    Mov,
    Webm,
    Mkv,
    Avi,
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

/// How a kind gives a picture to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Its own pixels are decoded.
    Pixels,
    /// A camera raw: the JPEG that the camera put in beside the sensor's data.
    CameraPreview,
    /// A PDF or SVG: drawn at the size that is needed.
    Drawn,
    /// A frame of the video.
    Poster,
    /// Kept, and shown as a tile with its name only.
    Nothing,
}

/// One row a kind: media type, extension, the name people know, group, and how it is seen.
struct Row(Kind, &'static str, &'static str, &'static str, Group, Sight);

const ROWS: [Row; 26] = {
    use Group::{Document, Photo, Video};
    use Sight::{CameraPreview, Drawn, Nothing, Pixels, Poster};
    [
        Row(Kind::Jpeg, "image/jpeg", "jpg", "JPEG", Photo, Pixels),
        Row(Kind::Png, "image/png", "png", "PNG", Photo, Pixels),
        Row(Kind::Webp, "image/webp", "webp", "WebP", Photo, Pixels),
        Row(Kind::Gif, "image/gif", "gif", "GIF", Photo, Pixels),
        Row(Kind::Tiff, "image/tiff", "tif", "TIFF", Photo, Pixels),
        Row(Kind::Bmp, "image/bmp", "bmp", "BMP", Photo, Pixels),
        Row(Kind::Heic, "image/heic", "heic", "HEIC", Photo, Pixels),
        Row(Kind::Avif, "image/avif", "avif", "AVIF", Photo, Pixels),
        Row(Kind::Svg, "image/svg+xml", "svg", "SVG", Photo, Drawn),
        Row(Kind::Cr2, "image/x-canon-cr2", "cr2", "RAW Canon (CR2)", Photo, CameraPreview),
        Row(Kind::Cr3, "image/x-canon-cr3", "cr3", "RAW Canon (CR3)", Photo, CameraPreview),
        Row(Kind::Nef, "image/x-nikon-nef", "nef", "RAW Nikon (NEF)", Photo, CameraPreview),
        Row(Kind::Arw, "image/x-sony-arw", "arw", "RAW Sony (ARW)", Photo, CameraPreview),
        Row(Kind::Dng, "image/x-adobe-dng", "dng", "RAW (DNG)", Photo, CameraPreview),
        Row(Kind::Raf, "image/x-fuji-raf", "raf", "RAW Fujifilm (RAF)", Photo, CameraPreview),
        Row(Kind::Orf, "image/x-olympus-orf", "orf", "RAW Olympus (ORF)", Photo, CameraPreview),
        Row(Kind::Rw2, "image/x-panasonic-rw2", "rw2", "RAW Panasonic (RW2)", Photo, CameraPreview),
        Row(Kind::Psd, "image/vnd.adobe.photoshop", "psd", "Photoshop (PSD)", Photo, Nothing),
        Row(Kind::Jxl, "image/jxl", "jxl", "JPEG XL", Photo, Nothing),
        Row(Kind::Jp2, "image/jp2", "jp2", "JPEG 2000", Photo, Nothing),
        Row(Kind::Mp4, "video/mp4", "mp4", "MP4", Video, Poster),
        Row(Kind::Mov, "video/quicktime", "mov", "MOV", Video, Poster),
        Row(Kind::Webm, "video/webm", "webm", "WebM", Video, Poster),
        Row(Kind::Mkv, "video/x-matroska", "mkv", "MKV", Video, Poster),
        Row(Kind::Avi, "video/x-msvideo", "avi", "AVI", Video, Poster),
        Row(Kind::Pdf, "application/pdf", "pdf", "PDF", Document, Drawn),
    ]
};

impl Kind {
    /// Every kind, in the order the UI lists them.
    pub const ALL: [Self; ROWS.len()] = {
        let mut all = [Self::Jpeg; ROWS.len()];
        let mut at = 0;
        while at < ROWS.len() {
            // The row of a kind is found by its number.
            assert!(ROWS[at].0 as usize == at, "rows stand in the order of the enum");
            all[at] = ROWS[at].0;
            at += 1;
        }
        all
    };

    const fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// The registered media type (MIME), e.g. `image/jpeg`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        self.row().1
    }

    /// The kind with this media type, as [`Kind::media_type`] writes it.
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.media_type() == media_type)
    }

    /// The usual file name extension, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        self.row().2
    }

    /// The name people know the format by.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.row().3
    }

    /// Picture, video or document.
    #[must_use]
    pub const fn group(self) -> Group {
        self.row().4
    }

    /// How a picture of it is made.
    #[must_use]
    pub const fn sight(self) -> Sight {
        self.row().5
    }

    /// Whether a browser shows the original in place, without risk: what it can't show is only saved. SVG is left out,
    /// since it may carry script.
    #[must_use]
    pub const fn browser_shows(self) -> bool {
        matches!(
            self,
            Self::Jpeg
                | Self::Png
                | Self::Webp
                | Self::Gif
                | Self::Avif
                | Self::Bmp
                | Self::Mp4
                | Self::Mov
                | Self::Webm
                | Self::Pdf
        )
    }
}

pub(crate) fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

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
