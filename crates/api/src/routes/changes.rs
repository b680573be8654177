//! Changes as server-sent events: whoever looks at a list hears that it is old.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream;
use office::view::{Change, ChangeKind};
use office::{Attention, Caller};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;
use tokio::time::{Interval, MissedTickBehavior, interval};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

/// So often it is said that there is nothing to say: whoever hears nothing at all for much longer has lost the line, and
/// finds it again.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// How often it is asked whether the session still goes on.
const SESSION_CHECK: Duration = Duration::from_secs(30);

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(changes))
}

/// Every change from now on; with `Last-Event-ID`, first what was missed. Ends with the session.
#[utoipa::path(
    get, path = "/changes", tag = "perubahan",
    params(("last-event-id" = Option<u64>, Header, description = "the sequence that was heard last")),
    responses((status = 200, content_type = "text/event-stream", body = Change), SignedInOnly)
)]
async fn changes(
    State(app): State<App>,
    signed_in: SignedIn,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    // Listening begins before the past is read, so that nothing falls in between.
    let live = app.office.changes();
    let caller = signed_in.caller.clone();
    let waiting =
        match headers.get("last-event-id").and_then(|id| id.to_str().ok()?.trim().parse().ok()) {
            None => Vec::new(),
            Some(after) => app.run(move |office| office.missed_changes(&caller, after)).await?,
        };
    let mut check = interval(SESSION_CHECK);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    check.reset();
    let told = waiting.last().map_or(0, |change| change.sequence);
    let listener = Listener { app, signed_in, live, waiting: waiting.into(), told, check };
    let events = stream::unfold(listener, |mut listener| async move {
        let change = listener.next().await?;
        let event = Event::default().id(change.sequence.to_string()).json_data(&change);
        Some((Ok(event.unwrap_or_default()), listener))
    });
    // An event of its own, because a page is told of no comments; its data are nobody's JSON.
    let alive = Event::default().event("alive").data("-");
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(KEEP_ALIVE).event(alive)))
}

struct Listener {
    app: App,
    signed_in: SignedIn,
    live: Receiver<Change>,
    waiting: VecDeque<Change>,
    /// The last sequence of the past that was told.
    told: u64,
    check: Interval,
}

enum Heard {
    Change(Result<Change, RecvError>),
    Closing,
    Tick,
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // An error means that the host is gone altogether.
    let _ = closing.wait_for(|closing| *closing).await;
}

impl Listener {
    /// `None`: the session or the host ended.
    async fn next(&mut self) -> Option<Change> {
        if let Some(change) = self.waiting.pop_front() {
            return Some(change);
        }
        loop {
            let heard = tokio::select! {
                change = self.live.recv() => Heard::Change(change),
                () = closed(&mut self.app.closing) => Heard::Closing,
                _ = self.check.tick() => Heard::Tick,
            };
            match heard {
                Heard::Change(Ok(change)) if self.is_news(&change) => return Some(change),
                Heard::Change(Ok(_)) => {}
                Heard::Change(Err(RecvError::Lagged(_))) => {
                    return self.app.run(office::Office::everything).await.ok();
                }
                Heard::Tick if self.goes_on().await => {}
                Heard::Change(Err(RecvError::Closed)) | Heard::Closing | Heard::Tick => {
                    return None;
                }
            }
        }
    }

    fn is_news(&self, change: &Change) -> bool {
        let known = change.kind == ChangeKind::Submission && change.sequence <= self.told;
        !known && change.concerns(self.caller().id())
    }

    async fn goes_on(&self) -> bool {
        let SignedIn { token, device, .. } = &self.signed_in;
        let (token, device) = (token.clone(), device.clone());
        let asked = self.app.run(move |office| {
            device.map(|device| office.device(&device)).transpose()?;
            office.caller(&token, Attention::Background)
        });
        asked.await.is_ok()
    }

    fn caller(&self) -> &Caller {
        &self.signed_in.caller
    }
}
