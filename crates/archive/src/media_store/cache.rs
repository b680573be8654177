//! Thumbnails and renditions: made from originals, kept to save time, never needed.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use workflow::Sha256;

use super::folder::{entries, hash_named, if_there, remove_if_there, shelf};
use crate::ArchiveError;

const LONGEST_RECIPE: usize = 80;

/// `cache/ab/<sha256>/<recipe>`. A recipe becomes a file name, so only a plain one is taken.
pub(super) fn path(cache: &Path, sha256: &Sha256, recipe: &str) -> Result<PathBuf, ArchiveError> {
    let plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_' | b'.')
    };
    let fits = (1..=LONGEST_RECIPE).contains(&recipe.len());
    if !fits || recipe.starts_with('.') || !recipe.bytes().all(plain) {
        let told = format!("nama resep {recipe:?} tidak dapat menjadi nama berkas");
        return Err(std::io::Error::new(ErrorKind::InvalidInput, told).into());
    }
    Ok(folder(cache, sha256).join(recipe))
}

pub(super) fn read(
    cache: &Path,
    sha256: &Sha256,
    recipe: &str,
) -> Result<Option<Vec<u8>>, ArchiveError> {
    if_there(fs::read(path(cache, sha256, recipe)?))
}

/// Written under a temporary name and renamed, so that no reader ever sees half a picture.
pub(super) fn write(
    cache: &Path,
    sha256: &Sha256,
    recipe: &str,
    bytes: &[u8],
) -> Result<(), ArchiveError> {
    let path = path(cache, sha256, recipe)?;
    // Twice, because somebody may empty the cache between making a folder and using it.
    match write_to(cache, &path, bytes) {
        Err(error) if error.kind() == ErrorKind::NotFound => write_to(cache, &path, bytes)?,
        outcome => outcome?,
    }
    Ok(())
}

fn write_to(cache: &Path, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let being_made = being_made(cache);
    fs::create_dir_all(&being_made)?;
    let mut file = NamedTempFile::new_in(being_made)?;
    file.write_all(bytes)?;
    fs::create_dir_all(path.parent().unwrap_or(cache))?;
    file.persist(path)?;
    Ok(())
}

/// A file among the half-made results, to be written by somebody else.
pub(super) fn scratch(cache: &Path, ending: &str) -> Result<NamedTempFile, ArchiveError> {
    let being_made = being_made(cache);
    fs::create_dir_all(&being_made)?;
    Ok(tempfile::Builder::new().suffix(ending).tempfile_in(being_made)?)
}

pub(super) fn adopt(
    cache: &Path,
    sha256: &Sha256,
    recipe: &str,
    made: NamedTempFile,
) -> Result<(), ArchiveError> {
    let path = path(cache, sha256, recipe)?;
    fs::create_dir_all(path.parent().unwrap_or(cache))?;
    made.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Removes the oldest results of recipes that end so, until the rest has at most `most` bytes.
pub(super) fn trim(cache: &Path, ending: &str, most: u64) -> Result<u64, ArchiveError> {
    let mut found = Vec::new();
    for shelf in entries(cache)? {
        if shelf.file_name().len() != 2 {
            continue;
        }
        for folder in entries(&shelf.path())? {
            if hash_named(&folder).is_none() {
                continue;
            }
            for file in entries(&folder.path())? {
                if file.file_name().to_string_lossy().ends_with(ending) {
                    let about = file.metadata()?;
                    found.push((about.modified()?, about.len(), file.path()));
                }
            }
        }
    }
    found.sort();
    let mut bytes: u64 = found.iter().map(|(_, bytes, _)| bytes).sum();
    let mut removed = 0;
    for (_, length, path) in found {
        if bytes <= most {
            break;
        }
        remove_if_there(&path)?;
        bytes -= length;
        removed += 1;
    }
    Ok(removed)
}

/// Half-made results lie together, so that what a crash left of them is swept at once.
fn being_made(cache: &Path) -> PathBuf {
    cache.join("incoming")
}

/// Removes half-made results; at start nothing is being made.
pub(super) fn sweep(cache: &Path) -> Result<(), ArchiveError> {
    remove_folder(&being_made(cache))
}

/// Removes everything made from an original.
pub(super) fn forget(cache: &Path, sha256: &Sha256) -> Result<(), ArchiveError> {
    remove_folder(&folder(cache, sha256))
}

fn remove_folder(folder: &Path) -> Result<(), ArchiveError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn folder(cache: &Path, sha256: &Sha256) -> PathBuf {
    cache.join(shelf(sha256)).join(sha256.as_str())
}
