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
        cleaning.starts_with("Borders made to meet, none moved by more than ")
            && cleaning.contains(" m (tolerance 15 m to either side): "),
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
    let farthest: f64 = cleaning.split_whitespace().nth(9).unwrap().parse().unwrap();
    assert!(farthest > 1.0 && farthest <= 30.0, "{cleaning}");
    let kept = format!(
        "borders made to meet, none moved by more than {farthest:.2} m (tolerance 15 m to either side)"
    );
    assert_eq!(layer.provenance.method.as_deref(), Some(kept.as_str()));
    let greatest = said.out.lines().filter(|line| line.starts_with('0'));
    let greatest = greatest.map(|row| {
        row.split_whitespace()
            .last()
            .unwrap()
            .parse::<f64>()
            .unwrap()
    });
    let greatest = greatest.fold(0.0, f64::max);
    assert!(
        (greatest - farthest).abs() < 1e-9,
        "the greatest of the units' rows is {greatest}"
    );
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

/// A corner of a border that two units have to themselves, with the corners before and after it.
struct Corner {
    units: [String; 2],
    before: geo::Coord,
    at: geo::Coord,
    after: geo::Coord,
}

/// A corner between straight pieces of more than 60 m, nothing else near.
fn lonely_corner(workspace: &Workspace) -> Corner {
    let snapshot = workspace.snapshot();
    let mut users: std::collections::HashMap<String, Vec<String>> =
        std::collections::HashMap::new();
    let key = |at: &geo::Coord| format!("{:.7} {:.7}", at.x, at.y);
    let shapes: Vec<_> = snapshot
        .map()
        .on(date(2026, 1, 1))
        .map(|boundary| (boundary.unit.code.to_string(), boundary.geometry.clone()))
        .collect();
    for (code, shape) in &shapes {
        for at in shape.0.iter().flat_map(|part| &part.exterior().0[1..]) {
            users.entry(key(at)).or_default().push(code.clone());
        }
    }
    let apart = |a: &geo::Coord, b: &geo::Coord| {
        Geodesic.distance(geo::Point::from(*a), geo::Point::from(*b))
    };
    for (_, shape) in &shapes {
        for three in shape.0[0].exterior().0.windows(3) {
            let both = &users[&key(&three[1])];
            let is_theirs = three.iter().all(|at| users[&key(at)] == *both) && both.len() == 2;
            let is_long = apart(&three[0], &three[1]) > 60.0 && apart(&three[1], &three[2]) > 60.0;
            let is_flat = apart(&three[0], &three[2]) > 100.0;
            if is_theirs && is_long && is_flat {
                return Corner {
                    units: [both[0].clone(), both[1].clone()],
                    before: three[0],
                    at: three[1],
                    after: three[2],
                };
            }
        }
    }
    panic!("no border has such a corner")
}

/// The figures of a unit's row: before, delivered, after, change, overlap, gap, moved.
fn figures_of(out: &str, code: &str) -> Vec<f64> {
    let row = out.lines().find(|line| line.starts_with(code)).unwrap();
    let figures: Vec<&str> = row.split_whitespace().rev().take(7).collect();
    figures
        .into_iter()
        .rev()
        .map(|text| text.replace("<1", "0.5").parse().unwrap())
        .collect()
}

/// One unit draws a corner 9 m off: the four-sided figure between both drawings is an overlap to one side and a gap
/// to the other, and its area is known.
#[test]
fn the_report_has_each_units_areas_overlaps_and_gaps() {
    let workspace = cleaned();
    let corner = lonely_corner(&workspace);
    let out = workspace.path("xa.geojson");
    let exported = workspace.run(&["export", "boundaries", "-o", out.to_str().unwrap()]);
    assert_eq!(exported.code, 0, "{}", exported.err);
    let along = corner.after - corner.before;
    let metres = (along.x * 102_600.0).hypot(along.y * 110_750.0);
    for side in [1.0, -1.0] {
        let off = geo::Coord {
            x: -along.y * 110_750.0 / metres * 9.0 * side / 102_600.0,
            y: along.x * 102_600.0 / metres * 9.0 * side / 110_750.0,
        };
        let moved = corner.at + off;
        let between = geo::Polygon::new(
            geo::LineString::from(vec![corner.before, corner.at, corner.after, moved]),
            Vec::new(),
        );
        let between_m2 = area_m2(&between.into());
        let file = redrawn(&workspace, &out, &corner, moved);
        let said = workspace.import(&["boundaries", &file, "--valid-from", DAY, "--dry-run"]);
        assert_eq!(said.code, 0, "{}", said.err);
        let [one, other] = [0, 1].map(|unit| figures_of(&said.out, &corner.units[unit]));
        let is_overlap = one[1] > one[0];
        assert!(
            ((one[1] - one[0]).abs() * 1e6 - between_m2).abs() < 120.0,
            "{one:?}"
        );
        assert!((other[1] - other[0]).abs() < 2e-4, "{other:?}");
        let (found, none) = if is_overlap { (4, 5) } else { (5, 4) };
        for figures in [&one, &other] {
            assert!(
                (figures[found] - between_m2).abs() < 0.003 * between_m2,
                "{figures:?}, {between_m2} m²"
            );
            assert!(figures[none] < 0.5, "{figures:?}");
        }
        assert!(
            (one[6].max(other[6]) - 9.0).abs() < 0.1,
            "{one:?} {other:?}"
        );
        let total = (one[2] + other[2]) - (one[0] + other[0]);
        assert!(
            total.abs() < 3e-4,
            "they keep their ground together: {total} km²"
        );
        let gained = said
            .out
            .lines()
            .find(|line| line.contains(" gained "))
            .unwrap();
        let names = corner
            .units
            .each_ref()
            .map(|code| name_of(&workspace, code));
        assert!(
            names
                .iter()
                .any(|name| gained.trim_start().starts_with(name)),
            "{gained}"
        );
        assert_eq!(gained.contains(" from a gap "), !is_overlap, "{gained}");
        let told = said
            .out
            .lines()
            .find(|line| line.starts_with("Borders"))
            .unwrap();
        let farthest: f64 = told.split_whitespace().nth(9).unwrap().parse().unwrap();
        assert!((farthest - 9.0).abs() < 0.1, "{told}");
        assert!(!said.out.contains("smaller ones"), "{}", said.out);
    }
}

/// A unit's code and name.
fn name_of(workspace: &Workspace, code: &str) -> String {
    let snapshot = workspace.snapshot();
    let unit = snapshot
        .units()
        .find(&code.parse().unwrap(), date(2026, 1, 1));
    format!("{code} {}", unit.unwrap().name)
}

/// The exported file with a corner of the first unit elsewhere.
fn redrawn(workspace: &Workspace, file: &Path, corner: &Corner, to: geo::Coord) -> String {
    let mut collection: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let features = collection["features"].as_array_mut().unwrap();
    let feature = features
        .iter_mut()
        .find(|feature| feature["properties"]["code"] == corner.units[0].as_str())
        .unwrap();
    let mut moved = 0;
    let parts = feature["geometry"]["coordinates"].as_array_mut().unwrap();
    for position in parts
        .iter_mut()
        .flat_map(|part| part[0].as_array_mut().unwrap())
    {
        let place = [0, 1].map(|axis| position[axis].as_f64().unwrap());
        if (place[0] - corner.at.x).abs() < 1e-8 && (place[1] - corner.at.y).abs() < 1e-8 {
            *position = serde_json::json!([to.x, to.y]);
            moved += 1;
        }
    }
    assert_eq!(moved, 1);
    workspace.file("lech.geojson", collection.to_string())
}
