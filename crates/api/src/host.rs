//! What a host (the server, the desktop shell) holds of the office.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use office::parts::media::Workshop;
use office::view::PairingCode;
use office::{Attention, CancelToken, Clock, Limits, Office, Priority, SystemClock};
use tokio::sync::{broadcast, watch};

use crate::app::App;
use crate::failure::Failure;
use crate::guard::Edition;
use crate::reach::Reach;
use crate::tls::Certificate;
use crate::{AssetView, Change};
use crate::{pairing_here, router};

/// Why a data directory can't be opened: a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct OpenError(#[from] office::parts::archive::ArchiveError);

/// An open office. Clones share it; the data directory is free again when the last one is gone.
#[derive(Clone)]
pub struct Host {
    office: Office,
    closing: Arc<watch::Sender<bool>>,
    reach: Arc<watch::Sender<Option<Reach>>>,
    data_dir: PathBuf,
}

impl Host {
    /// Opens the data directory, making it if it is not there. Files are decoded by helpers of the running program,
    /// which therefore begins with [`crate::serve_if_asked`]. Blocks.
    ///
    /// # Errors
    /// In use by another Terbit, not writable, made by a newer one, damaged, disk full.
    pub fn open(data_dir: &Path) -> Result<Self, OpenError> {
        let workshop =
            Workshop::of_this_program().map_err(office::parts::archive::ArchiveError::from)?;
        Self::open_with(data_dir, Arc::new(SystemClock), Limits::default(), workshop)
    }

    /// With another clock, other limits on files and another workshop, for tests.
    ///
    /// # Errors
    /// As [`Host::open`].
    pub fn open_with(
        data_dir: &Path,
        clock: Arc<dyn Clock>,
        limits: Limits,
        workshop: Workshop,
    ) -> Result<Self, OpenError> {
        let office = Office::open_with(data_dir, clock, limits, workshop)?;
        // Nobody else has the folder open: what says so is from a host that lost its power.
        pairing_here::clear(data_dir);
        let data_dir = data_dir.to_owned();
        Ok(Self { office, closing: Arc::default(), reach: Arc::default(), data_dir })
    }

    /// Of the helpers that decode files, from now on. They begin as those of a server, which others wait for.
    pub fn set_decoding_priority(&self, priority: Priority) {
        self.office.set_decoding_priority(priority);
    }

    /// The same office, whose streams end by themselves when this one closes: for serving it beside a window.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { closing: Arc::default(), ..self.clone() }
    }

    /// The whole edition: `/api` and the page.
    pub fn router(&self, edition: Edition) -> Router {
        let app = App {
            office: self.office.clone(),
            edition,
            uploads: Arc::default(),
            turns: Arc::default(),
            reach: self.reach.subscribe(),
            closing: self.closing.subscribe(),
        };
        router::whole(app, edition)
    }

    /// Tells where the office is reached in its network from now on.
    pub(crate) fn is_reached(&self, reach: Option<Reach>) {
        match &reach {
            Some(reach) => match self.office.new_pairing_key() {
                Ok(key) => pairing_here::leave(&self.data_dir, reach, &key),
                Err(error) => tracing::warn!("{error}"),
            },
            None => pairing_here::clear(&self.data_dir),
        }
        self.reach.send_replace(reach);
    }

    /// A code with which one PC may join, for whoever runs the host and serves it there with this certificate.
    ///
    /// # Errors
    /// When the system has no random bytes.
    pub fn pairing_code(
        &self,
        listening: SocketAddr,
        certificate: &Certificate,
    ) -> Result<PairingCode, Failure> {
        let secret = self.office.pairing_secret_of_host()?;
        Ok(certificate.reach(listening).code(&secret))
    }

    /// Every change from now on, for the shell's window. Drafts are in it too: pass on only what
    /// [`Change::concerns`] the account that is signed in.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Change> {
        self.office.changes()
    }

    /// Takes in a file that lies on this machine, for the session's account. Blocks.
    ///
    /// # Errors
    /// As `POST /api/assets`, and `intake_cancelled`.
    pub fn intake(
        &self,
        session_token: &str,
        path: &Path,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &CancelToken,
    ) -> Result<AssetView, Failure> {
        let caller = self.office.caller(session_token, Attention::Person)?;
        Ok(self.office.intake_file(&caller, path, progress, cancel)?)
    }

    /// The office itself, for the command line's chores.
    #[must_use]
    pub fn office(&self) -> &Office {
        &self.office
    }

    /// Ends what would otherwise go on: streams that keep connections open, copies of videos, tiles.
    pub fn close(&self) {
        self.office.stop_copies();
        self.office.stop_tiles();
        self.closing.send_replace(true);
    }
}
