//! `nonnuoc seed`: loads the shipped data into an empty workspace, or clears illustrative layers away.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use clap::Args;
use jiff::civil::Date;

use crate::analysis::illustration;
use crate::analysis::unit_map::UnitMap;
use crate::config::DataFolder;
use crate::formats::shipped;
use crate::model::{Edit, counted, seeds};
use crate::store::{Actor, Committed, SqliteStore, Store, Transaction};

const EXAMPLES: &str = "Examples:
  nonnuoc seed --data /srv/nonnuoc
  nonnuoc seed --remove-illustrative --data data/demo";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Remove every illustrative layer (settlements, schools, hazard zones, roads, heights …) with its places;
    /// with --data data/demo from the data of `serve --demo`. Nothing else is changed.
    #[arg(long)]
    remove_illustrative: bool,
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let folder = DataFolder::new(data.to_owned());
    let store = SqliteStore::open(&folder.path())?;
    if arguments.remove_illustrative {
        return remove_illustration(&store);
    }
    if store.snapshot().version() > 0 {
        bail!(
            "the workspace {} holds data already; use `nonnuoc import` to add to it",
            folder.path().display()
        );
    }
    let committed = load_shipped(&store)?;
    writeln!(
        std::io::stdout(),
        "loaded {} records; the data are at version {}",
        committed.changed,
        committed.version
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Commits everything that ships: the map, the programme, and the figures that we have.
pub(super) fn load_shipped(store: &dyn Store) -> anyhow::Result<Committed> {
    let programme = seeds::shipped().map_err(|errors| {
        let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow!("the shipped programme is unsound:\n{}", lines.join("\n"))
    })?;
    let edits = shipped::records()?
        .into_iter()
        .chain(programme.records())
        .map(Edit::Put)
        .collect();
    Ok(store.commit(Transaction {
        actor: Actor::command("seed"),
        reason: "Load the shipped data".to_owned(),
        expected_version: Some(0),
        edits,
    })?)
}

fn remove_illustration(store: &dyn Store) -> anyhow::Result<ExitCode> {
    let snapshot = store.snapshot();
    let edits = illustration::inputs::removal(&snapshot);
    let mut out = std::io::stdout().lock();
    if edits.is_empty() {
        writeln!(out, "there is no illustrative layer; nothing was changed")?;
        return Ok(ExitCode::SUCCESS);
    }
    let committed = store.commit(Transaction {
        actor: Actor::command("seed"),
        reason: "Remove the illustrative layers".to_owned(),
        expected_version: Some(snapshot.version()),
        edits,
    })?;
    writeln!(
        out,
        "removed {} of illustrative layers; the data are at version {}",
        counted(committed.changed, "record", "records"),
        committed.version
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Commits illustrative layers, figures and progress, each marked so.
pub(super) fn load_illustration(store: &dyn Store, today: Date) -> anyhow::Result<Committed> {
    let snapshot = store.snapshot();
    let figures = illustration::figures(&snapshot, today)
        .into_iter()
        .map(Edit::from);
    let tasks = illustration::tasks(snapshot.programme())
        .into_iter()
        .map(Edit::from);
    let layers = illustration::inputs::layers(&snapshot, &UnitMap::new(&snapshot, today));
    let layers = layers.into_iter().map(Edit::Put);
    Ok(store.commit(Transaction {
        actor: Actor::command("seed"),
        reason: "Fill the screens with illustrative layers and figures".to_owned(),
        expected_version: Some(snapshot.version()),
        edits: layers.chain(figures).chain(tasks).collect(),
    })?)
}
