//! Corrections as a screen shows them: edits, whose hand each is, what was proposed, and what changed since a decision.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::Sha256;

/// A piece of a text that was corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Edit {
    pub kind: EditKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EditKind {
    Kept,
    Struck,
    Written,
}

/// The caption with everything that was ever in it, and whose hand each word is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CaptionHistory {
    /// Those who changed the caption, one a version, oldest first. With a single one nothing was corrected.
    pub hands: Vec<Hand>,
    /// Without what is struck they are the present caption.
    pub pieces: Vec<CaptionPiece>,
}

/// A person at one version of the caption.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hand {
    pub version: u32,
    /// The same number is the same person; 0 is who wrote first.
    pub person: usize,
    pub name: String,
    pub initials: String,
    pub position_label: String,
    pub at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CaptionPiece {
    pub text: String,
    /// Place in `hands`.
    pub written: usize,
    /// Place in `hands`; absent while it stands.
    #[schema(required)]
    pub struck: Option<usize>,
}

/// A caption that somebody proposed who may not write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuggestionView {
    /// From 1, in this submission.
    pub number: u32,
    pub name: String,
    pub initials: String,
    pub step_short: String,
    pub at: DateTime<Utc>,
    /// The version that it was made on.
    pub version: u32,
    /// The caption that it was made on.
    pub base: String,
    pub text: String,
    pub note: String,
    /// From `base` to `text`.
    pub edits: Vec<Edit>,
    pub outcome: SuggestionOutcome,
    /// Who took or declined it.
    #[schema(required)]
    pub answered_by: Option<String>,
    #[schema(required)]
    pub answered_at: Option<DateTime<Utc>>,
    /// The version that took something of it.
    #[schema(required)]
    pub taken_in: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SuggestionOutcome {
    /// Nobody has answered it yet.
    Open,
    Whole,
    Part,
    /// Declined, or the item ended without it.
    Unused,
}

/// What is different from what the caller decided on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SinceDecision {
    pub decision: DecisionKind,
    pub at: DateTime<Utc>,
    pub step_short: String,
    /// The version that was decided on.
    pub version: u32,
    /// Of the content that was decided on.
    pub digest: Sha256,
    /// A sentence each, the caption's left out; empty with `caption`: nothing changed.
    pub changes: Vec<String>,
    /// The caption's edits, if it changed.
    #[schema(required)]
    pub caption: Option<Vec<Edit>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    Accepted,
    Rejected,
}

/// The office's quick phrases for rejections, in the order of the dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RejectReasons {
    pub reasons: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRejectReasons {
    /// At most 20 of at most 200 characters.
    pub reasons: Vec<String>,
    /// The list that the person saw and changed.
    pub seen: Vec<String>,
}
