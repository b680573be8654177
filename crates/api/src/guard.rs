//! Requests that change something must come from our own page.

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

/// Where the router runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// In process behind the window's own scheme: only the window can call.
    Desktop,
    /// Behind a port, for browsers.
    Web,
    /// The same, and nobody between can read or change anything.
    WebOverTls,
}

impl Edition {
    pub(crate) fn is_web(self) -> bool {
        self != Self::Desktop
    }
}

/// A page of another site can't set it without asking us first, and we never say yes.
const OURS: &str = "x-terbit";

pub(crate) async fn check(
    State(edition): State<Edition>,
    request: Request,
    next: Next,
) -> Response {
    match refusal(edition, request.method(), request.uri(), request.headers()) {
        Some(failure) => failure.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(edition: Edition, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Failure> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return None;
    }
    if edition.is_web() && !is_our_origin(uri, headers) {
        let message = "Permintaan ini datang dari halaman lain dan tidak dijalankan. Buka Terbit langsung di alamatnya.";
        return Some(Failure::new(StatusCode::FORBIDDEN, "foreign_origin", message));
    }
    if headers.get(OURS).is_none_or(|value| value != "1") {
        let message = "Permintaan ini tidak datang dari halaman Terbit dan tidak dijalankan. Muat ulang halaman.";
        return Some(Failure::new(StatusCode::FORBIDDEN, "missing_header", message));
    }
    None
}

/// A browser names the page's origin in every request that changes something; other programs name none.
fn is_our_origin(uri: &Uri, headers: &HeaderMap) -> bool {
    if headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site") {
        return false;
    }
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    // HTTP/2 has no such header: there the host stands in what is asked for.
    let host = match headers.get(header::HOST) {
        Some(host) => host.to_str().ok(),
        None => uri.authority().map(Authority::as_str),
    };
    let origin = origin.to_str().ok().and_then(|origin| origin.split_once("://"));
    match (origin, host) {
        (Some(("http" | "https", origin)), Some(host)) => origin.eq_ignore_ascii_case(host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(edition: Edition, pairs: &[(&'static str, &'static str)]) -> Option<String> {
        code_at(edition, "/api/session", pairs)
    }

    fn code_at(
        edition: Edition,
        uri: &'static str,
        pairs: &[(&'static str, &'static str)],
    ) -> Option<String> {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        refusal(edition, &Method::POST, &Uri::from_static(uri), &headers)
            .map(|failure| failure.code)
    }

    #[test]
    fn over_http2_the_host_is_in_what_is_asked_for() {
        let at = |origin: &'static str| {
            let pairs = [("x-terbit", "1"), ("origin", origin)];
            code_at(Edition::WebOverTls, "https://10.0.0.5:7777/api/session", &pairs)
        };
        assert_eq!(at("https://10.0.0.5:7777"), None);
        assert_eq!(at("https://evil.example").as_deref(), Some("foreign_origin"));
    }

    #[test]
    fn only_our_own_page_may_change_something() {
        let host = ("host", "10.0.0.5:7777");
        assert_eq!(code(Edition::Web, &[host, ("x-terbit", "1")]), None);
        assert_eq!(
            code(Edition::Web, &[host, ("x-terbit", "1"), ("origin", "http://10.0.0.5:7777")]),
            None
        );
        assert_eq!(code(Edition::Web, &[host]).as_deref(), Some("missing_header"));
        for origin in
            ["http://evil.example", "null", "http://10.0.0.5:8888", "file://10.0.0.5:7777"]
        {
            let pairs = [host, ("x-terbit", "1"), ("origin", origin)];
            assert_eq!(code(Edition::Web, &pairs).as_deref(), Some("foreign_origin"), "{origin}");
        }
        let pairs = [host, ("x-terbit", "1"), ("sec-fetch-site", "cross-site")];
        assert_eq!(code(Edition::Web, &pairs).as_deref(), Some("foreign_origin"));
        assert_eq!(
            code(Edition::Desktop, &[("x-terbit", "1"), ("origin", "terbit://localhost")]),
            None
        );
    }
}
