//! Where the bytes of originals lie, each named by the SHA-256 of its content.
//!
//! A file's name is its hash, so a file is never changed, the same photo sent twice is kept once, and
//! anybody can check that it is still what was approved. The store knows no office: which files are
//! needed is the record's knowledge (`assets`), and the two are brought together at start by
//! [`MediaStore::reconcile`].
//!
//! The cache of thumbnails and renditions stands beside the originals. It may vanish at any time.

mod cache;
mod folder;
mod incoming;
mod resumable;

use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use tempfile::NamedTempFile;
use uuid::Uuid;
use workflow::Sha256;

pub use folder::FolderStore;
pub use incoming::Incoming;
pub use resumable::Resumable;

use crate::ArchiveError;

/// Originals by hash, and a cache of what was made from them.
pub trait MediaStore: Send + Sync {
    /// Opens a place for bytes that are arriving. Nothing is kept until [`Incoming::finish`].
    fn begin(&self) -> Result<Incoming, ArchiveError>;

    /// The place of a file that arrives in pieces and may be gone on with after the program ended.
    fn resumable(&self, id: Uuid) -> Resumable;
    /// Every such file that has been begun, in no particular order.
    fn resumables(&self) -> Result<Vec<Uuid>, ArchiveError>;
    /// Forgets those on which nothing came for `older_than`; answers how many.
    fn sweep_resumables(&self, older_than: Duration) -> Result<u64, ArchiveError>;

    /// Says that the record now knows the file, so that [`reconcile`](Self::reconcile) need not ask.
    /// Optional: leaving it out costs one question at the next start.
    fn settle(&self, sha256: &Sha256) -> Result<(), ArchiveError>;
    /// Whether the file has arrived and nobody has said yet that the record knows it.
    fn is_unsettled(&self, sha256: &Sha256) -> Result<bool, ArchiveError>;

    /// Opens an original for reading; [`ArchiveError::NoSuchMedia`] if it is not there.
    fn open(&self, sha256: &Sha256) -> Result<File, ArchiveError>;
    /// Where an original lies on this machine, whether or not it is there.
    ///
    /// For decoders that map or seek a file themselves (ffmpeg, a PDF reader) and for range requests;
    /// a store that is not a folder will give a local copy here. Read it, never write to it.
    fn path_of(&self, sha256: &Sha256) -> PathBuf;
    /// Length of an original in bytes; [`ArchiveError::NoSuchMedia`] if it is not there.
    fn size(&self, sha256: &Sha256) -> Result<u64, ArchiveError>;
    fn contains(&self, sha256: &Sha256) -> Result<bool, ArchiveError>;
    /// Removes an original and everything cached from it. Removing what is not there changes nothing.
    fn remove(&self, sha256: &Sha256) -> Result<(), ArchiveError>;
    /// The hashes of all originals, in no particular order.
    fn all(
        &self,
    ) -> Result<Box<dyn Iterator<Item = Result<Sha256, ArchiveError>> + '_>, ArchiveError>;

    /// Removes arrivals that were begun and never finished, untouched for `older_than`; answers how
    /// many. At start nothing is arriving, so everything found ([`Duration::ZERO`]) is a leftover.
    fn sweep(&self, older_than: Duration) -> Result<u64, ArchiveError>;
    /// Removes originals whose arrival finished but which the record never came to know, because the
    /// program ended in between; answers how many. Only files that arrived this way are asked about:
    /// an original that is unknown for another reason (a restored older database, say) is never
    /// touched, and `verify` names it.
    fn reconcile(
        &self,
        is_known: &dyn Fn(&Sha256) -> Result<bool, ArchiveError>,
    ) -> Result<u64, ArchiveError>;

    /// Where the cached result of `recipe` on an original lies, if it is there.
    fn cache_path(&self, sha256: &Sha256, recipe: &str) -> Result<Option<PathBuf>, ArchiveError>;
    /// The cached bytes, if they are there.
    fn read_cached(&self, sha256: &Sha256, recipe: &str) -> Result<Option<Vec<u8>>, ArchiveError>;
    /// Keeps the result of `recipe`, all or nothing. Not synced to disk: it can be made again.
    ///
    /// A recipe is 1 to 80 of `a-z 0-9 - _ .`, not starting with a dot, such as `thumb-512.jpg`.
    fn write_cached(&self, sha256: &Sha256, recipe: &str, bytes: &[u8])
    -> Result<(), ArchiveError>;

    /// A file to make a large result in, on the cache's own volume; gone when dropped. `ending` such as `.mp4`.
    fn scratch(&self, ending: &str) -> Result<NamedTempFile, ArchiveError>;
    /// As [`write_cached`](Self::write_cached), for a result that was made in a [`scratch`](Self::scratch) file.
    fn adopt_cached(
        &self,
        sha256: &Sha256,
        recipe: &str,
        made: NamedTempFile,
    ) -> Result<(), ArchiveError>;

    /// Keeps what is cached under recipes that end so (such as `.tiles`) within `most` bytes: the oldest goes first.
    /// Answers how many were removed.
    fn trim_cached(&self, ending: &str, most: u64) -> Result<u64, ArchiveError>;
}
