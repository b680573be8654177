//! Files that a person offered by drop or by the picker, known to the page by a token only.
//!
//! The page never names a path, so a page gone wrong can't have any other file of this PC read.

use std::collections::VecDeque;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use uuid::Uuid;

/// As many as are remembered; a longer list forgets its oldest.
const MOST: usize = 5000;

#[derive(Clone)]
pub struct OfferedFile {
    pub path: PathBuf,
    pub is_dir: bool,
}

/// An offered file as the page sees it.
#[derive(Clone, Debug, Serialize)]
pub struct OfferedView {
    pub token: String,
    pub name: String,
    pub bytes: u64,
    pub is_dir: bool,
}

#[derive(Default)]
pub struct Offered(Mutex<VecDeque<(String, OfferedFile)>>);

impl Offered {
    /// Remembers what was offered. Asks the disk for each size: not for the window's thread.
    pub fn add(&self, paths: &[PathBuf]) -> Vec<OfferedView> {
        paths.iter().filter_map(|path| self.add_one(path)).collect()
    }

    /// A path that is gone already, or has no name, is no offer.
    fn add_one(&self, path: &Path) -> Option<OfferedView> {
        let facts = fs::metadata(path).ok()?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        let token = Uuid::new_v4().simple().to_string();
        let file = OfferedFile { path: path.to_path_buf(), is_dir: facts.is_dir() };
        let mut table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.push_back((token.clone(), file));
        if table.len() > MOST {
            table.pop_front();
        }
        // What a folder is said to be long is the length of its list of names.
        let bytes = if facts.is_dir() { 0 } else { facts.len() };
        Some(OfferedView { token, name, bytes, is_dir: facts.is_dir() })
    }

    pub fn get(&self, token: &str) -> Option<OfferedFile> {
        let table = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        table.iter().find(|(known, _)| known == token).map(|(_, file)| file.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_token_and_by_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let photo = folder.path().join("foto rapat.jpg");
        fs::write(&photo, [0; 7]).unwrap();
        let offered = Offered::default();
        let views = offered.add(&[photo.clone(), folder.path().to_path_buf(), "/gone".into()]);
        assert_eq!(views.len(), 2);
        assert_eq!((views[0].name.as_str(), views[0].bytes), ("foto rapat.jpg", 7));
        assert!(views[1].is_dir);
        assert_eq!(offered.get(&views[0].token).unwrap().path, photo);
        assert!(offered.get(photo.to_str().unwrap()).is_none());
    }
}
