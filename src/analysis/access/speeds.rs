//! How fast vehicles are, by class of road, surface and season.
//!
//! # Source
//! On paved roads in the dry season: the design speeds of mountainous terrain in TCVN 5729:2012 (expressway 80 km/h), TCVN
//! 4054:2005 (class IV 40, class V 30, class VI 20 km/h) and TCVN 10380:2014 (rural road A 20, C 10 km/h).
//!
//! What other surfaces leave of them: `GeoHealthAccess` (BLSQ and the World Bank, `resources/travel-speeds.json`: gravel
//! 0.7; the softest tracks 0.6). What the rainy season leaves: a tenth less on paved roads (P. D. Prevedouros and P.
//! Kongsil, 2003, *Synthesis of the effects of wet conditions on highway speed and capacity*: 10 % in light rain), two
//! thirds on others (J. I. Blanford, S. Kumar, W. Luo and A. M. `MacEachren`, 2012, *It's a long, long walk*,
//! International Journal of Health Geographics 11:24, table 2: 3 km/h become 2, measured of walkers off roads and taken
//! for vehicles here). Measured speeds come first: [`SpeedRule`] and a road's own `speed_kmh`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::options::Season;

/// The class of a road.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RoadClass {
    /// An expressway.
    Expressway,
    /// A national road.
    National,
    /// A provincial road.
    Provincial,
    /// A former district road.
    District,
    /// A commune road.
    Commune,
    /// A track.
    Track,
}

/// What a road is paved with.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Surface {
    /// Asphalt, concrete or stone.
    Paved,
    /// Gravel.
    Gravel,
    /// Earth.
    Earth,
}

impl RoadClass {
    /// Every class, fastest first.
    pub const ALL: [Self; 6] = [
        Self::Expressway,
        Self::National,
        Self::Provincial,
        Self::District,
        Self::Commune,
        Self::Track,
    ];

    /// The class as data spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expressway => "expressway",
            Self::National => "national",
            Self::Provincial => "provincial",
            Self::District => "district",
            Self::Commune => "commune",
            Self::Track => "track",
        }
    }

    /// The class that data spell so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == name)
    }

    /// Speed on a paved road of the class in the dry season, kilometres an hour.
    #[must_use]
    pub fn paved_dry_kmh(self) -> f64 {
        match self {
            Self::Expressway => 80.0,
            Self::National => 40.0,
            Self::Provincial => 30.0,
            Self::District | Self::Commune => 20.0,
            Self::Track => 10.0,
        }
    }

    /// The surface that is taken for a road of the class whose surface is unknown.
    #[must_use]
    pub fn usual_surface(self) -> Surface {
        match self {
            Self::Expressway | Self::National | Self::Provincial | Self::District => Surface::Paved,
            Self::Commune => Surface::Gravel,
            Self::Track => Surface::Earth,
        }
    }
}

impl Surface {
    /// Every surface.
    pub const ALL: [Self; 3] = [Self::Paved, Self::Gravel, Self::Earth];

    /// The surface as data spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Paved => "paved",
            Self::Gravel => "gravel",
            Self::Earth => "earth",
        }
    }

    /// The surface that data spell so.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|surface| surface.as_str() == name)
    }

    /// What the surface leaves of the speed on a paved road in the dry season.
    #[must_use]
    pub fn share(self, season: Season) -> f64 {
        let dry = match self {
            Self::Paved => 1.0,
            Self::Gravel => 0.7,
            Self::Earth => 0.6,
        };
        match (season, self) {
            (Season::Dry, _) => dry,
            (Season::Rainy, Self::Paved) => 0.9 * dry,
            (Season::Rainy, Self::Gravel | Self::Earth) => 2.0 / 3.0 * dry,
        }
    }
}

/// A speed to use in place of the table's, where everything that it names fits. Of several that fit the last counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SpeedRule {
    /// Roads of this class.
    pub road_class: RoadClass,
    /// Only on this surface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surface: Option<Surface>,
    /// Only in this season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    /// Kilometres an hour.
    pub speed_kmh: f64,
}

/// The speed on a road without a speed of its own, kilometres an hour.
#[must_use]
pub fn speed_kmh(rules: &[SpeedRule], class: RoadClass, surface: Surface, season: Season) -> f64 {
    let fits = |rule: &&SpeedRule| {
        rule.road_class == class
            && rule.surface.is_none_or(|named| named == surface)
            && rule.season.is_none_or(|named| named == season)
    };
    let found = rules.iter().rfind(fits).map(|rule| rule.speed_kmh);
    found.unwrap_or_else(|| class.paved_dry_kmh() * surface.share(season))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_the_rules_before_it() {
        let at = |rules: &[SpeedRule], season| {
            speed_kmh(rules, RoadClass::Commune, Surface::Gravel, season)
        };
        assert!((at(&[], Season::Dry) - 14.0).abs() < 1e-12);
        assert!((at(&[], Season::Rainy) - 14.0 * 2.0 / 3.0).abs() < 1e-12);
        let measured = SpeedRule {
            road_class: RoadClass::Commune,
            surface: None,
            season: Some(Season::Rainy),
            speed_kmh: 9.0,
        };
        assert!((at(&[measured], Season::Dry) - 14.0).abs() < 1e-12);
        assert!((at(&[measured], Season::Rainy) - 9.0).abs() < 1e-12);
    }

    #[test]
    fn names_are_those_of_the_attributes_of_roads() {
        use crate::model::{AttributeType, PlaceKind};
        let choices = |name: &str| match PlaceKind::Road.attribute(name).unwrap().of {
            AttributeType::Choice(choices) => choices.iter().map(|c| c.value).collect::<Vec<_>>(),
            _ => vec![],
        };
        assert_eq!(choices("road_class"), RoadClass::ALL.map(RoadClass::as_str));
        assert_eq!(choices("surface"), Surface::ALL.map(Surface::as_str));
    }
}
