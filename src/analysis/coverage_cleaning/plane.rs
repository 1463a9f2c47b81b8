//! Metres on the grid of stored borders.

use geo::Coord;

use crate::geometry::geodesic::distance_m;
use crate::geometry::grid::{GridPoint, STEPS_PER_DEGREE};

/// A plane in metres that is true at one latitude; at another it is wrong by the ratio of the cosines, 0.3 %
/// at the edge of a province that is 80 km high.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MetricPlane {
    east_m: f64,
    north_m: f64,
}

impl MetricPlane {
    /// The plane true at the middle latitude of the points.
    pub(super) fn around<'a>(points: impl Iterator<Item = &'a GridPoint>) -> Self {
        let (low, high) = points.fold((i32::MAX, i32::MIN), |(low, high), point| {
            (low.min(point.y), high.max(point.y))
        });
        let middle = f64::midpoint(f64::from(low), f64::from(high)) / STEPS_PER_DEGREE;
        let latitude = middle.clamp(-89.0, 89.0);
        let place = |x: f64, y: f64| Coord { x, y: latitude + y };
        let span = 0.01;
        let steps = span * STEPS_PER_DEGREE;
        Self {
            east_m: distance_m(place(0.0, 0.0), place(span, 0.0)) / steps,
            north_m: distance_m(place(0.0, -span / 2.0), place(0.0, span / 2.0)) / steps,
        }
    }

    /// A grid point in metres.
    pub(super) fn metres(self, point: GridPoint) -> Coord<f64> {
        Coord {
            x: f64::from(point.x) * self.east_m,
            y: f64::from(point.y) * self.north_m,
        }
    }

    /// The grid point nearest to a place in metres.
    pub(super) fn grid(self, place: Coord<f64>) -> GridPoint {
        GridPoint::new(
            (place.x / self.east_m).round() as i32,
            (place.y / self.north_m).round() as i32,
        )
    }

    /// Square metres of twice an area in grid steps.
    pub(super) fn area_m2(self, twice_area: i128) -> f64 {
        twice_area as f64 / 2.0 * self.east_m * self.north_m
    }

    /// The distance between two grid points in metres.
    pub(super) fn distance_m(self, a: GridPoint, b: GridPoint) -> f64 {
        let (a, b) = (self.metres(a), self.metres(b));
        (a.x - b.x).hypot(a.y - b.y)
    }
}

/// The point of a segment that is nearest to a place, and how far away it is.
pub(super) fn nearest_on(place: Coord<f64>, a: Coord<f64>, b: Coord<f64>) -> (Coord<f64>, f64) {
    let along = b - a;
    let length = along.x * along.x + along.y * along.y;
    let offset = place - a;
    let share = if length > 0.0 {
        ((offset.x * along.x + offset.y * along.y) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    let nearest = a + along * share;
    (nearest, (place.x - nearest.x).hypot(place.y - nearest.y))
}
