//! The office's working clock: hours by weekday, days off, time zone.
//!
//! A standard time of "60 menit" is sixty minutes in which the office works. A night, a weekend and a
//! cuti bersama take nothing of it, and a working day is as long as its hours, never twenty-four.
//! Calendar-day rules (H-3) are [`crate::timing`]'s.

use std::collections::BTreeMap;

use chrono::{
    DateTime, Datelike, Days, Duration, MappedLocalTime, NaiveDate, NaiveTime, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use utoipa::ToSchema;

mod holidays;

pub use holidays::{
    Certainty, Holiday, HolidayFileProblem, HolidayKind, bundled_holidays, parse_holidays,
};

/// When an office works. Kept with the office's settings; reading it back refuses a calendar that
/// cannot be worked by ([`CalendarProblem`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, try_from = "Unchecked")]
pub struct WorkCalendar {
    /// An IANA name, such as `Asia/Jakarta`.
    #[schema(value_type = String, example = "Asia/Jakarta")]
    pub zone: Tz,
    /// Monday to Sunday; `None`: closed.
    pub weeks: [Option<Hours>; 7],
    /// Days on which the office is closed whatever the weekday, by date.
    pub holidays: BTreeMap<NaiveDate, Holiday>,
}

/// The hours of one weekday, in the office's zone; closing time is no longer working time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hours {
    #[schema(value_type = String, example = "07:30:00")]
    pub opens: NaiveTime,
    #[schema(value_type = String, example = "16:00:00")]
    pub closes: NaiveTime,
}

/// Why a calendar cannot be worked by.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CalendarProblem {
    #[error("Isi jam kerja paling sedikit satu hari dalam seminggu.")]
    NeverOpen,
    #[error("Jam kerja hari {day}: jam tutup {closes} harus sesudah jam buka {opens}.", opens = .hours.opens.format("%H.%M"), closes = .hours.closes.format("%H.%M"))]
    ClosesBeforeItOpens { day: &'static str, hours: Hours },
}

const DAY_NAMES: [&str; 7] = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];

impl Default for WorkCalendar {
    /// Senin–Kamis 07.30–16.00, Jumat 07.30–16.30, Asia/Jakarta, with the bundled days off.
    fn default() -> Self {
        let until = |hour, minute| Hours { opens: clock(7, 30), closes: clock(hour, minute) };
        let weekday = Some(until(16, 0));
        Self {
            zone: Tz::Asia__Jakarta,
            weeks: [weekday, weekday, weekday, weekday, Some(until(16, 30)), None, None],
            holidays: bundled_holidays()
                .into_iter()
                .map(|holiday| (holiday.date, holiday))
                .collect(),
        }
    }
}

impl WorkCalendar {
    /// # Errors
    /// The first [`CalendarProblem`] of the week, Monday first.
    pub fn check(&self) -> Result<(), CalendarProblem> {
        if self.weeks.iter().all(Option::is_none) {
            return Err(CalendarProblem::NeverOpen);
        }
        for (day, hours) in DAY_NAMES.into_iter().zip(self.weeks) {
            if let Some(hours) = hours.filter(|hours| hours.closes <= hours.opens) {
                return Err(CalendarProblem::ClosesBeforeItOpens { day, hours });
            }
        }
        Ok(())
    }

    /// The day that an instant falls on in the office's zone.
    #[must_use]
    pub fn day_of(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// The hours on a date; `None`: closed, because of the weekday or a day off.
    #[must_use]
    pub fn hours_on(&self, date: NaiveDate) -> Option<Hours> {
        if self.holidays.contains_key(&date) {
            return None;
        }
        self.weeks[date.weekday().num_days_from_monday() as usize]
    }

    #[must_use]
    pub fn is_open(&self, instant: DateTime<Utc>) -> bool {
        self.span(self.day_of(instant))
            .is_some_and(|(opens, closes)| opens <= instant && instant < closes)
    }

    /// `instant` itself while the office is open, else the next moment at which it opens.
    #[must_use]
    pub fn next_open(&self, instant: DateTime<Utc>) -> DateTime<Utc> {
        self.spans_from(instant).next().map_or(DateTime::<Utc>::MAX_UTC, |(start, _)| start)
    }

    /// Working time between two instants; zero if `to` is not after `from`.
    #[must_use]
    pub fn worked(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        self.spans_from(from)
            .take_while(|(start, _)| *start < to)
            .map(|(start, end)| end.min(to) - start)
            .fold(Duration::zero(), |sum, part| sum + part)
    }

    /// The instant by which `minutes` of working time have passed since `from`: the deadline of a
    /// standard time. A standard that fits exactly into a day ends at closing time.
    #[must_use]
    pub fn add(&self, from: DateTime<Utc>, minutes: u32) -> DateTime<Utc> {
        let mut left = Duration::minutes(i64::from(minutes));
        if left.is_zero() {
            return from;
        }
        for (start, end) in self.spans_from(from) {
            if left <= end - start {
                return start + left;
            }
            left -= end - start;
        }
        DateTime::<Utc>::MAX_UTC
    }

    /// The working time from `from` on, a span a day, each of them not empty. A calendar that
    /// [`Self::check`] refuses gives none.
    fn spans_from(
        &self,
        from: DateTime<Utc>,
    ) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let first = self.check().is_ok().then(|| self.day_of(from));
        std::iter::successors(first, NaiveDate::succ_opt)
            .filter_map(|date| self.span(date))
            .map(move |(opens, closes)| (opens.max(from), closes))
            .filter(|(start, end)| start < end)
    }

    fn span(&self, date: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let hours = self.hours_on(date)?;
        Some((self.instant(date, hours.opens)?, self.instant(date, hours.closes)?))
    }

    /// A local time as an instant. Where clocks are put forwards over it, the first moment after the
    /// gap; where they are put back, its first passing. Indonesia's zones have neither.
    fn instant(&self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let mut local = date.and_time(time);
        // The longest gap known is a whole day (Samoa, 30 December 2011).
        let end = date.checked_add_days(Days::new(2))?.and_time(NaiveTime::MIN);
        while local < end {
            match self.zone.from_local_datetime(&local) {
                MappedLocalTime::Single(instant) | MappedLocalTime::Ambiguous(instant, _) => {
                    return Some(instant.to_utc());
                }
                MappedLocalTime::None => local += Duration::minutes(15),
            }
        }
        None
    }
}

/// A calendar as it was written, before it is known to be workable.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    zone: Tz,
    weeks: [Option<Hours>; 7],
    holidays: BTreeMap<NaiveDate, Holiday>,
}

impl TryFrom<Unchecked> for WorkCalendar {
    type Error = CalendarProblem;

    fn try_from(raw: Unchecked) -> Result<Self, CalendarProblem> {
        let holidays = raw.holidays.into_values().map(|holiday| (holiday.date, holiday)).collect();
        let calendar = Self { zone: raw.zone, weeks: raw.weeks, holidays };
        calendar.check()?;
        Ok(calendar)
    }
}

/// # Panics
/// If it is not a time of day.
fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day")
}

#[cfg(test)]
mod tests;
