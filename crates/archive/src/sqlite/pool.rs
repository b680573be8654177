//! A few reading connections, opened when first needed and handed out one at a time.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode};

use super::connection;
use super::failure::Failure;

/// Readers of one database.
#[derive(Debug)]
pub struct Pool {
    file: PathBuf,
    data_dir: PathBuf,
    most: usize,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Debug, Default)]
struct State {
    idle: Vec<Connection>,
    open: usize,
}

/// A connection on loan; goes back when dropped.
pub struct Reader<'a> {
    pool: &'a Pool,
    connection: Option<Connection>,
}

impl Pool {
    /// Twice as many readers as cores, since some wait for the disk; 4 to 16.
    pub fn new(file: PathBuf, data_dir: PathBuf) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            file,
            data_dir,
            most: (2 * cores).clamp(4, 16),
            state: Mutex::default(),
            returned: Condvar::new(),
        }
    }

    /// Waits for a free connection when all are out.
    pub fn take(&self) -> Result<Reader<'_>, Failure> {
        let mut state = self.state();
        let connection = loop {
            if let Some(connection) = state.idle.pop() {
                break connection;
            }
            if state.open < self.most {
                let connection = open(&self.file, &self.data_dir)?;
                state.open += 1;
                break connection;
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        };
        Ok(Reader { pool: self, connection: Some(connection) })
    }

    /// No code that holds this guard panics, and the state is sound after every line of it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Deref for Reader<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection.as_ref().expect("only drop takes the connection")
    }
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.pool.state().idle.extend(self.connection.take());
        self.pool.returned.notify_one();
    }
}

fn open(file: &Path, data_dir: &Path) -> Result<Connection, Failure> {
    let opened = connection::reader(file).and_then(|reader| {
        reader.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(reader)
    });
    match opened {
        Err(Failure::Sql(error)) if lies_still(&error, file, data_dir) => {
            connection::reader_of_still_medium(file)
        }
        outcome => outcome,
    }
}

/// Whether reading failed because SQLite could make no companion files, on a medium that nobody can
/// write to and with no WAL whose content would be missed.
fn lies_still(error: &rusqlite::Error, file: &Path, data_dir: &Path) -> bool {
    let refused = matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::SystemIoFailure)
    );
    let mut wal = file.as_os_str().to_owned();
    wal.push("-wal");
    let no_wal = std::fs::metadata(Path::new(&wal)).map_or(true, |about| about.len() == 0);
    refused && no_wal && tempfile::tempfile_in(data_dir).is_err()
}
