//! Illustrative settlements: at the former units' centres, and a hamlet at each danger spot, sharing out the people
//! of the unit of today to the last one.

use geo::{Coord, Geometry};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rust_decimal::prelude::ToPrimitive;

use super::super::shares::{divided, weight};
use super::{Batch, Sketch, count, moved, random};
use crate::analysis::unit_map::UnitMap;
use crate::model::{AttributeValue, PlaceKind, SchoolLevel, Snapshot, Text};

/// People in a household, as in the census of 2019 for the mountainous north.
const PEOPLE_PER_HOUSEHOLD: f64 = 4.2;
/// Share of people who go to school.
const PUPILS_PER_PERSON: f64 = 0.17;
/// Share of people who are of preschool age; they are none of the pupils.
const CHILDREN_PER_PERSON: f64 = 0.045;
/// A hamlet lies within so many metres of its danger spot.
const NEAR_SPOT_M: std::ops::Range<f64> = 60.0..260.0;

/// A settlement in the making.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Settlement {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) at: Coord<f64>,
    /// Its unit, as the unit map counts them.
    pub(super) unit: usize,
    pub(super) people: i64,
    /// Whether it is the seat of a former unit, not a hamlet at a danger spot.
    pub(super) is_seat: bool,
}

/// The settlements, by unit.
pub(super) fn settlements(snapshot: &Snapshot, map: &UnitMap) -> Vec<Settlement> {
    let hamlets = hamlets(snapshot, map);
    let populations = map.populations(snapshot);
    let mut settlements = Vec::new();
    for (index, population) in populations.into_iter().enumerate() {
        let Some(people) = population.and_then(|people| people.to_i64()) else {
            continue;
        };
        let here: Vec<_> = hamlets
            .iter()
            .filter(|hamlet| hamlet.unit == index)
            .cloned()
            .collect();
        let in_hamlets: i64 = here.iter().map(|hamlet| hamlet.people).sum();
        settlements.extend(seats(snapshot, map, index, people - in_hamlets));
        settlements.extend(here);
    }
    settlements
}

/// The seats of the former units whose centre lies inside the unit of today; where none does, the unit's own
/// middle.
fn seats(snapshot: &Snapshot, map: &UnitMap, index: usize, people: i64) -> Vec<Settlement> {
    let unit = &map.units()[index];
    let mut seats: Vec<(i64, Settlement)> = Vec::new();
    for former in snapshot.units().predecessors(&unit.unit.key) {
        let centre = former.centre.map(|centre| centre.to_point().0);
        if let Some(at) = centre.filter(|at| map.owner(*at) == Some(index)) {
            seats.push((
                weight(&former.key),
                Settlement {
                    id: format!("settlement-{}", former.code()),
                    name: former.name.clone(),
                    at: super::rounded(at),
                    unit: index,
                    people: 0,
                    is_seat: true,
                },
            ));
        }
    }
    if seats.is_empty()
        && let Some(middle) = snapshot.map().label_point(&unit.boundary)
    {
        seats.push((
            1,
            Settlement {
                id: format!("settlement-{}-middle", unit.unit.code()),
                name: unit.unit.name.clone(),
                at: super::rounded(middle.to_point().0),
                unit: index,
                people: 0,
                is_seat: true,
            },
        ));
    }
    let weights: Vec<i64> = seats.iter().map(|(weight, _)| *weight).collect();
    let parts = divided(people, &weights);
    seats
        .into_iter()
        .zip(parts)
        .map(|((_, seat), people)| Settlement { people, ..seat })
        .collect()
}

fn hamlets(snapshot: &Snapshot, map: &UnitMap) -> Vec<Settlement> {
    let mut random = random(1);
    let mut hamlets = Vec::new();
    for spot in snapshot.places().of_kind(PlaceKind::LandslideSpot) {
        let people = random.random_range(70..420);
        let (azimuth, distance) = (
            random.random_range(0.0..360.0),
            random.random_range(NEAR_SPOT_M),
        );
        let Some(Geometry::Point(point)) = &spot.geometry else {
            continue;
        };
        let at = moved(point.0, azimuth, distance);
        if let Some(unit) = map.owner(at) {
            hamlets.push(Settlement {
                id: format!("settlement-{}", spot.id),
                name: format!("Xóm gần {}", spot.name),
                at,
                unit,
                people,
                is_seat: false,
            });
        }
    }
    hamlets
}

/// Pupils of all levels of general education and of each, which add up to all, and the children of preschool age. Fewer go
/// on to each level than its years would have.
fn pupils(random: &mut ChaCha8Rng, people: i64) -> Vec<(&'static str, AttributeValue)> {
    let share = |share: f64| (people as f64 * share).round() as i64;
    let all = share(PUPILS_PER_PERSON);
    let [preschool, primary, lower, upper] = SchoolLevel::ALL;
    let weights = [
        random.random_range(500..560),
        random.random_range(380..420),
        random.random_range(200..280),
    ];
    let parts = divided(all, &weights);
    let of_levels = [primary, lower, upper].map(SchoolLevel::pupils_attribute);
    let mut numbers: Vec<_> = of_levels
        .into_iter()
        .zip(parts.into_iter().map(count))
        .collect();
    numbers.push(("pupils", count(all)));
    numbers.push((
        preschool.pupils_attribute(),
        count(share(CHILDREN_PER_PERSON)),
    ));
    numbers
}

/// The layer of settlements.
pub(super) fn batch(map: &UnitMap, settlements: &[Settlement]) -> Batch {
    let (mut random, mut of_levels) = (random(2), random(10));
    let places = settlements
        .iter()
        .map(|settlement| {
            let is_border = map.units()[settlement.unit].unit.is_border();
            let households = (settlement.people as f64 / PEOPLE_PER_HOUSEHOLD).round() as i64;
            let poor = random.random_range(8..32) + if is_border { 16 } else { 0 };
            let vulnerable = random.random_range(24..44);
            let pupils = pupils(&mut of_levels, settlement.people);
            Sketch {
                id: settlement.id.clone(),
                name: settlement.name.clone(),
                geometry: Geometry::Point(settlement.at.into()),
                attributes: [
                    ("population", count(settlement.people)),
                    ("households", count(households)),
                    ("houses", count(households)),
                    (
                        "poor_share_percent",
                        AttributeValue::Number(f64::from(poor)),
                    ),
                    (
                        "vulnerable_share_percent",
                        AttributeValue::Number(f64::from(vulnerable)),
                    ),
                ]
                .into_iter()
                .chain(pupils)
                .collect(),
            }
        })
        .collect();
    Batch {
        kind: PlaceKind::Settlement,
        id: "settlements",
        title: Text::new("Điểm dân cư", "Settlements"),
        method: "The former units' centres that lie inside their successor, and a hamlet at each danger spot, share \
                 out the successor's people of 2024 by made-up weights.",
        places,
    }
}
