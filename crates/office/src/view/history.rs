//! A person's own acts, told to that person.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Sha256, SubmissionId};

use super::SubmissionState;

/// One thing that the caller did.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HistoryEntry {
    /// Place in the office's record.
    pub sequence: u64,
    pub at: DateTime<Utc>,
    pub kind: HistoryKind,
    /// Such as "Menolak dan mengembalikan ke Koreksi".
    pub sentence: String,
    /// The reason or note that was written; empty where there is none.
    pub words: String,
    /// The position acted in.
    pub position_label: String,
    pub submission: SubmissionId,
    /// As it is called now.
    pub title: String,
    #[schema(required)]
    pub cover: Option<Sha256>,
    /// Where the item is now.
    pub state: SubmissionState,
    /// The step it is at now; "Selesai" or "Dibatalkan" when it has ended.
    pub step_short: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    Accepted,
    Rejected,
    /// Handed in, or a step of work done and handed on.
    HandedOn,
    /// The material was changed, or the PIC's agreement recorded.
    Changed,
    Published,
    Cancelled,
}
