//! How people travel: by what means, in which season, which way, and what to assume where nothing is known.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::AccessError;

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
            detour_factor: 1.4,
            straight_line_speed_kmh: 20.0,
            walking_speed_kmh: 3.0,
        }
    }
}

impl TravelOptions {
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
            ("detour_factor", self.detour_factor, 1.0, 10.0),
            (
                "straight_line_speed_kmh",
                self.straight_line_speed_kmh,
                0.1,
                150.0,
            ),
            ("walking_speed_kmh", self.walking_speed_kmh, 0.1, 10.0),
        ];
        for (name, value, least, most) in numbers {
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
