//! The ids of the domain, each a type of its own so that none is taken for another.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// A unit code is five digits.
    #[error(
        "{0:?} is not a unit code: five digits are expected, such as 01273 (leading zeros matter)"
    )]
    UnitCode(String),
    /// A slug is lower-case letters, digits and single hyphens.
    #[error(
        "{0:?} is not an id: lower-case letters, digits and hyphens are expected, such as tra-linh"
    )]
    Slug(String),
    /// A unit key is `code@date`.
    #[error("{0:?} is not a unit key: code@valid_from is expected, such as 01273@2025-07-01")]
    UnitKey(String),
}

fn is_slug(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 120
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn is_unit_code(text: &str) -> bool {
    text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $is_valid:ident, $error:path) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as a text.
            ///
            /// # Errors
            /// When the text does not have the id's form.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                if $is_valid(&text) { Ok(Self(text.into())) } else { Err($error(text)) }
            }

            /// The id as it is written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }
    };
}

id!(
    /// The five-digit code of a commune-level unit in the national list.
    ///
    /// A code alone does not name a unit: all 56 codes of today were codes of former units before
    /// 1 July 2025. See [`UnitKey`].
    UnitCode,
    is_unit_code,
    IdError::UnitCode
);
id!(
    /// The id of a place.
    PlaceId,
    is_slug,
    IdError::Slug
);
id!(
    /// The id of a layer.
    LayerId,
    is_slug,
    IdError::Slug
);
id!(
    /// The id of an indicator.
    IndicatorId,
    is_slug,
    IdError::Slug
);
id!(
    /// The id of an agency.
    AgencyId,
    is_slug,
    IdError::Slug
);
id!(
    /// The id of a target; its revisions share it.
    TargetId,
    is_slug,
    IdError::Slug
);
id!(
    /// The id of a task or project of the programme.
    TaskId,
    is_slug,
    IdError::Slug
);
id!(
    /// The name of an account.
    AccountName,
    is_slug,
    IdError::Slug
);

id!(
    /// Names a saved scenario: lower-case letters, digits and hyphens.
    ScenarioId,
    is_slug,
    IdError::Slug
);

impl UnitCode {
    /// The code as a number, for feature ids: `01273` is 1273.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.0
            .bytes()
            .fold(0, |number, digit| number * 10 + u64::from(digit - b'0'))
    }
}

/// What identifies a unit: its code and the day from which it exists.
///
/// Written `01273@2025-07-01`.
///
/// ```
/// use nonnuoc::model::UnitKey;
///
/// let key: UnitKey = "01273@2025-07-01".parse().expect("well formed");
/// assert_eq!(key.code.as_str(), "01273");
/// assert_eq!(key.to_string(), "01273@2025-07-01");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct UnitKey {
    /// The code in the national list.
    pub code: UnitCode,
    /// The first day on which the unit exists.
    pub valid_from: Date,
}

impl fmt::Display for UnitKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}@{}", self.code, self.valid_from)
    }
}

impl FromStr for UnitKey {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let malformed = || IdError::UnitKey(text.to_owned());
        let (code, date) = text.split_once('@').ok_or_else(malformed)?;
        let valid_from = date.parse().map_err(|_| malformed())?;
        Ok(Self {
            code: code.parse()?,
            valid_from,
        })
    }
}

impl TryFrom<String> for UnitKey {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<UnitKey> for String {
    fn from(key: UnitKey) -> Self {
        key.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_lost_its_leading_zero_is_refused() {
        assert_eq!(
            UnitCode::new("1273"),
            Err(IdError::UnitCode("1273".to_owned()))
        );
        assert_eq!(UnitCode::new("01273").unwrap().number(), 1273);
    }

    #[test]
    fn slugs_are_lower_case_with_inner_hyphens() {
        assert!(PlaceId::new("tra-linh").is_ok());
        for wrong in ["", "Tra-Linh", "-tra", "tra-", "trà"] {
            assert!(PlaceId::new(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_unit_key_reads_what_it_writes() {
        let key: UnitKey = "01273@2025-07-01".parse().unwrap();
        assert_eq!(key.to_string().parse::<UnitKey>().unwrap(), key);
        for wrong in ["01273", "01273@2025-13-01", "1273@2025-07-01"] {
            assert!(wrong.parse::<UnitKey>().is_err(), "{wrong:?}");
        }
    }
}
