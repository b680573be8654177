//! How long an item has lain at its step, counted on the office's working clock.

use chrono::{DateTime, Duration, Utc};
use workflow::sop::Step;
use workflow::{Sop, Submission, WorkCalendar};

/// The running step's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Over all visits, this one included, in seconds.
    pub worked: u64,
    /// In seconds, if the step has a standard time.
    pub standard: Option<u64>,
    /// Negative: late.
    pub remaining: Option<i64>,
}

pub(crate) fn standard_seconds(step: &Step) -> Option<u64> {
    step.standard_minutes.map(|minutes| u64::from(minutes) * 60)
}

pub(crate) fn standing(
    step: &Step,
    calendar: &WorkCalendar,
    state: &Submission,
    now: DateTime<Utc>,
) -> Standing {
    let before = state.steps.get(&step.id).map_or(0, |record| record.worked_seconds);
    let visit = u64::try_from(calendar.worked(state.since, now).num_seconds()).unwrap_or_default();
    let worked = before + visit;
    let standard = standard_seconds(step);
    let remaining = standard.map(|standard| signed(standard) - signed(worked));
    Standing { worked, standard, remaining }
}

/// When the running step's standard time ends: what is left of it after earlier visits, on the working clock.
pub(crate) fn deadline(
    sop: &Sop,
    calendar: &WorkCalendar,
    state: &Submission,
) -> Option<DateTime<Utc>> {
    let step = state.current_step().and_then(|id| sop.step(id))?;
    let before = state.steps.get(&step.id).map_or(0, |record| record.worked_seconds);
    let left = standard_seconds(step)?.saturating_sub(before);
    Some(add_seconds(calendar, state.since, left))
}

fn add_seconds(calendar: &WorkCalendar, from: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    let minutes = u32::try_from(seconds / 60).unwrap_or(u32::MAX);
    let rest = Duration::seconds(signed(seconds % 60));
    let whole = calendar.add(from, minutes);
    if rest.is_zero() {
        return whole;
    }
    let straight = whole + rest;
    let used = calendar.worked(whole, straight);
    if used == rest { straight } else { calendar.next_open(straight) + (rest - used) }
}

fn signed(seconds: u64) -> i64 {
    i64::try_from(seconds).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn seconds_go_on_at_the_next_opening() {
        let calendar = WorkCalendar::default();
        // Monday 24 November 2025, 15.59.30 WIB: thirty seconds before closing.
        let from = at("2025-11-24T15:59:30+07:00");
        assert_eq!(add_seconds(&calendar, from, 20), at("2025-11-24T15:59:50+07:00"));
        assert_eq!(add_seconds(&calendar, from, 45), at("2025-11-25T07:30:15+07:00"));
        assert_eq!(add_seconds(&calendar, from, 90), at("2025-11-25T07:31:00+07:00"));
        assert_eq!(add_seconds(&calendar, from, 0), from);
    }
}
