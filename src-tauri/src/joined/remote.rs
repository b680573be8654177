//! The joined office as the bridge sees it: a request goes in, an answer comes out, whatever the network does.

use axum::body::{self, Body};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri, header};
use serde::Serialize;
use tokio::sync::watch;

use super::line::{Line, Unreached};
use super::membership::Membership;
use super::pinned::Pin;
use crate::bridge::refusal;

/// Bytes of a refusal, which is a sentence.
const MOST_REFUSAL: usize = 64 * 1024;

/// Of one connection, or of a browser's page: the host is to know neither.
const LEFT_BEHIND: [HeaderName; 8] = [
    header::HOST,
    header::ORIGIN,
    header::REFERER,
    header::CONNECTION,
    header::TRANSFER_ENCODING,
    header::UPGRADE,
    header::TE,
    HeaderName::from_static("keep-alive"),
];

/// How it stands with the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    Up,
    /// No answer; tried again by itself.
    Down,
    /// Somebody else answers at the host's address.
    ChangedCertificate,
    /// The office's administrator has shut this PC out.
    Revoked,
}

pub struct Remote {
    line: Line,
    membership: Membership,
    reach: watch::Sender<Reach>,
}

impl Remote {
    pub fn new(membership: Membership) -> Result<Self, rustls::Error> {
        let pin = Pin::Certificate(membership.certificate.clone());
        let line = Line::new(membership.address.clone(), pin)?;
        Ok(Self { line, membership, reach: watch::Sender::new(Reach::Up) })
    }

    pub fn membership(&self) -> &Membership {
        &self.membership
    }

    pub fn reach(&self) -> watch::Receiver<Reach> {
        self.reach.subscribe()
    }

    /// Asks the host; where it can't be asked, the answer says why and what to do.
    pub async fn ask(&self, request: Request<Body>) -> Response<Body> {
        let Some(request) = self.addressed(request) else {
            return refusal(StatusCode::BAD_REQUEST, "shell", "Alamat ini tidak dapat dipakai.");
        };
        match self.line.send(request).await {
            Ok(response) => self.looked_at(response.map(Body::new)).await,
            Err(unreached) => self.unanswered(&unreached),
        }
    }

    /// The same request as the host is to see it.
    fn addressed(&self, request: Request<Body>) -> Option<Request<Body>> {
        let (mut parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        parts.uri = format!("https://{}{path}", self.line.address()).parse::<Uri>().ok()?;
        put_on(&mut parts.headers, &self.membership.token)?;
        Some(Request::from_parts(parts, body))
    }

    /// A refusal is read: it may say that this PC was shut out.
    async fn looked_at(&self, response: Response<Body>) -> Response<Body> {
        if response.status() != StatusCode::FORBIDDEN {
            self.stands(Reach::Up);
            return response;
        }
        let (parts, body) = response.into_parts();
        let Ok(bytes) = body::to_bytes(body, MOST_REFUSAL).await else {
            return self.unanswered(&Unreached::Silent);
        };
        let said: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
        let revoked = said.is_some_and(|said| said["code"] == "device_revoked");
        self.stands(if revoked { Reach::Revoked } else { Reach::Up });
        Response::from_parts(parts, Body::from(bytes))
    }

    fn unanswered(&self, unreached: &Unreached) -> Response<Body> {
        let (reach, code, message) = match unreached {
            Unreached::Silent => (
                Reach::Down,
                "unreachable",
                "Pusat kantor tidak terjangkau. Periksa jaringan, dan apakah komputer pusat menyala; Terbit mencoba lagi sendiri.",
            ),
            Unreached::OtherCertificate => (
                Reach::ChangedCertificate,
                "changed_certificate",
                "Yang menjawab di alamat itu bukan pusat kantor yang dikenal komputer ini. Tidak ada yang dikirim; hubungi pengelola.",
            ),
        };
        self.stands(reach);
        refusal(StatusCode::BAD_GATEWAY, code, message)
    }

    fn stands(&self, now: Reach) {
        self.reach.send_if_modified(|before| std::mem::replace(before, now) != now);
    }
}

/// What every request of this PC carries. The token is hexadecimal.
fn put_on(headers: &mut HeaderMap, token: &str) -> Option<()> {
    for name in LEFT_BEHIND {
        headers.remove(name);
    }
    for name in ["sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user"] {
        headers.remove(name);
    }
    let mut token = HeaderValue::from_str(token).ok()?;
    token.set_sensitive(true);
    headers.insert(api::DEVICE, token);
    headers.insert(header::USER_AGENT, HeaderValue::from_static(program()));
    Some(())
}

/// What this program calls itself, as the office lists sessions.
pub fn program() -> &'static str {
    if cfg!(windows) {
        concat!("Terbit/", env!("CARGO_PKG_VERSION"), " (Windows)")
    } else if cfg!(target_os = "macos") {
        concat!("Terbit/", env!("CARGO_PKG_VERSION"), " (Mac OS X)")
    } else {
        concat!("Terbit/", env!("CARGO_PKG_VERSION"), " (Linux)")
    }
}
