//! Straight edges in a tree of boxes: which of them a place or an edge touches, and where the nearest of them is.
//!
//! Sides are found with a robust predicate, so that touching is decided exactly on the coordinates as given.
//!
//! # Source
//! J. R. Shewchuk (1997), *Adaptive precision floating-point arithmetic and fast robust geometric
//! predicates*, Discrete & Computational Geometry 18, 305–363.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, Intersects, Line, LineString, MultiLineString, MultiPolygon};
use rstar::{AABB, RTree, RTreeObject};

/// An edge with a number that its owner knows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub(super) line: Line<f64>,
    pub(super) number: u32,
}

impl RTreeObject for Edge {
    type Envelope = AABB<[f64; 2]>;

    fn envelope(&self) -> Self::Envelope {
        box_of(self.line)
    }
}

/// Edges prepared for look-ups.
#[derive(Debug, Clone, Default)]
pub struct EdgeIndex(RTree<Edge>);

/// How two edges meet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meeting {
    /// In one position that is an end of one of them.
    Touch(Coord<f64>),
    /// In one position between the ends of both, near this one.
    Cross(Coord<f64>),
    /// Along a stretch that begins here.
    RunTogether(Coord<f64>),
}

impl EdgeIndex {
    /// Sorts the edges of lines and of the rings of areas. A line of no length stands for a point.
    #[must_use]
    pub fn new(lines: &MultiLineString<f64>, areas: &MultiPolygon<f64>) -> Self {
        let rings = areas
            .iter()
            .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        let edges = lines.iter().chain(rings).flat_map(LineString::lines);
        Self::of_edges(edges.zip(0..).map(|(line, number)| Edge { line, number }))
    }

    pub(super) fn of_edges(edges: impl Iterator<Item = Edge>) -> Self {
        Self(RTree::bulk_load(edges.collect()))
    }

    /// Whether a place lies on an edge.
    #[must_use]
    pub fn touches_place(&self, at: Coord<f64>) -> bool {
        self.near(Line::new(at, at))
            .any(|edge| edge.line.intersects(&geo::Point(at)))
    }

    /// Whether an edge shares a position with any of these.
    #[must_use]
    pub fn touches(&self, other: Line<f64>) -> bool {
        self.near(other).any(|edge| edge.line.intersects(&other))
    }

    /// The edges whose boxes meet that of another.
    pub(super) fn near(&self, other: Line<f64>) -> impl Iterator<Item = &Edge> {
        self.0.locate_in_envelope_intersecting(box_of(other))
    }

    /// All edges.
    pub(super) fn all(&self) -> impl Iterator<Item = &Edge> {
        self.0.iter()
    }

    /// The smallest box around all edges; none without edges.
    pub(super) fn bounds(&self) -> Option<(Coord<f64>, Coord<f64>)> {
        let around = self.0.root().envelope();
        let corner = |at: [f64; 2]| Coord { x: at[0], y: at[1] };
        (self.0.size() > 0).then(|| (corner(around.lower()), corner(around.upper())))
    }

    /// The edges whose boxes meet a box.
    pub(super) fn in_box(&self, min: Coord<f64>, max: Coord<f64>) -> impl Iterator<Item = &Edge> {
        self.near(Line::new(min, max))
    }
}

/// How two edges that have a length meet, if they do.
pub(super) fn meeting(a: Line<f64>, b: Line<f64>) -> Option<Meeting> {
    let side = RobustKernel::orient2d;
    let (b_start, b_end) = (side(a.start, a.end, b.start), side(a.start, a.end, b.end));
    if b_start == Orientation::Collinear && b_end == Orientation::Collinear {
        return along(a, b);
    }
    let (a_start, a_end) = (side(b.start, b.end, a.start), side(b.start, b.end, a.end));
    if b_start == b_end || a_start == a_end {
        return None;
    }
    for (end, place, other) in [
        (b_start, b.start, a),
        (b_end, b.end, a),
        (a_start, a.start, b),
        (a_end, a.end, b),
    ] {
        if end == Orientation::Collinear {
            return is_in_box(place, other).then_some(Meeting::Touch(place));
        }
    }
    Some(Meeting::Cross(near_crossing(a, b)))
}

/// How two edges on one straight line meet.
fn along(a: Line<f64>, b: Line<f64>) -> Option<Meeting> {
    let is_flat = (a.end.x - a.start.x).abs() >= (a.end.y - a.start.y).abs();
    let key = |at: &Coord<f64>| if is_flat { at.x } else { at.y };
    let sorted = |line: Line<f64>| {
        let mut ends = [line.start, line.end];
        ends.sort_by(|p, q| key(p).total_cmp(&key(q)));
        ends
    };
    let ([a_first, a_last], [b_first, b_last]) = (sorted(a), sorted(b));
    let first = if key(&a_first) >= key(&b_first) {
        a_first
    } else {
        b_first
    };
    let last = key(&a_last).min(key(&b_last));
    match key(&first).partial_cmp(&last)? {
        std::cmp::Ordering::Less => Some(Meeting::RunTogether(first)),
        std::cmp::Ordering::Equal => Some(Meeting::Touch(first)),
        std::cmp::Ordering::Greater => None,
    }
}

fn is_in_box(place: Coord<f64>, line: Line<f64>) -> bool {
    let (a, b) = (line.start, line.end);
    (a.x.min(b.x)..=a.x.max(b.x)).contains(&place.x)
        && (a.y.min(b.y)..=a.y.max(b.y)).contains(&place.y)
}

/// Where two edges that cross do so, to the accuracy of the plane's numbers: to be told, not to be reckoned with.
fn near_crossing(a: Line<f64>, b: Line<f64>) -> Coord<f64> {
    let (along_a, along_b, between) = (a.delta(), b.delta(), b.start - a.start);
    let cross = |p: Coord<f64>, q: Coord<f64>| p.x * q.y - p.y * q.x;
    let share = cross(between, along_b) / cross(along_a, along_b);
    a.start
        + along_a
            * if share.is_finite() {
                share.clamp(0.0, 1.0)
            } else {
                0.5
            }
}

fn box_of(line: Line<f64>) -> AABB<[f64; 2]> {
    AABB::from_corners([line.start.x, line.start.y], [line.end.x, line.end.y])
}

/// The position on an edge nearest to a place.
pub(super) fn foot_on(edge: Line<f64>, from: Coord<f64>) -> Coord<f64> {
    let along = edge.delta();
    let squared = squared_length(along);
    if squared <= 0.0 {
        return edge.start;
    }
    let to = from - edge.start;
    edge.start + along * ((to.x * along.x + to.y * along.y) / squared).clamp(0.0, 1.0)
}

fn squared_length(vector: Coord<f64>) -> f64 {
    vector.x * vector.x + vector.y * vector.y
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;
    use geo::line_intersection::{LineIntersection, line_intersection};
    use proptest::prelude::*;

    fn line(x0: f64, y0: f64, x1: f64, y1: f64) -> Line<f64> {
        Line::new(coord! {x: x0, y: y0}, coord! {x: x1, y: y1})
    }

    #[test]
    fn edges_cross_touch_or_run_together() {
        let flat = line(0.0, 0.0, 10.0, 0.0);
        let at = |x: f64| coord! {x: x, y: 0.0};
        for (other, expected) in [
            (line(5.0, -1.0, 5.0, 1.0), Some(Meeting::Cross(at(5.0)))),
            (line(5.0, 0.0, 5.0, 1.0), Some(Meeting::Touch(at(5.0)))),
            (line(10.0, 0.0, 12.0, 3.0), Some(Meeting::Touch(at(10.0)))),
            (line(10.0, 0.0, 12.0, 0.0), Some(Meeting::Touch(at(10.0)))),
            (
                line(12.0, 0.0, 8.0, 0.0),
                Some(Meeting::RunTogether(at(8.0))),
            ),
            (line(11.0, 0.0, 12.0, 0.0), None),
            (line(0.0, 1.0, 10.0, 1.0), None),
            (line(11.0, 0.0, 12.0, 1.0), None),
        ] {
            assert_eq!(meeting(flat, other), expected, "{other:?}");
            assert_eq!(meeting(other, flat).is_some(), expected.is_some());
        }
    }

    proptest! {
        #[test]
        fn meetings_are_those_of_geo(ends in prop::collection::vec(-6..6i32, 8)) {
            let ends: Vec<f64> = ends.into_iter().map(f64::from).collect();
            let (a, b) = (
                line(ends[0], ends[1], ends[2], ends[3]),
                line(ends[4], ends[5], ends[6], ends[7]),
            );
            prop_assume!(a.start != a.end && b.start != b.end);
            match (line_intersection(a, b), meeting(a, b)) {
                (None, None)
                | (Some(LineIntersection::Collinear { .. }), Some(Meeting::RunTogether(_) | Meeting::Touch(_)))
                | (Some(LineIntersection::SinglePoint { is_proper: true, .. }), Some(Meeting::Cross(_)))
                | (Some(LineIntersection::SinglePoint { is_proper: false, .. }), Some(Meeting::Touch(_))) => {}
                other => prop_assert!(false, "{a:?} {b:?} {other:?}"),
            }
        }
    }
}
