//! Files ready to be uploaded: pictures cut for places, and videos copied for them.

use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Fit, Sha256};

/// What the upload cards of a submission offer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubmissionRenditions {
    /// The chosen platforms (the wished ones while none is chosen, all while none is wished), in the SOP's order.
    pub platforms: Vec<PlatformRenditions>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PlatformRenditions {
    pub platform: String,
    pub label: String,
    /// In the order of the post; of one file, in the order of the places.
    pub files: Vec<RenditionCard>,
    /// All of them in one file.
    #[schema(required)]
    pub zip_url: Option<String>,
}

/// One picture for one place.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RenditionCard {
    pub asset: Sha256,
    /// The original's name.
    pub asset_name: String,
    /// Id of the place.
    pub place: String,
    pub place_label: String,
    pub fit: Fit,
    /// Part of what was decided on. Material from before fits were kept has none; then the proposed one is offered.
    pub chosen: bool,
    /// Where the JPEG is; add `download=1` to save it under `file_name`.
    pub url: String,
    /// px.
    pub width: u32,
    /// px.
    pub height: u32,
    /// Once it was made.
    #[schema(required)]
    pub bytes: Option<u64>,
    /// JPEG quality, 1 to 100, once it was made.
    #[schema(required)]
    pub quality: Option<u8>,
    /// The original has fewer pixels than the place wants: it was enlarged.
    pub scaled_up: bool,
    /// Even at the lowest quality that is let out it is larger than the platform takes.
    pub over_limit: bool,
    /// Such as `2026-11-24-kunjungan-delegasi-instagram-feed-4x5-1.jpg`.
    pub file_name: String,
}

/// Programs of the system that Terbit uses if they are there.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Tools {
    pub ffmpeg: Tool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Tool {
    pub available: bool,
    #[schema(required)]
    pub version: Option<String>,
}

/// A video's copy for a place: where its making stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CopyState {
    /// Nobody asked for it yet.
    Absent,
    Running {
        /// Of the video's running time.
        done_ms: u64,
        total_ms: u64,
    },
    Ready {
        bytes: u64,
        url: String,
    },
    Failed {
        message: String,
    },
}
