//! GeoTIFF: a band's values on a grid of longitude and latitude, whatever the file's system.

use std::path::{Path, PathBuf};
use std::process::Command;

use nonnuoc::formats::ReadOptions;
use nonnuoc::formats::worker::{Limits, Reader};
use nonnuoc::model::raster::{Raster, RasterKind};

use crate::workspace::{Workspace, shared};

fn read(path: &Path, options: &ReadOptions) -> Result<Raster, String> {
    let reader = Reader::new(
        PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc")),
        Limits::default(),
    );
    reader
        .read_raster(path, 1, options, &mut |_| {})
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
fn the_rows_of_a_long_raster_are_told_as_progress() {
    let workspace = Workspace::seeded();
    let path = workspace.path("lon.tif");
    let done = Command::new("gdal_create")
        .args([
            "-outsize",
            "900",
            "1500",
            "-burn",
            "7",
            "-a_srs",
            "EPSG:9210",
        ])
        .args(["-a_ullr", "540000", "2520000", "549000", "2505000"])
        .arg(&path)
        .output()
        .unwrap();
    assert!(done.status.success());
    let reader = Reader::new(
        PathBuf::from(env!("CARGO_BIN_EXE_nonnuoc")),
        Limits::default(),
    );
    let mut told = Vec::new();
    let raster = reader
        .read_raster(&path, 1, &ReadOptions::default(), &mut |progress| {
            told.push((progress.done, progress.total));
        })
        .unwrap();
    assert_eq!(raster.cells(), 900 * 1500);
    // 1,500 rows are read, then laid over longitude and latitude.
    assert!(told.len() >= 4, "{told:?}");
    assert!(told.iter().all(|(_, total)| *total == Some(3000)));
    assert!(
        told.is_sorted() && told.last().unwrap().0 > 2000,
        "{told:?}"
    );
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
        said.out.contains("truong.csv (CSV): 1 feature\n")
            && said.out.contains("  ten: 1 values, such as \"A\""),
        "{}",
        said.out
    );
}

/// A raster is imported, listed by the check, exported, imported again and removed.
#[test]
fn a_raster_becomes_a_layer_and_comes_back_as_it_was() {
    let workspace = Workspace::seeded();
    let path = small(&workspace, &["-a_srs", "EPSG:9210"]);
    let file = path.to_str().unwrap();
    let dry = workspace.import(&["layer", "elevation", file, "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out.contains(
            "Layer elevation (elevation): 5 cells with a value, from 1 to 5, mean 3.0000 m"
        ) && dry.out.contains("Dry run: nothing was changed"),
        "{}",
        dry.out
    );
    assert_eq!(workspace.snapshot().rasters().all().count(), 0);
    let done = workspace.import(&["layer", "elevation", file, "--accuracy", "30"]);
    assert_eq!(done.code, 0, "{}", done.err);
    let snapshot = workspace.snapshot();
    let (layer, first) = snapshot.raster_of_kind(RasterKind::Elevation).unwrap();
    assert_eq!((layer.count, layer.provenance.accuracy_m), (5, Some(30.0)));
    assert_eq!(layer.provenance.crs, "EPSG:9210");
    let target = workspace.path("ra.tif");
    let said = workspace.run(&[
        "export",
        "elevation",
        "--format",
        "tif",
        "-o",
        target.to_str().unwrap(),
    ]);
    assert!(
        said.out
            .starts_with("Wrote 5 cells with a value of elevation"),
        "{}{}",
        said.out,
        said.err
    );
    let again = workspace.run(&[
        "import",
        "layer",
        "elevation",
        target.to_str().unwrap(),
        "--id",
        "elevation-2",
    ]);
    assert_eq!(again.code, 0, "{}", again.err);
    let second = workspace
        .snapshot()
        .raster(&"elevation-2".parse().unwrap())
        .unwrap();
    assert_eq!(second.values_sha256(), first.values_sha256());
    assert_eq!(workspace.run(&["check"]).code, 0);
    let gone = workspace.run(&["remove", "elevation-2"]);
    assert_eq!(gone.code, 0, "{}", gone.err);
    assert_eq!(workspace.snapshot().rasters().all().count(), 1);
    let boundaries = workspace.run(&["remove", "communes"]);
    assert!(
        boundaries.code == 1 && boundaries.err.contains("never removed"),
        "{}",
        boundaries.err
    );
}

#[test]
fn a_raster_that_cannot_be_true_is_refused_and_changes_nothing() {
    let workspace = Workspace::seeded();
    let path = small(&workspace, &["-a_srs", "EPSG:9210"]);
    let file = path.to_str().unwrap();
    let version = workspace.snapshot().version();
    let translated = |from: &str, name: &str, options: &[&str]| {
        let target = workspace.path(name);
        let done = Command::new("gdal_translate")
            .args(options)
            .args([from, target.to_str().unwrap()])
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        target.to_str().unwrap().to_owned()
    };
    let feet = translated(file, "feet.tif", &["-scale", "1", "5", "4000", "8000"]);
    let rotated = workspace.file(
        "xoay.vrt",
        "<VRTDataset rasterXSize='3' rasterYSize='2'><SRS>EPSG:9210</SRS>\
         <GeoTransform>540000,10000,900,2520000,900,-10000</GeoTransform>\
         <VRTRasterBand dataType='Float32' band='1'><SimpleSource>\
         <SourceFilename relativeToVRT='1'>nho.tif</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
    );
    let rotated = translated(&rotated, "xoay.tif", &[]);
    let elsewhere = translated(
        file,
        "noi_khac.tif",
        &["-a_ullr", "540000", "1520000", "570000", "1500000"],
    );
    let empty = translated(
        file,
        "trong.tif",
        &["-a_nodata", "7", "-scale", "1", "5", "7", "7"],
    );
    for (file, kind, expected) in [
        (
            feet.as_str(),
            "elevation",
            "5 cells have a value that elevation cannot have",
        ),
        (
            &rotated,
            "elevation",
            "the raster is rotated or upside down",
        ),
        (&elsewhere, "elevation", "the raster lies at"),
        (&empty, "elevation", "no cell has a value"),
        (file, "suitability", "Convert the values"),
        (file, "height", "no such kind"),
    ] {
        let said = workspace.import(&["layer", kind, file]);
        assert_ne!(said.code, 0, "{kind} {file}");
        assert!(said.err.contains(expected), "{expected}: {}", said.err);
    }
    let occupied = workspace.import(&["layer", "elevation", file, "--id", "rivers"]);
    assert!(
        occupied
            .err
            .contains("the layer rivers holds something else"),
        "{}",
        occupied.err
    );
    assert_eq!(workspace.snapshot().version(), version);
}

/// Every cell, asked of the imported layer and of gdallocationinfo.
#[test]
fn the_values_of_an_imported_raster_are_those_that_gdal_finds() {
    let Some(path) = shared("worldpop2020_1km_caobang.tif") else {
        return;
    };
    let workspace = Workspace::seeded();
    let file = path.to_str().unwrap();
    let said = workspace.import(&["layer", "population-density", file]);
    assert_eq!(said.code, 0, "{}", said.err);
    let snapshot = workspace.snapshot();
    let (_, raster) = snapshot
        .raster_of_kind(RasterKind::PopulationDensity)
        .unwrap();
    let header = &raster.header;
    let mut compared = 0;
    for row in (0..header.height).step_by(7) {
        for column in (0..header.width).step_by(9) {
            let at = header.middle(column, row);
            let answer = Command::new("gdallocationinfo")
                .args([
                    "-valonly",
                    "-wgs84",
                    file,
                    &at.x.to_string(),
                    &at.y.to_string(),
                ])
                .output()
                .unwrap();
            let text = String::from_utf8(answer.stdout).unwrap();
            let expected: f64 = text.trim().parse().unwrap();
            match raster.value_at(at.x, at.y) {
                Some(value) => {
                    assert!(
                        (value - expected).abs() <= 1e-6 * expected.abs(),
                        "{value} {expected}"
                    );
                    compared += 1;
                }
                None => assert!(!(0.0..1e6).contains(&expected), "{expected} at {at:?}"),
            }
        }
    }
    assert!(compared > 100, "{compared}");
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
