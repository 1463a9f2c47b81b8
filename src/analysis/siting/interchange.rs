//! Good choices of sites for the p-median problem: open the most useful one after another, then exchange an open site
//! for a closed one for as long as that helps.
//!
//! # Source
//! Teitz and Bart, Operations Research 16 (1968); the gain of an exchange as in Whitaker, INFOR 21 (1983).

use super::median::{Fix, MedianProblem};
use super::rules::boarding_sites;
use super::solution::Limits;
use crate::geometry::interrupt::Interrupted;

/// A set of open sites, with what is needed to tell quickly what a change is worth.
struct Search<'a> {
    problem: &'a MedianProblem<'a>,
    open: Vec<bool>,
    sums: Vec<f64>,
    nearest: Vec<(usize, f64)>,
    second: Vec<f64>,
    boarding: Vec<Vec<usize>>,
}

/// A change: a site that opens, one that closes, or both.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Change {
    opens: Option<usize>,
    closes: Option<usize>,
    cost: f64,
    breach: f64,
}

/// Improves a set of open sites until no change helps, or the time is over.
///
/// # Errors
/// [`Interrupted`] when the asker went away.
pub(super) fn improve(
    problem: &MedianProblem,
    fixes: &[Fix],
    open: Vec<bool>,
    limits: &Limits,
) -> Result<Vec<bool>, Interrupted> {
    let mut search = Search::new(problem, open);
    loop {
        limits.interrupt.check()?;
        if limits.is_over() {
            return Ok(search.open);
        }
        let breach = search.breach(None, None);
        let scale = problem.unserved.max(1.0);
        let is_better = |change: &Change| {
            change.breach < breach - 1e-9
                || (change.breach <= breach + 1e-9 && change.cost < -1e-9 * scale.min(1e3))
        };
        let changes = search.changes(fixes);
        let best = changes.into_iter().filter(is_better).min_by(|a, b| {
            let by_breach = a.breach.total_cmp(&b.breach);
            by_breach
                .then_with(|| a.cost.total_cmp(&b.cost))
                .then_with(|| (a.opens, a.closes).cmp(&(b.opens, b.closes)))
        });
        match best {
            Some(change) => search.make(change),
            None => return Ok(search.open),
        }
    }
}

/// What forcing a closed site open costs after the best exchange that keeps every condition, and the site that closes
/// for it, if one does; none where no exchange keeps them.
pub(super) fn forced_open(
    problem: &MedianProblem,
    fixes: &[Fix],
    open: &[bool],
    sites: &[usize],
) -> Vec<Option<(f64, Option<usize>)>> {
    let search = Search::new(problem, open.to_vec());
    let forced = |&site: &usize| {
        let changes = search.opening(fixes, site).into_iter();
        let kept = changes.filter(|change| change.breach <= 1e-9);
        let best = kept.min_by(|a, b| a.cost.total_cmp(&b.cost).then(a.closes.cmp(&b.closes)))?;
        (best.cost < problem.unserved / 2.0).then_some((best.cost, best.closes))
    };
    sites.iter().map(forced).collect()
}

impl<'a> Search<'a> {
    fn new(problem: &'a MedianProblem<'a>, open: Vec<bool>) -> Self {
        let units = boarding_sites(problem.instance);
        let mut search = Self {
            problem,
            sums: Vec::new(),
            nearest: Vec::new(),
            second: Vec::new(),
            boarding: units.into_values().collect(),
            open,
        };
        search.measure();
        search
    }

    fn measure(&mut self) {
        let problem = self.problem;
        let open = &self.open;
        self.sums = vec![0.0; problem.linear.len()];
        for (site, weights) in problem.weights.iter().enumerate().filter(|(s, _)| open[*s]) {
            debug_assert!(open[site]);
            for &(rule, weight) in weights {
                self.sums[rule] += weight;
            }
        }
        self.nearest.clear();
        self.second.clear();
        for row in &problem.rows {
            let mut served = row.iter().filter(|(site, _)| open[*site]);
            let first = served.next().copied();
            let second = served.next().map_or(problem.unserved, |way| way.1);
            self.nearest
                .push(first.unwrap_or((usize::MAX, problem.unserved)));
            self.second.push(second);
        }
    }

    /// By how much the conditions are broken after a change.
    fn breach(&self, opens: Option<usize>, closes: Option<usize>) -> f64 {
        let problem = self.problem;
        let mut sums = self.sums.clone();
        for (site, sign) in [(opens, 1.0), (closes, -1.0)] {
            for &(rule, weight) in site.map_or(&[][..], |site| &problem.weights[site]) {
                sums[rule] += sign * weight;
            }
        }
        let over = problem.linear.iter().zip(&sums);
        let over: f64 = over.map(|(rule, sum)| (sum - rule.at_most).max(0.0)).sum();
        let is_open =
            |site: &usize| Some(*site) == opens || (self.open[*site] && Some(*site) != closes);
        let count = self.open.iter().filter(|open| **open).count();
        let count = count + usize::from(opens.is_some()) - usize::from(closes.is_some());
        let boarding = problem.rules.least_boarding_units.map_or(0, |least| {
            let units = self.boarding.iter();
            least.saturating_sub(units.filter(|sites| sites.iter().any(is_open)).count())
        });
        over + count.saturating_sub(problem.most_open) as f64 + boarding as f64
    }

    fn changes(&self, fixes: &[Fix]) -> Vec<Change> {
        let is_free = |site: &usize| fixes[*site] == Fix::Free;
        let sites = 0..self.open.len();
        let mut changes: Vec<Change> = Vec::new();
        for site in sites.clone().filter(|&s| !self.open[s]).filter(is_free) {
            changes.extend(self.opening(fixes, site));
        }
        for site in sites.filter(|&s| self.open[s]).filter(is_free) {
            let lost = self.nearest.iter().zip(&self.second);
            let lost = lost.filter(|(near, _)| near.0 == site);
            changes.push(Change {
                opens: None,
                closes: Some(site),
                cost: lost.map(|(near, second)| second - near.1).sum(),
                breach: self.breach(None, Some(site)),
            });
        }
        changes
    }

    /// The changes that open a site: alone, or in exchange for each open one.
    fn opening(&self, fixes: &[Fix], site: usize) -> Vec<Change> {
        let mut gain = 0.0;
        let mut loss = vec![0.0; self.open.len()];
        for (demand, (&(near, cost), &second)) in self.nearest.iter().zip(&self.second).enumerate()
        {
            let here = self.problem.cost(demand, site);
            if here < cost {
                gain += cost - here;
            } else if near != usize::MAX {
                loss[near] += second.min(here) - cost;
            }
        }
        let may_close = |&other: &usize| self.open[other] && fixes[other] == Fix::Free;
        let closes = (0..self.open.len()).filter(may_close).map(Some);
        let change = |closes: Option<usize>| Change {
            opens: Some(site),
            closes,
            cost: closes.map_or(0.0, |other| loss[other]) - gain,
            breach: self.breach(Some(site), closes),
        };
        closes.chain([None]).map(change).collect()
    }

    fn make(&mut self, change: Change) {
        if let Some(site) = change.opens {
            self.open[site] = true;
        }
        if let Some(site) = change.closes {
            self.open[site] = false;
        }
        self.measure();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::instance::examples::on_a_line;
    use super::super::rules::Rules;
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    #[test]
    fn an_exchange_finds_the_middle_of_each_cluster() {
        let demands = [(0.0, 1.0), (1.0, 5.0), (10.0, 5.0), (11.0, 1.0)];
        let instance = on_a_line(&demands, &[0.0, 1.0, 10.0, 11.0]);
        let rules = Rules {
            most_open: Some(2),
            ..Rules::default()
        };
        let problem = MedianProblem::new(&instance, &rules);
        let fixes = problem.fixes();
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        let open = improve(&problem, &fixes, vec![false; 4], &limits).unwrap();
        assert_eq!(open, [false, true, true, false]);
        assert_eq!(problem.feasible_total(&open, f64::INFINITY), Some(2.0));
        // The first site instead of the second: its own pupil comes for nothing, five pupils go a minute.
        let forced = forced_open(&problem, &fixes, &open, &[0, 3]);
        assert_eq!(forced, [Some((4.0, Some(1))), Some((4.0, Some(2)))]);
    }
}
