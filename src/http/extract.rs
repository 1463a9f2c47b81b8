//! Request parts, refused in our own words: which part, with which value, and what is expected there.

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Json, Query};
use axum::http::StatusCode;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::ApiError;

/// The query parameters of a request.
#[derive(Debug, Clone)]
pub struct Params<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Params<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(params)) => Ok(Self(params)),
            Err(rejection) => Err(bad_parameter(&parts.uri, &rejection)),
        }
    }
}

/// The JSON body of a request.
#[derive(Debug, Clone, FromRequest)]
#[from_request(via(Json), rejection(ApiError))]
pub struct Body<T>(pub T);

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let told = rejection.body_text();
        let code = match status {
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "wrong_media_type",
            _ => "bad_body",
        };
        let remedy = "see /api/openapi.json for the body that this address takes";
        let error = Self::new(status, code, told.clone(), remedy);
        if code != "bad_body" {
            return error;
        }
        let part = match part(&told) {
            Some(part) => format!("Nội dung gửi lên không đúng ở “{part}”; chưa lưu gì."),
            None => "Nội dung gửi lên không phải JSON đúng cách viết; chưa lưu gì.".to_owned(),
        };
        let remedy = one_of(&told).unwrap_or_else(|| {
            "Xem /api/openapi.json để biết nội dung mà địa chỉ này nhận.".to_owned()
        });
        error.in_vietnamese(part).with_vietnamese_remedy(remedy)
    }
}

fn bad_parameter(uri: &Uri, rejection: &QueryRejection) -> ApiError {
    let told = rejection.body_text();
    let Some((name, value)) = part(&told).and_then(|name| Some((name, value(uri, name)?))) else {
        return ApiError::bad_request(
            "bad_parameter",
            told,
            "see /api/openapi.json for the parameters of this address",
        );
    };
    if told.contains("unknown field") {
        return unknown_parameter(name, &told);
    }
    let cause = told.rsplit_once(&format!("{name}: "));
    let cause = cause.map_or(told.as_str(), |(_, cause)| cause);
    let vietnamese = format!("Tham số {name} = “{value}” không đọc được.");
    let (message, remedy, remedy_vi) = match written_as(name) {
        Some((english, remedy_vi)) => (
            format!("the parameter {name} is {value:?}"),
            format!("write {english}"),
            remedy_vi.to_owned(),
        ),
        None => (
            format!("the parameter {name} is {value:?}: {cause}"),
            "see /api/openapi.json for the parameters of this address".to_owned(),
            one_of(&told).unwrap_or_else(|| {
                "Xem /api/openapi.json để biết tham số của địa chỉ này.".to_owned()
            }),
        ),
    };
    ApiError::bad_request("bad_parameter", message, remedy)
        .in_vietnamese(vietnamese)
        .with_vietnamese_remedy(remedy_vi)
}

/// A parameter that the address does not know is most often a slip of the pen: without it, the answer would be another.
fn unknown_parameter(name: &str, told: &str) -> ApiError {
    let (remedy, remedy_vi) = match names_in(told) {
        Some(names) => (
            format!("use one of: {names}"),
            format!("Dùng một trong: {names}."),
        ),
        None => (
            "leave it out: this address takes no parameters".to_owned(),
            "Bỏ tham số này: địa chỉ này không nhận tham số.".to_owned(),
        ),
    };
    let message = format!("there is no parameter {name}");
    ApiError::bad_request("unknown_parameter", message, remedy)
        .in_vietnamese(format!("Không có tham số {name}."))
        .with_vietnamese_remedy(remedy_vi)
}

/// The part of a request that a refusal names: `on` in "Failed to deserialize query string: on: …".
fn part(told: &str) -> Option<&str> {
    let (_, rest) = told.split_once(": ")?;
    let (part, _) = rest.split_once(": ")?;
    (!part.contains(' ')).then_some(part)
}

/// The value of a query parameter, as it was typed.
fn value(uri: &Uri, name: &str) -> Option<String> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    let found = pairs.into_iter().find(|(key, _)| key == name)?;
    Some(found.1)
}

/// How the parameters that many addresses have in common are written, in English and in Vietnamese.
fn written_as(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "on" | "date" | "since" | "until" => (
            "a day such as 2025-07-01",
            "Viết ngày như 2025-07-01 (năm-tháng-ngày).",
        ),
        "limit" | "offset" => ("a whole number such as 100", "Viết một số nguyên như 100."),
        "period" => (
            "a period such as 2026, 2026-H1, 2026-Q3 or 2026-07",
            "Viết kỳ như 2026, 2026-H1, 2026-Q3, 2026-07.",
        ),
        _ => return None,
    })
}

/// The names from which one had to be taken, where a refusal lists them.
fn one_of(told: &str) -> Option<String> {
    Some(format!("Viết một trong: {}.", names_in(told)?))
}

fn names_in(told: &str) -> Option<String> {
    let (_, expected) = told.split_once("expected ")?;
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
