//! Scenarios: an analysis with its inputs, parameters, data versions and result, kept under a name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{LayerId, ScenarioId};

/// Which analysis a scenario holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScenarioKind {
    /// Corridor coverage.
    Coverage,
    /// Exposure to hazards.
    Exposure,
    /// A spatial query.
    Query,
    /// Travel times.
    TravelTimes,
    /// Relocation out of danger.
    Relocation,
    /// Where schools open, stay and close.
    Siting,
}

impl ScenarioKind {
    /// The kind as ids and files spell it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Coverage => "coverage",
            Self::Exposure => "exposure",
            Self::Query => "query",
            Self::TravelTimes => "travel-times",
            Self::Relocation => "relocation",
            Self::Siting => "siting",
        }
    }
}

/// What the data were when a result was computed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DataVersions {
    /// The version of the whole data.
    pub version: u64,
    /// SHA-256 of the file of each layer that has one.
    #[schema(value_type = Object)]
    pub layers: BTreeMap<LayerId, String>,
}

/// A saved analysis.
///
/// The same inputs on the same data give the same bytes: `result_sha256` is the checksum of `result` written as
/// JSON, and a second run is compared by it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Scenario {
    /// Its id, part of the link by which it is shared.
    #[schema(value_type = String)]
    pub id: ScenarioId,
    /// Its name.
    pub name: String,
    /// Which analysis.
    pub kind: ScenarioKind,
    /// The question, as the analysis' own address takes it.
    #[schema(value_type = Object)]
    pub request: Value,
    /// The data that it was computed from.
    pub data: DataVersions,
    /// The answer.
    #[schema(value_type = Object)]
    pub result: Value,
    /// SHA-256 of the answer, in lower-case hexadecimal digits.
    pub result_sha256: String,
    /// Who saved it.
    pub saved_by: String,
    /// When it was saved.
    #[schema(value_type = String, format = DateTime)]
    pub saved_at: Timestamp,
}
