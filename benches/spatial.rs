//! How long spatial questions take: look-up, nearest places, corridor coverage and exposure, on the official
//! 56 units (129,000 vertices) and on every commune of the country.
//!
//! `benches/compare_postgis.sh` asks PostGIS the same questions in the same run.
#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench stops where its data are not as they should be, and says what it skips"
)]

use divan::Bencher;
use geo::{Coord, MultiLineString, MultiPolygon};
use nonnuoc::analysis::exposure::{
    ClassShapes, ExposureRequest, HazardClass, HazardZone, Variant, exposure,
};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::geometry::buffer::buffer_lines;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::locator::Locator;
use nonnuoc::geometry::nearest::NearestIndex;
use nonnuoc::model::{
    AttributeValue, Boundary, Place, PlaceKind, Record, Snapshot, Unit, UnitKey, UnitKind,
};
use std::path::PathBuf;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

fn shared(path: &str) -> Option<String> {
    use std::io::Read;
    let root = std::env::var("NONNUOC_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let path = PathBuf::from(root).join("geodata").join(path);
    let bytes = std::fs::read(&path).ok()?;
    if path.extension().is_some_and(|ending| ending == "gz") {
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..])
            .read_to_string(&mut text)
            .ok()?;
        return Some(text);
    }
    String::from_utf8(bytes).ok()
}

fn geometries(path: &str) -> Vec<geo::Geometry<f64>> {
    let Some(text) = shared(path) else {
        println!("skipped: {path} is absent (set NONNUOC_SHARED to the shared folder)");
        return Vec::new();
    };
    let collection: geojson::FeatureCollection = text.parse().expect("GeoJSON");
    let geometries = collection
        .features
        .into_iter()
        .filter_map(|feature| feature.geometry);
    geometries
        .map(|geometry| geometry.try_into().expect("a geometry"))
        .collect()
}

fn areas(path: &str) -> Vec<MultiPolygon<f64>> {
    geometries(path)
        .iter()
        .map(nonnuoc::geometry::parts::areas)
        .collect()
}

static UNITS: LazyLock<Vec<MultiPolygon<f64>>> =
    LazyLock::new(|| areas("reference/caobang_communes_official.geojson.gz"));
static COUNTRY: LazyLock<Vec<MultiPolygon<f64>>> =
    LazyLock::new(|| areas("reference/vietnam_communes_25m.geojson.gz"));
static CORRIDOR: LazyLock<MultiLineString<f64>> = LazyLock::new(|| {
    geometries("product/corridors.geojson").first().map_or(
        MultiLineString::new(vec![]),
        nonnuoc::geometry::parts::lines,
    )
});
static GATES: LazyLock<Vec<Coord<f64>>> = LazyLock::new(|| {
    geometries("product/border_gates.geojson")
        .into_iter()
        .filter_map(|gate| geo::Point::try_from(gate).ok().map(|point| point.0))
        .collect()
});

/// Places in the province's box (or the country's), the same in every run.
fn places(count: usize, west: f64, south: f64, east: f64, north: f64) -> Vec<Coord<f64>> {
    let fraction = |i: usize, step: f64| (i as f64 * step).fract();
    (1..=count)
        .map(|i| Coord {
            x: west + fraction(i, 0.754_877_666_246_692_7) * (east - west),
            y: south + fraction(i, 0.569_840_290_998_053_2) * (north - south),
        })
        .collect()
}

fn province_places(count: usize) -> Vec<Coord<f64>> {
    places(count, 105.26, 22.35, 106.84, 23.12)
}

#[divan::bench(sample_count = 5)]
fn prepare_56_units(bencher: Bencher) {
    bencher.bench(|| Locator::new(UNITS.iter()));
}

#[divan::bench(sample_count = 3)]
fn prepare_3321_communes(bencher: Bencher) {
    bencher.bench(|| Locator::new(COUNTRY.iter()));
}

#[divan::bench]
fn locate_100_000_places_in_56_units(bencher: Bencher) {
    let (locator, places) = (Locator::new(UNITS.iter()), province_places(100_000));
    bencher.bench(|| {
        places
            .iter()
            .filter(|&&at| locator.first_at(at).is_some())
            .count()
    });
}

#[divan::bench]
fn locate_100_000_places_in_3321_communes(bencher: Bencher) {
    let locator = Locator::new(COUNTRY.iter());
    let places = places(100_000, 102.1, 8.4, 109.5, 23.4);
    bencher.bench(|| {
        places
            .iter()
            .filter(|&&at| locator.first_at(at).is_some())
            .count()
    });
}

#[divan::bench]
fn nearest_5_gates_of_10_000_places(bencher: Bencher) {
    nearest_gates(bencher, &province_places(10_000));
}

#[divan::bench]
fn nearest_5_gates_of_10_000_places_of_the_country(bencher: Bencher) {
    nearest_gates(bencher, &places(10_000, 102.1, 8.4, 109.5, 23.4));
}

fn nearest_gates(bencher: Bencher, places: &[Coord<f64>]) {
    let index = NearestIndex::new(&GATES);
    bencher.bench(|| {
        let mut found = Vec::new();
        let mut sum = 0.0;
        for &place in places {
            index.nearest_into(place, 5, &mut found);
            sum += found
                .iter()
                .map(|neighbour| neighbour.distance_m)
                .sum::<f64>();
        }
        sum
    });
}

#[divan::bench]
fn buffer_corridor_5_km(bencher: Bencher) {
    bencher.bench(|| buffer_lines(&CORRIDOR, 5_000.0, &Interrupt::default()).map(|b| b.outline));
}

/// The province with the official boundaries, and made-up hazard zones.
static OFFICIAL: LazyLock<(Snapshot, UnitMap)> = LazyLock::new(|| prepared(&UNITS));
static WHOLE_COUNTRY: LazyLock<(Snapshot, UnitMap)> = LazyLock::new(|| prepared(&COUNTRY));

/// A snapshot with these boundaries, one unit each, and 150 hazard zones.
fn prepared(shapes: &[MultiPolygon<f64>]) -> (Snapshot, UnitMap) {
    let first_day = jiff::civil::date(2025, 7, 1);
    let records = shapes.iter().enumerate().flat_map(|(index, shape)| {
        let key = UnitKey {
            code: format!("{index:05}").parse().expect("a code"),
            valid_from: first_day,
        };
        let unit = Unit {
            key: key.clone(),
            valid_to: None,
            name: format!("Unit {index}"),
            kind: UnitKind::Commune,
            district: None,
            centre: None,
            border_km: None,
            source: "bench".to_owned(),
        };
        let boundary = Boundary {
            unit: key,
            valid_from: first_day,
            layer: "bench".parse().expect("an id"),
            geometry: shape.clone(),
        };
        [Record::Unit(unit.into()), Record::Boundary(boundary.into())]
    });
    let zones = zones().into_iter().map(|zone| Record::Place(zone.into()));
    let snapshot = Snapshot::new(1, records.chain(zones));
    let map = UnitMap::new(&snapshot, jiff::civil::date(2026, 1, 1));
    (snapshot, map)
}

/// Stars of 0.5 to 2 km that overlap, of all classes: the zones of `compare_postgis.sh`.
fn zones() -> Vec<Place> {
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
            id: format!("zone-{number}").parse().expect("an id"),
            layer: "zones".parse().expect("an id"),
            kind: PlaceKind::LandslideZone,
            name: format!("Zone {number}"),
            valid_from: None,
            valid_to: None,
            unit_codes: vec![],
            accuracy_m: None,
            attributes: [(
                "hazard_class".to_owned(),
                AttributeValue::Text(classes[number % 4].to_owned()),
            )]
            .into(),
            geometry: Some(geo::Polygon::new(ring.collect(), vec![]).into()),
        }
    };
    province_places(150)
        .into_iter()
        .enumerate()
        .map(zone)
        .collect()
}

/// The strip is drawn and every unit's covered area measured.
fn cover(map: &UnitMap) -> f64 {
    let strip = buffer_lines(&CORRIDOR, 5_000.0, &Interrupt::default()).expect("a strip");
    let region = map.region(&strip.outline);
    map.units()
        .iter()
        .map(|unit| unit.covered_m2(&region))
        .sum()
}

#[divan::bench]
fn coverage_5_km_of_56_units(bencher: Bencher) {
    bencher.bench(|| cover(&OFFICIAL.1));
}

#[divan::bench]
fn coverage_5_km_of_3321_communes(bencher: Bencher) {
    bencher.bench(|| cover(&WHOLE_COUNTRY.1));
}

/// Central figures as drawn, without the range: what PostGIS is asked for.
fn exposed_as_drawn(map: &UnitMap, snapshot: &Snapshot) -> f64 {
    let zones: Vec<_> = snapshot
        .places()
        .of_kind(PlaceKind::LandslideZone)
        .filter_map(|zone| HazardZone::new(zone).expect("a class"))
        .collect();
    let shapes = ClassShapes::as_drawn(&zones, &Interrupt::default()).expect("shapes");
    HazardClass::WORST_FIRST
        .iter()
        .map(|&class| {
            let region = map.region(shapes.this_or_worse(class, Variant::AsDrawn));
            map.units()
                .iter()
                .map(|unit| unit.covered_m2(&region))
                .sum::<f64>()
        })
        .sum()
}

#[divan::bench]
fn exposure_of_150_zones_in_56_units(bencher: Bencher) {
    bencher.bench(|| exposed_as_drawn(&OFFICIAL.1, &OFFICIAL.0));
}

#[divan::bench]
fn exposure_of_150_zones_in_3321_communes(bencher: Bencher) {
    bencher.bench(|| exposed_as_drawn(&WHOLE_COUNTRY.1, &WHOLE_COUNTRY.0));
}

#[divan::bench]
fn exposure_with_ranges_of_150_zones_in_56_units(bencher: Bencher) {
    let request = ExposureRequest::default();
    bencher.bench(|| {
        exposure(&OFFICIAL.0, &OFFICIAL.1, &request, &Interrupt::default())
            .expect("an answer")
            .zones
    });
}
