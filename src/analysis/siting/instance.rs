//! What is to be decided: who needs a school, where schools may stand, and how long the way is between them.

use std::collections::BTreeSet;

use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::{Text, UnitCode};

/// Pupils who live at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Demand {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The unit in which it lies.
    pub unit: Option<UnitCode>,
    /// Where it is, longitude/latitude on WGS 84; none where only travel times are known.
    pub at: Option<Coord<f64>>,
    /// How many pupils: the weight of the place.
    pub pupils: f64,
}

/// What stands, or may stand, at a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    /// A main school.
    School,
    /// A satellite school point.
    SatellitePoint,
    /// A place where a school could be built.
    Candidate,
}

impl SiteKind {
    /// The kind as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::SatellitePoint => "satellite-point",
            Self::Candidate => "candidate",
        }
    }
}

/// What has been decided about a site beforehand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Duty {
    /// Nothing.
    Free,
    /// It is open, for this reason.
    Open(Text),
    /// It is closed, for this reason.
    Closed(Text),
}

/// A place where a school stands or may stand.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The unit in which it lies.
    pub unit: Option<UnitCode>,
    /// Where it is, longitude/latitude on WGS 84; none where only travel times are known.
    pub at: Option<Coord<f64>>,
    /// What stands or may stand there.
    pub kind: SiteKind,
    /// Whether it is open today.
    pub is_existing: bool,
    /// What has been decided about it beforehand.
    pub duty: Duty,
    /// How many pupils it can take; none where that is unknown, which sets no limit.
    pub capacity: Option<f64>,
    /// What opening it costs, million dong; nothing for one that is open today.
    pub cost: f64,
    /// Whether pupils board there, or would.
    pub has_boarding: bool,
    /// Whether it is a general school of several levels with boarding, or would be.
    pub is_inter_level_boarding: bool,
    /// The pupils who learn there today; none when unknown.
    pub pupils_now: Option<f64>,
}

/// A way from a demand to a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reach {
    /// The place of the site in [`Instance::sites`].
    pub site: usize,
    /// How long the way is, minutes.
    pub minutes: f64,
}

/// A unit in which the programme's goals are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalUnit {
    /// Its code.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// Whether it lies on the national border.
    pub is_border: bool,
}

/// A question of siting, wherever its travel times come from.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Instance {
    /// Who needs a school.
    pub demands: Vec<Demand>,
    /// Where schools stand or may stand.
    pub sites: Vec<Site>,
    /// The ways from each demand, the shortest first; a site that is absent cannot be reached.
    pub reach: Vec<Vec<Reach>>,
    /// The units of the goals.
    pub units: Vec<GoalUnit>,
}

impl Instance {
    /// An instance from minutes between each demand and each site; `None` where there is no way.
    #[must_use]
    pub fn new(
        demands: Vec<Demand>,
        sites: Vec<Site>,
        units: Vec<GoalUnit>,
        minutes: impl Fn(usize, usize) -> Option<f64>,
    ) -> Self {
        let row = |demand: usize| {
            let mut ways: Vec<Reach> = (0..sites.len())
                .filter_map(|site| {
                    let minutes = minutes(demand, site)?;
                    Some(Reach { site, minutes })
                })
                .collect();
            ways.sort_by(|a, b| {
                a.minutes
                    .total_cmp(&b.minutes)
                    .then_with(|| a.site.cmp(&b.site))
            });
            ways
        };
        let reach = (0..demands.len()).map(row).collect();
        Self {
            demands,
            sites,
            reach,
            units,
        }
    }

    /// The ways of a demand that take no longer than the limit.
    #[must_use]
    pub fn within(&self, demand: usize, most_minutes: Option<f64>) -> &[Reach] {
        let ways = &self.reach[demand];
        let limit = most_minutes.unwrap_or(f64::INFINITY);
        &ways[..ways.partition_point(|way| way.minutes <= limit)]
    }

    /// All pupils.
    #[must_use]
    pub fn pupils(&self) -> f64 {
        self.demands.iter().map(|demand| demand.pupils).sum()
    }

    /// The sites that are open today.
    #[must_use]
    pub fn open_now(&self) -> Vec<bool> {
        self.sites.iter().map(|site| site.is_existing).collect()
    }

    /// The codes of the border units.
    #[must_use]
    pub fn border_units(&self) -> BTreeSet<&UnitCode> {
        let border = self.units.iter().filter(|unit| unit.is_border);
        border.map(|unit| &unit.code).collect()
    }
}

#[cfg(test)]
pub(super) mod examples {
    use super::*;

    /// Demands and sites on a line, a minute apart for each step of one; all sites free candidates.
    pub(crate) fn on_a_line(demands: &[(f64, f64)], sites: &[f64]) -> Instance {
        let demand = |(index, &(_, pupils)): (usize, &(f64, f64))| Demand {
            id: format!("d{index}"),
            name: format!("Demand {index}"),
            unit: None,
            at: None,
            pupils,
        };
        let site = |index: usize| Site {
            id: format!("s{index}"),
            name: format!("Site {index}"),
            unit: None,
            at: None,
            kind: SiteKind::Candidate,
            is_existing: false,
            duty: Duty::Free,
            capacity: None,
            cost: 0.0,
            has_boarding: false,
            is_inter_level_boarding: false,
            pupils_now: None,
        };
        Instance::new(
            demands.iter().enumerate().map(demand).collect(),
            (0..sites.len()).map(site).collect(),
            Vec::new(),
            |demand, site| Some((demands[demand].0 - sites[site]).abs()),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_are_sorted_and_limited() {
        let instance = examples::on_a_line(&[(5.0, 1.0)], &[0.0, 4.0, 7.0]);
        let sites: Vec<usize> = instance.reach[0].iter().map(|way| way.site).collect();
        assert_eq!(sites, [1, 2, 0]);
        assert_eq!(instance.within(0, Some(2.0)).len(), 2);
        assert_eq!(instance.within(0, Some(1.9)).len(), 1);
    }
}
