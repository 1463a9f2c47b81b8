//! Illustrative schools, satellite points and health stations, at and around the illustrative settlements.

use geo::{Coord, Geometry};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::super::shares::divided;
use super::settlements::Settlement;
use super::{Batch, Sketch, count, moved, random, text};
use crate::analysis::unit_map::UnitMap;
use crate::model::{AttributeValue, PlaceKind, SchoolLevel, Text};

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
    level: Teaching,
    boarding: &'static str,
    pupils: i64,
    capacity: i64,
}

/// What a school teaches.
#[derive(Debug, Clone, Copy)]
enum Teaching {
    /// One level.
    Only(SchoolLevel),
    /// Primary and lower secondary.
    InterLevel,
}

impl Teaching {
    fn as_str(self) -> &'static str {
        match self {
            Self::Only(level) => level.as_str(),
            Self::InterLevel => "inter-level",
        }
    }

    fn levels(self) -> Vec<SchoolLevel> {
        match self {
            Self::Only(level) => vec![level],
            Self::InterLevel => vec![SchoolLevel::Primary, SchoolLevel::LowerSecondary],
        }
    }

    /// Pupils and places of all levels and of each that is taught; those of the levels add up to all.
    fn numbers(self, pupils: i64, capacity: i64) -> Vec<(&'static str, AttributeValue)> {
        let levels = self.levels();
        let years: Vec<i64> = levels.iter().map(|level| level.years() as i64).collect();
        let mut numbers = vec![("pupils", count(pupils)), ("capacity", count(capacity))];
        for (level, part) in levels.iter().zip(divided(pupils, &years)) {
            numbers.push((level.pupils_attribute(), count(part)));
        }
        for (level, part) in levels.iter().zip(divided(capacity, &years)) {
            numbers.push((level.capacity_attribute(), count(part)));
        }
        numbers
    }
}

/// A primary school in each seat of a former unit, and in the largest settlement of each unit of today a lower
/// secondary one; in some border units an inter-level boarding school. Last come the preschools and upper secondary
/// schools.
pub(super) fn schools(map: &UnitMap, settlements: &[Settlement]) -> Vec<School> {
    let mut random = random(3);
    let mut schools = Vec::new();
    let mut add = |settlement: &Settlement, level, boarding, share: f64, word: &str| {
        schools.push(school(
            &mut random,
            settlement,
            level,
            boarding,
            share,
            word,
        ));
    };
    for settlement in settlements.iter().filter(|one| one.is_seat) {
        let level = Teaching::Only(SchoolLevel::Primary);
        add(settlement, level, "none", 0.062, "Trường Tiểu học");
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
        let level = Teaching::Only(SchoolLevel::LowerSecondary);
        add(largest, level, boarding, 0.07, "Trường THCS");
        if unit.unit.is_border() && number % 4 == 0 {
            let word = "Trường Phổ thông nội trú liên cấp";
            add(largest, Teaching::InterLevel, "boarding", 0.05, word);
        }
    }
    schools.extend(youngest_and_oldest(map, settlements));
    schools
}

/// A preschool in the largest settlement of each unit, and in that of every third an upper secondary school.
fn youngest_and_oldest(map: &UnitMap, settlements: &[Settlement]) -> Vec<School> {
    let mut random = random(9);
    let mut schools = Vec::new();
    for (index, unit) in map.units().iter().enumerate() {
        let Some(largest) = largest(settlements, index) else {
            continue;
        };
        let mut add = |level, share, word| {
            let level = Teaching::Only(level);
            schools.push(school(&mut random, largest, level, "none", share, word));
        };
        add(SchoolLevel::Preschool, 0.03, "Trường Mầm non");
        if unit.unit.code().number() % 3 == 1 {
            add(SchoolLevel::UpperSecondary, 0.08, "Trường THPT");
        }
    }
    schools
}

/// A school of a settlement with a share of its people as pupils.
fn school(
    random: &mut ChaCha8Rng,
    settlement: &Settlement,
    level: Teaching,
    boarding: &'static str,
    share: f64,
    word: &str,
) -> School {
    let pupils = (settlement.people as f64 * share).round() as i64;
    let room = pupils as f64 * random.random_range(1.02..1.35);
    School {
        id: format!("school-{}-{}", level.as_str(), settlement.id),
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
    }
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
        attributes: [
            ("level", text(school.level.as_str())),
            ("boarding", text(school.boarding)),
            ("classes", count(school.pupils / 30 + 1)),
            ("is_closable", AttributeValue::Flag(false)),
            ("status", text("in-use")),
        ]
        .into_iter()
        .chain(school.level.numbers(school.pupils, school.capacity))
        .collect(),
    });
    Batch {
        kind: PlaceKind::School,
        id: "schools",
        title: Text::new("Trường chính", "Main schools"),
        method: "At the illustrative settlements, with a made-up share of their people as pupils; what a school has of \
                 several levels is parted by their years.",
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
            let level = Teaching::Only(if random.random_range(0..3) == 0 {
                SchoolLevel::Preschool
            } else {
                SchoolLevel::Primary
            });
            places.push(Sketch {
                id: format!("satellite-{number}-{}", seat.id),
                name: format!("Điểm trường {} {number}", seat.name),
                geometry: Geometry::Point(at.into()),
                attributes: [
                    ("main_school", text(school.name.clone())),
                    ("level", text(level.as_str())),
                    ("classes", count(pupils / 20 + 1)),
                    ("is_closable", AttributeValue::Flag(true)),
                    ("status", text("in-use")),
                ]
                .into_iter()
                .chain(level.numbers(pupils, (pupils / 15 + 1) * 15))
                .collect(),
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
