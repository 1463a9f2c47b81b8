//! Managing accounts, for administrators.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Caller, keep_with_hash, one_time_reason, password, with_one_time_password};
use crate::http::commit::{Plan, change, change_by};
use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Body};
use crate::model::permission::Action;
use crate::model::{Account, AccountName, AccountRole, AgencyId, Snapshot, UnitCode};

/// What an account may do, and for whom.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AccountForm {
    /// The person's or office's name.
    display_name: String,
    /// What it may do.
    role: AccountRole,
    /// The units that it is bound to.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    units: Vec<UnitCode>,
    /// The agencies that it is bound to.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    agencies: Vec<AgencyId>,
    /// Whether it may sign in.
    #[serde(default = "yes")]
    is_active: bool,
}

fn yes() -> bool {
    true
}

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewAccount {
    /// The name to sign in with: lower-case letters, digits and hyphens.
    #[schema(value_type = String)]
    name: AccountName,
    /// What it may do, and for whom.
    #[serde(flatten)]
    form: AccountForm,
}

/// An account with a password made up for it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OneTimePassword {
    /// The account.
    account: Account,
    /// The password to hand to the person; it is shown once and must be changed at the first sign-in.
    one_time_password: String,
}

/// The accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccountList {
    /// The accounts, by name.
    accounts: Vec<Account>,
}

/// The accounts
#[utoipa::path(get, path = "/api/accounts", tag = "accounts",
    responses((status = OK, body = AccountList), (status = FORBIDDEN, body = ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<AccountList>, ApiError> {
    caller.may(Action::ManageAccounts)?;
    let accounts = state
        .snapshot()
        .accounts()
        .map(|account| (**account).clone())
        .collect();
    Ok(Json(AccountList { accounts }))
}

/// Make an account
#[utoipa::path(post, path = "/api/accounts", tag = "accounts", request_body = NewAccount,
    responses((status = CREATED, body = OneTimePassword), (status = CONFLICT, body = ErrorBody)))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Body(new): Body<NewAccount>,
) -> Result<(StatusCode, Json<OneTimePassword>), ApiError> {
    let account = |snapshot: &Snapshot| {
        check_is_new(snapshot, &new.name)?;
        fill(snapshot, blank(new.name.clone()), &new.form)
    };
    let made = give_password(&state, &caller, &new.name, account).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Change an account
#[utoipa::path(put, path = "/api/accounts/{name}", tag = "accounts", request_body = AccountForm,
    params(("name" = String, Path, description = "The account's name")),
    responses((status = OK, body = Account), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn update(
    State(state): State<AppState>,
    caller: Caller,
    Path(name): Path<String>,
    Body(form): Body<AccountForm>,
) -> Result<Json<Account>, ApiError> {
    let changed = change(&state, |snapshot| {
        let actor = caller.in_data(snapshot).may(Action::ManageAccounts)?;
        let account = fill(snapshot, (*find(snapshot, &name)?).clone(), &form)?;
        keep_an_administrator(snapshot, &account)?;
        Ok(Plan {
            actor,
            reason: format!("Change the account {name}"),
            edits: vec![account.clone().into()],
            answer: account,
        })
    });
    Ok(Json(changed.await?))
}

/// Give an account a new one-time password
#[utoipa::path(post, path = "/api/accounts/{name}/reset", tag = "accounts",
    params(("name" = String, Path, description = "The account's name")),
    responses((status = OK, body = OneTimePassword), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn reset(
    State(state): State<AppState>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<Json<OneTimePassword>, ApiError> {
    caller.may(Action::ManageAccounts)?;
    let account = find(&state.snapshot(), &name)?.name.clone();
    let newest = |snapshot: &Snapshot| Ok((*find(snapshot, &name)?).clone());
    let given = give_password(&state, &caller, &account, newest).await?;
    Ok(Json(given))
}

fn find(snapshot: &Snapshot, name: &str) -> Result<Arc<Account>, ApiError> {
    AccountName::new(name)
        .ok()
        .and_then(|name| snapshot.account(&name).cloned())
        .ok_or_else(|| {
            ApiError::not_found(
                "unknown_account",
                format!("there is no account {name:?}"),
                "see /api/accounts for the accounts",
            )
        })
}

fn check_is_new(snapshot: &Snapshot, name: &AccountName) -> Result<(), ApiError> {
    if snapshot.account(name).is_none() {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        "account_exists",
        format!("there is an account {name} already"),
        "choose another name, or change that account",
    )
    .in_vietnamese(format!("Đã có tài khoản «{name}».")))
}

fn blank(name: AccountName) -> Account {
    Account {
        name,
        display_name: String::new(),
        role: AccountRole::Viewer,
        units: Vec::new(),
        agencies: Vec::new(),
        is_active: true,
        must_change_password: true,
        password_set_at: Timestamp::now(),
    }
}

/// The account with what the form says, where the units and agencies that it names exist.
fn fill(snapshot: &Snapshot, account: Account, form: &AccountForm) -> Result<Account, ApiError> {
    let unknown = |what: &str, id: &str| {
        ApiError::bad_request(
            "unknown_scope",
            format!("there is no {what} {id}"),
            "see /api/units and /api/agencies for what an account can be bound to",
        )
        .in_vietnamese(format!("Không có xã hay cơ quan «{id}»."))
    };
    if let Some(code) = form
        .units
        .iter()
        .find(|code| snapshot.units().versions(code).next().is_none())
    {
        return Err(unknown("unit", code.as_str()));
    }
    if let Some(id) = form
        .agencies
        .iter()
        .find(|id| snapshot.programme().agency(id).is_none())
    {
        return Err(unknown("agency", id.as_str()));
    }
    Ok(Account {
        display_name: form.display_name.clone(),
        role: form.role,
        units: form.units.clone(),
        agencies: form.agencies.clone(),
        is_active: form.is_active,
        ..account
    })
}

/// The last administrator who may sign in stays one.
fn keep_an_administrator(snapshot: &Snapshot, changed: &Account) -> Result<(), ApiError> {
    let rules = |account: &Account| account.is_active && account.role == AccountRole::Administrator;
    let others = snapshot
        .accounts()
        .any(|account| account.name != changed.name && rules(account));
    if others || rules(changed) {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        "last_administrator",
        format!("{} is the last administrator", changed.name),
        "make another account administrator first",
    )
    .in_vietnamese(format!("{} là quản trị viên cuối cùng.", changed.name)))
}

/// Keeps the account that the newest data give and sets a password made up for it.
async fn give_password(
    state: &AppState,
    caller: &Caller,
    name: &AccountName,
    account: impl Fn(&Snapshot) -> Result<Account, ApiError>,
) -> Result<OneTimePassword, ApiError> {
    let plan = |snapshot: &Snapshot| {
        let actor = caller.in_data(snapshot).may(Action::ManageAccounts)?;
        let account = with_one_time_password(account(snapshot)?);
        Ok(Plan {
            actor,
            reason: one_time_reason(name),
            edits: vec![account.clone().into()],
            answer: account,
        })
    };
    // What will be refused is refused before a password is hashed for it.
    plan(&state.snapshot())?;
    let one_time_password = password::one_time();
    let hash = state.hashing().hash(one_time_password.clone()).await?;
    let (keyring, of) = (Arc::clone(state.keyring()), name.clone());
    let account = change_by(state, plan, move |store, transaction| {
        keep_with_hash(store, &*keyring, &of, &hash, transaction)
    });
    Ok(OneTimePassword {
        account: account.await?,
        one_time_password,
    })
}
