//! The second factor of one's own account, and the administrator's way to take a lost one away.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::parts::workflow::AccountId;
use office::view::{ConfirmSecondFactor, PasswordOnly, RecoveryCodes, SecondFactorOffer};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, TooManyTries};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(offer, confirm))
        .routes(routes!(remove))
        .routes(routes!(reset))
}

/// A secret for an authenticator. Nothing changes until it is confirmed.
#[utoipa::path(
    post, path = "/session/second-factor", operation_id = "offer_second_factor", tag = "sesi",
    responses((status = 200, body = SecondFactorOffer), Mutation, SignedInOnly)
)]
async fn offer(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<SecondFactorOffer>, Failure> {
    app.run(move |office| office.offer_second_factor(&signed_in.caller)).await.map(Json)
}

/// Turns the second factor on. Other sessions of the account end.
#[utoipa::path(
    put, path = "/session/second-factor", operation_id = "confirm_second_factor", tag = "sesi", request_body = ConfirmSecondFactor,
    responses(
        (status = 200, body = RecoveryCodes),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation, SignedInOnly,
    )
)]
async fn confirm(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<ConfirmSecondFactor>,
) -> Result<Json<RecoveryCodes>, Failure> {
    let _turn = app.turns.sign_in().await?;
    app.run(move |office| office.confirm_second_factor(&signed_in.caller, &form)).await.map(Json)
}

/// Turns one's own second factor off.
#[utoipa::path(
    post, path = "/session/second-factor/removal", operation_id = "remove_second_factor", tag = "sesi", request_body = PasswordOnly,
    responses(
        (status = 204),
        (status = 404, description = "`not_found`: there is none", body = Failure),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation, SignedInOnly,
    )
)]
async fn remove(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<PasswordOnly>,
) -> Result<StatusCode, Failure> {
    let _turn = app.turns.sign_in().await?;
    app.run(move |office| office.remove_second_factor(&signed_in.caller, &form)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a lost second factor away; all sessions of the account end. For the administrator.
#[utoipa::path(
    delete, path = "/accounts/{id}/second-factor", operation_id = "reset_second_factor", tag = "akun",
    params(("id" = AccountId, Path)),
    responses(
        (status = 204),
        (status = 404, description = "`not_found`: no such account, or it has none", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn reset(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<AccountId>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.reset_second_factor(&signed_in.caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
