//! What an uploaded file can become.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::analysis::intake::places::attribute_titles;
use crate::analysis::intake::usual_layer_id;
use crate::model::raster::RasterKind;
use crate::model::{PlaceKind, Text};

/// A kind of layer.
#[derive(Debug, Serialize, ToSchema)]
pub struct LayerKind {
    /// The kind's name, such as `school`, `elevation` or `boundaries`.
    id: &'static str,
    /// `places`, `raster` or `boundaries`.
    content: &'static str,
    /// Its title.
    title: Text,
    /// The id of the layer that a file of this kind becomes where no other is named; `null` for boundaries, whose id
    /// tells their day.
    usual_layer: Option<String>,
    /// What a column of the file can hold.
    attributes: Vec<ColumnChoice>,
}

/// Something that a column can hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColumnChoice {
    /// Its name in an order.
    name: &'static str,
    /// Its title.
    title: Text,
    /// Whether every row needs it.
    is_required: bool,
}

/// The kinds of layers.
#[derive(Debug, Serialize, ToSchema)]
pub struct LayerKindList {
    /// Places first, then rasters, then boundaries.
    kinds: Vec<LayerKind>,
}

/// The kinds of layers that a file can become
#[utoipa::path(get, path = "/api/layer-kinds", tag = "layers", responses((status = OK, body = LayerKindList)))]
pub async fn list() -> Json<LayerKindList> {
    let places = PlaceKind::ALL.into_iter().map(|kind| LayerKind {
        id: kind.as_str(),
        content: "places",
        title: kind.title(),
        usual_layer: usual(kind.as_str(), false),
        attributes: choices(kind),
    });
    let rasters = RasterKind::ALL.into_iter().map(|kind| LayerKind {
        id: kind.as_str(),
        content: "raster",
        title: kind.title(),
        usual_layer: usual(kind.as_str(), true),
        attributes: Vec::new(),
    });
    let boundaries = LayerKind {
        id: "boundaries",
        content: "boundaries",
        title: Text::new("Ranh giới xã, phường", "Unit boundaries"),
        usual_layer: None,
        attributes: vec![
            ColumnChoice {
                name: "code",
                title: Text::new("Mã xã, phường", "Commune code"),
                is_required: true,
            },
            ColumnChoice {
                name: "name",
                title: Text::new("Tên", "Name"),
                is_required: false,
            },
        ],
    };
    Json(LayerKindList {
        kinds: places.chain(rasters).chain([boundaries]).collect(),
    })
}

fn usual(kind: &str, is_raster: bool) -> Option<String> {
    usual_layer_id(kind, is_raster)
        .ok()
        .map(|id| id.to_string())
}

fn choices(kind: PlaceKind) -> Vec<ColumnChoice> {
    attribute_titles(kind)
        .into_iter()
        .map(|(name, title)| ColumnChoice {
            is_required: kind.attribute(name).is_some_and(|field| field.is_required),
            name,
            title,
        })
        .collect()
}
