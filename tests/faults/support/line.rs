//! One connection over TLS, on which a test decides what is sent and what is waited for.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, SignatureScheme, StreamOwned};
use serde_json::Value;

use super::Answer;

/// How long anything is waited for, where a test says nothing else.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser's page on one PC: the connection and the session.
pub struct Line {
    tls: BufReader<StreamOwned<ClientConnection, TcpStream>>,
    cookie: String,
}

impl Line {
    pub fn open(host: SocketAddr, cookie: &str) -> io::Result<Self> {
        let socket = TcpStream::connect_timeout(&host, PATIENCE)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        socket.set_write_timeout(Some(PATIENCE))?;
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(Whoever(ring::default_provider())))
            .with_no_client_auth();
        let name = ServerName::try_from("localhost").unwrap();
        let connection = ClientConnection::new(Arc::new(config), name).unwrap();
        let tls = BufReader::new(StreamOwned::new(connection, socket));
        Ok(Self { tls, cookie: cookie.to_owned() })
    }

    /// From now on an answer is waited for so long.
    pub fn wait_at_most(&mut self, time: Duration) {
        self.tls.get_ref().sock.set_read_timeout(Some(time)).unwrap();
    }

    /// The beginning of a request whose body of `length` bytes is sent by [`Line::send`].
    pub fn begin(&mut self, method: &str, path: &str, length: usize) -> io::Result<()> {
        let kind = if method == "PATCH" { "application/octet-stream" } else { "application/json" };
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: kantor\r\nX-Terbit: 1\r\nCookie: {}\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\n\r\n",
            self.cookie
        );
        self.send(head.as_bytes())
    }

    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        let line = self.tls.get_mut();
        line.write_all(bytes)?;
        line.flush()
    }

    pub fn answer(&mut self) -> io::Result<Answer> {
        let first = self.text_line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok());
        let mut length = 0;
        loop {
            let field = self.text_line()?.to_lowercase();
            if field.is_empty() {
                break;
            }
            if let Some(bytes) = field.strip_prefix("content-length: ") {
                length = bytes.parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.tls.read_exact(&mut body)?;
        let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
        Ok(Answer { status: status.ok_or(io::ErrorKind::InvalidData)?, body })
    }

    pub fn get(&mut self, path: &str) -> io::Result<Answer> {
        self.begin("GET", path, 0)?;
        self.answer()
    }

    pub fn ask(&mut self, method: &str, path: &str, body: &Value) -> io::Result<Answer> {
        let body = body.to_string();
        self.begin(method, path, body.len())?;
        self.send(body.as_bytes())?;
        self.answer()
    }

    pub fn piece(&mut self, path: &str, offset: usize, bytes: &[u8]) -> io::Result<Answer> {
        self.begin("PATCH", &format!("{path}?offset={offset}"), bytes.len())?;
        self.send(bytes)?;
        self.answer()
    }

    /// Begins to hear changes: those from now on, or all after the one that was heard last.
    pub fn listen(&mut self, after: Option<u64>) -> io::Result<()> {
        let last = after.map(|after| format!("Last-Event-ID: {after}\r\n")).unwrap_or_default();
        let head = format!(
            "GET /api/changes HTTP/1.1\r\nHost: kantor\r\nCookie: {}\r\n{last}\r\n",
            self.cookie
        );
        self.send(head.as_bytes())?;
        let first = self.text_line()?;
        assert!(first.contains(" 200 "), "{first}");
        Ok(())
    }

    /// The next change that is told; what keeps the line alive is passed over.
    pub fn change(&mut self) -> io::Result<Value> {
        loop {
            let line = self.text_line()?;
            let change =
                line.strip_prefix("data: ").and_then(|data| serde_json::from_str(data).ok());
            if let Some(change) = change {
                return Ok(change);
            }
        }
    }

    fn text_line(&mut self) -> io::Result<String> {
        let mut text = String::new();
        if self.tls.read_line(&mut text)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(text.trim_end().to_owned())
    }
}

/// Which certificate the host shows is another test's question.
#[derive(Debug)]
struct Whoever(CryptoProvider);

impl ServerCertVerifier for Whoever {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(
            message,
            certificate,
            signature,
            &self.0.signature_verification_algorithms,
        )
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(
            message,
            certificate,
            signature,
            &self.0.signature_verification_algorithms,
        )
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
