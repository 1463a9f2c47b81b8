//! Exposure to landslides and flash floods: what lies in hazard zones, by class and unit.
//!
//! Zones that overlap are counted once, in the worst class. A zone's border is as uncertain as its map is
//! small: half a millimetre on the map, 25 m at 1:50,000. Every figure is therefore a range: with all borders
//! moved inwards, as drawn, and moved outwards. The province is the sum of its units. A unit without any zone has
//! no hazard map, which is not the same as no hazard: its figures are unknown.

mod answer;
mod classes;
mod explanation;
mod measured;
mod refusal;
mod things;
mod zones;

use geo::Geometry;

pub use answer::{
    ClassExposure, Exposed, Exposure, ExposureError, ExposureRequest, HazardClass, Mapping, Ranged,
    UnitExposure,
};
pub use classes::{Alone, ClassShapes, HazardZone, Variant, border_accuracy_m};

use self::measured::PreparedClasses;
use self::things::Things;
use super::population_spread::PopulationSpread;
use super::sources::Sources;
use super::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::model::{AttributeValue, Place, PlaceKind, Snapshot, SourceUsed};

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
    map.require_units()?;
    let zones = zones::asked_for(snapshot, map, request)?;
    let surveyed = zones::surveyed(map, request)?;
    let shapes = ClassShapes::new(&zones, interrupt)?;
    let spread = PopulationSpread::new(snapshot, map);
    let things = Things::new(snapshot, map, interrupt)?;
    let mut units = Vec::with_capacity(map.units().len());
    let prepared = PreparedClasses::new(map, &shapes, interrupt)?;
    for index in 0..map.units().len() {
        interrupt.check()?;
        let is_surveyed = surveyed.contains(&index);
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
        explanation: explanation::of(snapshot, request, &spread, &zones),
        units,
    })
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
                settlements_without_houses: plus(
                    a.settlements_without_houses,
                    b.settlements_without_houses,
                ),
            };
        }
        sum
    })
}

/// The layers of the zones and of what is counted in them, the boundaries, and where the number of people is from.
fn sources(
    snapshot: &Snapshot,
    map: &UnitMap,
    zones: &[HazardZone<'_>],
    spread: &PopulationSpread,
) -> Vec<SourceUsed> {
    let mut sources = Sources::new(snapshot);
    sources.add_boundaries(map);
    for zone in zones {
        sources.add_layer(&zone.place.layer);
    }
    sources.add_places(&COUNTED, map.on());
    sources.add_people(map, spread);
    sources.told()
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
