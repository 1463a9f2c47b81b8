//! Cleaning of the reference boundaries: the official ones of the province, and those of the whole country.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where something is not as it should be, and says what it skips"
)]

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use geo::{BooleanOps, Coord, Geometry, MultiPolygon};
use nonnuoc::analysis::coverage_cleaning::{
    CleanCoverage, CleaningError, DEFAULT_TOLERANCE_M, NamedPolygon, Refusal, clean_coverage,
};
use nonnuoc::formats::shipped;
use nonnuoc::geometry::geodesic::area_m2;
use nonnuoc::geometry::grid::GridPoint;
use nonnuoc::geometry::topology::Topology;
use nonnuoc::model::Snapshot;

/// A reference file's polygons; `None`, with a message, where the reference folder is absent.
fn reference(name: &str) -> Option<Vec<NamedPolygon>> {
    let shared = std::env::var_os("NONNUOC_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = shared.join("geodata/reference").join(name);
    let Ok(file) = std::fs::File::open(&path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    let collection = geojson::FeatureCollection::try_from(
        geojson::GeoJson::from_reader(flate2::read::GzDecoder::new(file)).unwrap(),
    )
    .unwrap();
    Some(collection.features.into_iter().map(named).collect())
}

fn named(feature: geojson::Feature) -> NamedPolygon {
    let text = |key: &str| feature.property(key).unwrap().as_str().unwrap().to_owned();
    let (code, name) = (text("code"), text("name"));
    let geometry = match Geometry::<f64>::try_from(feature.geometry.unwrap()).unwrap() {
        Geometry::Polygon(polygon) => MultiPolygon(vec![polygon]),
        Geometry::MultiPolygon(polygons) => polygons,
        other => panic!("{code} is no polygon: {other:?}"),
    };
    NamedPolygon {
        code,
        name,
        geometry,
    }
}

/// Each edge of the result bounds one polygon on its left, and what is on its right is one other polygon or
/// the outside: so none overlap. Returns the edges with the outside on their right.
fn outer_edges(coverage: &CleanCoverage) -> Vec<(GridPoint, GridPoint)> {
    let grid = |place: Coord<f64>| GridPoint::from_degrees(place.x, place.y).unwrap();
    let mut left: HashMap<(GridPoint, GridPoint), usize> = HashMap::new();
    for (owner, shape) in coverage.polygons.iter().enumerate() {
        for part in shape {
            for line in std::iter::once(part.exterior())
                .chain(part.interiors())
                .flat_map(geo::LineString::lines)
            {
                let edge = (grid(line.start), grid(line.end));
                assert_eq!(
                    left.insert(edge, owner),
                    None,
                    "{edge:?} bounds two polygons on one side"
                );
            }
        }
    }
    left.keys()
        .filter(|(a, b)| !left.contains_key(&(*b, *a)))
        .copied()
        .collect()
}

fn write(name: &str, polygons: &[NamedPolygon], coverage: &CleanCoverage) {
    let Some(folder) = std::env::var_os("NONNUOC_CLEANED") else {
        return;
    };
    let features: Vec<_> = polygons
        .iter()
        .zip(&coverage.polygons)
        .map(|(polygon, shape)| {
            let mut feature = geojson::Feature::from(geojson::Geometry::from(shape));
            feature.set_property("code", polygon.code.as_str());
            feature
        })
        .collect();
    let collection = geojson::FeatureCollection::new(features);
    std::fs::write(PathBuf::from(folder).join(name), collection.to_string()).unwrap();
}

/// Geodesic area of all polygons in square kilometres.
fn total_km2<'a>(shapes: impl Iterator<Item = &'a MultiPolygon<f64>>) -> f64 {
    shapes.map(area_m2).sum::<f64>() / 1e6
}

#[test]
fn the_official_boundaries_become_an_exact_coverage() {
    let Some(polygons) = reference("caobang_communes_official.geojson.gz") else {
        return;
    };
    let start = Instant::now();
    let coverage = clean_coverage(&polygons, DEFAULT_TOLERANCE_M).unwrap();
    let farthest = coverage.mended.iter().map(|mended| mended.moved_m);
    let farthest = farthest.fold(0.0, f64::max);
    println!(
        "56 official units in {:?}, {farthest:.2} m at most",
        start.elapsed()
    );
    assert!(farthest <= 2.0 * DEFAULT_TOLERANCE_M, "{farthest} m");
    write("official.geojson", &polygons, &coverage);
    // One closed line around the province: as many outer edges leave a point as arrive there, and no gap
    // inside is left, which would be a second line.
    let outline = Topology::of_coverage(&coverage.polygons).unwrap().outline();
    assert_eq!(outline.len(), 1);
    assert!(outer_edges(&coverage).len() > 20_000);
    // The overlaps of the source are 0.007 km² in all; whoever gets them, the total shrinks by them.
    let overlaps: f64 = coverage
        .moves
        .iter()
        .filter(|moved| moved.from.is_some())
        .map(|moved| moved.area_m2)
        .sum();
    assert!((6_500.0..7_500.0).contains(&overlaps), "{overlaps} m²");
    let before = total_km2(polygons.iter().map(|polygon| &polygon.geometry));
    let after = total_km2(coverage.polygons.iter());
    assert!(
        (before - after - overlaps / 1e6).abs() < 0.001,
        "{before} km² became {after} km²"
    );
}

#[test]
fn the_shipped_boundaries_are_clean() {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    let polygons: Vec<_> = snapshot
        .map()
        .all()
        .map(|boundary| NamedPolygon {
            code: boundary.unit.code.to_string(),
            name: boundary.unit.to_string(),
            geometry: boundary.geometry.clone(),
        })
        .collect();
    assert_eq!(
        clean_coverage(&polygons, DEFAULT_TOLERANCE_M)
            .unwrap()
            .moves,
        []
    );
}

#[test]
fn boundaries_that_are_clean_are_left_alone() {
    let Some(polygons) = reference("caobang_communes_official.geojson.gz") else {
        return;
    };
    let once = clean_coverage(&polygons, DEFAULT_TOLERANCE_M).unwrap();
    let again: Vec<_> = polygons
        .iter()
        .zip(&once.polygons)
        .map(|(polygon, geometry)| NamedPolygon {
            geometry: geometry.clone(),
            ..polygon.clone()
        })
        .collect();
    let twice = clean_coverage(&again, DEFAULT_TOLERANCE_M).unwrap();
    assert_eq!(twice.moves, []);
    assert_eq!(once.polygons, twice.polygons);
}

/// The country's communes were simplified each by itself, by up to 25 m: thousands of slivers. A few overlaps
/// are mistakes of the source; they are named, and once they are mended the rest is cleaned.
#[test]
fn the_whole_country_becomes_an_exact_coverage() {
    let Some(mut polygons) = reference("vietnam_communes_25m.geojson.gz") else {
        return;
    };
    let start = Instant::now();
    let Err(CleaningError::TooWide { refusals, .. }) = clean_coverage(&polygons, 30.0) else {
        panic!("the source has overlaps of more than 100 m");
    };
    println!("{} refusals in {:?}", refusals.len(), start.elapsed());
    assert!(
        refusals[0]
            .to_string()
            .starts_with("Lào Cai, Bát Xát and Cốc San overlap by 3.61 km²"),
        "{}",
        refusals[0]
    );
    for refusal in &refusals {
        mend(&mut polygons, refusal);
    }
    let start = Instant::now();
    let coverage = clean_coverage(&polygons, 30.0).unwrap();
    println!(
        "3,321 communes in {:?}, {} moves",
        start.elapsed(),
        coverage.moves.len()
    );
    write("country.geojson", &polygons, &coverage);
    assert!(outer_edges(&coverage).len() > 10_000);
    let before = total_km2(polygons.iter().map(|polygon| &polygon.geometry));
    let after = total_km2(coverage.polygons.iter());
    assert!(
        (before - after).abs() < 0.001 * before,
        "{before} km² became {after} km²"
    );
}

/// What a person would do: take an overlap from all polygons but the last, fill the hole of the only one
/// beside it.
fn mend(polygons: &mut [NamedPolygon], refusal: &Refusal) {
    let mut involved: Vec<_> = polygons
        .iter_mut()
        .filter(|polygon| refusal.codes.contains(&polygon.code))
        .collect();
    if refusal.overlapping.is_empty() {
        for part in &mut involved[0].geometry.0 {
            *part = geo::Polygon::new(part.exterior().clone(), Vec::new());
        }
    }
    while let Some(last) = involved.pop() {
        for other in &mut involved {
            other.geometry = other.geometry.difference(&last.geometry);
        }
    }
}
