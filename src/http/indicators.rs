//! Indicators, their values on the map, and their series.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::figures::{CoverageView, FigureView, PartView, SubjectView};
use super::statuses::target_status;
use super::table::{self, Format};
use super::{ApiError, AppState, Params};
use crate::analysis::classes::{self, Class};
use crate::analysis::reading::Reader;
use crate::analysis::status::Status;
use crate::model::{
    Assignment, Attachment, Direction, Indicator, IndicatorId, IndicatorKind, IndicatorRole,
    MeasureUnit, Period, Rhythm, Snapshot, Subject, TargetScope, Text, UnitSubset,
};

/// Into how many classes a map is cut, where nothing else is asked for.
const CLASSES: usize = 5;

/// An indicator of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorView {
    /// The stable id.
    pub id: String,
    /// The short name.
    pub name: Text,
    /// What exactly is counted.
    pub definition: Text,
    /// The unit of its values.
    pub unit: MeasureUnit,
    /// How many decimals are shown.
    pub decimals: u32,
    /// Which way is better.
    pub direction: Direction,
    /// `additive`, `rate`, `reported-rate`, `share-of-units`, `change`, `score`, `rank`, `milestone` or `composite`.
    pub kind: &'static str,
    /// The indicators that it is computed from; of a rate the numerator, then the denominator.
    pub inputs: Vec<String>,
    /// Over which units a share is taken.
    pub subset: Option<UnitSubset>,
    /// Whether it is computed and never entered.
    pub is_computed: bool,
    /// What its figures may belong to.
    pub attaches_to: Vec<Attachment>,
    /// How units' figures make the province's: `sum`, `weighted-mean`, `share-of-units`, `recomputed` or `none`.
    pub rollup: &'static str,
    /// Who answers for it.
    pub lead: AgencyName,
    /// Who helps.
    pub coordinating: Vec<AgencyName>,
    /// Whether the programme itself names the lead.
    pub assignment: Assignment,
    /// How often it is reported.
    pub rhythm: Rhythm,
    /// The § of the programme.
    pub section: Option<String>,
    /// Why it is in the catalogue.
    pub role: IndicatorRole,
    /// Whether it can be shown on the map by commune.
    pub is_by_commune: bool,
    /// The years for which there are approved figures, the oldest first.
    #[schema(value_type = Vec<String>)]
    pub periods: Vec<Period>,
    /// The ids of its targets.
    pub targets: Vec<String>,
}

/// An agency by its name.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AgencyName {
    /// The stable id.
    pub id: String,
    /// Its name.
    pub name: Text,
}

impl AgencyName {
    pub(super) fn new(snapshot: &Snapshot, id: &crate::model::AgencyId) -> Self {
        let agency = snapshot.programme().agency(id);
        Self {
            id: id.to_string(),
            name: agency.map_or_else(
                || Text::new(id.as_str(), id.as_str()),
                |agency| agency.name.clone(),
            ),
        }
    }
}

impl IndicatorView {
    fn new(snapshot: &Snapshot, reader: &Reader<'_>, indicator: &Indicator) -> Self {
        let subset = match indicator.kind {
            IndicatorKind::ShareOfUnits { subset } => Some(subset),
            _ => None,
        };
        Self {
            id: indicator.id.to_string(),
            name: indicator.name.clone(),
            definition: indicator.definition.clone(),
            unit: indicator.unit.clone(),
            decimals: indicator.decimals,
            direction: indicator.direction,
            kind: indicator.kind.name(),
            inputs: indicator
                .inputs()
                .into_iter()
                .map(ToString::to_string)
                .collect(),
            subset,
            is_computed: indicator.is_computed(),
            attaches_to: indicator.attaches_to.clone(),
            rollup: indicator.rollup.name(),
            lead: AgencyName::new(snapshot, &indicator.lead),
            coordinating: indicator
                .coordinating
                .iter()
                .map(|id| AgencyName::new(snapshot, id))
                .collect(),
            assignment: indicator.assignment,
            rhythm: indicator.rhythm,
            section: indicator.section.clone(),
            role: indicator.role,
            is_by_commune: indicator.is_reported_by_units(),
            periods: reader.years(&indicator.id).into_iter().collect(),
            targets: snapshot
                .programme()
                .current_targets()
                .filter(|target| target.indicator == indicator.id)
                .map(|target| target.id.to_string())
                .collect(),
        }
    }
}

/// Which indicators are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IndicatorParams {
    /// Only those in the catalogue for this reason.
    role: Option<IndicatorRole>,
    /// Only those of this § of the programme.
    section: Option<String>,
    /// Only those that can be shown on the map by commune.
    is_by_commune: Option<bool>,
    /// At most so many; 200 if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The indicators that were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by id.
    indicators: Vec<IndicatorView>,
}

/// The catalogue of indicators
#[utoipa::path(get, path = "/api/indicators", tag = "programme", params(IndicatorParams),
    responses((status = OK, body = IndicatorList)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<IndicatorParams>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let reader = Reader::new(&snapshot, state.today());
    let wanted: Vec<_> = snapshot
        .programme()
        .indicators()
        .filter(|one| params.role.is_none_or(|role| one.role == role))
        .filter(|one| params.section.is_none() || one.section == params.section)
        .filter(|one| {
            params
                .is_by_commune
                .is_none_or(|is| one.is_reported_by_units() == is)
        })
        .collect();
    let total = wanted.len();
    let indicators = table::page(wanted, params.limit, params.offset)
        .into_iter()
        .map(|one| IndicatorView::new(&snapshot, &reader, one))
        .collect();
    let body = IndicatorList { total, indicators };
    table::answer(
        table::wants_csv(params.format, &headers),
        "indicators",
        body,
        |body| {
            let head = table::row([
                "id", "name_vi", "name_en", "unit", "kind", "rollup", "lead", "rhythm", "section",
            ]);
            let rows = body.indicators.iter().map(|one| {
                let section = one.section.clone().unwrap_or_default();
                let rhythm = format!("{:?}", one.rhythm).to_lowercase();
                table::row([
                    one.id.as_str(),
                    &one.name.vi,
                    &one.name.en,
                    &one.unit.code,
                    one.kind,
                    one.rollup,
                    &one.lead.id,
                    &rhythm,
                    &section,
                ])
            });
            std::iter::once(head).chain(rows).collect()
        },
    )
}

/// One indicator with the province's yearly series.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorDetail {
    /// The indicator.
    #[serde(flatten)]
    indicator: IndicatorView,
    /// The province's figures by year.
    province: Vec<FigureView>,
}

/// One indicator
#[utoipa::path(get, path = "/api/indicators/{id}", tag = "programme",
    params(("id" = String, Path, description = "The indicator's id")),
    responses((status = OK, body = IndicatorDetail), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<IndicatorDetail>, ApiError> {
    let snapshot = state.snapshot();
    let reader = Reader::new(&snapshot, state.today());
    let indicator = find(&snapshot, &id)?;
    let province = reader
        .yearly(&indicator.id, &Subject::Province)
        .iter()
        .map(|(period, reading)| FigureView::new(indicator, *period, reading))
        .collect();
    Ok(Json(IndicatorDetail {
        indicator: IndicatorView::new(&snapshot, &reader, indicator),
        province,
    }))
}

/// The indicator of that id, or an error that says where to look.
pub(super) fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Indicator, ApiError> {
    let found = IndicatorId::new(id)
        .ok()
        .and_then(|id| snapshot.programme().indicator(&id));
    found.map(AsRef::as_ref).ok_or_else(|| {
        ApiError::not_found(
            "unknown_indicator",
            format!("there is no indicator {id}"),
            "see /api/indicators for the ids",
        )
    })
}

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
    /// Where the unit stands against the target for each unit; `null` where there is no such target.
    status: Option<Status>,
    /// What it is made of: former units, numerator and denominator.
    parts: Vec<PartView>,
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
pub async fn values(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Params(params): Params<ValueParams>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let today = state.today();
    let indicator = find(&snapshot, &id)?;
    let reader = Reader::new(&snapshot, params.on.unwrap_or(today));
    let period = params.period.or_else(|| newest_year(&reader, indicator));
    let body = values_of(&snapshot, &reader, indicator, period, &params, today);
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
    let each = each_unit_target(snapshot, indicator);
    let values: Vec<IndicatorValue> = subjects
        .iter()
        .filter_map(|subject| {
            let period = period?;
            let reading = reader.read(&indicator.id, subject, period);
            let day = period.end().min(today);
            Some(IndicatorValue {
                subject: SubjectView::new(snapshot, subject),
                figure: FigureView::new(indicator, period, &reading),
                status: each
                    .map(|target| target_status(reader, target, indicator, subject, day).status),
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

fn each_unit_target<'a>(
    snapshot: &'a Snapshot,
    indicator: &Indicator,
) -> Option<&'a crate::model::Target> {
    snapshot
        .programme()
        .current_targets()
        .find(|target| {
            target.indicator == indicator.id && matches!(target.scope, TargetScope::EachUnit { .. })
        })
        .map(AsRef::as_ref)
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

/// Which series is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SeriesParams {
    /// Of whom: `province` (the default), `unit.CODE@FIRST_DAY` or `place.ID`.
    #[param(value_type = Option<String>)]
    subject: Option<Subject>,
    /// In periods of which length; years if not given.
    rhythm: Option<Rhythm>,
}

/// The series of an indicator for one subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorSeries {
    /// The indicator.
    indicator: String,
    /// Of whom.
    #[serde(flatten)]
    subject: SubjectView,
    /// The figures, in order of period; those without a number included.
    points: Vec<FigureView>,
}

/// The series of an indicator for the province, a unit or a place
#[utoipa::path(get, path = "/api/indicators/{id}/series", tag = "programme",
    params(("id" = String, Path, description = "The indicator's id"), SeriesParams),
    responses((status = OK, body = IndicatorSeries), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn series(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Params(params): Params<SeriesParams>,
) -> Result<Json<IndicatorSeries>, ApiError> {
    let snapshot = state.snapshot();
    let reader = Reader::new(&snapshot, state.today());
    let indicator = find(&snapshot, &id)?;
    let subject = params.subject.unwrap_or(Subject::Province);
    let points = reader
        .series(
            &indicator.id,
            &subject,
            params.rhythm.unwrap_or(Rhythm::Year),
        )
        .iter()
        .map(|(period, reading)| FigureView::new(indicator, *period, reading))
        .collect();
    Ok(Json(IndicatorSeries {
        indicator: id,
        subject: SubjectView::new(&snapshot, &subject),
        points,
    }))
}
