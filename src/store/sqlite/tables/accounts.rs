//! The table `accounts`.

use std::sync::Arc;

use rusqlite::{Connection, params};

use super::Columns;
use crate::model::{Account, AccountName, AccountRole, Record};
use crate::store::StoreError;
use crate::store::sqlite::columns::to_json;

pub(super) fn put(connection: &Connection, account: &Account) -> Result<(), StoreError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO accounts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
        .execute(params![
            account.name.as_str(),
            account.display_name,
            account.role.as_str(),
            to_json("accounts", "units", &account.units)?,
            to_json("accounts", "agencies", &account.agencies)?,
            account.is_active,
            account.must_change_password,
            account.password_set_at.to_string(),
        ])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, name: &AccountName) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM accounts WHERE name = ?1")?
        .execute([name.as_str()])?;
    Ok(())
}

pub(super) fn read(columns: &Columns<'_>) -> Result<Record, StoreError> {
    let role: String = columns.get("role")?;
    Ok(Record::Account(Arc::new(Account {
        name: columns.parse("name")?,
        display_name: columns.get("display_name")?,
        role: AccountRole::from_name(&role).ok_or_else(|| columns.corrupt("role", role))?,
        units: columns.json("units")?,
        agencies: columns.json("agencies")?,
        is_active: columns.get("is_active")?,
        must_change_password: columns.get("must_change_password")?,
        password_set_at: columns.parse("password_set_at")?,
    })))
}
