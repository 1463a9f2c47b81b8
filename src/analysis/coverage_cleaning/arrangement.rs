//! The faces between lines: which polygons cover each, and which lie side by side.

use std::collections::{BTreeMap, HashMap};

use crate::geometry::grid::{GridPoint, cross, turn};

/// A closed line with its polygon, or a bridge that belongs to none.
#[derive(Debug, Clone)]
pub(super) struct OwnedLine {
    /// The polygon that lies on the left, by its position in the input; `None` for a bridge.
    pub(super) owner: Option<usize>,
    /// The vertices; the line ends where it starts unless it is a bridge.
    pub(super) points: Vec<GridPoint>,
}

/// How many more times the ring of a polygon passes an edge forwards than backwards.
type Passes = Vec<(usize, i32)>;

/// One edge, walked from its smaller to its greater end point.
#[derive(Debug)]
struct Edge {
    low: usize,
    high: usize,
    passes: Passes,
}

/// One walk along a side of edges, the face on its left. A face has one outer walk, and another for each
/// group of lines that lies in it apart from the rest.
#[derive(Debug)]
pub(super) struct Walk {
    /// The half-edges in order.
    pub(super) edges: Vec<usize>,
    /// Twice the area in grid steps; negative for a walk around the outside of a group.
    pub(super) twice_area: i128,
    /// The polygons that cover the face.
    pub(super) owners: Vec<usize>,
}

/// Lines that meet in common vertices only, and the faces between them.
///
/// Half-edge `2e` walks edge `e` forwards, `2e + 1` backwards.
#[derive(Debug)]
pub(super) struct Arrangement {
    points: Vec<GridPoint>,
    edges: Vec<Edge>,
    next: Vec<usize>,
    walk_of: Vec<usize>,
    walks: Vec<Walk>,
}

impl Arrangement {
    /// The arrangement of noded lines.
    pub(super) fn of(lines: &[OwnedLine]) -> Self {
        let (points, edges) = collect_edges(lines);
        let next = link(&points, &edges);
        let mut arrangement = Self {
            points,
            next,
            walk_of: vec![usize::MAX; edges.len() * 2],
            edges,
            walks: Vec::new(),
        };
        arrangement.walk_all();
        arrangement.label(lines);
        arrangement
    }

    /// All walks.
    pub(super) fn walks(&self) -> &[Walk] {
        &self.walks
    }

    /// The walk on the left of a half-edge.
    pub(super) fn walk_of(&self, half: usize) -> usize {
        self.walk_of[half]
    }

    /// Whether the edge is a bridge, which no ring passes.
    pub(super) fn is_bridge(&self, half: usize) -> bool {
        self.edges[half / 2].passes.is_empty()
    }

    /// Where a half-edge starts.
    pub(super) fn start(&self, half: usize) -> GridPoint {
        let edge = &self.edges[half / 2];
        self.points[if half.is_multiple_of(2) {
            edge.low
        } else {
            edge.high
        }]
    }

    /// Where a half-edge ends.
    pub(super) fn end(&self, half: usize) -> GridPoint {
        self.start(half ^ 1)
    }

    /// The number of half-edges.
    pub(super) fn half_edges(&self) -> usize {
        self.next.len()
    }

    fn walk_all(&mut self) {
        for first in 0..self.next.len() {
            if self.walk_of[first] != usize::MAX {
                continue;
            }
            let mut edges = Vec::new();
            let mut half = first;
            while self.walk_of[half] == usize::MAX {
                self.walk_of[half] = self.walks.len();
                edges.push(half);
                half = self.next[half];
            }
            let origin = self.start(first);
            let twice_area = edges
                .iter()
                .map(|half| turn(origin, self.start(*half), self.end(*half)))
                .sum();
            self.walks.push(Walk {
                edges,
                twice_area,
                owners: Vec::new(),
            });
        }
    }

    /// Finds out who covers each face: around each group of connected lines by looking outwards once, inside
    /// it by stepping over edges.
    fn label(&mut self, lines: &[OwnedLine]) {
        let mut windings: Vec<Option<BTreeMap<usize, i32>>> = vec![None; self.walks.len()];
        let extents: Vec<Extent> = lines.iter().filter_map(Extent::of).collect();
        for group in self.groups() {
            let Some(outside) = group
                .iter()
                .copied()
                .min_by_key(|walk| self.walks[*walk].twice_area)
            else {
                continue;
            };
            let half = self.leftmost(outside);
            windings[outside] = Some(windings_left_of(self.start(half), &extents));
            self.spread(outside, &mut windings);
        }
        for (walk, winding) in self.walks.iter_mut().zip(windings) {
            let inside = winding
                .into_iter()
                .flatten()
                .filter(|(_, count)| *count > 0);
            walk.owners = inside.map(|(owner, _)| owner).collect();
        }
    }

    /// The walks of each group of connected lines.
    fn groups(&self) -> Vec<Vec<usize>> {
        let mut group_of = vec![usize::MAX; self.walks.len()];
        let mut groups = Vec::new();
        for first in 0..self.walks.len() {
            if group_of[first] != usize::MAX {
                continue;
            }
            let mut group = vec![first];
            group_of[first] = groups.len();
            let mut at = 0;
            while at < group.len() {
                for half in &self.walks[group[at]].edges {
                    let beside = self.walk_of[half ^ 1];
                    if group_of[beside] == usize::MAX {
                        group_of[beside] = groups.len();
                        group.push(beside);
                    }
                }
                at += 1;
            }
            groups.push(group);
        }
        groups
    }

    fn leftmost(&self, walk: usize) -> usize {
        let edges = &self.walks[walk].edges;
        edges
            .iter()
            .copied()
            .min_by_key(|half| self.start(*half))
            .unwrap_or(edges[0])
    }

    fn spread(&self, from: usize, windings: &mut [Option<BTreeMap<usize, i32>>]) {
        let mut waiting = vec![from];
        while let Some(walk) = waiting.pop() {
            for &half in &self.walks[walk].edges {
                let beside = self.walk_of[half ^ 1];
                if windings[beside].is_some() {
                    continue;
                }
                let mut winding = windings[walk].clone().unwrap_or_default();
                // Stepping from the left of `half` to its right leaves what `half` has on its left.
                let sign = if half.is_multiple_of(2) { -1 } else { 1 };
                for (owner, count) in &self.edges[half / 2].passes {
                    *winding.entry(*owner).or_default() += sign * count;
                }
                winding.retain(|_, count| *count != 0);
                windings[beside] = Some(winding);
                waiting.push(beside);
            }
        }
    }
}

/// Points and edges of all lines, each once; an edge that one polygon passes both ways bounds nothing.
fn collect_edges(lines: &[OwnedLine]) -> (Vec<GridPoint>, Vec<Edge>) {
    let mut passed: Vec<(GridPoint, GridPoint, Option<usize>, i32)> = Vec::new();
    for line in lines {
        for pair in line.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if a != b {
                passed.push((a.min(b), a.max(b), line.owner, if a < b { 1 } else { -1 }));
            }
        }
    }
    passed.sort_unstable();
    let mut grouped: Vec<(GridPoint, GridPoint, Passes)> = Vec::new();
    for same in passed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let mut counts = Passes::new();
        for (_, _, owner, sign) in same {
            let Some(owner) = owner else { continue };
            match counts.last_mut() {
                Some((last, count)) if last == owner => *count += sign,
                _ => counts.push((*owner, *sign)),
            }
        }
        counts.retain(|(_, count)| *count != 0);
        let is_bridge = same.iter().all(|(_, _, owner, _)| owner.is_none());
        if is_bridge || !counts.is_empty() {
            grouped.push((same[0].0, same[0].1, counts));
        }
    }
    let mut points: Vec<GridPoint> = grouped
        .iter()
        .flat_map(|(low, high, _)| [*low, *high])
        .collect();
    points.sort_unstable();
    points.dedup();
    let number: HashMap<GridPoint, usize> = points
        .iter()
        .enumerate()
        .map(|(index, point)| (*point, index))
        .collect();
    let edges = grouped
        .into_iter()
        .map(|(low, high, passes)| Edge {
            low: number[&low],
            high: number[&high],
            passes,
        })
        .collect();
    (points, edges)
}

/// For each half-edge the one that follows it along the face on its left.
fn link(points: &[GridPoint], edges: &[Edge]) -> Vec<usize> {
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); points.len()];
    for (index, edge) in edges.iter().enumerate() {
        leaving[edge.low].push(index * 2);
        leaving[edge.high].push(index * 2 + 1);
    }
    let target = |half: usize| {
        let edge = &edges[half / 2];
        points[if half.is_multiple_of(2) {
            edge.high
        } else {
            edge.low
        }]
    };
    let mut next = vec![usize::MAX; edges.len() * 2];
    for (point, star) in leaving.iter_mut().enumerate() {
        let here = points[point];
        star.sort_unstable_by(|a, b| counter_clockwise(here.to(target(*a)), here.to(target(*b))));
        for (position, &half) in star.iter().enumerate() {
            // Who arrives against `half` turns into the next edge clockwise.
            let clockwise = star[(position + star.len() - 1) % star.len()];
            next[half ^ 1] = clockwise;
        }
    }
    next
}

/// Compares directions by their angle from due east, counter-clockwise.
fn counter_clockwise(a: (i64, i64), b: (i64, i64)) -> std::cmp::Ordering {
    let is_lower = |(x, y): (i64, i64)| y < 0 || (y == 0 && x < 0);
    is_lower(a)
        .cmp(&is_lower(b))
        .then_with(|| 0.cmp(&cross(a, b)))
}

/// A ring and how far it reaches.
struct Extent<'a> {
    owner: usize,
    points: &'a [GridPoint],
    west: i32,
    south: i32,
    north: i32,
}

impl<'a> Extent<'a> {
    fn of(line: &'a OwnedLine) -> Option<Self> {
        let points = &line.points;
        Some(Self {
            owner: line.owner?,
            west: points.iter().map(|point| point.x).min()?,
            south: points.iter().map(|point| point.y).min()?,
            north: points.iter().map(|point| point.y).max()?,
            points,
        })
    }
}

/// How often each polygon's rings wind around the place just to the west of a point at which they may have
/// a vertex, counted on a ray to the west.
fn windings_left_of(point: GridPoint, rings: &[Extent<'_>]) -> BTreeMap<usize, i32> {
    let mut windings = BTreeMap::new();
    let is_met =
        |ring: &&Extent<'_>| ring.west < point.x && ring.south <= point.y && ring.north >= point.y;
    for ring in rings.iter().filter(is_met) {
        for pair in ring.points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y > point.y) == (b.y > point.y) {
                continue;
            }
            let side = turn(a, b, point);
            let is_to_the_west = if b.y > a.y { side < 0 } else { side > 0 };
            if is_to_the_west {
                // A ring that comes down on the west has the point on its left.
                *windings.entry(ring.owner).or_default() += if b.y > a.y { -1 } else { 1 };
            }
        }
    }
    windings.retain(|_, count| *count != 0);
    windings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(owner: usize, points: &[(i32, i32)]) -> OwnedLine {
        let mut points: Vec<_> = points.iter().map(|&(x, y)| GridPoint::new(x, y)).collect();
        points.push(points[0]);
        OwnedLine {
            owner: Some(owner),
            points,
        }
    }

    fn faces(arrangement: &Arrangement) -> Vec<(i128, Vec<usize>)> {
        let mut faces: Vec<_> = arrangement
            .walks()
            .iter()
            .map(|walk| (walk.twice_area, walk.owners.clone()))
            .collect();
        faces.sort();
        faces
    }

    #[test]
    fn overlapping_squares_make_three_faces() {
        let lines = [
            ring(0, &[(0, 0), (6, 0), (6, 4), (4, 4), (4, 10), (0, 10)]),
            ring(1, &[(4, 0), (6, 0), (10, 0), (10, 10), (4, 10), (4, 4)]),
        ];
        // The first has a foot of 2 by 4 under the second.
        let mut noded = lines.to_vec();
        noded[0].points.insert(1, GridPoint::new(4, 0));
        noded[1].points.insert(6, GridPoint::new(4, 4));
        noded[1].points.dedup();
        let faces = faces(&Arrangement::of(&noded));
        assert_eq!(
            faces,
            [
                (-200, vec![]),
                (16, vec![0, 1]),
                (80, vec![0]),
                (104, vec![1])
            ]
        );
    }

    #[test]
    fn a_group_of_lines_inside_another_polygon_is_covered_by_it() {
        let lines = [
            ring(0, &[(0, 0), (9, 0), (9, 9), (0, 9)]),
            ring(1, &[(3, 3), (5, 3), (5, 5), (3, 5)]),
        ];
        let faces = faces(&Arrangement::of(&lines));
        assert_eq!(
            faces,
            [
                (-162, vec![]),
                (-8, vec![0]),
                (8, vec![0, 1]),
                (162, vec![0])
            ]
        );
    }

    #[test]
    fn a_hole_is_covered_by_nobody() {
        let lines = [
            ring(0, &[(0, 0), (9, 0), (9, 9), (0, 9)]),
            ring(0, &[(3, 3), (3, 5), (5, 5), (5, 3)]),
        ];
        let faces = faces(&Arrangement::of(&lines));
        assert_eq!(
            faces,
            [(-162, vec![]), (-8, vec![0]), (8, vec![]), (162, vec![0])]
        );
    }
}
