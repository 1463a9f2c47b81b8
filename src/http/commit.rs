//! Changes: worked out from the data of one moment, committed only where those are still the newest.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;

use super::{ApiError, AppState};
use crate::model::{Edit, Snapshot};
use crate::store::{Actor, Committed, Store, StoreError, Transaction};

/// How often a change is worked out before it is given up: requests wait for each other, other processes do not.
pub(super) const TRIES: usize = 8;

tokio::task_local! {
    /// Whether the request that this task answers has begun to commit.
    static BEGUN: Begun;
}

/// Whether a commit of a request has begun. From then on it comes to its end, and nobody may say that nothing was changed.
#[derive(Debug, Clone, Default)]
pub(super) struct Begun(Arc<AtomicBool>);

impl Begun {
    /// That of the request that the caller answers.
    pub(super) fn of_this_request() -> Self {
        BEGUN.try_with(Self::clone).unwrap_or_default()
    }

    /// Answers a request whose commits are noted here.
    pub(super) async fn noted_of<T>(&self, answer: impl Future<Output = T>) -> T {
        BEGUN.scope(self.clone(), answer).await
    }

    /// Notes that a commit begins.
    pub(super) fn note(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether a commit has begun.
    pub(super) fn is_noted(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

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
    change_by(state, plan, |store, transaction| store.commit(transaction)).await
}

/// As [`change`], where something beside the store is kept with each commit: `keep` keeps both, or neither.
///
/// # Errors
/// What `plan` refuses; 409 where the data moved on each time.
pub(super) async fn change_by<T>(
    state: &AppState,
    plan: impl Fn(&Snapshot) -> Result<Plan<T>, ApiError>,
    keep: impl FnOnce(&dyn Store, Transaction) -> Result<Committed, StoreError> + Clone + Send + 'static,
) -> Result<T, ApiError> {
    let turn = Arc::new(Arc::clone(state.changing()).lock_owned().await);
    for _ in 0..TRIES {
        let snapshot = state.snapshot();
        let Plan {
            actor,
            reason,
            edits,
            answer,
        } = plan(&snapshot)?;
        if edits.is_empty() {
            return Ok(answer);
        }
        let transaction = on_version_of(&snapshot, actor, reason, edits);
        let (keep, turn) = (keep.clone(), Arc::clone(&turn));
        let is_kept = begin(state, move |store| {
            let done = keep(store, transaction);
            // The turn lasts as long as the commit, also where nobody waits for its answer any longer.
            drop(turn);
            done
        });
        if is_kept.await? {
            return Ok(answer);
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
    let transaction = on_version_of(snapshot, actor, reason, edits);
    begin(state, move |store| store.commit(transaction)).await
}

fn on_version_of(
    snapshot: &Snapshot,
    actor: Actor,
    reason: String,
    edits: Vec<Edit>,
) -> Transaction {
    Transaction {
        actor,
        reason,
        expected_version: Some(snapshot.version()),
        edits,
    }
}

/// Begins a commit on a thread of its own, where it comes to its end even if the request is given up meanwhile; says no
/// where the data have moved on.
async fn begin(
    state: &AppState,
    commit: impl FnOnce(&dyn Store) -> Result<Committed, StoreError> + Send + 'static,
) -> Result<bool, ApiError> {
    Begun::of_this_request().note();
    let store = Arc::clone(state.store());
    let done = tokio::task::spawn_blocking(move || commit(&*store))
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
