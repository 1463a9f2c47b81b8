//! Reverse look-up of places, one or a hundred thousand at once.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use geo::Coord;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::spatial::{AnswerFormat, FormatParams, file, respond, run};
use super::{ApiError, AppState, Params};
use crate::analysis::locate::{Finder, LocateOptions, Location};
use crate::analysis::tables;
use crate::formats::place_list::{PlaceList, PlaceListError};
use crate::model::Text;

/// Places to look up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocateRequest {
    /// The places, each as [longitude, latitude] in degrees on WGS 84.
    #[schema(value_type = Vec<[f64; 2]>)]
    pub places: Vec<[f64; 2]>,
    /// What to look for besides the unit.
    #[serde(default)]
    pub options: LocateOptions,
}

/// What was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LocateAnswer {
    /// One entry for each place, in their order.
    pub locations: Vec<Location>,
    /// In what places were looked for, and how.
    pub explanation: Vec<Text>,
}

/// In which unit, corridor strip, hazard zone and gate zone each place lies.
///
/// The body is JSON, or CSV (`Content-Type: text/csv`) with columns for longitude and latitude; a list is answered
/// with the same rows and more columns, as CSV where no other table is asked for.
#[utoipa::path(
    post,
    path = "/api/locate",
    params(FormatParams),
    request_body(content((LocateRequest = "application/json"), (String = "text/csv"))),
    responses((status = 200, body = LocateAnswer), (status = 400))
)]
pub async fn locate(
    State(state): State<AppState>,
    Params(params): Params<FormatParams>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let media_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    if media_type.is_some_and(|media_type| media_type.starts_with("text/csv")) {
        return locate_list(state, params.format, body).await;
    }
    run(move |interrupt| {
        let request: LocateRequest = serde_json::from_slice(&body).map_err(|error| {
            ApiError::bad_request(
                "bad_body",
                error.to_string(),
                "send {\"places\": [[106.3, 22.8]]}, or CSV with the type text/csv",
            )
        })?;
        drop(body);
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, state.today());
        let places: Vec<_> = request
            .places
            .iter()
            .map(|&[x, y]| Coord { x, y })
            .collect();
        let finder = Finder::new(&snapshot, &map, request.options)?;
        let locations = finder.locate_all(&places, interrupt, |_| {})?;
        respond(
            params.format,
            "places",
            LocateAnswer {
                locations,
                explanation: finder.explanation(&snapshot),
            },
            |answer| tables::of_locations(&answer.locations),
        )
    })
    .await
}

async fn locate_list(
    state: AppState,
    format: AnswerFormat,
    body: Bytes,
) -> Result<Response, ApiError> {
    run(move |interrupt| {
        let list = PlaceList::read(&body).map_err(ApiError::from)?;
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, state.today());
        let finder = Finder::new(&snapshot, &map, LocateOptions::default())?;
        let locations = finder.locate_all(&list.places, interrupt, |_| {})?;
        let cells = locations.iter().map(tables::location_cells);
        let table = list.table_with(&tables::LOCATION, cells);
        let format = match format {
            AnswerFormat::Json => AnswerFormat::Csv,
            other => other,
        };
        file(format, "places", &table)
    })
    .await
}

impl From<PlaceListError> for ApiError {
    fn from(error: PlaceListError) -> Self {
        Self::bad_request(
            "bad_list",
            error.to_string(),
            "send CSV with a header row and columns such as lon and lat",
        )
    }
}
