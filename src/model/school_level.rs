//! The levels of school, and the attributes that count the pupils and places of each.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Text;

/// Years of general education, over which pupils whose level is unknown are spread evenly.
const GENERAL_YEARS: f64 = 12.0;

/// A level of school.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SchoolLevel {
    /// Preschool: three years, before general education.
    Preschool,
    /// Primary school: grades 1 to 5.
    Primary,
    /// Lower secondary school: grades 6 to 9.
    LowerSecondary,
    /// Upper secondary school: grades 10 to 12.
    UpperSecondary,
}

impl SchoolLevel {
    /// Every level.
    pub const ALL: [Self; 4] = [
        Self::Preschool,
        Self::Primary,
        Self::LowerSecondary,
        Self::UpperSecondary,
    ];

    /// The level as data and files spell it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preschool => "preschool",
            Self::Primary => "primary",
            Self::LowerSecondary => "lower-secondary",
            Self::UpperSecondary => "upper-secondary",
        }
    }

    /// The level's name in Vietnamese.
    pub(crate) const fn vi(self) -> &'static str {
        match self {
            Self::Preschool => "mầm non",
            Self::Primary => "tiểu học",
            Self::LowerSecondary => "trung học cơ sở",
            Self::UpperSecondary => "trung học phổ thông",
        }
    }

    /// The level's name in English.
    pub(crate) const fn en(self) -> &'static str {
        match self {
            Self::Preschool => "preschool",
            Self::Primary => "primary",
            Self::LowerSecondary => "lower secondary",
            Self::UpperSecondary => "upper secondary",
        }
    }

    /// The level's name.
    #[must_use]
    pub fn title(self) -> Text {
        Text::new(self.vi(), self.en())
    }

    /// How many years a child is at this level (Law on Education 43/2019/QH14, articles 23 and 28).
    #[must_use]
    pub fn years(self) -> f64 {
        match self {
            Self::Primary => 5.0,
            Self::LowerSecondary => 4.0,
            Self::Preschool | Self::UpperSecondary => 3.0,
        }
    }

    /// The share of all pupils who are at this level, taken where only all are known: its years of the twelve of general
    /// education. Children in preschool are as many as in any three years of it, but are none of its pupils.
    #[must_use]
    pub fn share(self) -> f64 {
        self.years() / GENERAL_YEARS
    }

    /// The attribute with the pupils of this level.
    #[must_use]
    pub const fn pupils_attribute(self) -> &'static str {
        match self {
            Self::Preschool => "pupils_preschool",
            Self::Primary => "pupils_primary",
            Self::LowerSecondary => "pupils_lower_secondary",
            Self::UpperSecondary => "pupils_upper_secondary",
        }
    }

    /// The attribute with how many pupils of this level a school takes.
    #[must_use]
    pub const fn capacity_attribute(self) -> &'static str {
        match self {
            Self::Preschool => "capacity_preschool",
            Self::Primary => "capacity_primary",
            Self::LowerSecondary => "capacity_lower_secondary",
            Self::UpperSecondary => "capacity_upper_secondary",
        }
    }
}
