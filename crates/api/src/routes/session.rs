//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::parts::workflow::Sha256;
use office::view::{ChangePassword, CodeCredentials, Credentials, Session, SessionCard};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::client::Sender;
use crate::cookie;
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, TooManyTries};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(current, sign_in, sign_out))
        .routes(routes!(sign_in_with_code))
        .routes(routes!(change_password))
        .routes(routes!(sessions))
        .routes(routes!(end_session))
}

/// Signs in. The token comes as the HttpOnly cookie `terbit_session`.
#[utoipa::path(
    post, path = "/session", tag = "sesi", request_body = Credentials,
    responses(
        (status = 200, body = Session, headers(("set-cookie" = String))),
        (status = 401, description = "`wrong_password`, `second_factor_needed` atau `wrong_second_factor`", body = Failure),
        (status = 409, description = "`not_founded`", body = Failure),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation,
    )
)]
async fn sign_in(
    State(app): State<App>,
    Sender(whence): Sender,
    Sent(form): Sent<Credentials>,
) -> Result<Response, Failure> {
    let _turn = app.turns.sign_in().await?;
    let (token, session) = app.run(move |office| office.sign_in(&form, &whence)).await?;
    Ok(cookie::welcome(app.edition, &token, session).into_response())
}

/// Signs in with a code from the administrator, and sets the password. The code is good once.
#[utoipa::path(
    post, path = "/session/code", operation_id = "sign_in_with_code", tag = "sesi", request_body = CodeCredentials,
    responses(
        (status = 200, body = Session, headers(("set-cookie" = String))),
        (status = 401, description = "`wrong_code`, `second_factor_needed` atau `wrong_second_factor`", body = Failure),
        (status = 409, description = "`not_founded`", body = Failure),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation,
    )
)]
async fn sign_in_with_code(
    State(app): State<App>,
    Sender(whence): Sender,
    Sent(form): Sent<CodeCredentials>,
) -> Result<Response, Failure> {
    let _turn = app.turns.sign_in().await?;
    let (token, session) = app.run(move |office| office.sign_in_with_code(&form, &whence)).await?;
    Ok(cookie::welcome(app.edition, &token, session).into_response())
}

/// Sets one's own password anew. Other sessions of the account end.
#[utoipa::path(
    put, path = "/session/password", operation_id = "change_password", tag = "sesi", request_body = ChangePassword,
    responses(
        (status = 204),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation, SignedInOnly,
    )
)]
async fn change_password(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<ChangePassword>,
) -> Result<StatusCode, Failure> {
    let _turn = app.turns.sign_in().await?;
    app.run(move |office| office.change_password(&signed_in.caller, &form)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where one is signed in, last begun first.
#[utoipa::path(get, path = "/sessions", operation_id = "list_sessions", tag = "sesi", responses((status = 200, body = Vec<SessionCard>), SignedInOnly))]
async fn sessions(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<SessionCard>>, Failure> {
    let caller = signed_in.caller;
    app.run(move |office| office.sessions(&caller, caller.id())).await.map(Json)
}

/// Ends a session: one's own, or for the administrator anybody's. Doing it twice changes nothing.
#[utoipa::path(
    delete, path = "/sessions/{id}", operation_id = "end_session", tag = "sesi", params(("id" = Sha256, Path)),
    responses((status = 204), (status = 404, description = "`not_found`", body = Failure), Mutation, SignedInOnly)
)]
async fn end_session(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Sha256>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.end_session(&signed_in.caller, &id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", operation_id = "current_session", tag = "sesi", responses((status = 200, body = Session), SignedInOnly))]
async fn current(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Session>, Failure> {
    app.run(move |office| office.session_view(&signed_in.caller)).await.map(Json)
}

/// Signs out; without a session it changes nothing.
#[utoipa::path(delete, path = "/session", tag = "sesi", responses((status = 204), Mutation))]
async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    let edition = app.edition;
    if let Some(token) = cookie::read(&headers) {
        app.run(move |office| office.sign_out(&token)).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::forget(edition))]).into_response())
}
