//! Illustrative layers: settlements, schools, hazard zones, roads and heights made by a seeded generator, so that the
//! screens live before the official ones come. Each is an ordinary layer with an id that begins with
//! `illustrative-` and the mark of being illustrative; an official layer of the same kind takes its place.

mod elevation;
mod hazards;
mod roads;
mod schools;
mod settlements;

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Coord, Geometry};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;

use super::SEED;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::geodesic;
use crate::model::raster::{RasterKind, RasterLayer};
use crate::model::{
    AttributeValue, Edit, Layer, LayerContent, LayerId, Place, PlaceId, PlaceKind, Provenance,
    Record, RecordKey, Snapshot, Text,
};

pub use elevation::elevation;

/// How the ids of illustrative layers and places begin.
pub const PREFIX: &str = "illustrative-";

/// The illustrative layers with their places, for each kind of which no official layer is loaded. The same data
/// always give the same layers.
///
/// # Units
/// Positions in degrees on WGS 84, to the sixth decimal.
#[must_use]
pub fn layers(snapshot: &Snapshot, map: &UnitMap) -> Vec<Record> {
    let settlements = settlements::settlements(snapshot, map);
    let schools = schools::schools(map, &settlements);
    let batches = [
        settlements::batch(map, &settlements),
        schools::main_schools(map, &schools),
        schools::satellite_points(map, &settlements, &schools),
        schools::health_stations(map, &settlements),
        hazards::landslide_zones(snapshot),
        hazards::flash_flood_zones(snapshot),
        roads::batch(snapshot, &settlements),
    ];
    let is_wanted = |batch: &Batch| {
        !batch.places.is_empty() && !has_official(snapshot, LayerContent::Places(batch.kind))
    };
    batches
        .into_iter()
        .filter(is_wanted)
        .flat_map(|batch| batch.records(snapshot, map))
        .chain(elevation_layer(snapshot, map))
        .collect()
}

/// The layer of heights with its grid.
fn elevation_layer(snapshot: &Snapshot, map: &UnitMap) -> Vec<Record> {
    let content = LayerContent::Raster(RasterKind::Elevation);
    let heights = snapshot.map().bounds(map.on()).and_then(elevation);
    let (Some(heights), Ok(id)) = (heights, LayerId::new(format!("{PREFIX}elevation"))) else {
        return Vec::new();
    };
    if has_official(snapshot, content) {
        return Vec::new();
    }
    let title = RasterKind::Elevation.title();
    let method =
        "Smooth noise of five wavelengths between 300 and 1,900 m; it follows no real mountain.";
    let layer = illustrative(map, id.clone(), content, &title, method, heights.cells());
    vec![
        Record::Layer(Arc::new(layer)),
        Record::Raster(Arc::new(RasterLayer::new(id, heights))),
    ]
}

/// The edits that remove every illustrative layer with its places.
#[must_use]
pub fn removal(snapshot: &Snapshot) -> Vec<Edit> {
    let layers = snapshot.layers().filter(|layer| is_illustrative(layer));
    layers
        .flat_map(|layer| removal_of(snapshot, layer))
        .collect()
}

/// The edits that remove the illustrative layers with a content, once an official layer of it comes.
#[must_use]
pub fn superseded(snapshot: &Snapshot, content: LayerContent, by: &LayerId) -> Vec<Edit> {
    let is_of_kind =
        |layer: &&Arc<Layer>| is_illustrative(layer) && layer.content == content && layer.id != *by;
    snapshot
        .layers()
        .filter(is_of_kind)
        .flat_map(|layer| removal_of(snapshot, layer))
        .collect()
}

fn is_illustrative(layer: &Layer) -> bool {
    layer.provenance.is_illustrative && layer.id.as_str().starts_with(PREFIX)
}

fn has_official(snapshot: &Snapshot, content: LayerContent) -> bool {
    let mut layers = snapshot.layers();
    layers.any(|layer| layer.content == content && !layer.provenance.is_illustrative)
}

fn removal_of(snapshot: &Snapshot, layer: &Layer) -> Vec<Edit> {
    let places = snapshot.places().in_layer(&layer.id);
    places
        .map(|place| Edit::Remove(RecordKey::Place(place.id.clone())))
        .chain([
            Edit::Remove(RecordKey::Raster(layer.id.clone())),
            Edit::Remove(RecordKey::Layer(layer.id.clone())),
        ])
        .collect()
}

/// A source of random numbers for one layer, so that a change in one leaves the others as they are.
fn random(layer: u64) -> ChaCha8Rng {
    let mut random = ChaCha8Rng::seed_from_u64(SEED);
    random.set_stream(layer);
    random
}

/// A position, rounded as it is stored.
fn rounded(at: Coord<f64>) -> Coord<f64> {
    let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Coord {
        x: round(at.x),
        y: round(at.y),
    }
}

/// The position so many metres away in a direction (degrees clockwise from north).
fn moved(from: Coord<f64>, azimuth_degrees: f64, distance_m: f64) -> Coord<f64> {
    rounded(geodesic::destination(from, azimuth_degrees, distance_m))
}

/// A place in the making.
struct Sketch {
    id: String,
    name: String,
    geometry: Geometry<f64>,
    attributes: Vec<(&'static str, AttributeValue)>,
}

/// A layer in the making.
struct Batch {
    kind: PlaceKind,
    id: &'static str,
    title: Text,
    method: &'static str,
    places: Vec<Sketch>,
}

impl Batch {
    fn records(self, snapshot: &Snapshot, map: &UnitMap) -> Vec<Record> {
        let Ok(id) = LayerId::new(format!("{PREFIX}{}", self.id)) else {
            return Vec::new();
        };
        let places: Vec<Record> = self
            .places
            .into_iter()
            .filter_map(|sketch| sketch.place(snapshot, map, &id, self.kind))
            .map(|place| Record::Place(Arc::new(place)))
            .collect();
        let content = LayerContent::Places(self.kind);
        let layer = illustrative(map, id, content, &self.title, self.method, places.len());
        std::iter::once(Record::Layer(Arc::new(layer)))
            .chain(places)
            .collect()
    }
}

impl Sketch {
    fn place(
        self,
        snapshot: &Snapshot,
        map: &UnitMap,
        layer: &LayerId,
        kind: PlaceKind,
    ) -> Option<Place> {
        let mut unit_codes: Vec<_> = match &self.geometry {
            Geometry::Point(point) => map
                .owner(point.0)
                .map(|owner| map.units()[owner].unit.code().clone())
                .into_iter()
                .collect(),
            other => snapshot
                .map()
                .touching(other, map.on())
                .map(|boundary| boundary.unit.code.clone())
                .collect(),
        };
        unit_codes.sort();
        let attributes = self.attributes.into_iter();
        Some(Place {
            id: PlaceId::new(format!("{PREFIX}{}", self.id)).ok()?,
            layer: layer.clone(),
            kind,
            name: self.name,
            valid_from: None,
            valid_to: None,
            unit_codes,
            accuracy_m: None,
            attributes: attributes
                .map(|(name, value)| (name.to_owned(), value))
                .collect::<BTreeMap<_, _>>(),
            geometry: Some(self.geometry),
        })
    }
}

fn illustrative(
    map: &UnitMap,
    id: LayerId,
    content: LayerContent,
    title: &Text,
    method: &str,
    count: usize,
) -> Layer {
    Layer {
        id,
        content,
        title: Text::new(
            format!("{} (minh hoạ)", title.vi),
            format!("{} (illustrative)", title.en),
        ),
        provenance: provenance(map, method),
        count,
        sha256: None,
        note: Some(Text::new(
            "Dữ liệu minh hoạ do chương trình tạo ra, không phải số liệu thật; tự mất đi khi nạp lớp chính thức cùng loại.",
            "Made up by the program, not real; goes away when an official layer of the kind is imported.",
        )),
    }
}

fn provenance(map: &UnitMap, method: &str) -> Provenance {
    Provenance {
        source: "Illustrative data, not real".to_owned(),
        source_vi: Some("Dữ liệu minh hoạ, không phải số liệu thật".to_owned()),
        licence: "CC0-1.0".to_owned(),
        licence_vi: None,
        retrieved: map.on(),
        method: Some(method.to_owned()),
        accuracy_m: None,
        crs: "EPSG:4326".to_owned(),
        transformation: None,
        is_illustrative: true,
    }
}

fn text(value: impl Into<String>) -> AttributeValue {
    AttributeValue::Text(value.into())
}

fn count(value: i64) -> AttributeValue {
    AttributeValue::Number(value as f64)
}
