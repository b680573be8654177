//! Reads to the end what a handler left unread, so that a refusal is heard.
//!
//! A server that answers while the sender is still sending, and then hangs up, is heard by nobody: the
//! sender sees a broken connection. So the rest of a refused file is read and dropped, for a while and
//! up to a limit; what is beyond that costs the connection.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{Stream, StreamExt as _};

const PATIENCE: Duration = Duration::from_secs(10);
const MOST: usize = 64 << 20;

pub(crate) async fn drain(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let rest = Rest(Arc::new(Mutex::new(Some(body.into_data_stream()))));
    let request = Request::from_parts(parts, Body::from_stream(rest.clone()));
    let mut response = next.run(request).await;
    let unread = rest.lock().take();
    if let Some(unread) = unread
        && !read_to_end(unread).await
    {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn read_to_end(mut unread: BodyDataStream) -> bool {
    let mut dropped = 0;
    let read = async {
        while let Some(chunk) = unread.next().await {
            dropped += chunk.map_or(MOST, |chunk| chunk.len());
            if dropped > MOST {
                return false;
            }
        }
        true
    };
    tokio::time::timeout(PATIENCE, read).await.unwrap_or(false)
}

/// A body that handler and middleware share: one reads after the other, never both.
#[derive(Clone)]
struct Rest(Arc<Mutex<Option<BodyDataStream>>>);

impl Rest {
    fn lock(&self) -> MutexGuard<'_, Option<BodyDataStream>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stream for Rest {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut stream = self.lock();
        let Some(inner) = stream.as_mut() else { return Poll::Ready(None) };
        let polled = inner.poll_next_unpin(context);
        if let Poll::Ready(None) = polled {
            *stream = None;
        }
        polled
    }
}
