//! Whatever is changed behind the program's back is found and named.

use std::fs;
use std::path::Path;

use archive::verify::{Finding, Report, verify_folder};
use archive::{Archive, FolderStore, MediaStore, SqliteArchive};
use rusqlite::Connection;
use tempfile::TempDir;
use workflow::sop::Goal;
use workflow::{Content, Sha256};

use crate::fixtures::{
    commit, completed, content, file, founding, handed_in, listed_without_deadline, next_act,
    replay, revised, taken_in,
};

const PHOTO: &[u8] = b"foto peresmian";

/// Founded (1), handed in with a photo (2), revised (3), finished (4), handed in (5).
fn office() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let store = FolderStore::open(folder.path()).unwrap();
    archive.found(&founding()).unwrap();
    let mut incoming = store.begin().unwrap();
    incoming.write(PHOTO).unwrap();
    incoming.finish().unwrap();
    let photo = file(PHOTO, "panggung.jpg");
    archive.put_asset(&taken_in(&photo)).unwrap();
    let state =
        commit(&archive, handed_in(1, Content { assets: vec![photo], ..content("Peresmian") }, 0));
    let state =
        commit(&archive, next_act(&state, vec![revised(&state, content("Peresmian taman"))], 1));
    commit(&archive, next_act(&state, vec![completed(&state, Goal::End)], 2));
    commit(&archive, handed_in(2, content("Rapat"), 3));
    folder
}

fn check(folder: &Path) -> Report {
    verify_folder(folder, &replay, &mut |_, _| {}).unwrap()
}

fn codes(folder: &Path) -> Vec<&'static str> {
    check(folder).findings.iter().map(Finding::code).collect()
}

/// As somebody with the file and a SQL tool could.
fn tamper(folder: &Path, sql: &str) {
    let guards = "DROP TRIGGER events_are_never_changed;
        DROP TRIGGER events_are_never_removed;
        DROP TRIGGER events_follow_one_another;";
    let raw = Connection::open(folder.join("office.db")).unwrap();
    raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    raw.execute_batch(guards).unwrap();
    raw.execute_batch(sql).unwrap();
    // Without the guards every check would tell so; here the record itself is looked at.
    let schema = include_str!("../../schema/0001_record.sql");
    let triggers = schema.find("CREATE TRIGGER").unwrap();
    let end = schema[triggers..].find("------").unwrap();
    raw.execute_batch(&schema[triggers..triggers + end]).unwrap();
}

#[test]
fn untouched_office_is_sound() {
    let folder = office();
    let mut told = Vec::new();
    let report =
        verify_folder(folder.path(), &replay, &mut |done, total| told.push((done, total))).unwrap();
    assert_eq!(report.findings, []);
    assert!(report.is_sound());
    assert_eq!((report.events, report.originals, report.bytes), (5, 1, 14));
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let last = archive.events_after(4, 1).unwrap().remove(0);
    assert_eq!(report.head, Some((5, last.hash)));
    assert_eq!((told.first(), told.last()), (Some(&(0, 19)), Some(&(19, 19))));
}

#[test]
fn office_in_use_is_verified_too() {
    let folder = office();
    let _held = SqliteArchive::open(folder.path()).unwrap();
    assert!(check(folder.path()).is_sound());
}

#[test]
fn changed_event_is_named_by_its_number_and_title() {
    let folder = office();
    tamper(
        folder.path(),
        "UPDATE events SET payload = replace(payload, 'taman', 'pasar') WHERE sequence = 3",
    );
    let findings = check(folder.path()).findings;
    assert_eq!(
        findings.iter().map(Finding::code).collect::<Vec<_>>(),
        ["event-changed", "state-differs"]
    );
    let told = findings[0].to_string();
    assert!(told.contains("nomor 3") && told.contains("Peresmian"), "{told}");
}

#[test]
fn every_column_of_an_event_is_covered() {
    for change in [
        "account = '00000000-0000-0000-0000-0000000000ff'",
        "position = 'lain'",
        "command = '00000000-0000-0000-0000-0000000000ff'",
        "at = '2026-03-02T01:01:00.000000000Z'",
        "previous = hash",
        "hash = previous",
    ] {
        let folder = office();
        tamper(folder.path(), &format!("UPDATE events SET {change} WHERE sequence = 3"));
        assert!(codes(folder.path()).contains(&"event-changed"), "{change}");
    }
}

#[test]
fn rehashed_event_breaks_the_chain() {
    let folder = office();
    let archive = SqliteArchive::open(folder.path()).unwrap();
    let mut event = archive.events_after(3, 1).unwrap().remove(0);
    drop(archive);
    event.position = "lain".to_owned();
    let hash = archive::chain::hash(&event.previous, (&event).into());
    let sql = format!("UPDATE events SET position = 'lain', hash = '{hash}' WHERE sequence = 4");
    tamper(folder.path(), &sql);
    assert_eq!(codes(folder.path()), ["chain-broken"]);
}

#[test]
fn removed_event_is_a_gap() {
    let folder = office();
    tamper(folder.path(), "DELETE FROM events WHERE sequence = 3");
    let findings = check(folder.path()).findings;
    assert_eq!(
        findings.iter().map(Finding::code).collect::<Vec<_>>(),
        ["event-missing", "revision-gap", "state-differs"]
    );
    assert!(findings[0].to_string().contains("nomor 3 tidak ada"), "{}", findings[0]);
}

#[test]
fn cut_off_end_shows_where_a_submission_knew_more() {
    let folder = office();
    tamper(folder.path(), "DELETE FROM events WHERE sequence >= 4");
    assert_eq!(codes(folder.path()), ["state-differs", "state-foreign"]);
}

#[test]
fn unreadable_event_is_told_and_not_fatal() {
    let folder = office();
    tamper(folder.path(), "UPDATE events SET payload = 'x' WHERE sequence = 1");
    assert_eq!(codes(folder.path()), ["event-unreadable", "event-changed"]);
}

#[test]
fn changed_read_model_is_found_and_rebuilt() {
    let folder = office();
    let sql = "UPDATE submissions SET body = json_set(body, '$.content.caption', 'palsu') WHERE title = 'Rapat';
        DELETE FROM submissions WHERE title <> 'Rapat'";
    tamper(folder.path(), sql);
    assert!(codes(folder.path()).contains(&"state-differs"));
    assert!(codes(folder.path()).contains(&"state-missing"));
    SqliteArchive::open(folder.path()).unwrap().rebuild(&listed_without_deadline).unwrap();
    assert_eq!(codes(folder.path()), Vec::<&str>::new());
}

#[test]
fn column_that_differs_from_the_body_is_found() {
    let folder = office();
    tamper(folder.path(), "UPDATE submissions SET step = 'lain' WHERE title = 'Rapat'");
    assert_eq!(codes(folder.path()), ["database"]);
}

#[test]
fn changed_sop_is_named() {
    let folder = office();
    tamper(folder.path(), "UPDATE sops SET text = text || ' '");
    assert_eq!(codes(folder.path()), ["sop-changed"]);
}

#[test]
fn missing_changed_and_foreign_originals_are_named() {
    let folder = office();
    let store = FolderStore::open(folder.path()).unwrap();
    let sha256 = Sha256::of(PHOTO);
    fs::write(store.path_of(&sha256), "foto peresmiaN").unwrap();
    let findings = check(folder.path()).findings;
    let name = "panggung.jpg".to_owned();
    assert_eq!(findings, [Finding::MediaChanged { sha256: sha256.clone(), name: name.clone() }]);
    assert!(findings[0].to_string().contains(sha256.as_str()));

    store.remove(&sha256).unwrap();
    assert_eq!(check(folder.path()).findings, [Finding::MediaMissing { sha256, name }]);

    let mut incoming = store.begin().unwrap();
    incoming.write(b"asing").unwrap();
    let (foreign, _) = incoming.finish().unwrap();
    store.settle(&foreign).unwrap();
    assert_eq!(codes(folder.path()), ["media-missing", "media-foreign"]);
}

#[test]
fn file_that_is_just_being_taken_in_is_not_foreign() {
    let folder = office();
    let store = FolderStore::open(folder.path()).unwrap();
    let mut incoming = store.begin().unwrap();
    incoming.write(b"baru tiba").unwrap();
    let (sha256, _) = incoming.finish().unwrap();
    assert!(check(folder.path()).is_sound(), "the record has not come to know it yet");
    store.settle(&sha256).unwrap();
    assert_eq!(check(folder.path()).findings, [Finding::MediaForeign { sha256 }]);
}

#[test]
fn file_that_only_events_name_is_still_looked_for() {
    let folder = office();
    tamper(folder.path(), "DELETE FROM submission_assets; DELETE FROM assets");
    assert_eq!(codes(folder.path()), ["media-unlisted"]);
}
