//! Why a question about relocation could not be answered.

use super::{Criterion, MOST_COMMUNITIES, MOST_PAIRS, MOST_PROPOSED};
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
    /// Run-out would be judged for too many pairs of cells.
    #[error(
        "{sources} cells are steep enough for slides to begin on, and make {pairs} pairs with the cells within run_out_m; at most \
         {MOST_PAIRS} are judged: name fewer units, or give a larger cell_m, a shorter run_out_m or a larger \
         source_slope_degrees"
    )]
    TooManyPairs {
        /// The steep cells.
        sources: u64,
        /// The pairs.
        pairs: u64,
    },
    /// What is shut out around the areas would be looked for in too many pairs of cells.
    #[error(
        "the areas have {cells} cells, and make {pairs} pairs with the cells within nearby_m; at most {most} are looked at: give \
         a shorter nearby_m, a smaller most_ha, fewer areas or a larger cell_m"
    )]
    TooMuchNearby {
        /// The cells of the areas.
        cells: u64,
        /// The pairs.
        pairs: u64,
        /// Most pairs.
        most: u64,
    },
    /// Too many communities.
    #[error(
        "{0} communities were named and at most {MOST_COMMUNITIES} are moved at once: ask in parts"
    )]
    TooManyCommunities(usize),
    /// Too many proposed sites.
    #[error(
        "{0} sites were proposed and at most {MOST_PROPOSED} are checked at once: ask in parts"
    )]
    TooManyProposed(usize),
    /// Too many ways between communities and sites.
    #[error(
        "{communities} communities and {sites} sites have {} ways between them, and at most {most} are measured: name fewer \
         communities, or ask for fewer areas", communities * sites
    )]
    TooManyWays {
        /// The communities.
        communities: usize,
        /// The sites.
        sites: usize,
        /// Most ways.
        most: usize,
    },
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
