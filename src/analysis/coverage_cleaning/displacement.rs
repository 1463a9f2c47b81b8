//! How far borders moved.

use std::collections::HashSet;

use geo::Coord;
use rstar::primitives::Line;
use rstar::{PointDistance, RTree};

use super::plane::MetricPlane;
use crate::geometry::grid::GridPoint;
use crate::geometry::label_point::{Segment, widest_circle};

/// Places nearer together than this are not told apart, in metres: half a step of the grid.
const PRECISION_M: f64 = 0.005;

/// A place of a line, and how far it lies from another line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Farthest {
    /// The distance in metres.
    pub(super) metres: f64,
    /// The place, in metres of the plane.
    pub(super) at: Coord<f64>,
}

/// Straight pieces of a line, to measure distances from.
struct Course(RTree<Line<[f64; 2]>>);

impl Course {
    fn of(segments: &[Segment]) -> Self {
        let line = |(a, b): &Segment| Line::new([a.x, a.y], [b.x, b.y]);
        Self(RTree::bulk_load(segments.iter().map(line).collect()))
    }

    /// A place with the piece that is nearest to it.
    fn nearest(&self, place: Coord<f64>) -> Option<Nearest> {
        let at = [place.x, place.y];
        let piece = *self.0.nearest_neighbor(at)?;
        let metres = piece.distance_2(&at).sqrt();
        Some(Nearest {
            place,
            piece,
            metres,
        })
    }

    /// Moves `best` to the place of the segments that lies farthest from here, where that is farther.
    ///
    /// A segment is halved only while some place of it may beat the best one known.
    fn farthest_of(&self, segments: &[Segment], best: &mut Option<Farthest>) {
        let mut waiting = Vec::with_capacity(segments.len());
        for &(a, b) in segments {
            if let (Some(a), Some(b)) = (self.nearest(a), self.nearest(b)) {
                improve(best, a.place, a.metres);
                improve(best, b.place, b.metres);
                waiting.push((a, b));
            }
        }
        while let Some((a, b)) = waiting.pop() {
            if a.promise(&b) <= best.map_or(0.0, |best| best.metres) + PRECISION_M {
                continue;
            }
            if let Some(middle) = self.nearest((a.place + b.place) / 2.0) {
                improve(best, middle.place, middle.metres);
                waiting.extend([(a, middle), (middle, b)]);
            }
        }
    }
}

/// An end of a segment, and the piece of a course that is nearest to it.
#[derive(Clone, Copy)]
struct Nearest {
    place: Coord<f64>,
    piece: Line<[f64; 2]>,
    metres: f64,
}

impl Nearest {
    /// No place between two ends lies farther from the course: the distance from one straight piece is greatest at
    /// an end, and no place gains more than the way to it.
    fn promise(&self, other: &Self) -> f64 {
        let length = (self.place.x - other.place.x).hypot(self.place.y - other.place.y);
        let by_way = f64::midpoint(self.metres + other.metres, length);
        let by_piece = |piece: Line<[f64; 2]>, from: f64, end: Coord<f64>| {
            from.max(piece.distance_2(&[end.x, end.y]).sqrt())
        };
        by_way
            .min(by_piece(self.piece, self.metres, other.place))
            .min(by_piece(other.piece, other.metres, self.place))
    }
}

fn improve(best: &mut Option<Farthest>, at: Coord<f64>, metres: f64) {
    if metres.is_finite() && best.is_none_or(|best| metres > best.metres) {
        *best = Some(Farthest { metres, at });
    }
}

/// The greatest distance from any place of either line to the other, to half a centimetre; `None` where one of
/// them is empty.
///
/// # Source
/// The distance of two sets by Hausdorff (1914).
pub(super) fn farthest_apart(one: &[Segment], other: &[Segment]) -> Option<Farthest> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let mut best = None;
    Course::of(other).farthest_of(one, &mut best);
    Course::of(one).farthest_of(other, &mut best);
    best
}

/// How far the border of one polygon moved, and where most; `None` where it stayed. Only edges that one of the
/// two does not have are looked at. A ring of which nothing is left shrank onto its own middle: it moved by the
/// radius of the widest circle in it.
///
/// # Input
/// Closed rings as they were, and the edges of those that they became.
pub(super) fn displacement(
    before: &[&[GridPoint]],
    after: &[(GridPoint, GridPoint)],
    plane: MetricPlane,
) -> Option<Farthest> {
    let kept: HashSet<GridPoint> = after.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let (left, gone): (Vec<&[GridPoint]>, Vec<&[GridPoint]>) = before
        .iter()
        .partition(|ring| ring.iter().any(|point| kept.contains(point)));
    let left: Vec<(GridPoint, GridPoint)> = left.into_iter().flat_map(edges).collect();
    let (lost, gained) = (without(&left, after), without(after, &left));
    let metres = |edges: &[(GridPoint, GridPoint)]| -> Vec<Segment> {
        let drawn = |(a, b): &(GridPoint, GridPoint)| (plane.metres(*a), plane.metres(*b));
        edges.iter().map(drawn).collect()
    };
    let mut best = None;
    if !lost.is_empty() || !gained.is_empty() {
        Course::of(&metres(after)).farthest_of(&metres(&lost), &mut best);
        Course::of(&metres(&left)).farthest_of(&metres(&gained), &mut best);
    }
    for ring in gone {
        let ring: Vec<(GridPoint, GridPoint)> = edges(ring).collect();
        if let Some(circle) = widest_circle(&metres(&ring), 0.0) {
            improve(&mut best, circle.centre, circle.radius);
        }
    }
    best
}

fn edges(ring: &[GridPoint]) -> impl Iterator<Item = (GridPoint, GridPoint)> {
    ring.windows(2).map(|pair| (pair[0], pair[1]))
}

/// The edges of `all` that are not among `others`.
fn without(
    all: &[(GridPoint, GridPoint)],
    others: &[(GridPoint, GridPoint)],
) -> Vec<(GridPoint, GridPoint)> {
    let known: HashSet<_> = others.iter().collect();
    let missing = all.iter().filter(|edge| !known.contains(edge));
    missing.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Vec<Segment> {
        let place = |(x, y): (f64, f64)| Coord { x, y };
        points
            .windows(2)
            .map(|pair| (place(pair[0]), place(pair[1])))
            .collect()
    }

    #[test]
    fn the_farthest_place_may_lie_between_vertices() {
        let straight = line(&[(0.0, 0.0), (100.0, 0.0)]);
        // From (50, 0) it is 50 to either post, and from no other place as far.
        let posts = [
            line(&[(0.0, 0.0), (0.0, 9.0)]),
            line(&[(100.0, 0.0), (100.0, 9.0)]),
        ];
        let farthest = farthest_apart(&straight, &posts.concat()).unwrap();
        assert!((farthest.metres - 50.0).abs() < 0.01, "{farthest:?}");
        assert!((farthest.at.x - 50.0).abs() < 0.01, "{farthest:?}");
    }

    #[test]
    fn a_bay_is_as_far_as_it_is_deep() {
        let straight = line(&[(0.0, 0.0), (100.0, 0.0)]);
        let bay = line(&[(0.0, 0.0), (50.0, 12.0), (100.0, 0.0)]);
        let farthest = farthest_apart(&straight, &bay).unwrap();
        assert_eq!((farthest.metres, farthest.at.x), (12.0, 50.0));
        assert_eq!(farthest_apart(&straight, &[]), None);
    }
}
