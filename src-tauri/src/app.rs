//! From the start of the program to the running window, in the order that errors can be told.
//!
//! The office is opened before the window exists: a damaged or locked database is said in a
//! dialog, not on a white page. A second start on the same data only brings the first forward.

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use tauri::{App, AppHandle, Manager};
use tauri_plugin_window_state::StateFlags;

use crate::bridge::Bridge;
use crate::dropped::Previews;
use crate::hosting::{Autostart, Hosting, tray};
use crate::intake::Intakes;
use crate::joined::Membership;
use crate::media_listener::MediaListener;
use crate::notices::Notices;
use crate::offered::Offered;
use crate::office::{Offices, Shown};
use crate::startup_error::{self, StartError};
use crate::{bridge, drop, window};

/// `hidden`: a host that the session starts stays in the tray until somebody opens its window.
pub fn start(data: Option<PathBuf>, hidden: bool) -> Result<(), StartError> {
    require_display()?;
    let folder = match &data {
        Some(folder) => folder.clone(),
        None => api::default_data_dir().map_err(StartError::NoDataDir)?,
    };
    let opened = open(&folder);

    // Whoever names a folder wants a window of its own; otherwise there is one for each user.
    let app = build(data.is_none())?;
    let shown = match opened {
        Ok(shown) => shown,
        Err(error) => startup_error::show_in(app, &error),
    };
    let config = app.path().config_dir().ok();
    app.manage(Hosting::new(Autostart::new(config, data)));
    fill(&app, &folder, shown)?;
    resume_hosting(app.handle().clone(), hidden);
    window::open(app.handle(), &folder, hidden)?;
    app.run(|_, _| {});
    Ok(())
}

/// The office that this PC joined, or else the one in the data folder.
fn open(folder: &Path) -> Result<Shown, StartError> {
    if let Some(membership) = Membership::read(folder).map_err(StartError::Membership)? {
        return Ok(Shown::There(membership));
    }
    // The host starts its own background work: it needs the runtime around it.
    let runtime = tauri::async_runtime::handle();
    let _entered = runtime.inner().enter();
    api::Host::open(folder).map(Shown::Here).map_err(StartError::Office)
}

/// Without a display the window toolkit would end the program with no word of explanation.
fn require_display() -> Result<(), StartError> {
    let named = |variable| std::env::var_os(variable).is_some_and(|value| !value.is_empty());
    if cfg!(target_os = "linux") && !named("DISPLAY") && !named("WAYLAND_DISPLAY") {
        return Err(StartError::NoDisplay);
    }
    Ok(())
}

fn build(single: bool) -> Result<App, StartError> {
    let mut builder = tauri::Builder::default();
    if single {
        // A second start ends inside `build`, after the first has been told.
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::bring_forward(app);
        }));
    }
    // The window shows itself when its page is ready, so visibility is not remembered.
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let builder = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(remembered).build())
        .register_asynchronous_uri_scheme_protocol(window::SCHEME, bridge::answer_page)
        .on_window_event(drop::on_window_event)
        .on_window_event(tray::on_window_event)
        .invoke_handler(tauri::generate_handler![
            crate::intake::intake_start,
            crate::intake::intake_cancel,
            crate::picker::pick_files,
            crate::save::save_file,
            crate::external::open_external,
            crate::media_listener::media_url,
            crate::joined::commands::joined_office,
            crate::joined::commands::find_offices,
            crate::joined::commands::join_office,
            crate::joined::commands::leave_office,
            crate::hosting::commands::hosting,
            crate::hosting::commands::start_hosting,
            crate::hosting::commands::stop_hosting,
            crate::hosting::commands::set_autostart,
            crate::notices::show_notice,
            crate::notices::set_waiting,
        ]);
    // The toolkit panics when the display that is named can't be reached. That is told as a
    // sentence, so the panic's own words are left out.
    let speak = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let built = panic::catch_unwind(AssertUnwindSafe(|| builder.build(tauri::generate_context!())));
    panic::set_hook(speak);
    built.map_err(|_| StartError::NoDisplay)?.map_err(StartError::Window)
}

/// Serves the office on its network again, if this PC was its host before. A PC of an office in the network has its sign in
/// the tray.
fn resume_hosting(app: AppHandle, hidden: bool) {
    tauri::async_runtime::spawn(async move {
        let (hosting, offices) = (app.state::<Hosting>(), app.state::<Offices>());
        if let Some(host) = offices.host() {
            hosting.resume(&host, offices.folder()).await;
        }
        if hosting.is_on() || offices.remote().is_some() {
            tray::show(&app);
        }
        if hidden {
            tray::or_window(&app);
        }
    });
}

fn fill(app: &App, folder: &Path, shown: Shown) -> Result<(), StartError> {
    let bridge = Bridge::new(api::page());
    app.manage(MediaListener::new(bridge.clone()));
    app.manage(bridge);
    app.manage(Offered::default());
    app.manage(Previews::default());
    app.manage(Intakes::new());
    app.manage(Notices::default());
    let offices = Offices::new(folder.to_owned());
    offices.show(app.handle(), shown).map_err(StartError::Tls)?;
    app.manage(offices);
    Ok(())
}
