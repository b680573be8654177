//! What the desktop adds to the router's content security policy, all of it in one place.
//!
//! The router's own policy stays in force. Added are the shell's command channel, and on Linux
//! the loopback address that plays video (see `media_listener`).

use axum::http::{HeaderMap, HeaderValue, header::CONTENT_SECURITY_POLICY};

/// The policy of a page that came without one: nothing but what is our own.
const NONE_GIVEN: &str = "default-src 'self'; object-src 'none'; frame-ancestors 'none'";

const COMMANDS: &str = "ipc: http://ipc.localhost";
const VIDEO: &str = "http://127.0.0.1:*";

pub fn amend(headers: &mut HeaderMap) {
    let given = headers.get(CONTENT_SECURITY_POLICY).and_then(|value| value.to_str().ok());
    let policy = for_desktop(given.unwrap_or(NONE_GIVEN));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
}

fn for_desktop(policy: &str) -> String {
    let policy = with_sources(policy, "connect-src", COMMANDS);
    if cfg!(target_os = "linux") { with_sources(&policy, "media-src", VIDEO) } else { policy }
}

/// Adds sources to one directive, each once; a directive that is not there is made with our own.
fn with_sources(policy: &str, directive: &str, sources: &str) -> String {
    let mut directives: Vec<Vec<&str>> =
        policy.split(';').map(|part| part.split_whitespace().collect()).collect();
    directives.retain(|words: &Vec<&str>| !words.is_empty());
    let place = directives.iter().position(|words| words[0] == directive).unwrap_or_else(|| {
        directives.push(vec![directive, "'self'"]);
        directives.len() - 1
    });
    let words = &mut directives[place];
    words.retain(|word| *word != "'none'");
    for source in sources.split_whitespace() {
        if !words.contains(&source) {
            words.push(source);
        }
    }
    directives.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directive_keeps_its_sources_and_gets_one_more() {
        let policy = with_sources("default-src 'none'; connect-src 'self'", "connect-src", "ipc:");
        assert_eq!(policy, "default-src 'none'; connect-src 'self' ipc:");
    }

    #[test]
    fn a_source_that_is_there_is_not_said_twice() {
        let policy =
            with_sources("connect-src 'self' ipc:", "connect-src", "ipc: http://ipc.localhost");
        assert_eq!(policy, "connect-src 'self' ipc: http://ipc.localhost");
    }

    #[test]
    fn a_missing_directive_is_made() {
        let policy = with_sources("default-src 'self'", "media-src", "blob:");
        assert_eq!(policy, "default-src 'self'; media-src 'self' blob:");
    }

    #[test]
    fn nothing_becomes_something() {
        assert_eq!(with_sources("media-src 'none'", "media-src", "blob:"), "media-src blob:");
    }
}
