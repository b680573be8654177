//! Old data always opens: a database as each earlier schema left it, brought up by this program.

mod dump;

use std::path::Path;

use archive::verify::verify_folder;
use archive::{Archive, FolderStore, ListQuery, MediaStore, SqliteArchive};
use rusqlite::Connection;

use crate::fixtures::{commit, content, handed_in, listed_without_deadline, replay, titles};

/// One dump for each schema, `NNNN.sql`; see `tests/old/README.md`.
const DUMPS: &[&str] = &[include_str!("../old/0001.sql")];

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
