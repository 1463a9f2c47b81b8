//! `nonnuoc export`: writes a layer to a file that other programs open.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow, bail};
use clap::Args;
use jiff::civil::Date;

use super::workspace;
use crate::config::today;
use crate::formats::crs::Crs;
use crate::formats::export::{ExportTable, Format, write, write_raster};
use crate::formats::manifest::Manifest;
use crate::geometry::interrupt::Interrupt;
use crate::model::{LayerId, Snapshot};
use crate::store::Store;

/// The name under which the boundaries of a day are exported, whatever layer they came with.
const BOUNDARIES: &str = "boundaries";

const EXAMPLES: &str = "Examples:
  nonnuoc export boundaries --format shp --crs EPSG:9210 -o xa.shp     the boundaries of today
  nonnuoc export boundaries --on 2025-07-01 --format gpkg -o xa.gpkg   those of another day
  nonnuoc export border-gates --format csv -o cua_khau.csv             a layer of places
  nonnuoc export elevation --format tif -o do_cao.tif                  a raster";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of a layer, or `boundaries` for those that count on a day.
    layer: String,
    /// The format: geojson, gpkg, csv, shp or kml; tif for a raster. If none is given, by the ending of the file.
    #[arg(long, value_parser = format)]
    format: Option<Format>,
    /// The reference system of the coordinates in the file.
    #[arg(long, default_value = "EPSG:4326", value_name = "EPSG:CODE")]
    crs: String,
    /// The day whose boundaries are exported; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Date>,
    /// The file to write; its manifest is written beside it.
    #[arg(short, long, visible_alias = "out", value_name = "FILE")]
    output: PathBuf,
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| "write geojson, gpkg, csv, shp, kml or tif".to_owned())
}

/// The format that the ending of a file's name says.
fn format_of(path: &Path) -> anyhow::Result<Format> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    format(&ending.to_lowercase()).map_err(|remedy| {
        anyhow!(
            "{}: its ending names no format that is written here; {remedy} after --format",
            path.display()
        )
    })
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let manifest = export(&store.snapshot(), arguments)?;
    writeln!(
        std::io::stdout(),
        "Wrote {} {} of {} to {} in {}; source, licence and checksum stand in its manifest.",
        manifest.count,
        if manifest.raster_kind.is_some() {
            "cells with a value"
        } else {
            "features"
        },
        manifest.id,
        arguments.output.display(),
        manifest.crs,
    )?;
    Ok(ExitCode::SUCCESS)
}

fn export(snapshot: &Snapshot, arguments: &Arguments) -> anyhow::Result<Manifest> {
    let crs = Crs::parse(&arguments.crs)?;
    let path = &arguments.output;
    let format = match arguments.format {
        Some(format) => format,
        None => format_of(path)?,
    };
    if let Ok(id) = LayerId::new(arguments.layer.clone())
        && let (Some(layer), Some(raster)) = (snapshot.layer(&id), snapshot.raster(&id))
    {
        return Ok(write_raster(path, format, &crs, layer, &raster)?);
    }
    Ok(write(
        path,
        format,
        &crs,
        &table(snapshot, arguments)?,
        &Interrupt::default(),
    )?)
}

fn table(snapshot: &Snapshot, arguments: &Arguments) -> anyhow::Result<ExportTable> {
    if arguments.layer == BOUNDARIES {
        let on = arguments.on.unwrap_or_else(today);
        return ExportTable::of_day(snapshot, on).with_context(|| {
            match snapshot.map().first_day() {
                Some(first) => format!("no boundary counts on {on}; the first counts from {first}"),
                None => "the data hold no boundary; `nonnuoc import boundaries` takes them in"
                    .to_owned(),
            }
        });
    }
    let id = LayerId::new(arguments.layer.clone())?;
    let layer = snapshot.layer(&id);
    if let Some(table) = layer.and_then(|layer| ExportTable::of_layer(snapshot, layer)) {
        return Ok(table);
    }
    let known: Vec<_> = snapshot.layers().map(|layer| layer.id.as_str()).collect();
    bail!(
        "there is no layer {id}; there are {BOUNDARIES}, {}",
        known.join(", ")
    )
}
