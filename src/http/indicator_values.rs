//! The values of an indicator in one period, by unit or place, with the classes of the legend.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::figures::{CoverageView, FigureView, PartView, SubjectView};
use super::indicators;
use super::statuses::target_status;
use super::table::{self, Format};
use super::targets::RuleView;
use super::{ApiError, AppState, Params};
use crate::analysis::classes::{self, Class};
use crate::analysis::reading::Reader;
use crate::analysis::status::Status;
use crate::model::{Indicator, MeasureUnit, Period, Snapshot, Subject, Target};

/// Into how many classes a map is cut, where nothing else is asked for.
const CLASSES: usize = 5;

/// On which units figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// On the units of today; what former units reported is merged by lineage.
    #[default]
    Today,
    /// On the units that reported.
    AsReported,
}

/// Which values are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ValueParams {
    /// The period, such as 2026, 2026-H1, 2026-Q3 or 2026-07; the newest year with figures if not given.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
    /// On the units of today, or on those that reported.
    #[param(inline)]
    basis: Option<Basis>,
    /// Which units make up the province: those of this day; today if not given.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// Into how many classes the legend is cut; 5 if not given.
    classes: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// One value of an indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorValue {
    /// Where.
    #[serde(flatten)]
    subject: SubjectView,
    /// The figure.
    #[serde(flatten)]
    figure: FigureView,
    /// Where the unit stands against its own target; `null` where it has none.
    status: Option<Status>,
    /// The unit's own target under the province's; `null` where it has none.
    own_target: Option<OwnTarget>,
    /// What it is made of: former units, numerator and denominator.
    parts: Vec<PartView>,
}

/// A target that a unit has of its own: set for it alone, or for each unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnTarget {
    /// The target's id.
    id: String,
    /// What must be true.
    rule: RuleView,
    /// The last period, by whose end it must hold.
    #[schema(value_type = String)]
    by: Period,
}

impl From<&Target> for OwnTarget {
    fn from(target: &Target) -> Self {
        Self {
            id: target.id.to_string(),
            rule: target.rule.into(),
            by: target.by,
        }
    }
}

/// The values of an indicator in one period.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorValues {
    /// The indicator.
    indicator: String,
    /// The period; `null` where there is no figure of any.
    #[schema(value_type = Option<String>)]
    period: Option<Period>,
    /// On which units.
    basis: Basis,
    /// The unit of measure.
    unit: MeasureUnit,
    /// How many decimals are shown.
    decimals: u32,
    /// The province's figure.
    province: Option<FigureView>,
    /// How many of the units or places listed have a value.
    coverage: CoverageView,
    /// The values, by unit or place.
    values: Vec<IndicatorValue>,
    /// The legend's classes, which neither overlap nor leave a gap.
    classes: Vec<ClassView>,
    /// Whether any value was made up to show the screens.
    is_illustrative: bool,
}

/// A class of the legend: from `lower`, included, to `upper`.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClassView {
    /// The lower edge, which belongs to the class.
    #[schema(value_type = f64)]
    lower: Decimal,
    /// The upper edge.
    #[schema(value_type = f64)]
    upper: Decimal,
    /// Whether the upper edge belongs to the class; so in the last one.
    includes_upper: bool,
    /// How many values lie in it.
    count: usize,
}

impl From<Class> for ClassView {
    fn from(class: Class) -> Self {
        Self {
            lower: class.lower,
            upper: class.upper,
            includes_upper: class.includes_upper,
            count: class.count,
        }
    }
}

/// The values of an indicator in one period, by unit or place
#[utoipa::path(get, path = "/api/indicators/{id}/values", tag = "programme",
    params(("id" = String, Path, description = "The indicator's id"), ValueParams),
    responses((status = OK, body = IndicatorValues), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Params(params): Params<ValueParams>,
) -> Result<Response, ApiError> {
    let today = state.today();
    let memory = state.memory(params.on.unwrap_or(today));
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let indicator = indicators::find(snapshot, &id)?;
    let period = params.period.or_else(|| newest_year(&reader, indicator));
    let body = values_of(snapshot, &reader, indicator, period, &params, today);
    table::answer(
        table::wants_csv(params.format, &headers),
        &id,
        body,
        IndicatorValues::table,
    )
}

/// The newest year for which the province has a figure, or else the newest for which anybody has.
fn newest_year(reader: &Reader<'_>, indicator: &Indicator) -> Option<Period> {
    let years = reader.years(&indicator.id);
    let has_figure = |year: &Period| {
        reader
            .read(&indicator.id, &Subject::Province, *year)
            .number
            .is_some()
    };
    years
        .iter()
        .rev()
        .copied()
        .find(has_figure)
        .or_else(|| years.last().copied())
}

fn values_of(
    snapshot: &Snapshot,
    reader: &Reader<'_>,
    indicator: &Indicator,
    period: Option<Period>,
    params: &ValueParams,
    today: Date,
) -> IndicatorValues {
    let basis = params.basis.unwrap_or_default();
    let subjects = match (basis, period) {
        (_, None) => Vec::new(),
        (Basis::Today, _) => reader.members(indicator),
        (Basis::AsReported, Some(period)) => reader.reporters(&indicator.id, period),
    };
    let values: Vec<IndicatorValue> = subjects
        .iter()
        .filter_map(|subject| {
            let period = period?;
            let reading = reader.read(&indicator.id, subject, period);
            let day = period.end().min(today);
            let own = own_target(snapshot, indicator, subject);
            Some(IndicatorValue {
                subject: SubjectView::new(snapshot, subject),
                figure: FigureView::new(indicator, period, &reading),
                status: own
                    .map(|target| target_status(reader, target, indicator, subject, day).status),
                own_target: own.map(OwnTarget::from),
                parts: reading
                    .parts
                    .iter()
                    .map(|part| PartView::new(snapshot, part))
                    .collect(),
            })
        })
        .collect();
    let numbers: Vec<Decimal> = values
        .iter()
        .filter_map(|value| value.figure.value)
        .collect();
    let province = period.map(|period| {
        FigureView::new(
            indicator,
            period,
            &reader.read(&indicator.id, &Subject::Province, period),
        )
    });
    let wanted_classes = params.classes.unwrap_or(CLASSES).clamp(1, 9);
    IndicatorValues {
        indicator: indicator.id.to_string(),
        period,
        basis,
        unit: indicator.unit.clone(),
        decimals: indicator.decimals,
        coverage: CoverageView {
            reported: numbers.len(),
            of: values.len(),
        },
        classes: classes::quantiles(&numbers, wanted_classes, indicator.decimals)
            .into_iter()
            .map(ClassView::from)
            .collect(),
        is_illustrative: values.iter().any(|value| value.figure.is_illustrative)
            || province
                .as_ref()
                .is_some_and(|figure| figure.is_illustrative),
        values,
        province,
    }
}

fn own_target<'a>(
    snapshot: &'a Snapshot,
    indicator: &Indicator,
    subject: &Subject,
) -> Option<&'a Target> {
    let Subject::Unit(key) = subject else {
        return None;
    };
    let unit = snapshot.units().get(key)?;
    let own = snapshot.programme().own_target(&indicator.id, unit);
    own.map(AsRef::as_ref)
}

impl IndicatorValues {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "indicator",
            "period",
            "code",
            "name",
            "value",
            "unit",
            "missing_reason",
            "illustrative",
            "source",
        ]);
        let rows = self.values.iter().map(|value| {
            let figure = &value.figure;
            let code = value
                .subject
                .unit_code
                .clone()
                .or(value.subject.place_id.clone())
                .unwrap_or_default();
            table::row([
                self.indicator.clone(),
                figure.period.to_string(),
                code,
                value.subject.name.clone(),
                figure
                    .value
                    .map(|number| number.to_string())
                    .unwrap_or_default(),
                self.unit.code.clone(),
                figure
                    .missing_reason
                    .as_ref()
                    .map(|reason| reason.vi.clone())
                    .unwrap_or_default(),
                figure.is_illustrative.to_string(),
                figure.sources.join("; "),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}
