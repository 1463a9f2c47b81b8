//! What the cells of a raster say: the kind, with its unit and what is plausible.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::Text;

/// What the values of a raster are.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum RasterKind {
    /// Height above the sea.
    Elevation,
    /// How steep the ground is.
    Slope,
    /// People per square kilometre.
    PopulationDensity,
    /// How long a traveller takes for a kilometre.
    Friction,
    /// The class of what covers the ground, by the code of its source.
    LandCover,
    /// How well the ground suits a purpose, from 0 (not at all) to 1 (fully).
    Suitability,
}

impl RasterKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Elevation,
        Self::Slope,
        Self::PopulationDensity,
        Self::Friction,
        Self::LandCover,
        Self::Suitability,
    ];

    /// The kind as it is written in data and typed in commands, such as `population-density`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Elevation => "elevation",
            Self::Slope => "slope",
            Self::PopulationDensity => "population-density",
            Self::Friction => "friction",
            Self::LandCover => "land-cover",
            Self::Suitability => "suitability",
        }
    }

    /// The kind of that name; `None` for a name that is no kind.
    ///
    /// ```
    /// use nonnuoc::model::raster::RasterKind;
    ///
    /// assert_eq!(RasterKind::from_name("elevation"), Some(RasterKind::Elevation));
    /// assert_eq!(RasterKind::from_name("height"), None);
    /// ```
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// The kind's title.
    #[must_use]
    pub fn title(self) -> Text {
        let (vi, en) = match self {
            Self::Elevation => ("Độ cao", "Elevation"),
            Self::Slope => ("Độ dốc", "Slope"),
            Self::PopulationDensity => ("Mật độ dân số", "Population density"),
            Self::Friction => ("Thời gian đi một km", "Minutes to travel a kilometre"),
            Self::LandCover => ("Lớp phủ mặt đất", "Land cover"),
            Self::Suitability => ("Mức thích hợp", "Suitability"),
        };
        Text::new(vi, en)
    }

    /// The unit of its values; empty where they have none.
    #[must_use]
    pub fn unit(self) -> Text {
        let (vi, en) = match self {
            Self::Elevation => ("m", "m"),
            Self::Slope => ("độ", "degrees"),
            Self::PopulationDensity => ("người/km²", "people/km²"),
            Self::Friction => ("phút/km", "min/km"),
            Self::LandCover | Self::Suitability => ("", ""),
        };
        Text::new(vi, en)
    }

    /// The values that can be true in Việt Nam, in the kind's unit. A value beyond them is of another
    /// unit, or a mark for "no value" that the file does not declare.
    ///
    /// The highest ground of the country is Fansipan, 3,147 m; a friction below 0.3 min/km is faster
    /// than 200 km/h.
    #[must_use]
    pub fn plausible(self) -> RangeInclusive<f64> {
        match self {
            Self::Elevation => -50.0..=3200.0,
            Self::Slope => 0.0..=90.0,
            Self::PopulationDensity => 0.0..=200_000.0,
            Self::Friction => 0.3..=3000.0,
            Self::LandCover => 0.0..=65_535.0,
            Self::Suitability => 0.0..=1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_code_and_in_json_agree_and_are_no_kind_of_place() {
        for kind in RasterKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(RasterKind::from_name(kind.as_str()), Some(kind));
            assert_eq!(crate::model::PlaceKind::from_name(kind.as_str()), None);
        }
    }

    #[test]
    fn heights_in_feet_are_not_plausible() {
        let fansipan_ft = 3147.0 / 0.3048;
        assert!(RasterKind::Elevation.plausible().contains(&3147.0));
        assert!(!RasterKind::Elevation.plausible().contains(&fansipan_ft));
        assert!(!RasterKind::Elevation.plausible().contains(&-9999.0));
    }
}
