//! What clients get of the check of an uploaded file: what becomes of its columns, and what changes.

use serde::Serialize;
use utoipa::ToSchema;

use super::ProblemList;
use crate::model::Text;
use crate::model::raster::RasterSummary;

/// What taking a file in would do.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LayerCheck {
    /// The checksum of all this; a confirmation repeats it.
    pub checksum: String,
    /// The layer that the file becomes.
    pub layer_id: String,
    /// Its title.
    pub title: Text,
    /// Whether it is new.
    pub is_new_layer: bool,
    /// How many features it holds now.
    pub present: usize,
    /// The named transformation to WGS 84.
    pub transformation: String,
    /// How many rows (units of boundaries, cells of a raster) would be taken in.
    pub accepted: usize,
    /// How many rows would not.
    pub refused: usize,
    /// Whether it can be confirmed.
    pub may_confirm: bool,
    /// Every mistake.
    pub problems: ProblemList,
    /// Which column becomes what.
    pub columns: Vec<CheckedColumn>,
    /// What changes among the places.
    pub changes: Option<LayerChanges>,
    /// What changes among the boundaries.
    pub boundaries: Option<BoundaryChanges>,
    /// What changes in a raster.
    pub raster: Option<RasterChanges>,
    /// Facts to know.
    pub notices: Vec<Text>,
}

/// What becomes of a column.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CheckedColumn {
    /// The column's name in the file.
    pub column: String,
    /// The attribute that it becomes; `null` where it is not taken over.
    pub attribute: Option<String>,
    /// The attribute's title.
    pub title: Option<Text>,
}

/// What changes among the places of a layer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LayerChanges {
    /// Places that are new.
    pub added: ChangedNames,
    /// Places that change.
    pub changed: ChangedNames,
    /// Places that go.
    pub removed: ChangedNames,
    /// How many stay as they are.
    pub unchanged: usize,
    /// How many records of illustrative layers go, since official ones take their place.
    pub illustrative_removed: usize,
}

/// Some names of many.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangedNames {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub names: Vec<String>,
}

/// What changes among the boundaries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BoundaryChanges {
    /// Each unit's area before and after.
    pub units: Vec<UnitAreas>,
    /// How many pieces of overlaps went to one of the two.
    pub overlaps: usize,
    /// Their area, m².
    pub overlap_m2: f64,
    /// How many pieces of gaps were closed.
    pub gaps: usize,
    /// Their area, m².
    pub gap_m2: f64,
    /// The farthest that a border moved, metres, as measured.
    pub farthest_m: f64,
}

/// A unit's area before and after.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitAreas {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The area until then, km²; `null` where it had no boundary.
    pub before_km2: Option<f64>,
    /// The area in the file, km².
    pub delivered_km2: f64,
    /// The area after the borders were made to meet, km².
    pub after_km2: f64,
    /// How much of it others claimed too in the file, m²; an overlap counts with each of them.
    pub overlap_m2: f64,
    /// The gaps beside it in the file, m²; a gap counts with each unit beside it.
    pub gap_m2: f64,
    /// The farthest that its border moved, metres.
    pub moved_m: f64,
}

/// What changes in a raster.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RasterChanges {
    /// What the values were like; `null` where the layer is new.
    pub before: Option<RasterValues>,
    /// What they are like now.
    pub after: RasterValues,
    /// Their unit.
    pub unit: Text,
}

/// What the values of a raster are like.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RasterValues {
    /// How many cells have a value.
    pub cells: usize,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub greatest: f64,
    /// Their mean.
    pub mean: f64,
}

impl From<RasterSummary> for RasterValues {
    fn from(summary: RasterSummary) -> Self {
        Self {
            cells: summary.cells,
            least: summary.least,
            greatest: summary.greatest,
            mean: summary.mean,
        }
    }
}
