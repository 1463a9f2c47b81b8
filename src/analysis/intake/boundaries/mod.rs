//! A delivery of unit boundaries: matched by code, held against the names, made a new dated version.

mod cleaning;
mod matching;
mod shift;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::MultiPolygon;
use jiff::civil::Date;

use super::rows;
use crate::analysis::coverage_cleaning::{CleaningError, Mended};
use crate::geometry::geodesic::area_m2;
use crate::model::delivery::{Delivery, Problem, Problems};
use crate::model::{
    Boundary, Edit, IdError, Layer, LayerContent, LayerId, Provenance, Snapshot, Text, Unit,
    UnitCode,
};

pub use cleaning::{CleanedBoundaries, clean};
use matching::Matching;

const SQUARE_METRES_PER_KM2: f64 = 1e6;

/// What the user says about a delivery of boundaries.
#[derive(Debug, Clone)]
pub struct BoundaryOrder {
    /// The first day on which the new boundaries count.
    pub valid_from: Date,
    /// The column of the unit's code, where it is not one of the usual names.
    pub code_column: Option<String>,
    /// The column of the unit's name, where it is not one of the usual names.
    pub name_column: Option<String>,
    /// Whether names may differ from the registry's.
    pub may_differ_in_name: bool,
    /// Whether a version of the same day may be written over.
    pub may_replace: bool,
    /// The layer that the boundaries come with.
    pub layer: LayerId,
    /// The layer's name.
    pub title: Text,
    /// Where the boundaries come from.
    pub provenance: Provenance,
    /// The checksum of the file.
    pub sha256: Option<String>,
}

/// The boundaries of a delivery, one for each unit, before and after they were matched.
#[derive(Debug)]
pub struct MatchedBoundaries {
    /// The units in the order of their codes, each with its delivered outline (WGS 84).
    pub outlines: Vec<(Arc<Unit>, MultiPolygon<f64>)>,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// One unit's boundary before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitChange {
    /// The unit's code.
    pub code: UnitCode,
    /// The unit's name.
    pub name: String,
    /// Geodesic area of the boundary that counted until then, in km²; `None` where there was none.
    pub before_km2: Option<f64>,
    /// Geodesic area of the outline as it was delivered, in km².
    pub delivered_km2: f64,
    /// Geodesic area of the new boundary, in km².
    pub after_km2: f64,
    /// Its overlaps and gaps as it was delivered, and how far its border moved.
    pub mended: Mended,
}

/// The id of a layer of boundaries that count from a day on, where nobody names another.
///
/// # Errors
/// [`IdError`] for a day that makes no id, before the year 0.
pub fn usual_id(valid_from: Date) -> Result<LayerId, IdError> {
    LayerId::new(format!("boundaries-{valid_from}"))
}

/// The title of such a layer.
#[must_use]
pub fn usual_title(valid_from: Date) -> Text {
    Text::new(
        format!(
            "Ranh giới đơn vị hành chính từ ngày {}",
            valid_from.strftime("%d/%m/%Y")
        ),
        format!("Unit boundaries from {valid_from}"),
    )
}

/// What is to be committed, and what it changes.
#[derive(Debug)]
pub struct BoundaryPlan {
    /// The edits, to be committed in one transaction.
    pub edits: Vec<Edit>,
    /// One line for each unit, by code.
    pub changes: Vec<UnitChange>,
}

/// Matches the features of a delivery with the units that exist on the day, by code.
///
/// Names are compared too, without accents and the word for the kind of unit: all codes of today were in use
/// before 1 July 2025 for other units, so a file of the former units would match by code alone.
///
/// # Errors
/// Every mistake: unknown, missing or repeated codes, other names, geometry that is no polygon or broken,
/// units without a feature.
pub fn match_units(
    delivery: &Delivery,
    snapshot: &Snapshot,
    order: &BoundaryOrder,
) -> Result<MatchedBoundaries, Problems> {
    let units: BTreeMap<UnitCode, Arc<Unit>> = snapshot
        .units()
        .on(order.valid_from)
        .map(|unit| (unit.key.code.clone(), Arc::clone(unit)))
        .collect();
    let mut matching = Matching::new(delivery, units, order)?;
    for row in rows(delivery) {
        matching.take(&row);
    }
    matching.finish(snapshot)
}

/// Makes the plan from the matched outlines and from what [`clean`] made of them.
#[must_use]
pub fn plan(
    matched: &MatchedBoundaries,
    cleaned: &CleanedBoundaries,
    snapshot: &Snapshot,
    order: &BoundaryOrder,
) -> BoundaryPlan {
    let layer = Layer {
        id: order.layer.clone(),
        content: LayerContent::Boundaries,
        title: order.title.clone(),
        provenance: cleaned.origin(&order.provenance),
        count: matched.outlines.len(),
        sha256: order.sha256.clone(),
        note: None,
    };
    let mut edits = vec![Edit::from(layer)];
    let mut changes = Vec::new();
    let outlines = cleaned.outlines.iter().zip(&cleaned.mended);
    for ((unit, delivered), (geometry, mended)) in matched.outlines.iter().zip(outlines) {
        let before = snapshot.map().of(&unit.key, order.valid_from);
        changes.push(UnitChange {
            code: unit.key.code.clone(),
            name: unit.name.clone(),
            before_km2: before.map(|boundary| km2(&boundary.geometry)),
            delivered_km2: km2(delivered),
            after_km2: km2(geometry),
            mended: mended.clone(),
        });
        edits.push(Edit::from(Boundary {
            unit: unit.key.clone(),
            valid_from: order.valid_from,
            layer: order.layer.clone(),
            geometry: geometry.clone(),
        }));
    }
    BoundaryPlan { edits, changes }
}

/// A delivery of boundaries, looked at as a whole: matched, made to meet, compared.
#[derive(Debug)]
pub struct BoundaryExamination {
    /// What would be committed, and what it changes.
    pub plan: BoundaryPlan,
    /// What it took to make the borders meet.
    pub cleaned: CleanedBoundaries,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// Matches, cleans and compares a delivery of boundaries.
///
/// # Errors
/// Every mistake, as [`match_units`] finds it, or why the borders cannot be made to meet.
pub fn examine(
    delivery: &Delivery,
    snapshot: &Snapshot,
    order: &BoundaryOrder,
    tolerance_m: f64,
) -> Result<BoundaryExamination, Problems> {
    let matched = match_units(delivery, snapshot, order)?;
    let cleaned = clean(&matched, tolerance_m)
        .map_err(|error| Problems::from(unclean(&delivery.header.file, &error)))?;
    let plan = plan(&matched, &cleaned, snapshot, order);
    Ok(BoundaryExamination {
        plan,
        cleaned,
        notices: matched.notices,
    })
}

fn unclean(file: &str, error: &CleaningError) -> Problem {
    // The error of a width says itself what to do.
    let remedy = match error {
        CleaningError::TooWide { .. } => "Nothing was changed.",
        CleaningError::OffTheGlobe { .. } | CleaningError::Vanished { .. } => "Mend the source.",
    };
    let problem = Problem::of_file(file, error.to_string(), remedy);
    let vi = match error {
        CleaningError::OffTheGlobe { name, .. } => {
            format!("{name} có đỉnh không nằm trên trái đất")
        }
        CleaningError::TooWide {
            refusals,
            tolerance_m,
        } => format!(
            "{} chỗ chồng hoặc hở rộng hơn hai lần mức cho phép {tolerance_m} m; rộng nhất {:.0} m",
            refusals.len(),
            refusals.first().map_or(0.0, |widest| widest.width_m)
        ),
        CleaningError::Vanished { name } => format!("{name} bị các xã khác phủ kín"),
    };
    problem.in_vietnamese(vi, "Sửa ranh giới trong tệp gốc, hoặc nới mức cho phép.")
}

fn km2(geometry: &MultiPolygon<f64>) -> f64 {
    area_m2(geometry) / SQUARE_METRES_PER_KM2
}
