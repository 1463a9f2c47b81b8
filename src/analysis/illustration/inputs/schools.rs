//! Illustrative schools, satellite points and health stations, at and around the illustrative settlements.

use geo::{Coord, Geometry};
use rand::RngExt;

use super::settlements::Settlement;
use super::{Batch, Sketch, count, moved, random, text};
use crate::analysis::unit_map::UnitMap;
use crate::model::{AttributeValue, PlaceKind, Text};

/// Places on which a satellite point is tried before it is given up.
const TRIES: usize = 6;
/// A satellite point lies so far from its main school, metres.
const SATELLITE_M: std::ops::Range<f64> = 1_200.0..5_000.0;
/// The main school stands so far from the middle of its settlement, metres.
const SCHOOL_M: std::ops::Range<f64> = 40.0..300.0;

/// A school in the making.
#[derive(Debug, Clone)]
pub(super) struct School {
    id: String,
    name: String,
    at: Coord<f64>,
    level: &'static str,
    boarding: &'static str,
    pupils: i64,
    capacity: i64,
}

/// A primary school in each seat of a former unit, and in the largest settlement of each unit of today a lower
/// secondary one; in some border units an inter-level boarding school.
pub(super) fn schools(map: &UnitMap, settlements: &[Settlement]) -> Vec<School> {
    let mut random = random(3);
    let mut schools = Vec::new();
    let mut add = |settlement: &Settlement, level, boarding, share: f64, word: &str| {
        let pupils = (settlement.people as f64 * share).round() as i64;
        let room = pupils as f64 * random.random_range(1.02..1.35);
        schools.push(School {
            id: format!("school-{level}-{}", settlement.id),
            name: format!("{word} {}", settlement.name),
            at: moved(
                settlement.at,
                random.random_range(0.0..360.0),
                random.random_range(SCHOOL_M),
            ),
            level,
            boarding,
            pupils,
            capacity: (room / 5.0).ceil() as i64 * 5,
        });
    };
    for settlement in settlements.iter().filter(|one| one.is_seat) {
        add(settlement, "primary", "none", 0.062, "Trường Tiểu học");
    }
    for (index, unit) in map.units().iter().enumerate() {
        let Some(largest) = largest(settlements, index) else {
            continue;
        };
        let number = unit.unit.code().number();
        let boarding = if number % 3 == 0 {
            "none"
        } else {
            "semi-boarding"
        };
        add(largest, "lower-secondary", boarding, 0.07, "Trường THCS");
        if unit.unit.is_border() && number % 4 == 0 {
            let word = "Trường Phổ thông nội trú liên cấp";
            add(largest, "inter-level", "boarding", 0.05, word);
        }
    }
    schools
}

fn largest(settlements: &[Settlement], unit: usize) -> Option<&Settlement> {
    settlements
        .iter()
        .filter(|settlement| settlement.unit == unit && settlement.is_seat)
        .max_by(|a, b| a.people.cmp(&b.people).then_with(|| b.id.cmp(&a.id)))
}

/// The layer of main schools.
pub(super) fn main_schools(map: &UnitMap, schools: &[School]) -> Batch {
    let is_inside = |school: &&School| map.owner(school.at).is_some();
    let places = schools.iter().filter(is_inside).map(|school| Sketch {
        id: school.id.clone(),
        name: school.name.clone(),
        geometry: Geometry::Point(school.at.into()),
        attributes: vec![
            ("level", text(school.level)),
            ("boarding", text(school.boarding)),
            ("pupils", count(school.pupils)),
            ("capacity", count(school.capacity)),
            ("classes", count(school.pupils / 30 + 1)),
            ("is_closable", AttributeValue::Flag(false)),
            ("status", text("in-use")),
        ],
    });
    Batch {
        kind: PlaceKind::School,
        id: "schools",
        title: Text::new("Trường chính", "Main schools"),
        method: "At the illustrative settlements, with a made-up share of their people as pupils.",
        places: places.collect(),
    }
}

/// The layer of satellite points: one to three around each primary school, within its unit.
pub(super) fn satellite_points(
    map: &UnitMap,
    settlements: &[Settlement],
    schools: &[School],
) -> Batch {
    let mut random = random(4);
    let mut places = Vec::new();
    let seats = settlements.iter().filter(|one| one.is_seat);
    for (seat, school) in seats.zip(schools) {
        for number in 1..=random.random_range(1..=3) {
            let mut tries = (0..TRIES).map(|_| {
                moved(
                    school.at,
                    random.random_range(0.0..360.0),
                    random.random_range(SATELLITE_M),
                )
            });
            let Some(at) = tries.find(|at| map.owner(*at) == Some(seat.unit)) else {
                continue;
            };
            let pupils: i64 = random.random_range(6..46);
            let level = if random.random_range(0..3) == 0 {
                "preschool"
            } else {
                "primary"
            };
            places.push(Sketch {
                id: format!("satellite-{number}-{}", seat.id),
                name: format!("Điểm trường {} {number}", seat.name),
                geometry: Geometry::Point(at.into()),
                attributes: vec![
                    ("main_school", text(school.name.clone())),
                    ("level", text(level)),
                    ("pupils", count(pupils)),
                    ("capacity", count((pupils / 15 + 1) * 15)),
                    ("classes", count(pupils / 20 + 1)),
                    ("is_closable", AttributeValue::Flag(true)),
                    ("status", text("in-use")),
                ],
            });
        }
    }
    Batch {
        kind: PlaceKind::SatellitePoint,
        id: "satellite-points",
        title: Text::new("Điểm trường lẻ", "Satellite school points"),
        method: "One to three around each illustrative primary school, 1.2 to 5 km away within the unit.",
        places,
    }
}

/// The layer of health stations: one in the largest settlement of each unit.
pub(super) fn health_stations(map: &UnitMap, settlements: &[Settlement]) -> Batch {
    let mut random = random(5);
    let stations = (0..map.units().len()).filter_map(|index| {
        let largest = largest(settlements, index)?;
        let at = moved(
            largest.at,
            random.random_range(0.0..360.0),
            random.random_range(SCHOOL_M),
        );
        map.owner(at)?;
        Some(Sketch {
            id: format!("health-{}", largest.id),
            name: format!("Trạm y tế {}", map.units()[index].unit.full_name()),
            geometry: Geometry::Point(at.into()),
            attributes: vec![
                ("facility_kind", text("health-station")),
                ("beds", count(random.random_range(3..9))),
                ("status", text("in-use")),
            ],
        })
    });
    Batch {
        kind: PlaceKind::HealthFacility,
        id: "health-facilities",
        title: Text::new("Trạm y tế", "Health stations"),
        method: "In the largest illustrative settlement of each unit.",
        places: stations.collect(),
    }
}
