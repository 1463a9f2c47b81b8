//! What is said to a person who typed something wrong, and how the program then ends.

use crate::workspace::Workspace;

#[test]
fn a_day_is_taken_as_people_write_it_and_refused_in_words() {
    let workspace = Workspace::seeded();
    let iso = workspace.run(&["units", "--on", "2025-06-30"]);
    let written = workspace.run(&["units", "--on", "30/06/2025"]);
    assert_eq!((iso.code, &iso.out), (0, &written.out));
    assert_eq!(
        iso.out
            .lines()
            .filter(|line| line.starts_with("01"))
            .count(),
        161
    );
    let wrong = workspace.run(&["units", "--on", "31/06/2025"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong
            .err
            .contains("write the day as 2025-06-30 or 30/06/2025"),
        "{}",
        wrong.err
    );
}

#[test]
fn a_command_that_is_none_shows_the_commands_and_no_secret_one() {
    let workspace = Workspace::seeded();
    let nothing = workspace.run(&[]);
    assert_eq!(nothing.code, 2);
    let unknown = workspace.run(&["frobnicate"]);
    assert_eq!(unknown.code, 2);
    let help = workspace.run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Exit codes: 0 done, 1 could not be done"));
    for said in [&nothing.err, &unknown.err, &help.out] {
        assert!(!said.contains("parse-worker"), "{said}");
    }
}

#[test]
fn an_export_takes_its_format_from_the_files_ending() {
    let workspace = Workspace::seeded();
    let file = |name: &str| workspace.path(name).to_str().unwrap().to_owned();
    let done = workspace.run(&["export", "border-gates", "-o", &file("cua_khau.CSV")]);
    assert_eq!(done.code, 0, "{}", done.err);
    let text = std::fs::read_to_string(workspace.path("cua_khau.CSV")).unwrap();
    assert!(text.contains("Tà Lùng"), "{text}");
    let said = workspace.run(&["export", "border-gates", "-o", &file("cua_khau.docx")]);
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("its ending names no format that is written here; write geojson, gpkg, csv, shp, kml or tif after --format"),
        "{}",
        said.err
    );
    assert!(!workspace.path("cua_khau.docx").exists());
}
