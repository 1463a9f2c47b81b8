//! Tiles of rasters, compared pixel by pixel with what GDAL makes of the same values.
//!
//! # Tolerance
//! None for the nearest cell: where a pixel's middle lies within a millionth of a cell of an edge, either cell is
//! right, and such a pixel does not count. A hundredth of a person per cell for bilinear heights, because GDAL keeps
//! its answer in single precision.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops where something is not as it should be, and says what it skips"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use gdal::Dataset;
use nonnuoc::formats::ReadOptions;
use nonnuoc::formats::worker::{Limits, Reader};
use nonnuoc::model::raster::{Raster, RasterKind};
use nonnuoc::model::{Layer, LayerContent, LayerId, Provenance};
use nonnuoc::tiles::{RASTER_SIDE, RasterTiles, TileAddress, mercator};

/// Half of the side of the square of Web Mercator, metres.
const HALF_WORLD_M: f64 = 20_037_508.342_789_244;

fn world_pop() -> Option<PathBuf> {
    let root = std::env::var_os("NONNUOC_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = root.join("geodata/reference/worldpop2020_1km_caobang.tif");
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}

fn read(path: &Path) -> Arc<Raster> {
    let program = PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc"));
    let reader = Reader::new(program, Limits::default());
    let raster = reader.read_raster(path, 1, &ReadOptions::default(), &mut |_| {});
    Arc::new(raster.unwrap())
}

fn tiles(raster: &Arc<Raster>, kind: RasterKind) -> RasterTiles {
    let layer = Layer {
        id: LayerId::new("people").unwrap(),
        content: LayerContent::Raster(kind),
        title: kind.title(),
        provenance: Provenance {
            source: "WorldPop".to_owned(),
            source_vi: None,
            licence: "CC BY 4.0".to_owned(),
            licence_vi: None,
            retrieved: jiff::civil::date(2026, 1, 1),
            method: None,
            accuracy_m: None,
            crs: "EPSG:4326".to_owned(),
            transformation: None,
            is_illustrative: false,
        },
        count: raster.cells(),
        sha256: None,
        note: None,
    };
    RasterTiles::new(&layer, kind, Arc::clone(raster))
}

/// The tile as GDAL warps it out of the file.
fn warped(path: &Path, address: TileAddress, how: &str) -> Vec<Option<f64>> {
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("tile.tif");
    let side = 2.0 * HALF_WORLD_M / f64::from(1_u32 << address.zoom());
    let west = f64::from(address.column()) * side - HALF_WORLD_M;
    let north = HALF_WORLD_M - f64::from(address.row()) * side;
    let corner = [west, north - side, west + side, north].map(|metres| format!("{metres:.9}"));
    let pixels = RASTER_SIDE.to_string();
    let done = Command::new("gdalwarp")
        .args([
            "-q",
            "-t_srs",
            "EPSG:3857",
            "-et",
            "0",
            "-dstnodata",
            "-9999",
            "-r",
            how,
            "-te",
        ])
        .args(corner)
        .args(["-ts", &pixels, &pixels])
        .arg(path)
        .arg(&target)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    let dataset = Dataset::open(&target).unwrap();
    let band = dataset
        .rasterband(1)
        .unwrap()
        .read_band_as::<f64>()
        .unwrap();
    let known = |value: &f64| (*value > -9000.0).then_some(*value);
    band.data().iter().map(known).collect()
}

/// Whether the middle of a pixel is so near to the edge of a cell that either cell is right.
fn is_on_edge(raster: &Raster, address: TileAddress, pixel: usize) -> bool {
    let tiles = f64::from(1_u32 << address.zoom());
    let part = |number: u32, pixel: usize| {
        (f64::from(number) + (pixel as f64 + 0.5) / RASTER_SIDE as f64) / tiles
    };
    let longitude = part(address.column(), pixel % RASTER_SIDE) * 360.0 - 180.0;
    let from_north = part(address.row(), pixel / RASTER_SIDE);
    let latitude = ((1.0 - 2.0 * from_north) * std::f64::consts::PI)
        .sinh()
        .atan()
        .to_degrees();
    let header = &raster.header;
    let column = (longitude - header.west) / header.cell_width;
    let row = (header.north - latitude) / header.cell_height;
    [column, row]
        .iter()
        .any(|at| (at - at.round()).abs() < 1e-6)
}

fn addresses(zoom: u8) -> Vec<TileAddress> {
    let at = |x: f64, y: f64| mercator::tile_at(geo::Coord { x, y }, zoom).unwrap();
    let mut found = vec![at(106.26, 22.665), at(105.4, 22.8), at(106.8, 22.9)];
    found.dedup();
    found
}

#[test]
fn every_pixel_has_the_value_that_gdal_finds_there() {
    let Some(path) = world_pop() else { return };
    let raster = read(&path);
    let people = tiles(&raster, RasterKind::PopulationDensity);
    let mut compared = 0;
    for address in [8, 10, 13].into_iter().flat_map(addresses) {
        let expected = warped(&path, address, "near");
        let found = people
            .values(address)
            .unwrap_or_else(|| vec![None; RASTER_SIDE * RASTER_SIDE]);
        for (pixel, (found, expected)) in found.iter().zip(&expected).enumerate() {
            if is_on_edge(&raster, address, pixel) {
                continue;
            }
            compared += usize::from(expected.is_some());
            assert_eq!(
                found.map(|value| value as f32),
                expected.map(|value| value as f32),
                "{address:?} pixel {pixel}"
            );
        }
    }
    assert!(compared > 300_000, "{compared}");
}

#[test]
fn heights_between_cells_are_gdals_bilinear_ones() {
    let Some(path) = world_pop() else { return };
    let raster = read(&path);
    let heights = tiles(&raster, RasterKind::Elevation);
    let address = addresses(11)[0];
    let expected = warped(&path, address, "bilinear");
    let found = heights.values(address).unwrap();
    let mut greatest = 0.0_f64;
    let mut compared = 0;
    for (found, expected) in found.iter().zip(&expected) {
        if let (Some(found), Some(expected)) = (found, expected) {
            greatest = greatest.max((found - expected).abs());
            compared += 1;
        }
    }
    assert!(compared > 200_000, "{compared}");
    assert!(greatest < 0.01, "{greatest}");
}

#[test]
fn values_at_places_are_those_that_gdal_names() {
    let Some(path) = world_pop() else { return };
    let people = tiles(&read(&path), RasterKind::PopulationDensity);
    for (longitude, latitude) in [(106.26, 22.665), (106.0, 22.9), (105.9, 22.6)] {
        let said = Command::new("gdallocationinfo")
            .args(["-valonly", "-wgs84"])
            .arg(&path)
            .args([longitude.to_string(), latitude.to_string()])
            .output()
            .unwrap();
        let expected: f32 = String::from_utf8(said.stdout)
            .unwrap()
            .trim()
            .parse()
            .unwrap();
        let place = geo::Coord {
            x: longitude,
            y: latitude,
        };
        let address = mercator::tile_at(place, 16).unwrap();
        let inside = mercator::tile_point(mercator::world_point(place), address);
        let pixel = |at: i32| at as usize * RASTER_SIDE / mercator::EXTENT as usize;
        let values = people.values(address).unwrap();
        let found = values[pixel(inside.y) * RASTER_SIDE + pixel(inside.x)];
        assert_eq!(
            found.map(|value| value as f32),
            Some(expected),
            "{longitude} {latitude}"
        );
    }
}
