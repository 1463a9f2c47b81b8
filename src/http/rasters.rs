//! Layers of rasters: what their values are, and the value at a position.

use axum::Json;
use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::layers::find;
use super::{ApiError, AppState, Params};
use crate::geometry::LonLat;
use crate::model::raster::{Raster, RasterKind};
use crate::model::{Layer, LayerContent, LayerId, Provenance, Text};
use crate::tiles::{RasterClass, RasterTiles};

/// What a layer of rasters holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct RasterAbout {
    /// What its values are.
    kind: RasterKind,
    /// Their unit; empty where they have none.
    unit: Text,
    /// Cells from west to east.
    width: usize,
    /// Cells from north to south.
    height: usize,
    /// The box of all cells: west, south, east, north, in degrees on WGS 84.
    bounds: [f64; 4],
    /// The least value.
    least: Option<f64>,
    /// The greatest value.
    greatest: Option<f64>,
    /// The mean of the cells' values.
    mean: Option<f64>,
    /// The classes in whose colours its tiles are drawn; none of heights, which are shaded.
    classes: Vec<RasterClass>,
}

impl RasterAbout {
    pub(super) fn new(kind: RasterKind, raster: &Raster, tiles: Option<&RasterTiles>) -> Self {
        let (header, summary) = (&raster.header, raster.summary());
        Self {
            kind,
            unit: kind.unit(),
            width: header.width,
            height: header.height,
            bounds: header.bounds().into(),
            least: summary.map(|summary| summary.least),
            greatest: summary.map(|summary| summary.greatest),
            mean: summary.map(|summary| summary.mean),
            classes: tiles
                .map(|tiles| tiles.classes().to_vec())
                .unwrap_or_default(),
        }
    }
}

/// Where a value is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct ValueParams {
    /// Longitude, in degrees on WGS 84.
    lon: f64,
    /// Latitude, in degrees on WGS 84.
    lat: f64,
}

/// Why there is no value.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoValue {
    /// The position lies outside the raster.
    Outside,
    /// The raster has no value there.
    Missing,
}

/// The value of a raster at a position.
#[derive(Debug, Serialize, ToSchema)]
pub struct RasterValue {
    /// The layer.
    #[schema(value_type = String)]
    layer: LayerId,
    /// What the value is.
    kind: RasterKind,
    /// The value of the cell; `null` where there is none, which is not zero.
    value: Option<f64>,
    /// The unit of the value; empty where it has none.
    unit: Text,
    /// Why there is no value; `null` where there is one.
    no_value: Option<NoValue>,
    /// The middle of the cell: longitude and latitude; `null` outside the raster.
    middle: Option<[f64; 2]>,
    /// Where the values come from and how far they can be trusted.
    provenance: Provenance,
}

/// The value of a raster at a position
#[utoipa::path(get, path = "/api/layers/{id}/value", tag = "layers",
    params(("id" = String, Path, description = "The layer's id"), ValueParams),
    responses((status = OK, body = RasterValue), (status = BAD_REQUEST, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody)))]
pub async fn value(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Params(at): Params<ValueParams>,
) -> Result<Json<RasterValue>, ApiError> {
    let snapshot = state.snapshot();
    let layer = find(&snapshot, &id)?;
    let (LayerContent::Raster(kind), Some(raster)) = (layer.content, snapshot.raster(&layer.id))
    else {
        return Err(ApiError::bad_request(
            "no_raster",
            format!("the layer {id} holds features, which have no value at a position"),
            "ask /api/layers for the layers whose content is raster",
        ));
    };
    let at = LonLat::new(at.lon, at.lat).map_err(|error| {
        ApiError::bad_request(
            "bad_position",
            error.to_string(),
            "give lon and lat in degrees",
        )
    })?;
    Ok(Json(value_of(layer, kind, &raster, at)))
}

fn value_of(layer: &Layer, kind: RasterKind, raster: &Raster, at: LonLat) -> RasterValue {
    let cell = raster.header.cell_at(at.lon(), at.lat());
    let value = cell.and_then(|(column, row)| raster.value(column, row));
    RasterValue {
        layer: layer.id.clone(),
        kind,
        value,
        unit: kind.unit(),
        no_value: match (cell, value) {
            (_, Some(_)) => None,
            (Some(_), None) => Some(NoValue::Missing),
            (None, None) => Some(NoValue::Outside),
        },
        middle: cell.map(|(column, row)| raster.header.middle(column, row).into()),
        provenance: layer.provenance.clone(),
    }
}
