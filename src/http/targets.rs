//! Targets with their revisions.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::indicators::AgencyName;
use super::statuses::StatusView;
use super::table::{self, Format};
use super::{ApiError, AppState, Params};
use crate::model::{
    Baseline, Decision, MeasureUnit, Period, Snapshot, Target, TargetId, TargetRule, TargetScope,
    Text, Waypoint,
};

/// One revision of a target.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TargetView {
    /// The stable id.
    pub id: String,
    /// The number of the revision, from 1.
    pub revision: u32,
    /// What is measured.
    pub indicator: String,
    /// The indicator's name.
    pub name: Text,
    /// The unit of its values.
    pub unit: Option<MeasureUnit>,
    /// Who answers for it.
    pub lead: Option<AgencyName>,
    /// `province`, `each-unit`, `unit` or `place`.
    pub scope: &'static str,
    /// The unit or place, where the target is for one.
    pub subject: Option<String>,
    /// What must be true.
    pub rule: RuleView,
    /// Where the way begins.
    pub baseline: Option<BaselineView>,
    /// Points that the way passes.
    pub path: Vec<WaypointView>,
    /// The first period in which it is judged.
    #[schema(value_type = String)]
    pub from: Period,
    /// The last period, by whose end it must hold.
    #[schema(value_type = String)]
    pub by: Period,
    /// Whether every year is judged by itself.
    pub is_yearly: bool,
    /// The § of the programme.
    pub section: String,
    /// The decision that set this revision.
    pub decision: DecisionView,
    /// The provincial target of which it is a part.
    pub parent: Option<String>,
    /// What else a reader should know.
    pub note: Option<Text>,
}

/// What must be true.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RuleView {
    /// `at-least`, `more-than`, `at-most`, `less-than`, `reach`, `within`, `change-from-baseline`, `yearly-change`,
    /// `mean-yearly-change`, `improve` or `done`.
    pub r#type: &'static str,
    /// The bound, in the indicator's unit.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// The upper bound of a band, whose lower bound is `value`.
    #[schema(value_type = Option<f64>)]
    pub upper: Option<Decimal>,
    /// The change in per cent.
    #[schema(value_type = Option<f64>)]
    pub percent: Option<Decimal>,
}

impl From<TargetRule> for RuleView {
    fn from(rule: TargetRule) -> Self {
        let (r#type, value, upper, percent) = match rule {
            TargetRule::AtLeast { value } => ("at-least", Some(value), None, None),
            TargetRule::MoreThan { value } => ("more-than", Some(value), None, None),
            TargetRule::AtMost { value } => ("at-most", Some(value), None, None),
            TargetRule::LessThan { value } => ("less-than", Some(value), None, None),
            TargetRule::Reach { value } => ("reach", Some(value), None, None),
            TargetRule::Within { lower, upper } => ("within", Some(lower), Some(upper), None),
            TargetRule::ChangeFromBaseline { percent } => {
                ("change-from-baseline", None, None, Some(percent))
            }
            TargetRule::YearlyChange { percent } => ("yearly-change", None, None, Some(percent)),
            TargetRule::MeanYearlyChange { percent } => {
                ("mean-yearly-change", None, None, Some(percent))
            }
            TargetRule::Improve => ("improve", None, None, None),
            TargetRule::Done => ("done", None, None, None),
        };
        Self {
            r#type,
            value,
            upper,
            percent,
        }
    }
}

/// Where the way to a target begins.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BaselineView {
    /// The period of the starting figure.
    #[schema(value_type = String)]
    pub period: Period,
    /// Its value, where the decision states one; otherwise the approved figure of that period counts.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// Where the value comes from.
    pub source: Option<String>,
}

impl From<&Baseline> for BaselineView {
    fn from(baseline: &Baseline) -> Self {
        Self {
            period: baseline.period,
            value: baseline.value,
            source: baseline.source.clone(),
        }
    }
}

/// A value by the end of a period.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct WaypointView {
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// How much.
    #[schema(value_type = f64)]
    pub value: Decimal,
}

impl From<Waypoint> for WaypointView {
    fn from(point: Waypoint) -> Self {
        Self {
            period: point.period,
            value: crate::model::rounded(point.value, 4),
        }
    }
}

/// The act that set a target.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DecisionView {
    /// Its number, where it has one.
    pub number: Option<String>,
    /// Its date, where it is known.
    #[schema(value_type = Option<String>, format = Date)]
    pub date: Option<Date>,
    /// What it is.
    pub title: String,
}

impl From<&Decision> for DecisionView {
    fn from(decision: &Decision) -> Self {
        Self {
            number: decision.number.clone(),
            date: decision.date,
            title: decision.title.clone(),
        }
    }
}

impl TargetView {
    pub(super) fn new(snapshot: &Snapshot, target: &Target) -> Self {
        let indicator = snapshot.programme().indicator(&target.indicator);
        Self {
            id: target.id.to_string(),
            revision: target.revision,
            indicator: target.indicator.to_string(),
            name: indicator.map_or_else(
                || Text::new(target.id.as_str(), target.id.as_str()),
                |one| one.name.clone(),
            ),
            unit: indicator.map(|one| one.unit.clone()),
            lead: indicator.map(|one| AgencyName::new(snapshot, &one.lead)),
            scope: match target.scope {
                TargetScope::Province => "province",
                TargetScope::EachUnit { .. } => "each-unit",
                TargetScope::Unit { .. } => "unit",
                TargetScope::Place { .. } => "place",
            },
            subject: target.scope.subject().map(|subject| subject.to_string()),
            rule: target.rule.into(),
            baseline: target.baseline.as_ref().map(BaselineView::from),
            path: target
                .path
                .iter()
                .copied()
                .map(WaypointView::from)
                .collect(),
            from: target.from,
            by: target.by,
            is_yearly: target.is_judged_yearly(),
            section: target.section.clone(),
            decision: (&target.decision).into(),
            parent: target.parent.as_ref().map(ToString::to_string),
            note: target.note.clone(),
        }
    }
}

/// Which targets are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TargetParams {
    /// Only those of this indicator.
    indicator: Option<String>,
    /// Only those of this § of the programme.
    section: Option<String>,
    /// Only those that this agency leads.
    agency: Option<String>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The targets that were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by id; the newest revision of each.
    targets: Vec<TargetView>,
}

/// The targets of the programme
#[utoipa::path(get, path = "/api/targets", tag = "programme", params(TargetParams),
    responses((status = OK, body = TargetList)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<TargetParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let snapshot = state.snapshot();
    let wanted: Vec<TargetView> = snapshot
        .programme()
        .current_targets()
        .map(|target| TargetView::new(&snapshot, target))
        .filter(|one| {
            params
                .indicator
                .as_ref()
                .is_none_or(|id| *id == one.indicator)
        })
        .filter(|one| {
            params
                .section
                .as_ref()
                .is_none_or(|section| *section == one.section)
        })
        .filter(|one| {
            params
                .agency
                .as_ref()
                .is_none_or(|id| one.lead.as_ref().is_some_and(|lead| lead.id == *id))
        })
        .collect();
    let body = TargetList {
        total: wanted.len(),
        targets: table::page(wanted, params.limit, params.offset, is_csv),
    };
    table::answer(is_csv, "targets", body, TargetList::table)
}

impl TargetList {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "id",
            "revision",
            "indicator",
            "name_vi",
            "name_en",
            "unit",
            "scope",
            "rule",
            "value",
            "upper",
            "percent",
            "from",
            "by",
            "lead",
            "section",
            "decision",
        ]);
        let number =
            |number: Option<Decimal>| number.map(|one| one.to_string()).unwrap_or_default();
        let rows = self.targets.iter().map(|one| {
            let unit = one.unit.as_ref().map(|unit| unit.code.clone());
            let lead = one.lead.as_ref().map(|lead| lead.id.clone());
            table::row([
                one.id.clone(),
                one.revision.to_string(),
                one.indicator.clone(),
                one.name.vi.clone(),
                one.name.en.clone(),
                unit.unwrap_or_default(),
                one.scope.to_owned(),
                one.rule.r#type.to_owned(),
                number(one.rule.value),
                number(one.rule.upper),
                number(one.rule.percent),
                one.from.to_string(),
                one.by.to_string(),
                lead.unwrap_or_default(),
                one.section.clone(),
                one.decision
                    .number
                    .clone()
                    .unwrap_or_else(|| one.decision.title.clone()),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// A target with its revisions and where it stands today.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetDetail {
    /// The revisions, the oldest first.
    revisions: Vec<TargetView>,
    /// Where its newest revision stands, for the province, unit or place; `null` for a target of each unit, whose
    /// statuses are at `/api/statuses?target=`.
    status: Option<StatusView>,
    /// The targets under it: one for each unit, or for single units; the newest revision of each.
    parts: Vec<TargetView>,
}

/// One target
#[utoipa::path(get, path = "/api/targets/{id}", tag = "programme",
    params(("id" = String, Path, description = "The target's id")),
    responses((status = OK, body = TargetDetail), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<TargetDetail>, ApiError> {
    let memory = state.memory(state.today());
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let target = find(snapshot, &id)?;
    let revisions = snapshot
        .programme()
        .target_revisions(&target.id)
        .map(|revision| TargetView::new(snapshot, revision))
        .collect();
    let status = target
        .scope
        .subject()
        .and_then(|subject| StatusView::new(snapshot, &reader, target, &subject, state.today()));
    let parts = snapshot
        .programme()
        .parts_of(&target.id)
        .map(|part| TargetView::new(snapshot, part))
        .collect();
    Ok(Json(TargetDetail {
        revisions,
        status,
        parts,
    }))
}

pub(super) fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Target, ApiError> {
    let found = TargetId::new(id)
        .ok()
        .and_then(|id| snapshot.programme().target(&id));
    found.map(AsRef::as_ref).ok_or_else(|| {
        ApiError::not_found(
            "unknown_target",
            format!("there is no target {id}"),
            "see /api/targets for the ids",
        )
        .in_vietnamese(format!("Không có chỉ tiêu «{id}»."))
    })
}
