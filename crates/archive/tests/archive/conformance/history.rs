use archive::{Archive, ArchiveError, HistoryItem, HistoryQuery, ListQuery, ListState, Outcome};
use workflow::sop::Goal;
use workflow::{AccountId, Event, Submission};

use crate::fixtures::{
    SOP, accepted, commit, completed, content, handed_in, listed_without_deadline, minute,
    next_act, person, rejected, revised, submission_id,
};

fn of(account: AccountId) -> HistoryQuery {
    HistoryQuery { account, outcomes: None, text: None, cursor: None, limit: 50 }
}

fn items(archive: &dyn Archive, query: &HistoryQuery) -> Vec<HistoryItem> {
    let page = archive.history(query).unwrap();
    assert_eq!(page.total, page.items.len() as u64, "one page holds all");
    page.items
}

/// Title and kind of each act, in order.
fn told(archive: &dyn Archive, query: &HistoryQuery) -> Vec<(String, String)> {
    let tell = |item: HistoryItem| {
        let event: serde_json::Value = serde_json::from_str(&item.event.payload).unwrap();
        assert_eq!(Some(item.submission.id), item.event.submission);
        (item.submission.content.title, event["type"].as_str().unwrap().to_owned())
    };
    items(archive, query).into_iter().map(tell).collect()
}

/// One rejected and handed in again, one accepted; what person 2 did and wrote.
fn two_items(archive: &dyn Archive) -> [Submission; 2] {
    let rapat = commit(archive, handed_in(1, content("Rapat pangan"), 0));
    let taman = commit(archive, handed_in(2, content("Peresmian taman"), 1));
    let event = rejected(&rapat, "Tanggalnya keliru.");
    let rapat = commit(archive, next_act(&rapat, vec![event], 2));
    let event = accepted(&taman, 1, "Baik sekali.");
    let taman = commit(archive, next_act(&taman, vec![event], 3));
    let event = revised(&rapat, content("Rapat pangan daerah"));
    let rapat = commit(archive, next_act(&rapat, vec![event], 4));
    [rapat, taman]
}

pub fn own_acts_are_told_newest_first(archive: &dyn Archive) {
    two_items(archive);
    let pair = |title: &str, kind: &str| (title.to_owned(), kind.to_owned());
    let expected = [
        pair("Rapat pangan daerah", "revised"),
        pair("Peresmian taman", "accepted"),
        pair("Rapat pangan daerah", "rejected"),
    ];
    assert_eq!(told(archive, &of(person(2))), expected);
    let handed_in: Vec<_> =
        told(archive, &of(person(1))).into_iter().map(|(_, kind)| kind).collect();
    assert_eq!(handed_in, ["submitted", "submitted"]);
    assert_eq!(told(archive, &of(person(3))), []);
}

pub fn history_is_found_by_what_was_written_and_by_the_item(archive: &dyn Archive) {
    two_items(archive);
    let kinds = |text: &str| -> Vec<String> {
        let query = HistoryQuery { text: Some(text.to_owned()), ..of(person(2)) };
        told(archive, &query).into_iter().map(|(_, kind)| kind).collect()
    };
    assert_eq!(kinds("keliru"), ["rejected"]);
    assert_eq!(kinds("sekal"), ["accepted"]);
    assert_eq!(kinds("pangan"), ["revised", "rejected"]);
    assert_eq!(kinds("\" OR *"), Vec::<String>::new());
    let only = HistoryQuery { outcomes: Some(vec![Outcome::Rejected]), ..of(person(2)) };
    assert_eq!(told(archive, &only).len(), 1);
    let none = HistoryQuery { outcomes: Some(Vec::new()), ..of(person(2)) };
    assert_eq!(told(archive, &none), []);
}

pub fn what_only_accompanies_an_act_is_not_told(archive: &dyn Archive) {
    let mut commit_both = handed_in(1, content("Rapat"), 0);
    let handed_on = completed(&commit_both.state, Goal::Step(SOP.steps[1].id.clone()));
    let after = next_act(&commit_both.state, vec![handed_on], 0);
    commit_both.events.extend(after.events);
    commit_both.state = after.state;
    let state = commit(archive, commit_both);
    let chosen = Event::PlatformsChosen {
        step: state.current_step().unwrap().to_owned(),
        platforms: vec!["facebook".to_owned()],
    };
    let done = completed(&state, Goal::End);
    commit(archive, next_act(&state, vec![chosen, done], 1));
    let kinds = |account| -> Vec<String> {
        told(archive, &of(account)).into_iter().map(|(_, kind)| kind).collect()
    };
    assert_eq!(kinds(person(1)), ["submitted"]);
    assert_eq!(kinds(person(2)), ["completed"]);
    archive.rebuild(&listed_without_deadline).unwrap();
    assert_eq!(kinds(person(1)), ["submitted"]);
    assert_eq!(kinds(person(2)), ["completed"]);
}

pub fn history_pages_without_gap_or_repeat(archive: &dyn Archive) {
    for number in 1..=7 {
        commit(archive, handed_in(number, content(&format!("{number}")), 0));
    }
    let mut query = HistoryQuery { limit: 3, ..of(person(1)) };
    let mut titles = Vec::new();
    loop {
        let page = archive.history(&query).unwrap();
        assert_eq!(page.total, 7);
        titles.extend(page.items.into_iter().map(|item| item.submission.content.title));
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(titles, ["7", "6", "5", "4", "3", "2", "1"]);
    query.cursor = Some("7b7d".to_owned());
    assert!(matches!(archive.history(&query), Err(ArchiveError::BadCursor)));
}

pub fn rebuild_makes_the_same_history(archive: &dyn Archive) {
    two_items(archive);
    let query = HistoryQuery { text: Some("pangan".to_owned()), ..of(person(2)) };
    let before = (told(archive, &of(person(2))), told(archive, &query));
    archive.rebuild(&listed_without_deadline).unwrap();
    assert_eq!((told(archive, &of(person(2))), told(archive, &query)), before);
}

pub fn what_waits_for_others_is_what_one_took_part_in(archive: &dyn Archive) {
    let [rapat, taman] = two_items(archive);
    commit(archive, handed_in(3, content("Tanpa orang kedua"), 5));
    let step = |index: usize| vec![(SOP.id.clone(), vec![SOP.steps[index].id.clone()])];
    let open = ListQuery { state: Some(ListState::Open), limit: 50, ..ListQuery::default() };
    let ids = |query: &ListQuery| -> Vec<_> {
        archive.list(query).unwrap().items.into_iter().map(|one| one.submission.id).collect()
    };
    let elsewhere = ListQuery { elsewhere_for: Some(person(2)), ..open.clone() };
    // Holding nothing: both wait for others.
    let nothing = ListQuery { at_steps: Some(Vec::new()), ..elsewhere.clone() };
    assert_eq!(ids(&nothing), [rapat.id, taman.id]);
    // Holding the first step, where the rejected one lies.
    let first = ListQuery { at_steps: Some(step(0)), ..elsewhere.clone() };
    assert_eq!(ids(&first), [taman.id]);
    // Except where it is one's own, which one may not decide.
    let own = vec![(SOP.id.clone(), SOP.steps[0].id.clone())];
    let elsewhere = ListQuery { elsewhere_for: Some(person(1)), ..elsewhere };
    let not_own = Some((person(1), own));
    let query = ListQuery { at_steps: Some(step(0)), not_own, ..elsewhere };
    assert_eq!(ids(&query), [submission_id(1), submission_id(2), submission_id(3)]);
    let named = ListQuery { ids: Some(vec![taman.id]), ..open.clone() };
    assert_eq!(ids(&named), [taman.id]);
    assert_eq!(ids(&ListQuery { ids: Some(Vec::new()), ..open }), []);
}

pub fn all_are_tallied_by_moment(archive: &dyn Archive) {
    for (number, deadline) in [(1, None), (2, Some(30)), (3, Some(-10)), (4, Some(20))] {
        let mut commit = handed_in(number, content(&format!("Rapat {number}")), 0);
        commit.deadline = deadline.map(minute);
        archive.commit(&commit).unwrap();
    }
    let open = ListQuery { state: Some(ListState::Open), ..ListQuery::default() };
    let tally = archive.tally(&open, &[minute(0), minute(30)]).unwrap();
    assert_eq!((tally.total, tally.before), (4, vec![1, 2]));
    let found = ListQuery { text: Some("rapat 4".to_owned()), ..open.clone() };
    let tally = archive.tally(&found, &[minute(0), minute(30)]).unwrap();
    assert_eq!((tally.total, tally.before), (1, vec![0, 1]));
    let none = ListQuery { at_steps: Some(Vec::new()), ..open };
    assert_eq!(archive.tally(&none, &[minute(0)]).unwrap().before, [0]);
}
