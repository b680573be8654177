//! The first screen after signing in.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use workflow::HolidayKind;

use super::{DraftCard, SubmissionCard};

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Home {
    /// The first of the caller's inbox, at most six.
    pub waiting: Vec<SubmissionCard>,
    /// All of the inbox.
    pub waiting_count: u64,
    /// Open items of the whole office that are past their standard time.
    pub late_count: u64,
    /// Items of the inbox that came back with a reason.
    pub returned_count: u64,
    /// Open items of the whole office.
    pub open_count: u64,
    pub drafts: Vec<DraftCard>,
    /// Drafts of designers that the caller may take.
    pub offered: Vec<DraftCard>,
    /// Of a designer: items from the caller's material, last changed first, at most six.
    pub made: Vec<SubmissionCard>,
    /// Holidays and commemorative days of the next 30 days.
    pub upcoming: Vec<Upcoming>,
}

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Upcoming {
    pub date: NaiveDate,
    pub name: String,
    pub kind: UpcomingKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UpcomingKind {
    Libur,
    CutiBersama,
    /// Remembered, and worked on.
    Peringatan,
}

impl From<HolidayKind> for UpcomingKind {
    fn from(kind: HolidayKind) -> Self {
        match kind {
            HolidayKind::Libur => Self::Libur,
            HolidayKind::CutiBersama => Self::CutiBersama,
        }
    }
}
