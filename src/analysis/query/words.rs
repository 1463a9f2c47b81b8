//! The words of a spatial question and of its answer.

use std::collections::BTreeMap;

use geo::Geometry;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::analysis::filter::{FilterError, FilterSource};
use crate::analysis::unit_map::NoBoundaries;
use crate::geometry::distance::DistanceError;
use crate::geometry::interrupt::Interrupted;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::relation::RelationError;
use crate::geometry::validity::GeometryFault;
use crate::model::{AttributeValue, LayerId, PlaceId, PlaceKind, SourceUsed, Text, UnitCode};

/// Most rows in one answer.
pub const MOST_ROWS: usize = 100_000;

/// Most further conditions of a question.
pub const MOST_CONDITIONS: usize = 16;

/// Rows in an answer when the question names no limit.
pub const USUAL_ROWS: usize = 1_000;

/// Most neighbours of a feature.
pub const MOST_NEIGHBOURS: usize = 100;

/// The features that a question is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Features {
    /// The units of the day.
    Units,
    /// The places of a layer.
    #[schema(value_type = String)]
    Layer(LayerId),
    /// The places of a kind, of all layers.
    Kind(PlaceKind),
}

impl std::fmt::Display for Features {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Units => out.write_str("units"),
            Self::Layer(layer) => write!(out, "layer:{layer}"),
            Self::Kind(kind) => write!(out, "kind:{}", kind.as_str()),
        }
    }
}

/// The shape that features are compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A unit's boundary.
    #[schema(value_type = String)]
    Unit(UnitCode),
    /// A place's shape.
    #[schema(value_type = String)]
    Place(PlaceId),
    /// All shapes of a layer together.
    #[schema(value_type = String)]
    Layer(LayerId),
    /// A GeoJSON geometry in WGS 84 degrees.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    Geometry(Geometry<f64>),
}

/// How a feature must lie to the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Relation {
    /// Wholly inside it.
    Within {
        /// The target.
        target: Target,
    },
    /// Sharing at least a point with it.
    Intersects {
        /// The target.
        target: Target,
    },
    /// Holding it wholly.
    Contains {
        /// The target.
        target: Target,
    },
    /// At most so far from it.
    WithinDistance {
        /// The target.
        target: Target,
        /// Metres on the ground.
        distance_m: f64,
    },
    /// Among the k nearest to it.
    Nearest {
        /// The target.
        target: Target,
        /// How many.
        k: usize,
    },
}

impl Relation {
    /// The shape that features are compared with.
    #[must_use]
    pub fn target(&self) -> &Target {
        match self {
            Self::Within { target }
            | Self::Intersects { target }
            | Self::Contains { target }
            | Self::WithinDistance { target, .. }
            | Self::Nearest { target, .. } => target,
        }
    }
}

/// A further condition on where features lie.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Further {
    /// How features must lie, or must not.
    pub relation: Relation,
    /// Whether those that lie so are left out instead of kept.
    #[serde(default)]
    pub is_not: bool,
}

/// For each feature the k nearest others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EachNearest {
    /// Among which features; those without a single position are passed over.
    pub of: Features,
    /// How many.
    pub k: usize,
}

/// Counts and sums per zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PerZone {
    /// The zones: units, or places with areas.
    pub zones: Features,
    /// Attributes to add up.
    #[serde(default)]
    pub sum: Vec<String>,
}

/// A spatial question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QueryRequest {
    /// The features.
    pub from: Features,
    /// Which of them, by attribute and shape.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<FilterSource>,
    /// Which of them, by their position to a target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub relation: Option<Relation>,
    /// Further conditions; a feature must meet all of them before `relation` is looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Further>,
    /// Their nearest neighbours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each_nearest: Option<EachNearest>,
    /// Counts and sums per zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_zone: Option<PerZone>,
    /// The units and places of which day; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    /// Most rows in the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<usize>,
    /// Rows to pass over first.
    #[serde(default)]
    pub offset: usize,
}

/// Why a question could not be answered.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// A layer that does not exist.
    #[error("there is no layer {0}: ask /api/layers for those that are known")]
    UnknownLayer(LayerId),
    /// A layer of cells, which has no features.
    #[error(
        "layer {0} is a raster: it holds cells and no features; ask about a layer of places or boundaries, as /api/layers \
         lists them"
    )]
    RasterLayer(LayerId),
    /// A layer without any shape on the day.
    #[error(
        "layer {layer} holds no shape on {on}, so nothing can be compared with it: choose another layer or another day"
    )]
    NoShape {
        /// The layer.
        layer: LayerId,
        /// The day.
        on: Date,
    },
    /// Zones of which none has an area.
    #[error(
        "none of the {count} zones of {zones} has an area on {on}, so nothing can lie in one: count per units or per a \
         layer of areas"
    )]
    ZonesWithoutArea {
        /// Where the zones are from.
        zones: String,
        /// How many there are.
        count: usize,
        /// The day.
        on: Date,
    },
    /// An attribute that is no number.
    #[error("{name:?} is no number and cannot be added up; numbers are: {numbers}")]
    NotANumber {
        /// The name.
        name: String,
        /// The attributes that are numbers.
        numbers: String,
    },
    /// A place that does not exist or has no shape.
    #[error("there is no place {0} with a shape: ask /api/places for those that are known")]
    UnknownPlace(PlaceId),
    /// A unit that does not exist on the day.
    #[error("there is no unit {code} with a boundary on {on}")]
    UnknownUnit {
        /// The code.
        code: UnitCode,
        /// The day.
        on: Date,
    },
    /// A number out of range.
    #[error("{name} is {value}, expected {least} to {most}")]
    OutOfRange {
        /// The field.
        name: &'static str,
        /// Its value.
        value: f64,
        /// The least that it may be.
        least: usize,
        /// The most that it may be.
        most: usize,
    },
    /// An attribute that the features do not have.
    #[error("{name:?} is no attribute that can be added up; known are: {known}")]
    UnknownAttribute {
        /// The name.
        name: String,
        /// The attributes that are known.
        known: String,
    },
    /// The filter cannot be used.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// There are no units on the day.
    #[error(transparent)]
    NoBoundaries(#[from] NoBoundaries),
    /// The target's geometry is faulty. (Its cause is in the words, so it is not given as a source that would be told again.)
    #[error("the target: {0}")]
    Target(GeometryFault),
    /// A relation to the target could not be worked out.
    #[error("the target: {0}")]
    Relation(RelationError),
    /// Too many conditions.
    #[error("{given} further conditions were given and at most {MOST_CONDITIONS} are taken")]
    TooManyConditions {
        /// How many.
        given: usize,
    },
    /// A distance could not be measured.
    #[error(transparent)]
    Distance(#[from] DistanceError),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl From<GeometryFault> for QueryError {
    fn from(fault: GeometryFault) -> Self {
        Self::Target(fault)
    }
}

impl From<RelationError> for QueryError {
    fn from(error: RelationError) -> Self {
        match error {
            RelationError::Interrupted(gone) => Self::Interrupted(gone),
            RelationError::TooTangled => Self::Relation(error),
        }
    }
}

/// A neighbour of a feature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct NeighbourFound {
    /// Its id or code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Geodesic distance, metres.
    pub distance_m: f64,
}

/// A feature in the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Row {
    /// Its id, or a unit's code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The kind of place, or of unit.
    pub kind: String,
    /// The units that it lies in.
    #[schema(value_type = Vec<String>)]
    pub unit_codes: Vec<UnitCode>,
    /// Metres to the target; none where the question has no distance.
    pub distance_m: Option<f64>,
    /// Its neighbours, nearest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<NeighbourFound>,
    /// Its attributes.
    #[schema(value_type = Object)]
    pub attributes: BTreeMap<String, AttributeValue>,
    /// Its shape as a GeoJSON geometry.
    #[serde(
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    #[schema(value_type = Option<Object>)]
    pub geometry: Option<Geometry<f64>>,
}

/// What a row of counts stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ZoneKind {
    /// A zone.
    #[default]
    Zone,
    /// The features that lie outside every zone.
    Outside,
    /// The features whose position nobody knows: they may lie anywhere.
    NoPosition,
}

/// Counts and sums of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ZoneRow {
    /// Whether this is a zone, or one of the two last rows.
    #[serde(default)]
    pub kind: ZoneKind,
    /// The zone's id or code; none for features outside every zone and for those without a known position.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// How many features lie in it.
    pub count: usize,
    /// The sum of each attribute over the features that state it; none when none does.
    #[schema(value_type = Object)]
    pub sums: BTreeMap<String, Option<Decimal>>,
    /// How many of its features do not state the attribute.
    pub missing: BTreeMap<String, usize>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct QueryAnswer {
    /// How many features match, also beyond the limit.
    pub total: usize,
    /// How many features were left out of conditions on where they lie, because nobody knows their position: they neither
    /// meet nor fail them.
    #[serde(default)]
    pub without_position: usize,
    /// The features, by distance where there is one, else by id.
    pub rows: Vec<Row>,
    /// Counts and sums per zone over all that match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zones: Option<Vec<ZoneRow>>,
    /// The plane in which nearest positions were found, where one was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric_crs: Option<MetricCrsDescription>,
    /// The layers that were read, for targets, zones and neighbours too; what is illustrative is marked.
    pub sources: Vec<SourceUsed>,
    /// What was computed, step by step.
    pub explanation: Vec<Text>,
}
