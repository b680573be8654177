//! The office itself: what anyone may know, and setting it up.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use office::view::{FoundOffice, OfficeStatus, Session, SopSummary};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Sent;
use crate::failure::Failure;
use crate::problems::{Always, Mutation};
use crate::{client, cookie};

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(status, found))
        .routes(routes!(bundled))
        .routes(routes!(demo))
}

/// Whether the office is set up, and what it is called.
#[utoipa::path(get, path = "/office", operation_id = "office_status", tag = "kantor", responses((status = 200, body = OfficeStatus), Always))]
async fn status(State(app): State<App>) -> Result<Json<OfficeStatus>, Failure> {
    app.run(office::Office::status).await.map(Json)
}

/// The SOPs that an office can be set up with.
#[utoipa::path(get, path = "/sops/bundled", operation_id = "bundled_sops", tag = "kantor", responses((status = 200, body = Vec<SopSummary>), Always))]
async fn bundled(State(app): State<App>) -> Result<Json<Vec<SopSummary>>, Failure> {
    app.run(|office| Ok(office.bundled())).await.map(Json)
}

/// Sets the office up, once, and signs its first account in as the administrator.
#[utoipa::path(
    post, path = "/office", operation_id = "found_office", tag = "kantor", request_body = FoundOffice,
    responses(
        (status = 201, body = Session),
        (status = 409, description = "`already_founded`", body = Failure),
        Mutation,
    )
)]
async fn found(
    State(app): State<App>,
    headers: HeaderMap,
    Sent(form): Sent<FoundOffice>,
) -> Result<Response, Failure> {
    let client = client::name(app.edition, &headers);
    let (token, session) = app.run(move |office| office.found(&form, &client)).await?;
    let welcome = cookie::welcome(app.edition, &token, session);
    Ok((StatusCode::CREATED, welcome).into_response())
}

/// Sets the sample office up.
#[utoipa::path(
    post, path = "/office/demo", operation_id = "found_demo", tag = "kantor",
    responses(
        (status = 201, body = OfficeStatus),
        (status = 409, description = "`already_founded`", body = Failure),
        Mutation,
    )
)]
async fn demo(State(app): State<App>) -> Result<(StatusCode, Json<OfficeStatus>), Failure> {
    let status = app.run(office::Office::found_demo).await?;
    Ok((StatusCode::CREATED, Json(status)))
}
