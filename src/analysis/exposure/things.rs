//! What may lie in a hazard zone besides people: houses, schools, health facilities and roads, placed in units.

use geo::{Coord, LineString};

use super::ExposureError;
use super::number;
use crate::analysis::locate::point_of;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::geodesic;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::parts;
use crate::model::{PlaceKind, Snapshot};

/// Longest piece of a road that is taken to lie in one zone and unit as a whole, metres.
const ROAD_PIECE_M: f64 = 10.0;

/// What may lie in a zone, placed in units.
pub(super) struct Things {
    pub(super) schools: Option<Vec<(usize, Coord<f64>)>>,
    pub(super) health: Option<Vec<(usize, Coord<f64>)>>,
    /// Middles of short pieces of road, with the length of the piece.
    pub(super) roads: Option<Vec<(usize, Coord<f64>, f64)>>,
    /// None when no settlement has a position.
    pub(super) settlements: Option<Vec<Settlement>>,
}

/// A settlement with its houses, where they are known.
pub(super) struct Settlement {
    pub(super) unit: usize,
    pub(super) at: Coord<f64>,
    pub(super) houses: Option<f64>,
}

impl Things {
    pub(super) fn new(
        snapshot: &Snapshot,
        map: &UnitMap,
        interrupt: &Interrupt,
    ) -> Result<Self, ExposureError> {
        let points = |kinds: &[PlaceKind]| {
            let places = kinds
                .iter()
                .flat_map(|&kind| snapshot.places().of_kind(kind));
            let positions: Vec<_> = places
                .filter(|place| place.exists_on(map.on()))
                .filter_map(|place| point_of(place))
                .collect();
            let known = !positions.is_empty();
            let owned = positions
                .into_iter()
                .filter_map(|at| Some((map.owner(at)?, at)))
                .collect();
            known.then_some(owned)
        };
        let mut roads = Vec::new();
        let mut has_roads = false;
        for road in snapshot.places().of_kind(PlaceKind::Road) {
            interrupt.check()?;
            let Some(geometry) = road.geometry.as_ref().filter(|_| road.exists_on(map.on())) else {
                continue;
            };
            has_roads = true;
            for line in &parts::lines(geometry) {
                add_pieces(map, line, &mut roads);
            }
        }
        Ok(Self {
            schools: points(&[PlaceKind::School, PlaceKind::SatellitePoint]),
            health: points(&[PlaceKind::HealthFacility]),
            roads: has_roads.then_some(roads),
            settlements: settlements(snapshot, map),
        })
    }
}

fn settlements(snapshot: &Snapshot, map: &UnitMap) -> Option<Vec<Settlement>> {
    let places = snapshot.places().of_kind(PlaceKind::Settlement);
    let here: Vec<_> = places
        .filter(|place| place.exists_on(map.on()))
        .filter_map(|place| Some((point_of(place)?, number(place, "houses"))))
        .collect();
    let is_known = !here.is_empty();
    let owned = here.into_iter().filter_map(|(at, houses)| {
        Some(Settlement {
            unit: map.owner(at)?,
            at,
            houses,
        })
    });
    is_known.then(|| owned.collect())
}

fn add_pieces(map: &UnitMap, line: &LineString<f64>, pieces: &mut Vec<(usize, Coord<f64>, f64)>) {
    for edge in geodesic::densify(line, ROAD_PIECE_M).lines() {
        let middle = (edge.start + edge.end) / 2.0;
        if let Some(owner) = map.owner(middle) {
            pieces.push((owner, middle, geodesic::distance_m(edge.start, edge.end)));
        }
    }
}
