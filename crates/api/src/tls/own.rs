//! The certificate that the host makes for itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Utc};
use rcgen::{CertificateParams, DnType, KeyPair};

use super::CertificateError;
use crate::private_file::write_private;

/// Who joins trusts this certificate and no authority, so it need not be renewed often; a new one would have to be
/// trusted anew at every PC.
const YEARS: i32 = 20;

/// Where it lies in the office's data folder.
pub(super) struct Place {
    folder: PathBuf,
    pub(super) certificate: PathBuf,
    pub(super) key: PathBuf,
}

impl Place {
    pub(super) fn in_folder(data_dir: &Path) -> Self {
        let folder = data_dir.join("tls");
        Self { certificate: folder.join("sertifikat.pem"), key: folder.join("kunci.pem"), folder }
    }

    /// The certificate is written last.
    pub(super) fn exists(&self) -> bool {
        self.certificate.exists()
    }

    pub(super) fn make(&self) -> Result<(), CertificateError> {
        let key = KeyPair::generate()?;
        let mut params = CertificateParams::new(["localhost".to_owned()])?;
        params.distinguished_name.push(DnType::CommonName, "Pusat kantor Terbit");
        let year = Utc::now().year();
        // Since last year, for PCs whose clocks are behind.
        params.not_before = rcgen::date_time_ymd(year - 1, 1, 1);
        params.not_after = rcgen::date_time_ymd(year + YEARS, 1, 1);
        let certificate = params.self_signed(&key)?;
        self.keep(&key.serialize_pem(), &certificate.pem())
            .map_err(|error| CertificateError::NotKept { path: self.folder.clone(), error })
    }

    fn keep(&self, key: &str, certificate: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        write_private(&self.key, key.as_bytes())?;
        write_private(&self.certificate, certificate.as_bytes())
    }
}
