//! Request parts, refused in our own words.

use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Json, Query};
use axum::http::StatusCode;

use super::ApiError;

/// The query parameters of a request.
#[derive(Debug, Clone, FromRequestParts)]
#[from_request(via(Query), rejection(ApiError))]
pub struct Params<T>(pub T);

/// The JSON body of a request.
#[derive(Debug, Clone, FromRequest)]
#[from_request(via(Json), rejection(ApiError))]
pub struct Body<T>(pub T);

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::bad_request(
            "bad_parameter",
            rejection.body_text(),
            "see /api/openapi.json for the parameters of this address",
        )
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        let status = rejection.status();
        let code = match status {
            StatusCode::PAYLOAD_TOO_LARGE => "too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "wrong_media_type",
            _ => "bad_body",
        };
        Self::new(
            status,
            code,
            rejection.body_text(),
            "see /api/openapi.json for the body that this address takes",
        )
    }
}
