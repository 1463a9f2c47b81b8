//! Files in and out: the only module that knows GDAL.

pub mod crs;
pub mod export;
pub mod manifest;
mod native;
pub mod place_list;
mod reading;
pub mod result_file;
pub mod shipped;
pub mod worker;

pub use reading::{Encoding, ReadOptions};
