//! Whether the file itself is sound, as far as SQLite can say.

use std::path::Path;

use rusqlite::Connection;

use super::failure::Failure;
use crate::ArchiveError;

/// Larger files are looked through by `verify`, not at every start.
const QUICK_CHECK_UP_TO_BYTES: u64 = 16 * 1024 * 1024;

/// Without these nothing keeps a statement from changing the record.
const GUARDS: [&str; 3] =
    ["events_are_never_changed", "events_are_never_removed", "events_follow_one_another"];

/// Columns that lists read, against the body they come from.
const COLUMNS_AGREE: &str = "SELECT id FROM submissions WHERE
    revision IS NOT body ->> '$.revision'
    OR id IS NOT body ->> '$.id'
    OR sop IS NOT body ->> '$.sop'
    OR kind IS NOT body ->> '$.content.kind'
    OR title IS NOT body ->> '$.content.title'
    OR submitted_by IS NOT body ->> '$.submitted_by'
    OR step IS NOT body ->> '$.at.step'
    LIMIT 100";

/// Refuses a damaged file before anything is written to it. Cheap: a whole check of a small file, the
/// first pages of a large one.
pub fn at_open(connection: &Connection, file: &Path) -> Result<(), Failure> {
    if std::fs::metadata(file)?.len() > QUICK_CHECK_UP_TO_BYTES {
        return Ok(());
    }
    let told: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if told == "ok" {
        return Ok(());
    }
    Err(ArchiveError::Damaged { path: file.to_owned(), detail: told }.into())
}

/// Everything that is wrong, in a sentence each; empty when the file is sound.
pub fn complaints(connection: &Connection) -> Result<Vec<String>, Failure> {
    let mut complaints = strings(connection, "PRAGMA integrity_check")?;
    complaints.retain(|told| told != "ok");
    for table in strings(connection, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check")? {
        complaints.push(format!("tabel {table} menunjuk baris yang tidak ada"));
    }
    let guards = strings(connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")?;
    for guard in GUARDS.iter().filter(|guard| !guards.iter().any(|there| there == *guard)) {
        complaints.push(format!("penjaga catatan {guard} tidak ada"));
    }
    for id in strings(connection, COLUMNS_AGREE)? {
        complaints.push(format!("kolom daftar ajuan {id} berbeda dari isinya"));
    }
    Ok(complaints)
}

fn strings(connection: &Connection, sql: &str) -> Result<Vec<String>, Failure> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
