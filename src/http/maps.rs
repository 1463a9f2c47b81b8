//! Printed maps.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::attachment::attachment;
use super::error::ErrorBody;
use super::spatial::{run, stopped};
use super::{ApiError, AppState, Body, admission};
use crate::analysis::map_sheet::{MapSheetError, map_sheet};
use crate::model::map_sheet::{MapFormat, MapRequest};
use crate::report::map_sheet::{MapPrintError, PageSetup, USUAL_DPI, file_name, pdf, png};

/// The address of printed maps. Each waits for its place among the questions: a large picture takes some 70 MB.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(print))
        .route_layer(from_fn(admission::of_questions))
}

/// A map on a sheet of paper, true to scale
///
/// Drawn from the data, not from a screen, on the grid VN-2000 / TM-3 105-45: title, legend, scale, north, grid, and
/// the source, date and accuracy of everything on it. The file is called by what it shows, its period and its paper.
#[utoipa::path(
    post,
    path = "/api/maps",
    tag = "maps",
    request_body = MapRequest,
    responses(
        (status = OK, description = "The sheet, as application/pdf or image/png", content_type = "application/pdf", body = Vec<u8>),
        (status = BAD_REQUEST, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody))
)]
pub async fn print(
    State(state): State<AppState>,
    Body(request): Body<MapRequest>,
) -> Result<Response, ApiError> {
    let format = request.format;
    let today = state.today();
    let (bytes, name) = run(move |interrupt| {
        let sheet = map_sheet(&state.snapshot(), &request, today)?;
        let setup = PageSetup {
            paper: request.paper,
            orientation: request.orientation,
            scale: request.scale,
        };
        let bytes = match format {
            MapFormat::Pdf => pdf(&sheet, setup, interrupt)?,
            MapFormat::Png => {
                let dpi = request.dpi.unwrap_or(USUAL_DPI);
                png(&sheet, setup, dpi, interrupt)?
            }
        };
        Ok::<_, ApiError>((bytes, file_name(&sheet, setup)))
    })
    .await?;
    let (media_type, ending) = match format {
        MapFormat::Pdf => ("application/pdf", "pdf"),
        MapFormat::Png => ("image/png", "png"),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_DISPOSITION, attachment(&name, ending)),
    ];
    Ok((headers, bytes).into_response())
}

impl From<MapSheetError> for ApiError {
    fn from(error: MapSheetError) -> Self {
        let message = error.to_string();
        match error {
            MapSheetError::UnknownIndicator(_) => Self::not_found(
                "unknown_indicator",
                message,
                "see /api/indicators for those that are measured",
            ),
            MapSheetError::UnknownLayer(_) => Self::not_found(
                "unknown_layer",
                message,
                "see /api/layers for the layers that are loaded",
            ),
            MapSheetError::UnknownUnit { .. } => Self::not_found(
                "unknown_unit",
                message,
                "see /api/units for the codes of a day",
            ),
            MapSheetError::Borders(_) => Self::internal(&message),
            _ => Self::bad_request(
                "bad_map",
                message,
                "see /api/openapi.json for what a map takes",
            ),
        }
    }
}

impl From<MapPrintError> for ApiError {
    fn from(error: MapPrintError) -> Self {
        match error {
            MapPrintError::Dpi(_) => Self::bad_request(
                "bad_map",
                error.to_string(),
                "leave `dpi` out for 150 dots per inch",
            ),
            MapPrintError::Interrupted(_) => stopped(&error),
            _ => Self::internal(&error),
        }
    }
}
