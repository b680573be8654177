//! The first screen.

use axum::Json;
use axum::extract::State;
use office::view::Home;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(home))
}

/// What waits for the caller, what is late, what is coming.
#[utoipa::path(get, path = "/home", tag = "beranda", responses((status = 200, body = Home), SignedInOnly))]
async fn home(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Home>, Failure> {
    app.run(move |office| office.home(&signed_in.caller)).await.map(Json)
}
