//! What a PC keeps of the office that it joined, in a file of the data folder that nobody else on this PC may read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use api::Sha256;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::address::Address;

const FILE: &str = "gabung.json";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Membership {
    pub address: Address,
    /// Of the one certificate that is taken for the host's.
    pub certificate: Sha256,
    /// What this PC proves itself with; never shown to the page.
    pub token: String,
    /// What this PC is called in the office.
    pub name: String,
    /// The office's name when this PC joined.
    pub office: String,
}

#[derive(Debug, Error)]
pub enum MembershipError {
    #[error("{} tidak dapat dibaca atau ditulis: {error}. Periksa izin folder itu.", path.display())]
    Io { path: PathBuf, error: io::Error },
    #[error("{} rusak. Hapus berkas itu, lalu gabung lagi dengan kode baru dari pengelola.", path.display())]
    Damaged { path: PathBuf },
}

impl Membership {
    /// `None` where this PC has joined no office.
    pub fn read(folder: &Path) -> Result<Option<Self>, MembershipError> {
        let path = folder.join(FILE);
        match fs::read(&path) {
            Ok(text) => match serde_json::from_slice(&text) {
                Ok(kept) => Ok(Some(kept)),
                Err(_) => Err(MembershipError::Damaged { path }),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(MembershipError::Io { path, error }),
        }
    }

    /// Whole or not at all.
    pub fn keep(&self, folder: &Path) -> Result<(), MembershipError> {
        let path = folder.join(FILE);
        self.write(folder, &path).map_err(|error| MembershipError::Io { path, error })
    }

    fn write(&self, folder: &Path, path: &Path) -> io::Result<()> {
        fs::create_dir_all(folder)?;
        api::write_private(path, &serde_json::to_vec(self)?)
    }

    pub fn forget(folder: &Path) -> Result<(), MembershipError> {
        let path = folder.join(FILE);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(MembershipError::Io { path, error })
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
fn sample() -> Membership {
    Membership {
        address: "192.168.1.10:7777".parse().unwrap(),
        certificate: Sha256::of(b"sertifikat"),
        token: "ab".repeat(32),
        name: "PC Humas".to_owned(),
        office: "Biro Uji".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_kept_for_this_user_alone_and_forgotten_without_a_trace() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Membership::read(folder.path()).unwrap(), None);
        let kept = sample();
        kept.keep(folder.path()).unwrap();
        kept.keep(folder.path()).unwrap();
        assert_eq!(Membership::read(folder.path()).unwrap(), Some(kept));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        Membership::forget(folder.path()).unwrap();
        Membership::forget(folder.path()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_damaged_one_is_said_and_not_taken_for_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "{").unwrap();
        let refused = Membership::read(folder.path()).unwrap_err();
        assert!(matches!(refused, MembershipError::Damaged { .. }), "{refused}");
    }
}
