//! Descriptions of layers for viewers.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::address::MAX_ZOOM;
use super::layer::TileLayer;
use super::raster::{RasterTiles, SIDE};
use crate::geometry::Bounds;

/// The description of a layer, or of several in one tile: where the tiles are and what they hold.
///
/// # Source
/// The `TileJSON` specification 3.0.0.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct TileJson {
    /// The version of the specification.
    pub tilejson: &'static str,
    /// The layer's id; of several their ids with commas between, as all that follows of each.
    pub id: String,
    /// Its title in Vietnamese.
    pub name: String,
    /// Its title in English.
    pub description: String,
    /// Where it comes from and under which terms.
    pub attribution: String,
    /// How rows are counted: from the north.
    pub scheme: &'static str,
    /// The URL of a tile, with `{z}`, `{x}` and `{y}` to be filled in.
    pub tiles: Vec<String>,
    /// The least zoom with tiles.
    pub minzoom: u8,
    /// The greatest zoom with tiles; viewers enlarge these beyond it.
    pub maxzoom: u8,
    /// West, south, east, north in degrees (WGS 84); absent where the layer is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<[f64; 4]>,
    /// The layers inside the tiles; absent where tiles are pictures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub vector_layers: Vec<VectorLayer>,
    /// `png` where tiles are pictures; absent where they are vector tiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<&'static str>,
    /// Pixels along the side of a picture.
    #[serde(rename = "tileSize", skip_serializing_if = "Option::is_none")]
    pub tile_size: Option<usize>,
    /// How heights are written in the pixels; absent where pixels are colours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<HeightEncoding>,
}

/// How heights are written in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum HeightEncoding {
    /// Height in metres = red · 256 + green + blue / 256 − 32,768.
    Terrarium,
}

/// What one layer inside a tile holds.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VectorLayer {
    /// Its id.
    pub id: String,
    /// The properties of its features, each with `String`, `Number` or `Boolean`.
    pub fields: BTreeMap<String, &'static str>,
    /// The least zoom at which it is present.
    pub minzoom: u8,
    /// The greatest zoom at which it is present.
    pub maxzoom: u8,
}

impl TileJson {
    /// The description of the tiles that hold these layers, on a server where they are found below `base`, such as
    /// `https://maps.example.vn`; an empty base makes addresses relative to the host.
    #[must_use]
    pub fn new(layers: &[&TileLayer], base: &str) -> Self {
        let id = told(layers, ",", |layer| layer.name());
        Self {
            tilejson: "3.0.0",
            name: told(layers, ", ", |layer| &layer.about().title.vi),
            description: told(layers, ", ", |layer| &layer.about().title.en),
            attribution: told(layers, "; ", |layer| &layer.about().attribution),
            scheme: "xyz",
            tiles: vec![format!("{base}/tiles/{id}/{{z}}/{{x}}/{{y}}")],
            minzoom: 0,
            maxzoom: MAX_ZOOM,
            bounds: layers
                .iter()
                .filter_map(|layer| layer.bounds())
                .reduce(Bounds::union)
                .map(Into::into),
            vector_layers: layers.iter().map(|layer| VectorLayer::new(layer)).collect(),
            format: None,
            tile_size: None,
            encoding: None,
            id,
        }
    }

    /// The description of a layer of rasters, as [`TileJson::new`].
    #[must_use]
    pub fn of_raster(layer: &RasterTiles, base: &str) -> Self {
        let id = layer.name().to_owned();
        Self {
            tilejson: "3.0.0",
            name: layer.title().vi.clone(),
            description: layer.title().en.clone(),
            attribution: layer.attribution().to_owned(),
            scheme: "xyz",
            tiles: vec![format!("{base}/tiles/{id}/{{z}}/{{x}}/{{y}}")],
            minzoom: 0,
            maxzoom: layer.max_zoom(),
            bounds: Some(layer.bounds().into()),
            vector_layers: Vec::new(),
            format: Some("png"),
            tile_size: Some(SIDE),
            encoding: layer.is_relief().then_some(HeightEncoding::Terrarium),
            id,
        }
    }
}

impl VectorLayer {
    fn new(layer: &TileLayer) -> Self {
        let fields = layer.fields().into_iter();
        Self {
            id: layer.name().to_owned(),
            fields: fields.map(|(name, kind)| (name.to_owned(), kind)).collect(),
            minzoom: 0,
            maxzoom: MAX_ZOOM,
        }
    }
}

/// A part of each layer's description, each once.
fn told<'a>(
    layers: &[&'a TileLayer],
    between: &str,
    part: impl Fn(&'a TileLayer) -> &'a str,
) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for layer in layers {
        let part = part(layer);
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(between)
}
