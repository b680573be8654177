//! Which office the window shows: the one in the data folder, or one on another computer that this PC joined.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tauri::async_runtime::{self, JoinHandle};
use tauri::{AppHandle, Manager};

use crate::bridge::{Bridge, Road};
use crate::changes;
use crate::intake::Intakes;
use crate::joined::{self, Membership, Remote};

pub enum Shown {
    /// Opened in this program.
    Here(api::Host),
    There(Membership),
}

pub struct Offices {
    folder: PathBuf,
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    host: Option<api::Host>,
    remote: Option<Arc<Remote>>,
    /// What tells the page of changes in the joined office.
    following: Option<JoinHandle<()>>,
}

impl Offices {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, now: Mutex::default() }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The office in the data folder, while that is the one shown.
    pub fn host(&self) -> Option<api::Host> {
        self.now().host.clone()
    }

    /// The joined office, while that is the one shown.
    pub fn remote(&self) -> Option<Arc<Remote>> {
        self.now().remote.clone()
    }

    /// Shows an office from now on; whoever was signed in to the one before is so no longer.
    ///
    /// # Errors
    /// When this system has no usable TLS.
    pub fn show(&self, app: &AppHandle, shown: Shown) -> Result<(), rustls::Error> {
        let bridge = app.state::<Bridge>().inner().clone();
        let intakes = app.state::<Intakes>();
        let next = match shown {
            Shown::Here(host) => {
                // Whoever sits at this PC looks at the window meanwhile.
                host.set_decoding_priority(api::Priority::Idle);
                bridge.turn(Road::Here(host.router(api::Edition::Desktop)));
                changes::forward(app.clone(), host.changes());
                intakes.go_to(Some(host.clone()));
                Now { host: Some(host), ..Now::default() }
            }
            Shown::There(membership) => {
                let remote = Arc::new(Remote::new(membership)?);
                bridge.turn(Road::There(remote.clone()));
                intakes.go_to(None);
                let following = joined::follow(app.clone(), bridge, remote.clone());
                let following = Some(async_runtime::spawn(following));
                Now { host: None, remote: Some(remote), following }
            }
        };
        let before = std::mem::replace(&mut *self.now(), next);
        if let Some(following) = before.following {
            following.abort();
        }
        Ok(())
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
