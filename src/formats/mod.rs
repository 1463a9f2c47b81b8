//! Files in and out: the only module that knows GDAL.

pub mod crs;
mod native;
