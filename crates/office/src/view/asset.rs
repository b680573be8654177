//! A file and what is known of it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Asset, Fit, Sha256, SubmissionId};

/// What the file's own headers say, and what was seen when it was decoded.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Facts {
    /// jpeg, png, heic, cr2, mp4, pdf …: told by signature, not by name.
    pub kind: String,
    /// The name people know the format by.
    pub kind_label: String,
    pub bytes: u64,
    /// Upright, in pixels.
    #[schema(required)]
    pub width: Option<u32>,
    #[schema(required)]
    pub height: Option<u32>,
    /// EXIF orientation, 1 to 8.
    pub orientation: u8,
    #[schema(required)]
    pub animated: Option<bool>,
    #[schema(required)]
    pub duration_ms: Option<u64>,
    #[schema(required)]
    pub pages: Option<u32>,
    /// The camera's own clock, as written in the file.
    #[schema(required)]
    pub taken: Option<String>,
    /// The zone of `taken`, such as `+07:00`, where the file tells it.
    #[schema(required)]
    pub taken_offset: Option<String>,
    #[schema(required)]
    pub camera: Option<String>,
    /// The file tells where it was made.
    pub gps: bool,
    /// Where, if that can be read.
    #[schema(required)]
    pub position: Option<Position>,
    #[schema(required)]
    pub color: Option<Color>,
    #[schema(required)]
    pub video: Option<VideoFacts>,
    /// Why no picture of it can be shown; such a file is kept all the same.
    #[schema(required)]
    pub undecodable: Option<String>,
    /// Drawn (an infographic) rather than photographed; absent before it was decoded.
    #[schema(required)]
    pub drawn: Option<bool>,
}

/// A place on Earth, WGS 84. On the wire it has a name of its own: a position of the office is another thing.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
#[schema(as = GeoPosition)]
pub struct Position {
    /// Degrees, north positive.
    pub latitude: f64,
    /// Degrees, east positive.
    pub longitude: f64,
    /// The nearest town that is known, such as "Bandung, Jawa Barat".
    #[schema(required)]
    pub place_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Color {
    pub model: ColorModel,
    /// Bits a channel.
    pub bits: u8,
    /// Parts may be transparent.
    pub alpha: bool,
    /// The profile's own name; absent: sRGB.
    #[schema(required)]
    pub profile: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColorModel {
    Gray,
    Rgb,
    Cmyk,
    Palette,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VideoFacts {
    /// h264, hevc, vp8, vp9, av1, or the container's own four characters.
    pub codec: String,
    /// Frames a second.
    #[schema(required)]
    pub frame_rate: Option<f64>,
    /// Degrees clockwise that a player turns it: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Bits a second.
    #[schema(required)]
    pub bit_rate: Option<u64>,
    /// aac, opus …; absent for a silent video.
    #[schema(required)]
    pub sound: Option<String>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssetView {
    pub asset: Asset,
    pub facts: Facts,
    /// Whether `thumb` and `preview` exist; otherwise the file is a tile with its name.
    pub has_picture: bool,
    /// Submissions that hold the same bytes, newest first.
    pub used_in: Vec<AssetUse>,
    /// Other files that look nearly the same, closest first, at most five.
    pub similar: Vec<SimilarAsset>,
    /// For each default place (by its id): the fit that is taken if nobody chooses. Empty for what is no picture.
    pub proposed: BTreeMap<String, Fit>,
    /// What platforms will refuse, or will show badly.
    pub refusals: Vec<PlatformRefusal>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssetUse {
    pub submission: SubmissionId,
    pub title: String,
    pub submitted_at: DateTime<Utc>,
}

/// A file that looks nearly the same as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SimilarAsset {
    pub sha256: Sha256,
    pub name: String,
    /// The newest submission that holds it, if one does.
    #[schema(required)]
    pub submission: Option<SubmissionId>,
    #[schema(required)]
    pub title: Option<String>,
    /// Day of the event, or of handing in; without a submission, the day it was taken in.
    pub date: NaiveDate,
    /// Bits in which the two pictures' hashes differ, of 64.
    pub distance: u32,
}

/// Why a platform will not take a file, or why it will look bad there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlatformRefusal {
    /// Id of the platform, as SOPs name it.
    pub platform: String,
    /// Id of the place.
    pub place: String,
    /// Stable: `too_short`, `too_long`, `too_large`, `wrong_shape`, `wrong_codec`, `wrong_container`, `few_frames`,
    /// `many_frames` (videos), `too_small` (pictures).
    pub code: String,
    /// An Indonesian sentence for the person.
    pub message: String,
    pub severity: Severity,
    /// A copy for the place (`POST /api/media/{sha256}/copies/{place}`) mends it.
    pub copy_mends: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The platform will not take it as it is.
    Refused,
    /// It is taken, and looks worse than it should.
    Warning,
}
