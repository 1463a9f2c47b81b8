//! Travel times.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use super::spatial::{FormatParams, respond};
use super::{ApiError, AppState, Body, Params, progress};
use crate::analysis::access::{
    AccessError, TravelRequest, TravelTimes, table, travel_times as answer,
};
use crate::analysis::unit_map::UnitMap;
use crate::geometry::progress::Progress;

/// An answer with the units that its table shows.
#[derive(Serialize)]
#[serde(transparent)]
struct Found {
    times: TravelTimes,
    #[serde(skip)]
    map: Arc<UnitMap>,
}

/// How long people travel to the nearest of some facilities (or to each of them), by season and direction; whom nothing
/// reaches and why; the share of people within so many minutes, by unit; the areas within so many minutes.
///
/// With `Accept: text/event-stream` the answer is a stream of `progress` events that ends with a `result`.
#[utoipa::path(
    post,
    path = "/api/travel-times",
    params(FormatParams),
    request_body = TravelRequest,
    responses((status = 200, body = TravelTimes), (status = 400), (status = 404))
)]
pub async fn travel_times(
    State(state): State<AppState>,
    Params(params): Params<FormatParams>,
    headers: HeaderMap,
    Body(request): Body<TravelRequest>,
) -> Result<Response, ApiError> {
    progress::answer(
        &headers,
        move |interrupt, tell| {
            let snapshot = state.snapshot();
            let map = state.unit_map(&snapshot, request.on.unwrap_or_else(|| state.today()));
            let times = answer(&snapshot, &map, &request, interrupt, &|fraction| {
                tell(Progress::at(fraction, "Đang tìm đường", "Finding ways"));
            })?;
            Ok::<_, AccessError>(Found { times, map })
        },
        move |found, interrupt| {
            respond(
                interrupt,
                params.format,
                "travel-times",
                found.times,
                |times| table(times, &found.map),
            )
        },
    )
    .await
}

impl From<AccessError> for ApiError {
    fn from(error: AccessError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question about travel times holds";
        match error {
            AccessError::Interrupted(_) => super::spatial::stopped(&message),
            AccessError::UnknownPlace(_) => Self::not_found("unknown_place", message, remedy),
            AccessError::Shape(_) | AccessError::NoLine => {
                Self::bad_request("bad_geometry", message, remedy)
            }
            _ => Self::bad_request("bad_travel_times", message, remedy),
        }
    }
}
