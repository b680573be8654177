//! The API's own description, from which the UI's types are generated.

use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::routes;

#[derive(OpenApi)]
#[openapi(info(
    title = "Terbit",
    description = "SOP media sosial sebuah kantor: pengajuan, koreksi, persetujuan, unggahan, arsip. \
                   Setiap permintaan yang mengubah sesuatu membawa header `X-Terbit: 1`.",
    license(name = "MIT OR Apache-2.0")
))]
struct Description;

/// Router and description, made from the same list.
pub(crate) fn described() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Description::openapi()).nest("/api", routes::all())
}

/// The description as JSON.
///
/// # Panics
/// Never: a test makes it.
#[must_use]
pub fn openapi() -> String {
    let (_, description) = described().split_for_parts();
    description.to_pretty_json().expect("the description is plain data")
}
