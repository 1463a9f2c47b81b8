//! How far a place or a shape lies from lines and areas, in metres on the ground.

use super::edge_runs::EdgeRuns;
use super::edges::EdgeIndex;
use super::geodesic::{TooLong, densify_all, distance_m};
use super::locator::Locator;
use super::metric_crs::{MetricCrs, MetricCrsError};
use geo::{
    BoundingRect, Coord, Geometry, LineString, MultiLineString, MultiPolygon, Polygon, Rect,
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
    /// The lines are too long.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// A shape prepared for distances from many places.
///
/// The nearest position on the shape is found in a metric plane; the distance to it is the geodesic one. The
/// plane is conformal, so the position is right to the second order and the distance to better than 1e-6.
#[derive(Debug, Clone)]
pub struct DistanceTo {
    crs: MetricCrs,
    edges: EdgeIndex,
    runs: EdgeRuns,
    areas: Locator,
    /// A position of each line and area.
    a_position_of_each: Vec<Coord<f64>>,
}

impl DistanceTo {
    /// Prepares a shape.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84; edges are geodesics.
    ///
    /// # Errors
    /// [`DistanceError`] when the shape is empty, too long or too wide for one plane.
    pub fn new(shape: &Geometry<f64>) -> Result<Self, DistanceError> {
        let extent: Rect<f64> = shape.bounding_rect().ok_or(DistanceError::Empty)?;
        let crs = MetricCrs::for_extent(extent)?;
        let (lines, areas) = super::parts::lines_and_areas(shape);
        let in_plane = |lines: Vec<LineString<f64>>| -> Vec<LineString<f64>> {
            lines.iter().map(|line| crs.project_all(line)).collect()
        };
        let lines = MultiLineString::new(in_plane(densify_all(&lines, LONGEST_EDGE_M)?));
        let mut parts = Vec::with_capacity(areas.0.len());
        for area in &areas {
            let rings = std::iter::once(area.exterior()).chain(area.interiors());
            let mut rings = in_plane(densify_all(rings, LONGEST_EDGE_M)?).into_iter();
            if let Some(exterior) = rings.next() {
                parts.push(Polygon::new(exterior, rings.collect()));
            }
        }
        let areas = MultiPolygon::new(parts);
        Ok(Self {
            edges: EdgeIndex::new(&lines, &areas),
            runs: runs_of(&lines, &areas),
            a_position_of_each: a_position_of_each(&lines, &areas),
            areas: locator_of(areas),
            crs,
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
        if self.areas.first_at(at).is_some() {
            return 0.0;
        }
        let foot = self.runs.nearest_foot(at);
        foot.map_or(f64::INFINITY, |foot| {
            distance_m(place, self.crs.unproject(foot))
        })
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
        let (lines, areas) = super::parts::lines_and_areas(&self.crs.project_all(other));
        let in_plane = self.in_plane(&lines, areas);
        let there = self.crs.project(extent.center());
        in_plane / self.crs.mean_scale_between(there, there)
    }

    /// Plane metres to lines and areas of the plane.
    fn in_plane(&self, lines: &MultiLineString<f64>, areas: MultiPolygon<f64>) -> f64 {
        let theirs = EdgeIndex::new(lines, &areas);
        let runs = runs_of(lines, &areas);
        let mut nearest = f64::INFINITY;
        for edge in theirs.all() {
            if self.edges.touches(edge.line) {
                return 0.0;
            }
            for end in [edge.line.start, edge.line.end] {
                nearest = nearest.min(gap(&self.runs, end));
            }
        }
        // Nothing touches, so each part lies wholly inside an area or wholly outside of all.
        let is_inside = |locator: &Locator, at: &Coord<f64>| locator.first_at(*at).is_some();
        let mut each = a_position_of_each(lines, &areas).into_iter();
        if each.any(|at| is_inside(&self.areas, &at)) {
            return 0.0;
        }
        let around = areas.bounding_rect();
        let theirs_inside = locator_of(areas);
        let mut mine = self.a_position_of_each.iter();
        if around.is_some() && mine.any(|at| is_inside(&theirs_inside, at)) {
            return 0.0;
        }
        self.nearest_of_mine(&theirs, &runs, nearest)
    }

    /// The distance where it is one of my ends that is nearest to an edge of theirs; `known` where none is nearer.
    fn nearest_of_mine(&self, theirs: &EdgeIndex, runs: &EdgeRuns, known: f64) -> f64 {
        let Some((min, max)) = theirs.bounds().filter(|_| known.is_finite()) else {
            return known;
        };
        let margin = Coord { x: known, y: known };
        let mut nearest = known;
        for edge in self.edges.in_box(min - margin, max + margin) {
            for end in [edge.line.start, edge.line.end] {
                nearest = nearest.min(gap(runs, end));
            }
        }
        nearest
    }
}

fn runs_of(lines: &MultiLineString<f64>, areas: &MultiPolygon<f64>) -> EdgeRuns {
    let rings = areas
        .iter()
        .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
    EdgeRuns::new(
        lines
            .iter()
            .chain(rings)
            .flat_map(LineString::lines)
            .collect(),
    )
}

fn gap(edges: &EdgeRuns, from: Coord<f64>) -> f64 {
    let foot = edges.nearest_foot(from);
    foot.map_or(f64::INFINITY, |foot| {
        (from.x - foot.x).hypot(from.y - foot.y)
    })
}

/// A look-up of which areas, each for itself, hold a position.
fn locator_of(areas: MultiPolygon<f64>) -> Locator {
    let each: Vec<MultiPolygon<f64>> = areas.into_iter().map(Into::into).collect();
    Locator::new(&each)
}

fn a_position_of_each(lines: &MultiLineString<f64>, areas: &MultiPolygon<f64>) -> Vec<Coord<f64>> {
    let outer = areas.iter().map(Polygon::exterior);
    let firsts = lines.iter().chain(outer).filter_map(|line| line.0.first());
    firsts.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic::{destination, distance_and_azimuth};
    use geo::{Distance, Euclidean, coord, line_string, point, polygon};
    use proptest::prelude::*;

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

    fn blob(x: f64, y: f64, radii: &[f64]) -> geo::Polygon<f64> {
        let ring = radii.iter().enumerate().map(|(i, r)| {
            let angle = std::f64::consts::TAU * i as f64 / radii.len() as f64;
            coord! {x: x + r * angle.cos(), y: y + r * angle.sin()}
        });
        geo::Polygon::new(ring.collect(), vec![])
    }

    proptest! {
        #[test]
        fn distances_between_shapes_are_those_of_geo_in_the_plane(
            a in prop::collection::vec(0.01..0.05f64, 3..9), b in prop::collection::vec(0.01..0.05f64, 3..9),
            dx in -0.12..0.12f64, dy in -0.12..0.12f64, is_line in any::<bool>(),
        ) {
            let shape: Geometry<f64> = blob(106.2, 22.6, &a).into();
            let other = blob(106.2 + dx, 22.6 + dy, &b);
            let other: Geometry<f64> =
                if is_line { other.exterior().clone().into() } else { other.into() };
            let from = DistanceTo::new(&shape).unwrap();
            let in_plane = |shape: &Geometry<f64>| from.crs.project_all(shape);
            let expected = Euclidean.distance(&in_plane(&shape), &in_plane(&other));
            let found = from.from_geometry(&other);
            // Longer edges get vertices between, which moves them by some millimetres.
            prop_assert!((found - expected).abs() < 0.1 + expected * 1e-5, "{} {}", found, expected);
        }
    }

    #[test]
    fn lines_beyond_measure_are_refused() {
        let back_and_forth: LineString<f64> = (0..200_000)
            .map(|i| (100.0 + 30.0 * f64::from(i % 2), f64::from(i) * 1e-4))
            .collect();
        let refused = DistanceTo::new(&back_and_forth.into()).unwrap_err();
        assert!(matches!(refused, DistanceError::TooLong(_)), "{refused}");
    }

    #[test]
    fn nothing_to_measure_to_is_an_error() {
        let empty: Geometry<f64> = MultiPolygon::<f64>::new(vec![]).into();
        assert_eq!(DistanceTo::new(&empty).unwrap_err(), DistanceError::Empty);
    }
}
