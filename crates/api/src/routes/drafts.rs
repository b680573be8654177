//! Drafts, and handing them in.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::parts::workflow::check::Checklist;
use office::view::{
    CheckRequest, Draft, DraftCard, DraftUpdate, NewDraft, SeenDraft, SubmissionDetail, SubmitDraft,
};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, StaleDraft};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(check))
        .routes(routes!(one, save, delete))
        .routes(routes!(submit))
        .routes(routes!(offered))
        .routes(routes!(offer))
        .routes(routes!(withdraw))
        .routes(routes!(take))
}

/// The caller's own drafts, last changed first.
#[utoipa::path(get, path = "/drafts", operation_id = "list_drafts", tag = "draf", responses((status = 200, body = Vec<DraftCard>), SignedInOnly))]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<DraftCard>>, Failure> {
    app.run(move |office| office.drafts(&signed_in.caller)).await.map(Json)
}

/// Begins an empty draft.
#[utoipa::path(
    post, path = "/drafts", operation_id = "begin_draft", tag = "draf", request_body = NewDraft,
    responses(
        (status = 201, body = Draft),
        (status = 404, description = "`not_found`: no such SOP", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn begin(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<NewDraft>,
) -> Result<(StatusCode, Json<Draft>), Failure> {
    let draft = app.run(move |office| office.begin_draft(&signed_in.caller, &form.sop)).await?;
    Ok((StatusCode::CREATED, Json(draft)))
}

#[utoipa::path(
    get, path = "/drafts/{id}", operation_id = "get_draft", tag = "draf", params(("id" = Uuid, Path)),
    responses((status = 200, body = Draft), (status = 404, description = "`not_found`", body = Failure), SignedInOnly)
)]
async fn one(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<Json<Draft>, Failure> {
    app.run(move |office| office.draft(&signed_in.caller, id)).await.map(Json)
}

/// Saves, if nobody saved since the given revision.
#[utoipa::path(
    put, path = "/drafts/{id}", operation_id = "save_draft", tag = "draf", params(("id" = Uuid, Path)), request_body = DraftUpdate,
    responses(
        (status = 200, body = Draft),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale`, with the newer draft", body = StaleDraft),
        (status = 422, description = "`unknown_file`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn save(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(update): Sent<DraftUpdate>,
) -> Result<Json<Draft>, Failure> {
    app.run(move |office| office.save_draft(&signed_in.caller, id, &update)).await.map(Json)
}

#[utoipa::path(
    delete, path = "/drafts/{id}", operation_id = "delete_draft", tag = "draf", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, description = "`not_found`", body = Failure), Mutation, SignedInOnly)
)]
async fn delete(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.delete_draft(&signed_in.caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hands the draft in: it becomes a submission. The same command id again is answered, not repeated.
#[utoipa::path(
    post, path = "/drafts/{id}/submit", operation_id = "submit_draft", tag = "draf", params(("id" = Uuid, Path)), request_body = SubmitDraft,
    responses(
        (status = 201, body = SubmissionDetail),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale` with the newer draft, or `command_reused`", body = StaleDraft),
        (status = 422, description = "a refusal of the SOP: `incomplete`, `late`, `caption_too_long` …", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn submit(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(request): Sent<SubmitDraft>,
) -> Result<(StatusCode, Json<SubmissionDetail>), Failure> {
    let detail = app.run(move |office| office.submit(&signed_in.caller, id, &request)).await?;
    Ok((StatusCode::CREATED, Json(detail)))
}

/// Drafts of designers that the caller may take, first offered first.
#[utoipa::path(get, path = "/drafts/offered", operation_id = "list_offered_drafts", tag = "draf", responses((status = 200, body = Vec<DraftCard>), SignedInOnly))]
async fn offered(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<DraftCard>>, Failure> {
    app.run(move |office| office.offered_drafts(&signed_in.caller)).await.map(Json)
}

/// A designer gives the draft to whoever hands in; it rests until it is taken or taken back.
#[utoipa::path(
    post, path = "/drafts/{id}/offer", operation_id = "offer_draft", tag = "draf", params(("id" = Uuid, Path)), request_body = SeenDraft,
    responses(
        (status = 200, body = Draft),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale`, with the newer draft", body = StaleDraft),
        Mutation, SignedInOnly,
    )
)]
async fn offer(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(seen): Sent<SeenDraft>,
) -> Result<Json<Draft>, Failure> {
    app.run(move |office| office.offer_draft(&signed_in.caller, id, seen.revision)).await.map(Json)
}

/// Takes an offer back.
#[utoipa::path(
    post, path = "/drafts/{id}/withdraw", operation_id = "withdraw_draft", tag = "draf", params(("id" = Uuid, Path)), request_body = SeenDraft,
    responses(
        (status = 200, body = Draft),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale`, with the newer draft", body = StaleDraft),
        Mutation, SignedInOnly,
    )
)]
async fn withdraw(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(seen): Sent<SeenDraft>,
) -> Result<Json<Draft>, Failure> {
    app.run(move |office| office.withdraw_draft(&signed_in.caller, id, seen.revision))
        .await
        .map(Json)
}

/// Makes an offered draft one's own; whose work it is stays with it.
#[utoipa::path(
    post, path = "/drafts/{id}/take", operation_id = "take_draft", tag = "draf", params(("id" = Uuid, Path)), request_body = SeenDraft,
    responses(
        (status = 200, body = Draft),
        (status = 404, description = "`not_found`", body = Failure),
        (status = 409, description = "`stale`, with the newer draft", body = StaleDraft),
        Mutation, SignedInOnly,
    )
)]
async fn take(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
    Sent(seen): Sent<SeenDraft>,
) -> Result<Json<Draft>, Failure> {
    app.run(move |office| office.take_draft(&signed_in.caller, id, seen.revision)).await.map(Json)
}

/// Holds content against the checklist of a step; keeps nothing.
#[utoipa::path(
    post, path = "/drafts/check", operation_id = "check_content", tag = "draf", request_body = CheckRequest,
    responses(
        (status = 200, body = Checklist),
        (status = 404, description = "`not_found`: no such SOP or step", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn check(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(request): Sent<CheckRequest>,
) -> Result<Json<Checklist>, Failure> {
    app.run(move |office| office.check(&signed_in.caller, &request)).await.map(Json)
}
