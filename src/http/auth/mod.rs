//! Who is asking: accounts, passwords and sessions.
//!
//! Every handler that needs to know takes a [`Caller`] and asks it for permission; what the answer is,
//! `model::permission` decides.

pub mod accounts;
mod caller;
pub mod password;
pub mod session;
mod session_store;
mod throttle;

pub use caller::Caller;
pub(super) use session_store::session_layer;
pub(super) use throttle::Throttle;

use jiff::Timestamp;

use crate::model::{Account, AccountName, AccountRole, Snapshot};
use crate::store::{Actor, Keyring, Store, StoreError, Transaction};

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
/// The password is set before the account is committed, so that no account is ever without one.
///
/// # Errors
/// When the password cannot be hashed, or the store or the keyring fails.
pub fn keep_with_one_time_password(
    store: &dyn Store,
    keyring: &dyn Keyring,
    actor: Actor,
    mut account: Account,
) -> Result<String, AccountError> {
    let one_time = password::one_time();
    keyring.set_password_hash(&account.name, &password::hash(&one_time)?)?;
    account.must_change_password = true;
    account.password_set_at = Timestamp::now();
    store.commit(Transaction {
        actor,
        reason: format!("Set a one-time password for {}", account.name),
        expected_version: None,
        edits: vec![account.into()],
    })?;
    Ok(one_time)
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
