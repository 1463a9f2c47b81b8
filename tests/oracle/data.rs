//! The data of which both engines are asked.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use geo::{Coord, Geometry};
use jiff::civil::{Date, date};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::geometry::parts;
use nonnuoc::model::{AttributeValue, Boundary, Edit, Place, PlaceKind, Record, Snapshot};

/// The day of which everything is asked.
pub(crate) const ON: Date = date(2026, 1, 1);

/// A file of the shared data; none, with a message, where the folder is absent.
pub(crate) fn shared(path: &str) -> Option<String> {
    let root = std::env::var("NONNUOC_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").to_owned());
    let path = PathBuf::from(root).join(path);
    let Ok(bytes) = std::fs::read(&path) else {
        println!(
            "skipped: {} is absent (NONNUOC_SHARED names the folder)",
            path.display()
        );
        return None;
    };
    if path.extension().is_some_and(|ending| ending == "gz") {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .unwrap();
        return Some(text);
    }
    Some(String::from_utf8(bytes).unwrap())
}

/// The shapes of a GeoJSON file with one property of each.
pub(crate) fn features(text: &str, property: &str) -> Vec<(String, Geometry<f64>)> {
    let collection: geojson::FeatureCollection = text.parse().unwrap();
    let features = collection.features.into_iter().map(|feature| {
        let key = feature
            .property(property)
            .and_then(|value| value.as_str())
            .unwrap_or_default();
        (
            key.to_owned(),
            feature.geometry.unwrap().try_into().unwrap(),
        )
    });
    features.collect()
}

/// What ships, with the official boundaries in place of the shipped ones.
pub(crate) fn official() -> Option<(Snapshot, UnitMap)> {
    let text = shared("geodata/reference/caobang_communes_official.geojson.gz")?;
    let official = features(&text, "code");
    let records = shipped::records()
        .unwrap()
        .into_iter()
        .map(|record| match record {
            Record::Boundary(boundary) => {
                let code = boundary.unit.code.as_str();
                let drawn = official.iter().find(|(key, _)| key == code);
                let geometry = drawn.map_or_else(
                    || boundary.geometry.clone(),
                    |(_, geometry)| parts::areas(geometry),
                );
                Record::Boundary(Arc::new(Boundary {
                    geometry,
                    ..(*boundary).clone()
                }))
            }
            other => other,
        });
    let snapshot = Snapshot::new(1, records);
    let map = UnitMap::new(&snapshot, ON);
    Some((snapshot, map))
}

/// The snapshot with these places in it besides.
pub(crate) fn with_places(snapshot: &Snapshot, places: &[Place]) -> Snapshot {
    let edits: Vec<Edit> = places
        .iter()
        .map(|place| Edit::Put(Record::Place(Arc::new(place.clone()))))
        .collect();
    snapshot.apply(2, &edits)
}

/// Places spread evenly over the province's box, the same in every run.
pub(crate) fn places(count: usize) -> Vec<Coord<f64>> {
    let fraction = |i: usize, step: f64| (i as f64 * step).fract();
    let place = |i| Coord {
        x: 105.26 + fraction(i, 0.754_877_666_246_692_7) * 1.58,
        y: 22.35 + fraction(i, 0.569_840_290_998_053_2) * 0.77,
    };
    (1..=count).map(place).collect()
}

/// Hazard zones made up for measuring: stars of 0.5 to 2 km that overlap, of all classes.
pub(crate) fn zones(count: usize) -> Vec<Place> {
    let classes = ["low", "medium", "high", "very-high"];
    let zone = |(number, centre): (usize, Coord<f64>)| {
        let ring = (0..48).map(|corner| {
            let angle = std::f64::consts::TAU * f64::from(corner) / 48.0;
            let radius = 0.005 + 0.006 * (f64::from(corner * 7 + number as i32) * 0.9).sin().abs();
            Coord {
                x: centre.x + 1.08 * radius * angle.cos(),
                y: centre.y + radius * angle.sin(),
            }
        });
        Place {
            id: format!("zone-{number}").parse().unwrap(),
            layer: "made-up-zones".parse().unwrap(),
            kind: PlaceKind::LandslideZone,
            name: format!("Zone {number}"),
            valid_from: None,
            valid_to: None,
            unit_codes: vec![],
            accuracy_m: None,
            attributes: [
                (
                    "hazard_class".to_owned(),
                    AttributeValue::Text(classes[number % 4].to_owned()),
                ),
                ("map_scale".to_owned(), AttributeValue::Number(50_000.0)),
            ]
            .into(),
            geometry: Some(Geometry::Polygon(geo::Polygon::new(ring.collect(), vec![]))),
        }
    };
    places(count).into_iter().enumerate().map(zone).collect()
}

/// A made-up place with one number.
pub(crate) fn made_up(
    id: &str,
    kind: PlaceKind,
    number: Option<(&str, f64)>,
    geometry: Geometry<f64>,
) -> Place {
    let number = number.map(|(name, value)| (name.to_owned(), AttributeValue::Number(value)));
    Place {
        id: id.parse().unwrap(),
        layer: "made-up".parse().unwrap(),
        kind,
        name: id.to_owned(),
        valid_from: None,
        valid_to: None,
        unit_codes: vec![],
        accuracy_m: None,
        attributes: number.into_iter().collect(),
        geometry: Some(geometry),
    }
}

/// Numbers from 0 to 1, the same in every run.
pub(crate) struct Sequence(pub(crate) u64);

impl Sequence {
    pub(crate) fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}
