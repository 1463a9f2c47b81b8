//! Who is asking: accounts, passwords and sessions.
//!
//! Every handler that needs to know takes a [`Caller`] and asks it for permission; what the answer is,
//! `model::permission` decides.

pub mod accounts;
mod caller;
mod hashing;
pub mod password;
pub mod session;
mod session_store;
mod throttle;

pub use caller::Caller;
pub(super) use hashing::Hashing;
pub(super) use session_store::session_layer;
pub(super) use throttle::Throttle;

use jiff::Timestamp;

use crate::model::{Account, AccountName, AccountRole, Snapshot};
use crate::store::{Actor, Committed, Keyring, Store, StoreError, Transaction};

/// Why an account could not be made or its password set.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The password could not be hashed.
    #[error(transparent)]
    Password(#[from] password::PasswordError),
    /// The store or the keyring failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Keeps the account and gives it a password made up for the person, which must be changed at once.
///
/// # Errors
/// When the password cannot be hashed, the data have changed since the store's newest snapshot, or the store or the
/// keyring fails; the account and its password are then as before.
pub fn keep_with_one_time_password(
    store: &dyn Store,
    keyring: &dyn Keyring,
    actor: Actor,
    account: Account,
) -> Result<String, AccountError> {
    let one_time = password::one_time();
    let hash = password::hash(&one_time)?;
    let name = account.name.clone();
    let transaction = Transaction {
        actor,
        reason: one_time_reason(&name),
        expected_version: Some(store.snapshot().version()),
        edits: vec![with_one_time_password(account).into()],
    };
    keep_with_hash(store, keyring, &name, &hash, transaction)?;
    Ok(one_time)
}

fn one_time_reason(name: &AccountName) -> String {
    format!("Set a one-time password for {name}")
}

fn with_one_time_password(account: Account) -> Account {
    Account {
        must_change_password: true,
        password_set_at: Timestamp::now(),
        ..account
    }
}

/// Sets the hash of the account's password and commits what goes with it, or neither.
///
/// The password is set first, so that no account is ever without one; where the commit fails, what was there before is
/// put back.
fn keep_with_hash(
    store: &dyn Store,
    keyring: &dyn Keyring,
    account: &AccountName,
    hash: &str,
    transaction: Transaction,
) -> Result<Committed, StoreError> {
    let before = keyring.password_hash(account)?;
    keyring.set_password_hash(account, hash)?;
    store.commit(transaction).inspect_err(|_| {
        let put_back = match &before {
            Some(hash) => keyring.set_password_hash(account, hash),
            None => keyring.delete_password_hash(account),
        };
        if let Err(error) = put_back {
            tracing::error!(%error, %account, "the password is the new one, the account is as before; reset it");
        }
    })
}

/// The first administrator of a workspace that has no account yet.
#[must_use]
pub fn first_administrator(snapshot: &Snapshot, name: AccountName) -> Option<Account> {
    snapshot.accounts().next().is_none().then(|| Account {
        name,
        display_name: "Quản trị hệ thống".to_owned(),
        role: AccountRole::Administrator,
        units: Vec::new(),
        agencies: Vec::new(),
        is_active: true,
        must_change_password: true,
        password_set_at: Timestamp::now(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{SqliteKeyring, SqliteStore};

    #[test]
    fn a_commit_that_fails_leaves_the_password_as_it_was() {
        let store = SqliteStore::in_memory().unwrap();
        let keyring = SqliteKeyring::in_memory().unwrap();
        let name: AccountName = "admin".parse().unwrap();
        let account = first_administrator(&store.snapshot(), name.clone()).unwrap();
        let keep = |hash: &str, expected_version: u64| {
            let transaction = Transaction {
                actor: Actor::command("test"),
                reason: one_time_reason(&name),
                expected_version: Some(expected_version),
                edits: vec![with_one_time_password(account.clone()).into()],
            };
            keep_with_hash(&store, &keyring, &name, hash, transaction)
        };
        let kept = || keyring.password_hash(&name).unwrap();

        assert!(matches!(
            keep("too early", 7),
            Err(StoreError::Conflict { .. })
        ));
        assert_eq!(kept(), None);
        keep("first", 0).unwrap();
        assert_eq!(kept().as_deref(), Some("first"));
        assert!(matches!(
            keep("too late", 0),
            Err(StoreError::Conflict { .. })
        ));
        assert_eq!(kept().as_deref(), Some("first"));
    }
}
