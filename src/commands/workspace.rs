//! The data that a command works on: those of its folder, or the shipped data while the folder holds none.

use std::path::Path;

use anyhow::Context;

use super::seed;
use crate::config::DataFolder;
use crate::store::{SqliteStore, Store};

/// The data of a folder for a command that changes nothing. While the folder holds none, the shipped data answer, and
/// the folder stays as it is, even missing.
pub(super) fn to_read(data: &Path) -> anyhow::Result<SqliteStore> {
    let folder = DataFolder::new(data.to_owned()).path();
    if SqliteStore::is_in(&folder) {
        let store = SqliteStore::open(&folder)?;
        if holds_data(&store) {
            return Ok(store);
        }
    }
    let store = SqliteStore::in_memory()?;
    seed::load_shipped(&store).context("the shipped data could not be read")?;
    tracing::info!(
        "{} holds no data yet: the answer is that of the shipped data",
        folder.display()
    );
    Ok(store)
}

/// The data of a folder for a command that changes them. A folder without data is filled with the shipped ones first.
pub(super) fn to_change(data: &Path) -> anyhow::Result<SqliteStore> {
    let folder = DataFolder::new(data.to_owned()).path();
    let store = SqliteStore::open(&folder)?;
    if !holds_data(&store) {
        let loaded = seed::load_shipped(&store)
            .context("the folder without data could not be filled first")?;
        tracing::info!(
            records = loaded.changed,
            "{} held no data: the shipped data were loaded first",
            folder.display()
        );
    }
    Ok(store)
}

/// Whether anything was ever loaded.
fn holds_data(store: &SqliteStore) -> bool {
    store.snapshot().version() > 0
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn reading_leaves_an_empty_folder_alone_and_changing_fills_it() {
        let folder = TempDir::new().unwrap();
        let data = folder.path().join("data");
        assert_eq!(to_read(&data).unwrap().snapshot().version(), 1);
        assert!(!data.exists(), "nothing was written");
        SqliteStore::open(&data).unwrap();
        assert_eq!(to_read(&data).unwrap().snapshot().version(), 1);
        let untouched = SqliteStore::open(&data).unwrap();
        assert_eq!(untouched.snapshot().version(), 0, "nothing was written");
        assert_eq!(to_change(&data).unwrap().snapshot().version(), 1);
        assert_eq!(to_change(&data).unwrap().snapshot().version(), 1);
    }
}
