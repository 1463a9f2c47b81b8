//! The style of the map.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use serde::Deserialize;
use serde_json::Value;
use utoipa::IntoParams;

use super::public_url::public_url;
use super::tiles::drawing;
use super::{ApiError, AppState, Params};
use crate::tiles::{Theme, With, style};

/// Which layers the style has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StyleLayers {
    /// The base map alone, for a viewer that draws the places itself.
    #[default]
    Base,
    /// The base map with every layer of places and rasters.
    All,
}

/// What to style.
#[derive(Debug, Clone, Deserialize, IntoParams)]
pub struct StyleQuery {
    /// `base` (the default) or `all`.
    #[serde(default)]
    #[param(inline)]
    layers: StyleLayers,
}

/// A style of the map
///
/// A complete `MapLibre` style (version 8) whose sources and fonts are all on this server.
#[utoipa::path(get, path = "/styles/{theme}", tag = "tiles",
    params(("theme", description = "light or dark"), StyleQuery),
    responses((status = 200, body = Value), (status = 404, description = "no such style")))]
pub async fn get(
    State(state): State<AppState>,
    Path(theme): Path<String>,
    Params(query): Params<StyleQuery>,
    headers: HeaderMap,
) -> Result<Json<Value>, ApiError> {
    let theme = Theme::of_name(&theme).ok_or_else(|| {
        ApiError::not_found(
            "unknown_style",
            format!("there is no style {theme:?}"),
            "the styles are /styles/light and /styles/dark",
        )
    })?;
    let drawing = drawing(&state).await?;
    let rasters: Vec<_> = drawing.rasters().collect();
    let with = match query.layers {
        StyleLayers::Base => With::Base,
        StyleLayers::All => With::All(&rasters),
    };
    let base = public_url(&state, &headers);
    Ok(Json(style(drawing.tileset(), theme, &base, with)))
}
