//! Acting officials, and the setting for deciding twice.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::view::{DecisionRule, DelegationCard, NewDelegation};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, appoint))
        .routes(routes!(end))
        .routes(routes!(rule, set_rule))
}

/// Every appointment, last begun first.
#[utoipa::path(get, path = "/delegations", operation_id = "list_delegations", tag = "akun", responses((status = 200, body = Vec<DelegationCard>), SignedInOnly))]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<DelegationCard>>, Failure> {
    app.run(move |office| office.delegations(&signed_in.caller)).await.map(Json)
}

/// Appoints an acting official for a time. For the administrator.
#[utoipa::path(
    post, path = "/delegations", operation_id = "delegate", tag = "akun", request_body = NewDelegation,
    responses((status = 201, body = DelegationCard), Mutation, SignedInOnly)
)]
async fn appoint(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<NewDelegation>,
) -> Result<(StatusCode, Json<DelegationCard>), Failure> {
    let card = app.run(move |office| office.delegate(&signed_in.caller, &form)).await?;
    Ok((StatusCode::CREATED, Json(card)))
}

/// Ends an appointment before its last day. For the administrator.
#[utoipa::path(
    post, path = "/delegations/{id}/end", operation_id = "end_delegation", tag = "akun", params(("id" = Uuid, Path)),
    responses(
        (status = 200, body = DelegationCard),
        (status = 404, description = "`not_found`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn end(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<Json<DelegationCard>, Failure> {
    app.run(move |office| office.end_delegation(&signed_in.caller, id)).await.map(Json)
}

/// Whether one person may decide on an item at two of its steps.
#[utoipa::path(get, path = "/office/decision-rule", operation_id = "decision_rule", tag = "kantor", responses((status = 200, body = DecisionRule), SignedInOnly))]
async fn rule(State(app): State<App>, signed_in: SignedIn) -> Result<Json<DecisionRule>, Failure> {
    app.run(move |office| office.decision_rule(&signed_in.caller)).await.map(Json)
}

/// For the administrator.
#[utoipa::path(
    put, path = "/office/decision-rule", operation_id = "set_decision_rule", tag = "kantor", request_body = DecisionRule,
    responses((status = 200, body = DecisionRule), Mutation, SignedInOnly)
)]
async fn set_rule(
    State(app): State<App>,
    signed_in: SignedIn,
    Sent(form): Sent<DecisionRule>,
) -> Result<Json<DecisionRule>, Failure> {
    app.run(move |office| office.set_decision_rule(&signed_in.caller, &form)).await.map(Json)
}
