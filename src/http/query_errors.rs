//! What a client is told when a query or a look-up of positions is refused: each cause in its own words, in both
//! languages, with the value and its place.

use super::ApiError;
use super::spatial::stopped;
use crate::analysis::filter::FilterError;
use crate::analysis::locate::{LocateError, MOST_PLACES, MOST_STRIPS};
use crate::analysis::query::{MOST_CONDITIONS, QueryError};
use crate::formats::export::ExportError;
use crate::formats::place_list::{MOST_VALUES, PlaceListError};
use crate::formats::result_file::ResultFileError;
use crate::geometry::validity::GeometryFault;
use crate::model::{vietnamese_count, vietnamese_measure};
use crate::report::table_files::{LONGEST_CELL, TableError};

impl From<ResultFileError> for ApiError {
    fn from(error: ResultFileError) -> Self {
        match error {
            ResultFileError::Export(ExportError::Interrupted(gone)) => stopped(&gone),
            other => Self::internal(&other),
        }
    }
}

impl From<TableError> for ApiError {
    fn from(error: TableError) -> Self {
        let message = error.to_string();
        match error {
            TableError::Interrupted(gone) => stopped(&gone),
            TableError::CellTooLong {
                row,
                column,
                letters,
            } => Self::bad_request(
                "cell_too_long",
                message,
                "shorten the text, or ask for csv, geojson or gpkg",
            )
            .in_vietnamese(format!(
                "Dòng {row}, cột “{column}”: chữ dài {} ký tự, một ô của Excel chỉ chứa {}.",
                counted(letters),
                counted(LONGEST_CELL)
            )),
            _ => Self::internal(&message),
        }
    }
}

impl From<LocateError> for ApiError {
    fn from(error: LocateError) -> Self {
        let message = error.to_string();
        let refused = |code, remedy: &str| Self::bad_request(code, message.clone(), remedy);
        match error {
            LocateError::Interrupted(_) => stopped(&message),
            LocateError::NoBoundaries(fault) => fault.into(),
            LocateError::Width { name, value } => refused(
                "bad_width",
                "give kilometres above 0 and at most 500, such as strips_km 1, 2, 5 and gate_zone_km 5",
            )
            .in_vietnamese(format!(
                "Bề rộng ({name}) là {}: phải lớn hơn 0 và không quá 500 km.",
                comma(value)
            )),
            LocateError::TooManyStrips { given } => refused("bad_width", "leave some strips out")
                .in_vietnamese(format!(
                    "Có {given} bề rộng dải, nhiều nhất là {MOST_STRIPS}."
                ))
                .with_vietnamese_remedy("Bớt bề rộng."),
            LocateError::TooMany { given } => {
                refused("too_many_places", "split the list and look up its parts").in_vietnamese(
                    format!(
                        "Danh sách có {} điểm, mỗi lần tra nhiều nhất {} điểm.",
                        counted(given),
                        counted(MOST_PLACES)
                    ),
                )
            }
            LocateError::OffTheEarth { index, lon, lat } => refused(
                "bad_place",
                "give longitude and latitude in degrees on WGS 84, longitude first",
            )
            .in_vietnamese(format!(
                "Điểm thứ {} có kinh độ {}, vĩ độ {}: không có nơi nào như vậy trên mặt đất.",
                counted(index),
                comma(lon),
                comma(lat)
            )),
            LocateError::Corridor { ref id, .. } => refused(
                "bad_corridor",
                "correct the corridor's line in its layer; nothing was looked up",
            )
            .in_vietnamese(format!("Không đo được khoảng cách tới hành lang {id}.")),
        }
    }
}

impl From<PlaceListError> for ApiError {
    fn from(error: PlaceListError) -> Self {
        let message = error.to_string();
        let unreadable = || {
            Self::bad_request(
                "bad_list",
                message.clone(),
                "send CSV with a header row and columns such as lon and lat; commas, semicolons and tabs between values, \
                 decimal points and decimal commas are understood",
            )
        };
        let too_many = |remedy| Self::bad_request("too_many_places", message.clone(), remedy);
        match &error {
            PlaceListError::Csv(_) => unreadable(),
            PlaceListError::NotUtf8 => Self::bad_request(
                "bad_list",
                message,
                "in Excel, save as “CSV UTF-8 (Comma delimited)”",
            )
            .in_vietnamese("Tệp không ở bảng mã UTF-8.")
            .with_vietnamese_remedy("Trong Excel, lưu lại với kiểu “CSV UTF-8 (Comma delimited)”."),
            PlaceListError::TooManyColumns { given, most } => unreadable().in_vietnamese(format!(
                "Tệp có {} cột, nhiều nhất là {}.",
                counted(*given),
                counted(*most)
            )),
            PlaceListError::TooManyRows { most } => {
                too_many("split the list and look up its parts").in_vietnamese(format!(
                    "Danh sách có hơn {} dòng, mỗi lần tra nhiều nhất từng ấy.",
                    counted(*most)
                ))
            }
            PlaceListError::TooManyValues { columns, rows } => {
                too_many("leave columns out, or split the list and look up its parts")
                    .in_vietnamese(format!(
                        "Danh sách có {} cột và hơn {} dòng, mỗi lần tra nhiều nhất {} ô.",
                        counted(*columns),
                        counted(*rows),
                        counted(MOST_VALUES)
                    ))
                    .with_vietnamese_remedy("Bỏ bớt cột, hoặc chia danh sách thành nhiều tệp.")
            }
            PlaceListError::NoColumn { axis, found, .. } => unreadable().in_vietnamese(format!(
                "Không có cột {}; các cột tìm thấy: {found}.",
                axis.title().vi
            )),
        }
    }
}

impl From<QueryError> for ApiError {
    fn from(error: QueryError) -> Self {
        let message = error.to_string();
        let remedy = "see /api/openapi.json for what a question holds";
        let not_found = |code| Self::not_found(code, message.clone(), remedy);
        match error {
            QueryError::Interrupted(_) | QueryError::Target(GeometryFault::Interrupted(_)) => {
                stopped(&message)
            }
            QueryError::NoBoundaries(fault) => fault.into(),
            QueryError::UnknownLayer(_) => not_found("unknown_layer"),
            QueryError::UnknownPlace(_) => not_found("unknown_place"),
            QueryError::UnknownUnit { .. } => not_found("unknown_unit"),
            QueryError::Filter(FilterError::Geometry(_) | FilterError::Shape(_))
            | QueryError::Target(_)
            | QueryError::Relation(_)
            | QueryError::Distance(_) => Self::bad_request("bad_geometry", message, remedy),
            QueryError::Filter(filter) => of_filter(&filter, message),
            other => of_question(&other, &message),
        }
    }
}

fn of_filter(error: &FilterError, message: String) -> ApiError {
    let remedy = "a filter reads like: gate_class = 'international' AND name LIKE 'Trà%'";
    match error {
        FilterError::DivisionByZero { .. } => {
            ApiError::bad_request("bad_filter", message, "divide by something else than zero")
                .in_vietnamese("Điều kiện lọc có phép chia cho 0.")
                .with_vietnamese_remedy("Sửa số chia.")
        }
        FilterError::UnknownProperty { name, known } => {
            ApiError::bad_request("bad_filter", message, remedy)
                .in_vietnamese(format!("Không có thuộc tính “{name}” ở đây."))
                .with_vietnamese_remedy(format!("Các thuộc tính có: {known}."))
        }
        _ => ApiError::bad_request("bad_filter", message, remedy),
    }
}

/// What is wrong with the question itself.
fn of_question(error: &QueryError, message: &str) -> ApiError {
    let refused = |remedy: &str| ApiError::bad_request("bad_query", message, remedy);
    match error {
        QueryError::RasterLayer(layer) => {
            refused("ask about a layer of places or boundaries; /api/layers says what each holds")
                .in_vietnamese(format!(
                    "Lớp {layer} là lưới ô, không có đối tượng để hỏi."
                ))
                .with_vietnamese_remedy("Chọn một lớp địa điểm hoặc ranh giới.")
        }
        QueryError::NoShape { layer, on } => refused("choose another layer or another day")
            .in_vietnamese(format!(
                "Lớp {layer} không có hình nào vào ngày {}, nên không so vị trí được.",
                on.strftime("%d/%m/%Y")
            ))
            .with_vietnamese_remedy("Chọn lớp khác hoặc ngày khác."),
        QueryError::ZonesWithoutArea { zones, count, on } => {
            refused("count per units, or per a layer of areas")
                .in_vietnamese(format!(
                    "Không vùng nào trong {} vùng của {zones} có diện tích vào ngày {}, nên không đếm theo vùng được.",
                    counted(*count),
                    on.strftime("%d/%m/%Y")
                ))
                .with_vietnamese_remedy("Đếm theo xã, phường hoặc theo một lớp vùng.")
        }
        QueryError::NotANumber { name, numbers } => refused("add up an attribute that is a number")
            .in_vietnamese(format!("“{name}” không phải số nên không cộng được."))
            .with_vietnamese_remedy(told_numbers(numbers)),
        QueryError::UnknownAttribute { name, known } => {
            refused("add up an attribute of these features")
                .in_vietnamese(format!("Không có thuộc tính “{name}” ở đây."))
                .with_vietnamese_remedy(told_numbers(known))
        }
        QueryError::TooManyConditions { given } => refused("leave some conditions out")
            .in_vietnamese(format!(
                "Có {given} điều kiện vị trí, nhiều nhất là {MOST_CONDITIONS}."
            ))
            .with_vietnamese_remedy("Bớt điều kiện."),
        QueryError::OutOfRange {
            name,
            value,
            least,
            most,
        } => refused("give a number within these bounds")
            .in_vietnamese(format!(
                "{} ({name}) là {}, chỉ được từ {} đến {}.",
                number_in_vietnamese(name),
                comma(*value),
                counted(*least),
                counted(*most)
            ))
            .with_vietnamese_remedy("Ghi số trong khoảng đó."),
        _ => refused("see /api/openapi.json for what a question holds"),
    }
}

/// What the number of a question is.
fn number_in_vietnamese(name: &str) -> &'static str {
    match name {
        "distance_m" => "Khoảng cách, mét",
        "limit" => "Số dòng muốn xem",
        "k" => "Số đối tượng gần nhất",
        _ => "Số đã cho",
    }
}

fn told_numbers(numbers: &str) -> String {
    if numbers.is_empty() {
        "Những đối tượng này không có thuộc tính nào là số.".to_owned()
    } else {
        format!("Các thuộc tính là số: {numbers}.")
    }
}

fn counted(number: usize) -> String {
    vietnamese_count(number)
}

fn comma(number: f64) -> String {
    vietnamese_measure(number)
}
