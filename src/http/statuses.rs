//! Where targets stand.

mod chosen;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::error::ErrorBody;
use super::figures::SubjectView;
use super::indicators::AgencyName;
use super::table::{self, Format};
use super::targets::WaypointView;
use super::{ApiError, AppState, Params};
use crate::analysis::reading::Reader;
use crate::analysis::status::{self, Assessment, Pace, Point, Ruling, Status};
use crate::model::{Indicator, IndicatorKind, Period, Snapshot, Subject, Target, Text, rounded};

pub(super) use chosen::provincial;

/// How many decimals computed values are shown with.
const DECIMALS: u32 = 4;

/// Where a target stands for one subject.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatusView {
    /// The target's id.
    pub target: String,
    /// The revision that was judged.
    pub revision: u32,
    /// What is measured.
    pub indicator: String,
    /// For whom.
    #[serde(flatten)]
    pub subject: SubjectView,
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// Where it stands.
    pub status: Status,
    /// The rule that decided; see `docs/status-rules.md`.
    pub because: Ruling,
    /// Why, in a sentence with the figures.
    pub reason: Text,
    /// The series that is judged, which for changes is the level that changes.
    pub judged_indicator: String,
    /// The newest figure that counted.
    pub latest: Option<PointView>,
    /// Where the way begins.
    pub baseline: Option<PointView>,
    /// What is to be reached, in the unit of the judged series.
    #[schema(value_type = Option<f64>)]
    pub goal: Option<Decimal>,
    /// What the trajectory expects by the newest figure's period.
    #[schema(value_type = Option<f64>)]
    pub expected: Option<Decimal>,
    /// The trajectory, by year.
    pub trajectory: Vec<WaypointView>,
    /// The pace so far, a year.
    pub pace: Option<PaceView>,
    /// The pace needed from now on, a year.
    pub required: Option<PaceView>,
    /// Where the pace so far leads.
    pub projection: Option<ProjectionView>,
    /// Whether any figure that counted was made up to show the screens.
    pub is_illustrative: bool,
}

/// One figure of the judged series.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PointView {
    /// When.
    #[schema(value_type = String)]
    pub period: Period,
    /// How much.
    #[schema(value_type = f64)]
    pub value: Decimal,
    /// Whether it was made up to show the screens.
    pub is_illustrative: bool,
}

impl From<Point> for PointView {
    fn from(point: Point) -> Self {
        Self {
            period: point.period,
            value: rounded(point.value, DECIMALS),
            is_illustrative: point.is_illustrative,
        }
    }
}

/// How fast a value moves in a year.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct PaceView {
    /// How much.
    #[schema(value_type = f64)]
    pub value: Decimal,
    /// Whether it is per cent of the value rather than units of the indicator.
    pub is_percent: bool,
}

impl From<Pace> for PaceView {
    fn from(pace: Pace) -> Self {
        match pace {
            Pace::UnitsPerYear(value) => Self {
                value: rounded(value, DECIMALS),
                is_percent: false,
            },
            Pace::PercentPerYear(value) => Self {
                value: rounded(value, DECIMALS),
                is_percent: true,
            },
        }
    }
}

/// Where the pace so far leads.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProjectionView {
    /// By when.
    #[schema(value_type = String)]
    pub period: Period,
    /// To what.
    #[schema(value_type = f64)]
    pub value: Decimal,
    /// Whether that would do.
    pub is_met: bool,
    /// What is assumed.
    pub assumption: Text,
}

/// The assessment of a target for a subject.
pub(super) fn target_status(
    reader: &Reader<'_>,
    target: &Target,
    indicator: &Indicator,
    subject: &Subject,
    on: Date,
) -> Assessment {
    status::of_target(reader, target, indicator, subject, on)
}

impl StatusView {
    /// Where the target stands for the subject; nothing where its indicator is not in the catalogue.
    pub(super) fn new(
        snapshot: &Snapshot,
        reader: &Reader<'_>,
        target: &Target,
        subject: &Subject,
        on: Date,
    ) -> Option<Self> {
        let indicator = snapshot.programme().indicator(&target.indicator)?;
        let assessment = target_status(reader, target, indicator, subject, on);
        let judged = match &indicator.kind {
            IndicatorKind::Change { of, .. } if target.rule.judges_level_changes() => of,
            _ => &indicator.id,
        };
        let is_illustrative = assessment.is_illustrative();
        Some(Self {
            target: target.id.to_string(),
            revision: target.revision,
            indicator: indicator.id.to_string(),
            subject: SubjectView::new(snapshot, subject),
            on,
            status: assessment.status,
            because: assessment.ruling,
            reason: assessment.reason,
            judged_indicator: judged.to_string(),
            latest: assessment.latest.map(PointView::from),
            baseline: assessment.baseline.map(PointView::from),
            goal: assessment.goal.map(|goal| rounded(goal, DECIMALS)),
            expected: assessment
                .expected
                .map(|expected| rounded(expected, DECIMALS)),
            trajectory: assessment
                .trajectory
                .into_iter()
                .map(WaypointView::from)
                .collect(),
            pace: assessment.pace.map(PaceView::from),
            required: assessment.required.map(PaceView::from),
            projection: assessment.projection.map(|projection| ProjectionView {
                period: projection.period,
                value: rounded(projection.value, DECIMALS),
                is_met: projection.is_met,
                assumption: projection.assumption,
            }),
            is_illustrative,
        })
    }
}

/// How many targets have each status.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct StatusCounts {
    /// Achieved.
    pub achieved: usize,
    /// On track.
    pub on_track: usize,
    /// At risk.
    pub at_risk: usize,
    /// Off track.
    pub off_track: usize,
    /// Cannot be judged.
    pub no_data: usize,
}

impl StatusCounts {
    pub(super) fn add(&mut self, status: Status) {
        match status {
            Status::Achieved => self.achieved += 1,
            Status::OnTrack => self.on_track += 1,
            Status::AtRisk => self.at_risk += 1,
            Status::OffTrack => self.off_track += 1,
            Status::NoData => self.no_data += 1,
        }
    }

    pub(super) fn of<'a>(statuses: impl IntoIterator<Item = &'a StatusView>) -> Self {
        let mut counts = Self::default();
        statuses
            .into_iter()
            .for_each(|view| counts.add(view.status));
        counts
    }
}

/// Which statuses are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StatusParams {
    /// The day; today if not given.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Date>,
    /// Only this target; for a target of each unit there is one status a unit.
    target: Option<String>,
    /// Only the targets of its own that the unit of this code has.
    unit: Option<String>,
    /// Only targets that this agency leads.
    agency: Option<String>,
    /// Only this status: achieved, on-track, at-risk, off-track or no-data.
    status: Option<String>,
    /// At most so many; 200 if not given, 1000 at most; a table has all if not given.
    limit: Option<usize>,
    /// Leave out so many.
    offset: Option<usize>,
    /// JSON or CSV.
    #[param(inline)]
    format: Option<Format>,
}

/// Where targets stand on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatusList {
    /// The day.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// How many there are in all.
    total: usize,
    /// How many have each status.
    counts: StatusCounts,
    /// One page of them, by target and subject.
    statuses: Vec<StatusView>,
}

impl StatusList {
    fn table(&self) -> Vec<Vec<String>> {
        let head = table::row([
            "target",
            "indicator",
            "subject",
            "name",
            "on",
            "status",
            "because",
            "latest",
            "goal",
            "reason_vi",
            "reason_en",
            "illustrative",
        ]);
        let rows = self.statuses.iter().map(|one| {
            table::row([
                one.target.clone(),
                one.indicator.clone(),
                one.subject.subject.to_string(),
                one.subject.name.clone(),
                one.on.to_string(),
                status_name(one.status).to_owned(),
                one.because.name().to_owned(),
                one.latest
                    .map(|point| point.value.to_string())
                    .unwrap_or_default(),
                one.goal.map(|goal| goal.to_string()).unwrap_or_default(),
                one.reason.vi.clone(),
                one.reason.en.clone(),
                one.is_illustrative.to_string(),
            ])
        });
        std::iter::once(head).chain(rows).collect()
    }
}

/// Where targets stand on a day
///
/// Without a target or unit all those of the province are given; with a target, those of all its subjects; with a unit,
/// those of its own.
#[utoipa::path(get, path = "/api/statuses", tag = "programme", params(StatusParams),
    responses((status = OK, body = StatusList), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<StatusParams>,
) -> Result<Response, ApiError> {
    let is_csv = table::wants_csv(params.format, &headers);
    let today = state.today();
    let on = params.on.unwrap_or(today);
    let memory = state.memory(today);
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let (unit, target) = (params.unit.as_ref(), params.target.as_ref());
    let mut found = chosen::of(snapshot, &reader, unit, target, on)?;
    if let Some(agency) = &params.agency {
        found.retain(|view| {
            lead_of(snapshot, &view.indicator).is_some_and(|lead| lead.id == *agency)
        });
    }
    if let Some(wanted) = &params.status {
        found.retain(|view| status_name(view.status) == wanted);
    }
    let counts = StatusCounts::of(&found);
    let body = StatusList {
        on,
        total: found.len(),
        counts,
        statuses: table::page(found, params.limit, params.offset, is_csv),
    };
    table::answer(is_csv, "statuses", body, StatusList::table)
}

fn lead_of(snapshot: &Snapshot, indicator: &str) -> Option<AgencyName> {
    let id = crate::model::IndicatorId::new(indicator).ok()?;
    let lead = &snapshot.programme().indicator(&id)?.lead;
    Some(AgencyName::new(snapshot, lead))
}

const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Achieved => "achieved",
        Status::OnTrack => "on-track",
        Status::AtRisk => "at-risk",
        Status::OffTrack => "off-track",
        Status::NoData => "no-data",
    }
}
