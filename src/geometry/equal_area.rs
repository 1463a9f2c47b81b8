//! A plane in which every region keeps its true area: Lambert's cylindrical equal-area projection of WGS 84.
//!
//! Areas that two regions share are measured here. Shapes are stretched away from the standard parallel, so
//! lengths are never taken from this plane.
//!
//! # Source
//! J. P. Snyder (1987), *Map Projections — A Working Manual*, USGS Professional Paper 1395, equations 10-13
//! to 10-15 and 3-12.

use super::geodesic::{ECCENTRICITY_SQUARED, SEMI_MAJOR_AXIS_M};
use geo::Coord;

/// Cylindrical equal-area coordinates on WGS 84, in metres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EqualAreaPlane {
    central_longitude: f64,
    parallel_scale: f64,
    northing_of_parallel: f64,
}

impl EqualAreaPlane {
    /// The plane whose scale is true at the centre.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84; the latitude must be away from the poles.
    #[must_use]
    pub fn centred_at(centre: Coord<f64>) -> Self {
        let (sin, cos) = centre.y.clamp(-85.0, 85.0).to_radians().sin_cos();
        let parallel_scale = cos / (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
        let mut plane = Self {
            central_longitude: centre.x,
            parallel_scale,
            northing_of_parallel: 0.0,
        };
        plane.northing_of_parallel = plane.project(centre).y;
        plane
    }

    /// Metres east and north of the centre, of equal area.
    #[must_use]
    pub fn project(&self, place: Coord<f64>) -> Coord<f64> {
        let east = (place.x - self.central_longitude).to_radians();
        Coord {
            x: SEMI_MAJOR_AXIS_M * self.parallel_scale * east,
            y: SEMI_MAJOR_AXIS_M * authalic(place.y.to_radians().sin())
                / (2.0 * self.parallel_scale)
                - self.northing_of_parallel,
        }
    }
}

/// Snyder's q (eq. 3-12): twice the area from the equator to a latitude, per radian of longitude and per
/// squared equatorial radius.
fn authalic(sin_latitude: f64) -> f64 {
    let e = ECCENTRICITY_SQUARED.sqrt();
    let es = e * sin_latitude;
    (1.0 - ECCENTRICITY_SQUARED) * (sin_latitude / (1.0 - es * es) + es.atanh() / e)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::geodesic;
    use geo::{Area, MapCoords, coord, polygon};

    #[test]
    fn projection_agrees_with_proj() {
        // PROJ 9.5.1, +proj=cea +lat_ts=22.7 +lon_0=106 +ellps=WGS84.
        let plane = EqualAreaPlane::centred_at(coord! {x: 106.0, y: 22.7});
        let origin = plane.northing_of_parallel;
        for [lon, lat, x, y] in [
            [
                106.84,
                22.35,
                86_308.068_255_096_47,
                2_611_805.304_973_645_6,
            ],
            [105.3, 23.1, -71_923.390_212_578_86, 2_694_844.775_565_297],
            [100.0, -60.0, -616_486.201_822_108_8, -5_964_365.995_948_132],
        ] {
            let got = plane.project(coord! {x: lon, y: lat});
            assert!(
                (got.x - x).abs() < 1e-6 && (got.y + origin - y).abs() < 1e-6,
                "{got:?}"
            );
        }
    }

    #[test]
    fn area_in_the_plane_is_the_geodesic_area_of_short_edges() {
        let plane = EqualAreaPlane::centred_at(coord! {x: 106.0, y: 22.7});
        let corners = polygon![
            (x: 105.3, y: 22.4), (x: 106.8, y: 22.5), (x: 106.1, y: 23.1), (x: 105.3, y: 22.4)
        ];
        let dense = geo::Polygon::new(geodesic::densify(corners.exterior(), 50.0), vec![]);
        let in_plane = dense
            .map_coords(|place| plane.project(place))
            .unsigned_area();
        let truth = geodesic::polygon_area_m2(&corners);
        assert!((in_plane / truth - 1.0).abs() < 1e-9, "{in_plane} {truth}");
    }
}
