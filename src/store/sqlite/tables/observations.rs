//! The table `observations`.

use std::str::FromStr;
use std::sync::Arc;

use rusqlite::{Connection, params};
use rust_decimal::Decimal;

use super::Columns;
use crate::model::{Observation, ObservationKey, Record, Value};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_json;

pub(super) fn put(connection: &Connection, observation: &Observation) -> Result<(), StoreError> {
    let key = &observation.key;
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO observations VALUES
             (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
        )?
        .execute(params![
            key.indicator.as_str(),
            key.subject.to_string(),
            key.period.to_string(),
            key.revision,
            observation.value.number().map(|number| number.to_string()),
            observation.value.missing_reason(),
            observation.unit,
            observation.source,
            to_json("observations", "quality", &observation.quality)?,
            to_json("observations", "state", &observation.state)?,
            observation.is_illustrative,
            observation.entered_by,
            observation.entered_at.to_string(),
            observation.note,
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, key: &ObservationKey) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "DELETE FROM observations
             WHERE indicator = ?1 AND subject = ?2 AND period = ?3 AND revision = ?4",
        )?
        .execute(params![
            key.indicator.as_str(),
            key.subject.to_string(),
            key.period.to_string(),
            key.revision,
        ])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    Ok(Record::Observation(Arc::new(Observation {
        key: ObservationKey {
            indicator: columns.parse("indicator")?,
            subject: columns.parse("subject")?,
            period: columns.parse("period")?,
            revision: columns.get("revision")?,
        },
        value: value(columns)?,
        unit: columns.get("unit")?,
        source: columns.get("source")?,
        quality: columns.json("quality")?,
        state: columns.json("state")?,
        is_illustrative: columns.get("is_illustrative")?,
        entered_by: columns.get("entered_by")?,
        entered_at: columns.parse("entered_at")?,
        note: columns.get("note")?,
    })))
}

fn value(columns: &Columns<'_>) -> Result<Value, StoreError> {
    match columns.get::<Option<String>>("number")? {
        Some(text) => Decimal::from_str(&text)
            .map(Value::from)
            .map_err(|_| columns.corrupt("number", text)),
        None => Ok(Value::NotAvailable {
            reason: columns.get("missing_reason")?,
        }),
    }
}
