//! Errors that a client is told of: what happened, and what to do, in English and Vietnamese.

mod vietnamese;

use std::any::Any;
use std::time::Duration;

use axum::Json;
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tower_http::csrf::ProtectionError;
use utoipa::ToSchema;

use crate::model::Text;

/// An error as the client gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiError {
    status: StatusCode,
    detail: ErrorDetail,
}

/// The body of an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErrorBody {
    /// What happened.
    error: ErrorDetail,
}

/// What happened, for programs and for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ErrorDetail {
    /// A stable code, such as `unknown_unit`.
    code: &'static str,
    /// What happened, with the value that was wrong.
    message: String,
    /// What to do about it.
    remedy: String,
    /// The same in Vietnamese.
    vi: VietnameseDetail,
}

/// What happened, in Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct VietnameseDetail {
    /// What happened.
    message: String,
    /// What to do about it.
    remedy: String,
}

impl VietnameseDetail {
    /// The words for a code; those for a failure inside where it has none of its own.
    fn of(code: &str) -> Self {
        let general = ("Máy chủ không làm được việc này.", "Hãy báo quản trị viên.");
        let (message, remedy) = vietnamese::of(code).unwrap_or(general);
        Self {
            message: message.to_owned(),
            remedy: remedy.to_owned(),
        }
    }
}

impl ApiError {
    /// An error with that status.
    #[must_use]
    pub fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self {
            status,
            detail: ErrorDetail {
                code,
                message: message.into(),
                remedy: remedy.into(),
                vi: VietnameseDetail::of(code),
            },
        }
    }

    /// The same error, told in Vietnamese with the values at hand.
    #[must_use]
    pub fn in_vietnamese(mut self, message: impl Into<String>) -> Self {
        self.detail.vi.message = message.into();
        self
    }

    /// The same error, with a remedy in Vietnamese that knows the values.
    #[must_use]
    pub fn with_vietnamese_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.detail.vi.remedy = remedy.into();
        self
    }

    /// The same error, with a remedy in both languages that knows the values.
    #[must_use]
    pub fn with_remedy(mut self, remedy: Text) -> Self {
        self.detail.remedy = remedy.en;
        self.detail.vi.remedy = remedy.vi;
        self
    }

    /// The thing that was asked for does not exist.
    #[must_use]
    pub fn not_found(
        code: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message, remedy)
    }

    /// The request cannot be understood.
    #[must_use]
    pub fn bad_request(
        code: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message, remedy)
    }

    /// Something failed inside. The cause is logged here, once, and never sent.
    #[must_use]
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "the server could not do this; nothing was changed",
            "try again; if it happens again, tell the administrator the time at which it happened",
        )
    }

    /// The body of the answer.
    pub(super) fn into_body(self) -> ErrorBody {
        ErrorBody { error: self.detail }
    }

    /// The body of the answer, as JSON.
    pub(super) fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "error": self.detail })
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.status, Json(self.into_body())).into_response()
    }
}

/// Longest text of a refusal that is passed on, bytes.
const LONGEST_REFUSAL: usize = 4 << 10;

/// Gives a refusal that did not come from a handler (no such method, a body too large, an address that does not read)
/// the body that all errors have. Whatever refuses, a client reads one form.
pub(super) async fn in_our_words(request: Request, next: Next) -> Response {
    let asked = format!("{} {}", request.method(), request.uri().path());
    let response = next.run(request).await;
    let status = response.status();
    let is_refusal = status.is_client_error() || status.is_server_error();
    if !is_refusal || is_json(response.headers()) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let told = axum::body::to_bytes(body, LONGEST_REFUSAL).await;
    let told = told.unwrap_or_default();
    let error = refusal(status, &asked, String::from_utf8_lossy(&told).trim());
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.remove(CONTENT_TYPE);
    (parts.headers, error).into_response()
}

fn is_json(headers: &HeaderMap) -> bool {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| media_type.starts_with("application/json"))
}

fn refusal(status: StatusCode, asked: &str, told: &str) -> ApiError {
    let (code, remedy) = match status {
        StatusCode::NOT_FOUND => (
            "unknown_address",
            "see /api/openapi.json for the addresses of the interface",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "wrong_method",
            "the header `allow` names the methods of this address; see /api/openapi.json",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "send less at once, in several parts"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => (
            "wrong_media_type",
            "see /api/openapi.json for the media types that this address takes",
        ),
        _ if status.is_server_error() => {
            return ApiError {
                status,
                ..ApiError::internal(&told)
            };
        }
        _ => (
            "bad_request",
            "see /api/openapi.json for what this address takes",
        ),
    };
    let reason = if told.is_empty() {
        status.canonical_reason().unwrap_or("refused")
    } else {
        told
    };
    ApiError::new(status, code, format!("{asked}: {reason}"), remedy)
}

/// A plain request whose work took longer than a request may.
pub(super) fn took_too_long(longest: Duration) -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "took_too_long",
        format!(
            "the answer took longer than {} seconds and was stopped; nothing was changed",
            longest.as_secs()
        ),
        "ask with `Accept: text/event-stream`, which tells of progress and may take longer, or ask about less at once",
    )
}

/// A plain request that took longer than a request may, and whose commit goes on.
pub(super) fn perhaps_kept(longest: Duration) -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "perhaps_kept",
        format!(
            "the answer took longer than {} seconds; the change was under way and may have been kept",
            longest.as_secs()
        ),
        "look whether the change is there before you repeat it",
    )
}

/// Answers a request that another site made a browser send.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer that calls this hands the error over by value"
)]
pub(super) fn from_another_site(error: ProtectionError) -> Response {
    tracing::warn!(%error, "a request from another site was refused");
    ApiError::new(
        StatusCode::FORBIDDEN,
        "other_site",
        "this request came from another site",
        "open this server's own address and do it there",
    )
    .into_response()
}

/// Answers a request whose handler panicked.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the layer that calls this hands the panic over by value"
)]
pub(super) fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let cause = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message");
    ApiError::internal(&cause).into_response()
}
