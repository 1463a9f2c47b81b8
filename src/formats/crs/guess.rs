//! What a wrong reference system costs, and which one was probably meant.

use geo::{Distance, Geodesic, Point};

use super::{Crs, CrsError, Transformation};

/// Systems in which files of the province are delivered, most likely first: where a file's coordinates make
/// no sense in the system that it names, these are tried.
const LIKELY: [&str; 26] = [
    "EPSG:9210",
    "EPSG:4326",
    "EPSG:4756",
    "EPSG:3405",
    "EPSG:32648",
    "EPSG:5897",
    "EPSG:5898",
    "EPSG:3857",
    "EPSG:9205",
    "EPSG:9206",
    "EPSG:9207",
    "EPSG:9208",
    "EPSG:9209",
    "EPSG:9211",
    "EPSG:9212",
    "EPSG:9213",
    "EPSG:9214",
    "EPSG:9215",
    "EPSG:9216",
    "EPSG:9217",
    "EPSG:9218",
    "EPSG:5896",
    "EPSG:5899",
    "EPSG:3406",
    "EPSG:32649",
    "EPSG:32647",
];

/// The systems in which files of the province are delivered, most likely first.
#[must_use]
pub fn likely_systems() -> &'static [&'static str] {
    &LIKELY
}

/// How far a place moves on the ground when its coordinates are read in the wrong system, in metres.
///
/// # Input
/// The same pair of numbers, easting and northing (or longitude and latitude), read in both systems.
///
/// # Errors
/// [`CrsError`] where either system is unknown or cannot express the coordinate.
pub fn displacement_m(x: f64, y: f64, assumed: &str, actual: &str) -> Result<f64, CrsError> {
    let place = |name: &str| -> Result<Point, CrsError> {
        let transformation = Transformation::new(&Crs::parse(name)?)?;
        transformation.to_wgs84(x, y).map(Point::from)
    };
    Ok(Geodesic.distance(place(assumed)?, place(actual)?))
}

/// The systems in which files of the province are delivered, each with its way to WGS 84: made once, asked often.
pub struct LikelySystems(Vec<(&'static str, Transformation)>);

impl LikelySystems {
    /// All of them; one that this installation does not know is left out.
    #[must_use]
    pub fn new() -> Self {
        let ready = |name: &&'static str| {
            let crs = Crs::parse(name).ok()?;
            Some((*name, Transformation::new(&crs).ok()?))
        };
        Self(LIKELY.iter().filter_map(ready).collect())
    }

    /// The systems in which a coordinate would fall inside an area, most likely first.
    ///
    /// A file whose coordinates fall far outside the province mostly names a wrong system, or has its axes
    /// swapped, which is answered as `"EPSG:… with the two coordinates swapped"`.
    ///
    /// # Input
    /// `x`, `y` as delivered; `area` as west, south, east, north in degrees on WGS 84.
    #[must_use]
    pub fn that_fit(&self, x: f64, y: f64, area: [f64; 4]) -> Vec<String> {
        let fitting = |x: f64, y: f64| {
            let fits = move |way: &Transformation| {
                way.to_wgs84(x, y).is_ok_and(|(longitude, latitude)| {
                    (area[0]..=area[2]).contains(&longitude)
                        && (area[1]..=area[3]).contains(&latitude)
                })
            };
            self.0
                .iter()
                .filter(move |(_, way)| fits(way))
                .map(|(name, _)| *name)
        };
        let straight = fitting(x, y).map(str::to_owned);
        let swapped = fitting(y, x).map(|name| format!("{name} with the two coordinates swapped"));
        straight.chain(swapped).collect()
    }
}

impl Default for LikelySystems {
    fn default() -> Self {
        Self::new()
    }
}
