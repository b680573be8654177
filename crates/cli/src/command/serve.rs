//! `terbit serve`: the office for the browsers of the network.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use api::{Certificate, Host, LogLevel, LogStyle, begin_log};
use clap::{Args, ValueEnum};
use tokio::net::TcpListener;

use crate::settings::Settings;

/// Melayani peramban di jaringan kantor, sampai dihentikan dengan Ctrl+C
#[derive(Args)]
pub struct Serve {
    /// Berkas pengaturan (TOML) dengan nama yang sama seperti pilihan di bawah; pilihan mengalahkan isinya
    #[arg(long, value_name = "BERKAS", env = "TERBIT_SETTINGS")]
    settings: Option<PathBuf>,
    /// Folder data kantor; dibuat bila belum ada
    #[arg(long, value_name = "FOLDER", env = "TERBIT_DATA")]
    data: Option<PathBuf>,
    /// Alamat dan port (bawaan: 127.0.0.1:7777); port 0 memilih port yang kosong. Di luar komputer ini sendiri selalu dengan TLS
    #[arg(long, value_name = "ALAMAT:PORT", env = "TERBIT_LISTEN", value_parser = super::address)]
    listen: Option<SocketAddr>,
    /// Sertifikat kantor (PEM, beserta penjaminnya); tanpa ini Terbit membuat dan memakai sertifikatnya sendiri
    #[arg(long, value_name = "BERKAS", env = "TERBIT_CERTIFICATE")]
    certificate: Option<PathBuf>,
    /// Kunci sertifikat itu (PEM)
    #[arg(long, value_name = "BERKAS", env = "TERBIT_KEY")]
    key: Option<PathBuf>,
    /// Tanpa TLS, hanya bila perantara di komputer ini sudah melayani TLS dan membatasi percobaan masuk menurut alamat
    #[arg(long, env = "TERBIT_PLAIN")]
    plain: bool,
    /// Bentuk catatan jalannya program di keluaran galat: plain (bawaan) atau json
    #[arg(long, value_name = "BENTUK", env = "TERBIT_LOG", hide_possible_values = true)]
    log: Option<Style>,
    /// Yang dicatat: error, warn, info (bawaan), atau debug, yang mencatat setiap permintaan
    #[arg(long, value_name = "TINGKAT", env = "TERBIT_LOG_LEVEL", hide_possible_values = true)]
    log_level: Option<Level>,
    /// Menyebut kode gabung untuk satu komputer, berlaku 15 menit; hanya bila dilayani dengan TLS
    #[arg(long)]
    pairing_code: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Style {
    Plain,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

const TO_CLOSE: Duration = Duration::from_secs(5);
const HERE: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 7777);

impl Serve {
    pub fn run(self) -> Result<ExitCode> {
        let pairing_code = self.pairing_code;
        let settings = self.settled()?;
        begin_log(
            match settings.log {
                Some(Style::Json) => LogStyle::Json,
                Some(Style::Plain) | None => LogStyle::Plain,
            },
            match settings.log_level {
                Some(Level::Error) => LogLevel::Error,
                Some(Level::Warn) => LogLevel::Warn,
                Some(Level::Info) | None => LogLevel::Info,
                Some(Level::Debug) => LogLevel::Debug,
            },
        );
        let data = super::data_dir(settings.data.clone())?;
        let host = Host::open(&data)?;
        let listen = settings.listen.unwrap_or(HERE);
        let certificate = certificate(&settings, listen, &data)?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(serve(host, listen, certificate, pairing_code))?;
        // The last task that holds the office closes its database, which is one file again then. Work that waits longer
        // for a disk or a decoder is not worth waiting for: it leaves nothing behind.
        runtime.shutdown_timeout(TO_CLOSE);
        Ok(ExitCode::SUCCESS)
    }

    /// Options before the environment before the file.
    fn settled(self) -> Result<Settings> {
        let file = self.settings.as_deref().map(Settings::read).transpose()?.unwrap_or_default();
        Ok(Settings {
            data: self.data.or(file.data),
            listen: self.listen.or(file.listen),
            certificate: self.certificate.or(file.certificate),
            key: self.key.or(file.key),
            plain: Some(self.plain || file.plain == Some(true)),
            log: self.log.or(file.log),
            log_level: self.log_level.or(file.log_level),
        })
    }
}

/// Nobody on the network may read along; on this machine alone nobody could.
fn certificate(
    settings: &Settings,
    listen: SocketAddr,
    data: &Path,
) -> Result<Option<Certificate>> {
    let plain = settings.plain == Some(true);
    Ok(match (&settings.certificate, &settings.key) {
        (Some(_), _) if plain => bail!("certificate tidak dipakai bersama plain. Pilih satu"),
        (Some(certificate), Some(key)) => Some(Certificate::read(certificate, key)?),
        (Some(_), None) | (None, Some(_)) => {
            bail!("certificate dan key harus ada keduanya: sertifikat kantor dan kuncinya")
        }
        _ if plain || listen.ip().is_loopback() => None,
        _ => Some(Certificate::of_office(data)?),
    })
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
