//! Intake of an offered file: streamed from disk into the office's media store, or to the host of a joined office.
//!
//! The bytes never pass through JavaScript. A few run at once and the rest wait in line, so two
//! hundred photos neither freeze the window nor fill the memory.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde_json::Value;
use tauri::State;
use tauri::ipc::Channel;
use tokio::sync::{Notify, Semaphore};
use uuid::Uuid;

use crate::bridge::Bridge;
use crate::failure::Failure;
use crate::joined::{Progress, Upload};
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
    /// The line to the host is broken; it goes on by itself.
    interrupted: bool,
}

pub struct Intakes {
    /// `None` while the office is on another computer.
    host: RwLock<Option<api::Host>>,
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
    pub fn new() -> Self {
        Self { host: RwLock::default(), places: Semaphore::new(AT_ONCE), running: Mutex::default() }
    }

    /// Where files go from now on; `None`: to the joined office.
    pub fn go_to(&self, host: Option<api::Host>) {
        *self.host.write().unwrap_or_else(PoisonError::into_inner) = host;
    }

    fn host(&self) -> Option<api::Host> {
        self.host.read().unwrap_or_else(PoisonError::into_inner).clone()
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
) -> Result<Value, Failure> {
    let file = offered.get(&token).ok_or(Failure::UnknownFile)?;
    if file.is_dir {
        return Err(Failure::Folder);
    }
    let session = bridge.session_token().ok_or(Failure::SignedOut)?;
    let stop = intakes.begin(&token);
    let outcome = tokio::select! {
        () = stop.waiting.notified() => Err(Failure::Cancelled),
        place = intakes.places.acquire() => match place {
            Ok(_place) => match intakes.host() {
                Some(host) => read(host, session, file.path, on_progress, stop.clone()).await,
                None => send(&bridge, &token, file.path, on_progress, &stop).await,
            },
            Err(_) => Err(Failure::Interrupted),
        },
    };
    intakes.end(&token);
    outcome
}

async fn read(
    host: api::Host,
    session: String,
    path: PathBuf,
    progress: Channel<IntakeProgress>,
    stop: Arc<Stop>,
) -> Result<Value, Failure> {
    let reading = tauri::async_runtime::spawn_blocking(move || {
        let mut news = news(progress);
        host.intake(&session, &path, &mut |done, total| news(done, total, false), &stop.reading)
    });
    let asset = reading.await.map_err(|_| Failure::Interrupted)?.map_err(Failure::Office)?;
    serde_json::to_value(asset).map_err(|_| Failure::Interrupted)
}

/// To the joined office. The offer's token is what the host knows the upload by, so trying again goes on with it.
async fn send(
    bridge: &Bridge,
    token: &str,
    path: PathBuf,
    progress: Channel<IntakeProgress>,
    stop: &Stop,
) -> Result<Value, Failure> {
    let id = Uuid::parse_str(token).map_err(|_| Failure::UnknownFile)?;
    let told = Mutex::new(news(progress));
    let news = Arc::new(move |Progress { done, total, interrupted }| {
        told.lock().unwrap_or_else(PoisonError::into_inner)(done, total, interrupted);
    });
    let upload = Upload::new(bridge.clone(), path, id, news);
    tokio::select! {
        () = stop.waiting.notified() => {
            // Nobody waits for a host that may not answer.
            tauri::async_runtime::spawn(async move { upload.take_back().await });
            Err(Failure::Cancelled)
        }
        sent = upload.send() => sent,
    }
}

/// Tells the page how far it is, no oftener than it can draw.
fn news(progress: Channel<IntakeProgress>) -> impl FnMut(u64, u64, bool) + Send + 'static {
    let mut told: Option<Instant> = None;
    let mut stood = false;
    move |done, total, interrupted| {
        let due = done >= total || interrupted != stood;
        if due || told.is_none_or(|last| last.elapsed() >= NEWS_EVERY) {
            told = Some(Instant::now());
            stood = interrupted;
            // A page that was reloaded hears no more; the intake itself goes on.
            let _reloaded = progress.send(IntakeProgress { done, total, interrupted });
        }
    }
}

/// Stops an intake; one that has ended already is no error.
#[tauri::command]
pub fn intake_cancel(token: &str, intakes: State<'_, Intakes>) {
    if let Some(stop) = intakes.end(token) {
        stop.reading.cancel();
        stop.waiting.notify_one();
    }
}
