//! Serving browsers over a port until told to stop.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::RustlsAcceptor;
use axum_server::{Handle, Server};
use hyper_util::rt::TokioTimer;
use tokio::net::TcpListener;

use crate::crowd::PerAddress;
use crate::guard::Edition;
use crate::host::Host;
use crate::nearby;
use crate::tls::Certificate;

/// How long running requests may take after the stop; a stalled sender does not keep the office from closing.
const PATIENCE: Duration = Duration::from_secs(10);
/// So long a connection may take to say what it wants: whoever is slower than this is no person's browser.
const TO_ASK: Duration = Duration::from_secs(20);
/// So often a quiet connection is asked whether anybody is still there.
const ALIVE: Duration = Duration::from_secs(60);
/// Bytes of all headers of a request; ours have a few hundred.
const MOST_HEADER_BYTES: usize = 32 * 1024;

/// Serves the web edition, over TLS where there is a certificate. When `stop` is ready no new connection is taken,
/// streams end, and running requests are answered if they don't take too long.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    host: Host,
    listener: TcpListener,
    certificate: Option<Certificate>,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let edition = if certificate.is_some() { Edition::WebOverTls } else { Edition::Web };
    let listening = listener.local_addr()?;
    let reach = certificate.as_ref().map(|certificate| certificate.reach(listening));
    let calling = reach.map(|reach| {
        host.is_reached(Some(reach.clone()));
        tokio::spawn(nearby::call_out(host.clone(), reach))
    });
    let router = host.router(edition).into_make_service_with_connect_info::<SocketAddr>();
    let handle = Handle::new();
    tokio::spawn({
        let handle = handle.clone();
        async move {
            stop.await;
            tracing::info!("berhenti: permintaan yang berjalan diselesaikan");
            if let Some(calling) = calling {
                calling.abort();
                host.is_reached(None);
            }
            host.close();
            handle.graceful_shutdown(Some(PATIENCE));
        }
    });
    tracing::info!(versi = env!("CARGO_PKG_VERSION"), tls = certificate.is_some(), "melayani");
    let server = axum_server::from_tcp(listener.into_std()?)?;
    match certificate {
        // Everybody comes from this machine, or through a proxy on it.
        None => {
            let server = server.acceptor(NoDelayAcceptor::new());
            limited(server).handle(handle).serve(router).await
        }
        Some(certificate) => {
            let tls = RustlsAcceptor::new(certificate.config()).acceptor(PerAddress::default());
            limited(server.acceptor(tls)).handle(handle).serve(router).await
        }
    }
}

/// Nobody keeps a connection by saying little, or fills the memory by saying much.
fn limited<A: axum_server::Address, Acceptor>(
    mut server: Server<A, Acceptor>,
) -> Server<A, Acceptor> {
    let http = server.http_builder();
    http.http1()
        .timer(TokioTimer::new())
        .header_read_timeout(TO_ASK)
        .max_buf_size(MOST_HEADER_BYTES);
    http.http2()
        .timer(TokioTimer::new())
        .max_header_list_size(MOST_HEADER_BYTES as u32)
        .keep_alive_interval(Some(ALIVE))
        .keep_alive_timeout(TO_ASK);
    server
}
