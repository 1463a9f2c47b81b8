//! Who must move first: people × hazard × vulnerability, each factor shown with what it comes from.

use std::collections::BTreeSet;

use geo::{BoundingRect, Coord, Geometry};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::explanation::comma;
use super::{RelocationError, RelocationRequest};
use crate::analysis::exposure::{HazardClass, HazardZone};
use crate::analysis::unit_map::UnitMap;
use crate::geometry::distance::DistanceTo;
use crate::geometry::interrupt::Interrupt;
use crate::model::{AttributeValue, LayerId, Place, PlaceId, PlaceKind, Snapshot, Text, UnitCode};

/// People in a household where only households are known: the census of 2019 in the northern mountains.
pub const PEOPLE_PER_HOUSEHOLD: f64 = 4.2;
/// A zone farther than this from a place is not looked at, degrees.
const NEAR_DEGREES: f64 = 0.02;

/// One factor of a priority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Factor {
    /// Its value; none when it is unknown.
    pub value: Option<f64>,
    /// From what it comes.
    pub basis: Text,
    /// The layer that says so.
    #[schema(value_type = Option<String>)]
    pub layer: Option<LayerId>,
}

/// A settlement or danger spot with its priority.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct MovePriority {
    /// Its rank from 1; none when a factor is unknown.
    pub rank: Option<usize>,
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Settlement or danger spot.
    pub kind: PlaceKind,
    /// The unit that it lies in.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Its longitude, degrees.
    pub lon: f64,
    /// Its latitude.
    pub lat: f64,
    /// People × hazard × vulnerability; none when a factor is unknown.
    pub score: Option<f64>,
    /// How many people.
    pub people: Factor,
    /// The hazard class as a number: 0.25, 0.5, 0.75 or 1; 0 outside every zone of a unit whose hazards were mapped.
    pub hazard: Factor,
    /// 1 to 2: one and the mean of the shares of poor households and of old, young and disabled people.
    pub vulnerability: Factor,
}

/// How a class weighs.
#[must_use]
pub fn class_weight(class: HazardClass) -> f64 {
    match class {
        HazardClass::Low => 0.25,
        HazardClass::Medium => 0.5,
        HazardClass::High => 0.75,
        HazardClass::VeryHigh => 1.0,
    }
}

pub(super) fn number(place: &Place, name: &str) -> Option<f64> {
    match place.attributes.get(name) {
        Some(AttributeValue::Number(number)) => Some(*number),
        _ => None,
    }
}

pub(super) fn text<'a>(place: &'a Place, name: &str) -> Option<&'a str> {
    match place.attributes.get(name) {
        Some(AttributeValue::Text(text)) => Some(text),
        _ => None,
    }
}

pub(super) fn position(place: &Place) -> Option<Coord<f64>> {
    use geo::InteriorPoint;
    match place.geometry.as_ref()? {
        Geometry::Point(point) => Some(point.0),
        other => other.interior_point().map(|point| point.0),
    }
}

/// The zones of a question, ready to be asked.
struct Zones<'a> {
    zones: Vec<(HazardZone<'a>, geo::Rect<f64>, DistanceTo)>,
    /// Units whose hazards were mapped.
    mapped: BTreeSet<UnitCode>,
}

impl<'a> Zones<'a> {
    fn new(
        snapshot: &'a Snapshot,
        map: &UnitMap,
        request: &RelocationRequest,
    ) -> Result<Self, RelocationError> {
        let mut mapped: BTreeSet<UnitCode> = request.surveyed_units.iter().cloned().collect();
        let mut zones = Vec::new();
        for kind in [PlaceKind::LandslideZone, PlaceKind::FlashFloodZone] {
            for place in snapshot.places().of_kind(kind) {
                if !place.exists_on(map.on()) {
                    continue;
                }
                let Some(zone) = HazardZone::new(place)? else {
                    continue;
                };
                let shape = Geometry::MultiPolygon(zone.shape.clone());
                let Some(around) = shape.bounding_rect() else {
                    continue;
                };
                mapped.extend(place.unit_codes.iter().cloned());
                zones.push((zone, around, DistanceTo::new(&shape)?));
            }
        }
        Ok(Self { zones, mapped })
    }

    /// The worst zone at a place, the accuracy of its border included.
    fn worst_at(&self, at: Coord<f64>) -> Option<&HazardZone<'a>> {
        let is_near = |around: &geo::Rect<f64>| {
            at.x > around.min().x - NEAR_DEGREES
                && at.x < around.max().x + NEAR_DEGREES
                && at.y > around.min().y - NEAR_DEGREES
                && at.y < around.max().y + NEAR_DEGREES
        };
        let here = self.zones.iter().filter(|(zone, around, distance)| {
            is_near(around) && distance.from_place(at) <= zone.accuracy_m
        });
        here.map(|(zone, _, _)| zone).max_by_key(|zone| zone.class)
    }
}

/// Every settlement and danger spot with its priority, the first first; those with an unknown factor come last.
pub(super) fn priorities(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &RelocationRequest,
    interrupt: &Interrupt,
) -> Result<Vec<MovePriority>, RelocationError> {
    let zones = Zones::new(snapshot, map, request)?;
    let mut priorities = Vec::new();
    for kind in [PlaceKind::Settlement, PlaceKind::LandslideSpot] {
        for place in snapshot.places().of_kind(kind) {
            interrupt.check()?;
            if place.exists_on(map.on())
                && let Some(at) = position(place)
            {
                priorities.push(priority(map, &zones, place, at));
            }
        }
    }
    // Unknown is not low: it stands apart, after what is ranked.
    priorities.sort_by(|a, b| {
        let score = |one: &MovePriority| one.score.unwrap_or(-1.0);
        score(b).total_cmp(&score(a)).then_with(|| a.id.cmp(&b.id))
    });
    for (position, priority) in priorities.iter_mut().enumerate() {
        priority.rank = priority.score.map(|_| position + 1);
    }
    Ok(priorities)
}

fn priority(map: &UnitMap, zones: &Zones<'_>, place: &Place, at: Coord<f64>) -> MovePriority {
    let unit = map.owner(at).map(|owner| &map.units()[owner]);
    let people = people(place);
    let unit_code = unit.map(|unit| unit.unit.code().clone());
    let hazard = hazard(zones, place, at, unit_code.as_ref());
    let vulnerability = vulnerability(place);
    let score = people
        .value
        .zip(hazard.value)
        .zip(vulnerability.value)
        .map(|((people, hazard), vulnerability)| people * hazard * vulnerability)
        .map(|score| (score * 1e6).round() / 1e6);
    MovePriority {
        rank: None,
        id: place.id.clone(),
        name: place.name.clone(),
        kind: place.kind,
        unit_code,
        lon: at.x,
        lat: at.y,
        score,
        people,
        hazard,
        vulnerability,
    }
}

fn people(place: &Place) -> Factor {
    let known = number(place, "population");
    let by_households = || number(place, "households").map(|count| count * PEOPLE_PER_HOUSEHOLD);
    let (value, basis) = match (known, by_households()) {
        (Some(people), _) => (Some(people), Text::new("số dân của nơi đó", "its people")),
        (None, Some(people)) => (
            Some(people),
            Text::new(
                format!("số hộ × {}", comma(PEOPLE_PER_HOUSEHOLD)),
                format!("its households × {PEOPLE_PER_HOUSEHOLD}"),
            ),
        ),
        (None, None) => (
            None,
            Text::new(
                "chưa biết: chưa ghi số dân lẫn số hộ",
                "unknown: neither people nor households are stated",
            ),
        ),
    };
    Factor {
        layer: value.map(|_| place.layer.clone()),
        value,
        basis,
    }
}

fn hazard(zones: &Zones<'_>, place: &Place, at: Coord<f64>, unit: Option<&UnitCode>) -> Factor {
    let stated = text(place, "hazard_class").and_then(HazardClass::parse);
    if let Some(class) = stated {
        return Factor {
            value: Some(class_weight(class)),
            basis: Text::new(
                format!(
                    "cấp nguy cơ ghi ở chính nơi đó: {}",
                    class_in_vietnamese(class)
                ),
                format!("its own hazard class: {}", class.as_str()),
            ),
            layer: Some(place.layer.clone()),
        };
    }
    if let Some(zone) = zones.worst_at(at) {
        return Factor {
            value: Some(class_weight(zone.class)),
            basis: Text::new(
                format!(
                    "vùng {}: {}",
                    zone.place.name,
                    class_in_vietnamese(zone.class)
                ),
                format!("zone {}: {}", zone.place.name, zone.class.as_str()),
            ),
            layer: Some(zone.place.layer.clone()),
        };
    }
    let is_mapped = unit.is_some_and(|unit| zones.mapped.contains(unit));
    // A danger spot is dangerous; only how much is not known.
    let (value, basis) = match (is_mapped, place.kind) {
        (true, PlaceKind::Settlement) => (
            Some(0.0),
            Text::new(
                "ngoài mọi vùng nguy cơ của đơn vị đã lập bản đồ",
                "outside every zone of a unit whose hazards were mapped",
            ),
        ),
        (_, PlaceKind::LandslideSpot) => (
            None,
            Text::new(
                "chưa biết: điểm nguy cơ chưa ghi cấp, không nằm trong vùng nào",
                "unknown: a danger spot without a class, in no hazard zone",
            ),
        ),
        _ => (
            None,
            Text::new(
                "chưa biết: đơn vị chưa có bản đồ nguy cơ, khác với không có nguy cơ",
                "unknown: no hazard map of the unit, which is not the same as no hazard",
            ),
        ),
    };
    Factor {
        value,
        basis,
        layer: None,
    }
}

fn class_in_vietnamese(class: HazardClass) -> &'static str {
    match class {
        HazardClass::Low => "thấp",
        HazardClass::Medium => "trung bình",
        HazardClass::High => "cao",
        HazardClass::VeryHigh => "rất cao",
    }
}

fn vulnerability(place: &Place) -> Factor {
    let poor = number(place, "poor_share_percent");
    let frail = number(place, "vulnerable_share_percent");
    let known: Vec<f64> = [poor, frail].into_iter().flatten().collect();
    if known.is_empty() {
        return Factor {
            value: Some(1.0),
            basis: Text::new(
                "lấy bằng 1: chưa ghi tỷ lệ hộ nghèo và người già, trẻ em, người khuyết tật",
                "taken as 1: no share of poor or of old, young and disabled people is stated",
            ),
            layer: None,
        };
    }
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    let stated = |share: Option<f64>, unknown: &str| {
        share.map_or(unknown.to_owned(), |share| format!("{share} %"))
    };
    Factor {
        value: Some(1.0 + mean / 100.0),
        basis: Text::new(
            format!(
                "1 + trung bình các tỷ lệ: hộ nghèo {}, người già, trẻ em, người khuyết tật {}",
                stated(poor, "chưa biết").replace('.', ","),
                stated(frail, "chưa biết").replace('.', ",")
            ),
            format!(
                "1 + mean share: poor households {}, old, young and disabled people {}",
                stated(poor, "unknown"),
                stated(frail, "unknown")
            ),
        ),
        layer: Some(place.layer.clone()),
    }
}
