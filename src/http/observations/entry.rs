//! Entering and changing figures.

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
use crate::http::commit::{Plan, change};
use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Body, indicators};
use crate::model::permission::{Action, FigureOf, Refusal};
use crate::model::{
    AgencyId, Candidate, Entry, Finding, IndicatorId, Observation, ObservationKey,
    ObservationState, Period, Quality, Severity, Snapshot, Subject, UnitCode, Value,
};
use crate::store::Actor;

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
    let by = &caller;
    let entered = change(&state, |snapshot| {
        let actor = may_enter(snapshot, by, &new.indicator, &new.subject)?;
        let value = new.content.value()?;
        let candidate = Candidate {
            indicator: new.indicator.clone(),
            subject: new.subject.clone(),
            period: new.period,
            value: value.clone(),
            unit: new.content.unit.clone(),
        };
        let findings = checks::check(snapshot, &candidate, state.today());
        if is_held_up(&findings, new.content.is_confirmed) {
            return Ok(Entered::nothing(actor, findings));
        }
        let entry = new.content.clone().entry(value);
        let figure = drafted(snapshot, &candidate, entry, &account_name(by)?)?;
        let reason = format!("Enter {}", figure.key);
        Ok(Entered::planned(snapshot, actor, reason, figure, findings))
    })
    .await?;
    Ok((entered.status(StatusCode::CREATED), Json(entered)).into_response())
}

impl Entered {
    /// Nothing is kept, for findings stand against it.
    fn nothing(actor: Actor, findings: Vec<Finding>) -> Plan<Self> {
        Plan {
            actor,
            reason: String::new(),
            edits: Vec::new(),
            answer: Self {
                observation: None,
                findings,
            },
        }
    }

    fn planned(
        snapshot: &Snapshot,
        actor: Actor,
        reason: String,
        figure: Observation,
        findings: Vec<Finding>,
    ) -> Plan<Self> {
        Plan {
            actor,
            reason,
            answer: Self {
                observation: Some(ObservationView::new(snapshot, &figure)),
                findings,
            },
            edits: vec![figure.into()],
        }
    }

    fn status(&self, kept: StatusCode) -> StatusCode {
        match self.observation {
            Some(_) => kept,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

/// Whether the findings keep a figure from being kept.
fn is_held_up(findings: &[Finding], is_confirmed: bool) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == Severity::Rejected || !is_confirmed)
}

/// The draft: the first revision, a correction of the approved one, or the pending draft revised.
pub(in crate::http) fn drafted(
    snapshot: &Snapshot,
    candidate: &Candidate,
    entry: Entry,
    by: &str,
) -> Result<Observation, ApiError> {
    let at = Timestamp::now();
    let Some(newest) = newest_revision(snapshot, candidate) else {
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

/// The newest revision of what the candidate is for.
pub(in crate::http) fn newest_revision<'a>(
    snapshot: &'a Snapshot,
    candidate: &Candidate,
) -> Option<&'a Observation> {
    let revisions =
        snapshot
            .figures()
            .revisions(&candidate.indicator, &candidate.subject, candidate.period);
    revisions.map(AsRef::as_ref).next_back()
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
    let by = &caller;
    let entered = change(&state, |snapshot| {
        let figure = find(snapshot, &id)?;
        let (indicator, subject) = (&figure.key.indicator, &figure.key.subject);
        let actor = may_enter(snapshot, by, indicator, subject)?;
        let value = content.value()?;
        let candidate = Candidate {
            indicator: indicator.clone(),
            subject: subject.clone(),
            period: figure.key.period,
            value: value.clone(),
            unit: content.unit.clone(),
        };
        let mut findings = checks::check(snapshot, &candidate, state.today());
        findings.retain(|finding| finding.code != "already-entered");
        if is_held_up(&findings, content.is_confirmed) {
            return Ok(Entered::nothing(actor, findings));
        }
        let entry = content.clone().entry(value);
        let revised = figure.revised(entry, &account_name(by)?, Timestamp::now())?;
        let reason = format!("Change {id}");
        Ok(Entered::planned(snapshot, actor, reason, revised, findings))
    })
    .await?;
    Ok((entered.status(StatusCode::OK), Json(entered)).into_response())
}

/// What a figure belongs to, as far as permission asks.
pub(in crate::http) struct Scope {
    unit: Option<UnitCode>,
    lead: AgencyId,
}

impl Scope {
    pub(in crate::http) fn of(
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

    pub(in crate::http) const fn figure(&self) -> FigureOf<'_> {
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
