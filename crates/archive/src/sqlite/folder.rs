//! The data folder: which files are in it, and the lock that keeps a second program out.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::{ArchiveError, FolderStore, MediaStore as _};

const LOCK: &str = "terbit.lock";

/// The paths of one office.
pub struct Folder<'a> {
    data_dir: &'a Path,
}

/// Held while the office is open. The system frees it when the program ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Whether a program has this office open now.
#[must_use]
pub fn is_open(data_dir: &Path) -> bool {
    // For reading only: who asks need not be who may write.
    let file = File::open(data_dir.join(LOCK));
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

impl<'a> Folder<'a> {
    pub fn new(data_dir: &'a Path) -> Self {
        Self { data_dir }
    }

    pub fn database(&self) -> PathBuf {
        self.data_dir.join("office.db")
    }

    /// The database, which must be there.
    pub fn database_there(&self) -> Result<PathBuf, ArchiveError> {
        let file = self.database();
        if file.try_exists()? {
            return Ok(file);
        }
        let told = format!("{} tidak ada", file.display());
        Err(std::io::Error::new(ErrorKind::NotFound, told).into())
    }

    /// Makes the folder and takes its lock.
    pub fn prepare(&self) -> Result<Lock, ArchiveError> {
        for folder in
            [self.data_dir.to_owned(), self.data_dir.join("media"), self.data_dir.join("cache")]
        {
            fs::create_dir_all(folder).map_err(|error| self.refused(error))?;
        }
        let lock = self.lock()?;
        self.must_not_have_lost_its_database()?;
        Ok(lock)
    }

    fn lock(&self) -> Result<Lock, ArchiveError> {
        let mut options = File::options();
        options.read(true).write(true).create(true).truncate(false);
        let file = options.open(self.data_dir.join(LOCK)).map_err(|error| self.refused(error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(ArchiveError::InUse(self.data_dir.to_owned())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Originals without a database are an office whose record was lost or only half restored; a
    /// new, empty office over them would hide that.
    fn must_not_have_lost_its_database(&self) -> Result<(), ArchiveError> {
        let file = self.database();
        let is_there = fs::metadata(&file).is_ok_and(|about| about.len() > 0);
        if is_there || FolderStore::inspect(self.data_dir).all()?.next().is_none() {
            return Ok(());
        }
        let detail = "berkas basis data hilang atau kosong, padahal folder media berisi berkas";
        Err(ArchiveError::Damaged { path: file, detail: detail.to_owned() })
    }

    fn refused(&self, error: std::io::Error) -> ArchiveError {
        match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                ArchiveError::ReadOnly(self.data_dir.to_owned())
            }
            _ => error.into(),
        }
    }
}
