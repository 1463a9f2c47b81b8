//! Signing in and out.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use super::caller::{Caller, SESSION_KEY, SignedIn};
use super::session_store::renew;
use super::throttle::{ClientAddress, Try};
use super::{keep_with_hash, password};
use crate::http::commit::{Plan, change_by, changed_meanwhile};
use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Body};
use crate::model::permission::Refusal;
use crate::model::{Account, AccountName, Snapshot};
use crate::store::Actor;

/// A name and a password.
#[derive(Deserialize, ToSchema)]
pub struct Credentials {
    /// The account's name.
    name: String,
    /// Its password.
    password: String,
}

/// The password that an account has, and the one that it shall have.
#[derive(Deserialize, ToSchema)]
pub struct PasswordChange {
    /// The password that the account has.
    old: String,
    /// The password that it shall have: at least 10 characters.
    new: String,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// The account; `null` where nobody is signed in.
    account: Option<Account>,
}

/// Who is signed in
#[utoipa::path(get, path = "/api/session", tag = "accounts", responses((status = OK, body = Me)))]
pub async fn who_am_i(caller: Caller) -> Json<Me> {
    Json(Me {
        account: caller.account().cloned(),
    })
}

/// Sign in
#[utoipa::path(post, path = "/api/session", tag = "accounts", request_body = Credentials,
    responses((status = OK, body = Me), (status = UNAUTHORIZED, body = ErrorBody),
        (status = TOO_MANY_REQUESTS, body = ErrorBody)))]
pub async fn sign_in(
    State(state): State<AppState>,
    from: ClientAddress,
    session: Session,
    Body(credentials): Body<Credentials>,
) -> Result<Json<Me>, ApiError> {
    let account = authenticate(&state, from, credentials).await?;
    remember(&session, &account).await?;
    Ok(Json(Me {
        account: Some((*account).clone()),
    }))
}

/// Sign out
#[utoipa::path(delete, path = "/api/session", tag = "accounts", responses((status = NO_CONTENT)))]
pub async fn sign_out(session: Session) -> Result<StatusCode, ApiError> {
    session
        .flush()
        .await
        .map_err(|cause| ApiError::internal(&cause))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Change one's own password
#[utoipa::path(put, path = "/api/session/password", tag = "accounts",
    request_body = PasswordChange,
    responses((status = OK, body = Me), (status = BAD_REQUEST, body = ErrorBody),
        (status = UNAUTHORIZED, body = ErrorBody)))]
pub async fn change_password(
    State(state): State<AppState>,
    caller: Caller,
    from: ClientAddress,
    session: Session,
    Body(change): Body<PasswordChange>,
) -> Result<Json<Me>, ApiError> {
    let account = caller.account().ok_or(Refusal::NotSignedIn)?;
    password::check_strength(&change.new).map_err(|cause| weak(&cause))?;
    let credentials = Credentials {
        name: account.name.to_string(),
        password: change.old,
    };
    let account = authenticate(&state, from, credentials).await?;
    let account = set_password(&state, &account, change.new).await?;
    remember(&session, &account).await?;
    Ok(Json(Me {
        account: Some(account),
    }))
}

fn weak(cause: &password::PasswordError) -> ApiError {
    ApiError::bad_request(
        "weak_password",
        cause.to_string(),
        "choose a longer one; a sentence of a few words is easy to keep in mind",
    )
}

/// The new id keeps a session that was planted beforehand from becoming the account's.
async fn remember(session: &Session, account: &Account) -> Result<(), ApiError> {
    session
        .cycle_id()
        .await
        .map_err(|cause| ApiError::internal(&cause))?;
    session
        .insert(SESSION_KEY, SignedIn::to(account))
        .await
        .map_err(|cause| ApiError::internal(&cause))?;
    renew(session, Timestamp::now())
        .await
        .map_err(|cause| ApiError::internal(&cause))
}

/// The account whose password was given. One that was closed, or given another password, while this one was looked at is
/// not signed in with it.
async fn authenticate(
    state: &AppState,
    from: ClientAddress,
    credentials: Credentials,
) -> Result<Arc<Account>, ApiError> {
    let name = AccountName::new(credentials.name).map_err(|_| wrong())?;
    let one = Try {
        account: name.clone(),
        password_set_at: password_set_at(state, &name),
        from,
    };
    let throttle = state.throttle();
    throttle
        .count(&one, Instant::now())
        .map_err(|wait| too_many_tries(wait.as_secs()))?;
    let is_right = verify(state, name, credentials.password)
        .await
        .inspect_err(|_| throttle.take_back(&one))?;
    let snapshot = state.snapshot();
    let account = snapshot.account(&one.account).filter(|account| {
        is_right && account.is_active && Some(account.password_set_at) == one.password_set_at
    });
    let Some(account) = account else {
        tracing::warn!(account = %one.account, "a sign-in was refused");
        return Err(wrong());
    };
    throttle.succeeded(&one);
    Ok(Arc::clone(account))
}

fn password_set_at(state: &AppState, name: &AccountName) -> Option<Timestamp> {
    let snapshot = state.snapshot();
    let account = snapshot.account(name)?;
    Some(account.password_set_at)
}

async fn verify(state: &AppState, name: AccountName, given: String) -> Result<bool, ApiError> {
    let keyring = Arc::clone(state.keyring());
    let hash = tokio::task::spawn_blocking(move || keyring.password_hash(&name))
        .await
        .map_err(|cause| ApiError::internal(&cause))?
        .map_err(|cause| ApiError::internal(&cause))?;
    state.hashing().verify(given, hash).await
}

/// Sets the password of the account that was authenticated, where it has not been closed or given another since.
async fn set_password(state: &AppState, known: &Account, new: String) -> Result<Account, ApiError> {
    let hash = state.hashing().hash(new).await?;
    let plan = |snapshot: &Snapshot| {
        let account = snapshot
            .account(&known.name)
            .filter(|account| account.is_active)
            .ok_or(Refusal::NotSignedIn)?;
        if account.password_set_at != known.password_set_at {
            return Err(changed_meanwhile());
        }
        let changed = Account {
            must_change_password: false,
            password_set_at: Timestamp::now(),
            ..(**account).clone()
        };
        Ok(Plan {
            actor: Actor::account(known.name.as_str()),
            reason: "Change one's own password".to_owned(),
            edits: vec![changed.clone().into()],
            answer: changed,
        })
    };
    let (keyring, name) = (Arc::clone(state.keyring()), known.name.clone());
    change_by(state, plan, move |store, transaction| {
        keep_with_hash(store, &*keyring, &name, &hash, transaction)
    })
    .await
}

fn wrong() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "wrong_credentials",
        "the name or the password is wrong",
        "try again, or ask the administrator to reset the password",
    )
}

fn too_many_tries(seconds: u64) -> ApiError {
    ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too_many_tries",
        "too many wrong passwords for this account",
        format!(
            "wait {} minutes, or ask the administrator to reset the password",
            seconds / 60 + 1
        ),
    )
}
