//! What every answer must keep: how many sites, what they may cost, and the goals that are set as conditions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::instance::{Duty, Instance, SiteKind};
use crate::model::UnitCode;

/// A condition, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// At most so many minutes.
    MostMinutes,
    /// At most so many sites open.
    MostOpen,
    /// At most so many new sites.
    MostNew,
    /// At most so much money.
    Budget,
    /// No site takes more pupils than it can.
    Capacities,
    /// So many fewer satellite points.
    SatelliteCut,
    /// Boarding in so many communes.
    BoardingCommunes,
    /// An inter-level boarding school in every border commune.
    BorderBoarding,
    /// Forbidden sites stay closed.
    ForbiddenSites,
    /// Obligatory sites, and schools that may not close, stay open.
    ObligatorySites,
}

/// The conditions of one question.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a condition of its own that is set or not"
)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rules {
    /// At most so many sites open, those of today that stay open included.
    pub most_open: Option<usize>,
    /// At most so many sites open that are not open today.
    pub most_new: Option<usize>,
    /// At most so much for opening sites, million dong.
    pub budget: Option<f64>,
    /// No pupil travels longer, minutes.
    pub most_minutes: Option<f64>,
    /// No site takes more pupils than its capacity.
    pub keep_capacities: bool,
    /// All pupils of a place go to one site. Without it, a capacity may part them.
    pub keep_together: bool,
    /// At most so many satellite points of today stay open.
    pub most_satellite_points: Option<usize>,
    /// At least so many units have a boarding school.
    pub least_boarding_units: Option<usize>,
    /// Every border unit has an inter-level boarding school.
    pub border_boarding: bool,
    /// Whether forbidden sites may be opened all the same: only to find out what forbids an answer.
    pub ignore_forbidden: bool,
    /// Whether what must be open may be closed all the same: only to find out what forbids an answer.
    pub ignore_obligatory: bool,
}

/// A linear condition on which sites are open: the sum of the terms is at most the limit.
#[derive(Debug, Clone, PartialEq)]
pub struct LinearRule {
    /// Which condition it belongs to.
    pub condition: Condition,
    /// Sites and their weights.
    pub terms: Vec<(usize, f64)>,
    /// The limit.
    pub at_most: f64,
}

impl Rules {
    /// Whether a site may be opened and may be closed.
    #[must_use]
    pub fn choice(&self, instance: &Instance, site: usize) -> (bool, bool) {
        match instance.sites[site].duty {
            Duty::Open(_) if !self.ignore_obligatory => (true, false),
            Duty::Closed(_) if !self.ignore_forbidden => (false, true),
            _ => (true, true),
        }
    }

    /// The linear conditions, that on the number of open sites left out.
    ///
    /// Where boarding is asked of so many units, the rule here only asks for as many boarding sites; [`Rules::hold`]
    /// asks for the units themselves.
    #[must_use]
    pub fn linear(&self, instance: &Instance) -> Vec<LinearRule> {
        let mut rules = Vec::new();
        let terms = |weight: &dyn Fn(usize) -> f64| -> Vec<(usize, f64)> {
            let all = (0..instance.sites.len()).map(|site| (site, weight(site)));
            all.filter(|(_, weight)| *weight != 0.0).collect()
        };
        let sites = &instance.sites;
        let flag = |is: bool| if is { 1.0 } else { 0.0 };
        let mut add = |condition, terms, at_most| {
            rules.push(LinearRule {
                condition,
                terms,
                at_most,
            });
        };
        if let Some(most) = self.most_new {
            let new = terms(&|site| flag(!sites[site].is_existing));
            add(Condition::MostNew, new, most as f64);
        }
        if let Some(budget) = self.budget {
            let cost = terms(&|site| sites[site].cost * flag(!sites[site].is_existing));
            add(Condition::Budget, cost, budget);
        }
        if let Some(most) = self.most_satellite_points {
            let points = terms(&|site| flag(is_satellite_now(instance, site)));
            add(Condition::SatelliteCut, points, most as f64);
        }
        if let Some(least) = self.least_boarding_units {
            let boarding = terms(&|site| -flag(sites[site].has_boarding));
            add(Condition::BoardingCommunes, boarding, -(least as f64));
        }
        if self.border_boarding {
            for code in instance.border_units() {
                let school = |site: usize| {
                    let site = &sites[site];
                    -flag(site.is_inter_level_boarding && site.unit.as_ref() == Some(code))
                };
                add(Condition::BorderBoarding, terms(&school), -1.0);
            }
        }
        rules
    }

    /// Whether these open sites keep every condition on sites.
    #[must_use]
    pub fn hold(&self, instance: &Instance, open: &[bool]) -> bool {
        let count = open.iter().filter(|open| **open).count();
        let choices = (0..open.len()).all(|site| {
            let (may_open, may_close) = self.choice(instance, site);
            if open[site] { may_open } else { may_close }
        });
        let within = |rule: &LinearRule| {
            let terms = rule.terms.iter().filter(|(site, _)| open[*site]);
            terms.map(|(_, weight)| weight).sum::<f64>() <= rule.at_most + 1e-9
        };
        choices
            && self.most_open.is_none_or(|most| count <= most)
            && self.linear(instance).iter().all(within)
            && self
                .least_boarding_units
                .is_none_or(|least| boarding_units(instance, open) >= least)
    }

    /// The conditions that are set, in the order in which they are looked at when nothing keeps them all.
    #[must_use]
    pub fn set(&self, instance: &Instance) -> Vec<Condition> {
        let is = |duty: fn(&Duty) -> bool| instance.sites.iter().any(|site| duty(&site.duty));
        let set = [
            (Condition::MostMinutes, self.most_minutes.is_some()),
            (Condition::MostOpen, self.most_open.is_some()),
            (Condition::MostNew, self.most_new.is_some()),
            (Condition::Budget, self.budget.is_some()),
            (Condition::Capacities, self.keep_capacities),
            (
                Condition::SatelliteCut,
                self.most_satellite_points.is_some(),
            ),
            (
                Condition::BoardingCommunes,
                self.least_boarding_units.is_some(),
            ),
            (Condition::BorderBoarding, self.border_boarding),
            (
                Condition::ForbiddenSites,
                is(|duty| matches!(duty, Duty::Closed(_))) && !self.ignore_forbidden,
            ),
            (
                Condition::ObligatorySites,
                is(|duty| matches!(duty, Duty::Open(_))) && !self.ignore_obligatory,
            ),
        ];
        let set = set.into_iter().filter(|(_, is_set)| *is_set);
        set.map(|(condition, _)| condition).collect()
    }

    /// The same rules without one of them.
    #[must_use]
    pub fn without(&self, condition: Condition) -> Self {
        let mut rules = self.clone();
        match condition {
            Condition::MostMinutes => rules.most_minutes = None,
            Condition::MostOpen => rules.most_open = None,
            Condition::MostNew => rules.most_new = None,
            Condition::Budget => rules.budget = None,
            Condition::Capacities => rules.keep_capacities = false,
            Condition::SatelliteCut => rules.most_satellite_points = None,
            Condition::BoardingCommunes => rules.least_boarding_units = None,
            Condition::BorderBoarding => rules.border_boarding = false,
            Condition::ForbiddenSites => rules.ignore_forbidden = true,
            Condition::ObligatorySites => rules.ignore_obligatory = true,
        }
        rules
    }
}

/// Whether a site is a satellite point of today.
#[must_use]
pub fn is_satellite_now(instance: &Instance, site: usize) -> bool {
    let site = &instance.sites[site];
    site.is_existing && site.kind == SiteKind::SatellitePoint
}

/// The boarding sites of each of the goals' units.
#[must_use]
pub fn boarding_sites(instance: &Instance) -> BTreeMap<&UnitCode, Vec<usize>> {
    let mut by_unit: BTreeMap<&UnitCode, Vec<usize>> = instance
        .units
        .iter()
        .map(|unit| (&unit.code, Vec::new()))
        .collect();
    for (index, site) in instance.sites.iter().enumerate() {
        if let Some(unit) = site.unit.as_ref().filter(|_| site.has_boarding)
            && let Some(sites) = by_unit.get_mut(unit)
        {
            sites.push(index);
        }
    }
    by_unit
}

/// How many units have an open boarding site.
#[must_use]
pub fn boarding_units(instance: &Instance, open: &[bool]) -> usize {
    let units = boarding_sites(instance);
    let has = |sites: &&Vec<usize>| sites.iter().any(|site| open[*site]);
    units.values().filter(has).count()
}

#[cfg(test)]
mod tests {
    use super::super::instance::examples::on_a_line;
    use super::*;
    use crate::model::Text;

    #[test]
    fn money_is_counted_for_new_sites_only() {
        let mut instance = on_a_line(&[(0.0, 1.0)], &[0.0, 1.0]);
        instance.sites[0].cost = 5.0;
        instance.sites[1].cost = 7.0;
        instance.sites[1].is_existing = true;
        let rules = Rules {
            budget: Some(5.0),
            ..Rules::default()
        };
        assert!(rules.hold(&instance, &[true, true]));
        instance.sites[1].is_existing = false;
        assert!(!rules.hold(&instance, &[true, true]));
    }

    #[test]
    fn a_forbidden_site_stays_closed_and_an_obligatory_one_open() {
        let mut instance = on_a_line(&[(0.0, 1.0)], &[0.0, 1.0]);
        instance.sites[0].duty = Duty::Closed(Text::new("vùng sạt lở", "a landslide zone"));
        instance.sites[1].duty = Duty::Open(Text::new("được yêu cầu", "asked for"));
        let rules = Rules::default();
        assert!(rules.hold(&instance, &[false, true]));
        assert!(!rules.hold(&instance, &[true, true]));
        assert!(!rules.hold(&instance, &[false, false]));
        let set = rules.set(&instance);
        assert_eq!(set, [Condition::ForbiddenSites, Condition::ObligatorySites]);
    }
}
