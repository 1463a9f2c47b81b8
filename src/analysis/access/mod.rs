//! Travel time: how long people need to schools, health stations and other facilities, and whom nothing reaches.
//!
//! Times are minutes. What cannot be reached is told with its reason; it is never a long time and never left out.

mod answer;
mod clusters;
mod cover;
mod explanation;
mod isochrone;
mod landscape;
mod many_searches;
mod matrix;
mod memory;
mod model;
mod moves;
mod nearest;
mod noding;
mod options;
mod people;
mod question;
mod rivers;
mod search;
mod speeds;
mod straight_line;
mod table;
mod terrain;
mod waiting;
mod walking;
mod ways;

use std::collections::BTreeSet;

use geo::Coord;
use jiff::civil::Date;

pub use answer::{MOST_MINUTES, MOST_PLACES, MOST_TRIPS, travel_times};
pub use cover::CoverRule;
pub use isochrone::STRIP_M;
pub use landscape::{Barriers, EXACT_RIVER_M, Ingredient, Landscape, Road};
pub use matrix::{TravelMatrix, TravelMethod, Trip, Unreached};
pub use memory::TravelMemory;
pub use model::TravelModel;
pub use nearest::{Nearest, Reach};
pub use noding::{CLOSING_REACH_M, DRAWN_JOIN_M, NODING_M};
pub use options::{Closures, Direction, DrawnRoad, Season, TravelMode, TravelOptions};
pub use question::{
    IsochroneDrawn, NamedPosition, OriginTrips, PeopleWithin, PlaceUsed, PlacesAsked, Served,
    TravelRequest, TravelRun, TravelTimes, TripFound, UnitServed,
};
pub use speeds::{RoadClass, SpeedRule, Surface, speed_kmh};
pub use straight_line::RAINY_SHARE;
pub use table::table;
pub use terrain::MOST_CELLS;
pub use walking::{OFF_PATH, level_minutes_per_km, tobler_kmh};

use crate::geometry::buffer::BufferError;
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::metric_crs::MetricCrsError;
use crate::geometry::validity::GeometryFault;
use crate::model::{LayerId, PlaceId, Snapshot};

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
    /// A place that is not known.
    #[error("there is no place {0}: ask /api/places for those that are known")]
    UnknownPlace(PlaceId),
    /// A place without a position.
    #[error("{0} has no position on the map: leave it out, or import one")]
    NoPosition(PlaceId),
    /// A drawn road that is no line.
    #[error("a drawn road has no line: give a LineString of at least two different positions")]
    NoLine,
    /// A drawn shape is faulty.
    #[error("the drawn shape: {0}")]
    Shape(#[from] GeometryFault),
    /// The roads lie too far apart for one plane.
    #[error("the roads: {0}")]
    Plane(#[from] MetricCrsError),
    /// An isochrone could not be drawn.
    #[error("the isochrone: {0}")]
    Isochrone(#[from] BufferError),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// A matrix and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Travelled {
    /// The trips.
    pub matrix: TravelMatrix,
    /// The layers of roads, rivers, heights and closures behind them.
    pub layers: BTreeSet<LayerId>,
}

/// Which trips are asked about.
#[derive(Debug, Clone, Copy)]
pub struct MatrixAsked<'a> {
    /// The data.
    pub snapshot: &'a Snapshot,
    /// The day whose roads and rivers count.
    pub on: Date,
    /// Where people start: longitude/latitude in degrees, WGS 84.
    pub origins: &'a [Coord<f64>],
    /// Where they travel to.
    pub destinations: &'a [Coord<f64>],
    /// How they travel.
    pub options: &'a TravelOptions,
}

/// Minutes between each origin and each destination, in the direction that the options name.
///
/// `progress` is told how much is done, from 0 to 1.
///
/// # Errors
/// [`AccessError`] when an option or a place cannot be used, or the asker went away.
pub fn travel_matrix(
    asked: &MatrixAsked<'_>,
    interrupt: &Interrupt,
    progress: &dyn Fn(f64),
) -> Result<Travelled, AccessError> {
    let MatrixAsked {
        snapshot,
        on,
        origins,
        destinations,
        options,
    } = *asked;
    options.check()?;
    check_places(origins)?;
    check_places(destinations)?;
    let landscape = Landscape::of(snapshot, on, options, interrupt)?;
    let places = [origins, destinations].concat();
    let model = TravelModel::new(&landscape, &places, options, interrupt)?;
    let (from, to): (Vec<usize>, Vec<usize>) =
        (0..places.len()).partition(|&place| place < origins.len());
    Ok(Travelled {
        matrix: model.matrix(&from, &to, options.direction, interrupt, progress)?,
        layers: landscape.layers_behind(model.method()),
    })
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
