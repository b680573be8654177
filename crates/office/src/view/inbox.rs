//! What waits for a person: lean rows, so that a list of ten thousand opens at once.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use workflow::{Sha256, SubmissionId};

use super::ParafState;

/// One page of an inbox, least time left first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxPage {
    pub items: Vec<InboxRow>,
    /// Give it back as `cursor` for the page after; absent on the last.
    #[schema(required)]
    pub next: Option<String>,
    /// Of everything that matches, whatever is on this page. In the list's own order.
    pub counts: GroupCounts,
    /// It is outside working hours: no time passes.
    pub clock_paused: bool,
}

/// How many are late, due before this day ends on the office's clock, and due later or never.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct GroupCounts {
    pub late: u64,
    pub today: u64,
    pub next: u64,
}

/// A row of the list. What a SOP says of its steps is not repeated in each.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct InboxRow {
    pub id: SubmissionId,
    pub sop: String,
    pub title: String,
    pub step: String,
    pub step_short: String,
    #[schema(required)]
    pub deadline: Option<DateTime<Utc>>,
    #[schema(required)]
    pub remaining_seconds: Option<i64>,
    /// It came back with a reason.
    pub returned: bool,
    /// The first picture.
    #[schema(required)]
    pub cover: Option<Sha256>,
    /// One for each step of the SOP, in its order.
    pub paraf: Vec<ParafMark>,
}

/// A box of the paraf row, as small as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ParafMark {
    pub step: String,
    pub state: ParafState,
    #[schema(required)]
    pub initials: Option<String>,
    pub late: bool,
}

/// The numbers beside the navigation and in the window's title.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct Waiting {
    /// For the caller to decide or to work on.
    pub decide: GroupCounts,
    /// For the caller to upload.
    pub publish: GroupCounts,
    /// Open items of the whole office.
    pub open: u64,
}
