//! Copies of videos in the shape that a platform takes: begun, asked about, fetched.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use office::Original;
use office::parts::workflow::Sha256;
use office::view::{CopyState, Tools};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media::whole_or_part;
use crate::app::App;
use crate::body::{Asked, Named};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(tools))
        .routes(routes!(begin, state, cancel))
        .routes(routes!(file))
}

/// Programs of this system that Terbit uses if they are there.
#[utoipa::path(
    get, path = "/tools", operation_id = "list_tools", tag = "kantor",
    responses((status = 200, body = Tools), SignedInOnly)
)]
async fn tools(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Tools>, Failure> {
    app.run(move |office| Ok(office.tools(&signed_in.caller))).await.map(Json)
}

/// Begins the copy of a video for a video place; one that is there or on its way is not begun again.
#[utoipa::path(
    post, path = "/media/{sha256}/copies/{place}", operation_id = "begin_copy", tag = "berkas",
    params(("sha256" = String, Path), ("place" = String, Path)),
    responses(
        (status = 202, body = CopyState),
        (status = 404, description = "`not_found`: tidak ada berkas atau tempat itu, atau berkasnya bukan video", body = Failure),
        (status = 422, description = "`no_ffmpeg`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn begin(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, place)): Named<(Sha256, String)>,
) -> Result<(StatusCode, Json<CopyState>), Failure> {
    let begun =
        app.run(move |office| office.begin_copy(&signed_in.caller, &sha256, &place)).await?;
    Ok((StatusCode::ACCEPTED, Json(begun)))
}

/// Where the making of a copy stands.
#[utoipa::path(
    get, path = "/media/{sha256}/copies/{place}", operation_id = "get_copy", tag = "berkas",
    params(("sha256" = String, Path), ("place" = String, Path)),
    responses(
        (status = 200, body = CopyState),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn state(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, place)): Named<(Sha256, String)>,
) -> Result<Json<CopyState>, Failure> {
    app.run(move |office| office.copy(&signed_in.caller, &sha256, &place)).await.map(Json)
}

/// Stops a copy that is being made, and forgets a failure. A finished copy stays.
#[utoipa::path(
    delete, path = "/media/{sha256}/copies/{place}", operation_id = "cancel_copy", tag = "berkas",
    params(("sha256" = String, Path), ("place" = String, Path)),
    responses(
        (status = 204),
        (status = 404, description = "`not_found`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn cancel(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, place)): Named<(Sha256, String)>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.cancel_copy(&signed_in.caller, &sha256, &place)).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Saved {
    /// What the file is to be called.
    name: Option<String>,
    /// `1`: save it, don't show it.
    download: Option<String>,
}

/// A finished copy. Takes `Range`, `If-Range` and `If-None-Match`.
#[utoipa::path(
    get, path = "/media/{sha256}/copies/{place}/file", operation_id = "get_copy_file", tag = "berkas",
    params(("sha256" = String, Path), ("place" = String, Path), Saved),
    responses(
        (status = 200, content_type = "video/mp4", body = Vec<u8>),
        (status = 206, content_type = "video/mp4", body = Vec<u8>),
        (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`: belum selesai", body = Failure),
        (status = 416, description = "no such part; `Content-Range` tells the length"),
        SignedInOnly,
    )
)]
async fn file(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, place)): Named<(Sha256, String)>,
    Asked(saved): Asked<Saved>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let hash = sha256.clone();
    let name = office::file_name(saved.name.as_deref().unwrap_or("video.mp4"));
    let (file, bytes, version) =
        app.run(move |office| office.copy_file(&signed_in.caller, &sha256, &place)).await?;
    let tag = format!("\"{hash}-{version}\"");
    let inline = saved.download.as_deref() != Some("1");
    let media_type = "video/mp4".to_owned();
    let copy = Original { file, bytes, media_type, name, shown_inline: inline };
    // The same address gives other bytes once the office corrected the place.
    let mut response = whole_or_part(copy, &tag, inline, &headers).await?;
    let ask_again = HeaderValue::from_static("private, no-cache");
    response.headers_mut().insert(header::CACHE_CONTROL, ask_again);
    Ok(response)
}
