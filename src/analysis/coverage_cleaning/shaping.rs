//! The polygons that come out of the faces.

use std::collections::{HashMap, HashSet};

use geo::{LineString, MultiPolygon, Polygon};

use super::arrangement::{Arrangement, OwnedLine};
use super::slivers::Settlement;
use crate::geometry::grid::GridPoint;
use crate::geometry::rings::{GridPolygon, polygons_of_rings, rings_of_edges};

/// Takes the borders out of an arrangement.
pub(super) struct Shaping<'a> {
    arrangement: &'a Arrangement,
    settlement: &'a Settlement,
    /// The vertices that borders must have. A bridge that was built in vain has left others where it met a
    /// border between two vertices; they are taken out again.
    kept: HashSet<GridPoint>,
}

impl<'a> Shaping<'a> {
    pub(super) fn of(
        rings: &[OwnedLine],
        arrangement: &'a Arrangement,
        settlement: &'a Settlement,
    ) -> Self {
        let mut kept: HashSet<GridPoint> = rings
            .iter()
            .flat_map(|ring| ring.points.iter().copied())
            .collect();
        for half in (0..arrangement.half_edges()).filter(|half| arrangement.is_bridge(*half)) {
            if settlement.was_sliver[arrangement.walk_of(half)] {
                kept.extend([arrangement.start(half), arrangement.end(half)]);
            }
        }
        Self {
            arrangement,
            settlement,
            kept,
        }
    }

    /// The half-edges with one polygon on their left and another, or the outside, on their right.
    fn borders(&self) -> impl Iterator<Item = (usize, usize)> {
        (0..self.arrangement.half_edges()).filter_map(|half| {
            let [left, right] =
                [half, half ^ 1].map(|half| self.settlement.owner[self.arrangement.walk_of(half)]);
            Some((left.filter(|_| left != right)?, half))
        })
    }

    /// The shape of each polygon.
    pub(super) fn shapes(&self, count: usize) -> Vec<MultiPolygon<f64>> {
        let mut edges: Vec<Vec<(GridPoint, GridPoint)>> = vec![Vec::new(); count];
        let mut meeting: HashMap<GridPoint, HashSet<GridPoint>> = HashMap::new();
        for (owner, half) in self.borders() {
            let (from, to) = (self.arrangement.start(half), self.arrangement.end(half));
            edges[owner].push((from, to));
            for (here, there) in [(from, to), (to, from)] {
                if !self.kept.contains(&here) {
                    meeting.entry(here).or_default().insert(there);
                }
            }
        }
        let is_needed =
            |point: &GridPoint| meeting.get(point).is_none_or(|others| others.len() != 2);
        edges
            .into_iter()
            .map(|edges| shape(edges, is_needed))
            .collect()
    }
}

fn shape(
    edges: Vec<(GridPoint, GridPoint)>,
    is_needed: impl Fn(&GridPoint) -> bool,
) -> MultiPolygon<f64> {
    let line = |ring: Vec<GridPoint>| {
        let needed = ring.into_iter().filter(|point| is_needed(point));
        LineString::from(needed.map(GridPoint::degrees).collect::<Vec<_>>())
    };
    let parts = polygons_of_rings(rings_of_edges(edges));
    let polygon = |part: GridPolygon| {
        Polygon::new(
            line(part.exterior),
            part.interiors.into_iter().map(line).collect(),
        )
    };
    MultiPolygon(parts.into_iter().map(polygon).collect())
}
