//! Cutting lines and polygons to a tile.
//!
//! Where an edge meets the side of the cut, the meeting point is computed from the edge's ends in one fixed
//! order, so that two neighbours that share the edge get the very same point.

use std::collections::{BTreeSet, HashMap};

use super::mercator::{BUFFER, EXTENT};
use crate::geometry::grid::GridPoint;
use crate::geometry::rings::{GridPolygon, polygons_of_rings, rings_of_edges};

const LOW: i32 = -BUFFER;
const HIGH: i32 = EXTENT as i32 + BUFFER;

/// One side of the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Side {
    West,
    East,
    North,
    South,
}

const SIDES: [Side; 4] = [Side::West, Side::East, Side::North, Side::South];

impl Side {
    fn line(self) -> i32 {
        match self {
            Self::West | Self::North => LOW,
            Self::East | Self::South => HIGH,
        }
    }

    /// The coordinate across the side, then the one along it.
    fn split(self, point: GridPoint) -> (i32, i32) {
        match self {
            Self::West | Self::East => (point.x, point.y),
            Self::North | Self::South => (point.y, point.x),
        }
    }

    fn join(self, across: i32, along: i32) -> GridPoint {
        match self {
            Self::West | Self::East => GridPoint::new(across, along),
            Self::North | Self::South => GridPoint::new(along, across),
        }
    }

    fn keeps(self, point: GridPoint) -> bool {
        let across = self.split(point).0;
        match self {
            Self::West | Self::North => across >= LOW,
            Self::East | Self::South => across <= HIGH,
        }
    }

    fn is_on(self, point: GridPoint) -> bool {
        self.split(point).0 == self.line()
    }

    /// Where an edge with one end on either side meets the side's line, rounded to the grid.
    fn meeting(self, a: GridPoint, b: GridPoint) -> GridPoint {
        let (first, second) = (a.min(b), a.max(b));
        let ((u1, v1), (u2, v2)) = (self.split(first), self.split(second));
        let (rise, run) = (i64::from(v2) - i64::from(v1), i64::from(u2) - i64::from(u1));
        let reach = i64::from(self.line()) - i64::from(u1);
        let (numerator, denominator) = if run < 0 {
            (-rise * reach, -run)
        } else {
            (rise * reach, run)
        };
        let along = i64::from(v1) + (2 * numerator + denominator).div_euclid(2 * denominator);
        self.join(self.line(), along as i32)
    }
}

/// Cuts a ring (first point not repeated) along one side after the other.
///
/// # Source
/// Sutherland and Hodgman (1974), "Reentrant polygon clipping". The bridges that it leaves along the sides
/// are taken out by [`clip_polygon`].
fn clip_ring(mut ring: Vec<GridPoint>) -> Vec<GridPoint> {
    for side in SIDES {
        if ring.iter().all(|point| side.keeps(*point)) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        let Some(&last) = ring.last() else {
            return ring;
        };
        let mut previous = last;
        for point in ring {
            if side.keeps(previous) != side.keeps(point) {
                kept.push(side.meeting(previous, point));
            }
            if side.keeps(point) {
                kept.push(point);
            }
            previous = point;
        }
        kept.dedup();
        ring = kept;
    }
    ring
}

/// Cuts a polygon to the tile and its buffer.
///
/// # Input
/// Rings on the tile's grid (y to the south), none repeating its first point, with the inside on the left of
/// one who sees y to the north: outer rings of negative area in tile coordinates.
///
/// The result has outer rings of positive area in tile coordinates, as the format demands; spikes and
/// bridges are gone, rings that pass a point twice are parted, and rings without area are dropped.
#[must_use]
pub fn clip_polygon(rings: impl IntoIterator<Item = Vec<GridPoint>>) -> Vec<GridPolygon> {
    let clipped: Vec<_> = rings
        .into_iter()
        .map(clip_ring)
        .filter(|ring| ring.len() >= 3)
        .collect();
    let stops = stops_on_sides(&clipped);
    let mut edges = Vec::new();
    for ring in &clipped {
        for (index, &from) in ring.iter().enumerate() {
            let to = ring[(index + 1) % ring.len()];
            push_edge(to, from, &stops, &mut edges);
        }
    }
    polygons_of_rings(rings_of_edges(edges))
}

/// The places along each side at which a ring has a vertex.
fn stops_on_sides(rings: &[Vec<GridPoint>]) -> HashMap<Side, BTreeSet<i32>> {
    let mut stops: HashMap<Side, BTreeSet<i32>> = HashMap::new();
    for point in rings.iter().flatten() {
        for side in SIDES.into_iter().filter(|side| side.is_on(*point)) {
            stops.entry(side).or_default().insert(side.split(*point).1);
        }
    }
    stops
}

/// Adds an edge, cut at every stop that it passes when it runs along a side.
fn push_edge(
    from: GridPoint,
    to: GridPoint,
    stops: &HashMap<Side, BTreeSet<i32>>,
    edges: &mut Vec<(GridPoint, GridPoint)>,
) {
    let along = SIDES
        .into_iter()
        .find(|side| side.is_on(from) && side.is_on(to));
    let Some((side, stops)) = along.and_then(|side| Some((side, stops.get(&side)?))) else {
        edges.push((from, to));
        return;
    };
    let (start, end) = (side.split(from).1, side.split(to).1);
    let mut passed: Vec<i32> = stops
        .range(start.min(end)..=start.max(end))
        .copied()
        .collect();
    if start > end {
        passed.reverse();
    }
    let point = |along: i32| side.join(side.line(), along);
    edges.extend(
        passed
            .windows(2)
            .map(|pair| (point(pair[0]), point(pair[1]))),
    );
}

/// Cuts a line to the tile and its buffer; the parts have at least two different points each.
#[must_use]
pub fn clip_line(points: &[GridPoint]) -> Vec<Vec<GridPoint>> {
    let mut parts: Vec<Vec<GridPoint>> = Vec::new();
    for pair in points.windows(2) {
        let Some((from, to)) = clip_edge(pair[0], pair[1]) else {
            continue;
        };
        match parts.last_mut() {
            Some(part) if part.last() == Some(&from) => part.push(to),
            _ => parts.push(vec![from, to]),
        }
    }
    for part in &mut parts {
        part.dedup();
    }
    parts.retain(|part| part.len() >= 2);
    parts
}

fn clip_edge(mut a: GridPoint, mut b: GridPoint) -> Option<(GridPoint, GridPoint)> {
    for side in SIDES {
        match (side.keeps(a), side.keeps(b)) {
            (true, true) => {}
            (false, false) => return None,
            (true, false) => b = side.meeting(a, b),
            (false, true) => a = side.meeting(a, b),
        }
    }
    Some((a, b))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::geometry::grid::twice_area;

    fn ring(points: &[(i32, i32)]) -> Vec<GridPoint> {
        points.iter().map(|&(x, y)| GridPoint::new(x, y)).collect()
    }

    /// Turned so that the inside is on the left, y to the north.
    fn exterior(points: &[(i32, i32)]) -> Vec<GridPoint> {
        let mut ring = ring(points);
        if twice_area(&ring) > 0 {
            ring.reverse();
        }
        ring
    }

    #[test]
    fn a_polygon_over_the_whole_tile_becomes_the_tile() {
        let all = clip_polygon([exterior(&[
            (-9000, -9000),
            (9000, -9000),
            (9000, 9000),
            (-9000, 9000),
        ])]);
        assert_eq!(all.len(), 1);
        assert_eq!(twice_area(&all[0].exterior), 2 * 4224 * 4224);
    }

    #[test]
    fn a_comb_that_leaves_the_tile_is_parted_without_bridges() {
        let comb = exterior(&[
            (100, 100),
            (100, 5000),
            (200, 5000),
            (200, 4500),
            (300, 4500),
            (300, 100),
        ]);
        let teeth = clip_polygon([comb]);
        assert_eq!(teeth.len(), 1);
        let two = exterior(&[
            (100, 5000),
            (100, 100),
            (200, 100),
            (200, 4800),
            (300, 4800),
            (300, 100),
            (400, 100),
            (400, 5000),
        ]);
        let parts = clip_polygon([two]);
        assert_eq!(parts.len(), 2, "{parts:?}");
        assert!(parts.iter().all(|part| part.exterior.len() == 4));
    }

    #[test]
    fn a_hole_survives_and_turns_the_other_way() {
        let mut hole = exterior(&[(1000, 1000), (2000, 1000), (2000, 2000), (1000, 2000)]);
        hole.reverse();
        let polygons = clip_polygon([
            exterior(&[(0, 0), (3000, 0), (3000, 3000), (0, 3000)]),
            hole,
        ]);
        assert_eq!(polygons.len(), 1);
        assert!(twice_area(&polygons[0].exterior) > 0);
        assert!(twice_area(&polygons[0].interiors[0]) < 0);
    }

    #[test]
    fn a_line_that_leaves_and_returns_has_two_parts() {
        let parts = clip_line(&ring(&[(100, 100), (5000, 100), (5000, 200), (100, 200)]));
        assert_eq!(
            parts,
            [
                ring(&[(100, 100), (4160, 100)]),
                ring(&[(4160, 200), (100, 200)])
            ]
        );
        assert!(clip_line(&ring(&[(5000, 0), (5000, 9)])).is_empty());
    }

    proptest! {
        /// A square cut by a random line into two neighbours: they still fill the square after the cut.
        #[test]
        fn neighbours_cut_to_a_tile_neither_part_nor_overlap(
            border in prop::collection::vec((-6000_i32..12_000, -6000_i32..12_000), 1..12),
        ) {
            let mut shared = vec![GridPoint::new(2000, -8000)];
            shared.extend(ring(&border));
            shared.push(GridPoint::new(2000, 14_000));
            let mut west = ring(&[(-8000, 14_000), (-8000, -8000)]);
            west.extend(&shared);
            let mut east = ring(&[(14_000, -8000), (14_000, 14_000)]);
            east.extend(shared.iter().rev());
            // A self-crossing border makes inverted pieces, which the drawing drops: compare before that.
            let total = twice_area(&clip_ring(west)) + twice_area(&clip_ring(east));
            prop_assert_eq!(total, 2 * 4224 * 4224);
        }
    }
}
