//! A file on its way in: written to a temporary name, hashed as it comes, renamed when it is whole.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::Digest as _;
use uuid::Uuid;
use workflow::Sha256;

use super::folder::{PART, note_of, original, remove_if_there, sync_folder};
use crate::ArchiveError;

/// Bytes that are arriving. Dropping it without [`finish`](Self::finish) leaves nothing behind.
///
/// How much may come is for the caller to limit; nothing is enforced here.
#[derive(Debug)]
pub struct Incoming {
    /// Taken when the file is finished.
    file: Option<File>,
    part: PathBuf,
    media: PathBuf,
    hasher: sha2::Sha256,
    bytes: u64,
}

impl Incoming {
    pub(super) fn begin(media: PathBuf, incoming: &Path) -> Result<Self, ArchiveError> {
        let part = incoming.join(format!("{}.{PART}", Uuid::now_v7()));
        let file = File::options().write(true).create_new(true).open(&part)?;
        Ok(Self { file: Some(file), part, media, hasher: sha2::Sha256::new(), bytes: 0 })
    }

    /// A part that is there already, with what was hashed of it: all.
    pub(super) fn of(
        media: PathBuf,
        part: PathBuf,
        hasher: sha2::Sha256,
        bytes: u64,
    ) -> Result<Self, ArchiveError> {
        let file = File::options().append(true).open(&part)?;
        Ok(Self { file: Some(file), part, media, hasher, bytes })
    }

    /// Appends to the file.
    pub fn write(&mut self, chunk: &[u8]) -> Result<(), ArchiveError> {
        let file = self.file.as_mut().expect("only finish takes the file, and it takes self too");
        file.write_all(chunk)?;
        self.hasher.update(chunk);
        self.bytes += chunk.len() as u64;
        Ok(())
    }

    /// Bytes so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Where the bytes lie now: everything written is there, so that a probe can look before the
    /// file is taken in.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.part
    }

    /// Takes the file in, durably; gives its hash and its length in bytes.
    ///
    /// A file that is there already is kept and this copy dropped, unless the one on disk has the
    /// wrong length: then this copy, whose hash was just made, takes its place.
    pub fn finish(mut self) -> Result<(Sha256, u64), ArchiveError> {
        let file = self.file.take().expect("only finish takes the file, and it takes self too");
        let sha256 = Sha256::from_bytes(std::mem::take(&mut self.hasher).finalize().as_slice());
        let place = original(&self.media, &sha256);
        if fs::metadata(&place).is_ok_and(|there| there.len() == self.bytes) {
            return Ok((sha256, self.bytes));
        }
        file.sync_all()?;
        drop(file);
        self.note_arrival(&sha256)?;
        let shelf = place.parent().expect("an original lies on a shelf");
        if !shelf.try_exists()? {
            fs::create_dir_all(shelf)?;
            sync_folder(&self.media)?;
        }
        fs::rename(&self.part, &place)?;
        sync_folder(shelf)?;
        Ok((sha256, self.bytes))
    }

    /// Before the file has its name, a note says that the record does not know it yet; see
    /// [`MediaStore::reconcile`](super::MediaStore::reconcile).
    fn note_arrival(&self, sha256: &Sha256) -> Result<(), ArchiveError> {
        File::create(note_of(&self.media, sha256))?;
        sync_folder(self.part.parent().expect("arrivals lie in a folder"))
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Windows removes no open file.
        drop(self.file.take());
        // What cannot be removed now is swept at the next start.
        let _ = remove_if_there(&self.part);
    }
}
