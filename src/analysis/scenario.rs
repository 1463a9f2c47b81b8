//! Running and comparing scenarios. The same question on the same data gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::access::{self, AccessError, TravelMemory, TravelRequest};
use super::corridor_coverage::{self, CoverageError, CoverageRequest};
use super::exposure::{self, ExposureError, ExposureRequest};
use super::query::{self, QueryError, QueryRequest};
use super::relocation::{self, RelocationError, RelocationRequest};
use super::siting::{self, SitingError, SitingRequest};
use super::tables;
use super::unit_map::UnitMap;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::{Listener, Progress};
use crate::model::table::{Cell, Table, TableRow};
use crate::model::{DataVersions, ScenarioKind, Snapshot};

/// A question of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Question {
    /// Corridor coverage.
    Coverage(CoverageRequest),
    /// Exposure.
    Exposure(ExposureRequest),
    /// A spatial query.
    Query(Box<QueryRequest>),
    /// Travel times.
    TravelTimes(Box<TravelRequest>),
    /// Relocation.
    Relocation(Box<RelocationRequest>),
    /// Siting of schools.
    Siting(Box<SitingRequest>),
}

/// Why a scenario could not be run.
#[derive(Debug, thiserror::Error)]
pub enum ScenarioError {
    /// The question does not read as one of its kind.
    #[error("the request does not read as a question about {kind}: {message}")]
    Request {
        /// The kind.
        kind: &'static str,
        /// What is wrong.
        message: String,
    },
    /// Coverage could not be worked out.
    #[error(transparent)]
    Coverage(#[from] CoverageError),
    /// Exposure could not be worked out.
    #[error(transparent)]
    Exposure(#[from] ExposureError),
    /// The query could not be answered.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// Travel times could not be worked out.
    #[error(transparent)]
    TravelTimes(#[from] AccessError),
    /// Relocation could not be worked out.
    #[error(transparent)]
    Relocation(#[from] RelocationError),
    /// The question about siting could not be answered.
    #[error(transparent)]
    Siting(#[from] SitingError),
    /// The answer could not be written down.
    #[error("the answer could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// An answer of any kind, as JSON and as a table.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The answer.
    pub result: Value,
    /// SHA-256 of the answer written as JSON.
    pub result_sha256: String,
    /// The answer as a table.
    pub table: Table,
}

impl Question {
    /// Reads a question of that kind.
    ///
    /// # Errors
    /// [`ScenarioError::Request`] when it does not read as one.
    pub fn read(kind: ScenarioKind, request: &Value) -> Result<Self, ScenarioError> {
        let fault = |error: serde_json::Error| ScenarioError::Request {
            kind: kind.as_str(),
            message: error.to_string(),
        };
        match kind {
            ScenarioKind::Coverage => CoverageRequest::deserialize(request).map(Self::Coverage),
            ScenarioKind::Exposure => ExposureRequest::deserialize(request).map(Self::Exposure),
            ScenarioKind::Query => {
                QueryRequest::deserialize(request).map(|query| Self::Query(Box::new(query)))
            }
            ScenarioKind::TravelTimes => TravelRequest::deserialize(request)
                .map(|request| Self::TravelTimes(Box::new(request))),
            ScenarioKind::Relocation => RelocationRequest::deserialize(request)
                .map(|request| Self::Relocation(Box::new(request))),
            ScenarioKind::Siting => {
                SitingRequest::deserialize(request).map(|siting| Self::Siting(Box::new(siting)))
            }
        }
        .map_err(fault)
    }

    /// The day that the question names.
    #[must_use]
    pub fn on(&self) -> Option<jiff::civil::Date> {
        match self {
            Self::Coverage(request) => request.on,
            Self::Exposure(request) => request.on,
            Self::Query(request) => request.on,
            Self::TravelTimes(request) => request.on,
            Self::Relocation(request) => request.on,
            Self::Siting(request) => request.on,
        }
    }

    /// Answers the question. Ways between schools that `travels` knows are not sought again.
    ///
    /// # Errors
    /// [`ScenarioError`] of the analysis that answers it.
    pub fn answer(
        &self,
        snapshot: &Snapshot,
        map: &UnitMap,
        travels: &TravelMemory,
        interrupt: &Interrupt,
        tell: Listener,
    ) -> Result<Answer, ScenarioError> {
        let (result, table) = match self {
            Self::Coverage(request) => {
                let answer = corridor_coverage::coverage(snapshot, map, request, interrupt, tell)?;
                (
                    serde_json::to_value(&answer)?,
                    tables::of_coverage(&answer, map),
                )
            }
            Self::Exposure(request) => {
                let answer = exposure::exposure(snapshot, map, request, interrupt)?;
                (
                    serde_json::to_value(&answer)?,
                    tables::of_exposure(&answer, map),
                )
            }
            Self::Query(request) => {
                let answer = query::query(snapshot, map, request, interrupt)?;
                (serde_json::to_value(&answer)?, tables::of_query(&answer))
            }
            Self::TravelTimes(request) => {
                let progress = |fraction| {
                    tell(Progress::at(fraction, "Đang tìm đường", "Finding ways"));
                };
                let answer = access::travel_times(snapshot, map, request, interrupt, &progress)?;
                (serde_json::to_value(&answer)?, access::table(&answer, map))
            }
            Self::Relocation(request) => {
                let outcome = relocation::relocation(snapshot, map, request, interrupt, tell)?;
                (
                    serde_json::to_value(&outcome.answer)?,
                    relocation::table(&outcome.answer),
                )
            }
            Self::Siting(request) => {
                let answer = siting::siting(snapshot, map, request, travels, interrupt, tell)?;
                (serde_json::to_value(&answer)?, siting::of_siting(&answer))
            }
        };
        Ok(Answer {
            result_sha256: checksum(&result)?,
            result,
            table,
        })
    }
}

/// SHA-256 of a value written as JSON, in lower-case hexadecimal digits.
///
/// # Errors
/// When the value cannot be written, which for what was read as JSON does not happen.
pub fn checksum(value: &Value) -> Result<String, serde_json::Error> {
    Ok(hex::encode(Sha256::digest(serde_json::to_vec(value)?)))
}

/// What the data are now.
#[must_use]
pub fn data_versions(snapshot: &Snapshot) -> DataVersions {
    let layers = snapshot.layers();
    let layers = layers.filter_map(|layer| Some((layer.id.clone(), layer.sha256.clone()?)));
    DataVersions {
        version: snapshot.version(),
        layers: layers.collect(),
    }
}

/// One number in two answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The row: its texts, and its width where it has one.
    pub row: String,
    /// The column; `rows` for a row that only one answer has.
    pub column: String,
    /// The number in the first answer; none when unknown or absent.
    pub first: Option<f64>,
    /// The number in the second answer.
    pub second: Option<f64>,
    /// Second less first.
    pub difference: Option<f64>,
}

/// Columns whose texts say something of a row and not which one it is.
const REMARKS: [&str; 13] = [
    "status",
    "reason",
    "remark",
    "method",
    "population_method",
    "mapping",
    "nearest",
    "why_not",
    "why_not_vi",
    "why_not_en",
    "instead_of",
    "obligatory_because_vi",
    "obligatory_because_en",
];

/// What a row that only one of two answers has differs in: how many rows of that name there are.
const ROWS: &str = "rows";

/// Every number that two tables have differently, row by row, and every row that only one of them has (as the column
/// `rows`, 0 or 1). Rows are matched by their texts, remarks left out, and widths; never by their place in the table.
#[must_use]
pub fn compare(first: &Table, second: &Table) -> Vec<Change> {
    let (first, second) = (numbers(first), numbers(second));
    let keys: BTreeSet<_> = first.keys().chain(second.keys()).collect();
    let changes = keys.into_iter().filter_map(|key| {
        let absent = (key.1 == ROWS).then_some(0.0);
        let in_table = |numbers: &Numbers| numbers.get(key).copied().flatten().or(absent);
        let (a, b) = (in_table(&first), in_table(&second));
        (!are_same(a, b)).then(|| Change {
            row: key.0.clone(),
            column: key.1.clone(),
            first: a,
            second: b,
            difference: a.zip(b).map(|(a, b)| b - a),
        })
    });
    changes.collect()
}

/// Whether two figures are one: a figure that was kept as JSON may come back with another last binary digit.
fn are_same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
        _ => a == b,
    }
}

/// The table of an answer that was kept as JSON; its shapes are those of the units of `map`.
///
/// The remarks of the kept answer are left out: older versions kept them in another form, and no figure is in them.
///
/// # Errors
/// When the answer does not read as one of its kind, as another version may have kept it.
pub fn table_of(
    kind: ScenarioKind,
    result: &Value,
    map: &UnitMap,
) -> Result<Table, serde_json::Error> {
    let mut result = result.clone();
    if let Some(explanation) = result.get_mut("explanation") {
        *explanation = Value::Array(Vec::new());
    }
    Ok(match kind {
        ScenarioKind::Coverage => tables::of_coverage(&serde_json::from_value(result)?, map),
        ScenarioKind::Exposure => tables::of_exposure(&serde_json::from_value(result)?, map),
        ScenarioKind::Query => tables::of_query(&serde_json::from_value(result)?),
        ScenarioKind::TravelTimes => access::table(&serde_json::from_value(result)?, map),
        ScenarioKind::Relocation => relocation::table(&serde_json::from_value(result)?),
        ScenarioKind::Siting => siting::of_siting(&serde_json::from_value(result)?),
    })
}

type Numbers = BTreeMap<(String, String), Option<f64>>;

fn numbers(table: &Table) -> Numbers {
    let mut numbers = Numbers::new();
    let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
    for row in &table.rows {
        let name = name_of(table, row);
        let count = of_name.entry(name.clone()).or_default();
        *count += 1;
        let name = if *count > 1 {
            format!("{name} ({count})")
        } else {
            name
        };
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            let number = match cell {
                Cell::Exact(number) => number.to_f64(),
                Cell::Measured(number) if column != "width_km" => Some(*number),
                _ => continue,
            };
            numbers.insert((name.clone(), column.clone()), number);
        }
        numbers.insert((name, ROWS.to_owned()), Some(1.0));
    }
    numbers
}

/// What tells a row from the others: its texts that are no remarks, and its width.
fn name_of(table: &Table, row: &TableRow) -> String {
    let cells = table.columns.iter().zip(&row.cells);
    let texts = cells.filter_map(|(column, cell)| match cell {
        Cell::Text(text) if !REMARKS.contains(&column.as_str()) => Some(text.clone()),
        Cell::Measured(number) if column == "width_km" => Some(format!("{number} km")),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(covered: f64) -> Table {
        let mut table = Table::new(&["width_km", "name", "covered_km2", "area_km2"], vec![]);
        table.push(
            vec![5.0.into(), "Trà Lĩnh".into(), covered.into(), 120.0.into()],
            None,
        );
        table
    }

    #[test]
    fn only_what_differs_is_told() {
        let changes = compare(&table(10.0), &table(12.5));
        assert_eq!(changes.len(), 1);
        assert_eq!(changes[0].row, "5 km, Trà Lĩnh");
        assert_eq!(
            (changes[0].column.as_str(), changes[0].difference),
            ("covered_km2", Some(2.5))
        );
        assert!(compare(&table(1.0), &table(1.0)).is_empty());
    }

    fn units(names: &[(&str, f64)]) -> Table {
        let mut table = Table::new(&["unit_name", "population_method", "people"], vec![]);
        for (name, people) in names {
            table.push(vec![(*name).into(), "even".into(), (*people).into()], None);
        }
        table
    }

    #[test]
    fn rows_are_matched_by_name_wherever_they_stand() {
        let first = units(&[("Trà Lĩnh", 10.0), ("Sóc Hà", 20.0)]);
        let mut second = units(&[("Bảo Lâm", 7.0), ("Sóc Hà", 20.0), ("Trà Lĩnh", 11.0)]);
        second.rows[1].cells[1] = "settlements".into();
        let told: Vec<_> = compare(&first, &second)
            .into_iter()
            .map(|change| (change.row, change.column, change.first, change.second))
            .collect();
        let row = |name: &str, column: &str, first, second| {
            (name.to_owned(), column.to_owned(), first, second)
        };
        assert_eq!(
            told,
            [
                row("Bảo Lâm", "people", None, Some(7.0)),
                row("Bảo Lâm", "rows", Some(0.0), Some(1.0)),
                row("Trà Lĩnh", "people", Some(10.0), Some(11.0)),
            ]
        );
    }

    #[test]
    fn a_row_without_numbers_that_goes_is_told() {
        let mut gates = Table::new(&["id", "distance_m"], vec![]);
        gates.push(vec!["tra-linh".into(), Cell::Empty], None);
        let changes = compare(&gates, &Table::new(&["id", "distance_m"], vec![]));
        assert_eq!(changes.len(), 1);
        assert_eq!(
            (changes[0].first, changes[0].second),
            (Some(1.0), Some(0.0))
        );
    }

    #[test]
    fn a_request_of_another_kind_is_refused() {
        let request = serde_json::json!({"widths": [5]});
        let error = Question::read(ScenarioKind::Coverage, &request)
            .unwrap_err()
            .to_string();
        assert!(error.contains("coverage"), "{error}");
    }
}
