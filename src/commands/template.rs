//! `nonnuoc template`: writes the spreadsheet in which figures are collected.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, anyhow};
use clap::Args;

use super::workspace;
use crate::config::today;
use crate::model::{Indicator, IndicatorId, Period, Rhythm};
use crate::report::template;
use crate::store::Store;

const EXAMPLES: &str = "Examples:
  nonnuoc template households --out households.xlsx
  nonnuoc template households area --period 2026 --out form.xlsx";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The indicators' ids, such as households; computed ones are not collected.
    #[arg(required = true)]
    indicators: Vec<IndicatorId>,
    /// The period, such as 2026 or 2026-Q3; this year if none is given.
    #[arg(long)]
    period: Option<Period>,
    /// The file to write.
    #[arg(short, long, visible_alias = "out")]
    output: PathBuf,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let store = workspace::to_read(data)?;
    let snapshot = store.snapshot();
    let period = match arguments.period {
        Some(period) => period,
        None => Period::containing(today(), Rhythm::Year)?,
    };
    let indicators: Vec<&Indicator> = arguments
        .indicators
        .iter()
        .map(|id| {
            let found = snapshot.programme().indicator(id).map(AsRef::as_ref);
            found.ok_or_else(|| anyhow!("there is no indicator {id}; see /api/indicators"))
        })
        .collect::<anyhow::Result<_>>()?;
    let bytes = template::write(&snapshot, &indicators, period)?;
    std::fs::write(&arguments.output, bytes)
        .with_context(|| format!("cannot write {}", arguments.output.display()))?;
    writeln!(
        std::io::stdout(),
        "{}: {} sheets for {period}",
        arguments.output.display(),
        indicators.len()
    )?;
    Ok(ExitCode::SUCCESS)
}
