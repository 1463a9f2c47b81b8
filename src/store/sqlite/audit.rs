//! The log of every change.

use jiff::Timestamp;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};
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
    let (statement, values) = page_of(query);
    let mut statement = connection.prepare_cached(&statement)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(&Columns::new("audit", row))?);
    }
    Ok(entries)
}

pub(super) fn total(connection: &Connection, query: &AuditQuery) -> Result<usize, StoreError> {
    let (conditions, values) = conditions(query);
    let count: i64 = connection
        .prepare_cached(&format!("SELECT count(*) FROM audit {conditions}"))?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(count as usize)
}

/// The statement for a part of the log, with its values.
fn page_of(query: &AuditQuery) -> (String, Vec<Value>) {
    let (conditions, mut values) = conditions(query);
    // For SQLite a negative limit is none.
    let limit = query.limit.and_then(|limit| i64::try_from(limit).ok());
    values.push(limit.unwrap_or(-1).into());
    values.push(i64::try_from(query.offset).unwrap_or(i64::MAX).into());
    let statement = format!(
        "SELECT audit.version, sequence, at, actor, reason, entity, key, before, after
         FROM audit JOIN commits USING (version) {conditions}
         ORDER BY audit.version DESC, sequence DESC
         LIMIT ? OFFSET ?"
    );
    (statement, values)
}

/// Only what the query names becomes a condition: an index serves no condition that may be left open.
fn conditions(query: &AuditQuery) -> (String, Vec<Value>) {
    let text = |text: &String| Value::from(text.clone());
    let version = |version: u64| Value::from(version as i64);
    let named = [
        ("entity = ?", query.entity.as_ref().map(text)),
        ("key = ?", query.key.as_ref().map(text)),
        ("audit.version > ?", query.after_version.map(version)),
    ];
    let named = named
        .into_iter()
        .filter_map(|(condition, value)| value.map(|value| (condition, value)));
    let (conditions, values): (Vec<_>, Vec<_>) = named.unzip();
    if conditions.is_empty() {
        (String::new(), values)
    } else {
        (format!("WHERE {}", conditions.join(" AND ")), values)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// How the database finds what the query asks for, step by step.
    fn plan(query: &AuditQuery) -> Vec<String> {
        let connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(include_str!(
                "../../../migrations/sqlite/0001_foundation.sql"
            ))
            .unwrap();
        let (statement, values) = page_of(query);
        let mut explained = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
            .unwrap();
        let steps = explained
            .query_map(params_from_iter(values), |row| row.get("detail"))
            .unwrap();
        steps.map(Result::unwrap).collect()
    }

    #[test]
    fn the_changes_of_one_record_are_found_by_the_index_and_come_in_its_order() {
        let query = AuditQuery {
            entity: Some("task".to_owned()),
            key: Some("border-road".to_owned()),
            limit: Some(200),
            ..AuditQuery::default()
        };
        assert_eq!(
            plan(&query),
            [
                "SEARCH audit USING INDEX audit_by_key (entity=? AND key=?)",
                "SEARCH commits USING INTEGER PRIMARY KEY (rowid=?)"
            ]
        );
    }
}
