//! Pairing codes made at the host's own machine, where there may be neither a browser nor an administrator's session.
//!
//! While the host is served on its network, a file in its data folder says where it is reached, by which certificate it
//! is known, and holds the key from which secrets are made ([`office::PairingKey`]). Whoever may read the folder has the
//! office's data anyway. The key is another one each time, and goes with the host.

use std::fs;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use chrono::Utc;
use office::parts::archive;
use office::parts::workflow::Sha256;
use office::{PairingKey, PairingSecret};
use serde::{Deserialize, Serialize};

use crate::private_file::write_private;
use crate::reach::Reach;
use crate::tls;

#[derive(Serialize, Deserialize)]
struct Served {
    listening: SocketAddr,
    certificate: Sha256,
    key: String,
}

/// A code, and what is told along with it.
#[derive(Debug)]
pub struct CodeHere {
    /// Six groups of seven letters.
    pub code: String,
    /// Address and port, as they are typed.
    pub addresses: Vec<String>,
    /// Of the certificate, in groups of four.
    pub fingerprint: String,
}

/// Why there is no code: a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum NoCodeHere {
    #[error(
        "Pusat kantor di {} tidak sedang dilayani di jaringan. Jalankan dahulu (terbit serve --data FOLDER --listen 0.0.0.0:7777, atau jadikan komputer ini pusat kantor di Pengaturan), lalu coba lagi.", data.display()
    )]
    NotServed { data: PathBuf },
    #[error(
        "{} tidak boleh dibaca oleh pengguna ini. Jalankan perintah ini sebagai pengguna yang menjalankan pusat kantor, atau sebagai administrator (misalnya dengan sudo).", path.display()
    )]
    NotAllowed { path: PathBuf },
    #[error("{} tidak dapat dibaca: {error}", path.display())]
    Unreadable { path: PathBuf, error: io::Error },
    #[error("{} rusak. Hentikan pusat kantor, jalankan lagi, lalu coba lagi.", path.display())]
    Damaged { path: PathBuf },
}

/// A code with which one PC may join the office whose running host has this data folder.
///
/// # Errors
/// [`NoCodeHere`].
pub fn pairing_code_here(data_dir: &Path) -> Result<CodeHere, NoCodeHere> {
    let path = file(data_dir);
    let not_served = || NoCodeHere::NotServed { data: data_dir.to_owned() };
    let text = fs::read(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_served(),
        io::ErrorKind::PermissionDenied => NoCodeHere::NotAllowed { path: path.clone() },
        _ => NoCodeHere::Unreadable { path: path.clone(), error },
    })?;
    let damaged = || NoCodeHere::Damaged { path: path.clone() };
    let served: Served = serde_json::from_slice(&text).map_err(|_| damaged())?;
    let key = PairingKey::parse(&served.key).ok_or_else(damaged)?;
    // Left behind by a host that lost its power.
    if !archive::is_open(data_dir) {
        return Err(not_served());
    }
    let fingerprint = tls::grouped(&served.certificate);
    let reach = Reach::new(served.listening, served.certificate);
    let told = reach.code(&PairingSecret::made_at_host(&key, Utc::now()));
    Ok(CodeHere { code: told.code, addresses: told.addresses, fingerprint })
}

/// Says where the host is reached from now on. That it can't be said costs only this way to a code.
pub(crate) fn leave(data_dir: &Path, reach: &Reach, key: &PairingKey) {
    let served = Served {
        listening: reach.listening(),
        certificate: reach.certificate().clone(),
        key: key.as_str().to_owned(),
    };
    let text = serde_json::json!(served).to_string();
    let path = file(data_dir);
    let folder = path.parent().unwrap_or(data_dir);
    let written = fs::create_dir_all(folder).and_then(|()| write_private(&path, text.as_bytes()));
    if let Err(error) = written {
        tracing::warn!("{} tidak dapat ditulis: {error}", path.display());
    }
}

/// It is reached no more.
pub(crate) fn clear(data_dir: &Path) {
    // One that is not there is as good as removed.
    let _ = fs::remove_file(file(data_dir));
}

fn file(data_dir: &Path) -> PathBuf {
    data_dir.join("tls").join("dilayani.json")
}
