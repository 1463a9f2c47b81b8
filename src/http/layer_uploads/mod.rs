//! Files of geodata on their way to the map: uploaded, looked at, checked row by row, and taken in or removed.
//! Nothing is saved before it is confirmed.

mod check_views;
mod checking;
mod keeping;
mod kinds;
mod preview;
mod refusal;
mod surveying;
mod views;

use std::sync::Arc;

use axum::Json;
use axum::body::Body as RequestBody;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::auth::Caller;
use super::commit::keep;
use super::error::ErrorBody;
use super::{ApiError, AppState, Body, Params};
use crate::formats::{Encoding, ReadOptions};
use crate::model::permission::{Action, Refusal};
use crate::model::{AccountName, counted};
use crate::store::Actor;
use checking::{Check, Checked};

pub use check_views::{
    BoundaryChanges, ChangedNames, CheckedColumn, LayerChanges, LayerCheck, RasterChanges,
    RasterValues, UnitAreas,
};
pub(super) use keeping::ARRIVAL;
pub use keeping::{LIMITS, LayerUploads};
pub use views::{
    ColumnMeaning, Consequence, CrsCandidate, LayerOrder, LayerUpload, LayerUploadList,
    ProblemList, ProblemView, SystemName, UploadedField, UploadedLayer,
};

/// The addresses of uploaded files.
pub(super) fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(kinds::list))
        .routes(routes!(list, create))
        .routes(routes!(get, remove))
        .routes(routes!(features))
        .routes(routes!(check))
        .routes(routes!(confirm))
}

/// The name of a file.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NameParams {
    /// The file's name, whose ending tells the format.
    file_name: String,
}

/// How a file is to be read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, IntoParams, ToSchema)]
#[into_params(parameter_in = Query)]
pub struct ReadingParams {
    /// The reference system of the coordinates, such as `EPSG:9210`.
    pub crs: Option<String>,
    /// The layer to read, where the file has several.
    pub layer: Option<String>,
    /// The character set of the texts: `utf-8`, `tcvn3`, `vni` or `windows-1258`.
    pub encoding: Option<String>,
    /// The column of eastings or longitudes in a CSV file.
    pub x_column: Option<String>,
    /// The column of northings or latitudes in a CSV file.
    pub y_column: Option<String>,
    /// The band of a GeoTIFF, counted from 1.
    pub band: Option<usize>,
}

impl ReadingParams {
    fn options(&self) -> Result<ReadOptions, ApiError> {
        let filled = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        let encoding = match filled(&self.encoding) {
            None => None,
            Some(name) => Some(Encoding::from_name(&name).ok_or_else(|| {
                ApiError::bad_request(
                    "unknown_encoding",
                    format!("{name:?} is no character set that is known here"),
                    "write utf-8, tcvn3, vni or windows-1258",
                )
            })?),
        };
        Ok(ReadOptions {
            crs: filled(&self.crs),
            encoding,
            layer: filled(&self.layer),
            x_column: filled(&self.x_column),
            y_column: filled(&self.y_column),
            ..ReadOptions::default()
        })
    }
}

/// A confirmation: the order, and the checksum of the check that was looked at.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct LayerConfirmation {
    /// What was checked.
    pub order: LayerOrder,
    /// The checksum that the check named.
    pub checksum: String,
}

/// A layer that was taken in.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LayerTakenIn {
    /// Its id.
    pub layer_id: String,
    /// How many records changed.
    pub records: usize,
    /// The version of the data now.
    pub version: u64,
}

/// The account that manages layers, for the log and for whose files are whose.
fn manager(caller: &Caller) -> Result<(Actor, AccountName), ApiError> {
    let actor = caller.may(Action::ManageLayers)?;
    let account = caller.account().ok_or(Refusal::NotSignedIn)?;
    Ok((actor, account.name.clone()))
}

/// Your uploaded files that wait to be taken in
#[utoipa::path(get, path = "/api/layer-uploads", tag = "layers",
    responses((status = OK, body = LayerUploadList), (status = UNAUTHORIZED, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody)))]
pub async fn list(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<LayerUploadList>, ApiError> {
    let (_, owner) = manager(&caller)?;
    let files = state.layer_uploads().of(&owner);
    Ok(Json(LayerUploadList {
        uploads: files.iter().map(|file| views::waiting(file)).collect(),
    }))
}

/// Upload a file of geodata to look at it
///
/// The body is the file: a zipped Shapefile, `GeoPackage`, `GeoJSON`, KML, CSV with coordinates, or `GeoTIFF`, of 64 MiB
/// at most. It is kept for two hours; nothing on the map changes. A process of its own reads it, so that a broken file
/// costs this upload and nothing else.
#[utoipa::path(post, path = "/api/layer-uploads", tag = "layers", params(NameParams),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = CREATED, body = LayerUpload), (status = BAD_REQUEST, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody), (status = CONFLICT, body = ErrorBody),
        (status = PAYLOAD_TOO_LARGE, body = ErrorBody), (status = UNPROCESSABLE_ENTITY, body = ErrorBody)))]
pub async fn create(
    State(state): State<AppState>,
    caller: Caller,
    Params(params): Params<NameParams>,
    body: RequestBody,
) -> Result<(StatusCode, Json<LayerUpload>), ApiError> {
    let (_, owner) = manager(&caller)?;
    let uploads = state.layer_uploads();
    let kept = uploads.receive(&owner, &params.file_name, body).await?;
    match surveyed(&state, &kept.id, &owner, ReadingParams::default()).await {
        Ok(view) => Ok((StatusCode::CREATED, Json(view))),
        Err(error) => {
            uploads.forget(&kept.id);
            Err(error)
        }
    }
}

/// What is in an uploaded file, and where each reference system would put it
///
/// With `layer`, `encoding` or the columns of the coordinates it is read again in that way; with `crs` that system is
/// among the candidates.
#[utoipa::path(get, path = "/api/layer-uploads/{id}", tag = "layers", params(ReadingParams,
        ("id" = String, Path, description = "The upload's id")),
    responses((status = OK, body = LayerUpload), (status = FORBIDDEN, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody), (status = UNPROCESSABLE_ENTITY, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Params(params): Params<ReadingParams>,
) -> Result<Json<LayerUpload>, ApiError> {
    let (_, owner) = manager(&caller)?;
    surveyed(&state, &id, &owner, params).await.map(Json)
}

async fn surveyed(
    state: &AppState,
    id: &str,
    owner: &AccountName,
    params: ReadingParams,
) -> Result<LayerUpload, ApiError> {
    let kept = state.layer_uploads().find(owner, id)?;
    let (snapshot, today) = (state.snapshot(), state.today());
    let look = move |reader: &crate::formats::worker::Reader| {
        let survey = surveying::survey(&kept, reader, &params)?;
        Ok(surveying::view(&kept, &survey, &snapshot, today))
    };
    state.layer_uploads().read(look).await
}

/// The features of an uploaded file as they would lie on the map
///
/// A `GeoJSON` collection on WGS 84, with fewer corners where there are very many. Each feature says its row, its name
/// and whether it lies in the province.
#[utoipa::path(get, path = "/api/layer-uploads/{id}/features", tag = "layers", params(ReadingParams,
        ("id" = String, Path, description = "The upload's id")),
    responses((status = OK, content_type = "application/geo+json", body = Object),
        (status = BAD_REQUEST, body = ErrorBody), (status = FORBIDDEN, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody)))]
pub async fn features(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Params(params): Params<ReadingParams>,
) -> Result<Json<geojson::FeatureCollection>, ApiError> {
    let (_, owner) = manager(&caller)?;
    let kept = state.layer_uploads().find(&owner, &id)?;
    let (snapshot, today) = (state.snapshot(), state.today());
    let look = move |reader: &crate::formats::worker::Reader| {
        let crs = params.crs.clone().unwrap_or_default();
        let survey = surveying::survey(&kept, reader, &params)?;
        preview::features(&survey, &crs, &snapshot, today)
    };
    state.layer_uploads().read(look).await.map(Json)
}

/// Check an uploaded file row by row, and see what taking it in would change
///
/// Nothing is saved.
#[utoipa::path(post, path = "/api/layer-uploads/{id}/checks", tag = "layers", request_body = LayerOrder,
    params(("id" = String, Path, description = "The upload's id")),
    responses((status = OK, body = LayerCheck), (status = BAD_REQUEST, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody), (status = NOT_FOUND, body = ErrorBody),
        (status = UNPROCESSABLE_ENTITY, body = ErrorBody)))]
pub async fn check(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(order): Body<LayerOrder>,
) -> Result<Json<LayerCheck>, ApiError> {
    let (_, owner) = manager(&caller)?;
    let (checked, _) = checked(&state, &owner, &id, order).await?;
    Ok(Json(checked.view))
}

async fn checked(
    state: &AppState,
    owner: &AccountName,
    id: &str,
    order: LayerOrder,
) -> Result<(Checked, Arc<crate::model::Snapshot>), ApiError> {
    let kept = state.layer_uploads().find(owner, id)?;
    let (snapshot, today) = (state.snapshot(), state.today());
    let held_against = Arc::clone(&snapshot);
    let look = move |reader: &crate::formats::worker::Reader| {
        let check = Check {
            kept: &kept,
            order: &order,
            snapshot: &held_against,
            today,
        };
        check.run(reader)
    };
    let checked = state.layer_uploads().read(look).await?;
    Ok((checked, snapshot))
}

/// Take an uploaded file in, as it was checked
///
/// Everything comes in one transaction, with an entry in the log. Where the data have moved on so that the check would
/// now say something else, nothing is saved.
#[utoipa::path(post, path = "/api/layer-uploads/{id}/confirmation", tag = "layers", request_body = LayerConfirmation,
    params(("id" = String, Path, description = "The upload's id")),
    responses((status = OK, body = LayerTakenIn), (status = BAD_REQUEST, body = ErrorBody),
        (status = FORBIDDEN, body = ErrorBody), (status = NOT_FOUND, body = ErrorBody),
        (status = CONFLICT, body = ErrorBody), (status = UNPROCESSABLE_ENTITY, body = ErrorBody)))]
pub async fn confirm(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
    Body(confirmation): Body<LayerConfirmation>,
) -> Result<Json<LayerTakenIn>, ApiError> {
    let (actor, owner) = manager(&caller)?;
    let kept = state.layer_uploads().find(&owner, &id)?;
    refuse_without_origin(&confirmation.order)?;
    let (checked, snapshot) = checked(&state, &owner, &id, confirmation.order).await?;
    if checked.view.checksum != confirmation.checksum {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "changed_since_check",
            "the data or the order changed since the check; nothing was saved",
            "look at the new check, then confirm that",
        ));
    }
    if !checked.view.may_confirm {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "has_mistakes",
            format!(
                "{}; nothing was saved",
                counted(checked.view.problems.total, "mistake", "mistakes")
            ),
            "mend the rows, or ask for without_refused to take in the others",
        ));
    }
    let reason = format!("Import {} ({})", kept.file, &kept.sha256[..12]);
    let records = checked.edits.len();
    keep(&state, &snapshot, actor, reason, checked.edits).await?;
    state.layer_uploads().forget(&id);
    Ok(Json(LayerTakenIn {
        layer_id: checked.view.layer_id,
        records,
        version: state.snapshot().version(),
    }))
}

fn refuse_without_origin(order: &LayerOrder) -> Result<(), ApiError> {
    let is_said =
        |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    if is_said(&order.source) && is_said(&order.licence) && order.retrieved.is_some() {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "no_origin",
        "the source, the licence or the day of receipt is missing; nothing was saved",
        "say who made the data, under which terms they may be used, and when they were received",
    ))
}

/// Remove an uploaded file without taking it in
#[utoipa::path(delete, path = "/api/layer-uploads/{id}", tag = "layers",
    params(("id" = String, Path, description = "The upload's id")),
    responses((status = NO_CONTENT), (status = FORBIDDEN, body = ErrorBody), (status = NOT_FOUND, body = ErrorBody)))]
pub async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, ApiError> {
    let (_, owner) = manager(&caller)?;
    state.layer_uploads().find(&owner, &id)?;
    state.layer_uploads().forget(&id);
    Ok(StatusCode::NO_CONTENT)
}
