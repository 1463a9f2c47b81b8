//! How people travel: by what means, in which season, which way, and what to assume where nothing is known.

use geo::Geometry;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::AccessError;
use super::cover::CoverRule;
use super::speeds::{RoadClass, SpeedRule, Surface};
use crate::model::PlaceId;

/// By what means people travel.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TravelMode {
    /// By vehicle along roads.
    Road,
    /// On foot over the terrain, and along roads as paths.
    OnFoot,
    /// On foot to a road, by vehicle along it, and on foot to the end.
    #[default]
    Combined,
}

/// The season, which decides how fast roads are and which of them are open.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Season {
    /// The dry season, October to April.
    #[default]
    Dry,
    /// The rainy season, May to September.
    Rainy,
}

impl Season {
    /// The season as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dry => "dry",
            Self::Rainy => "rainy",
        }
    }
}

/// Which way people travel. Uphill takes longer than downhill, and a one-way road leads one way only.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// From home to the facility: from each origin to each destination.
    #[default]
    ToFacility,
    /// From the facility home: from each destination to each origin.
    FromFacility,
}

impl Direction {
    /// The direction as data and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ToFacility => "to-facility",
            Self::FromFacility => "from-facility",
        }
    }
}

/// What is closed in this question.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Closures {
    /// Places that are closed: a road as a whole; of any other place, such as a danger spot or a flood zone, the pieces of
    /// road that it touches or, for a point, the piece nearest to it within 100 m.
    #[schema(value_type = Vec<String>)]
    pub places: Vec<PlaceId>,
    /// A drawn shape, as a GeoJSON geometry in WGS 84 degrees: the pieces of road that it touches are closed.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    #[schema(value_type = Option<Object>)]
    pub line: Option<Geometry<f64>>,
}

/// A road drawn for this question. Its ends join the nearest road within 100 m; it bridges rivers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawnRoad {
    /// Its line, as a GeoJSON geometry in WGS 84 degrees.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    pub line: Geometry<f64>,
    /// Its class.
    pub road_class: RoadClass,
    /// Its surface; the usual one of its class when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<Surface>,
    /// Whether vehicles may only go the way it was drawn.
    #[serde(default)]
    pub is_one_way: bool,
    /// Its speed in the dry season, kilometres an hour; that of its class and surface when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_kmh: Option<f64>,
}

/// Everything that decides how long a way takes, besides the data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TravelOptions {
    /// By what means.
    pub mode: TravelMode,
    /// In which season.
    pub season: Season,
    /// Which way.
    pub direction: Direction,
    /// Longest way looked for, minutes; any length when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit_minutes: Option<f64>,
    /// How far from a road a place may lie and still be joined to it by a straight walk, metres. Where heights are known
    /// the walk is worked out over the terrain instead, at any distance.
    pub snap_limit_m: f64,
    /// Least size of a cell of the terrain, metres.
    pub cell_m: f64,
    /// Speeds that come before those of the table.
    pub speeds: Vec<SpeedRule>,
    /// How fast level ground is walked by its land cover, where a layer of it is loaded and none of minutes for a kilometre.
    pub land_cover: Vec<CoverRule>,
    /// What is closed.
    pub closures: Closures,
    /// Roads that are drawn in addition.
    pub added_roads: Vec<DrawnRoad>,
    /// Length of a way on the ground for each metre of straight line, where the way itself is unknown.
    pub detour_factor: f64,
    /// Speed of a vehicle along an unknown way in the dry season, kilometres an hour.
    pub straight_line_speed_kmh: f64,
    /// Speed of a walker along an unknown way, kilometres an hour.
    pub walking_speed_kmh: f64,
}

impl Default for TravelOptions {
    fn default() -> Self {
        Self {
            mode: TravelMode::default(),
            season: Season::default(),
            direction: Direction::default(),
            limit_minutes: None,
            snap_limit_m: 1_000.0,
            cell_m: 200.0,
            speeds: Vec::new(),
            land_cover: Vec::new(),
            closures: Closures::default(),
            added_roads: Vec::new(),
            detour_factor: 1.4,
            straight_line_speed_kmh: 20.0,
            walking_speed_kmh: 3.0,
        }
    }
}

impl TravelOptions {
    /// The rules for land cover that hold in the season.
    pub(super) fn cover_rules_in_season(&self) -> impl Iterator<Item = &CoverRule> {
        let holds = |rule: &&CoverRule| rule.season.is_none_or(|season| season == self.season);
        self.land_cover.iter().filter(holds)
    }

    /// Checks that every number can be worked with.
    ///
    /// # Errors
    /// [`AccessError::OutOfRange`] names the first that cannot.
    pub fn check(&self) -> Result<(), AccessError> {
        let numbers = [
            (
                "limit_minutes",
                self.limit_minutes.unwrap_or(1.0),
                0.01,
                10_000.0,
            ),
            ("snap_limit_m", self.snap_limit_m, 0.0, 100_000.0),
            ("cell_m", self.cell_m, 1.0, 10_000.0),
            ("detour_factor", self.detour_factor, 1.0, 10.0),
            (
                "straight_line_speed_kmh",
                self.straight_line_speed_kmh,
                0.1,
                150.0,
            ),
            ("walking_speed_kmh", self.walking_speed_kmh, 0.1, 10.0),
        ];
        let rules = self.speeds.iter().map(|rule| rule.speed_kmh);
        let drawn = self.added_roads.iter().filter_map(|road| road.speed_kmh);
        let speeds = rules
            .chain(drawn)
            .map(|speed| ("speed_kmh", speed, 0.1, 150.0));
        let walked = self.land_cover.iter().map(|rule| rule.walking_speed_kmh);
        let walked = walked.map(|speed| ("walking_speed_kmh of a land cover", speed, 0.1, 10.0));
        for (name, value, least, most) in numbers.into_iter().chain(speeds).chain(walked) {
            if !(least..=most).contains(&value) {
                return Err(AccessError::OutOfRange {
                    name,
                    value,
                    least,
                    most,
                });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_out_of_range_is_named() {
        assert!(TravelOptions::default().check().is_ok());
        let options = TravelOptions {
            detour_factor: 0.5,
            ..TravelOptions::default()
        };
        let told = options.check().unwrap_err().to_string();
        assert!(
            told.contains("detour_factor") && told.contains("0.5"),
            "{told}"
        );
        let options = TravelOptions {
            walking_speed_kmh: f64::NAN,
            ..TravelOptions::default()
        };
        assert!(options.check().is_err());
    }
}
