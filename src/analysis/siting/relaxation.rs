//! When nothing keeps every condition: which one to relax, and how far.
//!
//! Each condition is left out in turn and the rest asked again. Where that is enough, the least is worked out that the
//! condition would have to allow. Where no single one is enough, they are left out one after another.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::instance::Instance;
use super::rules::{Condition, Rules, is_satellite_now};
use super::solution::{Limits, Solution, SolutionStatus, SolveError};
use super::{Model, lscp, p_center};
use crate::model::Text;

/// A condition that stands in the way.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Relaxation {
    /// Which one.
    pub condition: Condition,
    /// Whether relaxing it alone is enough; else those listed must be relaxed together.
    pub is_enough_alone: bool,
    /// The least that it would have to allow, in its own unit; none where it has none or that was not found in time.
    pub needed: Option<f64>,
    /// The same as a sentence.
    pub told: Text,
}

/// The conditions to relax; empty when even without any of them there is no solution, because a demand reaches no site.
pub(super) fn what_to_relax(
    instance: &Instance,
    rules: &Rules,
    model: Model,
    limits: &Limits,
) -> Result<Vec<Relaxation>, SolveError> {
    let set = rules.set(instance);
    let mut alone = Vec::new();
    for &condition in &set {
        let without = rules.without(condition);
        if is_possible(instance, &without, model, limits)? {
            let needed = needed(instance, &without, condition, limits)?;
            alone.push(Relaxation::new(condition, true, needed));
        }
    }
    if !alone.is_empty() {
        return Ok(alone);
    }
    let mut left = rules.clone();
    let mut together = Vec::new();
    for condition in set {
        left = left.without(condition);
        together.push(Relaxation::new(condition, false, None));
        if is_possible(instance, &left, model, limits)? {
            return Ok(together);
        }
    }
    Ok(Vec::new())
}

fn is_possible(
    instance: &Instance,
    rules: &Rules,
    model: Model,
    limits: &Limits,
) -> Result<bool, SolveError> {
    if model == Model::Mclp {
        // Nobody has to be covered, so only the sites themselves matter.
        let nobody_to_serve = Instance {
            demands: Vec::new(),
            reach: Vec::new(),
            ..instance.clone()
        };
        let found = lscp::least(&nobody_to_serve, rules, |_| 0.0, limits)?;
        return Ok(!found.open.is_empty() || instance.sites.is_empty());
    }
    Ok(!lscp::least(instance, rules, |_| 0.0, limits)?
        .open
        .is_empty())
}

fn needed(
    instance: &Instance,
    rules: &Rules,
    condition: Condition,
    limits: &Limits,
) -> Result<Option<f64>, SolveError> {
    let sites = &instance.sites;
    let flag = |is: bool| if is { 1.0 } else { 0.0 };
    let least = |weight: &dyn Fn(usize) -> f64| lscp::least(instance, rules, weight, limits);
    let found: Solution = match condition {
        Condition::MostMinutes => p_center::least_worst(instance, rules, limits)?,
        Condition::MostOpen => least(&|_| 1.0)?,
        Condition::MostNew => least(&|site| flag(!sites[site].is_existing))?,
        Condition::Budget => least(&|site| flag(!sites[site].is_existing) * sites[site].cost)?,
        Condition::SatelliteCut => least(&|site| flag(is_satellite_now(instance, site)))?,
        _ => return Ok(None),
    };
    let is_proven = found.status == SolutionStatus::Optimal;
    Ok(found.objective.filter(|_| is_proven))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::instance::examples::on_a_line;
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use crate::geometry::progress::nobody;

    /// Two places 10 minutes apart, one school, at most 2 minutes: two schools are needed, or 10 minutes.
    #[test]
    fn the_condition_is_named_with_what_it_would_have_to_allow() {
        let instance = on_a_line(&[(0.0, 1.0), (10.0, 1.0)], &[0.0, 10.0]);
        let rules = Rules {
            most_open: Some(1),
            most_minutes: Some(2.0),
            ..Rules::default()
        };
        let interrupt = Interrupt::default();
        let limits = Limits::from_now(Duration::from_secs(10), 0.0, &interrupt, &nobody);
        let relax = what_to_relax(&instance, &rules, Model::PMedian, &limits).unwrap();
        let told: Vec<_> = relax
            .iter()
            .map(|relaxation| (relaxation.condition, relaxation.needed))
            .collect();
        assert_eq!(
            told,
            [
                (Condition::MostMinutes, Some(10.0)),
                (Condition::MostOpen, Some(2.0)),
            ]
        );
        assert!(relax.iter().all(|relaxation| relaxation.is_enough_alone));
    }
}
