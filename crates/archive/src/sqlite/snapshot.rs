//! A copy of the whole database at one moment, for backups.

use std::fs::File;
use std::path::Path;

use super::connection;
use super::failure::Failure;

/// Copies through SQLite, so that what lies in the WAL is in the copy.
pub fn copy_to(file: &Path, to: &Path) -> Result<(), Failure> {
    let source = connection::reader(file)?;
    source.pragma_update(None, "query_only", false)?;
    source.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    File::options().read(true).write(true).open(to)?.sync_all()?;
    Ok(())
}
