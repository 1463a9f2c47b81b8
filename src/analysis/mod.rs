//! Pure functions, one planner's method a file.

pub mod access;
pub mod checks;
pub mod classes;
pub mod corridor_coverage;
pub mod coverage_cleaning;
pub mod crosswalk;
pub mod deadlines;
pub mod exposure;
pub mod filter;
pub mod health;
pub mod illustration;
pub mod intake;
pub mod locate;
pub mod map_sheet;
pub mod population_spread;
pub mod query;
pub mod reading;
pub mod relocation;
pub mod removal;
pub mod rounding;
pub mod scenario;
pub mod search;
pub mod siting;
pub mod status;
pub mod tables;
pub mod unit_map;
