//! The sign in the tray of a PC that is the host: closing its window does not end the office for the others.

use std::panic::{self, AssertUnwindSafe};

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Window, WindowEvent};

use super::Hosting;
use crate::window;

const ID: &str = "pusat";
const OPEN: &str = "buka";
const QUIT: &str = "keluar";

/// Where the desktop has no tray nothing is shown, and closing the window ends the program.
pub fn show(app: &AppHandle) {
    let shown = app.clone();
    // Without its library the tray's part of the toolkit panics. On the window's thread that is caught here.
    let build = move || {
        let speak = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let built = panic::catch_unwind(AssertUnwindSafe(|| build(&shown)));
        panic::set_hook(speak);
        if !matches!(built, Ok(Ok(()))) {
            eprintln!("terbit: tidak ada baki sistem; menutup jendela mengakhiri pusat kantor");
        }
    };
    let _closing = app.run_on_main_thread(build);
}

pub fn hide(app: &AppHandle) {
    drop(app.remove_tray_by_id(ID));
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    if app.tray_by_id(ID).is_some() {
        return Ok(());
    }
    let open = MenuItem::with_id(app, OPEN, "Buka Terbit", true, None::<&str>)?;
    let quit = MenuItem::with_id(app, QUIT, "Tutup Terbit dan pusat kantor", true, None::<&str>)?;
    let menu = Menu::with_items(app, &[&open, &quit])?;
    let mut tray = TrayIconBuilder::with_id(ID).tooltip("Terbit: pusat kantor").menu(&menu);
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.on_menu_event(|app, event| match event.id().as_ref() {
        OPEN => window::bring_forward(app),
        QUIT => app.exit(0),
        _ => {}
    })
    .build(app)?;
    Ok(())
}

/// A host's window goes into the tray instead of ending.
pub fn on_window_event(closing: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    let app = closing.app_handle();
    if app.state::<Hosting>().is_on() && app.tray_by_id(ID).is_some() && closing.hide().is_ok() {
        api.prevent_close();
    }
}
