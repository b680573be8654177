//! Files that come in pieces: announced, sent from where the last connection broke, taken in.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use office::view::{AssetView, NewUpload, Upload};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::body::{Asked, Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;
use crate::upload;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(begin, state, piece, cancel)).routes(routes!(finish))
}

/// Announces a file, under an id that the sender chooses. Again: how far it is.
#[utoipa::path(
    put, path = "/uploads/{id}", operation_id = "begin_upload", tag = "berkas", params(("id" = Uuid, Path)),
    request_body = NewUpload,
    responses(
        (status = 200, body = Upload),
        (status = 404, description = "`not_found`: no id", body = Failure),
        (status = 409, description = "`command_reused`", body = Failure),
        (status = 429, description = "`too_many_uploads`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn begin(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(new): Sent<NewUpload>,
) -> Result<Json<Upload>, Failure> {
    app.run(move |office| office.begin_upload(&signed_in.caller, id, &new)).await.map(Json)
}

#[utoipa::path(
    get, path = "/uploads/{id}", operation_id = "get_upload", tag = "berkas", params(("id" = Uuid, Path)),
    responses((status = 200, body = Upload), (status = 404, description = "`not_found`", body = Failure), SignedInOnly)
)]
async fn state(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<Json<Upload>, Failure> {
    app.run(move |office| office.upload(&signed_in.caller, id)).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Piece {
    /// The place of the piece's first byte; at most as far as the file has arrived.
    offset: u64,
}

/// A piece of any length; bytes that are there already are skipped. Answered when it is on disk.
#[utoipa::path(
    patch, path = "/uploads/{id}", operation_id = "send_piece", tag = "berkas", params(("id" = Uuid, Path), Piece),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 200, body = Upload),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 408, description = "`upload_stalled`", body = Failure),
        (status = 409, description = "`upload_gap`: the piece begins beyond what is there", body = Failure),
        (status = 415, description = "`unrecognised_file` atau `unsupported_format`", body = Failure),
        (status = 429, description = "`too_many_uploads`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn piece(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Asked(piece): Asked<Piece>,
    body: Body,
) -> Result<Json<Upload>, Failure> {
    let _place = app.uploads.enter(signed_in.caller.id()).await?;
    let caller = signed_in.caller;
    upload::receive_piece(&app, &caller, id, piece.offset, body).await?;
    app.run(move |office| office.sync_upload(&caller, id)).await.map(Json)
}

/// Takes the whole file in. Again: the same answer.
#[utoipa::path(
    post, path = "/uploads/{id}/finish", operation_id = "finish_upload", tag = "berkas", params(("id" = Uuid, Path)),
    responses(
        (status = 201, body = AssetView),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`upload_gap`: something is missing", body = Failure),
        (status = 415, description = "`unrecognised_file` atau `unsupported_format`", body = Failure),
        (status = 422, description = "`empty_file`, `truncated_file`, `damaged_file`, `took_too_long` atau `decoder_crashed`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn finish(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<(StatusCode, Json<AssetView>), Failure> {
    let _turn = app.turns.picture().await?;
    let view = app.run(move |office| office.finish_upload(&signed_in.caller, id)).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

/// Forgets what has come of it.
#[utoipa::path(
    delete, path = "/uploads/{id}", operation_id = "cancel_upload", tag = "berkas", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, description = "`not_found`: no id", body = Failure), Mutation, SignedInOnly)
)]
async fn cancel(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.cancel_upload(&signed_in.caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
