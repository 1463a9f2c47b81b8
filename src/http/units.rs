//! Administrative units of any day, and their history.

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::places::PlaceSummary;
use super::{ApiError, AppState, Params};
use crate::geometry::{Bounds, LonLat, geodesic};
use crate::model::{
    Boundary, District, IndicatorId, Observation, Period, Provenance, Quality, Snapshot, Subject,
    Unit, UnitCode, UnitKind,
};

/// A unit in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitSummary {
    /// Its code.
    #[schema(value_type = String)]
    pub code: UnitCode,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub valid_from: Date,
    /// Its last day; `null` while it exists.
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_to: Option<Date>,
    /// Its name.
    pub name: String,
    /// Its kind and name.
    pub full_name: String,
    /// Commune, ward or township.
    pub kind: UnitKind,
    /// The district that it belonged to, before 1 July 2025.
    pub district: Option<District>,
    /// Whether it lies on the national border.
    pub is_border: bool,
    /// The length of its stretch of the national border, in kilometres.
    pub border_km: Option<f64>,
    /// Where its label stands; `null` where no boundary is known.
    #[schema(value_type = Option<[f64; 2]>)]
    pub label_point: Option<LonLat>,
    /// The box around it; `null` where no boundary is known.
    #[schema(value_type = Option<[f64; 4]>)]
    pub bbox: Option<Bounds>,
}

impl UnitSummary {
    /// The unit as it is on the day.
    #[must_use]
    pub fn new(snapshot: &Snapshot, unit: &Unit, on: Date) -> Self {
        let boundary = snapshot.map().of(&unit.key, on);
        let label = boundary.and_then(|boundary| snapshot.map().label_point(boundary));
        Self {
            code: unit.key.code.clone(),
            valid_from: unit.key.valid_from,
            valid_to: unit.valid_to,
            name: unit.name.clone(),
            full_name: unit.full_name(),
            kind: unit.kind,
            district: unit.district.clone(),
            is_border: unit.is_border(),
            border_km: unit.border_km,
            label_point: label.or(unit.centre),
            bbox: boundary.and_then(|boundary| boundary.bounds()),
        }
    }
}

/// The units of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitList {
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The units, by code.
    units: Vec<UnitSummary>,
}

/// A unit with all that is attached to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitDetail {
    /// The unit.
    #[serde(flatten)]
    unit: UnitSummary,
    /// Where the entry comes from.
    source: String,
    /// The units that it was formed from.
    predecessors: Vec<UnitSummary>,
    /// The units that it became part of.
    successors: Vec<UnitSummary>,
    /// The newest approved figure of every indicator that it has figures of.
    figures: Vec<UnitFigure>,
    /// The places that lie in it or serve it.
    places: Vec<PlaceSummary>,
    /// Its boundary; `null` where none is known.
    boundary: Option<BoundarySummary>,
}

/// A boundary, without its drawing.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoundarySummary {
    /// The layer that it came with.
    #[schema(value_type = String)]
    layer: crate::model::LayerId,
    /// From when this drawing counts.
    #[schema(value_type = String, format = Date)]
    valid_from: Date,
    /// Its geodesic area on the WGS 84 ellipsoid, in square kilometres, computed from the drawing.
    area_km2: f64,
    /// Where the drawing comes from; `null` where its layer is not loaded.
    provenance: Option<Provenance>,
}

/// One figure of a unit or place, with what must stand beside it.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitFigure {
    /// What is measured.
    #[schema(value_type = String)]
    indicator: IndicatorId,
    /// When.
    #[schema(value_type = String)]
    period: Period,
    /// The number; `null` where there is none.
    #[schema(value_type = Option<f64>)]
    value: Option<Decimal>,
    /// Why there is no number.
    missing_reason: Option<String>,
    /// The code of the unit of measure.
    unit: String,
    /// Who published it, and where.
    source: String,
    /// How firm it is.
    quality: Quality,
    /// Whether it is made up to show the screens.
    is_illustrative: bool,
}

impl UnitFigure {
    fn new(figure: &Observation) -> Self {
        Self {
            indicator: figure.key.indicator.clone(),
            period: figure.key.period,
            value: figure.value.number(),
            missing_reason: figure.value.missing_reason().map(str::to_owned),
            unit: figure.unit.clone(),
            source: figure.source.clone(),
            quality: figure.quality,
            is_illustrative: figure.is_illustrative,
        }
    }
}

/// Which day is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DayParams {
    /// The day, as yyyy-mm-dd; today if none is given.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
}

/// Which of the units that had a code is meant.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LineageParams {
    /// The unit's first day, as yyyy-mm-dd; without it the history of every unit that had the code is
    /// given.
    #[param(value_type = Option<String>, format = Date)]
    valid_from: Option<Date>,
}

/// The history of one unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitHistory {
    /// The unit.
    unit: UnitSummary,
    /// What it was formed from.
    predecessors: Vec<UnitSummary>,
    /// What it became part of.
    successors: Vec<UnitSummary>,
}

/// The history of every unit that had a code.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lineages {
    /// The units, the oldest first.
    units: Vec<UnitHistory>,
}

/// The units of a day
///
/// Answers "what was here on that day": the 56 units of today, or the 161 of before 1 July 2025.
#[utoipa::path(get, path = "/api/units", tag = "units", params(DayParams),
    responses((status = OK, body = UnitList)))]
pub async fn list(
    State(state): State<AppState>,
    Params(params): Params<DayParams>,
) -> Json<UnitList> {
    let snapshot = state.snapshot();
    let on = params.on.unwrap_or_else(|| state.today());
    let units = snapshot
        .units()
        .on(on)
        .map(|unit| UnitSummary::new(&snapshot, unit, on))
        .collect();
    Json(UnitList { on, units })
}

/// One unit with all that is attached to it
#[utoipa::path(get, path = "/api/units/{code}", tag = "units",
    params(("code" = String, Path, description = "The unit's code"), DayParams),
    responses((status = OK, body = UnitDetail), (status = NOT_FOUND, body = super::error::ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Params(params): Params<DayParams>,
) -> Result<Json<UnitDetail>, ApiError> {
    let snapshot = state.snapshot();
    let on = params.on.unwrap_or_else(|| state.today());
    let unit = find(&snapshot, code, on)?;
    Ok(Json(detail(&snapshot, unit, on)))
}

/// The unit of that code on a day.
pub(super) fn find(snapshot: &Snapshot, code: String, on: Date) -> Result<&Unit, ApiError> {
    let code = parse_code(code)?;
    snapshot
        .units()
        .find(&code, on)
        .map(AsRef::as_ref)
        .ok_or_else(|| unknown_unit(snapshot, &code, on))
}

fn detail(snapshot: &Snapshot, unit: &Unit, on: Date) -> UnitDetail {
    let UnitHistory {
        unit: summary,
        predecessors,
        successors,
    } = history(snapshot, unit, on);
    UnitDetail {
        unit: summary,
        source: unit.source.clone(),
        predecessors,
        successors,
        figures: newest_figures(snapshot, &Subject::Unit(unit.key.clone())),
        places: places_of(snapshot, unit),
        boundary: snapshot
            .map()
            .of(&unit.key, on)
            .map(|boundary| summarise(snapshot, boundary)),
    }
}

/// Places are attached by the units of today, so a former unit has none of its own.
fn places_of(snapshot: &Snapshot, unit: &Unit) -> Vec<PlaceSummary> {
    if unit.valid_to.is_some() {
        return Vec::new();
    }
    snapshot
        .places()
        .in_unit(unit.code())
        .map(|place| PlaceSummary::new(place))
        .collect()
}

pub(super) fn newest_figures(snapshot: &Snapshot, subject: &Subject) -> Vec<UnitFigure> {
    snapshot
        .figures()
        .newest_approved(subject)
        .into_iter()
        .map(|figure| UnitFigure::new(figure))
        .collect()
}

fn summarise(snapshot: &Snapshot, boundary: &Boundary) -> BoundarySummary {
    BoundarySummary {
        layer: boundary.layer.clone(),
        valid_from: boundary.valid_from,
        area_km2: geodesic::area_m2(&boundary.geometry) / 1e6,
        provenance: snapshot
            .layer(&boundary.layer)
            .map(|layer| layer.provenance.clone()),
    }
}

/// What became of a unit, and what it was formed from
#[utoipa::path(get, path = "/api/units/{code}/lineage", tag = "units",
    params(("code" = String, Path, description = "The unit's code"), LineageParams),
    responses((status = OK, body = Lineages), (status = NOT_FOUND, body = super::error::ErrorBody)))]
pub async fn lineage(
    State(state): State<AppState>,
    Path(code): Path<String>,
    Params(params): Params<LineageParams>,
) -> Result<Json<Lineages>, ApiError> {
    let snapshot = state.snapshot();
    let today = state.today();
    let code = parse_code(code)?;
    let units: Vec<_> = snapshot
        .units()
        .versions(&code)
        .filter(|unit| {
            params
                .valid_from
                .is_none_or(|day| unit.key.valid_from == day)
        })
        .map(|unit| history(&snapshot, unit, unit.valid_to.unwrap_or(today)))
        .collect();
    if units.is_empty() {
        return Err(unknown_unit(
            &snapshot,
            &code,
            params.valid_from.unwrap_or(today),
        ));
    }
    Ok(Json(Lineages { units }))
}

fn history(snapshot: &Snapshot, unit: &Unit, on: Date) -> UnitHistory {
    let registry = snapshot.units();
    UnitHistory {
        unit: UnitSummary::new(snapshot, unit, on),
        predecessors: registry
            .predecessors(&unit.key)
            .map(|former| UnitSummary::new(snapshot, former, former.valid_to.unwrap_or(on)))
            .collect(),
        successors: registry
            .successors(&unit.key)
            .map(|later| UnitSummary::new(snapshot, later, later.key.valid_from.max(on)))
            .collect(),
    }
}

pub(super) fn parse_code(text: String) -> Result<UnitCode, ApiError> {
    UnitCode::new(text).map_err(|error| {
        ApiError::bad_request(
            "bad_unit_code",
            error.to_string(),
            "see /api/units for the codes",
        )
    })
}

fn unknown_unit(snapshot: &Snapshot, code: &UnitCode, on: Date) -> ApiError {
    let versions: Vec<_> = snapshot
        .units()
        .versions(code)
        .map(|unit| format!("{} from {}", unit.full_name(), unit.key.valid_from))
        .collect();
    let remedy = if versions.is_empty() {
        "see /api/units for the codes of a day".to_owned()
    } else {
        format!(
            "ask for another day; the code was borne by {}",
            versions.join(", ")
        )
    };
    ApiError::not_found(
        "unknown_unit",
        format!("no unit has the code {code} on {on}"),
        remedy,
    )
    .in_vietnamese(format!("Không có đơn vị nào mã {code} vào ngày {on}."))
}
