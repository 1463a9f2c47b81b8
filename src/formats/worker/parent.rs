//! The parent's side: it starts the child, takes what it sends, and outlives it.

mod running;

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::ReadError;
use crate::formats::reading::{ReadOptions, file_name};
use crate::model::delivery::Delivery;
use crate::model::raster::Raster;
use running::{Running, Whole};

/// What one reading may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Address space of the child, in mebibytes.
    pub memory_mib: u64,
    /// Processor time of the child, in seconds.
    pub cpu_seconds: u64,
    /// Time on the clock, in seconds, after which the child is ended.
    pub wall_seconds: u64,
    /// What the child may deliver, in mebibytes; this much of the parent's memory a file can take.
    pub delivered_mib: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_mib: 2048,
            cpu_seconds: 120,
            wall_seconds: 300,
            delivered_mib: 4096,
        }
    }
}

/// How far a reading has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Features, or rows of a raster, that were read.
    pub done: u64,
    /// How many there are, where it is known.
    pub total: Option<u64>,
}

/// Reads source files, each in a child process of this program.
///
/// It blocks while it reads: a server calls it from a thread of its own.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    limits: Limits,
}

impl Reader {
    /// A reader whose children are this very program.
    ///
    /// # Errors
    /// When the system does not say where the program is.
    pub fn of_this_program(limits: Limits) -> io::Result<Self> {
        Ok(Self::new(std::env::current_exe()?, limits))
    }

    /// A reader whose children are the given program, which must know [`COMMAND`](super::COMMAND).
    #[must_use]
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits }
    }

    /// Reads a file whole, telling progress on the way.
    ///
    /// # Errors
    /// [`ReadError`]: the file's mistakes, or what happened to the child.
    pub fn read(
        &self,
        path: &Path,
        options: &ReadOptions,
        on_progress: &mut dyn FnMut(Progress),
    ) -> Result<Delivery, ReadError> {
        let mut running = Running::start(self, path, options, None)?;
        let end = running.take_frames(on_progress);
        match running.finish(end)? {
            Whole::Features(header, features) => Ok(Delivery {
                header: *header,
                features,
            }),
            Whole::Cells(..) => Err(unexpected(path, "a raster")),
        }
    }

    /// Reads one band of a GeoTIFF, counted from 1, brought to a grid of longitude and latitude, telling progress
    /// in rows on the way.
    ///
    /// # Errors
    /// [`ReadError`]: the file's mistakes, or what happened to the child.
    pub fn read_raster(
        &self,
        path: &Path,
        band: usize,
        options: &ReadOptions,
        on_progress: &mut dyn FnMut(Progress),
    ) -> Result<Raster, ReadError> {
        let mut running = Running::start(self, path, options, Some(band))?;
        let end = running.take_frames(on_progress);
        match running.finish(end)? {
            Whole::Cells(header, values) => Raster::new(header, values)
                .ok_or_else(|| unexpected(path, "another number of cells than its header says")),
            Whole::Features(..) => Err(unexpected(path, "features")),
        }
    }
}

fn unexpected(path: &Path, what: &str) -> ReadError {
    ReadError::Malformed {
        file: file_name(path),
        cause: format!("it is {what}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs that behave as a child may: what the parent says of each.
    #[test]
    fn a_child_that_misbehaves_is_told_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits {
            memory_mib: 64,
            cpu_seconds: 1,
            wall_seconds: 2,
            delivered_mib: 64,
        };
        for (script, expected) in [
            (
                "kill -SEGV $$",
                "the reader stopped (signal 11) at feature 0; nothing was changed",
            ),
            ("exit 3", "the reader stopped (exit code 3)"),
            (
                "echo 'memory allocation of 9 bytes failed' >&2; kill -ABRT $$",
                "needs more than 64 MiB of memory",
            ),
            ("kill -XCPU $$", "took more than 1 s of processor time"),
            ("exec sleep 60", "took more than 2 s of time"),
            ("echo nonsense", "answer for roads.shp is malformed"),
        ] {
            let program = script_file(folder.path(), script);
            let reader = Reader::new(program, limits);
            let error = reader
                .read(Path::new("roads.shp"), &ReadOptions::default(), &mut |_| {})
                .unwrap_err()
                .to_string();
            assert!(error.contains(expected), "{script}: {error}");
        }
    }

    /// Another process writes the script: while this one holds it open for writing, a test in another thread may
    /// start a child that inherits the handle, and the system then refuses to run the script ("text file busy").
    fn script_file(folder: &Path, script: &str) -> PathBuf {
        let path = folder.join("child");
        let text = format!("#!/bin/sh\nread -r request\n{script}\n");
        let written = std::process::Command::new("/bin/sh")
            .args(["-c", r#"printf %s "$1" > "$0" && chmod 755 "$0""#])
            .arg(&path)
            .arg(text)
            .status()
            .unwrap();
        assert!(written.success());
        path
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let reader = Reader::new(PathBuf::from("/nonexistent"), Limits::default());
        let error = reader
            .read(Path::new("a.shp"), &ReadOptions::default(), &mut |_| {})
            .unwrap_err();
        assert!(matches!(error, ReadError::Start(_)));
    }
}
