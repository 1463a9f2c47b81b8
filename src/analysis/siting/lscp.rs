//! Cover all with the fewest: the least number of open sites such that every pupil has one within the limit.
//!
//! `min Σ y_j` with `Σ_{j near i} y_j ≥ 1` for each demand i; with capacities, the pupils of i are shared out among the
//! near sites (the model is the same with `Σ_j x_ij = 1` and `Σ_i w_i x_ij ≤ C_j y_j` besides). The solver's presolve
//! takes out dominated sites and demands.
//!
//! # Source
//! Toregas, Swain, `ReVelle` and Bergman, "The location of emergency service facilities", Operations Research 19 (1971).

use super::covering::{self, Tie};
use super::instance::Instance;
use super::program::{Outcome, Program};
use super::rules::Rules;
use super::solution::{Limits, Solution, SolveError};

/// Covers all with the fewest.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn fewest(instance: &Instance, rules: &Rules, limits: &Limits) -> Result<Solution, SolveError> {
    least(instance, rules, |_| 1.0, limits)
}

/// Covers all with the least sum of weights of open sites.
pub(super) fn least(
    instance: &Instance,
    rules: &Rules,
    weight: impl Fn(usize) -> f64,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let mut program = Program::minimise();
    let open = covering::sites(&mut program, instance, rules, weight);
    if rules.keep_capacities {
        let ways = covering::ways(
            &mut program,
            instance,
            rules,
            &open,
            Tie::ByCapacity,
            |_, _| 0.0,
        );
        covering::cover(&mut program, instance, rules, &open, |_| None);
        covering::serve(&mut program, instance, &ways, |_| None);
    } else {
        covering::cover(&mut program, instance, rules, &open, |_| None);
    }
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
