use std::sync::Barrier;

use archive::{
    Archive, ArchiveError, CommittedCommand, DraftId, ListOrder, ListQuery, Listed, StoredDraft,
    StoredEvent, chain,
};
use uuid::Uuid;
use workflow::Submission;
use workflow::sop::Goal;

use crate::fixtures::{
    commit, completed, content, file, founding, handed_in, minute, next_act, person, replay,
    revised, submission_id, taken_in, titles,
};

pub fn commit_is_kept_whole(archive: &dyn Archive) {
    let handed_in = handed_in(1, content("Peresmian"), 0);
    archive.commit(&handed_in).unwrap();
    assert_eq!(archive.submission(submission_id(1)).unwrap().as_ref(), Some(&handed_in.state));
    assert_eq!(archive.submission(submission_id(2)).unwrap(), None);
    let trail = archive.trail(submission_id(1)).unwrap();
    let [event] = trail.as_slice() else { panic!("{trail:?}") };
    assert_eq!((event.sequence, event.revision), (1, 1));
    assert_eq!((event.account, event.command), (person(1), handed_in.command));
    assert_eq!(event.position, "pelaksana");
    assert_eq!(event.at, minute(0), "to the nanosecond");
    assert_eq!(event.payload, serde_json::to_string(&handed_in.events[0]).unwrap());
    let led_to = CommittedCommand { submission: submission_id(1), account: person(1) };
    assert_eq!(archive.command(handed_in.command).unwrap(), Some(led_to));
}

pub fn chain_links_every_event(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let state = commit(archive, handed_in(1, content("A"), 0));
    commit(archive, handed_in(2, content("B"), 1));
    let changes = vec![revised(&state, content("C")), completed(&state, Goal::End)];
    commit(archive, next_act(&state, changes, 2));
    let mut previous = chain::genesis();
    for (sequence, event) in (1..).zip(archive.events_after(0, 100).unwrap()) {
        assert_eq!(event.sequence, sequence);
        assert_eq!(event.previous, previous);
        assert_eq!(event.hash, chain::hash(&previous, (&event).into()));
        previous = event.hash;
    }
    assert_eq!(archive.last_sequence().unwrap(), 5);
}

pub fn stale_commit_changes_nothing(archive: &dyn Archive) {
    let state = commit(archive, handed_in(1, content("A"), 0));
    let seen_by_both = next_act(&state, vec![revised(&state, content("B"))], 1);
    let too_late = next_act(&state, vec![revised(&state, content("C"))], 2);
    archive.commit(&seen_by_both).unwrap();
    assert!(matches!(archive.commit(&too_late), Err(ArchiveError::Stale)));
    assert!(matches!(archive.commit(&handed_in(1, content("D"), 3)), Err(ArchiveError::Stale)));
    assert_eq!(archive.submission(state.id).unwrap().unwrap().content.title, "B");
    assert_eq!(archive.last_sequence().unwrap(), 2);
    assert_eq!(archive.command(too_late.command).unwrap(), None);
}

pub fn repeated_command_is_recognised_before_staleness(archive: &dyn Archive) {
    let handed_in = handed_in(1, content("A"), 0);
    archive.commit(&handed_in).unwrap();
    assert!(matches!(archive.commit(&handed_in), Err(ArchiveError::Repeated)));
    assert_eq!(archive.last_sequence().unwrap(), 1);
}

pub fn one_of_many_racing_commits_wins(archive: &dyn Archive) {
    let state = commit(archive, handed_in(1, content("A"), 0));
    let race = |title: String| {
        archive.commit(&next_act(&state, vec![revised(&state, content(&title))], 1)).is_ok()
    };
    let won = std::thread::scope(|scope| {
        let runners: Vec<_> =
            (0..8).map(|number| scope.spawn(move || race(number.to_string()))).collect();
        runners.into_iter().map(|one| one.join().unwrap()).filter(|won| *won).count()
    });
    assert_eq!(won, 1);
    assert_eq!(archive.trail(state.id).unwrap().len(), 2);
}

/// Acts that come at once may be written together; a late one among them must not take the others with it.
pub fn acts_at_once_stand_or_fall_each_alone(archive: &dyn Archive) {
    let states: Vec<_> =
        (0..8).map(|number| commit(archive, handed_in(number, content("A"), 0))).collect();
    let start = Barrier::new(states.len());
    let (start, states) = (&start, &states);
    std::thread::scope(|scope| {
        for (number, first) in states.iter().enumerate() {
            scope.spawn(move || {
                start.wait();
                let mut state = first.clone();
                for round in 1..=40 {
                    let changed = vec![revised(&state, content(&format!("{number} {round}")))];
                    let act = next_act(&state, changed, round);
                    archive.commit(&act).unwrap();
                    let late = next_act(&state, vec![revised(&state, content("terlambat"))], round);
                    assert!(matches!(archive.commit(&late), Err(ArchiveError::Stale)));
                    assert!(matches!(archive.commit(&act), Err(ArchiveError::Repeated)));
                    state = act.state;
                }
                assert_eq!(archive.submission(state.id).unwrap(), Some(state));
            });
        }
    });
    for state in states {
        assert_eq!(archive.trail(state.id).unwrap().len(), 41);
    }
    assert_eq!(archive.last_sequence().unwrap(), 8 * 41);
}

fn draft() -> StoredDraft {
    StoredDraft {
        id: DraftId(Uuid::from_u128(9)),
        owner: person(1),
        sop: "sop".to_owned(),
        revision: 1,
        content: content("Naskah"),
        late_reason: String::new(),
        made_by: None,
        offered_at: None,
        updated_at: minute(0),
    }
}

pub fn draft_goes_with_the_commit(archive: &dyn Archive) {
    archive.put_draft(&draft()).unwrap();
    let mut handed_in = handed_in(1, content("Naskah"), 0);
    handed_in.draft = Some(draft().id);
    archive.commit(&handed_in).unwrap();
    assert_eq!(archive.draft(draft().id).unwrap(), None);
}

pub fn failed_commit_leaves_the_draft(archive: &dyn Archive) {
    archive.put_draft(&draft()).unwrap();
    let mut handed_in = handed_in(1, content("Naskah"), 0);
    (handed_in.draft, handed_in.expected_revision) = (Some(draft().id), 1);
    handed_in.state.revision = 2;
    assert!(matches!(archive.commit(&handed_in), Err(ArchiveError::Stale)));
    assert_eq!(archive.draft(draft().id).unwrap(), Some(draft()));
}

pub fn commit_must_reach_its_state(archive: &dyn Archive) {
    let mut wrong = handed_in(1, content("A"), 0);
    wrong.state.revision = 2;
    assert!(matches!(archive.commit(&wrong), Err(ArchiveError::Database(_))));
    let mut empty = handed_in(1, content("A"), 0);
    empty.events.clear();
    assert!(matches!(archive.commit(&empty), Err(ArchiveError::Database(_))));
    assert_eq!(archive.last_sequence().unwrap(), 0);
}

pub fn events_are_read_in_stretches(archive: &dyn Archive) {
    for number in 1..=5 {
        commit(archive, handed_in(number, content("A"), 0));
    }
    let numbers = |after, limit| -> Vec<u64> {
        archive.events_after(after, limit).unwrap().into_iter().map(|one| one.sequence).collect()
    };
    assert_eq!(numbers(0, 2), [1, 2]);
    assert_eq!(numbers(2, 10), [3, 4, 5]);
    assert!(numbers(5, 10).is_empty());
    assert!(numbers(u64::MAX, 10).is_empty());
}

pub fn rebuild_makes_the_same_lists_again(archive: &dyn Archive) {
    archive.found(&founding()).unwrap();
    let photo = file(b"foto", "foto.jpg");
    archive.put_asset(&taken_in(&photo)).unwrap();
    let mut with_photo = content("Peresmian");
    with_photo.assets = vec![photo.clone()];
    let mut open = handed_in(1, with_photo, 0);
    open.deadline = Some(minute(90));
    let state = commit(archive, open);
    commit(archive, next_act(&state, vec![revised(&state, content("Tanpa foto"))], 3));
    let other = commit(archive, handed_in(2, content("Selesai"), 1));
    commit(archive, next_act(&other, vec![completed(&other, Goal::End)], 2));
    let all = ListQuery { limit: 10, ..ListQuery::default() };
    let recent = ListQuery { order: ListOrder::Recent, ..all.clone() };
    let words = ListQuery { text: Some("tanpa fo".to_owned()), ..all.clone() };
    let look = || {
        let page = archive.list(&all).unwrap();
        let deadlines: Vec<_> = page.items.iter().map(|item| item.deadline).collect();
        (
            deadlines,
            titles(archive, &recent),
            titles(archive, &words),
            archive.uses_of(&photo.sha256).unwrap(),
        )
    };
    let before = look();
    let kept = archive.list(&all).unwrap().items;
    let deadline_of = |submission: &Submission| {
        kept.iter().find(|item| item.submission.id == submission.id).and_then(|item| item.deadline)
    };
    let listed = |trail: &[StoredEvent]| {
        replay(trail).map(|submission| Listed { deadline: deadline_of(&submission), submission })
    };
    assert_eq!(archive.rebuild(&listed).unwrap(), 2);
    assert_eq!(look(), before);
    assert_eq!(before.2, ["Tanpa foto"]);
    assert_eq!(before.3.len(), 1, "an old version's file stays named");
}
