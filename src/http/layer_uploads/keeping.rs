//! The files that were uploaded and not yet taken in: kept in a folder of their own, for two hours.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::StatusCode;
use futures_core::Stream;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;

use super::surveying::Survey;
use crate::formats::worker::{Limits, Reader};
use crate::http::ApiError;
use crate::model::AccountName;

/// Largest file, bytes.
pub(super) const LARGEST_FILE: u64 = 64 << 20;
/// So many files wait at most, of everybody together and of one account.
const MOST_FILES: usize = 20;
const MOST_OF_ONE: usize = 5;
/// So many files are read at once; each reading has a process of its own.
const READINGS_AT_ONCE: usize = 2;
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(2);
/// Longest name of a file, characters.
const LONGEST_NAME: usize = 120;

/// What one reading may use on a server: less than a command, which has the machine to itself.
pub const LIMITS: Limits = Limits {
    memory_mib: 1536,
    cpu_seconds: 45,
    wall_seconds: 50,
    delivered_mib: 256,
};

/// An uploaded file that waits to be taken in.
pub(super) struct Kept {
    pub(super) id: String,
    pub(super) owner: AccountName,
    pub(super) file: String,
    pub(super) path: PathBuf,
    pub(super) size_bytes: u64,
    pub(super) sha256: String,
    pub(super) uploaded_at: Timestamp,
    pub(super) expires_at: Timestamp,
    pub(super) survey: Mutex<Option<Arc<Survey>>>,
}

impl Drop for Kept {
    /// The file goes with the last that knows of it.
    fn drop(&mut self) {
        let Some(folder) = self.path.parent() else {
            return;
        };
        if let Err(error) = std::fs::remove_dir_all(folder) {
            tracing::warn!(folder = %folder.display(), %error, "an uploaded file could not be removed");
        }
    }
}

/// The uploaded files of all accounts.
pub struct LayerUploads {
    folder: PathBuf,
    reader: Reader,
    readings: Semaphore,
    kept: Mutex<BTreeMap<String, Arc<Kept>>>,
}

impl LayerUploads {
    /// Keeps files in a folder, which is emptied first, and has them read by that reader.
    #[must_use]
    pub fn new(folder: PathBuf, reader: Reader) -> Self {
        if folder.exists()
            && let Err(error) = std::fs::remove_dir_all(&folder)
        {
            tracing::warn!(folder = %folder.display(), %error, "old uploads could not be removed");
        }
        Self {
            folder,
            reader,
            readings: Semaphore::new(READINGS_AT_ONCE),
            kept: Mutex::default(),
        }
    }

    /// Takes a file in from a request's body, piece by piece.
    pub(super) async fn receive(
        &self,
        owner: &AccountName,
        name: &str,
        body: Body,
    ) -> Result<Arc<Kept>, ApiError> {
        self.forget_expired(Timestamp::now());
        self.refuse_too_many(owner)?;
        let id = hex::encode(rand::random::<[u8; 12]>());
        let file = safe_name(name)?;
        let folder = self.folder.join(&id);
        let path = folder.join(&file);
        let now = Timestamp::now();
        let mut kept = Kept {
            id,
            owner: owner.clone(),
            file,
            path,
            size_bytes: 0,
            sha256: String::new(),
            uploaded_at: now,
            expires_at: now + KEPT_FOR,
            survey: Mutex::default(),
        };
        let folder_made = tokio::fs::create_dir_all(&folder).await;
        folder_made.map_err(|cause| ApiError::internal(&cause))?;
        (kept.size_bytes, kept.sha256) = write(&kept.path, body).await?;
        let kept = Arc::new(kept);
        self.lock().insert(kept.id.clone(), Arc::clone(&kept));
        Ok(kept)
    }

    fn refuse_too_many(&self, owner: &AccountName) -> Result<(), ApiError> {
        let kept = self.lock();
        let own = kept.values().filter(|file| file.owner == *owner).count();
        if own < MOST_OF_ONE && kept.len() < MOST_FILES {
            return Ok(());
        }
        Err(ApiError::new(
            StatusCode::CONFLICT,
            "too_many_uploads",
            format!("{own} uploaded files wait already, at most {MOST_OF_ONE} may"),
            "take one in or remove it first",
        ))
    }

    /// A file of that account.
    pub(super) fn find(&self, owner: &AccountName, id: &str) -> Result<Arc<Kept>, ApiError> {
        self.forget_expired(Timestamp::now());
        let found = self
            .lock()
            .get(id)
            .filter(|file| file.owner == *owner)
            .cloned();
        found.ok_or_else(|| {
            ApiError::not_found(
                "unknown_upload",
                format!("there is no uploaded file {id:?} of yours; nothing was changed"),
                "upload the file again; it is kept for two hours",
            )
        })
    }

    /// The files of that account, the newest first.
    pub(super) fn of(&self, owner: &AccountName) -> Vec<Arc<Kept>> {
        self.forget_expired(Timestamp::now());
        let mut files: Vec<_> = self
            .lock()
            .values()
            .filter(|file| file.owner == *owner)
            .cloned()
            .collect();
        files.sort_by_key(|file| std::cmp::Reverse(file.uploaded_at));
        files
    }

    /// Removes a file.
    pub(super) fn forget(&self, id: &str) {
        self.lock().remove(id);
    }

    /// Removes the files whose time is over.
    pub fn forget_expired(&self, now: Timestamp) {
        self.lock().retain(|_, file| file.expires_at > now);
    }

    /// Has a file read, off the threads that answer requests, when its turn comes.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Reader) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let turn = self.readings.acquire().await;
        let _turn = turn.map_err(|cause| ApiError::internal(&cause))?;
        let reader = self.reader.clone();
        tokio::task::spawn_blocking(move || work(&reader))
            .await
            .map_err(|cause| ApiError::internal(&cause))?
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Arc<Kept>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The name of a file without what could lead out of its folder or into another file system.
fn safe_name(name: &str) -> Result<String, ApiError> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let plain: String = last
        .chars()
        .map(|letter| match letter {
            '{' | '}' | ':' => '_',
            letter if letter.is_control() => '_',
            letter => letter,
        })
        .collect();
    let plain = plain.trim_start_matches('.');
    let is_good = Path::new(plain).extension().is_some() && plain.chars().count() <= LONGEST_NAME;
    is_good.then(|| plain.to_owned()).ok_or_else(|| {
        ApiError::bad_request(
            "bad_file_name",
            format!("{name:?} is no name of a file with an ending"),
            "send the file's name as file_name, such as truong.zip",
        )
    })
}

/// Writes a body to a file; its size and checksum.
async fn write(path: &Path, body: Body) -> Result<(u64, String), ApiError> {
    let failed = |cause: std::io::Error| ApiError::internal(&cause);
    let mut file = tokio::fs::File::create(path).await.map_err(failed)?;
    let mut stream = body.into_data_stream();
    let (mut size, mut checksum) = (0, Sha256::new());
    while let Some(piece) =
        std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await
    {
        let piece = piece.map_err(|cause| broken_off(&cause))?;
        size += piece.len() as u64;
        if size > LARGEST_FILE {
            return Err(too_large());
        }
        checksum.update(&piece);
        file.write_all(&piece).await.map_err(failed)?;
    }
    file.flush().await.map_err(failed)?;
    if size == 0 {
        return Err(ApiError::bad_request(
            "empty_file",
            "the file is empty; nothing was changed",
            "check that the right file was chosen",
        ));
    }
    Ok((size, hex::encode(checksum.finalize())))
}

fn too_large() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "file_too_large",
        format!(
            "the file is larger than {} MiB; nothing was changed",
            LARGEST_FILE >> 20
        ),
        "split it or pack it as .zip; a larger one is taken in with `nonnuoc import layer`",
    )
}

fn broken_off(cause: &axum::Error) -> ApiError {
    tracing::info!(%cause, "an upload broke off");
    ApiError::bad_request(
        "upload_broken_off",
        "the file did not arrive whole; nothing was changed",
        "upload it again",
    )
}

/// How long a file may take to arrive over a weak line.
pub(in crate::http) const ARRIVAL: Duration = Duration::from_mins(15);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(safe_name("../../etc/trường.zip").unwrap(), "trường.zip");
        assert_eq!(safe_name("C:\\data\\a{b}.shp").unwrap(), "a_b_.shp");
        assert_eq!(safe_name("...xa.csv").unwrap(), "xa.csv");
        for bad in [
            "",
            "noending",
            "/",
            "..",
            &format!("{}.csv", "a".repeat(130)),
        ] {
            assert!(safe_name(bad).is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn a_file_is_kept_for_its_owner_and_its_time_and_then_gone() {
        let folder = std::env::temp_dir().join(format!("nonnuoc-{}", rand::random::<u64>()));
        let uploads = LayerUploads::new(folder.clone(), Reader::new("false".into(), LIMITS));
        let (owner, other) = ("an".parse().unwrap(), "binh".parse().unwrap());
        let kept = uploads
            .receive(&owner, "a.csv", Body::from("ten\nx"))
            .await
            .unwrap();
        assert_eq!(kept.size_bytes, 5);
        let path = kept.path.clone();
        assert!(uploads.find(&other, &kept.id).is_err());
        let id = kept.id.clone();
        drop(kept);
        assert!(path.exists() && uploads.find(&owner, &id).is_ok());
        uploads.forget_expired(Timestamp::now() + KEPT_FOR);
        assert!(!path.exists() && uploads.find(&owner, &id).is_err());
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn only_so_many_wait() {
        let folder = std::env::temp_dir().join(format!("nonnuoc-{}", rand::random::<u64>()));
        let uploads = LayerUploads::new(folder.clone(), Reader::new("false".into(), LIMITS));
        let owner = "an".parse().unwrap();
        for _ in 0..MOST_OF_ONE {
            uploads
                .receive(&owner, "a.csv", Body::from("x"))
                .await
                .unwrap();
        }
        assert!(
            uploads
                .receive(&owner, "a.csv", Body::from("x"))
                .await
                .is_err()
        );
        std::fs::remove_dir_all(folder).unwrap();
    }
}
