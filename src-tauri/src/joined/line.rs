//! One connection to the host for everything: HTTP/2 over TLS, opened when it is first needed and again when it broke.
//!
//! The connection is asked for signs of life even while nobody speaks, so a host that is gone without a word (a cable,
//! a PC that lost its power) is noticed within seconds, and no request waits for it any longer.

use std::sync::Arc;
use std::time::{Duration, Instant};

use api::Sha256;
use axum::body::Body;
use axum::http::{Method, Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::http2::{self, SendRequest};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::sync::Mutex;
use tokio_rustls::TlsConnector;

use super::address::Address;
use super::pinned::{self, Pin};

/// A host in the same building answers in milliseconds.
const TO_CONNECT: Duration = Duration::from_secs(5);
const SIGN_OF_LIFE_EVERY: Duration = Duration::from_secs(5);
const SIGN_OF_LIFE_WITHIN: Duration = Duration::from_secs(5);

pub struct Line {
    address: Address,
    config: Arc<ClientConfig>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    open: Option<Open>,
    /// When the last try ended in vain, and how.
    failed: Option<(Instant, Unreached)>,
}

#[derive(Clone)]
struct Open {
    requests: SendRequest<Body>,
    certificate: Sha256,
}

/// Why the host did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreached {
    Silent,
    /// Something answers there, but not the host that this PC joined.
    OtherCertificate,
}

impl Line {
    pub fn new(address: Address, pin: Pin) -> Result<Self, rustls::Error> {
        let config = Arc::new(pinned::config(pin)?);
        Ok(Self { address, config, state: Mutex::default() })
    }

    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The certificate that the host shows.
    pub async fn certificate(&self) -> Result<Sha256, Unreached> {
        Ok(self.opened().await?.certificate)
    }

    /// Sends a request whose address is whole. What only asks is asked once more when the connection broke meanwhile.
    pub async fn send(&self, request: Request<Body>) -> Result<Response<Incoming>, Unreached> {
        let again = copy_of_question(&request);
        match self.send_once(request).await {
            Err(Unreached::Silent) if let Some(again) = again => self.send_once(again).await,
            outcome => outcome,
        }
    }

    async fn send_once(&self, request: Request<Body>) -> Result<Response<Incoming>, Unreached> {
        let mut requests = self.opened().await?.requests;
        requests.ready().await.map_err(|_| Unreached::Silent)?;
        requests.send_request(request).await.map_err(|_| Unreached::Silent)
    }

    async fn opened(&self) -> Result<Open, Unreached> {
        let since = Instant::now();
        let mut state = self.state.lock().await;
        if let Some(open) = state.open.as_ref().filter(|open| !open.requests.is_closed()) {
            return Ok(open.clone());
        }
        // Whoever waited while another tried in vain has their answer: a crowd does not wait in turns.
        if let Some((at, failure)) = &state.failed
            && *at > since
        {
            return Err(failure.clone());
        }
        match self.connect().await {
            Ok(open) => {
                state.open = Some(open.clone());
                Ok(open)
            }
            Err(failure) => {
                state.open = None;
                state.failed = Some((Instant::now(), failure.clone()));
                Err(failure)
            }
        }
    }

    async fn connect(&self) -> Result<Open, Unreached> {
        match tokio::time::timeout(TO_CONNECT, self.handshake()).await {
            Ok(outcome) => outcome,
            Err(_) => Err(Unreached::Silent),
        }
    }

    async fn handshake(&self) -> Result<Open, Unreached> {
        let silent = |_| Unreached::Silent;
        let place = (self.address.host(), self.address.port());
        let tcp = TcpStream::connect(place).await.map_err(silent)?;
        // A request is often smaller than a packet: it is not to wait for more.
        tcp.set_nodelay(true).map_err(silent)?;
        let name =
            ServerName::try_from(self.address.host().to_owned()).map_err(|_| Unreached::Silent)?;
        let connector = TlsConnector::from(self.config.clone());
        let tls = connector.connect(name, tcp).await.map_err(|error| {
            if pinned::is_other_certificate(&error) {
                Unreached::OtherCertificate
            } else {
                Unreached::Silent
            }
        })?;
        let shown = tls.get_ref().1.peer_certificates().and_then(|chain| chain.first());
        let certificate = Sha256::of(shown.ok_or(Unreached::Silent)?);
        let (requests, connection) = http2::Builder::new(TokioExecutor::new())
            .timer(TokioTimer::new())
            .keep_alive_interval(SIGN_OF_LIFE_EVERY)
            .keep_alive_timeout(SIGN_OF_LIFE_WITHIN)
            .keep_alive_while_idle(true)
            .handshake(TokioIo::new(tls))
            .await
            .map_err(|_| Unreached::Silent)?;
        // How it ends is learnt by whoever sends the next request.
        tokio::spawn(connection);
        Ok(Open { requests, certificate })
    }
}

/// A request that changes nothing, once more.
fn copy_of_question(request: &Request<Body>) -> Option<Request<Body>> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let mut copy = Request::new(Body::empty());
    copy.method_mut().clone_from(request.method());
    copy.uri_mut().clone_from(request.uri());
    copy.headers_mut().clone_from(request.headers());
    Some(copy)
}
