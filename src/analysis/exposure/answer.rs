//! The words of a question about exposure and of its answer.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::analysis::population_spread::SpreadMethod;
use crate::analysis::unit_map::NoBoundaries;
use crate::geometry::buffer::BufferError;
use crate::geometry::interrupt::Interrupted;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::model::{LayerId, PlaceId, PlaceKind, SourceUsed, Text, UnitCode};

/// How dangerous a zone is; later is worse.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum HazardClass {
    /// Low.
    Low,
    /// Medium.
    Medium,
    /// High.
    High,
    /// Very high.
    VeryHigh,
}

impl HazardClass {
    /// All classes, the worst first.
    pub const WORST_FIRST: [Self; 4] = [Self::VeryHigh, Self::High, Self::Medium, Self::Low];

    /// The class of an attribute's value.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "low" => Some(Self::Low),
            "medium" => Some(Self::Medium),
            "high" => Some(Self::High),
            "very-high" => Some(Self::VeryHigh),
            _ => None,
        }
    }

    /// The value as attributes spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::VeryHigh => "very-high",
        }
    }
}

/// A question about exposure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExposureRequest {
    /// The kinds of hazard zones: landslide, flash flood or both.
    pub hazards: Vec<PlaceKind>,
    /// Only zones of these layers; all when empty.
    #[schema(value_type = Vec<String>)]
    pub layers: Vec<LayerId>,
    /// Units that were surveyed although no zone was drawn there: their exposure is nil, not unknown.
    #[schema(value_type = Vec<String>)]
    pub surveyed_units: Vec<UnitCode>,
    /// The units of which day; today when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

impl Default for ExposureRequest {
    fn default() -> Self {
        Self {
            hazards: vec![PlaceKind::LandslideZone, PlaceKind::FlashFloodZone],
            layers: Vec::new(),
            surveyed_units: Vec::new(),
            on: None,
        }
    }
}

/// Why exposure could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum ExposureError {
    /// A kind that is no hazard.
    #[error("{} is no hazard zone: give landslide-zone, flash-flood-zone or both", .0.as_str())]
    NoHazard(PlaceKind),
    /// No kind of hazard was named.
    #[error("no hazard was named: give landslide-zone, flash-flood-zone or both in `hazards`")]
    NoHazards,
    /// A layer that does not exist.
    #[error("there is no layer {0}: ask /api/layers for those that are known")]
    UnknownLayer(LayerId),
    /// A layer that holds something else than the hazards asked about.
    #[error(
        "the layer {0} holds no zones of the hazards asked about: name a layer of hazard zones"
    )]
    OtherLayer(LayerId),
    /// A surveyed unit that does not exist on the day.
    #[error("there is no unit {code} with a boundary on {on}: correct it in `surveyed_units`")]
    UnknownUnit {
        /// The code.
        code: UnitCode,
        /// The day.
        on: Date,
    },
    /// There are no units on the day.
    #[error(transparent)]
    NoBoundaries(#[from] NoBoundaries),
    /// A zone without a class that is known.
    #[error(
        "zone {id} has the hazard class {class:?}: low, medium, high or very-high is expected; correct it in its layer"
    )]
    Class {
        /// The zone.
        id: PlaceId,
        /// Its class.
        class: Option<String>,
    },
    /// A zone's border cannot be moved by its accuracy.
    #[error("zone {id}: {cause}")]
    Zone {
        /// The zone.
        id: PlaceId,
        /// Why.
        cause: BufferError,
    },
    /// The zones do not fit in one plane.
    #[error("the hazard zones together: {0}")]
    Plane(BufferError),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

/// A figure with the range that the accuracy of the map leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ranged {
    /// At least: the class's own borders moved inwards by their accuracy, those of worse classes outwards.
    #[schema(value_type = f64)]
    pub low: Decimal,
    /// With the borders as drawn.
    #[schema(value_type = f64)]
    pub value: Decimal,
    /// At most: the class's own borders moved outwards, those of worse classes inwards.
    #[schema(value_type = f64)]
    pub high: Decimal,
}

/// What lies in zones of one class. `None` is unknown, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Exposed {
    /// Area, km².
    pub area_km2: Ranged,
    /// People; none when the unit's number is unknown.
    pub people: Option<Ranged>,
    /// Houses; none when no settlement there states its houses.
    pub houses: Option<Ranged>,
    /// Schools and satellite points; none when no school layer is loaded.
    pub schools: Option<Ranged>,
    /// Health facilities; none when no layer of them is loaded.
    pub health_facilities: Option<Ranged>,
    /// Length of roads, km; none when no road layer is loaded.
    pub road_km: Option<Ranged>,
    /// Settlements whose houses are unknown and therefore not in `houses`; none when no settlement is loaded.
    pub settlements_without_houses: Option<Ranged>,
}

/// Exposure by class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClassExposure {
    /// The class. What lies in several zones is counted in the worst of them only.
    pub hazard_class: HazardClass,
    /// What lies in it.
    #[serde(flatten)]
    pub exposed: Exposed,
}

/// Whether hazards were mapped in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mapping {
    /// A hazard zone reaches into the unit, or the unit was surveyed.
    Mapped,
    /// There is no hazard map here, which is not the same as no hazard.
    NotMapped,
}

/// Exposure of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnitExposure {
    /// Its code.
    #[schema(value_type = String)]
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// Whether hazards were mapped here.
    pub mapping: Mapping,
    /// How its people were spread.
    pub population_method: SpreadMethod,
    /// People that its settlements state, together; none when none states its number.
    #[schema(value_type = Option<f64>)]
    pub people_at_settlements: Option<Decimal>,
    /// By class, the worst first; empty where hazards were not mapped.
    pub classes: Vec<ClassExposure>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Exposure {
    /// The day of the units.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// How many zones were used.
    pub zones: usize,
    /// In how many units hazards were mapped.
    pub units_mapped: usize,
    /// How many units there are.
    pub units_of: usize,
    /// The province by class: the sum of the mapped units, and no more.
    pub province: Vec<ClassExposure>,
    /// Each unit, by code.
    pub units: Vec<UnitExposure>,
    /// Layers and figures that the answer rests on; what is illustrative is marked.
    pub sources: Vec<SourceUsed>,
    /// The plane in which all borders were moved; none when there is no zone.
    pub metric_crs: Option<MetricCrsDescription>,
    /// What a reader must know.
    pub explanation: Vec<Text>,
}
