//! The features that a question reads: places or units, one shape each.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Coord, Geometry};
use serde_json::{Map, Value, json};

use super::words::{Features, QueryError, Row};
use crate::analysis::sources::Sources;
use crate::analysis::unit_map::UnitMap;
use crate::model::{
    AttributeField, AttributeType, AttributeValue, LayerContent, LayerId, Place, PlaceKind,
    Snapshot, Unit, UnitCode,
};

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
const OF_UNITS: [&str; 3] = ["code", "is_border", LENGTH_OF_BORDER];

/// The one attribute of a unit that is a number, kilometres.
const LENGTH_OF_BORDER: &str = "border_km";

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
            attributes.insert(LENGTH_OF_BORDER.to_owned(), AttributeValue::Number(length));
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
            Ok(units(map, |_| true))
        }
        Features::Kind(kind) => {
            let places = snapshot
                .places()
                .of_kind(*kind)
                .filter(|place| place.exists_on(on));
            Ok(places.map(|place| Feature::of_place(place)).collect())
        }
        Features::Layer(layer) => {
            let known = snapshot
                .layer(layer)
                .ok_or_else(|| QueryError::UnknownLayer(layer.clone()))?;
            match known.content {
                LayerContent::Raster(_) => Err(QueryError::RasterLayer(layer.clone())),
                LayerContent::Boundaries => Ok(units(map, |of| of == layer)),
                LayerContent::Places(_) => {
                    let places = snapshot
                        .places()
                        .in_layer(layer)
                        .filter(|place| place.exists_on(on));
                    Ok(places.map(|place| Feature::of_place(place)).collect())
                }
            }
        }
    }
}

/// The units of the day whose boundary is of a layer that is wanted.
fn units(map: &UnitMap, is_wanted: impl Fn(&LayerId) -> bool) -> Vec<Feature> {
    map.units()
        .iter()
        .filter(|unit| is_wanted(&unit.boundary.layer))
        .map(|unit| {
            let geometry = Geometry::MultiPolygon(unit.boundary.geometry.clone());
            Feature::of_unit(&unit.unit, unit.boundary.layer.as_str(), geometry)
        })
        .collect()
}

/// Whether the features of a source are units.
pub(super) fn are_units(snapshot: &Snapshot, source: &Features) -> bool {
    match source {
        Features::Units => true,
        Features::Kind(_) => false,
        Features::Layer(layer) => snapshot
            .layer(layer)
            .is_some_and(|known| known.content == LayerContent::Boundaries),
    }
}

/// Adds what the features of a source were read from.
pub(super) fn add_sources(source: &Features, map: &UnitMap, sources: &mut Sources<'_>) {
    match source {
        Features::Units => sources.add_boundaries(map),
        Features::Kind(kind) => sources.add_places(&[*kind], map.on()),
        Features::Layer(layer) => sources.add_layer(layer),
    }
}

/// The names that a filter may use: those that every feature has, those of the kinds read.
pub(super) fn known_properties(snapshot: &Snapshot, source: &Features) -> Vec<&'static str> {
    let mut known: Vec<&'static str> = OF_ALL.to_vec();
    if are_units(snapshot, source) {
        known.extend(OF_UNITS);
    }
    for field in fields(snapshot, source) {
        if !known.contains(&field.name) {
            known.push(field.name);
        }
    }
    known
}

/// The names of the attributes that are numbers.
pub(super) fn known_numbers(snapshot: &Snapshot, source: &Features) -> Vec<&'static str> {
    if are_units(snapshot, source) {
        return vec![LENGTH_OF_BORDER];
    }
    let mut numbers: Vec<&'static str> = fields(snapshot, source)
        .filter(|field| matches!(field.of, AttributeType::Number { .. }))
        .map(|field| field.name)
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// The attributes of the kinds of places of a source; none for units.
fn fields(snapshot: &Snapshot, source: &Features) -> impl Iterator<Item = &'static AttributeField> {
    let kinds: BTreeSet<PlaceKind> = match source {
        Features::Units => BTreeSet::new(),
        Features::Kind(kind) => BTreeSet::from([*kind]),
        // A layer of places may hold several kinds.
        Features::Layer(layer) => {
            let places = snapshot.places().in_layer(layer).map(|place| place.kind);
            let own = snapshot.layer(layer).and_then(|known| match known.content {
                LayerContent::Places(kind) => Some(kind),
                LayerContent::Boundaries | LayerContent::Raster(_) => None,
            });
            places.chain(own).collect()
        }
    };
    kinds.into_iter().flat_map(PlaceKind::attributes)
}
