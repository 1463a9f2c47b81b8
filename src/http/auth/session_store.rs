//! Sessions in the keyring, for the session library.

use std::sync::Arc;

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

use crate::store::{Keyring, StoreError, StoredSession};

/// A session ends after so long without a request.
const IDLE: Duration = Duration::hours(8);

/// The layer that gives each request its session.
///
/// The cookie is closed to scripts and is not sent along from other sites. `is_secure` keeps it to HTTPS.
pub(in crate::http) fn session_layer(
    keyring: Arc<dyn Keyring>,
    is_secure: bool,
) -> SessionManagerLayer<KeyringSessions> {
    SessionManagerLayer::new(KeyringSessions(keyring))
        .with_name("nonnuoc")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(is_secure)
        .with_expiry(Expiry::OnInactivity(IDLE))
}

/// Sessions in the keyring.
#[derive(Debug, Clone)]
pub(in crate::http) struct KeyringSessions(Arc<dyn Keyring>);

/// What is kept in place of the id: who reads the keyring still holds no session.
fn hashed(id: Id) -> String {
    hex::encode(Sha256::digest(id.to_string()))
}

fn backend(cause: &StoreError) -> Error {
    Error::Backend(cause.to_string())
}

impl KeyringSessions {
    /// Runs on a thread that may wait for the database.
    async fn with_keyring<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Keyring) -> std::result::Result<T, StoreError> + Send + 'static,
    ) -> Result<T> {
        let keyring = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&*keyring))
            .await
            .map_err(|cause| Error::Backend(cause.to_string()))?
            .map_err(|cause| backend(&cause))
    }
}

#[async_trait]
impl SessionStore for KeyringSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        while self.load(&record.id).await?.is_some() {
            record.id = Id::default();
        }
        self.save(record).await
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let session = StoredSession {
            id: hashed(record.id),
            data: serde_json::to_string(&record.data)
                .map_err(|cause| Error::Encode(cause.to_string()))?,
            expires_at: record.expiry_date.unix_timestamp(),
        };
        self.with_keyring(move |keyring| keyring.save_session(&session))
            .await
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (key, now) = (hashed(*id), OffsetDateTime::now_utc().unix_timestamp());
        let Some(session) = self
            .with_keyring(move |keyring| keyring.session(&key, now))
            .await?
        else {
            return Ok(None);
        };
        let decode = |cause: &dyn std::fmt::Display| Error::Decode(cause.to_string());
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&session.data).map_err(|cause| decode(&cause))?,
            expiry_date: OffsetDateTime::from_unix_timestamp(session.expires_at)
                .map_err(|cause| decode(&cause))?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let key = hashed(*id);
        self.with_keyring(move |keyring| keyring.delete_session(&key))
            .await
    }
}
