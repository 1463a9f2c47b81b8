//! Health and metrics, for those who run the server.

use std::sync::OnceLock;
use std::time::Instant;

use axum::Json;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ApiError, AppState};

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok` where the server answers from a snapshot.
    status: &'static str,
    /// The version of the data.
    version: u64,
    /// The release of the program.
    release: &'static str,
}

/// How the server is
#[utoipa::path(get, path = "/healthz", tag = "operations", responses((status = OK, body = Health)))]
pub async fn healthz(State(state): State<AppState>) -> Json<Health> {
    Json(Health {
        status: "ok",
        version: state.snapshot().version(),
        release: env!("CARGO_PKG_VERSION"),
    })
}

/// One recorder serves the process, however many routers are made of it.
fn recorder() -> Option<&'static PrometheusHandle> {
    static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    RECORDER
        .get_or_init(|| {
            PrometheusBuilder::new()
                .set_buckets(&[0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0])
                .and_then(PrometheusBuilder::install_recorder)
                .inspect_err(|cause| tracing::error!(%cause, "metrics are off"))
                .ok()
        })
        .as_ref()
}

/// The metrics in Prometheus' text format.
pub(super) async fn metrics(State(state): State<AppState>) -> Result<String, ApiError> {
    let recorder = recorder().ok_or_else(|| ApiError::internal(&"the metrics recorder is off"))?;
    metrics::gauge!("nonnuoc_data_version").set(state.snapshot().version() as f64);
    let work = state.heavy_work();
    metrics::gauge!("nonnuoc_heavy_questions_running").set(work.running as f64);
    metrics::gauge!("nonnuoc_heavy_questions_waiting").set(work.waiting as f64);
    metrics::counter!("nonnuoc_heavy_questions_stopped_total").absolute(work.stopped);
    Ok(recorder.render())
}

/// Folds the times that were taken since into what is told of them. Without it they are kept one by one until somebody
/// asks for the metrics, which may be never.
pub fn fold_metrics() {
    if let Some(recorder) = recorder() {
        recorder.run_upkeep();
    }
}

/// The method as a label. Anybody can make methods up, and the figures of each label are kept for ever.
fn method_label(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

/// Counts the request and takes its time.
pub(super) async fn count(request: Request, next: Next) -> Response {
    recorder();
    let method = method_label(request.method()).to_owned();
    let path = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "viewer".to_owned(), |path| path.as_str().to_owned());
    let started = Instant::now();
    let response = next.run(request).await;
    let labels = [
        ("method", method),
        ("path", path),
        ("status", response.status().as_u16().to_string()),
    ];
    metrics::counter!("nonnuoc_http_requests_total", &labels).increment(1);
    metrics::histogram!("nonnuoc_http_request_seconds", &labels)
        .record(started.elapsed().as_secs_f64());
    response
}
