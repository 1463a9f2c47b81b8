//! The store in one `SQLite` file, for one machine.
//!
//! WAL, foreign keys on, every commit synced to disk before it is acknowledged. One connection writes,
//! behind a lock; a process that finds the file changed by another takes the changes over first. What is read from the
//! file beside the snapshot is read by a connection of its own, which waits for no writer.

mod audit;
mod columns;
mod migrations;
mod tables;

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arc_swap::ArcSwap;
use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::{AuditEntry, AuditQuery, Committed, Store, StoreError, Transaction};
use crate::geometry::Bounds;
use crate::model::{Edit, PlaceId, Record, Snapshot, UnitKey};

/// The name of the database in the data folder.
const FILE_NAME: &str = "nonnuoc.sqlite";

/// How long a connection waits for another process that holds the file.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A store in one `SQLite` file.
#[derive(Debug)]
pub struct SqliteStore {
    /// `None` in memory, where the database belongs to its one connection. Closed before the writer, which as the last
    /// one folds the write-ahead log into the file.
    reader: Option<Mutex<Connection>>,
    writer: Mutex<Connection>,
    snapshot: ArcSwap<Snapshot>,
}

impl SqliteStore {
    /// Opens the store of a data folder, making both where they are missing.
    ///
    /// # Errors
    /// When the folder cannot be made, the file is not a database of ours, or is of a newer release.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(folder).map_err(|cause| StoreError::Folder {
            path: folder.display().to_string(),
            cause,
        })?;
        let file = folder.join(FILE_NAME);
        let store = Self::from_connection(Connection::open(&file)?, &file.display().to_string())?;
        let only_reading = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&file, only_reading)?;
        reader.busy_timeout(LONGEST_WAIT)?;
        Ok(Self {
            reader: Some(Mutex::new(reader)),
            ..store
        })
    }

    /// Whether a data folder holds a store already.
    #[must_use]
    pub fn is_in(folder: &Path) -> bool {
        folder.join(FILE_NAME).is_file()
    }

    /// A store that lives in memory only: for a look at the shipped data, and for tests.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::from_connection(Connection::open_in_memory()?, ":memory:")
    }

    fn from_connection(mut connection: Connection, path: &str) -> Result<Self, StoreError> {
        connection.busy_timeout(LONGEST_WAIT)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        migrations::run(&mut connection, path)?;
        let snapshot = load(&connection)?;
        Ok(Self {
            reader: None,
            writer: Mutex::new(connection),
            snapshot: ArcSwap::from_pointee(snapshot),
        })
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        lock(&self.writer)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        lock(self.reader.as_ref().unwrap_or(&self.writer))
    }
}

/// A connection. A panic of another thread while it held the lock rolled its transaction back, so the connection is
/// sound.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads the whole database.
fn load(connection: &Connection) -> Result<Snapshot, StoreError> {
    let reading = connection.unchecked_transaction()?;
    let version = audit::version(&reading)?;
    let records = tables::load(&reading)?;
    Ok(Snapshot::new(version, records))
}

impl Store for SqliteStore {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.snapshot.load_full()
    }

    fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError> {
        check(&transaction)?;
        let mut connection = self.writer();
        let writing = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found = audit::version(&writing)?;
        let mut current = self.snapshot();
        if current.version() != found {
            current = Arc::new(Snapshot::new(found, tables::load(&writing)?));
        }
        if let Some(expected) = transaction
            .expected_version
            .filter(|expected| *expected != found)
        {
            // Whoever works the change out again needs the data that it met.
            self.snapshot.store(current);
            return Err(StoreError::Conflict { expected, found });
        }
        let changes = effective(&current, transaction.edits);
        if changes.is_empty() {
            self.snapshot.store(current);
            return Ok(Committed {
                version: found,
                changed: 0,
            });
        }
        let version = found + 1;
        audit::open_commit(
            &writing,
            version,
            Timestamp::now(),
            &transaction.actor,
            &transaction.reason,
        )?;
        for (sequence, change) in changes.iter().enumerate() {
            tables::write(&writing, &change.edit)?;
            audit::log(&writing, version, sequence, change)?;
        }
        writing
            .commit()
            .map_err(|error| name_dangling(error, &changes))?;
        let edits: Vec<_> = changes.into_iter().map(|change| change.edit).collect();
        self.snapshot
            .store(Arc::new(current.apply(version, &edits)));
        Ok(Committed {
            version,
            changed: edits.len(),
        })
    }

    fn refresh(&self) -> Result<Arc<Snapshot>, StoreError> {
        let connection = self.writer();
        if audit::version(&connection)? != self.snapshot.load().version() {
            self.snapshot.store(Arc::new(load(&connection)?));
        }
        Ok(self.snapshot())
    }

    fn audit(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        audit::read(&self.reader(), query)
    }

    fn audit_total(&self, query: &AuditQuery) -> Result<usize, StoreError> {
        audit::total(&self.reader(), query)
    }

    fn indexed_within(&self, bounds: Bounds) -> Result<(Vec<UnitKey>, Vec<PlaceId>), StoreError> {
        tables::indexed_within(&self.reader(), bounds)
    }
}

/// An edit that changes something, with the record before it.
struct Change {
    before: Option<Record>,
    edit: Edit,
}

/// The edits that change something, each with what it finds. A later edit of the same record finds
/// what the earlier one left.
fn effective(current: &Snapshot, edits: Vec<Edit>) -> Vec<Change> {
    let mut written = std::collections::BTreeMap::new();
    let mut changes = Vec::with_capacity(edits.len());
    for edit in edits {
        let key = edit.key();
        let before = written
            .get(&key)
            .cloned()
            .unwrap_or_else(|| current.record(&key));
        let after = match &edit {
            Edit::Put(record) => Some(record.clone()),
            Edit::Remove(_) => None,
        };
        if before != after {
            written.insert(key, after);
            changes.push(Change { before, edit });
        }
    }
    changes
}

fn check(transaction: &Transaction) -> Result<(), StoreError> {
    for edit in &transaction.edits {
        match edit {
            Edit::Put(Record::Place(place)) => {
                place
                    .check_attributes()
                    .map_err(|cause| StoreError::Attribute {
                        place: place.id.clone(),
                        cause,
                    })?;
            }
            Edit::Put(Record::Raster(grid)) if grid.raster().is_none() => {
                return Err(StoreError::NoValues {
                    layer: grid.layer.clone(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

/// Foreign keys are checked at the end of a transaction; the database does not say whose failed.
fn name_dangling(error: rusqlite::Error, changes: &[Change]) -> StoreError {
    match &error {
        rusqlite::Error::SqliteFailure(failure, _)
            if failure.code == ErrorCode::ConstraintViolation =>
        {
            let mut entities: Vec<_> = changes
                .iter()
                .map(|change| change.edit.key().entity())
                .collect();
            entities.sort_unstable();
            entities.dedup();
            StoreError::DanglingReference {
                entities: entities.join(", "),
            }
        }
        _ => StoreError::Database(error),
    }
}
