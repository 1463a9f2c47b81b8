//! Pure functions, one planner's method a file.
