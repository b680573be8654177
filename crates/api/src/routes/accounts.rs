//! The people of the office.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::parts::workflow::AccountId;
use office::view::{AccountCard, AddAccount, AddedAccount, ChangeAccount, EntryCode, SessionCard};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(change))
        .routes(routes!(give_code))
        .routes(routes!(sessions))
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
    post, path = "/accounts", operation_id = "add_account", tag = "akun", request_body = AddAccount,
    responses((status = 201, body = AddedAccount), Mutation, SignedInOnly)
)]
async fn add(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<AddAccount>,
) -> Result<(StatusCode, Json<AddedAccount>), Failure> {
    // A code is hashed as a password is.
    let _turn = app.turns.sign_in().await?;
    let added = app.run(move |office| office.add_account(&signed_in.caller, &form)).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Changes an account. For the administrator.
#[utoipa::path(
    put, path = "/accounts/{id}", operation_id = "change_account", tag = "akun", request_body = ChangeAccount,
    params(("id" = AccountId, Path)),
    responses(
        (status = 200, body = AccountCard),
        (status = 404, description = "`not_found`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn change(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<AccountId>,
    Sent(form): Sent<ChangeAccount>,
) -> Result<Json<AccountCard>, Failure> {
    app.run(move |office| office.change_account(&signed_in.caller, id, &form)).await.map(Json)
}

/// Takes the password away and gives a code for the next sign-in; all sessions of the account end. For the administrator.
#[utoipa::path(
    post, path = "/accounts/{id}/code", operation_id = "give_entry_code", tag = "akun",
    params(("id" = AccountId, Path)),
    responses(
        (status = 200, body = EntryCode),
        (status = 404, description = "`not_found`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn give_code(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<AccountId>,
) -> Result<Json<EntryCode>, Failure> {
    let _turn = app.turns.sign_in().await?;
    app.run(move |office| office.give_entry_code(&signed_in.caller, id)).await.map(Json)
}

/// Where an account is signed in. For the administrator, and for the account itself.
#[utoipa::path(
    get, path = "/accounts/{id}/sessions", operation_id = "list_sessions_of", tag = "akun",
    params(("id" = AccountId, Path)),
    responses(
        (status = 200, body = Vec<SessionCard>),
        (status = 403, description = "`not_admin`", body = Failure),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn sessions(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<AccountId>,
) -> Result<Json<Vec<SessionCard>>, Failure> {
    app.run(move |office| office.sessions(&signed_in.caller, id)).await.map(Json)
}
