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
