//! Where data come from and how far they can be trusted.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The source of a layer, shown wherever the layer is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Provenance {
    /// Who published the data and under which title, in the words a reader can look up.
    pub source: String,
    /// The licence or terms; "not stated" where the source states none.
    pub licence: String,
    /// The day on which the data were taken from the source.
    #[schema(value_type = String, format = Date)]
    pub retrieved: Date,
    /// How the data were made, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// How far a position may be from the truth, in metres; `None` is unknown, never exact.
    pub accuracy_m: Option<f64>,
    /// The coordinate reference system in which the data were delivered, such as `EPSG:9210`.
    pub crs: String,
    /// The named transformation that brought the data to WGS 84; `None` where none was needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transformation: Option<String>,
    /// Whether the data are made up to show the screens. Such data are marked wherever they appear.
    pub is_illustrative: bool,
}
