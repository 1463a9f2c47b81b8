//! How fast people walk: on paths and off them, uphill and downhill.
//!
//! # Source
//! W. Tobler (1993), *Three presentations on geographical analysis and modeling*, NCGIA Technical Report 93-1: walking
//! speed 6·exp(−3.5·|s + 0.05|) km/h at the slope s in the direction walked, 0.6 of it off paths.

/// What leaving paths leaves of a walker's speed (Tobler).
pub const OFF_PATH: f64 = 0.6;

/// Walking speed on a path at a slope, kilometres an hour.
#[must_use]
pub fn tobler_kmh(slope: f64) -> f64 {
    6.0 * (-3.5 * (slope + 0.05).abs()).exp()
}

/// Minutes that a kilometre on level ground takes off paths, where nothing is known of what covers it.
#[must_use]
pub fn level_minutes_per_km() -> f64 {
    60.0 / (tobler_kmh(0.0) * OFF_PATH)
}

/// How many times longer a slope takes than level ground.
pub(super) fn relief(slope: f64) -> f64 {
    (3.5 * ((slope + 0.05).abs() - 0.05)).exp()
}

/// Minutes along a path of that length between two heights; level where one of them is unknown.
pub(super) fn path_minutes(length_m: f64, from: Option<f64>, to: Option<f64>) -> f64 {
    let slope = from
        .zip(to)
        .map_or(0.0, |(from, to)| (to - from) / length_m);
    length_m / 1_000.0 * 60.0 / tobler_kmh(slope)
}
