//! What tiles cost: taking the borders apart, weighing their vertices, making a server's layers ready, and
//! drawing every tile of the communes at zooms 6 to 12; cleaning of the official boundaries where they are here.
#![expect(
    clippy::unwrap_used,
    reason = "a bench stops where something is not as it should be"
)]

use std::path::PathBuf;

use divan::Bencher;
use divan::counter::BytesCount;
use geo::{Coord, Geometry, MultiPolygon};
use nonnuoc::analysis::coverage_cleaning::{DEFAULT_TOLERANCE_M, NamedPolygon, clean_coverage};
use nonnuoc::formats::shipped;
use nonnuoc::geometry::grid::GridPoint;
use nonnuoc::geometry::topology::Topology;
use nonnuoc::model::Snapshot;
use nonnuoc::tiles::{COMMUNES, TileAddress, Tileset, mercator, simplify};

#[global_allocator]
static ALLOCATOR: divan::AllocProfiler = divan::AllocProfiler::system();

fn main() {
    divan::main();
}

fn snapshot() -> Snapshot {
    Snapshot::new(1, shipped::records().unwrap())
}

fn tileset() -> Tileset {
    Tileset::of_snapshot(&snapshot(), jiff::civil::date(2026, 11, 1)).unwrap()
}

fn shapes() -> Vec<MultiPolygon<f64>> {
    snapshot()
        .map()
        .all()
        .map(|boundary| boundary.geometry.clone())
        .collect()
}

#[divan::bench]
fn topology_of_the_communes(bencher: Bencher) {
    let shapes = shapes();
    bencher.bench(|| Topology::of_coverage(&shapes).unwrap());
}

#[divan::bench]
fn weigh_all_borders(bencher: Bencher) {
    let topology = Topology::of_coverage(&shapes()).unwrap();
    let world = |point: &GridPoint| mercator::world_point(point.degrees());
    let arcs: Vec<Vec<_>> = topology
        .arcs
        .iter()
        .map(|arc| arc.points.iter().map(world).collect())
        .collect();
    bencher
        .with_inputs(|| arcs.clone())
        .bench_values(simplify::weigh);
}

#[divan::bench]
fn all_layers_of_the_shipped_data(bencher: Bencher) {
    let snapshot = snapshot();
    bencher.bench(|| Tileset::of_snapshot(&snapshot, jiff::civil::date(2026, 11, 1)).unwrap());
}

/// Every tile of a zoom over the province.
#[divan::bench(args = [6, 7, 8, 9, 10, 11, 12])]
fn every_tile_of_the_communes(bencher: Bencher, zoom: u8) {
    let tileset = tileset();
    let corner = |x: f64, y: f64| mercator::tile_at(Coord { x, y }, zoom).unwrap();
    let (north_west, south_east) = (corner(105.26, 23.12), corner(106.84, 22.35));
    let tiles: Vec<_> = (north_west.column()..=south_east.column())
        .flat_map(|column| (north_west.row()..=south_east.row()).map(move |row| (column, row)))
        .map(|(column, row)| TileAddress::new(zoom, column, row).unwrap())
        .collect();
    let draw = || {
        tiles
            .iter()
            .filter_map(|tile| tileset.tile(COMMUNES, *tile).unwrap())
            .map(|tile| tile.len())
            .sum()
    };
    let bytes: usize = draw();
    bencher.counter(BytesCount::new(bytes)).bench(draw);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn clean_the_official_boundaries(bencher: Bencher) {
    let Some(polygons) = official() else { return };
    bencher.bench(|| clean_coverage(&polygons, DEFAULT_TOLERANCE_M).unwrap());
}

/// The official boundaries; `None` where the reference folder is absent.
fn official() -> Option<Vec<NamedPolygon>> {
    let shared = std::env::var_os("NONNUOC_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let file =
        std::fs::File::open(shared.join("geodata/reference/caobang_communes_official.geojson.gz"))
            .ok()?;
    let json = geojson::GeoJson::from_reader(flate2::read::GzDecoder::new(file)).unwrap();
    let features = geojson::FeatureCollection::try_from(json).unwrap().features;
    let named = |feature: geojson::Feature| {
        let text = |key: &str| feature.property(key).unwrap().as_str().unwrap().to_owned();
        let (code, name) = (text("code"), text("name"));
        let geometry = match Geometry::<f64>::try_from(feature.geometry.unwrap()).unwrap() {
            Geometry::MultiPolygon(polygons) => polygons,
            other => MultiPolygon(vec![other.try_into().unwrap()]),
        };
        NamedPolygon {
            code,
            name,
            geometry,
        }
    };
    Some(features.into_iter().map(named).collect())
}
