//! Exposure to landslides and flash floods: what lies in hazard zones, by class and unit.
//!
//! Zones that overlap are counted once, in the worst class. A zone's border is as uncertain as its map is
//! small: half a millimetre on the map, 25 m at 1:50,000. Every figure is therefore a range: with all borders
//! moved inwards, as drawn, and moved outwards. The province is the sum of its units. A unit without any zone has
//! no hazard map, which is not the same as no hazard: its figures are unknown.

mod answer;
mod classes;
mod things;

use std::collections::BTreeSet;

use geo::{Coord, Geometry};
use rust_decimal::Decimal;

pub use answer::{
    ClassExposure, Exposed, Exposure, ExposureError, ExposureRequest, HazardClass, Mapping, Ranged,
    SourceUsed, UnitExposure,
};
pub use classes::{ClassShapes, HazardZone, Variant, border_accuracy_m};

use self::things::Things;
use super::population_spread::{PopulationSpread, UnitPeople};
use super::rounding;
use super::unit_map::UnitMap;
use crate::geometry::containment::BandedRegion;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::overlap::Region;
use crate::model::{AttributeValue, Place, PlaceKind, Snapshot};

/// The kinds of hazard zones, each read once however often it is named.
const HAZARDS: [PlaceKind; 2] = [PlaceKind::LandslideZone, PlaceKind::FlashFloodZone];

/// What is counted in zones, besides people and area.
const COUNTED: [PlaceKind; 4] = [
    PlaceKind::School,
    PlaceKind::SatellitePoint,
    PlaceKind::HealthFacility,
    PlaceKind::Road,
];

/// Works out exposure.
///
/// # Errors
/// [`ExposureError`] when a zone cannot be used as it stands, or the asker went away.
pub fn exposure(
    snapshot: &Snapshot,
    map: &UnitMap,
    request: &ExposureRequest,
    interrupt: &Interrupt,
) -> Result<Exposure, ExposureError> {
    let zones = zones_asked_for(snapshot, map, request)?;
    let shapes = ClassShapes::new(&zones, interrupt)?;
    let spread = PopulationSpread::new(snapshot, map);
    let things = Things::new(snapshot, map, interrupt)?;
    let mut units = Vec::with_capacity(map.units().len());
    let prepared = PreparedClasses::new(map, &shapes);
    let surveyed: BTreeSet<_> = request.surveyed_units.iter().collect();
    for index in 0..map.units().len() {
        interrupt.check()?;
        let is_surveyed = surveyed.contains(map.units()[index].unit.code());
        units.push(prepared.unit(map, index, &spread.units()[index], &things, is_surveyed));
    }
    let mapped = units.iter().filter(|unit| unit.mapping == Mapping::Mapped);
    Ok(Exposure {
        on: map.on(),
        zones: zones.len(),
        units_mapped: mapped.clone().count(),
        units_of: units.len(),
        province: add_up(mapped.map(|unit| &unit.classes)),
        sources: sources(snapshot, map, &zones, &spread),
        metric_crs: shapes.metric_crs(),
        explanation: explain(&spread, &zones),
        units,
    })
}

fn zones_asked_for<'a>(
    snapshot: &'a Snapshot,
    map: &UnitMap,
    request: &ExposureRequest,
) -> Result<Vec<HazardZone<'a>>, ExposureError> {
    let mut zones = Vec::new();
    let layers: BTreeSet<_> = request.layers.iter().collect();
    if let Some(other) = request.hazards.iter().find(|kind| !HAZARDS.contains(kind)) {
        return Err(ExposureError::NoHazard(*other));
    }
    for kind in HAZARDS
        .into_iter()
        .filter(|kind| request.hazards.contains(kind))
    {
        for place in snapshot.places().of_kind(kind) {
            let is_asked = layers.is_empty() || layers.contains(&place.layer);
            if is_asked && place.exists_on(map.on()) {
                zones.extend(HazardZone::new(place)?);
            }
        }
    }
    Ok(zones)
}

/// The shapes of "this class or worse" for each class and variant, prepared for measuring.
struct PreparedClasses {
    /// By class, the worst first; by variant: low, value, high.
    classes: Vec<(HazardClass, [(Region, BandedRegion); 3])>,
}

impl PreparedClasses {
    fn new(map: &UnitMap, shapes: &ClassShapes) -> Self {
        let prepare = |class| {
            let variants = [Variant::Inwards, Variant::AsDrawn, Variant::Outwards];
            variants.map(|variant| {
                let shape = shapes.this_or_worse(class, variant);
                (map.region(shape), BandedRegion::new(shape))
            })
        };
        let classes = HazardClass::WORST_FIRST.map(|class| (class, prepare(class)));
        Self {
            classes: classes.into(),
        }
    }

    fn unit(
        &self,
        map: &UnitMap,
        index: usize,
        people: &UnitPeople,
        things: &Things,
        is_surveyed: bool,
    ) -> UnitExposure {
        let unit = &map.units()[index];
        let at_least: Vec<[Measured; 3]> = self
            .classes
            .iter()
            .map(|(_, variants)| {
                variants.each_ref().map(|(region, banded)| {
                    Measured::new(
                        unit.share_covered(region),
                        unit.area_m2,
                        index,
                        people,
                        things,
                        banded,
                    )
                })
            })
            .collect();
        let is_reached = at_least
            .last()
            .is_some_and(|all| !all[1].area_km2.is_zero());
        let is_mapped = is_surveyed || is_reached;
        UnitExposure {
            code: unit.unit.code().clone(),
            name: unit.unit.name.clone(),
            mapping: if is_mapped {
                Mapping::Mapped
            } else {
                Mapping::NotMapped
            },
            population_method: people.method(),
            classes: if is_mapped {
                self.each_class(&at_least)
            } else {
                Vec::new()
            },
        }
    }

    /// From "this class or worse" to "this class": less what is in worse ones.
    fn each_class(&self, at_least: &[[Measured; 3]]) -> Vec<ClassExposure> {
        let nothing = at_least[0].map(Measured::nothing);
        let worse = std::iter::once(&nothing).chain(at_least);
        let classes = self.classes.iter().zip(at_least).zip(worse);
        classes
            .map(|(((hazard_class, _), this), worse)| ClassExposure {
                hazard_class: *hazard_class,
                exposed: Measured::between(this, worse),
            })
            .collect()
    }
}

/// What lies in one shape within one unit.
#[derive(Debug, Clone, Copy)]
struct Measured {
    area_km2: Decimal,
    people: Option<Decimal>,
    houses: Option<Decimal>,
    schools: Option<Decimal>,
    health: Option<Decimal>,
    road_km: Option<Decimal>,
}

impl Measured {
    fn new(
        covered: f64,
        area_m2: f64,
        index: usize,
        people: &UnitPeople,
        things: &Things,
        shape: &BandedRegion,
    ) -> Self {
        let count = |points: &Option<Vec<(usize, Coord<f64>)>>| {
            points.as_ref().map(|points| {
                let inside =
                    |&&(owner, at): &&(usize, Coord<f64>)| owner == index && shape.covers(at);
                Decimal::from(points.iter().filter(inside).count())
            })
        };
        let road_m = |pieces: &Vec<(usize, Coord<f64>, f64)>| -> f64 {
            let inside =
                |piece: &&(usize, Coord<f64>, f64)| piece.0 == index && shape.covers(piece.1);
            pieces.iter().filter(inside).map(|piece| piece.2).sum()
        };
        let with_houses = people
            .settlements
            .iter()
            .filter(|place| place.houses.is_some());
        let has_houses = with_houses.clone().next().is_some();
        let houses: f64 = with_houses
            .filter(|place| shape.covers(place.at))
            .filter_map(|place| place.houses)
            .sum();
        Self {
            area_km2: rounding::square_kilometres(area_m2 * covered),
            people: people.within(covered, |at| shape.covers(at)),
            houses: has_houses.then(|| rounding::people(houses)),
            schools: count(&things.schools),
            health: count(&things.health),
            road_km: things
                .roads
                .as_ref()
                .map(|pieces| rounding::kilometres(road_m(pieces))),
        }
    }

    /// As much as is known, all of it zero.
    fn nothing(self) -> Self {
        let zero = |known: Option<Decimal>| known.map(|_| Decimal::ZERO);
        Self {
            area_km2: Decimal::ZERO,
            people: zero(self.people),
            houses: zero(self.houses),
            schools: zero(self.schools),
            health: zero(self.health),
            road_km: zero(self.road_km),
        }
    }

    /// What is in `this` shape and not in the `worse` one, with its range.
    fn between(this: &[Self; 3], worse: &[Self; 3]) -> Exposed {
        let known = |part: fn(&Self) -> Option<Decimal>| {
            let [low, value, high] = this.each_ref().map(part);
            let [worse_low, worse_value, worse_high] = worse.each_ref().map(part);
            Some(Ranged {
                low: (low? - worse_high?).max(Decimal::ZERO),
                value: (value? - worse_value?).max(Decimal::ZERO),
                high: (high? - worse_low?).max(Decimal::ZERO),
            })
        };
        let zero = Ranged {
            low: Decimal::ZERO,
            value: Decimal::ZERO,
            high: Decimal::ZERO,
        };
        Exposed {
            area_km2: known(|measured| Some(measured.area_km2)).unwrap_or(zero),
            people: known(|measured| measured.people),
            houses: known(|measured| measured.houses),
            schools: known(|measured| measured.schools),
            health_facilities: known(|measured| measured.health),
            road_km: known(|measured| measured.road_km),
        }
    }
}

impl Ranged {
    fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            value: self.value + other.value,
            high: self.high + other.high,
        }
    }
}

/// The sum of units; what is unknown in one of them is left out of the sum and named in the units.
fn add_up<'a>(units: impl Iterator<Item = &'a Vec<ClassExposure>>) -> Vec<ClassExposure> {
    let plus = |a: Option<Ranged>, b: Option<Ranged>| match (a, b) {
        (Some(a), Some(b)) => Some(a.plus(b)),
        (known, None) | (None, known) => known,
    };
    units.fold(Vec::new(), |mut sum, classes| {
        if sum.is_empty() {
            return classes.clone();
        }
        for (sum, class) in sum.iter_mut().zip(classes) {
            let (a, b) = (sum.exposed, class.exposed);
            sum.exposed = Exposed {
                area_km2: a.area_km2.plus(b.area_km2),
                people: plus(a.people, b.people),
                houses: plus(a.houses, b.houses),
                schools: plus(a.schools, b.schools),
                health_facilities: plus(a.health_facilities, b.health_facilities),
                road_km: plus(a.road_km, b.road_km),
            };
        }
        sum
    })
}

/// The layers of the zones, and of what is counted in them.
fn sources(
    snapshot: &Snapshot,
    map: &UnitMap,
    zones: &[HazardZone<'_>],
    spread: &PopulationSpread,
) -> Vec<SourceUsed> {
    let counted = COUNTED
        .into_iter()
        .flat_map(|kind| snapshot.places().of_kind(kind))
        .filter(|place| place.exists_on(map.on()))
        .map(|place| &place.layer);
    let ids: BTreeSet<_> = zones
        .iter()
        .map(|zone| &zone.place.layer)
        .chain(counted)
        .chain(spread.layers().iter().map(|layer| &layer.id))
        .collect();
    let layers = ids.into_iter().filter_map(|id| snapshot.layer(id));
    layers.map(|layer| SourceUsed::of(layer)).collect()
}

fn explain(spread: &PopulationSpread, zones: &[HazardZone<'_>]) -> Vec<String> {
    let mut lines = vec![
        "What lies in several zones is counted once, in the worst class. The province is the sum of the units in \
         which hazards were mapped; elsewhere there is no hazard map, which is not the same as no hazard."
            .to_owned(),
        spread.statement().en,
    ];
    let worst = zones.iter().map(|zone| zone.accuracy_m).reduce(f64::max);
    lines.push(match worst {
        Some(metres) => format!(
            "Ranges: every zone's border is moved inwards and outwards by half a millimetre on its map, {metres} m at \
             most here."
        ),
        None => "There is no hazard zone in the data: nothing can be said about exposure.".to_owned(),
    });
    lines
}

fn number(place: &Place, name: &str) -> Option<f64> {
    match place.attributes.get(name) {
        Some(AttributeValue::Number(number)) => Some(*number),
        _ => None,
    }
}

fn shape_of(place: &Place) -> Option<&Geometry<f64>> {
    place.geometry.as_ref()
}
