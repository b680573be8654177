//! The session cookie. JavaScript never sees it, and no other site can make a browser send it.

use axum::Json;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use office::Token;
use office::view::Session;

use crate::guard::Edition;

const NAME: &str = "terbit_session";
/// No session lives longer; see `office`.
const MAX_AGE_SECONDS: u32 = 12 * 60 * 60;

pub(crate) fn read(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs =
        cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == NAME)
        .map(|(_, token)| token.to_owned())
        .filter(|token| !token.is_empty())
}

/// The answer to whoever has just signed in.
pub(crate) fn welcome(edition: Edition, token: &Token, session: Session) -> impl IntoResponse {
    ([(header::SET_COOKIE, keep(edition, token.as_str()))], Json(session))
}

/// `token` is hexadecimal, so it is a header value.
fn keep(edition: Edition, token: &str) -> HeaderValue {
    value(edition, token, MAX_AGE_SECONDS)
}

pub(crate) fn forget(edition: Edition) -> HeaderValue {
    value(edition, "", 0)
}

fn value(edition: Edition, token: &str, seconds: u32) -> HeaderValue {
    // Where there is TLS a browser must not send it without.
    let secure = if edition == Edition::WebOverTls { "; Secure" } else { "" };
    let text =
        format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).expect("tokens are hexadecimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn over_tls_it_never_goes_without() {
        assert!(!keep(Edition::Web, "abc").to_str().unwrap().contains("Secure"));
        for cookie in [keep(Edition::WebOverTls, "abc"), forget(Edition::WebOverTls)] {
            assert!(cookie.to_str().unwrap().ends_with("; Secure"), "{cookie:?}");
        }
    }

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; terbit_session=abc; c=d"));
        assert_eq!(read(&headers).as_deref(), Some("abc"));
        headers.insert(header::COOKIE, HeaderValue::from_static("xterbit_session=abc"));
        assert_eq!(read(&headers), None);
    }
}
