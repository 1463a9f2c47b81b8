//! The layers that are loaded, with their sources.

use axum::Json;
use axum::extract::{Path, State};
use geo::Geometry;
use serde::Serialize;
use utoipa::ToSchema;

use super::rasters::RasterAbout;
use super::tile_service::Drawing;
use super::tiles::drawing;
use super::{ApiError, AppState};
use crate::model::{
    AttributeField, AttributeType, Layer, LayerContent, LayerId, PlaceKind, Provenance, Snapshot,
    Text,
};
use crate::tiles::COMMUNES;

/// A layer.
#[derive(Debug, Serialize, ToSchema)]
pub struct LayerSummary {
    /// Its id, also the name of its tiles.
    #[schema(value_type = String)]
    id: LayerId,
    /// `boundaries`, `places` or `raster`.
    content: &'static str,
    /// The kind of the places; `null` for boundaries and rasters.
    kind: Option<PlaceKind>,
    /// The group under which it is listed.
    group: &'static str,
    /// Its title.
    title: Text,
    /// `point`, `line`, `polygon`, `mixed`, `grid` for a raster, or `none` where only the units of the places
    /// are known.
    geometry_type: &'static str,
    /// How many features it holds; of a raster, how many cells with a value.
    count: usize,
    /// Where it comes from and how far it can be trusted.
    provenance: Provenance,
    /// What a reader must know before using it.
    note: Option<Text>,
    /// SHA-256 of the file that it was loaded from.
    sha256: Option<String>,
    /// The address of its TileJSON; `null` where it cannot be drawn.
    tiles: Option<String>,
    /// The attributes of its places.
    attributes: Vec<AttributeSummary>,
    /// What its values are; `null` for places and boundaries.
    raster: Option<RasterAbout>,
}

/// One attribute of a kind of place.
#[derive(Debug, Serialize, ToSchema)]
pub struct AttributeSummary {
    /// Its name in data.
    name: &'static str,
    /// Its name as shown.
    title: Text,
    /// `text`, `number`, `date`, `flag` or `choice`.
    r#type: &'static str,
    /// The unit of a number; `null` for others and for plain counts.
    unit: Option<&'static str>,
    /// The values of a closed list, with their titles.
    choices: Vec<ChoiceSummary>,
    /// Whether every place has it.
    is_required: bool,
}

/// One value of a closed list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChoiceSummary {
    /// As written in data.
    value: &'static str,
    /// As shown.
    title: Text,
}

/// The layers.
#[derive(Debug, Serialize, ToSchema)]
pub struct LayerList {
    /// The layers, by group.
    layers: Vec<LayerSummary>,
}

/// The layers that are loaded
#[utoipa::path(get, path = "/api/layers", tag = "layers", responses((status = OK, body = LayerList)))]
pub async fn list(State(state): State<AppState>) -> Result<Json<LayerList>, ApiError> {
    let (snapshot, drawing) = (state.snapshot(), drawing(&state).await?);
    let mut layers: Vec<_> = snapshot.layers().collect();
    layers.sort_by_key(|layer| {
        let is_raster = matches!(layer.content, LayerContent::Raster(_));
        (is_raster, kind(layer), layer.id.clone())
    });
    Ok(Json(LayerList {
        layers: layers
            .iter()
            .map(|layer| summarise(&snapshot, &drawing, layer))
            .collect(),
    }))
}

/// One layer
#[utoipa::path(get, path = "/api/layers/{id}", tag = "layers",
    params(("id" = String, Path, description = "The layer's id")),
    responses((status = OK, body = LayerSummary), (status = NOT_FOUND, body = super::error::ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<LayerSummary>, ApiError> {
    let (snapshot, drawing) = (state.snapshot(), drawing(&state).await?);
    let layer = find(&snapshot, &id)?;
    Ok(Json(summarise(&snapshot, &drawing, layer)))
}

pub(super) fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Layer, ApiError> {
    let layer = LayerId::new(id).ok().and_then(|id| snapshot.layer(&id));
    layer.map(AsRef::as_ref).ok_or_else(|| {
        ApiError::not_found(
            "unknown_layer",
            format!("there is no layer {id:?}"),
            "see /api/layers for the layers that are loaded",
        )
    })
}

fn kind(layer: &Layer) -> Option<PlaceKind> {
    match layer.content {
        LayerContent::Boundaries | LayerContent::Raster(_) => None,
        LayerContent::Places(kind) => Some(kind),
    }
}

fn summarise(snapshot: &Snapshot, drawing: &Drawing, layer: &Layer) -> LayerSummary {
    let kind = kind(layer);
    let geometry_type = geometry_type(snapshot, layer);
    LayerSummary {
        id: layer.id.clone(),
        content: match layer.content {
            LayerContent::Boundaries => "boundaries",
            LayerContent::Places(_) => "places",
            LayerContent::Raster(_) => "raster",
        },
        kind,
        group: match layer.content {
            LayerContent::Raster(_) => "background",
            LayerContent::Boundaries | LayerContent::Places(_) => group(kind),
        },
        title: layer.title.clone(),
        geometry_type,
        count: layer.count,
        provenance: layer.provenance.clone(),
        note: layer.note.clone(),
        sha256: layer.sha256.clone(),
        tiles: match layer.content {
            // Whatever layer the boundaries of a day came with, they are drawn as the communes.
            LayerContent::Boundaries => Some(format!("/tiles/{COMMUNES}")),
            LayerContent::Places(_) | LayerContent::Raster(_) => {
                (geometry_type != "none").then(|| format!("/tiles/{}", layer.id))
            }
        },
        attributes: kind
            .map(|kind| {
                kind.attributes()
                    .iter()
                    .map(AttributeSummary::new)
                    .collect()
            })
            .unwrap_or_default(),
        raster: match layer.content {
            LayerContent::Raster(kind) => snapshot
                .raster(&layer.id)
                .map(|raster| RasterAbout::new(kind, &raster, drawing.raster(layer.id.as_str()))),
            LayerContent::Boundaries | LayerContent::Places(_) => None,
        },
    }
}

/// The group under which the layers of a kind are listed.
fn group(kind: Option<PlaceKind>) -> &'static str {
    match kind {
        None => "units",
        Some(PlaceKind::BorderGate | PlaceKind::Corridor | PlaceKind::Road) => "links",
        Some(
            PlaceKind::LandslideSpot
            | PlaceKind::LandslideZone
            | PlaceKind::FlashFloodZone
            | PlaceKind::RelocationSite,
        ) => "hazards",
        Some(
            PlaceKind::School
            | PlaceKind::SatellitePoint
            | PlaceKind::HealthFacility
            | PlaceKind::Settlement,
        ) => "services",
        Some(PlaceKind::IndustrialCluster | PlaceKind::ProcessingArea | PlaceKind::Project) => {
            "economy"
        }
        Some(PlaceKind::TourismSite | PlaceKind::Monument | PlaceKind::Geopark) => "culture",
        Some(
            PlaceKind::Town
            | PlaceKind::River
            | PlaceKind::ProtectedForest
            | PlaceKind::Farmland
            | PlaceKind::PointOfInterest,
        ) => "background",
    }
}

fn geometry_type(snapshot: &Snapshot, layer: &Layer) -> &'static str {
    match layer.content {
        LayerContent::Boundaries => return "polygon",
        LayerContent::Raster(_) => return "grid",
        LayerContent::Places(_) => {}
    }
    let mut types: Vec<_> = snapshot
        .places()
        .in_layer(&layer.id)
        .filter_map(|place| place.geometry.as_ref().map(dimension_name))
        .collect();
    types.sort_unstable();
    types.dedup();
    match types.as_slice() {
        [] => "none",
        [one] => one,
        _ => "mixed",
    }
}

fn dimension_name(geometry: &Geometry<f64>) -> &'static str {
    match geometry {
        Geometry::Point(_) | Geometry::MultiPoint(_) => "point",
        Geometry::Line(_) | Geometry::LineString(_) | Geometry::MultiLineString(_) => "line",
        Geometry::Polygon(_)
        | Geometry::MultiPolygon(_)
        | Geometry::Rect(_)
        | Geometry::Triangle(_) => "polygon",
        Geometry::GeometryCollection(_) => "mixed",
    }
}

impl AttributeSummary {
    fn new(field: &AttributeField) -> Self {
        let (r#type, unit, choices) = match field.of {
            AttributeType::Text => ("text", None, Vec::new()),
            AttributeType::Number { unit, .. } => (
                "number",
                Some(unit).filter(|unit| !unit.is_empty()),
                Vec::new(),
            ),
            AttributeType::Date => ("date", None, Vec::new()),
            AttributeType::Flag => ("flag", None, Vec::new()),
            AttributeType::Choice(choices) => {
                let choices = choices
                    .iter()
                    .map(|choice| ChoiceSummary {
                        value: choice.value,
                        title: Text::new(choice.vi, choice.en),
                    })
                    .collect();
                ("choice", None, choices)
            }
        };
        Self {
            name: field.name,
            title: Text::new(field.vi, field.en),
            r#type,
            unit,
            choices,
            is_required: field.is_required,
        }
    }
}
