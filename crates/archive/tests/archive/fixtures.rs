//! Small named pieces of an office.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use archive::{
    Account, Archive, Commit, Founding, Holding, ListQuery, Listed, OfficeSettings, StoredAsset,
    StoredEvent, StoredSop,
};
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use workflow::capacity::PLAIN;
use workflow::engine::Recorded;
use workflow::sop::{Goal, Sop};
use workflow::timing::TimingVerdict;
use workflow::{
    AccountId, Asset, CommandId, Content, Event, MediaGroup, Sha256, Submission, SubmissionId,
    WorkCalendar, apply,
};

pub static SOP: LazyLock<Sop> = LazyLock::new(|| workflow::catalogue::bundled().remove(0).sop);

/// A working morning, and so many minutes after it. With nanoseconds, which must survive.
pub fn minute(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_413_200, 123_456_789).unwrap() + TimeDelta::minutes(minutes)
}

pub fn person(number: u128) -> AccountId {
    AccountId(Uuid::from_u128(number))
}

pub fn submission_id(number: u128) -> SubmissionId {
    SubmissionId(Uuid::from_u128(0x5000_0000 + number))
}

pub fn new_command() -> CommandId {
    CommandId(Uuid::now_v7())
}

pub fn account(number: u128, login: &str) -> Account {
    Account {
        id: person(number),
        name: format!("Pegawai {number}"),
        login: login.to_owned(),
        password_hash: "$argon2id$rahasia".to_owned(),
        code: None,
        is_admin: number == 1,
        disabled: false,
        is_designer: false,
        unit: String::new(),
        holdings: SOP.actors.iter().take(2).map(|actor| holding(&actor.id)).collect(),
    }
}

fn holding(position: &str) -> Holding {
    Holding { sop: SOP.id.clone(), position: position.to_owned() }
}

pub fn founding() -> Founding {
    let bundled = workflow::catalogue::bundled().remove(0);
    Founding {
        settings: OfficeSettings {
            name: "Biro Contoh".to_owned(),
            demo: true,
            founded_at: minute(-60),
            calendar: WorkCalendar::default(),
            idle_minutes: 30,
            reject_reasons: archive::default_reject_reasons(),
            social_accounts: Vec::new(),
            same_person_decides: false,
        },
        sops: vec![StoredSop {
            id: bundled.sop.id.clone(),
            edition: bundled.sop.edition.clone(),
            sha256: Sha256::of(bundled.text.as_bytes()),
            file_name: bundled.file_name.to_owned(),
            text: bundled.text.to_owned(),
        }],
        accounts: vec![account(1, "Sari"), account(2, "budi")],
    }
}

pub fn content(title: &str) -> Content {
    Content {
        title: title.to_owned(),
        kind: "dokumentasi".to_owned(),
        caption: "Gubernur meresmikan taman kota.".to_owned(),
        pic: "Ibu Rini".to_owned(),
        links: vec!["https://contoh.go.id/foto".to_owned()],
        ..Content::default()
    }
}

pub fn file(bytes: &[u8], name: &str) -> Asset {
    Asset {
        sha256: Sha256::of(bytes),
        name: name.to_owned(),
        bytes: bytes.len() as u64,
        media_type: "image/jpeg".to_owned(),
        group: MediaGroup::Picture,
        width: Some(4),
        height: Some(3),
        fits: BTreeMap::new(),
    }
}

/// The row of a file that was taken in.
pub fn taken_in(file: &Asset) -> StoredAsset {
    StoredAsset {
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        media_type: file.media_type.clone(),
        facts: "{}".to_owned(),
        name: file.name.clone(),
        added_by: person(1),
        added_at: minute(-5),
    }
}

/// Person 1 hands material in; the item stands at the first step.
pub fn handed_in(number: u128, content: Content, minutes: i64) -> Commit {
    let event = Event::Submitted {
        sop: SOP.id.clone(),
        edition: SOP.edition.clone(),
        sop_sha256: Sha256::of(b"sop"),
        content: Box::new(content),
        timing: TimingVerdict::NoDate,
        late_reason: None,
        made_by: None,
    };
    act(submission_id(number), None, vec![event], minutes)
}

/// The next act on a submission, by person 2.
pub fn next_act(state: &Submission, events: Vec<Event>, minutes: i64) -> Commit {
    act(state.id, Some(state.clone()), events, minutes)
}

fn act(id: SubmissionId, state: Option<Submission>, events: Vec<Event>, minutes: i64) -> Commit {
    let expected_revision = state.as_ref().map_or(0, |state| state.revision);
    let (account, at) = (person(if state.is_none() { 1 } else { 2 }), minute(minutes));
    let state = events.iter().fold(state, |state, event| {
        apply(&SOP, state, Recorded { submission: id, account, at, capacity: &PLAIN, event })
    });
    Commit {
        submission: id,
        expected_revision,
        command: new_command(),
        account,
        position: "pelaksana".to_owned(),
        capacity: PLAIN.clone(),
        at,
        events,
        state: state.unwrap(),
        draft: None,
        deadline: None,
    }
}

/// The current step is done.
pub fn completed(state: &Submission, next: Goal) -> Event {
    Event::Completed {
        step: state.current_step().unwrap().to_owned(),
        next,
        digest: state.content.current_digest(),
        note: String::new(),
        worked_seconds: 60,
    }
}

/// On to the step of this number.
pub fn accepted(state: &Submission, step: usize, note: &str) -> Event {
    Event::Accepted {
        step: state.current_step().unwrap().to_owned(),
        next: Goal::Step(SOP.steps[step].id.clone()),
        digest: state.content.current_digest(),
        note: note.to_owned(),
        worked_seconds: 60,
        same_person: false,
    }
}

/// Back to the first step.
pub fn rejected(state: &Submission, reason: &str) -> Event {
    Event::Rejected {
        step: state.current_step().unwrap().to_owned(),
        to: SOP.steps[0].id.clone(),
        digest: state.content.current_digest(),
        reason: reason.to_owned(),
        worked_seconds: 60,
        same_person: false,
    }
}

pub fn revised(state: &Submission, content: Content) -> Event {
    Event::Revised {
        step: state.current_step().unwrap().to_owned(),
        version: state.version + 1,
        digest: content.current_digest(),
        content: Box::new(content),
        note: String::new(),
        timing: TimingVerdict::NoDate,
        late_reason: None,
        took: Vec::new(),
    }
}

/// Commits and answers the new state.
pub fn commit(archive: &dyn Archive, commit: Commit) -> Submission {
    archive.commit(&commit).unwrap();
    commit.state
}

/// The state that a trail makes, as the office crate would make it.
pub fn replay(trail: &[StoredEvent]) -> Option<Submission> {
    trail.iter().fold(None, |state, stored| {
        let event = serde_json::from_str(&stored.payload).unwrap();
        let (submission, account, at) = (stored.submission.unwrap(), stored.account, stored.at);
        apply(&SOP, state, Recorded { submission, account, at, capacity: &PLAIN, event: &event })
    })
}

/// As [`replay`], in an office without a calendar.
pub fn listed_without_deadline(trail: &[StoredEvent]) -> Option<Listed> {
    replay(trail).map(|submission| Listed { submission, deadline: None })
}

/// The titles of a list's first page.
pub fn titles(archive: &dyn Archive, query: &ListQuery) -> Vec<String> {
    let page = archive.list(query).unwrap();
    assert_eq!(page.total, page.items.len() as u64, "one page holds all");
    page.items.into_iter().map(|item| item.submission.content.title).collect()
}
