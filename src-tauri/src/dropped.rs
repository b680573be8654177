//! The camera's own small picture of a file that was offered and is not taken in yet.
//!
//! Two hundred photos are two hundred tiles long before the first is decoded: the page asks for
//! `/dropped/{token}/preview` on the window's scheme, and gets the picture that the camera put beside
//! the photo. The page knows the token alone, never a path. Only the head of the file is read, on a
//! thread that may wait, and never more than a few at once: cards and network shares are slow.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use tokio::sync::Semaphore;

use crate::offered::Offered;

/// So many files are looked into at the same time.
const AT_ONCE: usize = 2;
/// An EXIF preview has at most 64 KB; what is much larger was meant for something else.
const MOST_BYTES: usize = 512 * 1024;

pub struct Previews(Semaphore);

impl Default for Previews {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// The token in a path of this kind; `None` for every other address.
pub fn token_in(path: &str) -> Option<&str> {
    path.strip_prefix("/dropped/")?.strip_suffix("/preview")
}

/// Answers one request of the page for a preview.
pub async fn answer(
    method: &Method,
    token: &str,
    offered: &Offered,
    previews: &Previews,
) -> Response<Cow<'static, [u8]>> {
    if method != Method::GET {
        return empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(file) = offered.get(token).filter(|file| !file.is_dir) else {
        return empty(StatusCode::NOT_FOUND);
    };
    match looked_into(previews, file.path).await {
        Some(jpeg) => picture(jpeg),
        None => empty(StatusCode::NOT_FOUND),
    }
}

async fn looked_into(previews: &Previews, path: PathBuf) -> Option<Vec<u8>> {
    let _place = previews.0.acquire().await.ok()?;
    let reading = tauri::async_runtime::spawn_blocking(move || preview(&path));
    reading.await.ok()?
}

/// A file without a preview, or one that can't be read, has a tile all the same: intake says why.
fn preview(path: &Path) -> Option<Vec<u8>> {
    let rendered = api::tools::embedded_preview(path).ok()??;
    (rendered.jpeg.len() <= MOST_BYTES).then_some(rendered.jpeg)
}

fn picture(jpeg: Vec<u8>) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(Cow::Owned(jpeg));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    response
}

fn empty(status: StatusCode) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(Cow::Borrowed(&[][..]));
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked(offered: &Offered, token: &str) -> StatusCode {
        answer(&Method::GET, token, offered, &Previews::default()).await.status()
    }

    #[test]
    fn only_a_preview_has_a_token() {
        assert_eq!(token_in("/dropped/ab12/preview"), Some("ab12"));
        for other in ["/dropped/ab12", "/api/media/ab12/preview", "/dropped/preview", "/"] {
            assert_eq!(token_in(other), None, "{other}");
        }
    }

    #[tokio::test]
    async fn a_path_is_no_token() {
        let folder = tempfile::tempdir().unwrap();
        let photo = folder.path().join("foto.jpg");
        std::fs::write(&photo, b"\xFF\xD8\xFF\xE0").unwrap();
        let offered = Offered::default();
        offered.add(std::slice::from_ref(&photo));
        assert_eq!(asked(&offered, photo.to_str().unwrap()).await, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn what_has_no_preview_or_is_gone_is_said_without_ado() {
        let folder = tempfile::tempdir().unwrap();
        let note = folder.path().join("catatan.txt");
        std::fs::write(&note, "Ini catatan rapat.").unwrap();
        let offered = Offered::default();
        let views = offered.add(&[note.clone(), folder.path().to_path_buf()]);
        for view in &views {
            assert_eq!(asked(&offered, &view.token).await, StatusCode::NOT_FOUND, "{}", view.name);
        }
        std::fs::remove_file(&note).unwrap();
        assert_eq!(asked(&offered, &views[0].token).await, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn nothing_can_be_sent_there() {
        let answer = answer(&Method::POST, "ab", &Offered::default(), &Previews::default()).await;
        assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
