//! What the office is called on its platforms.

use axum::Json;
use axum::extract::State;
use office::view::{SetSocialAccounts, SocialAccounts};
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

/// One for each brand that the office's SOPs publish on.
#[utoipa::path(get, path = "/office/social-accounts", operation_id = "social_accounts", tag = "kantor", responses((status = 200, body = SocialAccounts), SignedInOnly))]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<SocialAccounts>, Failure> {
    app.run(move |office| office.social_accounts(&signed_in.caller)).await.map(Json)
}

/// Replaces them. For the administrator.
#[utoipa::path(
    put, path = "/office/social-accounts", operation_id = "set_social_accounts", tag = "kantor", request_body = SetSocialAccounts,
    responses((status = 200, body = SocialAccounts), Mutation, SignedInOnly)
)]
async fn set(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<SetSocialAccounts>,
) -> Result<Json<SocialAccounts>, Failure> {
    app.run(move |office| office.set_social_accounts(&signed_in.caller, &form)).await.map(Json)
}
