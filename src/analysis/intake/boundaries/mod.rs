//! A delivery of unit boundaries: matched by code, held against the names, made a new dated version.

mod cleaning;
mod shift;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;

use super::{CODE_COLUMNS, NAME_COLUMNS, Row, find_column, geometry_word, rows, unit_code};
use crate::geometry::geodesic::area_m2;
use crate::model::delivery::{Delivery, Problems};
use crate::model::{
    Boundary, Edit, Layer, LayerContent, LayerId, Provenance, Snapshot, Text, Unit, UnitCode, fold,
};

pub use cleaning::{CleanedBoundaries, clean};

const SQUARE_METRES_PER_KM2: f64 = 1e6;
/// Outlines that lie farther than this from those present, all to the same side, were read in a wrong
/// reference system.
const IMPOSSIBLE_SHIFT_M: f64 = 2_000.0;
/// A smaller shift of all outlines to the same side is worth a word: a missing datum shift is 224 m.
const NOTABLE_SHIFT_M: f64 = 50.0;

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
    pub notices: Vec<String>,
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
///
/// `cleaned` holds one boundary for each matched unit, in the same order.
#[must_use]
pub fn plan(
    matched: &MatchedBoundaries,
    cleaned: &[MultiPolygon<f64>],
    snapshot: &Snapshot,
    order: &BoundaryOrder,
) -> BoundaryPlan {
    let layer = Layer {
        id: order.layer.clone(),
        content: LayerContent::Boundaries,
        title: order.title.clone(),
        provenance: order.provenance.clone(),
        count: matched.outlines.len(),
        sha256: order.sha256.clone(),
        note: None,
    };
    let mut edits = vec![Edit::from(layer)];
    let mut changes = Vec::new();
    for ((unit, delivered), geometry) in matched.outlines.iter().zip(cleaned) {
        let before = snapshot.map().of(&unit.key, order.valid_from);
        changes.push(UnitChange {
            code: unit.key.code.clone(),
            name: unit.name.clone(),
            before_km2: before.map(|boundary| km2(&boundary.geometry)),
            delivered_km2: km2(delivered),
            after_km2: km2(geometry),
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

fn km2(geometry: &MultiPolygon<f64>) -> f64 {
    area_m2(geometry) / SQUARE_METRES_PER_KM2
}

struct Matching<'a> {
    delivery: &'a Delivery,
    order: &'a BoundaryOrder,
    units: BTreeMap<UnitCode, Arc<Unit>>,
    code_column: usize,
    name_column: Option<usize>,
    found: BTreeMap<UnitCode, (u64, MultiPolygon<f64>)>,
    padded: usize,
    renamed: Vec<String>,
    problems: Problems,
}

impl<'a> Matching<'a> {
    fn new(
        delivery: &'a Delivery,
        units: BTreeMap<UnitCode, Arc<Unit>>,
        order: &'a BoundaryOrder,
    ) -> Result<Self, Problems> {
        let columns = find_column(
            delivery,
            order.code_column.as_deref(),
            &CODE_COLUMNS,
            "--code-column",
        )
        .and_then(|code| {
            let code = code.ok_or_else(|| {
                let fields = delivery.header.fields.join(", ");
                delivery.problem(
                    "no column holds the code of the unit",
                    format!("Name it with --code-column; the file has: {fields}."),
                )
            })?;
            let name = find_column(
                delivery,
                order.name_column.as_deref(),
                &NAME_COLUMNS,
                "--name-column",
            )?;
            Ok((code, name))
        });
        match columns {
            Ok((code_column, name_column)) => Ok(Self {
                delivery,
                order,
                units,
                code_column,
                name_column,
                found: BTreeMap::new(),
                padded: 0,
                renamed: Vec::new(),
                problems: Problems::default(),
            }),
            Err(problem) => Err(Problems::from(problem)),
        }
    }

    fn take(&mut self, row: &Row) {
        let Some(unit) = self.unit_of(row) else {
            return;
        };
        self.compare_name(row, &unit);
        let Some(outline) = self.outline_of(row) else {
            return;
        };
        let earlier = self
            .found
            .insert(unit.key.code.clone(), (row.feature.row, outline));
        if let Some((earlier, _)) = earlier {
            self.problems.push(row.value_problem(
                self.code_column,
                format!("row {earlier} has the same code"),
                "Join the parts of a unit into one feature (in QGIS: Vector geometry, Dissolve).",
            ));
        }
    }

    fn unit_of(&mut self, row: &Row) -> Option<Arc<Unit>> {
        let Some(text) = row.value(self.code_column) else {
            self.problems.push(row.value_problem(
                self.code_column,
                "the code of the unit is missing",
                "Write its five digits.",
            ));
            return None;
        };
        let code = unit_code(text);
        let unit = code.as_ref().and_then(|code| self.units.get(code));
        if unit.is_none() {
            self.problems.push(row.value_problem(
                self.code_column,
                format!("no unit has this code on {}", self.order.valid_from),
                "Compare with `nonnuoc units`, or name another day with --valid-from.",
            ));
        }
        if code.is_some_and(|code| code.as_str() != text.trim()) {
            self.padded += 1;
        }
        unit.cloned()
    }

    fn compare_name(&mut self, row: &Row, unit: &Unit) {
        let Some((column, name)) = self
            .name_column
            .and_then(|column| Some((column, row.value(column)?)))
        else {
            return;
        };
        if bare_name(name) == fold(&unit.name) {
            return;
        }
        if self.order.may_differ_in_name {
            self.renamed
                .push(format!("{name} for {} {}", unit.key.code, unit.name));
            return;
        }
        self.problems.push(row.value_problem(
            column,
            format!("unit {} is called {} in the registry", unit.key.code, unit.full_name()),
            "Check that the file holds the units of that day; texts in an old character set are read with \
             --encoding tcvn3 or vni; --allow-other-names takes the file's word.",
        ));
    }

    fn outline_of(&mut self, row: &Row) -> Option<MultiPolygon<f64>> {
        if let Some(problem) = row.invalidity() {
            self.problems.push(problem);
            return None;
        }
        let found = match &row.feature.geometry {
            Some(Geometry::Polygon(polygon)) => return Some(MultiPolygon::from(polygon.clone())),
            Some(Geometry::MultiPolygon(outline)) => return Some(outline.clone()),
            Some(other) => format!("the geometry is {}, not a polygon", geometry_word(other)),
            None => "the feature has no geometry".to_owned(),
        };
        self.problems
            .push(row.problem(found, "Deliver one polygon or multipolygon for each unit."));
        None
    }

    fn finish(mut self, snapshot: &Snapshot) -> Result<MatchedBoundaries, Problems> {
        self.refuse_missing_units();
        self.refuse_version_of_that_day(snapshot);
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let shift = self.common_shift(snapshot);
        if let Some((metres, towards)) = shift.filter(|(metres, _)| *metres > IMPOSSIBLE_SHIFT_M) {
            return Err(Problems::from(self.delivery.problem(
                format!("all outlines lie about {metres:.0} m to the {towards} of those present"),
                format!(
                    "The file was read in {}: give the right reference system with --crs.",
                    self.delivery.header.crs
                ),
            )));
        }
        let mut notices = Vec::new();
        if let Some((metres, towards)) = shift.filter(|(metres, _)| *metres > NOTABLE_SHIFT_M) {
            notices.push(format!(
                "all outlines lie about {metres:.0} m to the {towards} of those present: a datum shift may be \
                 missing (VN-2000 read as WGS 84 is 224 m off)"
            ));
        }
        if self.padded > 0 {
            notices.push(format!(
                "{} codes had lost their leading zeros",
                self.padded
            ));
        }
        if !self.renamed.is_empty() {
            notices.push(format!(
                "names that differ from the registry: {}",
                self.renamed.join(", ")
            ));
        }
        let units = self.units;
        let outlines = self
            .found
            .into_iter()
            .filter_map(|(code, (_, outline))| Some((Arc::clone(units.get(&code)?), outline)))
            .collect();
        Ok(MatchedBoundaries { outlines, notices })
    }

    fn refuse_missing_units(&mut self) {
        let missing: Vec<String> = self
            .units
            .iter()
            .filter(|(code, _)| !self.found.contains_key(*code))
            .map(|(code, unit)| format!("{code} {}", unit.name))
            .collect();
        if missing.is_empty() || !self.problems.is_empty() {
            return;
        }
        self.problems.push(self.delivery.problem(
            format!(
                "{} of {} units have no feature: {}",
                missing.len(),
                self.units.len(),
                missing.join(", ")
            ),
            "Deliver the whole set, so that no border is left without its other side.",
        ));
    }

    fn refuse_version_of_that_day(&mut self, snapshot: &Snapshot) {
        let day = self.order.valid_from;
        if self.order.may_replace
            || !snapshot
                .map()
                .all()
                .any(|boundary| boundary.valid_from == day)
        {
            return;
        }
        self.problems.push(self.delivery.problem(
            format!("there are boundaries that count from {day} on already"),
            "Name another day with --valid-from, or write over them with --replace.",
        ));
    }
}

/// A unit's name as it is compared: without accents and without the word for its kind.
fn bare_name(name: &str) -> String {
    let folded = fold(name);
    ["xa ", "phuong ", "thi tran ", "x ", "p ", "tt "]
        .iter()
        .find_map(|kind| folded.strip_prefix(kind))
        .map_or_else(|| folded.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_the_word_for_their_kind() {
        assert_eq!(bare_name("Phường Thục Phán"), "thuc phan");
        assert_eq!(bare_name("Xã Hoà An"), fold("Hòa An"));
        assert_eq!(bare_name("Xuân Trường"), "xuan truong");
    }

    #[test]
    fn codes_get_their_leading_zeros_back() {
        assert_eq!(unit_code("1273").unwrap().as_str(), "01273");
        assert_eq!(unit_code(" 01273 ").unwrap().as_str(), "01273");
        assert!(
            unit_code("12.5").is_none() && unit_code("").is_none() && unit_code("123456").is_none()
        );
    }
}
