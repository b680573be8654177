//! The sign in the tray of a PC that belongs to an office in the network: how much waits for the person, and at the host a
//! program whose window is closed without ending the office for the others.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

use tauri::menu::{Menu, MenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Manager, Window, WindowEvent, Wry};
use tauri_plugin_dialog::{DialogExt, MessageDialogButtons, MessageDialogKind};
#[cfg(target_os = "linux")]
use zbus::{blocking::fdo::DBusProxy, names::BusName};

use super::Hosting;
use crate::drop::tell;
use crate::notices::Notices;
use crate::window;

/// The page is to show what waits for the person.
const WANTED_EVENT: &str = "waiting-wanted";

const ID: &str = "terbit";
const WAITING: &str = "menunggu";
const OPEN: &str = "buka";
const QUIT: &str = "keluar";

/// Where the desktop has no tray nothing is shown, and closing a host's window asks.
pub fn show(app: &AppHandle) {
    let shown = app.clone();
    // Without its library the tray's part of the toolkit panics. On the window's thread that is caught here.
    let build = move || {
        let speak = panic::take_hook();
        panic::set_hook(Box::new(|_| {}));
        let built = panic::catch_unwind(AssertUnwindSafe(|| build(&shown)));
        panic::set_hook(speak);
        if !matches!(built, Ok(Ok(()))) && is_host(&shown) {
            eprintln!("terbit: tidak ada baki sistem");
        }
    };
    let _closing = app.run_on_main_thread(build);
}

/// Shows the window of a program that was started without it, if no tray shows a way to it.
pub fn or_window(app: &AppHandle) {
    let shown = app.clone();
    let look = move || {
        if !is_seen(&shown) {
            window::bring_forward(&shown);
        }
    };
    let _closing = app.run_on_main_thread(look);
}

/// Whether a sign in the tray shows a way to the window.
fn is_seen(app: &AppHandle) -> bool {
    app.tray_by_id(ID).is_some() && is_there()
}

/// Whether the desktop has a tray at all: the toolkit makes signs that nothing shows.
#[cfg(target_os = "linux")]
fn is_there() -> bool {
    let name = BusName::try_from("org.kde.StatusNotifierWatcher").expect("a bus name");
    let bus = zbus::blocking::Connection::session();
    bus.and_then(|bus| DBusProxy::new(&bus))
        .is_ok_and(|bus| bus.name_has_owner(name).unwrap_or(false))
}

#[cfg(not(target_os = "linux"))]
fn is_there() -> bool {
    true
}

pub fn hide(app: &AppHandle) {
    drop(app.remove_tray_by_id(ID));
}

fn build(app: &AppHandle) -> tauri::Result<()> {
    if app.tray_by_id(ID).is_some() {
        return Ok(());
    }
    let waiting = app.state::<Notices>().waiting();
    let menu = menu(app, waiting.as_deref())?;
    let mut tray =
        TrayIconBuilder::with_id(ID).tooltip(tooltip(app, waiting.as_deref())).menu(&menu);
    if let Some(icon) = app.default_window_icon() {
        tray = tray.icon(icon.clone());
    }
    tray.on_menu_event(|app, event| match event.id().as_ref() {
        OPEN => window::bring_forward(app),
        WAITING => {
            window::bring_forward(app);
            tell(app, WANTED_EVENT, &());
        }
        QUIT => app.exit(0),
        _ => {}
    })
    .build(app)?;
    Ok(())
}

/// Says anew how much waits, where the tray shows it.
pub fn refresh(app: &AppHandle) {
    let shown = app.clone();
    let say = move || {
        let Some(tray) = shown.tray_by_id(ID) else { return };
        let waiting = shown.state::<Notices>().waiting();
        let said = menu(&shown, waiting.as_deref())
            .and_then(|menu| tray.set_menu(Some(menu)))
            .and_then(|()| tray.set_tooltip(Some(tooltip(&shown, waiting.as_deref()))));
        if let Err(error) = said {
            eprintln!("terbit: {error}");
        }
    };
    let _closing = app.run_on_main_thread(say);
}

fn menu(app: &AppHandle, waiting: Option<&str>) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    let entry = |id, text| MenuItem::with_id(app, id, text, true, None::<&str>);
    if let Some(sentence) = waiting {
        menu.append(&entry(WAITING, sentence)?)?;
    }
    menu.append(&entry(OPEN, "Buka Terbit")?)?;
    let quit = if is_host(app) { "Tutup Terbit dan pusat kantor" } else { "Tutup Terbit" };
    menu.append(&entry(QUIT, quit)?)?;
    Ok(menu)
}

fn is_host(app: &AppHandle) -> bool {
    app.state::<Hosting>().is_on()
}

fn tooltip(app: &AppHandle, waiting: Option<&str>) -> String {
    let name = if is_host(app) { "Terbit: pusat kantor" } else { "Terbit" };
    [name].into_iter().chain(waiting).collect::<Vec<_>>().join("\n")
}

/// A host's window goes into the tray instead of ending. Where no tray would show a way back, the person is asked.
pub fn on_window_event(closing: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else { return };
    if !is_host(closing.app_handle()) {
        return;
    }
    if is_seen(closing.app_handle()) {
        if closing.hide().is_ok() {
            api.prevent_close();
        }
        return;
    }
    api.prevent_close();
    ask(closing);
}

/// Whether the office is to end for everybody. Who doesn't answer has it go on.
fn ask(closing: &Window) {
    static IS_ASKING: AtomicBool = AtomicBool::new(false);
    if IS_ASKING.swap(true, Ordering::Relaxed) {
        return;
    }
    let window = closing.clone();
    let answered = move |ends: bool| {
        IS_ASKING.store(false, Ordering::Relaxed);
        if ends {
            window.app_handle().exit(0);
        } else if let Err(error) = window.minimize() {
            eprintln!("terbit: {error}");
        }
    };
    let [end, go_on] = ["Tutup Terbit", "Kecilkan jendela"].map(str::to_owned);
    closing
        .dialog()
        .message(
            "Komputer ini pusat kantor. Bila Terbit ditutup, rekan Anda tidak dapat membuka kantor sampai Terbit \
             dibuka lagi di sini.",
        )
        .title("Tutup pusat kantor?")
        .kind(MessageDialogKind::Warning)
        .buttons(MessageDialogButtons::OkCancelCustom(end, go_on))
        .parent(closing)
        .show(answered);
}
