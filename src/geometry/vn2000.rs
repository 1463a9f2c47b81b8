//! Grid coordinates of VN-2000, as they stand on the province's own maps.
//!
//! The system is EPSG:9210, VN-2000 / TM-3 105-45: transverse Mercator with central meridian 105°45′, scale
//! 0.9999 and false easting 500,000 m, on the ellipsoid of WGS 84. Between the datum and WGS 84 stands the
//! transformation EPSG:6960 (coordinate frame rotation, 1 m); without it positions are 224 m off.
//!
//! # Source
//! EPSG Geodetic Parameter Dataset, projected system 9210 and transformation 6960.

use geo::Coord;

use super::geodesic::{ECCENTRICITY_SQUARED, SEMI_MAJOR_AXIS_M};
use super::metric_crs::MetricCrs;

/// The code of the grid.
pub const EPSG_CODE: u32 = 9210;

const CENTRAL_MERIDIAN_DEGREES: f64 = 105.75;
const CENTRAL_SCALE: f64 = 0.9999;
const FALSE_EASTING_M: f64 = 500_000.0;

/// From VN-2000 to WGS 84: metres, seconds of arc, parts per million.
const SHIFT_M: [f64; 3] = [-191.904_414_29, -39.303_182_79, -111.450_328_35];
const ROTATION_SECONDS: [f64; 3] = [-0.009_288_36, 0.019_754_79, -0.004_273_72];
const SCALE_PPM: f64 = 0.252_906_278;

/// The grid of the province, VN-2000 / TM-3 105-45.
#[derive(Debug, Clone, PartialEq)]
pub struct Vn2000Grid {
    plane: MetricCrs,
}

impl Default for Vn2000Grid {
    fn default() -> Self {
        let origin = Coord {
            x: CENTRAL_MERIDIAN_DEGREES,
            y: 0.0,
        };
        Self {
            plane: MetricCrs::centred_at(origin, CENTRAL_SCALE),
        }
    }
}

impl Vn2000Grid {
    /// Easting and northing in metres.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84.
    #[must_use]
    pub fn project(&self, place: Coord<f64>) -> Coord<f64> {
        let vn2000 = to_geographic(from_wgs84(to_cartesian(place)));
        let Coord { x, y } = self.plane.project(vn2000);
        Coord {
            x: x + FALSE_EASTING_M,
            y,
        }
    }

    /// Longitude/latitude in degrees, WGS 84, of easting and northing in metres; the inverse of
    /// [`Vn2000Grid::project`].
    #[must_use]
    pub fn unproject(&self, metres: Coord<f64>) -> Coord<f64> {
        let vn2000 = self.plane.unproject(Coord {
            x: metres.x - FALSE_EASTING_M,
            y: metres.y,
        });
        to_geographic(to_wgs84(to_cartesian(vn2000)))
    }
}

/// A vector from the middle of the earth, metres.
type Cartesian = [f64; 3];

fn to_cartesian(place: Coord<f64>) -> Cartesian {
    let (sin_lon, cos_lon) = place.x.to_radians().sin_cos();
    let (sin_lat, cos_lat) = place.y.to_radians().sin_cos();
    let normal = SEMI_MAJOR_AXIS_M / (1.0 - ECCENTRICITY_SQUARED * sin_lat * sin_lat).sqrt();
    [
        normal * cos_lat * cos_lon,
        normal * cos_lat * sin_lon,
        normal * (1.0 - ECCENTRICITY_SQUARED) * sin_lat,
    ]
}

/// Longitude and latitude of a vector that ends near the ellipsoid; its height is dropped. Five rounds bring
/// the latitude to the last digit.
fn to_geographic([x, y, z]: Cartesian) -> Coord<f64> {
    let from_axis = x.hypot(y);
    let mut latitude = z.atan2(from_axis * (1.0 - ECCENTRICITY_SQUARED));
    for _ in 0..5 {
        let sin = latitude.sin();
        let normal = SEMI_MAJOR_AXIS_M / (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
        latitude = (z + ECCENTRICITY_SQUARED * normal * sin).atan2(from_axis);
    }
    Coord {
        x: y.atan2(x).to_degrees(),
        y: latitude.to_degrees(),
    }
}

fn rotations() -> [f64; 3] {
    ROTATION_SECONDS.map(|seconds| (seconds / 3600.0).to_radians())
}

fn to_wgs84([x, y, z]: Cartesian) -> Cartesian {
    let ([rx, ry, rz], scale) = (rotations(), 1.0 + SCALE_PPM * 1e-6);
    [
        SHIFT_M[0] + scale * (x + rz * y - ry * z),
        SHIFT_M[1] + scale * (-rz * x + y + rx * z),
        SHIFT_M[2] + scale * (ry * x - rx * y + z),
    ]
}

/// The rotations are so small that turning back is the transpose, to a tenth of a micrometre.
fn from_wgs84([x, y, z]: Cartesian) -> Cartesian {
    let ([rx, ry, rz], scale) = (rotations(), 1.0 + SCALE_PPM * 1e-6);
    let [x, y, z] = [
        (x - SHIFT_M[0]) / scale,
        (y - SHIFT_M[1]) / scale,
        (z - SHIFT_M[2]) / scale,
    ];
    [
        x - rz * y + ry * z,
        rz * x + y - rx * z,
        -ry * x + rx * y + z,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    /// PROJ 9 (`cs2cs EPSG:9210 EPSG:4326`): easting, northing, longitude, latitude.
    #[test]
    fn the_grid_agrees_with_proj_to_a_tenth_of_a_metre() {
        let grid = Vn2000Grid::default();
        let at = grid.unproject(coord! {x: 500_000.0, y: 2_508_000.0});
        assert!((at.x - 105.751_904_72).abs() < 1e-6, "{at:?}");
        assert!((at.y - 22.671_352_55).abs() < 1e-6, "{at:?}");
    }

    #[test]
    fn a_position_comes_back_to_a_millimetre() {
        let grid = Vn2000Grid::default();
        for (lon, lat) in [(105.27, 22.94), (106.25, 22.67), (106.83, 22.36)] {
            let back = grid.unproject(grid.project(coord! {x: lon, y: lat}));
            assert!(
                (back.x - lon).abs() < 1e-8 && (back.y - lat).abs() < 1e-8,
                "{back:?}"
            );
        }
    }

    #[test]
    fn the_datum_shift_moves_the_grid_by_224_metres() {
        let grid = Vn2000Grid::default();
        let plane = MetricCrs::centred_at(coord! {x: 105.75, y: 0.0}, 0.9999);
        let spot = coord! {x: 105.751_904_72, y: 22.671_352_55};
        let (with, without) = (grid.project(spot), plane.project(spot));
        let moved = (with.x - 500_000.0 - without.x).hypot(with.y - without.y);
        assert!((moved - 224.0).abs() < 1.0, "{moved}");
    }
}
