//! The table `lineage`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::model::{Lineage, Record, UnitKey};
use crate::store::StoreError;

pub(super) fn put(connection: &Connection, link: &Lineage) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO lineage VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![
            link.predecessor.code.as_str(),
            link.predecessor.valid_from.to_string(),
            link.successor.code.as_str(),
            link.successor.valid_from.to_string(),
            link.basis,
        ])?;
    Ok(())
}

pub(super) fn remove(
    connection: &Connection,
    predecessor: &UnitKey,
    successor: &UnitKey,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM lineage WHERE predecessor_code = ?1 AND predecessor_from = ?2
             AND successor_code = ?3 AND successor_from = ?4",
        )?
        .execute(params![
            predecessor.code.as_str(),
            predecessor.valid_from.to_string(),
            successor.code.as_str(),
            successor.valid_from.to_string(),
        ])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Lineage(Arc::new(Lineage {
        predecessor: UnitKey {
            code: columns.parse("predecessor_code")?,
            valid_from: columns.parse("predecessor_from")?,
        },
        successor: UnitKey {
            code: columns.parse("successor_code")?,
            valid_from: columns.parse("successor_from")?,
        },
        basis: columns.get("basis")?,
    })))
}
