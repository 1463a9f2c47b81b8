//! What solving gives: the best found, what is proven about it, and how far a run may go.

use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::progress::{Listener, Progress};

/// A gap below this is none: what is left is rounding.
pub const NO_GAP: f64 = 1e-6;

/// What is known about an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SolutionStatus {
    /// Proven: nothing better exists.
    Optimal,
    /// It keeps every condition; a better one may exist, at most as much better as the gap says.
    Feasible,
    /// Proven: nothing keeps every condition.
    Infeasible,
    /// Nothing was found in the time given; whether anything exists is not known.
    NoneFound,
}

impl SolutionStatus {
    /// The status as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
            Self::NoneFound => "none-found",
        }
    }
}

/// Why a question could not be solved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SolveError {
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
    /// The solver refused the model.
    #[error("the solver HiGHS failed while {doing} ({status})")]
    Solver {
        /// What it was doing.
        doing: &'static str,
        /// What it said.
        status: String,
    },
}

/// How far a run may go, and who is told.
#[derive(Clone, Copy)]
pub struct Limits<'a> {
    /// Stop at a proven gap of this share of the objective.
    pub gap: f64,
    /// Stop then, with the best found.
    pub deadline: Instant,
    /// Stop when the asker goes away.
    pub interrupt: &'a Interrupt,
    /// Told of the best found and of what is proven.
    pub tell: Listener<'a>,
}

impl<'a> Limits<'a> {
    /// A run that may take so long from now.
    #[must_use]
    pub fn from_now(
        time: Duration,
        gap: f64,
        interrupt: &'a Interrupt,
        tell: Listener<'a>,
    ) -> Self {
        let now = Instant::now();
        Self {
            gap,
            deadline: now.checked_add(time).unwrap_or(now),
            interrupt,
            tell,
        }
    }

    /// The time that is left.
    #[must_use]
    pub fn left(&self) -> Duration {
        self.deadline.saturating_duration_since(Instant::now())
    }

    /// Whether the time is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.left().is_zero()
    }

    /// Tells what is found and proven so far.
    pub(super) fn report(&self, best: Option<f64>, bound: f64) {
        let progress = Progress::unforeseen("Đang tìm và chứng minh", "Searching and proving");
        (self.tell)(progress.proven(best, bound));
    }
}

/// The best found.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// What is known about it.
    pub status: SolutionStatus,
    /// Which sites are open; empty where none was found.
    pub open: Vec<bool>,
    /// Its objective.
    pub objective: Option<f64>,
    /// What no solution can be better than; none where nothing is proven.
    pub bound: Option<f64>,
    /// For each site, by how much the objective gets worse at least when the site must be open, where the dual tells.
    pub dual_penalties: Option<Vec<f64>>,
}

impl Solution {
    /// What was found for an objective that is to be small.
    #[must_use]
    pub fn found(open: Vec<bool>, objective: f64, bound: f64) -> Self {
        let status = if relative_gap(objective, bound) <= NO_GAP {
            SolutionStatus::Optimal
        } else {
            SolutionStatus::Feasible
        };
        Self {
            status,
            open,
            objective: Some(objective),
            bound: Some(bound),
            dual_penalties: None,
        }
    }

    /// Proof that there is none.
    #[must_use]
    pub fn infeasible() -> Self {
        Self {
            status: SolutionStatus::Infeasible,
            open: Vec::new(),
            objective: None,
            bound: None,
            dual_penalties: None,
        }
    }

    /// Nothing found in time.
    #[must_use]
    pub fn none_found(bound: Option<f64>) -> Self {
        Self {
            status: SolutionStatus::NoneFound,
            bound,
            ..Self::infeasible()
        }
    }

    /// The proven gap: how much better another solution can be at most, as a share of the objective.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        let gap = relative_gap(self.objective?, self.bound?);
        Some(if gap <= NO_GAP { 0.0 } else { gap })
    }
}

/// Distance between objective and bound as a share of the objective.
#[must_use]
pub fn relative_gap(objective: f64, bound: f64) -> f64 {
    let distance = (objective - bound).abs();
    if distance <= 1e-9 {
        0.0
    } else {
        distance / objective.abs().max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_proven_is_not_called_optimal() {
        let found = Solution::found(vec![true], 100.0, 99.0);
        assert_eq!(found.status, SolutionStatus::Feasible);
        assert_eq!(found.gap(), Some(0.01));
        assert_eq!(
            Solution::found(vec![true], 100.0, 100.0).status,
            SolutionStatus::Optimal
        );
        assert_eq!(Solution::none_found(Some(3.0)).gap(), None);
    }
}
