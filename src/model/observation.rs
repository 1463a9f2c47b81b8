//! Figures: one value of one indicator, at one place, in one period.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{IndicatorId, Period, PlaceId, UnitKey};

/// What a figure belongs to.
///
/// Written `province`, `unit.01273@2025-07-01` or `place.tra-linh`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Subject {
    /// The province as a whole.
    Province,
    /// An administrative unit, of today or former.
    Unit(UnitKey),
    /// A place: a gate, a road, a project …
    Place(PlaceId),
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Province => out.write_str("province"),
            Self::Unit(key) => write!(out, "unit.{key}"),
            Self::Place(id) => write!(out, "place.{id}"),
        }
    }
}

/// Why a text names no subject or figure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// The text is no subject.
    #[error("`{0}` names no subject; write province, unit.CODE@YYYY-MM-DD or place.ID")]
    Subject(String),
    /// The text is no figure's id.
    #[error("`{0}` is no figure's id; write INDICATOR_SUBJECT_PERIOD_REVISION")]
    Figure(String),
}

impl FromStr for Subject {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        parse_subject(text).ok_or_else(|| NameError::Subject(text.to_owned()))
    }
}

fn parse_subject(text: &str) -> Option<Subject> {
    if text == "province" {
        return Some(Subject::Province);
    }
    if let Some(place) = text.strip_prefix("place.") {
        return PlaceId::new(place).ok().map(Subject::Place);
    }
    text.strip_prefix("unit.")?
        .parse::<UnitKey>()
        .ok()
        .map(Subject::Unit)
}

impl TryFrom<String> for Subject {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<Subject> for String {
    fn from(subject: Subject) -> Self {
        subject.to_string()
    }
}

/// What makes a figure unique: corrections are new revisions, so nothing is overwritten.
///
/// Written `population_unit.01273@2025-07-01_2024_1`; stable for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ObservationKey {
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// The number of the revision, from 1.
    pub revision: u32,
}

impl fmt::Display for ObservationKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{}_{}_{}_{}",
            self.indicator, self.subject, self.period, self.revision
        )
    }
}

impl FromStr for ObservationKey {
    type Err = NameError;

    fn from_str(text: &str) -> Result<Self, NameError> {
        parse_key(text).ok_or_else(|| NameError::Figure(text.to_owned()))
    }
}

fn parse_key(text: &str) -> Option<ObservationKey> {
    let parts: Vec<&str> = text.split('_').collect();
    let [indicator, subject, period, revision] = parts.as_slice() else {
        return None;
    };
    let revision: u32 = revision.parse().ok()?;
    let key = ObservationKey {
        indicator: IndicatorId::new(*indicator).ok()?,
        subject: subject.parse().ok()?,
        period: period.parse().ok()?,
        revision,
    };
    (revision > 0 && key.to_string() == text).then_some(key)
}

impl TryFrom<String> for ObservationKey {
    type Error = NameError;

    fn try_from(text: String) -> Result<Self, NameError> {
        text.parse()
    }
}

impl From<ObservationKey> for String {
    fn from(key: ObservationKey) -> Self {
        key.to_string()
    }
}

/// One figure with everything that must stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Indicator, subject, period and revision.
    pub key: ObservationKey,
    /// The number, or why there is none.
    pub value: Value,
    /// The code of the unit the value is in; the indicator's own.
    pub unit: String,
    /// Who published the figure, and where.
    pub source: String,
    /// How firm it is.
    pub quality: Quality,
    /// How far it is on its way to the dashboards.
    pub state: ObservationState,
    /// Made up to show the screens; never real.
    pub is_illustrative: bool,
    /// The account that entered it.
    pub entered_by: String,
    /// When it was entered.
    pub entered_at: Timestamp,
    /// What else a reader should know.
    #[serde(default)]
    pub note: Option<String>,
}

impl Observation {
    /// Whether it may reach the dashboards.
    #[must_use]
    pub const fn is_approved(&self) -> bool {
        matches!(self.state, ObservationState::Approved { .. })
    }
}

/// A number, or the stated absence of one. Missing is never zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Value {
    /// An exact decimal number.
    Number {
        /// The number.
        #[serde(with = "exact")]
        number: Decimal,
    },
    /// The figure is known not to be available.
    NotAvailable {
        /// Why, in a sentence.
        reason: String,
    },
}

impl Value {
    /// The number, if there is one.
    #[must_use]
    pub const fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number { number } => Some(*number),
            Self::NotAvailable { .. } => None,
        }
    }

    /// Why there is no number.
    #[must_use]
    pub fn missing_reason(&self) -> Option<&str> {
        match self {
            Self::Number { .. } => None,
            Self::NotAvailable { reason } => Some(reason),
        }
    }
}

impl From<Decimal> for Value {
    fn from(number: Decimal) -> Self {
        Self::Number { number }
    }
}

/// How firm a figure is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Quality {
    /// Published and closed.
    Final,
    /// Reported, may still change.
    Provisional,
    /// Derived from samples or models.
    Estimate,
}

impl Quality {
    /// The quality's name in code, tables and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::Provisional => "provisional",
            Self::Estimate => "estimate",
        }
    }
}

/// How far a figure is on its way to the dashboards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum ObservationState {
    /// Being written.
    Draft,
    /// Handed in for approval.
    Submitted {
        /// When.
        at: Timestamp,
    },
    /// Approved by somebody other than the one who entered it.
    Approved {
        /// The account that approved.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// Sent back.
    Returned {
        /// The account that sent it back.
        by: String,
        /// When.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl ObservationState {
    /// The state's name in code and addresses.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted { .. } => "submitted",
            Self::Approved { .. } => "approved",
            Self::Returned { .. } => "returned",
        }
    }

    /// When it was submitted, approved or returned.
    #[must_use]
    pub const fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Draft => None,
            Self::Submitted { at } | Self::Approved { at, .. } | Self::Returned { at, .. } => {
                Some(*at)
            }
        }
    }
}

/// Decimals as text in stored records, so that not one digit passes through a binary fraction.
pub mod exact {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the decimal as text.
    ///
    /// # Errors
    ///
    /// Whatever the serializer reports.
    pub fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    /// Reads the decimal from text.
    ///
    /// # Errors
    ///
    /// When the text is no decimal number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|_| serde::de::Error::custom(format!("`{text}` is no decimal number")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_figures_are_stable_and_round_trip() {
        for text in [
            "population_unit.01273@2025-07-01_2024_1",
            "pci_province_2026_3",
            "trade-turnover_place.tra-linh_2026-Q3_12",
        ] {
            assert_eq!(text.parse::<ObservationKey>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_names_no_figure() {
        for text in [
            "",
            "population",
            "population_province_2024",
            "population_province_2024_0",
            "population_province_2024_01",
            "population_unit.1273@2025-07-01_2024_1",
            "population_district.040_2024_1",
            "population_province_24_1",
            "population_province_2024_1_1",
        ] {
            assert!(
                text.parse::<ObservationKey>().is_err(),
                "{text} was taken for a figure"
            );
        }
    }

    #[test]
    fn stored_values_keep_every_digit() {
        let value = Value::from("1234567890123456789.0123".parse::<Decimal>().unwrap());
        let json = serde_json::to_string(&value).unwrap();
        assert_eq!(
            json,
            r#"{"type":"number","number":"1234567890123456789.0123"}"#
        );
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }

    #[test]
    fn missing_is_not_zero() {
        let missing = Value::NotAvailable {
            reason: "the survey was not held".into(),
        };
        assert_eq!(missing.number(), None);
        assert_ne!(missing, Value::from(Decimal::ZERO));
    }
}
