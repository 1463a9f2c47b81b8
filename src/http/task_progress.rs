//! How far a task has come: reporting it, and what was reported before.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::auth::Caller;
use super::commit::{Plan, change};
use super::error::ErrorBody;
use super::table::{self, Format};
use super::tasks::{TaskView, find};
use super::{ApiError, AppState, Body, Params, history};
use crate::model::permission::Action;
use crate::model::{Record, Task, vietnamese_number};
use crate::store::{AuditEntry, AuditQuery};

/// The sort of record in the log.
const ENTITY: &str = "task";

/// A task with its history.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskDetail {
    /// The task.
    #[serde(flatten)]
    task: TaskView,
    /// Its changes, the newest first.
    history: Vec<TaskChange>,
}

/// A change of a task: who, when, why, and what stood before and after.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskChange {
    /// The version of the data that it made.
    version: u64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who: `account:NAME`, or `command:NAME` where somebody worked on the server itself.
    actor: String,
    /// Why.
    reason: String,
    /// What stood before; `null` where the task was new.
    before: Option<ProgressView>,
    /// What stood after; `null` where the task was removed.
    after: Option<ProgressView>,
}

/// How far a task had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProgressView {
    /// How much was done, in per cent.
    #[schema(value_type = Option<f64>)]
    progress_percent: Option<Decimal>,
    /// The budget, in million đồng.
    #[schema(value_type = Option<f64>)]
    budget_million_vnd: Option<Decimal>,
    /// Paid out until then, in million đồng.
    #[schema(value_type = Option<f64>)]
    disbursed_million_vnd: Option<Decimal>,
    /// What stood in the way.
    obstacles: Option<String>,
    /// The last day by which it had to be done.
    #[schema(value_type = String, format = Date)]
    deadline: Date,
    /// Whether it was made up to show the screens.
    is_illustrative: bool,
}

impl From<&Task> for ProgressView {
    fn from(task: &Task) -> Self {
        Self {
            progress_percent: task.progress_percent,
            budget_million_vnd: task.budget_million_vnd,
            disbursed_million_vnd: task.disbursed_million_vnd,
            obstacles: task.obstacles.clone(),
            deadline: task.deadline,
            is_illustrative: task.is_illustrative,
        }
    }
}

impl TryFrom<AuditEntry> for TaskChange {
    type Error = ApiError;

    fn try_from(entry: AuditEntry) -> Result<Self, ApiError> {
        Ok(Self {
            version: entry.version,
            at: entry.at,
            before: entry.before.map(progress_in).transpose()?,
            after: entry.after.map(progress_in).transpose()?,
            actor: entry.actor,
            reason: entry.reason,
        })
    }
}

fn progress_in(record: serde_json::Value) -> Result<ProgressView, ApiError> {
    match serde_json::from_value(record) {
        Ok(Record::Task(task)) => Ok(ProgressView::from(&*task)),
        Ok(other) => Err(ApiError::internal(&format!(
            "the log keeps {} under a task",
            other.key()
        ))),
        Err(cause) => Err(ApiError::internal(&cause)),
    }
}

fn changes(log: Vec<AuditEntry>) -> Result<Vec<TaskChange>, ApiError> {
    log.into_iter().map(TaskChange::try_from).collect()
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
    let task = TaskView::new(&snapshot, find(&snapshot, &id)?, state.today());
    let log = history::read(&state, history::of(ENTITY, &id)).await?;
    Ok(Json(TaskDetail {
        task,
        history: changes(log)?,
    }))
}

/// Which part of a history is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HistoryParams {
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// The changes of a task.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskHistory {
    /// How many there are in all.
    total: usize,
    /// One page of them, the newest first.
    changes: Vec<TaskChange>,
}

/// Who changed a task, when and how
#[utoipa::path(get, path = "/api/tasks/{id}/history", tag = "programme",
    params(("id" = String, Path, description = "The task's id"), HistoryParams),
    responses((status = OK, body = TaskHistory), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn history(
    State(state): State<AppState>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Params(params): Params<HistoryParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    find(&state.snapshot(), &id)?;
    let query = AuditQuery {
        limit: table::most(params.limit, is_csv),
        offset: params.offset.unwrap_or(0),
        ..history::of(ENTITY, &id)
    };
    let (total, log) = history::read_page(&state, query).await?;
    let body = TaskHistory {
        total,
        changes: changes(log)?,
    };
    table::answer(is_csv, &format!("{id}-history"), body, TaskHistory::table)
}

impl TaskHistory {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "version",
            "at",
            "actor",
            "reason",
            "progress_percent",
            "budget_million_vnd",
            "disbursed_million_vnd",
            "obstacles",
            "deadline",
            "illustrative",
        ]);
        let number =
            |number: Option<Decimal>| number.map(|one| one.to_string()).unwrap_or_default();
        let rows = self.changes.iter().map(|change| {
            let mut row = table::row([
                change.version.to_string(),
                change.at.to_string(),
                change.actor.clone(),
                change.reason.clone(),
            ]);
            row.extend(change.after.as_ref().map_or_else(
                || vec![String::new(); 6],
                |after| {
                    table::row([
                        number(after.progress_percent),
                        number(after.budget_million_vnd),
                        number(after.disbursed_million_vnd),
                        after.obstacles.clone().unwrap_or_default(),
                        after.deadline.to_string(),
                        after.is_illustrative.to_string(),
                    ])
                },
            ));
            row
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// How far a task has come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
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
/// Only what is given changes; the history keeps what was there before. The first real report takes everything away
/// that was made up to show the screens.
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
    let told = change(&state, |snapshot| {
        let task = find(snapshot, &id)?;
        let actor = caller.may(Action::ReportTask { lead: &task.lead })?;
        let changed = reported(task, &progress);
        check(&changed)?;
        Ok(Plan {
            actor,
            reason: format!("Report the progress of {id}"),
            answer: TaskView::new(snapshot, &changed, state.today()),
            edits: vec![changed.into()],
        })
    });
    Ok(Json(told.await?))
}

/// The task after the report. Nothing made up stays beside what is real.
fn reported(task: &Task, progress: &Progress) -> Task {
    let mut changed = task.clone();
    if changed.is_illustrative {
        changed.starts = None;
        changed.progress_percent = None;
        changed.budget_million_vnd = None;
        changed.disbursed_million_vnd = None;
        changed.obstacles = None;
        changed.is_illustrative = false;
    }
    let Progress {
        progress_percent,
        budget_million_vnd,
        disbursed_million_vnd,
        obstacles,
    } = progress;
    changed.progress_percent = progress_percent.or(changed.progress_percent);
    changed.budget_million_vnd = budget_million_vnd.or(changed.budget_million_vnd);
    changed.disbursed_million_vnd = disbursed_million_vnd.or(changed.disbursed_million_vnd);
    if let Some(obstacles) = obstacles {
        changed.obstacles = Some(obstacles.trim().to_owned()).filter(|text| !text.is_empty());
    }
    changed
}

fn check(task: &Task) -> Result<(), ApiError> {
    let amounts = [
        ("progress_percent", "Tiến độ", task.progress_percent),
        ("budget_million_vnd", "Kinh phí", task.budget_million_vnd),
        (
            "disbursed_million_vnd",
            "Đã giải ngân",
            task.disbursed_million_vnd,
        ),
    ];
    for (field, word, amount) in amounts {
        if let Some(amount) = amount.filter(|amount| *amount < Decimal::ZERO) {
            return Err(refused(
                format!("{field} is {amount}; it cannot be negative"),
                format!("{word} là {}; không thể âm.", vietnamese_number(amount, 2)),
            ));
        }
    }
    if let Some(percent) = task
        .progress_percent
        .filter(|percent| *percent > Decimal::ONE_HUNDRED)
    {
        return Err(refused(
            format!("progress_percent is {percent}; all of it is 100"),
            format!(
                "Tiến độ là {} %; nhiều nhất là 100 %.",
                vietnamese_number(percent, 2)
            ),
        ));
    }
    match (task.budget_million_vnd, task.disbursed_million_vnd) {
        (Some(budget), Some(paid)) if paid > budget => Err(refused(
            format!("disbursed_million_vnd is {paid}, more than the budget of {budget}"),
            format!(
                "Đã giải ngân {} triệu đồng, nhiều hơn kinh phí {} triệu đồng.",
                vietnamese_number(paid, 2),
                vietnamese_number(budget, 2)
            ),
        )),
        _ => Ok(()),
    }
}

fn refused(message: String, vi: String) -> ApiError {
    ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "bad_progress",
        message,
        "mend the number and send it again; nothing was changed",
    )
    .in_vietnamese(vi)
}
