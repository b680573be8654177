//! What waits for the caller, and what the caller did.

use axum::Json;
use axum::extract::State;
use office::parts::workflow::SubmissionId;
use office::view::{HistoryEntry, HistoryKind, InboxPage, Page, Waiting};
use office::{Desk, HistoryFilter, InboxFilter};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::body::Asked;
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

/// Most ids that one request may name: a page's worth.
const MOST_IDS: usize = 200;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(waiting)).routes(routes!(history))
}

#[derive(Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum InboxDesk {
    /// The caller may act on it, at any step but an upload.
    #[default]
    Decide,
    /// The caller may upload it.
    Publish,
    /// The caller acted on it once, and now it waits for somebody else.
    Others,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    #[serde(default)]
    #[param(inline)]
    desk: InboxDesk,
    /// Words of title, caption, PIC, links and file names.
    q: Option<String>,
    cursor: Option<String>,
    /// At most 200; 50 if absent.
    limit: Option<u32>,
    /// Ids with commas between them, at most 200: only those of them that still belong here.
    ids: Option<String>,
}

/// Lean rows, least time left first, with counts that are true for all of them.
#[utoipa::path(
    get, path = "/inbox", operation_id = "list_inbox", tag = "ajuan", params(Wanted),
    responses(
        (status = 200, body = InboxPage),
        (status = 400, description = "`bad_input`", body = Failure),
        SignedInOnly,
    )
)]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
    Asked(wanted): Asked<Wanted>,
) -> Result<Json<InboxPage>, Failure> {
    let desk = match wanted.desk {
        InboxDesk::Decide => Desk::Decide,
        InboxDesk::Publish => Desk::Publish,
        InboxDesk::Others => Desk::Others,
    };
    let filter = InboxFilter {
        text: wanted.q,
        cursor: wanted.cursor,
        limit: wanted.limit,
        ids: wanted.ids.as_deref().map(ids).transpose()?,
    };
    app.run(move |office| office.inbox(&signed_in.caller, desk, filter)).await.map(Json)
}

fn ids(text: &str) -> Result<Vec<SubmissionId>, Failure> {
    let named = text.split(',').filter(|id| !id.is_empty()).map(str::parse);
    match named.collect::<Result<Vec<_>, _>>() {
        Ok(ids) if ids.len() <= MOST_IDS => Ok(ids),
        Ok(_) => {
            Err(Failure::bad_input("ids", format!("Paling banyak {MOST_IDS} ajuan sekaligus.")))
        }
        Err(_) => Err(Failure::bad_input("ids", "Nomor ajuan tidak terbaca.".to_owned())),
    }
}

/// The numbers beside the navigation.
#[utoipa::path(
    get, path = "/inbox/counts", operation_id = "count_inbox", tag = "ajuan",
    responses((status = 200, body = Waiting), SignedInOnly)
)]
async fn waiting(State(app): State<App>, signed_in: SignedIn) -> Result<Json<Waiting>, Failure> {
    app.run(move |office| office.waiting(&signed_in.caller)).await.map(Json)
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ActedHow {
    Accepted,
    Rejected,
    /// Handed in, or a step of work done and handed on.
    HandedOn,
    /// The material was changed, or the PIC's agreement recorded.
    Changed,
    Published,
    Cancelled,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HistoryWanted {
    #[param(inline)]
    kind: Option<ActedHow>,
    /// Words of the reason or note, or of the item as in other lists.
    q: Option<String>,
    cursor: Option<String>,
    /// At most 200; 50 if absent.
    limit: Option<u32>,
}

/// What the caller did, newest first.
#[utoipa::path(
    get, path = "/history", operation_id = "list_history", tag = "ajuan", params(HistoryWanted),
    responses(
        (status = 200, body = Page<HistoryEntry>),
        (status = 400, description = "`bad_input`", body = Failure),
        SignedInOnly,
    )
)]
async fn history(
    State(app): State<App>,
    signed_in: SignedIn,
    Asked(wanted): Asked<HistoryWanted>,
) -> Result<Json<Page<HistoryEntry>>, Failure> {
    let kind = wanted.kind.map(|kind| match kind {
        ActedHow::Accepted => HistoryKind::Accepted,
        ActedHow::Rejected => HistoryKind::Rejected,
        ActedHow::HandedOn => HistoryKind::HandedOn,
        ActedHow::Changed => HistoryKind::Changed,
        ActedHow::Published => HistoryKind::Published,
        ActedHow::Cancelled => HistoryKind::Cancelled,
    });
    let filter = HistoryFilter { kind, text: wanted.q, cursor: wanted.cursor, limit: wanted.limit };
    app.run(move |office| office.history(&signed_in.caller, filter)).await.map(Json)
}
