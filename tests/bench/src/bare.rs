//! The floor of everything durable: one row of the size of an event in a SQLite database with the journal and the
//! `synchronous=FULL` of the office's own.

use std::path::Path;

use anyhow::Result;
use rusqlite::Connection;

/// Bytes.
const ROW: usize = 400;

pub struct Bare {
    connection: Connection,
    row: String,
}

impl Bare {
    pub fn open(file: &Path) -> Result<Self> {
        let connection = Connection::open(file)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.execute_batch(
            "CREATE TABLE IF NOT EXISTS row (id INTEGER PRIMARY KEY, payload TEXT NOT NULL)",
        )?;
        Ok(Self { connection, row: "x".repeat(ROW) })
    }

    /// On disk before this returns.
    pub fn insert(&self) -> Result<()> {
        let mut insert = self.connection.prepare_cached("INSERT INTO row (payload) VALUES (?1)")?;
        insert.execute([&self.row])?;
        Ok(())
    }
}
