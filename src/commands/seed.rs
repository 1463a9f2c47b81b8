//! `nonnuoc seed`: loads the shipped data into an empty workspace.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;

use super::open_store;
use crate::config::DataFolder;
use crate::formats::shipped;
use crate::model::Edit;
use crate::store::{Actor, Committed, Store, Transaction};

/// Runs the command.
pub(super) fn run(data: &Path) -> anyhow::Result<ExitCode> {
    let folder = DataFolder::new(data.to_owned());
    let store = open_store(&folder)?;
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

/// Commits everything that ships.
pub(super) fn load_shipped(store: &dyn Store) -> anyhow::Result<Committed> {
    let edits = shipped::records()?.into_iter().map(Edit::Put).collect();
    Ok(store.commit(Transaction {
        actor: Actor::command("seed"),
        reason: "Load the shipped data".to_owned(),
        expected_version: Some(0),
        edits,
    })?)
}
