//! What spatial questions have in common: work off the async threads that stops when the client goes away, and
//! answers as JSON or as a file.

use axum::Json;
use axum::extract::DefaultBodyLimit;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::admission::{self, LARGEST_BODY, Place};
use super::{
    ApiError, AppState, coverage, exposure, locate, queries, relocation, scenarios, siting,
    travel_times,
};
use crate::analysis::corridor_coverage::CoverageError;
use crate::analysis::exposure::ExposureError;
use crate::analysis::relocation::RelocationError;
use crate::analysis::scenario::ScenarioError;
use crate::analysis::unit_map::NoBoundaries;
use crate::formats::result_file;
use crate::geometry::buffer::BufferError;
use crate::geometry::interrupt::{Interrupt, RaiseOnDrop};
use crate::geometry::validity::GeometryFault;
use crate::model::Text;
use crate::model::table::{Dialect, Table};
use crate::report::table_files;

/// The addresses of spatial questions. Each waits for its place, which bounds what they use together.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    let questions = OpenApiRouter::new()
        .routes(routes!(queries::query))
        .routes(routes!(coverage::coverage))
        .routes(routes!(exposure::exposure))
        .routes(routes!(locate::locate))
        .route_layer(from_fn(admission::of_questions));
    let searches = OpenApiRouter::new()
        .routes(routes!(travel_times::travel_times))
        .routes(routes!(relocation::relocation))
        .routes(routes!(relocation::suitability))
        .routes(routes!(siting::siting))
        .routes(routes!(scenarios::list, scenarios::create))
        .routes(routes!(scenarios::get, scenarios::remove))
        .routes(routes!(scenarios::rerun))
        .routes(routes!(scenarios::compare))
        .route_layer(from_fn(admission::of_searches));
    questions
        .merge(searches)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AnswerFormat {
    /// The whole answer.
    #[default]
    Json,
    /// Its table with shapes.
    Geojson,
    /// Its table.
    Csv,
    /// Its table as a workbook.
    Xlsx,
    /// Its table with shapes, as a GeoPackage.
    Gpkg,
}

/// The form of an answer, in the address.
#[derive(Debug, Clone, Copy, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FormatParams {
    /// json (the whole answer), or its table as geojson, csv, xlsx or gpkg.
    #[serde(default)]
    #[param(inline)]
    pub format: AnswerFormat,
}

/// Runs work on a thread where it may take its time. When the client goes away, the request is dropped and with it
/// the guard, which tells the work to stop. The request's place is free again when the work has ended.
pub(super) async fn run<T, E>(
    work: impl FnOnce(&Interrupt) -> Result<T, E> + Send + 'static,
) -> Result<T, ApiError>
where
    T: Send + 'static,
    E: Into<ApiError> + Send + 'static,
{
    let guard = RaiseOnDrop::default();
    let interrupt = guard.interrupt();
    let place = Place::of_this_request();
    let done = tokio::task::spawn_blocking(move || {
        let done = work(&interrupt);
        note_end(place.as_deref(), &interrupt);
        done
    })
    .await;
    drop(guard);
    match done {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(error)) => Err(error.into()),
        Err(error) => Err(ApiError::internal(&error)),
    }
}

/// Notes whether the work was stopped.
pub(super) fn note_end(place: Option<&Place>, interrupt: &Interrupt) {
    if interrupt.is_raised()
        && let Some(place) = place
    {
        place.note_stop();
    }
}

/// The answer in the form that was asked for.
pub(super) fn respond<T: Serialize>(
    interrupt: &Interrupt,
    format: AnswerFormat,
    name: &str,
    answer: T,
    table: impl FnOnce(&T) -> Table,
) -> Result<Response, ApiError> {
    if format == AnswerFormat::Json {
        return Ok(Json(answer).into_response());
    }
    file(interrupt, format, name, &table(&answer), Dialect::default())
}

/// A table as a file; `dialect` is that of CSV.
pub(super) fn file(
    interrupt: &Interrupt,
    format: AnswerFormat,
    name: &str,
    table: &Table,
    dialect: Dialect,
) -> Result<Response, ApiError> {
    let (bytes, media_type, ending) = match format {
        AnswerFormat::Csv => (
            table_files::csv(table, dialect)?,
            "text/csv; charset=utf-8",
            "csv",
        ),
        AnswerFormat::Xlsx => (
            table_files::xlsx(table, interrupt)?,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        ),
        AnswerFormat::Gpkg => (
            result_file::geopackage(name, table, interrupt)?,
            "application/geopackage+sqlite3",
            "gpkg",
        ),
        AnswerFormat::Json | AnswerFormat::Geojson => (
            table_files::geojson(table),
            "application/geo+json",
            "geojson",
        ),
    };
    let disposition = format!("attachment; filename=\"{name}.{ending}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, bytes).into_response())
}

/// The asker is gone; whoever still reads this was too slow.
pub(super) fn stopped(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "stopped",
        error.to_string(),
        "ask about fewer features, widths or places at once",
    )
}

impl ApiError {
    /// The same refusal with its message in Vietnamese and its remedy, where an analysis has words of its own.
    fn in_these_words(mut self, words: Option<(String, Text)>) -> Self {
        if let Some((vi, remedy)) = words {
            self = self.in_vietnamese(vi).with_remedy(remedy);
        }
        self
    }
}

impl From<NoBoundaries> for ApiError {
    fn from(fault: NoBoundaries) -> Self {
        Self::bad_request("no_boundaries", fault.to_string(), String::new())
            .in_these_words(Some((fault.in_vietnamese(), fault.remedy())))
    }
}

impl From<CoverageError> for ApiError {
    fn from(error: CoverageError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question about coverage holds";
        let words = error.in_words();
        let refusal = match error {
            CoverageError::Interrupted(_)
            | CoverageError::Line(GeometryFault::Interrupted(_))
            | CoverageError::Buffer(BufferError::Interrupted(_)) => stopped(&message),
            CoverageError::NoBoundaries(fault) => return fault.into(),
            CoverageError::UnknownCorridor(_) => {
                Self::not_found("unknown_corridor", message, remedy)
            }
            CoverageError::Line(_) | CoverageError::NotALine { .. } => {
                Self::bad_request("bad_geometry", message, remedy)
            }
            _ => Self::bad_request("bad_coverage", message, remedy),
        };
        refusal.in_these_words(words)
    }
}

impl From<ExposureError> for ApiError {
    fn from(error: ExposureError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question about exposure holds";
        let words = error.in_words();
        let refusal = match error {
            ExposureError::Interrupted(_)
            | ExposureError::Zone {
                cause: BufferError::Interrupted(_),
                ..
            } => stopped(&message),
            ExposureError::NoBoundaries(fault) => return fault.into(),
            ExposureError::UnknownLayer(_) => Self::not_found("unknown_layer", message, remedy),
            ExposureError::UnknownUnit { .. } => Self::not_found("unknown_unit", message, remedy),
            _ => Self::bad_request("bad_exposure", message, remedy),
        };
        refusal.in_these_words(words)
    }
}

impl From<RelocationError> for ApiError {
    fn from(error: RelocationError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question about relocation holds";
        let words = error.in_words();
        let refusal = match error {
            RelocationError::Interrupted(_) => stopped(&message),
            RelocationError::UnknownUnit(_) => Self::not_found("unknown_unit", message, remedy),
            RelocationError::UnknownCommunity(_) => {
                Self::not_found("unknown_settlement", message, remedy)
            }
            RelocationError::Solver(_) => Self::internal(&message),
            RelocationError::Inconsistent(_) => Self::bad_request(
                "inconsistent_comparison",
                message,
                "compare again the pairs that surprise you, or set accepts_inconsistency",
            ),
            _ => Self::bad_request("bad_relocation", message, remedy),
        };
        refusal.in_these_words(words)
    }
}

impl From<ScenarioError> for ApiError {
    fn from(error: ScenarioError) -> Self {
        match error {
            ScenarioError::Coverage(error) => error.into(),
            ScenarioError::Exposure(error) => error.into(),
            ScenarioError::Query(error) => error.into(),
            ScenarioError::TravelTimes(error) => error.into(),
            ScenarioError::Relocation(error) => error.into(),
            ScenarioError::Siting(error) => error.into(),
            ScenarioError::Request { .. } => Self::bad_request(
                "bad_request",
                error.to_string(),
                "give `request` as the address of that analysis takes it",
            ),
            ScenarioError::Json(_) => Self::internal(&error),
        }
    }
}
