//! The people of the office.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::view::{AccountCard, NewAccount};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Sent;
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add))
}

/// Everyone in the office, by name.
#[utoipa::path(get, path = "/accounts", operation_id = "list_accounts", tag = "akun", responses((status = 200, body = Vec<AccountCard>), SignedInOnly))]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<AccountCard>>, Failure> {
    app.run(move |office| office.accounts(&signed_in.caller)).await.map(Json)
}

/// Adds an account. For the administrator.
#[utoipa::path(
    post, path = "/accounts", operation_id = "add_account", tag = "akun", request_body = NewAccount,
    responses((status = 201, body = AccountCard), Mutation, SignedInOnly)
)]
async fn add(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<NewAccount>,
) -> Result<(StatusCode, Json<AccountCard>), Failure> {
    let card = app.run(move |office| office.add_account(&signed_in.caller, &form)).await?;
    Ok((StatusCode::CREATED, Json(card)))
}
