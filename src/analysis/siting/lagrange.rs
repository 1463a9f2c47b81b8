//! A bound for the p-median problem: no choice of sites can cost less.
//!
//! That everyone goes to one site is taken out of the conditions and paid for instead, at a price λ for each demand;
//! so are the linear conditions on sites, at prices μ ≥ 0. What is left is solved by sorting: each site is worth
//! `ρ_j = Σ_i min(0, c_ij − λ_i) + Σ_k μ_k a_kj`, and the cheapest are opened. For any prices
//! `L = Σ λ_i − Σ μ_k b_k + Σ_open ρ_j` is a lower bound; prices are raised by subgradient steps.
//!
//! With capacities a site takes whom it is worth most for each pupil, until it is full: `ρ_j` is then the least of
//! `Σ_i (c_ij − λ_i) x_ij` with `Σ_i w_i x_ij ≤ C_j` and `0 ≤ x_ij ≤ 1`, a sack that is filled by sorting. The highest such
//! bound is that of the linear program with `x_ij ≤ y_j`, without that program having to be written down.
//!
//! # Source
//! Cornuéjols, Fisher and Nemhauser, Management Science 23 (1977); Held, Wolfe and Crowder, Mathematical
//! Programming 6 (1974); reduced costs as in Beasley, European Journal of Operational Research 21 (1985).

use std::cmp::Ordering;

use super::median::{Fix, MedianProblem};
use super::solution::Limits;
use crate::geometry::interrupt::Interrupted;

/// Steps without a better bound after which they are halved.
const PATIENCE: u32 = 12;

/// The prices.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Prices {
    demands: Vec<f64>,
    rules: Vec<f64>,
}

/// A bound, and what it tells of each site.
#[derive(Debug, Clone)]
pub(super) struct Dual {
    /// The bound; infinite where the conditions exclude each other.
    pub(super) bound: f64,
    /// The prices that give it.
    pub(super) prices: Prices,
    /// What each site is worth at these prices; less is better.
    pub(super) worth: Vec<f64>,
    /// The sites that the bound opens.
    pub(super) chosen: Vec<bool>,
    /// Where a full site stops to take.
    full: Vec<Option<Cut>>,
    dearest_chosen: f64,
    cheapest_left: f64,
    has_room: bool,
}

/// The last that a full site takes: what a pupil is worth there, of which demand, and which share of it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Cut {
    worth: f64,
    demand: usize,
    share: f64,
}

impl Dual {
    /// Which share of a demand a site takes that is worth something to it.
    fn share(&self, problem: &MedianProblem, demand: usize, site: usize, cost: f64) -> f64 {
        let Some(cut) = self.full[site] else {
            return 1.0;
        };
        let worth = (cost - self.prices.demands[demand]) / problem.pupils[demand];
        match worth.total_cmp(&cut.worth).then(demand.cmp(&cut.demand)) {
            Ordering::Less => 1.0,
            Ordering::Equal => cut.share,
            Ordering::Greater => 0.0,
        }
    }

    /// By how much the bound rises at least when the site is fixed the other way than the bound has it.
    pub(super) fn penalty(&self, site: usize) -> f64 {
        let worth = self.worth[site];
        if self.chosen[site] {
            self.cheapest_left.min(0.0) - worth
        } else if self.has_room {
            worth.max(0.0)
        } else {
            (worth - self.dearest_chosen).max(0.0)
        }
        .max(0.0)
    }
}

impl Prices {
    /// Prices to begin with: what each demand pays at its second cheapest site.
    pub(super) fn first(problem: &MedianProblem) -> Self {
        let second = |row: &Vec<(usize, f64)>| row.get(1).or(row.first()).map_or(0.0, |way| way.1);
        Self {
            demands: problem.rows.iter().map(second).collect(),
            rules: vec![0.0; problem.linear.len()],
        }
    }
}

/// The bound at given prices.
pub(super) fn at(problem: &MedianProblem, fixes: &[Fix], prices: Prices) -> Dual {
    let (mut worth, full) = worths(problem, &prices);
    for (site, weights) in problem.weights.iter().enumerate() {
        let paid = weights.iter().map(|&(rule, w)| prices.rules[rule] * w);
        worth[site] += paid.sum::<f64>();
    }
    let mut chosen: Vec<bool> = fixes.iter().map(|fix| *fix == Fix::Open).collect();
    let obliged = chosen.iter().filter(|open| **open).count();
    let mut free: Vec<usize> = (0..fixes.len())
        .filter(|&site| fixes[site] == Fix::Free)
        .collect();
    free.sort_by(|&a, &b| worth[a].total_cmp(&worth[b]).then_with(|| a.cmp(&b)));
    let room = problem.most_open.saturating_sub(obliged);
    let is_worth = free.partition_point(|&site| worth[site] < 0.0);
    let taken = is_worth.min(room);
    for &site in &free[..taken] {
        chosen[site] = true;
    }
    let opened = (0..worth.len()).filter(|&site| chosen[site]);
    let constant: f64 = prices.demands.iter().sum();
    let limits = problem.linear.iter().zip(&prices.rules);
    let limits: f64 = limits.map(|(rule, price)| rule.at_most * price).sum();
    let bound = constant - limits + opened.map(|site| worth[site]).sum::<f64>();
    Dual {
        bound: if obliged > problem.most_open {
            f64::INFINITY
        } else {
            bound
        },
        dearest_chosen: taken.checked_sub(1).map_or(0.0, |last| worth[free[last]]),
        cheapest_left: free.get(taken).map_or(0.0, |&site| worth[site]),
        has_room: taken < room,
        full,
        prices,
        worth,
        chosen,
    }
}

/// What the pupils are worth to each site, and where full sites stop to take.
fn worths(problem: &MedianProblem, prices: &Prices) -> (Vec<f64>, Vec<Option<Cut>>) {
    let sites = problem.sites();
    let mut worth = vec![0.0; sites];
    let mut full = vec![None; sites];
    let mut pupils = vec![0.0; sites];
    for (demand, (row, price)) in problem.rows.iter().zip(&prices.demands).enumerate() {
        for &(site, cost) in row.iter().take_while(|(_, cost)| cost < price) {
            worth[site] += cost - price;
            pupils[site] += problem.pupils[demand];
        }
    }
    let is_over = |&site: &usize| pupils[site] > problem.capacities[site];
    let over: Vec<usize> = (0..sites).filter(is_over).collect();
    if over.is_empty() {
        return (worth, full);
    }
    let mut takers: Vec<Vec<(f64, usize)>> = vec![Vec::new(); sites];
    for (demand, (row, price)) in problem.rows.iter().zip(&prices.demands).enumerate() {
        for &(site, cost) in row.iter().take_while(|(_, cost)| cost < price) {
            if pupils[site] > problem.capacities[site] {
                takers[site].push(((cost - price) / problem.pupils[demand], demand));
            }
        }
    }
    for site in over {
        let (total, cut) = filled(problem, problem.capacities[site], &mut takers[site]);
        worth[site] = total;
        full[site] = Some(cut);
    }
    (worth, full)
}

/// Fills a site with what is worth most for each pupil.
fn filled(problem: &MedianProblem, capacity: f64, takers: &mut [(f64, usize)]) -> (f64, Cut) {
    takers.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut left, mut total) = (capacity, 0.0);
    for &(worth, demand) in takers.iter() {
        let pupils = problem.pupils[demand];
        let taken = pupils.min(left);
        total += taken * worth;
        left -= taken;
        if left <= 0.0 {
            let share = taken / pupils;
            return (
                total,
                Cut {
                    worth,
                    demand,
                    share,
                },
            );
        }
    }
    // Nothing is left out but for rounding: the last is taken whole.
    let (worth, demand) = takers.last().copied().unwrap_or_default();
    (
        total,
        Cut {
            worth,
            demand,
            share: 1.0,
        },
    )
}

/// Raises the bound by so many steps, or until it beats the best known. `visit` sees the sites of each better bound.
///
/// # Errors
/// [`Interrupted`] when the asker went away.
pub(super) fn raise(
    problem: &MedianProblem,
    fixes: &[Fix],
    first: Prices,
    steps: u32,
    limits: &Limits,
    mut best_known: impl FnMut(&[bool]) -> Option<f64>,
) -> Result<Dual, Interrupted> {
    let mut best = at(problem, fixes, first);
    let mut target = best_known(&best.chosen);
    let mut now = best.clone();
    let (mut scale, mut since) = (1.5, 0);
    for _ in 0..steps {
        limits.interrupt.check()?;
        let beaten = target.is_some_and(|known| problem.is_beaten(best.bound, known));
        if beaten || best.bound.is_infinite() || scale < 1e-4 || limits.is_over() {
            break;
        }
        let known = target.unwrap_or(best.bound.abs() * 1.1 + 1.0);
        let Some(prices) = step(problem, &now, scale, known) else {
            break;
        };
        now = at(problem, fixes, prices);
        if now.bound > best.bound + 1e-7 * best.bound.abs() {
            best = now.clone();
            target = best_known(&best.chosen);
            since = 0;
        } else {
            since += 1;
            if since >= PATIENCE {
                (scale, since) = (scale / 2.0, 0);
                now = best.clone();
            }
        }
    }
    Ok(best)
}

/// One subgradient step; none where every condition that was taken out is kept.
fn step(problem: &MedianProblem, dual: &Dual, scale: f64, known: f64) -> Option<Prices> {
    let over_demands: Vec<f64> = problem
        .rows
        .iter()
        .zip(&dual.prices.demands)
        .enumerate()
        .map(|(demand, (row, price))| {
            let served = row.iter().take_while(|(_, cost)| cost < price);
            let served = served.filter(|(site, _)| dual.chosen[*site]);
            let shares = served.map(|&(site, cost)| dual.share(problem, demand, site, cost));
            1.0 - shares.sum::<f64>()
        })
        .collect();
    let over_rules: Vec<f64> = problem
        .linear
        .iter()
        .zip(&dual.prices.rules)
        .map(|(rule, price)| {
            let open = rule.terms.iter().filter(|(site, _)| dual.chosen[*site]);
            let over = open.map(|(_, weight)| weight).sum::<f64>() - rule.at_most;
            if over < 0.0 && *price <= 0.0 {
                0.0
            } else {
                over
            }
        })
        .collect();
    let square = |sum: &[f64]| sum.iter().map(|over| over * over).sum::<f64>();
    let length = square(&over_demands) + square(&over_rules);
    if length <= 0.0 {
        return None;
    }
    let size = scale * (known - dual.bound).max(known.abs() * 1e-4) / length;
    let moved = |prices: &[f64], over: &[f64]| -> Vec<f64> {
        let pairs = prices.iter().zip(over);
        pairs.map(|(price, over)| price + size * over).collect()
    };
    let rules = moved(&dual.prices.rules, &over_rules);
    Some(Prices {
        demands: moved(&dual.prices.demands, &over_demands),
        rules: rules.into_iter().map(|price| price.max(0.0)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::instance::examples::on_a_line;
    use super::super::rules::Rules;
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    /// Demands at 0, 1 and 10, 11 and two sites to open: one of 0 or 1 and one of 10 or 11, which costs 2.
    #[test]
    fn the_bound_closes_on_two_clusters() {
        let demands = [(0.0, 1.0), (1.0, 1.0), (10.0, 1.0), (11.0, 1.0)];
        let instance = on_a_line(&demands, &[0.0, 1.0, 10.0, 11.0]);
        let rules = Rules {
            most_open: Some(2),
            ..Rules::default()
        };
        let problem = MedianProblem::new(&instance, &rules);
        let first = Prices::first(&problem);
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        let dual = raise(&problem, &problem.fixes(), first, 200, &limits, |_| {
            Some(2.0)
        })
        .unwrap();
        assert!(dual.bound <= 2.0 + 1e-9 && problem.is_beaten(dual.bound, 2.0));
    }
}
