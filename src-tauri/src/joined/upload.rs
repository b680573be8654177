//! A file of this PC, streamed from disk to the joined office.

use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Request, Uri, header};
use futures_util::stream;
use serde_json::Value;
use tauri::Url;
use tokio::fs::File;
use tokio::io::AsyncReadExt as _;

use crate::bridge::{Bridge, said};
use crate::failure::Failure;

/// Bytes read at a time.
const PIECE: usize = 256 * 1024;

/// Sends the file, and gives the asset that it became. `news` is told (done, total). Dropping the future takes the
/// upload back: the office keeps nothing of it.
pub async fn upload(
    bridge: &Bridge,
    path: &Path,
    news: impl FnMut(u64, u64) + Send + 'static,
) -> Result<Value, Failure> {
    let file = File::open(path).await.map_err(Failure::NotOpened)?;
    let total = file.metadata().await.map_err(Failure::NotOpened)?.len();
    let mut request = Request::new(read(file, total, news));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = address(path).ok_or(Failure::UnknownFile)?;
    let headers = request.headers_mut();
    headers.insert("x-terbit", HeaderValue::from_static("1"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(total));
    let response = bridge.ask(request).await;
    let went_well = response.status().is_success();
    let said = said(response).await?;
    if went_well { Ok(said) } else { Err(Failure::Answered(said)) }
}

fn address(path: &Path) -> Option<Uri> {
    let name = path.file_name()?.to_string_lossy();
    let mut url = Url::parse("terbit://localhost/api/assets").ok()?;
    url.query_pairs_mut().append_pair("name", &name);
    format!("{}?{}", url.path(), url.query()?).parse().ok()
}

fn read(file: File, total: u64, news: impl FnMut(u64, u64) + Send + 'static) -> Body {
    let pieces =
        stream::try_unfold((file, 0, news), move |(mut file, done, mut news)| async move {
            let mut piece = vec![0; PIECE];
            let count = file.read(&mut piece).await?;
            if count == 0 {
                return Ok::<_, std::io::Error>(None);
            }
            piece.truncate(count);
            let done = done + count as u64;
            news(done, total.max(done));
            Ok(Some((Bytes::from(piece), (file, done, news))))
        });
    Body::from_stream(pieces)
}
