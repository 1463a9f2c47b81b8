//! Reverse look-up of places, one or a hundred thousand at once.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use geo::Coord;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::spatial::{AnswerFormat, file};
use super::{ApiError, AppState, Params, admission, progress};
use crate::analysis::locate::{Finder, LocateOptions, Location, MOST_PLACES};
use crate::analysis::tables;
use crate::formats::place_list::{PlaceList, RefusedRow};
use crate::geometry::interrupt::Interrupt;
use crate::geometry::progress::{Listener, Progress};
use crate::model::table::{Dialect, Table};
use crate::model::{SourceUsed, Text};
use crate::report::table_files;

/// The most rows that are told of one by one as refused.
const MOST_TOLD: usize = 500;

/// Places to look up.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LocateRequest {
    /// The places, each as [longitude, latitude] in degrees on WGS 84.
    #[schema(value_type = Vec<[f64; 2]>)]
    pub places: Vec<[f64; 2]>,
    /// What to look for besides the unit.
    #[serde(default)]
    pub options: LocateOptions,
    /// The units and places of which day; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

/// What was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LocateAnswer {
    /// The day of units and places.
    #[schema(value_type = String, format = Date)]
    pub on: Date,
    /// One entry for each place, in their order.
    pub locations: Vec<Location>,
    /// In what places were looked for, and how.
    pub explanation: Vec<Text>,
    /// The layers that were looked into; what is illustrative is marked.
    pub sources: Vec<SourceUsed>,
}

/// A list that was looked up, as the event stream brings it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LocatedList {
    /// The rows of the list with more columns, as separated values in the list's own dialect.
    pub csv: String,
    /// How many rows were looked up.
    pub count: usize,
    /// How many rows hold no place; they are in the list, without an answer.
    pub refused_count: usize,
    /// The first of them, at most 500.
    pub refused: Vec<RefusedPlace>,
    /// The layers that were looked into; what is illustrative is marked.
    pub sources: Vec<SourceUsed>,
}

/// A row of a list that was not looked up.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RefusedPlace {
    /// The row, counted from 1 below the header.
    pub row: usize,
    /// The value at fault; empty where nothing stands.
    pub value: String,
    /// What is wrong with it.
    pub message: Text,
    /// How to mend it.
    pub remedy: Text,
}

/// The form of the answer, and what to look for beside the places of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LocateParams {
    /// json (the whole answer), or its table as geojson, csv, xlsx or gpkg.
    #[serde(default)]
    #[param(inline)]
    pub format: AnswerFormat,
    /// Half-widths of the corridor strips in kilometres, such as `1,2,5`; for a CSV list, where no body tells them.
    pub strips_km: Option<String>,
    /// Radius of a gate's zone in kilometres; for a CSV list.
    pub gate_zone_km: Option<f64>,
    /// The units and places of which day; for a CSV list.
    #[param(value_type = Option<String>, format = Date)]
    pub on: Option<Date>,
}

impl LocateParams {
    fn options(&self) -> Result<LocateOptions, ApiError> {
        let mut options = LocateOptions::default();
        if let Some(text) = &self.strips_km {
            let widths = text.split(',').map(|width| width.trim().parse());
            options.strips_km = widths.collect::<Result<_, _>>().map_err(|_| {
                ApiError::bad_request(
                    "bad_parameter",
                    format!("strips_km is {text:?}, expected are kilometres such as 1,2.5,5"),
                    "write numbers with a decimal point and commas between them",
                )
                .in_vietnamese(format!(
                    "strips_km là “{text}”, cần các số ki-lô-mét như 1,2.5,5."
                ))
                .with_vietnamese_remedy("Viết số với dấu chấm thập phân, cách nhau bằng dấu phẩy.")
            })?;
        }
        if let Some(radius) = self.gate_zone_km {
            options.gate_zone_km = radius;
        }
        Ok(options)
    }

    fn check_unused(&self) -> Result<(), ApiError> {
        if self.strips_km.is_none() && self.gate_zone_km.is_none() && self.on.is_none() {
            return Ok(());
        }
        Err(ApiError::bad_request(
            "bad_parameter",
            "strips_km, gate_zone_km and on stand in the address for a CSV list only",
            "put them into the JSON body: {\"places\": […], \"options\": {…}, \"on\": \"2026-01-01\"}",
        )
        .in_vietnamese("strips_km, gate_zone_km và on trên địa chỉ chỉ dùng cho danh sách CSV.")
        .with_vietnamese_remedy("Ghi chúng trong nội dung JSON."))
    }
}

/// In which unit, corridor strip, hazard zone and gate zone each place lies.
///
/// The body is JSON, or CSV (`Content-Type: text/csv`) with columns for longitude and latitude; commas, semicolons or tabs
/// stand between values, and decimal commas are understood. A list is answered with the same rows and more columns, as CSV
/// of the same dialect where no other table is asked for; rows that hold no place are in it, and its column `problem` says how
/// to mend them. With `Accept: text/event-stream` it tells of progress on the way,
/// and the result of a list is a `LocatedList`.
#[utoipa::path(
    post,
    path = "/api/locate",
    params(LocateParams),
    request_body(content((LocateRequest = "application/json"), (String = "text/csv"))),
    responses((status = 200, content((LocateAnswer = "application/json"), (LocatedList = "text/event-stream"))), (status = 400))
)]
pub async fn locate(
    State(state): State<AppState>,
    Params(params): Params<LocateParams>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let format = params.format;
    if admission::is_list(&headers) {
        let work = move |interrupt: &Interrupt, tell: Listener| {
            locate_list(&state, &params, &body, interrupt, tell)
        };
        return progress::answer(&headers, work, move |list, interrupt| {
            list_as(format, &list, interrupt)
        })
        .await;
    }
    let work = move |interrupt: &Interrupt, tell: Listener| {
        params.check_unused()?;
        let request = read_request(&body)?;
        drop(body);
        locate_places(&state, request, interrupt, tell)
    };
    progress::answer(&headers, work, move |answer, interrupt| {
        if format == AnswerFormat::Json {
            return Ok(Json(answer).into_response());
        }
        let table = tables::of_locations(&answer.locations, &answer.sources);
        file(interrupt, format, "places", &table, Dialect::default())
    })
    .await
}

fn read_request(body: &[u8]) -> Result<LocateRequest, ApiError> {
    serde_json::from_slice(body).map_err(|error| {
        ApiError::bad_request(
            "bad_body",
            error.to_string(),
            "send {\"places\": [[106.3, 22.8]]}, or CSV with the type text/csv",
        )
    })
}

fn locate_places(
    state: &AppState,
    request: LocateRequest,
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<LocateAnswer, ApiError> {
    let places = request.places.iter().map(|&[x, y]| Coord { x, y });
    let places: Vec<_> = places.collect();
    find(state, request.on, request.options, &places, interrupt, tell)
}

fn find(
    state: &AppState,
    on: Option<Date>,
    options: LocateOptions,
    places: &[Coord<f64>],
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<LocateAnswer, ApiError> {
    let snapshot = state.snapshot();
    let map = state.unit_map(&snapshot, on.unwrap_or_else(|| state.today()));
    let finder = Finder::new(&snapshot, &map, options)?;
    let count = places.len().max(1) as f64;
    let locations = finder.locate_all(places, interrupt, |done| {
        tell(Progress::at(
            done as f64 / count,
            "Đang tra từng điểm",
            "Looking up each place",
        ));
    })?;
    Ok(LocateAnswer {
        on: map.on(),
        locations,
        explanation: finder.explanation(&snapshot),
        sources: finder.sources(&snapshot),
    })
}

/// A list with what was found beside each place.
struct Looked {
    table: Table,
    refused: Vec<RefusedRow>,
    dialect: Dialect,
}

impl Serialize for Looked {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes =
            table_files::csv(&self.table, self.dialect).map_err(serde::ser::Error::custom)?;
        let csv = String::from_utf8(bytes).map_err(serde::ser::Error::custom)?;
        LocatedList {
            csv,
            count: self.table.rows.len() - self.refused.len(),
            refused_count: self.refused.len(),
            refused: self.refused.iter().take(MOST_TOLD).map(told).collect(),
            sources: self.table.sources.clone(),
        }
        .serialize(serializer)
    }
}

fn told(refused: &RefusedRow) -> RefusedPlace {
    RefusedPlace {
        row: refused.row,
        value: refused.value.clone(),
        message: refused.fault.told(),
        remedy: refused.fault.remedy(),
    }
}

fn locate_list(
    state: &AppState,
    params: &LocateParams,
    body: &[u8],
    interrupt: &Interrupt,
    tell: Listener,
) -> Result<Looked, ApiError> {
    let options = params.options()?;
    let list = PlaceList::read(body, MOST_PLACES)?;
    let found = find(state, params.on, options, &list.places, interrupt, tell)?;
    let cells = found.locations.iter().map(tables::location_cells);
    Ok(Looked {
        table: list
            .table_with(&tables::LOCATION, cells)
            .rest_on(&found.sources),
        refused: list.refused,
        dialect: list.dialect,
    })
}

fn list_as(
    format: AnswerFormat,
    list: &Looked,
    interrupt: &Interrupt,
) -> Result<Response, ApiError> {
    let format = match format {
        AnswerFormat::Json => AnswerFormat::Csv,
        other => other,
    };
    file(interrupt, format, "places", &list.table, list.dialect)
}
