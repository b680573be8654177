//! Names the commands of the window, so that only those that a capability allows can be called.

const COMMANDS: &[&str] = &[
    "intake_start",
    "intake_cancel",
    "pick_files",
    "save_file",
    "open_external",
    "media_url",
    "joined_office",
    "find_offices",
    "join_office",
    "leave_office",
    "hosting",
    "start_hosting",
    "stop_hosting",
    "set_autostart",
    "show_notice",
    "set_waiting",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    // The icon of the Windows program; the default would be looked for beside this file.
    let windows = tauri_build::WindowsAttributes::new().window_icon_path("../icons/icon.ico");
    let attributes =
        tauri_build::Attributes::new().app_manifest(manifest).windows_attributes(windows);
    tauri_build::try_build(attributes).expect("tauri.conf.json and the capabilities are valid");
}
