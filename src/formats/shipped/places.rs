//! The shipped places: gates, corridors, danger spots, towns, rivers, points of interest, and what the
//! programme names.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Geometry, Validation};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{DataFile, ShippedError, categories, layer};
use crate::formats::manifest::Content;
use crate::model::snapshot::BoundaryMap;
use crate::model::{
    AttributeValue, Layer, LayerContent, LayerId, Place, PlaceId, PlaceKind, Record, Text, UnitCode,
};

/// Keys of a point of interest that say what it is, in the order in which they are asked.
const CATEGORY_KEYS: [&str; 4] = ["amenity", "tourism", "shop", "man_made"];

/// A feature of a shipped file: its id, its properties and its geometry (WGS 84).
pub(super) struct ShippedFeature {
    id: Option<String>,
    properties: Map<String, Value>,
    pub(super) geometry: Option<Geometry<f64>>,
}

impl ShippedFeature {
    /// A property's value; a null counts as missing.
    pub(super) fn property(&self, name: &str) -> Option<Value> {
        self.properties
            .get(name)
            .filter(|value| !value.is_null())
            .cloned()
    }

    /// A property as text; null and the empty text count as missing.
    fn text(&self, name: &str) -> Option<String> {
        match self.property(name)? {
            Value::String(text) => Some(text).filter(|text| !text.trim().is_empty()),
            other => Some(other.to_string()),
        }
    }
}

#[derive(Deserialize)]
struct ProgrammeRow {
    id: PlaceId,
    name: String,
    place_kind: PlaceKind,
    unit_codes: String,
    programme_section: String,
}

/// The layer or layers of a file, with their places. Units are found on `map` where the file names none.
pub(super) fn records(file: &DataFile, map: &BoundaryMap) -> Result<Vec<Record>, ShippedError> {
    match (file.manifest.content, file.manifest.kind) {
        (Content::ProgrammePlaces, _) => programme_records(file),
        (_, Some(kind)) => layer_records(file, kind, map),
        (content, None) => Err(file.file_error(&format!("{content:?} without a kind"))),
    }
}

/// The features of a GeoJSON file, held to the manifest's count.
pub(super) fn features(file: &DataFile) -> Result<Vec<ShippedFeature>, ShippedError> {
    let collection: geojson::FeatureCollection =
        serde_json::from_slice(&file.bytes).map_err(|error| file.file_error(&error))?;
    file.manifest.check_count(collection.features.len())?;
    let mut features = Vec::with_capacity(collection.features.len());
    for (position, feature) in collection.features.into_iter().enumerate() {
        let geometry = feature.geometry.map(Geometry::try_from).transpose();
        features.push(ShippedFeature {
            id: feature.id.map(|id| match id {
                geojson::feature::Id::String(text) => text,
                geojson::feature::Id::Number(number) => number.to_string(),
            }),
            properties: feature.properties.unwrap_or_default(),
            geometry: geometry.map_err(|error| file.row_error(position + 1, &error))?,
        });
    }
    Ok(features)
}

fn layer_records(
    file: &DataFile,
    kind: PlaceKind,
    map: &BoundaryMap,
) -> Result<Vec<Record>, ShippedError> {
    let features = features(file)?;
    let mut layer = layer(&file.manifest, LayerContent::Places(kind), features.len())
        .map_err(|error| file.file_error(&error))?;
    let mut places = Vec::new();
    let mut left_out = Vec::new();
    for (position, feature) in features.into_iter().enumerate() {
        // A line of two equal points, left over from clipping, is no river.
        if feature
            .geometry
            .as_ref()
            .is_some_and(|geometry| !geometry.is_valid())
        {
            left_out.push((position + 1).to_string());
            continue;
        }
        let place = place(&layer, kind, position, feature, map)
            .map_err(|message| file.row_error(position + 1, &message))?;
        places.push(Record::Place(Arc::new(place)));
    }
    layer.count = places.len();
    layer.note = layer.note.map(|note| with_left_out(note, &left_out));
    let mut records = vec![Record::Layer(Arc::new(layer))];
    records.extend(places);
    Ok(records)
}

/// The layer's note with the features that were left out because their geometry is degenerate.
fn with_left_out(note: Text, left_out: &[String]) -> Text {
    if left_out.is_empty() {
        return note;
    }
    let numbers = left_out.join(", ");
    Text::new(
        format!(
            "{} Bỏ qua đối tượng có hình học suy biến: số {numbers}.",
            note.vi
        ),
        format!(
            "{} Left out for degenerate geometry: features {numbers}.",
            note.en
        ),
    )
}

fn place(
    layer: &Layer,
    kind: PlaceKind,
    position: usize,
    feature: ShippedFeature,
    map: &BoundaryMap,
) -> Result<Place, String> {
    let unit_codes = match feature.text("unit_code") {
        Some(code) => vec![UnitCode::new(code).map_err(|error| error.to_string())?],
        None => feature
            .geometry
            .as_ref()
            .map_or_else(Vec::new, |geometry| units_of(geometry, map)),
    };
    let accuracy_m = feature
        .property("accuracy_m")
        .and_then(|value| value.as_f64());
    Ok(Place {
        id: place_id(kind, position, &feature)?,
        layer: layer.id.clone(),
        kind,
        name: name(&feature),
        valid_from: None,
        valid_to: None,
        unit_codes,
        accuracy_m: accuracy_m.or(layer.provenance.accuracy_m),
        attributes: attributes(kind, &feature)?,
        geometry: feature.geometry,
    })
}

fn units_of(geometry: &Geometry<f64>, map: &BoundaryMap) -> Vec<UnitCode> {
    let mut codes: Vec<_> = map
        .touching(geometry, Date::MAX)
        .map(|boundary| boundary.unit.code.clone())
        .collect();
    codes.sort();
    codes
}

/// The source's own id where it has one; otherwise one that stays the same as long as the file does.
fn place_id(kind: PlaceKind, position: usize, feature: &ShippedFeature) -> Result<PlaceId, String> {
    let text = match (kind, &feature.id) {
        (PlaceKind::PointOfInterest, _) => {
            format!("osm-{}", feature.text("osm_id").ok_or("no osm_id")?)
        }
        (PlaceKind::Town, Some(id)) => format!("geonames-{id}"),
        (_, Some(id)) => id.clone(),
        (_, None) => format!("{}-{}", kind.as_str(), position + 1),
    };
    PlaceId::new(text).map_err(|error| error.to_string())
}

/// The name in Vietnamese where there is one; a nameless point of interest is called by what it is.
fn name(feature: &ShippedFeature) -> String {
    ["name", "name:vi", "name:en"]
        .iter()
        .find_map(|key| feature.text(key))
        .or_else(|| category(feature).map(|category| categories::title_vi(&category).to_owned()))
        .unwrap_or_default()
}

fn category(feature: &ShippedFeature) -> Option<String> {
    CATEGORY_KEYS.iter().find_map(|key| feature.text(key))
}

fn attributes(
    kind: PlaceKind,
    feature: &ShippedFeature,
) -> Result<BTreeMap<String, AttributeValue>, String> {
    let mut attributes = BTreeMap::new();
    for field in kind.attributes() {
        let text = match field.name {
            "category" => category(feature),
            // GeoNames writes 0 where it does not know: missing is never zero.
            "population" => feature.text("population").filter(|text| text != "0"),
            name => feature.text(name),
        };
        if let Some(text) = text {
            let value = field.parse(&text).map_err(|error| error.to_string())?;
            attributes.insert(field.name.to_owned(), value);
        }
    }
    Ok(attributes)
}

/// Places that the programme names, one layer for each kind. They are known by unit only, so they have no
/// geometry and no accuracy in metres.
fn programme_records(file: &DataFile) -> Result<Vec<Record>, ShippedError> {
    let mut by_kind: BTreeMap<PlaceKind, Vec<Place>> = BTreeMap::new();
    let mut count = 0;
    for (position, row) in csv::Reader::from_reader(file.bytes.as_slice())
        .deserialize()
        .enumerate()
    {
        let row: ProgrammeRow = row.map_err(|error| file.row_error(position + 1, &error))?;
        let place =
            programme_place(row).map_err(|message| file.row_error(position + 1, &message))?;
        by_kind.entry(place.kind).or_default().push(place);
        count += 1;
    }
    file.manifest.check_count(count)?;
    let mut records = Vec::new();
    for (kind, places) in by_kind {
        let mut layer = layer(&file.manifest, LayerContent::Places(kind), places.len())
            .map_err(|error| file.file_error(&error))?;
        layer.id = programme_layer(kind).map_err(|message| file.file_error(&message))?;
        let title = kind.title();
        layer.title = Text::new(
            format!("{} theo Chương trình", title.vi),
            format!("{} that the programme names", title.en),
        );
        records.push(Record::Layer(layer.into()));
        records.extend(places.into_iter().map(|place| Record::Place(place.into())));
    }
    Ok(records)
}

fn programme_layer(kind: PlaceKind) -> Result<LayerId, String> {
    LayerId::new(format!("programme-{}", kind.as_str())).map_err(|error| error.to_string())
}

fn programme_place(row: ProgrammeRow) -> Result<Place, String> {
    let codes = row
        .unit_codes
        .split_whitespace()
        .map(UnitCode::new)
        .collect::<Result<_, _>>();
    Ok(Place {
        id: row.id,
        layer: programme_layer(row.place_kind)?,
        kind: row.place_kind,
        name: row.name,
        valid_from: None,
        valid_to: None,
        unit_codes: codes.map_err(|error| error.to_string())?,
        accuracy_m: None,
        attributes: BTreeMap::from([(
            "programme_section".to_owned(),
            AttributeValue::Text(row.programme_section),
        )]),
        geometry: None,
    })
}
