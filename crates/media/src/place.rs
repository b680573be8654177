//! Where a picture is shown: the places of the platforms, and how a picture is fitted into one. Places are data that an
//! office may correct; this crate knows their shape and no platform.

use serde::{Deserialize, Serialize};

use crate::facts::Focus;

/// One place of a platform: a shape with its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Stable id, used in addresses and records: `instagram-feed-4x5`.
    pub id: String,
    /// Id of the platform, as SOPs name it: `instagram`.
    pub platform: String,
    /// What people call it, in Indonesian: "Feed 4:5".
    pub label: String,
    /// px.
    pub width: u32,
    /// px.
    pub height: u32,
    /// The most bytes the platform takes.
    pub max_bytes: u64,
    /// The least JPEG quality that is let out, 1 to 100.
    #[serde(default = "Place::usual_floor")]
    pub quality_floor: u8,
}

impl Place {
    const fn usual_floor() -> u8 {
        70
    }
}

/// How a picture is fitted into a place. The choice belongs to a version and to what is approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "how", deny_unknown_fields)]
pub enum Fit {
    /// Fill the place; cut off what is farthest from `focus`.
    Crop { focus: Focus },
    /// Show everything; the rest of the place is the picture itself, blurred.
    Blur,
    /// Show everything; the rest of the place is one colour, `0xRRGGBB`.
    Plain { color: u32 },
    /// Keep the picture's own shape; only shrink it to lie within the place.
    AsIs,
}

impl Fit {
    /// What is proposed: a photo is cropped round what catches the eye, an infographic loses no text.
    #[must_use]
    pub const fn proposed(drawn: bool, focus: Focus) -> Self {
        if drawn { Self::Blur } else { Self::Crop { focus } }
    }
}
