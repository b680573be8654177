//! The office before and at the door: set-up, sign-in, accounts.

use chrono::{DateTime, Datelike, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use workflow::calendar::Hours;
use workflow::{AccountId, WorkCalendar};

use super::SopSummary;

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
