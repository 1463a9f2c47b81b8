//! Files with mistakes: each is told with its place, its value and its remedy, and changes nothing.

use std::process::Command;

use flate2::Crc;

use crate::workspace::{Workspace, shared};

const DEGREES: [&str; 2] = ["--crs", "EPSG:4326"];
const FIT: &str = "the file does not say in which coordinate reference system its coordinates are. Give it, for \
    example --crs EPSG:9210 (VN-2000 / TM-3 105-45) or --crs EPSG:4326 (longitude and latitude).";

/// Checks that importing the file says the message, whole, and leaves the data as they were.
fn refused(workspace: &Workspace, file: &str, arguments: &[&str], message: &str) {
    let (what, rest) = arguments.split_at(1);
    let (kind, rest) = if what == ["layer"] {
        rest.split_at(1)
    } else {
        (&[] as &[&str], rest)
    };
    let said = workspace.import(&[what, kind, &[file], rest].concat());
    assert_eq!(said.code, 1, "{file}: {}", said.out);
    let lines: Vec<&str> = said.err.lines().collect();
    assert!(
        lines.contains(&message),
        "{file}: expected\n{message}\nfound\n{}",
        said.err
    );
    assert!(said.err.contains("nothing was changed"), "{}", said.err);
    assert_eq!(workspace.snapshot().version(), 1, "{file} changed the data");
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn zone(ring: &str) -> String {
    collection(&[feature(
        r#"{"name":"A","hazard_class":"high"}"#,
        "Polygon",
        &format!("[{ring}]"),
    )])
}

/// An archive of one stored file.
fn zip(name: &str, content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(content);
    let (size, length) = (content.len() as u32, name.len() as u16);
    let mut shared = Vec::new();
    for number in [20_u16, 0, 0, 0, 0] {
        shared.extend(number.to_le_bytes());
    }
    for number in [crc.sum(), size, size] {
        shared.extend(number.to_le_bytes());
    }
    shared.extend(length.to_le_bytes());
    shared.extend(0_u16.to_le_bytes());
    let mut archive = b"PK\x03\x04".to_vec();
    archive.extend(&shared);
    archive.extend(name.bytes());
    archive.extend(content);
    let directory = archive.len() as u32;
    archive.extend(b"PK\x01\x02\x14\x00");
    archive.extend(&shared);
    archive.extend([0; 14]);
    archive.extend(name.bytes());
    let directory_size = archive.len() as u32 - directory;
    archive.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    archive.extend(directory_size.to_le_bytes());
    archive.extend(directory.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

#[test]
fn files_that_cannot_be_read() {
    let workspace = Workspace::seeded();
    let school = ["layer", "school"];
    let missing = workspace.path("khong_co.geojson");
    refused(
        &workspace,
        missing.to_str().unwrap(),
        &school,
        "khong_co.geojson: there is no such file. Check the path.",
    );
    let accepted = "Accepted are GeoJSON (.geojson, .json), GeoPackage (.gpkg), Shapefile (.shp, its folder or .zip), \
        KML (.kml, .kmz), CSV (.csv, .tsv, .txt), FlatGeobuf (.fgb), GPX (.gpx), MapInfo (.tab, .mif), DXF (.dxf), \
        and those of one file compressed (.gz).";
    let file = workspace.file("a.docx", "x");
    refused(
        &workspace,
        &file,
        &school,
        &format!("a.docx: files of this kind are not read. {accepted}"),
    );
    let file = workspace.file("gia.gpkg", "this is no database");
    refused(
        &workspace,
        &file,
        &school,
        "gia.gpkg: the file cannot be read as GPKG. Open it in QGIS and save it again as GeoPackage.",
    );
    let file = workspace.file("gia.zip", "this is no archive");
    refused(
        &workspace,
        &file,
        &school,
        "gia.zip: the archive cannot be opened. Pack it again as a plain .zip.",
    );
    let file = workspace.file("khac.zip", zip("doc.txt", b"hello"));
    refused(
        &workspace,
        &file,
        &school,
        &format!("khac.zip: the archive holds no file of a format that is read here. {accepted}"),
    );
    let file = workspace.file(
        "cut.geojson",
        &collection(&[feature(r#"{"name":"A"}"#, "Point", "[106.2,22.6]")])[..80],
    );
    refused(
        &workspace,
        &file,
        &school,
        "cut.geojson: the file cannot be read as GeoJSON (At line 1, character 81: Unterminated string). Open it in QGIS and save it again as GeoPackage.",
    );
    let deep = format!(
        "{{\"type\":\"Polygon\",\"coordinates\":{}{}}}",
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    let file = workspace.file("sau.geojson", deep);
    refused(
        &workspace,
        &file,
        &school,
        "sau.geojson: the file cannot be read as GeoJSON (JSON parsing error: nesting too deep (at offset 63)). Open it in QGIS and save it again as GeoPackage.",
    );
    let whole = workspace.path("le.shp");
    let source = workspace.file(
        "le.geojson",
        collection(&[feature(r#"{"name":"A"}"#, "Point", "[106.2,22.6]")]),
    );
    let done = Command::new("ogr2ogr")
        .arg(&whole)
        .arg(source)
        .output()
        .unwrap();
    assert!(done.status.success());
    std::fs::remove_file(workspace.path("le.shx")).unwrap();
    refused(
        &workspace,
        whole.to_str().unwrap(),
        &school,
        "le.shp: the Shapefile lacks its index, the .shx file. Deliver .shp, .shx, .dbf and .prj together, best packed in one .zip.",
    );
    workspace.file("hai/a.geojson", collection(&[]));
    workspace.file("hai/b.geojson", collection(&[]));
    let folder = workspace.path("hai");
    refused(
        &workspace,
        folder.to_str().unwrap(),
        &school,
        "hai: the folder holds several data sets: a.geojson, b.geojson. Import them one by one.",
    );
}

#[test]
fn files_that_are_empty() {
    let workspace = Workspace::seeded();
    let order = ["layer", "school", "--crs", "EPSG:4326"];
    let file = workspace.file("rong.geojson", collection(&[]));
    refused(
        &workspace,
        &file,
        &order,
        "rong.geojson: the file holds no feature. Check that the right file was exported, and all of it.",
    );
    let file = workspace.file("rong.csv", "");
    refused(
        &workspace,
        &file,
        &order,
        "rong.csv: the file is empty. Check that the right file was exported.",
    );
    for name in ["khong.geojson", "khong.gpkg", "khong.shp", "khong.zip"] {
        let file = workspace.file(name, "");
        let message = format!("{name}: the file is empty. Check that the right file was exported.");
        refused(&workspace, &file, &order, &message);
    }
    let file = workspace.file("tieu_de.csv", "name,lon,lat\n");
    refused(
        &workspace,
        &file,
        &order,
        "tieu_de.csv: the file has a heading but no row. Check that the right file was exported, and all of it.",
    );
}

#[test]
fn coordinates_without_a_system_or_in_the_wrong_one() {
    let workspace = Workspace::seeded();
    let school = ["layer", "school"];
    let point = |x: &str, y: &str| {
        collection(&[feature(r#"{"name":"A"}"#, "Point", &format!("[{x},{y}]"))])
    };
    let file = workspace.file("toa_do.csv", "name,x,y\nA,551000,2508000\n");
    refused(&workspace, &file, &school, &format!("toa_do.csv: {FIT}"));
    refused(
        &workspace,
        &file,
        &["layer", "school", "--crs", "VN2000"],
        "toa_do.csv, field --crs, value \"VN2000\": \"VN2000\" is not a coordinate reference system that is known here; write a code such as EPSG:9210 (VN-2000 / TM-3 105-45) or EPSG:4326 (longitude and latitude). Give --crs again.",
    );
    let file = workspace.file("met.geojson", point("551000", "2508000"));
    refused(
        &workspace,
        &file,
        &school,
        "met.geojson, row 1, field geometry, value \"551000, 2508000\": the coordinates are no longitude and latitude, but were read in EPSG:4326. They fit EPSG:9210: check the file and give --crs EPSG:9210.",
    );
    let file = workspace.file("nguoc.geojson", point("22.6", "106.2"));
    refused(
        &workspace,
        &file,
        &school,
        "nguoc.geojson, row 1, field geometry, value \"22.6, 106.2\": the coordinates are no longitude and latitude, but were read in EPSG:4326. They fit EPSG:4326 with the two coordinates swapped: mend the file.",
    );
    let file = workspace.file("ha_noi.geojson", point("105.8", "21"));
    refused(
        &workspace,
        &file,
        &school,
        "ha_noi.geojson, row 1, field geometry, value \"105.8, 21\": the feature lies 151 km outside the province when read in EPSG:4326. They fit no system that is used here: check the source.",
    );
    let file = workspace.file("mui.csv", "name,easting,northing\nA,203000,2508000\n");
    refused(
        &workspace,
        &file,
        &["layer", "school", "--crs", "EPSG:9210"],
        "mui.csv, row 2, field easting, value \"203000, 2508000\": the feature lies 247 km outside the province when read in EPSG:9210. They fit EPSG:9217: check the file and give --crs EPSG:9217.",
    );
}

#[test]
fn rows_of_a_table_with_mistakes_are_all_told() {
    let workspace = Workspace::seeded();
    let order = ["layer", "school", "--crs", "EPSG:4326"];
    let file = workspace.file(
        "bang.csv",
        "name,lon,lat\nA,NaN,22.6\nB,abc,22.6\nC,106.2,\nD,106.2\n,106.2,22.6\n",
    );
    let number = "this is not a coordinate. Write a plain number, such as 106.25 or 551000.5, in the unit of the reference system.";
    for message in [
        &format!("bang.csv, row 2, field lon, value \"NaN\": {number}"),
        &format!("bang.csv, row 3, field lon, value \"abc\": {number}"),
        "bang.csv, row 4, field lon, value \"106.2\": the row has one coordinate but no northing or latitude. Write both coordinates, or neither.",
        "bang.csv, row 5: the row has 2 values, the heading has 3. Put texts that hold the separator into double quotes.",
        "bang.csv, row 6, field name: the name is missing. Write the name of the place.",
        "nonnuoc: 5 mistakes, nothing was changed:",
    ] {
        refused(&workspace, &file, &order, message);
    }
    let file = workspace.file("wkt.csv", "name,wkt\nA,POINT 106\n");
    refused(
        &workspace,
        &file,
        &order,
        "wkt.csv, row 2, field wkt, value \"POINT 106\": this is not well-known text. Write such as POINT (106.25 22.66).",
    );
    let file = workspace.file("cu.csv", b"name,lon,lat\nX\xb7,106.2,22.6\n");
    refused(
        &workspace,
        &file,
        &order,
        "cu.csv, row 2: the text is not UTF-8. Save it as CSV UTF-8, or name its character set: --encoding tcvn3, vni or windows-1258.",
    );
    let file = workspace.file("mot.csv", "name,lon\nA,106.2\n");
    refused(
        &workspace,
        &file,
        &order,
        "mot.csv, field lon: the other coordinate column was not recognised. Name both with --x and --y; the file has: name, lon.",
    );
    refused(
        &workspace,
        &file,
        &[
            "layer",
            "school",
            "--crs",
            "EPSG:4326",
            "--x",
            "lon",
            "--y",
            "vd",
        ],
        "mot.csv, field --y, value \"vd\": there is no such column. The file has: name, lon.",
    );
    let many = workspace.file(
        "nhieu.csv",
        format!("name,lon,lat\n{}", "A,x,22.6\n".repeat(80)),
    );
    refused(&workspace, &many, &order, "… and 30 more");
    refused(
        &workspace,
        &many,
        &order,
        "nonnuoc: 80 mistakes, nothing was changed:",
    );
}

#[test]
fn geometry_that_is_broken() {
    let workspace = Workspace::seeded();
    let order = ["layer", "landslide-zone"];
    let file = workspace.file(
        "ho.geojson",
        zone("[[106,22.6],[106.1,22.6],[106.1,22.7],[106,22.7]]"),
    );
    refused(
        &workspace,
        &file,
        &order,
        "ho.geojson, row 1, field geometry, value \"106, 22.6 … 106, 22.7\": the outer ring is not closed: its last point is not its first. Close the ring in the program that made the file.",
    );
    let file = workspace.file(
        "no.geojson",
        zone("[[106,22.6],[106.1,22.7],[106.1,22.6],[106,22.7],[106,22.6]]"),
    );
    refused(
        &workspace,
        &file,
        &order,
        "no.geojson, row 1, field geometry: the geometry is broken: exterior ring has a self-intersection. Repair it (in QGIS: Vector geometry, Fix geometries) and deliver it again.",
    );
    let file = workspace.file("ba.geojson", zone("[[106,22.6],[106.1,22.7],[106,22.6]]"));
    refused(
        &workspace,
        &file,
        &order,
        "ba.geojson, row 1, field geometry: the outer ring has 3 points, at least 4 are needed (the last is the first). Draw the polygon again or delete the feature.",
    );
    let point = feature(
        r#"{"name":"A","hazard_class":"high"}"#,
        "Point",
        "[106.2,22.6]",
    );
    let file = workspace.file("diem.geojson", collection(&[point]));
    refused(
        &workspace,
        &file,
        &order,
        "diem.geojson, row 1: the geometry is a point, a landslide-zone is a polygon. Check the kind, or convert the geometry (in QGIS: Centroids, or Polygons to lines).",
    );
    let nowhere =
        r#"{"type":"Feature","properties":{"name":"A","hazard_class":"high"},"geometry":null}"#;
    let file = workspace.file("dau.geojson", collection(&[nowhere.to_owned()]));
    refused(
        &workspace,
        &file,
        &order,
        "dau.geojson, row 1: the place is nowhere: it has neither a geometry nor the code of its unit. Give coordinates, or the unit's code in a column unit_code.",
    );
    let file = workspace.file("cong.csv", "name,hazard_class,wkt\nA,high,\"CURVEPOLYGON (CIRCULARSTRING (106 22.6, 106.1 22.7, 106.2 22.6, 106.1 22.5, 106 22.6))\"\n");
    refused(
        &workspace,
        &file,
        &[order.as_slice(), &DEGREES].concat(),
        "cong.csv, row 2, field wkt, value \"CURVEPOLYGON (CIRCULARSTRING (106 22.6, 106.1 22.7, 106.2 22.6, 106.1 22.5, 106 22.6))\": geometry of the type Curve Polygon is not taken. Convert curves to line segments first (ogr2ogr -nlt CONVERT_TO_LINEAR).",
    );
}

#[test]
fn attributes_that_do_not_fit() {
    let workspace = Workspace::seeded();
    let gate = |properties: &str| collection(&[feature(properties, "Point", "[106.32,22.87]")]);
    let order = ["layer", "border-gate"];
    let file = workspace.file(
        "lon.geojson",
        gate(r#"{"name":"A","gate_class":"huge","class_since":"soon"}"#),
    );
    refused(
        &workspace,
        &file,
        &order,
        "lon.geojson, row 1, field gate_class, value \"huge\": gate_class is \"huge\", expected one of international, bilateral, local, crossing, clearance-lane, tourism-crossing. Correct the value.",
    );
    refused(
        &workspace,
        &file,
        &order,
        "lon.geojson, row 1, field class_since, value \"soon\": class_since is \"soon\", expected a day such as 2025-07-01 or 01/07/2025. Correct the value.",
    );
    let file = workspace.file("thieu.geojson", gate(r#"{"name":"A"}"#));
    refused(
        &workspace,
        &file,
        &order,
        "thieu.geojson, field gate_class: no column holds what every border-gate needs. Name it with --map COLUMN=gate_class; the file has: name.",
    );
    refused(
        &workspace,
        &file,
        &["layer", "border-gate", "--map", "LOAI=gate_class"],
        "thieu.geojson, field --map, value \"LOAI\": there is no such column. The file has: name.",
    );
    refused(
        &workspace,
        &file,
        &["layer", "border-gate", "--map", "name=height"],
        "thieu.geojson, field --map, value \"name=height\": border-gate has no attribute of this name. It has id, name, unit_code, accuracy_m, valid_from, valid_to, gate_class, class_since, opposite, confidence, note.",
    );
    let file = workspace.file("ten.geojson", gate(r#"{"gate_class":"local"}"#));
    refused(
        &workspace,
        &file,
        &order,
        "ten.geojson, field name: no column holds what every border-gate needs. Name it with --map COLUMN=name; the file has: gate_class.",
    );
    let file = workspace.file("ma.csv", "name,ma_xa\nA,99999\n");
    let message = format!(
        "ma.csv, row 2, field ma_xa, value \"99999\": no unit has this code on {}. Compare with `nonnuoc units`.",
        nonnuoc::config::today()
    );
    refused(&workspace, &file, &["layer", "school"], &message);
    let twice = "id,name,lon,lat\na,A,106.2,22.6\na,B,106.3,22.7\n";
    let file = workspace.file("trung.csv", twice);
    refused(
        &workspace,
        &file,
        &[&["layer", "school"], DEGREES.as_slice()].concat(),
        "trung.csv, row 3, field id, value \"a\": row 2 has the same id. Give each place an id of its own.",
    );
    refused(
        &workspace,
        &file,
        &["layer", "school", "--crs", "EPSG:4326", "--id", "communes"],
        "trung.csv: the layer communes holds something else (Boundaries). Choose another id with --id.",
    );
}

/// The shipped boundaries with something about them changed.
fn boundaries(from: &str, to: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/geodata/communes.geojson");
    let text = std::fs::read_to_string(path).unwrap();
    let changed = text.replacen(from, to, 1);
    assert!(
        from.is_empty() || changed != text,
        "{from} is not in the file"
    );
    changed
}

#[test]
fn boundaries_that_do_not_match_the_units() {
    let workspace = Workspace::seeded();
    let order = ["boundaries", "--valid-from", "2026-01-01"];
    let file = workspace.file(
        "ma.geojson",
        boundaries("\"code\":\"01273\"", "\"code\":\"99999\""),
    );
    refused(
        &workspace,
        &file,
        &order,
        "ma.geojson, row 1, field code, value \"99999\": no unit has this code on 2026-01-01. Compare with `nonnuoc units`, or name another day with --valid-from.",
    );
    let file = workspace.file(
        "khong.geojson",
        boundaries("\"code\":\"01273\"", "\"code\":null"),
    );
    refused(
        &workspace,
        &file,
        &order,
        "khong.geojson, row 1, field code: the code of the unit is missing. Write its five digits.",
    );
    let file = workspace.file(
        "hai.geojson",
        boundaries(
            "\"code\":\"01279\",\"name\":\"Nùng Trí Cao\"",
            "\"code\":\"01273\",\"name\":\"Thục Phán\"",
        ),
    );
    refused(
        &workspace,
        &file,
        &order,
        "hai.geojson, row 2, field code, value \"01273\": row 1 has the same code. Join the parts of a unit into one feature (in QGIS: Vector geometry, Dissolve).",
    );
    let file = workspace.file(
        "ten.geojson",
        boundaries("\"name\":\"Thục Phán\"", "\"name\":\"Hợp Giang\""),
    );
    refused(
        &workspace,
        &file,
        &order,
        "ten.geojson, row 1, field name, value \"Hợp Giang\": unit 01273 is called Phường Thục Phán in the registry. Check that the file holds the units of that day; texts in an old character set are read with --encoding tcvn3 or vni; --allow-other-names takes the file's word.",
    );
    let text = boundaries("", "");
    let lines: Vec<&str> = text.lines().collect();
    let first = lines[1].trim_end_matches(',');
    let rest = [lines[0], &lines[2..].join("\n")].join("\n");
    let file = workspace.file("thieu.geojson", rest);
    refused(
        &workspace,
        &file,
        &order,
        "thieu.geojson: 1 of 56 units have no feature: 01273 Thục Phán. Deliver the whole set, so that no border is left without its other side.",
    );
    let file = workspace.file("ngay.geojson", &text);
    refused(
        &workspace,
        &file,
        &["boundaries", "--valid-from", "2025-07-01"],
        "ngay.geojson: there are boundaries that count from 2025-07-01 on already. Name another day with --valid-from, or write over them with --replace.",
    );
    let named_otherwise = first.replace("\"code\"", "\"macu\"");
    let file = workspace.file("cot.geojson", collection(&[named_otherwise]));
    refused(
        &workspace,
        &file,
        &order,
        "cot.geojson: no column holds the code of the unit. Name it with --code-column; the file has: id, macu, name, kind, area_km2, population, formed_from.",
    );
    refused(
        &workspace,
        &file,
        &["boundaries", "--code-column", "MA"],
        "cot.geojson, field --code-column, value \"MA\": there is no such column. The file has: id, macu, name, kind, area_km2, population, formed_from.",
    );
    let point = feature(
        r#"{"code":"01273","name":"Thục Phán"}"#,
        "Point",
        "[106.2,22.6]",
    );
    let file = workspace.file("diem.geojson", collection(&[point]));
    refused(
        &workspace,
        &file,
        &order,
        "diem.geojson, row 1: the geometry is a point, not a polygon. Deliver one polygon or multipolygon for each unit.",
    );
}

#[test]
fn data_that_come_from_nowhere() {
    let workspace = Workspace::seeded();
    let file = workspace.file("nguon.csv", "name,lon,lat\nA,106.2,22.6\n");
    let order = ["import", "layer", "school", &file, "--crs", "EPSG:4326"];
    for (given, message) in [
        (
            vec![],
            "nguon.csv: the source of the data is missing; give --source, or put a manifest beside the file. Nothing was changed.",
        ),
        (
            vec!["--source", "S"],
            "nguon.csv: the licence of the data is missing; give --licence, or put a manifest beside the file. Nothing was changed.",
        ),
        (
            vec!["--source", "S", "--licence", "L"],
            "nguon.csv: the day on which the data were received is missing; give --retrieved, or put a manifest beside the file. Nothing was changed.",
        ),
    ] {
        let said = workspace.run(&[order.as_slice(), &given].concat());
        assert_eq!(said.code, 1);
        assert_eq!(said.err.trim_end(), format!("nonnuoc: {message}"));
    }
    let manifest = "id = \"truong\"\nfile = \"nguon.csv\"\ncontent = \"places\"\nkind = \"school\"\nsource = \"S\"\n\
        licence = \"L\"\nretrieved = \"2026-01-15\"\ncrs = \"EPSG:4326\"\ncount = 1\nsha256 = \"";
    let text = format!(
        "{manifest}{}\"\n[title]\nvi = \"Trường\"\nen = \"Schools\"\n",
        "0".repeat(64)
    );
    workspace.file("nguon.manifest.toml", text);
    let said = workspace.run(&["import", "layer", "school", &file]);
    assert!(
        said.err.starts_with("nonnuoc: nguon.csv: the SHA-256 is "),
        "{}",
        said.err
    );
    assert_eq!(workspace.snapshot().version(), 1);
}

#[test]
fn what_is_typed_wrongly_ends_with_2() {
    let workspace = Workspace::seeded();
    for arguments in [
        vec!["import", "layer", "gate", "a.csv"],
        vec!["import", "layer", "school"],
        vec!["import", "layer", "school", "a.csv", "--map", "x"],
        vec![
            "import",
            "layer",
            "school",
            "a.csv",
            "--encoding",
            "klingon",
        ],
        vec!["import", "layer", "school", "a.csv", "--x", "lon"],
        vec!["import", "boundaries", "a.csv", "--valid-from", "yesterday"],
        vec!["import", "boundaries", "a.csv", "--tolerance", "1e9"],
        vec!["import", "boundaries", "a.csv", "--tolerance", "0"],
    ] {
        let said = workspace.run(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {}", said.err);
        let is_bounded = said
            .err
            .contains("write a number of metres above 0, at most 100");
        assert_eq!(
            is_bounded,
            arguments.contains(&"--tolerance"),
            "{}",
            said.err
        );
    }
}

/// A file of the whole country is in the right system; it only holds too much.
#[test]
fn a_file_that_holds_more_than_the_province_says_so_first() {
    let workspace = Workspace::seeded();
    let point = |east: f64| feature(r#"{"name":"A"}"#, "Point", &format!("[{east},22.6]"));
    let east = [106.2, 109.0, 109.0, 109.0, 110.0, 110.0, 110.0];
    let features = east.map(point);
    let file = workspace.file("ca_nuoc.geojson", collection(&features));
    let said = workspace.import(&["layer", "school", &file]);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(lines[0], "nonnuoc: 7 mistakes, nothing was changed:");
    assert_eq!(
        lines[1],
        "ca_nuoc.geojson: 6 of its 7 features lie more than 50 km outside the province: the file holds more than the \
         province. Cut it to the province's own features first (in QGIS: Select features, Export, Save selected features as)."
    );
    let Some(country) = shared("vietnam_communes_25m.geojson.gz") else {
        return;
    };
    let country = country.to_str().unwrap();
    let said = workspace.import(&["boundaries", country, "--cpu-s", "20"]);
    let first = said.err.lines().nth(1).unwrap_or_default();
    assert!(
        first.contains(" of its 3321 features lie more than 50 km outside the province"),
        "{}",
        said.err
    );
    assert_eq!(workspace.snapshot().version(), 1);
}

/// What the reader of the file finds, and what is found when its values are given their meaning, is told together.
#[test]
fn mistakes_of_several_stages_are_told_together() {
    let workspace = Workspace::seeded();
    let ring = "[[[106.2,22.6],[106.21,22.6],[106.21,22.61],[106.2,22.6]]]";
    let open = "[[[106.2,22.6],[106.21,22.6],[106.21,22.61],[106.2,22.61]]]";
    let zone = |properties: &str, ring: &str| feature(properties, "Polygon", ring);
    let features = [
        zone(r#"{"hazard_class":"high"}"#, open),
        zone(r#"{"hazard_class":"enormous"}"#, ring),
        zone(r#"{"hazard_class":"low","unit_code":"99999"}"#, ring),
    ];
    let one = workspace.file("mot.geojson", collection(&features[..1]));
    let two = workspace.file("hai.geojson", collection(&features));
    let said = workspace.import(&["layer", "landslide-zone", &one, &two]);
    assert_eq!(said.code, 1);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(
        lines[0], "nonnuoc: 4 mistakes, nothing was changed:",
        "{}",
        said.err
    );
    for (line, start) in lines[1..].iter().zip([
        "mot.geojson, row 1, field geometry",
        "hai.geojson, row 1, field geometry",
        "hai.geojson, row 2, field hazard_class, value \"enormous\"",
        "hai.geojson, row 3, field unit_code, value \"99999\"",
    ]) {
        assert!(line.starts_with(start), "{line}");
    }
    assert_eq!(workspace.snapshot().version(), 1);
}
