//! Places of every kind.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::units::{UnitFigure, newest_figures, parse_code};
use super::{ApiError, AppState, Params};
use crate::geometry::Bounds;
use crate::model::{
    AttributeValue, LayerId, Place, PlaceId, PlaceKind, Provenance, Snapshot, Subject, UnitCode,
};

/// At most so many places in one answer.
const LIMIT: usize = 1000;

/// A place in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceSummary {
    /// Its id.
    #[schema(value_type = String)]
    id: PlaceId,
    /// Its name; empty where the source gives none.
    name: String,
    /// What it is.
    kind: PlaceKind,
    /// The layer that it came with.
    #[schema(value_type = String)]
    layer: LayerId,
    /// The units of today that it lies in or serves.
    #[schema(value_type = Vec<String>)]
    unit_codes: Vec<UnitCode>,
    /// Its attributes.
    #[schema(value_type = Object)]
    attributes: BTreeMap<String, AttributeValue>,
    /// The box around it; `null` where only its units are known.
    #[schema(value_type = Option<[f64; 4]>)]
    bbox: Option<Bounds>,
}

impl PlaceSummary {
    pub(super) fn new(place: &Place) -> Self {
        Self {
            id: place.id.clone(),
            name: place.name.clone(),
            kind: place.kind,
            layer: place.layer.clone(),
            unit_codes: place.unit_codes.clone(),
            attributes: place.attributes.clone(),
            bbox: place.bounds(),
        }
    }
}

/// A place with all that is known of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceDetail {
    /// The place.
    #[serde(flatten)]
    place: PlaceSummary,
    /// Its first day, where known.
    #[schema(value_type = Option<String>, format = Date)]
    valid_from: Option<Date>,
    /// Its last day; `null` while it exists.
    #[schema(value_type = Option<String>, format = Date)]
    valid_to: Option<Date>,
    /// How far its position may be from the truth, in metres: its own or its layer's.
    accuracy_m: Option<f64>,
    /// Its position or shape as `GeoJSON`; `null` where only its units are known.
    #[schema(value_type = Option<Object>)]
    geometry: Option<geojson::GeometryValue>,
    /// Where it comes from; `null` where its layer is not loaded.
    provenance: Option<Provenance>,
    /// The newest approved figure of every indicator that it has figures of.
    figures: Vec<UnitFigure>,
    /// The ids of the tasks and projects there.
    tasks: Vec<String>,
}

/// Which places are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PlaceParams {
    /// Only this kind.
    kind: Option<PlaceKind>,
    /// Only this layer.
    layer: Option<String>,
    /// Only places that lie in the unit of this code or serve it.
    unit: Option<String>,
    /// Only places whose box meets this one: west,south,east,north.
    bbox: Option<String>,
    /// At most so many, up to 1000; 100 if not given.
    limit: Option<usize>,
    /// Leave out so many first.
    offset: Option<usize>,
}

/// Places.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceList {
    /// How many places match in all.
    total: usize,
    /// The places, by id.
    places: Vec<PlaceSummary>,
}

/// Places, filtered
#[utoipa::path(get, path = "/api/places", tag = "places", params(PlaceParams),
    responses((status = OK, body = PlaceList), (status = BAD_REQUEST, body = super::error::ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    Params(params): Params<PlaceParams>,
) -> Result<Json<PlaceList>, ApiError> {
    let snapshot = state.snapshot();
    let bounds = params.bbox.as_deref().map(parse_bounds).transpose()?;
    let unit = params.unit.clone().map(parse_code).transpose()?;
    let wanted = |place: &Place| {
        params.kind.is_none_or(|kind| place.kind == kind)
            && params
                .layer
                .as_deref()
                .is_none_or(|layer| place.layer.as_str() == layer)
            && unit
                .as_ref()
                .is_none_or(|code| place.unit_codes.contains(code))
    };
    let mut places: Vec<_> = match bounds {
        Some(bounds) => snapshot
            .places()
            .near(bounds)
            .filter(|place| wanted(place))
            .collect(),
        None => snapshot
            .places()
            .all()
            .filter(|place| wanted(place))
            .collect(),
    };
    places.sort_by(|one, other| one.id.cmp(&other.id));
    let page = places
        .iter()
        .skip(params.offset.unwrap_or(0))
        .take(params.limit.unwrap_or(100).min(LIMIT))
        .map(|place| PlaceSummary::new(place))
        .collect();
    Ok(Json(PlaceList {
        total: places.len(),
        places: page,
    }))
}

/// One place
#[utoipa::path(get, path = "/api/places/{id}", tag = "places",
    params(("id" = String, Path, description = "The place's id")),
    responses((status = OK, body = PlaceDetail), (status = NOT_FOUND, body = super::error::ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<PlaceDetail>, ApiError> {
    let snapshot = state.snapshot();
    let place = PlaceId::new(id.as_str())
        .ok()
        .and_then(|id| snapshot.places().get(&id))
        .ok_or_else(|| {
            ApiError::not_found(
                "unknown_place",
                format!("there is no place {id:?}"),
                "see /api/places or search by name with /api/search",
            )
            .in_vietnamese(format!("Không có địa điểm «{id}»."))
        })?;
    Ok(Json(detail(&snapshot, place)))
}

fn detail(snapshot: &Snapshot, place: &Place) -> PlaceDetail {
    let provenance = snapshot
        .layer(&place.layer)
        .map(|layer| layer.provenance.clone());
    let layer_accuracy = provenance
        .as_ref()
        .and_then(|provenance| provenance.accuracy_m);
    PlaceDetail {
        place: PlaceSummary::new(place),
        valid_from: place.valid_from,
        valid_to: place.valid_to,
        accuracy_m: place.accuracy_m.or(layer_accuracy),
        geometry: place.geometry.as_ref().map(geojson::GeometryValue::from),
        provenance,
        figures: newest_figures(snapshot, &Subject::Place(place.id.clone())),
        tasks: snapshot
            .programme()
            .tasks()
            .filter(|task| task.places.contains(&place.id))
            .map(|task| task.id.to_string())
            .collect(),
    }
}

/// Reads `west,south,east,north`.
fn parse_bounds(text: &str) -> Result<Bounds, ApiError> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|part| part.trim().parse()).collect();
    match numbers.as_deref() {
        Ok(&[west, south, east, north])
            if west <= east
                && south <= north
                && [west, south, east, north].iter().all(|n| n.is_finite()) =>
        {
            Ok(Bounds {
                west,
                south,
                east,
                north,
            })
        }
        _ => Err(ApiError::bad_request(
            "bad_bbox",
            format!("{text:?} is not a box"),
            "write west,south,east,north in degrees, such as 105.2,22.3,106.9,23.2",
        )),
    }
}
