//! How connections are set up. Every promise of durability in this crate stands here.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::failure::Failure;
use crate::ArchiveError;

/// How long a statement waits for another connection before it fails.
const PATIENCE: Duration = Duration::from_secs(10);
/// Distinct statements kept prepared, a connection.
const STATEMENTS: usize = 128;
/// Opened by path, and each used by one thread at a time.
const COMMON: OpenFlags = OpenFlags::SQLITE_OPEN_NO_MUTEX;

/// The connection that writes. There is one.
pub fn writer(file: &Path) -> Result<Connection, Failure> {
    let flags = COMMON | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags(file, flags)?;
    set_up(&connection)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    // On macOS a plain sync does not reach the disk.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "journal_size_limit", 64 * 1024 * 1024)?;
    connection.pragma_update(None, "cache_size", -16 * 1024)?;
    Ok(connection)
}

/// A connection that can only read.
pub fn reader(file: &Path) -> Result<Connection, Failure> {
    let flags = COMMON | OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(file, flags)?;
    set_up(&connection)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", -8 * 1024)?;
    Ok(connection)
}

/// A connection to a database on a medium that nobody can write to, such as a mounted backup, where
/// SQLite cannot make the WAL's companion files. Only sound because nobody can be writing.
pub fn reader_of_still_medium(file: &Path) -> Result<Connection, Failure> {
    let flags = COMMON | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(still_uri(file), flags)?;
    set_up(&connection)?;
    Ok(connection)
}

/// SQLite opens a file it may not write as read-only, without a word.
pub fn must_be_writable(connection: &Connection, data_dir: &Path) -> Result<(), Failure> {
    if connection.is_readonly("main")? {
        return Err(ArchiveError::ReadOnly(data_dir.to_owned()).into());
    }
    Ok(())
}

fn set_up(connection: &Connection) -> Result<(), Failure> {
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // A crafted file can run no function of its own and no statement can edit the schema by hand.
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

fn still_uri(file: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in file.to_string_lossy().replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b':' => {
                uri.push(byte.into())
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}
