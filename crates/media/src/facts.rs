//! What is known about a file without showing it.

use serde::{Deserialize, Serialize};

use crate::kind::{Group, Kind};

/// What [`crate::probe()`] reads from a file's headers. All of it is the file's own claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Told by signature.
    pub kind: Kind,
    /// Size of the file, bytes.
    pub bytes: u64,
    /// Width in px as a person sees it, after orientation (pictures) or the track's rotation (MP4, MOV).
    pub width: Option<u32>,
    /// Height in px, likewise upright.
    pub height: Option<u32>,
    /// EXIF orientation 1 to 8 as stored in the file; 1 when absent, and for everything that is no picture.
    pub orientation: u8,
    /// GIF, WebP and PNG: whether there is more than one frame. `None` for the other kinds.
    pub animated: Option<bool>,
    /// Running time in milliseconds, for videos whose header says it.
    pub duration_ms: Option<u64>,
    /// PDF pages, when the file tells without decompression.
    pub pages: Option<u32>,
    /// EXIF `DateTimeOriginal` exactly as written, e.g. `2026:11:24 09:15:00` (the camera's own clock, no zone).
    pub taken: Option<String>,
    /// EXIF make and model in one line, e.g. `Canon EOS R6`.
    pub camera: Option<String>,
    /// Whether the file holds a position (UU PDP 27/2022: remove before publishing).
    pub gps: bool,
    /// The zone of `taken`, as `+07:00`, where the camera wrote it (EXIF `OffsetTimeOriginal`) or the file's own time
    /// is UTC (`+00:00`, videos).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_offset: Option<String>,
    /// Where it was taken, when that can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Sent coarse to fine (progressive JPEG, interlaced PNG), so that all of it is held before a row can be shown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub progressive: bool,
    /// Colour as stored, of pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// What a platform asks about a video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<VideoFacts>,
    /// Why no picture can be shown of it here, in Indonesian for the tile ("HEVC 10-bit"); the file is kept all the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undecodable: Option<String>,
    /// What the decoded picture looks like, once it was decoded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
}

/// A place on Earth, WGS 84, in millionths of a degree; north and east are positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// -90,000,000 to 90,000,000.
    pub latitude_udeg: i32,
    /// -180,000,000 to 180,000,000.
    pub longitude_udeg: i32,
}

impl Position {
    /// `None` outside the Earth's ranges, and for what is no number.
    pub(crate) fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        let micro = |degrees: f64, most: f64| {
            (degrees.abs() <= most).then(|| (degrees * 1e6).round() as i32)
        };
        Some(Self {
            latitude_udeg: micro(latitude, 90.0)?,
            longitude_udeg: micro(longitude, 180.0)?,
        })
    }
}

/// How a picture stores its colours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Color {
    pub model: ColorModel,
    /// Bits a channel.
    pub bits: u8,
    /// Whether parts may be transparent.
    pub alpha: bool,
    /// The embedded profile's own name ("Display P3"), or "Adobe RGB" said by EXIF alone; absent means sRGB.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColorModel {
    Gray,
    /// Also YCbCr, which is RGB turned.
    Rgb,
    /// Also YCCK.
    Cmyk,
    Palette,
}

/// A video's first visual track and its sound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VideoFacts {
    /// "h264", "hevc", "vp8", "vp9", "av1", or the container's own four characters.
    pub codec: String,
    /// Frames in 1000 seconds: 29,970 for 29.97 fps.
    pub frame_rate_milli: Option<u32>,
    /// Clockwise quarter turns in degrees that a player makes: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Bits a second over the whole file.
    pub bit_rate: Option<u64>,
    /// "aac", "opus", …; `None` for a silent video.
    pub sound: Option<String>,
}

/// What was seen while the picture was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Where a crop should be centred.
    pub focus: Focus,
    /// A 64-bit perceptual hash; nearly the same pictures differ in few bits. `None` for pictures so plain (one colour, a
    /// gradient) that they would resemble every other plain one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<u64>,
    /// Whether it is drawn (an infographic: flat areas, text) rather than photographed; decides how it is fitted.
    pub drawn: bool,
}

/// A point of the upright picture in ten-thousandths of its width and height, from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Focus {
    pub x: u16,
    pub y: u16,
}

impl Focus {
    /// The middle.
    pub const CENTER: Self = Self { x: 5_000, y: 5_000 };
}

impl Facts {
    pub(crate) const fn new(kind: Kind, bytes: u64) -> Self {
        Self {
            kind,
            bytes,
            width: None,
            height: None,
            orientation: 1,
            animated: None,
            duration_ms: None,
            pages: None,
            taken: None,
            camera: None,
            gps: false,
            taken_offset: None,
            position: None,
            progressive: false,
            color: None,
            video: None,
            undecodable: None,
            look: None,
        }
    }

    /// Picture, video or document.
    #[must_use]
    pub const fn group(&self) -> Group {
        self.kind.group()
    }

    /// Width times height of a picture. 0 for videos and documents.
    #[must_use]
    pub fn pixels(&self) -> u64 {
        match (self.group(), self.width, self.height) {
            (Group::Photo, Some(width), Some(height)) => u64::from(width) * u64::from(height),
            _ => 0,
        }
    }
}
