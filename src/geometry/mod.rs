//! Positions, metres, projections and topology: the only code that knows coordinate reference systems.
//!
//! Everything stored or served is longitude/latitude on WGS 84 (EPSG:4326), in degrees, longitude first.

mod bounds;
pub mod grid;
pub mod label_point;
mod position;
pub mod rings;
pub mod topology;

pub use bounds::Bounds;
pub use position::{LonLat, PositionError};
