//! The nearest facility of each place, by one search from all facilities at once.

use super::matrix::{TravelMethod, Trip, Unreached};
use super::model::TravelModel;
use super::options::Direction;
use super::search::{Extent, Field, spread};
use super::straight_line;
use super::ways::Way;
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::nearest::NearestIndex;

/// How many facilities nearby are looked at for a walk straight to them.
const NEARBY: usize = 4;

/// The nearest facility of a place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nearest {
    /// Which, by its position in the list of facilities; none where no facility is reached.
    pub facility: Option<usize>,
    /// How long it takes, or why there is no way.
    pub trip: Trip,
}

/// What lies how far from the nearest of some facilities.
#[derive(Debug)]
pub struct Reach {
    /// The nearest facility of each place that was asked about.
    pub nearest: Vec<Nearest>,
    /// Minutes at every node of the graph; none where straight lines answered.
    pub(super) field: Option<Field>,
    pub(super) is_reverse: bool,
}

impl TravelModel {
    /// The nearest facility of each origin, in one search from all facilities.
    ///
    /// # Errors
    /// [`Interrupted`] when the asker went away.
    pub fn nearest(
        &self,
        origins: &[usize],
        facilities: &[usize],
        direction: Direction,
        interrupt: &Interrupt,
    ) -> Result<Reach, Interrupted> {
        let is_reverse = direction == Direction::ToFacility;
        let positions: Vec<_> = facilities.iter().map(|&place| self.places[place]).collect();
        let near = NearestIndex::new(&positions);
        let Some(ways) = &self.ways else {
            let nearest = origins
                .iter()
                .map(|&origin| self.straight_to(origin, &near))
                .collect();
            return Ok(Reach {
                nearest,
                field: None,
                is_reverse,
            });
        };
        let way = Way {
            is_reverse,
            moves: None,
        };
        let extent = Extent {
            limit: self.limit(),
            asked: None,
        };
        let field = spread(ways, &self.starts(facilities), &way, extent, interrupt)?;
        let mut nearest = Vec::with_capacity(origins.len());
        for (index, &origin) in origins.iter().enumerate() {
            if index % 256 == 0 {
                interrupt.check()?;
            }
            nearest.push(self.nearest_to(origin, facilities, &field, &near));
        }
        Ok(Reach {
            nearest,
            field: Some(field),
            is_reverse,
        })
    }

    /// The nearest facility that a search from all of them found, or to which a straight walk is shorter.
    fn nearest_to(
        &self,
        origin: usize,
        facilities: &[usize],
        field: &Field,
        near: &NearestIndex,
    ) -> Nearest {
        let walks = near.nearest(self.places[origin], NEARBY).into_iter();
        let walks = walks.filter_map(|found| {
            let (minutes, method) = self.direct(origin, facilities[found.index])?;
            Some((minutes, method, found.index))
        });
        let best = self.found(field, origin).into_iter().chain(walks);
        let best = best
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|best| best.0 <= self.limit());
        match best {
            Some((minutes, method, facility)) => Nearest {
                facility: Some(facility),
                trip: Trip::Reached { minutes, method },
            },
            None => Nearest {
                facility: None,
                trip: Trip::Unreached(self.why_none(origin, facilities)),
            },
        }
    }

    fn straight_to(&self, origin: usize, near: &NearestIndex) -> Nearest {
        let found = near.nearest(self.places[origin], 1);
        let reached = found.first().map(|found| {
            (
                found.index,
                found.distance_m * straight_line::minutes_per_metre(&self.options),
            )
        });
        match reached.filter(|(_, minutes)| *minutes <= self.limit()) {
            Some((facility, minutes)) => Nearest {
                facility: Some(facility),
                trip: Trip::Reached {
                    minutes,
                    method: TravelMethod::StraightLine,
                },
            },
            None => Nearest {
                facility: None,
                trip: Trip::Unreached(Unreached::BeyondLimit),
            },
        }
    }

    /// Why no facility is reached: what would be mended most easily.
    fn why_none(&self, origin: usize, facilities: &[usize]) -> Unreached {
        let reasons = facilities
            .iter()
            .map(|&facility| self.why(origin, facility));
        let first_to_mend = |reason: &Unreached| match reason {
            Unreached::BeyondLimit => 0,
            Unreached::CutOff => 1,
            Unreached::NotJoined => 2,
            Unreached::NoRoadNearOrigin => 3,
            Unreached::OffTheTerrain => 4,
            Unreached::NoRoadNearDestination => 5,
        };
        reasons
            .min_by_key(first_to_mend)
            .unwrap_or(Unreached::NotJoined)
    }
}
