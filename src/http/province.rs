//! The province as a whole.

use axum::Json;
use axum::extract::State;
use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiError, AppState};
use crate::geometry::Bounds;
use crate::model::{IndicatorId, Observation, Period, Province, Snapshot, Subject, Text, UnitKey};

/// The province as a whole, today.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvinceSummary {
    /// Its two-digit code.
    code: String,
    /// Its name.
    name: Text,
    /// Its name with the word for its kind.
    full_name: Text,
    /// How many units it has.
    units: usize,
    /// How many of them lie on the national border.
    border_units: usize,
    /// The sums of the units' newest approved figures, each with its coverage.
    totals: Vec<ProvinceTotal>,
    /// The box around it, `[west, south, east, north]`; `null` where no boundary is loaded.
    #[schema(value_type = Option<[f64; 4]>)]
    bbox: Option<Bounds>,
    /// The version of the data.
    version: u64,
    /// Whether the workspace holds illustrative data.
    is_demo: bool,
}

/// The sum of one indicator over the units.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvinceTotal {
    /// What is measured.
    #[schema(value_type = String)]
    indicator: IndicatorId,
    /// The period of the figures.
    #[schema(value_type = String)]
    period: Period,
    /// The sum of the units that reported.
    #[schema(value_type = f64)]
    value: Decimal,
    /// How many units reported.
    reported: usize,
}

/// The province as a whole
#[utoipa::path(get, path = "/api/province", tag = "units",
    responses((status = OK, body = ProvinceSummary)))]
pub async fn get(State(state): State<AppState>) -> Result<Json<ProvinceSummary>, ApiError> {
    let snapshot = state.snapshot();
    let province = Province::shipped().map_err(|cause| ApiError::internal(&cause))?;
    let today = state.today();
    let units: Vec<_> = snapshot.units().on(today).collect();
    let keys: Vec<_> = units.iter().map(|unit| unit.key.clone()).collect();
    Ok(Json(ProvinceSummary {
        code: province.code,
        name: province.name,
        full_name: province.full_name,
        units: units.len(),
        border_units: units.iter().filter(|unit| unit.is_border()).count(),
        totals: ["population", "area"]
            .into_iter()
            .filter_map(|id| total(&snapshot, id, &keys))
            .collect(),
        bbox: snapshot.map().bounds(today),
        version: snapshot.version(),
        is_demo: state.is_demo(),
    }))
}

/// The sum of the newest period for which any of the units has a number; none without one.
fn total(snapshot: &Snapshot, indicator: &str, units: &[UnitKey]) -> Option<ProvinceTotal> {
    let indicator = IndicatorId::new(indicator).ok()?;
    let number_of = |unit: &UnitKey, period: Period| -> Option<Decimal> {
        let subject = Subject::Unit(unit.clone());
        let figure = snapshot.figures().approved(&indicator, &subject, period)?;
        figure.value.number()
    };
    let is_of_units = |figure: &Observation| matches!(&figure.key.subject, Subject::Unit(key) if units.contains(key));
    let period = snapshot
        .figures()
        .of(&indicator)
        .filter(|figure| figure.is_approved() && figure.value.number().is_some())
        .filter(|figure| is_of_units(figure))
        .map(|figure| figure.key.period)
        .max()?;
    let values: Vec<_> = units
        .iter()
        .filter_map(|unit| number_of(unit, period))
        .collect();
    Some(ProvinceTotal {
        period,
        value: values.iter().sum(),
        reported: values.len(),
        indicator,
    })
}
