//! In the office's network nobody reads along, and who joined once knows the host again.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use api::Certificate;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{self, WebPkiSupportedAlgorithms, ring};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error,
    SignatureScheme, StreamOwned,
};
use serde_json::json;

use crate::support::{DKI, PASSWORD, Server};

/// Trusts one certificate and no authority, as who has joined does.
#[derive(Debug)]
pub struct Pinned {
    der: Mutex<Option<Vec<u8>>>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let mut known = self.der.lock().unwrap();
        if known.get_or_insert_with(|| own.to_vec()) == own.as_ref() {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        crypto::verify_tls12_signature(message, own, signed, &algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        own: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        crypto::verify_tls13_signature(message, own, signed, &algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        algorithms().supported_schemes()
    }
}

fn algorithms() -> WebPkiSupportedAlgorithms {
    ring::default_provider().signature_verification_algorithms
}

fn tcp(server: &Server) -> TcpStream {
    let (_, address) = server.base.split_once("://").unwrap();
    let line = TcpStream::connect(address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
    line
}

pub fn trusting(pinned: &Arc<Pinned>) -> ClientConfig {
    ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(pinned) as _)
        .with_no_client_auth()
}

/// Sends one request and answers everything that comes back.
fn asked(server: &Server, pinned: &Arc<Pinned>, request: &str) -> std::io::Result<String> {
    let config = trusting(pinned);
    let name = ServerName::try_from("localhost").unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut line = StreamOwned::new(connection, tcp(server));
    line.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    match line.read_to_end(&mut answer) {
        Err(error) if error.kind() != ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(String::from_utf8_lossy(&answer).into_owned()),
    }
}

pub fn nobody_yet() -> Arc<Pinned> {
    Arc::new(Pinned { der: Mutex::new(None) })
}

const HEALTH: &str = "GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[test]
fn everything_is_said_over_tls_and_the_session_never_without() {
    let server = Server::over_tls();
    let pinned = nobody_yet();
    let answer = asked(&server, &pinned, HEALTH).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"ok\""), "{answer}");
    let account = json!({ "name": "Rina", "login": "rina", "password": PASSWORD, "positions": [] });
    let body = json!({ "name": "Biro Uji", "sops": [DKI], "accounts": [account] }).to_string();
    let request = format!(
        "POST /api/office HTTP/1.1\r\nHost: localhost\r\nX-Terbit: 1\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = asked(&server, &pinned, &request).unwrap();
    let cookie = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie"));
    let cookie = cookie.unwrap_or_else(|| panic!("{answer}"));
    for part in ["HttpOnly", "SameSite=Strict", "Secure"] {
        assert!(cookie.contains(part), "{cookie}");
    }
}

#[test]
fn a_host_is_known_again_and_another_one_is_not_taken_for_it() {
    let (server, other) = (Server::over_tls(), Server::over_tls());
    let pinned = nobody_yet();
    asked(&server, &pinned, HEALTH).unwrap();
    asked(&server, &pinned, HEALTH).unwrap();
    let own = Certificate::of_office(server.data.path()).unwrap();
    let shown = pinned.der.lock().unwrap().clone().unwrap();
    let digits = own.fingerprint().replace(' ', "").to_lowercase();
    assert_eq!(office::parts::workflow::Sha256::of(&shown).to_string(), digits);
    let refused = asked(&other, &pinned, HEALTH).unwrap_err();
    assert!(refused.to_string().contains("ApplicationVerificationFailure"), "{refused}");
}

#[test]
fn without_tls_its_port_says_nothing() {
    let server = Server::over_tls();
    let mut line = tcp(&server);
    line.write_all(HEALTH.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let _ = line.read_to_end(&mut answer);
    assert!(!String::from_utf8_lossy(&answer).contains("HTTP/"), "{answer:?}");
}

#[test]
fn who_says_nothing_is_not_kept_and_who_says_too_much_is_not_heard() {
    let server = Server::empty();
    let mut much = tcp(&server);
    let flood =
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Much: {}\r\n\r\n", "a".repeat(200_000));
    // The line may be cut while this is still being sent.
    let _ = much.write_all(flood.as_bytes());
    let mut answer = Vec::new();
    let _ = much.read_to_end(&mut answer);
    let text = String::from_utf8_lossy(&answer);
    assert!(text.is_empty() || text.starts_with("HTTP/1.1 431"), "{text}");

    let mut silent = tcp(&server);
    silent.write_all(b"GET / HTTP/1.1\r\nHost: loc").unwrap();
    let since = Instant::now();
    let mut answer = Vec::new();
    let ended = silent.read_to_end(&mut answer);
    assert!(ended.is_ok(), "still open after {:?}: {ended:?}", since.elapsed());
}
