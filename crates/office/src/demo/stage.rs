//! When the script's acts happen: everything is told in working minutes before now.

use chrono::{DateTime, Duration, Utc};
use workflow::WorkCalendar;

use super::script::{Item, Line};

/// Every act of every item, earliest first; a draft is an item with no act.
pub(super) fn in_order(items: &[Item]) -> Vec<(&Item, u32, Option<&Line>)> {
    let acts = items
        .iter()
        .flat_map(|item| item.acts.iter().map(move |line| (item, line.ago, Some(line))));
    let drafts = items.iter().filter_map(|item| Some((item, item.draft_ago?, None)));
    let mut all: Vec<_> = acts.chain(drafts).collect();
    all.sort_by_key(|(_, ago, _)| std::cmp::Reverse(*ago));
    all
}

/// The last moment from which to `now` the office works at least `minutes`.
pub(super) fn working_minutes_before(
    calendar: &WorkCalendar,
    now: DateTime<Utc>,
    minutes: u32,
) -> DateTime<Utc> {
    let wanted = Duration::minutes(i64::from(minutes));
    // No office works less than an hour a day on average over a month of holidays.
    let mut early = now - Duration::days(i64::from(minutes) / 60 + 30);
    let mut late = now;
    while late - early > Duration::seconds(1) {
        let middle = early + (late - early) / 2;
        if calendar.worked(middle, now) >= wanted {
            early = middle;
        } else {
            late = middle;
        }
    }
    DateTime::from_timestamp(early.timestamp(), 0).unwrap_or(early)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_counted_back_over_the_weekend() {
        let calendar = WorkCalendar::default();
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        // Monday 24 November 2025, 08.00 WIB: half an hour of today, the rest on Friday until 16.30.
        let found = working_minutes_before(&calendar, at("2025-11-24T08:00:00+07:00"), 45);
        assert!((found - at("2025-11-21T16:15:00+07:00")).num_seconds().abs() <= 1, "{found}");
    }
}
