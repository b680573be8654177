//! What the page has the system say while nobody looks at the window: a note that something newly waits, and how much
//! waits in all, which the tray of a host shows.
//!
//! When a note is due and what it says is the page's to know; here is only how the system is told. Windows and the
//! desktops of Linux tell in turn whether the note was pressed.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use notify_rust::{Notification, NotificationResponse};
use serde::Deserialize;
use tauri::{AppHandle, Manager, State};
use tokio::sync::oneshot;

use crate::hosting::tray;
use crate::window;

/// Some desktops keep a note until it is put away. Beyond so many, further ones are shown and not listened to.
const MOST_HEARD: usize = 32;

/// As the page words it.
#[derive(Deserialize)]
pub struct Note {
    title: String,
    text: String,
    /// What pressing it does.
    action: String,
}

#[derive(Default)]
pub struct Notices {
    /// Notes that may still be pressed.
    heard: AtomicUsize,
    /// What the tray says of how much waits for whoever is signed in.
    waiting: Mutex<Option<String>>,
}

impl Notices {
    pub fn waiting(&self) -> Option<String> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Answers when the note is gone: `true` if the person pressed it, and then the window is in front. `false` too where
/// the system shows no notes.
#[tauri::command]
pub async fn show_notice(app: AppHandle, note: Note) -> bool {
    let (tell, told) = oneshot::channel();
    let listener = app.clone();
    // A thread of its own: a note may stay for hours, and the runtime's are for work.
    let begun = thread::Builder::new().name("note".to_owned()).spawn(move || {
        // The page that asked may be gone.
        let _gone = tell.send(is_pressed(&listener.state::<Notices>(), &note));
    });
    let pressed = begun.is_ok() && told.await.unwrap_or(false);
    if pressed {
        window::bring_forward(&app);
    }
    pressed
}

#[tauri::command]
pub fn set_waiting(app: AppHandle, notices: State<'_, Notices>, sentence: Option<String>) {
    *notices.waiting.lock().unwrap_or_else(PoisonError::into_inner) = sentence;
    tray::refresh(&app);
}

fn is_pressed(notices: &Notices, note: &Note) -> bool {
    let shown = Notification::new()
        .appname("Terbit")
        .summary(&note.title)
        .body(&body(&note.text))
        .action("default", &note.action)
        .show();
    let handle = match shown {
        Ok(handle) => handle,
        Err(error) => {
            eprintln!("terbit: pemberitahuan tidak dapat ditampilkan: {error}");
            return false;
        }
    };
    if notices.heard.fetch_add(1, Ordering::Relaxed) >= MOST_HEARD {
        notices.heard.fetch_sub(1, Ordering::Relaxed);
        return false;
    }
    let mut pressed = false;
    let heard = handle.wait_for_response(|response: &NotificationResponse| {
        pressed =
            matches!(response, NotificationResponse::Default | NotificationResponse::Action(_));
    });
    notices.heard.fetch_sub(1, Ordering::Relaxed);
    heard.is_ok() && pressed
}

/// On Linux a note's text may hold markup (Desktop Notifications Specification): what a person typed is none.
fn body(text: &str) -> String {
    if cfg!(target_os = "linux") {
        text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
    } else {
        text.to_owned()
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_steps_name_is_never_markup() {
        assert_eq!(
            body("Periksa <b>naskah</b> & foto"),
            "Periksa &lt;b&gt;naskah&lt;/b&gt; &amp; foto"
        );
    }
}
