//! What every handler holds.

use std::sync::Arc;

use office::{Office, OfficeError};
use tokio::sync::watch;

use crate::failure::Failure;
use crate::upload::UploadSlots;

#[derive(Clone)]
pub(crate) struct App {
    pub office: Office,
    pub uploads: Arc<UploadSlots>,
    /// Becomes true when the host closes: streams that would go on for ever end then.
    pub closing: watch::Receiver<bool>,
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
