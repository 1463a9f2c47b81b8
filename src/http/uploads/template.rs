//! The template as a download.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::error::ErrorBody;
use crate::http::{ApiError, AppState, Params, indicators};
use crate::model::{Period, Rhythm};
use crate::report::template;

/// Which template is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TemplateParams {
    /// The indicators' ids, with commas between them.
    indicators: String,
    /// The period; this year if not given.
    #[param(value_type = Option<String>)]
    period: Option<Period>,
}

/// A spreadsheet to collect figures with
#[utoipa::path(get, path = "/api/observations/template", tag = "figures", params(TemplateParams),
    responses((status = OK, description = "An XLSX file with one sheet an indicator",
            content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body = Vec<u8>),
        (status = NOT_FOUND, body = ErrorBody), (status = UNPROCESSABLE_ENTITY, body = ErrorBody)))]
pub async fn download(
    State(state): State<AppState>,
    Params(params): Params<TemplateParams>,
) -> Result<Response, ApiError> {
    let snapshot = state.snapshot();
    let period = match params.period {
        Some(period) => period,
        None => Period::containing(state.today(), Rhythm::Year)
            .map_err(|cause| ApiError::internal(&cause))?,
    };
    let indicators = params
        .indicators
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .map(|id| indicators::find(&snapshot, id))
        .collect::<Result<Vec<_>, _>>()?;
    let bytes = template::write(&snapshot, &indicators, period).map_err(|error| {
        ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "no_template",
            error.to_string(),
            "choose indicators that are entered",
        )
    })?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet".to_owned(),
        ),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"mau-so-lieu-{period}.xlsx\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}
