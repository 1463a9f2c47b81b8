//! Figures: reading, entering, submitting, approving and correcting them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::error::ErrorBody;
use super::figures::SubjectView;
use super::table::{self, Format};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::checks;
use crate::model::permission::{Action, FigureOf};
use crate::model::{
    AgencyId, Candidate, Edit, Entry, Finding, IndicatorId, Observation, ObservationKey,
    ObservationState, Period, Quality, Severity, Snapshot, Step, StepError, Subject, UnitCode,
    Value,
};
use crate::store::{Actor, AuditEntry, AuditQuery, StoreError, Transaction};

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
        let (decided_by, state_since, returned_because) = match &figure.state {
            ObservationState::Draft => (None, None, None),
            ObservationState::Submitted { at } => (None, Some(*at), None),
            ObservationState::Approved { by, at } => (Some(by.clone()), Some(*at), None),
            ObservationState::Returned { by, at, reason } => {
                (Some(by.clone()), Some(*at), Some(reason.clone()))
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
            state_since,
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
    /// At most so many; 200 if not given.
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
    let observations = table::page(wanted, params.limit, params.offset)
        .into_iter()
        .map(|figure| ObservationView::new(&snapshot, figure))
        .collect();
    let body = ObservationList {
        total,
        observations,
    };
    table::answer(
        table::wants_csv(params.format, &headers),
        "observations",
        body,
        |body| {
            let head = table::row([
                "id",
                "indicator",
                "subject",
                "name",
                "period",
                "revision",
                "value",
                "missing_reason",
                "unit",
                "state",
                "illustrative",
                "source",
            ]);
            let rows = body.observations.iter().map(|one| {
                table::row([
                    one.id.clone(),
                    one.indicator.clone(),
                    one.subject.subject.to_string(),
                    one.subject.name.clone(),
                    one.period.to_string(),
                    one.revision.to_string(),
                    one.value.map(|value| value.to_string()).unwrap_or_default(),
                    one.missing_reason.clone().unwrap_or_default(),
                    one.unit.clone(),
                    one.state.to_owned(),
                    one.is_illustrative.to_string(),
                    one.source.clone(),
                ])
            });
            std::iter::once(head).chain(rows).collect()
        },
    )
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
    let query = AuditQuery {
        entity: Some("observation".to_owned()),
        key: Some(id),
        ..AuditQuery::default()
    };
    let history = if sees_all {
        state
            .store()
            .audit(&query)
            .map_err(|cause| ApiError::internal(&cause))?
    } else {
        Vec::new()
    };
    Ok(Json(ObservationDetail {
        observation: ObservationView::new(&snapshot, figure),
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
    })
}

/// A figure to be entered.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct NewObservation {
    /// What is measured.
    #[schema(value_type = String)]
    indicator: IndicatorId,
    /// Where: `province`, `unit.CODE@FIRST_DAY` or `place.ID`.
    #[schema(value_type = String)]
    subject: Subject,
    /// When.
    #[schema(value_type = String)]
    period: Period,
    /// What it says.
    #[serde(flatten)]
    content: Content,
}

/// What a figure says.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct Content {
    /// The number, as a JSON number or an exact decimal text.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    value: Option<Decimal>,
    /// Why there is no number.
    #[serde(default)]
    missing_reason: Option<String>,
    /// The code of the unit it is given in; the indicator's own if not given.
    #[serde(default)]
    unit: Option<String>,
    /// Who published it, and where.
    source: String,
    /// How firm it is.
    #[serde(default = "final_quality")]
    quality: Quality,
    /// What else a reader should know; for a correction, why it is made.
    #[serde(default)]
    note: Option<String>,
    /// Whether doubtful findings have been looked at and the figure is right.
    #[serde(default)]
    is_confirmed: bool,
}

const fn final_quality() -> Quality {
    Quality::Final
}

impl Content {
    fn value(&self) -> Result<Value, ApiError> {
        match (self.value, &self.missing_reason) {
            (Some(number), None) => Ok(Value::from(number)),
            (None, Some(reason)) => Ok(Value::NotAvailable {
                reason: reason.clone(),
            }),
            _ => Err(ApiError::bad_request(
                "value_or_reason",
                "a figure has either a value or a reason for having none",
                "give exactly one of value and missing_reason",
            )),
        }
    }

    fn entry(self, value: Value) -> Entry {
        Entry {
            value,
            source: self.source,
            quality: self.quality,
            note: self.note,
        }
    }
}

/// What became of a figure that was entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entered {
    /// The figure as it is kept; `null` where it was not.
    observation: Option<ObservationView>,
    /// What was found. Rejected findings must be mended, doubtful ones confirmed.
    findings: Vec<Finding>,
}

/// Enter a figure
///
/// It becomes a draft; where an approved figure stands, a correction, which is a new revision and needs a note. Nothing
/// is kept while findings are rejected, or doubtful and not confirmed (422).
#[utoipa::path(post, path = "/api/observations", tag = "figures", request_body = NewObservation,
    responses((status = CREATED, body = Entered), (status = UNPROCESSABLE_ENTITY, body = Entered),
        (status = UNAUTHORIZED, body = ErrorBody), (status = FORBIDDEN, body = ErrorBody)))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Body(new): Body<NewObservation>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let actor = may_enter(&snapshot, &caller, &new.indicator, &new.subject)?;
    let value = new.content.value()?;
    let candidate = Candidate {
        indicator: new.indicator.clone(),
        subject: new.subject.clone(),
        period: new.period,
        value: value.clone(),
        unit: new.content.unit.clone(),
    };
    let findings = checks::check(&snapshot, &candidate, state.today());
    if is_held_up(&findings, new.content.is_confirmed) {
        let body = Entered {
            observation: None,
            findings,
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response());
    }
    let name = account_name(&caller)?;
    let figure = drafted(&snapshot, &candidate, new.content.entry(value), &name)?;
    let reason = format!("Enter {}", figure.key);
    keep(
        &state,
        &snapshot,
        actor,
        reason,
        vec![figure.clone().into()],
    )
    .await?;
    let body = Entered {
        observation: Some(ObservationView::new(&snapshot, &figure)),
        findings,
    };
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// Whether the findings keep a figure from being kept.
pub(super) fn is_held_up(findings: &[Finding], is_confirmed: bool) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Rejected || !is_confirmed)
}

/// The draft: the first revision, a correction of the approved one, or the pending draft revised.
pub(crate) fn drafted(
    snapshot: &Snapshot,
    candidate: &Candidate,
    entry: Entry,
    by: &str,
) -> Result<Observation, ApiError> {
    let at = Timestamp::now();
    let newest = snapshot
        .figures()
        .revisions(&candidate.indicator, &candidate.subject, candidate.period)
        .next_back();
    let Some(newest) = newest else {
        return first(snapshot, candidate, entry, by, at);
    };
    let next = if newest.is_approved() {
        newest.corrected(entry, by, at).map(|figure| Observation {
            is_illustrative: false,
            ..figure
        })
    } else {
        newest.revised(entry, by, at)
    };
    next.map_err(ApiError::from)
}

fn first(
    snapshot: &Snapshot,
    candidate: &Candidate,
    entry: Entry,
    by: &str,
    at: Timestamp,
) -> Result<Observation, ApiError> {
    let indicator = super::indicators::find(snapshot, candidate.indicator.as_str())?;
    Ok(Observation {
        key: ObservationKey {
            indicator: candidate.indicator.clone(),
            subject: candidate.subject.clone(),
            period: candidate.period,
            revision: 1,
        },
        value: entry.value,
        unit: indicator.unit.code.clone(),
        source: entry.source,
        quality: entry.quality,
        state: ObservationState::Draft,
        is_illustrative: false,
        entered_by: by.to_owned(),
        entered_at: at,
        note: entry.note,
    })
}

/// Change a draft, or a figure that was returned
#[utoipa::path(put, path = "/api/observations/{id}", tag = "figures", request_body = Content,
    params(("id" = String, Path, description = "The figure's id")),
    responses((status = OK, body = Entered), (status = UNPROCESSABLE_ENTITY, body = Entered),
        (status = CONFLICT, body = ErrorBody)))]
pub async fn revise(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(content): Body<Content>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let figure = find(&snapshot, &id)?;
    let actor = may_enter(
        &snapshot,
        &caller,
        &figure.key.indicator,
        &figure.key.subject,
    )?;
    let value = content.value()?;
    let candidate = Candidate {
        indicator: figure.key.indicator.clone(),
        subject: figure.key.subject.clone(),
        period: figure.key.period,
        value: value.clone(),
        unit: content.unit.clone(),
    };
    let mut findings = checks::check(&snapshot, &candidate, state.today());
    findings.retain(|finding| finding.code != "already-entered");
    if is_held_up(&findings, content.is_confirmed) {
        let body = Entered {
            observation: None,
            findings,
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(body)).into_response());
    }
    let revised = figure.revised(
        content.entry(value),
        &account_name(&caller)?,
        Timestamp::now(),
    )?;
    keep(
        &state,
        &snapshot,
        actor,
        format!("Change {id}"),
        vec![revised.clone().into()],
    )
    .await?;
    let body = Entered {
        observation: Some(ObservationView::new(&snapshot, &revised)),
        findings,
    };
    Ok(Json(body).into_response())
}

/// Submit, withdraw, approve or return a figure
#[utoipa::path(post, path = "/api/observations/{id}/steps", tag = "figures", request_body = Step,
    params(("id" = String, Path, description = "The figure's id")),
    responses((status = OK, body = ObservationView), (status = CONFLICT, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody)))]
pub async fn step(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(step): Body<Step>,
) -> Result<Json<ObservationView>, ApiError> {
    let snapshot = state.snapshot();
    let figure = find(&snapshot, &id)?;
    let (indicator, subject) = (&figure.key.indicator, &figure.key.subject);
    let actor = match step {
        Step::Submit | Step::Withdraw => may_enter(&snapshot, &caller, indicator, subject)?,
        Step::Approve | Step::Return { .. } => {
            let scope = Scope::of(&snapshot, indicator, subject)?;
            let action = Action::JudgeFigure {
                figure: scope.figure(),
                entered_by: &figure.entered_by,
            };
            caller.may(action)?
        }
    };
    let next = figure.after(&step, &account_name(&caller)?, Timestamp::now())?;
    let reason = match &step {
        Step::Return { reason } => format!("Return {id}: {reason}"),
        other => format!("{} {id}", other.name()),
    };
    keep(&state, &snapshot, actor, reason, vec![next.clone().into()]).await?;
    Ok(Json(ObservationView::new(&snapshot, &next)))
}

/// What a figure belongs to, as far as permission asks.
pub(super) struct Scope {
    unit: Option<UnitCode>,
    lead: AgencyId,
}

impl Scope {
    pub(super) fn of(
        snapshot: &Snapshot,
        indicator: &IndicatorId,
        subject: &Subject,
    ) -> Result<Self, ApiError> {
        let unit = match subject {
            Subject::Province => None,
            Subject::Unit(key) => Some(key.code.clone()),
            Subject::Place(id) => snapshot
                .places()
                .get(id)
                .and_then(|place| place.unit_codes.first())
                .cloned(),
        };
        let lead = super::indicators::find(snapshot, indicator.as_str())?
            .lead
            .clone();
        Ok(Self { unit, lead })
    }

    pub(super) const fn figure(&self) -> FigureOf<'_> {
        FigureOf {
            unit: self.unit.as_ref(),
            lead: &self.lead,
        }
    }
}

pub(super) fn may_enter(
    snapshot: &Snapshot,
    caller: &Caller,
    indicator: &IndicatorId,
    subject: &Subject,
) -> Result<Actor, ApiError> {
    let scope = Scope::of(snapshot, indicator, subject)?;
    caller.may(Action::EnterFigure(scope.figure()))
}

/// The name under which the caller enters figures.
pub(super) fn account_name(caller: &Caller) -> Result<String, ApiError> {
    let account = caller
        .account()
        .ok_or(crate::model::permission::Refusal::NotSignedIn)?;
    Ok(account.name.to_string())
}

impl From<StepError> for ApiError {
    fn from(error: StepError) -> Self {
        let (status, code) = match error {
            StepError::NotNow { .. } => (StatusCode::CONFLICT, "not_now"),
            StepError::OwnFigure { .. } => (StatusCode::FORBIDDEN, "own_figure"),
            StepError::NotYours { .. } => (StatusCode::FORBIDDEN, "not_yours"),
            StepError::NoReason(_) => (StatusCode::UNPROCESSABLE_ENTITY, "no_reason"),
        };
        Self::new(
            status,
            code,
            error.to_string(),
            "load the figure again and see what can be done with it",
        )
    }
}

/// Commits edits that were worked out from the snapshot; 409 where the data have moved on since.
pub(super) async fn keep(
    state: &AppState,
    snapshot: &Snapshot,
    actor: Actor,
    reason: String,
    edits: Vec<Edit>,
) -> Result<(), ApiError> {
    let transaction = Transaction {
        actor,
        reason,
        expected_version: Some(snapshot.version()),
        edits,
    };
    let store = Arc::clone(state.store());
    let done = tokio::task::spawn_blocking(move || store.commit(transaction))
        .await
        .map_err(|cause| ApiError::internal(&cause))?;
    match done {
        Ok(_) => Ok(()),
        Err(error @ StoreError::Conflict { .. }) => Err(ApiError::new(
            StatusCode::CONFLICT,
            "changed_meanwhile",
            error.to_string(),
            "load the data again and repeat the change",
        )),
        Err(error) => Err(ApiError::internal(&error)),
    }
}
