//! Passwords: Argon2id, with the library's recommended cost.

use argon2::password_hash::rand_core::{OsRng, RngCore};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Argon2, password_hash};

/// The least length of a password that somebody chooses, in characters.
pub const LEAST_LENGTH: usize = 10;

/// Letters and digits that cannot be taken for one another when read aloud or copied by hand.
const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Why a password cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// It is too short.
    #[error("the password has {found} characters; at least {LEAST_LENGTH} are needed")]
    TooShort {
        /// How many it has.
        found: usize,
    },
    /// It could not be hashed, or the hash that is kept cannot be read.
    #[error("the password could not be worked with: {0}")]
    Hash(password_hash::Error),
}

/// Hashes a password with a salt of its own; the result says by which method and cost.
///
/// # Errors
/// When the library refuses the password.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    let salt = SaltString::generate(&mut OsRng);
    Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(PasswordError::Hash)
}

/// Whether the password is the one that was hashed.
///
/// # Errors
/// When the hash cannot be read.
pub fn verify(password: &str, hash: &str) -> Result<bool, PasswordError> {
    let hash = PasswordHash::new(hash).map_err(PasswordError::Hash)?;
    match Argon2::default().verify_password(password.as_bytes(), &hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::Password) => Ok(false),
        Err(error) => Err(PasswordError::Hash(error)),
    }
}

/// Checks that a password which somebody chose is long enough.
///
/// # Errors
/// When it is too short.
pub fn check_strength(password: &str) -> Result<(), PasswordError> {
    let found = password.chars().count();
    if found < LEAST_LENGTH {
        Err(PasswordError::TooShort { found })
    } else {
        Ok(())
    }
}

/// A password to hand to a person: four groups of four, 80 bits.
#[must_use]
pub fn one_time() -> String {
    let mut bytes = [0_u8; 16];
    OsRng.fill_bytes(&mut bytes);
    let letters: Vec<_> = bytes
        .iter()
        .map(|byte| char::from(ALPHABET[usize::from(byte % 32)]))
        .collect();
    letters
        .chunks(4)
        .map(String::from_iter)
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_password_verifies() {
        let kept = hash("một mật khẩu dài").unwrap();
        assert!(kept.starts_with("$argon2id$"), "{kept}");
        assert!(verify("một mật khẩu dài", &kept).unwrap());
        assert!(!verify("một mật khẩu khác", &kept).unwrap());
        assert!(verify("x", "not a hash").is_err());
    }

    #[test]
    fn one_time_passwords_differ_and_are_long_enough() {
        let (one, other) = (one_time(), one_time());
        assert_ne!(one, other);
        assert!(check_strength(&one).is_ok());
        assert_eq!(one.len(), 19);
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(
            check_strength("đđđđđđđđđ"),
            Err(PasswordError::TooShort { found: 9 })
        );
        assert!(check_strength("đđđđđđđđđđ").is_ok());
    }
}
