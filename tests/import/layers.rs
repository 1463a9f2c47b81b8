//! Layers of places: columns, coordinates, units, and what a second delivery changes.

use geo::{CoordsIter, Distance, Geodesic, Geometry, Point};
use nonnuoc::model::{AttributeValue, LayerContent, Place, PlaceId};

use crate::workspace::Workspace;

fn place(workspace: &Workspace, id: &str) -> Place {
    let snapshot = workspace.snapshot();
    let found = snapshot.places().get(&PlaceId::new(id).unwrap());
    Place::clone(found.unwrap_or_else(|| panic!("no place {id}")))
}

fn apart_m(place: &Place, lon: f64, lat: f64) -> f64 {
    match place.geometry {
        Some(Geometry::Point(point)) => Geodesic.distance(point, Point::new(lon, lat)),
        ref other => panic!("{other:?} is no point"),
    }
}

#[test]
fn a_surveyors_table_has_its_axes_understood() {
    let workspace = Workspace::seeded();
    let table = "TT;Tên;X (m);Y (m);Số học sinh\n1;Trường A;2508000,0;500000,0;120\n2;Trường B;2508000;560000;\n";
    let file = workspace.file("truong.csv", table);
    let said = workspace.import(&[
        "layer",
        "school",
        &file,
        "--crs",
        "EPSG:9210",
        "--x",
        "X (m)",
        "--y",
        "Y (m)",
    ]);
    assert_eq!(said.code, 1, "named columns are taken at their word");
    let plain = workspace.file("truong.csv", table.replace(" (m)", ""));
    let said = workspace.import(&["layer", "school", &plain, "--crs", "EPSG:9210"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("Note: column X holds the northings and Y the eastings"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("Note: columns not taken over: TT\n"),
        "{}",
        said.out
    );
    let school = place(&workspace, "schools-truong-a");
    assert!(apart_m(&school, 105.751_904_72, 22.671_352_55) < 1e-3);
    assert_eq!(school.attributes["pupils"], AttributeValue::Number(120.0));
    assert!(
        place(&workspace, "schools-truong-b").attributes.is_empty(),
        "missing is never zero"
    );
}

#[test]
fn vietnamese_headings_labels_and_spreadsheet_text_are_understood() {
    let workspace = Workspace::seeded();
    let table = "Tên\tKinh độ\tVĩ độ\tLoại cửa khẩu\nMới\t106.32448\t22.87241\tCửa khẩu quốc tế\n";
    let utf16: Vec<u8> = std::iter::once(0xFEFF)
        .chain(table.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let file = workspace.file("cua_khau.txt", utf16);
    let said = workspace.import(&[
        "layer",
        "border-gate",
        &file,
        "--crs",
        "EPSG:4326",
        "--id",
        "cua-khau-moi",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let gate = place(&workspace, "cua-khau-moi-moi");
    assert_eq!(
        gate.attributes["gate_class"],
        AttributeValue::Text("international".to_owned())
    );
    assert_eq!(gate.unit_codes, ["01447".parse().unwrap()]);
    assert!(apart_m(&gate, 106.324_48, 22.872_41) < 1e-6);
}

#[test]
fn a_second_delivery_replaces_the_layer_and_says_what_changed() {
    let workspace = Workspace::seeded();
    let heading = "id,name,lon,lat,beds\n";
    let first = workspace.file(
        "y_te.csv",
        format!("{heading}a,A,106.2,22.6,10\nb,B,106.3,22.7,20\nc,C,106.4,22.8,\n"),
    );
    let order = ["layer", "health-facility", &first, "--crs", "EPSG:4326"];
    let said = workspace.import(&order);
    assert!(
        said.out
            .contains("Layer health-facilities: 3 added, 0 changed, 0 removed, 0 unchanged"),
        "{}",
        said.out
    );
    workspace.file(
        "y_te.csv",
        format!("{heading}a,A,106.2,22.6,10\nb,B,106.3,22.7,25\nd,D,106.4,22.8,\n"),
    );
    let dry = workspace.import(&[order.as_slice(), &["--dry-run"]].concat());
    assert!(
        dry.out
            .contains("Layer health-facilities: 1 added, 1 changed, 1 removed, 1 unchanged"),
        "{}",
        dry.out
    );
    assert!(
        dry.out
            .contains("Dry run: nothing was changed; the data stay at version 2.")
    );
    assert_eq!(workspace.snapshot().version(), 2);
    let said = workspace.import(&order);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("  changed: B\n  removed: C\n"),
        "{}",
        said.out
    );
    let snapshot = workspace.snapshot();
    let layer = snapshot
        .layer(&"health-facilities".parse().unwrap())
        .unwrap();
    assert_eq!((snapshot.version(), layer.count), (3, 3));
    assert!(snapshot.places().get(&PlaceId::new("c").unwrap()).is_none());
}

#[test]
fn columns_are_mapped_and_several_files_become_one_layer() {
    let workspace = Workspace::seeded();
    let zone = |name: &str, west: f64, class: &str| {
        format!(
            r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"TEN":"{name}","CAP":"{class}"}},
            "geometry":{{"type":"Polygon","coordinates":[[[{west},22.6],[{east},22.6],[{east},22.65],[{west},22.6]]]}}}}]}}"#,
            east = west + 0.05
        )
    };
    let one = workspace.file("vung1.geojson", zone("Vùng 1", 106.0, "rất cao"));
    let two = workspace.file("vung2.geojson", zone("Vùng 2", 106.3, "low"));
    let said = workspace.import(&[
        "layer",
        "landslide-zone",
        &one,
        &two,
        "--map",
        "CAP=hazard_class",
        "--accuracy",
        "50",
        "--title",
        "Vùng sạt lở",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out
            .contains("Read 2 features of vung1.geojson + vung2.geojson (GeoJSON)"),
        "{}",
        said.out
    );
    let zone = place(&workspace, "landslide-zones-vung-1");
    assert_eq!(
        zone.attributes["hazard_class"],
        AttributeValue::Text("very-high".to_owned())
    );
    assert_eq!(zone.accuracy_m, Some(50.0));
    assert!(!zone.unit_codes.is_empty());
}

#[test]
fn a_place_without_coordinates_is_kept_at_its_unit() {
    let workspace = Workspace::seeded();
    let file = workspace.file("du_an.csv", "name,ma_xa,status\nTrụ sở xã,1273,planned\n");
    let said = workspace.import(&["layer", "project", &file]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("Note: the table has no coordinates"),
        "{}",
        said.out
    );
    let project = place(&workspace, "projects-tru-so-xa");
    assert!(project.geometry.is_none());
    assert_eq!(project.unit_codes, ["01273".parse().unwrap()]);
}

#[test]
fn a_manifest_beside_the_file_says_where_it_comes_from() {
    let workspace = Workspace::seeded();
    let out = workspace.path("cua_khau.csv");
    let out = out.to_str().unwrap();
    let said = workspace.run(&[
        "export",
        "border-gates",
        "--format",
        "csv",
        "--crs",
        "EPSG:9210",
        "-o",
        out,
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let before = workspace.snapshot();
    let said = workspace.run(&["import", "layer", "border-gate", out]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("Layer border-gates: 0 added"),
        "{}",
        said.out
    );
    assert!(said.out.contains("0 removed"), "{}", said.out);
    let after = workspace.snapshot();
    let layer = |snapshot: &nonnuoc::model::Snapshot| {
        snapshot
            .layer(&"border-gates".parse().unwrap())
            .unwrap()
            .provenance
            .clone()
    };
    assert_eq!(layer(&after).source, layer(&before).source);
    assert_eq!(layer(&after).retrieved, layer(&before).retrieved);
    assert_eq!(layer(&after).crs, "EPSG:9210");
    for old in before.places().in_layer(&"border-gates".parse().unwrap()) {
        let new = after.places().get(&old.id).unwrap();
        let Some(Geometry::Point(at)) = old.geometry else {
            panic!("{} is no point", old.id)
        };
        assert!(apart_m(new, at.x(), at.y()) < 1e-3, "{}", old.id);
        assert_eq!(
            (&new.name, &new.unit_codes, &new.attributes),
            (&old.name, &old.unit_codes, &old.attributes)
        );
    }
}

/// A source that is typed has no Vietnamese words but its own; those of the manifest are of the manifest's source.
#[test]
fn vietnamese_words_come_back_unless_another_source_is_typed() {
    let workspace = Workspace::seeded();
    let out = workspace.path("cua_khau.geojson");
    let out = out.to_str().unwrap();
    let said = workspace.run(&["export", "border-gates", "-o", out]);
    assert_eq!(said.code, 0, "{}", said.err);
    let told = || {
        let snapshot = workspace.snapshot();
        let layer = snapshot.layer(&"border-gates".parse().unwrap()).unwrap();
        layer.provenance.clone()
    };
    let before = told();
    assert!(before.source_vi.is_some() && before.licence_vi.is_some());
    let import = ["import", "layer", "border-gate", out];
    let said = workspace.run(&import);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(told().source_text(), before.source_text());
    assert_eq!(told().licence_text(), before.licence_text());
    let typed = ["--source", "Sở Công Thương"];
    let said = workspace.run(&[&import[..], &typed].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(
        (told().source.as_str(), told().source_vi),
        ("Sở Công Thương", None)
    );
    assert_eq!(told().licence_text(), before.licence_text());
}

/// Points, lines, places that are known by their unit only: whatever ships goes out in every format, all of them
/// beside each other, and comes back as it was without a word about its columns.
#[test]
fn every_shipped_layer_is_exported_in_every_format_and_comes_back() {
    let workspace = Workspace::seeded();
    let snapshot = workspace.snapshot();
    let mut layers = 0;
    for layer in snapshot.layers() {
        let LayerContent::Places(kind) = layer.content else {
            continue;
        };
        layers += 1;
        let has_geometry = snapshot
            .places()
            .in_layer(&layer.id)
            .any(|place| place.geometry.is_some());
        for format in ["geojson", "gpkg", "csv", "shp", "kml"] {
            let (id, what) = (layer.id.as_str(), format!("{} {format}", layer.id));
            let out = workspace.path(&format!("{id}.{format}"));
            let out = out.to_str().unwrap();
            let said = workspace.run(&["export", id, "--format", format, "-o", out]);
            if format == "shp" && !has_geometry {
                let expected =
                    format!("no place of {id} has a geometry, which a Shapefile is made of");
                assert!(
                    said.code == 1 && said.err.contains(&expected),
                    "{}",
                    said.err
                );
                continue;
            }
            assert_eq!(said.code, 0, "{what}: {}", said.err);
            let back = workspace.run(&["import", "layer", kind.as_str(), out]);
            assert_eq!(back.code, 0, "{what}: {}", back.err);
            assert!(
                back.out.contains(": 0 added") && back.out.contains(" 0 removed"),
                "{what}: {}",
                back.out
            );
            let after = workspace.snapshot();
            for old in snapshot.places().in_layer(&layer.id) {
                assert_same(old, after.places().get(&old.id).unwrap(), &what);
            }
        }
    }
    assert_eq!(layers, 11);
}

/// The same in all that is said of it, and within a millimetre where it lies.
fn assert_same(old: &Place, new: &Place, what: &str) {
    let said = |place: &Place| Place {
        geometry: None,
        ..place.clone()
    };
    assert_eq!(said(new), said(old), "{what}");
    let corners = |place: &Place| -> Vec<geo::Coord> {
        place
            .geometry
            .iter()
            .flat_map(CoordsIter::coords_iter)
            .collect()
    };
    let (old_corners, new_corners) = (corners(old), corners(new));
    assert_eq!(old_corners.len(), new_corners.len(), "{what} {}", old.id);
    for (one, other) in old_corners.iter().zip(&new_corners) {
        let apart = (one.x - other.x).hypot(one.y - other.y);
        assert!(apart < 1e-8, "{what} {}: {apart}°", old.id);
    }
}

#[test]
fn the_shipped_gates_and_days_in_either_order_are_read() {
    let workspace = Workspace::seeded();
    let gates = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/border_gates.geojson");
    let said = workspace.run(&["import", "layer", "border-gate", gates]);
    assert_eq!(said.code, 0, "{}", said.err);
    let day = |id: &str| place(&workspace, id).attributes["class_since"].clone();
    let wanted = |text: &str| AttributeValue::Text(text.to_owned());
    assert_eq!(day("tra-linh"), wanted("2023-12-28"));
    let table = workspace.file(
        "gates.csv",
        "id,name,gate_class,class_since,valid_from,lon,lat\n\
         a,A,local,01/02/2026,31/12/2025,106.3,22.7\nb,B,local,2026/02/01,2025-12-31,106.3,22.7\n",
    );
    let order = ["layer", "border-gate", &table, "--crs", "EPSG:4326"];
    let said = workspace.import(&order);
    assert_eq!(said.code, 0, "{}", said.err);
    for id in ["a", "b"] {
        assert_eq!(day(id), wanted("2026-02-01"));
        let first = place(&workspace, id).valid_from;
        assert_eq!(first, Some(jiff::civil::date(2025, 12, 31)));
    }
    // A day that is none is quoted as the file holds it, in GeoJSON too.
    let text = std::fs::read_to_string(gates).unwrap();
    let wrong = workspace.file("sai.geojson", text.replace("2023-12-28", "2023/31/12"));
    let said = workspace.import(&["layer", "border-gate", &wrong]);
    assert!(
        said.err.contains("field class_since, value \"2023/31/12\""),
        "{}",
        said.err
    );
}

/// The library has a type for days in these formats, and writes it with slashes.
#[test]
fn days_in_columns_of_their_own_type_are_read() {
    let workspace = Workspace::seeded();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/border_gates.geojson");
    for name in ["gates.gpkg", "gates.shp", "gates.fgb"] {
        let target = workspace.path(name);
        let done = std::process::Command::new("ogr2ogr")
            .arg(&target)
            .arg(source)
            .output()
            .unwrap();
        assert!(done.status.success(), "{name}: {done:?}");
        let file = target.to_str().unwrap();
        let said = workspace.import(&["layer", "border-gate", file]);
        assert_eq!(said.code, 0, "{name}: {}", said.err);
        let days: Vec<AttributeValue> = workspace
            .snapshot()
            .places()
            .in_layer(&"border-gates".parse().unwrap())
            .filter_map(|gate| gate.attributes.get("class_since").cloned())
            .collect();
        assert!(
            days.contains(&AttributeValue::Text("2023-12-28".to_owned())),
            "{name}: {days:?}"
        );
    }
}

#[test]
fn an_export_never_writes_over_a_file_and_refuses_what_a_format_cannot_hold() {
    let workspace = Workspace::seeded();
    let there = workspace.file("co.gpkg", "mine");
    let elsewhere = workspace.path("moi.kml");
    let elsewhere = elsewhere.to_str().unwrap();
    for (arguments, expected) in [
        (
            vec!["towns", "--format", "gpkg", "-o", &there],
            "is there already; choose another name or delete it first",
        ),
        (
            vec!["towns", "--format", "shp", "-o", &there],
            "does not end in .shp",
        ),
        (
            vec![
                "towns",
                "--format",
                "kml",
                "--crs",
                "EPSG:9210",
                "-o",
                elsewhere,
            ],
            "KML is always in EPSG:4326",
        ),
        (
            vec!["roads", "--format", "kml", "-o", elsewhere],
            "there is no layer roads; there are boundaries, border-gates",
        ),
        (
            vec![
                "towns", "--format", "kml", "--crs", "EPSG:1", "-o", elsewhere,
            ],
            "\"EPSG:1\" is not a coordinate reference system",
        ),
        (
            vec![
                "boundaries",
                "--on",
                "2019-01-01",
                "--format",
                "kml",
                "-o",
                elsewhere,
            ],
            "no boundary counts on 2019-01-01",
        ),
    ] {
        let said = workspace.run(&[vec!["export"], arguments].concat());
        assert_eq!(said.code, 1);
        assert!(said.err.contains(expected), "{}", said.err);
    }
    assert_eq!(std::fs::read_to_string(&there).unwrap(), "mine");
}
