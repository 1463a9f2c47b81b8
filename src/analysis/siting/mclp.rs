//! Cover most with N: the sites such that most pupils have one within the limit.
//!
//! `max Σ w_i c_i` with `c_i ≤ Σ_{j near i} y_j` and `Σ y_j ≤ N`; with capacities `c_i = Σ_j x_ij`, `x_ij ≤ y_j`,
//! `Σ_i w_i x_ij ≤ C_j y_j`.
//!
//! # Source
//! Church and `ReVelle`, "The maximal covering location problem", Papers of the Regional Science Association 32 (1974).

use highs::Col;

use super::covering::{self, Tie};
use super::instance::Instance;
use super::program::{Outcome, Program};
use super::rules::Rules;
use super::solution::{Limits, Solution, SolveError};

/// Covers most pupils. The objective is their number, and large is good.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn most_covered(
    instance: &Instance,
    rules: &Rules,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let mut program = Program::maximise();
    let open = covering::sites(&mut program, instance, rules, |_| 0.0);
    let covered: Vec<Col> = instance
        .demands
        .iter()
        .map(|demand| program.real(demand.pupils, 0.0, 1.0))
        .collect();
    if rules.keep_capacities {
        let ways = covering::ways(
            &mut program,
            instance,
            rules,
            &open,
            Tie::ByCapacity,
            |_, _| 0.0,
        );
        covering::serve(&mut program, instance, &ways, |demand| {
            Some(covered[demand])
        });
    }
    covering::cover(&mut program, instance, rules, &open, |demand| {
        Some(covered[demand])
    });
    Ok(match program.solve(None, limits)? {
        Outcome::Found {
            values,
            objective,
            bound,
        } => Solution::found(covering::opened(&values, &open), objective, bound),
        Outcome::Infeasible => Solution::infeasible(),
        Outcome::TimeOver { bound } => Solution::none_found(bound),
    })
}
