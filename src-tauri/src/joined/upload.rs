//! A file of this PC, streamed from disk to the joined office. A large one goes in pieces, so that a broken line or a
//! host that starts again costs a piece and not the whole; a small one is simply sent again. The page of a browser does
//! the same (`ui/src/host/upload.ts`).

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, Method, Request, StatusCode, Uri, header};
use futures_util::stream;
use serde_json::{Value, json};
use tauri::Url;
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};
use tokio::time::{Instant, sleep};
use uuid::Uuid;

use crate::bridge::{Bridge, said};
use crate::failure::Failure;

/// Bytes that are sent in one request.
const PIECE: u64 = 8 * 1024 * 1024;
/// Bytes read at a time.
const READ: usize = 256 * 1024;
/// Between tries; the last one from then on.
const WAITS: [Duration; 5] = [
    Duration::from_millis(500),
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
];
/// So long without any success is a failure to tell.
const PATIENCE: Duration = Duration::from_secs(10 * 60);
/// What another try may mend.
const PASSING: [&str; 5] =
    ["unreachable", "upload_broken", "upload_stalled", "upload_gap", "too_many_uploads"];
/// What it will not, though the status is one of a host that is busy.
const LASTING: [&str; 2] = ["disk_full", "changed_certificate"];

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub done: u64,
    pub total: u64,
    /// It stands still, and goes on by itself.
    pub interrupted: bool,
}

pub type News = Arc<dyn Fn(Progress) + Send + Sync>;

/// A file on its way.
pub struct Upload {
    bridge: Bridge,
    path: PathBuf,
    /// What the host knows a large one by: trying again under it goes on with what has come.
    id: Uuid,
    news: News,
}

/// Why a request did not succeed.
enum Broken {
    Passing(Failure),
    Lasting(Failure),
}

impl Broken {
    fn into_failure(self) -> Failure {
        match self {
            Self::Passing(failure) | Self::Lasting(failure) => failure,
        }
    }
}

impl Upload {
    pub fn new(bridge: Bridge, path: PathBuf, id: Uuid, news: News) -> Self {
        Self { bridge, path, id, news }
    }

    /// Sends the file, and gives the asset that it became.
    pub async fn send(&self) -> Result<Value, Failure> {
        let total = self.length().await?;
        if total <= PIECE { self.at_once(total).await } else { self.in_pieces(total).await }
    }

    /// Has the host forget what has come of it.
    pub async fn take_back(&self) {
        // A host that can't be asked throws it away after a while.
        let _unheard = self.ask(Method::DELETE, &self.address(""), Body::empty()).await;
    }

    async fn at_once(&self, total: u64) -> Result<Value, Failure> {
        let name = self.name()?;
        let mut url = Url::parse("terbit://localhost/api/assets").expect("an address");
        url.query_pairs_mut().append_pair("name", &name);
        let address = &format!("{}?{}", url.path(), url.query().unwrap_or_default());
        let whole = move |_again| async move {
            let body = self.read(0, total, total).await.map_err(Broken::Lasting)?;
            self.ask(Method::POST, address, body).await
        };
        self.persist(0, total, whole).await.map_err(Broken::into_failure)
    }

    async fn in_pieces(&self, total: u64) -> Result<Value, Failure> {
        let announced = json!({ "name": self.name()?, "bytes": total }).to_string();
        let outcome = self.pieces(&announced, total).await;
        // What has come is gone on with when the line is back; anything else begins anew.
        if let Err(Broken::Lasting(_)) = &outcome {
            self.take_back().await;
        }
        outcome.map_err(Broken::into_failure)
    }

    async fn pieces(&self, announced: &str, total: u64) -> Result<Value, Broken> {
        let begin = move |_again| self.how_far(announced, total);
        let mut arrived = self.persist(0, total, begin).await?;
        while arrived < total {
            let from = arrived;
            let next = move |again| async move {
                // A piece that nobody answered for may have come, or a part of it.
                let from = if again { self.how_far(announced, total).await? } else { from };
                if from < total { self.piece(from, total).await } else { Ok(from) }
            };
            arrived = self.persist(from, total, next).await?;
        }
        let finish = move |_again| async move {
            self.ask(Method::POST, &self.address("/finish"), Body::empty()).await
        };
        self.persist(total, total, finish).await
    }

    /// Announcing again answers how far it is.
    async fn how_far(&self, announced: &str, total: u64) -> Result<u64, Broken> {
        let body = Body::from(announced.to_owned());
        let said = self.ask(Method::PUT, &self.address(""), body).await?;
        let done = arrived(&said)?;
        (self.news)(Progress { done, total, interrupted: false });
        Ok(done)
    }

    async fn piece(&self, from: u64, total: u64) -> Result<u64, Broken> {
        let end = total.min(from + PIECE);
        let body = self.read(from, end, total).await.map_err(Broken::Lasting)?;
        let address = self.address(&format!("?offset={from}"));
        arrived(&self.ask(Method::PATCH, &address, body).await?)
    }

    /// Tries until it succeeds or fails for good; `work` is told whether it was tried before. Between tries the news is
    /// that it stands still at `done`.
    async fn persist<Done, Work: Future<Output = Result<Done, Broken>> + Send>(
        &self,
        done: u64,
        total: u64,
        work: impl Fn(bool) -> Work + Send,
    ) -> Result<Done, Broken> {
        let since = Instant::now();
        let mut tries = 0;
        loop {
            match work(tries > 0).await {
                Err(Broken::Passing(_)) if since.elapsed() <= PATIENCE => {}
                outcome => return outcome,
            }
            (self.news)(Progress { done, total, interrupted: true });
            // The file itself may be the reason.
            self.length().await.map_err(Broken::Lasting)?;
            sleep(WAITS[tries.min(WAITS.len() - 1)]).await;
            tries += 1;
        }
    }

    async fn ask(&self, method: Method, address: &str, body: Body) -> Result<Value, Broken> {
        let mut request = Request::new(body);
        let kind =
            if method == Method::PUT { "application/json" } else { "application/octet-stream" };
        *request.method_mut() = method;
        let uri = address.parse::<Uri>().map_err(|_| Broken::Lasting(Failure::UnknownFile))?;
        *request.uri_mut() = uri;
        let headers = request.headers_mut();
        headers.insert("x-terbit", HeaderValue::from_static("1"));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        let response = self.bridge.ask(request).await;
        let status = response.status();
        if status == StatusCode::NO_CONTENT {
            return Ok(Value::Null);
        }
        let said = said(response).await.map_err(Broken::Passing)?;
        if status.is_success() {
            return Ok(said);
        }
        let failure = Failure::Answered(said);
        let busy = matches!(
            status,
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT
        );
        let lasting = LASTING.contains(&failure.code());
        let passing = !lasting && (busy || PASSING.contains(&failure.code()));
        Err(if passing { Broken::Passing(failure) } else { Broken::Lasting(failure) })
    }

    /// The file's bytes from `from` to `end`, as a stream that tells how far it is.
    async fn read(&self, from: u64, end: u64, total: u64) -> Result<Body, Failure> {
        let mut file = File::open(&self.path).await.map_err(Failure::NotOpened)?;
        file.seek(io::SeekFrom::Start(from)).await.map_err(Failure::NotOpened)?;
        let news = self.news.clone();
        let pieces = stream::try_unfold((file, from), move |(mut file, done)| {
            let news = news.clone();
            async move {
                let left = usize::try_from(end - done).unwrap_or(READ).min(READ);
                if left == 0 {
                    return Ok::<_, io::Error>(None);
                }
                let mut piece = vec![0; left];
                let count = file.read(&mut piece).await?;
                if count == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                piece.truncate(count);
                let done = done + count as u64;
                news(Progress { done, total, interrupted: false });
                Ok(Some((Bytes::from(piece), (file, done))))
            }
        });
        Ok(Body::from_stream(pieces))
    }

    async fn length(&self) -> Result<u64, Failure> {
        Ok(tokio::fs::metadata(&self.path).await.map_err(Failure::NotOpened)?.len())
    }

    fn name(&self) -> Result<String, Failure> {
        let name = self.path.file_name().ok_or(Failure::UnknownFile)?;
        Ok(name.to_string_lossy().into_owned())
    }

    fn address(&self, rest: &str) -> String {
        format!("/api/uploads/{}{rest}", self.id)
    }
}

fn arrived(said: &Value) -> Result<u64, Broken> {
    said["arrived"].as_u64().ok_or(Broken::Lasting(Failure::Interrupted))
}
