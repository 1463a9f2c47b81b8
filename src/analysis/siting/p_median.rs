//! Least mean travel: the sites with the least pupils × minutes.
//!
//! `min Σ w_i d_ij x_ij` with `Σ_j x_ij = 1` and `x_ij ≤ y_j`: without capacities everyone goes to the nearest open site,
//! with capacities also `Σ_i w_i x_ij ≤ C_j y_j`. Both are first solved by a Lagrangian bound, interchange and branching;
//! where bound and best found do not meet, as where conditions on sites make the bound weak, `HiGHS` goes on from the best.
//!
//! # Source
//! `ReVelle` and Swain, "Central facilities location", Geographical Analysis 2 (1970); Hakimi, "Optimum locations of
//! switching centers", Operations Research 12 (1964).

use super::covering::{self, Tie, start};
use super::instance::{Duty, Instance};
use super::median::{Fix, MedianProblem};
use super::program::{Outcome, Program};
use super::rules::Rules;
use super::solution::{Limits, Solution, SolutionStatus, SolveError};
use super::{branching, explanation, interchange, lscp};

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
    let possible = possible(&problem, limits)?;
    if let Possible::Not = possible {
        return Ok(Solution::infeasible());
    }
    let searched = branching::solve(&problem, possible.open(), limits)?;
    let first = searched.solution;
    let is_settled = matches!(
        first.status,
        SolutionStatus::Optimal | SolutionStatus::Infeasible
    );
    if is_settled || is_enough(&first, limits) {
        return Ok(first);
    }
    let exact = by_program(&problem, &searched.fixes, &first, limits)?;
    Ok(better_of(first, exact))
}

/// Whether the conditions can be kept at all, which is not for a search by cost to find out.
enum Possible {
    Not,
    By(Vec<bool>),
    Unknown,
}

impl Possible {
    fn open(&self) -> Option<&[bool]> {
        match self {
            Self::By(open) => Some(open),
            Self::Not | Self::Unknown => None,
        }
    }
}

fn possible(problem: &MedianProblem, limits: &Limits) -> Result<Possible, SolveError> {
    if problem.linear.is_empty() {
        return Ok(Possible::Unknown);
    }
    let fixes = problem.fixes();
    let obligatory = fixes.iter().map(|fix| *fix == Fix::Open).collect();
    let quick = interchange::improve(problem, &fixes, obligatory, limits)?;
    if problem.feasible_total(&quick, f64::INFINITY).is_some() {
        return Ok(Possible::By(quick));
    }
    let found = lscp::least(problem.instance, problem.rules, |_| 0.0, limits)?;
    Ok(match found.status {
        SolutionStatus::Infeasible => Possible::Not,
        _ if found.open.is_empty() => Possible::Unknown,
        _ => Possible::By(found.open),
    })
}

fn is_enough(found: &Solution, limits: &Limits) -> bool {
    limits.is_over() || found.gap().is_some_and(|gap| gap <= limits.gap)
}

/// The same by `HiGHS`, with the sites that are not settled, from the best that is known.
fn by_program(
    problem: &MedianProblem,
    fixes: &[Fix],
    known: &Solution,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let instance = problem.instance;
    let settled = settled(problem, fixes);
    let rules = problem.rules;
    let mut program = Program::minimise();
    let open = covering::sites(&mut program, &settled, rules, |_| 0.0);
    let weight = |demand: usize, minutes: f64| instance.demands[demand].pupils * minutes;
    let ways = covering::ways(&mut program, &settled, rules, &open, Tie::Tight, weight);
    covering::serve(&mut program, &settled, &ways, |_| None);
    let known_values = known.objective.and_then(|_| {
        let sharing = problem.sharing(&known.open, f64::INFINITY)?;
        let mut values = start(&program, instance, &open, &ways, &known.open, &sharing);
        covering::mark_boarding_units(&mut values, instance, rules, &open, &known.open);
        Some(values)
    });
    Ok(match program.solve(known_values.as_deref(), limits)? {
        Outcome::Found {
            values,
            objective,
            bound,
        } => Solution::found(covering::opened(&values, &open), objective, bound),
        // Nothing better than the best known has the sites as they are settled.
        Outcome::Infeasible => match known.objective {
            Some(objective) => Solution::found(known.open.clone(), objective, objective),
            None => Solution::infeasible(),
        },
        Outcome::TimeOver { bound } => Solution::none_found(bound),
    })
}

/// The instance with the sites that are settled decided.
fn settled(problem: &MedianProblem, fixes: &[Fix]) -> Instance {
    let mut instance = problem.instance.clone();
    let before = problem.fixes();
    for (site, fix) in fixes.iter().enumerate() {
        if before[site] == Fix::Free {
            instance.sites[site].duty = match fix {
                Fix::Free => Duty::Free,
                Fix::Open => Duty::Open(explanation::asked_open()),
                Fix::Closed => Duty::Closed(explanation::asked_closed()),
            };
        }
    }
    instance
}

/// The cheaper of two solutions of one problem, with the better of both bounds. Where the first search found nothing, that
/// the second proves there is nothing is the answer: without a best known no site was settled before it.
fn better_of(first: Solution, second: Solution) -> Solution {
    if first.objective.is_none() && second.status == SolutionStatus::Infeasible {
        return second;
    }
    let is_better = second.objective.is_some()
        && (first.objective.is_none() || second.objective <= first.objective);
    if is_better {
        let penalties = first.dual_penalties;
        let better = with_bound(second, first.bound);
        Solution {
            dual_penalties: penalties,
            ..better
        }
    } else {
        with_bound(first, second.bound)
    }
}

fn with_bound(solution: Solution, bound: Option<f64>) -> Solution {
    let better = match (solution.bound, bound) {
        (Some(a), Some(b)) => Some(a.max(b)),
        (a, b) => a.or(b),
    };
    match (solution.status, solution.objective, better) {
        (SolutionStatus::Infeasible, ..) => solution,
        (_, Some(objective), Some(bound)) => Solution {
            dual_penalties: solution.dual_penalties,
            ..Solution::found(solution.open, objective, bound.min(objective))
        },
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
    use crate::model::Text;

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

    /// What `HiGHS` finds on its own.
    fn alone(instance: &Instance, rules: &Rules, limits: &Limits) -> Solution {
        let problem = MedianProblem::new(instance, rules);
        let nothing = Solution::none_found(None);
        by_program(&problem, &problem.fixes(), &nothing, limits).unwrap()
    }

    /// Bound, interchange and branching against `HiGHS` alone, under every kind of condition.
    #[test]
    fn both_ways_of_solving_agree() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_mins(1), 0.0, &interrupt, &nobody);
        for seed in 0..4 {
            let mut instance = instance(f64::from(seed) * 0.013);
            instance.sites[3].duty = Duty::Open(Text::new("được yêu cầu", "asked for"));
            instance.sites[4].duty = Duty::Closed(Text::new("một vùng", "a zone"));
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
                let theirs = alone(&instance, &rules, &limits);
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
    fn the_better_of_two_keeps_what_either_proved() {
        let none = Solution::none_found(Some(40.0));
        let proven = better_of(none.clone(), Solution::infeasible());
        assert_eq!(proven, Solution::infeasible(), "a proof that there is none");
        let of = |objective, bound| Solution {
            dual_penalties: Some(vec![3.0]),
            ..Solution::found(vec![true], objective, bound)
        };
        let closed = better_of(of(50.0, 40.0), Solution::none_found(Some(50.0)));
        assert_eq!(closed.status, SolutionStatus::Optimal);
        assert_eq!(closed.dual_penalties, Some(vec![3.0]));
        let found = Solution::found(vec![false], 48.0, 30.0);
        let better = better_of(of(50.0, 40.0), found.clone());
        let told = (better.objective, better.bound, better.dual_penalties);
        assert_eq!(told, (Some(48.0), Some(40.0), Some(vec![3.0])));
        let first = better_of(none.clone(), found);
        assert_eq!((first.objective, first.bound), (Some(48.0), Some(40.0)));
        let neither = better_of(none, Solution::none_found(Some(45.0)));
        let told = (neither.status, neither.bound);
        assert_eq!(told, (SolutionStatus::NoneFound, Some(45.0)));
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

    /// Within capacities, parted and whole, against `HiGHS` alone.
    #[test]
    fn both_ways_of_solving_agree_within_capacities() {
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_mins(1), 0.0, &interrupt, &nobody);
        for seed in 0..4 {
            let mut instance = instance(f64::from(seed) * 0.013);
            let all = instance.pupils();
            for (index, site) in instance.sites.iter_mut().enumerate() {
                let share = 0.16 + 0.14 * (index as f64 * 0.618).fract();
                site.capacity = (index != 5).then_some((all * share).round());
            }
            for keep_together in [false, true] {
                for (most_open, most_new, most_minutes) in [
                    (5, None, None),
                    (7, Some(3), None),
                    (7, None, Some(35.0)),
                    (4, Some(0), None),
                ] {
                    let rules = Rules {
                        most_open: Some(most_open),
                        most_new,
                        most_minutes,
                        keep_capacities: true,
                        keep_together,
                        ..Rules::default()
                    };
                    let ours = least_travel(&instance, &rules, &limits).unwrap();
                    let theirs = alone(&instance, &rules, &limits);
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
    }
}
