//! What the program tells whoever runs it, on standard error: a line for each thing, plain or as JSON.
//!
//! No names, logins, addresses, titles, ids or texts of people: of a request the method, the route as the description
//! has it, the status and the time. Who did what stands in the record, where it belongs.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogStyle {
    Plain,
    Json,
}

/// The least that is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogLevel {
    /// What failed inside.
    Error,
    /// Also what was refused as foreign, forbidden or too much.
    Warn,
    /// Also start, stop and whatever changed something.
    Info,
    /// Every request.
    Debug,
}

/// Crates whose lines are ours.
const OURS: [&str; 4] = ["api", "office", "terbit", "terbit_desktop"];

/// Begins to tell. A second call changes nothing.
pub fn begin_log(style: LogStyle, level: LogLevel) {
    let level = match level {
        LogLevel::Error => LevelFilter::ERROR,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Debug => LevelFilter::DEBUG,
    };
    let ours = Targets::new().with_default(level.min(LevelFilter::WARN));
    let ours = OURS.iter().fold(ours, |targets, target| targets.with_target(*target, level));
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let all = tracing_subscriber::registry().with(ours);
    let begun = match style {
        LogStyle::Plain => all.with(lines.with_target(false)).try_init(),
        LogStyle::Json => all.with(lines.json().flatten_event(true)).try_init(),
    };
    drop(begun);
}

pub(crate) async fn request(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let since = Instant::now();
    let response = next.run(request).await;
    tell(&method, route.as_ref().map_or("halaman", MatchedPath::as_str), &response, since);
    response
}

fn tell(method: &Method, route: &str, response: &Response, since: Instant) {
    let status = response.status().as_u16();
    let ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
    match status {
        500.. => tracing::error!(%method, route, status, ms, "permintaan gagal"),
        403 | 413 | 429 => tracing::warn!(%method, route, status, ms, "permintaan ditolak"),
        _ if !method.is_safe() => tracing::info!(%method, route, status, ms, "permintaan"),
        _ => tracing::debug!(%method, route, status, ms, "permintaan"),
    }
}
