//! What is answered when something can't be done: a status, a stable code, a sentence to show as it is.

use std::fmt;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::{Class, OfficeError};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Failure {
    /// Stable; programs compare it.
    pub code: String,
    /// An Indonesian sentence for the person.
    pub message: String,
    /// The form field that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub field: Option<String>,
    #[serde(skip)]
    status: u16,
    /// `current` of a stale decision, `retry_after_seconds` of a wait.
    #[serde(flatten)]
    #[schema(ignore)]
    extra: Map<String, Value>,
}

impl Failure {
    pub(crate) fn new(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            field: None,
            status: status.as_u16(),
            extra: Map::new(),
        }
    }

    pub(crate) fn bad_input(field: &str, message: impl Into<String>) -> Self {
        let field = Some(field.to_owned()).filter(|field| !field.is_empty());
        Self { field, ..Self::new(StatusCode::BAD_REQUEST, "bad_input", message) }
    }

    pub(crate) fn not_found() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "not_found",
            "Alamat ini tidak ada. Periksa tautannya, atau kembali ke Beranda.",
        )
    }

    /// The detail goes to the log, not to the caller.
    pub(crate) fn internal(detail: &dyn fmt::Display) -> Self {
        tracing::error!(%detail, "kesalahan di dalam program");
        let message = "Terjadi kesalahan di dalam program. Coba lagi; bila terulang, hubungi pengelola Terbit di kantor.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message)
    }

    /// The HTTP status it is answered with.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    fn with(mut self, key: &str, value: Value) -> Self {
        self.extra.insert(key.to_owned(), value);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Failure {}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        let status = status(error.class());
        if status == StatusCode::INTERNAL_SERVER_ERROR && matches!(error, OfficeError::Internal(_))
        {
            return Self::internal(&error);
        }
        if status.is_server_error() {
            tracing::error!("{error}");
        }
        let mut failure = Self::new(status, error.code(), error.to_string());
        failure.field = error.field().map(str::to_owned);
        match error {
            OfficeError::TooManyTries { seconds } => {
                failure.with("retry_after_seconds", json!(seconds))
            }
            OfficeError::StaleSubmission { current, .. } => failure.with("current", json!(current)),
            OfficeError::StaleDraft { current } => failure.with("current", json!(current)),
            _ => failure,
        }
    }
}

fn status(class: Class) -> StatusCode {
    match class {
        Class::BadInput => StatusCode::BAD_REQUEST,
        Class::SignedOut => StatusCode::UNAUTHORIZED,
        Class::Forbidden => StatusCode::FORBIDDEN,
        Class::NotFound => StatusCode::NOT_FOUND,
        Class::Conflict => StatusCode::CONFLICT,
        Class::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Class::NotAccepted => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Class::Refused => StatusCode::UNPROCESSABLE_ENTITY,
        Class::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Class::Full => StatusCode::SERVICE_UNAVAILABLE,
        Class::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let wait = self.extra.get("retry_after_seconds").and_then(Value::as_u64);
        let mut response = (status, Json(self)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}
