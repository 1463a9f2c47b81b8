//! The store: the only SQL.
//!
//! A [`Store`] keeps the records, the log of every change to them, and the newest [`Snapshot`], from which
//! all reads are served. There is one writer at a time; readers never wait for it.

mod keyring;
mod sqlite;

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value as Json;
use utoipa::ToSchema;

use crate::geometry::Bounds;
use crate::model::{AttributeError, Edit, LayerId, PlaceId, Snapshot, UnitKey};

pub use keyring::{Keyring, SqliteKeyring, StoredSession};
pub use sqlite::SqliteStore;

/// Who makes a change: an account, or the command that was run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor(String);

impl Actor {
    /// The command of the program that makes the change.
    #[must_use]
    pub fn command(name: &str) -> Self {
        Self(format!("command:{name}"))
    }

    /// The account of that name.
    #[must_use]
    pub fn account(name: &str) -> Self {
        Self(format!("account:{name}"))
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Changes that are made together or not at all.
#[derive(Debug, Clone)]
pub struct Transaction {
    /// Who makes them.
    pub actor: Actor,
    /// Why, in a sentence for the log.
    pub reason: String,
    /// The version that the changes were worked out from; the commit is refused where the data have
    /// moved on since. `None` where the changes hold whatever happened meanwhile.
    pub expected_version: Option<u64>,
    /// The changes, in order.
    pub edits: Vec<Edit>,
}

/// What a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The version of the data after it.
    pub version: u64,
    /// How many records it changed; 0 where everything was so already and no version was made.
    pub changed: usize,
}

/// One record's change, as the log keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AuditEntry {
    /// The commit that the change belongs to.
    pub version: u64,
    /// Its place within the commit, from 0.
    pub sequence: u32,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// Why.
    pub reason: String,
    /// The sort of record.
    pub entity: String,
    /// Which record.
    pub key: String,
    /// The record before; `null` where there was none.
    #[schema(value_type = Object, nullable)]
    pub before: Option<Json>,
    /// The record after; `null` where it was removed.
    #[schema(value_type = Object, nullable)]
    pub after: Option<Json>,
}

/// Which entries of the log are wanted, the newest first.
#[derive(Debug, Clone, Default)]
pub struct AuditQuery {
    /// Only this sort of record.
    pub entity: Option<String>,
    /// Only this record.
    pub key: Option<String>,
    /// Only commits after this version.
    pub after_version: Option<u64>,
    /// At most so many; all if not given.
    pub limit: Option<usize>,
    /// Leave out so many.
    pub offset: usize,
}

/// Why the store could not do what was asked. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The data have changed since the edits were worked out.
    #[error(
        "the data are at version {found}, the change was worked out from version {expected}; \
         load the data again and repeat the change"
    )]
    Conflict {
        /// The version that the transaction expected.
        expected: u64,
        /// The version that the data are at.
        found: u64,
    },
    /// A place does not fit its kind.
    #[error("place {place}: {cause}")]
    Attribute {
        /// The place.
        place: PlaceId,
        /// What does not fit.
        cause: AttributeError,
    },
    /// A grid comes without its values, which the log does not keep.
    #[error("the grid of layer {layer} comes without its values; import the layer again")]
    NoValues {
        /// The layer.
        layer: LayerId,
    },
    /// A record refers to one that does not exist.
    #[error("a record refers to another that does not exist (of {entities}); load that one first")]
    DanglingReference {
        /// The sorts of records in the transaction.
        entities: String,
    },
    /// The database was written by a newer release.
    #[error(
        "the database {path} has schema {found}, this release knows up to {known}; \
         use the release that wrote it or a newer one"
    )]
    NewerSchema {
        /// The file.
        path: String,
        /// Its schema.
        found: usize,
        /// The newest schema that this release knows.
        known: usize,
    },
    /// A row does not hold what its table promises.
    #[error("table {table} holds a {column} that cannot be read: {value}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// What was found, or why it cannot be read.
        value: String,
    },
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] rusqlite::Error),
    /// The folder of the data cannot be used.
    #[error("the data folder {path} cannot be used: {cause}")]
    Folder {
        /// The folder.
        path: String,
        /// Why.
        cause: std::io::Error,
    },
}

/// Keeps the records and serves the newest snapshot of them.
pub trait Store: Send + Sync {
    /// The newest data. Never waits for a writer.
    fn snapshot(&self) -> Arc<Snapshot>;

    /// Makes the changes in one transaction, logs them, and publishes the next snapshot.
    ///
    /// Edits that change nothing are left out; where none is left no version is made.
    ///
    /// # Errors
    /// See [`StoreError`]; in every case nothing was changed.
    fn commit(&self, transaction: Transaction) -> Result<Committed, StoreError>;

    /// Takes over what other processes have committed since; the newest data after that.
    ///
    /// # Errors
    /// When the database cannot be read; the snapshot stays as it was.
    fn refresh(&self) -> Result<Arc<Snapshot>, StoreError>;

    /// The log of changes, the newest first. Reads the database: not for threads that must not wait for a disk.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn audit(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError>;

    /// How many entries of the log the query means, whatever part of them it asks for.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn audit_total(&self, query: &AuditQuery) -> Result<usize, StoreError>;

    /// The units whose current or past boundary boxes, and the places whose boxes, meet the given one:
    /// asked of the database's own index, as other programs that open the database would.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn indexed_within(&self, bounds: Bounds) -> Result<(Vec<UnitKey>, Vec<PlaceId>), StoreError>;
}
