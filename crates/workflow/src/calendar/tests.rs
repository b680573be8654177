use proptest::prelude::*;

use super::*;

/// A moment in Jakarta, such as "2025-08-11 07:30".
fn jakarta(text: &str) -> DateTime<Utc> {
    at(Tz::Asia__Jakarta, text)
}

fn at(zone: Tz, text: &str) -> DateTime<Utc> {
    let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    zone.from_local_datetime(&local).unwrap().to_utc()
}

fn worked_minutes(from: &str, to: &str) -> i64 {
    WorkCalendar::default().worked(jakarta(from), jakarta(to)).num_minutes()
}

fn in_zone(zone: Tz) -> WorkCalendar {
    WorkCalendar { zone, ..WorkCalendar::default() }
}

#[test]
fn one_working_day_is_eight_and_a_half_hours_not_twenty_four() {
    assert_eq!(worked_minutes("2025-08-11 00:00", "2025-08-12 00:00"), 510);
    assert_eq!(worked_minutes("2025-08-11 09:00", "2025-08-12 09:00"), 510);
    assert_eq!(
        worked_minutes("2025-08-15 00:00", "2025-08-16 00:00"),
        540,
        "Friday closes at 16.30"
    );
    assert_eq!(worked_minutes("2025-08-04 00:00", "2025-08-11 00:00"), 4 * 510 + 540, "a week");
}

#[test]
fn nights_weekends_and_days_off_take_nothing() {
    assert_eq!(worked_minutes("2025-08-11 16:00", "2025-08-12 07:30"), 0);
    assert_eq!(worked_minutes("2025-08-08 16:30", "2025-08-11 07:30"), 0, "a weekend");
    assert_eq!(
        worked_minutes("2025-08-15 16:30", "2025-08-19 07:30"),
        0,
        "17 August and its cuti bersama"
    );
    assert_eq!(worked_minutes("2025-03-27 16:00", "2025-04-08 07:30"), 0, "Nyepi and Idul Fitri");
    assert_eq!(worked_minutes("2025-08-15 16:00", "2025-08-19 08:00"), 60);
}

#[test]
fn backwards_is_zero() {
    assert_eq!(worked_minutes("2025-08-12 09:00", "2025-08-11 09:00"), 0);
    assert_eq!(worked_minutes("2025-08-12 09:00", "2025-08-12 09:00"), 0);
}

#[test]
fn seconds_count() {
    let start = jakarta("2025-08-11 09:00");
    let worked = WorkCalendar::default().worked(start, start + Duration::seconds(61));
    assert_eq!(worked, Duration::seconds(61));
}

#[test]
fn a_standard_of_sixty_minutes_runs_over_the_night_and_the_long_weekend() {
    let calendar = WorkCalendar::default();
    let deadline = |from, minutes| calendar.add(jakarta(from), minutes);
    assert_eq!(deadline("2025-08-11 09:00", 60), jakarta("2025-08-11 10:00"));
    assert_eq!(deadline("2025-08-11 15:30", 60), jakarta("2025-08-12 08:00"));
    assert_eq!(deadline("2025-08-15 16:00", 60), jakarta("2025-08-19 08:00"));
    assert_eq!(deadline("2025-08-16 12:00", 15), jakarta("2025-08-19 07:45"));
    assert_eq!(
        deadline("2025-08-11 15:00", 60),
        jakarta("2025-08-11 16:00"),
        "ends at closing time"
    );
    assert_eq!(deadline("2025-08-11 16:00", 60), jakarta("2025-08-12 08:30"));
    assert_eq!(deadline("2025-08-16 12:00", 0), jakarta("2025-08-16 12:00"));
}

#[test]
fn it_is_open_from_opening_time_until_before_closing_time() {
    let calendar = WorkCalendar::default();
    let open = |text| calendar.is_open(jakarta(text));
    assert!(!open("2025-08-11 07:29"));
    assert!(open("2025-08-11 07:30"));
    assert!(open("2025-08-11 15:59"));
    assert!(!open("2025-08-11 16:00"));
    assert!(open("2025-08-15 16:00"), "Friday");
    assert!(!open("2025-08-16 10:00"), "Saturday");
    assert!(!open("2025-08-18 10:00"), "cuti bersama");
}

#[test]
fn the_next_opening_is_now_while_open() {
    let calendar = WorkCalendar::default();
    let next = |text| calendar.next_open(jakarta(text));
    assert_eq!(next("2025-08-11 09:17"), jakarta("2025-08-11 09:17"));
    assert_eq!(next("2025-08-11 05:00"), jakarta("2025-08-11 07:30"));
    assert_eq!(next("2025-08-11 16:00"), jakarta("2025-08-12 07:30"));
    assert_eq!(next("2025-08-15 17:00"), jakarta("2025-08-19 07:30"));
}

#[test]
fn the_same_instant_is_another_hour_in_jayapura() {
    let instant = at(Tz::Asia__Jayapura, "2025-08-11 07:30");
    assert!(in_zone(Tz::Asia__Jayapura).is_open(instant));
    assert!(!in_zone(Tz::Asia__Jakarta).is_open(instant), "05.30 in Jakarta");
    let late = at(Tz::Asia__Jayapura, "2025-08-12 00:30");
    assert_eq!(in_zone(Tz::Asia__Jayapura).day_of(late), "2025-08-12".parse().unwrap());
    assert_eq!(in_zone(Tz::Asia__Jakarta).day_of(late), "2025-08-11".parse().unwrap());
}

#[test]
fn a_zone_that_skips_hours_or_a_whole_day_works() {
    let mut night = in_zone(Tz::Europe__Amsterdam);
    night.weeks = [Some(Hours { opens: clock(2, 30), closes: clock(6, 0) }); 7];
    let from = at(Tz::Europe__Amsterdam, "2025-03-30 00:00");
    let to = at(Tz::Europe__Amsterdam, "2025-03-31 00:00");
    assert_eq!(night.worked(from, to).num_minutes(), 180, "clocks go from 2.00 to 3.00");

    let mut samoa = in_zone(Tz::Pacific__Apia);
    samoa.holidays.clear();
    let from = at(Tz::Pacific__Apia, "2011-12-29 12:00");
    let to = at(Tz::Pacific__Apia, "2011-12-31 12:00");
    assert_eq!(samoa.worked(from, to).num_minutes(), 4 * 60, "there was no Friday 30 December");
}

#[test]
fn a_calendar_that_is_never_open_is_refused_and_does_not_hang() {
    let mut calendar = WorkCalendar { weeks: [None; 7], ..WorkCalendar::default() };
    assert_eq!(calendar.check(), Err(CalendarProblem::NeverOpen));
    let now = jakarta("2025-08-11 09:00");
    assert_eq!(calendar.next_open(now), DateTime::<Utc>::MAX_UTC);
    assert_eq!(calendar.add(now, 1), DateTime::<Utc>::MAX_UTC);
    assert_eq!(calendar.worked(now, now + Duration::days(365)), Duration::zero());

    calendar.weeks[1] = Some(Hours { opens: clock(16, 0), closes: clock(7, 30) });
    assert_eq!(
        calendar.check().unwrap_err().to_string(),
        "Jam kerja hari Selasa: jam tutup 07.30 harus sesudah jam buka 16.00."
    );
}

#[test]
fn settings_keep_it_and_refuse_a_broken_one() {
    let calendar = WorkCalendar::default();
    let json = serde_json::to_value(&calendar).unwrap();
    assert_eq!(json["zone"], "Asia/Jakarta");
    assert_eq!(json["weeks"][0], serde_json::json!({ "opens": "07:30:00", "closes": "16:00:00" }));
    assert_eq!(json["weeks"][6], serde_json::Value::Null);
    assert_eq!(json["holidays"]["2025-08-18"]["kind"], "cuti_bersama");
    assert_eq!(serde_json::from_value::<WorkCalendar>(json.clone()).unwrap(), calendar);

    let mut never = json.clone();
    never["weeks"] = serde_json::json!([null, null, null, null, null, null, null]);
    assert!(serde_json::from_value::<WorkCalendar>(never).is_err());
    let mut nowhere = json;
    nowhere["zone"] = "Asia/Bandung".into();
    assert!(serde_json::from_value::<WorkCalendar>(nowhere).is_err());
}

#[test]
fn ten_years_are_quick() {
    let calendar = WorkCalendar::default();
    let started = std::time::Instant::now();
    assert!(
        calendar.worked(jakarta("2020-01-01 00:00"), jakarta("2030-01-01 00:00")).num_hours()
            > 20_000
    );
    assert!(started.elapsed() < std::time::Duration::from_secs(1), "{:?}", started.elapsed());
}

fn zones() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        Tz::Asia__Jakarta,
        Tz::Asia__Makassar,
        Tz::Asia__Jayapura,
        Tz::Europe__Amsterdam,
        Tz::America__New_York,
        Tz::Pacific__Apia,
        Tz::UTC,
    ])
}

/// A second between 2023 and 2028.
fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (1_672_531_200_i64..1_830_297_600)
        .prop_map(|second| DateTime::from_timestamp(second, 0).unwrap())
}

fn hours() -> impl Strategy<Value = Option<Hours>> {
    prop::option::of((0_u32..1_380, 1_u32..60).prop_map(|(opens, length)| Hours {
        opens: clock(opens / 60, opens % 60),
        closes: clock((opens + length) / 60, (opens + length) % 60),
    }))
}

fn calendars() -> impl Strategy<Value = WorkCalendar> {
    let office = zones().prop_map(in_zone);
    let odd = (zones(), prop::array::uniform7(hours()))
        .prop_map(|(zone, weeks)| WorkCalendar { weeks, ..in_zone(zone) })
        .prop_filter("open at some time", |calendar| calendar.check().is_ok());
    prop_oneof![office, odd]
}

proptest! {
    #[test]
    fn parts_add_up(calendar in calendars(), mut moments in prop::array::uniform3(instants())) {
        moments.sort();
        let [a, b, c] = moments;
        prop_assert_eq!(calendar.worked(a, b) + calendar.worked(b, c), calendar.worked(a, c));
    }

    #[test]
    fn a_deadline_is_exactly_its_minutes_away(calendar in calendars(), from in instants(), minutes in 0_u32..3_000) {
        let deadline = calendar.add(from, minutes);
        prop_assert_eq!(calendar.worked(from, deadline), Duration::minutes(i64::from(minutes)));
        prop_assert!(deadline >= from);
    }

    #[test]
    fn working_time_is_never_longer_than_time(calendar in calendars(), a in instants(), b in instants()) {
        let worked = calendar.worked(a, b);
        prop_assert!(worked >= Duration::zero());
        prop_assert!(worked <= (b - a).max(Duration::zero()));
    }

    #[test]
    fn the_next_opening_is_open_and_nothing_is_worked_before_it(calendar in calendars(), from in instants()) {
        let next = calendar.next_open(from);
        prop_assert!(next >= from && calendar.is_open(next));
        prop_assert_eq!(calendar.worked(from, next), Duration::zero());
    }

    #[test]
    fn a_day_off_contributes_nothing(zone in zones(), index in 0_usize..108) {
        let calendar = in_zone(zone);
        let day = bundled_holidays()[index].date;
        let midnight = |date: NaiveDate| calendar.instant(date, NaiveTime::MIN).unwrap();
        prop_assert_eq!(calendar.worked(midnight(day), midnight(day.succ_opt().unwrap())), Duration::zero());
    }
}
