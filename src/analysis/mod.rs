//! Pure functions, one planner's method a file.

pub mod crosswalk;
pub mod intake;
pub mod reading;
pub mod search;
pub mod status;
