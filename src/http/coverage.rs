//! Corridor coverage.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::progress;
use super::spatial::{FormatParams, respond};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::corridor_coverage::{
    Coverage, CoverageError, CoverageRequest, coverage as answer,
};
use crate::analysis::tables;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::Listener;

/// What share of the area and of the people lies within so many kilometres of corridors.
///
/// With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
#[utoipa::path(
    post,
    path = "/api/coverage",
    params(FormatParams),
    request_body = CoverageRequest,
    responses((status = 200, body = Coverage), (status = 400), (status = 404))
)]
pub async fn coverage(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<FormatParams>,
    Body(request): Body<CoverageRequest>,
) -> Result<Response, ApiError> {
    let on = request.on.unwrap_or_else(|| state.today());
    let answering = state.clone();
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = answering.snapshot();
        let map = answering.unit_map(&snapshot, on);
        answer(&snapshot, &map, &request, interrupt, tell)
    };
    progress::answer::<_, CoverageError>(&headers, work, move |found, interrupt| {
        respond(interrupt, params.format, "coverage", found, |found| {
            let map = state.unit_map(&state.snapshot(), on);
            tables::of_coverage(found, &map)
        })
    })
    .await
}
