//! GeoTIFF: a band's values on a grid of longitude and latitude, whatever the file's system.

use std::path::{Path, PathBuf};
use std::process::Command;

use nonnuoc::formats::ReadOptions;
use nonnuoc::formats::worker::{Limits, Reader};
use nonnuoc::model::raster::Raster;

use crate::workspace::{Workspace, shared};

fn read(path: &Path, options: &ReadOptions) -> Result<Raster, String> {
    let reader = Reader::new(
        PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc")),
        Limits::default(),
    );
    reader
        .read_raster(path, 1, options)
        .map_err(|error| error.to_string())
}

/// A GeoTIFF of three by two cells of 10 km in a system; the last cell has no value.
fn small(workspace: &Workspace, crs: &[&str]) -> PathBuf {
    let grid = "ncols 3\nnrows 2\nxllcorner 540000\nyllcorner 2500000\ncellsize 10000\nNODATA_value -9\n1 2 3\n4 5 -9\n";
    let source = workspace.file("nho.asc", grid);
    let target = workspace.path("nho.tif");
    let done = Command::new("gdal_translate")
        .args(crs)
        .arg(source)
        .arg(&target)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    target
}

#[test]
fn a_raster_in_the_provinces_system_is_laid_over_longitude_and_latitude() {
    let workspace = Workspace::seeded();
    let path = small(&workspace, &["-a_srs", "EPSG:9210"]);
    let raster = read(&path, &ReadOptions::default()).unwrap();
    assert_eq!(
        (
            raster.header.crs.as_str(),
            raster.header.width,
            raster.header.height
        ),
        ("EPSG:9210", 3, 2)
    );
    assert_eq!(
        raster.header.transformation,
        "EPSG:6960 VN-2000 to WGS 84 (2)"
    );
    // The middles of the cells, easting 545,000 … 565,000 and northing 2,515,000 and 2,505,000.
    let at = |x: f64, y: f64| {
        let crs = nonnuoc::formats::crs::Crs::parse("EPSG:9210").unwrap();
        let (longitude, latitude) = nonnuoc::formats::crs::Transformation::new(&crs)
            .unwrap()
            .to_wgs84(x, y)
            .unwrap();
        raster.value_at(longitude, latitude)
    };
    assert_eq!(
        [
            at(545_000.0, 2_515_000.0),
            at(555_000.0, 2_515_000.0),
            at(565_000.0, 2_515_000.0)
        ],
        [Some(1.0), Some(2.0), Some(3.0)]
    );
    assert_eq!(
        [
            at(545_000.0, 2_505_000.0),
            at(555_000.0, 2_505_000.0),
            at(565_000.0, 2_505_000.0)
        ],
        [Some(4.0), Some(5.0), None]
    );
    assert_eq!(at(535_000.0, 2_505_000.0), None);
}

#[test]
fn a_raster_without_a_system_is_refused_until_it_is_given() {
    let workspace = Workspace::seeded();
    let path = small(&workspace, &[]);
    let refused = read(&path, &ReadOptions::default()).unwrap_err();
    assert!(
        refused.starts_with("nho.tif: the file does not say in which coordinate reference system"),
        "{refused}"
    );
    let given = ReadOptions {
        crs: Some("EPSG:9210".to_owned()),
        ..ReadOptions::default()
    };
    assert_eq!(read(&path, &given).unwrap().known_values().count(), 5);
}

#[test]
fn what_is_no_raster_is_told() {
    let workspace = Workspace::seeded();
    let fake = workspace.file("gia.tif", "this is no picture");
    let said = workspace.run(&["inspect", &fake]);
    assert_eq!(said.code, 1);
    assert_eq!(
        said.err.trim_end(),
        "nonnuoc: gia.tif: the file cannot be read as GeoTIFF. Save it again as GeoTIFF."
    );
    let path = small(&workspace, &["-a_srs", "EPSG:9210"]);
    let said = workspace.run(&["inspect", path.to_str().unwrap(), "--band", "7"]);
    assert_eq!(
        said.err.trim_end(),
        "nonnuoc: nho.tif, field --band, value \"7\": there is no such band. The file has 1."
    );
}

#[test]
fn a_file_is_inspected_before_it_is_imported() {
    let workspace = Workspace::seeded();
    let path = small(&workspace, &["-a_srs", "EPSG:9210"]);
    let said = workspace.run(&["inspect", path.to_str().unwrap()]);
    assert!(
        said.out.contains("nho.tif: band 1, 3 × 2 cells"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .contains("Cells with a value: 5 of 6\nValues from 1 to 5, mean 3.0000, sum 15.0"),
        "{}",
        said.out
    );
    let table = workspace.file("truong.csv", "ten,lon,lat\nA,106.2,22.6\n");
    let said = workspace.run(&["inspect", &table, "--crs", "EPSG:4326"]);
    assert!(
        said.out.contains("truong.csv (CSV): 1 features")
            && said.out.contains("  ten: 1 values, such as \"A\""),
        "{}",
        said.out
    );
}

#[test]
fn the_people_of_a_population_raster_are_read() {
    let Some(path) = shared("worldpop2020_1km_caobang.tif") else {
        return;
    };
    let raster = read(&path, &ReadOptions::default()).unwrap();
    let town = raster.value_at(106.2579, 22.6662).unwrap();
    let forest = raster.value_at(105.87, 22.60).unwrap();
    assert!(
        town > 10.0 * forest,
        "{town} in the town, {forest} in the forest"
    );
    assert!(
        raster.known_values().all(|people| people >= 0.0),
        "no value stands for missing"
    );
}
