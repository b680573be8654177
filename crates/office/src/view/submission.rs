//! A submission as lists and its own page show it.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::check::Checklist;
use workflow::submission::{PicAgreement, Publication};
use workflow::timing::TimingVerdict;
use workflow::{AccountId, Act, Asset, CommandId, Content, Digest, Event, Sha256, SubmissionId};

use super::Remarks;
use super::{CaptionHistory, Edit, SinceDecision, SuggestionView};

/// One box of the paraf row: one step of the SOP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ParafBox {
    pub step: String,
    /// As printed on the sheet.
    pub number: String,
    pub short: String,
    pub position_label: String,
    pub state: ParafState,
    #[schema(required)]
    pub initials: Option<String>,
    #[schema(required)]
    pub name: Option<String>,
    #[schema(required)]
    pub at: Option<DateTime<Utc>>,
    /// Working time used at this step over all visits, the running one included.
    #[schema(required)]
    pub worked_seconds: Option<u64>,
    #[schema(required)]
    pub standard_seconds: Option<u64>,
    /// Of the current step; negative: late.
    #[schema(required)]
    pub remaining_seconds: Option<i64>,
    pub late: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ParafState {
    /// Not reached yet.
    Todo,
    Current,
    Done,
    /// This step sent it back.
    Returned,
    /// Done once, but no longer valid for the present content.
    Void,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SubmissionState {
    AtStep,
    Finished,
    Cancelled,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReturnedCard {
    pub from_short: String,
    pub reason: String,
    /// Name of who sent it back.
    pub by: String,
    pub at: DateTime<Utc>,
}

/// A line of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubmissionCard {
    pub id: SubmissionId,
    pub sop: String,
    pub sop_name: String,
    pub title: String,
    pub kind: String,
    pub kind_label: String,
    pub revision: u64,
    pub version: u32,
    pub state: SubmissionState,
    /// The current step; absent when it has ended.
    #[schema(required)]
    pub step: Option<String>,
    pub step_number: String,
    pub step_short: String,
    /// Who must act now; empty when it has ended.
    pub position_label: String,
    /// When it came to the current step.
    pub since: DateTime<Utc>,
    #[schema(required)]
    pub deadline: Option<DateTime<Utc>>,
    #[schema(required)]
    pub remaining_seconds: Option<i64>,
    /// It is outside working hours: no time passes.
    pub clock_paused: bool,
    #[schema(required)]
    pub event_date: Option<NaiveDate>,
    /// The first picture.
    #[schema(required)]
    pub cover: Option<Asset>,
    pub file_count: usize,
    pub caption: String,
    pub submitted_by: String,
    pub submitted_at: DateTime<Utc>,
    #[schema(required)]
    pub finished_at: Option<DateTime<Utc>>,
    /// Ids of the chosen platforms.
    pub platforms: Vec<String>,
    pub paraf: Vec<ParafBox>,
    #[schema(required)]
    pub returned: Option<ReturnedCard>,
    /// The caller may act at the current step.
    pub can_act: bool,
}

/// A submission's page.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubmissionDetail {
    #[serde(flatten)]
    pub card: SubmissionCard,
    pub content: Content,
    /// Whose words the caption has.
    pub caption_history: CaptionHistory,
    /// Captions that were proposed, oldest first.
    pub suggestions: Vec<SuggestionView>,
    /// What is different since the caller accepted or rejected it, if they did.
    #[schema(required)]
    pub since_decision: Option<SinceDecision>,
    /// Names of those who hold the position of the current step; empty when it has ended.
    pub holders: Vec<String>,
    /// What a decision made now must name.
    pub digest: Digest,
    pub edition: String,
    pub timing: TimingVerdict,
    #[schema(required)]
    pub timing_rule: Option<String>,
    #[schema(required)]
    pub late_reason: Option<String>,
    /// Of the current step (of the last one when it has ended).
    pub checklist: Checklist,
    pub acts: AllowedActs,
    #[schema(required)]
    pub pic_agreement: Option<PicAgreementView>,
    pub publications: Vec<PublicationView>,
    pub remarks: Remarks,
    pub trail: Vec<TrailEntry>,
    /// Hash of the trail's last event.
    pub record_digest: Sha256,
}

/// What the caller may do now. Made by asking the engine itself, so the screen promises what is accepted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "one for each button")]
pub struct AllowedActs {
    pub revise: bool,
    /// Propose another caption.
    pub suggest_caption: bool,
    pub record_pic_agreement: bool,
    pub accept: bool,
    pub reject: bool,
    pub complete: bool,
    pub choose_platforms: bool,
    pub record_publication: bool,
    pub cancel: bool,
    /// Why nothing is allowed.
    #[schema(required)]
    pub blocked: Option<Blocked>,
    /// The default first.
    pub rejection_targets: Vec<RejectionTarget>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Blocked {
    pub code: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RejectionTarget {
    pub step: String,
    pub number: String,
    pub short: String,
    pub position_label: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PicAgreementView {
    #[serde(flatten)]
    pub agreement: PicAgreement,
    pub recorded_by_name: String,
    /// Whether it covers the present material.
    pub current: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PublicationView {
    #[serde(flatten)]
    pub publication: Publication,
    pub platform_label: String,
    pub recorded_by_name: String,
}

/// One event of the trail, told.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TrailEntry {
    /// Whose act it was; two people may have one name.
    #[serde(skip)]
    #[schema(ignore)]
    pub account: AccountId,
    /// Place in the office's record.
    pub sequence: u64,
    /// Place in this submission's trail.
    pub revision: u64,
    pub at: DateTime<Utc>,
    pub account_name: String,
    pub initials: String,
    /// The position acted in.
    pub position_label: String,
    pub event: Event,
    /// Such as "Menolak dan mengembalikan ke Koreksi".
    pub sentence: String,
    /// Of a new version: what is different in it, such as "Potongan untuk Feed 4:5 diubah".
    pub changes: Vec<String>,
    /// Of a new version whose caption is another: its edits.
    #[schema(required)]
    pub caption_edits: Option<Vec<Edit>>,
    pub step_short: String,
    #[schema(required)]
    pub worked_seconds: Option<u64>,
    #[schema(required)]
    pub standard_seconds: Option<u64>,
    /// Of the content it was decided on.
    #[schema(required)]
    pub digest: Option<String>,
    /// The event's own hash in the chain.
    pub hash: Sha256,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActRequest {
    /// Chosen by the client; the same again is answered, not repeated.
    pub command_id: CommandId,
    /// The revision that the person saw.
    pub revision: u64,
    pub act: Act,
}
