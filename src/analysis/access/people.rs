//! Where people start from, and how well the nearest facility serves them.

use std::collections::BTreeMap;

use geo::{Coord, InteriorPoint};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::nearest::Nearest;
use super::question::{PeopleWithin, Served, UnitServed};
use crate::analysis::population_spread::{PopulationSpread, SpreadMethod};
use crate::analysis::rounding;
use crate::analysis::unit_map::UnitMap;

/// Distance between the positions over which people are spread where no settlement is known, degrees: about 1 km.
const LATTICE_DEGREES: f64 = 0.01;

/// People at a position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PeopleAt {
    /// Their unit, by its place in the unit map.
    pub(super) unit: usize,
    pub(super) at: Coord<f64>,
    pub(super) people: f64,
}

/// The positions of the people of every unit whose number of people is known: its settlements, scaled to that number,
/// or else positions spread evenly over its area.
pub(super) fn positions(map: &UnitMap, spread: &PopulationSpread) -> Vec<PeopleAt> {
    let mut lattice: Option<BTreeMap<usize, Vec<Coord<f64>>>> = None;
    let mut found = Vec::new();
    for (unit, people) in spread.units().iter().enumerate() {
        let Some(whole) = people.people.and_then(|people| people.to_f64()) else {
            continue;
        };
        if people.method() == SpreadMethod::Settlements {
            let known: f64 = people.settlements.iter().map(|place| place.people).sum();
            found.extend(people.settlements.iter().map(|place| PeopleAt {
                unit,
                at: place.at,
                people: whole * place.people / known,
            }));
            continue;
        }
        let even = lattice.get_or_insert_with(|| lattice_of(map)).remove(&unit);
        let even = even.unwrap_or_else(|| {
            let inside = map.units()[unit].boundary.geometry.interior_point();
            inside.map(|point| point.0).into_iter().collect()
        });
        let share = whole / even.len() as f64;
        found.extend(even.into_iter().map(|at| PeopleAt {
            unit,
            at,
            people: share,
        }));
    }
    found
}

/// The positions of a lattice over the province, by the unit that owns them.
fn lattice_of(map: &UnitMap) -> BTreeMap<usize, Vec<Coord<f64>>> {
    let mut owned: BTreeMap<usize, Vec<Coord<f64>>> = BTreeMap::new();
    let boxes = map
        .units()
        .iter()
        .filter_map(|unit| geo::BoundingRect::bounding_rect(&unit.boundary.geometry));
    let Some(extent) = boxes.reduce(|a, b| {
        let (low, high) = (a.min(), a.max());
        geo::Rect::new(
            Coord {
                x: low.x.min(b.min().x),
                y: low.y.min(b.min().y),
            },
            Coord {
                x: high.x.max(b.max().x),
                y: high.y.max(b.max().y),
            },
        )
    }) else {
        return owned;
    };
    let steps = |low: f64, high: f64| {
        (low / LATTICE_DEGREES).ceil() as i64..=(high / LATTICE_DEGREES).floor() as i64
    };
    for row in steps(extent.min().y, extent.max().y) {
        for column in steps(extent.min().x, extent.max().x) {
            let at = Coord {
                x: column as f64 * LATTICE_DEGREES,
                y: row as f64 * LATTICE_DEGREES,
            };
            if let Some(owner) = map.owner(at) {
                owned.entry(owner).or_default().push(at);
            }
        }
    }
    owned
}

/// How the people of each unit, and of all together, are served.
pub(super) fn served(
    map: &UnitMap,
    spread: &PopulationSpread,
    people: &[PeopleAt],
    nearest: &[Nearest],
    within: &[f64],
) -> (Served, Vec<UnitServed>) {
    let mut by_unit: Vec<Vec<(Option<f64>, f64)>> = vec![Vec::new(); map.units().len()];
    for (people, nearest) in people.iter().zip(nearest) {
        by_unit[people.unit].push((nearest.trip.minutes(), people.people));
    }
    let units: Vec<UnitServed> = map
        .units()
        .iter()
        .zip(spread.units())
        .zip(&by_unit)
        .map(|((unit, people), trips)| UnitServed {
            code: unit.unit.code().clone(),
            name: unit.unit.name.clone(),
            population_method: people.method(),
            served: serve(people.people, trips, within),
        })
        .collect();
    let all: Vec<(Option<f64>, f64)> = by_unit.concat();
    let known = units.iter().filter_map(|unit| unit.served.population);
    let population = known.reduce(|a, b| a + b);
    let mut province = serve(population, &all, within);
    for (position, within) in province.within.iter_mut().enumerate() {
        let parts = units
            .iter()
            .filter_map(|unit| unit.served.within.get(position));
        within.people = parts.map(|part| part.people).sum();
        within.share = population.and_then(|whole| rounding::share(within.people, whole));
    }
    if province.people_unreached.is_some() {
        province.people_unreached = Some(
            units
                .iter()
                .filter_map(|unit| unit.served.people_unreached)
                .sum(),
        );
    }
    (province, units)
}

fn serve(population: Option<Decimal>, trips: &[(Option<f64>, f64)], within: &[f64]) -> Served {
    let Some(whole) = population else {
        return Served::default();
    };
    let mut reached: Vec<(f64, f64)> = trips
        .iter()
        .filter_map(|&(minutes, people)| Some((minutes?, people)).filter(|_| people > 0.0))
        .collect();
    reached.sort_by(|a, b| a.0.total_cmp(&b.0));
    let sum = |limit: f64| {
        reached
            .iter()
            .take_while(|trip| trip.0 <= limit)
            .map(|trip| trip.1)
            .sum::<f64>()
    };
    let unreached: f64 = trips
        .iter()
        .filter(|trip| trip.0.is_none())
        .map(|trip| trip.1)
        .sum();
    let all: f64 = reached.iter().map(|trip| trip.1).sum();
    let weighted: f64 = reached.iter().map(|trip| trip.0 * trip.1).sum();
    Served {
        population,
        within: within
            .iter()
            .map(|&minutes| {
                let people = rounding::people(sum(minutes));
                PeopleWithin {
                    minutes,
                    people,
                    share: rounding::share(people, whole),
                }
            })
            .collect(),
        people_unreached: Some(rounding::people(unreached)),
        mean_minutes: (all > 0.0).then(|| weighted / all),
        p90_minutes: rank(&reached, 0.9 * all),
        worst_minutes: reached.last().map(|trip| trip.0),
    }
}

/// The least minutes within which at least so many people are.
fn rank(sorted: &[(f64, f64)], people: f64) -> Option<f64> {
    let mut sum = 0.0;
    // A hair less, so that nine of ten equal shares are nine tenths however they round.
    let wanted = people * (1.0 - 1e-12);
    let found = sorted.iter().find(|trip| {
        sum += trip.1;
        sum >= wanted
    });
    found.map(|trip| trip.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_ranks_and_shares_are_those_by_hand() {
        let trips: Vec<(Option<f64>, f64)> = (1..=10)
            .map(|i| (Some(f64::from(i) * 10.0), 10.0))
            .chain([(None, 25.0)])
            .collect();
        let served = serve(Some(Decimal::from(125)), &trips, &[30.0, 60.0]);
        assert_eq!(served.mean_minutes, Some(55.0));
        assert_eq!(served.p90_minutes, Some(90.0));
        assert_eq!(served.worst_minutes, Some(100.0));
        assert_eq!(served.people_unreached, Some(Decimal::from(25)));
        assert_eq!(served.within[0].people, Decimal::from(30));
        assert_eq!(
            served.within[1].share.map(|share| share.to_string()),
            Some("0.48".to_owned())
        );
        let unknown = serve(None, &trips, &[30.0]);
        assert_eq!(unknown, Served::default(), "people unknown are not zero");
        let nobody = serve(Some(Decimal::from(5)), &[(None, 5.0)], &[30.0]);
        assert_eq!(
            (
                nobody.mean_minutes,
                nobody.p90_minutes,
                nobody.worst_minutes
            ),
            (None, None, None)
        );
    }
}
