//! Files coming in, and what is known of them.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use office::parts::workflow::Sha256;
use office::view::AssetView;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Asked, Named};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;
use crate::upload;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(take_in)).routes(routes!(one))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Arriving {
    /// What the file is called on the sender's machine.
    #[serde(default)]
    name: String,
}

/// Takes a file in; the body is its bytes.
#[utoipa::path(
    post, path = "/assets", operation_id = "add_asset", tag = "berkas", params(Arriving),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses(
        (status = 201, body = AssetView),
        (status = 415, description = "`unrecognised_file` atau `unsupported_format`", body = Failure),
        (status = 422, description = "`empty_file`, `truncated_file`, `damaged_file`, `took_too_long` atau `decoder_crashed`", body = Failure),
        (status = 429, description = "`too_many_uploads`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn take_in(
    State(app): State<App>,
    signed_in: SignedIn,
    Asked(arriving): Asked<Arriving>,
    headers: HeaderMap,
    body: Body,
) -> Result<(StatusCode, Json<AssetView>), Failure> {
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let _place = app.uploads.enter(signed_in.caller.id()).await?;
    let begin = move |office: &office::Office| {
        office.begin_intake(&signed_in.caller, &arriving.name, announced)
    };
    let intake = app.run(begin).await?;
    let view = upload::receive(&app, intake, body).await?;
    Ok((StatusCode::CREATED, Json(view)))
}

#[utoipa::path(
    get, path = "/assets/{sha256}", operation_id = "get_asset", tag = "berkas", params(("sha256" = String, Path)),
    responses((status = 200, body = AssetView), (status = 404, description = "`not_found`", body = Failure), SignedInOnly)
)]
async fn one(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
) -> Result<Json<AssetView>, Failure> {
    app.run(move |office| office.asset(&signed_in.caller, &sha256)).await.map(Json)
}
