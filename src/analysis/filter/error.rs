//! Why a filter is refused.

use super::{GEOMETRY, LONGEST_FILTER};
use crate::geometry::validity::GeometryFault;

/// Why a filter cannot be used.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FilterError {
    /// It is too long or too deep.
    #[error(
        "the filter is longer than {LONGEST_FILTER} bytes or nested too deeply: ask in smaller steps"
    )]
    TooLarge,
    /// It does not read as CQL2.
    #[error("the filter does not read as CQL2: {0}")]
    Syntax(String),
    /// It names an attribute that no feature can have.
    #[error("the filter asks for {name:?}, which is no attribute here; known are: {known}")]
    UnknownProperty {
        /// The name.
        name: String,
        /// The names that are known.
        known: String,
    },
    /// A spatial predicate that cannot be worked out.
    #[error("{op} needs the property {GEOMETRY} and one geometry or box written out")]
    Spatial {
        /// The predicate.
        op: String,
    },
    /// The literal geometry is faulty.
    #[error("the geometry in the filter: {0}")]
    Geometry(#[from] GeometryFault),
    /// The literal geometry does not read.
    #[error("the geometry in the filter: {0}")]
    Shape(String),
    /// A function or operator that nobody here works out.
    #[error(
        "the filter uses {op:?}, which is no operator of CQL2 and not worked out here; AND, OR, NOT, comparisons, IN, \
         BETWEEN, LIKE, IS NULL, CASEI, ACCENTI, arithmetic and the S_, T_ and A_ operators are"
    )]
    UnknownOperator {
        /// Its name.
        op: String,
    },
    /// It divides by zero, which gives no number.
    #[error("the filter divides by zero in {expression:?}{}", .feature.as_ref().map_or_else(String::new, |id| format!(" for {id}")))]
    DivisionByZero {
        /// The division.
        expression: String,
        /// The feature whose attribute is zero; none where the filter itself says zero.
        feature: Option<String>,
    },
    /// It cannot be applied to a feature.
    #[error("the filter cannot be applied to {feature}: {message}")]
    Evaluation {
        /// The feature's id.
        feature: String,
        /// What went wrong.
        message: String,
    },
}
