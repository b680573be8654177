//! Counts at hand in memory are those of the table.

use archive::{Archive, ListQuery, ListState, SqliteArchive};
use workflow::Event;
use workflow::sop::Goal;

use crate::fixtures::{
    SOP, completed, content, handed_in, listed_without_deadline, minute, next_act, person, rejected,
};

fn questions() -> Vec<ListQuery> {
    let step = |index: usize| SOP.steps[index].id.clone();
    let at = |steps: &[usize]| {
        vec![
            (SOP.id.clone(), steps.iter().map(|index| step(*index)).collect()),
            ("lain".to_owned(), vec![step(0)]),
        ]
    };
    let open = ListQuery { state: Some(ListState::Open), ..ListQuery::default() };
    let own = |steps: &[usize]| {
        let steps = steps.iter().map(|index| (SOP.id.clone(), step(*index))).collect();
        Some((person(1), steps))
    };
    vec![
        ListQuery { at_steps: Some(at(&[0])), ..open.clone() },
        ListQuery { at_steps: Some(at(&[0, 1, 2])), ..open.clone() },
        ListQuery { at_steps: Some(at(&[0, 1])), not_own: own(&[0]), ..open.clone() },
        ListQuery { at_steps: Some(at(&[0, 1])), not_own: own(&[0, 1]), ..open.clone() },
        ListQuery { at_steps: Some(at(&[0, 1])), not_own: own(&[]), ..open.clone() },
        ListQuery { at_steps: Some(Vec::new()), ..open },
    ]
}

/// `inspect` has no memory of its own: it asks the table.
fn assert_same(archive: &SqliteArchive, folder: &std::path::Path) -> u64 {
    let table = SqliteArchive::inspect(folder).unwrap();
    let moments = [minute(-1), minute(10), minute(11), minute(1_000)];
    let asked = questions();
    for query in &asked {
        let [at_hand, counted] =
            [archive, &table].map(|archive| archive.tally(query, &moments).unwrap());
        assert_eq!(at_hand, counted, "{query:?}");
    }
    archive.tally(&asked[1], &moments).unwrap().total
}

#[test]
fn counts_at_hand_are_those_of_the_table_whatever_happens() {
    let folder = tempfile::tempdir().unwrap();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let mut states = Vec::new();
    for number in 0..12_u128 {
        let mut act = handed_in(number, content("Rapat"), 0);
        // Several due at one moment, some never.
        act.deadline = (number % 4 != 0).then(|| minute(10 + number as i64 / 4));
        archive.commit(&act).unwrap();
        states.push(act.state);
        assert_same(&archive, folder.path());
    }
    for (number, state) in states.iter_mut().enumerate() {
        let next = match number % 3 {
            0 => Goal::Step(SOP.steps[1].id.clone()),
            1 => Goal::End,
            _ => Goal::Step(SOP.steps[2].id.clone()),
        };
        let mut act = next_act(state, vec![completed(state, next)], 1);
        act.deadline = (number % 2 == 0).then(|| minute(11));
        archive.commit(&act).unwrap();
        *state = act.state;
        assert_same(&archive, folder.path());
    }
    let back: Vec<Event> = vec![rejected(&states[0], "Belum lengkap.")];
    archive.commit(&next_act(&states[0], back, 2)).unwrap();
    assert_eq!(assert_same(&archive, folder.path()), 8);
    archive.rebuild(&listed_without_deadline).unwrap();
    assert_eq!(assert_same(&archive, folder.path()), 8);
    drop(archive);
    let archive = SqliteArchive::open(folder.path()).unwrap();
    assert_eq!(assert_same(&archive, folder.path()), 8);
}
