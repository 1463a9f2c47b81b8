//! `nonnuoc import`: takes in official data, or says everything that is wrong with them.

mod boundaries;
mod figures;
mod layer;
mod order;
mod raster;

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};

use super::workspace;
use crate::config::today;
use crate::formats::worker::{Progress, ReadError, Reader};
use crate::model::delivery::{Delivery, Problems};
use crate::model::{Edit, Snapshot, Text, counted};
use crate::store::{Actor, Store, Transaction};
use order::Order;

/// What the command understands.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Replace the unit boundaries by an official set, as a new dated version.
    Boundaries(boundaries::Arguments),
    /// Load a layer: places (gates, schools, landslide zones, roads …) or a raster (elevation …).
    Layer(layer::Arguments),
    /// Take in a filled-in spreadsheet of figures; nothing is saved without --confirm.
    Figures(figures::Arguments),
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    match &arguments.what {
        What::Boundaries(arguments) => boundaries::run(data, arguments),
        What::Layer(arguments) => layer::run(data, arguments),
        What::Figures(arguments) => figures::run(data, arguments),
    }?;
    Ok(ExitCode::SUCCESS)
}

/// Reads every file of an order, each in a process of its own, showing progress on a terminal.
fn read(order: &Order, snapshot: &Snapshot) -> anyhow::Result<Delivery> {
    let area = snapshot.map().bounds(today()).map(Into::into);
    let options = order.read_options(area)?;
    let reader = Reader::of_this_program(order.limits())?;
    let mut deliveries = Vec::new();
    let mut mistakes = Problems::default();
    for file in &order.files {
        let bar = progress_bar(file, Counted::Features);
        let outcome = reader.read(file, &options, &mut |progress| {
            show(&bar, progress, Counted::Features);
        });
        bar.finish_and_clear();
        match outcome {
            Ok(delivery) => deliveries.push(delivery),
            Err(ReadError::Problems(problems)) => mistakes.extend(problems),
            Err(other) => return Err(other.into()),
        }
    }
    unless_mistaken(&mistakes)?;
    Delivery::join(deliveries).context("no file was named")
}

/// What a progress bar counts.
#[derive(Debug, Clone, Copy)]
enum Counted {
    Features,
    Rows,
}

impl Counted {
    /// The bar while it is not known how many there are.
    fn spinner(self) -> ProgressStyle {
        let template = match self {
            Self::Features => "{spinner} {msg}: {human_pos} features, {elapsed}",
            Self::Rows => "{spinner} {msg}, {elapsed}",
        };
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
    }

    /// The bar as soon as it is known.
    fn bar(self) -> ProgressStyle {
        let template = match self {
            Self::Features => "{bar:30} {msg}: {human_pos} of {human_len} features, {eta} left",
            Self::Rows => "{bar:30} {msg}: {percent} % of the rows, {eta} left",
        };
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
    }
}

fn progress_bar(file: &Path, counted: Counted) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(file.display().to_string());
    bar.set_style(counted.spinner());
    bar
}

/// A bar that moves while work goes on of which nobody knows how much is left.
fn working(what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner().with_message(what);
    bar.set_style(Counted::Rows.spinner());
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn show(bar: &ProgressBar, progress: Progress, counted: Counted) {
    if let Some(total) = progress.total
        && bar.length() != Some(total)
    {
        bar.set_length(total);
        bar.set_style(counted.bar());
    }
    bar.set_position(progress.done);
}

/// Ends the command where there are mistakes, with all of them.
fn unless_mistaken(mistakes: &Problems) -> anyhow::Result<()> {
    if mistakes.is_empty() {
        return Ok(());
    }
    let count = counted(mistakes.total, "mistake", "mistakes");
    bail!("{count}, nothing was changed:\n{mistakes}");
}

/// Commits the edits, or says that they would be.
fn commit(
    data: &Path,
    snapshot: &Arc<Snapshot>,
    order: &Order,
    edits: Vec<Edit>,
) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if order.dry_run {
        writeln!(
            out,
            "Dry run: nothing was changed; the data stay at version {}.",
            snapshot.version()
        )?;
        return Ok(());
    }
    let committed = workspace::to_change(data)?.commit(Transaction {
        actor: Actor::command("import"),
        reason: order.reason(),
        expected_version: Some(snapshot.version()),
        edits,
    })?;
    writeln!(
        out,
        "Done: {} changed; the data are at version {}.",
        counted(committed.changed, "record", "records"),
        committed.version
    )?;
    Ok(())
}

/// Says what was read and how its coordinates became WGS 84.
fn tell_delivery(out: &mut impl Write, delivery: &Delivery) -> std::io::Result<()> {
    let header = &delivery.header;
    writeln!(
        out,
        "Read {} of {} ({})",
        counted(delivery.features.len(), "feature", "features"),
        header.file,
        header.format
    )?;
    writeln!(
        out,
        "Coordinates: {} to WGS 84 by {}",
        header.crs, header.transformation
    )?;
    tell_notices(out, &header.notices)
}

fn tell_notices(out: &mut impl Write, notices: &[Text]) -> std::io::Result<()> {
    notices
        .iter()
        .try_for_each(|notice| writeln!(out, "Note: {}", notice.en))
}
