//! The office's quick phrases for rejections.

use axum::Json;
use axum::extract::State;
use office::view::{RejectReasons, SetRejectReasons};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Sent;
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, set))
}

/// In the order of the dialog.
#[utoipa::path(get, path = "/office/reject-reasons", operation_id = "reject_reasons", tag = "kantor", responses((status = 200, body = RejectReasons), SignedInOnly))]
async fn list(State(app): State<App>, signed_in: SignedIn) -> Result<Json<RejectReasons>, Failure> {
    app.run(move |office| office.reject_reasons(&signed_in.caller)).await.map(Json)
}

/// Replaces the list. For the administrator.
#[utoipa::path(
    put, path = "/office/reject-reasons", operation_id = "set_reject_reasons", tag = "kantor", request_body = SetRejectReasons,
    responses((status = 200, body = RejectReasons), Mutation, SignedInOnly)
)]
async fn set(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<SetRejectReasons>,
) -> Result<Json<RejectReasons>, Failure> {
    app.run(move |office| office.set_reject_reasons(&signed_in.caller, &form)).await.map(Json)
}
