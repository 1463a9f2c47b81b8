//! The tables `agencies`, `indicators`, `targets` and `tasks`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::model::{
    Agency, AgencyId, Indicator, IndicatorId, Record, Target, TargetId, Task, TaskId,
};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_json;

pub(super) fn put_agency(connection: &Connection, agency: &Agency) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO agencies VALUES (?1, ?2)")?
        .execute(params![
            agency.id.as_str(),
            to_json("agencies", "content", agency)?
        ])?;
    Ok(())
}

pub(super) fn remove_agency(connection: &Connection, id: &AgencyId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM agencies WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

pub(super) fn read_agency(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Agency(Arc::new(columns.json("content")?)))
}

pub(super) fn put_indicator(
    connection: &Connection,
    indicator: &Indicator,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO indicators VALUES (?1, ?2)")?
        .execute(params![
            indicator.id.as_str(),
            to_json("indicators", "content", indicator)?
        ])?;
    Ok(())
}

pub(super) fn remove_indicator(
    connection: &Connection,
    id: &IndicatorId,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM indicators WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

pub(super) fn read_indicator(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Indicator(Arc::new(columns.json("content")?)))
}

pub(super) fn put_target(connection: &Connection, target: &Target) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO targets VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            target.id.as_str(),
            target.revision,
            target.indicator.as_str(),
            to_json("targets", "content", target)?,
        ])?;
    Ok(())
}

pub(super) fn remove_target(
    connection: &Connection,
    id: &TargetId,
    revision: u32,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM targets WHERE id = ?1 AND revision = ?2")?
        .execute(params![id.as_str(), revision])?;
    Ok(())
}

pub(super) fn read_target(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Target(Arc::new(columns.json("content")?)))
}

pub(super) fn put_task(connection: &Connection, task: &Task) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO tasks VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            task.id.as_str(),
            task.lead.as_str(),
            task.deadline.to_string(),
            to_json("tasks", "content", task)?,
        ])?;
    Ok(())
}

pub(super) fn remove_task(connection: &Connection, id: &TaskId) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM tasks WHERE id = ?1")?
        .execute([id.as_str()])?;
    Ok(())
}

pub(super) fn read_task(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Task(Arc::new(columns.json("content")?)))
}
