//! Video for the window on Linux, where the webview's player can't read a custom scheme.
//!
//! A listener on the loopback address, started when the first video is to be played. It answers
//! GET for exactly the media that the shell gave a token for, and nothing else: another program
//! on this PC that finds the port still has to guess a random token.

use std::collections::VecDeque;
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderName, Response, StatusCode, Uri, header};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::bridge::Bridge;
use crate::failure::Failure;

/// So many videos can be on the screen at once; an older token ends.
const MOST: usize = 64;

/// What a player may ask with; all else is left behind, cookies above all.
const PASSED_ON: [HeaderName; 4] =
    [header::RANGE, header::IF_RANGE, header::IF_NONE_MATCH, header::ACCEPT];

pub struct MediaListener {
    desk: Arc<Desk>,
    port: OnceCell<u16>,
}

/// What the listener's answers are made from.
struct Desk {
    bridge: Bridge,
    /// Token and the one path of the API that it opens.
    given: Mutex<VecDeque<(String, Uri)>>,
}

impl MediaListener {
    pub fn new(bridge: Bridge) -> Self {
        let desk = Desk { bridge, given: Mutex::default() };
        Self { desk: Arc::new(desk), port: OnceCell::new() }
    }

    async fn address_of(&self, media: Uri) -> io::Result<String> {
        let port = self.port.get_or_try_init(|| listen(self.desk.clone())).await?;
        let token = self.desk.give(media);
        Ok(format!("http://127.0.0.1:{port}/{token}"))
    }
}

impl Desk {
    fn give(&self, media: Uri) -> String {
        let token = Uuid::new_v4().simple().to_string();
        let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.push_back((token.clone(), media));
        if given.len() > MOST {
            given.pop_front();
        }
        token
    }

    fn media_for(&self, token: &str) -> Option<Uri> {
        let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
        given.iter().find(|(known, _)| known == token).map(|(_, media)| media.clone())
    }
}

/// An address that this window's player can read, for a path of the API below `/api/media/`.
#[tauri::command]
pub async fn media_url(
    path: String,
    listener: tauri::State<'_, MediaListener>,
) -> Result<String, Failure> {
    let media = checked(&path).ok_or(Failure::NotSaveable)?;
    if cfg!(target_os = "linux") {
        listener.address_of(media).await.map_err(Failure::NoPlayer)
    } else {
        Ok(path)
    }
}

fn checked(path: &str) -> Option<Uri> {
    let media: Uri = path.parse().ok()?;
    (path.starts_with("/api/media/") && !path.contains("..")).then_some(media)
}

async fn listen(desk: Arc<Desk>) -> io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let port = listener.local_addr()?.port();
    let routes = Router::new().route("/{token}", get(answer)).with_state(desk);
    tauri::async_runtime::spawn(async move {
        // Ends with the program; a listener that fails only stops the videos.
        let _ended = axum::serve(listener, routes).await;
    });
    Ok(port)
}

async fn answer(
    State(desk): State<Arc<Desk>>,
    Path(token): Path<String>,
    player: Request,
) -> Response<Body> {
    let Some(media) = desk.media_for(&token) else {
        let mut refusal = Response::new(Body::empty());
        *refusal.status_mut() = StatusCode::NOT_FOUND;
        return refusal;
    };
    let mut request = Request::new(Body::empty());
    *request.uri_mut() = media;
    for name in PASSED_ON {
        if let Some(value) = player.headers().get(&name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    desk.bridge.ask(request).await
}

#[cfg(test)]
mod tests {
    use tower::ServiceExt;

    use super::*;

    fn listener() -> MediaListener {
        let range = |headers: axum::http::HeaderMap| async move {
            headers
                .get(header::RANGE)
                .cloned()
                .map_or(StatusCode::OK, |_| StatusCode::PARTIAL_CONTENT)
        };
        MediaListener::new(Bridge::new(Router::new().route("/api/media/a/original", get(range))))
    }

    async fn played(desk: &Arc<Desk>, path: &str) -> StatusCode {
        let routes = Router::new().route("/{token}", get(answer)).with_state(desk.clone());
        let request = Request::builder().uri(path).header(header::RANGE, "bytes=0-1");
        routes.oneshot(request.body(Body::empty()).unwrap()).await.unwrap().status()
    }

    #[tokio::test]
    async fn a_token_opens_its_own_video_with_ranges() {
        let listener = listener();
        let token = listener.desk.give(checked("/api/media/a/original").unwrap());
        assert_eq!(played(&listener.desk, &format!("/{token}")).await, StatusCode::PARTIAL_CONTENT);
    }

    #[tokio::test]
    async fn without_a_token_nothing_opens() {
        let listener = listener();
        assert_eq!(played(&listener.desk, "/guess").await, StatusCode::NOT_FOUND);
        assert_eq!(played(&listener.desk, "/api/media/a/original").await, StatusCode::NOT_FOUND);
    }

    #[test]
    fn only_media_can_be_played() {
        assert!(checked("/api/media/a/original").is_some());
        assert!(checked("/api/accounts").is_none());
        assert!(checked("/api/media/../accounts").is_none());
    }
}
