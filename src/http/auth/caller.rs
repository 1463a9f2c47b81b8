//! Who sends a request.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

use super::session_store::renew;
use crate::http::{ApiError, AppState};
use crate::model::permission::{self, Action, Refusal};
use crate::model::{Account, AccountName, Snapshot};
use crate::store::Actor;

/// The name under which a session remembers who signed in.
pub(super) const SESSION_KEY: &str = "signed_in";

/// Who signed in, and with which password: that which was set then.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SignedIn {
    pub(super) account: AccountName,
    /// Sessions of earlier releases remember when they began instead, which is later.
    #[serde(alias = "at")]
    pub(super) password_set_at: Timestamp,
}

impl SignedIn {
    pub(super) fn to(account: &Account) -> Self {
        Self {
            account: account.name.clone(),
            password_set_at: account.password_set_at,
        }
    }
}

/// Who sends the request: an account, or nobody who is known.
#[derive(Debug, Clone)]
pub struct Caller(pub(super) Option<Arc<Account>>);

impl Caller {
    /// The account; `None` where nobody is signed in.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        self.0.as_deref()
    }

    /// Checks that the caller may do it, and says under which name the log keeps it.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where the account may not.
    pub fn may(&self, action: Action<'_>) -> Result<Actor, ApiError> {
        permission::check(self.account(), action)?;
        self.actor()
    }

    /// Under which name the log keeps what the caller does.
    ///
    /// # Errors
    /// 401 where nobody is signed in, 403 where a made-up password must be changed first.
    pub fn actor(&self) -> Result<Actor, ApiError> {
        let account = self.account().ok_or(Refusal::NotSignedIn)?;
        if account.must_change_password {
            return Err(ApiError::new(
                StatusCode::FORBIDDEN,
                "password_must_change",
                "the password was made up for you and must be changed first",
                "choose a password of your own; everything else waits for that",
            ));
        }
        Ok(Actor::account(account.name.as_str()))
    }

    /// The caller as the data of that moment know the account: its role may be another than when the request came.
    pub(super) fn in_data(&self, snapshot: &Snapshot) -> Self {
        let account = self
            .account()
            .and_then(|account| snapshot.account(&account.name))
            .filter(|account| account.is_active);
        Self(account.cloned())
    }

    /// Whether the caller may do it.
    #[must_use]
    pub fn is_allowed(&self, action: Action<'_>) -> bool {
        self.may(action).is_ok()
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        let message = refusal.to_string();
        match refusal {
            Refusal::NotSignedIn => Self::new(
                StatusCode::UNAUTHORIZED,
                "not_signed_in",
                message,
                "sign in and try again; what you typed is still in the form",
            ),
            Refusal::OwnFigure { .. } => Self::new(
                StatusCode::FORBIDDEN,
                "own_figure",
                message,
                "ask another approver",
            ),
            Refusal::Role { .. } => not_allowed(message),
            Refusal::Scope { account } => not_allowed(message).in_vietnamese(format!(
                "Tài khoản {account} chỉ được giao xã, phường hay cơ quan khác."
            )),
        }
    }
}

fn not_allowed(message: String) -> ApiError {
    ApiError::new(
        StatusCode::FORBIDDEN,
        "not_allowed",
        message,
        "ask the administrator for the right, or somebody who has it",
    )
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ApiError> {
        let session = session_of(parts, state).await?;
        let signed_in = session
            .get::<SignedIn>(SESSION_KEY)
            .await
            .map_err(|cause| ApiError::internal(&cause))?;
        let account = signed_in.and_then(|signed_in| still_valid(state, &signed_in));
        if account.is_some() {
            renew(&session, Timestamp::now())
                .await
                .map_err(|cause| ApiError::internal(&cause))?;
        }
        Ok(Self(account))
    }
}

pub(super) async fn session_of(parts: &mut Parts, state: &AppState) -> Result<Session, ApiError> {
    Session::from_request_parts(parts, state)
        .await
        .map_err(|(_, cause)| ApiError::internal(&cause))
}

/// The account as it is now: a session ends with its account, and with the password it began with.
fn still_valid(state: &AppState, signed_in: &SignedIn) -> Option<Arc<Account>> {
    let snapshot = state.snapshot();
    let account = snapshot.account(&signed_in.account)?;
    let is_of_password = signed_in.password_set_at >= account.password_set_at;
    (account.is_active && is_of_password).then(|| Arc::clone(account))
}
