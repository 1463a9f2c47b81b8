//! Travel time: how long people need to schools, health stations and other facilities, and whom nothing reaches.
//!
//! Times are minutes. What cannot be reached is told with its reason; it is never a long time and never left out.

mod matrix;
mod options;
mod straight_line;

use geo::Coord;
use jiff::civil::Date;

pub use matrix::{TravelMatrix, TravelMethod, Trip, Unreached};
pub use options::{Direction, Season, TravelMode, TravelOptions};
pub use straight_line::RAINY_SHARE;

use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::Snapshot;

/// Why travel times could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// A number that cannot be worked with.
    #[error("{name} is {value}: give {least} to {most}")]
    OutOfRange {
        /// The option.
        name: &'static str,
        /// Its value.
        value: f64,
        /// Least value taken.
        least: f64,
        /// Greatest value taken.
        most: f64,
    },
    /// A place that is no longitude and latitude.
    #[error(
        "a place at longitude {lon}, latitude {lat} is not on the earth: WGS 84 degrees are expected, longitude first"
    )]
    OffTheEarth {
        /// Its longitude.
        lon: f64,
        /// Its latitude.
        lat: f64,
    },
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// Minutes between each origin and each destination, in the direction that the options name.
///
/// `progress` is told how much is done, from 0 to 1.
///
/// # Input
/// Longitude/latitude in degrees, WGS 84. `on` is the day whose roads and rivers count.
///
/// # Errors
/// [`AccessError`] when an option or a place cannot be used, or the asker went away.
pub fn travel_matrix(
    _snapshot: &Snapshot,
    _on: Date,
    origins: &[Coord<f64>],
    destinations: &[Coord<f64>],
    options: &TravelOptions,
    interrupt: &Interrupt,
    progress: &dyn Fn(f64),
) -> Result<TravelMatrix, AccessError> {
    options.check()?;
    check_places(origins)?;
    check_places(destinations)?;
    Ok(straight_line::matrix(
        origins,
        destinations,
        options,
        interrupt,
        progress,
    )?)
}

fn check_places(places: &[Coord<f64>]) -> Result<(), AccessError> {
    let is_off = |at: &&Coord<f64>| !(at.x.abs() <= 180.0 && at.y.abs() <= 90.0);
    match places.iter().find(is_off) {
        Some(at) => Err(AccessError::OffTheEarth {
            lon: at.x,
            lat: at.y,
        }),
        None => Ok(()),
    }
}
