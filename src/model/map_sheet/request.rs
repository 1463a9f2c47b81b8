//! What may be asked of a printed map.

use std::collections::BTreeMap;

use geo::Geometry;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::geometry::Bounds;
use crate::model::{IndicatorId, LayerId, Period, UnitCode};

/// The size of the sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

/// Which way the sheet lies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Orientation {
    /// Wider than high.
    #[default]
    Landscape,
    /// Higher than wide.
    Portrait,
}

/// The form of the file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MapFormat {
    /// A page that prints to scale, its text real text.
    #[default]
    Pdf,
    /// A picture.
    Png,
}

/// The language of the words on the sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// How the figures of the communes are cut into classes; the same ways as on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClassMethod {
    /// About equally many communes a class.
    #[default]
    Quantile,
    /// Equally wide classes.
    Equal,
    /// Fisher and Jenks' natural breaks.
    Natural,
    /// Where each commune stands against the target for each commune.
    Status,
}

/// The indicator that colours the communes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColourBy {
    /// The indicator.
    #[schema(value_type = String)]
    pub indicator: IndicatorId,
    /// The period; the newest year with real figures if not given.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub period: Option<Period>,
    /// How the figures are cut into classes.
    #[serde(default)]
    pub method: ClassMethod,
}

/// Classes that the asker has worked out, such as the coverage of a corridor or a saved scenario.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnShading {
    /// What the colours tell.
    pub title: String,
    /// Unit, period, method.
    #[serde(default)]
    pub note: String,
    /// The classes, from the least.
    pub rows: Vec<OwnClass>,
    /// Which class (from 0) each commune is in, by code; communes left out have no data.
    #[schema(value_type = Object)]
    pub classes: BTreeMap<UnitCode, usize>,
    /// Whether any of it was made up to show the screens.
    #[serde(default)]
    pub is_illustrative: bool,
}

/// One class of [`OwnShading`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnClass {
    /// Its colour as `#rrggbb`.
    pub colour: String,
    /// What it means.
    pub label: String,
}

/// The shape of a mark, the same as on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MarkShape {
    /// A filled or hollow circle.
    #[default]
    Circle,
    /// A square on its corner.
    Diamond,
    /// A triangle on its base.
    Triangle,
    /// A triangle on its tip.
    TriangleDown,
    /// A square on its side.
    Square,
    /// Six corners.
    Hexagon,
    /// A cross of equal arms.
    Plus,
    /// A house with a roof.
    House,
    /// Five rays.
    Star,
    /// Narrower at the top.
    Trapezoid,
    /// A shield.
    Shield,
    /// Five corners.
    Pentagon,
}

/// A shape that the asker adds: a strip, a drawn line, a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DrawnShape {
    /// What it is, for the legend; shapes with the same label share one line.
    pub label: String,
    /// Its colour as `#rrggbb`; the colour of results if not given.
    #[serde(default)]
    pub colour: Option<String>,
    /// The mark of its points, so that they can be told apart without colours; a circle if not given.
    #[serde(default)]
    pub mark: MarkShape,
    /// Whether the mark of its points is an outline only.
    #[serde(default)]
    pub is_hollow: bool,
    /// The shape, GeoJSON on WGS 84 in degrees.
    #[serde(
        serialize_with = "geojson::ser::serialize_geometry",
        deserialize_with = "crate::geometry::json_shape::read"
    )]
    #[schema(value_type = Object)]
    pub geometry: Geometry<f64>,
}

/// A printed map, as it is asked for. Everything has a default: `{}` is the whole province on A4.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MapRequest {
    /// The size of the sheet.
    pub paper: Paper,
    /// Which way it lies.
    pub orientation: Orientation,
    /// The form of the file.
    pub format: MapFormat,
    /// Dots per inch of a PNG, 72 to 300; 150 if not given.
    pub dpi: Option<u32>,
    /// The language of the words.
    pub language: Language,
    /// The title; one made from what the map shows if not given.
    pub title: Option<String>,
    /// The scale's denominator, such as 500000; the largest round one at which the extent fits if not given.
    pub scale: Option<u32>,
    /// What has to be on the sheet, as west, south, east, north in degrees; the province if not given.
    #[schema(value_type = Option<Vec<f64>>)]
    pub extent: Option<Bounds>,
    /// The layers of places to draw; those that the screen shows at first if not given.
    #[schema(value_type = Option<Vec<String>>)]
    pub layers: Option<Vec<LayerId>>,
    /// The indicator that colours the communes; none if not given.
    pub colour: Option<ColourBy>,
    /// Classes worked out by the asker; they stand in for `colour`.
    pub shading: Option<OwnShading>,
    /// Whether each commune's value stands under its name.
    pub shows_values: bool,
    /// The commune that is outlined.
    #[schema(value_type = Option<String>)]
    pub picked: Option<UnitCode>,
    /// Shapes that the asker adds.
    pub drawn: Vec<DrawnShape>,
    /// The units of which day; today if not given.
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}
