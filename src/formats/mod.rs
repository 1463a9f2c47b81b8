//! Files in and out: the only module that knows GDAL.

pub mod crs;
pub mod manifest;
mod native;
mod reading;
pub mod shipped;
pub mod worker;

pub use reading::{Encoding, ReadOptions};
