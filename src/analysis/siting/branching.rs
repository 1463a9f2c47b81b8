//! The p-median problem to a proof: where bound and best found do not meet, sites are fixed open or closed one after
//! another, the part with the lowest bound first.
//!
//! # Source
//! Land and Doig, Econometrica 28 (1960), with the Lagrangian bound of [`super::lagrange`] and its reduced costs.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use super::exchange;
use super::interchange;
use super::lagrange::{self, Dual, Prices};
use super::median::{Fix, MedianProblem};
use super::solution::{Limits, Solution, SolveError, relative_gap};
use super::transport;

/// Steps of the bound at the beginning, and in each part.
const FIRST_STEPS: u32 = 600;
const STEPS: u32 = 40;

/// After so many parts the search gives up where conditions on sites make the bound weak, so that `HiGHS` has its turn.
const MOST_PARTS: u64 = 4_000;

/// The same with capacities, where `HiGHS` goes on with the sites that are left.
const MOST_PARTS_WITH_CAPACITIES: u64 = 1_000;

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
pub(super) struct Best {
    open: Vec<bool>,
    total: f64,
    tried: BTreeSet<Vec<bool>>,
    /// What the cheapest of the choices costs at least that could not be worked out to the end.
    unsettled: f64,
}

impl Best {
    fn new() -> Self {
        Self {
            open: Vec::new(),
            total: f64::INFINITY,
            tried: BTreeSet::new(),
            unsettled: f64::INFINITY,
        }
    }

    /// Takes sites when they are feasible and cheaper.
    pub(super) fn offer(&mut self, problem: &MedianProblem, open: &[bool]) {
        // Sharing out within capacities is long enough to be done only once for each choice.
        if problem.has_capacities() && !self.tried.insert(open.to_vec()) {
            return;
        }
        if let Some(total) = problem.feasible_total(open, self.total) {
            self.total = total;
            self.open = open.to_vec();
        }
    }

    /// The same for sites that are all fixed: what they cost at least is kept where it is not known exactly.
    fn settle(&mut self, problem: &MedianProblem, open: &[bool]) {
        self.offer(problem, open);
        if problem.has_capacities()
            && problem.rules.keep_together
            && let Some(parted) = transport::parted(problem, open)
        {
            self.unsettled = self.unsettled.min(parted.cost);
        }
    }

    fn known(&self) -> Option<f64> {
        self.total.is_finite().then_some(self.total)
    }

    /// The cost of the best; infinite where none is known.
    pub(super) fn total(&self) -> f64 {
        self.total
    }

    /// The best, where one is known.
    pub(super) fn open(&self) -> Option<&[bool]> {
        self.known().map(|_| self.open.as_slice())
    }
}

/// What the search found out.
pub(super) struct Searched {
    /// The best, and what is proven of it.
    pub(super) solution: Solution,
    /// What is settled about each site: any solution better than the best has it so.
    pub(super) fixes: Vec<Fix>,
}

/// Solves the p-median problem: the sites with the least pupils × minutes. `known` is a set of sites that keeps every
/// condition, where one is known.
///
/// With capacities and places that stay whole what is found need not be the best even where everything was looked at.
///
/// # Errors
/// [`SolveError`] when the asker went away.
pub(super) fn solve(
    problem: &MedianProblem,
    known: Option<&[bool]>,
    limits: &Limits,
) -> Result<Searched, SolveError> {
    let mut fixes = problem.fixes();
    let mut best = Best::new();
    let obligatory: Vec<bool> = fixes.iter().map(|fix| *fix == Fix::Open).collect();
    for start in [Some(obligatory.as_slice()), known].into_iter().flatten() {
        best.offer(problem, start);
        let start = interchange::improve(problem, &fixes, start.to_vec(), limits)?;
        best.offer(problem, &start);
    }
    let first = Prices::first(problem);
    let root = bounded(problem, &fixes, first, FIRST_STEPS, &mut best, limits)?;
    let chosen = interchange::improve(problem, &fixes, root.chosen.clone(), limits)?;
    best.offer(problem, &chosen);
    if problem.has_capacities() {
        exchange::improve(problem, &fixes, &root.worth, &mut best, limits)?;
    }
    limits.report(best.known(), root.bound);
    let penalties = penalties(&root, best.total);
    let bound = search(problem, root.clone(), fixes.clone(), &mut best, limits)?;
    settle_by_cost(problem, &root, &mut fixes, &best);
    let solution = match best.known() {
        Some(total) => Solution {
            dual_penalties: Some(penalties),
            ..Solution::found(best.open, total, bound.min(total))
        },
        None if bound.is_infinite() => Solution::infeasible(),
        None => Solution::none_found(Some(bound)),
    };
    Ok(Searched { solution, fixes })
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

/// Fixes the free sites that a better solution cannot have the other way.
fn settle_by_cost(problem: &MedianProblem, dual: &Dual, fixes: &mut [Fix], best: &Best) {
    if best.known().is_none() {
        return;
    }
    for (site, fix) in fixes.iter_mut().enumerate() {
        let other_way = dual.bound + dual.penalty(site);
        if *fix == Fix::Free && problem.is_beaten(other_way, best.total) {
            *fix = if dual.chosen[site] {
                Fix::Open
            } else {
                Fix::Closed
            };
        }
    }
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
        problem, fixes, prices, steps, limits, visit,
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
            return Ok(best.total.min(best.unsettled));
        }
        let is_close = best.known().is_some() && relative_gap(best.total, part.bound) <= limits.gap;
        let most = if problem.has_capacities() {
            MOST_PARTS_WITH_CAPACITIES
        } else {
            MOST_PARTS
        };
        let is_long = !problem.linear.is_empty() && number > most;
        if is_close || is_long || limits.is_over() {
            return Ok(part.bound.min(best.unsettled));
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
    Ok(best.total.min(best.unsettled))
}

/// What is left of a part: sites that its bound fixes are fixed, one more is tried both ways.
fn branches(problem: &MedianProblem, part: &Part, best: &mut Best) -> Vec<Vec<Fix>> {
    let mut fixes = part.fixes.clone();
    settle_by_cost(problem, &part.dual, &mut fixes, best);
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
        best.settle(problem, &open);
        return Vec::new();
    };
    let tried = |fix: Fix| {
        let mut fixes = fixes.clone();
        fixes[site] = fix;
        fixes
    };
    vec![tried(Fix::Closed), tried(Fix::Open)]
}
