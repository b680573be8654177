//! The live line to the joined office: changes for the page, and whether the host is there at all.
//!
//! While somebody is signed in, the host's changes are listened to. Otherwise the host is only looked for once a
//! request was not answered. After a break the page is told to load again what it shows.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use http_body_util::BodyExt as _;
use tauri::AppHandle;

use super::remote::{Reach, Remote};
use super::sse::Events;
use crate::bridge::Bridge;
use crate::drop::tell;

const CHANGE_EVENT: &str = "change";
const RESYNC_EVENT: &str = "resync";
const REACH_EVENT: &str = "reach";

/// The host says something, if only that there is nothing, every fifteen seconds.
const SILENCE: Duration = Duration::from_secs(40);
/// Between tries: soon at first, then less often.
const PAUSES: [Duration; 5] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(10),
];

/// Goes on until it is aborted, when the window shows another office.
pub async fn follow(app: AppHandle, bridge: Bridge, remote: Arc<Remote>) {
    tokio::join!(tell_reach(&app, &remote), listen(&app, &bridge, &remote));
}

async fn tell_reach(app: &AppHandle, remote: &Remote) {
    let mut reach = remote.reach();
    loop {
        let now = *reach.borrow_and_update();
        tell(app, REACH_EVENT, &now);
        if reach.changed().await.is_err() {
            return;
        }
    }
}

async fn listen(app: &AppHandle, bridge: &Bridge, remote: &Remote) {
    let mut tries = 0;
    loop {
        let heard = match bridge.session_token() {
            Some(_) => changes(app, bridge).await,
            None => look(bridge, remote).await,
        };
        match heard {
            Heard::Something => tries = 0,
            Heard::Nothing => {}
            Heard::NotSignedIn => {
                tries = 0;
                idle(bridge, remote).await;
                continue;
            }
        }
        tokio::time::sleep(PAUSES[tries.min(PAUSES.len() - 1)]).await;
        tries += 1;
    }
}

enum Heard {
    /// The host answered, and the line ended later.
    Something,
    Nothing,
    /// There is nothing to listen to until somebody signs in.
    NotSignedIn,
}

/// Until the changes end.
async fn changes(app: &AppHandle, bridge: &Bridge) -> Heard {
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = "/api/changes".parse().unwrap_or_default();
    request.headers_mut().insert("x-terbit-background", header::HeaderValue::from_static("1"));
    let response = bridge.ask(request).await;
    match response.status() {
        StatusCode::OK => {}
        StatusCode::UNAUTHORIZED => return Heard::NotSignedIn,
        _ => return Heard::Nothing,
    }
    tell(app, RESYNC_EVENT, &());
    pass_on(app, response).await;
    Heard::Something
}

async fn pass_on(app: &AppHandle, response: Response<Body>) {
    let mut body = response.into_body();
    let mut events = Events::default();
    while let Ok(Some(Ok(frame))) = tokio::time::timeout(SILENCE, body.frame()).await {
        let Ok(bytes) = frame.into_data() else { continue };
        for data in events.feed(&bytes) {
            if let Ok(change) = serde_json::from_str::<serde_json::Value>(&data) {
                tell(app, CHANGE_EVENT, &change);
            }
        }
    }
}

/// Nobody is signed in: a host that answered last is left in peace.
async fn look(bridge: &Bridge, remote: &Remote) -> Heard {
    if *remote.reach().borrow() == Reach::Up {
        return Heard::NotSignedIn;
    }
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = "/api/health".parse().unwrap_or_default();
    if bridge.ask(request).await.status().is_success() {
        Heard::NotSignedIn
    } else {
        Heard::Nothing
    }
}

/// Until somebody signs in or out, or the host stands otherwise.
async fn idle(bridge: &Bridge, remote: &Remote) {
    let mut session = bridge.session();
    let mut reach = remote.reach();
    session.mark_unchanged();
    reach.mark_unchanged();
    tokio::select! {
        _ = session.changed() => {}
        _ = reach.changed() => {}
    }
}
