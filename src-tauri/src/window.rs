//! The one window: where its page comes from, how it looks before the page is there, and that
//! it never becomes a browser for anything else.

use std::path::Path;

use tauri::webview::{NewWindowResponse, PageLoadEvent};
use tauri::window::Color;
use tauri::{AppHandle, Manager, Url, WebviewUrl, WebviewWindowBuilder};

use crate::startup_error::StartError;

pub const LABEL: &str = "main";
pub const SCHEME: &str = "terbit";

/// The UI's paper, so that the first thing to be seen is no white flash.
const PAPER: Color = Color(0xFA, 0xF9, 0xF6, 0xFF);

/// The size on a screen with room for it, in logical pixels.
const SIZE: (f64, f64) = (1280.0, 800.0);
/// The smallest size that every screen of the UI is made for.
const LEAST: (f64, f64) = (960.0, 600.0);
/// What a panel and the window's own frame take from a screen's height.
const FRAME: f64 = 100.0;

/// Windows' webview knows no schemes of its own: it is told them as hosts.
pub fn origin() -> String {
    if cfg!(windows) {
        format!("http://{SCHEME}.localhost")
    } else {
        format!("{SCHEME}://localhost")
    }
}

/// `hidden`: it is there, and shown when somebody asks for it.
pub fn open(app: &AppHandle, data: &Path, hidden: bool) -> Result<(), StartError> {
    let page: Url = format!("{}/", origin()).parse().expect("our own address is one");
    WebviewWindowBuilder::new(app, LABEL, WebviewUrl::CustomProtocol(page))
        .title("Terbit")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(LEAST.0, LEAST.1)
        .maximized(is_small_screen(app))
        .background_color(PAPER)
        .visible(false)
        // What the page keeps for itself (theme, open panels) belongs to this office's folder.
        .data_directory(data.join("webview"))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_page_load(move |window, load| {
            if load.event() == PageLoadEvent::Finished && !hidden {
                // A window that can't be shown has been closed meanwhile.
                let _closed = window.show();
            }
        })
        .build()
        .map_err(StartError::Window)?;
    Ok(())
}

/// Brings the window to whoever started the program a second time.
pub fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(LABEL) {
        let _closed =
            window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    }
}

/// Office PCs often have 1366x768: there the window fills the screen.
fn is_small_screen(app: &AppHandle) -> bool {
    let Ok(Some(screen)) = app.primary_monitor() else { return false };
    let size = screen.size().to_logical::<f64>(screen.scale_factor());
    size.width < SIZE.0 || size.height < SIZE.1 + FRAME
}

fn is_ours(url: &Url) -> bool {
    url.as_str().strip_prefix(&origin()).is_some_and(|rest| rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_shown() {
        let ours = |rest: &str| is_ours(&format!("{}{rest}", origin()).parse().unwrap());
        assert!(ours("/") && ours("/arsip?q=hut"));
        assert!(!ours(".example.org/"));
        assert!(!is_ours(&"https://example.org/".parse().unwrap()));
    }
}
