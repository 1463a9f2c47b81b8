//! Setting targets anew.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;

use super::auth::Caller;
use super::commit::keep;
use super::error::ErrorBody;
use super::targets::{TargetView, find};
use super::{ApiError, AppState, Body};
use crate::model::permission::Action;
use crate::model::{Baseline, Decision, Period, Snapshot, Target, TargetRule, Text, Waypoint};

/// A new revision of a target. What is not given stays as it was.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewRevision {
    /// What must be true: `{"type": "at-least", "value": 90}`; see a target's `rule` for the types.
    #[schema(value_type = Option<Object>)]
    rule: Option<TargetRule>,
    /// Where the way begins: `{"period": "2025", "value": 60, "source": "…"}`.
    #[schema(value_type = Option<Object>)]
    baseline: Option<Baseline>,
    /// Points that the way passes: `[{"period": "2028", "value": 70}]`.
    #[schema(value_type = Option<Vec<Object>>)]
    path: Option<Vec<Waypoint>>,
    /// The last period.
    #[schema(value_type = Option<String>)]
    by: Option<Period>,
    /// The decision that sets it, with its number and its date:
    /// `{"number": "12-QĐ/TU", "date": "2027-03-01", "title": "…"}`.
    #[schema(value_type = Object)]
    decision: Decision,
    /// What else a reader should know.
    note: Option<Text>,
}

/// Set a target anew
///
/// The old revision stays beside the new one, each with its decision.
#[utoipa::path(post, path = "/api/targets/{id}/revisions", tag = "programme", request_body = NewRevision,
    params(("id" = String, Path, description = "The target's id")),
    responses((status = CREATED, body = TargetView), (status = UNPROCESSABLE_ENTITY, body = ErrorBody),
        (status = UNAUTHORIZED, body = ErrorBody), (status = FORBIDDEN, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody), (status = CONFLICT, body = ErrorBody)))]
pub async fn revise(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(new): Body<NewRevision>,
) -> Result<(StatusCode, Json<TargetView>), ApiError> {
    let actor = caller.may(Action::ManageProgramme)?;
    let snapshot = state.snapshot();
    let current = find(&snapshot, &id)?.clone();
    check_decision(&new.decision, &current.decision)?;
    let next = Target {
        revision: current.revision + 1,
        rule: new.rule.unwrap_or(current.rule),
        baseline: new.baseline.or(current.baseline),
        path: new.path.unwrap_or(current.path),
        by: new.by.unwrap_or(current.by),
        decision: new.decision,
        note: new.note.or(current.note),
        ..current
    };
    check_soundness(&snapshot, &next)?;
    let reason = format!("Set the target {id} anew: {}", next.decision.title);
    keep(&state, &snapshot, actor, reason, vec![next.clone().into()]).await?;
    Ok((StatusCode::CREATED, Json(TargetView::new(&snapshot, &next))))
}

/// A revision rests on a decision that people can look up, and that is no older than the one before.
fn check_decision(new: &Decision, before: &Decision) -> Result<(), ApiError> {
    let refuse = |message: String, vi: String| {
        Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unsound_decision",
            message,
            "give the decision's number, date and title; nothing was changed",
        )
        .in_vietnamese(vi))
    };
    let is_blank = |text: &str| text.trim().is_empty();
    let Some(date) = new.date else {
        return refuse(
            "the decision has no date".to_owned(),
            "Quyết định chưa ghi ngày.".to_owned(),
        );
    };
    if new.number.as_deref().is_none_or(is_blank) || is_blank(&new.title) {
        return refuse(
            "the decision has no number or no title".to_owned(),
            "Quyết định chưa ghi số hoặc tên.".to_owned(),
        );
    }
    match before.date {
        Some(earlier) if date < earlier => refuse(
            format!("the decision is of {date}, older than the one in force, of {earlier}"),
            format!("Quyết định ngày {date} cũ hơn quyết định đang có hiệu lực, ngày {earlier}."),
        ),
        _ => Ok(()),
    }
}

fn check_soundness(snapshot: &Snapshot, next: &Target) -> Result<(), ApiError> {
    let mut programme = snapshot.programme().clone();
    programme.put_target(Arc::new(next.clone()));
    match programme.flaws().first() {
        None => Ok(()),
        Some(flaw) => Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "unsound_target",
            flaw.to_string(),
            "mend the revision and send it again; nothing was changed",
        )),
    }
}
