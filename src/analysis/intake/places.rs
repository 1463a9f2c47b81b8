//! A delivery of places of one kind: columns become attributes, positions become units, and a layer is
//! replaced as a whole.

use std::collections::{BTreeMap, BTreeSet};

use geo::Geometry;
use jiff::civil::Date;

use super::{
    CODE_COLUMNS, NAME_COLUMNS, Row, find_column, geometry_word, no_column, rows, unit_code,
};
use crate::model::delivery::{Delivery, Problem, Problems, column_key};
use crate::model::{
    AttributeField, AttributeType, AttributeValue, Edit, Layer, LayerContent, LayerId, Place,
    PlaceId, PlaceKind, Provenance, RecordKey, Snapshot, Text, UnitCode, fold,
};

/// Columns that hold an id. Codes of units are not among them: many places may have the same.
const ID_COLUMNS: [&str; 6] = [
    "id",
    "placeid",
    "maso",
    "madoituong",
    "objectcode",
    "sohieudiem",
];
/// Columns of a place that are no attributes, as they are named in `--map`.
const OWN_COLUMNS: [&str; 6] = [
    "id",
    "name",
    "unit_code",
    "accuracy_m",
    "valid_from",
    "valid_to",
];
/// Longest part of an id that is made from a name.
const LONGEST_SLUG: usize = 60;

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
    pub notices: Vec<String>,
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
    let columns = Columns::new(delivery, order)?;
    let mut intake = Intake {
        delivery,
        snapshot,
        order,
        columns,
        places: BTreeMap::new(),
        rows_by_id: BTreeMap::new(),
        outside: 0,
        problems: Problems::default(),
    };
    intake.refuse_other_content();
    for row in rows(delivery) {
        intake.take(&row);
    }
    intake.finish()
}

/// Which column holds what.
struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    unit_code: Option<usize>,
    accuracy: Option<usize>,
    valid_from: Option<usize>,
    valid_to: Option<usize>,
    attributes: Vec<(usize, &'static AttributeField)>,
    ignored: Vec<String>,
}

impl Columns {
    fn new(delivery: &Delivery, order: &PlaceOrder) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for (column, attribute) in &order.mapping {
            match mapped(delivery, order.kind, column, attribute) {
                Ok(position) => {
                    named.insert(attribute, position);
                }
                Err(problem) => problems.push(problem),
            }
        }
        let attributes: Vec<_> = order
            .kind
            .attributes()
            .iter()
            .filter_map(|field| {
                let usual = || find_attribute(delivery, field);
                Some((named.get(field.name).copied().or_else(usual)?, field))
            })
            .collect();
        let own = |name: &str, usual: &[&str]| {
            let found = named.get(name).copied();
            found.or_else(|| find_column(delivery, None, usual, name).ok().flatten())
        };
        let mut columns = Self {
            id: own("id", &ID_COLUMNS),
            name: own("name", &NAME_COLUMNS),
            unit_code: own("unit_code", &CODE_COLUMNS[..12]),
            accuracy: own("accuracy_m", &["accuracym", "accuracy"]),
            valid_from: own("valid_from", &["validfrom"]),
            valid_to: own("valid_to", &["validto"]),
            attributes,
            ignored: Vec::new(),
        };
        columns.refuse_absent(delivery, order.kind, &mut problems);
        columns.ignored = columns.unused(delivery);
        if problems.is_empty() {
            Ok(columns)
        } else {
            Err(problems)
        }
    }

    /// Columns that every row needs are missed once, not in every row.
    fn refuse_absent(&self, delivery: &Delivery, kind: PlaceKind, problems: &mut Problems) {
        let fields = delivery.header.fields.join(", ");
        let mut absent: Vec<&str> = kind
            .attributes()
            .iter()
            .filter(|field| field.is_required)
            .filter(|field| {
                !self
                    .attributes
                    .iter()
                    .any(|(_, found)| found.name == field.name)
            })
            .map(|field| field.name)
            .collect();
        if self.name.is_none() && !may_be_nameless(kind) {
            absent.push("name");
        }
        for name in absent {
            problems.push(
                delivery
                    .problem(
                        format!("no column holds what every {} needs", kind.as_str()),
                        format!("Name it with --map COLUMN={name}; the file has: {fields}."),
                    )
                    .at(name, None),
            );
        }
    }

    fn unused(&self, delivery: &Delivery) -> Vec<String> {
        let own = [
            self.id,
            self.name,
            self.unit_code,
            self.accuracy,
            self.valid_from,
            self.valid_to,
        ];
        let used: BTreeSet<usize> = own
            .into_iter()
            .flatten()
            .chain(self.attributes.iter().map(|(column, _)| *column))
            .collect();
        let fields = delivery.header.fields.iter().enumerate();
        fields
            .filter(|(position, _)| !used.contains(position))
            .map(|(_, name)| name.clone())
            .collect()
    }
}

fn mapped(
    delivery: &Delivery,
    kind: PlaceKind,
    column: &str,
    attribute: &str,
) -> Result<usize, Problem> {
    if kind.attribute(attribute).is_none() && !OWN_COLUMNS.contains(&attribute) {
        let known: Vec<_> = kind.attributes().iter().map(|field| field.name).collect();
        return Err(delivery
            .problem(
                format!("{} has no attribute of this name", kind.as_str()),
                format!("It has {}, {}.", OWN_COLUMNS.join(", "), known.join(", ")),
            )
            .at("--map", Some(&format!("{column}={attribute}"))));
    }
    delivery
        .column(column)
        .ok_or_else(|| no_column(delivery, "--map", column))
}

/// The column called like the attribute in data, in Vietnamese or in English.
fn find_attribute(delivery: &Delivery, field: &AttributeField) -> Option<usize> {
    let wanted = [field.name, field.vi, field.en].map(column_key);
    delivery
        .header
        .fields
        .iter()
        .position(|name| wanted.contains(&column_key(name)))
}

fn may_be_nameless(kind: PlaceKind) -> bool {
    matches!(
        kind,
        PlaceKind::River | PlaceKind::Road | PlaceKind::LandslideZone | PlaceKind::FlashFloodZone
    )
}

/// What geometry a kind has, where only one sort makes sense.
fn expected_geometry(kind: PlaceKind) -> Option<&'static str> {
    match kind {
        PlaceKind::LandslideZone | PlaceKind::FlashFloodZone => Some("a polygon"),
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
            self.problems.push(problem);
        }
    }

    fn take(&mut self, row: &Row) {
        let mut problems = Vec::new();
        let place = self.place(row, &mut problems);
        let is_good = problems.is_empty();
        problems
            .into_iter()
            .for_each(|problem| self.problems.push(problem));
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
                )),
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
                let kind = self.order.kind.as_str();
                Err(row.problem(
                    format!("the geometry is {}, a {kind} is {expected}", geometry_word(geometry)),
                    "Check the kind, or convert the geometry (in QGIS: Centroids, or Polygons to lines).",
                ))
            }
            (None, _)
                if self
                    .columns
                    .unit_code
                    .and_then(|column| row.value(column))
                    .is_none() =>
            {
                Err(row.problem(
                    "the place is nowhere: it has neither a geometry nor the code of its unit",
                    "Give coordinates, or the unit's code in a column unit_code.",
                ))
            }
            _ => Ok(()),
        }
    }

    fn attributes(
        &self,
        row: &Row,
        note: &mut impl FnMut(Result<(), Problem>),
    ) -> BTreeMap<String, AttributeValue> {
        let mut attributes = BTreeMap::new();
        for (column, field) in &self.columns.attributes {
            let Some(text) = row.value(*column) else {
                if field.is_required {
                    let message = format!("{} is required", field.name);
                    note(Err(row.value_problem(*column, message, "Write a value.")));
                }
                continue;
            };
            match field.parse(&chosen(field, text)) {
                Ok(value) => {
                    attributes.insert(field.name.to_owned(), value);
                }
                Err(error) => note(Err(row.value_problem(
                    *column,
                    error.to_string(),
                    "Correct the value.",
                ))),
            }
        }
        attributes
    }

    fn accuracy(&self, row: &Row, note: &mut impl FnMut(Result<(), Problem>)) -> Option<f64> {
        let column = self.columns.accuracy?;
        let text = row.value(column)?;
        let metres = text
            .parse::<f64>()
            .ok()
            .filter(|metres| metres.is_finite() && *metres > 0.0);
        if metres.is_none() {
            let message = "the accuracy is not a positive number of metres";
            note(Err(row.value_problem(column, message, "Write such as 15.")));
        }
        metres
    }

    /// The unit that the file names, or the units that the geometry touches on the day.
    fn unit_codes(
        &mut self,
        row: &Row,
        note: &mut impl FnMut(Result<(), Problem>),
    ) -> Vec<UnitCode> {
        if let Some((column, text)) = self
            .columns
            .unit_code
            .and_then(|c| Some((c, row.value(c)?)))
        {
            let code = unit_code(text)
                .filter(|code| self.snapshot.units().find(code, self.order.on).is_some());
            if code.is_none() {
                note(Err(row.value_problem(
                    column,
                    format!("no unit has this code on {}", self.order.on),
                    "Compare with `nonnuoc units`.",
                )));
            }
            return code.into_iter().collect();
        }
        let Some(geometry) = &row.feature.geometry else {
            return Vec::new();
        };
        let codes = units_touched(geometry, self.snapshot, self.order.on);
        if codes.is_empty() {
            self.outside += 1;
        }
        codes
    }

    /// The id in the file, made to fit; without one an id made from the layer and the name, which stays the
    /// same when the file is delivered again.
    fn id(&self, row: &Row, name: &str) -> Result<PlaceId, Problem> {
        let Some((column, text)) = self
            .columns
            .id
            .and_then(|column| Some((column, row.value(column)?)))
        else {
            return self.free_id(row, name);
        };
        let slug = slug(text);
        let id = PlaceId::new(slug.clone()).map_err(|error| {
            row.value_problem(column, error.to_string(), "Give each place an id.")
        })?;
        if let Some(earlier) = self.rows_by_id.get(&id) {
            return Err(row.value_problem(
                column,
                format!("row {earlier} has the same id"),
                "Give each place an id of its own.",
            ));
        }
        match self.snapshot.places().get(&id) {
            Some(other) if other.layer != self.order.layer => {
                let prefixed = format!("{}-{slug}", self.order.layer);
                PlaceId::new(prefixed).map_err(|error| {
                    row.value_problem(column, error.to_string(), "Shorten the id.")
                })
            }
            _ => Ok(id),
        }
    }

    fn free_id(&self, row: &Row, name: &str) -> Result<PlaceId, Problem> {
        let is_free = |id: &PlaceId| {
            let elsewhere = self
                .snapshot
                .places()
                .get(id)
                .is_some_and(|place| place.layer != self.order.layer);
            !self.rows_by_id.contains_key(id) && !elsewhere
        };
        let (layer, named) = (&self.order.layer, slug(name));
        let numbered = format!("{layer}-row-{}", row.feature.row);
        let candidates = if named.is_empty() {
            vec![numbered]
        } else {
            let base = format!("{layer}-{named}");
            let more = (2..100).map(|number| format!("{base}-{number}"));
            std::iter::once(base.clone())
                .chain(more)
                .chain([numbered])
                .collect()
        };
        candidates
            .into_iter()
            .filter_map(|candidate| PlaceId::new(candidate).ok())
            .find(is_free)
            .ok_or_else(|| {
                row.problem(
                    "no id can be made for the place",
                    "Shorten the layer's --id.",
                )
            })
    }

    fn finish(self) -> Result<PlacePlan, Problems> {
        if !self.problems.is_empty() {
            return Err(self.problems);
        }
        let mut plan = PlacePlan {
            edits: vec![Edit::from(self.layer())],
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            unchanged: 0,
            notices: self.notices(),
        };
        for old in self.snapshot.places().in_layer(&self.order.layer) {
            if !self.places.contains_key(&old.id) {
                plan.removed.push(label(old));
                plan.edits
                    .push(Edit::Remove(RecordKey::Place(old.id.clone())));
            }
        }
        for (id, place) in self.places {
            match self.snapshot.places().get(&id) {
                Some(old) if **old == place => plan.unchanged += 1,
                Some(_) => plan.changed.push(label(&place)),
                None => plan.added.push(label(&place)),
            }
            plan.edits.push(Edit::from(place));
        }
        Ok(plan)
    }

    fn layer(&self) -> Layer {
        Layer {
            id: self.order.layer.clone(),
            content: LayerContent::Places(self.order.kind),
            title: self.order.title.clone(),
            provenance: self.order.provenance.clone(),
            count: self.places.len(),
            sha256: self.order.sha256.clone(),
            note: None,
        }
    }

    fn notices(&self) -> Vec<String> {
        let mut notices = Vec::new();
        if self.outside > 0 {
            notices.push(format!("{} places lie outside every unit", self.outside));
        }
        if !self.columns.ignored.is_empty() {
            notices.push(format!(
                "columns not taken over: {}",
                self.columns.ignored.join(", ")
            ));
        }
        notices
    }
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

fn label(place: &Place) -> String {
    if place.name.is_empty() {
        place.id.to_string()
    } else {
        place.name.clone()
    }
}

/// A choice may be written as it is shown: `quốc tế` would not do, `cửa khẩu quốc tế` does.
fn chosen(field: &AttributeField, text: &str) -> String {
    if let AttributeType::Choice(choices) = field.of {
        let key = column_key(text);
        let found = choices.iter().find(|choice| {
            [choice.value, choice.vi, choice.en]
                .iter()
                .any(|shown| column_key(shown) == key)
        });
        if let Some(choice) = found {
            return choice.value.to_owned();
        }
    }
    text.to_owned()
}

fn day(
    row: &Row,
    column: Option<usize>,
    note: &mut impl FnMut(Result<(), Problem>),
) -> Option<Date> {
    let column = column?;
    let text = row.value(column)?;
    let day = text.replace('/', "-").parse::<Date>().ok();
    if day.is_none() {
        note(Err(row.value_problem(
            column,
            "this is not a day",
            "Write it as 2025-07-01.",
        )));
    }
    day
}

/// A text as an id: lower case, without accents, words joined by hyphens.
fn slug(text: &str) -> String {
    let joined = fold(text).split(' ').collect::<Vec<_>>().join("-");
    let ascii: String = joined
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(LONGEST_SLUG)
        .collect();
    ascii.trim_matches('-').to_owned()
}
