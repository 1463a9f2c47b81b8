//! Shapes from well-known binary, as the database and the reading process hand them over.

use geo::Geometry;
use geo_traits::to_geo::ToGeoGeometry;
use thiserror::Error;
use wkb::error::WkbError;

/// Why bytes are no shape.
#[derive(Debug, Error)]
pub enum BinaryFault {
    /// They are not well-known binary.
    #[error("these bytes are no well-known binary: {0}")]
    Malformed(#[from] WkbError),
    /// They are a point without coordinates.
    #[error("an empty point")]
    Empty,
}

/// The shape that the bytes hold, in whatever coordinates they have; heights and measures are left out.
///
/// # Errors
/// [`BinaryFault`] where they hold none.
///
/// # Source
/// OGC 06-103r4, *Simple Feature Access – Part 1*, section 8.
///
/// ```
/// use nonnuoc::geometry::well_known_binary::read;
///
/// let mut point = vec![1, 1, 0, 0, 0];
/// point.extend(106.25_f64.to_le_bytes());
/// point.extend(22.66_f64.to_le_bytes());
/// assert_eq!(read(&point).unwrap(), geo::Point::new(106.25, 22.66).into());
/// assert!(read(&point[..20]).is_err());
/// ```
pub fn read(bytes: &[u8]) -> Result<Geometry<f64>, BinaryFault> {
    let shape = wkb::reader::read_wkb(bytes)?;
    shape.try_to_geometry().ok_or(BinaryFault::Empty)
}
