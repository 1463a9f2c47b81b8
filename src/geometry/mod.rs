//! Positions, metres, projections and topology: the only code that knows coordinate reference systems.
//!
//! Everything stored or served is longitude/latitude on WGS 84 (EPSG:4326), in degrees, longitude first.

pub mod area_rules;
pub mod borders;
mod bounds;
pub mod buffer;
pub mod containment;
pub mod dissolve;
pub mod distance;
pub mod edge_runs;
pub mod edges;
pub mod equal_area;
pub mod geodesic;
pub mod grid;
pub mod interrupt;
pub mod json_shape;
pub mod label_point;
pub mod locator;
pub mod metric_crs;
pub mod nearest;
pub mod noding;
pub mod overlap;
pub mod parts;
mod position;
pub mod progress;
pub mod relation;
pub mod rings;
mod strip;
pub mod tangle;
pub mod topology;
pub mod union;
pub mod validity;
pub mod vn2000;
pub mod well_known_binary;

pub use bounds::Bounds;
pub use position::{LonLat, PositionError};
