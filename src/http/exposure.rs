//! Exposure to landslides and flash floods.

use axum::extract::State;
use axum::response::Response;

use super::spatial::{FormatParams, respond, run};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::exposure::{Exposure, ExposureRequest, exposure as answer};
use crate::analysis::tables;

/// What lies in hazard zones, by class and unit, with the range that the map's accuracy leaves.
#[utoipa::path(
    post,
    path = "/api/exposure",
    params(FormatParams),
    request_body = ExposureRequest,
    responses((status = 200, body = Exposure), (status = 400), (status = 404))
)]
pub async fn exposure(
    State(state): State<AppState>,
    Params(params): Params<FormatParams>,
    Body(request): Body<ExposureRequest>,
) -> Result<Response, ApiError> {
    run(move |interrupt| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, request.on.unwrap_or_else(|| state.today()));
        let found = answer(&snapshot, &map, &request, interrupt)?;
        respond(interrupt, params.format, "exposure", found, |found| {
            tables::of_exposure(found, &map)
        })
    })
    .await
}
