//! Simplification on shared borders, for all zooms at once.
//!
//! Every arc of a coverage is thinned together with all others, vertex by vertex, the least important first.
//! Each vertex remembers at which importance it went, so that the drawing of a zoom is what is left after a
//! prefix of one and the same order of removal. A vertex goes only if no other vertex lies in the triangle
//! that it leaves behind: a drawing whose arcs did not cross before does not cross after any prefix.
//! Junctions never move, closed arcs keep four points, and no two arcs fall onto one line.
//!
//! # Source
//! Visvalingam and Whyatt (1993), "Line generalisation by repeated elimination of points"; the emptiness
//! condition as in the coverage simplifier of JTS (Davis, 2023).

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::mercator;
use crate::geometry::grid::{GridPoint, turn};

/// The least area that a vertex must span to be drawn, in squares of a zoom's grid step.
///
/// Four steps are half a pixel of a 512-pixel tile; see the test that measures how far borders move.
const LEAST_AREA: f64 = 4.0;

/// A line whose vertices know at which zooms they are drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct WeighedArc {
    /// The vertices on the world grid.
    pub points: Vec<GridPoint>,
    /// For each vertex the area, in squares of the world grid's step, above which it is left out;
    /// infinite at both ends.
    weights: Vec<f64>,
}

impl WeighedArc {
    /// The vertices that the zoom draws.
    #[must_use]
    pub fn at_zoom(&self, zoom: u8) -> impl DoubleEndedIterator<Item = GridPoint> {
        let least = least_weight(zoom);
        self.points
            .iter()
            .zip(&self.weights)
            .filter(move |(_, weight)| **weight >= least)
            .map(|(point, _)| *point)
    }
}

/// The weight below which a vertex cannot be seen at the zoom.
fn least_weight(zoom: u8) -> f64 {
    let step = mercator::step(zoom) as f64;
    LEAST_AREA * step * step
}

/// Weighs the vertices of all arcs against each other.
///
/// # Input
/// Arcs on the world grid that do not cross each other; where they do, they are thinned no worse than by
/// the plain algorithm. The first and last vertex of each are kept.
#[must_use]
pub fn weigh(arcs: Vec<Vec<GridPoint>>) -> Vec<WeighedArc> {
    let mut thinning = Thinning::new(&arcs);
    thinning.run();
    let mut weights = thinning.vertices.into_iter().map(|vertex| vertex.weight);
    arcs.into_iter()
        .map(|points| {
            let weights = weights.by_ref().take(points.len()).collect();
            WeighedArc { points, weights }
        })
        .collect()
}

type Indexed = GeomWithData<[i32; 2], usize>;

struct Vertex {
    point: GridPoint,
    arc: usize,
    previous: Option<usize>,
    next: Option<usize>,
    /// Twice the area that the vertex spans with its present neighbours.
    spans: i128,
    weight: f64,
    is_gone: bool,
}

struct Thinning {
    vertices: Vec<Vertex>,
    /// How many vertices each arc still has.
    left_in_arc: Vec<usize>,
    is_closed: Vec<bool>,
    /// The ends of the arcs that have become straight lines.
    straight: HashSet<(GridPoint, GridPoint)>,
    queue: BinaryHeap<Reverse<(i128, usize)>>,
    /// The vertices, those that went since it was built among them.
    tree: RTree<Indexed>,
    left: usize,
    left_when_indexed: usize,
}

impl Thinning {
    fn new(arcs: &[Vec<GridPoint>]) -> Self {
        let mut vertices = Vec::with_capacity(arcs.iter().map(Vec::len).sum());
        let mut straight = HashSet::new();
        for (arc, points) in arcs.iter().enumerate() {
            if let [a, b] = points.as_slice() {
                straight.insert(((*a).min(*b), (*a).max(*b)));
            }
            for (index, &point) in points.iter().enumerate() {
                let here = vertices.len();
                let is_end = index == 0 || index + 1 == points.len();
                vertices.push(Vertex {
                    point,
                    arc,
                    previous: (!is_end).then(|| here - 1),
                    next: (!is_end).then_some(here + 1),
                    spans: 0,
                    weight: f64::INFINITY,
                    is_gone: false,
                });
            }
        }
        let left = vertices.len();
        let tree = index(&vertices);
        Self {
            left_in_arc: arcs.iter().map(Vec::len).collect(),
            is_closed: arcs.iter().map(|arc| arc.first() == arc.last()).collect(),
            vertices,
            straight,
            queue: BinaryHeap::new(),
            tree,
            left,
            left_when_indexed: left,
        }
    }

    fn run(&mut self) {
        for vertex in 0..self.vertices.len() {
            self.enqueue(vertex);
        }
        let mut reached: i128 = 0;
        while let Some(Reverse((spans, vertex))) = self.queue.pop() {
            if self.vertices[vertex].is_gone || self.vertices[vertex].spans != spans {
                continue;
            }
            if self.may_go(vertex) {
                reached = reached.max(spans);
                self.remove(vertex, reached as f64 / 2.0);
            }
        }
    }

    fn neighbours(&self, vertex: usize) -> Option<(usize, usize)> {
        self.vertices[vertex]
            .previous
            .zip(self.vertices[vertex].next)
    }

    fn enqueue(&mut self, vertex: usize) {
        let Some((a, b)) = self.neighbours(vertex) else {
            return;
        };
        let point = |index: usize| self.vertices[index].point;
        let spans = turn(point(a), point(vertex), point(b)).abs();
        self.vertices[vertex].spans = spans;
        self.queue.push(Reverse((spans, vertex)));
    }

    fn may_go(&self, vertex: usize) -> bool {
        let Some((a, b)) = self.neighbours(vertex) else {
            return false;
        };
        let arc = self.vertices[vertex].arc;
        let (a, b) = (self.vertices[a].point, self.vertices[b].point);
        if self.is_closed[arc] && self.left_in_arc[arc] <= 4 {
            return false;
        }
        let becomes_straight = self.left_in_arc[arc] == 3;
        if becomes_straight && self.straight.contains(&(a.min(b), a.max(b))) {
            return false;
        }
        self.is_empty_triangle(a, self.vertices[vertex].point, b)
    }

    fn is_empty_triangle(&self, a: GridPoint, tip: GridPoint, b: GridPoint) -> bool {
        let low = [a.x.min(tip.x).min(b.x), a.y.min(tip.y).min(b.y)];
        let high = [a.x.max(tip.x).max(b.x), a.y.max(tip.y).max(b.y)];
        self.tree
            .locate_in_envelope(AABB::from_corners(low, high))
            .all(|candidate| {
                let other = &self.vertices[candidate.data];
                other.is_gone
                    || [a, tip, b].contains(&other.point)
                    || !is_in_triangle(other.point, a, tip, b)
            })
    }

    fn remove(&mut self, vertex: usize, weight: f64) {
        let Some((a, b)) = self.neighbours(vertex) else {
            return;
        };
        let gone = &mut self.vertices[vertex];
        gone.weight = weight;
        gone.is_gone = true;
        let arc = gone.arc;
        self.left_in_arc[arc] -= 1;
        if self.left_in_arc[arc] == 2 {
            let (a, b) = (self.vertices[a].point, self.vertices[b].point);
            self.straight.insert((a.min(b), a.max(b)));
        }
        if let Some(next) = &mut self.vertices[a].next {
            *next = b;
        }
        if let Some(previous) = &mut self.vertices[b].previous {
            *previous = a;
        }
        self.left -= 1;
        if self.left * 2 < self.left_when_indexed {
            self.tree = index(&self.vertices);
            self.left_when_indexed = self.left;
        }
        self.enqueue(a);
        self.enqueue(b);
    }
}

fn index(vertices: &[Vertex]) -> RTree<Indexed> {
    let present = vertices
        .iter()
        .enumerate()
        .filter(|(_, vertex)| !vertex.is_gone);
    RTree::bulk_load(
        present
            .map(|(index, vertex)| GeomWithData::new([vertex.point.x, vertex.point.y], index))
            .collect(),
    )
}

/// Whether a point lies in a triangle or on its edge; the point is known to lie in the triangle's box.
fn is_in_triangle(point: GridPoint, a: GridPoint, b: GridPoint, c: GridPoint) -> bool {
    let turns = [turn(a, b, point), turn(b, c, point), turn(c, a, point)];
    turns.iter().all(|turn| *turn >= 0) || turns.iter().all(|turn| *turn <= 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<GridPoint> {
        points.iter().map(|&(x, y)| GridPoint::new(x, y)).collect()
    }

    fn at_weight(arc: &WeighedArc, least: f64) -> Vec<GridPoint> {
        let kept = arc
            .points
            .iter()
            .zip(&arc.weights)
            .filter(|(_, weight)| **weight >= least);
        kept.map(|(point, _)| *point).collect()
    }

    #[test]
    fn the_flattest_vertex_goes_first_and_the_ends_stay() {
        let arcs = weigh(vec![line(&[(0, 0), (10, 1), (20, 0), (30, 9), (40, 0)])]);
        assert!(arcs[0].weights[0].is_infinite());
        // By hand: (0,0) (10,1) (20,0) spans 10, then (0,0) (20,0) (30,9) 90, then (0,0) (30,9) (40,0) 180.
        assert_eq!(arcs[0].weights[1..4], [10.0, 90.0, 180.0]);
    }

    #[test]
    fn a_vertex_stays_while_another_line_reaches_into_its_triangle() {
        let bend = line(&[(0, 0), (50, 100), (100, 0)]);
        let inside = line(&[(50, 20), (50, 30)]);
        let arcs = weigh(vec![bend.clone(), inside]);
        assert_eq!(at_weight(&arcs[0], 1e12), bend);
        assert_eq!(at_weight(&weigh(vec![bend])[0], 1e12).len(), 2);
    }

    #[test]
    fn two_arcs_between_the_same_junctions_never_fall_together() {
        let arcs = weigh(vec![
            line(&[(0, 0), (50, 10), (100, 0)]),
            line(&[(0, 0), (50, -10), (100, 0)]),
        ]);
        let left: usize = arcs.iter().map(|arc| at_weight(arc, 1e12).len()).sum();
        assert_eq!(left, 5);
    }

    #[test]
    fn a_closed_arc_keeps_an_area() {
        let mut ring: Vec<_> = (0..60)
            .map(|step| {
                let angle = f64::from(step) / 60.0 * std::f64::consts::TAU;
                GridPoint::new((angle.cos() * 1e4) as i32, (angle.sin() * 1e4) as i32)
            })
            .collect();
        ring.push(ring[0]);
        assert_eq!(at_weight(&weigh(vec![ring])[0], 1e12).len(), 4);
    }

    /// Whether two edges share a point other than a common end.
    fn edges_cross(a: GridPoint, b: GridPoint, c: GridPoint, d: GridPoint) -> bool {
        let shares_end = a == c || a == d || b == c || b == d;
        let sides = (
            turn(a, b, c).signum() * turn(a, b, d).signum(),
            turn(c, d, a).signum() * turn(c, d, b).signum(),
        );
        if shares_end {
            let overlap = turn(a, b, c) == 0 && turn(a, b, d) == 0;
            let tip = if a == c || b == c { d } else { c };
            return overlap
                && tip.x >= a.x.min(b.x)
                && tip.x <= a.x.max(b.x)
                && tip.y >= a.y.min(b.y)
                && tip.y <= a.y.max(b.y);
        }
        sides.0 < 0 && sides.1 < 0
    }

    proptest! {
        /// A stack of lines over each other, each wobbling within its own band or close to its neighbour.
        #[test]
        fn lines_that_do_not_cross_never_cross_at_any_prefix(
            wobble in prop::collection::vec(prop::collection::vec(0_i32..50, 20..40), 2..5),
            least in 0.0_f64..5_000.0,
        ) {
            let mut floor = [0_i32; 40];
            let arcs: Vec<Vec<GridPoint>> = wobble.iter().map(|heights| {
                heights.iter().enumerate().map(|(index, height)| {
                    floor[index] += height + 1;
                    GridPoint::new(index as i32 * 10, floor[index])
                }).collect()
            }).collect();
            let thinned: Vec<_> = weigh(arcs).iter().map(|arc| at_weight(arc, least)).collect();
            let edges: Vec<_> = thinned.iter().enumerate()
                .flat_map(|(arc, points)| points.windows(2).map(move |pair| (arc, pair[0], pair[1])))
                .collect();
            for (position, (_, a, b)) in edges.iter().enumerate() {
                for (_, c, d) in &edges[position + 1..] {
                    prop_assert!(!edges_cross(*a, *b, *c, *d), "{:?} {:?} {:?} {:?}", a, b, c, d);
                }
            }
        }
    }
}
