//! The features that a question reads: places or units, one shape each.

use std::collections::BTreeMap;

use geo::{Coord, Geometry};
use serde_json::{Map, Value, json};

use super::words::{Features, QueryError, Row};
use crate::analysis::unit_map::UnitMap;
use crate::model::{AttributeValue, Place, PlaceKind, Snapshot, Unit, UnitCode};

/// Attributes that every feature has besides its own.
const OF_ALL: [&str; 7] = [
    "id",
    "name",
    "kind",
    "layer",
    "unit_codes",
    "valid_from",
    "valid_to",
];

/// Attributes of a unit.
const OF_UNITS: [&str; 3] = ["code", "is_border", "border_km"];

/// A feature.
#[derive(Debug, Clone)]
pub(super) struct Feature {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) unit_codes: Vec<UnitCode>,
    pub(super) attributes: BTreeMap<String, AttributeValue>,
    pub(super) geometry: Option<Geometry<f64>>,
    layer: String,
    valid: [Option<String>; 2],
}

impl Feature {
    fn of_place(place: &Place) -> Self {
        Self {
            id: place.id.to_string(),
            name: place.name.clone(),
            kind: place.kind.as_str().to_owned(),
            unit_codes: place.unit_codes.clone(),
            attributes: place.attributes.clone(),
            geometry: place.geometry.clone(),
            layer: place.layer.to_string(),
            valid: [place.valid_from, place.valid_to].map(|day| day.map(|day| day.to_string())),
        }
    }

    fn of_unit(unit: &Unit, layer: &str, geometry: Geometry<f64>) -> Self {
        let mut attributes = BTreeMap::from([
            (
                "code".to_owned(),
                AttributeValue::Text(unit.code().to_string()),
            ),
            (
                "is_border".to_owned(),
                AttributeValue::Flag(unit.is_border()),
            ),
        ]);
        if let Some(length) = unit.border_km {
            attributes.insert("border_km".to_owned(), AttributeValue::Number(length));
        }
        Self {
            id: unit.code().to_string(),
            name: unit.name.clone(),
            kind: unit.kind.as_str().to_owned(),
            unit_codes: vec![unit.code().clone()],
            attributes,
            geometry: Some(geometry),
            layer: layer.to_owned(),
            valid: [Some(unit.key.valid_from), unit.valid_to]
                .map(|day| day.map(|day| day.to_string())),
        }
    }

    /// What a filter compares: own attributes, and those that every feature has.
    pub(super) fn properties(&self) -> Value {
        let mut properties: Map<String, Value> = self
            .attributes
            .iter()
            .map(|(name, value)| (name.clone(), json!(value)))
            .collect();
        let [valid_from, valid_to] = &self.valid;
        let of_all = [
            json!(self.id),
            json!(self.name),
            json!(self.kind),
            json!(self.layer),
            json!(self.unit_codes),
            json!(valid_from),
            json!(valid_to),
        ];
        properties.extend(OF_ALL.iter().map(|name| (*name).to_owned()).zip(of_all));
        Value::Object(properties)
    }

    /// The position that stands for the feature when it is counted in a zone.
    pub(super) fn position(&self) -> Option<Coord<f64>> {
        use geo::InteriorPoint;
        match self.geometry.as_ref()? {
            Geometry::Point(point) => Some(point.0),
            other => other.interior_point().map(|point| point.0),
        }
    }

    pub(super) fn into_row(self, distance_m: Option<f64>) -> Row {
        Row {
            id: self.id,
            name: self.name,
            kind: self.kind,
            unit_codes: self.unit_codes,
            distance_m,
            nearest: Vec::new(),
            attributes: self.attributes,
            geometry: self.geometry,
        }
    }
}

/// The features of a source that exist on the day, by id.
pub(super) fn read(
    snapshot: &Snapshot,
    map: &UnitMap,
    source: &Features,
) -> Result<Vec<Feature>, QueryError> {
    let on = map.on();
    match source {
        Features::Units => {
            map.require_units()?;
            let units = map.units().iter().map(|unit| {
                let geometry = Geometry::MultiPolygon(unit.boundary.geometry.clone());
                Feature::of_unit(&unit.unit, unit.boundary.layer.as_str(), geometry)
            });
            Ok(units.collect())
        }
        Features::Kind(kind) => {
            let places = snapshot
                .places()
                .of_kind(*kind)
                .filter(|place| place.exists_on(on));
            Ok(places.map(|place| Feature::of_place(place)).collect())
        }
        Features::Layer(layer) => {
            snapshot
                .layer(layer)
                .ok_or_else(|| QueryError::UnknownLayer(layer.clone()))?;
            let places = snapshot
                .places()
                .in_layer(layer)
                .filter(|place| place.exists_on(on));
            Ok(places.map(|place| Feature::of_place(place)).collect())
        }
    }
}

/// The names that a filter may use: those that every feature has, those of the kinds read.
pub(super) fn known_properties(source: &Features, features: &[Feature]) -> Vec<&'static str> {
    let mut known: Vec<&'static str> = OF_ALL.to_vec();
    if *source == Features::Units {
        known.extend(OF_UNITS);
        return known;
    }
    let mut add = |kind: PlaceKind| {
        for field in kind.attributes() {
            if !known.contains(&field.name) {
                known.push(field.name);
            }
        }
    };
    if let Features::Kind(kind) = source {
        add(*kind);
        return known;
    }
    let mut kinds: Vec<&str> = features
        .iter()
        .map(|feature| feature.kind.as_str())
        .collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        if let Ok(kind) = serde_json::from_value::<PlaceKind>(json!(kind)) {
            add(kind);
        }
    }
    known
}
