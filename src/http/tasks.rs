//! Tasks and projects.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::error::ErrorBody;
use super::indicators::AgencyName;
use super::observations::keep;
use super::table::{self, Format};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::deadlines::{self, TaskState};
use crate::model::permission::Action;
use crate::model::{Assignment, Snapshot, Task, TaskId, TaskKind, Text};
use crate::store::{AuditEntry, AuditQuery};

/// A task or project.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskView {
    /// The stable id.
    pub id: String,
    /// Task, project or review.
    pub kind: TaskKind,
    /// What it is called.
    pub name: Text,
    /// What is to be done.
    pub content: Text,
    /// The key programme or breakthrough that it belongs to.
    pub programme: Option<Text>,
    /// Who answers for it.
    pub lead: AgencyName,
    /// Who helps.
    pub coordinating: Vec<AgencyName>,
    /// Whether the programme itself names the lead.
    pub assignment: Assignment,
    /// The first day, where one is set.
    #[schema(value_type = Option<String>, format = Date)]
    pub starts: Option<Date>,
    /// The last day by which it must be done.
    #[schema(value_type = String, format = Date)]
    pub deadline: Date,
    /// The budget, in million đồng.
    #[schema(value_type = Option<f64>)]
    pub budget_million_vnd: Option<Decimal>,
    /// Paid out so far, in million đồng.
    #[schema(value_type = Option<f64>)]
    pub disbursed_million_vnd: Option<Decimal>,
    /// How much is done, in per cent; `null` before the first report.
    #[schema(value_type = Option<f64>)]
    pub progress_percent: Option<Decimal>,
    /// What stands in the way.
    pub obstacles: Option<String>,
    /// The places on the map.
    pub places: Vec<String>,
    /// The codes of the units of today.
    pub units: Vec<String>,
    /// The indicators that it moves.
    pub indicators: Vec<String>,
    /// The § of the programme.
    pub section: String,
    /// Where it stands.
    pub state: TaskState,
    /// Whether its progress was made up to show the screens.
    pub is_illustrative: bool,
}

impl TaskView {
    pub(super) fn new(snapshot: &Snapshot, task: &Task, on: Date) -> Self {
        Self {
            id: task.id.to_string(),
            kind: task.kind,
            name: task.name.clone(),
            content: task.content.clone(),
            programme: task.programme.clone(),
            lead: AgencyName::new(snapshot, &task.lead),
            coordinating: task
                .coordinating
                .iter()
                .map(|id| AgencyName::new(snapshot, id))
                .collect(),
            assignment: task.assignment,
            starts: task.starts,
            deadline: task.deadline,
            budget_million_vnd: task.budget_million_vnd,
            disbursed_million_vnd: task.disbursed_million_vnd,
            progress_percent: task.progress_percent,
            obstacles: task.obstacles.clone(),
            places: task.places.iter().map(ToString::to_string).collect(),
            units: task.units.iter().map(ToString::to_string).collect(),
            indicators: task.indicators.iter().map(ToString::to_string).collect(),
            section: task.section.clone(),
            state: deadlines::state_of(task, on),
            is_illustrative: task.is_illustrative,
        }
    }
}

/// Which tasks are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TaskParams {
    /// Task, project or review.
    kind: Option<TaskKind>,
    /// Only those that this agency leads or helps with.
    agency: Option<String>,
    /// Only those in this state: done, overdue, at-risk, on-track or not-reported.
    state: Option<TaskState>,
    /// Only those in the unit of today of this code.
    unit: Option<String>,
    /// Only those at this place.
    place: Option<String>,
    /// On which day; today if not given.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// At most so many; 200 if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

impl TaskParams {
    fn want(&self, task: &TaskView) -> bool {
        let is_of = |agency: &String| {
            task.lead.id == *agency || task.coordinating.iter().any(|one| one.id == *agency)
        };
        self.kind.is_none_or(|kind| task.kind == kind)
            && self.state.is_none_or(|state| task.state == state)
            && self.agency.as_ref().is_none_or(is_of)
            && self
                .unit
                .as_ref()
                .is_none_or(|unit| task.units.contains(unit))
            && self
                .place
                .as_ref()
                .is_none_or(|place| task.places.contains(place))
    }
}

/// The tasks that were asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskList {
    /// How many there are in all.
    total: usize,
    /// One page of them, by deadline.
    tasks: Vec<TaskView>,
}

impl TaskList {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "id",
            "kind",
            "name_vi",
            "name_en",
            "lead",
            "coordinating",
            "deadline",
            "budget_million_vnd",
            "disbursed_million_vnd",
            "progress_percent",
            "obstacles",
            "state",
            "section",
        ]);
        let number =
            |number: Option<Decimal>| number.map(|one| one.to_string()).unwrap_or_default();
        let rows = self.tasks.iter().map(|task| {
            let helpers: Vec<&str> = task
                .coordinating
                .iter()
                .map(|one| one.id.as_str())
                .collect();
            table::row([
                task.id.clone(),
                task.kind.name().to_owned(),
                task.name.vi.clone(),
                task.name.en.clone(),
                task.lead.id.clone(),
                helpers.join(" "),
                task.deadline.to_string(),
                number(task.budget_million_vnd),
                number(task.disbursed_million_vnd),
                number(task.progress_percent),
                task.obstacles.clone().unwrap_or_default(),
                task.state.name().to_owned(),
                task.section.clone(),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// The register of tasks and projects
#[utoipa::path(get, path = "/api/tasks", tag = "programme", params(TaskParams),
    responses((status = OK, body = TaskList)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<TaskParams>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let on = params.on.unwrap_or_else(|| state.today());
    let mut wanted: Vec<TaskView> = snapshot
        .programme()
        .tasks()
        .map(|task| TaskView::new(&snapshot, task, on))
        .filter(|task| params.want(task))
        .collect();
    wanted.sort_by(|a, b| (a.deadline, &a.id).cmp(&(b.deadline, &b.id)));
    let body = TaskList {
        total: wanted.len(),
        tasks: table::page(wanted, params.limit, params.offset),
    };
    table::answer(
        table::wants_csv(params.format, &headers),
        "tasks",
        body,
        TaskList::table,
    )
}

/// A task with its history.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskDetail {
    /// The task.
    #[serde(flatten)]
    task: TaskView,
    /// Its changes, the newest first.
    history: Vec<AuditEntry>,
}

/// One task with its history
#[utoipa::path(get, path = "/api/tasks/{id}", tag = "programme",
    params(("id" = String, Path, description = "The task's id")),
    responses((status = OK, body = TaskDetail), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
) -> Result<Json<TaskDetail>, ApiError> {
    let snapshot = state.snapshot();
    let task = find(&snapshot, &id)?;
    let query = AuditQuery {
        entity: Some("task".to_owned()),
        key: Some(id),
        ..AuditQuery::default()
    };
    let history = state
        .store()
        .audit(&query)
        .map_err(|cause| ApiError::internal(&cause))?;
    Ok(Json(TaskDetail {
        task: TaskView::new(&snapshot, task, state.today()),
        history,
    }))
}

/// How far a task has come.
#[derive(Debug, Deserialize, ToSchema)]
#[expect(
    clippy::struct_field_names,
    reason = "the fields are named as those of the task that they change"
)]
pub struct Progress {
    /// How much is done, in per cent.
    #[schema(value_type = Option<f64>)]
    progress_percent: Option<Decimal>,
    /// The budget, in million đồng.
    #[schema(value_type = Option<f64>)]
    budget_million_vnd: Option<Decimal>,
    /// Paid out so far, in million đồng.
    #[schema(value_type = Option<f64>)]
    disbursed_million_vnd: Option<Decimal>,
    /// What stands in the way; empty where nothing does.
    obstacles: Option<String>,
}

/// Report how far a task has come
///
/// Only what is given changes; the history keeps what was there before.
#[utoipa::path(patch, path = "/api/tasks/{id}", tag = "programme", request_body = Progress,
    params(("id" = String, Path, description = "The task's id")),
    responses((status = OK, body = TaskView), (status = UNPROCESSABLE_ENTITY, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody)))]
pub async fn report(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(progress): Body<Progress>,
) -> Result<Json<TaskView>, ApiError> {
    let snapshot = state.snapshot();
    let task = find(&snapshot, &id)?;
    let actor = caller.may(Action::ReportTask { lead: &task.lead })?;
    let amounts = [
        progress.budget_million_vnd,
        progress.disbursed_million_vnd,
        progress.progress_percent,
    ];
    let is_over = progress
        .progress_percent
        .is_some_and(|percent| percent > Decimal::ONE_HUNDRED);
    if is_over
        || amounts
            .into_iter()
            .flatten()
            .any(|amount| amount < Decimal::ZERO)
    {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "bad_progress",
            "amounts are not negative, and progress is at most 100 %",
            "mend the number and send it again",
        ));
    }
    let mut changed = task.clone();
    changed.progress_percent = progress.progress_percent.or(changed.progress_percent);
    changed.budget_million_vnd = progress.budget_million_vnd.or(changed.budget_million_vnd);
    changed.disbursed_million_vnd = progress
        .disbursed_million_vnd
        .or(changed.disbursed_million_vnd);
    if let Some(obstacles) = progress.obstacles {
        changed.obstacles = (!obstacles.trim().is_empty()).then_some(obstacles);
    }
    changed.is_illustrative = false;
    let reason = format!("Report the progress of {id}");
    keep(
        &state,
        &snapshot,
        actor,
        reason,
        vec![changed.clone().into()],
    )
    .await?;
    Ok(Json(TaskView::new(&snapshot, &changed, state.today())))
}

pub(super) fn find<'a>(snapshot: &'a Snapshot, id: &str) -> Result<&'a Task, ApiError> {
    let found = TaskId::new(id)
        .ok()
        .and_then(|id| snapshot.programme().task(&id));
    found.map(AsRef::as_ref).ok_or_else(|| {
        ApiError::not_found(
            "unknown_task",
            format!("there is no task {id}"),
            "see /api/tasks for the ids",
        )
        .in_vietnamese(format!("Không có nhiệm vụ «{id}»."))
    })
}
