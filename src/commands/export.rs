//! `nonnuoc export`: writes a layer to a file that other programs open.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Args;
use jiff::civil::Date;

use super::open_store;
use crate::config::{DataFolder, today};
use crate::formats::crs::Crs;
use crate::formats::export::{ExportTable, Format, write};
use crate::model::{LayerId, Snapshot};
use crate::store::Store;

/// The name under which the boundaries of a day are exported, whatever layer they came with.
const BOUNDARIES: &str = "boundaries";

const EXAMPLES: &str = "Examples:
  nonnuoc export boundaries --format shp --crs EPSG:9210 -o xa.shp     the boundaries of today
  nonnuoc export boundaries --on 2025-07-01 --format gpkg -o xa.gpkg   those of another day
  nonnuoc export border-gates --format csv -o cua_khau.csv             a layer of places";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of a layer, or `boundaries` for those that count on a day.
    layer: String,
    /// The format: geojson, gpkg, csv, shp or kml.
    #[arg(long, value_parser = format)]
    format: Format,
    /// The reference system of the coordinates in the file.
    #[arg(long, default_value = "EPSG:4326", value_name = "EPSG:CODE")]
    crs: String,
    /// The day whose boundaries are exported; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<Date>,
    /// The file to write; its manifest is written beside it.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| "write geojson, gpkg, csv, shp or kml".to_owned())
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = open_store(&DataFolder::new(data.to_owned()))?;
    let table = table(&store.snapshot(), arguments)?;
    let crs = Crs::parse(&arguments.crs)?;
    let manifest = write(&arguments.output, arguments.format, &crs, &table)?;
    writeln!(
        std::io::stdout(),
        "Wrote {} features of {} to {} in {}; source, licence and checksum stand in its manifest.",
        manifest.count,
        manifest.id,
        arguments.output.display(),
        manifest.crs,
    )?;
    Ok(ExitCode::SUCCESS)
}

fn table(snapshot: &Snapshot, arguments: &Arguments) -> anyhow::Result<ExportTable> {
    if arguments.layer == BOUNDARIES {
        let on = arguments.on.unwrap_or_else(today);
        return ExportTable::of_day(snapshot, on)
            .with_context(|| format!("no boundary counts on {on}; run `nonnuoc seed` first"));
    }
    let id = LayerId::new(arguments.layer.clone())?;
    if let Some(layer) = snapshot.layer(&id) {
        return Ok(ExportTable::of_layer(snapshot, layer));
    }
    let known: Vec<_> = snapshot.layers().map(|layer| layer.id.as_str()).collect();
    bail!(
        "there is no layer {id}; there are {BOUNDARIES}, {}",
        known.join(", ")
    )
}
