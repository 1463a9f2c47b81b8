//! The dashboard: all targets of the province by status and agency.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::figures::FigureView;
use super::indicators::{self, AgencyName};
use super::spatial::run;
use super::statuses::{StatusCounts, StatusView};
use super::targets::TargetView;
use super::{ApiError, AppState, Params};
use crate::analysis::reading::{Memory, Reader};
use crate::model::{Period, Snapshot, Target};

/// Of which day the dashboard is.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DashboardParams {
    /// The period at whose end the targets are judged, or today where that lies ahead; today if not given.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
}

/// The dashboard: targets by status and agency, each with its line.
#[derive(Debug, Serialize, ToSchema)]
pub struct Dashboard {
    /// The day on which the targets are judged.
    #[schema(value_type = String, format = Date)]
    on: Date,
    /// The years for which there are any figures of the programme.
    #[schema(value_type = Vec<String>)]
    periods: Vec<Period>,
    /// How many targets have each status.
    counts: StatusCounts,
    /// The same by lead agency.
    by_agency: Vec<AgencyCounts>,
    /// The same by § of the programme.
    by_section: Vec<SectionCounts>,
    /// The targets.
    targets: Vec<DashboardTarget>,
    /// Whether any figure that counted was made up to show the screens.
    is_illustrative: bool,
}

/// How many of an agency's targets have each status.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyCounts {
    /// The agency.
    agency: AgencyName,
    /// The counts.
    counts: StatusCounts,
}

/// How many of a section's targets have each status.
#[derive(Debug, Serialize, ToSchema)]
pub struct SectionCounts {
    /// The § of the programme.
    section: String,
    /// The counts.
    counts: StatusCounts,
}

/// A target on the dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub struct DashboardTarget {
    /// The target.
    target: TargetView,
    /// Where it stands.
    status: StatusView,
    /// The province's figure of the newest period that counted, with its coverage: of that period alone, where the
    /// status adds up the year so far.
    latest: Option<FigureView>,
    /// The province's figures of the indicator by year, for the sparkline; those without a number included.
    series: Vec<FigureView>,
    /// The figures of the judged series by year, where that is another indicator; the trajectory is on its scale.
    judged_series: Vec<FigureView>,
}

/// The dashboard
#[utoipa::path(get, path = "/api/dashboard", tag = "programme", params(DashboardParams),
    responses((status = OK, body = Dashboard)))]
pub async fn get(
    State(state): State<AppState>,
    Params(params): Params<DashboardParams>,
) -> Result<Response, ApiError> {
    let today = state.today();
    let on = params
        .period
        .map_or(today, |period| period.end().min(today));
    let made = run(move |_| state.dashboards().get(&state.memory(today), today, on));
    let json = [(header::CONTENT_TYPE, "application/json")];
    Ok((json, made.await?).into_response())
}

/// The dashboards of the newest data that were asked for, ready to be sent: the answer is the same for everybody until
/// the data change.
#[derive(Debug, Default)]
pub struct Dashboards(Mutex<Made>);

/// So many days are kept; who asks for more makes room by forgetting them all.
const MOST_DAYS: usize = 64;

#[derive(Debug, Default)]
struct Made {
    version: u64,
    today: Option<Date>,
    by_day: BTreeMap<Date, Bytes>,
}

impl Dashboards {
    /// The dashboard of a day as JSON, made now if nobody asked for it since the data changed.
    fn get(&self, memory: &Memory, today: Date, on: Date) -> Result<Bytes, ApiError> {
        let version = memory.snapshot().version();
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if made.version != version || made.today != Some(today) {
            *made = Made {
                version,
                today: Some(today),
                by_day: BTreeMap::new(),
            };
        }
        if let Some(known) = made.by_day.get(&on) {
            return Ok(known.clone());
        }
        let json = serde_json::to_vec(&dashboard(memory, on))
            .map_err(|error| ApiError::internal(&error))?;
        let json = Bytes::from(json);
        if made.by_day.len() >= MOST_DAYS {
            made.by_day.clear();
        }
        made.by_day.insert(on, json.clone());
        Ok(json)
    }
}

fn dashboard(memory: &Memory, on: Date) -> Dashboard {
    let (snapshot, reader) = (memory.snapshot(), memory.reader());
    let targets: Vec<DashboardTarget> = snapshot
        .programme()
        .whole_targets()
        .filter_map(|target| on_dashboard(snapshot, &reader, target, on))
        .collect();
    let mut periods: Vec<Period> = targets
        .iter()
        .flat_map(|one| one.series.iter().map(|figure| figure.period))
        .collect();
    periods.sort_unstable();
    periods.dedup();
    Dashboard {
        on,
        periods,
        counts: StatusCounts::of(targets.iter().map(|one| &one.status)),
        by_agency: by_agency(&targets),
        by_section: by_section(&targets),
        is_illustrative: targets.iter().any(|one| one.status.is_illustrative),
        targets,
    }
}

fn on_dashboard(
    snapshot: &Snapshot,
    reader: &Reader<'_>,
    target: &Target,
    on: Date,
) -> Option<DashboardTarget> {
    let subject = target.scope.subject()?;
    let status = StatusView::new(snapshot, reader, target, &subject, on)?;
    let series_of = |id: &str| -> Vec<FigureView> {
        let Some(indicator) = indicators::find(snapshot, id).ok() else {
            return Vec::new();
        };
        reader
            .yearly(&indicator.id, &subject)
            .iter()
            .filter(|(period, _)| period.start() <= on)
            .map(|(period, reading)| FigureView::new(indicator, *period, reading))
            .collect()
    };
    let latest = status.latest.and_then(|point| {
        let judged = indicators::find(snapshot, &status.judged_indicator).ok()?;
        let reading = reader.read(&judged.id, &subject, point.period);
        Some(FigureView::new(judged, point.period, &reading))
    });
    let judged_series = if status.judged_indicator == status.indicator {
        Vec::new()
    } else {
        series_of(&status.judged_indicator)
    };
    Some(DashboardTarget {
        target: TargetView::new(snapshot, target),
        latest,
        series: series_of(&status.indicator),
        judged_series,
        status,
    })
}

fn by_agency(targets: &[DashboardTarget]) -> Vec<AgencyCounts> {
    let mut counted: BTreeMap<String, AgencyCounts> = BTreeMap::new();
    for one in targets {
        let Some(lead) = &one.target.lead else {
            continue;
        };
        counted
            .entry(lead.id.clone())
            .or_insert_with(|| AgencyCounts {
                agency: lead.clone(),
                counts: StatusCounts::default(),
            })
            .counts
            .add(one.status.status);
    }
    counted.into_values().collect()
}

fn by_section(targets: &[DashboardTarget]) -> Vec<SectionCounts> {
    let mut counted: BTreeMap<&str, StatusCounts> = BTreeMap::new();
    for one in targets {
        counted
            .entry(&one.target.section)
            .or_default()
            .add(one.status.status);
    }
    counted
        .into_iter()
        .map(|(section, counts)| SectionCounts {
            section: section.to_owned(),
            counts,
        })
        .collect()
}
