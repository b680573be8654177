//! Files dragged onto the window from outside: the system gives paths, the page gets offers.
//!
//! The drop area is the whole window, because positions of native drags differ between systems.

use std::path::PathBuf;

use serde::Serialize;
use tauri::{AppHandle, DragDropEvent, Emitter, Manager, Window, WindowEvent};

use crate::offered::Offered;
use crate::window;

/// `true` while files hover over the window.
const HOVER_EVENT: &str = "drop-hover";
/// A list of [`crate::offered::OfferedView`].
const OFFERED_EVENT: &str = "files-offered";

pub fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(drag) = event else { return };
    let app = window.app_handle();
    match drag {
        DragDropEvent::Enter { .. } => tell(app, HOVER_EVENT, &true),
        DragDropEvent::Leave => tell(app, HOVER_EVENT, &false),
        DragDropEvent::Drop { paths, .. } => {
            tell(app, HOVER_EVENT, &false);
            offer(app.clone(), paths.clone());
        }
        _ => {}
    }
}

/// Off the window's thread: files on a network share can take a second to be asked about.
fn offer(app: AppHandle, paths: Vec<PathBuf>) {
    tauri::async_runtime::spawn_blocking(move || {
        let views = app.state::<Offered>().add(&paths);
        tell(&app, OFFERED_EVENT, &views);
    });
}

/// Sends an event to the page. A window that is closing hears no more, and need not.
pub fn tell<T: Serialize>(app: &AppHandle, event: &str, payload: &T) {
    let _closing = app.emit_to(window::LABEL, event, payload);
}
