//! Corridor coverage.

use axum::extract::State;
use axum::response::Response;

use super::spatial::{FormatParams, respond, run};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::corridor_coverage::{
    Coverage, CoverageError, CoverageRequest, coverage as answer,
};
use crate::analysis::tables;

/// What share of the area and of the people lies within so many kilometres of corridors.
#[utoipa::path(
    post,
    path = "/api/coverage",
    params(FormatParams),
    request_body = CoverageRequest,
    responses((status = 200, body = Coverage), (status = 400), (status = 404))
)]
pub async fn coverage(
    State(state): State<AppState>,
    Params(params): Params<FormatParams>,
    Body(request): Body<CoverageRequest>,
) -> Result<Response, ApiError> {
    let (found, map) = run(move |interrupt| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, request.on.unwrap_or_else(|| state.today()));
        let found = answer(&snapshot, &map, &request, interrupt)?;
        Ok::<_, CoverageError>((found, map))
    })
    .await?;
    respond(params.format, "coverage", found, |found| {
        tables::of_coverage(found, &map)
    })
}
