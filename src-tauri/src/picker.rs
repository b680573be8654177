//! The system's own file picker, for whoever doesn't drag; it ends in the same offers as a drop.

use std::path::PathBuf;

use tauri::{AppHandle, Manager};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use crate::failure::Failure;
use crate::offered::{Offered, OfferedView};

/// What the picker shows first. The office's own rules decide what is taken in.
const ENDINGS: &[&str] = &[
    "jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "tif", "tiff", "mp4", "mov", "m4v",
    "webm", "pdf",
];

/// Lets the person choose files; an empty list when they chose none.
#[tauri::command]
pub async fn pick_files(app: AppHandle) -> Result<Vec<OfferedView>, Failure> {
    let paths = match picked_for_test() {
        Some(paths) => paths,
        None => picked_by_person(&app).await,
    };
    let adding = tauri::async_runtime::spawn_blocking(move || app.state::<Offered>().add(&paths));
    adding.await.map_err(|_| Failure::Interrupted)
}

async fn picked_by_person(app: &AppHandle) -> Vec<PathBuf> {
    let (answer, answered) = oneshot::channel();
    app.dialog()
        .file()
        .set_title("Pilih berkas")
        .add_filter("Foto, video, dan PDF", ENDINGS)
        .add_filter("Semua berkas", &["*"])
        .pick_files(move |files| {
            // The page may have been reloaded while the picker was open.
            let _gone = answer.send(files.unwrap_or_default());
        });
    let files = answered.await.unwrap_or_default();
    files.into_iter().filter_map(|file| file.into_path().ok()).collect()
}

/// A test can't click the system's picker. Debug builds take the answer from the environment.
fn picked_for_test() -> Option<Vec<PathBuf>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("TERBIT_TEST_PICK").map(|paths| std::env::split_paths(&paths).collect())
}
