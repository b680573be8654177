//! Pictures and originals as plain addresses: the browser's own loader does the rest.
//!
//! A file's address is its hash, so what was fetched once is never fetched again. Originals are a
//! stranger's bytes: they are given out under the type that their signature told, never as a page, and
//! with a policy under which nothing in them runs.

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use office::parts::workflow::Sha256;
use office::{Derived, Original};
use serde::Deserialize;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Asked, Named};
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::range::{Wanted, wanted};
use crate::signed_in::SignedIn;

/// Only for this person's browser, and for ever: the address names the bytes.
pub(super) const IMMUTABLE: &str = "private, max-age=31536000, immutable";
const SANDBOX: &str = "sandbox; default-src 'none'";
const CHUNK: usize = 256 * 1024;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(thumb))
        .routes(routes!(preview))
        .routes(routes!(embedded))
        .routes(routes!(original))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfPage {
    /// Page of a document, from 1; the first if absent.
    page: Option<u32>,
}

/// At most 512 px on the longest edge: of a photo, a video's poster, a document's page.
#[utoipa::path(
    get, path = "/media/{sha256}/thumb", tag = "berkas", params(("sha256" = String, Path), OfPage),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 422, description = "`damaged_file`, `took_too_long` atau `decoder_crashed`", body = Failure),
        SignedInOnly,
    )
)]
async fn thumb(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(of): Asked<OfPage>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    picture(app, signed_in, sha256, Derived::Thumb, of, &headers).await
}

/// At most 2048 px on the longest edge: of a photo, a video's poster, a document's page.
#[utoipa::path(
    get, path = "/media/{sha256}/preview", tag = "berkas", params(("sha256" = String, Path), OfPage),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 422, description = "`damaged_file`, `took_too_long` atau `decoder_crashed`", body = Failure),
        SignedInOnly,
    )
)]
async fn preview(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(of): Asked<OfPage>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    picture(app, signed_in, sha256, Derived::Preview, of, &headers).await
}

async fn picture(
    app: App,
    signed_in: SignedIn,
    sha256: Sha256,
    which: Derived,
    of: OfPage,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    let page = of.page.unwrap_or(1);
    let tag = format!("\"{sha256}-{}\"", which.version(page));
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, IMMUTABLE.to_owned())];
    if matches(headers.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let _turn = app.turns.picture().await?;
    let jpeg =
        app.run(move |office| office.picture(&signed_in.caller, &sha256, which, page)).await?;
    Ok((caching, [(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

/// The small picture that the camera put into the file, upright: there before anything was decoded, to be replaced by
/// `thumb`.
#[utoipa::path(
    get, path = "/media/{sha256}/embedded", tag = "berkas", params(("sha256" = String, Path)),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`: berkas itu tidak membawa gambar kecil", body = Failure),
        SignedInOnly,
    )
)]
async fn embedded(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let tag = format!("\"{sha256}-embedded\"");
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, IMMUTABLE.to_owned())];
    if matches(headers.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let jpeg = app.run(move |office| office.embedded_picture(&signed_in.caller, &sha256)).await?;
    Ok((caching, [(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Saved {
    /// What the file is to be called; absent: as it came in.
    name: Option<String>,
    /// `1`: save it, don't show it.
    download: Option<String>,
}

/// The bytes as they came in. Takes `Range`, `If-Range` and `If-None-Match`.
#[utoipa::path(
    get, path = "/media/{sha256}/original", tag = "berkas", params(("sha256" = String, Path), Saved),
    responses(
        (status = 200, content_type = "*/*", body = Vec<u8>),
        (status = 206, content_type = "*/*", body = Vec<u8>),
        (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 416, description = "no such part; `Content-Range` tells the length"),
        SignedInOnly,
    )
)]
async fn original(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(saved): Asked<Saved>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let tag = format!("\"{sha256}\"");
    let name = saved.name;
    let original =
        app.run(move |office| office.original(&signed_in.caller, &sha256, name.as_deref())).await?;
    let inline = original.shown_inline && saved.download.as_deref() != Some("1");
    whole_or_part(original, &tag, inline, &headers).await
}

/// A file as the request's headers want it: nothing new, a part, or the whole.
pub(super) async fn whole_or_part(
    original: Original,
    tag: &str,
    inline: bool,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    if matches(headers.get(header::IF_NONE_MATCH), tag) {
        let caching =
            [(header::ETAG, tag.to_owned()), (header::CACHE_CONTROL, IMMUTABLE.to_owned())];
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    // A part of something else is of no use: then the whole.
    let same = headers.get(header::IF_RANGE).is_none_or(|value| value.as_bytes() == tag.as_bytes());
    let range = headers.get(header::RANGE).and_then(|value| value.to_str().ok()).filter(|_| same);
    let part = wanted(range, original.bytes);
    let mut response = send(original, part, inline).await?;
    response.headers_mut().insert(header::ETAG, header_value(tag));
    Ok(response)
}

async fn send(original: Original, part: Wanted, inline: bool) -> Result<Response, Failure> {
    let length = original.bytes;
    let (status, first, count) = match part {
        Wanted::Whole => (StatusCode::OK, 0, length),
        Wanted::Part(first, last) => (StatusCode::PARTIAL_CONTENT, first, last - first + 1),
        Wanted::Nothing => {
            let about = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, about).into_response());
        }
    };
    let mut file = tokio::fs::File::from_std(original.file);
    file.seek(std::io::SeekFrom::Start(first)).await.map_err(|error| Failure::internal(&error))?;
    let mut response = (status, Body::from_stream(bytes(file, count))).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header_value(&original.media_type));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(count));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(IMMUTABLE));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(header::CONTENT_DISPOSITION, header_value(&disposition(&original.name, inline)));
    if status == StatusCode::PARTIAL_CONTENT {
        let about = format!("bytes {first}-{}/{length}", first + count - 1);
        headers.insert(header::CONTENT_RANGE, header_value(&about));
    }
    Ok(response)
}

/// `count` bytes of a file from where it stands, a chunk at a time.
pub(super) fn bytes(
    file: tokio::fs::File,
    count: u64,
) -> impl stream::Stream<Item = std::io::Result<Bytes>> {
    stream::try_unfold((file.take(count), Vec::new()), |(mut file, mut buffer)| async move {
        buffer.resize(CHUNK, 0);
        let read = file.read(&mut buffer).await?;
        if read == 0 {
            return Ok(None);
        }
        Ok(Some((Bytes::copy_from_slice(&buffer[..read]), (file, buffer))))
    })
}

/// The name twice, as RFC 6266 has it: plain ASCII for old programs, and whole.
pub(super) fn disposition(name: &str, inline: bool) -> String {
    let kind = if inline { "inline" } else { "attachment" };
    let plain: String = name
        .chars()
        .map(|one| if one.is_ascii_alphanumeric() || ". -_".contains(one) { one } else { '_' })
        .collect();
    let mut whole = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            whole.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

pub(super) fn matches(header: Option<&HeaderValue>, tag: &str) -> bool {
    let tags = header.and_then(|value| value.to_str().ok()).unwrap_or_default();
    tags.split(',')
        .map(|one| one.trim().trim_start_matches("W/"))
        .any(|one| one == tag || one == "*")
}

pub(super) fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text)
        .unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_plain_and_whole() {
        let text = disposition("rapat \"élan\"\u{1f389}.jpg", false);
        assert_eq!(
            text,
            "attachment; filename=\"rapat __lan__.jpg\"; filename*=UTF-8''rapat%20%22%C3%A9lan%22%F0%9F%8E%89.jpg"
        );
    }
}
