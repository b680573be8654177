//! Everything put together: routes, limits, the guard, the headers, the page.

use axum::extract::DefaultBodyLimit;
use axum::response::{IntoResponse, Response};
use axum::{Router, middleware};

use crate::app::App;
use crate::body::JSON_LIMIT;
use crate::failure::Failure;
use crate::guard::{self, Edition};
use crate::openapi::described;
use crate::{device, headers, log, unread, web};

pub(crate) fn whole(app: App, edition: Edition) -> Router {
    let (api, _) = described().split_for_parts();
    api.route("/api", axum::routing::any(unknown))
        .route("/api/{*rest}", axum::routing::any(unknown))
        .method_not_allowed_fallback(not_this_way)
        .layer(middleware::from_fn_with_state(app.clone(), device::check))
        .with_state(app)
        .fallback_service(axum::routing::get(web::page))
        .layer(DefaultBodyLimit::max(JSON_LIMIT))
        .layer(middleware::from_fn_with_state(edition, guard::check))
        .layer(middleware::from_fn(unread::drain))
        .layer(middleware::from_fn_with_state(edition, headers::add))
        .layer(middleware::from_fn(log::request))
}

/// The page alone, for a window whose office is on another computer.
pub fn page() -> Router {
    Router::new()
        .fallback_service(axum::routing::get(web::page))
        .layer(middleware::from_fn_with_state(Edition::Desktop, headers::add))
}

async fn unknown() -> Failure {
    Failure::not_found()
}

async fn not_this_way() -> Response {
    let message = "Alamat ini tidak dapat dipakai dengan cara itu.";
    Failure::new(axum::http::StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
        .into_response()
}
