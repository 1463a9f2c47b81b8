//! Relocation out of danger.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::progress;
use super::spatial::{FormatParams, respond, run};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::relocation::{
    Relocation, RelocationError, RelocationRequest, relocation as answer, table,
};
use crate::formats::result_file;
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::{Listener, nobody};
use crate::model::raster::RasterKind;

/// Who must move out of danger first, where the ground is fit, and who moves where.
///
/// With `Accept: text/event-stream` it tells of progress on the way; closing the connection stops the work.
#[utoipa::path(
    post,
    path = "/api/relocation",
    params(FormatParams),
    request_body = RelocationRequest,
    responses((status = 200, body = Relocation), (status = 400), (status = 404))
)]
pub async fn relocation(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(params): Params<FormatParams>,
    Body(request): Body<RelocationRequest>,
) -> Result<Response, ApiError> {
    let on = request.on.unwrap_or_else(|| state.today());
    let work = move |interrupt: &Interrupt, tell: Listener| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, on);
        answer(&snapshot, &map, &request, interrupt, tell).map(|outcome| outcome.answer)
    };
    progress::answer::<_, RelocationError>(&headers, work, move |found, interrupt| {
        respond(interrupt, params.format, "relocation", found, table)
    })
    .await
}

/// How well the ground suits a new settlement, 0 to 1, as a GeoTIFF; no value where ground is shut out.
#[utoipa::path(
    post,
    path = "/api/relocation/suitability",
    request_body = RelocationRequest,
    responses((status = 200, content_type = "image/tiff"), (status = 400), (status = 404))
)]
pub async fn suitability(
    State(state): State<AppState>,
    Body(mut request): Body<RelocationRequest>,
) -> Result<Response, ApiError> {
    request.assigns = false;
    let on = request.on.unwrap_or_else(|| state.today());
    let raster = run(move |interrupt| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, on);
        answer(&snapshot, &map, &request, interrupt, &nobody).map(|outcome| outcome.suitability)
    })
    .await?;
    let file = result_file::geotiff("suitability", RasterKind::Suitability, on, &raster)?;
    let headers = [
        (header::CONTENT_TYPE, "image/tiff"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"suitability.tif\"",
        ),
    ];
    Ok((headers, file).into_response())
}
