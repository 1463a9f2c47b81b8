//! The log of changes, read on threads that may wait for the database.

use std::sync::Arc;

use super::{ApiError, AppState};
use crate::store::{AuditEntry, AuditQuery, Store, StoreError};

/// The changes of one record.
pub(super) fn of(entity: &str, key: &str) -> AuditQuery {
    AuditQuery {
        entity: Some(entity.to_owned()),
        key: Some(key.to_owned()),
        ..AuditQuery::default()
    }
}

/// The changes that the query asks for, the newest first.
pub(super) async fn read(state: &AppState, query: AuditQuery) -> Result<Vec<AuditEntry>, ApiError> {
    off_the_server_threads(state, move |store| store.audit(&query)).await
}

/// The changes that the query asks for, and how many there are in all.
pub(super) async fn read_page(
    state: &AppState,
    query: AuditQuery,
) -> Result<(usize, Vec<AuditEntry>), ApiError> {
    off_the_server_threads(state, move |store| {
        Ok((store.audit_total(&query)?, store.audit(&query)?))
    })
    .await
}

async fn off_the_server_threads<T: Send + 'static>(
    state: &AppState,
    read: impl FnOnce(&dyn Store) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, ApiError> {
    let store = Arc::clone(state.store());
    tokio::task::spawn_blocking(move || read(&*store))
        .await
        .map_err(|cause| ApiError::internal(&cause))?
        .map_err(|cause| ApiError::internal(&cause))
}
