//! The first screen: what waits, what is late, what is coming.

use chrono::{Datelike, Days, NaiveDate};

use crate::caller::Caller;
use crate::submissions::{ListFilter, Scope};
use crate::view::{Home, Upcoming, UpcomingKind};
use crate::{Office, OfficeError};

const WAITING_SHOWN: u32 = 6;
const DAYS_AHEAD: u64 = 30;

/// National commemorative days with a fixed date; offices work on them and post about them.
const COMMEMORATIVE: &str = include_str!("../data/commemorative.csv");

impl Office {
    pub fn home(&self, caller: &Caller) -> Result<Home, OfficeError> {
        let viewer = self.viewer(caller)?;
        let first = |scope, limit| {
            viewer.list(scope, ListFilter { limit: Some(limit), ..ListFilter::default() })
        };
        let waiting = first(Scope::Inbox, WAITING_SHOWN)?;
        Ok(Home {
            waiting_count: waiting.total,
            waiting: waiting.items,
            late_count: first(Scope::Late, 1)?.total,
            returned_count: viewer.returned_count()?,
            open_count: first(Scope::Open, 1)?.total,
            drafts: self.drafts(caller)?,
            offered: self.offered_drafts(caller)?,
            made: if caller.account.is_designer {
                first(Scope::Mine, WAITING_SHOWN)?.items
            } else {
                Vec::new()
            },
            upcoming: self.upcoming()?,
        })
    }

    fn upcoming(&self) -> Result<Vec<Upcoming>, OfficeError> {
        let rules = self.rules()?;
        let calendar = &rules.settings.calendar;
        let today = calendar.day_of(self.now());
        let last = today + Days::new(DAYS_AHEAD);
        let mut days: Vec<Upcoming> = calendar
            .holidays
            .range(today..=last)
            .map(|(date, holiday)| Upcoming {
                date: *date,
                name: holiday.name.clone(),
                kind: holiday.kind.into(),
            })
            .collect();
        days.extend(commemorative(today, last));
        days.sort_by_key(|day| day.date);
        Ok(days)
    }
}

/// The days of the list between two dates, over a new year if need be.
fn commemorative(first: NaiveDate, last: NaiveDate) -> Vec<Upcoming> {
    let days = COMMEMORATIVE.lines().skip(1).filter_map(|line| {
        let mut fields = line.splitn(3, ',');
        let (month, day) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
        Some((month, day, fields.next()?))
    });
    let years = first.year()..=last.year();
    days.flat_map(|(month, day, name)| {
        years.clone().map(move |year| (NaiveDate::from_ymd_opt(year, month, day), name))
    })
    .filter_map(|(date, name)| {
        let date = date.filter(|date| (first..=last).contains(date))?;
        Some(Upcoming { date, name: name.to_owned(), kind: UpcomingKind::Peringatan })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_found_over_the_new_year() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let found = commemorative(day("2025-12-20"), day("2026-01-19"));
        assert!(found.iter().any(|one| one.date == day("2026-01-15")), "{found:?}");
        assert!(found.iter().all(|one| one.date >= day("2025-12-20")));
    }

    #[test]
    fn every_line_of_the_list_is_a_day() {
        let all = commemorative("2024-01-01".parse().unwrap(), "2024-12-31".parse().unwrap());
        assert_eq!(all.len(), COMMEMORATIVE.lines().count() - 1);
    }
}
