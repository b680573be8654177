//! Remarks on a post: pins and areas on a picture, moments of a video, and the talk about each.
//!
//! What is kept is a W3C Web Annotation (<https://www.w3.org/TR/annotation-model/>), so that another program
//! can read it out of the record. Who wrote it and when stands in the event's envelope, as for every event.
//! Whether it still points at something in a later version is asked of [`follow()`], never stored.

mod follow;
mod fragment;

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub use follow::follow;
pub use fragment::{Area, BadFragment, Fragment, Span};

use crate::ids::{AccountId, Sha256, SubmissionId};

/// Most threads on one submission.
pub const MOST_THREADS: usize = 500;
/// Most replies in one thread.
pub const MOST_REPLIES: usize = 200;

const URN_UUID: &str = "urn:uuid:";
const URN_SHA256: &str = "urn:sha256:";
const CAPTION: &str = "#caption";

/// Names one annotation, a remark or a reply; chosen by the client. On the wire `urn:uuid:…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, ToSchema)]
#[schema(value_type = String, pattern = "^urn:uuid:[0-9a-f-]{36}$")]
pub struct AnnotationId(pub Uuid);

impl fmt::Display for AnnotationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{URN_UUID}{}", self.0)
    }
}

impl FromStr for AnnotationId {
    type Err = uuid::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::from_str(text.strip_prefix(URN_UUID).unwrap_or(text)).map(Self)
    }
}

impl Serialize for AnnotationId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AnnotationId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// One W3C Web Annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Annotation {
    #[serde(rename = "@context")]
    pub context: Vocabulary,
    pub id: AnnotationId,
    #[serde(rename = "type")]
    pub kind: AnnotationType,
    pub motivation: Motivation,
    pub target: Target,
    pub body: TextualBody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Vocabulary {
    #[serde(rename = "http://www.w3.org/ns/anno.jsonld")]
    Anno,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum AnnotationType {
    Annotation,
}

/// Why it was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Motivation {
    #[default]
    Commenting,
    /// Asks for a change.
    Editing,
    /// Answers another annotation.
    Replying,
}

/// What it is about: a part of the post, or another annotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum Target {
    Resource(Resource),
    Annotation(AnnotationId),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resource {
    #[schema(value_type = String)]
    pub source: Source,
    /// Absent: the whole of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selector: Option<FragmentSelector>,
}

/// A file of the post by its hash (`urn:sha256:…`), or the post's caption (`urn:uuid:…#caption`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    File(Sha256),
    Caption(SubmissionId),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(sha256) => write!(f, "{URN_SHA256}{sha256}"),
            Self::Caption(id) => write!(f, "{URN_UUID}{id}{CAPTION}"),
        }
    }
}

impl FromStr for Source {
    type Err = BadSource;
    fn from_str(text: &str) -> Result<Self, BadSource> {
        if let Some(hash) = text.strip_prefix(URN_SHA256) {
            return hash.parse().map(Self::File).map_err(|_| BadSource);
        }
        let id = text.strip_prefix(URN_UUID).and_then(|rest| rest.strip_suffix(CAPTION));
        id.and_then(|id| id.parse().ok()).map(Self::Caption).ok_or(BadSource)
    }
}

/// Names neither a file nor a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bukan berkas (urn:sha256:…) dan bukan caption (urn:uuid:…#caption)")]
pub struct BadSource;

impl Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A place in a picture or a moment of a video, as a media fragment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FragmentSelector {
    #[serde(rename = "type")]
    pub kind: SelectorType,
    #[serde(rename = "conformsTo")]
    pub conforms_to: Fragments,
    #[schema(value_type = String)]
    pub value: Fragment,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum SelectorType {
    FragmentSelector,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum Fragments {
    #[serde(rename = "http://www.w3.org/TR/media-frags/")]
    Media,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TextualBody {
    #[serde(rename = "type")]
    pub kind: BodyType,
    pub value: String,
    pub format: BodyFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BodyType {
    TextualBody,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum BodyFormat {
    #[serde(rename = "text/plain")]
    Plain,
}

impl Annotation {
    #[must_use]
    pub fn new(id: AnnotationId, motivation: Motivation, target: Target, text: String) -> Self {
        Self {
            context: Vocabulary::Anno,
            id,
            kind: AnnotationType::Annotation,
            motivation,
            target,
            body: TextualBody {
                kind: BodyType::TextualBody,
                value: text,
                format: BodyFormat::Plain,
            },
        }
    }

    #[must_use]
    pub fn text(&self) -> &str {
        &self.body.value
    }

    #[must_use]
    pub fn resource(&self) -> Option<&Resource> {
        match &self.target {
            Target::Resource(resource) => Some(resource),
            Target::Annotation(_) => None,
        }
    }

    /// The file it was made on.
    #[must_use]
    pub fn file(&self) -> Option<&Sha256> {
        match &self.resource()?.source {
            Source::File(sha256) => Some(sha256),
            Source::Caption(_) => None,
        }
    }

    #[must_use]
    pub fn fragment(&self) -> Option<Fragment> {
        self.resource()?.selector.as_ref().map(|selector| selector.value)
    }
}

impl FragmentSelector {
    #[must_use]
    pub fn new(value: Fragment) -> Self {
        Self { kind: SelectorType::FragmentSelector, conforms_to: Fragments::Media, value }
    }
}

/// A remark with everything that came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Thread {
    pub annotation: Annotation,
    pub author: AccountId,
    /// The position it was written in.
    pub position: String,
    pub at: DateTime<Utc>,
    /// The version of the material that it was made on.
    pub version: u32,
    /// The position that is to see to it.
    pub assigned_to: String,
    #[serde(default)]
    pub replies: Vec<Reply>,
    /// Absent: still open.
    #[serde(default)]
    pub resolution: Option<Resolution>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Reply {
    pub annotation: Annotation,
    pub author: AccountId,
    pub position: String,
    pub at: DateTime<Utc>,
}

/// "Selesai": who ticked it off, on which version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Resolution {
    pub by: AccountId,
    pub position: String,
    pub at: DateTime<Utc>,
    pub version: u32,
}

impl Thread {
    #[must_use]
    pub fn id(&self) -> AnnotationId {
        self.annotation.id
    }

    #[must_use]
    pub fn is_open(&self) -> bool {
        self.resolution.is_none()
    }
}
