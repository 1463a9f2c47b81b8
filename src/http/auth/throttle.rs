//! Slowing down who tries passwords.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::model::AccountName;

/// So many wrong passwords are let pass before the account must wait.
const FREE_TRIES: u32 = 5;
/// How long it must wait then, and how long a wrong password is remembered.
const PAUSE: Duration = Duration::from_mins(15);

/// Remembers wrong passwords, by account.
#[derive(Debug, Default)]
pub(in crate::http) struct Throttle {
    failures: Mutex<HashMap<AccountName, (u32, Instant)>>,
}

impl Throttle {
    /// How long the account must wait before its next try; `None` where it need not.
    pub(super) fn wait(&self, account: &AccountName, now: Instant) -> Option<Duration> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, (_, last)| now.duration_since(*last) < PAUSE);
        let (count, last) = failures.get(account)?;
        (*count >= FREE_TRIES).then(|| PAUSE.saturating_sub(now.duration_since(*last)))
    }

    /// Remembers a wrong password.
    pub(super) fn failed(&self, account: AccountName, now: Instant) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = failures.entry(account).or_insert((0, now));
        *entry = (entry.0 + 1, now);
    }

    /// Forgets the wrong passwords of an account that has signed in.
    pub(super) fn succeeded(&self, account: &AccountName) {
        self.failures
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(account);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_waits_and_the_others_do_not() {
        let throttle = Throttle::default();
        let name: AccountName = "editor".parse().unwrap();
        let now = Instant::now();
        for _ in 0..FREE_TRIES {
            assert_eq!(throttle.wait(&name, now), None);
            throttle.failed(name.clone(), now);
        }
        assert_eq!(throttle.wait(&name, now), Some(PAUSE));
        assert_eq!(throttle.wait(&"other".parse().unwrap(), now), None);
        assert_eq!(throttle.wait(&name, now + PAUSE), None);
    }

    #[test]
    fn signing_in_forgets_what_went_wrong_before() {
        let throttle = Throttle::default();
        let name: AccountName = "editor".parse().unwrap();
        let now = Instant::now();
        (0..FREE_TRIES).for_each(|_| throttle.failed(name.clone(), now));
        throttle.succeeded(&name);
        assert_eq!(throttle.wait(&name, now), None);
    }
}
