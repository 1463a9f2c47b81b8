//! Saved analyses: kept under a name, shared by link, run again and compared.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::commit::Begun;
use super::spatial::{run, stopped};
use super::{ApiError, AppState, Body, Params, progress};
use crate::analysis::scenario::{self, Answer, Change, Question, ScenarioError};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::Listener;
use crate::model::permission::Action;
use crate::model::{
    DataVersions, Edit, RecordKey, Scenario, ScenarioId, ScenarioKind, Snapshot, fold,
};
use crate::store::{Actor, Transaction};

/// Longest name of a scenario, characters.
const LONGEST_NAME: usize = 200;

/// An analysis to run and keep.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewScenario {
    /// Its name.
    name: String,
    /// Which analysis.
    kind: ScenarioKind,
    /// The question, as the analysis' own address takes it.
    #[schema(value_type = Object)]
    request: Value,
}

/// A scenario in a list, without its answer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenarioSummary {
    /// Its id.
    #[schema(value_type = String)]
    id: ScenarioId,
    /// Its name.
    name: String,
    /// Which analysis.
    kind: ScenarioKind,
    /// Who saved it.
    saved_by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    saved_at: Timestamp,
}

/// All scenarios.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ScenarioList {
    /// By id.
    scenarios: Vec<ScenarioSummary>,
}

/// A second run of a scenario. It is not kept.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rerun {
    /// Whether the answer is the same, byte for byte.
    is_unchanged: bool,
    /// The data now.
    data: DataVersions,
    /// SHA-256 of the answer.
    result_sha256: String,
    /// The answer.
    #[schema(value_type = Object)]
    result: Value,
    /// Whether the saved answer could be read to be compared; where not, `changes` is empty and says nothing.
    is_comparable: bool,
    /// The numbers that changed since it was saved, row by row.
    changes: Vec<Change>,
}

/// Two scenarios side by side.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Comparison {
    /// The first.
    #[schema(value_type = String)]
    first: ScenarioId,
    /// The second.
    #[schema(value_type = String)]
    second: ScenarioId,
    /// The numbers that differ, computed for both on today's data.
    changes: Vec<Change>,
}

/// With which scenario to compare.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompareParams {
    /// The id of the other scenario.
    with: String,
}

/// The saved analyses.
#[utoipa::path(get, path = "/api/scenarios", responses((status = 200, body = ScenarioList)))]
pub async fn list(State(state): State<AppState>) -> Json<ScenarioList> {
    let snapshot = state.snapshot();
    let scenarios = snapshot.scenarios().map(|scenario| ScenarioSummary {
        id: scenario.id.clone(),
        name: scenario.name.clone(),
        kind: scenario.kind,
        saved_by: scenario.saved_by.clone(),
        saved_at: scenario.saved_at,
    });
    Json(ScenarioList {
        scenarios: scenarios.collect(),
    })
}

/// Runs an analysis and keeps it with its answer.
///
/// The same question is kept under one name once: what was saved is never replaced.
///
/// With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
#[utoipa::path(
    post,
    path = "/api/scenarios",
    request_body = NewScenario,
    responses((status = 201, body = Scenario), (status = 400), (status = 401), (status = 403), (status = 409))
)]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Body(new): Body<NewScenario>,
) -> Result<Response, ApiError> {
    let id = id_of(&new)?;
    let actor = caller.may(Action::KeepScenario)?;
    let begun = Begun::of_this_request();
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = state.snapshot();
        check_is_new(&snapshot, &id)?;
        let answer = answer(&state, &snapshot, new.kind, &new.request, interrupt, tell)?;
        let scenario = Scenario {
            id,
            name: new.name.trim().to_owned(),
            kind: new.kind,
            request: new.request,
            data: scenario::data_versions(&snapshot),
            result: answer.result,
            result_sha256: answer.result_sha256,
            saved_by: actor.to_string(),
            saved_at: Timestamp::now(),
        };
        check_is_new(&state.snapshot(), &scenario.id)?;
        begun.note();
        // A commit that was noted too late to be told of does not begin.
        interrupt.check().map_err(|gone| stopped(&gone))?;
        commit(
            &state,
            actor,
            format!("Save scenario {}", scenario.id),
            scenario.clone().into(),
        )?;
        Ok::<_, ApiError>(scenario)
    };
    progress::answer(&headers, work, |scenario, _| {
        Ok((StatusCode::CREATED, Json(scenario)).into_response())
    })
    .await
}

/// A saved analysis with its answer.
#[utoipa::path(
    get,
    path = "/api/scenarios/{id}",
    params(("id" = String, Path, description = "The scenario's id")),
    responses((status = 200, body = Scenario), (status = 404))
)]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<Scenario>, ApiError> {
    Ok(Json(find(&state.snapshot(), &id)?))
}

/// Forgets a saved analysis. Only who saved it and administrators may.
#[utoipa::path(
    delete,
    path = "/api/scenarios/{id}",
    params(("id" = String, Path, description = "The scenario's id")),
    responses((status = 204), (status = 401), (status = 403), (status = 404))
)]
pub async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let actor = caller.may(Action::KeepScenario)?;
    let scenario = find(&state.snapshot(), &id)?;
    if scenario.saved_by != actor.to_string() && !caller.is_allowed(Action::ManageAccounts) {
        return Err(not_theirs(&scenario));
    }
    let edit = Edit::Remove(RecordKey::Scenario(scenario.id));
    Begun::of_this_request().note();
    run(move |_| commit(&state, actor, format!("Forget scenario {id}"), edit)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Runs a saved analysis on the data of now and says what changed.
///
/// With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
#[utoipa::path(
    post,
    path = "/api/scenarios/{id}/runs",
    params(("id" = String, Path, description = "The scenario's id")),
    responses((status = 200, body = Rerun), (status = 404))
)]
pub async fn rerun(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = state.snapshot();
        let saved = find(&snapshot, &id)?;
        let answer = answer(
            &state,
            &snapshot,
            saved.kind,
            &saved.request,
            interrupt,
            tell,
        )?;
        let question = Question::read(saved.kind, &saved.request)?;
        let map = state.unit_map(&snapshot, question.on().unwrap_or_else(|| state.today()));
        let before = scenario::table_of(saved.kind, &saved.result, &map).ok();
        let changes = before.map(|before| scenario::compare(&before, &answer.table));
        Ok::<_, ApiError>(Rerun {
            is_unchanged: answer.result_sha256 == saved.result_sha256,
            data: scenario::data_versions(&snapshot),
            is_comparable: changes.is_some(),
            changes: changes.unwrap_or_default(),
            result_sha256: answer.result_sha256,
            result: answer.result,
        })
    };
    progress::answer(&headers, work, |rerun, _| Ok(Json(rerun).into_response())).await
}

/// The numbers that two saved analyses have differently, both computed on the data of now.
///
/// With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
#[utoipa::path(
    get,
    path = "/api/scenarios/{id}/comparison",
    params(("id" = String, Path, description = "The scenario's id"), CompareParams),
    responses((status = 200, body = Comparison), (status = 400), (status = 404))
)]
pub async fn compare(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Params(params): Params<CompareParams>,
) -> Result<Response, ApiError> {
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = state.snapshot();
        let (first, second) = (find(&snapshot, &id)?, find(&snapshot, &params.with)?);
        check_kinds(&first, &second)?;
        let [a, b] = [&first, &second]
            .map(|one| answer(&state, &snapshot, one.kind, &one.request, interrupt, tell));
        let (a, b) = (a?, b?);
        let changes = scenario::compare(&a.table, &b.table);
        Ok::<_, ApiError>(Comparison {
            first: first.id,
            second: second.id,
            changes,
        })
    };
    progress::answer(&headers, work, |found, _| Ok(Json(found).into_response())).await
}

fn answer(
    state: &AppState,
    snapshot: &Snapshot,
    kind: ScenarioKind,
    request: &Value,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Answer, ScenarioError> {
    let question = Question::read(kind, request)?;
    let map = state.unit_map(snapshot, question.on().unwrap_or_else(|| state.today()));
    question.answer(snapshot, &map, state.travels(), interrupt, tell)
}

fn find(snapshot: &Snapshot, id: &str) -> Result<Scenario, ApiError> {
    let known = ScenarioId::new(id)
        .ok()
        .and_then(|id| snapshot.scenario(&id).cloned());
    known.map(|scenario| (*scenario).clone()).ok_or_else(|| {
        ApiError::not_found(
            "unknown_scenario",
            format!("there is no scenario {id:?}"),
            "ask /api/scenarios for those that are kept",
        )
    })
}

fn check_is_new(snapshot: &Snapshot, id: &ScenarioId) -> Result<(), ApiError> {
    let Some(saved) = snapshot.scenario(id) else {
        return Ok(());
    };
    let (name, by, at) = (&saved.name, person(&saved.saved_by), saved.saved_at);
    let refusal = ApiError::new(
        StatusCode::CONFLICT,
        "scenario_exists",
        format!("this question was saved as {name:?} by {by} at {at}; nothing was saved"),
        format!("give another name, or delete /api/scenarios/{id} first"),
    );
    Err(refusal.in_vietnamese(format!(
        "Câu hỏi này đã được {by} lưu với tên «{name}» lúc {}; chưa lưu gì.",
        at.strftime("%H:%M %d/%m/%Y")
    )))
}

/// The account's own name, as people know it.
fn person(saved_by: &str) -> &str {
    saved_by.strip_prefix("account:").unwrap_or(saved_by)
}

fn not_theirs(scenario: &Scenario) -> ApiError {
    let (name, by) = (&scenario.name, person(&scenario.saved_by));
    ApiError::new(
        StatusCode::FORBIDDEN,
        "not_yours",
        format!("{name:?} was saved by {by}; it was not removed"),
        "ask them, or an administrator",
    )
    .in_vietnamese(format!("Phương án «{name}» do {by} lưu; chưa xoá gì."))
    .with_vietnamese_remedy("Hãy nhờ người đã lưu, hoặc quản trị viên.")
}

/// Figures of two different analyses have no rows in common.
fn check_kinds(first: &Scenario, second: &Scenario) -> Result<(), ApiError> {
    if first.kind == second.kind {
        return Ok(());
    }
    let (a, b) = (first.kind.as_str(), second.kind.as_str());
    let refusal = ApiError::bad_request(
        "other_kind",
        format!(
            "{} is about {a} and {} is about {b}: they have no figures to compare",
            first.id, second.id
        ),
        "compare two scenarios of one kind",
    );
    Err(refusal.in_vietnamese(format!(
        "«{}» và «{}» không cùng loại ({a}, {b}) nên không so sánh được.",
        first.name, second.name
    )))
}

/// An id that is readable and that the same question under the same name always gets.
fn id_of(new: &NewScenario) -> Result<ScenarioId, ApiError> {
    let fault = || {
        ApiError::bad_request(
            "bad_name",
            format!("{:?} is no name for a scenario", new.name),
            format!("give a name of 1 to {LONGEST_NAME} characters"),
        )
    };
    if new.name.trim().is_empty() || new.name.chars().count() > LONGEST_NAME {
        return Err(fault());
    }
    let plain = fold(&new.name).replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
    let slug: String = plain
        .split('-')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let inputs = serde_json::json!([new.name, new.kind, new.request]);
    let checksum = scenario::checksum(&inputs).map_err(|error| ApiError::internal(&error))?;
    let short: String = slug.chars().take(60).collect();
    let id = format!("{}-{}", short.trim_matches('-'), &checksum[..8]);
    ScenarioId::new(id.trim_start_matches('-')).map_err(|_| fault())
}

fn commit(state: &AppState, actor: Actor, reason: String, edit: Edit) -> Result<(), ApiError> {
    let transaction = Transaction {
        actor,
        reason,
        expected_version: None,
        edits: vec![edit],
    };
    let done = state.store().commit(transaction);
    done.map(|_| ()).map_err(|error| ApiError::internal(&error))
}
