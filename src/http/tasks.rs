//! Tasks and projects.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::indicators::AgencyName;
use super::table::{self, Format};
use super::task_locations::{TaskLocation, locations};
use super::{ApiError, AppState, Params};
use crate::analysis::deadlines::{self, TaskState};
use crate::model::{Assignment, Snapshot, Task, TaskId, TaskKind, Text};

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
    /// The same places and units by name, with where they are.
    pub locations: Vec<TaskLocation>,
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
            locations: locations(snapshot, task, on),
            indicators: task.indicators.iter().map(ToString::to_string).collect(),
            section: task.section.clone(),
            state: deadlines::state_of(task, on),
            is_illustrative: task.is_illustrative,
        }
    }
}

/// Which tasks are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TaskParams {
    /// Task, project or review.
    kind: Option<TaskKind>,
    /// Only those that this agency leads or helps with.
    agency: Option<String>,
    /// Only those in this state: done, overdue, at-risk, on-track or not-reported.
    state: Option<TaskState>,
    /// Only those in the unit of today of this code, or at a place in it.
    unit: Option<String>,
    /// Only those at this place.
    place: Option<String>,
    /// Only those that something stands in the way of, or only those without.
    has_obstacles: Option<bool>,
    /// On which day; today if not given.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
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
                .is_none_or(|unit| task.locations.iter().any(|at| at.is_within(unit)))
            && self
                .has_obstacles
                .is_none_or(|has| task.obstacles.is_some() == has)
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
    /// All of them by the agency that leads, those with most that is late first.
    by_agency: Vec<AgencyTasks>,
    /// One page of them, by deadline.
    tasks: Vec<TaskView>,
}

/// The tasks that an agency leads, by state, and their money.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyTasks {
    /// The agency.
    agency: AgencyName,
    /// How many it leads.
    total: usize,
    /// How many are done.
    done: usize,
    /// How many have passed their deadline.
    overdue: usize,
    /// How many are at risk.
    at_risk: usize,
    /// How many are on track.
    on_track: usize,
    /// How many have not been reported.
    not_reported: usize,
    /// How many have something in their way.
    with_obstacles: usize,
    /// How many have both a budget and a figure of what was paid; the two sums below are theirs.
    with_money: usize,
    /// The sum of those budgets, in million đồng; `null` where there is none.
    #[schema(value_type = Option<f64>)]
    budget_million_vnd: Option<Decimal>,
    /// The sum of what was paid of them, in million đồng.
    #[schema(value_type = Option<f64>)]
    disbursed_million_vnd: Option<Decimal>,
    /// Whether any of it was made up to show the screens.
    is_illustrative: bool,
}

impl AgencyTasks {
    fn new(agency: AgencyName) -> Self {
        Self {
            agency,
            total: 0,
            done: 0,
            overdue: 0,
            at_risk: 0,
            on_track: 0,
            not_reported: 0,
            with_obstacles: 0,
            with_money: 0,
            budget_million_vnd: None,
            disbursed_million_vnd: None,
            is_illustrative: false,
        }
    }

    fn add(&mut self, task: &TaskView) {
        self.total += 1;
        *match task.state {
            TaskState::Done => &mut self.done,
            TaskState::Overdue => &mut self.overdue,
            TaskState::AtRisk => &mut self.at_risk,
            TaskState::OnTrack => &mut self.on_track,
            TaskState::NotReported => &mut self.not_reported,
        } += 1;
        self.with_obstacles += usize::from(task.obstacles.is_some());
        self.is_illustrative |= task.is_illustrative;
        if let (Some(budget), Some(paid)) = (task.budget_million_vnd, task.disbursed_million_vnd) {
            self.with_money += 1;
            self.budget_million_vnd = Some(self.budget_million_vnd.unwrap_or_default() + budget);
            self.disbursed_million_vnd =
                Some(self.disbursed_million_vnd.unwrap_or_default() + paid);
        }
    }

    fn of_each(tasks: &[TaskView]) -> Vec<Self> {
        let mut by_agency: BTreeMap<&str, Self> = BTreeMap::new();
        for task in tasks {
            by_agency
                .entry(&task.lead.id)
                .or_insert_with(|| Self::new(task.lead.clone()))
                .add(task);
        }
        let mut all: Vec<Self> = by_agency.into_values().collect();
        all.sort_by_key(|one| std::cmp::Reverse((one.overdue, one.at_risk, one.total)));
        all
    }
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
            "places",
            "units",
            "illustrative",
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
                task.places.join(" "),
                task.units.join(" "),
                task.is_illustrative.to_string(),
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
    let is_csv = table::wants_csv(params.format, &headers);
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
        by_agency: AgencyTasks::of_each(&wanted),
        tasks: table::page(wanted, params.limit, params.offset, is_csv),
    };
    table::answer(is_csv, "tasks", body, TaskList::table)
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
