//! A delivery of places of one kind: columns become attributes, positions become units, and a layer is
//! replaced as a whole.

mod columns;
mod ids;
mod planning;
mod values;

use std::collections::BTreeMap;

use geo::Geometry;
use jiff::civil::Date;

use super::{Row, geometry_word, geometry_word_vi, rows};
use crate::model::delivery::{Delivery, Problem, Problems};
use crate::model::{
    Edit, LayerContent, LayerId, Place, PlaceId, PlaceKind, Provenance, Snapshot, Text, UnitCode,
};
use columns::{Columns, may_be_anywhere, may_be_nameless};
use values::day;

/// What the user says about a delivery of places.
#[derive(Debug, Clone)]
pub struct PlaceOrder {
    /// What the places are.
    pub kind: PlaceKind,
    /// The layer that they become; all that it held before is replaced.
    pub layer: LayerId,
    /// The layer's name.
    pub title: Text,
    /// Which column holds which attribute, where the names do not say it: (column, attribute).
    pub mapping: Vec<(String, String)>,
    /// Columns that are left out although their names say what they hold.
    pub left_out: Vec<String>,
    /// Where the places come from.
    pub provenance: Provenance,
    /// The checksum of the file.
    pub sha256: Option<String>,
    /// The day whose units are looked up.
    pub on: Date,
}

/// What is to be committed, and what it changes.
#[derive(Debug)]
pub struct PlacePlan {
    /// The edits, to be committed in one transaction.
    pub edits: Vec<Edit>,
    /// Names of the places that are new.
    pub added: Vec<String>,
    /// Names of the places that change.
    pub changed: Vec<String>,
    /// Names of the places that are no longer there.
    pub removed: Vec<String>,
    /// How many places stay as they are.
    pub unchanged: usize,
    /// Facts that the user should see.
    pub notices: Vec<Text>,
}

/// Which column of a file holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnUse {
    /// The column's name in the file.
    pub column: String,
    /// The attribute that it becomes; `None` where it is not taken over.
    pub attribute: Option<&'static str>,
}

/// A delivery of places, looked at row by row.
#[derive(Debug)]
pub struct PlaceExamination {
    /// Every mistake, those of the reading first.
    pub problems: Problems,
    /// How many rows can become places.
    pub accepted: usize,
    /// How many rows cannot.
    pub refused: usize,
    /// Which column holds what; empty where the columns do not do.
    pub columns: Vec<ColumnUse>,
    /// What the accepted rows change; `None` where a mistake is one of the file as a whole, or no row is accepted.
    pub plan: Option<PlacePlan>,
}

/// Makes the plan for a delivery of places.
///
/// # Errors
/// Every mistake: columns that are not there, values that do not fit their attribute, geometry of the wrong
/// sort or broken, repeated or foreign ids, unknown units, rows that are nowhere.
pub fn plan(
    delivery: &Delivery,
    snapshot: &Snapshot,
    order: &PlaceOrder,
) -> Result<PlacePlan, Problems> {
    let examination = examine(delivery, snapshot, order);
    match examination.plan {
        Some(plan) if examination.problems.is_empty() => Ok(plan),
        _ => {
            let mut problems = examination.problems;
            if let Some(excess) = &delivery.header.excess {
                problems.put_first(excess.clone());
            }
            Err(problems)
        }
    }
}

/// Looks at every row of a delivery of places: which can be taken, which not and why, and what taking those that
/// can would change.
#[must_use]
pub fn examine(delivery: &Delivery, snapshot: &Snapshot, order: &PlaceOrder) -> PlaceExamination {
    let columns = match Columns::new(delivery, order) {
        Ok(columns) => columns,
        Err(mistakes) => {
            let mut problems = mistakes;
            problems.extend(delivery.header.flaws.clone());
            return PlaceExamination {
                problems,
                accepted: 0,
                refused: delivery.features.len() + delivery.header.flaws.total,
                columns: Vec::new(),
                plan: None,
            };
        }
    };
    let mut intake = Intake {
        delivery,
        snapshot,
        order,
        columns,
        places: BTreeMap::new(),
        rows_by_id: BTreeMap::new(),
        outside: 0,
        refused: delivery.header.flaws.total,
        problems: delivery.header.flaws.clone(),
    };
    intake.refuse_other_content();
    for row in rows(delivery) {
        intake.take(&row);
    }
    intake.finish()
}

/// What geometry a kind has, where only one sort makes sense.
fn expected_geometry(kind: PlaceKind) -> Option<&'static str> {
    match kind {
        PlaceKind::LandslideZone
        | PlaceKind::FlashFloodZone
        | PlaceKind::ProtectedForest
        | PlaceKind::Farmland => Some("a polygon"),
        PlaceKind::Corridor | PlaceKind::River | PlaceKind::Road => Some("a line"),
        PlaceKind::BorderGate
        | PlaceKind::LandslideSpot
        | PlaceKind::School
        | PlaceKind::SatellitePoint
        | PlaceKind::HealthFacility => Some("a point"),
        _ => None,
    }
}

struct Intake<'a> {
    delivery: &'a Delivery,
    snapshot: &'a Snapshot,
    order: &'a PlaceOrder,
    columns: Columns,
    places: BTreeMap<PlaceId, Place>,
    rows_by_id: BTreeMap<PlaceId, u64>,
    outside: usize,
    refused: usize,
    problems: Problems,
}

impl Intake<'_> {
    fn refuse_other_content(&mut self) {
        let wanted = LayerContent::Places(self.order.kind);
        if let Some(layer) = self.snapshot.layer(&self.order.layer)
            && layer.content != wanted
        {
            let problem = self.delivery.problem(
                format!(
                    "the layer {} holds something else ({:?})",
                    layer.id, layer.content
                ),
                "Choose another id with --id.",
            );
            self.problems.push(problem.in_vietnamese(
                format!("lớp «{}» đang chứa loại khác", layer.title.vi),
                "Chọn mã lớp khác.",
            ));
        }
    }

    fn take(&mut self, row: &Row) {
        let mut problems = Vec::new();
        let place = self.place(row, &mut problems);
        let is_good = problems.is_empty();
        self.refused += usize::from(!is_good);
        for problem in problems {
            self.problems.push(problem);
        }
        if let Some(place) = place {
            self.rows_by_id.insert(place.id.clone(), row.feature.row);
            if is_good {
                self.places.insert(place.id.clone(), place);
            }
        }
    }

    /// The place that a row is; what is wrong with it goes into `problems`.
    fn place(&mut self, row: &Row, problems: &mut Vec<Problem>) -> Option<Place> {
        let mut note = |outcome: Result<(), Problem>| problems.extend(outcome.err());
        let text = |column: Option<usize>| column.and_then(|column| row.value(column));
        let name = text(self.columns.name).unwrap_or_default().to_owned();
        note(self.check_name(row, &name));
        note(self.check_geometry(row));
        let attributes = self.attributes(row, &mut note);
        let accuracy = self.accuracy(row, &mut note);
        let valid_from = day(row, self.columns.valid_from, &mut note);
        let valid_to = day(row, self.columns.valid_to, &mut note);
        let unit_codes = self.unit_codes(row, &mut note);
        let id = match self.id(row, &name) {
            Ok(id) => id,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
        Some(Place {
            id,
            layer: self.order.layer.clone(),
            kind: self.order.kind,
            name,
            valid_from,
            valid_to,
            unit_codes,
            accuracy_m: accuracy.or(self.order.provenance.accuracy_m),
            attributes,
            geometry: row.feature.geometry.clone(),
        })
    }

    fn check_name(&self, row: &Row, name: &str) -> Result<(), Problem> {
        match self.columns.name {
            Some(column) if name.is_empty() && !may_be_nameless(self.order.kind) => Err(row
                .value_problem(
                    column,
                    "the name is missing",
                    "Write the name of the place.",
                )
                .in_vietnamese("thiếu tên", "Ghi tên của nơi này.")),
            _ => Ok(()),
        }
    }

    fn check_geometry(&self, row: &Row) -> Result<(), Problem> {
        if let Some(problem) = row.invalidity() {
            return Err(problem);
        }
        let expected = expected_geometry(self.order.kind);
        match (&row.feature.geometry, expected) {
            (Some(geometry), Some(expected)) if geometry_word(geometry) != expected => {
                let (kind, found) = (self.order.kind.as_str(), geometry_word(geometry));
                Err(row
                    .problem(
                        format!("the geometry is {found}, a {kind} is {expected}"),
                        "Check the kind, or convert the geometry (in QGIS: Centroids, or Polygons to lines).",
                    )
                    .in_vietnamese(
                        format!(
                            "hình là {}, còn «{}» phải là {}",
                            geometry_word_vi(found),
                            self.order.kind.title().vi,
                            geometry_word_vi(expected)
                        ),
                        "Xem lại loại đã chọn, hoặc đổi kiểu hình (QGIS: Tâm điểm; Vùng thành đường).",
                    ))
            }
            (None, _)
                if !may_be_anywhere(self.order.kind)
                    && self
                        .columns
                        .unit_code
                        .and_then(|column| row.value(column))
                        .is_none() =>
            {
                Err(row
                    .problem(
                        "the place is nowhere: it has neither a geometry nor the code of its unit",
                        "Give coordinates, or the unit's code in a column unit_code.",
                    )
                    .in_vietnamese(
                        "không biết nơi này ở đâu: không có hình, cũng không có mã xã",
                        "Ghi toạ độ, hoặc mã xã trong cột unit_code.",
                    ))
            }
            _ => Ok(()),
        }
    }
}

/// The names of what a place of a kind can have, with what a reader sees: first those of every place.
#[must_use]
pub fn attribute_titles(kind: PlaceKind) -> Vec<(&'static str, Text)> {
    let own = columns::OWN_COLUMNS.into_iter().map(|name| {
        let (vi, en) = columns::own_title(name);
        (name, Text::new(vi, en))
    });
    let fields = kind.attributes().iter();
    own.chain(fields.map(|field| (field.name, Text::new(field.vi, field.en))))
        .collect()
}

/// The codes of the units that a geometry touches on a day, in order.
#[must_use]
pub fn units_touched(geometry: &Geometry<f64>, snapshot: &Snapshot, on: Date) -> Vec<UnitCode> {
    let mut codes: Vec<UnitCode> = snapshot
        .map()
        .touching(geometry, on)
        .filter(|boundary| {
            snapshot
                .units()
                .find(&boundary.unit.code, on)
                .is_some_and(|unit| unit.key == boundary.unit)
        })
        .map(|boundary| boundary.unit.code.clone())
        .collect();
    codes.sort();
    codes
}
