//! What clients send and get about uploaded files; `check_views` has what they get of a check.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ReadingParams;
use super::keeping::Kept;
use crate::model::Text;
use crate::model::delivery::Problems;

/// A file that waits.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WaitingUpload {
    /// Its id.
    id: String,
    /// Its name.
    file: String,
    /// Its size in bytes.
    size_bytes: u64,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    uploaded_at: Timestamp,
    /// When it is removed of itself.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// The files that wait.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LayerUploadList {
    /// The newest first.
    pub uploads: Vec<WaitingUpload>,
}

pub(super) fn waiting(kept: &Kept) -> WaitingUpload {
    WaitingUpload {
        id: kept.id.clone(),
        file: kept.file.clone(),
        size_bytes: kept.size_bytes,
        uploaded_at: kept.uploaded_at,
        expires_at: kept.expires_at,
    }
}

/// An uploaded file, and what is in it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LayerUpload {
    /// Its id.
    pub id: String,
    /// The file's name.
    pub file: String,
    /// Its size in bytes.
    pub size_bytes: u64,
    /// Its checksum.
    pub sha256: String,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    pub uploaded_at: Timestamp,
    /// When it is removed of itself.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// The format, as GDAL calls it.
    pub format: String,
    /// Whether it holds cells instead of features.
    pub is_raster: bool,
    /// The layers in the file; empty for formats without.
    pub layers: Vec<UploadedLayer>,
    /// The one that was read.
    pub layer: Option<String>,
    /// Its columns.
    pub fields: Vec<UploadedField>,
    /// How many features (cells of a raster) it has.
    pub count: usize,
    /// How many of them have a geometry.
    pub located: usize,
    /// `point`, `line`, `polygon`, `mixed`, `grid` for a raster, or `none`.
    pub geometry: &'static str,
    /// West, south, east, north in the units of the file.
    pub extent: Option<[f64; 4]>,
    /// The reference system that the file states; `null` where it states none.
    pub stated_crs: Option<SystemName>,
    /// The system that is proposed: the stated one where it fits, otherwise the best of the candidates.
    pub proposed_crs: Option<String>,
    /// The systems that put the file into the province, the best first.
    pub candidates: Vec<CrsCandidate>,
    /// What to do where none does.
    pub hint: Option<Text>,
    /// Rows that could not be read.
    pub problems: ProblemList,
    /// Facts to know.
    pub notices: Vec<Text>,
}

/// A layer of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadedLayer {
    /// Its name.
    pub name: String,
    /// How many features it has, where the format says so.
    pub count: Option<u64>,
}

/// A column of a file.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UploadedField {
    /// Its name.
    pub name: String,
    /// How many rows have a value.
    pub filled: usize,
    /// The first of them.
    pub example: Option<String>,
}

/// A reference system by its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SystemName {
    /// Its code, such as `EPSG:9210`.
    pub crs: String,
    /// Its name in planners' words.
    pub title: Text,
}

/// A reference system in which the file may be.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CrsCandidate {
    /// Its code.
    pub crs: String,
    /// Its name in planners' words.
    pub title: Text,
    /// The named transformation to WGS 84.
    pub transformation: String,
    /// Whether the file itself states it.
    pub is_stated: bool,
    /// How many of the places that were looked up lie in the province.
    pub inside: usize,
    /// How many were looked up.
    pub of: usize,
    /// How many lie in the very unit that their row names; `null` where no row names one.
    pub agreeing: Option<usize>,
    /// How many rows name a unit.
    pub stated: usize,
    /// West, south, east, north of those places (WGS 84).
    pub bounds: Option<[f64; 4]>,
    /// How far the features would be drawn wrong if the file is really in another system.
    pub consequences: Vec<Consequence>,
}

/// What it costs when the file is really in another system.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Consequence {
    /// The other system's code, or `no-datum-shift`.
    pub instead: String,
    /// Its name.
    pub title: Text,
    /// How far from the truth the features would be drawn, metres.
    pub metres: f64,
    /// To which side, degrees clockwise from north.
    pub azimuth: f64,
}

/// Mistakes in a file: the first ones in full, all of them counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemList {
    /// How many there are.
    pub total: usize,
    /// The first of them.
    pub told: Vec<ProblemView>,
}

/// One mistake.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemView {
    /// The row, where it has one.
    pub row: Option<u64>,
    /// The column, where it has one.
    pub field: Option<String>,
    /// The value found.
    pub value: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// How to mend it.
    pub remedy: Text,
}

impl ProblemList {
    pub(super) fn of(problems: &Problems) -> Self {
        Self {
            total: problems.total,
            told: problems
                .told
                .iter()
                .map(|problem| ProblemView {
                    row: problem.row,
                    field: problem.field.clone(),
                    value: problem.value.clone(),
                    message: problem.told(),
                    remedy: problem.told_remedy(),
                })
                .collect(),
        }
    }
}

/// What an uploaded file is to become.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LayerOrder {
    /// The kind: one of `/api/layer-kinds`.
    pub kind: String,
    /// How the file is to be read.
    #[serde(default)]
    pub reading: ReadingParams,
    /// The id of the layer, whose content is replaced; the kind's usual one if none is given.
    #[serde(default)]
    pub id: Option<String>,
    /// The layer's title; the present or the kind's one if none is given.
    #[serde(default)]
    pub title: Option<Text>,
    /// Which column holds what, where its name does not say so.
    #[serde(default)]
    pub mapping: Vec<ColumnMeaning>,
    /// Columns that are not taken in although their names say what they hold.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Take in the accepted rows although others are refused.
    #[serde(default)]
    pub without_refused: bool,
    /// Who made the data.
    #[serde(default)]
    pub source: Option<String>,
    /// The terms of use.
    #[serde(default)]
    pub licence: Option<String>,
    /// The day on which the data were received.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub retrieved: Option<Date>,
    /// How far a position may be from the truth, metres.
    #[serde(default)]
    pub accuracy_m: Option<f64>,
    /// How the data were made.
    #[serde(default)]
    pub method: Option<String>,
    /// The first day on which boundaries count; today if none is given.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub valid_from: Option<Date>,
    /// How far to either side borders that should be one may lie from their middle, metres.
    #[serde(default)]
    pub tolerance_m: Option<f64>,
    /// Take boundaries of units that have another name in the registry.
    #[serde(default)]
    pub may_differ_in_name: bool,
    /// Write over boundaries that count from the same day on.
    #[serde(default)]
    pub may_replace: bool,
    /// The value that marks cells without one, where a raster does not say so itself.
    #[serde(default)]
    pub no_data: Option<f64>,
}

/// What a column holds.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnMeaning {
    /// The column's name in the file.
    pub column: String,
    /// The attribute that it becomes.
    pub attribute: String,
}
