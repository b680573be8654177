//! The media store as folders beside `office.db`: `media/ab/<sha256>` and `cache/ab/<sha256>/<recipe>`.
//!
//! Whoever opens the store for writing holds the archive's lock, so at start nobody else is at work.

use std::fs::{self, DirEntry, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;
use uuid::Uuid;
use workflow::Sha256;

use super::resumable::{ABOUT, UPLOAD};
use super::{Incoming, MediaStore, Resumable, cache};
use crate::ArchiveError;

/// Arrivals in progress lie here, on the same volume as the originals, so that a rename is enough.
const INCOMING: &str = "incoming";
/// Ending of an arrival in progress.
pub(super) const PART: &str = "part";
/// Ending of the note that a file has arrived and the record does not know it yet.
pub(super) const ARRIVED: &str = "arrived";

/// Originals and cache of one data folder.
#[derive(Debug, Clone)]
pub struct FolderStore {
    media: PathBuf,
    cache: PathBuf,
}

impl FolderStore {
    /// Opens the store of `data_dir` and sweeps what a crash left of arrivals. Open the archive
    /// first: its lock says that nothing is arriving.
    pub fn open(data_dir: &Path) -> Result<Self, ArchiveError> {
        let store = Self::inspect(data_dir);
        fs::create_dir_all(store.media.join(INCOMING))?;
        fs::create_dir_all(&store.cache)?;
        store.sweep(Duration::ZERO)?;
        cache::sweep(&store.cache)?;
        Ok(store)
    }

    /// The same folders for reading only: creates and sweeps nothing, takes no lock.
    #[must_use]
    pub fn inspect(data_dir: &Path) -> Self {
        Self { media: data_dir.join("media"), cache: data_dir.join("cache") }
    }

    fn incoming(&self) -> PathBuf {
        self.media.join(INCOMING)
    }

    /// Files in the incoming folder with this ending.
    fn arrivals(&self, ending: &str) -> Result<Vec<DirEntry>, ArchiveError> {
        let mut found = entries(&self.incoming())?;
        found.retain(|entry| entry.path().extension().is_some_and(|extension| extension == ending));
        Ok(found)
    }
}

impl MediaStore for FolderStore {
    fn begin(&self) -> Result<Incoming, ArchiveError> {
        Incoming::begin(self.media.clone(), &self.incoming())
    }

    fn resumable(&self, id: Uuid) -> Resumable {
        Resumable::new(self.media.clone(), self.incoming(), id)
    }

    fn resumables(&self) -> Result<Vec<Uuid>, ArchiveError> {
        Ok(self.arrivals(ABOUT)?.iter().filter_map(|about| id_of_stem(&about.path())).collect())
    }

    fn sweep_resumables(&self, older_than: Duration) -> Result<u64, ArchiveError> {
        let mut swept = 0;
        for id in self.resumables()? {
            let upload = self.resumable(id);
            let touched = [UPLOAD, ABOUT].map(|ending| {
                let file = self.incoming().join(format!("{id}.{ending}"));
                fs::metadata(file).and_then(|about| about.modified()).ok()
            });
            let newest = touched.into_iter().flatten().max();
            if newest.is_some_and(|at| at.elapsed().unwrap_or_default() >= older_than) {
                upload.remove()?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    fn settle(&self, sha256: &Sha256) -> Result<(), ArchiveError> {
        remove_if_there(&note_of(&self.media, sha256))
    }

    fn is_unsettled(&self, sha256: &Sha256) -> Result<bool, ArchiveError> {
        Ok(note_of(&self.media, sha256).try_exists()?)
    }

    fn open(&self, sha256: &Sha256) -> Result<File, ArchiveError> {
        File::open(self.path_of(sha256)).map_err(|error| missing_or(error, sha256))
    }

    fn path_of(&self, sha256: &Sha256) -> PathBuf {
        original(&self.media, sha256)
    }

    fn size(&self, sha256: &Sha256) -> Result<u64, ArchiveError> {
        let about =
            fs::metadata(self.path_of(sha256)).map_err(|error| missing_or(error, sha256))?;
        Ok(about.len())
    }

    fn contains(&self, sha256: &Sha256) -> Result<bool, ArchiveError> {
        Ok(self.path_of(sha256).try_exists()?)
    }

    fn remove(&self, sha256: &Sha256) -> Result<(), ArchiveError> {
        remove_if_there(&self.path_of(sha256))?;
        cache::forget(&self.cache, sha256)
    }

    fn all(
        &self,
    ) -> Result<Box<dyn Iterator<Item = Result<Sha256, ArchiveError>> + '_>, ArchiveError> {
        let mut shelves = entries(&self.media)?;
        shelves.retain(|shelf| shelf.file_name() != INCOMING && shelf.path().is_dir());
        Ok(Box::new(shelves.into_iter().flat_map(|shelf| match entries(&shelf.path()) {
            Ok(files) => files.iter().filter_map(hash_named).map(Ok).collect(),
            Err(error) => vec![Err(error)],
        })))
    }

    fn sweep(&self, older_than: Duration) -> Result<u64, ArchiveError> {
        let mut swept = 0;
        for part in self.arrivals(PART)? {
            let age = part.metadata()?.modified()?.elapsed().unwrap_or_default();
            if age >= older_than {
                remove_if_there(&part.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    fn reconcile(
        &self,
        is_known: &dyn Fn(&Sha256) -> Result<bool, ArchiveError>,
    ) -> Result<u64, ArchiveError> {
        let mut removed = 0;
        for note in self.arrivals(ARRIVED)? {
            if let Some(sha256) = hash_of_stem(&note.path())
                && !is_known(&sha256)?
            {
                removed += u64::from(self.contains(&sha256)?);
                self.remove(&sha256)?;
            }
            // The note goes last: if the program ends here, the question is asked again.
            remove_if_there(&note.path())?;
        }
        Ok(removed)
    }

    fn cache_path(&self, sha256: &Sha256, recipe: &str) -> Result<Option<PathBuf>, ArchiveError> {
        let path = cache::path(&self.cache, sha256, recipe)?;
        Ok(path.try_exists()?.then_some(path))
    }

    fn read_cached(&self, sha256: &Sha256, recipe: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        cache::read(&self.cache, sha256, recipe)
    }

    fn write_cached(
        &self,
        sha256: &Sha256,
        recipe: &str,
        bytes: &[u8],
    ) -> Result<(), ArchiveError> {
        cache::write(&self.cache, sha256, recipe, bytes)
    }

    fn scratch(&self, ending: &str) -> Result<NamedTempFile, ArchiveError> {
        cache::scratch(&self.cache, ending)
    }

    fn adopt_cached(
        &self,
        sha256: &Sha256,
        recipe: &str,
        made: NamedTempFile,
    ) -> Result<(), ArchiveError> {
        cache::adopt(&self.cache, sha256, recipe, made)
    }

    fn trim_cached(&self, ending: &str, most: u64) -> Result<u64, ArchiveError> {
        cache::trim(&self.cache, ending, most)
    }
}

/// `media/ab/<sha256>`.
pub(super) fn original(media: &Path, sha256: &Sha256) -> PathBuf {
    media.join(shelf(sha256)).join(sha256.as_str())
}

/// `media/incoming/<sha256>.arrived`.
pub(super) fn note_of(media: &Path, sha256: &Sha256) -> PathBuf {
    media.join(INCOMING).join(format!("{sha256}.{ARRIVED}"))
}

/// The first two digits: 256 folders keep each one small.
pub(super) fn shelf(sha256: &Sha256) -> &str {
    &sha256.as_str()[..2]
}

/// `None` where there is no such file.
pub(super) fn if_there<T>(asked: std::io::Result<T>) -> Result<Option<T>, ArchiveError> {
    match asked {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn remove_if_there(path: &Path) -> Result<(), ArchiveError> {
    if_there(fs::remove_file(path)).map(drop)
}

/// Makes names in a folder survive a power cut. Windows does so by itself.
pub(super) fn sync_folder(folder: &Path) -> Result<(), ArchiveError> {
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

pub(super) fn entries(folder: &Path) -> Result<Vec<DirEntry>, ArchiveError> {
    match if_there(fs::read_dir(folder))? {
        Some(entries) => Ok(entries.collect::<Result<_, _>>()?),
        None => Ok(Vec::new()),
    }
}

/// The hash that names a file on its right shelf; anything else there is not ours.
pub(super) fn hash_named(entry: &DirEntry) -> Option<Sha256> {
    let path = entry.path();
    let sha256: Sha256 = path.file_name()?.to_str()?.parse().ok()?;
    (path.parent()?.file_name()?.to_str()? == shelf(&sha256)).then_some(sha256)
}

fn hash_of_stem(path: &Path) -> Option<Sha256> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn id_of_stem(path: &Path) -> Option<Uuid> {
    path.file_stem()?.to_str()?.parse().ok()
}

fn missing_or(error: std::io::Error, sha256: &Sha256) -> ArchiveError {
    match error.kind() {
        ErrorKind::NotFound => ArchiveError::NoSuchMedia(sha256.clone()),
        _ => error.into(),
    }
}
