//! Distances, lengths and areas on the WGS 84 ellipsoid.
//!
//! A *geodesic* is the shortest line between two places on the ellipsoid. Every length and area that the
//! tool states comes from here, so no answer depends on a map projection. Edges between two vertices are
//! geodesics, as in PostGIS `geography` and in GeographicLib.
//!
//! # Source
//! C. F. F. Karney (2013), *Algorithms for geodesics*, J. Geodesy 87(1), 43–55; crate `geographiclib-rs`.

use geo::{Coord, Geometry, LineString, MultiPolygon, Polygon};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic, PolygonArea, Winding};
use std::sync::LazyLock;

/// The ellipsoid with its series worked out once.
static WGS_84: LazyLock<Geodesic> = LazyLock::new(Geodesic::wgs84);

/// Equatorial radius of WGS 84, metres.
pub const SEMI_MAJOR_AXIS_M: f64 = 6_378_137.0;

/// Flattening of WGS 84.
pub const FLATTENING: f64 = 1.0 / 298.257_223_563;

/// Square of the first eccentricity of WGS 84.
pub const ECCENTRICITY_SQUARED: f64 = FLATTENING * (2.0 - FLATTENING);

/// Geodesic distance between two places, in metres.
///
/// # Input
/// Longitude/latitude in degrees, WGS 84.
#[must_use]
pub fn distance_m(from: Coord<f64>, to: Coord<f64>) -> f64 {
    WGS_84.inverse(from.y, from.x, to.y, to.x)
}

/// Geodesic distance in metres and the azimuth at the start, in degrees clockwise from north.
#[must_use]
pub fn distance_and_azimuth(from: Coord<f64>, to: Coord<f64>) -> (f64, f64) {
    let (distance, azimuth, _, _): (f64, f64, f64, f64) =
        WGS_84.inverse(from.y, from.x, to.y, to.x);
    (distance, azimuth)
}

/// The place reached from `from` after `distance_m` metres along the geodesic that starts at
/// `azimuth` degrees clockwise from north.
#[must_use]
pub fn destination(from: Coord<f64>, azimuth: f64, distance_m: f64) -> Coord<f64> {
    let (lat, lon): (f64, f64) = WGS_84.direct(from.y, from.x, azimuth, distance_m);
    Coord { x: lon, y: lat }
}

/// Geodesic length of a line in metres.
#[must_use]
pub fn line_length_m(line: &LineString<f64>) -> f64 {
    line.lines()
        .map(|edge| distance_m(edge.start, edge.end))
        .sum()
}

/// Geodesic length of every line of a geometry in metres; points and areas have none.
#[must_use]
pub fn length_m(geometry: &Geometry<f64>) -> f64 {
    match geometry {
        Geometry::Line(line) => distance_m(line.start, line.end),
        Geometry::LineString(line) => line_length_m(line),
        Geometry::MultiLineString(lines) => lines.iter().map(line_length_m).sum(),
        Geometry::GeometryCollection(parts) => parts.iter().map(length_m).sum(),
        _ => 0.0,
    }
}

/// Geodesic area enclosed by a ring in square metres, whichever way it winds.
#[must_use]
pub fn ring_area_m2(ring: &LineString<f64>) -> f64 {
    let mut sum = PolygonArea::new(&WGS_84, Winding::CounterClockwise);
    let is_closed = ring.0.len() > 1 && ring.0.first() == ring.0.last();
    let vertices = if is_closed { &ring.0[1..] } else { &ring.0[..] };
    if vertices.len() < 3 {
        return 0.0;
    }
    for vertex in vertices {
        sum.add_point(vertex.y, vertex.x);
    }
    let (_, area, _) = sum.compute(true);
    area.abs()
}

/// Geodesic area of a polygon without its holes, in square metres, whichever way its rings wind.
#[must_use]
pub fn polygon_area_m2(polygon: &Polygon<f64>) -> f64 {
    let holes: f64 = polygon.interiors().iter().map(ring_area_m2).sum();
    ring_area_m2(polygon.exterior()) - holes
}

/// Geodesic area in square metres: the sum of the parts.
///
/// # Example
/// A cell of 1° × 1° at the equator:
/// ```
/// use geo::polygon;
/// let cell = polygon![(x: 0.0, y: 0.0), (x: 1.0, y: 0.0), (x: 1.0, y: 1.0), (x: 0.0, y: 1.0)];
/// let area = nonnuoc::geometry::geodesic::area_m2(&cell.into());
/// assert!((area - 12_308_778_361.469_45).abs() < 1e-2);
/// ```
#[must_use]
pub fn area_m2(polygons: &MultiPolygon<f64>) -> f64 {
    polygons.iter().map(polygon_area_m2).sum()
}

/// A line with extra vertices along its geodesics, so that no edge is longer than `longest_m` metres.
///
/// Between two vertices a projection draws a straight line where the ground has a geodesic; short edges
/// keep the two together.
#[must_use]
pub fn densify(line: &LineString<f64>, longest_m: f64) -> LineString<f64> {
    let mut vertices: Vec<Coord<f64>> = line.0.first().copied().into_iter().collect();
    for edge in line.lines() {
        let (length, azimuth) = distance_and_azimuth(edge.start, edge.end);
        let parts = (length / longest_m).ceil().max(1.0) as usize;
        for part in 1..parts {
            vertices.push(destination(
                edge.start,
                azimuth,
                length * part as f64 / parts as f64,
            ));
        }
        vertices.push(edge.end);
    }
    LineString::new(vertices)
}

/// Most vertices that lines may have once no edge is longer than wanted.
pub const MOST_DENSE_VERTICES: usize = 400_000;

/// Lines too long for edges so short.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error(
    "the lines are more than {shortest_km:.0} km long, which takes more than {MOST_DENSE_VERTICES} vertices: ask about a shorter line or simplify it"
)]
pub struct TooLong {
    /// Their length as far as it was measured, kilometres.
    pub shortest_km: f64,
}

/// Lines with extra vertices along their geodesics, as [`densify`] makes them.
///
/// # Errors
/// [`TooLong`] when that takes more than [`MOST_DENSE_VERTICES`].
pub fn densify_all<'a>(
    lines: impl IntoIterator<Item = &'a LineString<f64>>,
    longest_m: f64,
) -> Result<Vec<LineString<f64>>, TooLong> {
    let mut dense = Vec::new();
    let (mut vertices, mut length_m) = (0.0, 0.0);
    for line in lines {
        for edge in line.lines() {
            let length = distance_m(edge.start, edge.end);
            length_m += length;
            vertices += (length / longest_m).ceil().max(1.0);
            if vertices > MOST_DENSE_VERTICES as f64 {
                let shortest_km = length_m / 1_000.0;
                return Err(TooLong { shortest_km });
            }
        }
        dense.push(densify(line, longest_m));
    }
    Ok(dense)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{line_string, polygon};

    /// Golden values from GeographicLib for Python 2.1 (`Geodesic.WGS84.Inverse`), written by
    /// C. F. F. Karney himself: lon 1, lat 1, lon 2, lat 2, metres.
    const DISTANCES: [[f64; 5]; 4] = [
        [105.3, 22.4, 106.8, 22.5, 154795.71109890388],
        [106.25, 22.66, 106.32, 22.83, 20152.160105570394],
        [106.0, 22.0, 106.0, 23.0, 110737.10084379822],
        [-73.78, 40.64, 2.55, 49.01, 5849496.324712883],
    ];

    /// Golden values from GeographicLib for Python 2.1 (`Geodesic.WGS84.Polygon`), square metres.
    const TRIANGLE_AREA_M2: f64 = 5513724998.284241;
    const HOLE_AREA_M2: f64 = 113828940.06937027;
    const TRIANGLE_PERIMETER_M: f64 = 365637.3267375224;

    fn triangle_with_hole() -> Polygon<f64> {
        polygon!(
            exterior: [
                (x: 105.3, y: 22.4), (x: 106.8, y: 22.5), (x: 106.1, y: 23.1), (x: 105.3, y: 22.4)
            ],
            interiors: [[
                (x: 106.0, y: 22.6), (x: 106.1, y: 22.7), (x: 106.2, y: 22.6), (x: 106.0, y: 22.6)
            ]],
        )
    }

    #[test]
    fn distances_agree_with_geographiclib() {
        for [lon1, lat1, lon2, lat2, expected] in DISTANCES {
            let got = distance_m(Coord { x: lon1, y: lat1 }, Coord { x: lon2, y: lat2 });
            assert!(
                (got - expected).abs() <= expected * 1e-12 + 1e-8,
                "{got} {expected}"
            );
        }
    }

    #[test]
    fn area_agrees_with_geographiclib_and_ignores_winding() {
        let polygon = triangle_with_hole();
        let expected = TRIANGLE_AREA_M2 - HOLE_AREA_M2;
        let got = polygon_area_m2(&polygon);
        assert!((got / expected - 1.0).abs() < 1e-12, "{got} {expected}");
        let mut reversed = polygon.exterior().clone();
        reversed.0.reverse();
        assert!((ring_area_m2(&reversed) / TRIANGLE_AREA_M2 - 1.0).abs() < 1e-12);
    }

    #[test]
    fn length_is_the_sum_of_geodesics() {
        let ring = triangle_with_hole().exterior().clone();
        assert!((line_length_m(&ring) - TRIANGLE_PERIMETER_M).abs() < 1e-6);
    }

    #[test]
    fn degenerate_rings_have_no_area() {
        assert!(ring_area_m2(&line_string![]).abs() < f64::EPSILON);
        let spike = line_string![(x: 1.0, y: 1.0), (x: 2.0, y: 1.0), (x: 1.0, y: 1.0)];
        assert!(ring_area_m2(&spike).abs() < 1e-3);
    }

    #[test]
    fn densified_line_keeps_its_length_and_its_ends() {
        let line = line_string![(x: 105.3, y: 22.4), (x: 106.8, y: 22.5)];
        let dense = densify(&line, 1_000.0);
        assert_eq!(dense.0.len(), 156);
        assert_eq!((dense.0[0], dense.0[155]), (line.0[0], line.0[1]));
        assert!((line_length_m(&dense) - line_length_m(&line)).abs() < 1e-6);
        assert!(
            dense
                .lines()
                .all(|edge| distance_m(edge.start, edge.end) <= 1_000.0)
        );
    }
}
