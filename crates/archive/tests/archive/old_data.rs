//! Old data always opens: a database as each earlier schema left it, brought up by this program.

mod dump;

use std::path::Path;

use archive::verify::verify_folder;
use archive::{
    Archive, FolderStore, HistoryItem, HistoryQuery, ListQuery, MediaStore, SqliteArchive,
};
use rusqlite::Connection;
use workflow::Submission;

use crate::fixtures::{
    commit, content, handed_in, listed_without_deadline, person, replay, titles,
};

/// One dump for each schema, `NNNN.sql`; see `tests/old/README.md`.
const DUMPS: &[&str] = &[
    include_str!("../old/0001.sql"),
    include_str!("../old/0002.sql"),
    include_str!("../old/0003.sql"),
    include_str!("../old/0004.sql"),
    include_str!("../old/0005.sql"),
    include_str!("../old/0006.sql"),
    include_str!("../old/0007.sql"),
];

/// An office as an old program left it.
fn load(dump: &str, folder: &Path) {
    let raw = Connection::open(folder.join("office.db")).unwrap();
    raw.execute_batch(dump).unwrap();
    let store = FolderStore::open(folder).unwrap();
    let mut incoming = store.begin().unwrap();
    incoming.write(b"foto lama").unwrap();
    let (sha256, _) = incoming.finish().unwrap();
    store.settle(&sha256).unwrap();
}

#[test]
fn every_schema_has_its_dump() {
    assert_eq!(DUMPS.len(), archive::sqlite::KNOWN_SCHEMA as usize);
}

#[test]
fn old_office_opens_whole_and_goes_on() {
    for dump in DUMPS {
        let folder = tempfile::tempdir().unwrap();
        load(dump, folder.path());
        let archive = SqliteArchive::open(folder.path()).unwrap();
        assert_eq!(archive.office().unwrap().unwrap().name, "Biro Lama");
        assert_eq!(archive.accounts().unwrap().len(), 2);
        let found =
            ListQuery { text: Some("lama tam".to_owned()), limit: 9, ..ListQuery::default() };
        assert_eq!(titles(&archive, &found), ["Foto lama di taman"]);
        let report = verify_folder(folder.path(), &replay, &mut |_, _| {}).unwrap();
        assert_eq!(report.findings, []);
        assert_eq!((report.events, report.originals), (4, 1));

        commit(&archive, handed_in(77, content("Baru"), 0));
        assert_eq!(archive.rebuild(&listed_without_deadline).unwrap(), 3);
        assert!(verify_folder(folder.path(), &replay, &mut |_, _| {}).unwrap().is_sound());
    }
}

/// Old content has no fits. It reads without, and is written again as the very text that it was.
#[test]
fn content_from_before_fits_keeps_its_text() {
    let folder = tempfile::tempdir().unwrap();
    load(DUMPS[0], folder.path());
    let raw = Connection::open(folder.path().join("office.db")).unwrap();
    let text = "SELECT body FROM submissions WHERE title = 'Foto lama di taman'";
    let before: String = raw.query_row(text, [], |row| row.get(0)).unwrap();
    drop(raw);
    let archive = SqliteArchive::open(folder.path()).unwrap();
    archive.rebuild(&listed_without_deadline).unwrap();
    let id = serde_json::from_str::<Submission>(&before).unwrap().id;
    let state = archive.submission(id).unwrap().unwrap();
    assert!(state.content.assets[0].fits.is_empty());
    assert_eq!(serde_json::to_string(&state).unwrap(), before);
}

/// The upgrade fills the history from the record as a rebuild would.
#[test]
fn an_old_office_knows_who_did_what() {
    for dump in DUMPS {
        let folder = tempfile::tempdir().unwrap();
        load(dump, folder.path());
        let archive = SqliteArchive::open(folder.path()).unwrap();
        let told = |number, text: Option<&str>| -> Vec<(u64, String)> {
            let query = HistoryQuery {
                account: person(number),
                outcomes: None,
                text: text.map(str::to_owned),
                cursor: None,
                limit: 9,
            };
            let items = archive.history(&query).unwrap().items;
            let tell = |item: HistoryItem| (item.event.sequence, item.submission.content.title);
            items.into_iter().map(tell).collect()
        };
        let photo = "Foto lama di taman".to_owned();
        let upgraded = [told(1, None), told(2, None), told(2, Some("taman"))];
        assert_eq!(upgraded[0], [(4, "Rapat".to_owned()), (2, photo.clone())]);
        assert_eq!(upgraded[1], [(3, photo)]);
        assert_eq!(upgraded[2], upgraded[1]);
        archive.rebuild(&listed_without_deadline).unwrap();
        assert_eq!([told(1, None), told(2, None), told(2, Some("taman"))], upgraded);
    }
}

#[test]
fn an_old_office_learns_what_its_pictures_look_like() {
    let folder = tempfile::tempdir().unwrap();
    load(DUMPS[0], folder.path());
    let archive = SqliteArchive::open(folder.path()).unwrap();
    assert_eq!(archive.looks_near(7, 64).unwrap(), []);
    let photo = archive.assets().unwrap().remove(0);
    archive.set_facts(&photo.sha256, r#"{"kind":"jpeg"}"#).unwrap();
    archive.put_look(&photo.sha256, 7).unwrap();
    assert_eq!(archive.looks_near(5, 1).unwrap(), [(photo.sha256.clone(), 1)]);
    assert_eq!(archive.asset(&photo.sha256).unwrap().unwrap().facts, r#"{"kind":"jpeg"}"#);
}
