//! Writes a database as SQL text, once for each schema, when that schema is about to become old.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use archive::{Archive, FactorChange, OfficeSettings, SecondFactor, SqliteArchive};
use rusqlite::Connection;
use workflow::{Asset, Content, Fit};

use crate::fixtures::{
    commit, content, file, founding, handed_in, minute, next_act, person, revised, taken_in,
};

const SCHEMA: &str = concat!(
    include_str!("../../../schema/0001_record.sql"),
    include_str!("../../../schema/0002_looks.sql"),
    include_str!("../../../schema/0003_history.sql"),
    include_str!("../../../schema/0004_accounts.sql"),
    include_str!("../../../schema/0005_second_factor.sql"),
    include_str!("../../../schema/0006_devices.sql"),
    include_str!("../../../schema/0007_rights.sql"),
);

#[test]
#[ignore = "writes tests/old/NNNN.sql; run by hand before a new schema lands"]
fn dump_this_schema() {
    let folder = tempfile::tempdir().unwrap();
    fill(folder.path());
    let number = archive::sqlite::KNOWN_SCHEMA;
    let file = format!("{}/tests/old/{number:04}.sql", env!("CARGO_MANIFEST_DIR"));
    // A dump that has landed is never written again.
    let mut dumped = std::fs::File::create_new(file).unwrap();
    dumped.write_all(dump(&folder.path().join("office.db")).as_bytes()).unwrap();
}

/// A few rows in every table that matters.
fn fill(folder: &Path) {
    let archive = SqliteArchive::open(folder).unwrap();
    let mut founding = founding();
    founding.settings = OfficeSettings { name: "Biro Lama".to_owned(), ..founding.settings };
    founding.sops[0].text = "id = \"lama\"\n".to_owned();
    founding.sops[0].sha256 = workflow::Sha256::of(founding.sops[0].text.as_bytes());
    founding.settings.calendar.holidays.clear();
    archive.found(&founding).unwrap();
    let factor = SecondFactor { secret: "00c0ffee".to_owned(), last_step: 1, recovery: Vec::new() };
    let taken = FactorChange::Taken(factor);
    archive.change_second_factor(person(2), minute(0), person(2), &taken).unwrap();
    let photo = file(b"foto lama", "taman.jpg");
    archive.put_asset(&taken_in(&photo)).unwrap();
    archive.put_look(&photo.sha256, 0xF0F0_0000_0000_000F).unwrap();
    let photo =
        Asset { fits: BTreeMap::from([("instagram-story".to_owned(), Fit::Blur)]), ..photo };
    let with_photo = Content { assets: vec![photo], ..content("Foto lama di taman") };
    let mut handed_in_first = handed_in(1, with_photo.clone(), 0);
    handed_in_first.deadline = Some(minute(60));
    let state = commit(&archive, handed_in_first);
    let change = Content { caption: "Diubah.".to_owned(), ..with_photo };
    let events = vec![revised(&state, change)];
    commit(&archive, next_act(&state, events, 5));
    commit(&archive, handed_in(2, content("Rapat"), 1));
}

fn dump(file: &Path) -> String {
    let raw = Connection::open(file).unwrap();
    let mut text = SCHEMA.to_owned();
    for pragma in ["application_id", "user_version"] {
        let value: i64 = raw.pragma_query_value(None, pragma, |row| row.get(0)).unwrap();
        writeln!(text, "PRAGMA {pragma} = {value};").unwrap();
    }
    let tables = "SELECT name FROM pragma_table_list
        WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite_%'
        ORDER BY name IN ('acts', 'asset_looks', 'delegations', 'draft_assets', 'holdings', 'second_factors', 'sessions', 'submission_assets', 'submission_platforms'), name";
    for table in strings(&raw, tables) {
        let columns = strings(
            &raw,
            &format!("SELECT name FROM pragma_table_xinfo('{table}') WHERE hidden = 0"),
        );
        let names = columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>();
        let values = names
            .iter()
            .map(|name| format!("quote({name})"))
            .collect::<Vec<_>>()
            .join(" || ', ' || ");
        let rows = strings(&raw, &format!("SELECT {values} FROM \"{table}\""));
        // The full-text table's own tables already have rows when it is made.
        let insert = format!("INSERT OR REPLACE INTO \"{table}\" ({})", names.join(", "));
        for row in rows {
            writeln!(text, "{insert} VALUES ({row});").unwrap();
        }
    }
    text
}

fn strings(raw: &Connection, sql: &str) -> Vec<String> {
    let mut statement = raw.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
