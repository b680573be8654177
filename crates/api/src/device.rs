//! The PC that a request comes from, where it names one: a PC that was revoked is answered nothing else.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;

/// Sent by a desktop that joined, with every request.
pub const DEVICE: &str = "x-terbit-device";

pub(crate) async fn check(State(app): State<App>, request: Request, next: Next) -> Response {
    let named = request.headers().get(DEVICE).map(|token| token.to_str().unwrap_or_default());
    if let Some(token) = named {
        let token = token.to_owned();
        if let Err(failure) = app.run(move |office| office.device(&token)).await {
            return failure.into_response();
        }
    }
    next.run(request).await
}
