//! Tasks and projects of the programme: who does what by when, and how far it has come.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AgencyId, Assignment, IndicatorId, PlaceId, TaskId, Text, UnitCode};

/// A task or project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The stable id.
    pub id: TaskId,
    /// Task, project or review.
    pub kind: TaskKind,
    /// What it is called.
    pub name: Text,
    /// What is to be done.
    pub content: Text,
    /// The key programme or breakthrough that it belongs to.
    #[serde(default)]
    pub programme: Option<Text>,
    /// Who answers for it.
    pub lead: AgencyId,
    /// Who helps.
    #[serde(default)]
    pub coordinating: Vec<AgencyId>,
    /// Whether the programme itself names the lead.
    #[serde(default)]
    pub assignment: Assignment,
    /// The first day, where one is set.
    #[serde(default)]
    pub starts: Option<Date>,
    /// The last day by which it must be done.
    pub deadline: Date,
    /// The budget, in million đồng; nothing where none is decided.
    #[serde(default)]
    pub budget_million_vnd: Option<Decimal>,
    /// Paid out so far, in million đồng.
    #[serde(default)]
    pub disbursed_million_vnd: Option<Decimal>,
    /// How much is done, in per cent, as the lead reports it; nothing before the first report.
    #[serde(default)]
    pub progress_percent: Option<Decimal>,
    /// What stands in the way.
    #[serde(default)]
    pub obstacles: Option<String>,
    /// Where on the map, by place.
    #[serde(default)]
    pub places: Vec<PlaceId>,
    /// Where on the map, by unit of today.
    #[serde(default)]
    pub units: Vec<UnitCode>,
    /// Which indicators it moves.
    #[serde(default)]
    pub indicators: Vec<IndicatorId>,
    /// The § of the programme.
    pub section: String,
    /// Whether the state of progress was made up to show the screens.
    #[serde(default)]
    pub is_illustrative: bool,
}

/// What sort of work it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum TaskKind {
    /// Something to be done.
    Task,
    /// Something to be built.
    Project,
    /// A yearly report, the mid-term review or the final review.
    Review,
}

impl TaskKind {
    /// The kind's name in code and addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Task => "task",
            Self::Project => "project",
            Self::Review => "review",
        }
    }
}
