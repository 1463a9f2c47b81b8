//! `nonnuoc locate`: in which unit, corridor strip, hazard zone and gate zone places lie.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;
use geo::Coord;
use indicatif::ProgressBar;
use jiff::civil::Date;
use serde::Serialize;

use super::answer::{Output, give_in};
use crate::analysis::locate::{Finder, LocateOptions, Location, MOST_PLACES};
use crate::analysis::tables;
use crate::analysis::unit_map::UnitMap;
use crate::formats::place_list::PlaceList;
use crate::geometry::interrupt::Interrupt;
use crate::model::table::Table;
use crate::model::{Snapshot, SourceUsed, Text};

const EXAMPLES: &str = "Examples:
  nonnuoc locate 106.2585,22.6657 --format table
  nonnuoc locate --csv diem.csv --out diem_da_tra.csv       the same rows with more columns
  nonnuoc locate --csv diem.csv --format gpkg --out diem.gpkg";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Places as LON,LAT in degrees on WGS 84.
    #[arg(required_unless_present = "csv", allow_negative_numbers = true)]
    places: Vec<String>,
    /// A CSV file with columns such as lon and lat; its rows are written back with more columns, of which `problem` says
    /// how to mend rows that hold no place.
    #[arg(long, conflicts_with = "places")]
    csv: Option<PathBuf>,
    /// Half-widths of the corridor strips, in kilometres.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "1,2,5,10",
        value_name = "KM"
    )]
    strips_km: Vec<f64>,
    /// Radius of a gate's zone, in kilometres.
    #[arg(long, default_value_t = 5.0)]
    gate_zone_km: f64,
    #[command(flatten)]
    output: Output,
}

/// What was found, and the list that was asked about.
#[derive(Serialize)]
struct Found {
    on: Date,
    locations: Vec<Location>,
    explanation: Vec<Text>,
    sources: Vec<SourceUsed>,
    /// Rows of the list that hold no place, with what is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<String>,
    #[serde(skip)]
    list: Option<PlaceList>,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    give_in(
        data,
        &arguments.output,
        arguments.output.on,
        |snapshot, map| find(snapshot, map, arguments),
        |found, _| table(found),
        |found| found.list.as_ref().map(|list| list.dialect),
    )
}

fn find(snapshot: &Snapshot, map: &UnitMap, arguments: &Arguments) -> anyhow::Result<Found> {
    let options = LocateOptions {
        strips_km: arguments.strips_km.clone(),
        gate_zone_km: arguments.gate_zone_km,
    };
    let finder = Finder::new(snapshot, map, options)?;
    let explanation = finder.explanation(snapshot);
    let sources = finder.sources(snapshot);
    let Some(path) = &arguments.csv else {
        let places = arguments.places.iter().map(|text| parse_place(text));
        let places: Vec<_> = places.collect::<anyhow::Result<_>>()?;
        return Ok(Found {
            on: map.on(),
            locations: finder.locate_all(&places, &Interrupt::default(), |_| {})?,
            explanation,
            sources,
            refused: Vec::new(),
            list: None,
        });
    };
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let list = PlaceList::read(&bytes, MOST_PLACES).with_context(|| path.display().to_string())?;
    let progress = ProgressBar::new(list.places.len() as u64);
    let locations = finder.locate_all(&list.places, &Interrupt::default(), |done| {
        progress.set_position(done as u64);
    })?;
    progress.finish_and_clear();
    Ok(Found {
        on: map.on(),
        locations,
        explanation,
        sources,
        refused: list
            .refused
            .iter()
            .map(|refused| format!("{}: {}", refused.row, refused.in_a_line()))
            .collect(),
        list: Some(list),
    })
}

fn table(found: &Found) -> Table {
    match &found.list {
        Some(list) => list
            .table_with(
                &tables::LOCATION,
                found.locations.iter().map(tables::location_cells),
            )
            .rest_on(&found.sources),
        None => tables::of_locations(&found.locations, &found.sources),
    }
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
