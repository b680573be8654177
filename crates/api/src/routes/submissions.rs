//! Submissions: lists, pages and acts.

use axum::Json;
use axum::extract::State;
use office::parts::workflow::SubmissionId;
use office::view::{ActRequest, Page, SubmissionCard, SubmissionDetail};
use office::{ListFilter, Scope};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::{Asked, Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, StaleSubmission};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(one)).routes(routes!(act))
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ListScope {
    /// What the caller may act on.
    Inbox,
    /// What the caller handed in, in any state.
    Mine,
    #[default]
    Open,
    /// Open and past the standard time.
    Late,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    #[serde(default)]
    #[param(inline)]
    scope: ListScope,
    sop: Option<String>,
    step: Option<String>,
    /// Words of title, caption, PIC, links and file names.
    q: Option<String>,
    cursor: Option<String>,
    /// At most 200; 50 if absent.
    limit: Option<u32>,
}

/// A list, least time left first (`mine`: last changed first).
#[utoipa::path(
    get, path = "/submissions", operation_id = "list_submissions", tag = "ajuan", params(Wanted),
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
    let scope = match wanted.scope {
        ListScope::Inbox => Scope::Inbox,
        ListScope::Mine => Scope::Mine,
        ListScope::Open => Scope::Open,
        ListScope::Late => Scope::Late,
    };
    let filter = ListFilter {
        sop: wanted.sop,
        step: wanted.step,
        text: wanted.q,
        cursor: wanted.cursor,
        limit: wanted.limit,
    };
    app.run(move |office| office.submissions(&signed_in.caller, scope, filter)).await.map(Json)
}

#[utoipa::path(
    get, path = "/submissions/{id}", operation_id = "get_submission", tag = "ajuan", params(("id" = SubmissionId, Path)),
    responses(
        (status = 200, body = SubmissionDetail),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn one(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<SubmissionId>,
) -> Result<Json<SubmissionDetail>, Failure> {
    app.run(move |office| office.submission(&signed_in.caller, id)).await.map(Json)
}

/// Acts, on the revision that the person saw. The same command id again is answered, not repeated.
#[utoipa::path(
    post, path = "/submissions/{id}/acts", tag = "ajuan", params(("id" = SubmissionId, Path)), request_body = ActRequest,
    responses(
        (status = 200, body = SubmissionDetail),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale`: who was first, and the present state; or `command_reused`", body = StaleSubmission),
        (status = 422, description = "a refusal of the SOP, or `unknown_file`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn act(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<SubmissionId>,
    Sent(request): Sent<ActRequest>,
) -> Result<Json<SubmissionDetail>, Failure> {
    app.run(move |office| office.act(&signed_in.caller, id, request)).await.map(Json)
}
