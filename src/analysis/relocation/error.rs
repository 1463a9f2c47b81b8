//! Why a question about relocation could not be answered.

use super::Criterion;
use crate::analysis::access::AccessError;
use crate::analysis::exposure::ExposureError;
use crate::geometry::PositionError;
use crate::geometry::distance::DistanceError;
use crate::geometry::interrupt::Interrupted;
use crate::geometry::metric_crs::MetricCrsError;
use crate::geometry::validity::GeometryFault;
use crate::model::{PlaceId, UnitCode};

/// Why a question about relocation could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum RelocationError {
    /// A number that cannot be worked with.
    #[error("{name} is {value}: give {least} to {most}")]
    OutOfRange {
        /// The option.
        name: &'static str,
        /// Its value.
        value: f64,
        /// Least value taken.
        least: f64,
        /// Greatest value taken.
        most: f64,
    },
    /// A weight that is none.
    #[error("the weight of {} is {weight}: give a number that is not negative", criterion.as_str())]
    Weight {
        /// The criterion.
        criterion: Criterion,
        /// Its weight.
        weight: f64,
    },
    /// No criterion can be judged.
    #[error(
        "no criterion with a weight has a layer to be judged by: give weight to another, or import its layer"
    )]
    NoCriterion,
    /// Comparisons that cannot be read.
    #[error("the comparison in pairs: {0}")]
    Comparison(String),
    /// Comparisons that contradict each other.
    #[error(
        "the comparisons contradict each other: their consistency ratio is {0:.3}, above 0.1; compare again, or set \
         accepts_inconsistency"
    )]
    Inconsistent(f64),
    /// A unit that does not exist on the day.
    #[error("there is no unit {0} with a boundary on the day: see /api/units for the codes")]
    UnknownUnit(UnitCode),
    /// A community that does not exist.
    #[error("there is no settlement {0} with a position: see /api/places for the ids")]
    UnknownCommunity(PlaceId),
    /// There is no ground.
    #[error("no unit has a boundary on the day: import boundaries first")]
    NoUnits,
    /// The ground has too many cells.
    #[error("the ground has {0} cells: name fewer units, or give a larger cell_m")]
    TooManyCells(usize),
    /// A proposed site without a position.
    #[error("the proposed site {0:?} has neither lon and lat nor an outline: give one of them")]
    NoPosition(String),
    /// A proposed site whose outline is faulty.
    #[error("the outline of the proposed site {name:?}: {fault}")]
    Outline {
        /// Its name.
        name: String,
        /// What is wrong with it.
        fault: GeometryFault,
    },
    /// A proposed site that is nowhere.
    #[error(transparent)]
    Position(#[from] PositionError),
    /// The ground is too wide for one plane.
    #[error(transparent)]
    Crs(#[from] MetricCrsError),
    /// A shape that no distance can be measured to.
    #[error(transparent)]
    Distance(#[from] DistanceError),
    /// A hazard zone that cannot be read.
    #[error(transparent)]
    Zone(#[from] ExposureError),
    /// Ways could not be measured.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The solver failed.
    #[error("the solver ended with {0}")]
    Solver(String),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}
