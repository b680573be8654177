//! The material of a submission at one time, and the digests that decisions are bound to.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;
use utoipa::ToSchema;

use crate::fit::Fit;
use crate::ids::Sha256;

/// What is published, with the facts about it. Everything here but `platforms` is the *material*.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// Title of the activity.
    pub title: String,
    /// Id of a kind of content of the SOP.
    pub kind: String,
    /// The day of the event, in the office's zone.
    #[serde(default)]
    pub event_date: Option<NaiveDate>,
    /// Id of a source of information of the SOP; empty while not chosen.
    #[serde(default)]
    pub source: String,
    /// The PIC kegiatan, a name as people say it.
    #[serde(default)]
    pub pic: String,
    /// The text of the post.
    #[serde(default)]
    pub caption: String,
    /// Web addresses of the photos and the video.
    #[serde(default)]
    pub links: Vec<String>,
    /// The files, in the order of the post.
    #[serde(default)]
    pub assets: Vec<Asset>,
    /// Platforms the submitter wishes for.
    #[serde(default)]
    pub wished: Vec<String>,
    /// Platforms chosen by the position that has the power to; empty until then.
    #[serde(default)]
    pub platforms: Vec<String>,
}

/// A file of a submission: its bytes are named by their hash, never by a path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Asset {
    pub sha256: Sha256,
    /// The name it arrived under, without folders.
    pub name: String,
    /// In bytes.
    pub bytes: u64,
    /// Such as `image/jpeg`.
    pub media_type: String,
    pub group: MediaGroup,
    /// Upright, in pixels.
    #[serde(default)]
    pub width: Option<u32>,
    #[serde(default)]
    pub height: Option<u32>,
    /// For each place (by its id) that the file will be made for: how it is fitted there. Not written while empty, so
    /// that content from before there were fits keeps its digest.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fits: BTreeMap<String, Fit>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MediaGroup {
    Picture,
    Video,
    Document,
}

/// What a decision was made on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Digest {
    pub basis: Basis,
    pub sha256: Sha256,
}

/// How much of the content a decision covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Files, caption and facts; the platforms were not chosen yet.
    Material,
    /// The material and the platforms.
    Full,
}

impl Content {
    /// The digest of this content on `basis`: SHA-256 of its JSON with the fields in declaration order.
    ///
    /// # Panics
    /// Never: the struct holds only strings, numbers and dates.
    #[must_use]
    pub fn digest(&self, basis: Basis) -> Digest {
        let bytes = match basis {
            Basis::Full => serde_json::to_vec(self),
            Basis::Material => {
                serde_json::to_vec(&Content { platforms: Vec::new(), ..self.clone() })
            }
        }
        .expect("content is plain data");
        Digest { basis, sha256: Sha256::of(&bytes) }
    }

    /// The digest that covers all that is decided so far: full once platforms are chosen.
    #[must_use]
    pub fn current_digest(&self) -> Digest {
        self.digest(if self.platforms.is_empty() { Basis::Material } else { Basis::Full })
    }

    /// Caption length in characters as people see them.
    #[must_use]
    pub fn caption_length(&self) -> usize {
        visible_characters(&self.caption)
    }
}

/// Counts grapheme clusters: "👨‍👩‍👧" and "é" are one character each, however they are encoded.
#[must_use]
pub fn visible_characters(text: &str) -> usize {
    text.graphemes(true).count()
}
