//! This PC as the office's host: the office of this window, served on its network too, for as long as the program runs.
//!
//! That it is one is kept in the data folder, so it is one again when the program starts next. Closing the window then
//! leaves the program in the tray, where there is one.

mod autostart;
pub mod commands;
pub mod tray;

use std::fs;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use api::{Certificate, CertificateError, Host, Priority};
pub use autostart::Autostart;
use serde::{Deserialize, Serialize};
use tauri::async_runtime::{self, JoinHandle};
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

const FILE: &str = "pusat.json";
/// As `terbit serve` has it.
const PORT: u16 = 7777;

#[derive(Serialize, Deserialize)]
struct Kept {
    port: u16,
}

#[derive(Debug, Error)]
pub enum HostingError {
    #[error(
        "Port {port} tidak dapat dibuka, mungkin dipakai program lain. Tutup program itu, lalu coba lagi."
    )]
    Port {
        port: u16,
        #[source]
        error: io::Error,
    },
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error("{} tidak dapat ditulis: {}. Periksa folder itu, lalu coba lagi.", path.display(), in_words(error))]
    NotKept { path: PathBuf, error: io::Error },
    #[error(
        "Daftar program yang dimulai saat pengguna masuk tidak dapat diubah: {}. Periksa folder pengaturan pengguna ini, lalu coba lagi.",
        in_words(.0)
    )]
    Autostart(#[source] io::Error),
}

/// What the system said, as far as it says anything to a person.
fn in_words(error: &io::Error) -> String {
    let known = match error.kind() {
        io::ErrorKind::PermissionDenied => "tidak diizinkan",
        io::ErrorKind::ReadOnlyFilesystem => "disknya hanya dapat dibaca",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "disk penuh",
        io::ErrorKind::NotFound => "foldernya tidak ada",
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
            "ada berkas di tempat yang seharusnya folder"
        }
        _ => {
            return match error.raw_os_error() {
                Some(number) => format!("kesalahan sistem {number}"),
                // In our own words already.
                None => error.to_string(),
            };
        }
    };
    known.to_owned()
}

/// As the settings show it.
#[derive(Serialize)]
pub struct HostingView {
    /// Where other PCs find the office; empty while this PC is no host.
    addresses: Vec<String>,
    /// Of its certificate, in groups of four: what a person compares who opens an address in a browser.
    fingerprint: Option<String>,
    /// Whether it is started when this PC's user signs in.
    autostart: bool,
    /// Why it is none though it should be.
    failure: Option<String>,
}

pub struct Hosting {
    state: Mutex<State>,
    autostart: Autostart,
}

#[derive(Default)]
struct State {
    serving: Option<Serving>,
    failure: Option<String>,
}

struct Serving {
    listening: SocketAddr,
    fingerprint: String,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<()>,
}

impl Hosting {
    pub fn new(autostart: Autostart) -> Self {
        Self { state: Mutex::default(), autostart }
    }

    pub fn is_on(&self) -> bool {
        self.state().serving.is_some()
    }

    pub fn view(&self) -> HostingView {
        let state = self.state();
        let listening = state.serving.as_ref().map(|serving| serving.listening);
        let addresses = listening.map(api::addresses).unwrap_or_default();
        HostingView {
            addresses: addresses.iter().map(ToString::to_string).collect(),
            fingerprint: state.serving.as_ref().map(|serving| serving.fingerprint.clone()),
            autostart: self.autostart.is_on(),
            failure: state.failure.clone(),
        }
    }

    /// Whether this host is to be started when this PC's user signs in.
    pub fn set_autostart(&self, on: bool) -> Result<(), HostingError> {
        let set = if on { self.autostart.turn_on() } else { self.autostart.turn_off() };
        set.map_err(HostingError::Autostart)
    }

    /// Becomes the host, and is it again at every start.
    pub async fn start(&self, host: &Host, folder: &Path) -> Result<(), HostingError> {
        if self.is_on() {
            return Ok(());
        }
        let listening = match self.serve(host, folder, PORT).await {
            // Any other does as well: the code and the settings say which.
            Err(HostingError::Port { .. }) => self.serve(host, folder, 0).await?,
            outcome => outcome?,
        };
        keep(folder, listening.port())
    }

    /// What an earlier `start` wished for. Why it can't be had is told in the settings, and costs the window nothing.
    pub async fn resume(&self, host: &Host, folder: &Path) {
        let Some(Kept { port }) = kept(folder) else { return };
        self.autostart.renew();
        if let Err(error) = self.serve(host, folder, port).await {
            eprintln!("terbit: {error}");
            self.state().failure = Some(error.to_string());
        }
    }

    /// Ends it for good; requests that are being answered are answered first.
    pub async fn stop(&self, host: Option<Host>, folder: &Path) {
        // One that is not there is as good as removed.
        let _ = fs::remove_file(folder.join(FILE));
        if let Err(error) = self.set_autostart(false) {
            eprintln!("terbit: {error}");
        }
        let before = std::mem::take(&mut *self.state());
        if let Some(Serving { stop, ended, .. }) = before.serving {
            drop(stop);
            let _ = ended.await;
        }
        if let Some(host) = host {
            host.set_decoding_priority(Priority::Idle);
        }
    }

    async fn serve(
        &self,
        host: &Host,
        folder: &Path,
        port: u16,
    ) -> Result<SocketAddr, HostingError> {
        let certificate = Certificate::of_office(folder)?;
        let fingerprint = certificate.fingerprint();
        let refused = |error| HostingError::Port { port, error };
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).await.map_err(refused)?;
        let listening = listener.local_addr().map_err(refused)?;
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = api::serve(host.apart(), listener, Some(certificate), async {
            drop(stopped.await);
        });
        let ended = async_runtime::spawn(async move {
            if let Err(error) = serving.await {
                eprintln!("terbit: {error}");
            }
        });
        // Others wait for pictures now, and not only whoever sits here.
        host.set_decoding_priority(Priority::BelowNormal);
        *self.state() =
            State { serving: Some(Serving { listening, fingerprint, stop, ended }), failure: None };
        Ok(listening)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn kept(folder: &Path) -> Option<Kept> {
    serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
}

fn keep(folder: &Path, port: u16) -> Result<(), HostingError> {
    let path = folder.join(FILE);
    let text = serde_json::json!(Kept { port }).to_string();
    fs::write(&path, text).map_err(|error| HostingError::NotKept { path, error })
}
