//! TLS of a host in the office's network.
//!
//! No public authority certifies an address like 192.168.1.10, so the host makes a certificate of its own when it first
//! needs one, and keeps it with the office's data: whoever joins remembers its fingerprint. An office that has its own
//! authority gives its certificate instead.

mod own;

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum_server::tls_rustls::RustlsConfig;
use office::parts::workflow::Sha256;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::reach::Reach;

/// A certificate with those that vouch for it, and its key, ready to serve with.
#[derive(Debug)]
pub struct Certificate {
    fingerprint: Sha256,
    config: Arc<ServerConfig>,
}

/// Why there is no certificate to serve with: a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    #[error("{} tidak ada atau tidak boleh dibaca. Periksa nama berkas dan izinnya.", path.display())]
    Closed { path: PathBuf },
    #[error("{} bukan berkas PEM yang utuh. Simpan ulang sertifikat atau kuncinya sebagai PEM.", path.display())]
    NotPem { path: PathBuf },
    #[error("{} tidak berisi sertifikat (PEM).", path.display())]
    Empty { path: PathBuf },
    #[error("Sertifikat dan kunci tidak cocok atau tidak dapat dipakai: {0}.")]
    Unusable(#[from] rustls::Error),
    #[error("Sertifikat kantor tidak dapat dibuat: {0}.")]
    NotMade(#[from] rcgen::Error),
    #[error("Sertifikat kantor tidak dapat disimpan di {}: {error}.", path.display())]
    NotKept { path: PathBuf, error: io::Error },
}

impl Certificate {
    /// The host's own, from the office's data folder; made there when it is first asked for.
    ///
    /// # Errors
    /// When it can be neither read nor made.
    pub fn of_office(data_dir: &Path) -> Result<Self, CertificateError> {
        let place = own::Place::in_folder(data_dir);
        if !place.exists() {
            place.make()?;
        }
        Self::read(&place.certificate, &place.key)
    }

    /// One that the office brings: PEM files, the chain with the host's own certificate first.
    ///
    /// # Errors
    /// When a file can't be read, or the two don't belong together.
    pub fn read(chain: &Path, key: &Path) -> Result<Self, CertificateError> {
        let unreadable = |path: &Path| {
            let path = path.to_owned();
            move |error| match error {
                pem::Error::Io(_) => CertificateError::Closed { path },
                _ => CertificateError::NotPem { path },
            }
        };
        let certificates: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(chain)
            .and_then(Iterator::collect)
            .map_err(unreadable(chain))?;
        let Some(own) = certificates.first() else {
            return Err(CertificateError::Empty { path: chain.to_owned() });
        };
        let fingerprint = Sha256::of(own);
        let key = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
        let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(certificates, key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Self { fingerprint, config: Arc::new(config) })
    }

    /// SHA-256 of the certificate itself, as who joins compares it: sixteen groups of four.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        grouped(&self.fingerprint)
    }

    /// A listener at which this certificate is shown.
    pub(crate) fn reach(&self, listening: SocketAddr) -> Reach {
        Reach::new(listening, self.fingerprint.clone())
    }

    pub(crate) fn config(&self) -> RustlsConfig {
        RustlsConfig::from_config(Arc::clone(&self.config))
    }
}

/// Sixteen groups of four.
pub(crate) fn grouped(fingerprint: &Sha256) -> String {
    let digits = fingerprint.to_string().to_uppercase();
    let groups: Vec<&str> = (0..digits.len()).step_by(4).map(|at| &digits[at..at + 4]).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_hosts_own_certificate_stays_the_same() {
        let data = tempfile::tempdir().unwrap();
        let first = Certificate::of_office(data.path()).unwrap().fingerprint();
        assert_eq!(first.split(' ').count(), 16);
        assert_eq!(Certificate::of_office(data.path()).unwrap().fingerprint(), first);
        let other = tempfile::tempdir().unwrap();
        assert_ne!(Certificate::of_office(other.path()).unwrap().fingerprint(), first);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_on_the_machine_reads_the_key() {
        use std::os::unix::fs::PermissionsExt as _;
        let data = tempfile::tempdir().unwrap();
        Certificate::of_office(data.path()).unwrap();
        let key = own::Place::in_folder(data.path()).key;
        assert_eq!(fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn what_does_not_belong_together_is_refused_before_anybody_connects() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for data in [&one, &other] {
            Certificate::of_office(data.path()).unwrap();
        }
        let (one, other) = (own::Place::in_folder(one.path()), own::Place::in_folder(other.path()));
        let mixed = Certificate::read(&one.certificate, &other.key).unwrap_err();
        assert!(matches!(mixed, CertificateError::Unusable(_)), "{mixed}");
        fs::write(&one.certificate, "bukan sertifikat").unwrap();
        let empty = Certificate::read(&one.certificate, &one.key).unwrap_err();
        assert!(matches!(empty, CertificateError::Empty { .. }), "{empty}");
        let missing = Certificate::read(Path::new("tidak-ada.pem"), &one.key).unwrap_err();
        assert!(matches!(missing, CertificateError::Closed { .. }), "{missing}");
    }
}
