//! Answers of commands in every form that they are written in.

use crate::workspace::Workspace;

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
        ("json", b"{\n  \"locations\"".as_slice()),
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
