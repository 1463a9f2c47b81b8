//! How long pupils travel, before and after: mean, ninth tenth and worst, for all and by unit.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::assignment::{Assignment, nearest};
use super::instance::Instance;
use crate::model::UnitCode;

/// How long some pupils travel.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TravelSummary {
    /// How many pupils.
    pub pupils: f64,
    /// How many of them reach no open site.
    pub unreached_pupils: f64,
    /// Mean minutes of those who reach one, by pupils.
    pub mean_minutes: Option<f64>,
    /// Nine tenths of those who reach one travel no longer.
    pub p90_minutes: Option<f64>,
    /// The longest way.
    pub worst_minutes: Option<f64>,
}

/// Before and after.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct BeforeAndAfter {
    /// To the nearest site of today.
    pub before: TravelSummary,
    /// As the answer has it.
    pub after: TravelSummary,
}

/// Before and after in a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitTravel {
    /// Its code; none for places in no unit.
    #[schema(value_type = Option<String>)]
    pub code: Option<UnitCode>,
    /// Before and after.
    #[serde(flatten)]
    pub travel: BeforeAndAfter,
}

/// Before and after, for all and by unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TravelChange {
    /// All pupils.
    pub all: BeforeAndAfter,
    /// By unit.
    pub units: Vec<UnitTravel>,
}

/// Pupils and the minutes of their way; none for those who reach no open site.
type Ways = Vec<(f64, Option<f64>)>;

/// Summary of ways with their pupils.
#[must_use]
pub fn summary(ways: &[(f64, Option<f64>)]) -> TravelSummary {
    let mut reached: Vec<(f64, f64)> = ways
        .iter()
        .filter_map(|&(pupils, minutes)| Some((minutes?, pupils)))
        .filter(|way| way.1 > 0.0)
        .collect();
    reached.sort_by(|a, b| a.0.total_cmp(&b.0));
    let all: f64 = ways.iter().map(|way| way.0).sum();
    let served: f64 = reached.iter().map(|way| way.1).sum();
    let mut so_far = 0.0;
    let p90 = reached.iter().find(|way| {
        so_far += way.1;
        so_far >= 0.9 * served - 1e-9
    });
    let total: f64 = reached.iter().map(|way| way.0 * way.1).sum();
    TravelSummary {
        pupils: all,
        unreached_pupils: ways
            .iter()
            .filter(|way| way.1.is_none())
            .map(|way| way.0)
            .sum(),
        mean_minutes: (served > 0.0).then(|| total / served),
        p90_minutes: p90.map(|way| way.0),
        worst_minutes: reached.last().map(|way| way.0),
    }
}

/// Travel to the nearest site of today, and as the assignment has it. Those left out go to the nearest open site.
#[must_use]
pub fn change(instance: &Instance, open: &[bool], assignment: &Assignment) -> TravelChange {
    let now = instance.open_now();
    let mut units: BTreeMap<Option<UnitCode>, (Ways, Ways)> = BTreeMap::new();
    let mut all: (Ways, Ways) = Default::default();
    for (demand, place) in instance.demands.iter().enumerate() {
        let minutes = nearest(instance, demand, &now).map(|way| way.minutes);
        all.0.push((place.pupils, minutes));
        let unit = units.entry(place.unit.clone()).or_default();
        unit.0.push((place.pupils, minutes));
    }
    let trips = assignment
        .trips
        .iter()
        .map(|trip| (trip.demand, trip.pupils, Some(trip.minutes)));
    let left = assignment.left_out.iter().map(|&(demand, pupils)| {
        let way = nearest(instance, demand, open);
        (demand, pupils, way.map(|way| way.minutes))
    });
    for (demand, pupils, minutes) in trips.chain(left) {
        all.1.push((pupils, minutes));
        let unit = units
            .entry(instance.demands[demand].unit.clone())
            .or_default();
        unit.1.push((pupils, minutes));
    }
    let both = |(before, after): &(Ways, Ways)| BeforeAndAfter {
        before: summary(before),
        after: summary(after),
    };
    let unit = |(code, ways): (&Option<UnitCode>, &(Ways, Ways))| UnitTravel {
        code: code.clone(),
        travel: both(ways),
    };
    TravelChange {
        all: both(&all),
        units: units.iter().map(unit).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::assignment::to_nearest;
    use super::super::instance::examples::on_a_line;
    use super::*;

    #[test]
    fn mean_ninth_tenth_and_worst_are_by_pupils() {
        let ways = [
            (8.0, Some(10.0)),
            (1.0, Some(20.0)),
            (1.0, Some(90.0)),
            (2.0, None),
        ];
        let told = summary(&ways);
        assert_eq!((told.pupils, told.unreached_pupils), (12.0, 2.0));
        assert_eq!(told.mean_minutes, Some(19.0));
        assert_eq!(
            (told.p90_minutes, told.worst_minutes),
            (Some(20.0), Some(90.0))
        );
        assert_eq!(summary(&[]).mean_minutes, None);
    }

    #[test]
    fn before_is_to_the_sites_of_today() {
        let mut instance = on_a_line(&[(0.0, 2.0)], &[1.0, 5.0]);
        instance.sites[1].is_existing = true;
        let open = [true, false];
        let change = change(&instance, &open, &to_nearest(&instance, None, &open));
        assert_eq!(change.all.before.mean_minutes, Some(5.0));
        assert_eq!(change.all.after.mean_minutes, Some(1.0));
    }
}
