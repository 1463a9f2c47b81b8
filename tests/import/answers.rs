//! Answers of commands in every form that they are written in.

use nonnuoc::model::PlaceKind;
use serde_json::Value;

use crate::workspace::Workspace;

/// An answer in every form, with what its file begins with.
const FORMS: [(&str, &[u8]); 4] = [
    ("csv", b"\xef\xbb\xbf"),
    ("geojson", b"{\"type\":\"FeatureCollection\""),
    ("xlsx", b"PK"),
    ("gpkg", b"SQLite format 3"),
];

/// Asks a command in every form and gives the answer as JSON and as CSV.
pub(crate) fn in_every_form(workspace: &Workspace, command: &[&str]) -> (Value, String) {
    for (form, start) in FORMS {
        let target = workspace.path(&format!("ra.{form}"));
        let out = ["--format", form, "--out", target.to_str().unwrap()];
        let said = workspace.run(&[command, &out].concat());
        assert_eq!(said.code, 0, "{form}: {}", said.err);
        let bytes = std::fs::read(&target).unwrap();
        assert!(bytes.starts_with(start), "{form}: {:?}", &bytes[..30]);
    }
    let json = workspace.run(&[command, &["--format", "json"]].concat());
    assert_eq!(json.code, 0, "{}", json.err);
    let csv = std::fs::read_to_string(workspace.path("ra.csv")).unwrap();
    (serde_json::from_str(&json.out).unwrap(), csv)
}

#[test]
fn questions_over_layers_are_answered_in_every_form() {
    let workspace = Workspace::seeded();
    let international = "gate_class = 'international'";
    let (found, csv) = in_every_form(
        &workspace,
        &[
            "query",
            "kind:border-gate",
            "--where",
            international,
            "--near",
            "106.25,22.67",
        ],
    );
    let rows = found["rows"].as_array().unwrap();
    assert!(
        !rows.is_empty()
            && rows
                .iter()
                .all(|row| row["attributes"]["gate_class"] == "international")
    );
    assert!(rows.is_sorted_by_key(|row| row["distance_m"].as_f64().unwrap()));
    assert_eq!(csv.lines().count(), rows.len() + 1);
    let (counted, _) = in_every_form(
        &workspace,
        &[
            "query",
            "kind:border-gate",
            "--within",
            "unit:01447",
            "--per-zone",
            "units",
        ],
    );
    let zones = counted["zones"].as_array().unwrap();
    let in_zones: u64 = zones
        .iter()
        .map(|zone| zone["count"].as_u64().unwrap())
        .sum();
    assert_eq!(Some(in_zones), counted["total"].as_u64());
    assert!(!counted["explanation"].as_array().unwrap().is_empty());
    let refused = workspace.run(&["query", "units", "--where", "avg(border_km) > 5"]);
    assert_ne!(refused.code, 0);
    assert!(
        refused.err.contains("no operator of CQL2"),
        "{}",
        refused.err
    );
}

#[test]
fn options_that_do_not_go_together_are_refused_and_none_is_ignored() {
    let workspace = Workspace::seeded();
    let holding = workspace.run(&[
        "query",
        "units",
        "--contains",
        "place:tra-linh",
        "--format",
        "json",
    ]);
    let found: Value = serde_json::from_str(&holding.out).unwrap();
    assert_eq!(
        (&found["total"], &found["rows"][0]["id"]),
        (&1.into(), &"01447".into())
    );
    let question = workspace.file("hoi.json", r#"{"from": "units"}"#);
    for command in [
        &["query", "units", "--distance-m", "500"][..],
        &["query", "units", "--nearest", "3"],
        &[
            "query",
            "units",
            "--near",
            "106.3,22.8",
            "--nearest",
            "3",
            "--distance-m",
            "500",
        ],
        &["query", "units", "--sum", "border_km"],
        &["query", "--request", &question, "--within", "unit:01447"],
        &["query", "--request", &question, "--contains", "unit:01447"],
        &["query", "--request", &question, "--limit", "0"],
        &["query", "--request", &question, "--sum", "border_km"],
    ] {
        let refused = workspace.run(command);
        assert_eq!(
            refused.code, 2,
            "{command:?}: {}{}",
            refused.out, refused.err
        );
    }
    let off = workspace.run(&["query", "units", "--within", "306.3,22.8"]);
    assert_eq!(off.err.matches("longitude first").count(), 1, "{}", off.err);
}

#[test]
fn coverage_is_compared_with_a_line_and_a_day_without_boundaries_is_refused() {
    let workspace = Workspace::seeded();
    let line = r#"{"type":"LineString","coordinates":[[106.1,22.6],[106.3,22.7],[106.5,22.65]]}"#;
    let line = workspace.file("tuyen.geojson", line);
    let command = [
        "coverage",
        "--corridor",
        "dong-dang-tra-linh",
        "--width",
        "2",
    ];
    let other = ["--compare-line", &line, "--format", "json"];
    let said = workspace.run(&[&command[..], &other].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let answer: Value = serde_json::from_str(&said.out).unwrap();
    let drawn = workspace.run(&[
        "coverage", "--line", &line, "--width", "2", "--format", "json",
    ]);
    let drawn: Value = serde_json::from_str(&drawn.out).unwrap();
    assert_eq!(answer["alternative"]["widths"], drawn["widths"]);
    let early = [&command[..], &["--on", "2025-06-30"]].concat();
    for command in [
        &early[..],
        &["exposure", "--on", "2025-06-30"],
        &["query", "units", "--on", "2025-06-30"],
        &["locate", "106.3,22.8", "--on", "2025-06-30"],
    ] {
        let refused = workspace.run(command);
        assert_eq!(refused.code, 1, "{command:?}: {}", refused.out);
        let told = "no unit has a boundary on 2025-06-30";
        assert_eq!(refused.err.matches(told).count(), 1, "{}", refused.err);
        assert!(refused.out.is_empty(), "{}", refused.out);
    }
}

#[test]
fn places_are_located_in_every_form() {
    let workspace = Workspace::seeded();
    let list = workspace.file("diem.csv", "ten,lon,lat\nA,106.2585,22.6657\n");
    let table = workspace.run(&["locate", "106.2585,22.6657", "--format", "table"]);
    assert_eq!(table.code, 0, "{}", table.err);
    assert!(
        table
            .out
            .starts_with("     lon      lat  unit_code  unit_name")
            && table
                .out
                .contains("106.2585  22.6657  01273      Phường Thục Phán"),
        "{}",
        table.out
    );
    for (format, start) in [
        ("csv", b"\xef\xbb\xbften,lon,lat,unit_code".as_slice()),
        ("json", b"{\n  \"on\"".as_slice()),
        ("geojson", b"{\"type\":\"FeatureCollection\"".as_slice()),
        ("xlsx", b"PK".as_slice()),
        ("gpkg", b"SQLite format 3".as_slice()),
    ] {
        let target = workspace.path(&format!("ra.{format}"));
        let out = target.to_str().unwrap();
        let said = workspace.run(&["locate", "--csv", &list, "--format", format, "--out", out]);
        assert_eq!(said.code, 0, "{format}: {}", said.err);
        let bytes = std::fs::read(&target).unwrap();
        assert!(bytes.starts_with(start), "{format}: {:?}", &bytes[..30]);
    }
}

/// A workspace with roads, villages, a health station and heights, each imported from a file.
fn imported() -> Workspace {
    let workspace = Workspace::seeded();
    let road = |name: &str, line: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{name}","name":"{name}","road_class":"commune","surface":"paved"}},
            "geometry":{{"type":"LineString","coordinates":{line}}}}}"#
        )
    };
    let roads = [
        road("duong-a", "[[106.21,22.64],[106.25,22.645],[106.30,22.64]]"),
        road("duong-b", "[[106.25,22.645],[106.25,22.60]]"),
    ];
    let roads = format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        roads.join(",")
    );
    let (roads, heights) = (workspace.file("duong.geojson", roads), workspace.heights());
    let villages =
        "id,name,lon,lat,population\nv1,Xóm A,106.21,22.6405,300\nv2,Xóm B,106.25,22.6001,200\n";
    let villages = workspace.file("xom.csv", villages);
    let stations = workspace.file("tram.csv", "id,name,lon,lat\nt1,Trạm,106.30,22.6395\n");
    for order in [
        &["layer", "road", &roads][..],
        &["layer", "settlement", &villages, "--crs", "EPSG:4326"],
        &["layer", "health-facility", &stations, "--crs", "EPSG:4326"],
        &["layer", "elevation", &heights],
    ] {
        let said = workspace.import(order);
        assert_eq!(said.code, 0, "{order:?}: {}", said.err);
    }
    workspace
}

#[test]
fn travel_times_over_imported_roads_and_heights_are_told_in_every_form() {
    let workspace = imported();
    let command = [
        "travel-times",
        "--kind",
        "health-facility",
        "--direction",
        "both",
        "--within",
        "20,60",
        "--isochrone",
        "20",
        "--matrix",
    ];
    let (answer, csv) = in_every_form(&workspace, &command);
    let runs = answer["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 4, "two seasons, two directions");
    let run = &runs[0];
    assert_eq!(run["method"], "combined");
    let nearest =
        |run: &Value, origin: usize| run["origins"][origin]["nearest"]["minutes"].as_f64();
    // 9,292 m of commune road at 20 km/h, and some steps at both ends.
    let first = nearest(run, 0).unwrap();
    assert!((27.8..34.0).contains(&first), "{first}");
    assert!(run["isochrones"][0]["area_km2"].as_f64().unwrap() > 1.0);
    for start in [
        "dry,to-facility,nearest,v1,Xóm A,t1,Trạm,",
        "rainy,from-facility,trip,v2,",
        "dry,to-facility,isochrone,",
    ] {
        assert!(csv.contains(start), "{start} is not in {csv}");
    }
    let closed = [
        &command[..],
        &["--mode", "road", "--closed", "duong-a", "--format", "json"],
    ]
    .concat();
    let closed = workspace.run(&closed);
    let closed: Value = serde_json::from_str(&closed.out).unwrap();
    assert_eq!(closed["runs"][0]["closed_pieces"], 2);
    assert_eq!(nearest(&closed["runs"][0], 0), None);
    let wrong = workspace.run(&["travel-times", "--kind", "airport"]);
    assert!(
        wrong.code == 2 && wrong.err.contains("there is no kind airport"),
        "{}",
        wrong.err
    );
}

pub(crate) const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

#[test]
fn relocation_is_told_in_every_form_and_as_a_raster() {
    let workspace = Workspace::seeded();
    workspace.illustrate(TODAY);
    let snapshot = workspace.snapshot();
    let hamlet = snapshot
        .places()
        .of_kind(PlaceKind::Settlement)
        .find(|place| place.name.starts_with("Xóm gần"))
        .unwrap();
    let (unit, community) = (hamlet.unit_codes[0].to_string(), hamlet.id.to_string());
    let tiff = workspace.path("thich_hop.tif");
    let command = [
        "relocation",
        "--unit",
        &unit,
        "--community",
        &community,
        "--on",
        "2026-07-01",
        "--suitability",
        tiff.to_str().unwrap(),
    ];
    let (answer, csv) = in_every_form(&workspace, &command);
    assert_eq!(answer["communities"], serde_json::json!([community]));
    assert!(!answer["areas"].as_array().unwrap().is_empty());
    for row in ["\narea,1,", "\nmove,", "\npriority,1,"] {
        assert!(csv.contains(row), "{row} is not in {csv}");
    }
    assert!(std::fs::read(&tiff).unwrap().starts_with(b"II"));
    let wrong = workspace.run(&["relocation", "--unit", "99999"]);
    assert!(
        wrong.code == 1 && wrong.err.contains("there is no unit 99999"),
        "{}",
        wrong.err
    );
}

/// The illustrative layers of a workspace, by what they hold.
fn illustrative(workspace: &Workspace) -> Vec<String> {
    let snapshot = workspace.snapshot();
    let layers = snapshot.layers();
    let made_up = layers.filter(|layer| layer.provenance.is_illustrative);
    made_up.map(|layer| layer.id.to_string()).collect()
}

#[test]
fn illustrative_layers_go_by_one_command_and_nothing_else_does() {
    let workspace = Workspace::seeded();
    let before = workspace.snapshot();
    workspace.illustrate(TODAY);
    assert_eq!(illustrative(&workspace).len(), 8);
    let said = workspace.run(&["seed", "--remove-illustrative"]);
    assert!(
        said.code == 0 && said.out.contains("records of illustrative layers"),
        "{}{}",
        said.out,
        said.err
    );
    assert!(illustrative(&workspace).is_empty());
    let after = workspace.snapshot();
    let ids = |snapshot: &nonnuoc::model::Snapshot| {
        let places: Vec<String> = snapshot
            .places()
            .all()
            .map(|place| place.id.to_string())
            .collect();
        let layers: Vec<String> = snapshot
            .layers()
            .map(|layer| layer.id.to_string())
            .collect();
        (places, layers, snapshot.rasters().all().count())
    };
    assert_eq!(ids(&after), ids(&before));
    let again = workspace.run(&["seed", "--remove-illustrative"]);
    assert!(again.out.contains("nothing was changed"), "{}", again.out);
}

/// Each kind's official layer takes away the illustrative one of its kind, and no other.
#[test]
fn an_official_layer_of_each_kind_takes_the_place_of_the_illustrative_one() {
    let workspace = Workspace::seeded();
    workspace.illustrate(TODAY);
    let point = "id,name,lon,lat\nofficial,Một nơi,106.25,22.66\n";
    let feature = |properties: &str, kind: &str, coordinates: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{properties},
            "geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}]}}"#
        )
    };
    let ring = "[[[106.2,22.6],[106.21,22.6],[106.21,22.61],[106.2,22.61],[106.2,22.6]]]";
    let zone = feature(r#"{"name":"Vùng","hazard_class":"high"}"#, "Polygon", ring);
    let road = feature(
        r#"{"name":"Đường"}"#,
        "LineString",
        "[[106.2,22.6],[106.3,22.6]]",
    );
    let mut left = illustrative(&workspace);
    for (kind, name, content) in [
        ("settlement", "illustrative-settlements", point),
        ("school", "illustrative-schools", point),
        ("satellite-point", "illustrative-satellite-points", point),
        ("health-facility", "illustrative-health-facilities", point),
        (
            "landslide-zone",
            "illustrative-landslide-zones",
            zone.as_str(),
        ),
        (
            "flash-flood-zone",
            "illustrative-flash-flood-zones",
            zone.as_str(),
        ),
        ("road", "illustrative-roads", road.as_str()),
        ("elevation", "illustrative-elevation", ""),
    ] {
        let file = match content {
            "" => workspace.heights(),
            table if table == point => {
                workspace.file(&format!("{kind}.csv"), table.replace("official", kind))
            }
            shapes => workspace.file(&format!("{kind}.geojson"), shapes),
        };
        let crs = ["--crs", "EPSG:4326"];
        let crs = if content == point { &crs[..] } else { &[] };
        let said = workspace.import(&[&["layer", kind, &file], crs].concat());
        assert!(
            said.code == 0
                && said
                    .out
                    .contains("The illustrative layer of this kind goes"),
            "{kind}: {}{}",
            said.out,
            said.err
        );
        left.retain(|layer| layer != name);
        assert_eq!(illustrative(&workspace), left, "after {kind}");
    }
    assert!(left.is_empty(), "{left:?}");
}
