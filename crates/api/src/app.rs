//! What every handler holds.

use std::sync::Arc;

use office::{Office, OfficeError};
use tokio::sync::{Semaphore, SemaphorePermit, watch};

use crate::failure::Failure;
use crate::guard::Edition;
use crate::reach::Reach;
use crate::upload::UploadSlots;

/// Pictures that are read or made at a time: the rest wait without holding a thread.
const PICTURES_AT_ONCE: usize = 32;

#[derive(Clone)]
pub(crate) struct App {
    pub office: Office,
    pub edition: Edition,
    pub uploads: Arc<UploadSlots>,
    pub turns: Arc<Turns>,
    /// Where the host is reached in the network; `None` while it is not.
    pub reach: watch::Receiver<Option<Reach>>,
    /// Becomes true when the host closes: streams that would go on for ever end then.
    pub closing: watch::Receiver<bool>,
}

/// Bounds on work that costs memory or long waits, so that a crowd at one door leaves threads for the others.
pub(crate) struct Turns {
    /// A password check takes 19 MiB.
    sign_ins: Semaphore,
    pictures: Semaphore,
}

impl Default for Turns {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self { sign_ins: Semaphore::new(cores), pictures: Semaphore::new(PICTURES_AT_ONCE) }
    }
}

impl Turns {
    pub async fn sign_in(&self) -> Result<SemaphorePermit<'_>, Failure> {
        self.sign_ins.acquire().await.map_err(|closed| Failure::internal(&closed))
    }

    pub async fn picture(&self) -> Result<SemaphorePermit<'_>, Failure> {
        self.pictures.acquire().await.map_err(|closed| Failure::internal(&closed))
    }
}

impl App {
    /// Calls a use-case on a thread that may wait.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Office) -> Result<T, OfficeError> + Send + 'static,
    ) -> Result<T, Failure> {
        let office = self.office.clone();
        wait(move || work(&office)).await
    }
}

/// Runs blocking `work` off the async threads.
pub(crate) async fn wait<T: Send + 'static, E: Into<Failure> + Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(outcome) => outcome.map_err(Into::into),
        Err(error) => Err(Failure::internal(&error)),
    }
}
