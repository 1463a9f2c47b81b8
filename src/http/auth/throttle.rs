//! Slowing down who tries passwords.

use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use jiff::Timestamp;

use crate::model::AccountName;

/// So many wrong passwords are let pass before one must wait.
const FREE_TRIES: u32 = 5;
/// How long one must wait then, and how long a wrong password is remembered.
const PAUSE: Duration = Duration::from_mins(15);
/// So many are remembered at most; past that the oldest is forgotten. Names can be invented, and memory cannot.
const MOST_REMEMBERED: usize = 10_000;

/// Where a request comes from: the other end of its connection, never what a header says, which anybody can write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientAddress(Option<IpAddr>);

impl ClientAddress {
    /// One subscriber has a whole network of IPv6 addresses and could come from another each time.
    fn new(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V6(long) => Ipv6Addr::from_bits(long.to_bits() & (u128::MAX << 64)).into(),
            short @ IpAddr::V4(_) => short,
        }))
    }
}

impl<S: Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let connection = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        Ok(connection.map_or(Self(None), |ConnectInfo(address)| Self::new(address.ip())))
    }
}

/// What is tried, and from where: tries at a password say nothing about the next one that the account is given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Try {
    pub(super) account: AccountName,
    pub(super) password_set_at: Option<Timestamp>,
    pub(super) from: ClientAddress,
}

/// Remembers tries that were wrong, or are not yet known to be right.
#[derive(Debug, Default)]
pub(in crate::http) struct Throttle {
    tries: Mutex<HashMap<Try, (u32, Instant)>>,
}

impl Throttle {
    /// Counts a try before the password is looked at, so that many at once are counted too.
    ///
    /// # Errors
    /// How long one must wait; the try is not counted then.
    pub(super) fn count(&self, one: &Try, now: Instant) -> Result<(), Duration> {
        let mut tries = self.tries();
        tries.retain(|_, (_, last)| now.duration_since(*last) < PAUSE);
        match tries.get_mut(one) {
            Some((count, last)) if *count >= FREE_TRIES => {
                Err(PAUSE.saturating_sub(now.duration_since(*last)))
            }
            Some(entry) => {
                *entry = (entry.0 + 1, now);
                Ok(())
            }
            None => {
                make_room(&mut tries);
                tries.insert(one.clone(), (1, now));
                Ok(())
            }
        }
    }

    /// Takes a try back of which it never came out whether it was right.
    pub(super) fn take_back(&self, one: &Try) {
        if let Some((count, _)) = self.tries().get_mut(one) {
            *count = count.saturating_sub(1);
        }
    }

    /// Forgets the tries of who has signed in.
    pub(super) fn succeeded(&self, one: &Try) {
        self.tries().remove(one);
    }

    fn tries(&self) -> MutexGuard<'_, HashMap<Try, (u32, Instant)>> {
        self.tries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn make_room(tries: &mut HashMap<Try, (u32, Instant)>) {
    if tries.len() < MOST_REMEMBERED {
        return;
    }
    let oldest = tries.iter().min_by_key(|(_, (_, last))| *last);
    if let Some(oldest) = oldest.map(|(one, _)| one.clone()) {
        tries.remove(&oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(account: &str, from: &str) -> Try {
        Try {
            account: account.parse().unwrap(),
            password_set_at: Some(Timestamp::UNIX_EPOCH),
            from: ClientAddress::new(from.parse().unwrap()),
        }
    }

    fn exhausted(one: &Try, now: Instant) -> Throttle {
        let throttle = Throttle::default();
        (0..FREE_TRIES).for_each(|_| throttle.count(one, now).unwrap());
        throttle
    }

    #[test]
    fn the_sixth_try_waits_and_the_others_do_not() {
        let now = Instant::now();
        let one = at("editor", "192.0.2.1");
        let throttle = exhausted(&one, now);
        assert_eq!(throttle.count(&one, now), Err(PAUSE));
        assert_eq!(throttle.count(&at("other", "192.0.2.1"), now), Ok(()));
        assert_eq!(throttle.count(&at("editor", "192.0.2.2"), now), Ok(()));
        assert_eq!(throttle.count(&one, now + PAUSE), Ok(()));
    }

    #[test]
    fn another_password_is_tried_anew() {
        let now = Instant::now();
        let one = at("editor", "192.0.2.1");
        let throttle = exhausted(&one, now);
        let reset = Try {
            password_set_at: Some(Timestamp::MAX),
            ..one.clone()
        };
        assert_eq!(throttle.count(&reset, now), Ok(()));
        assert_eq!(throttle.count(&one, now), Err(PAUSE));
    }

    #[test]
    fn signing_in_forgets_what_went_wrong_before_and_a_failure_inside_counts_for_nothing() {
        let now = Instant::now();
        let one = at("editor", "192.0.2.1");
        let throttle = exhausted(&one, now);
        throttle.take_back(&one);
        assert_eq!(throttle.count(&one, now), Ok(()));
        assert_eq!(throttle.count(&one, now), Err(PAUSE));
        throttle.succeeded(&one);
        assert_eq!(throttle.count(&one, now), Ok(()));
    }

    #[test]
    fn addresses_of_one_network_are_one() {
        assert_eq!(at("a", "2001:db8::1"), at("a", "2001:db8::ffff:2"));
        assert_ne!(at("a", "2001:db8::1"), at("a", "2001:db8:0:1::1"));
        assert_eq!(at("a", "::ffff:192.0.2.1"), at("a", "192.0.2.1"));
        assert_ne!(at("a", "192.0.2.1"), at("a", "192.0.2.2"));
    }

    #[test]
    fn invented_names_do_not_fill_the_memory() {
        let throttle = Throttle::default();
        let begin = Instant::now();
        let name = |number: usize| at(&format!("name-{number}"), "192.0.2.1");
        for number in 0..=MOST_REMEMBERED {
            let now = begin + Duration::from_millis(number as u64);
            throttle.count(&name(number), now).unwrap();
        }
        let tries = throttle.tries();
        assert_eq!(tries.len(), MOST_REMEMBERED);
        assert!(!tries.contains_key(&name(0)), "the oldest is forgotten");
        assert!(tries.contains_key(&name(MOST_REMEMBERED)));
    }
}
