//! A position on the earth.

use serde::{Deserialize, Serialize};

/// A position: longitude and latitude in degrees on WGS 84 (EPSG:4326).
///
/// Written to JSON as `[longitude, latitude]`, the order of `GeoJSON`.
///
/// ```
/// use nonnuoc::geometry::LonLat;
///
/// let gate = LonLat::new(106.32448, 22.87241).expect("within the globe");
/// assert_eq!(gate.lon(), 106.32448);
/// assert!(LonLat::new(22.87241, 106.32448).is_err(), "latitude cannot be 106 degrees");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f64; 2]", into = "[f64; 2]")]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

/// Why two numbers are not a position.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum PositionError {
    /// Longitude is not within −180…180 degrees, or not a number.
    #[error("longitude {0} is not between -180 and 180 degrees")]
    Longitude(f64),
    /// Latitude is not within −90…90 degrees, or not a number.
    #[error("latitude {0} is not between -90 and 90 degrees")]
    Latitude(f64),
}

impl LonLat {
    /// A position from degrees.
    ///
    /// # Errors
    /// When either number is not finite or lies outside the globe.
    pub fn new(lon: f64, lat: f64) -> Result<Self, PositionError> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(PositionError::Longitude(lon));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(PositionError::Latitude(lat));
        }
        Ok(Self { lon, lat })
    }

    /// Longitude in degrees, east positive.
    #[must_use]
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees, north positive.
    #[must_use]
    pub fn lat(self) -> f64 {
        self.lat
    }

    /// The same position as a `geo` point (x longitude, y latitude).
    #[must_use]
    pub fn to_point(self) -> geo::Point<f64> {
        geo::Point::new(self.lon, self.lat)
    }
}

impl TryFrom<[f64; 2]> for LonLat {
    type Error = PositionError;

    fn try_from([lon, lat]: [f64; 2]) -> Result<Self, Self::Error> {
        Self::new(lon, lat)
    }
}

impl From<LonLat> for [f64; 2] {
    fn from(position: LonLat) -> Self {
        [position.lon, position.lat]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_on_the_globe() {
        assert_eq!(
            LonLat::new(181.0, 0.0),
            Err(PositionError::Longitude(181.0))
        );
        assert_eq!(LonLat::new(0.0, -90.5), Err(PositionError::Latitude(-90.5)));
        assert!(LonLat::new(f64::NAN, 0.0).is_err());
    }

    #[test]
    fn is_written_longitude_first() {
        let position = LonLat::new(106.25, 22.66).unwrap();
        assert_eq!(serde_json::to_string(&position).unwrap(), "[106.25,22.66]");
        assert!(serde_json::from_str::<LonLat>("[22.66,106.25]").is_err());
    }
}
