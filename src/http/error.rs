//! Errors that a client is told of: what happened, and what to do, in English and Vietnamese.

mod vietnamese;

use std::any::Any;
use std::time::Duration;

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tower_http::csrf::ProtectionError;
use utoipa::ToSchema;

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
        (self.status, Json(ErrorBody { error: self.detail })).into_response()
    }
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
