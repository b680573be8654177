//! The failures that endpoints share, as the description lists them.

use std::collections::BTreeMap;

use office::view::{Draft, SubmissionDetail};
use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema};

/// 409 of a decision: somebody was first.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaleSubmission {
    /// `stale`
    code: String,
    message: String,
    current: SubmissionDetail,
}

/// 409 of a save: another window was first.
#[derive(Serialize, ToSchema)]
pub(crate) struct StaleDraft {
    /// `stale`
    code: String,
    message: String,
    current: Draft,
}

/// 429 of a sign-in.
#[derive(Serialize, ToSchema)]
pub(crate) struct TooManyTries {
    /// `too_many_tries`
    code: String,
    message: String,
    retry_after_seconds: u64,
}

/// Of every endpoint.
pub(crate) struct Always;
/// Of every endpoint for signed-in people.
pub(crate) struct SignedInOnly;
/// Of every endpoint that changes something.
pub(crate) struct Mutation;

impl IntoResponses for Always {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        list(&[
            ("500", "`internal`: kesalahan di dalam program"),
            ("503", "`disk_full`: penyimpanan penuh, tidak ada yang hilang"),
        ])
    }
}

impl IntoResponses for SignedInOnly {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = Always::responses();
        all.extend(list(&[
            ("400", "`bad_input`: isian atau pilihan tidak terbaca atau tidak sah, dengan `field`"),
            ("401", "`signed_out`: belum masuk, atau sesi berakhir"),
        ]));
        all
    }
}

impl IntoResponses for Mutation {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut all = Always::responses();
        all.extend(list(&[
            ("400", "`bad_input`: isian atau pilihan tidak terbaca atau tidak sah, dengan `field`"),
            ("403", "`missing_header`, `foreign_origin`, `not_admin`, `wrong_position` atau `own_submission`"),
            ("408", "`too_slow` atau `upload_stalled`: terlalu lama sampai"),
            ("413", "`too_large`, `file_too_large` atau `too_many_pixels`"),
        ]));
        all
    }
}

fn list(entries: &[(&str, &str)]) -> BTreeMap<String, RefOr<Response>> {
    let body =
        || ContentBuilder::new().schema(Some(RefOr::Ref(Ref::from_schema_name("Failure")))).build();
    let response = |about: &str| {
        ResponseBuilder::new().description(about).content("application/json", body()).build().into()
    };
    entries.iter().map(|(status, about)| ((*status).to_owned(), response(about))).collect()
}
