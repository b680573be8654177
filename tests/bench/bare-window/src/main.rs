//! One window with one static page and nothing else: the floor under any Tauri program's start.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
