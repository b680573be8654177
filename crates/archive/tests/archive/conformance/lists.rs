use archive::{Archive, ArchiveError, Commit, ListOrder, ListQuery, ListState, OpenAtStep};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use workflow::sop::Goal;
use workflow::{Content, Event, Submission};

use crate::fixtures::{
    SOP, accepted, commit, completed, content, founding, handed_in, minute, next_act, person,
    rejected, submission_id, titles,
};

fn with_deadline(number: u128, deadline: Option<i64>) -> Commit {
    let mut commit =
        handed_in(number, content(&format!("{number}")), i64::try_from(number).unwrap());
    commit.deadline = deadline.map(minute);
    commit
}

fn open() -> ListQuery {
    ListQuery { state: Some(ListState::Open), limit: 50, ..ListQuery::default() }
}

/// Moves an item to the SOP's step of this index.
fn moved(archive: &dyn Archive, state: &Submission, step: usize, minutes: i64) -> Submission {
    let event = completed(state, Goal::Step(SOP.steps[step].id.clone()));
    commit(archive, next_act(state, vec![event], minutes))
}

/// Walks through all pages; answers the titles in order.
fn walk(archive: &dyn Archive, mut query: ListQuery, expected_total: u64) -> Vec<String> {
    let mut titles = Vec::new();
    loop {
        let page = archive.list(&query).unwrap();
        assert_eq!(page.total, expected_total);
        titles.extend(page.items.into_iter().map(|item| item.submission.content.title));
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return titles,
        }
    }
}

pub fn least_time_left_comes_first_and_no_deadline_last(archive: &dyn Archive) {
    for (number, deadline) in [(1, None), (2, Some(30)), (3, Some(-10)), (4, None), (5, Some(20))] {
        archive.commit(&with_deadline(number, deadline)).unwrap();
    }
    assert_eq!(titles(archive, &open()), ["3", "5", "2", "1", "4"]);
    let page = archive.list(&open()).unwrap();
    assert_eq!(page.items[0].deadline, Some(minute(-10)));
    assert_eq!(titles(archive, &ListQuery { late_at: Some(minute(20)), ..open() }), ["3"]);
}

pub fn thousand_equal_deadlines_page_without_loss(archive: &dyn Archive) {
    let mut expected = BTreeSet::new();
    for number in 1..=1000 {
        archive.commit(&with_deadline(number, Some(60))).unwrap();
        expected.insert(number.to_string());
    }
    let query = ListQuery { limit: 37, ..open() };
    let walked = walk(archive, query.clone(), 1000);
    assert_eq!(walked.len(), 1000, "no repeats");
    assert_eq!(walked.into_iter().collect::<BTreeSet<_>>(), expected);
    let recent = ListQuery { order: ListOrder::Recent, limit: 1000, ..query };
    assert_eq!(archive.list(&recent).unwrap().items.len(), 200, "a page has a limit");
}

pub fn items_that_move_between_pages_disturb_no_other(archive: &dyn Archive) {
    let states: Vec<_> =
        (1..=6).map(|number| commit(archive, with_deadline(number, Some(60)))).collect();
    let first = archive.list(&ListQuery { limit: 3, ..open() }).unwrap();
    for state in &states[..2] {
        commit(archive, next_act(state, vec![completed(state, Goal::End)], 9));
    }
    let second = archive.list(&ListQuery { limit: 3, cursor: first.next, ..open() }).unwrap();
    let titles: Vec<_> =
        second.items.into_iter().map(|item| item.submission.content.title).collect();
    assert_eq!(titles, ["4", "5", "6"]);
    assert_eq!((second.next, second.total), (None, 4));
}

pub fn recent_pages_from_the_last_change_backwards(archive: &dyn Archive) {
    let states: Vec<_> =
        (1..=5).map(|number| commit(archive, with_deadline(number, None))).collect();
    moved(archive, &states[1], 1, 90);
    let recent = ListQuery { order: ListOrder::Recent, limit: 2, ..ListQuery::default() };
    assert_eq!(walk(archive, recent, 5), ["2", "5", "4", "3", "1"]);
}

pub fn conditions_hold_together(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let day = NaiveDate::from_ymd_opt(2026, 3, 10);
    let event = |kind: &str| Content { kind: kind.to_owned(), event_date: day, ..content(kind) };
    let states: Vec<_> = [(1, event("foto")), (2, event("video")), (3, content("tanpa tanggal"))]
        .map(|(number, content)| commit(archive, handed_in(number, content, 0)))
        .into();
    let done = moved(archive, &states[1], 1, 5);
    commit(archive, next_act(&done, vec![completed(&done, Goal::End)], 6));
    let cancelled = Event::Cancelled { step: SOP.steps[0].id.clone(), reason: "batal".to_owned() };
    commit(archive, next_act(&states[2], vec![cancelled], 7));

    let all = ListQuery { limit: 50, ..ListQuery::default() };
    let find = |query: ListQuery| titles(archive, &query);
    assert_eq!(find(all.clone()).len(), 3);
    assert_eq!(find(ListQuery { state: Some(ListState::Finished), ..all.clone() }), ["video"]);
    assert_eq!(
        find(ListQuery { state: Some(ListState::Cancelled), ..all.clone() }),
        ["tanpa tanggal"]
    );
    assert_eq!(find(open()), ["foto"]);
    assert_eq!(find(ListQuery { kind: Some("video".to_owned()), ..all.clone() }), ["video"]);
    assert_eq!(find(ListQuery { kind: Some("video".to_owned()), ..open() }), Vec::<String>::new());
    assert_eq!(find(ListQuery { from: day, to: day, ..all.clone() }), ["foto", "video"]);
    assert_eq!(find(ListQuery { to: day.unwrap().pred_opt(), ..all.clone() }), ["tanpa tanggal"]);
    assert_eq!(
        find(ListQuery { submitted_by: Some(person(2)), ..all.clone() }),
        Vec::<String>::new()
    );
    assert_eq!(
        find(ListQuery { submitted_by: Some(person(1)), sop: Some(SOP.id.clone()), ..all.clone() })
            .len(),
        3
    );
    assert_eq!(find(ListQuery { sop: Some("lain".to_owned()), ..all }), Vec::<String>::new());
}

pub fn own_submissions_are_left_out_where_the_person_may_not_decide(archive: &dyn Archive) {
    let here = commit(archive, with_deadline(1, None));
    let there = commit(archive, with_deadline(2, None));
    moved(archive, &here, 1, 5);
    moved(archive, &there, 2, 5);
    let step = |index: usize| SOP.steps[index].id.clone();
    let inbox = |account| ListQuery {
        at_steps: Some(vec![(SOP.id.clone(), vec![step(1), step(2)])]),
        not_own: Some((person(account), vec![(SOP.id.clone(), step(1))])),
        ..open()
    };
    assert_eq!(titles(archive, &inbox(1)), ["2"]);
    assert_eq!(titles(archive, &inbox(2)), ["1", "2"]);
}

pub fn what_the_person_accepted_elsewhere_is_left_out(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    commit(archive, handed_in(1, content("baru"), 0));
    let state = commit(archive, handed_in(2, content("diterima"), 0));
    let state = commit(archive, next_act(&state, vec![accepted(&state, 2, "")], 5));
    let without = |account| ListQuery { not_accepted_by: Some(person(account)), ..open() };
    assert_eq!(titles(archive, &without(2)), ["baru"]);
    assert_eq!(titles(archive, &without(3)), ["baru", "diterima"]);
    // Back where it was accepted, the person decides anew.
    commit(archive, next_act(&state, vec![rejected(&state, "Ulangi.")], 9));
    assert_eq!(titles(archive, &without(2)), ["baru", "diterima"]);
}

pub fn day_is_the_offices_day(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    // 20.00 UTC on 1 March is 03.00 on 2 March in Jakarta.
    commit(archive, handed_in(1, content("malam"), -5 * 60));
    let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
    let on = |day| ListQuery { from: day, to: day, ..open() };
    assert_eq!(titles(archive, &on(day(1))), Vec::<String>::new());
    assert_eq!(titles(archive, &on(day(2))), ["malam"]);
}

pub fn platform_is_the_wish_until_one_is_chosen(archive: &dyn Archive) {
    let wished = Content { wished: vec!["tiktok".to_owned()], ..content("A") };
    let state = commit(archive, handed_in(1, wished, 0));
    let on = |platform: &str| {
        titles(archive, &ListQuery { platform: Some(platform.to_owned()), ..open() })
    };
    assert_eq!(on("tiktok"), ["A"]);
    let platforms = vec!["instagram".to_owned(), "x".to_owned()];
    let chosen = Event::PlatformsChosen { step: SOP.steps[0].id.clone(), platforms };
    commit(archive, next_act(&state, vec![chosen], 1));
    assert_eq!(on("tiktok"), Vec::<String>::new());
    assert_eq!(on("instagram"), ["A"]);
    assert_eq!(on("x"), ["A"]);
}

pub fn cursor_of_another_order_is_refused(archive: &dyn Archive) {
    for number in 1..=3 {
        archive.commit(&with_deadline(number, None)).unwrap();
    }
    let next = archive.list(&ListQuery { limit: 1, ..open() }).unwrap().next;
    let refused = |cursor: Option<String>| {
        let query = ListQuery { order: ListOrder::Recent, cursor, ..open() };
        assert!(matches!(archive.list(&query), Err(ArchiveError::BadCursor)));
    };
    refused(next);
    refused(Some("' OR 1 = 1 --".to_owned()));
}

pub fn no_step_is_no_item(archive: &dyn Archive) {
    archive.commit(&with_deadline(1, None)).unwrap();
    assert_eq!(
        titles(archive, &ListQuery { at_steps: Some(Vec::new()), ..open() }),
        Vec::<String>::new()
    );
    let counted = archive.list(&ListQuery { limit: 0, ..open() }).unwrap();
    assert_eq!((counted.items.len(), counted.total), (0, 1));
}

pub fn steps_are_counted_with_their_oldest_and_deadlines(archive: &dyn Archive) {
    archive.commit(&with_deadline(1, Some(30))).unwrap();
    archive.commit(&with_deadline(2, None)).unwrap();
    let third = commit(archive, with_deadline(3, Some(50)));
    moved(archive, &third, 1, 7);
    let counts = archive.step_counts(&SOP.id).unwrap();
    let at = |index: usize, count, oldest, deadlines| OpenAtStep {
        step: SOP.steps[index].id.clone(),
        count,
        oldest_since: minute(oldest),
        deadlines,
    };
    assert_eq!(counts.len(), 2);
    assert!(counts.contains(&at(0, 2, 1, vec![minute(30)])), "{counts:?}");
    assert!(counts.contains(&at(1, 1, 7, Vec::new())), "{counts:?}");
    assert_eq!(archive.step_counts("lain").unwrap(), []);
    assert!(archive.submission(submission_id(3)).unwrap().is_some());
}

pub fn what_came_back_is_counted_until_it_goes_on(archive: &dyn Archive) {
    let returned = |query: ListQuery| ListQuery { returned: true, ..query };
    let first = commit(archive, handed_in(1, content("kembali"), 0));
    commit(archive, handed_in(2, content("baru"), 1));
    assert_eq!(archive.tally(&returned(open()), &[]).unwrap().total, 0);
    let back = commit(archive, next_act(&first, vec![rejected(&first, "Kurang jelas.")], 2));
    assert_eq!(archive.tally(&returned(open()), &[]).unwrap().total, 1);
    assert_eq!(titles(archive, &returned(open())), ["kembali"]);
    let elsewhere = vec![(SOP.id.clone(), vec![SOP.steps[1].id.clone()])];
    let elsewhere = ListQuery { at_steps: Some(elsewhere), ..open() };
    assert_eq!(archive.tally(&returned(elsewhere), &[]).unwrap().total, 0);
    moved(archive, &back, 1, 3);
    assert_eq!(archive.tally(&returned(open()), &[]).unwrap().total, 0);
}
