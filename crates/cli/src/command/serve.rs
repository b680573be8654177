//! `terbit serve`: the office for the browsers of the network.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use api::{Certificate, Host};
use clap::Args;
use tokio::net::TcpListener;

/// Melayani peramban di jaringan kantor, sampai dihentikan dengan Ctrl+C
#[derive(Args)]
pub struct Serve {
    /// Folder data kantor; dibuat bila belum ada
    #[arg(long, value_name = "FOLDER", env = "TERBIT_DATA")]
    data: Option<PathBuf>,
    /// Alamat dan port; port 0 memilih port yang kosong. Di luar komputer ini sendiri selalu dengan TLS
    #[arg(long, value_name = "ALAMAT:PORT", env = "TERBIT_LISTEN", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 7777)))]
    listen: SocketAddr,
    /// Sertifikat kantor (PEM, beserta penjaminnya); tanpa ini Terbit membuat dan memakai sertifikatnya sendiri
    #[arg(long, value_name = "BERKAS", env = "TERBIT_CERTIFICATE", requires = "key")]
    certificate: Option<PathBuf>,
    /// Kunci sertifikat itu (PEM)
    #[arg(long, value_name = "BERKAS", env = "TERBIT_KEY", requires = "certificate")]
    key: Option<PathBuf>,
    /// Tanpa TLS, hanya bila perantara di komputer ini sudah melayani TLS
    #[arg(long, env = "TERBIT_PLAIN", conflicts_with = "certificate")]
    plain: bool,
    /// Menyebut kode gabung untuk satu komputer, berlaku 15 menit; hanya bila dilayani dengan TLS
    #[arg(long)]
    pairing_code: bool,
}

impl Serve {
    pub fn run(self) -> Result<ExitCode> {
        let data = super::data_dir(self.data.clone())?;
        let host = Host::open(&data)?;
        let certificate = self.certificate(&data)?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(serve(host, self.listen, certificate, self.pairing_code))?;
        // Work that still waits for a disk or a decoder is not worth waiting for: it leaves nothing behind.
        runtime.shutdown_background();
        Ok(ExitCode::SUCCESS)
    }

    /// Nobody on the network may read along; on this machine alone nobody could.
    fn certificate(&self, data: &Path) -> Result<Option<Certificate>> {
        Ok(match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => Some(Certificate::read(certificate, key)?),
            _ if self.plain || self.listen.ip().is_loopback() => None,
            _ => Some(Certificate::of_office(data)?),
        })
    }
}

async fn serve(
    host: Host,
    listen: SocketAddr,
    certificate: Option<Certificate>,
    pairing_code: bool,
) -> Result<()> {
    let listener = TcpListener::bind(listen).await.with_context(|| {
        format!("tidak dapat membuka {listen}. Mungkin port itu sedang dipakai; pilih yang lain dengan --listen, misalnya --listen 127.0.0.1:0")
    })?;
    let listening = listener.local_addr()?;
    let mut told = told(listening, certificate.as_ref());
    if let Some(certificate) = certificate.as_ref().filter(|_| pairing_code) {
        let _ = writeln!(told, "Kode gabung: {}", host.pairing_code(listening, certificate)?.code);
    }
    let mut out = std::io::stdout();
    out.write_all(told.as_bytes())?;
    out.flush()?;
    api::serve(host, listener, certificate, stop()).await?;
    Ok(())
}

/// The addresses that people type, one a line, and what they compare.
fn told(listening: SocketAddr, certificate: Option<&Certificate>) -> String {
    let scheme = if certificate.is_some() { "https" } else { "http" };
    let mut text = String::new();
    for address in api::addresses(listening) {
        let _ = writeln!(text, "{scheme}://{address}/");
    }
    if let Some(certificate) = certificate {
        let _ = writeln!(text, "Sidik jari sertifikat: {}", certificate.fingerprint());
    }
    text
}

/// Ctrl+C, or the service manager's polite request.
async fn stop() {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => drop(terminated.recv().await),
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
