//! Figures as the interface shows them: the number with what must stand beside it.

use rust_decimal::Decimal;
use serde::Serialize;
use utoipa::ToSchema;

use crate::analysis::reading::{Origin, Part, Reading};
use crate::model::{Indicator, ObservationKey, Period, Snapshot, Subject, Text, rounded};

/// Rates and changes are computed exactly and shown with two decimals more than the indicator's own.
const MORE_DECIMALS: u32 = 2;

/// The subject of a figure, with its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SubjectView {
    /// `province`, `unit.CODE@FIRST_DAY` or `place.ID`.
    #[schema(value_type = String)]
    pub subject: Subject,
    /// The unit's code, where it is one.
    pub unit_code: Option<String>,
    /// The place's id, where it is one.
    pub place_id: Option<String>,
    /// Its name with the word for its kind.
    pub name: String,
}

impl SubjectView {
    /// The subject by its name in the snapshot.
    #[must_use]
    pub fn new(snapshot: &Snapshot, subject: &Subject) -> Self {
        let (unit_code, place_id, name) = match subject {
            Subject::Province => (None, None, "Tỉnh Cao Bằng".to_owned()),
            Subject::Unit(key) => {
                let unit = snapshot.units().get(key);
                (
                    Some(key.code.to_string()),
                    None,
                    unit.map_or_else(|| key.to_string(), |unit| unit.full_name()),
                )
            }
            Subject::Place(id) => {
                let place = snapshot.places().get(id);
                (
                    None,
                    Some(id.to_string()),
                    place.map_or_else(|| id.to_string(), |place| place.name.clone()),
                )
            }
        };
        Self {
            subject: subject.clone(),
            unit_code,
            place_id,
            name,
        }
    }
}

/// A figure with what must stand beside it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FigureView {
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// The number; `null` where there is none, never a zero in its place.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing_reason: Option<Text>,
    /// How it came about.
    pub origin: Origin,
    /// How many of those who should report have; `null` where it is not rolled up.
    pub coverage: Option<CoverageView>,
    /// The sum of the units, where a figure reported directly disagrees with it.
    #[schema(value_type = Option<f64>)]
    pub disagrees_with: Option<Decimal>,
    /// Whether it, or anything it is made of, was made up to show the screens.
    pub is_illustrative: bool,
    /// Who published it, or what it is made of.
    pub sources: Vec<String>,
    /// The reported figure itself, at `/api/observations/{id}`; `null` where it was worked out from others.
    #[schema(value_type = Option<String>)]
    pub observation: Option<ObservationKey>,
}

/// How many of those who should report have.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct CoverageView {
    /// How many have reported.
    pub reported: usize,
    /// How many should.
    pub of: usize,
}

impl FigureView {
    /// The reading of the indicator's figure.
    #[must_use]
    pub fn new(indicator: &Indicator, period: Period, reading: &Reading) -> Self {
        let decimals = indicator.decimals + MORE_DECIMALS;
        Self {
            period,
            value: reading.number.map(|number| rounded(number, decimals)),
            missing_reason: reading.missing.clone(),
            origin: reading.origin,
            coverage: reading.coverage.as_ref().map(|coverage| CoverageView {
                reported: coverage.reported,
                of: coverage.of,
            }),
            disagrees_with: reading.disagrees_with,
            is_illustrative: reading.is_illustrative,
            sources: reading.sources.iter().cloned().collect(),
            observation: reported(reading),
        }
    }
}

/// The one figure that a reading tells as it was reported.
fn reported(reading: &Reading) -> Option<ObservationKey> {
    match (reading.origin, reading.parts.as_slice()) {
        (Origin::Reported | Origin::Standing, [only]) => only.key.clone(),
        _ => None,
    }
}

/// A figure that another is made of.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PartView {
    /// Where.
    #[serde(flatten)]
    pub subject: SubjectView,
    /// What is measured.
    pub indicator: String,
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// The number; `null` where there is none.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// The reported figure behind it, where there is one.
    #[schema(value_type = Option<String>)]
    pub observation: Option<ObservationKey>,
}

impl PartView {
    pub(super) fn new(snapshot: &Snapshot, part: &Part) -> Self {
        Self {
            subject: SubjectView::new(snapshot, &part.subject),
            indicator: part.indicator.to_string(),
            period: part.period,
            value: part.number,
            observation: part.key.clone(),
        }
    }
}
