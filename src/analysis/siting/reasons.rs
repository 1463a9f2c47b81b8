//! Why a site was not chosen: what forbids it, or what choosing it would cost.

use super::Model;
use super::answer::{Rejection, RejectionMethod};
use super::assignment::nearest;
use super::instance::{Duty, Instance};
use super::interchange;
use super::median::{Fix, MedianProblem};
use super::rules::Rules;
use super::solution::{Limits, Solution, SolveError};

/// Most pupils × sites that are shared out within capacities to tell why not.
const MOST_EFFORT: usize = 20_000_000;

/// By how much an exchange makes the objective worse, and the site that closes for it.
type Exchange = (f64, Option<usize>);

/// For each site that is not open, why not; none for those that are.
pub(super) fn why_not(
    instance: &Instance,
    rules: &Rules,
    model: Model,
    solution: &Solution,
    limits: &Limits,
) -> Result<Vec<Option<Rejection>>, SolveError> {
    let open = &solution.open;
    let forbidden = |site: usize| match &instance.sites[site].duty {
        Duty::Closed(reason) => Some(Rejection::Forbidden {
            reason: reason.clone(),
        }),
        _ => None,
    };
    let closed: Vec<usize> = (0..open.len()).filter(|&site| !open[site]).collect();
    let free: Vec<usize> = closed
        .iter()
        .copied()
        .filter(|&site| rules.choice(instance, site).0)
        .collect();
    let problem = MedianProblem::new(instance, rules);
    let tells_capacities =
        !problem.has_capacities() || is_little(&problem, model, open, free.len());
    let forced = if model == Model::PMedian && !(problem.has_capacities() && tells_capacities) {
        interchange::forced_open(&problem, &problem.fixes(), open, &free)
    } else {
        let measure = Measure {
            problem: &problem,
            model,
            has_capacities: problem.has_capacities() && tells_capacities,
        };
        measure.exchanges(open, &free, limits)?
    };
    let mut reasons: Vec<Option<Rejection>> = vec![None; open.len()];
    for site in closed {
        reasons[site] = forbidden(site);
    }
    for (site, forced) in free.into_iter().zip(forced) {
        let at_least = solution.dual_penalties.as_ref().map(|all| all[site]);
        reasons[site] = Some(match forced {
            None => Rejection::BreaksConditions,
            Some((worse_by, in_exchange)) => Rejection::Worse {
                // What rounding leaves is nothing.
                worse_by_at_most: if worse_by.abs() < 1e-9 { 0.0 } else { worse_by },
                worse_by_at_least: at_least,
                instead_of: in_exchange.map(|other| instance.sites[other].id.clone()),
                method: if tells_capacities {
                    RejectionMethod::Exchange
                } else {
                    RejectionMethod::ExchangeWithoutCapacities
                },
            },
        });
    }
    Ok(reasons)
}

/// Whether so few exchanges are to be tried that pupils can be shared out within capacities in each.
fn is_little(problem: &MedianProblem, model: Model, open: &[bool], tried: usize) -> bool {
    let opened = open.iter().filter(|open| **open).count();
    let effort = tried * (opened + 1) * problem.rows.len() * opened;
    matches!(model, Model::PMedian | Model::Lscp) && effort <= MOST_EFFORT
}

/// What a set of open sites is worth.
struct Measure<'a> {
    problem: &'a MedianProblem<'a>,
    model: Model,
    has_capacities: bool,
}

impl Measure<'_> {
    /// What each forced site does to the objective after the best exchange.
    fn exchanges(
        &self,
        open: &[bool],
        forced: &[usize],
        limits: &Limits,
    ) -> Result<Vec<Option<Exchange>>, SolveError> {
        let fixes = self.problem.fixes();
        let Some(now) = self.loss(open, f64::INFINITY) else {
            return Ok(vec![None; forced.len()]);
        };
        let may_close = (0..open.len()).filter(|&site| open[site] && fixes[site] == Fix::Free);
        let closes: Vec<Option<usize>> = may_close.map(Some).chain([None]).collect();
        let mut found = Vec::new();
        for &site in forced {
            limits.interrupt.check()?;
            let mut least: Option<Exchange> = None;
            for &close in &closes {
                let mut open = open.to_vec();
                open[site] = true;
                if let Some(other) = close {
                    open[other] = false;
                }
                let best = least.map_or(f64::INFINITY, |least| least.0 + now);
                if let Some(loss) = self.loss(&open, best).filter(|loss| *loss < best) {
                    least = Some((loss - now, close));
                }
            }
            found.push(least);
        }
        Ok(found)
    }

    /// The objective as something to be small; none where a condition is broken or somebody who must be served is not.
    /// Where it is not below `best` it may be none.
    fn loss(&self, open: &[bool], best: f64) -> Option<f64> {
        let (instance, rules) = (self.problem.instance, self.problem.rules);
        if !rules.hold(instance, open) {
            return None;
        }
        if !self.has_capacities {
            return loss(instance, rules, self.model, open);
        }
        if self.model == Model::PMedian {
            return self.problem.feasible_total(open, best);
        }
        self.problem.feasible_total(open, f64::INFINITY)?;
        Some(open.iter().filter(|open| **open).count() as f64)
    }
}

/// The objective as something to be small; none where somebody who must be served is not.
fn loss(instance: &Instance, rules: &Rules, model: Model, open: &[bool]) -> Option<f64> {
    let limit = rules.most_minutes.unwrap_or(f64::INFINITY);
    let served = (0..instance.demands.len())
        .filter(|&demand| instance.demands[demand].pupils > 0.0)
        .map(|demand| {
            let way = nearest(instance, demand, open).filter(|way| way.minutes <= limit);
            (instance.demands[demand].pupils, way.map(|way| way.minutes))
        });
    let ways: Vec<(f64, Option<f64>)> = served.collect();
    let is_all = ways.iter().all(|(_, minutes)| minutes.is_some());
    match model {
        Model::Mclp => {
            let covered = ways.iter().filter(|(_, minutes)| minutes.is_some());
            Some(-covered.map(|(pupils, _)| pupils).sum::<f64>())
        }
        _ if !is_all => None,
        Model::Lscp => Some(open.iter().filter(|open| **open).count() as f64),
        Model::PCenter => Some(ways.iter().filter_map(|way| way.1).fold(0.0, f64::max)),
        Model::PMedian => Some(ways.iter().filter_map(|(p, m)| Some(p * (*m)?)).sum()),
    }
}
