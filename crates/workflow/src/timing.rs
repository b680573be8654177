//! Whether content is handed in on time for its event (DKI langkah 1, Waktu).
//!
//! These rules count calendar days in the office's zone, not working time: the standard minutes of
//! the other steps are [`crate::calendar`]'s work. What to do about a late one is the engine's.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::sop::Timing;

/// How a day of handing in stands to the event's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum TimingVerdict {
    /// The SOP states no rule for this kind of content.
    NotApplicable,
    /// There is a rule, but the event's date is not known yet.
    NoDate,
    /// In time; `days_left` is 0 on the last day.
    OnTime {
        last_day: Option<NaiveDate>,
        days_left: i64,
    },
    /// The activity has not taken place yet; it can be handed in from this day.
    Early {
        from: NaiveDate,
    },
    Late {
        last_day: NaiveDate,
        days_late: i64,
    },
}

/// The verdict of `timing` when content for an event on `event_date` is handed in on `today`, both
/// being days in the office's zone.
#[must_use]
pub fn verdict(timing: &Timing, event_date: Option<NaiveDate>, today: NaiveDate) -> TimingVerdict {
    let Some(event) = event_date else { return TimingVerdict::NoDate };
    let last_day = match timing {
        Timing::OnDayAfterEvent { .. } if today < event => {
            return TimingVerdict::Early { from: event };
        }
        Timing::OnDayAfterEvent { .. } | Timing::OnOrBefore { .. } => event,
        Timing::DaysBefore { days, .. } => {
            event.checked_sub_days(Days::new(u64::from(*days))).unwrap_or(NaiveDate::MIN)
        }
    };
    let days_left = last_day.signed_duration_since(today).num_days();
    if days_left >= 0 {
        TimingVerdict::OnTime { last_day: Some(last_day), days_left }
    } else {
        TimingVerdict::Late { last_day, days_late: -days_left }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn on_time(last_day: &str, days_left: i64) -> TimingVerdict {
        TimingVerdict::OnTime { last_day: Some(day(last_day)), days_left }
    }

    fn plan() -> Timing {
        Timing::DaysBefore { days: 3, label: "minimal 3 hari sebelumnya".to_owned() }
    }

    fn activity() -> Timing {
        Timing::OnDayAfterEvent { label: "hari H setelah kegiatan".to_owned() }
    }

    fn greeting() -> Timing {
        Timing::OnOrBefore { label: "sebelum atau hari H".to_owned() }
    }

    fn for_event(timing: &Timing, today: &str) -> TimingVerdict {
        verdict(timing, Some(day("2025-08-17")), day(today))
    }

    #[test]
    fn a_plan_is_on_time_three_days_before_and_late_two_days_before() {
        assert_eq!(for_event(&plan(), "2025-08-10"), on_time("2025-08-14", 4));
        assert_eq!(for_event(&plan(), "2025-08-14"), on_time("2025-08-14", 0));
        assert_eq!(
            for_event(&plan(), "2025-08-15"),
            TimingVerdict::Late { last_day: day("2025-08-14"), days_late: 1 }
        );
        assert_eq!(
            for_event(&plan(), "2025-08-18"),
            TimingVerdict::Late { last_day: day("2025-08-14"), days_late: 4 }
        );
    }

    #[test]
    fn an_activity_is_handed_in_on_its_day_neither_before_nor_after() {
        assert_eq!(
            for_event(&activity(), "2025-08-16"),
            TimingVerdict::Early { from: day("2025-08-17") }
        );
        assert_eq!(for_event(&activity(), "2025-08-17"), on_time("2025-08-17", 0));
        assert_eq!(
            for_event(&activity(), "2025-08-18"),
            TimingVerdict::Late { last_day: day("2025-08-17"), days_late: 1 }
        );
    }

    #[test]
    fn a_greeting_is_on_time_before_the_day_and_on_it() {
        assert_eq!(for_event(&greeting(), "2025-07-17"), on_time("2025-08-17", 31));
        assert_eq!(for_event(&greeting(), "2025-08-17"), on_time("2025-08-17", 0));
        assert_eq!(
            for_event(&greeting(), "2025-08-18"),
            TimingVerdict::Late { last_day: day("2025-08-17"), days_late: 1 }
        );
    }

    #[test]
    fn days_are_counted_over_the_end_of_a_leap_february() {
        assert_eq!(
            verdict(&plan(), Some(day("2024-03-02")), day("2024-02-28")),
            on_time("2024-02-28", 0)
        );
        assert_eq!(
            verdict(&plan(), Some(day("2025-03-02")), day("2025-02-27")),
            on_time("2025-02-27", 0)
        );
    }

    #[test]
    fn without_a_date_nothing_can_be_said() {
        assert_eq!(verdict(&plan(), None, day("2025-08-17")), TimingVerdict::NoDate);
    }

    #[test]
    fn an_event_at_the_beginning_of_time_does_not_overflow() {
        let far = Timing::DaysBefore { days: u32::MAX, label: String::new() };
        assert!(matches!(
            verdict(&far, Some(NaiveDate::MIN), day("2025-01-01")),
            TimingVerdict::Late { .. }
        ));
    }

    #[test]
    fn the_wire_shape_is_pinned() {
        let json = |verdict| serde_json::to_string(&verdict).unwrap();
        assert_eq!(json(TimingVerdict::NotApplicable), r#"{"verdict":"not_applicable"}"#);
        assert_eq!(json(TimingVerdict::NoDate), r#"{"verdict":"no_date"}"#);
        assert_eq!(
            json(on_time("2025-08-14", 4)),
            r#"{"verdict":"on_time","last_day":"2025-08-14","days_left":4}"#
        );
        assert_eq!(
            json(TimingVerdict::Early { from: day("2025-08-17") }),
            r#"{"verdict":"early","from":"2025-08-17"}"#
        );
        assert_eq!(
            json(TimingVerdict::Late { last_day: day("2025-08-14"), days_late: 1 }),
            r#"{"verdict":"late","last_day":"2025-08-14","days_late":1}"#
        );
    }
}
