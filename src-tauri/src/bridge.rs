//! The road from the page to the office: every request of the window is answered in process, or by the host of the
//! office that this PC joined.
//!
//! Why a custom scheme and not a local server: no port means nothing on this PC or the network
//! can talk to the office's data past the window. The router is the one a server runs, so an
//! endpoint is written and tested once. The page itself always comes from this program: no other computer's code ever
//! runs in a window that can ask the shell for something.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError, RwLock};

use axum::Router;
use axum::body::{Body, HttpBody};
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use http_body_util::BodyExt;
use serde_json::Value;
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::content_policy;
use crate::dropped::{self, Previews};
use crate::failure::Failure;
use crate::joined::Remote;
use crate::offered::Offered;
use crate::session::Session;
use crate::window;

/// The most that one answer to an open-ended range carries, in bytes: answers are held in memory
/// whole, and a player asks for the rest when it gets there.
const RANGE_PIECE: u64 = 4 * 1024 * 1024;

/// Where the office is.
#[derive(Clone)]
pub enum Road {
    /// Opened in this program.
    Here(Router),
    /// On another computer.
    There(Arc<Remote>),
}

/// Cheap to clone: the road and the session are shared.
#[derive(Clone)]
pub struct Bridge {
    road: Arc<RwLock<Road>>,
    page: Router,
    session: Arc<Session>,
}

impl Bridge {
    /// To an office in this program.
    pub fn new(router: Router) -> Self {
        let road = Arc::new(RwLock::new(Road::Here(router)));
        Self { road, page: api::page(), session: Arc::default() }
    }

    /// To another office from now on, with nobody signed in.
    pub fn turn(&self, road: Road) {
        *self.road.write().unwrap_or_else(PoisonError::into_inner) = road;
        self.session.forget();
    }

    pub fn road(&self) -> Road {
        self.road.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn session_token(&self) -> Option<String> {
        self.session.token()
    }

    /// Told whenever somebody signs in or out.
    pub fn session(&self) -> watch::Receiver<Option<String>> {
        self.session.changes()
    }

    /// Asks the office with the session of whoever is signed in; the body comes as a stream.
    pub async fn ask(&self, mut request: Request<Body>) -> Response<Body> {
        self.session.put_on(request.headers_mut());
        let mut response = match self.road() {
            Road::Here(router) => answered(router, request).await,
            Road::There(_) if !is_api(request.uri().path()) => {
                answered(self.page.clone(), request).await
            }
            Road::There(remote) => remote.ask(request).await,
        };
        self.session.take_off(response.headers_mut());
        response
    }

    /// Answers one request of the page.
    async fn answer(&self, request: Request<Vec<u8>>) -> Response<Cow<'static, [u8]>> {
        let Some(request) = for_router(request) else {
            return refuse(StatusCode::FORBIDDEN, "Permintaan ini bukan dari jendela Terbit.");
        };
        let (mut parts, body) = self.ask(request).await.into_parts();
        if is_endless(&parts.headers) {
            return refuse(
                StatusCode::NOT_ACCEPTABLE,
                "Jendela ini menerima perubahan dengan jalan lain.",
            );
        }
        let Ok(body) = body.collect().await else {
            return refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Jawaban terputus di tengah jalan. Ulangi.",
            );
        };
        if is_page(&parts.headers) {
            content_policy::amend(&mut parts.headers);
        }
        Response::from_parts(parts, Cow::Owned(body.to_bytes().to_vec()))
    }
}

/// The JSON of an answer, good or not.
pub async fn said<B: HttpBody>(response: Response<B>) -> Result<Value, Failure> {
    let body = response.into_body().collect().await.map_err(|_| Failure::Interrupted)?;
    serde_json::from_slice(&body.to_bytes()).map_err(|_| Failure::Interrupted)
}

/// The handler of the window's scheme.
pub fn answer_page(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    let bridge = app.state::<Bridge>().inner().clone();
    tauri::async_runtime::spawn(async move {
        if let Some(token) = dropped::token_in(request.uri().path()) {
            let (offered, previews) = (app.state::<Offered>(), app.state::<Previews>());
            let method = request.method();
            responder.respond(dropped::answer(method, token, &offered, &previews).await);
            return;
        }
        // In a task of its own: should a handler panic, the page still gets an answer.
        let answer = tauri::async_runtime::spawn(async move { bridge.answer(request).await }).await;
        responder.respond(answer.unwrap_or_else(|_| {
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "Terjadi kesalahan di dalam Terbit. Ulangi.")
        }));
    });
}

/// The page's request as the router expects it, or nothing when another page sent it.
fn for_router(request: Request<Vec<u8>>) -> Option<Request<Body>> {
    let (mut parts, body) = request.into_parts();
    if let Some(origin) = parts.headers.remove(header::ORIGIN)
        && origin.as_bytes() != window::origin().as_bytes()
    {
        return None;
    }
    parts.uri = parts.uri.path_and_query()?.as_str().parse::<Uri>().ok()?;
    parts.headers.insert(header::HOST, HeaderValue::from_static("localhost"));
    if parts.method == Method::GET && parts.uri.path().starts_with("/api/media/") {
        let piece = parts.headers.get(header::RANGE).and_then(bounded);
        if let Some(piece) = piece {
            parts.headers.insert(header::RANGE, piece);
        }
    }
    Some(Request::from_parts(parts, Body::from(body)))
}

/// An open-ended range (`bytes=100-`), cut to a piece; other ranges are left as they are.
fn bounded(range: &HeaderValue) -> Option<HeaderValue> {
    let start: u64 =
        range.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()?;
    let end = start.checked_add(RANGE_PIECE - 1)?;
    HeaderValue::from_str(&format!("bytes={start}-{end}")).ok()
}

async fn answered(router: Router, request: Request<Body>) -> Response<Body> {
    router.oneshot(request).await.unwrap_or_else(|never| match never {})
}

fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

fn is_page(headers: &axum::http::HeaderMap) -> bool {
    content_type(headers).starts_with("text/html")
}

/// An event stream has no end to wait for; the window hears of changes as events of the shell.
fn is_endless(headers: &axum::http::HeaderMap) -> bool {
    content_type(headers).starts_with("text/event-stream")
}

fn content_type(headers: &axum::http::HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn refuse(status: StatusCode, message: &str) -> Response<Cow<'static, [u8]>> {
    refusal::<Vec<u8>>(status, "shell", message).map(Cow::Owned)
}

/// An answer of the shell itself, in the shape of the API's failures.
pub fn refusal<B: From<Vec<u8>>>(status: StatusCode, code: &str, message: &str) -> Response<B> {
    let body = serde_json::json!({ "code": code, "message": message });
    let mut response = Response::new(B::from(body.to_string().into_bytes()));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use axum::routing::{get, post};

    use super::*;

    fn bridge() -> Bridge {
        let cookie = [(header::SET_COOKIE, "terbit_session=abc; HttpOnly")];
        let seen = |headers: axum::http::HeaderMap| async move {
            let text = |name| {
                headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("-").to_owned()
            };
            format!("{} {}", text(header::COOKIE), text(header::RANGE))
        };
        Bridge::new(
            Router::new()
                .route("/api/sign-in", post(move || async move { cookie }))
                .route("/api/media/a", get(seen))
                .route(
                    "/api/changes",
                    get(|| async { ([(header::CONTENT_TYPE, "text/event-stream")], "") }),
                ),
        )
    }

    async fn ask(
        bridge: &Bridge,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, String) {
        let mut request =
            Request::builder().method(method).uri(format!("terbit://localhost{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = bridge.answer(request.body(Vec::new()).unwrap()).await;
        assert!(!response.headers().contains_key(header::SET_COOKIE));
        (response.status(), String::from_utf8_lossy(response.body()).into_owned())
    }

    #[tokio::test]
    async fn the_session_of_a_sign_in_goes_with_every_later_request() {
        let bridge = bridge();
        assert_eq!(ask(&bridge, "GET", "/api/media/a", &[]).await.1, "- -");
        ask(&bridge, "POST", "/api/sign-in", &[("origin", &window::origin())]).await;
        assert_eq!(ask(&bridge, "GET", "/api/media/a", &[]).await.1, "terbit_session=abc -");
    }

    #[tokio::test]
    async fn another_page_is_refused() {
        let origin = [("origin", "https://example.org")];
        assert_eq!(ask(&bridge(), "POST", "/api/sign-in", &origin).await.0, StatusCode::FORBIDDEN);
    }

    #[tokio::test]
    async fn an_open_range_is_cut_to_a_piece() {
        let range = [("range", "bytes=100-")];
        assert_eq!(ask(&bridge(), "GET", "/api/media/a", &range).await.1, "- bytes=100-4194403");
        let range = [("range", "bytes=0-1")];
        assert_eq!(ask(&bridge(), "GET", "/api/media/a", &range).await.1, "- bytes=0-1");
    }

    #[tokio::test]
    async fn an_event_stream_is_not_waited_for() {
        assert_eq!(ask(&bridge(), "GET", "/api/changes", &[]).await.0, StatusCode::NOT_ACCEPTABLE);
    }
}
