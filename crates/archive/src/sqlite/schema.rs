//! The numbered schema files, and bringing a database up to the newest one.
//!
//! Forward only: each file runs once, in a transaction of its own, and is never edited after it
//! landed. Where a database stands is its `user_version`.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::failure::Failure;
use crate::ArchiveError;

/// File names and texts; the first is schema 1.
const FILES: &[(&str, &str)] = &[
    ("0001_record.sql", include_str!("../../schema/0001_record.sql")),
    ("0002_looks.sql", include_str!("../../schema/0002_looks.sql")),
    ("0003_history.sql", include_str!("../../schema/0003_history.sql")),
    ("0004_accounts.sql", include_str!("../../schema/0004_accounts.sql")),
    ("0005_second_factor.sql", include_str!("../../schema/0005_second_factor.sql")),
    ("0006_devices.sql", include_str!("../../schema/0006_devices.sql")),
    ("0007_rights.sql", include_str!("../../schema/0007_rights.sql")),
];

/// The newest schema this program knows.
pub const KNOWN: u32 = FILES.len() as u32;

/// Marks the file as Terbit's: "TRBT" in ASCII.
const APPLICATION_ID: i32 = 0x5452_4254;

/// Brings the database to [`KNOWN`]. An empty file becomes an office's database.
pub fn upgrade(connection: &mut Connection, file: &Path) -> Result<(), Failure> {
    let found = version(connection)?;
    if found == 0 {
        must_be_empty(connection, file)?;
    } else {
        must_be_known(connection, file)?;
    }
    for (number, (_, text)) in (1..).zip(FILES).skip(found as usize) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(text)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", number)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Refuses what is not an office's database or comes from a newer program.
pub fn must_be_known(connection: &Connection, file: &Path) -> Result<(), Failure> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found = version(connection)?;
    if id != APPLICATION_ID || found == 0 {
        return Err(foreign(file).into());
    }
    if found > KNOWN {
        return Err(ArchiveError::Newer { found, known: KNOWN }.into());
    }
    Ok(())
}

fn must_be_empty(connection: &Connection, file: &Path) -> Result<(), Failure> {
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 { Err(foreign(file).into()) } else { Ok(()) }
}

fn version(connection: &Connection) -> Result<u32, Failure> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn foreign(file: &Path) -> ArchiveError {
    ArchiveError::Damaged {
        path: file.to_owned(),
        detail: "ini bukan basis data Terbit".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_schema_file_is_listed_in_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema");
        let mut on_disk: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        on_disk.sort();
        let listed: Vec<_> = FILES.iter().map(|(name, _)| (*name).to_owned()).collect();
        assert_eq!(on_disk, listed);
        for (number, (name, _)) in (1..).zip(FILES) {
            assert!(name.starts_with(&format!("{number:04}_")), "{name}");
        }
    }
}
