//! What lies in each class within each unit, at least, as drawn and at most.

use geo::Coord;
use rust_decimal::Decimal;

use super::things::Things;
use super::{
    Alone, ClassExposure, ClassShapes, Exposed, HazardClass, Mapping, Ranged, UnitExposure, Variant,
};
use crate::analysis::population_spread::UnitPeople;
use crate::analysis::rounding;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::containment::BandedRegion;
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::overlap::Region;

/// The shapes of each class, prepared for measuring.
pub(super) struct PreparedClasses {
    /// By class, the worst first; by variant: at least, as drawn, at most.
    classes: Vec<(HazardClass, [PreparedShape; 3])>,
}

/// A class's own zones less those of worse classes.
struct PreparedShape {
    area: Region,
    own: BandedRegion,
    worse: BandedRegion,
}

impl PreparedShape {
    fn new(map: &UnitMap, Alone { own, worse, rest }: &Alone<'_>) -> Self {
        Self {
            area: map.region(rest),
            own: BandedRegion::new(own),
            worse: BandedRegion::new(worse),
        }
    }

    /// A place on the border of a worse zone belongs to that zone.
    fn covers(&self, at: Coord<f64>) -> bool {
        self.own.covers(at) && !self.worse.covers(at)
    }
}

impl PreparedClasses {
    pub(super) fn new(
        map: &UnitMap,
        shapes: &ClassShapes,
        interrupt: &Interrupt,
    ) -> Result<Self, Interrupted> {
        let mut classes = Vec::new();
        for class in HazardClass::WORST_FIRST {
            interrupt.check()?;
            let variants = [Variant::Inwards, Variant::AsDrawn, Variant::Outwards];
            let prepared =
                variants.map(|variant| PreparedShape::new(map, &shapes.alone(class, variant)));
            classes.push((class, prepared));
        }
        Ok(Self { classes })
    }

    pub(super) fn unit(
        &self,
        map: &UnitMap,
        index: usize,
        people: &UnitPeople,
        things: &Things,
        is_surveyed: bool,
    ) -> UnitExposure {
        let unit = &map.units()[index];
        let classes: Vec<ClassExposure> = self
            .classes
            .iter()
            .map(|(hazard_class, variants)| {
                let measured = variants.each_ref().map(|shape| {
                    let share = unit.share_covered(&shape.area);
                    let area_km2 = rounding::square_kilometres(unit.area_m2 * share);
                    Measured::new(area_km2, share, index, people, things, shape)
                });
                ClassExposure {
                    hazard_class: *hazard_class,
                    exposed: Measured::ranged(&measured),
                }
            })
            .collect();
        let is_reached = classes
            .iter()
            .any(|class| !class.exposed.area_km2.value.is_zero());
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
            people_at_settlements: people.people_at_settlements(),
            classes: if is_mapped { classes } else { Vec::new() },
        }
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
    without_houses: Option<Decimal>,
}

impl Measured {
    fn new(
        area_km2: Decimal,
        part_of_area: f64,
        index: usize,
        people: &UnitPeople,
        things: &Things,
        shape: &PreparedShape,
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
        let (houses, without_houses) = houses(index, things, shape);
        Self {
            area_km2,
            people: people.within(part_of_area, |at| shape.covers(at)),
            houses,
            schools: count(&things.schools),
            health: count(&things.health),
            road_km: things
                .roads
                .as_ref()
                .map(|pieces| rounding::kilometres(road_m(pieces))),
            without_houses,
        }
    }

    /// The range of each figure. What rounding alone would put outside of it widens it.
    fn ranged(measured: &[Self; 3]) -> Exposed {
        let range = |[low, value, high]: [Decimal; 3]| Ranged {
            low: low.min(value),
            value,
            high: high.max(value),
        };
        let known = |part: fn(&Self) -> Option<Decimal>| {
            let [low, value, high] = measured.each_ref().map(part);
            Some(range([low?, value?, high?]))
        };
        Exposed {
            area_km2: range(measured.each_ref().map(|measured| measured.area_km2)),
            people: known(|measured| measured.people),
            houses: known(|measured| measured.houses),
            schools: known(|measured| measured.schools),
            health_facilities: known(|measured| measured.health),
            road_km: known(|measured| measured.road_km),
            settlements_without_houses: known(|measured| measured.without_houses),
        }
    }
}

/// The houses of the unit's settlements in the shape, none when no settlement of the unit states them; and how many
/// settlements there do not.
fn houses(
    index: usize,
    things: &Things,
    shape: &PreparedShape,
) -> (Option<Decimal>, Option<Decimal>) {
    let Some(settlements) = &things.settlements else {
        return (None, None);
    };
    let here = settlements.iter().filter(|place| place.unit == index);
    let is_known = here.clone().any(|place| place.houses.is_some());
    let inside = here.filter(|place| shape.covers(place.at));
    let stated: f64 = inside.clone().filter_map(|place| place.houses).sum();
    let silent = inside.filter(|place| place.houses.is_none()).count();
    (
        is_known.then(|| rounding::people(stated)),
        Some(Decimal::from(silent)),
    )
}
