//! `nonnuoc remove`: takes a layer out of the data, with all that it holds.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use clap::Args;

use super::workspace;
use crate::analysis::removal::removal;
use crate::model::{LayerId, counted};
use crate::store::{Actor, Store, Transaction};

const EXAMPLES: &str = "Examples:
  nonnuoc remove landslide-spots --dry-run   says what would go; changes nothing
  nonnuoc remove elevation                   the log of changes keeps what it was";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The id of a layer of places or of a raster.
    layer: LayerId,
    /// Print what would go, and change nothing.
    #[arg(long)]
    dry_run: bool,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let snapshot = workspace::to_read(data)?.snapshot();
    let Some(layer) = snapshot.layer(&arguments.layer) else {
        let known: Vec<_> = snapshot.layers().map(|layer| layer.id.as_str()).collect();
        bail!(
            "there is no layer {}; there are {}",
            arguments.layer,
            known.join(", ")
        );
    };
    let edits = removal(&snapshot, layer)?;
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "Layer {} ({}) goes, with {} of it.",
        layer.id,
        layer.title.vi,
        counted(edits.len() - 1, "record", "records")
    )?;
    if arguments.dry_run {
        writeln!(
            out,
            "Dry run: nothing was changed; the data stay at version {}.",
            snapshot.version()
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let committed = workspace::to_change(data)?.commit(Transaction {
        actor: Actor::command("remove"),
        reason: format!("Remove the layer {}", layer.id),
        expected_version: Some(snapshot.version()),
        edits,
    })?;
    writeln!(
        out,
        "Done: {} changed; the data are at version {}.",
        counted(committed.changed, "record", "records"),
        committed.version
    )?;
    Ok(ExitCode::SUCCESS)
}
