//! Small pictures of layers, for the catalogue.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use super::error::ErrorBody;
use super::spatial::run;
use super::{ApiError, AppState, Params};
use crate::analysis::map_sheet::map_sheet;
use crate::model::map_sheet::MapRequest;
use crate::model::{LayerContent, LayerId};
use crate::report::map_sheet::thumbnail;

/// How wide a picture may be, pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 60..=800;
/// How wide it is where nothing is asked for.
const USUAL_WIDTH: u32 = 240;

/// How large a picture is wanted.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ThumbnailParams {
    /// Its width in pixels, 60 to 800; 240 if not given. It is three quarters as high.
    size: Option<u32>,
}

/// A small picture of a layer
///
/// The province with that layer on it, as a PNG. The entity tag carries the version of the data, so that a picture
/// is drawn again only when something has changed.
#[utoipa::path(get, path = "/api/layers/{id}/thumbnail", tag = "layers",
    params(("id" = String, Path, description = "The layer's id"), ThumbnailParams),
    responses(
        (status = OK, description = "The picture", content_type = "image/png", body = Vec<u8>),
        (status = NOT_MODIFIED, description = "The picture at hand still holds"),
        (status = BAD_REQUEST, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Params(params): Params<ThumbnailParams>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let width = params.size.unwrap_or(USUAL_WIDTH);
    if !WIDTHS.contains(&width) {
        return Err(ApiError::bad_request(
            "bad_size",
            format!("{width} pixels are no width for a small picture"),
            "give `size` as 60 to 800",
        ));
    }
    let (snapshot, today) = (state.snapshot(), state.today());
    let layer = LayerId::new(id.as_str())
        .ok()
        .and_then(|id| snapshot.layer(&id).cloned())
        .ok_or_else(|| {
            ApiError::not_found(
                "unknown_layer",
                format!("there is no layer {id:?}"),
                "see /api/layers for the layers that are loaded",
            )
        })?;
    let tag = format!("\"{}-{today}-{width}\"", snapshot.version());
    let caching = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-cache".to_owned())];
    if headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str())
    {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let picture = run(move |_| {
        let layers = match layer.content {
            LayerContent::Boundaries => Vec::new(),
            LayerContent::Places(_) | LayerContent::Raster(_) => vec![layer.id.clone()],
        };
        let request = MapRequest {
            layers: Some(layers),
            ..MapRequest::default()
        };
        let sheet = map_sheet(&snapshot, &request, today)?;
        Ok::<_, ApiError>(thumbnail(&sheet, width)?)
    })
    .await?;
    Ok((caching, [(CONTENT_TYPE, "image/png")], picture).into_response())
}
