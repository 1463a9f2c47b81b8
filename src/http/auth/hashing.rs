//! Hashing passwords: few at once, whoever asks.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::password::{self, PasswordError};
use crate::http::ApiError;

/// How many passwords are hashed at once. Each takes 19 MiB and a core for a while, and whoever has no account can ask
/// for it.
const AT_ONCE: usize = 2;

/// The places at which passwords are hashed.
#[derive(Debug)]
pub(in crate::http) struct Hashing(Arc<Semaphore>);

impl Default for Hashing {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Hashing {
    /// The hash of a password.
    pub(super) async fn hash(&self, password: String) -> Result<String, ApiError> {
        self.run(move || password::hash(&password)).await
    }

    /// Whether the password is the one that was hashed. Where none ever was, that costs the same time.
    pub(super) async fn verify(
        &self,
        password: String,
        hash: Option<String>,
    ) -> Result<bool, ApiError> {
        self.run(move || match hash {
            Some(hash) => password::verify(&password, &hash),
            None => password::hash(&password).map(|_| false),
        })
        .await
    }

    /// Waits for a place and works there, off the server's threads. The place is free again when the work has ended, also
    /// where the request was given up.
    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let place = Arc::clone(&self.0)
            .acquire_owned()
            .await
            .map_err(|cause| ApiError::internal(&cause))?;
        let done = tokio::task::spawn_blocking(move || {
            let done = work();
            drop(place);
            done
        });
        done.await
            .map_err(|cause| ApiError::internal(&cause))?
            .map_err(|cause| ApiError::internal(&cause))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn no_more_than_two_passwords_are_hashed_at_once() {
        let hashing = Arc::new(Hashing::default());
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let tasks: Vec<_> = (0..12)
            .map(|_| {
                let (hashing, running, most) = (
                    Arc::clone(&hashing),
                    Arc::clone(&running),
                    Arc::clone(&most),
                );
                let work = move || {
                    most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let hash = password::hash("một mật khẩu dài");
                    running.fetch_sub(1, Ordering::SeqCst);
                    hash
                };
                tokio::spawn(async move { hashing.run(work).await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap();
        }
        let most = most.load(Ordering::SeqCst);
        assert!(most <= AT_ONCE, "{most} at once");
    }

    #[tokio::test]
    async fn a_request_that_was_given_up_keeps_its_place_until_its_work_has_ended() {
        let hashing = Arc::new(Hashing::default());
        let (begun, has_begun) = mpsc::channel();
        let (end, may_end) = mpsc::channel::<()>();
        let given_up = {
            let hashing = Arc::clone(&hashing);
            let work = move || {
                begun.send(()).unwrap();
                may_end.recv().unwrap();
                Ok(())
            };
            tokio::spawn(async move { hashing.run(work).await })
        };
        tokio::task::spawn_blocking(move || has_begun.recv().unwrap())
            .await
            .unwrap();
        given_up.abort();
        assert!(given_up.await.unwrap_err().is_cancelled());
        assert_eq!(hashing.0.available_permits(), AT_ONCE - 1);
        end.send(()).unwrap();
        let all = hashing.0.acquire_many(AT_ONCE as u32).await;
        assert!(all.is_ok());
    }
}
