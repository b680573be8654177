//! Pictures in tiles, for looking at every pixel: begun, asked about, left, and fetched tile by tile.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use office::Cell;
use office::parts::workflow::Sha256;
use office::view::TilesState;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::media::{IMMUTABLE, matches};
use crate::app::App;
use crate::body::{Asked, Named};
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(begin, state, leave)).routes(routes!(tile))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfPage {
    /// Page of a document, from 1; the first if absent.
    page: Option<u32>,
}

/// Begins to cut a picture; one that is cut or being cut is not begun again. Stops when everybody who began it left.
#[utoipa::path(
    post, path = "/media/{sha256}/tiles", operation_id = "begin_tiles", tag = "berkas",
    params(("sha256" = String, Path), OfPage),
    responses(
        (status = 202, body = TilesState),
        (status = 404, description = "`not_found`: tidak ada berkas atau halaman itu, atau tidak ada gambarnya", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn begin(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(of): Asked<OfPage>,
) -> Result<(StatusCode, Json<TilesState>), Failure> {
    let page = of.page.unwrap_or(1);
    let begun = app.run(move |office| office.begin_tiles(&signed_in.caller, &sha256, page)).await?;
    Ok((StatusCode::ACCEPTED, Json(begun)))
}

/// Where the cutting stands.
#[utoipa::path(
    get, path = "/media/{sha256}/tiles", operation_id = "get_tiles", tag = "berkas",
    params(("sha256" = String, Path), OfPage),
    responses(
        (status = 200, body = TilesState),
        (status = 404, description = "`not_found`", body = Failure),
        SignedInOnly,
    )
)]
async fn state(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(of): Asked<OfPage>,
) -> Result<Json<TilesState>, Failure> {
    let page = of.page.unwrap_or(1);
    app.run(move |office| office.tiles(&signed_in.caller, &sha256, page)).await.map(Json)
}

/// The person looks no more. Tiles that are there stay.
#[utoipa::path(
    delete, path = "/media/{sha256}/tiles", operation_id = "leave_tiles", tag = "berkas",
    params(("sha256" = String, Path), OfPage),
    responses(
        (status = 204),
        (status = 404, description = "`not_found`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn leave(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(sha256): Named<Sha256>,
    Asked(of): Asked<OfPage>,
) -> Result<StatusCode, Failure> {
    let page = of.page.unwrap_or(1);
    app.run(move |office| office.leave_tiles(&signed_in.caller, &sha256, page)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One tile, at most 512 px a side, upright, sRGB. Level 0 is the whole picture in one tile; the last has every pixel.
#[utoipa::path(
    get, path = "/media/{sha256}/tiles/{level}/{cell}", operation_id = "get_tile", tag = "berkas",
    params(
        ("sha256" = String, Path), ("level" = u32, Path),
        ("cell" = String, Path, description = "`{column}_{row}`, from 0 at the top left"), OfPage,
    ),
    responses(
        (status = 200, content_type = "image/jpeg", body = Vec<u8>), (status = 304, description = "unchanged"),
        (status = 404, description = "`not_found`: tidak ada petak itu, atau belum dipotong", body = Failure),
        SignedInOnly,
    )
)]
async fn tile(
    State(app): State<App>,
    signed_in: SignedIn,
    Named((sha256, level, cell)): Named<(Sha256, u32, String)>,
    Asked(of): Asked<OfPage>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (column, row) = place(&cell).ok_or_else(Failure::not_found)?;
    let cell = Cell { level, column, row };
    let page = of.page.unwrap_or(1);
    let tag = format!("\"{sha256}-{}\"", cell.version(page));
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, IMMUTABLE.to_owned())];
    if matches(headers.get(header::IF_NONE_MATCH), &tag) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let _turn = app.turns.picture().await?;
    let jpeg = app.run(move |office| office.tile(&signed_in.caller, &sha256, page, cell)).await?;
    Ok((caching, [(header::CONTENT_TYPE, "image/jpeg")], jpeg).into_response())
}

/// Plain digits only, so that a tile has one address.
fn place(cell: &str) -> Option<(u32, u32)> {
    let number = |text: &str| {
        let parsed: u32 = text.parse().ok()?;
        (parsed.to_string() == text).then_some(parsed)
    };
    let (column, row) = cell.split_once('_')?;
    Some((number(column)?, number(row)?))
}
