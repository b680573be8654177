fn main() {
    let icon = tauri_build::WindowsAttributes::new().window_icon_path("../../../icons/icon.ico");
    let attributes = tauri_build::Attributes::new().windows_attributes(icon);
    tauri_build::try_build(attributes).expect("tauri.conf.json is valid");
}
