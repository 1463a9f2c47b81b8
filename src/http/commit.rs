//! Changes: worked out from the data of one moment, committed only where those are still the newest.

use std::sync::Arc;

use axum::http::StatusCode;

use super::{ApiError, AppState};
use crate::model::{Edit, Snapshot};
use crate::store::{Actor, StoreError, Transaction};

/// How often a change is worked out before it is given up: requests wait for each other, other processes do not.
pub(super) const TRIES: usize = 8;

/// What a request changes, and what is answered once that is kept. Without edits nothing is committed.
pub(super) struct Plan<T> {
    pub(super) actor: Actor,
    pub(super) reason: String,
    pub(super) edits: Vec<Edit>,
    pub(super) answer: T,
}

/// Works a change out from the newest data and commits it. Where others changed data in between, it is worked out
/// again from theirs, so that whoever enters one figure is not refused because somebody entered another.
///
/// # Errors
/// What `plan` refuses; 409 where the data moved on each time.
pub(super) async fn change<T>(
    state: &AppState,
    plan: impl Fn(&Snapshot) -> Result<Plan<T>, ApiError>,
) -> Result<T, ApiError> {
    let _turn = state.changing().lock().await;
    for _ in 0..TRIES {
        let snapshot = state.snapshot();
        let plan = plan(&snapshot)?;
        if plan.edits.is_empty()
            || attempt(state, &snapshot, plan.actor, plan.reason, plan.edits).await?
        {
            return Ok(plan.answer);
        }
    }
    Err(changed_meanwhile())
}

/// Commits edits that were worked out from the snapshot, or says no where the data have moved on since.
pub(super) async fn attempt(
    state: &AppState,
    snapshot: &Snapshot,
    actor: Actor,
    reason: String,
    edits: Vec<Edit>,
) -> Result<bool, ApiError> {
    let transaction = Transaction {
        actor,
        reason,
        expected_version: Some(snapshot.version()),
        edits,
    };
    let store = Arc::clone(state.store());
    let done = tokio::task::spawn_blocking(move || store.commit(transaction))
        .await
        .map_err(|cause| ApiError::internal(&cause))?;
    match done {
        Ok(_) => Ok(true),
        Err(StoreError::Conflict { .. }) => Ok(false),
        Err(error) => Err(ApiError::internal(&error)),
    }
}

/// Commits edits that were worked out from the snapshot; 409 where the data have moved on since. For changes that
/// somebody has looked at before, which must not be worked out anew unseen.
pub(super) async fn keep(
    state: &AppState,
    snapshot: &Snapshot,
    actor: Actor,
    reason: String,
    edits: Vec<Edit>,
) -> Result<(), ApiError> {
    if attempt(state, snapshot, actor, reason, edits).await? {
        Ok(())
    } else {
        Err(changed_meanwhile())
    }
}

/// Others changed the data each time before this change could be kept.
pub(super) fn changed_meanwhile() -> ApiError {
    ApiError::new(
        StatusCode::CONFLICT,
        "changed_meanwhile",
        "the data were changed by somebody else in the same moment; nothing was kept",
        "load the data again and repeat the change",
    )
}
