//! Bridges over slivers: short lines from border to border, where two polygons' borders nearly meet.
//!
//! A sliver may be long, branch at every corner, and open to the outside. Bridges cut it into cells between
//! two borders each, so that each cell can go to the polygon beside it, and close it where it opens.

use std::collections::HashMap;

use rstar::primitives::{GeomWithData, Line};
use rstar::{PointDistance, RTree};

use super::arrangement::OwnedLine;
use super::plane::{MetricPlane, nearest_on};
use crate::geometry::grid::GridPoint;

/// A vertex is preferred to a point between vertices when it is not farther than this many times as far, so
/// that clean borders keep their vertices.
const VERTEX_PREFERENCE: f64 = 1.5;

type OpenEdge = GeomWithData<Line<[f64; 2]>, (usize, GridPoint, GridPoint)>;

/// The bridges between noded rings: from each vertex of a border that no neighbour shares to the nearest
/// such border of another polygon, where that lies within `longest_m` metres.
pub(super) fn bridges(rings: &[OwnedLine], metric: MetricPlane, longest_m: f64) -> Vec<OwnedLine> {
    let open = open_edges(rings);
    let metres = |point: GridPoint| {
        let place = metric.metres(point);
        [place.x, place.y]
    };
    let tree: RTree<OpenEdge> = RTree::bulk_load(
        open.iter()
            .map(|&(owner, a, b)| GeomWithData::new(Line::new(metres(a), metres(b)), (owner, a, b)))
            .collect(),
    );
    let mut vertices: Vec<_> = open
        .iter()
        .flat_map(|&(owner, a, b)| [(owner, a), (owner, b)])
        .collect();
    vertices.sort_unstable();
    vertices.dedup();
    let mut ends: Vec<(GridPoint, GridPoint)> = vertices
        .into_iter()
        .filter_map(|(owner, from)| {
            let to = nearest_of_another(&tree, metric, owner, from, longest_m)?;
            Some((from.min(to), from.max(to)))
        })
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends.into_iter()
        .map(|(a, b)| OwnedLine {
            owner: None,
            points: vec![a, b],
        })
        .collect()
}

/// The edges with a polygon on one side only, or with two on the same side.
fn open_edges(rings: &[OwnedLine]) -> Vec<(usize, GridPoint, GridPoint)> {
    let mut passed: HashMap<(GridPoint, GridPoint), u32> = HashMap::new();
    let edges = || {
        rings
            .iter()
            .flat_map(|ring| ring.points.windows(2).map(move |pair| (ring, pair)))
    };
    for (_, pair) in edges() {
        *passed.entry((pair[0], pair[1])).or_default() += 1;
    }
    let count = |a: GridPoint, b: GridPoint| passed.get(&(a, b)).copied().unwrap_or(0);
    edges()
        .filter(|(_, pair)| count(pair[0], pair[1]) != 1 || count(pair[1], pair[0]) != 1)
        .filter_map(|(ring, pair)| Some((ring.owner?, pair[0], pair[1])))
        .collect()
}

/// Where a bridge from a vertex ends; `None` where no other polygon's open border is near, or where the
/// vertex lies on one already.
fn nearest_of_another(
    tree: &RTree<OpenEdge>,
    metric: MetricPlane,
    owner: usize,
    from: GridPoint,
    longest_m: f64,
) -> Option<GridPoint> {
    let place = metric.metres(from);
    let at = [place.x, place.y];
    let edge = tree
        .locate_within_distance(at, longest_m * longest_m)
        .filter(|edge| edge.data.0 != owner)
        .min_by(|a, b| {
            a.distance_2(&at)
                .total_cmp(&b.distance_2(&at))
                .then_with(|| a.data.cmp(&b.data))
        })?;
    let (_, a, b) = edge.data;
    let (nearest, distance) = nearest_on(place, metric.metres(a), metric.metres(b));
    let vertex = if metric.distance_m(from, a) <= metric.distance_m(from, b) {
        a
    } else {
        b
    };
    let reach = (distance * VERTEX_PREFERENCE).min(longest_m);
    let to = if metric.distance_m(from, vertex) <= reach {
        vertex
    } else {
        metric.grid(nearest)
    };
    (to != from).then_some(to)
}
