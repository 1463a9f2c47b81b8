//! The programme's goals for schools, before and after: fewer satellite points, boarding in the communes, inter-level
//! boarding schools on the border (§2.1).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::instance::Instance;
use super::rules::{boarding_sites, boarding_units, is_satellite_now};
use crate::model::UnitCode;

/// At least so large a share of the satellite points of today is to go.
pub const SATELLITE_CUT: f64 = 0.4;

/// A larger share of the communes than this is to have boarding.
pub const BOARDING_SHARE: f64 = 0.8;

/// A goal of the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Goal {
    /// At least 40 % fewer satellite points.
    SatelliteCut,
    /// Boarding or semi-boarding in more than 80 % of the communes.
    BoardingCommunes,
    /// An inter-level boarding school in every border commune.
    BorderBoarding,
}

impl Goal {
    /// The goal as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SatelliteCut => "satellite-cut",
            Self::BoardingCommunes => "boarding-communes",
            Self::BorderBoarding => "border-boarding",
        }
    }
}

/// How far a goal is reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GoalReport {
    /// Which goal.
    pub goal: Goal,
    /// Of how many: satellite points of today, communes, border communes.
    pub of: usize,
    /// How many reach it today: satellite points gone, communes with boarding.
    pub before: usize,
    /// How many reach it then.
    pub after: usize,
    /// The share that is to reach it, 0 to 1.
    pub target_share: f64,
    /// The share that reaches it then; none where there is nothing to count.
    pub share_after: Option<f64>,
    /// Whether the goal is reached; none where there is nothing to count.
    pub is_reached: Option<bool>,
    /// The communes that do not reach it then.
    #[schema(value_type = Vec<String>)]
    pub missing: Vec<UnitCode>,
}

/// Most satellite points that may stay so that the cut is reached.
#[must_use]
pub fn most_satellite_points(instance: &Instance) -> usize {
    let all = satellites(instance).count();
    all - least_for_share(all, SATELLITE_CUT)
}

/// Fewest communes with boarding for which their share is above the goal.
#[must_use]
pub fn least_boarding_units(instance: &Instance) -> usize {
    let all = instance.units.len();
    (0..=all)
        .find(|&count| count as f64 > BOARDING_SHARE * all as f64 + 1e-9)
        .unwrap_or(all)
}

fn least_for_share(all: usize, share: f64) -> usize {
    (share * all as f64 - 1e-9).ceil().max(0.0) as usize
}

fn satellites(instance: &Instance) -> impl Iterator<Item = usize> {
    (0..instance.sites.len()).filter(|&site| is_satellite_now(instance, site))
}

/// How far each goal is reached with these sites open.
#[must_use]
pub fn report(instance: &Instance, open: &[bool]) -> Vec<GoalReport> {
    let now = instance.open_now();
    let points = satellites(instance).count();
    let gone = satellites(instance).filter(|&site| !open[site]).count();
    let boarding = boarding_sites(instance);
    let lacking = boarding
        .iter()
        .filter(|(_, sites)| !sites.iter().any(|&site| open[site]));
    let least = least_boarding_units(instance);
    let after = boarding_units(instance, open);
    let border = instance.border_units();
    let inter_level = |open: &[bool]| -> Vec<UnitCode> {
        let lacks = |code: &&&UnitCode| {
            !instance.sites.iter().enumerate().any(|(index, site)| {
                open[index] && site.is_inter_level_boarding && site.unit.as_ref() == Some(**code)
            })
        };
        border
            .iter()
            .filter(lacks)
            .map(|code| (*code).clone())
            .collect()
    };
    let (before_missing, missing) = (inter_level(&now), inter_level(open));
    vec![
        goal(Goal::SatelliteCut, points, 0, gone, SATELLITE_CUT, vec![])
            .with(gone >= least_for_share(points, SATELLITE_CUT)),
        goal(
            Goal::BoardingCommunes,
            instance.units.len(),
            boarding_units(instance, &now),
            after,
            BOARDING_SHARE,
            lacking.map(|(code, _)| (*code).clone()).collect(),
        )
        .with(after >= least),
        goal(
            Goal::BorderBoarding,
            border.len(),
            border.len() - before_missing.len(),
            border.len() - missing.len(),
            1.0,
            missing.clone(),
        )
        .with(missing.is_empty()),
    ]
}

fn goal(
    goal: Goal,
    of: usize,
    before: usize,
    after: usize,
    target_share: f64,
    missing: Vec<UnitCode>,
) -> GoalReport {
    GoalReport {
        goal,
        of,
        before,
        after,
        target_share,
        share_after: (of > 0).then(|| after as f64 / of as f64),
        is_reached: None,
        missing,
    }
}

impl GoalReport {
    fn with(self, is_reached: bool) -> Self {
        Self {
            is_reached: (self.of > 0).then_some(is_reached),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::instance::examples::on_a_line;
    use super::super::instance::{GoalUnit, SiteKind};
    use super::*;

    #[test]
    fn two_of_five_points_gone_is_forty_per_cent() {
        let mut instance = on_a_line(&[(0.0, 1.0)], &[0.0, 1.0, 2.0, 3.0, 4.0]);
        for site in &mut instance.sites {
            site.kind = SiteKind::SatellitePoint;
            site.is_existing = true;
        }
        assert_eq!(most_satellite_points(&instance), 3);
        let reports = report(&instance, &[true, true, true, false, false]);
        assert_eq!((reports[0].after, reports[0].is_reached), (2, Some(true)));
        let reports = report(&instance, &[true, true, true, true, false]);
        assert_eq!(reports[0].is_reached, Some(false));
        assert_eq!(reports[1].is_reached, None);
    }

    #[test]
    fn more_than_eighty_per_cent_of_five_communes_is_all_five() {
        let mut instance = on_a_line(&[(0.0, 1.0)], &[0.0]);
        instance.units = (0..5)
            .map(|number| GoalUnit {
                code: format!("0000{number}").parse().unwrap(),
                name: String::new(),
                is_border: number == 0,
            })
            .collect();
        assert_eq!(least_boarding_units(&instance), 5);
        instance.sites[0].unit = Some(instance.units[0].code.clone());
        instance.sites[0].has_boarding = true;
        instance.sites[0].is_inter_level_boarding = true;
        let reports = report(&instance, &[true]);
        assert_eq!((reports[1].before, reports[1].after), (0, 1));
        assert_eq!(reports[2].is_reached, Some(true));
        assert_eq!(report(&instance, &[false])[2].missing.len(), 1);
    }
}
