//! Drafts: seen by their owner alone.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use workflow::check::Checklist;
use workflow::{Asset, CommandId, Content};

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Draft {
    pub id: Uuid,
    pub sop: String,
    /// Grows by one with each save.
    pub revision: u64,
    pub content: Content,
    pub late_reason: String,
    pub updated_at: DateTime<Utc>,
    /// Name of the designer whose work it is.
    #[schema(required)]
    pub made_by: Option<String>,
    /// Since when it may be taken by whoever hands in; it rests meanwhile.
    #[schema(required)]
    pub offered_at: Option<DateTime<Utc>>,
    /// What the SOP's first step still wants.
    pub checklist: Checklist,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DraftCard {
    pub id: Uuid,
    pub sop: String,
    pub sop_name: String,
    pub title: String,
    pub updated_at: DateTime<Utc>,
    pub revision: u64,
    /// Name of the designer whose work it is.
    #[schema(required)]
    pub made_by: Option<String>,
    /// Since when it may be taken by whoever hands in.
    #[schema(required)]
    pub offered_at: Option<DateTime<Utc>>,
    pub file_count: usize,
    /// The first picture.
    #[schema(required)]
    pub cover: Option<Asset>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDraft {
    pub sop: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DraftUpdate {
    /// The revision that the change is based on.
    pub revision: u64,
    pub content: Content,
    #[serde(default)]
    pub late_reason: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmitDraft {
    pub command_id: CommandId,
    pub revision: u64,
    /// Absent: what the draft says.
    #[serde(default)]
    pub late_reason: Option<String>,
}

/// The draft as the person saw it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenDraft {
    pub revision: u64,
}

/// Content to hold against the checklist of a step (absent: the first).
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    pub sop: String,
    pub content: Content,
    #[serde(default)]
    pub step: Option<String>,
}
