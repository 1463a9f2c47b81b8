//! The words of a question about corridor coverage and of its answer.

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MOST_AXES, MOST_WIDTHS, WIDEST_KM};
use crate::analysis::population_spread::SpreadMethod;
use crate::analysis::unit_map::NoBoundaries;
use crate::geometry::buffer::BufferError;
use crate::geometry::distance::DistanceError;
use crate::geometry::interrupt::Interrupted;
use crate::geometry::metric_crs::MetricCrsDescription;
use crate::geometry::validity::GeometryFault;
use crate::model::{PlaceId, PlaceKind, SourceUsed, Text, UnitCode};

/// The axes that a question is about: known corridors, a drawn line, or both.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Axes {
    /// Ids of known corridors.
    #[schema(value_type = Vec<String>)]
    pub corridors: Vec<PlaceId>,
    /// A line drawn or uploaded, as a GeoJSON geometry in WGS 84 degrees.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "geojson::ser::serialize_optional_geometry",
        deserialize_with = "crate::geometry::json_shape::read_optional"
    )]
    #[schema(value_type = Option<Object>)]
    pub line: Option<Geometry<f64>>,
}

/// A question about corridor coverage.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverageRequest {
    /// The axes.
    #[serde(flatten)]
    pub axes: Axes,
    /// Distances from the axis to each side, kilometres.
    #[serde(default = "usual_widths")]
    pub widths_km: Vec<f64>,
    /// Widest point of the curve, kilometres in steps of one; 0 for no curve.
    #[serde(default)]
    pub curve_to_km: u32,
    /// The units of which day; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
    /// An alternative to compare with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_with: Option<Axes>,
}

fn usual_widths() -> Vec<f64> {
    vec![1.0, 2.0, 5.0, 10.0]
}

/// Why coverage could not be worked out.
#[derive(Debug, thiserror::Error)]
pub enum CoverageError {
    /// No axis was named or drawn.
    #[error("no corridor was named and no line drawn: give `corridors` or `line`")]
    NoAxis,
    /// A corridor that does not exist.
    #[error("there is no corridor {0}: ask /api/places?kind=corridor for those that are known")]
    UnknownCorridor(PlaceId),
    /// Too many corridors.
    #[error("{given} corridors were given and at most {MOST_AXES} are taken: leave some out")]
    TooManyAxes {
        /// How many were given.
        given: usize,
    },
    /// A corridor without a line.
    #[error("the corridor {0} has no line: draw or import one")]
    NoLine(String),
    /// What was drawn is no line.
    #[error("the drawn shape is a {shape} and no line: send a LineString or a MultiLineString")]
    NotALine {
        /// What it is.
        shape: &'static str,
    },
    /// No width was given.
    #[error("no width was given: give 1 to {MOST_WIDTHS} in `widths_km`")]
    NoWidth,
    /// Too many widths.
    #[error("{given} widths were given and at most {MOST_WIDTHS} are taken: leave some out")]
    TooManyWidths {
        /// How many different ones.
        given: usize,
    },
    /// A width out of range.
    #[error("{0} km is no width: give more than 0 and at most {WIDEST_KM} km")]
    Width(f64),
    /// The curve goes too far.
    #[error("curve_to_km is {given}: give 0 for no curve, and at most {WIDEST_KM} km")]
    CurveTooWide {
        /// The widest point asked for.
        given: u32,
    },
    /// There are no units on the day.
    #[error(transparent)]
    NoBoundaries(#[from] NoBoundaries),
    /// The drawn line is faulty. (Its cause is in the words, so it is not given as a source that would be told again.)
    #[error("the drawn line: {0}")]
    Line(GeometryFault),
    /// The strip could not be drawn.
    #[error(transparent)]
    Buffer(#[from] BufferError),
    /// A distance could not be measured.
    #[error(transparent)]
    Distance(#[from] DistanceError),
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

impl From<GeometryFault> for CoverageError {
    fn from(fault: GeometryFault) -> Self {
        Self::Line(fault)
    }
}

/// What part of an area and its people is covered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Covered {
    /// Whole area, km² (geodesic).
    #[schema(value_type = f64)]
    pub area_km2: Decimal,
    /// Covered area, km².
    #[schema(value_type = f64)]
    pub covered_km2: Decimal,
    /// Covered share of the area, 0 to 1.
    #[schema(value_type = Option<f64>)]
    pub area_share: Option<Decimal>,
    /// Whole population; none when unknown.
    #[schema(value_type = Option<f64>)]
    pub population: Option<Decimal>,
    /// Covered population.
    #[schema(value_type = Option<f64>)]
    pub covered_population: Option<Decimal>,
    /// Covered share of the population, 0 to 1.
    #[schema(value_type = Option<f64>)]
    pub population_share: Option<Decimal>,
}

/// What part of a unit is covered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct UnitCoverage {
    /// The unit's code.
    #[schema(value_type = String)]
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// How its people were spread.
    pub population_method: SpreadMethod,
    /// People that its settlements state, together; none when none states its number.
    #[schema(value_type = Option<f64>)]
    pub people_at_settlements: Option<Decimal>,
    /// What is covered.
    #[serde(flatten)]
    pub covered: Covered,
}

/// A place inside or outside a strip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PlaceReached {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// The unit that owns it.
    #[schema(value_type = Option<String>)]
    pub unit_code: Option<UnitCode>,
    /// Metres to the nearest axis.
    pub distance_m: f64,
}

/// A place whose position nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlaceUnplaced {
    /// Its id.
    #[schema(value_type = String)]
    pub id: PlaceId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// The units that it is said to be in.
    #[schema(value_type = Vec<String>)]
    pub unit_codes: Vec<UnitCode>,
}

/// Coverage at one width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct WidthCoverage {
    /// Distance from the axis to each side, kilometres.
    pub width_km: f64,
    /// The province: the sum of the units.
    pub province: Covered,
    /// Each unit, by code.
    pub units: Vec<UnitCoverage>,
    /// Area reached by more than one of the axes, km², counted once above.
    #[schema(value_type = f64)]
    pub overlap_km2: Decimal,
    /// Listed places inside, by kind and then by distance.
    pub inside: Vec<PlaceReached>,
    /// The strip's outline, as a GeoJSON geometry.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    pub outline: MultiPolygon<f64>,
}

/// One point of the curve.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CurvePoint {
    /// Distance from the axis to each side, kilometres.
    pub width_km: f64,
    /// The province at that width.
    pub province: Covered,
    /// Area added by the last kilometre, km².
    #[schema(value_type = f64)]
    pub added_km2: Decimal,
    /// People added by the last kilometre; none when unknown.
    #[schema(value_type = Option<f64>)]
    pub added_population: Option<Decimal>,
}

/// An axis as it was used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AxisUsed {
    /// Its id; none for a drawn line.
    #[schema(value_type = Option<String>)]
    pub id: Option<PlaceId>,
    /// Its name.
    pub name: String,
    /// Its geodesic length, kilometres.
    #[schema(value_type = f64)]
    pub length_km: Decimal,
    /// How far the axis may be from the truth, metres; a coverage is no more accurate than that.
    pub accuracy_m: Option<f64>,
}

/// The coverage of an alternative, and what it changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Alternative {
    /// Its axes.
    pub axes: Vec<AxisUsed>,
    /// Its coverage at each width.
    pub widths: Vec<WidthCoverage>,
    /// What it covers more (or, negative, less), at each width.
    pub difference: Vec<Difference>,
}

/// What an alternative covers more or less at one width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Difference {
    /// Distance from the axis to each side, kilometres.
    pub width_km: f64,
    /// More area, km².
    #[schema(value_type = f64)]
    pub area_km2: Decimal,
    /// More people; none when unknown.
    #[schema(value_type = Option<f64>)]
    pub population: Option<Decimal>,
    /// Places that only the alternative reaches.
    #[schema(value_type = Vec<String>)]
    pub gained: Vec<PlaceId>,
    /// Places that only the first axes reach.
    #[schema(value_type = Vec<String>)]
    pub lost: Vec<PlaceId>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Coverage {
    /// The day of the units.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// The axes.
    pub axes: Vec<AxisUsed>,
    /// Coverage at each width, narrowest first.
    pub widths: Vec<WidthCoverage>,
    /// Listed places outside the widest strip, nearest first.
    pub gaps: Vec<PlaceReached>,
    /// Listed places whose position nobody knows, by kind and id: they are neither inside nor outside.
    #[serde(default)]
    pub without_position: Vec<PlaceUnplaced>,
    /// What each kilometre adds.
    pub curve: Vec<CurvePoint>,
    /// The alternative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternative: Option<Alternative>,
    /// The plane in which the strips were drawn.
    pub metric_crs: MetricCrsDescription,
    /// Layers and figures that the answer rests on; what is illustrative is marked.
    #[serde(default)]
    pub sources: Vec<SourceUsed>,
    /// How people were spread, and what else a reader must know.
    pub explanation: Vec<Text>,
}
