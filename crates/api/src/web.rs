//! The browser edition of the UI, carried inside the program.

use axum::http::{StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
#[allow_missing = true]
struct Page;

const INDEX: &str = "index.html";

/// Shown by a build without the UI, so that a developer sees what to do.
const NOT_BUILT: &str = "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><title>Terbit</title>\
<body style=\"font:16px/1.5 system-ui;max-width:40rem;margin:4rem auto;padding:0 1rem\">\
<h1>Terbit berjalan</h1><p>API sudah siap di <a href=\"/api/health\">/api/health</a>, tetapi halamannya \
belum dibangun. Jalankan <code>npm install &amp;&amp; npm run build</code> di folder <code>ui</code>, lalu \
bangun ulang Terbit.</p></body></html>";

/// A file of the page; any other address is the page itself, which finds its own way.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Page::get(path).filter(|_| !path.is_empty()) {
        return answer(path, file);
    }
    if path.rsplit('/').next().is_some_and(|last| last.contains('.')) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Page::get(INDEX) {
        Some(index) => answer(INDEX, index),
        None => Html(NOT_BUILT).into_response(),
    }
}

/// The bundler names files below `assets/` by their content: those never change.
fn answer(path: &str, file: EmbeddedFile) -> Response {
    let caching = if path.starts_with("assets/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let mut kind = file.metadata.mimetype().to_owned();
    if kind.starts_with("text/") && !kind.contains("charset") {
        kind.push_str("; charset=utf-8");
    }
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, caching.to_owned())];
    (headers, file.data.into_owned()).into_response()
}
