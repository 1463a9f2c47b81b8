//! Sessions in the keyring, for the session library.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{self, Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, Session, SessionManagerLayer, SessionStore};

use crate::store::{Keyring, StoreError, StoredSession};

/// A session ends after so long without a request.
const IDLE: Duration = Duration::hours(8);

/// How old the end of a session may be before a request moves it: a write for each request would be too many.
const RENEWAL: SignedDuration = SignedDuration::from_mins(10);

/// The name under which a session remembers when its end was last moved.
const RENEWED_KEY: &str = "renewed_at";

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

/// Moves the end of a session that is in use. The session library moves it, in the keyring and in the cookie, whenever
/// the session remembers something new, and only then.
pub(super) async fn renew(
    session: &Session,
    now: Timestamp,
) -> std::result::Result<(), session::Error> {
    let last: Option<Timestamp> = session.get(RENEWED_KEY).await?;
    if last.is_some_and(|last| now.duration_since(last) < RENEWAL) {
        return Ok(());
    }
    session.insert(RENEWED_KEY, now).await
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

fn stored(record: &Record) -> Result<StoredSession> {
    Ok(StoredSession {
        id: hashed(record.id),
        data: serde_json::to_string(&record.data)
            .map_err(|cause| Error::Encode(cause.to_string()))?,
        expires_at: record.expiry_date.unix_timestamp(),
    })
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
        let session = stored(record)?;
        self.with_keyring(move |keyring| keyring.save_session(&session))
            .await
    }

    /// A session that somebody signed out of meanwhile stays ended. One that cannot be renewed ends earlier; the answer to
    /// the request, which may have changed something, is not lost for that.
    async fn save(&self, record: &Record) -> Result<()> {
        let session = stored(record)?;
        let saved = self
            .with_keyring(move |keyring| keyring.update_session(&session))
            .await;
        if let Err(error) = saved {
            tracing::error!(%error, "a session could not be renewed");
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::SqliteKeyring;

    /// A session that was last renewed so long ago and ends in a minute, as the next request finds it.
    async fn session_renewed(ago: SignedDuration, now: Timestamp) -> (Session, KeyringSessions) {
        let sessions = KeyringSessions(Arc::new(SqliteKeyring::in_memory().unwrap()));
        let mut record = Record {
            id: Id::default(),
            data: [(RENEWED_KEY.to_owned(), (now - ago).to_string().into())].into(),
            expiry_date: OffsetDateTime::now_utc() + Duration::minutes(1),
        };
        sessions.create(&mut record).await.unwrap();
        let store = Arc::new(sessions.clone());
        let session = Session::new(Some(record.id), store, Some(Expiry::OnInactivity(IDLE)));
        (session, sessions)
    }

    async fn end_of(session: &Session, sessions: &KeyringSessions) -> Option<OffsetDateTime> {
        let record = sessions.load(&session.id().unwrap()).await.unwrap();
        record.map(|record| record.expiry_date)
    }

    #[tokio::test]
    async fn a_session_in_use_goes_on_and_is_written_every_ten_minutes_at_most() {
        let now = Timestamp::now();
        let almost = RENEWAL - SignedDuration::from_secs(1);
        let (session, _) = session_renewed(almost, now).await;
        renew(&session, now).await.unwrap();
        assert!(!session.is_modified());

        let (session, sessions) = session_renewed(RENEWAL, now).await;
        renew(&session, now).await.unwrap();
        assert!(session.is_modified());
        session.save().await.unwrap();
        let in_seven_hours = OffsetDateTime::now_utc() + Duration::hours(7);
        assert!(end_of(&session, &sessions).await.unwrap() > in_seven_hours);
        let store = Arc::new(sessions);
        let next = Session::new(session.id(), store, session.expiry());
        renew(&next, now).await.unwrap();
        assert!(!next.is_modified());
    }

    #[tokio::test]
    async fn a_session_that_was_ended_meanwhile_is_not_renewed() {
        let now = Timestamp::now();
        let (session, sessions) = session_renewed(RENEWAL, now).await;
        renew(&session, now).await.unwrap();
        sessions.delete(&session.id().unwrap()).await.unwrap();
        session.save().await.unwrap();
        assert_eq!(end_of(&session, &sessions).await, None);
    }
}
