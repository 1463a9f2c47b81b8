//! How long it takes from each of some places to each of some others; what cannot be reached is told with its reason.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// From what a travel time was worked out.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TravelMethod {
    /// Along roads.
    Network,
    /// Over the terrain on foot.
    Terrain,
    /// On foot over the terrain and by vehicle along roads.
    Combined,
    /// By the straight line, because roads or heights are not loaded: its length on the ellipsoid × the detour factor ÷
    /// a speed.
    StraightLine,
}

impl TravelMethod {
    /// The method as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Terrain => "terrain",
            Self::Combined => "combined",
            Self::StraightLine => "straight-line",
        }
    }
}

/// Why a place is not reached.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Unreached {
    /// There is no open road within the snapping limit of the origin.
    NoRoadNearOrigin,
    /// There is no open road within the snapping limit of the destination.
    NoRoadNearDestination,
    /// The place lies where no height is known.
    OffTheTerrain,
    /// A way exists, but a river, a closure, the season or a one-way road cuts it off.
    CutOff,
    /// No way joins the two in the data.
    NotJoined,
    /// It takes longer than the limit.
    BeyondLimit,
}

impl Unreached {
    /// The reason as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoRoadNearOrigin => "no-road-near-origin",
            Self::NoRoadNearDestination => "no-road-near-destination",
            Self::OffTheTerrain => "off-the-terrain",
            Self::CutOff => "cut-off",
            Self::NotJoined => "not-joined",
            Self::BeyondLimit => "beyond-limit",
        }
    }
}

/// One way, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Trip {
    /// It takes so long.
    Reached {
        /// Minutes.
        minutes: f64,
        /// From what they were worked out.
        method: TravelMethod,
    },
    /// There is no way.
    Unreached(Unreached),
}

impl Trip {
    /// Minutes; `None` where there is no way.
    #[must_use]
    pub fn minutes(self) -> Option<f64> {
        match self {
            Self::Reached { minutes, .. } => Some(minutes),
            Self::Unreached(_) => None,
        }
    }
}

/// The trips between origins and destinations.
#[derive(Debug, Clone, PartialEq)]
pub struct TravelMatrix {
    destinations: usize,
    trips: Vec<Trip>,
}

impl TravelMatrix {
    /// A matrix from its trips, origin by origin.
    pub(super) fn new(destinations: usize, trips: Vec<Trip>) -> Self {
        Self {
            destinations,
            trips,
        }
    }

    /// How many origins there are.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.trips.len().checked_div(self.destinations).unwrap_or(0)
    }

    /// How many destinations there are.
    #[must_use]
    pub fn destinations(&self) -> usize {
        self.destinations
    }

    /// The trip between an origin and a destination, by their places in the lists that were given.
    ///
    /// # Panics
    /// When one of them was not given.
    #[must_use]
    pub fn trip(&self, origin: usize, destination: usize) -> Trip {
        self.row(origin)[destination]
    }

    /// Minutes between an origin and a destination; `None` where there is no way, which is not a long way.
    ///
    /// # Panics
    /// When one of them was not given.
    #[must_use]
    pub fn minutes(&self, origin: usize, destination: usize) -> Option<f64> {
        self.trip(origin, destination).minutes()
    }

    /// The trips of one origin, in the order of the destinations.
    ///
    /// # Panics
    /// When the origin was not given.
    #[must_use]
    pub fn row(&self, origin: usize) -> &[Trip] {
        &self.trips[origin * self.destinations..(origin + 1) * self.destinations]
    }

    /// How many trips each method answered.
    #[must_use]
    pub fn methods(&self) -> BTreeMap<TravelMethod, usize> {
        self.count(|trip| match trip {
            Trip::Reached { method, .. } => Some(*method),
            Trip::Unreached(_) => None,
        })
    }

    /// How many trips are not possible, by reason.
    #[must_use]
    pub fn unreached(&self) -> BTreeMap<Unreached, usize> {
        self.count(|trip| match trip {
            Trip::Reached { .. } => None,
            Trip::Unreached(reason) => Some(*reason),
        })
    }

    fn count<K: Ord>(&self, key: impl Fn(&Trip) -> Option<K>) -> BTreeMap<K, usize> {
        let mut counts = BTreeMap::new();
        for key in self.trips.iter().filter_map(key) {
            *counts.entry(key).or_default() += 1;
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trips_are_found_by_row_and_column_and_counted() {
        let reached = |minutes| Trip::Reached {
            minutes,
            method: TravelMethod::Network,
        };
        let cut_off = Trip::Unreached(Unreached::CutOff);
        let matrix = TravelMatrix::new(2, vec![reached(1.0), cut_off, reached(3.0), reached(4.0)]);
        assert_eq!((matrix.origins(), matrix.destinations()), (2, 2));
        assert_eq!(matrix.minutes(1, 0), Some(3.0));
        assert_eq!(matrix.minutes(0, 1), None);
        assert_eq!(
            matrix.methods(),
            BTreeMap::from([(TravelMethod::Network, 3)])
        );
        assert_eq!(matrix.unreached(), BTreeMap::from([(Unreached::CutOff, 1)]));
    }
}
