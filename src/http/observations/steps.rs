//! The steps of figures to their approval, one at a time or many at once.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::entry::Scope;
use super::{ObservationView, account_name, find, may_enter};
use crate::http::auth::Caller;
use crate::http::commit::{Plan, change};
use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Body};
use crate::model::permission::Action;
use crate::model::{Observation, Snapshot, Step, StepError};
use crate::store::Actor;

/// The most figures of one request.
const MOST: usize = 500;

/// One step with many figures.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ManySteps {
    /// The step.
    #[serde(flatten)]
    step: Step,
    /// With which figures; each once, 500 at most.
    figures: Vec<SeenFigure>,
}

/// A figure as somebody has seen it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SeenFigure {
    /// The figure's id.
    id: String,
    /// Its `state_since` when it was looked at. Where it was taken back and handed in again since, it is refused, for it
    /// may say something else now.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = DateTime)]
    state_since: Option<Timestamp>,
}

/// What became of figures with which a step was to be taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct SteppedFigures {
    /// The figures after the step; they were kept together.
    done: Vec<ObservationView>,
    /// Those with which it was not possible; they are as they were.
    refused: Vec<RefusedFigure>,
}

/// A figure with which a step was not possible.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedFigure {
    /// The figure's id.
    id: String,
    /// The status that the step alone would have been answered with.
    #[schema(example = 409)]
    status: u16,
    /// What happened.
    #[serde(flatten)]
    body: ErrorBody,
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
    let stepped = change(&state, |snapshot| {
        let (actor, next) = stepped(snapshot, &caller, &id, &step)?;
        Ok(Plan {
            actor,
            reason: reason(&step, &id),
            answer: ObservationView::new(snapshot, &next),
            edits: vec![next.into()],
        })
    });
    Ok(Json(stepped.await?))
}

/// Submit, withdraw, approve or return many figures
///
/// Those with which the step is possible take it in one change; the others are named with the reason and stay as they
/// were.
#[utoipa::path(post, path = "/api/observations/steps", tag = "figures", request_body = ManySteps,
    responses((status = OK, body = SteppedFigures), (status = BAD_REQUEST, body = ErrorBody),
        (status = UNAUTHORIZED, body = ErrorBody)))]
pub async fn step_many(
    State(state): State<AppState>,
    caller: Caller,
    Body(asked): Body<ManySteps>,
) -> Result<Json<SteppedFigures>, ApiError> {
    let actor = caller.actor()?;
    check_list(&asked.figures)?;
    let done = change(&state, |snapshot| {
        let mut edits = Vec::new();
        let mut answer = SteppedFigures {
            done: Vec::new(),
            refused: Vec::new(),
        };
        for seen in &asked.figures {
            match stepped_as_seen(snapshot, &caller, seen, &asked.step) {
                Ok((_, next)) => {
                    answer.done.push(ObservationView::new(snapshot, &next));
                    edits.push(next.into());
                }
                Err(error) => answer.refused.push(RefusedFigure {
                    id: seen.id.clone(),
                    status: error.status().as_u16(),
                    body: error.into_body(),
                }),
            }
        }
        let figures = match answer.done.as_slice() {
            [one] => one.id.clone(),
            many => format!("{} figures", many.len()),
        };
        Ok(Plan {
            actor: actor.clone(),
            reason: reason(&asked.step, &figures),
            edits,
            answer,
        })
    });
    Ok(Json(done.await?))
}

fn check_list(figures: &[SeenFigure]) -> Result<(), ApiError> {
    if figures.len() > MOST {
        return Err(ApiError::bad_request(
            "too_many_figures",
            format!(
                "{} figures are too many for one request, {MOST} are the most",
                figures.len()
            ),
            "take the step with some of them, then with the others; nothing was changed",
        )
        .in_vietnamese(format!(
            "{} số liệu là quá nhiều cho một lần, nhiều nhất {MOST}.",
            figures.len()
        )));
    }
    let mut seen = BTreeSet::new();
    let twice = figures
        .iter()
        .find(|figure| !seen.insert(figure.id.as_str()));
    let Some(SeenFigure { id, .. }) = twice else {
        return Ok(());
    };
    Err(ApiError::bad_request(
        "figure_twice",
        format!("the figure {id} stands in the list twice"),
        "name each figure once; nothing was changed",
    )
    .in_vietnamese(format!("Số liệu {id} có hai lần trong danh sách.")))
}

/// Why the change was made, as the log keeps it.
fn reason(step: &Step, figures: &str) -> String {
    match step {
        Step::Return { reason } => format!("Return {figures}: {reason}"),
        other => format!("{} {figures}", other.name()),
    }
}

/// The figure after the step, and who takes it.
fn stepped(
    snapshot: &Snapshot,
    caller: &Caller,
    id: &str,
    step: &Step,
) -> Result<(Actor, Observation), ApiError> {
    let figure = find(snapshot, id)?;
    let (indicator, subject) = (&figure.key.indicator, &figure.key.subject);
    let actor = match step {
        Step::Submit | Step::Withdraw => may_enter(snapshot, caller, indicator, subject)?,
        Step::Approve | Step::Return { .. } => {
            let scope = Scope::of(snapshot, indicator, subject)?;
            let action = Action::JudgeFigure {
                figure: scope.figure(),
                entered_by: &figure.entered_by,
            };
            caller.may(action)?
        }
    };
    let next = figure.after(step, &account_name(caller)?, Timestamp::now())?;
    Ok((actor, next))
}

fn stepped_as_seen(
    snapshot: &Snapshot,
    caller: &Caller,
    seen: &SeenFigure,
    step: &Step,
) -> Result<(Actor, Observation), ApiError> {
    let (actor, next) = stepped(snapshot, caller, &seen.id, step)?;
    let since = find(snapshot, &seen.id)?.state.since();
    if seen.state_since.is_some() && seen.state_since != since {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "not_as_seen",
            format!(
                "the figure {} was handed in again since it was looked at",
                seen.id
            ),
            "look at it as it is now, then decide",
        ));
    }
    Ok((actor, next))
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
