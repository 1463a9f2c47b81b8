//! How far a place or a shape lies from lines and areas, in metres on the ground.

use super::geodesic::{densify, distance_m};
use super::metric_crs::{MetricCrs, MetricCrsError};
use geo::{
    BoundingRect, Coord, Distance, Euclidean, Geometry, Intersects, LineString, MultiLineString,
    MultiPolygon, Rect,
};

/// Longest edge in the plane; longer geodesics get vertices between.
const LONGEST_EDGE_M: f64 = 2_000.0;

/// Why no distance can be measured.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DistanceError {
    /// There is nothing to measure to.
    #[error("there is no geometry to measure the distance to")]
    Empty,
    /// The geometries lie too far apart for one plane.
    #[error(transparent)]
    Crs(#[from] MetricCrsError),
}

/// A shape prepared for distances from many places.
///
/// The nearest position on the shape is found in a metric plane; the distance to it is the geodesic one. The
/// plane is conformal, so the position is right to the second order and the distance to better than 1e-6.
#[derive(Debug, Clone)]
pub struct DistanceTo {
    crs: MetricCrs,
    lines: MultiLineString<f64>,
    areas: MultiPolygon<f64>,
    edges: Vec<geo::Line<f64>>,
}

impl DistanceTo {
    /// Prepares a shape.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84; edges are geodesics.
    ///
    /// # Errors
    /// [`DistanceError`] when the shape is empty or too wide for one plane.
    pub fn new(shape: &Geometry<f64>) -> Result<Self, DistanceError> {
        let extent: Rect<f64> = shape.bounding_rect().ok_or(DistanceError::Empty)?;
        let crs = MetricCrs::for_extent(extent)?;
        let (lines, areas) = super::parts::lines_and_areas(shape);
        let dense = |line: &LineString<f64>| crs.project_all(&densify(line, LONGEST_EDGE_M));
        let lines = MultiLineString::new(lines.iter().map(dense).collect());
        let areas = MultiPolygon::new(
            areas
                .iter()
                .map(|area| {
                    let holes = area.interiors().iter().map(dense).collect();
                    geo::Polygon::new(dense(area.exterior()), holes)
                })
                .collect(),
        );
        let rings = areas
            .iter()
            .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        let edges = lines
            .iter()
            .chain(rings)
            .flat_map(LineString::lines)
            .collect();
        Ok(Self {
            crs,
            lines,
            areas,
            edges,
        })
    }

    /// The plane in which nearest positions are found.
    #[must_use]
    pub fn crs(&self) -> &MetricCrs {
        &self.crs
    }

    /// Metres from a place to the shape: 0 inside an area.
    #[must_use]
    pub fn from_place(&self, place: Coord<f64>) -> f64 {
        let at = self.crs.project(place);
        if self.areas.intersects(&geo::Point(at)) {
            return 0.0;
        }
        let mut nearest = (f64::INFINITY, at);
        for edge in &self.edges {
            let foot = foot_on(edge, at);
            let squared = (at.x - foot.x).powi(2) + (at.y - foot.y).powi(2);
            if squared < nearest.0 {
                nearest = (squared, foot);
            }
        }
        distance_m(place, self.crs.unproject(nearest.1))
    }

    /// Metres from another shape to this one: 0 where they touch.
    ///
    /// Exact for a point; for lines and areas it is measured in the plane and divided by its scale there, which
    /// leaves an error of at most the scale error that the plane states.
    #[must_use]
    pub fn from_geometry(&self, other: &Geometry<f64>) -> f64 {
        if let Geometry::Point(point) = other {
            return self.from_place(point.0);
        }
        let Some(extent) = other.bounding_rect() else {
            return f64::INFINITY;
        };
        let in_plane = self.crs.project_all(other);
        let to_lines =
            Euclidean.distance(&in_plane, &Geometry::MultiLineString(self.lines.clone()));
        let to_areas = Euclidean.distance(&in_plane, &Geometry::MultiPolygon(self.areas.clone()));
        let in_plane = match (self.lines.0.is_empty(), self.areas.0.is_empty()) {
            (false, true) => to_lines,
            (true, _) => to_areas,
            (false, false) => to_lines.min(to_areas),
        };
        let there = self.crs.project(extent.center());
        in_plane / self.crs.mean_scale_between(there, there)
    }
}

fn foot_on(edge: &geo::Line<f64>, from: Coord<f64>) -> Coord<f64> {
    let along = edge.delta();
    let squared = along.x * along.x + along.y * along.y;
    if squared <= 0.0 {
        return edge.start;
    }
    let to = from - edge.start;
    edge.start + along * ((to.x * along.x + to.y * along.y) / squared).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic::{destination, distance_and_azimuth};
    use geo::{coord, line_string, point, polygon};

    #[test]
    fn a_place_beside_a_geodesic_is_as_far_as_it_was_put() {
        let (start, end) = (coord! {x: 105.35, y: 22.95}, coord! {x: 106.8, y: 22.45});
        let shape = DistanceTo::new(&line_string![start, end].into()).unwrap();
        let (length, azimuth) = distance_and_azimuth(start, end);
        for share in [0.1, 0.4, 0.9] {
            let on_line = destination(start, azimuth, length * share);
            let (_, forward) = distance_and_azimuth(on_line, end);
            for offset in [1.0, 5_000.0, 40_000.0] {
                let place = destination(on_line, forward + 90.0, offset);
                let got = shape.from_place(place);
                assert!(
                    (got - offset).abs() < 1e-6 * offset + 1e-3,
                    "{share} {offset} {got}"
                );
            }
        }
    }

    #[test]
    fn inside_an_area_is_no_distance_and_points_measure_between_each_other() {
        let area = polygon![
            (x: 106.0, y: 22.6), (x: 106.1, y: 22.6), (x: 106.1, y: 22.7), (x: 106.0, y: 22.7)
        ];
        let shape = DistanceTo::new(&area.into()).unwrap();
        assert!(shape.from_place(coord! {x: 106.05, y: 22.65}).abs() < 1e-9);
        let line = line_string![(x: 106.2, y: 22.65), (x: 106.3, y: 22.65)];
        let beside = distance_m(coord! {x: 106.1, y: 22.65}, coord! {x: 106.2, y: 22.65});
        assert!((shape.from_geometry(&line.into()) / beside - 1.0).abs() < 1e-5);
        let gate = DistanceTo::new(&point! {x: 106.0, y: 22.0}.into()).unwrap();
        let away = coord! {x: 106.5, y: 22.5};
        let direct = distance_m(coord! {x: 106.0, y: 22.0}, away);
        assert!((gate.from_place(away) - direct).abs() < 1e-6);
    }

    #[test]
    fn nothing_to_measure_to_is_an_error() {
        let empty: Geometry<f64> = MultiPolygon::<f64>::new(vec![]).into();
        assert_eq!(DistanceTo::new(&empty).unwrap_err(), DistanceError::Empty);
    }
}
