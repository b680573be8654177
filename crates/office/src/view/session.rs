//! The office before and at the door: set-up, sign-in, accounts.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::calendar::Hours;
use workflow::{AccountId, Sha256, WorkCalendar};

use super::{ActingPosition, SopSummary};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OfficeState {
    /// Not founded yet: the first start shows the three cards.
    Empty,
    Ready,
}

/// What anyone may know about the office.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OfficeStatus {
    pub state: OfficeState,
    #[schema(required)]
    pub name: Option<String>,
    /// The program's version.
    pub version: String,
    /// SOPs that the office runs; empty before it is founded.
    pub sops: Vec<SopSummary>,
    /// Only in the sample office: how to sign in.
    #[schema(required)]
    pub demo: Option<DemoStatus>,
    /// When the office's clock runs; absent before it is founded.
    #[schema(required)]
    pub calendar: Option<CalendarView>,
}

/// The office's working clock, as the settings show it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CalendarView {
    /// IANA name, such as Asia/Jakarta.
    pub time_zone: String,
    /// Monday first; null on days the office is closed.
    pub days: Vec<Option<OpenHours>>,
    /// The last year the known holidays reach into.
    #[schema(required)]
    pub holidays_until: Option<i32>,
}

/// Local times, such as 07:30:00.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenHours {
    pub opens: NaiveTime,
    pub closes: NaiveTime,
}

impl CalendarView {
    pub(crate) fn of(calendar: &WorkCalendar) -> Self {
        let hours =
            |day: &Option<Hours>| day.map(|Hours { opens, closes }| OpenHours { opens, closes });
        Self {
            time_zone: calendar.zone.name().to_owned(),
            days: calendar.weeks.iter().map(hours).collect(),
            holidays_until: calendar.holidays.keys().next_back().map(Datelike::year),
        }
    }
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DemoStatus {
    /// One password for every account of the sample office.
    pub password: String,
    pub accounts: Vec<AccountCard>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountCard {
    pub id: AccountId,
    pub name: String,
    pub login: String,
    pub initials: String,
    pub positions: Vec<HeldPosition>,
    pub is_admin: bool,
    pub disabled: bool,
    /// Makes drafts and offers them; holds no position.
    pub is_designer: bool,
    /// The part of the office that the person belongs to; may be empty.
    pub unit: String,
    /// Set while the account has no password: until when its code is good. It may have passed.
    #[schema(required)]
    pub code_until: Option<DateTime<Utc>>,
    /// A code is asked for beside the password.
    pub second_factor: bool,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct HeldPosition {
    pub sop: String,
    pub sop_name: String,
    pub position: String,
    pub label: String,
    pub short: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Session {
    pub account: AccountCard,
    /// Positions held for a time, today.
    pub acting: Vec<ActingPosition>,
    /// When it ends if nothing more is done.
    pub expires_at: DateTime<Utc>,
    /// Minutes without an act after which it ends.
    pub idle_minutes: u32,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    pub login: String,
    pub password: String,
    /// Of the second factor, where the answer was `second_factor_needed`: six digits, or a recovery code.
    #[serde(default)]
    pub second: Option<String>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    pub name: String,
    /// 3 to 64 of a-z, 0-9, dot, hyphen, underscore, @; compared without case.
    pub login: String,
    /// At least 8 characters.
    pub password: String,
    #[serde(default)]
    pub positions: Vec<NewHolding>,
    /// The part of the office that the person belongs to.
    #[serde(default)]
    pub unit: String,
}

/// For an office that is there already.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddAccount {
    pub name: String,
    /// 3 to 64 of a-z, 0-9, dot, hyphen, underscore, @; compared without case.
    pub login: String,
    /// At least 8 characters. Without one a code is made, with which the person chooses it.
    #[serde(default)]
    pub password: Option<String>,
    #[serde(default)]
    pub positions: Vec<NewHolding>,
    #[serde(default)]
    pub is_admin: bool,
    /// Makes drafts and offers them; holds no position.
    #[serde(default)]
    pub is_designer: bool,
    /// The part of the office that the person belongs to.
    #[serde(default)]
    pub unit: String,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AddedAccount {
    pub account: AccountCard,
    /// Absent where a password was given.
    #[schema(required)]
    pub code: Option<EntryCode>,
}

/// Shown once: only its hash is kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryCode {
    /// Three groups of four letters and digits.
    pub code: String,
    pub until: DateTime<Utc>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeAccount {
    pub name: String,
    pub positions: Vec<NewHolding>,
    pub is_admin: bool,
    #[serde(default)]
    pub is_designer: bool,
    #[serde(default)]
    pub unit: String,
    /// Can't sign in, and its sessions end. Accounts are never deleted: the record names them.
    pub disabled: bool,
}

/// One place where an account is signed in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionCard {
    pub id: Sha256,
    pub started_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// If nothing more is done.
    pub ends_at: DateTime<Utc>,
    /// Program and system, as far as they told.
    pub client: String,
    /// The one that asks.
    pub is_current: bool,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeCredentials {
    pub login: String,
    /// Dashes, blanks and case don't matter.
    pub code: String,
    /// The password from now on.
    pub password: String,
    /// As at a sign-in with a password.
    #[serde(default)]
    pub second: Option<String>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    pub old: String,
    pub password: String,
}

/// A secret for an authenticator; nothing is kept until it is confirmed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SecondFactorOffer {
    /// In base32, for typing.
    pub secret: String,
    /// `otpauth://…`, for a program.
    pub uri: String,
    /// The same as an SVG picture, for a phone's camera.
    pub qr: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSecondFactor {
    /// As it was offered.
    pub secret: String,
    /// The six digits that the authenticator shows.
    pub code: String,
    pub password: String,
}

/// Shown once: only their hashes are kept. Each is good once, in place of the six digits.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RecoveryCodes {
    pub codes: Vec<String>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordOnly {
    pub password: String,
}

/// A position of a SOP that the account is to hold.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewHolding {
    pub sop: String,
    pub position: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundOffice {
    pub name: String,
    /// Ids of bundled SOPs.
    pub sops: Vec<String>,
    /// The first one becomes the administrator.
    pub accounts: Vec<NewAccount>,
}
