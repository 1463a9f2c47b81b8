//! Pure functions, one planner's method a file.

pub mod intake;
pub mod search;
