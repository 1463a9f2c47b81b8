//! Files that crash, hang or swell: they cost one import, are told in words, and change nothing.

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::workspace::Workspace;

const SCHOOLS: [&str; 4] = ["layer", "school", "--crs", "EPSG:4326"];

/// One polygon of many vertices, as a GeoJSON document.
fn swollen(vertices: usize) -> Vec<u8> {
    let mut text =
        br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},
        "geometry":{"type":"Polygon","coordinates":[[[106,22.5]"#
            .to_vec();
    for _ in 0..vertices {
        text.extend(b",[106.1,22.6]");
    }
    text.extend(b",[106,22.5]]]}}]}");
    text
}

#[test]
fn a_file_that_swells_in_memory_is_stopped_at_the_limit() {
    let workspace = Workspace::seeded();
    let file = workspace.file("phinh.geojson", swollen(2_000_000));
    let said =
        workspace.import(&[&SCHOOLS, [file.as_str(), "--memory-mib", "320"].as_slice()].concat());
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("phinh.geojson needs more than 320 MiB of memory (stopped at feature 0); nothing was changed"),
        "{}",
        said.err
    );
    assert_eq!(workspace.snapshot().version(), 1);
}

#[test]
fn a_file_that_takes_too_long_is_stopped_at_the_limit() {
    let workspace = Workspace::seeded();
    let file = workspace.file(
        "lau.csv",
        ["name,lon,lat\n", &"A,106.2,22.6\n".repeat(1_500_000)].concat(),
    );
    let limits = [
        ("NONNUOC_IMPORT_CPU_S", "1"),
        ("NONNUOC_IMPORT_MEMORY_MIB", "8192"),
    ];
    let origin = [
        "--source",
        "S",
        "--licence",
        "L",
        "--retrieved",
        "2026-01-15",
    ];
    let said = workspace.run_with(
        &[&["import"], SCHOOLS.as_slice(), &[&file], &origin].concat(),
        &limits,
    );
    assert_eq!(said.code, 1);
    assert!(
        said.err
            .contains("lau.csv took more than 1 s of processor time"),
        "{}",
        said.err
    );
    assert!(said.err.contains("nothing was changed"), "{}", said.err);
    assert_eq!(workspace.snapshot().version(), 1);
}

/// A pipe that nobody writes into: whoever reads it waits for ever.
fn endless(workspace: &Workspace) -> String {
    let path = workspace.path("cho.csv");
    assert!(
        Command::new("mkfifo")
            .arg(&path)
            .status()
            .unwrap()
            .success()
    );
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_reader_that_hangs_is_ended_by_the_clock() {
    let workspace = Workspace::seeded();
    let file = endless(&workspace);
    let begun = Instant::now();
    let said =
        workspace.import(&[&SCHOOLS, [file.as_str(), "--timeout-s", "1"].as_slice()].concat());
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("cho.csv took more than 1 s of time"),
        "{}",
        said.err
    );
    assert!(begun.elapsed() < Duration::from_secs(20));
    assert_eq!(workspace.snapshot().version(), 1);
}

#[test]
fn a_crash_of_the_reader_costs_one_import_and_nothing_else() {
    let workspace = Workspace::seeded();
    let file = endless(&workspace);
    let import = importing(&workspace, &file, Stdio::piped());
    let reader = child_of(import.id());
    // Rust takes the first such signal for a stack that may have overflowed, and lets the second one through.
    for _ in 0..2 {
        let sent = Command::new("kill")
            .args(["-SEGV", &reader])
            .output()
            .unwrap();
        println!("kill: {}", sent.status);
        std::thread::sleep(Duration::from_millis(200));
    }
    let said = import.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    let err = String::from_utf8(said.stderr).unwrap();
    assert!(
        err.contains("The file could not be read: the reader stopped (signal 11) at feature 0; nothing was changed."),
        "{err}"
    );
    assert_eq!(workspace.snapshot().version(), 1);
    let next = workspace.import(&[
        "layer",
        "town",
        &workspace.file("t.csv", "name,lon,lat\nA,106.2,22.6\n"),
        "--crs",
        "EPSG:4326",
        "--id",
        "t",
    ]);
    assert_eq!(next.code, 0, "{}", next.err);
}

#[test]
fn a_reader_whose_parent_is_gone_ends_too() {
    for signal in ["-TERM", "-KILL"] {
        let workspace = Workspace::seeded();
        let file = endless(&workspace);
        let mut import = importing(&workspace, &file, Stdio::null());
        let reader = child_of(import.id());
        let sent = Command::new("kill")
            .args([signal, &import.id().to_string()])
            .status()
            .unwrap();
        assert!(sent.success());
        import.wait().unwrap();
        let deadline = Instant::now() + Duration::from_secs(20);
        while is_running(&reader) {
            assert!(
                Instant::now() < deadline,
                "the reader runs on after {signal}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// The program at work on an import of schools.
fn importing(workspace: &Workspace, file: &str, stderr: Stdio) -> Child {
    Command::new(env!("CARGO_BIN_EXE_nonnuoc"))
        .args(["--data", workspace.path("data").to_str().unwrap()])
        .args(["--log", "error", "import"])
        .args(SCHOOLS)
        .args([file, "--source", "S", "--licence", "L"])
        .args(["--retrieved", "2026-01-15"])
        .stderr(stderr)
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

/// Whether a process runs; one that has ended and waits for somebody to take notice does not.
fn is_running(process: &str) -> bool {
    let state = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let state = state.rsplit(") ").next().unwrap_or_default();
    !state.is_empty() && !state.starts_with('Z')
}

/// The process that the program has started, once it has.
fn child_of(parent: u32) -> String {
    let children = format!("/proc/{parent}/task/{parent}/children");
    let deadline = Instant::now() + Duration::from_secs(30);
    while Instant::now() < deadline {
        let found = std::fs::read_to_string(&children).unwrap_or_default();
        if let Some(child) = found.split_whitespace().next() {
            // Wait until it is the reader that waits, not the fork that has not become it.
            let line =
                std::fs::read_to_string(format!("/proc/{child}/cmdline")).unwrap_or_default();
            if line.contains("parse-worker") {
                std::thread::sleep(Duration::from_millis(300));
                return child.to_owned();
            }
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the program started no reader");
}

#[test]
fn the_reader_is_not_for_typing() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nonnuoc"))
        .arg("parse-worker")
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"hello").unwrap();
    let said = child.wait_with_output().unwrap();
    assert_eq!(said.status.code(), Some(1));
    assert!(
        String::from_utf8(said.stderr)
            .unwrap()
            .contains("is not meant to be typed")
    );
}
