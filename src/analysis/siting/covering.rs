//! The columns and rows that the programs of all models share: sites, ways, capacities, and the conditions on sites.

use std::collections::BTreeMap;

use highs::Col;

use super::instance::Instance;
use super::program::Program;
use super::rules::{Rules, boarding_sites};
use super::transport::Sharing;

/// No bound.
pub(super) const NONE: f64 = f64::INFINITY;

/// The columns of the sites, with the conditions on them as rows; `weight` is what an open site adds to the objective.
pub(super) fn sites(
    program: &mut Program,
    instance: &Instance,
    rules: &Rules,
    weight: impl Fn(usize) -> f64,
) -> Vec<Col> {
    let column = |site: usize, program: &mut Program| {
        let (may_open, may_close) = rules.choice(instance, site);
        let from = if may_close { 0.0 } else { 1.0 };
        let to = if may_open { 1.0 } else { 0.0 };
        program.whole(weight(site), from, to)
    };
    let open: Vec<Col> = (0..instance.sites.len())
        .map(|site| column(site, program))
        .collect();
    if let Some(most) = rules.most_open {
        let all: Vec<(Col, f64)> = open.iter().map(|col| (*col, 1.0)).collect();
        program.row(-NONE, most as f64, &all);
    }
    for rule in rules.linear(instance) {
        let terms = rule
            .terms
            .iter()
            .map(|&(site, weight)| (open[site], weight));
        program.row(-NONE, rule.at_most, &terms.collect::<Vec<_>>());
    }
    if let Some(least) = rules.least_boarding_units {
        let mut units = Vec::new();
        for boarding in boarding_sites(instance).into_values() {
            let unit = program.whole(0.0, 0.0, 1.0);
            let mut row = vec![(unit, 1.0)];
            row.extend(boarding.iter().map(|&site| (open[site], -1.0)));
            program.row(-NONE, 0.0, &row);
            units.push((unit, 1.0));
        }
        program.row(least as f64, NONE, &units);
    }
    open
}

/// One way of a demand as a column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    /// The demand.
    pub(super) demand: usize,
    /// The site.
    pub(super) site: usize,
    /// The share of the demand's pupils that goes there.
    pub(super) share: Col,
}

/// How ways are tied to open sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// Each by a row of its own: the best bound on what ways cost.
    Tight,
    /// Those to a site whose capacity is known by the row of that capacity alone: far fewer rows, where ways cost nothing.
    ByCapacity,
}

/// The columns of the ways, with the rows that tie them to open sites and capacities. How many pupils of a demand are
/// served at all is left to the caller.
pub(super) fn ways(
    program: &mut Program,
    instance: &Instance,
    rules: &Rules,
    open: &[Col],
    tie: Tie,
    weight: impl Fn(usize, f64) -> f64,
) -> Vec<Way> {
    let mut ways = Vec::new();
    for (demand, place) in instance.demands.iter().enumerate() {
        if place.pupils <= 0.0 {
            continue;
        }
        for way in instance.within(demand, rules.most_minutes) {
            let too_large = rules.keep_together
                && rules.keep_capacities
                && instance.sites[way.site]
                    .capacity
                    .is_some_and(|most| place.pupils > most);
            if !rules.choice(instance, way.site).0 || too_large {
                continue;
            }
            let weight = weight(demand, way.minutes);
            let share = if rules.keep_together {
                program.whole(weight, 0.0, 1.0)
            } else {
                program.real(weight, 0.0, 1.0)
            };
            let site = &instance.sites[way.site];
            if tie == Tie::Tight || !rules.keep_capacities || site.capacity.is_none() {
                program.row(-NONE, 0.0, &[(share, 1.0), (open[way.site], -1.0)]);
            }
            ways.push(Way {
                demand,
                site: way.site,
                share,
            });
        }
    }
    if rules.keep_capacities {
        capacities(program, instance, open, &ways);
    }
    ways
}

fn capacities(program: &mut Program, instance: &Instance, open: &[Col], ways: &[Way]) {
    let mut rows: Vec<Vec<(Col, f64)>> = vec![Vec::new(); instance.sites.len()];
    for way in ways {
        rows[way.site].push((way.share, instance.demands[way.demand].pupils));
    }
    for (index, (site, mut row)) in instance.sites.iter().zip(rows).enumerate() {
        if let Some(capacity) = site.capacity {
            row.push((open[index], -capacity));
            program.row(-NONE, 0.0, &row);
        }
    }
}

/// The rows that serve each demand fully, or up to the column that is given for it.
pub(super) fn serve(
    program: &mut Program,
    instance: &Instance,
    ways: &[Way],
    served: impl Fn(usize) -> Option<Col>,
) {
    let mut rows: Vec<Vec<(Col, f64)>> = vec![Vec::new(); instance.demands.len()];
    for way in ways {
        rows[way.demand].push((way.share, 1.0));
    }
    for (demand, mut row) in rows.into_iter().enumerate() {
        if instance.demands[demand].pupils <= 0.0 {
            continue;
        }
        match served(demand) {
            Some(column) => {
                row.push((column, -1.0));
                program.row(0.0, 0.0, &row);
            }
            None => program.row(1.0, 1.0, &row),
        }
    }
}

/// The rows that each demand has an open site within the limit, or that the column given for it says so.
pub(super) fn cover(
    program: &mut Program,
    instance: &Instance,
    rules: &Rules,
    open: &[Col],
    covered: impl Fn(usize) -> Option<Col>,
) {
    for (demand, place) in instance.demands.iter().enumerate() {
        if place.pupils <= 0.0 {
            continue;
        }
        let near = instance.within(demand, rules.most_minutes).iter();
        let mut row: Vec<(Col, f64)> = near.map(|way| (open[way.site], 1.0)).collect();
        match covered(demand) {
            Some(column) => {
                row.push((column, -1.0));
                program.row(0.0, NONE, &row);
            }
            None => program.row(1.0, NONE, &row),
        }
    }
}

/// The values of the columns of sites and ways in a solution that is known.
pub(super) fn start(
    program: &Program,
    instance: &Instance,
    columns: &[Col],
    ways: &[Way],
    open: &[bool],
    sharing: &Sharing,
) -> Vec<f64> {
    let mut values = vec![0.0; program.columns()];
    for (site, column) in columns.iter().enumerate() {
        values[column.index()] = if open[site] { 1.0 } else { 0.0 };
    }
    let served = (0..instance.demands.len()).filter(|&d| instance.demands[d].pupils > 0.0);
    let rows: BTreeMap<usize, usize> = served.enumerate().map(|(row, d)| (d, row)).collect();
    let count = sharing.sites.len();
    for way in ways {
        let place = sharing.sites.iter().position(|&site| site == way.site);
        if let (Some(place), Some(&row)) = (place, rows.get(&way.demand)) {
            let pupils = sharing.pupils[row * count + place];
            values[way.share.index()] = pupils / instance.demands[way.demand].pupils;
        }
    }
    values
}

/// Sets the columns of the units with boarding as these open sites have them.
pub(super) fn mark_boarding_units(
    values: &mut [f64],
    instance: &Instance,
    rules: &Rules,
    columns: &[Col],
    open: &[bool],
) {
    if rules.least_boarding_units.is_none() {
        return;
    }
    // Their columns follow those of the sites.
    let first = columns.last().map_or(0, |column| column.index() + 1);
    for (unit, sites) in boarding_sites(instance).into_values().enumerate() {
        let has = sites.iter().any(|&site| open[site]);
        values[first + unit] = if has { 1.0 } else { 0.0 };
    }
}

/// Which sites the values of a program open.
pub(super) fn opened(values: &[f64], open: &[Col]) -> Vec<bool> {
    open.iter().map(|col| values[col.index()] > 0.5).collect()
}
