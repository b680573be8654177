//! The session token of whoever sits at this PC: kept here, and never seen by JavaScript.
//!
//! The router speaks cookies, as it does to browsers. The shell is the cookie jar: it takes the
//! one cookie off the answers and puts it on the requests. In memory only, so closing the
//! program signs out.

use axum::http::{HeaderMap, HeaderValue, header};
use tokio::sync::watch;

/// The router's name for the session cookie.
const COOKIE: &str = "terbit_session";

#[derive(Default)]
pub struct Session(watch::Sender<Option<String>>);

impl Session {
    pub fn token(&self) -> Option<String> {
        self.0.borrow().clone()
    }

    /// Told whenever somebody signs in or out.
    pub fn changes(&self) -> watch::Receiver<Option<String>> {
        self.0.subscribe()
    }

    /// Nobody is signed in any more, as far as this program is concerned.
    pub fn forget(&self) {
        self.0.send_replace(None);
    }

    /// Puts the session on a request, in place of whatever cookies the page sent.
    pub fn put_on(&self, headers: &mut HeaderMap) {
        headers.remove(header::COOKIE);
        let cookie = self.token().map(|token| HeaderValue::from_str(&format!("{COOKIE}={token}")));
        if let Some(Ok(cookie)) = cookie {
            headers.insert(header::COOKIE, cookie);
        }
    }

    /// Takes a new or ended session off an answer; no cookie ever reaches the page.
    pub fn take_off(&self, headers: &mut HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            if let Some(change) = cookie.to_str().ok().and_then(read) {
                self.0.send_replace(change);
            }
        }
        headers.remove(header::SET_COOKIE);
    }
}

/// `Some(Some(token))` for a sign-in, `Some(None)` for a sign-out, `None` for another cookie.
fn read(cookie: &str) -> Option<Option<String>> {
    let mut parts = cookie.split(';').map(str::trim);
    let token = parts.next()?.strip_prefix(COOKIE)?.strip_prefix('=')?;
    let ended = token.is_empty() || parts.any(|part| part.eq_ignore_ascii_case("max-age=0"));
    Some((!ended).then(|| token.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(session: &Session, cookie: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(header::SET_COOKIE, cookie.parse().unwrap());
        session.take_off(&mut headers);
        headers
    }

    #[test]
    fn sign_in_is_remembered_and_hidden_from_the_page() {
        let session = Session::default();
        let seen = answered(&session, "terbit_session=abc; HttpOnly; SameSite=Strict; Path=/");
        assert!(seen.is_empty());
        let mut request = HeaderMap::new();
        request.insert(header::COOKIE, "terbit_session=forged".parse().unwrap());
        session.put_on(&mut request);
        assert_eq!(request[header::COOKIE], "terbit_session=abc");
    }

    #[test]
    fn sign_out_forgets() {
        let session = Session::default();
        answered(&session, "terbit_session=abc");
        answered(&session, "terbit_session=; Max-Age=0");
        assert_eq!(session.token(), None);
    }

    #[test]
    fn other_cookies_are_dropped() {
        let session = Session::default();
        answered(&session, "terbit_session_other=abc");
        assert_eq!(session.token(), None);
    }
}
