//! Serving browsers over a port until told to stop.

use std::future::Future;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;

use crate::guard::Edition;
use crate::host::Host;

/// How long running requests may take after the stop; a stalled sender does not keep the office from closing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Serves the web edition. When `stop` is ready no new connection is taken, streams end, and running requests are
/// answered if they don't take too long.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    host: Host,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let router = host.router(Edition::Web);
    let (tell, told) = oneshot::channel();
    let stopped = async move {
        stop.await;
        host.close();
        let _ = tell.send(());
    };
    let late = async {
        let _ = told.await;
        tokio::time::sleep(PATIENCE).await;
    };
    tokio::select! {
        outcome = axum::serve(listener, router).with_graceful_shutdown(stopped).into_future() => outcome,
        () = late => Ok(()),
    }
}
