//! Reverse look-up: in which unit, corridor strip, hazard zone and gate zone is this place?

mod explanation;

use geo::{Coord, Geometry};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rounding;
use super::sources::Sources;
use super::unit_map::{NoBoundaries, UnitMap};
use crate::geometry::distance::{DistanceError, DistanceTo};
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::locator::Locator;
use crate::geometry::nearest::NearestIndex;
use crate::geometry::parts;
use crate::model::{AttributeValue, Place, PlaceId, PlaceKind, Snapshot, SourceUsed, UnitCode};

/// Most places that one look-up takes.
pub const MOST_PLACES: usize = 250_000;

/// Most strips along a corridor.
pub const MOST_STRIPS: usize = 12;

/// Places looked up between two looks at the interrupt.
const BATCH: usize = 1_000;

/// What to look for besides the unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LocateOptions {
    /// Half-widths of the corridor strips, kilometres from the axis; the narrowest that holds the place is named.
    pub strips_km: Vec<f64>,
    /// Radius of a gate's zone, kilometres.
    pub gate_zone_km: f64,
}

impl Default for LocateOptions {
    fn default() -> Self {
        Self {
            strips_km: vec![1.0, 2.0, 5.0, 10.0],
            gate_zone_km: 5.0,
        }
    }
}

/// Why a look-up could not be made.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LocateError {
    /// A width or radius that is no positive number.
    #[error("{name} is {value}: give kilometres above 0 and at most 500")]
    Width {
        /// The field.
        name: &'static str,
        /// Its value.
        value: f64,
    },
    /// Too many strips.
    #[error("{given} strips were given and at most {MOST_STRIPS} are taken: leave some out")]
    TooManyStrips {
        /// How many were given.
        given: usize,
    },
    /// Too many places at once.
    #[error(
        "{given} places were given and at most {MOST_PLACES} are taken at once: split the file"
    )]
    TooMany {
        /// How many were given.
        given: usize,
    },
    /// A place that is no longitude and latitude.
    #[error(
        "place {index} is at longitude {lon}, latitude {lat}, which is no place on the earth: WGS 84 degrees are expected, longitude first"
    )]
    OffTheEarth {
        /// Which place, counted from 1.
        index: usize,
        /// Its longitude.
        lon: f64,
        /// Its latitude.
        lat: f64,
    },
    /// There are no units on the day.
    #[error(transparent)]
    NoBoundaries(#[from] NoBoundaries),
    /// A corridor's line cannot be measured to.
    #[error("corridor {id}: {cause}")]
    Corridor {
        /// The corridor.
        id: PlaceId,
        /// Why.
        cause: DistanceError,
    },
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Everything known of one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Location {
    /// Longitude, degrees, WGS 84.
    pub lon: f64,
    /// Latitude, degrees, WGS 84.
    pub lat: f64,
    /// The unit that owns the place; none outside the province.
    pub unit: Option<UnitHere>,
    /// Other units that have the place on their border or overlap there.
    #[schema(value_type = Vec<String>)]
    pub also_in: Vec<UnitCode>,
    /// Whether the place lies exactly on a border. It then belongs to the unit with the lowest code.
    pub is_on_border: bool,
    /// Corridors whose widest strip holds the place, nearest first.
    pub corridors: Vec<CorridorHere>,
    /// Hazard zones that hold the place, by id.
    pub zones: Vec<ZoneHere>,
    /// The nearest gate; none when no gate is known.
    pub gate: Option<GateHere>,
}

/// A unit at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitHere {
    /// Its code.
    #[schema(value_type = String)]
    pub code: UnitCode,
    /// Its name with its kind, such as "Xã Trà Lĩnh".
    pub full_name: String,
}

/// A corridor near a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CorridorHere {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Metres to its axis.
    pub distance_m: f64,
    /// The narrowest strip that holds the place, kilometres from the axis.
    pub strip_km: f64,
}

/// A hazard zone at a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ZoneHere {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Landslide or flash flood.
    pub kind: PlaceKind,
    /// Its class, as its source states it.
    pub hazard_class: Option<String>,
}

/// The gate nearest to a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct GateHere {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Metres to it.
    pub distance_m: f64,
    /// Whether the place is within the gate's zone.
    pub is_in_zone: bool,
}

/// All that a look-up needs, prepared for many places.
pub struct Finder<'a> {
    map: &'a UnitMap,
    options: LocateOptions,
    corridors: Vec<(&'a Place, DistanceTo)>,
    zones: Vec<&'a Place>,
    zone_locator: Locator,
    gates: Vec<&'a Place>,
    gate_index: NearestIndex,
}

impl<'a> Finder<'a> {
    /// Prepares the corridors, hazard zones and gates that exist on the day of the unit map.
    ///
    /// # Errors
    /// [`LocateError::Width`] for a width out of range, [`LocateError::Corridor`] for a line that cannot be
    /// measured to.
    pub fn new(
        snapshot: &'a Snapshot,
        map: &'a UnitMap,
        mut options: LocateOptions,
    ) -> Result<Self, LocateError> {
        map.require_units()?;
        check_width("gate_zone_km", options.gate_zone_km)?;
        if options.strips_km.len() > MOST_STRIPS {
            let given = options.strips_km.len();
            return Err(LocateError::TooManyStrips { given });
        }
        for &width in &options.strips_km {
            check_width("strips_km", width)?;
        }
        options.strips_km.sort_by(f64::total_cmp);
        let of_kind = |kind| {
            let places = snapshot
                .places()
                .of_kind(kind)
                .map(std::convert::AsRef::as_ref);
            places.filter(|place: &&Place| place.geometry.is_some() && place.exists_on(map.on()))
        };
        let zones: Vec<&Place> = of_kind(PlaceKind::LandslideZone)
            .chain(of_kind(PlaceKind::FlashFloodZone))
            .collect();
        let shapes: Vec<_> = zones
            .iter()
            .filter_map(|zone| zone.geometry.as_ref())
            .map(parts::areas)
            .collect();
        let gates: Vec<&Place> = of_kind(PlaceKind::BorderGate)
            .filter(|gate| matches!(gate.geometry, Some(Geometry::Point(_))))
            .collect();
        let gate_places: Vec<Coord<f64>> = gates.iter().filter_map(|gate| point_of(gate)).collect();
        let corridors = of_kind(PlaceKind::Corridor)
            .map(prepare_corridor)
            .collect::<Result<_, _>>()?;
        Ok(Self {
            map,
            options,
            corridors,
            zone_locator: Locator::new(&shapes),
            zones,
            gate_index: NearestIndex::new(&gate_places),
            gates,
        })
    }

    /// The layers that are looked into: boundaries, corridors, hazard zones and gates.
    #[must_use]
    pub fn sources(&self, snapshot: &Snapshot) -> Vec<SourceUsed> {
        let mut sources = Sources::new(snapshot);
        sources.add_boundaries(self.map);
        let corridors = self.corridors.iter().map(|(corridor, _)| *corridor);
        let others = self.zones.iter().chain(&self.gates).copied();
        for place in corridors.chain(others) {
            sources.add_layer(&place.layer);
        }
        sources.told()
    }

    /// Looks up one place.
    #[must_use]
    pub fn locate(&self, place: Coord<f64>) -> Location {
        let memberships = self.map.locator().all_at(place);
        let unit_at = |index: u32| &self.map.units()[index as usize].unit;
        let unit = memberships.first().map(|first| {
            let unit = unit_at(first.region);
            UnitHere {
                code: unit.code().clone(),
                full_name: unit.full_name(),
            }
        });
        let also_in = memberships
            .iter()
            .skip(1)
            .map(|m| unit_at(m.region).code().clone());
        Location {
            lon: place.x,
            lat: place.y,
            unit,
            also_in: also_in.collect(),
            is_on_border: memberships.iter().any(|membership| membership.is_on_border),
            corridors: self.corridors_at(place),
            zones: self.zones_at(place),
            gate: self.gate_near(place),
        }
    }

    /// Looks up many places, in their order; `done` is told how many are finished.
    ///
    /// # Errors
    /// [`LocateError`] for too many places, one off the earth, or an interrupt.
    pub fn locate_all(
        &self,
        places: &[Coord<f64>],
        interrupt: &Interrupt,
        mut done: impl FnMut(usize),
    ) -> Result<Vec<Location>, LocateError> {
        check_places(places)?;
        let mut located = Vec::with_capacity(places.len());
        for batch in places.chunks(BATCH) {
            interrupt.check()?;
            located.extend(batch.iter().map(|&place| self.locate(place)));
            done(located.len());
        }
        Ok(located)
    }

    fn corridors_at(&self, place: Coord<f64>) -> Vec<CorridorHere> {
        let mut here: Vec<CorridorHere> = self
            .corridors
            .iter()
            .filter_map(|(corridor, axis)| {
                let distance_m = axis.from_place(place);
                let holds = |width: &&f64| distance_m <= **width * 1_000.0;
                let strip_km = *self.options.strips_km.iter().find(holds)?;
                Some(CorridorHere {
                    id: corridor.id.clone(),
                    name: corridor.name.clone(),
                    distance_m: rounding::decimetre(distance_m),
                    strip_km,
                })
            })
            .collect();
        here.sort_by(|a, b| a.distance_m.total_cmp(&b.distance_m).then(a.id.cmp(&b.id)));
        here
    }

    fn zones_at(&self, place: Coord<f64>) -> Vec<ZoneHere> {
        let here = self.zone_locator.all_at(place).into_iter();
        here.map(|membership| {
            let zone = self.zones[membership.region as usize];
            ZoneHere {
                id: zone.id.clone(),
                name: zone.name.clone(),
                kind: zone.kind,
                hazard_class: text_attribute(zone, "hazard_class"),
            }
        })
        .collect()
    }

    fn gate_near(&self, place: Coord<f64>) -> Option<GateHere> {
        let nearest = self.gate_index.nearest(place, 1).into_iter().next()?;
        let gate = self.gates[nearest.index];
        Some(GateHere {
            id: gate.id.clone(),
            name: gate.name.clone(),
            distance_m: rounding::decimetre(nearest.distance_m),
            is_in_zone: nearest.distance_m <= self.options.gate_zone_km * 1_000.0,
        })
    }
}

fn prepare_corridor(corridor: &Place) -> Result<(&Place, DistanceTo), LocateError> {
    let shape = corridor.geometry.as_ref().ok_or(DistanceError::Empty);
    let axis = shape.and_then(DistanceTo::new);
    axis.map(|axis| (corridor, axis))
        .map_err(|cause| LocateError::Corridor {
            id: corridor.id.clone(),
            cause,
        })
}

fn check_width(name: &'static str, value: f64) -> Result<(), LocateError> {
    if value > 0.0 && value <= 500.0 {
        Ok(())
    } else {
        Err(LocateError::Width { name, value })
    }
}

fn check_places(places: &[Coord<f64>]) -> Result<(), LocateError> {
    if places.len() > MOST_PLACES {
        return Err(LocateError::TooMany {
            given: places.len(),
        });
    }
    let is_off =
        |at: &Coord<f64>| at.x.is_nan() || at.y.is_nan() || at.x.abs() > 180.0 || at.y.abs() > 90.0;
    match places.iter().position(is_off) {
        Some(index) => Err(LocateError::OffTheEarth {
            index: index + 1,
            lon: places[index].x,
            lat: places[index].y,
        }),
        None => Ok(()),
    }
}

pub(super) fn point_of(place: &Place) -> Option<Coord<f64>> {
    match place.geometry {
        Some(Geometry::Point(point)) => Some(point.0),
        _ => None,
    }
}

pub(super) fn text_attribute(place: &Place, name: &str) -> Option<String> {
    match place.attributes.get(name) {
        Some(AttributeValue::Text(text)) => Some(text.clone()),
        _ => None,
    }
}
