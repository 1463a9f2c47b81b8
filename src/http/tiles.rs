//! Tiles and their descriptions.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::public_url::public_url;
use super::tile_selection::TileSelection;
use super::tile_service::{Drawing, DrawnTile, Encoding};
use super::{ApiError, AppState};
use crate::tiles::{AddressError, TileAddress, TileForm, TileJson};

const VECTOR_TILE: &str = "application/vnd.mapbox-vector-tile";
const PICTURE: &str = "image/png";

/// A client may keep a tile but asks each time whether it still holds: a boundary that was just imported is
/// seen at once, and an unchanged tile costs an answer without a body.
const CACHING: &str = "no-cache";

/// The descriptions of all layers
///
/// One `TileJSON` 3.0 document for each layer that has tiles.
#[utoipa::path(get, path = "/tiles", tag = "tiles", responses((status = 200, body = Vec<TileJson>)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<Json<Vec<TileJson>>, ApiError> {
    let base = public_url(&state, &headers);
    let drawing = drawing(&state).await?;
    let vectors = drawing.tileset().layers();
    let rasters = drawing.rasters();
    Ok(Json(
        vectors
            .map(|layer| TileJson::new(&[layer], &base))
            .chain(rasters.map(|layer| TileJson::of_raster(layer, &base)))
            .collect(),
    ))
}

/// The description of a layer, or of several together
///
/// A `TileJSON` 3.0 document: where the tiles are, what they cover, which properties they carry. Layers of places and
/// units may be named together, with commas between; their tiles then hold one layer for each.
#[utoipa::path(get, path = "/tiles/{layer}", tag = "tiles", params(("layer", description = "id of the layer, or ids with commas between")),
    responses((status = 200, body = TileJson), (status = 400, description = "these layers cannot be together"),
        (status = 404, description = "no such layer")))]
pub async fn describe(
    State(state): State<AppState>,
    Path(layer): Path<String>,
    headers: HeaderMap,
) -> Result<Json<TileJson>, ApiError> {
    let drawing = drawing(&state).await?;
    let base = public_url(&state, &headers);
    let selection = TileSelection::parse(&layer, &drawing)?;
    if let Some(raster) = drawing.raster(&layer) {
        return Ok(Json(TileJson::of_raster(raster, &base)));
    }
    let layers = selection.ids().iter();
    let layers: Vec<_> = layers
        .filter_map(|id| drawing.tileset().layer(id))
        .collect();
    Ok(Json(TileJson::new(&layers, &base)))
}

/// A tile
///
/// Of places and units a Mapbox Vector Tile 2.1 with one layer for each that was asked for, named as the layer; the row
/// may carry the suffix `.mvt` or `.pbf`. Of rasters a PNG of 512 pixels, of which the row may carry the suffix: heights in the Terrarium
/// encoding, all other values in the colours of their classes, transparent where there is no value. Vector tiles are
/// compressed by brotli or gzip as the client accepts; a known entity tag is answered with 304.
#[utoipa::path(get, path = "/tiles/{layer}/{z}/{x}/{y}", tag = "tiles",
    params(
        ("layer", description = "id of the layer, or ids with commas between"),
        ("z", description = "zoom, 0 to 16"),
        ("x", description = "column, counted from the west"),
        ("y", description = "row, counted from the north"),
    ),
    responses(
        (status = 200, description = "the tile", content(
            (Vec<u8> = "application/vnd.mapbox-vector-tile"), (Vec<u8> = "image/png"))),
        (status = 204, description = "nothing of the layers lies in this tile"),
        (status = 304, description = "the client has this tile already"),
        (status = 400, description = "zoom, column or row is not a number, or these layers cannot be together"),
        (status = 404, description = "no such layer or no such tile"),
    ))]
pub async fn get(
    State(state): State<AppState>,
    Path((layer, zoom, column, row)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let drawing = drawing(&state).await?;
    let selection = TileSelection::parse(&layer, &drawing)?;
    let form = selection.form();
    let address =
        TileAddress::parse(form, &zoom, &column, &row).map_err(|error| bad_address(&error))?;
    let encoding = match form {
        TileForm::Vector => Encoding::of_accepted(&joined(&headers, &ACCEPT_ENCODING)),
        // A picture is compressed already.
        TileForm::Png => Encoding::Identity,
    };
    let drawn = blocking(move || drawing.tile(&selection, address)).await?;
    match drawn.map_err(|error| ApiError::internal(&error))? {
        Some(tile) => Ok(answer(tile, form, encoding, &joined(&headers, &IF_NONE_MATCH)).await?),
        None => Ok((StatusCode::NO_CONTENT, [(CACHE_CONTROL, CACHING)]).into_response()),
    }
}

async fn answer(
    tile: Arc<DrawnTile>,
    form: TileForm,
    encoding: Encoding,
    known: &str,
) -> Result<Response, ApiError> {
    let etag = tile.etag(encoding);
    let headings = [
        (ETAG, etag.clone()),
        (CACHE_CONTROL, CACHING.to_owned()),
        (VARY, "accept-encoding".to_owned()),
    ];
    if is_known(&etag, known) {
        return Ok((StatusCode::NOT_MODIFIED, headings).into_response());
    }
    let body = blocking(move || tile.body(encoding)).await?;
    let content_type = match form {
        TileForm::Vector => VECTOR_TILE,
        TileForm::Png => PICTURE,
    };
    let mut response = (headings, [(CONTENT_TYPE, content_type)], body).into_response();
    if let Some(name) = encoding.name() {
        response
            .headers_mut()
            .insert(CONTENT_ENCODING, axum::http::HeaderValue::from_static(name));
    }
    Ok(response)
}

/// Whether an `If-None-Match` names the tag, or any.
fn is_known(etag: &str, known: &str) -> bool {
    known
        .split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// All values of a header, as if they had been sent as one.
fn joined(headers: &HeaderMap, name: &axum::http::HeaderName) -> String {
    let values: Vec<_> = headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .collect();
    values.join(",")
}

/// The drawing of the newest data; made apart from the threads that answer requests.
pub(super) async fn drawing(state: &AppState) -> Result<Arc<Drawing>, ApiError> {
    let (tiles, snapshot, today) = (Arc::clone(state.tiles()), state.snapshot(), state.today());
    let drawing = blocking(move || tiles.drawing(snapshot, today)).await?;
    drawing.map_err(|error| ApiError::internal(&error))
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| ApiError::internal(&error))
}

fn bad_address(error: &AddressError) -> ApiError {
    let remedy = "GET /tiles/{layer} says where the tiles are";
    match error {
        AddressError::Malformed(_) => {
            ApiError::bad_request("bad_tile_address", error.to_string(), remedy)
        }
        AddressError::Zoom(_) | AddressError::OutOfRange { .. } => {
            ApiError::not_found("no_such_tile", error.to_string(), remedy)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_tag_is_recognised() {
        assert!(is_known("\"a-br\"", "\"b\", W/\"a-br\""));
        assert!(is_known("\"a-br\"", "*"));
        assert!(!is_known("\"a-br\"", "\"a-gzip\""));
        assert!(!is_known("\"a-br\"", ""));
    }
}
