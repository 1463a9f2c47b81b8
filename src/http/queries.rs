//! Spatial questions over any layer.

use axum::extract::State;
use axum::response::Response;

use super::spatial::{FormatParams, respond, run};
use super::{ApiError, AppState, Body, Params};
use crate::analysis::query::{QueryAnswer, QueryRequest, query as answer};
use crate::analysis::tables;

/// Which features lie within, touch or hold a shape, which are near it, and how many there are per zone.
#[utoipa::path(
    post,
    path = "/api/queries",
    params(FormatParams),
    request_body = QueryRequest,
    responses((status = 200, body = QueryAnswer), (status = 400), (status = 404))
)]
pub async fn query(
    State(state): State<AppState>,
    Params(params): Params<FormatParams>,
    Body(request): Body<QueryRequest>,
) -> Result<Response, ApiError> {
    run(move |interrupt| {
        let snapshot = state.snapshot();
        let map = state.unit_map(&snapshot, request.on.unwrap_or_else(|| state.today()));
        let found = answer(&snapshot, &map, &request, interrupt)?;
        respond(interrupt, params.format, "query", found, tables::of_query)
    })
    .await
}
