//! A workspace in a temporary folder, and the program run in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use nonnuoc::model::Snapshot;
use nonnuoc::store::{SqliteStore, Store};
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
