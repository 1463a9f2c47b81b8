//! Least worst travel: the sites such that the longest way of any pupil is as short as can be.
//!
//! The longest way is one of the minutes that occur. By halving their list, the least is found for which the sites can
//! cover everyone; each question is a covering problem.
//!
//! # Source
//! Hakimi, "Optimum locations of switching centers", Operations Research 12 (1964); by covering problems as in
//! Minieka, "The m-center problem", SIAM Review 12 (1970).

use super::instance::Instance;
use super::lscp;
use super::rules::Rules;
use super::solution::{Limits, Solution, SolutionStatus, SolveError};
use crate::geometry::progress::Progress;

/// Finds the least worst travel. The objective is minutes.
///
/// # Errors
/// [`SolveError`] when the asker went away or the solver failed.
pub fn least_worst(
    instance: &Instance,
    rules: &Rules,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let minutes = occurring(instance, rules);
    let Some(&longest) = minutes.last() else {
        return Ok(Solution::infeasible());
    };
    let (mut low, mut high) = (0, minutes.len());
    let mut best: Option<(Vec<bool>, f64)> = None;
    while low < high {
        let middle = usize::midpoint(low, high);
        let done = 1.0 - (high - low) as f64 / minutes.len() as f64;
        let told = Progress::at(done, "Đang thử từng giới hạn", "Trying limits");
        (limits.tell)(told.proven(best.as_ref().map(|best| best.1), minutes[low]));
        match covers(instance, rules, minutes[middle], limits)? {
            Cover::By(open) => {
                best = Some((open, minutes[middle]));
                high = middle;
            }
            Cover::Impossible => low = middle + 1,
            Cover::TimeOver => break,
        }
    }
    Ok(match best {
        Some((open, worst)) if low >= high => Solution::found(open, worst, worst),
        Some((open, worst)) => Solution::found(open, worst, minutes[low]),
        None if low >= high => Solution::infeasible(),
        // The longest way had no time to be tried: nothing is known but the bound.
        None => Solution::none_found(Some(minutes[low].min(longest))),
    })
}

enum Cover {
    By(Vec<bool>),
    Impossible,
    TimeOver,
}

fn covers(
    instance: &Instance,
    rules: &Rules,
    most_minutes: f64,
    limits: &Limits,
) -> Result<Cover, SolveError> {
    let within = Rules {
        most_minutes: Some(most_minutes),
        ..rules.clone()
    };
    // Any solution will do: an objective of nothing ends at the first.
    let found = lscp::least(instance, &within, |_| 0.0, limits)?;
    Ok(match found.status {
        SolutionStatus::Infeasible => Cover::Impossible,
        SolutionStatus::NoneFound => Cover::TimeOver,
        SolutionStatus::Optimal | SolutionStatus::Feasible => Cover::By(found.open),
    })
}

/// The minutes that can be the longest way: none below what some demand needs at least.
fn occurring(instance: &Instance, rules: &Rules) -> Vec<f64> {
    let mut minutes = Vec::new();
    let mut least: f64 = 0.0;
    for (demand, place) in instance.demands.iter().enumerate() {
        if place.pupils <= 0.0 {
            continue;
        }
        let ways = instance.within(demand, rules.most_minutes).iter();
        let open: Vec<f64> = ways
            .filter(|way| rules.choice(instance, way.site).0)
            .map(|way| way.minutes)
            .collect();
        least = least.max(open.first().copied().unwrap_or(f64::INFINITY));
        minutes.extend(open);
    }
    minutes.retain(|minutes| *minutes >= least);
    minutes.sort_by(f64::total_cmp);
    minutes.dedup();
    minutes
}
