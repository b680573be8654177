//! Serving browsers over a port until told to stop.

use std::future::Future;

use tokio::net::TcpListener;

use crate::guard::Edition;
use crate::host::Host;

/// Serves the web edition. When `stop` is ready no new connection is taken, running requests are
/// answered, and streams end.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    host: Host,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = host.router(Edition::Web);
    let stopped = async move {
        stop.await;
        host.close();
    };
    axum::serve(listener, router).with_graceful_shutdown(stopped).await
}
