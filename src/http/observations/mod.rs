//! Figures: reading, entering, submitting, approving and correcting them.

pub mod entry;
pub mod steps;

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::error::ErrorBody;
use super::figures::SubjectView;
use super::table::{self, Format};
use super::{ApiError, AppState, Params, history};
use crate::model::permission::Action;
use crate::model::{
    IndicatorId, Observation, ObservationKey, ObservationState, Period, Quality, Snapshot, Subject,
};
use crate::store::AuditEntry;

pub(super) use entry::{Scope, account_name, drafted, may_enter, newest_revision};

/// A figure as it was entered, with its state.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ObservationView {
    /// The stable id.
    pub id: String,
    /// What is measured.
    pub indicator: String,
    /// Where.
    #[serde(flatten)]
    pub subject: SubjectView,
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// The number of the revision, from 1.
    pub revision: u32,
    /// The number; `null` where there is none.
    #[schema(value_type = Option<f64>)]
    pub value: Option<Decimal>,
    /// Why there is no number.
    pub missing_reason: Option<String>,
    /// The code of the unit of measure.
    pub unit: String,
    /// Who published it, and where.
    pub source: String,
    /// How firm it is.
    pub quality: Quality,
    /// `draft`, `submitted`, `approved` or `returned`.
    pub state: &'static str,
    /// Who approved or returned it.
    pub decided_by: Option<String>,
    /// When it was submitted, approved or returned.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub state_since: Option<Timestamp>,
    /// Why it was returned.
    pub returned_because: Option<String>,
    /// Whether it was made up to show the screens.
    pub is_illustrative: bool,
    /// Who entered it.
    pub entered_by: String,
    /// When it was entered.
    #[schema(value_type = String, format = DateTime)]
    pub entered_at: Timestamp,
    /// What else a reader should know.
    pub note: Option<String>,
}

impl ObservationView {
    pub(super) fn new(snapshot: &Snapshot, figure: &Observation) -> Self {
        let (decided_by, returned_because) = match &figure.state {
            ObservationState::Draft | ObservationState::Submitted { .. } => (None, None),
            ObservationState::Approved { by, .. } => (Some(by.clone()), None),
            ObservationState::Returned { by, reason, .. } => {
                (Some(by.clone()), Some(reason.clone()))
            }
        };
        Self {
            id: figure.key.to_string(),
            indicator: figure.key.indicator.to_string(),
            subject: SubjectView::new(snapshot, &figure.key.subject),
            period: figure.key.period,
            revision: figure.key.revision,
            value: figure.value.number(),
            missing_reason: figure.value.missing_reason().map(str::to_owned),
            unit: figure.unit.clone(),
            source: figure.source.clone(),
            quality: figure.quality,
            state: figure.state.name(),
            decided_by,
            state_since: figure.state.since(),
            returned_because,
            is_illustrative: figure.is_illustrative,
            entered_by: figure.entered_by.clone(),
            entered_at: figure.entered_at,
            note: figure.note.clone(),
        }
    }
}

/// Which figures are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObservationParams {
    /// Only those of this indicator.
    indicator: Option<String>,
    /// Only those of this subject: `province`, `unit.CODE@FIRST_DAY` or `place.ID`.
    #[param(value_type = Option<String>)]
    subject: Option<Subject>,
    /// Only those of this period.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
    /// Only those in this state: approved (the default), draft, submitted or returned; or `any`. Anything but
    /// approved needs an account.
    state: Option<String>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The figures that were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObservationList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by indicator, subject, period and revision.
    observations: Vec<ObservationView>,
}

/// The figures as they were entered
#[utoipa::path(get, path = "/api/observations", tag = "figures", params(ObservationParams),
    responses((status = OK, body = ObservationList), (status = UNAUTHORIZED, body = ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Params(params): Params<ObservationParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let wanted_state = params.state.as_deref().unwrap_or("approved");
    if wanted_state != "approved" {
        caller.may(Action::ReadUnapproved)?;
    }
    let snapshot = state.snapshot();
    let of_indicator = params
        .indicator
        .as_ref()
        .and_then(|id| IndicatorId::new(id).ok());
    let all: Box<dyn Iterator<Item = &Arc<Observation>>> = match (&params.indicator, &of_indicator)
    {
        (Some(_), Some(id)) => Box::new(snapshot.figures().of(id)),
        (Some(_), None) => Box::new(std::iter::empty()),
        (None, _) => Box::new(snapshot.figures().all()),
    };
    let wanted: Vec<&Arc<Observation>> = all
        .filter(|figure| wanted_state == "any" || figure.state.name() == wanted_state)
        .filter(|figure| {
            params
                .subject
                .as_ref()
                .is_none_or(|subject| figure.key.subject == *subject)
        })
        .filter(|figure| {
            params
                .period
                .is_none_or(|period| figure.key.period == period)
        })
        .collect();
    let total = wanted.len();
    let observations = table::page(wanted, params.limit, params.offset, is_csv)
        .into_iter()
        .map(|figure| ObservationView::new(&snapshot, figure))
        .collect();
    let body = ObservationList {
        total,
        observations,
    };
    table::answer(is_csv, "observations", body, |list| list.table(&snapshot))
}

impl ObservationList {
    fn table(&self, snapshot: &Snapshot) -> Vec<Vec<String>> {
        let head = table::row([
            "id",
            "indicator",
            "subject",
            "name",
            "indicator_name",
            "period",
            "revision",
            "value",
            "missing_reason",
            "unit",
            "state",
            "state_since",
            "quality",
            "illustrative",
            "source",
            "note",
        ]);
        let indicator_name = |id: &str| {
            let indicator = IndicatorId::new(id)
                .ok()
                .and_then(|id| snapshot.programme().indicator(&id));
            indicator.map_or_else(String::new, |indicator| indicator.name.vi.clone())
        };
        let rows = self.observations.iter().map(|one| {
            table::row([
                one.id.clone(),
                one.indicator.clone(),
                one.subject.subject.to_string(),
                one.subject.name.clone(),
                indicator_name(&one.indicator),
                one.period.to_string(),
                one.revision.to_string(),
                one.value.map(|value| value.to_string()).unwrap_or_default(),
                one.missing_reason.clone().unwrap_or_default(),
                one.unit.clone(),
                one.state.to_owned(),
                one.state_since.map(|at| at.to_string()).unwrap_or_default(),
                one.quality.name().to_owned(),
                one.is_illustrative.to_string(),
                one.source.clone(),
                one.note.clone().unwrap_or_default(),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// A figure with its revisions and history.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObservationDetail {
    /// The figure.
    #[serde(flatten)]
    observation: ObservationView,
    /// All revisions that the caller may see, the oldest first.
    revisions: Vec<ObservationView>,
    /// Its changes, the newest first; empty without an account.
    history: Vec<AuditEntry>,
}

/// One figure with its revisions and history
#[utoipa::path(get, path = "/api/observations/{id}", tag = "figures",
    params(("id" = String, Path, description = "The figure's id")),
    responses((status = OK, body = ObservationDetail), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ObservationDetail>, ApiError> {
    let snapshot = state.snapshot();
    let figure = find(&snapshot, &id)?;
    if !figure.is_approved() {
        caller.may(Action::ReadUnapproved)?;
    }
    let sees_all = caller.is_allowed(Action::ReadUnapproved);
    let revisions = snapshot
        .figures()
        .revisions(
            &figure.key.indicator,
            &figure.key.subject,
            figure.key.period,
        )
        .filter(|revision| sees_all || revision.is_approved())
        .map(|revision| ObservationView::new(&snapshot, revision))
        .collect();
    let observation = ObservationView::new(&snapshot, figure);
    let history = if sees_all {
        history::read(&state, history::of("observation", &id)).await?
    } else {
        Vec::new()
    };
    Ok(Json(ObservationDetail {
        observation,
        revisions,
        history,
    }))
}

pub(super) fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Observation, ApiError> {
    let found = id
        .parse::<ObservationKey>()
        .ok()
        .and_then(|key| snapshot.figures().get(&key));
    found.map(AsRef::as_ref).ok_or_else(|| {
        ApiError::not_found(
            "unknown_figure",
            format!("there is no figure {id}"),
            "see /api/observations for the ids",
        )
        .in_vietnamese(format!("Không có số liệu «{id}»."))
    })
}
