//! The procedures.

use axum::Json;
use axum::extract::State;
use office::view::{SopSummary, SopView};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Named;
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one))
}

/// The newest edition of each SOP that the office runs.
#[utoipa::path(get, path = "/sops", operation_id = "list_sops", tag = "SOP", responses((status = 200, body = Vec<SopSummary>), SignedInOnly))]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<SopSummary>>, Failure> {
    app.run(move |office| office.sops(&signed_in.caller)).await.map(Json)
}

/// A whole SOP, with what lies at its steps now.
#[utoipa::path(
    get, path = "/sops/{id}", operation_id = "get_sop", tag = "SOP", params(("id" = String, Path)),
    responses(
        (status = 200, body = SopView),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn one(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<String>,
) -> Result<Json<SopView>, Failure> {
    app.run(move |office| office.sop(&signed_in.caller, &id)).await.map(Json)
}
