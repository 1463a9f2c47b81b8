//! Least mean travel: the sites with the least pupils × minutes.
//!
//! Without capacities everyone goes to the nearest open site, and the problem is solved by a Lagrangian bound,
//! interchange and branching; where conditions on sites make that bound weak, `HiGHS` goes on. With capacities,
//! `min Σ w_i d_ij x_ij` with `Σ_j x_ij = 1`, `x_ij ≤ y_j` and `Σ_i w_i x_ij ≤ C_j y_j` goes to `HiGHS`; the bound without
//! capacities holds for it too.
//!
//! # Source
//! `ReVelle` and Swain, "Central facilities location", Geographical Analysis 2 (1970); Hakimi, "Optimum locations of
//! switching centers", Operations Research 12 (1964).

use super::branching;
use super::covering;
use super::instance::Instance;
use super::lscp;
use super::median::MedianProblem;
use super::program::{Outcome, Program};
use super::rules::Rules;
use super::solution::{Limits, Solution, SolutionStatus, SolveError};

/// Finds the least mean travel. The objective is pupils × minutes.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn least_travel(
    instance: &Instance,
    rules: &Rules,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let problem = MedianProblem::new(instance, rules);
    if problem.rows.iter().any(Vec::is_empty) {
        return Ok(Solution::infeasible());
    }
    // Whether the conditions can be kept at all is not for a search by cost to find out.
    let possible = if problem.linear.is_empty() && !rules.keep_capacities {
        None
    } else {
        let possible = lscp::least(instance, rules, |_| 0.0, limits)?;
        if possible.status == SolutionStatus::Infeasible {
            return Ok(possible);
        }
        Some(possible.open).filter(|open| !open.is_empty())
    };
    // Where the bound does not know of capacities, it gets a quarter of the time.
    let time = limits.left() / if rules.keep_capacities { 4 } else { 1 };
    let early = Limits::from_now(time, limits.gap, limits.interrupt, limits.tell);
    let first = branching::solve(&problem, possible.as_deref(), &early)?;
    if rules.keep_capacities {
        let exact = by_program(instance, rules, limits)?;
        return Ok(with_bound(exact, first.bound));
    }
    if first.status != SolutionStatus::Feasible || is_enough(&first, limits) {
        return Ok(first);
    }
    let exact = by_program(instance, rules, limits)?;
    let is_better = exact.objective.is_some() && exact.objective <= first.objective;
    Ok(if is_better {
        with_bound(exact, first.bound)
    } else {
        with_bound(first, exact.bound)
    })
}

fn is_enough(found: &Solution, limits: &Limits) -> bool {
    limits.is_over() || found.gap().is_some_and(|gap| gap <= limits.gap)
}

/// The same by `HiGHS` alone: what capacities need.
pub(super) fn by_program(
    instance: &Instance,
    rules: &Rules,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let mut program = Program::minimise();
    let open = covering::sites(&mut program, instance, rules, |_| 0.0);
    let weight = |demand: usize, minutes: f64| instance.demands[demand].pupils * minutes;
    let ways = covering::ways(&mut program, instance, rules, &open, weight);
    covering::serve(&mut program, instance, &ways, |_| None);
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

fn with_bound(solution: Solution, bound: Option<f64>) -> Solution {
    let better = match (solution.bound, bound) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    };
    match (solution.status, solution.objective, better) {
        (SolutionStatus::Infeasible, ..) => solution,
        (_, Some(objective), Some(bound)) => {
            Solution::found(solution.open, objective, bound.min(objective))
        }
        _ => Solution {
            bound: better,
            ..solution
        },
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::instance::examples::on_a_line;
    use super::super::instance::{Duty, SiteKind};
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    /// Places that look spread at random, the same in every run.
    fn spread(number: usize, step: f64) -> f64 {
        (number as f64 * step).fract() * 100.0
    }

    fn instance(seed: f64) -> Instance {
        let demands: Vec<(f64, f64)> = (1..=25)
            .map(|n| (spread(n, 0.7548776662 + seed), (1 + n * 7 % 11) as f64))
            .collect();
        let sites: Vec<f64> = (1..=16).map(|n| spread(n, 0.5698402909 - seed)).collect();
        let mut instance = on_a_line(&demands, &sites);
        for (index, site) in instance.sites.iter_mut().enumerate() {
            site.is_existing = index % 3 == 0;
            site.cost = (1 + index % 4) as f64;
            if index % 3 == 0 {
                site.kind = SiteKind::SatellitePoint;
            }
        }
        instance
    }

    /// Bound, interchange and branching against `HiGHS` alone, under every kind of condition.
    #[test]
    fn both_ways_of_solving_agree() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_mins(1), 0.0, &interrupt, &nobody);
        for seed in 0..4 {
            let mut instance = instance(f64::from(seed) * 0.013);
            instance.sites[3].duty = Duty::Open("asked for".to_owned());
            instance.sites[4].duty = Duty::Closed("a zone".to_owned());
            let all = [
                Rules {
                    most_open: Some(4),
                    ..Rules::default()
                },
                Rules {
                    most_open: Some(6),
                    most_new: Some(3),
                    most_satellite_points: Some(3),
                    ..Rules::default()
                },
                Rules {
                    budget: Some(5.0),
                    most_satellite_points: Some(2),
                    ..Rules::default()
                },
                Rules {
                    most_open: Some(7),
                    most_minutes: Some(20.0),
                    ..Rules::default()
                },
            ];
            for rules in all {
                let ours = least_travel(&instance, &rules, &limits).unwrap();
                let theirs = by_program(&instance, &rules, &limits).unwrap();
                assert_eq!(ours.status, theirs.status, "{rules:?}");
                assert_ne!(ours.status, SolutionStatus::Feasible, "{rules:?}");
                if let Some((a, b)) = ours.objective.zip(theirs.objective) {
                    assert!((a - b).abs() < 1e-6 * b.max(1.0), "{a} {b} {rules:?}");
                    assert!(rules.hold(&instance, &ours.open));
                }
                let again = least_travel(&instance, &rules, &limits).unwrap();
                assert_eq!(ours, again);
            }
        }
    }

    #[test]
    fn more_sites_are_never_worse_and_a_condition_never_better() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_mins(1), 0.0, &interrupt, &nobody);
        let instance = instance(0.1);
        let mut before = f64::INFINITY;
        for most_open in 1..=8 {
            let mut rules = Rules {
                most_open: Some(most_open),
                ..Rules::default()
            };
            let found = least_travel(&instance, &rules, &limits).unwrap();
            let total = found.objective.unwrap();
            assert!(total <= before + 1e-9);
            rules.most_new = Some(1);
            let bound = least_travel(&instance, &rules, &limits).unwrap();
            assert!(bound.objective.unwrap() >= total - 1e-9);
            before = total;
        }
    }

    #[test]
    fn a_run_without_time_is_not_called_optimal() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::ZERO, 0.0, &interrupt, &nobody);
        let rules = Rules {
            keep_capacities: true,
            keep_together: true,
            most_open: Some(4),
            ..Rules::default()
        };
        let mut instance = instance(0.2);
        for site in &mut instance.sites {
            site.capacity = Some(45.0);
        }
        let found = least_travel(&instance, &rules, &limits).unwrap();
        if let Some((objective, bound)) = found.objective.zip(found.bound) {
            assert!(objective >= bound);
        }
        let is_closed = found.gap() == Some(0.0);
        assert_eq!(found.status == SolutionStatus::Optimal, is_closed);
        interrupt.raise();
        assert!(least_travel(&instance, &rules, &limits).is_err());
    }
}
