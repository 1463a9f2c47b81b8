//! The schema, one step a file, each run once and in order.

use rusqlite::{Connection, TransactionBehavior};

use crate::store::StoreError;

/// Every step that ever was; a released step is never changed.
const STEPS: &[&str] = &[
    include_str!("../../../migrations/sqlite/0001_foundation.sql"),
    include_str!("../../../migrations/sqlite/0002_programme.sql"),
    include_str!("../../../migrations/sqlite/0003_scenarios.sql"),
    include_str!("../../../migrations/sqlite/0004_accounts.sql"),
    include_str!("../../../migrations/sqlite/0005_rasters.sql"),
    include_str!("../../../migrations/sqlite/0006_vietnamese_sources.sql"),
];

/// Brings the database to the newest schema.
///
/// # Errors
/// When the database was written by a newer release, or a step fails (it is then rolled back).
pub(super) fn run(connection: &mut Connection, path: &str) -> Result<(), StoreError> {
    let writing = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: u32 = writing.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let done = done as usize;
    if done > STEPS.len() {
        return Err(StoreError::NewerSchema {
            path: path.to_owned(),
            found: done,
            known: STEPS.len(),
        });
    }
    for step in &STEPS[done..] {
        writing.execute_batch(step)?;
    }
    writing.pragma_update(None, "user_version", STEPS.len() as u32)?;
    writing.commit()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Record, Text};
    use crate::store::sqlite::tables;

    /// The steps of the release before sources were told in Vietnamese.
    const BEFORE: usize = 5;

    #[test]
    fn a_layer_of_an_older_database_keeps_its_source_for_both_languages() {
        let mut connection = Connection::open_in_memory().unwrap();
        for step in &STEPS[..BEFORE] {
            connection.execute_batch(step).unwrap();
        }
        let done = BEFORE as u32;
        connection
            .pragma_update(None, "user_version", done)
            .unwrap();
        let layer = "INSERT INTO layers
            (id, title_vi, title_en, source, licence, retrieved, crs, is_illustrative, count)
            VALUES ('communes', 'Xã', 'Communes', 'Sở Nội vụ', 'CC0', '2026-01-15', 'EPSG:9210', 0, 56)";
        connection.execute(layer, []).unwrap();
        run(&mut connection, ":memory:").unwrap();
        let records = tables::load(&connection).unwrap();
        let [Record::Layer(layer)] = records.as_slice() else {
            panic!("{records:?}")
        };
        let both = Text::new("Sở Nội vụ", "Sở Nội vụ");
        assert_eq!(layer.provenance.source_text(), both);
        assert_eq!(layer.provenance.licence_vi, None);
    }
}
