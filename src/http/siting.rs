//! Siting of schools.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::progress;
use super::spatial::{FormatParams, respond, stopped};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::siting::solution::SolveError;
use crate::analysis::siting::{Siting, SitingError, SitingRequest, of_siting, siting as answer};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::Listener;

/// Longest run of an answer without events, seconds: it has to be there before the request is given up.
const LONGEST_PLAIN_RUN_SECONDS: f64 = 40.0;

/// Where schools open, stay and close: covering all with the fewest, covering most, least mean or least worst travel.
///
/// With `Accept: text/event-stream` it tells of progress, of the best found and of the bound on the way; closing the
/// connection stops the work. Without, a run takes at most 40 seconds and then answers with the best found and its gap.
#[utoipa::path(
    post,
    path = "/api/siting",
    params(FormatParams),
    request_body = SitingRequest,
    responses((status = 200, body = Siting), (status = 400), (status = 404))
)]
pub async fn siting(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<FormatParams>,
    Body(mut request): Body<SitingRequest>,
) -> Result<Response, ApiError> {
    if !progress::wants_events(&headers) {
        request.time_limit_seconds = request.time_limit_seconds.min(LONGEST_PLAIN_RUN_SECONDS);
    }
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, request.on.unwrap_or_else(|| state.today()));
        answer(&snapshot, &map, &request, state.travels(), interrupt, tell)
    };
    progress::answer::<_, SitingError>(&headers, work, move |found, interrupt| {
        respond(interrupt, params.format, "siting", found, of_siting)
    })
    .await
}

impl From<SitingError> for ApiError {
    fn from(error: SitingError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question about siting holds";
        match error {
            SitingError::Solve(SolveError::Interrupted(_)) => stopped(&message),
            SitingError::Solve(SolveError::Solver { .. }) => Self::internal(&message),
            SitingError::UnknownSite(_) => Self::not_found("unknown_site", message, remedy),
            _ => Self::bad_request("bad_siting", message, remedy),
        }
    }
}
