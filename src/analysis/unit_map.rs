//! The units of one day, prepared for spatial questions: look-up by position, true areas, shares of area, and
//! how many people live in each.
//!
//! Preparing takes some tens of milliseconds, so a prepared map is kept ([`UnitMaps`]) until a boundary changes.

use std::sync::{Arc, Mutex, PoisonError};

use geo::{BoundingRect, Coord, Geometry, MapCoords, MultiPolygon};
use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::geometry::equal_area::EqualAreaPlane;
use crate::geometry::geodesic;
use crate::geometry::locator::Locator;
use crate::geometry::overlap::Region;
use crate::model::snapshot::BoundaryMap;
use crate::model::{Boundary, IndicatorId, Observation, Snapshot, Subject, Text, Unit};

/// The indicator that holds the number of people of a unit.
pub const POPULATION_INDICATOR: &str = "population";

/// No unit has a boundary on a day, so nothing can be measured by unit: an answer would be all zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no unit has a boundary on {on}: {}", self.remedy().en)]
pub struct NoBoundaries {
    /// The day.
    pub on: Date,
    /// The first day of which boundaries are known.
    pub known_from: Option<Date>,
}

impl NoBoundaries {
    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Text {
        match self.known_from {
            Some(first) if self.on < first => Text::new(
                format!(
                    "Hãy chọn một ngày từ {}; ranh giới trước đó chưa được nạp.",
                    first.strftime("%d/%m/%Y")
                ),
                format!("ask about {first} or a later day, boundaries before it are not loaded"),
            ),
            Some(_) => Text::new("Hãy chọn một ngày khác.", "ask about another day"),
            None => Text::new(
                "Hãy nạp ranh giới đơn vị trước.",
                "import the boundaries of units first",
            ),
        }
    }

    /// What happened, in Vietnamese.
    #[must_use]
    pub fn in_vietnamese(&self) -> String {
        format!(
            "Không có ranh giới đơn vị nào vào ngày {}.",
            self.on.strftime("%d/%m/%Y")
        )
    }
}

/// A unit with its boundary, prepared.
#[derive(Debug, Clone)]
pub struct PreparedUnit {
    /// The unit.
    pub unit: Arc<Unit>,
    /// Its boundary on the day.
    pub boundary: Arc<Boundary>,
    /// Its geodesic area, square metres.
    pub area_m2: f64,
    region: Region,
}

impl PreparedUnit {
    /// Share of the unit's area that a shape covers, from 0 to 1.
    #[must_use]
    pub fn share_covered(&self, shape: &Region) -> f64 {
        let whole = self.region.area();
        if whole <= 0.0 {
            0.0
        } else {
            (self.region.shared_area(shape) / whole).min(1.0)
        }
    }

    /// Area of the unit that a shape covers, square metres.
    #[must_use]
    pub fn covered_m2(&self, shape: &Region) -> f64 {
        self.share_covered(shape) * self.area_m2
    }
}

/// The units that exist on one day and have a boundary, in the order of their codes.
#[derive(Debug, Clone)]
pub struct UnitMap {
    on: Date,
    known_from: Option<Date>,
    units: Vec<PreparedUnit>,
    locator: Locator,
    plane: EqualAreaPlane,
}

impl UnitMap {
    /// Prepares the units of a day.
    #[must_use]
    pub fn new(snapshot: &Snapshot, on: Date) -> Self {
        let mut found: Vec<(Arc<Unit>, Arc<Boundary>)> = snapshot
            .units()
            .on(on)
            .filter_map(|unit| {
                let boundary = snapshot.map().of(&unit.key, on)?;
                Some((Arc::clone(unit), Arc::clone(boundary)))
            })
            .collect();
        found.sort_by(|a, b| a.0.key.cmp(&b.0.key));
        let centre = found
            .iter()
            .filter_map(|(_, boundary)| boundary.geometry.bounding_rect())
            .reduce(|a, b| {
                geo::Rect::new(
                    Coord {
                        x: a.min().x.min(b.min().x),
                        y: a.min().y.min(b.min().y),
                    },
                    Coord {
                        x: a.max().x.max(b.max().x),
                        y: a.max().y.max(b.max().y),
                    },
                )
            })
            .map_or(Coord { x: 0.0, y: 0.0 }, geo::Rect::center);
        let plane = EqualAreaPlane::centred_at(centre);
        let locator = Locator::new(found.iter().map(|(_, boundary)| &boundary.geometry));
        let prepare = |(unit, boundary): (Arc<Unit>, Arc<Boundary>)| PreparedUnit {
            area_m2: geodesic::area_m2(&boundary.geometry),
            region: Region::new(&in_plane(plane, &boundary.geometry)),
            unit,
            boundary,
        };
        let boundaries = snapshot.map().all();
        Self {
            on,
            known_from: boundaries.map(|boundary| boundary.valid_from).min(),
            units: found.into_iter().map(prepare).collect(),
            locator,
            plane,
        }
    }

    /// The day.
    #[must_use]
    pub fn on(&self) -> Date {
        self.on
    }

    /// The units, by code.
    #[must_use]
    pub fn units(&self) -> &[PreparedUnit] {
        &self.units
    }

    /// The look-up by position; its regions are in the order of [`UnitMap::units`].
    #[must_use]
    pub fn locator(&self) -> &Locator {
        &self.locator
    }

    /// That there are units to measure by.
    ///
    /// # Errors
    /// [`NoBoundaries`] when no unit has a boundary on the day.
    pub fn require_units(&self) -> Result<(), NoBoundaries> {
        if self.units.is_empty() {
            return Err(NoBoundaries {
                on: self.on,
                known_from: self.known_from,
            });
        }
        Ok(())
    }

    fn has_the_units_of(&self, snapshot: &Snapshot) -> bool {
        self.units.iter().all(|known| {
            let unit = snapshot.units().get(&known.unit.key);
            unit.is_some_and(|unit| Arc::ptr_eq(unit, &known.unit))
        })
    }

    /// The unit that owns a place: the one that contains it; on a common border the one with the lowest code.
    #[must_use]
    pub fn owner(&self, place: Coord<f64>) -> Option<usize> {
        self.locator
            .first_at(place)
            .map(|membership| membership.region as usize)
    }

    /// The unit that owns a place, a line or an area, by a position that lies on or in it.
    #[must_use]
    pub fn owner_of(&self, geometry: &Geometry<f64>) -> Option<usize> {
        use geo::InteriorPoint;
        let at = match geometry {
            Geometry::Point(point) => point.0,
            other => other.interior_point()?.0,
        };
        self.owner(at)
    }

    /// Prepares a shape for [`PreparedUnit::share_covered`].
    #[must_use]
    pub fn region(&self, shape: &MultiPolygon<f64>) -> Region {
        Region::new(&in_plane(self.plane, shape))
    }

    /// The number of people of each unit, by [`Self::population_figures`]; `None` where there is none.
    #[must_use]
    pub fn populations(&self, snapshot: &Snapshot) -> Vec<Option<Decimal>> {
        let figures = self.population_figures(snapshot);
        let numbers = figures.into_iter().map(|figure| figure?.value.number());
        numbers.collect()
    }

    /// The figure that tells each unit's number of people: the newest approved one of a period that has begun on the
    /// day of the map.
    #[must_use]
    pub fn population_figures<'a>(
        &self,
        snapshot: &'a Snapshot,
    ) -> Vec<Option<&'a Arc<Observation>>> {
        let Ok(indicator) = IndicatorId::new(POPULATION_INDICATOR) else {
            return vec![None; self.units.len()];
        };
        let newest = |unit: &PreparedUnit| {
            let subject = Subject::Unit(unit.unit.key.clone());
            snapshot
                .figures()
                .series(&indicator, &subject)
                .filter(|figure| figure.is_approved() && figure.key.period.start() <= self.on)
                .max_by_key(|figure| (figure.key.period, figure.key.revision))
        };
        self.units.iter().map(newest).collect()
    }
}

fn in_plane(plane: EqualAreaPlane, shape: &MultiPolygon<f64>) -> MultiPolygon<f64> {
    shape.map_coords(|place| plane.project(place))
}

/// Keeps the last prepared map for as long as the boundaries stay the same.
#[derive(Debug, Default)]
pub struct UnitMaps {
    last: Mutex<Option<(Arc<BoundaryMap>, Arc<UnitMap>)>>,
}

impl UnitMaps {
    /// The units of a day as the snapshot has them, prepared now or before.
    #[must_use]
    pub fn get(&self, snapshot: &Snapshot, on: Date) -> Arc<UnitMap> {
        let boundaries = snapshot.shared_map();
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, map)) = last.as_ref()
            && Arc::ptr_eq(known, &boundaries)
            && map.on == on
            && map.has_the_units_of(snapshot)
        {
            return Arc::clone(map);
        }
        let map = Arc::new(UnitMap::new(snapshot, on));
        *last = Some((boundaries, Arc::clone(&map)));
        map
    }
}
