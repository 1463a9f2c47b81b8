//! The keyring: passwords and sessions.
//!
//! They are kept apart from the records: in no snapshot, in no log, in a file that only the server's user
//! can read.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::model::AccountName;

/// The name of the database in the data folder.
const FILE_NAME: &str = "keyring.sqlite";

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// A hash of what the browser holds.
    pub id: String,
    /// What the session remembers, as JSON.
    pub data: String,
    /// When it ends, in seconds since 1970.
    pub expires_at: i64,
}

/// Keeps passwords and sessions.
pub trait Keyring: std::fmt::Debug + Send + Sync {
    /// The hash of the account's password; `None` where none was ever set.
    ///
    /// # Errors
    /// When the database cannot be read.
    fn password_hash(&self, account: &AccountName) -> Result<Option<String>, StoreError>;

    /// Sets the hash of the account's password.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn set_password_hash(&self, account: &AccountName, hash: &str) -> Result<(), StoreError>;

    /// Forgets the account's password, so that none is right.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn delete_password_hash(&self, account: &AccountName) -> Result<(), StoreError>;

    /// Keeps a session, in place of one with the same id.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn save_session(&self, session: &StoredSession) -> Result<(), StoreError>;

    /// Keeps a session in place of that with the same id, where there still is one: whether there is.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn update_session(&self, session: &StoredSession) -> Result<bool, StoreError>;

    /// The session of that id, where it has not ended by `now` (seconds since 1970).
    ///
    /// # Errors
    /// When the database cannot be read.
    fn session(&self, id: &str, now: i64) -> Result<Option<StoredSession>, StoreError>;

    /// Forgets the session of that id.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn delete_session(&self, id: &str) -> Result<(), StoreError>;

    /// Forgets every session that has ended by `now` (seconds since 1970); how many there were.
    ///
    /// # Errors
    /// When the database cannot be written.
    fn delete_ended_sessions(&self, now: i64) -> Result<usize, StoreError>;
}

/// A keyring in one `SQLite` file.
#[derive(Debug)]
pub struct SqliteKeyring {
    connection: Mutex<Connection>,
}

impl SqliteKeyring {
    /// Opens the keyring of a data folder, making it where it is missing.
    ///
    /// # Errors
    /// When the file cannot be made or is not a database of ours.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let file = folder.join(FILE_NAME);
        let unusable = |cause| StoreError::Folder {
            path: file.display().to_string(),
            cause,
        };
        fs::create_dir_all(folder).map_err(unusable)?;
        OpenOptions::new()
            .create(true)
            .append(true)
            .mode(0o600)
            .open(&file)
            .map_err(unusable)?;
        Self::from_connection(Connection::open(&file)?)
    }

    /// A keyring that lives in memory only, for tests.
    ///
    /// # Errors
    /// When the database cannot be made.
    pub fn in_memory() -> Result<Self, StoreError> {
        Self::from_connection(Connection::open_in_memory()?)
    }

    fn from_connection(connection: Connection) -> Result<Self, StoreError> {
        connection.busy_timeout(Duration::from_secs(30))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.execute_batch(include_str!("../../migrations/sqlite/keyring.sql"))?;
        Ok(Self {
            connection: Mutex::new(connection),
        })
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keyring for SqliteKeyring {
    fn password_hash(&self, account: &AccountName) -> Result<Option<String>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("SELECT password_hash FROM credentials WHERE account = ?1")?
            .query_row([account.as_str()], |row| row.get(0))
            .optional()?)
    }

    fn set_password_hash(&self, account: &AccountName, hash: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("INSERT OR REPLACE INTO credentials VALUES (?1, ?2)")?
            .execute([account.as_str(), hash])?;
        Ok(())
    }

    fn delete_password_hash(&self, account: &AccountName) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("DELETE FROM credentials WHERE account = ?1")?
            .execute([account.as_str()])?;
        Ok(())
    }

    fn save_session(&self, session: &StoredSession) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("INSERT OR REPLACE INTO sessions VALUES (?1, ?2, ?3)")?
            .execute(params![session.id, session.data, session.expires_at])?;
        Ok(())
    }

    fn update_session(&self, session: &StoredSession) -> Result<bool, StoreError> {
        let updated = self
            .connection()
            .prepare_cached("UPDATE sessions SET data = ?2, expires_at = ?3 WHERE id = ?1")?
            .execute(params![session.id, session.data, session.expires_at])?;
        Ok(updated > 0)
    }

    fn session(&self, id: &str, now: i64) -> Result<Option<StoredSession>, StoreError> {
        Ok(self
            .connection()
            .prepare_cached(
                "SELECT id, data, expires_at FROM sessions WHERE id = ?1 AND expires_at > ?2",
            )?
            .query_row(params![id, now], |row| {
                Ok(StoredSession {
                    id: row.get(0)?,
                    data: row.get(1)?,
                    expires_at: row.get(2)?,
                })
            })
            .optional()?)
    }

    fn delete_session(&self, id: &str) -> Result<(), StoreError> {
        self.connection()
            .prepare_cached("DELETE FROM sessions WHERE id = ?1")?
            .execute([id])?;
        Ok(())
    }

    fn delete_ended_sessions(&self, now: i64) -> Result<usize, StoreError> {
        Ok(self
            .connection()
            .prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?
            .execute([now])?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(expires_at: i64) -> StoredSession {
        StoredSession {
            id: "a-hash".to_owned(),
            data: "{}".to_owned(),
            expires_at,
        }
    }

    #[test]
    fn a_session_ends_when_its_time_has_come() {
        let keyring = SqliteKeyring::in_memory().unwrap();
        keyring.save_session(&session(100)).unwrap();
        assert_eq!(keyring.session("a-hash", 99).unwrap(), Some(session(100)));
        assert_eq!(keyring.session("a-hash", 100).unwrap(), None);
        assert_eq!(keyring.delete_ended_sessions(99).unwrap(), 0);
        assert_eq!(keyring.delete_ended_sessions(100).unwrap(), 1);
    }

    #[test]
    fn a_password_is_there_after_a_restart_and_the_file_is_private() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let name: AccountName = "admin".parse().unwrap();
        let keyring = SqliteKeyring::open(folder.path()).unwrap();
        keyring.set_password_hash(&name, "a hash").unwrap();
        drop(keyring);
        let reopened = SqliteKeyring::open(folder.path()).unwrap();
        assert_eq!(
            reopened.password_hash(&name).unwrap().as_deref(),
            Some("a hash")
        );
        let mode = fs::metadata(folder.path().join(FILE_NAME))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
