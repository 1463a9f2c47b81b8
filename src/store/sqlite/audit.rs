//! The log of every change.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde_json::Value as Json;

use super::Change;
use super::columns::{Columns, to_json};
use crate::model::{Edit, Record};
use crate::store::{Actor, AuditEntry, AuditQuery, StoreError};

/// The number of the last commit; 0 where there is none.
pub(super) fn version(connection: &Connection) -> Result<u64, StoreError> {
    let version: i64 =
        connection.query_row("SELECT coalesce(max(version), 0) FROM commits", [], |row| {
            row.get(0)
        })?;
    Ok(version as u64)
}

pub(super) fn open_commit(
    connection: &Connection,
    version: u64,
    at: Timestamp,
    actor: &Actor,
    reason: &str,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO commits (version, at, actor, reason) VALUES (?1, ?2, ?3, ?4)",
        params![version as i64, at.to_string(), actor.to_string(), reason],
    )?;
    Ok(())
}

pub(super) fn log(
    connection: &Connection,
    version: u64,
    sequence: usize,
    change: &Change,
) -> Result<(), StoreError> {
    let json = |record: &Record| to_json("audit", "after", record);
    let before = change.before.as_ref().map(json).transpose()?;
    let after = match &change.edit {
        Edit::Put(record) => Some(json(record)?),
        Edit::Remove(_) => None,
    };
    let key = change.edit.key();
    connection
        .prepare_cached(
            "INSERT INTO audit (version, sequence, entity, key, before, after)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            version as i64,
            sequence as i64,
            key.entity(),
            key.to_string(),
            before,
            after
        ])?;
    Ok(())
}

pub(super) fn read(
    connection: &Connection,
    query: &AuditQuery,
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT audit.version, sequence, at, actor, reason, entity, key, before, after
         FROM audit JOIN commits USING (version)
         WHERE (?1 IS NULL OR entity = ?1)
           AND (?2 IS NULL OR key = ?2)
           AND (?3 IS NULL OR version > ?3)
         ORDER BY version DESC, sequence DESC
         LIMIT ?4",
    )?;
    let limit = if query.limit == 0 {
        -1
    } else {
        query.limit as i64
    };
    let after_version = query.after_version.map(|version| version as i64);
    let mut rows = statement.query(params![query.entity, query.key, after_version, limit])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(&Columns::new("audit", row))?);
    }
    Ok(entries)
}

fn entry(columns: &Columns<'_>) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        version: columns.get::<i64>("version")? as u64,
        sequence: columns.get("sequence")?,
        at: columns.parse("at")?,
        actor: columns.get("actor")?,
        reason: columns.get("reason")?,
        entity: columns.get("entity")?,
        key: columns.get("key")?,
        before: optional_json(columns, "before")?,
        after: optional_json(columns, "after")?,
    })
}

fn optional_json(columns: &Columns<'_>, column: &'static str) -> Result<Option<Json>, StoreError> {
    match columns.get::<Option<String>>(column)? {
        Some(_) => columns.json(column).map(Some),
        None => Ok(None),
    }
}
