//! SQLite's own errors, told apart by what the person in front of the screen can do about them.

use std::io::Write;
use std::path::Path;

use rusqlite::ErrorCode;

use super::folder::Folder;
use crate::ArchiveError;

/// What goes wrong inside a transaction, before it is known which folder it happened in.
#[derive(Debug)]
pub enum Failure {
    Sql(rusqlite::Error),
    Known(ArchiveError),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<ArchiveError> for Failure {
    fn from(error: ArchiveError) -> Self {
        Self::Known(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::Known(error.into())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Known(error.into())
    }
}

/// The failure as the archive's callers know it.
pub fn explain(data_dir: &Path, failure: Failure) -> ArchiveError {
    let error = match failure {
        Failure::Known(known) => return known,
        Failure::Sql(error) => error,
    };
    let damaged =
        |detail: String| ArchiveError::Damaged { path: Folder::new(data_dir).database(), detail };
    match (error.sqlite_error_code(), &error) {
        (Some(ErrorCode::DiskFull), _) => ArchiveError::DiskFull,
        (Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied), _) => {
            ArchiveError::ReadOnly(data_dir.to_owned())
        }
        (Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase), _) => {
            damaged(error.to_string())
        }
        // A sync or a WAL index that finds no room is a plain "I/O error" to SQLite.
        (Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen), _) if has_no_room(data_dir) => {
            ArchiveError::DiskFull
        }
        // A stored value that is not what this column holds.
        (
            _,
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..),
        ) => damaged(error.to_string()),
        _ => ArchiveError::Database(error.to_string()),
    }
}

/// Asks the disk itself, by writing as much as one page of the WAL index.
fn has_no_room(data_dir: &Path) -> bool {
    let probe = || -> std::io::Result<()> {
        let mut file = tempfile::tempfile_in(data_dir)?;
        file.write_all(&[0; 64 * 1024])?;
        file.sync_all()
    };
    probe().is_err_and(|error| matches!(ArchiveError::from(error), ArchiveError::DiskFull))
}
