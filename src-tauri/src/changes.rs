//! Push: what changed in the office, told to the page as an event of the shell.
//!
//! In a browser the same changes come as server-sent events; the UI has one `subscribe()` for both.

use tauri::AppHandle;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::drop::tell;

const EVENT: &str = "change";

/// Tells the page of every change that concerns everybody, for as long as the program runs. A
/// change for one account alone is its own draft: the page that edits it knows already.
pub fn forward(app: AppHandle, mut changes: Receiver<api::Change>) {
    tauri::async_runtime::spawn(async move {
        let mut last = 0;
        loop {
            match changes.recv().await {
                Ok(change) => {
                    last = change.sequence;
                    if change.audience.is_none() {
                        tell(&app, EVENT, &change);
                    }
                }
                Err(RecvError::Lagged(_)) => tell(&app, EVENT, &everything(last)),
                Err(RecvError::Closed) => break,
            }
        }
    });
}

/// Too much happened at once to be told one by one: the page looks at everything again.
fn everything(sequence: u64) -> api::Change {
    let kind = api::ChangeKind::Office;
    api::Change { sequence, kind, submission: None, revision: None, audience: None }
}
