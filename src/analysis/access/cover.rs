//! What covers the ground, and how fast level ground is walked there.

use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::landscape::Landscape;
use super::options::{Season, TravelOptions};
use super::walking::level_minutes_per_km;
use crate::model::raster::Raster;

/// How fast people walk over level ground with one land cover. Of several rules that fit the last counts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverRule {
    /// The class, by the code that the land cover's source gives it.
    pub code: i32,
    /// Only in this season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    /// Kilometres an hour.
    pub walking_speed_kmh: f64,
}

/// What is known of level ground: a layer of minutes for a kilometre comes before rules for land cover.
#[derive(Debug)]
pub(super) enum LevelGround<'a> {
    /// Nothing: it is walked alike everywhere.
    Alike,
    /// Minutes for a kilometre.
    Friction(&'a Raster),
    /// Classes of land cover, and the rules of the season.
    Cover(&'a Raster, Vec<CoverRule>),
}

impl<'a> LevelGround<'a> {
    /// What a landscape and the options of a question say.
    pub(super) fn of(landscape: &'a Landscape, options: &TravelOptions) -> Self {
        let rules: Vec<CoverRule> = options.cover_rules_in_season().copied().collect();
        match (&landscape.friction, &landscape.land_cover) {
            (Some(friction), _) => Self::Friction(friction),
            (None, Some(cover)) if !rules.is_empty() => Self::Cover(cover, rules),
            _ => Self::Alike,
        }
    }

    /// Whether it is walked alike everywhere.
    pub(super) fn is_alike(&self) -> bool {
        matches!(self, Self::Alike)
    }

    /// Minutes for a kilometre of level ground at a position; those off paths where nothing is known.
    pub(super) fn minutes_per_km(&self, at: Coord<f64>) -> f64 {
        let known = match self {
            Self::Alike => None,
            Self::Friction(friction) => friction.value_at(at.x, at.y),
            Self::Cover(cover, rules) => cover.value_at(at.x, at.y).and_then(|code| {
                let fits = |rule: &&CoverRule| (f64::from(rule.code) - code).abs() < 0.5;
                let rule = rules.iter().rfind(fits)?;
                Some(60.0 / rule.walking_speed_kmh)
            }),
        };
        known.unwrap_or_else(level_minutes_per_km)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::analysis::access::terrain::grid;

    fn rule(code: i32, season: Option<Season>, walking_speed_kmh: f64) -> CoverRule {
        CoverRule {
            code,
            season,
            walking_speed_kmh,
        }
    }

    /// Two cells: code 10 in the west, 20 in the east.
    fn covered() -> Landscape {
        Landscape {
            land_cover: Some(Arc::new(grid(2, 1, |column, _| {
                10.0 * (column as f64 + 1.0)
            }))),
            ..Landscape::default()
        }
    }

    const WEST: Coord<f64> = Coord {
        x: 106.0005,
        y: 22.4995,
    };
    const EAST: Coord<f64> = Coord {
        x: 106.0015,
        y: 22.4995,
    };

    #[test]
    fn a_rule_sets_the_pace_of_its_class_in_its_season() {
        let land = covered();
        let mut options = TravelOptions {
            land_cover: vec![rule(10, None, 2.0), rule(10, Some(Season::Rainy), 1.0)],
            ..TravelOptions::default()
        };
        let pace = |options: &TravelOptions, at| LevelGround::of(&land, options).minutes_per_km(at);
        assert!((pace(&options, WEST) - 30.0).abs() < 1e-12);
        assert!(
            (pace(&options, EAST) - level_minutes_per_km()).abs() < 1e-12,
            "no rule for 20"
        );
        options.season = Season::Rainy;
        assert!((pace(&options, WEST) - 60.0).abs() < 1e-12);
    }

    #[test]
    fn minutes_for_a_kilometre_come_before_land_cover_and_no_rule_changes_nothing() {
        let mut land = covered();
        let none = TravelOptions::default();
        assert!(LevelGround::of(&land, &none).is_alike());
        land.friction = Some(Arc::new(grid(2, 1, |_, _| 25.0)));
        let options = TravelOptions {
            land_cover: vec![rule(10, None, 2.0)],
            ..none
        };
        let ground = LevelGround::of(&land, &options);
        assert!((ground.minutes_per_km(WEST) - 25.0).abs() < 1e-12);
    }
}
