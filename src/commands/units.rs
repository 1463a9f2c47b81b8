//! `nonnuoc units`: lists the administrative units of a day.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;

use super::workspace;
use crate::config::today;
use crate::http::units::UnitSummary;
use crate::model::{Snapshot, counted};
use crate::store::Store;

const EXAMPLES: &str = "Examples:
  nonnuoc units
  nonnuoc units --on 2025-06-30 --json";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The day, as yyyy-mm-dd; today if none is given.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    on: Option<Date>,
    /// Print JSON, as the API gives it.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let snapshot = store.snapshot();
    let on = arguments.on.unwrap_or_else(today);
    let units: Vec<_> = snapshot
        .units()
        .on(on)
        .map(|unit| UnitSummary::new(&snapshot, unit, on))
        .collect();
    if units.is_empty() {
        bail!("{}", nothing_on(&snapshot, on));
    }
    let mut out = std::io::stdout().lock();
    if arguments.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&units)?)?;
    } else {
        print(&mut out, &units)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn nothing_on(snapshot: &Snapshot, on: Date) -> String {
    match snapshot.units().first_day() {
        None => "the data hold no unit".to_owned(),
        Some(first) => format!("no unit is known on {on}; the registry begins on {first}"),
    }
}

fn print(out: &mut impl Write, units: &[UnitSummary]) -> std::io::Result<()> {
    for unit in units {
        let border = unit
            .border_km
            .map_or_else(String::new, |length| format!("border {length} km"));
        let line = format!("{}  {:<28}{border}", unit.code, unit.full_name);
        writeln!(out, "{}", line.trim_end())?;
    }
    writeln!(out, "{}", counted(units.len(), "unit", "units"))
}
