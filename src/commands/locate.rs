//! `nonnuoc locate`: in which unit, corridor strip, hazard zone and gate zone places lie.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use geo::Coord;
use indicatif::ProgressBar;
use jiff::civil::Date;

use super::answer::write;
use super::open_store;
use crate::analysis::locate::{Finder, LocateOptions};
use crate::analysis::tables;
use crate::analysis::unit_map::UnitMap;
use crate::config::{DataFolder, today};
use crate::formats::place_list::PlaceList;
use crate::geometry::interrupt::Interrupt;
use crate::report::table_files;
use crate::store::Store;

/// What the command understands.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Places as LON,LAT in degrees on WGS 84.
    #[arg(required_unless_present = "csv", allow_negative_numbers = true)]
    places: Vec<String>,
    /// A CSV file with columns such as lon and lat; its rows are written back with more columns.
    #[arg(long, conflicts_with = "places")]
    csv: Option<PathBuf>,
    /// The file to write; standard output if none is given.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Radius of a gate's zone, in kilometres.
    #[arg(long, default_value_t = 5.0)]
    gate_zone_km: f64,
    /// The units of which day, as yyyy-mm-dd; today if none is given.
    #[arg(long)]
    on: Option<Date>,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = open_store(&DataFolder::new(data.to_owned()))?;
    let snapshot = store.snapshot();
    let map = UnitMap::new(&snapshot, arguments.on.unwrap_or_else(today));
    let options = LocateOptions {
        gate_zone_km: arguments.gate_zone_km,
        ..LocateOptions::default()
    };
    let finder = Finder::new(&snapshot, &map, options)?;
    let bytes = if let Some(path) = &arguments.csv {
        locate_list(&finder, path)?
    } else {
        let places: Vec<_> = arguments
            .places
            .iter()
            .map(|text| parse_place(text))
            .collect::<Result<_, _>>()?;
        let located = finder.locate_all(&places, &Interrupt::default(), |_| {})?;
        table_files::csv(&tables::of_locations(&located))?
    };
    write(arguments.out.as_deref(), &bytes)?;
    Ok(ExitCode::SUCCESS)
}

fn locate_list(finder: &Finder<'_>, path: &Path) -> anyhow::Result<Vec<u8>> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let list = PlaceList::read(&bytes).with_context(|| path.display().to_string())?;
    let progress = ProgressBar::new(list.places.len() as u64);
    let located = finder.locate_all(&list.places, &Interrupt::default(), |done| {
        progress.set_position(done as u64);
    })?;
    progress.finish_and_clear();
    let cells = located.iter().map(|location| {
        tables::location_cells(location)
            .iter()
            .map(table_files::text)
            .collect()
    });
    Ok(list.write_with(&tables::LOCATION, cells)?)
}

/// Reads LON,LAT.
pub(super) fn parse_place(text: &str) -> anyhow::Result<Coord<f64>> {
    let numbers = text.split_once(',').and_then(|(lon, lat)| {
        Some(Coord {
            x: lon.trim().parse().ok()?,
            y: lat.trim().parse().ok()?,
        })
    });
    numbers.ok_or_else(|| anyhow!("{text:?} is no place: LON,LAT is expected, such as 106.3,22.8"))
}
