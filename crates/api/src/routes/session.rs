//! Signing in and out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::view::{Credentials, Session};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Sent;
use crate::cookie;
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, TooManyTries};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(current, sign_in, sign_out))
}

/// Signs in. The token comes as the HttpOnly cookie `terbit_session`.
#[utoipa::path(
    post, path = "/session", tag = "sesi", request_body = Credentials,
    responses(
        (status = 200, body = Session, headers(("set-cookie" = String))),
        (status = 401, description = "`wrong_password`", body = Failure),
        (status = 409, description = "`not_founded`", body = Failure),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation,
    )
)]
async fn sign_in(
    State(app): State<App>,
    Sent(form): Sent<Credentials>,
) -> Result<Response, Failure> {
    let _turn = app.turns.sign_in().await?;
    let (token, session) = app.run(move |office| office.sign_in(&form)).await?;
    Ok(([(header::SET_COOKIE, cookie::keep(token.as_str()))], Json(session)).into_response())
}

/// Who is signed in.
#[utoipa::path(get, path = "/session", operation_id = "current_session", tag = "sesi", responses((status = 200, body = Session), SignedInOnly))]
async fn current(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Session>, Failure> {
    app.run(move |office| office.session_view(&signed_in.caller)).await.map(Json)
}

/// Signs out; without a session it changes nothing.
#[utoipa::path(delete, path = "/session", tag = "sesi", responses((status = 204), Mutation))]
async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(token) = cookie::read(&headers) {
        app.run(move |office| office.sign_out(&token)).await?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie::forget())]).into_response())
}
