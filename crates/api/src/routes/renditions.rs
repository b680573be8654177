//! Pictures cut for the places of the platforms: while choosing, and ready to be uploaded.

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::CutRequest;
use office::parts::workflow::{Fit, FocusPoint, Sha256, SubmissionId};
use office::view::{PlacesView, SubmissionRenditions};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media::{IMMUTABLE, bytes, disposition, header_value, matches};
use crate::app::App;
use crate::body::{Asked, Named};
use crate::failure::Failure;
use crate::problems::SignedInOnly;
use crate::signed_in::SignedIn;

/// A place may be corrected by the office, so an address without the version is asked about again.
const ASK_AGAIN: &str = "private, no-cache";

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(places))
        .routes(routes!(one))
        .routes(routes!(all))
        .routes(routes!(zipped))
}

/// Every place that files are prepared for. An office may correct them (`places.toml` in its data folder).
#[utoipa::path(
    get, path = "/places", operation_id = "list_places", tag = "berkas",
    responses((status = 200, body = PlacesView), SignedInOnly)
)]
async fn places(State(app): State<App>, signed_in: SignedIn) -> Result<Json<PlacesView>, Failure> {
    app.run(move |office| office.places_view(&signed_in.caller)).await.map(Json)
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum How {
    Crop,
    Blur,
    Plain,
    AsIs,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Absent: as proposed.
    #[param(inline)]
    fit: Option<How>,
    /// Of `crop`: 0 to 10000 from the left; the middle if absent.
    x: Option<u16>,
    /// Of `crop`: 0 to 10000 from the top; the middle if absent.
    y: Option<u16>,
    /// Of `plain`: `rrggbb`; white if absent.
    color: Option<String>,
    /// `1`: smaller and quick, for looking while choosing; never for uploading.
    quick: Option<String>,
    /// `1`: save it, don't show it.
    download: Option<String>,
    /// What the file is to be called when it is saved.
    name: Option<String>,
    /// The version that the address is of, as the list of renditions gives it; with it the answer is kept for ever.
    v: Option<String>,
}

impl Wanted {
    fn fit(&self) -> Result<Option<Fit>, Failure> {
        let Some(how) = self.fit else { return Ok(None) };
        Ok(Some(match how {
            How::Crop => Fit::Crop {
                focus: FocusPoint { x: self.x.unwrap_or(5_000), y: self.y.unwrap_or(5_000) },
            },
            How::Blur => Fit::Blur,
            How::Plain => Fit::Plain { color: color(self.color.as_deref())? },
            How::AsIs => Fit::AsIs,
        }))
    }
}

fn color(text: Option<&str>) -> Result<u32, Failure> {
    let Some(text) = text else { return Ok(0x00FF_FFFF) };
    let hex = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| u32::from_str_radix(text, 16).ok()).flatten().ok_or_else(|| {
        let message = "Warna ditulis dengan enam angka heksadesimal, misalnya ffffff.";
        Failure::bad_input("color", message)
    })
}

/// One picture cut for one place: baseline sRGB JPEG without metadata, within the platform's limits.
#[utoipa::path(
    get, path = "/media/{sha256}/renditions/{place}", operation_id = "get_rendition", tag = "berkas",
    params(("sha256" = String, Path), ("place" = String, Path), Wanted),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304, description = "unchanged"),
        (status = 400, description = "`bad_input`: potongan di luar batas", body = Failure),
        (status = 404, description = "`not_found`: tidak ada berkas atau tempat itu, atau berkasnya bukan gambar", body = Failure),
        (status = 422, description = "`damaged_file`", body = Failure),
        SignedInOnly,
    )
)]
async fn one(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, place)): Named<(Sha256, String)>,
    Asked(wanted): Asked<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let is_one = |text: &Option<String>| text.as_deref() == Some("1");
    let request = CutRequest { place, fit: wanted.fit()?, quick: is_one(&wanted.quick) };
    let hash = sha256.clone();
    let rendition =
        app.run(move |office| office.rendition(&signed_in.caller, &sha256, &request)).await?;
    let tag = format!("\"{hash}-{}\"", rendition.version);
    let named = wanted.v.as_deref() == Some(rendition.version.as_str());
    let caching = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, if named { IMMUTABLE } else { ASK_AGAIN }.to_owned()),
    ];
    if matches(headers.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let _turn = app.turns.picture().await?;
    let jpeg = app.run(move |office| office.rendered(&rendition)).await?;
    let mut response = (caching, [(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response();
    if is_one(&wanted.download) {
        let name = wanted.name.as_deref().unwrap_or("gambar.jpg");
        let saved = header_value(&disposition(&office::file_name(name), false));
        response.headers_mut().insert(header::CONTENT_DISPOSITION, saved);
    }
    Ok(response)
}

/// What the upload cards offer: of each chosen platform (of each wished one while none is chosen), each file in each
/// of its places.
#[utoipa::path(
    get, path = "/submissions/{id}/renditions", operation_id = "list_renditions", tag = "ajuan",
    params(("id" = SubmissionId, Path)),
    responses(
        (status = 200, body = SubmissionRenditions),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn all(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<SubmissionId>,
) -> Result<Json<SubmissionRenditions>, Failure> {
    app.run(move |office| office.renditions(&signed_in.caller, id)).await.map(Json)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfPlatform {
    /// Id of the platform, as the SOP names it.
    platform: String,
}

/// Every file of one platform in one: what is not made yet is made now.
#[utoipa::path(
    get, path = "/submissions/{id}/renditions.zip", operation_id = "get_renditions_zip", tag = "ajuan",
    params(("id" = SubmissionId, Path), OfPlatform),
    responses(
        (status = 200, content_type = "application/zip", body = Vec<u8>),
        (status = 404, description = "`not_found`: tidak ada ajuan itu, atau tidak ada berkas untuk platform itu", body = Failure),
        (status = 422, description = "`damaged_file`", body = Failure),
        SignedInOnly,
    )
)]
async fn zipped(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<SubmissionId>,
    Asked(of): Asked<OfPlatform>,
) -> Result<Response, Failure> {
    let _turn = app.turns.picture().await?;
    let make =
        move |office: &office::Office| office.renditions_zip(&signed_in.caller, id, &of.platform);
    let zipped = app.run(make).await?;
    let body = Body::from_stream(bytes(tokio::fs::File::from_std(zipped.file), zipped.bytes));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_LENGTH, zipped.bytes.to_string()),
        (header::CONTENT_DISPOSITION, disposition(&zipped.name, false)),
    ];
    Ok((headers, body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits() {
        assert_eq!(color(None).unwrap(), 0x00FF_FFFF);
        assert_eq!(color(Some("C0ffee")).unwrap(), 0x00C0_FFEE);
        for text in ["", "fff", "+fffff", "#ffffff", "gggggg", "fffffff"] {
            assert!(color(Some(text)).is_err(), "{text}");
        }
    }
}
