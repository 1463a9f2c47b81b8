//! The p-median problem to a proof: where bound and best found do not meet, sites are fixed open or closed one after
//! another, the part with the lowest bound first.
//!
//! # Source
//! Land and Doig, Econometrica 28 (1960), with the Lagrangian bound of [`super::lagrange`] and its reduced costs.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::interchange;
use super::lagrange::{self, Dual, Prices};
use super::median::{Fix, MedianProblem};
use super::solution::{Limits, Solution, SolveError, relative_gap};

/// Steps of the bound at the beginning, and in each part.
const FIRST_STEPS: u32 = 600;
const STEPS: u32 = 40;

/// After so many parts the search gives up where conditions on sites make the bound weak, so that `HiGHS` has its turn.
const MOST_PARTS: u64 = 4_000;

/// A part of the search: what is fixed, and a bound on what it can hold.
struct Part {
    bound: f64,
    number: u64,
    fixes: Vec<Fix>,
    dual: Dual,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Part {}
impl PartialOrd for Part {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Part {
    /// The lowest bound comes first out of the heap, the newest of equals.
    fn cmp(&self, other: &Self) -> Ordering {
        other
            .bound
            .total_cmp(&self.bound)
            .then_with(|| self.number.cmp(&other.number))
    }
}

/// The best sites found so far.
struct Best {
    open: Vec<bool>,
    total: f64,
}

impl Best {
    fn offer(&mut self, problem: &MedianProblem, open: &[bool]) {
        if let Some(total) = problem.feasible_total(open)
            && total < self.total
        {
            self.total = total;
            self.open = open.to_vec();
        }
    }

    fn known(&self) -> Option<f64> {
        self.total.is_finite().then_some(self.total)
    }
}

/// Solves the p-median problem: the sites with the least pupils × minutes, without regard to capacities. `known` is a
/// set of sites that keeps every condition, where one is known.
///
/// # Errors
/// [`SolveError`] when the asker went away.
pub(super) fn solve(
    problem: &MedianProblem,
    known: Option<&[bool]>,
    limits: &Limits,
) -> Result<Solution, SolveError> {
    let fixes = problem.fixes();
    let mut best = Best {
        open: Vec::new(),
        total: f64::INFINITY,
    };
    let obligatory: Vec<bool> = fixes.iter().map(|fix| *fix == Fix::Open).collect();
    for start in [Some(obligatory.as_slice()), known].into_iter().flatten() {
        best.offer(problem, start);
        let start = interchange::improve(problem, &fixes, start.to_vec(), limits.interrupt)?;
        best.offer(problem, &start);
    }
    let root = bounded(
        problem,
        &fixes,
        Prices::first(problem),
        FIRST_STEPS,
        &mut best,
        limits,
    )?;
    let chosen = interchange::improve(problem, &fixes, root.chosen.clone(), limits.interrupt)?;
    best.offer(problem, &chosen);
    limits.report(best.known(), root.bound);
    let penalties = penalties(&root, best.total);
    let bound = search(problem, root, fixes, &mut best, limits)?;
    Ok(match best.known() {
        Some(total) => Solution {
            dual_penalties: Some(penalties),
            ..Solution::found(best.open, total, bound.min(total))
        },
        None if bound.is_infinite() => Solution::infeasible(),
        None => Solution::none_found(Some(bound)),
    })
}

/// By how much the best found gets worse at least when a site must be open, by the first bound.
fn penalties(root: &Dual, best: f64) -> Vec<f64> {
    let penalty = |site: usize| {
        if root.chosen[site] {
            0.0
        } else {
            (root.bound + root.penalty(site) - best).max(0.0)
        }
    };
    (0..root.chosen.len()).map(penalty).collect()
}

fn bounded(
    problem: &MedianProblem,
    fixes: &[Fix],
    prices: Prices,
    steps: u32,
    best: &mut Best,
    limits: &Limits,
) -> Result<Dual, SolveError> {
    let visit = |chosen: &[bool]| {
        best.offer(problem, chosen);
        best.known()
    };
    Ok(lagrange::raise(
        problem,
        fixes,
        prices,
        steps,
        limits.interrupt,
        visit,
    )?)
}

/// Goes through the parts; gives what is proven of the whole.
fn search(
    problem: &MedianProblem,
    root: Dual,
    fixes: Vec<Fix>,
    best: &mut Best,
    limits: &Limits,
) -> Result<f64, SolveError> {
    let mut parts = BinaryHeap::new();
    let mut number = 0;
    parts.push(Part {
        bound: root.bound,
        number,
        fixes,
        dual: root,
    });
    while let Some(part) = parts.pop() {
        if problem.is_beaten(part.bound, best.total) || part.bound.is_infinite() {
            return Ok(best.total);
        }
        let is_close = best.known().is_some() && relative_gap(best.total, part.bound) <= limits.gap;
        let is_long = !problem.linear.is_empty() && number > MOST_PARTS;
        if is_close || is_long || limits.is_over() {
            return Ok(part.bound);
        }
        if number % 64 == 0 {
            limits.report(best.known(), part.bound);
        }
        for fixes in branches(problem, &part, best) {
            number += 1;
            let prices = part.dual.prices.clone();
            let dual = bounded(problem, &fixes, prices, STEPS, best, limits)?;
            let bound = dual.bound.max(part.bound);
            if !problem.is_beaten(bound, best.total) && bound.is_finite() {
                parts.push(Part {
                    bound,
                    number,
                    fixes,
                    dual,
                });
            }
        }
    }
    Ok(best.total)
}

/// What is left of a part: sites that its bound fixes are fixed, one more is tried both ways.
fn branches(problem: &MedianProblem, part: &Part, best: &mut Best) -> Vec<Vec<Fix>> {
    let mut fixes = part.fixes.clone();
    if best.known().is_some() {
        for (site, fix) in fixes.iter_mut().enumerate() {
            let other_way = part.dual.bound + part.dual.penalty(site);
            if *fix == Fix::Free && problem.is_beaten(other_way, best.total) {
                *fix = if part.dual.chosen[site] {
                    Fix::Open
                } else {
                    Fix::Closed
                };
            }
        }
    }
    let is_open = |fix: &&Fix| **fix == Fix::Open;
    if fixes.iter().filter(is_open).count() >= problem.most_open {
        for fix in fixes.iter_mut().filter(|fix| **fix == Fix::Free) {
            *fix = Fix::Closed;
        }
    }
    let free = (0..fixes.len()).filter(|&site| fixes[site] == Fix::Free);
    let by_worth = |a: &usize, b: &usize| {
        let key = |site: usize| (!part.dual.chosen[site], part.dual.worth[site]);
        let (a_key, b_key) = (key(*a), key(*b));
        a_key
            .0
            .cmp(&b_key.0)
            .then_with(|| a_key.1.total_cmp(&b_key.1))
            .then_with(|| a.cmp(b))
    };
    let Some(site) = free.min_by(by_worth) else {
        let open: Vec<bool> = fixes.iter().map(|fix| *fix == Fix::Open).collect();
        best.offer(problem, &open);
        return Vec::new();
    };
    let tried = |fix: Fix| {
        let mut fixes = fixes.clone();
        fixes[site] = fix;
        fixes
    };
    vec![tried(Fix::Closed), tried(Fix::Open)]
}
