//! A metric coordinate reference system chosen for the place where a question is asked.
//!
//! Buffers need a plane. The plane is a transverse Mercator projection of WGS 84, centred on the data, with
//! a central scale that shares the scale error evenly between the middle and the edges. Answers state its
//! name and the bound of its scale error, and widths are corrected by the local scale, so that they are
//! metres on the ground.
//!
//! # Source
//! L. Krüger (1912); the series to the sixth order in C. F. F. Karney (2011), *Transverse Mercator with an
//! accuracy of a few nanometers*, J. Geodesy 85(8), 475–485, equations 35 and 36.

use super::geodesic::{
    ECCENTRICITY_SQUARED, FLATTENING, SEMI_MAJOR_AXIS_M, destination, distance_m,
};
use geo::{Coord, MapCoords, Rect};
use serde::Serialize;

/// Farthest that data may lie from the central meridian, in degrees of longitude: beyond it the series
/// loses accuracy and a plane makes little sense.
pub const FARTHEST_LONGITUDE_DEGREES: f64 = 20.0;

const ORDER: usize = 6;

/// The data spread too far for one plane.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum MetricCrsError {
    /// The box is wider than twice [`FARTHEST_LONGITUDE_DEGREES`].
    #[error(
        "the data lie between {west}° and {east}° of longitude, {} degrees apart, and one metric plane takes at most {}: ask about smaller parts",
        east - west, 2.0 * FARTHEST_LONGITUDE_DEGREES
    )]
    TooWide {
        /// Western end, degrees.
        west: f64,
        /// Eastern end, degrees.
        east: f64,
    },
    /// The box has a corner that is not on the earth or is not a number.
    #[error(
        "the corner {lon}, {lat} is no longitude and latitude: both must be numbers within ±180 and ±90 degrees"
    )]
    OffTheEarth {
        /// Longitude, degrees.
        lon: f64,
        /// Latitude, degrees.
        lat: f64,
    },
}

/// A transverse Mercator plane on WGS 84, in metres east and north of its centre.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricCrs {
    centre: Coord<f64>,
    central_scale: f64,
    scale_error: f64,
    northing_of_centre: f64,
    radius_m: f64,
    forward: [f64; ORDER],
    inverse: [f64; ORDER],
}

/// What an answer says of the plane in which it was computed.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct MetricCrsDescription {
    /// The plane in words.
    pub name: String,
    /// The same as a PROJ string.
    pub proj: String,
    /// Largest relative error of a length in the plane over the data, before widths are corrected.
    pub scale_error_max: f64,
}

impl MetricCrs {
    /// The plane for data within `extent`.
    ///
    /// # Input
    /// A box of longitude/latitude in degrees, WGS 84.
    ///
    /// # Errors
    /// [`MetricCrsError`] when the box is not on the earth or too wide for one plane.
    pub fn for_extent(extent: Rect<f64>) -> Result<Self, MetricCrsError> {
        let (min, max) = (extent.min(), extent.max());
        for corner in [min, max] {
            let is_on_earth = corner.x.abs() <= 180.0 && corner.y.abs() <= 90.0;
            if !is_on_earth {
                return Err(MetricCrsError::OffTheEarth {
                    lon: corner.x,
                    lat: corner.y,
                });
            }
        }
        if max.x - min.x > 2.0 * FARTHEST_LONGITUDE_DEGREES {
            return Err(MetricCrsError::TooWide {
                west: min.x,
                east: max.x,
            });
        }
        let centre = Coord {
            x: f64::midpoint(min.x, max.x),
            y: f64::midpoint(min.y, max.y),
        };
        let tangent = Self::centred_at(centre, 1.0);
        let equatorward = min.y.abs().min(max.y.abs()) * f64::from(min.y * max.y > 0.0);
        let edge = tangent.scale_at(Coord {
            x: max.x,
            y: equatorward.copysign(centre.y),
        });
        let mut plane = Self::centred_at(centre, 2.0 / (1.0 + edge));
        // The scale is measured on a geodesic; over a few hundred metres its last digits may come out below one.
        plane.scale_error = ((edge - 1.0) / (edge + 1.0)).max(0.0);
        Ok(plane)
    }

    /// The plane with the given centre and scale along its central meridian.
    #[must_use]
    pub fn centred_at(centre: Coord<f64>, central_scale: f64) -> Self {
        let n = FLATTENING / (2.0 - FLATTENING);
        let n2 = n * n;
        let rectifying = SEMI_MAJOR_AXIS_M / (1.0 + n)
            * (1.0 + n2 / 4.0 + n2 * n2 / 64.0 + n2 * n2 * n2 / 256.0);
        let mut plane = Self {
            centre,
            central_scale,
            scale_error: 0.0,
            northing_of_centre: 0.0,
            radius_m: rectifying * central_scale,
            forward: forward_series(n),
            inverse: inverse_series(n),
        };
        plane.northing_of_centre = plane.project(centre).y;
        plane
    }

    /// Metres east and north of the centre.
    ///
    /// # Input
    /// Longitude/latitude in degrees, WGS 84.
    #[must_use]
    pub fn project(&self, place: Coord<f64>) -> Coord<f64> {
        let (sin_lon, cos_lon) = (place.x - self.centre.x).to_radians().sin_cos();
        let tau = conformal_tangent(place.y.to_radians().tan());
        let xi = tau.atan2(cos_lon);
        let eta = (sin_lon / tau.hypot(cos_lon)).asinh();
        let (dxi, deta) = trigonometric_sum(&self.forward, xi, eta);
        Coord {
            x: self.radius_m * (eta + deta),
            y: self.radius_m * (xi + dxi) - self.northing_of_centre,
        }
    }

    /// Longitude/latitude in degrees of a position in the plane; the inverse of [`MetricCrs::project`].
    #[must_use]
    pub fn unproject(&self, metres: Coord<f64>) -> Coord<f64> {
        let xi = (metres.y + self.northing_of_centre) / self.radius_m;
        let eta = metres.x / self.radius_m;
        let (dxi, deta) = trigonometric_sum(&self.inverse, xi, eta);
        let (xi, eta) = (xi - dxi, eta - deta);
        let conformal = xi.sin() / eta.sinh().hypot(xi.cos());
        Coord {
            x: self.centre.x + eta.sinh().atan2(xi.cos()).to_degrees(),
            y: geographic_tangent(conformal).atan().to_degrees(),
        }
    }

    /// A geometry in the plane, in metres.
    #[must_use]
    pub fn project_all<G: MapCoords<f64, f64>>(&self, geometry: &G) -> G::Output {
        geometry.map_coords(|place| self.project(place))
    }

    /// A geometry of the plane back in longitude/latitude degrees.
    #[must_use]
    pub fn unproject_all<G: MapCoords<f64, f64>>(&self, geometry: &G) -> G::Output {
        geometry.map_coords(|metres| self.unproject(metres))
    }

    /// Metres in the plane per metre on the ground at a place given in longitude/latitude degrees,
    /// measured on a geodesic of 100 m.
    #[must_use]
    pub fn scale_at(&self, place: Coord<f64>) -> f64 {
        let ahead = destination(place, 0.0, 50.0);
        let behind = destination(place, 180.0, 50.0);
        let (a, b) = (self.project(ahead), self.project(behind));
        (a.x - b.x).hypot(a.y - b.y) / distance_m(ahead, behind)
    }

    /// Mean metres in the plane per metre on the ground along the straight line between two positions
    /// of the plane, by Simpson's rule over the scale at both ends and in the middle.
    ///
    /// Good to about 1e-8 within 100 km of the central meridian and 1e-6 within 500 km.
    #[must_use]
    pub fn mean_scale_between(&self, a: Coord<f64>, b: Coord<f64>) -> f64 {
        let middle = f64::midpoint(a.x, b.x);
        (self.scale_at_easting(a.x)
            + 4.0 * self.scale_at_easting(middle)
            + self.scale_at_easting(b.x))
            / 6.0
    }

    fn scale_at_easting(&self, easting_m: f64) -> f64 {
        let sin = self.centre.y.to_radians().sin();
        let w2 = 1.0 - ECCENTRICITY_SQUARED * sin * sin;
        let gaussian_radius = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED).sqrt() / w2;
        self.central_scale * (easting_m / (self.central_scale * gaussian_radius)).cosh()
    }

    /// Largest relative error of a length in the plane over the extent that it was made for.
    #[must_use]
    pub fn scale_error(&self) -> f64 {
        self.scale_error
    }

    /// The plane in words and as a PROJ string, for the answer that was computed in it.
    #[must_use]
    pub fn describe(&self) -> MetricCrsDescription {
        let Coord { x: lon, y: lat } = self.centre;
        let k = self.central_scale;
        MetricCrsDescription {
            name: format!("Transverse Mercator on WGS 84, centre {lon:.4}, {lat:.4}, scale {k:.7}"),
            proj: format!("+proj=tmerc +lat_0={lat} +lon_0={lon} +k={k} +datum=WGS84 +units=m"),
            scale_error_max: self.scale_error,
        }
    }
}

fn polynomial(n: f64, first_power: i32, coefficients: &[f64]) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, c| sum * n + c) * n.powi(first_power)
}

fn forward_series(n: f64) -> [f64; ORDER] {
    [
        polynomial(
            n,
            1,
            &[
                0.5,
                -2.0 / 3.0,
                5.0 / 16.0,
                41.0 / 180.0,
                -127.0 / 288.0,
                7_891.0 / 37_800.0,
            ],
        ),
        polynomial(
            n,
            2,
            &[
                13.0 / 48.0,
                -0.6,
                557.0 / 1_440.0,
                281.0 / 630.0,
                -1_983_433.0 / 1_935_360.0,
            ],
        ),
        polynomial(
            n,
            3,
            &[
                61.0 / 240.0,
                -103.0 / 140.0,
                15_061.0 / 26_880.0,
                167_603.0 / 181_440.0,
            ],
        ),
        polynomial(
            n,
            4,
            &[
                49_561.0 / 161_280.0,
                -179.0 / 168.0,
                6_601_661.0 / 7_257_600.0,
            ],
        ),
        polynomial(n, 5, &[34_729.0 / 80_640.0, -3_418_889.0 / 1_995_840.0]),
        polynomial(n, 6, &[212_378_941.0 / 319_334_400.0]),
    ]
}

fn inverse_series(n: f64) -> [f64; ORDER] {
    [
        polynomial(
            n,
            1,
            &[
                0.5,
                -2.0 / 3.0,
                37.0 / 96.0,
                -1.0 / 360.0,
                -81.0 / 512.0,
                96_199.0 / 604_800.0,
            ],
        ),
        polynomial(
            n,
            2,
            &[
                1.0 / 48.0,
                1.0 / 15.0,
                -437.0 / 1_440.0,
                46.0 / 105.0,
                -1_118_711.0 / 3_870_720.0,
            ],
        ),
        polynomial(
            n,
            3,
            &[
                17.0 / 480.0,
                -37.0 / 840.0,
                -209.0 / 4_480.0,
                5_569.0 / 90_720.0,
            ],
        ),
        polynomial(
            n,
            4,
            &[4_397.0 / 161_280.0, -11.0 / 504.0, -830_251.0 / 7_257_600.0],
        ),
        polynomial(n, 5, &[4_583.0 / 161_280.0, -108_847.0 / 3_991_680.0]),
        polynomial(n, 6, &[20_648_693.0 / 638_668_800.0]),
    ]
}

/// Σ `c_j` sin 2jξ cosh 2jη and Σ `c_j` cos 2jξ sinh 2jη.
fn trigonometric_sum(coefficients: &[f64; ORDER], xi: f64, eta: f64) -> (f64, f64) {
    let (mut dxi, mut deta) = (0.0, 0.0);
    for (index, c) in coefficients.iter().enumerate() {
        let j = 2.0 * (index as f64 + 1.0);
        let (sin, cos) = (j * xi).sin_cos();
        dxi += c * sin * (j * eta).cosh();
        deta += c * cos * (j * eta).sinh();
    }
    (dxi, deta)
}

/// Tangent of the conformal latitude from the tangent of the geographic one (Karney 2011, eq. 7–9).
fn conformal_tangent(tau: f64) -> f64 {
    let e = ECCENTRICITY_SQUARED.sqrt();
    let sigma = (e * (e * tau / tau.hypot(1.0)).atanh()).sinh();
    tau * sigma.hypot(1.0) - sigma * tau.hypot(1.0)
}

/// Tangent of the geographic latitude from the tangent of the conformal one, by Newton's method
/// (Karney 2011, eq. 19–21).
fn geographic_tangent(conformal: f64) -> f64 {
    let mut tau = conformal / (1.0 - ECCENTRICITY_SQUARED);
    for _ in 0..5 {
        let at = conformal_tangent(tau);
        let step = (conformal - at) / at.hypot(1.0)
            * (1.0 + (1.0 - ECCENTRICITY_SQUARED) * tau * tau)
            / ((1.0 - ECCENTRICITY_SQUARED) * tau.hypot(1.0));
        tau += step;
        if step.abs() <= 1e-15 * tau.abs().max(1.0) {
            break;
        }
    }
    tau
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;

    /// Golden values of PROJ 9 (`+proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +ellps=WGS84`):
    /// lon, lat, easting, northing.
    const PROJ_VALUES: [[f64; 4]; 4] = [
        [
            105.75190472,
            22.67135255,
            195.72669936697352,
            2507891.7813910246,
        ],
        [106.84, 22.35, 112271.07620684884, 2472715.774995379],
        [104.2, 8.6, -170620.90255553628, 951260.2387162928],
        [109.4, -12.3, 397256.0148931823, -1362833.7626008198],
    ];

    fn province() -> Rect<f64> {
        Rect::new(coord! {x: 105.26, y: 22.35}, coord! {x: 106.84, y: 23.12})
    }

    #[test]
    fn projection_agrees_with_proj_and_comes_back() {
        let plane = MetricCrs::centred_at(coord! {x: 105.75, y: 0.0}, 0.9999);
        for [lon, lat, easting, northing] in PROJ_VALUES {
            let got = plane.project(coord! {x: lon, y: lat});
            assert!(
                (got.x - easting).abs() < 1e-6 && (got.y - northing).abs() < 1e-6,
                "{got:?}"
            );
            let back = plane.unproject(got);
            assert!(
                (back.x - lon).abs() < 1e-12 && (back.y - lat).abs() < 1e-12,
                "{back:?}"
            );
        }
    }

    #[test]
    fn scale_error_over_the_province_is_stated_and_kept() {
        let plane = MetricCrs::for_extent(province()).unwrap();
        assert!(
            plane.scale_error() > 3e-5 && plane.scale_error() < 5e-5,
            "{}",
            plane.scale_error()
        );
        for lon in [105.26, 105.7, 106.05, 106.4, 106.84] {
            for lat in [22.35, 22.7, 23.12] {
                let scale = plane.scale_at(coord! {x: lon, y: lat});
                assert!(
                    (scale - 1.0).abs() <= plane.scale_error() * 1.0001,
                    "{lon} {lat} {scale}"
                );
            }
        }
    }

    #[test]
    fn a_scale_error_is_never_negative() {
        for (step, half) in [1e-6, 1e-5, 1e-4, 1e-3, 1e-2].into_iter().enumerate() {
            let at = coord! {x: 105.3 + 0.3 * step as f64, y: 22.4 + 0.1 * step as f64};
            let offset = coord! {x: half, y: half};
            let plane = MetricCrs::for_extent(Rect::new(at - offset, at + offset)).unwrap();
            assert!(
                plane.scale_error() >= 0.0,
                "{half}: {}",
                plane.scale_error()
            );
        }
    }

    #[test]
    fn mean_scale_turns_plane_metres_into_ground_metres() {
        let plane = MetricCrs::for_extent(province()).unwrap();
        let a = coord! {x: 106.80, y: 22.4};
        let b = destination(a, 60.0, 10_000.0);
        let (pa, pb) = (plane.project(a), plane.project(b));
        let in_plane = (pa.x - pb.x).hypot(pa.y - pb.y);
        let ground = in_plane / plane.mean_scale_between(pa, pb);
        assert!((ground - 10_000.0).abs() < 1e-3, "{ground}");
    }

    #[test]
    fn a_box_across_the_earth_is_refused_with_its_width() {
        let wide = Rect::new(coord! {x: -60.0, y: 0.0}, coord! {x: 60.0, y: 1.0});
        let message = MetricCrs::for_extent(wide).unwrap_err().to_string();
        assert!(message.contains("120 degrees apart"), "{message}");
        let nan = Rect::new(coord! {x: 0.0, y: 100.0}, coord! {x: 1.0, y: 101.0});
        assert!(matches!(
            MetricCrs::for_extent(nan),
            Err(MetricCrsError::OffTheEarth { .. })
        ));
    }
}
