//! What requests carry, read so that a mistake is answered like every other failure.

use std::time::Duration;

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::failure::Failure;
use crate::misread;

/// Most bytes of a JSON body: a caption at its longest and 500 files fit many times.
pub(crate) const JSON_LIMIT: usize = 2 << 20;
/// So long a form may take to arrive, even over a phone's poor line.
const TO_ARRIVE: Duration = Duration::from_secs(30);

/// A JSON body.
pub(crate) struct Sent<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let read = axum::Json::<T>::from_request(request, state);
        let Ok(read) = tokio::time::timeout(TO_ARRIVE, read).await else {
            return Err(Failure::new(
                StatusCode::REQUEST_TIMEOUT,
                "too_slow",
                "Isian terlalu lama sampai. Periksa jaringan, lalu kirim lagi.",
            ));
        };
        match read {
            Ok(axum::Json(body)) => Ok(Self(body)),
            Err(JsonRejection::BytesRejection(error))
                if error.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Err(Failure::new(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "too_large",
                    "Isian terlalu panjang. Perpendek, lalu kirim lagi.",
                ))
            }
            Err(JsonRejection::JsonSyntaxError(error)) => {
                Err(misread::not_json("Isian", &error.body_text()))
            }
            Err(error) => Err(misread::failure("Isian", &error.body_text())),
        }
    }
}

/// Fields of the query.
pub(crate) struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let query = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        query
            .map(|query| Self(query.0))
            .map_err(|error: QueryRejection| misread::failure("Pilihan", &error.body_text()))
    }
}

/// Ids in the path. One that is no id names nothing.
pub(crate) struct Named<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = axum::extract::Path::<T>::from_request_parts(parts, state).await;
        path.map(|path| Self(path.0)).map_err(|_: PathRejection| Failure::not_found())
    }
}
