//! Where a session is begun: the program, as its owner would say it ("Firefox di Windows"), and the address.
//!
//! The program is for the list of sessions only; what it says of itself proves nothing. The address is that of the
//! connection, never of a header, and is known only where people connect themselves: without TLS there is this machine
//! alone, or a proxy in front that they all come through.

use std::convert::Infallible;
use std::net::SocketAddr;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use office::Whence;

use crate::app::App;
use crate::guard::Edition;

pub(crate) struct Sender(pub Whence);

impl FromRequestParts<App> for Sender {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let address = peer.filter(|_| app.edition == Edition::WebOverTls).map(|peer| peer.0.ip());
        Ok(Self(Whence { client: name(app.edition, &parts.headers), address }))
    }
}

/// What a user agent names, the most particular first: most programs claim to be several others too.
const BROWSERS: [(&str, &str); 8] = [
    ("Terbit/", "Aplikasi Terbit"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
];

pub(crate) fn name(edition: Edition, headers: &HeaderMap) -> String {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let system = named(&SYSTEMS, agent);
    let program = match edition {
        Edition::Desktop => Some("Aplikasi Terbit"),
        Edition::Web | Edition::WebOverTls => named(&BROWSERS, agent),
    };
    match (program, system) {
        (Some(program), Some(system)) => format!("{program} di {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Program lain".to_owned(),
    }
}

fn named(all: &[(&'static str, &'static str)], agent: &str) -> Option<&'static str> {
    all.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(agent: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, agent.parse().unwrap());
        name(Edition::Web, &headers)
    }

    #[test]
    fn browsers_are_told_apart_though_they_claim_to_be_each_other() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";
        let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
        let samsung = "Mozilla/5.0 (Linux; Android 14; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36";
        assert_eq!(of(edge), "Edge di Windows");
        assert_eq!(of(safari), "Safari di iPhone");
        assert_eq!(of(firefox), "Firefox di Linux");
        assert_eq!(of(samsung), "Samsung Internet di Android");
        assert_eq!(of("Terbit/0.1.0 (Windows)"), "Aplikasi Terbit di Windows");
        assert_eq!(of("curl/8.9"), "Program lain");
        assert_eq!(name(Edition::Desktop, &HeaderMap::new()), "Aplikasi Terbit");
    }
}
