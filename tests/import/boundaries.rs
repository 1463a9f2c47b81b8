//! Unit boundaries: the official set in every format, and what is reported of it.

use std::path::Path;
use std::process::Command;

use geo::{Distance, Geodesic, HausdorffDistance};
use jiff::civil::date;
use nonnuoc::geometry::geodesic::area_m2;

use crate::workspace::{Workspace, shared};

const DAY: &str = "2026-01-01";

/// A workspace whose boundaries have been cleaned once: cleaning fills a notch in the shipped ones, between two
/// communes at the province's edge, and leaves them as they are from then on.
fn cleaned() -> Workspace {
    let workspace = Workspace::seeded();
    let shipped = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/communes.geojson");
    let arguments = ["boundaries", shipped, "--valid-from", "2025-12-01"];
    let said = workspace.import(&arguments);
    assert_eq!(said.code, 0, "{}", said.err);
    workspace
}

/// The boundaries as shipped, written by `ogr2ogr` in another format and system.
fn converted(workspace: &Workspace, name: &str, options: &[&str]) -> String {
    let target = workspace.path(name);
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/communes.geojson");
    let done = Command::new("ogr2ogr")
        .args(options)
        .args(["-select", "code,name"])
        .arg(&target)
        .arg(source)
        .output()
        .unwrap();
    assert!(
        done.status.success(),
        "{}",
        String::from_utf8_lossy(&done.stderr)
    );
    target.to_str().unwrap().to_owned()
}

/// The greatest distance between the boundaries that shipped and those that count on the day, in metres.
fn moved_m(workspace: &Workspace) -> f64 {
    let snapshot = workspace.snapshot();
    let mut greatest: f64 = 0.0;
    for old in snapshot.map().on(date(2025, 12, 31)) {
        let new = snapshot.map().of(&old.unit, date(2026, 1, 1)).unwrap();
        assert_eq!(new.valid_from, date(2026, 1, 1));
        let degrees = old.geometry.hausdorff_distance(&new.geometry);
        let origin = geo::Point::new(106.0, 22.7);
        greatest = greatest.max(Geodesic.distance(origin, geo::Point::new(106.0 + degrees, 22.7)));
    }
    greatest
}

#[test]
fn the_official_set_is_imported_with_one_command_and_reported() {
    let Some(official) = shared("caobang_communes_official.geojson.gz") else {
        return;
    };
    let workspace = Workspace::seeded();
    let official = official.to_str().unwrap();
    let before = workspace.snapshot();

    let dry = workspace.import(&["boundaries", official, "--valid-from", DAY, "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.err);
    assert!(
        dry.out
            .contains("Dry run: nothing was changed; the data stay at version 1."),
        "{}",
        dry.out
    );
    assert_eq!(workspace.snapshot().version(), before.version());

    let said = workspace.import(&["boundaries", official, "--valid-from", DAY]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("Read 56 features of caobang_communes_official.geojson.gz (GeoJSON)")
    );
    assert!(said.out.contains("conversion only (same datum, WGS 84)"));
    let cleaning = said
        .out
        .lines()
        .find(|line| line.starts_with("Borders made to meet"))
        .unwrap();
    assert!(
        cleaning.starts_with("Borders made to meet within 15 m to either side: "),
        "{cleaning}"
    );
    let sums = said
        .out
        .lines()
        .find(|line| line.starts_with("56 units"))
        .unwrap();
    let sums: Vec<f64> = sums
        .split_whitespace()
        .skip(2)
        .map(|number| number.parse().unwrap())
        .collect();
    assert!(
        (sums[0] - 6_704.23).abs() < 0.01 && (sums[1] - 6_704.02).abs() < 0.05,
        "{sums:?}"
    );
    assert!((sums[2] - 6_704.02).abs() < 0.05, "{sums:?}");

    let after = workspace.snapshot();
    assert_eq!(after.version(), before.version() + 1);
    let area_km2 = |day| {
        after
            .map()
            .on(day)
            .map(|b| area_m2(&b.geometry))
            .sum::<f64>()
            / 1e6
    };
    assert!(
        (area_km2(date(2026, 1, 1)) - sums[2]).abs() < 1e-3,
        "the new version counts from its day on"
    );
    assert!(
        (area_km2(date(2025, 12, 31)) - 6_704.23).abs() < 0.01,
        "the old version stays"
    );
    let layer = after
        .layer(&"boundaries-2026-01-01".parse().unwrap())
        .unwrap();
    assert_eq!(layer.provenance.source, "Sở Nông nghiệp");
    assert_eq!(layer.provenance.retrieved, date(2026, 1, 15));
    assert_eq!(layer.sha256.as_ref().unwrap().len(), 64);
}

#[test]
fn a_zipped_shapefile_in_the_provinces_system_lands_where_it_belongs() {
    let workspace = cleaned();
    let zip = converted(
        &workspace,
        "xa.shp.zip",
        &[
            "-f",
            "ESRI Shapefile",
            "-t_srs",
            "EPSG:9210",
            "-lco",
            "ENCODING=UTF-8",
        ],
    );
    let said = workspace.import(&["boundaries", &zip, "--valid-from", DAY]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("Coordinates: EPSG:9210 to WGS 84 by EPSG:6960 VN-2000 to WGS 84 (2)"),
        "{}",
        said.out
    );
    assert!(moved_m(&workspace) < 0.2, "{} m", moved_m(&workspace));
    let layer = "boundaries-2026-01-01".parse().unwrap();
    let provenance = workspace
        .snapshot()
        .layer(&layer)
        .unwrap()
        .provenance
        .clone();
    assert_eq!(provenance.crs, "EPSG:9210");
    assert_eq!(
        provenance.transformation.as_deref(),
        Some("EPSG:6960 VN-2000 to WGS 84 (2)")
    );
}

#[test]
fn every_format_and_system_gives_the_same_boundaries() {
    for (name, options) in [
        ("xa.gpkg", ["-f", "GPKG", "-t_srs", "EPSG:3405"].as_slice()),
        ("xa.kml", &["-f", "LIBKML"]),
        (
            "xa.fgb",
            &[
                "-f",
                "FlatGeobuf",
                "-t_srs",
                "EPSG:32648",
                "-nlt",
                "PROMOTE_TO_MULTI",
            ],
        ),
        (
            "thu_muc",
            &[
                "-f",
                "ESRI Shapefile",
                "-t_srs",
                "EPSG:9211",
                "-lco",
                "ENCODING=UTF-8",
            ],
        ),
        ("xa.csv", &["-f", "CSV", "-lco", "GEOMETRY=AS_WKT"]),
    ] {
        let workspace = cleaned();
        let file = converted(&workspace, name, options);
        let crs: &[&str] = if options.contains(&"CSV") {
            &["--crs", "EPSG:4326"]
        } else {
            &[]
        };
        let said = workspace.import(&[&["boundaries", &file, "--valid-from", DAY], crs].concat());
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        assert!(
            moved_m(&workspace) < 0.2,
            "{name}: {} m",
            moved_m(&workspace)
        );
    }
}

#[test]
fn a_mapinfo_file_must_be_told_its_system_because_the_format_loses_the_datum() {
    let workspace = cleaned();
    let file = converted(
        &workspace,
        "xa.tab",
        &[
            "-f",
            "MapInfo File",
            "-t_srs",
            "EPSG:9210",
            "-lco",
            "ENCODING=UTF-8",
        ],
    );
    let refused = workspace.import(&["boundaries", &file, "--valid-from", DAY]);
    assert!(
        refused.err.contains("Give it, for example --crs EPSG:9210"),
        "{}",
        refused.err
    );
    let said = workspace.import(&[
        "boundaries",
        &file,
        "--valid-from",
        DAY,
        "--crs",
        "EPSG:9210",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(moved_m(&workspace) < 1.0, "{} m", moved_m(&workspace));
}

#[test]
fn an_old_character_set_is_turned_into_vietnamese() {
    let workspace = Workspace::seeded();
    let folder = converted(
        &workspace,
        "xa",
        &["-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8"],
    );
    let table = Path::new(&folder).join("xa.csv");
    std::fs::write(&table, tcvn3_table()).unwrap();
    let table = table.to_str().unwrap();
    let wrong = workspace.import(&[
        "boundaries",
        table,
        "--crs",
        "EPSG:4326",
        "--valid-from",
        DAY,
    ]);
    assert!(
        wrong
            .err
            .contains("the text is not UTF-8. Save it as CSV UTF-8, or name its character set"),
        "{}",
        wrong.err
    );
    let options = [
        "--crs",
        "EPSG:4326",
        "--valid-from",
        DAY,
        "--encoding",
        "tcvn3",
    ];
    let said = workspace.import(&[&["boundaries", table], options.as_slice()].concat());
    assert_eq!(said.code, 1);
    assert!(
        !said.err.contains("is called"),
        "the names were understood: {}",
        said.err
    );
    assert!(
        said.err.contains("54 of 56 units have no feature"),
        "{}",
        said.err
    );
}

/// Two communes whose names are written in TCVN3.
fn tcvn3_table() -> Vec<u8> {
    let outline = "\"POLYGON ((106 22.6,106.1 22.6,106.1 22.7,106 22.7,106 22.6))\"";
    let mut text = b"ma_xa,ten_xa,wkt\n1501,X\xb7 \xa7\xb5m Th\xf1y,".to_vec();
    text.extend(outline.bytes());
    text.extend(b"\n01321,B\xb6o L\xb9c,");
    text.extend(outline.bytes());
    text.push(b'\n');
    text
}

#[test]
fn an_export_in_the_provinces_system_comes_back_within_a_millimetre() {
    for (format, crs) in [
        ("gpkg", "EPSG:9210"),
        ("geojson", "EPSG:9210"),
        ("shp", "EPSG:5897"),
        ("csv", "EPSG:3405"),
        ("kml", "EPSG:4326"),
    ] {
        let workspace = cleaned();
        let file = workspace.path(&format!("ra.{format}"));
        let file = file.to_str().unwrap();
        let said = workspace.run(&[
            "export",
            "boundaries",
            "--format",
            format,
            "--crs",
            crs,
            "-o",
            file,
        ]);
        assert_eq!(said.code, 0, "{format}: {}", said.err);
        assert!(
            said.out
                .starts_with("Wrote 56 features of boundaries-2025-12-01 to "),
            "{}",
            said.out
        );
        let back = workspace.run(&["import", "boundaries", file, "--valid-from", DAY]);
        assert_eq!(back.code, 0, "{format}: {}", back.err);
        assert!(
            moved_m(&workspace) < 1e-3,
            "{format}: {} m",
            moved_m(&workspace)
        );
    }
}

/// The shipped boundaries with the first commune's outline moved north by some degrees.
fn with_one_moved(workspace: &Workspace, degrees: f64) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/communes.geojson");
    let mut collection: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let ring = collection["features"][0]["geometry"]["coordinates"][0]
        .as_array_mut()
        .unwrap();
    for position in ring {
        position[1] = (position[1].as_f64().unwrap() + degrees).into();
    }
    workspace.file("lech.geojson", collection.to_string())
}

#[test]
fn borders_that_part_a_little_are_made_to_meet_and_others_are_refused_by_name() {
    let workspace = cleaned();
    let little = with_one_moved(&workspace, 0.000_05);
    let said = workspace.import(&["boundaries", &little, "--valid-from", DAY]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains(" gained ") && said.out.contains(" from 01273 "),
        "{}",
        said.out
    );
    let snapshot = workspace.snapshot();
    let areas = |day| {
        snapshot
            .map()
            .on(day)
            .map(|b| area_m2(&b.geometry))
            .sum::<f64>()
    };
    let difference = areas(date(2026, 1, 1)) - areas(date(2025, 12, 31));
    assert!(
        difference.abs() < 1.0,
        "the whole keeps its area: {difference} m²"
    );

    let much = with_one_moved(&workspace, 0.002);
    let before = workspace.snapshot().version();
    let refused = workspace.import(&["boundaries", &much, "--valid-from", "2026-02-01"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.err.contains("lech.geojson: ") && refused.err.contains("Thục Phán"),
        "{}",
        refused.err
    );
    assert!(
        refused
            .err
            .contains("raise --tolerance. Nothing was changed."),
        "{}",
        refused.err
    );
    assert_eq!(workspace.snapshot().version(), before);
}
