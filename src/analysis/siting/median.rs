//! The p-median problem as its bounds and searches see it: costs of demands at sites, and which sites may be open.

use super::instance::Instance;
use super::rules::{LinearRule, Rules};

/// Costs (pupils × minutes) of each demand at each site it can reach, and the conditions on the sites.
#[derive(Debug, Clone)]
pub(super) struct MedianProblem<'a> {
    /// The instance.
    pub(super) instance: &'a Instance,
    /// The conditions.
    pub(super) rules: &'a Rules,
    /// The conditions as sums.
    pub(super) linear: Vec<LinearRule>,
    /// The weight of each site in each of the sums.
    pub(super) weights: Vec<Vec<(usize, f64)>>,
    /// For each demand with pupils: the sites it can reach and the costs, the cheapest first.
    pub(super) rows: Vec<Vec<(usize, f64)>>,
    /// At most so many sites open.
    pub(super) most_open: usize,
    /// Costs differ by whole numbers only, so that a bound may be rounded up.
    pub(super) is_whole: bool,
    dense: Vec<f64>,
    /// What a demand costs that reaches no open site: more than everything else together.
    pub(super) unserved: f64,
}

impl<'a> MedianProblem<'a> {
    pub(super) fn new(instance: &'a Instance, rules: &'a Rules) -> Self {
        let sites = instance.sites.len();
        let served = (0..instance.demands.len()).filter(|&d| instance.demands[d].pupils > 0.0);
        let rows: Vec<Vec<(usize, f64)>> = served
            .map(|demand| {
                let pupils = instance.demands[demand].pupils;
                let ways = instance.within(demand, rules.most_minutes).iter();
                ways.filter(|way| rules.choice(instance, way.site).0)
                    .map(|way| (way.site, way.minutes * pupils))
                    .collect()
            })
            .collect();
        let worst: f64 = rows.iter().filter_map(|row| row.last()).map(|l| l.1).sum();
        let unserved = 2.0 * worst + 1.0;
        let mut dense = vec![unserved; rows.len() * sites];
        for (demand, row) in rows.iter().enumerate() {
            for &(site, cost) in row {
                dense[demand * sites + site] = cost;
            }
        }
        let is_whole = rows.iter().flatten().all(|&(_, cost)| cost.fract() == 0.0);
        let linear = rules.linear(instance);
        let mut weights = vec![Vec::new(); sites];
        for (rule, sum) in linear.iter().enumerate() {
            for &(site, weight) in &sum.terms {
                weights[site].push((rule, weight));
            }
        }
        Self {
            most_open: rules.most_open.unwrap_or(sites).min(sites),
            instance,
            rules,
            linear,
            weights,
            rows,
            is_whole,
            dense,
            unserved,
        }
    }

    pub(super) fn sites(&self) -> usize {
        self.instance.sites.len()
    }

    /// The cost of a demand at a site.
    pub(super) fn cost(&self, demand: usize, site: usize) -> f64 {
        self.dense[demand * self.sites() + site]
    }

    /// What the open sites cost when everyone goes to the cheapest.
    pub(super) fn total(&self, open: &[bool]) -> f64 {
        let cheapest = |row: &Vec<(usize, f64)>| {
            let first = row.iter().find(|(site, _)| open[*site]);
            first.map_or(self.unserved, |(_, cost)| *cost)
        };
        self.rows.iter().map(cheapest).sum()
    }

    /// The cost of a set of sites that keeps every condition and serves everyone.
    pub(super) fn feasible_total(&self, open: &[bool]) -> Option<f64> {
        let total = self.total(open);
        (total < self.unserved && self.rules.hold(self.instance, open)).then_some(total)
    }

    /// Whether a bound shows that nothing better than the best known is left.
    pub(super) fn is_beaten(&self, bound: f64, best: f64) -> bool {
        let rounding = 1e-9 * best.abs().max(1.0);
        let step: f64 = if self.is_whole { 1.0 - 1e-6 } else { 0.0 };
        bound >= best - step.max(rounding)
    }
}

/// What has been fixed about a site in part of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fix {
    Free,
    Open,
    Closed,
}

impl MedianProblem<'_> {
    /// What the conditions fix beforehand.
    pub(super) fn fixes(&self) -> Vec<Fix> {
        let fix = |site| match self.rules.choice(self.instance, site) {
            (true, false) => Fix::Open,
            (false, true) => Fix::Closed,
            _ => Fix::Free,
        };
        (0..self.sites()).map(fix).collect()
    }
}
