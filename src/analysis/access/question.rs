//! The words of a question about travel times and of its answer.

use std::collections::BTreeMap;

use geo::MultiPolygon;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::matrix::{TravelMethod, Unreached};
use super::options::{Direction, Season, TravelOptions};
use crate::analysis::population_spread::SpreadMethod;
use crate::model::{PlaceId, PlaceKind, SourceUsed, Text, UnitCode};

/// A position with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NamedPosition {
    /// Its name.
    pub name: String,
    /// Longitude, degrees, WGS 84.
    pub lon: f64,
    /// Latitude, degrees, WGS 84.
    pub lat: f64,
}

/// Places by kind, by id and by position; all of them together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PlacesAsked {
    /// Every place of these kinds.
    pub kinds: Vec<PlaceKind>,
    /// Places by id.
    #[schema(value_type = Vec<String>)]
    pub places: Vec<PlaceId>,
    /// Positions that are no places of the data, such as a site that is only thought of.
    pub positions: Vec<NamedPosition>,
}

impl PlacesAsked {
    /// Every place of a kind.
    #[must_use]
    pub fn of_kind(kind: PlaceKind) -> Self {
        Self {
            kinds: vec![kind],
            ..Self::default()
        }
    }
}

/// A question about travel times.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TravelRequest {
    /// Where people travel to; schools when absent.
    pub facilities: PlacesAsked,
    /// Where they start; settlements when absent.
    pub origins: PlacesAsked,
    /// How they travel.
    pub travel: TravelOptions,
    /// The seasons to answer side by side; the one in `travel` when empty.
    pub seasons: Vec<Season>,
    /// The directions to answer side by side; the one in `travel` when empty.
    pub directions: Vec<Direction>,
    /// The minutes for which the share of people is told.
    pub within_minutes: Vec<f64>,
    /// The minutes for which the area is drawn; none are drawn when empty.
    pub isochrone_minutes: Vec<f64>,
    /// Whether every origin is told its minutes to every facility, not only to the nearest.
    pub with_matrix: bool,
    /// The places and units of which day; today when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

impl Default for TravelRequest {
    fn default() -> Self {
        Self {
            facilities: PlacesAsked::of_kind(PlaceKind::School),
            origins: PlacesAsked::of_kind(PlaceKind::Settlement),
            travel: TravelOptions::default(),
            seasons: vec![Season::Dry, Season::Rainy],
            directions: Vec::new(),
            within_minutes: vec![15.0, 30.0, 60.0, 90.0],
            isochrone_minutes: Vec::new(),
            with_matrix: false,
            on: None,
        }
    }
}

/// A place as it was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlaceUsed {
    /// Its id; none for a position that was given.
    #[schema(value_type = Option<String>)]
    pub id: Option<PlaceId>,
    /// Its name.
    pub name: String,
    /// The unit that owns it.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Longitude, degrees, WGS 84.
    pub lon: f64,
    /// Latitude, degrees, WGS 84.
    pub lat: f64,
}

/// The way between an origin and a facility, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TripFound {
    /// The facility, by its position in the answer's list; for the nearest one none where none is reached.
    pub facility: Option<usize>,
    /// Minutes; none where there is no way.
    pub minutes: Option<f64>,
    /// From what they were worked out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<TravelMethod>,
    /// Why there is no way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Unreached>,
}

/// What an origin reaches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OriginTrips {
    /// The origin, by its position in the answer's list.
    pub origin: usize,
    /// The way to the nearest facility.
    pub nearest: TripFound,
    /// The way to each facility, in the order of the answer's list; empty unless the matrix was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<TripFound>,
}

/// People within so many minutes of a facility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PeopleWithin {
    /// Minutes.
    pub minutes: f64,
    /// People.
    #[schema(value_type = f64)]
    pub people: Decimal,
    /// Their share of all people, 0 to 1, those who reach nothing among them.
    #[schema(value_type = Option<f64>)]
    pub share: Option<Decimal>,
}

/// How people are served by the nearest facility. Means and ranks weigh each position by its people.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Served {
    /// People; none when unknown.
    #[schema(value_type = Option<f64>)]
    pub population: Option<Decimal>,
    /// People within each number of minutes; empty when the number of people is unknown.
    pub within: Vec<PeopleWithin>,
    /// People who reach no facility. They are in no mean.
    #[schema(value_type = Option<f64>)]
    pub people_unreached: Option<Decimal>,
    /// Mean minutes of the people who reach one.
    pub mean_minutes: Option<f64>,
    /// The minutes within which nine tenths of those people reach one.
    pub p90_minutes: Option<f64>,
    /// The minutes of the worst served of those people.
    pub worst_minutes: Option<f64>,
}

/// How the people of a unit are served.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitServed {
    /// The unit's code.
    #[schema(value_type = String)]
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// How its people were spread.
    pub population_method: SpreadMethod,
    /// How they are served.
    #[serde(flatten)]
    pub served: Served,
}

/// The area within so many minutes of the nearest facility.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct IsochroneDrawn {
    /// Minutes.
    pub minutes: f64,
    /// Its geodesic area, km².
    #[schema(value_type = f64)]
    pub area_km2: Decimal,
    /// Its outline, as a GeoJSON geometry.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    pub outline: MultiPolygon<f64>,
}

/// The answer for one season and direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TravelRun {
    /// The season.
    pub season: Season,
    /// The direction.
    pub direction: Direction,
    /// From what the times were worked out on the whole; a trip may say otherwise for itself.
    pub method: TravelMethod,
    /// How many origins each method answered.
    #[schema(value_type = Object)]
    pub methods: BTreeMap<TravelMethod, usize>,
    /// How many origins reach no facility, by reason.
    #[schema(value_type = Object)]
    pub unreached: BTreeMap<Unreached, usize>,
    /// Pieces of road that are closed.
    pub closed_pieces: usize,
    /// Each origin.
    pub origins: Vec<OriginTrips>,
    /// The people of the province.
    pub province: Served,
    /// The people of each unit, by code.
    pub units: Vec<UnitServed>,
    /// The areas that were asked for, fewest minutes first.
    pub isochrones: Vec<IsochroneDrawn>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct TravelTimes {
    /// The day of places and units.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// The facilities.
    pub facilities: Vec<PlaceUsed>,
    /// The origins.
    pub origins: Vec<PlaceUsed>,
    /// Places that were asked for but have no position, which nobody can travel to or from.
    #[schema(value_type = Vec<String>)]
    pub without_position: Vec<PlaceId>,
    /// One for each season and direction.
    pub runs: Vec<TravelRun>,
    /// The layers that the answer rests on.
    pub sources: Vec<SourceUsed>,
    /// How it was worked out, and what else a reader must know.
    pub explanation: Vec<Text>,
}
