//! The p-median problem as its bounds and searches see it: costs of demands at sites, and which sites may be open.

use super::instance::Instance;
use super::rules::{Condition, LinearRule, Rules, boarding_sites};
use super::transport::{self, Sharing};

/// Costs (pupils × minutes) of each demand at each site it can reach, and the conditions on the sites.
#[derive(Debug, Clone)]
pub(super) struct MedianProblem<'a> {
    /// The instance.
    pub(super) instance: &'a Instance,
    /// The conditions.
    pub(super) rules: &'a Rules,
    /// The conditions as sums whose largest weight is 1; with capacities also that the open sites hold everyone.
    pub(super) linear: Vec<LinearRule>,
    /// The weight of each site in each of the sums.
    pub(super) weights: Vec<Vec<(usize, f64)>>,
    /// For each demand with pupils: the sites it can reach and the costs, the cheapest first.
    pub(super) rows: Vec<Vec<(usize, f64)>>,
    /// The pupils of each row.
    pub(super) pupils: Vec<f64>,
    /// How many pupils each site takes; infinite where capacities are not kept or not known.
    pub(super) capacities: Vec<f64>,
    boarding: Vec<Vec<usize>>,
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
        let capacities = capacities(instance, rules);
        let served = (0..instance.demands.len()).filter(|&d| instance.demands[d].pupils > 0.0);
        let (rows, pupils): (Vec<Vec<(usize, f64)>>, Vec<f64>) = served
            .map(|demand| {
                let pupils = instance.demands[demand].pupils;
                let fits = |site: usize| !rules.keep_together || pupils <= capacities[site];
                let ways = instance.within(demand, rules.most_minutes).iter();
                let ways = ways.filter(|way| rules.choice(instance, way.site).0 && fits(way.site));
                let costs = ways.map(|way| (way.site, way.minutes * pupils));
                (costs.collect(), pupils)
            })
            .unzip();
        let worst: f64 = rows.iter().filter_map(|row| row.last()).map(|l| l.1).sum();
        let unserved = 2.0 * worst + 1.0;
        let mut dense = vec![unserved; rows.len() * sites];
        for (demand, row) in rows.iter().enumerate() {
            for &(site, cost) in row {
                dense[demand * sites + site] = cost;
            }
        }
        let is_parted = capacities.iter().any(|capacity| capacity.is_finite());
        let is_whole = !is_parted && rows.iter().flatten().all(|&(_, cost)| cost.fract() == 0.0);
        let mut linear = rules.linear(instance);
        linear.extend(room_for_all(&capacities, pupils.iter().sum()));
        linear.iter_mut().for_each(scale);
        let mut weights = vec![Vec::new(); sites];
        for (rule, sum) in linear.iter().enumerate() {
            for &(site, weight) in &sum.terms {
                weights[site].push((rule, weight));
            }
        }
        Self {
            most_open: rules.most_open.unwrap_or(sites).min(sites),
            boarding: boarding_sites(instance).into_values().collect(),
            instance,
            rules,
            linear,
            weights,
            rows,
            pupils,
            capacities,
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

    /// Whether any site can be overfilled.
    pub(super) fn has_capacities(&self) -> bool {
        self.capacities.iter().any(|capacity| capacity.is_finite())
    }

    /// The cost of a set of sites that keeps every condition and serves everyone; none where it is not below `best`.
    pub(super) fn feasible_total(&self, open: &[bool], best: f64) -> Option<f64> {
        let total = self.total(open);
        if total >= self.unserved.min(best) || !self.holds(open) {
            return None;
        }
        if !self.has_capacities() {
            return Some(total);
        }
        let sharing = self.sharing(open, best)?;
        (sharing.cost < best).then_some(sharing.cost)
    }

    /// Who goes where within capacities; none where that cannot be cheaper than `best`, or was not found.
    pub(super) fn sharing(&self, open: &[bool], best: f64) -> Option<Sharing> {
        let parted = transport::parted(self, open).filter(|sharing| sharing.cost < best)?;
        if self.rules.keep_together {
            transport::together(self, &parted)
        } else {
            Some(parted)
        }
    }

    /// Whether these open sites keep every condition on sites.
    fn holds(&self, open: &[bool]) -> bool {
        let count = open.iter().filter(|open| **open).count();
        let within = |rule: &LinearRule| {
            let terms = rule.terms.iter().filter(|(site, _)| open[*site]);
            terms.map(|(_, weight)| weight).sum::<f64>() <= rule.at_most + 1e-9
        };
        let fixes = self.fixes();
        let mut choices = fixes.iter().zip(open);
        let boards = |sites: &&Vec<usize>| sites.iter().any(|site| open[*site]);
        count <= self.most_open
            && choices.all(|(fix, open)| *fix == Fix::Free || (*fix == Fix::Open) == *open)
            && self.linear.iter().all(within)
            && self
                .rules
                .least_boarding_units
                .is_none_or(|least| self.boarding.iter().filter(boards).count() >= least)
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

/// How many pupils each site takes.
fn capacities(instance: &Instance, rules: &Rules) -> Vec<f64> {
    let capacity = |capacity: Option<f64>| match capacity {
        Some(capacity) if rules.keep_capacities => capacity,
        _ => f64::INFINITY,
    };
    let sites = instance.sites.iter();
    sites.map(|site| capacity(site.capacity)).collect()
}

/// That the open sites together hold everyone: what capacities ask of the sites alone.
fn room_for_all(capacities: &[f64], pupils: f64) -> Option<LinearRule> {
    let term = |(site, capacity): (usize, &f64)| (site, -capacity.min(pupils));
    let is_limited = pupils > 0.0 && capacities.iter().any(|capacity| capacity.is_finite());
    is_limited.then(|| LinearRule {
        condition: Condition::Capacities,
        terms: capacities.iter().enumerate().map(term).collect(),
        at_most: -pupils,
    })
}

/// Makes the largest weight 1, so that all conditions are priced alike.
fn scale(rule: &mut LinearRule) {
    let weights = rule.terms.iter().map(|(_, weight)| weight.abs());
    let largest = weights.fold(0.0, f64::max);
    if largest > 0.0 {
        rule.at_most /= largest;
        rule.terms
            .iter_mut()
            .for_each(|(_, weight)| *weight /= largest);
    }
}
