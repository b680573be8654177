//! A file that arrives in pieces, over connections that may break and programs that may end in between.
//!
//! Its bytes lie in `incoming/<id>.upload`, and beside them `<id>.about` with what the caller keeps of it. What was
//! synced is there after a power cut; what came twice is skipped.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::Digest as _;
use uuid::Uuid;

use super::Incoming;
use super::folder::{PART, if_there, remove_if_there, sync_folder};
use crate::ArchiveError;

/// Ending of the bytes.
pub(super) const UPLOAD: &str = "upload";
/// Ending of what is kept beside them.
pub(super) const ABOUT: &str = "about";
/// Bytes read at once.
const CHUNK: usize = 1 << 20;

/// The place of one such file. One at a time may work on it: the caller sees to that.
#[derive(Debug)]
pub struct Resumable {
    media: PathBuf,
    incoming: PathBuf,
    id: Uuid,
}

impl Resumable {
    pub(super) fn new(media: PathBuf, incoming: PathBuf, id: Uuid) -> Self {
        Self { media, incoming, id }
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.incoming.join(format!("{}.{ending}", self.id))
    }

    /// What was last kept beside the bytes; `None` where there is no such upload.
    pub fn about(&self) -> Result<Option<String>, ArchiveError> {
        if_there(fs::read_to_string(self.file(ABOUT)))
    }

    /// Keeps `text` beside the bytes, all or nothing.
    pub fn keep_about(&self, text: &str) -> Result<(), ArchiveError> {
        let mut file =
            tempfile::Builder::new().suffix(&format!(".{PART}")).tempfile_in(&self.incoming)?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(self.file(ABOUT)).map_err(|error| error.error)?;
        sync_folder(&self.incoming)
    }

    /// Bytes that are there.
    pub fn bytes(&self) -> Result<u64, ArchiveError> {
        Ok(if_there(fs::metadata(self.file(UPLOAD)))?.map_or(0, |about| about.len()))
    }

    /// The first bytes, at most so many.
    pub fn head(&self, most: usize) -> Result<Vec<u8>, ArchiveError> {
        let mut head = Vec::new();
        if let Some(file) = if_there(File::open(self.file(UPLOAD)))? {
            file.take(most as u64).read_to_end(&mut head)?;
        }
        Ok(head)
    }

    /// Writes what is new of a piece that begins at byte `offset`; answers how many bytes are there then. A piece that
    /// begins beyond them is not written.
    pub fn write(&self, offset: u64, piece: &[u8]) -> Result<u64, ArchiveError> {
        let path = self.file(UPLOAD);
        let mut file = File::options().create(true).truncate(false).write(true).open(path)?;
        let there = file.seek(SeekFrom::End(0))?;
        let known = there.checked_sub(offset).and_then(|known| usize::try_from(known).ok());
        let Some(new) = known.and_then(|known| piece.get(known..)) else { return Ok(there) };
        file.write_all(new)?;
        Ok(there + new.len() as u64)
    }

    /// After this, what is there stays there.
    pub fn sync(&self) -> Result<(), ArchiveError> {
        if let Some(file) = if_there(File::open(self.file(UPLOAD)))? {
            file.sync_data()?;
        }
        sync_folder(&self.incoming)
    }

    /// Everything that came, as a file on its way in. The bytes stay this upload's as well, under a second name, until
    /// [`release`](Self::release): whatever ends the way in before that, they need not come again.
    pub fn incoming(&self) -> Result<Incoming, ArchiveError> {
        let (upload, part) = (self.file(UPLOAD), self.file(PART));
        remove_if_there(&part)?;
        if !upload.try_exists()? {
            File::create(&part)?;
        } else if fs::hard_link(&upload, &part).is_err() {
            // A disk that gives a file no second name, such as exFAT.
            fs::rename(&upload, &part)?;
        }
        let (hasher, bytes) = hashed(&part)?;
        Incoming::of(self.media.clone(), part, hasher, bytes)
    }

    /// Lets the bytes go, once they have become a file of the office and that is kept.
    pub fn release(&self) -> Result<(), ArchiveError> {
        remove_if_there(&self.file(UPLOAD))
    }

    /// Forgets it, with its bytes.
    pub fn remove(self) -> Result<(), ArchiveError> {
        remove_if_there(&self.file(UPLOAD))?;
        remove_if_there(&self.file(ABOUT))
    }
}

fn hashed(path: &Path) -> Result<(sha2::Sha256, u64), ArchiveError> {
    let (mut hasher, mut bytes) = (sha2::Sha256::new(), 0);
    let (mut file, mut buffer) = (File::open(path)?, vec![0; CHUNK]);
    loop {
        let count = file.read(&mut buffer)?;
        if count == 0 {
            return Ok((hasher, bytes));
        }
        hasher.update(&buffer[..count]);
        bytes += count as u64;
    }
}
