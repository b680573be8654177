//! A file and what is known of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::{Asset, SubmissionId};

/// What the file's own headers say; the media crate's facts as they are stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Facts {
    /// jpeg, png, webp, gif, tiff, mp4, mov, webm or pdf: told by signature, not by name.
    pub kind: String,
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
    #[schema(required)]
    pub camera: Option<String>,
    /// The file tells where it was made.
    pub gps: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssetView {
    pub asset: Asset,
    pub facts: Facts,
    /// Whether `thumb` and `preview` exist.
    pub has_picture: bool,
    /// Submissions that hold the same bytes, newest first.
    pub used_in: Vec<AssetUse>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AssetUse {
    pub submission: SubmissionId,
    pub title: String,
    pub submitted_at: DateTime<Utc>,
}
