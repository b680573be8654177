//! The session cookie. JavaScript never sees it, and no other site can make a browser send it.

use axum::http::{HeaderMap, HeaderValue, header};

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

/// `token` is hexadecimal, so it is a header value.
pub(crate) fn keep(token: &str) -> HeaderValue {
    value(&format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age={MAX_AGE_SECONDS}"))
}

pub(crate) fn forget() -> HeaderValue {
    value(&format!("{NAME}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("tokens are hexadecimal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_session_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("a=b; terbit_session=abc; c=d"));
        assert_eq!(read(&headers).as_deref(), Some("abc"));
        headers.insert(header::COOKIE, HeaderValue::from_static("xterbit_session=abc"));
        assert_eq!(read(&headers), None);
    }
}
