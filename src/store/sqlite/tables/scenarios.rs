//! The table `scenarios`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::model::{Record, Scenario, ScenarioId};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_json;

pub(super) fn put(connection: &Connection, scenario: &Scenario) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO scenarios VALUES (?1, ?2, ?3)")?
        .execute(params![
            scenario.id.as_str(),
            scenario.kind.as_str(),
            to_json("scenarios", "content", scenario)?
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, id: &ScenarioId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM scenarios WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Scenario(Arc::new(columns.json("content")?)))
}
