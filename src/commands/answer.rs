//! What commands that answer spatial questions have in common: the form of the answer and where it goes.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use serde::Serialize;

use super::workspace;
use crate::analysis::unit_map::UnitMap;
use crate::config::today;
use crate::formats::result_file;
use crate::geometry::interrupt::Interrupt;
use crate::model::Snapshot;
use crate::model::table::{Dialect, Table};
use crate::report::table_files;
use crate::store::Store;

/// The form of the answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Form {
    /// The whole answer.
    Json,
    /// Its table with shapes.
    Geojson,
    /// Its table, for the terminal.
    Table,
    /// Its table with commas.
    Csv,
    /// Its table as a workbook.
    Xlsx,
    /// Its table with shapes, as a GeoPackage.
    Gpkg,
}

/// Where the answer goes, and of which day it is.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// The form of the answer.
    #[arg(long, default_value = "csv")]
    format: Form,
    /// The file to write; standard output if none is given.
    #[arg(long)]
    out: Option<PathBuf>,
    /// The units and places of which day, as yyyy-mm-dd; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    pub(super) on: Option<Date>,
}

/// Opens the workspace, answers with `answer` on the units of the day `on`, of today when it is none, and writes what it
/// gives.
pub(super) fn give<T: Serialize>(
    data: &Path,
    output: &Output,
    on: Option<Date>,
    answer: impl FnOnce(&Snapshot, &UnitMap) -> anyhow::Result<T>,
    table: impl FnOnce(&T, &UnitMap) -> Table,
) -> anyhow::Result<ExitCode> {
    give_in(data, output, on, answer, table, |_| None)
}

/// As [`give`], with CSV in the dialect that `dialect` names for what was found.
pub(super) fn give_in<T: Serialize>(
    data: &Path,
    output: &Output,
    on: Option<Date>,
    answer: impl FnOnce(&Snapshot, &UnitMap) -> anyhow::Result<T>,
    table: impl FnOnce(&T, &UnitMap) -> Table,
    dialect: impl FnOnce(&T) -> Option<Dialect>,
) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let snapshot = store.snapshot();
    let map = UnitMap::new(&snapshot, on.unwrap_or_else(today));
    let found = answer(&snapshot, &map)?;
    let nobody_leaves = Interrupt::default();
    let bytes = match output.format {
        Form::Json => serde_json::to_vec_pretty(&found)?,
        Form::Geojson => table_files::geojson(&table(&found, &map)),
        Form::Table => table_files::columns(&table(&found, &map)),
        Form::Csv => {
            let dialect = dialect(&found).unwrap_or_default();
            table_files::csv(&table(&found, &map), dialect)?
        }
        Form::Xlsx => table_files::xlsx(&table(&found, &map), &nobody_leaves)?,
        Form::Gpkg => result_file::geopackage("result", &table(&found, &map), &nobody_leaves)?,
    };
    write(output.out.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes to a file, or to standard output when none is named.
pub(super) fn write(out: Option<&Path>, bytes: &[u8]) -> anyhow::Result<()> {
    match out {
        Some(path) => {
            std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
        }
        None => Ok(std::io::stdout().lock().write_all(bytes)?),
    }
}

/// Reads the text of a file that was named on the command line.
pub(super) fn read_text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
