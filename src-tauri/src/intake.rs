//! Intake of an offered file: streamed from disk into the office's media store.
//!
//! The bytes never pass through JavaScript. A few run at once and the rest wait in line, so two
//! hundred photos neither freeze the window nor fill the memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use tauri::State;
use tauri::ipc::Channel;
use tokio::sync::{Notify, Semaphore};

use crate::bridge::Bridge;
use crate::failure::Failure;
use crate::offered::Offered;

/// So many files are read at the same time.
const AT_ONCE: usize = 2;
/// The page needs no more news than it can draw.
const NEWS_EVERY: Duration = Duration::from_millis(50);

/// Bytes read so far, and in all.
#[derive(Clone, Serialize)]
pub struct IntakeProgress {
    done: u64,
    total: u64,
}

pub struct Intakes {
    host: Arc<api::Host>,
    places: Semaphore,
    running: Mutex<HashMap<String, Arc<Stop>>>,
}

/// Ends an intake, whether it still waits in line or is being read.
#[derive(Default)]
struct Stop {
    reading: api::CancelToken,
    waiting: Notify,
}

impl Intakes {
    pub fn new(host: api::Host) -> Self {
        Self { host: Arc::new(host), places: Semaphore::new(AT_ONCE), running: Mutex::default() }
    }

    fn begin(&self, token: &str) -> Arc<Stop> {
        let stop = Arc::<Stop>::default();
        self.table().insert(token.to_owned(), stop.clone());
        stop
    }

    fn end(&self, token: &str) -> Option<Arc<Stop>> {
        self.table().remove(token)
    }

    fn table(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Stop>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes an offered file in, and gives the asset that it became.
#[tauri::command]
pub async fn intake_start(
    token: String,
    on_progress: Channel<IntakeProgress>,
    offered: State<'_, Offered>,
    intakes: State<'_, Intakes>,
    bridge: State<'_, Bridge>,
) -> Result<api::AssetView, Failure> {
    let file = offered.get(&token).ok_or(Failure::UnknownFile)?;
    if file.is_dir {
        return Err(Failure::Folder);
    }
    let session = bridge.session_token().ok_or(Failure::SignedOut)?;
    let stop = intakes.begin(&token);
    let outcome = tokio::select! {
        () = stop.waiting.notified() => Err(Failure::Cancelled),
        place = intakes.places.acquire() => match place {
            Ok(_place) => read(&intakes, session, file.path, on_progress, stop.clone()).await,
            Err(_) => Err(Failure::Interrupted),
        },
    };
    intakes.end(&token);
    outcome
}

async fn read(
    intakes: &Intakes,
    session: String,
    path: std::path::PathBuf,
    progress: Channel<IntakeProgress>,
    stop: Arc<Stop>,
) -> Result<api::AssetView, Failure> {
    let host = intakes.host.clone();
    let reading = tauri::async_runtime::spawn_blocking(move || {
        let mut told: Option<Instant> = None;
        let mut news = |done: u64, total: u64| {
            if done >= total || told.is_none_or(|last| last.elapsed() >= NEWS_EVERY) {
                told = Some(Instant::now());
                // A page that was reloaded hears no more; the intake itself goes on.
                let _reloaded = progress.send(IntakeProgress { done, total });
            }
        };
        host.intake(&session, &path, &mut news, &stop.reading)
    });
    reading.await.map_err(|_| Failure::Interrupted)?.map_err(Failure::Office)
}

/// Stops an intake; one that has ended already is no error.
#[tauri::command]
pub fn intake_cancel(token: &str, intakes: State<'_, Intakes>) {
    if let Some(stop) = intakes.end(token) {
        stop.reading.cancel();
        stop.waiting.notify_one();
    }
}
