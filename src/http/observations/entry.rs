//! Entering figures, and the steps to their approval.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ObservationView, find};
use crate::analysis::checks;
use crate::http::auth::Caller;
use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Body, indicators};
use crate::model::permission::{Action, FigureOf, Refusal};
use crate::model::{
    AgencyId, Candidate, Edit, Entry, Finding, IndicatorId, Observation, ObservationKey,
    ObservationState, Period, Quality, Severity, Snapshot, Step, StepError, Subject, UnitCode,
    Value,
};
use crate::store::{Actor, StoreError, Transaction};

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
fn is_held_up(findings: &[Finding], is_confirmed: bool) -> bool {
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
    let indicator = indicators::find(snapshot, candidate.indicator.as_str())?;
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
struct Scope {
    unit: Option<UnitCode>,
    lead: AgencyId,
}

impl Scope {
    fn of(
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
        let lead = indicators::find(snapshot, indicator.as_str())?.lead.clone();
        Ok(Self { unit, lead })
    }

    const fn figure(&self) -> FigureOf<'_> {
        FigureOf {
            unit: self.unit.as_ref(),
            lead: &self.lead,
        }
    }
}

pub(in crate::http) fn may_enter(
    snapshot: &Snapshot,
    caller: &Caller,
    indicator: &IndicatorId,
    subject: &Subject,
) -> Result<Actor, ApiError> {
    let scope = Scope::of(snapshot, indicator, subject)?;
    caller.may(Action::EnterFigure(scope.figure()))
}

/// The name under which the caller enters figures.
pub(in crate::http) fn account_name(caller: &Caller) -> Result<String, ApiError> {
    let account = caller.account().ok_or(Refusal::NotSignedIn)?;
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
pub(in crate::http) async fn keep(
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
