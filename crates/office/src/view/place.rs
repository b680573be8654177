//! The places of the platforms, as the picker shows them.

use serde::Serialize;
use utoipa::ToSchema;

/// Every place this office prepares files for, platform by platform.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlacesView {
    pub pictures: Vec<PicturePlaceView>,
    pub videos: Vec<VideoPlaceView>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PicturePlaceView {
    pub id: String,
    /// Id of the platform, as SOPs name it.
    pub platform: String,
    /// Such as "Feed 4:5".
    pub label: String,
    /// px.
    pub width: u32,
    /// px.
    pub height: u32,
    pub max_bytes: u64,
    /// Made without asking when its platform is chosen.
    pub default: bool,
    /// What lies under the platform's own buttons and names.
    pub safe: MarginsView,
    #[schema(required)]
    pub note: Option<String>,
}

/// px of the place.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct MarginsView {
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct VideoPlaceView {
    pub id: String,
    /// Id of the platform, as SOPs name it.
    pub platform: String,
    pub label: String,
    /// Of a ready copy, px.
    pub width: u32,
    /// Of a ready copy, px.
    pub height: u32,
    pub shortest_ms: u64,
    pub longest_ms: u64,
    pub max_bytes: u64,
    pub default: bool,
    #[schema(required)]
    pub note: Option<String>,
}
