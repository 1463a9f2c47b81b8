//! What is found when figures are entered: candidates, and what is wrong with them.

use serde::Serialize;
use utoipa::ToSchema;

use super::{IndicatorId, Period, Subject, Text, Value};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// It may be right; somebody has to look.
    Doubtful,
    /// It cannot be right.
    Rejected,
}

/// Something that a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// A stable code, such as `out-of-range`.
    pub code: &'static str,
    /// What is wrong, with the value.
    pub message: Text,
    /// How to mend it.
    pub remedy: Text,
}

impl Finding {
    /// A finding that cannot be right.
    #[must_use]
    pub const fn rejected(code: &'static str, message: Text, remedy: Text) -> Self {
        Self {
            severity: Severity::Rejected,
            code,
            message,
            remedy,
        }
    }

    /// A finding that somebody has to look at.
    #[must_use]
    pub const fn doubtful(code: &'static str, message: Text, remedy: Text) -> Self {
        Self {
            severity: Severity::Doubtful,
            code,
            message,
            remedy,
        }
    }
}

/// A figure that somebody wants to enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What is measured.
    pub indicator: IndicatorId,
    /// Where.
    pub subject: Subject,
    /// When.
    pub period: Period,
    /// The number, or why there is none.
    pub value: Value,
    /// The code of the unit it is given in; nothing for the indicator's own.
    pub unit: Option<String>,
}
