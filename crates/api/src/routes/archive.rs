//! What is finished.

use axum::Json;
use axum::extract::State;
use chrono::NaiveDate;
use office::ArchiveFilter;
use office::view::{Page, SubmissionCard};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Asked;
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Words of title, caption, PIC, links and file names; the last one may be a beginning.
    q: Option<String>,
    sop: Option<String>,
    kind: Option<String>,
    platform: Option<String>,
    /// Day of the event, or of handing in where there is none.
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    cursor: Option<String>,
    /// At most 200; 50 if absent.
    limit: Option<u32>,
}

/// Finished submissions, newest first.
#[utoipa::path(
    get, path = "/archive", operation_id = "list_archive", tag = "arsip", params(Wanted),
    responses(
        (status = 200, body = Page<SubmissionCard>),
        (status = 400, description = "`bad_input`", body = Failure),
        SignedInOnly,
    )
)]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<Page<SubmissionCard>>, Failure> {
    let filter = ArchiveFilter {
        text: wanted.q,
        sop: wanted.sop,
        kind: wanted.kind,
        platform: wanted.platform,
        from: wanted.from,
        to: wanted.to,
        cursor: wanted.cursor,
        limit: wanted.limit,
    };
    app.run(move |office| office.archived(&signed_in.caller, filter)).await.map(Json)
}
