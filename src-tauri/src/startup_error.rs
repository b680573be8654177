//! What is said when the program can't start: a sentence with a way out, in a dialog and on stderr.

use tauri::{App, RunEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};
use thiserror::Error;

use crate::joined::MembershipError;

const TITLE: &str = "Terbit tidak bisa dibuka";

#[derive(Debug, Error)]
pub enum StartError {
    #[error(
        "Terbit tidak menemukan layar. Jalankan dari desktop, atau jalankan `terbit serve` \
         lalu buka dengan browser."
    )]
    NoDisplay,
    #[error("{0}")]
    NoDataDir(#[source] api::NoDataDir),
    #[error("{0}")]
    Office(#[source] api::OpenError),
    #[error("{0}")]
    Membership(#[source] MembershipError),
    #[error("Sambungan aman tidak dapat disiapkan di komputer ini: {0}.")]
    Tls(#[source] rustls::Error),
    #[error("Jendela Terbit tidak bisa dibuat. {way_out} ({0})", way_out = window_way_out())]
    Window(#[source] tauri::Error),
}

fn window_way_out() -> &'static str {
    if cfg!(windows) {
        "Pasang Microsoft Edge WebView2 Runtime, lalu coba lagi."
    } else {
        "Pasang paket WebKitGTK 4.1, lalu coba lagi."
    }
}

/// Shows an error from before the window toolkit runs.
pub fn show(error: &StartError) {
    eprintln!("terbit: {error}");
    if matches!(error, StartError::NoDisplay) || dialogs_are_off() {
        return;
    }
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(TITLE)
        .set_description(error.to_string())
        .show();
}

/// Shows an error when the toolkit is there already: its own loop has to draw the dialog.
pub fn show_in(app: App, error: &StartError) -> ! {
    let text = error.to_string();
    eprintln!("terbit: {text}");
    if dialogs_are_off() {
        std::process::exit(1);
    }
    let code = app.run_return(move |app, event| {
        if let RunEvent::Ready = event {
            let ending = app.clone();
            let dialog = app.dialog().message(&text).kind(MessageDialogKind::Error).title(TITLE);
            dialog.show(move |_| ending.exit(1));
        }
    });
    std::process::exit(code.max(1))
}

/// Nobody is there to click in a test. Only debug builds look.
fn dialogs_are_off() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TERBIT_TEST_NO_DIALOG").is_some()
}
