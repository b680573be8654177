//! The shapes that cross the trait: plain data, no SQL and no paths.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use workflow::{
    AccountId, ActingKind, Capacity, CommandId, Content, Event, Sha256, Submission, SubmissionId,
    WorkCalendar,
};

/// An id as its own type, so that a draft can never stand where a device is meant. Those of `workflow` are also described
/// to the API's readers.
macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::from_str(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// A draft of one account (UUIDv7).
    DraftId
);

uuid_id!(
    /// A PC that joined the office (UUIDv7).
    DeviceId
);

uuid_id!(
    /// One appointment of an acting official (UUIDv7).
    DelegationId
);

/// A position of a SOP that an account holds for a time, by a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delegation {
    pub id: DelegationId,
    /// Who acts.
    pub account: AccountId,
    pub sop: String,
    pub position: String,
    pub kind: ActingKind,
    /// Whose position it is; absent while nobody holds it.
    pub on_behalf_of: Option<AccountId>,
    /// Number of the letter.
    pub letter: String,
    /// Days of the office's calendar, both included.
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    /// Set when it was ended before its last day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<DateTime<Utc>>,
}

impl Delegation {
    #[must_use]
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.ended_at.is_none() && (self.first_day..=self.last_day).contains(&day)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficeSettings {
    pub name: String,
    /// Made by *Coba dengan data contoh*: the sign-in screen shows its accounts and their password.
    pub demo: bool,
    pub founded_at: DateTime<Utc>,
    pub calendar: WorkCalendar,
    /// Minutes without an act of the person after which a session ends.
    pub idle_minutes: u32,
    /// Quick phrases for rejections. An office from before they were settings has those that every office began with.
    #[serde(default = "default_reject_reasons")]
    pub reject_reasons: Vec<String>,
    /// What the office is called on each platform; previews show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub social_accounts: Vec<SocialAccount>,
    /// Whoever accepted an item at one step may decide on it at another, and the record says so.
    #[serde(default)]
    pub same_person_decides: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SocialAccount {
    /// As SOPs name it: instagram, facebook, …
    pub brand: String,
    pub name: String,
    /// Without "@".
    pub handle: String,
}

/// The phrases that an office begins with.
#[must_use]
pub fn default_reject_reasons() -> Vec<String> {
    [
        "Foto kurang jelas, mohon diganti.",
        "Caption perlu diperbaiki.",
        "Periksa penulisan nama dan jabatan.",
        "Tanggal atau tempat kegiatan keliru.",
        "Belum ada persetujuan orang yang tampak di foto.",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[derive(Debug, Clone)]
pub struct Founding {
    pub settings: OfficeSettings,
    pub sops: Vec<StoredSop>,
    pub accounts: Vec<Account>,
}

/// An edition's file, kept whole: old submissions are always read with the rules they began under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSop {
    pub id: String,
    pub edition: String,
    pub sha256: Sha256,
    pub file_name: String,
    pub text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    pub login: String,
    /// PHC string of argon2id; empty while there is no password, and then only a code leads in.
    pub password_hash: String,
    /// Good for one sign-in, at which the person chooses a password.
    pub code: Option<StoredCode>,
    pub is_admin: bool,
    pub disabled: bool,
    /// Makes drafts and offers them; holds no position.
    pub is_designer: bool,
    /// The part of the office that the person belongs to; empty where it is not recorded.
    pub unit: String,
    pub holdings: Vec<Holding>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCode {
    /// PHC string of argon2id.
    pub hash: String,
    pub until: DateTime<Utc>,
}

/// A change of an account that is there already, and what the record calls it.
#[derive(Debug, Clone)]
pub struct AccountChange {
    pub account: Account,
    pub what: AccountEvent,
    pub ends: EndedSessions,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountEvent {
    /// Name, positions, administration, or whether it is disabled.
    Changed,
    CodeGiven,
    PasswordSet,
}

/// Which sessions of an account end along with a change of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EndedSessions {
    None,
    All,
    /// All but the one with this hash of its token.
    Others(Sha256),
}

/// What a person's authenticator shares with the office (RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    /// In hexadecimal.
    pub secret: String,
    /// The newest period of 30 seconds whose code was taken.
    pub last_step: i64,
    /// Hashes of the recovery codes that are left.
    pub recovery: Vec<Sha256>,
}

/// What happens to an account's second factor.
#[derive(Debug, Clone)]
pub enum FactorChange {
    Set(SecondFactor, EndedSessions),
    /// One of the authenticator's codes was taken. The only change that is not recorded.
    Taken(SecondFactor),
    RecoveryUsed(SecondFactor),
    Removed(EndedSessions),
}

/// A position of a SOP that an account holds.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Holding {
    pub sop: String,
    pub position: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// Hash of the token; the token itself is never stored.
    pub token: Sha256,
    pub account: AccountId,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Program and system, as far as they told.
    pub client: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredDevice {
    pub id: DeviceId,
    pub name: String,
    /// Hash of the token; the token itself is kept by the PC alone.
    pub token: Sha256,
    pub joined_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Refused from then on.
    pub revoked_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Failures {
    pub count: u32,
    pub last_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct StoredDraft {
    pub id: DraftId,
    pub owner: AccountId,
    pub sop: String,
    pub revision: u64,
    pub content: Content,
    pub late_reason: String,
    /// Whose work it is, if somebody else took it over.
    pub made_by: Option<AccountId>,
    /// Since when it may be taken by whoever hands in; it rests meanwhile.
    pub offered_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAsset {
    pub sha256: Sha256,
    pub bytes: u64,
    pub media_type: String,
    /// What the media crate found out, as JSON.
    pub facts: String,
    /// The name it first arrived under.
    pub name: String,
    pub added_by: AccountId,
    pub added_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssetUse {
    pub submission: SubmissionId,
    pub title: String,
    pub submitted_at: DateTime<Utc>,
    /// Of the event, or of handing in on the office's calendar where there is none.
    pub day: NaiveDate,
}

/// One act's worth of events, with the state they lead to.
#[derive(Debug, Clone)]
pub struct Commit {
    pub submission: SubmissionId,
    pub expected_revision: u64,
    pub command: CommandId,
    pub account: AccountId,
    /// The position the account acted in; empty for the office itself.
    pub position: String,
    /// For whom and from where, where that is more than the position.
    pub capacity: Capacity,
    pub at: DateTime<Utc>,
    pub events: Vec<Event>,
    /// The state after the events; its revision is `expected_revision + events.len()`.
    pub state: Submission,
    /// The draft that became this submission, deleted in the same transaction.
    pub draft: Option<DraftId>,
    /// When the current step's standard time ends on the office's clock, if it has one.
    pub deadline: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommittedCommand {
    pub submission: SubmissionId,
    pub account: AccountId,
}

/// An event with its envelope and its place in the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredEvent {
    /// From 1, without gaps.
    pub sequence: u64,
    /// `None` for the office's own events (founding, accounts).
    pub submission: Option<SubmissionId>,
    /// Place within the submission, from 1.
    pub revision: u64,
    pub account: AccountId,
    pub position: String,
    pub command: CommandId,
    pub at: DateTime<Utc>,
    /// The exact JSON text that was hashed.
    pub payload: String,
    pub previous: Sha256,
    pub hash: Sha256,
}

/// Which submissions a list wants. All given conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct ListQuery {
    pub state: Option<ListState>,
    /// Open submissions at any of these (SOP id, step ids).
    pub at_steps: Option<Vec<(String, Vec<String>)>>,
    /// Leaves out what this account submitted, at these steps (SOP id, step id): it may not decide them.
    pub not_own: Option<(AccountId, Vec<(String, String)>)>,
    /// Leaves out what this account accepted at one step and that now stands at another.
    pub not_accepted_by: Option<AccountId>,
    pub submitted_by: Option<AccountId>,
    /// Whose material somebody else handed in.
    pub made_by: Option<AccountId>,
    pub sop: Option<String>,
    pub kind: Option<String>,
    pub platform: Option<String>,
    /// Full text over title, caption, PIC, links and file names, the last word as a beginning.
    pub text: Option<String>,
    /// Along with what `text` finds, whatever these accounts submitted: their names are what was asked for.
    pub or_submitted_by: Vec<AccountId>,
    /// Event date, or the day of handing in where there is none.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Only open ones that came back with a reason.
    pub returned: bool,
    /// Only those whose deadline is before this moment.
    pub late_at: Option<DateTime<Utc>>,
    /// Only those on which this account has acted, and that `at_steps` and `not_own` do *not* pick: they
    /// wait for somebody else.
    pub elsewhere_for: Option<AccountId>,
    /// Only these, however many pages they would lie apart.
    pub ids: Option<Vec<SubmissionId>>,
    pub order: ListOrder,
    /// Opaque, from the page before.
    pub cursor: Option<String>,
    /// At most 200.
    pub limit: u32,
    /// Leaves the page's total at 0, where it is known from a tally.
    pub without_total: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListState {
    Open,
    Finished,
    Cancelled,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ListOrder {
    /// Least time left first; items without a deadline after those with one.
    #[default]
    Deadline,
    /// Last changed first.
    Recent,
}

#[derive(Debug, Clone)]
pub struct Page {
    pub items: Vec<Listed>,
    pub next: Option<String>,
    /// How many match in all.
    pub total: u64,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub total: u64,
    /// One for each moment that was asked about.
    pub before: Vec<u64>,
}

#[derive(Debug, Clone)]
pub struct Listed {
    pub submission: Submission,
    pub deadline: Option<DateTime<Utc>>,
}

/// What a person did on one submission, as their history tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Submitted,
    Revised,
    PicAgreed,
    Completed,
    Accepted,
    Rejected,
    Published,
    Cancelled,
}

impl Outcome {
    /// As an event of this kind is named in the record.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Revised => "revised",
            Self::PicAgreed => "pic_agreed",
            Self::Completed => "completed",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Published => "published",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Which of an account's own acts are wanted. All given conditions hold together.
#[derive(Debug, Clone)]
pub struct HistoryQuery {
    pub account: AccountId,
    pub outcomes: Option<Vec<Outcome>>,
    /// Full text over the reason or note that was written, and over the submission as in [`ListQuery`].
    pub text: Option<String>,
    /// Opaque, from the page before.
    pub cursor: Option<String>,
    /// At most 200.
    pub limit: u32,
}

#[derive(Debug, Clone)]
pub struct HistoryPage {
    /// Newest first.
    pub items: Vec<HistoryItem>,
    pub next: Option<String>,
    /// How many match in all.
    pub total: u64,
}

#[derive(Debug, Clone)]
pub struct HistoryItem {
    pub event: StoredEvent,
    /// As it is now.
    pub submission: Submission,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenAtStep {
    pub step: String,
    pub count: u64,
    pub oldest_since: DateTime<Utc>,
    /// Deadlines of those that have one, to count the late ones at any moment.
    pub deadlines: Vec<DateTime<Utc>>,
}
