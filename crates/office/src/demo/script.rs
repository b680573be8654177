//! The sample office as data. Its people, items and what is done with them stand in `data/demo.toml`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use workflow::Fit;
use workflow::event::PicChannel;

const SCRIPT: &str = include_str!("../../data/demo.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Script {
    pub name: String,
    pub password: String,
    pub sops: Vec<String>,
    #[serde(rename = "account")]
    pub accounts: Vec<Person>,
    #[serde(rename = "item")]
    pub items: Vec<Item>,
    #[serde(rename = "journey")]
    pub journeys: Vec<Item>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Person {
    pub login: String,
    pub name: String,
    pub holds: Vec<Held>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Held {
    pub sop: String,
    pub position: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Item {
    pub sop: String,
    pub by: String,
    pub title: String,
    pub kind: String,
    pub source: String,
    pub pic: String,
    pub caption: String,
    pub links: Vec<String>,
    pub wished: Vec<String>,
    /// Names of the media crate's sample pictures.
    pub pictures: Vec<String>,
    /// Fits that the submitter chose for every picture, by the id of the place.
    #[serde(default)]
    pub fits: BTreeMap<String, Fit>,
    pub event: Option<EventDay>,
    /// For an item that stays a draft: when it was begun.
    pub draft_ago: Option<u32>,
    pub acts: Vec<Line>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum EventDay {
    /// Days after the day of handing in.
    Days(u64),
    /// The next such day, as "month-day".
    Next(String),
}

/// One act of the script.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// Working minutes before the founding; absent in journeys, which are played at the present moment.
    #[serde(default)]
    pub ago: u32,
    pub by: String,
    #[serde(rename = "do")]
    pub deed: Deed,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub platforms: Option<Vec<String>>,
    #[serde(default)]
    pub how: Option<PicChannel>,
    #[serde(default)]
    pub to: Option<String>,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub caption: Option<String>,
    #[serde(default)]
    pub platform: String,
    #[serde(default)]
    pub url: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Submit,
    Agree,
    Accept,
    Reject,
    Revise,
    Complete,
    Publish,
    Cancel,
}

/// The script. It is part of the program and read by a test, so a mistake in it never reaches a user.
pub(crate) fn script() -> Script {
    toml::from_str(SCRIPT).expect("the bundled sample office is tested")
}

impl EventDay {
    pub fn on(&self, handed_in: NaiveDate) -> Option<NaiveDate> {
        use chrono::Datelike as _;
        match self {
            Self::Days(days) => handed_in.checked_add_days(chrono::Days::new(*days)),
            Self::Next(text) => {
                let (month, day) = text.split_once('-')?;
                let (month, day) = (month.parse().ok()?, day.parse().ok()?);
                let this_year = NaiveDate::from_ymd_opt(handed_in.year(), month, day)?;
                if this_year >= handed_in {
                    Some(this_year)
                } else {
                    this_year.with_year(handed_in.year() + 1)
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_reads_and_names_only_people_and_pictures_that_exist() {
        let script = script();
        let pictures = media::sample::demo();
        for item in script.items.iter().chain(&script.journeys) {
            for login in item.acts.iter().map(|line| &line.by).chain([&item.by]) {
                assert!(script.accounts.iter().any(|person| person.login == *login), "{login}");
            }
            for slug in &item.pictures {
                assert!(pictures.iter().any(|sample| sample.slug == slug), "{slug}");
            }
        }
    }

    #[test]
    fn the_next_day_of_a_date_may_be_next_year() {
        let on = |text: &str, today: &str| {
            EventDay::Next(text.to_owned()).on(today.parse().unwrap()).unwrap()
        };
        assert_eq!(on("12-22", "2026-11-21").to_string(), "2026-12-22");
        assert_eq!(on("11-28", "2026-12-01").to_string(), "2027-11-28");
    }
}
