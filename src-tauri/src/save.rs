//! Saving an original (or an export) where the person wants it, byte for byte.
//!
//! Written under a temporary name in the same folder, synced and then renamed: what carries the
//! chosen name is always whole, even when the power goes.

use std::io;
use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{Request, Uri};
use http_body_util::BodyExt;
use tauri::{AppHandle, State};
use tauri_plugin_dialog::DialogExt;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::bridge::Bridge;
use crate::failure::Failure;

/// Asks where to, and saves what `path` (a path of the API) answers. Gives false when the person
/// thought better of it.
#[tauri::command]
pub async fn save_file(
    path: String,
    suggested_name: String,
    app: AppHandle,
    bridge: State<'_, Bridge>,
) -> Result<bool, Failure> {
    let address = checked(&path).ok_or(Failure::NotSaveable)?;
    let name = safe_name(&suggested_name);
    let chosen = match chosen_for_test(&name) {
        Some(chosen) => Some(chosen),
        None => chosen_by_person(&app, &name).await,
    };
    let Some(chosen) = chosen else { return Ok(false) };
    save(&bridge, address, &chosen).await?;
    Ok(true)
}

/// Only what the API gives out can be saved.
fn checked(path: &str) -> Option<Uri> {
    let address: Uri = path.parse().ok()?;
    (path.starts_with("/api/") && !path.contains("..")).then_some(address)
}

async fn chosen_by_person(app: &AppHandle, name: &str) -> Option<PathBuf> {
    let (answer, answered) = oneshot::channel();
    app.dialog().file().set_title("Simpan berkas").set_file_name(name).save_file(move |file| {
        // The page may have been reloaded while the dialog was open.
        let _gone = answer.send(file);
    });
    answered.await.ok()??.into_path().ok()
}

/// A test can't click the system's dialog. Debug builds take the folder from the environment.
fn chosen_for_test(name: &str) -> Option<PathBuf> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("TERBIT_TEST_SAVE_DIR").map(|folder| PathBuf::from(folder).join(name))
}

/// A name that every system takes, and that names no other folder.
fn safe_name(suggested: &str) -> String {
    let forbidden = |character: char| character.is_control() || r#"/\:*?"<>|"#.contains(character);
    let name: String =
        suggested.chars().map(|one| if forbidden(one) { '-' } else { one }).take(180).collect();
    let name = name.trim_matches(|one: char| one == '.' || one.is_whitespace());
    if name.is_empty() { "berkas".to_owned() } else { name.to_owned() }
}

async fn save(bridge: &Bridge, address: Uri, chosen: &Path) -> Result<(), Failure> {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = address;
    let response = bridge.ask(request).await;
    if !response.status().is_success() {
        return Err(Failure::NotRead(response.status().as_u16()));
    }
    let draft = chosen.with_file_name(format!(".terbit-{}.part", Uuid::new_v4().simple()));
    let written = match write(&draft, response.into_body()).await {
        Ok(()) => fs::rename(&draft, chosen).await,
        Err(error) => Err(error),
    };
    if written.is_err() {
        // The first error is the one to tell; a draft that stays behind is named as such.
        let _gone = fs::remove_file(&draft).await;
    }
    written.map_err(Failure::Save)
}

async fn write(draft: &Path, mut body: Body) -> io::Result<()> {
    let mut file = File::create_new(draft).await?;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(io::Error::other)?;
        if let Ok(bytes) = frame.into_data() {
            file.write_all(&bytes).await?;
        }
    }
    file.flush().await?;
    file.sync_all().await
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::get;

    use super::*;

    fn bridge() -> Bridge {
        Bridge::new(
            Router::new()
                .route("/api/media/a/original", get(|| async { vec![7_u8; 300_000] }))
                .route("/api/media/b/original", get(|| async { StatusCode::NOT_FOUND })),
        )
    }

    async fn saved(path: &str, chosen: &Path) -> Result<(), Failure> {
        save(&bridge(), checked(path).unwrap(), chosen).await
    }

    #[tokio::test]
    async fn an_original_is_saved_byte_for_byte_over_an_older_file() {
        let folder = tempfile::tempdir().unwrap();
        let chosen = folder.path().join("foto.jpg");
        std::fs::write(&chosen, "older").unwrap();
        saved("/api/media/a/original", &chosen).await.unwrap();
        assert_eq!(std::fs::read(&chosen).unwrap(), vec![7_u8; 300_000]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays behind");
    }

    #[tokio::test]
    async fn a_missing_original_leaves_the_older_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let chosen = folder.path().join("foto.jpg");
        std::fs::write(&chosen, "older").unwrap();
        let refused = saved("/api/media/b/original", &chosen).await;
        assert!(matches!(refused, Err(Failure::NotRead(404))));
        assert_eq!(std::fs::read(&chosen).unwrap(), b"older");
    }

    #[tokio::test]
    async fn a_folder_that_is_gone_is_said() {
        let gone = Path::new("/no such folder/foto.jpg");
        let failure = saved("/api/media/a/original", gone).await.unwrap_err();
        assert!(failure.to_string().contains("folder itu tidak ada lagi"));
    }

    #[test]
    fn only_the_api_can_be_saved_from() {
        assert!(checked("/api/media/a/original").is_some());
        for bad in ["https://example.org/", "/index.html", "/api/../index.html", "api/media"] {
            assert!(checked(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_name_stays_inside_its_folder() {
        assert_eq!(safe_name("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(safe_name("Foto: rapat?.jpg"), "Foto- rapat-.jpg");
        assert_eq!(safe_name(" .. "), "berkas");
    }
}
