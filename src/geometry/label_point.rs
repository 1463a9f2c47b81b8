//! The place of a label: the point of a polygon that lies farthest from its border.
//!
//! # Source
//! The quad-tree search of polylabel (Agafonkin, 2016) for the pole of inaccessibility
//! (Garcia-Castellanos and Lombardo, 2007).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use geo::{Area, BoundingRect, Coord, MultiPolygon, Point, Polygon};

/// The point inside the largest part of `polygon` that lies farthest from the border, as far as one part in
/// a thousand of the part's width.
///
/// `None` when the polygon is empty or has no area.
///
/// # Input
/// Longitude and latitude on WGS 84. Distances are compared on a plane whose x axis is shortened by the
/// cosine of the part's middle latitude, which is enough to place a label.
#[must_use]
pub fn label_point(polygon: &MultiPolygon<f64>) -> Option<Point<f64>> {
    let largest = polygon
        .0
        .iter()
        .max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))
        .filter(|part| part.unsigned_area() > 0.0)?;
    let bounds = largest.bounding_rect()?;
    let shrink = bounds.center().y.to_radians().cos();
    let segments = plane_segments(largest, shrink);
    let best = widest_circle(&segments, 0.0)?;
    Some(Point::new(best.centre.x / shrink, best.centre.y))
}

/// A straight piece of a border.
pub type Segment = (Coord<f64>, Coord<f64>);

/// A circle that fits into an area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InnerCircle {
    /// Its middle.
    pub centre: Coord<f64>,
    /// Its radius, in the unit of the segments.
    pub radius: f64,
}

/// The widest circle that fits into the area between closed rings, to one part in a thousand of the area's
/// extent; `None` where its radius is not greater than `at_least`, which long and narrow areas are told
/// quickly.
///
/// # Units
/// Those of the segments, which lie in a plane; holes are rings as well.
#[must_use]
pub fn widest_circle(segments: &[Segment], at_least: f64) -> Option<InnerCircle> {
    let (low, high) = bounds(segments)?;
    let width = (high.x - low.x).max(high.y - low.y);
    let precision = width / 1_000.0;
    let middle = Coord {
        x: f64::midpoint(low.x, high.x),
        y: f64::midpoint(low.y, high.y),
    };
    let mut best = InnerCircle {
        centre: middle,
        radius: at_least,
    };
    let mut queue = BinaryHeap::from([Cell::new(middle, width / 2.0, segments)]);
    while let Some(cell) = queue.pop() {
        if cell.distance > best.radius {
            best = InnerCircle {
                centre: cell.centre,
                radius: cell.distance,
            };
        }
        let is_good_enough = best.radius > at_least && cell.promise() - best.radius <= precision;
        if is_good_enough || cell.promise() <= best.radius {
            break;
        }
        if cell.half < width * 1e-9 {
            continue;
        }
        let half = cell.half / 2.0;
        for (east, north) in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)] {
            let centre = Coord {
                x: cell.centre.x + east * half,
                y: cell.centre.y + north * half,
            };
            let quarter = Cell::new(centre, half, segments);
            if quarter.distance > best.radius {
                best = InnerCircle {
                    centre,
                    radius: quarter.distance,
                };
            }
            if quarter.promise() > best.radius {
                queue.push(quarter);
            }
        }
    }
    (best.radius > at_least).then_some(best)
}

fn plane_segments(polygon: &Polygon<f64>, shrink: f64) -> Vec<Segment> {
    let flat = |coordinate: Coord<f64>| Coord {
        x: coordinate.x * shrink,
        y: coordinate.y,
    };
    std::iter::once(polygon.exterior())
        .chain(polygon.interiors())
        .flat_map(geo::LineString::lines)
        .map(|line| (flat(line.start), flat(line.end)))
        .collect()
}

/// A square whose best point may still beat the best one known.
struct Cell {
    centre: Coord<f64>,
    half: f64,
    /// From the centre to the border, negative outside.
    distance: f64,
}

impl Cell {
    fn new(centre: Coord<f64>, half: f64, segments: &[Segment]) -> Self {
        Self {
            centre,
            half,
            distance: signed_distance(centre, segments),
        }
    }

    fn promise(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.promise()
            .total_cmp(&other.promise())
            .then_with(|| self.centre.x.total_cmp(&other.centre.x))
            .then_with(|| self.centre.y.total_cmp(&other.centre.y))
    }
}

fn bounds(segments: &[Segment]) -> Option<(Coord<f64>, Coord<f64>)> {
    let first = segments.first()?.0;
    Some(
        segments
            .iter()
            .fold((first, first), |(low, high), (point, _)| {
                (
                    Coord {
                        x: low.x.min(point.x),
                        y: low.y.min(point.y),
                    },
                    Coord {
                        x: high.x.max(point.x),
                        y: high.y.max(point.y),
                    },
                )
            }),
    )
}

/// Distance from a point to the border, negative when the point is outside.
fn signed_distance(point: Coord<f64>, segments: &[Segment]) -> f64 {
    let mut is_inside = false;
    let mut nearest = f64::INFINITY;
    for &(a, b) in segments {
        let crosses = (a.y > point.y) != (b.y > point.y);
        if crosses && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x {
            is_inside = !is_inside;
        }
        nearest = nearest.min(squared_distance(point, a, b));
    }
    if is_inside {
        nearest.sqrt()
    } else {
        -nearest.sqrt()
    }
}

fn squared_distance(point: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> f64 {
    let along = b - a;
    let length = along.x * along.x + along.y * along.y;
    let offset = point - a;
    let share = if length > 0.0 {
        ((offset.x * along.x + offset.y * along.y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let rest = offset - along * share;
    rest.x * rest.x + rest.y * rest.y
}

#[cfg(test)]
mod tests {
    use geo::{Contains, polygon};

    use super::*;

    #[test]
    fn a_square_is_labelled_in_its_middle() {
        let square =
            polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)];
        let point = label_point(&square.into()).unwrap();
        assert!(
            (point.x() - 0.5).abs() < 0.01 && (point.y() - 0.5).abs() < 0.01,
            "{point:?}"
        );
    }

    #[test]
    fn a_horseshoe_is_labelled_inside() {
        let horseshoe = polygon![
            (x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 10.0, y: 10.0), (x: 8.0, y: 10.0),
            (x: 8.0, y: 2.0), (x: 2.0, y: 2.0), (x: 2.0, y: 10.0), (x: 0.0, y: 10.0)
        ];
        let point = label_point(&horseshoe.clone().into()).unwrap();
        assert!(horseshoe.contains(&point), "{point:?}");
    }

    #[test]
    fn the_label_goes_to_the_largest_part_and_out_of_its_hole() {
        let small = polygon![(x: 20.0, y: 0.0), (x: 21.0, y: 0.0), (x: 21.0, y: 1.0)];
        let ringed = polygon!(
            exterior: [(x: 0.0, y: 0.0), (x: 10.0, y: 0.0), (x: 10.0, y: 10.0), (x: 0.0, y: 10.0)],
            interiors: [[(x: 3.0, y: 3.0), (x: 7.0, y: 3.0), (x: 7.0, y: 7.0), (x: 3.0, y: 7.0)]],
        );
        let point = label_point(&MultiPolygon(vec![small, ringed.clone()])).unwrap();
        assert!(ringed.contains(&point), "{point:?}");
    }

    #[test]
    fn nothing_has_no_label_point() {
        assert_eq!(label_point(&MultiPolygon(Vec::new())), None);
        let flat = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 2.0, y: 0.0)];
        assert_eq!(label_point(&flat.into()), None);
    }
}
