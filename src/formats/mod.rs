//! Files in and out: the only module that knows GDAL.

pub mod crs;
pub mod manifest;
mod native;
pub mod shipped;
