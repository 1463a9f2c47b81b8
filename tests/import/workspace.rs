//! A workspace in a temporary folder, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::model::{Edit, Snapshot};
use nonnuoc::store::{Actor, SqliteStore, Store, Transaction};
use tempfile::TempDir;

pub struct Workspace {
    folder: TempDir,
}

/// How the program ended and what it said.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Workspace {
    /// A workspace with the shipped data.
    pub fn seeded() -> Self {
        let workspace = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let said = workspace.run(&["seed"]);
        assert_eq!(said.code, 0, "{}", said.err);
        workspace
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the workspace's folder and returns its path as text.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        self.run_with(arguments, &[])
    }

    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_nonnuoc"))
            .arg("--data")
            .arg(self.path("data"))
            .args(["--log", "error"])
            .args(arguments)
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        Said {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Runs an import with a source, a licence and a date.
    pub fn import(&self, arguments: &[&str]) -> Said {
        let origin = [
            "--source",
            "Sở Nông nghiệp",
            "--licence",
            "CC0-1.0",
            "--retrieved",
            "2026-01-15",
        ];
        self.run(&[&["import"], arguments, &origin].concat())
    }

    /// Adds the illustrative layers of a day.
    pub fn illustrate(&self, on: jiff::civil::Date) {
        let store = SqliteStore::open(&self.path("data")).unwrap();
        let shipped = store.snapshot();
        let map = UnitMap::new(&shipped, on);
        let edits = inputs::layers(&shipped, &map).into_iter().map(Edit::Put);
        let transaction = Transaction {
            actor: Actor::command("test"),
            reason: "Illustrate".to_owned(),
            expected_version: None,
            edits: edits.collect(),
        };
        store.commit(transaction).unwrap();
    }

    /// A GeoTIFF of 60 by 60 heights in cells of 0.002° with its north-west corner at 106.2° E 22.7° N.
    pub fn heights(&self) -> String {
        let row = |row: u32| {
            let heights =
                (0..60).map(|column| (300 + 7 * (column % 9) + 5 * (row % 7)).to_string());
            heights.collect::<Vec<_>>().join(" ")
        };
        let rows: Vec<String> = (0..60).map(row).collect();
        let grid = format!(
            "ncols 60\nnrows 60\nxllcorner 106.2\nyllcorner 22.58\ncellsize 0.002\nNODATA_value -9\n{}\n",
            rows.join("\n")
        );
        let target = self.path("do_cao.tif");
        let done = Command::new("gdal_translate")
            .args(["-a_srs", "EPSG:4326"])
            .arg(self.file("do_cao.asc", grid))
            .arg(&target)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        target.to_str().unwrap().to_owned()
    }

    pub fn snapshot(&self) -> Arc<Snapshot> {
        SqliteStore::open(&self.path("data")).unwrap().snapshot()
    }
}

/// A file that is handed in for tests only; `None`, with a word about it, where it is not there.
pub fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("NONNUOC_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = root.join("geodata/reference").join(name);
    if path.exists() {
        return Some(path);
    }
    println!("skipped: {} is not there", path.display());
    None
}
