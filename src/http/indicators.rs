//! Indicators and their series.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::figures::{FigureView, SubjectView};
use super::table::{self, Format};
use super::{ApiError, AppState, Params};
use crate::analysis::reading::Reader;
use crate::model::{
    Assignment, Attachment, Direction, Indicator, IndicatorId, IndicatorKind, IndicatorRole,
    MeasureUnit, Period, PlaceKind, Rhythm, Snapshot, Subject, Text, UnitSubset,
};

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
    /// The kinds of places that its figures may belong to; none where only the province and its units report.
    pub place_kinds: Vec<PlaceKind>,
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
    /// Whether it counts what happens during a period, so that the parts of a year add up; otherwise it is a state.
    pub is_flow: bool,
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
            place_kinds: indicator
                .attaches_to
                .iter()
                .flat_map(|to| to.place_kinds())
                .copied()
                .collect(),
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
            is_flow: indicator.is_flow,
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
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct IndicatorParams {
    /// Only those in the catalogue for this reason.
    role: Option<IndicatorRole>,
    /// Only those of this § of the programme.
    section: Option<String>,
    /// Only those that can be shown on the map by commune.
    is_by_commune: Option<bool>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
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
    let is_csv = table::wants_csv(params.format, &headers);
    let memory = state.memory(state.today());
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
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
    let indicators = table::page(wanted, params.limit, params.offset, is_csv)
        .into_iter()
        .map(|one| IndicatorView::new(snapshot, &reader, one))
        .collect();
    let body = IndicatorList { total, indicators };
    table::answer(is_csv, "indicators", body, |body| {
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
    })
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
    let memory = state.memory(state.today());
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let indicator = find(snapshot, &id)?;
    let province = reader
        .yearly(&indicator.id, &Subject::Province)
        .iter()
        .map(|(period, reading)| FigureView::new(indicator, *period, reading))
        .collect();
    Ok(Json(IndicatorDetail {
        indicator: IndicatorView::new(snapshot, &reader, indicator),
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
        .in_vietnamese(format!("Không có chỉ số «{id}»."))
    })
}

/// Which series is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SeriesParams {
    /// Of whom: `province` (the default), `unit.CODE@FIRST_DAY` or `place.ID`.
    #[param(value_type = Option<String>)]
    subject: Option<Subject>,
    /// In periods of which length; years if not given.
    rhythm: Option<Rhythm>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The series of an indicator for one subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorSeries {
    /// The indicator.
    indicator: String,
    /// Of whom.
    #[serde(flatten)]
    subject: SubjectView,
    /// How many there are in all.
    total: usize,
    /// One page of the figures, in order of period; those without a number included.
    points: Vec<FigureView>,
}

impl IndicatorSeries {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "indicator",
            "subject",
            "name",
            "period",
            "value",
            "missing_reason",
            "illustrative",
            "source",
        ]);
        let rows = self.points.iter().map(|point| {
            let reason = point.missing_reason.as_ref();
            table::row([
                self.indicator.clone(),
                self.subject.subject.to_string(),
                self.subject.name.clone(),
                point.period.to_string(),
                point
                    .value
                    .map(|value| value.to_string())
                    .unwrap_or_default(),
                reason.map(|reason| reason.vi.clone()).unwrap_or_default(),
                point.is_illustrative.to_string(),
                point.sources.join("; "),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// The series of an indicator for the province, a unit or a place
#[utoipa::path(get, path = "/api/indicators/{id}/series", tag = "programme",
    params(("id" = String, Path, description = "The indicator's id"), SeriesParams),
    responses((status = OK, body = IndicatorSeries), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn series(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Params(params): Params<SeriesParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let memory = state.memory(state.today());
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let indicator = find(snapshot, &id)?;
    let subject = params.subject.unwrap_or(Subject::Province);
    let rhythm = params.rhythm.unwrap_or(Rhythm::Year);
    let all = reader.series(&indicator.id, &subject, rhythm);
    let total = all.len();
    let points = table::page(all, params.limit, params.offset, is_csv)
        .iter()
        .map(|(period, reading)| FigureView::new(indicator, *period, reading))
        .collect();
    let body = IndicatorSeries {
        indicator: id.clone(),
        subject: SubjectView::new(snapshot, &subject),
        total,
        points,
    };
    table::answer(
        is_csv,
        &format!("{id}-series"),
        body,
        IndicatorSeries::table,
    )
}
