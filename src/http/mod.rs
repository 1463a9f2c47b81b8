//! The HTTP interface: router, state, errors, one file a resource.
//!
//! A handler parses, calls one store or analysis function, and serialises.
#![expect(
    clippy::missing_errors_doc,
    reason = "what a handler may answer stands in its OpenAPI responses"
)]

mod admission;
pub mod agencies;
mod attachment;
pub mod auth;
mod commit;
pub mod coverage;
pub mod dashboard;
mod document;
mod error;
pub mod exposure;
mod extract;
pub mod figures;
mod health;
mod history;
pub mod indicator_values;
pub mod indicators;
pub mod layer_uploads;
pub mod layers;
pub mod locate;
pub mod maps;
pub mod observations;
pub mod places;
mod progress;
mod province;
mod public_url;
pub mod queries;
mod query_errors;
pub mod rasters;
pub mod relocation;
pub mod reviews;
pub mod scenarios;
mod search;
pub mod siting;
mod spatial;
mod state;
pub mod statuses;
pub mod styles;
mod table;
pub mod target_revisions;
pub mod targets;
pub mod task_locations;
pub mod task_progress;
pub mod tasks;
pub mod thumbnails;
mod tile_selection;
mod tile_service;
pub mod tiles;
pub mod travel_times;
pub mod units;
pub mod uploads;
mod viewer;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::trace::TraceLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use admission::HeavyWork;
pub use error::ApiError;
pub use extract::{Body, Params};
pub use health::fold_metrics;
pub use state::AppState;

/// How long a request may take before the client is told that it took too long.
const REQUEST_TIMEOUT: Duration = Duration::from_mins(1);

#[derive(OpenApi)]
#[openapi(info(
    title = "nonnuoc",
    description = "Plans and monitors a province's five-year programme on the map. Coordinates are \
                   longitude and latitude on WGS 84; dates are yyyy-mm-dd."
))]
struct Document;

fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(province::get))
        .routes(routes!(units::list))
        .routes(routes!(units::get))
        .routes(routes!(units::lineage))
        .routes(routes!(layers::list))
        .routes(routes!(layers::get))
        .merge(layer_uploads::routes())
        .routes(routes!(rasters::value))
        .routes(routes!(places::list))
        .routes(routes!(places::get))
        .routes(routes!(search::search))
        .merge(spatial::routes())
        .merge(maps::routes())
        .routes(routes!(thumbnails::get))
        .routes(routes!(tiles::list))
        .routes(routes!(tiles::describe))
        .routes(routes!(tiles::get))
        .routes(routes!(styles::get))
        .routes(routes!(indicators::list))
        .routes(routes!(indicators::get))
        .routes(routes!(indicator_values::list))
        .routes(routes!(indicators::series))
        .routes(routes!(targets::list))
        .routes(routes!(targets::get))
        .routes(routes!(target_revisions::revise))
        .routes(routes!(statuses::list))
        .routes(routes!(dashboard::get))
        .routes(routes!(observations::list, observations::entry::create))
        .routes(routes!(observations::get, observations::entry::revise))
        .routes(routes!(observations::steps::step_many))
        .routes(routes!(observations::steps::step))
        .routes(routes!(uploads::upload))
        .routes(routes!(uploads::template::download))
        .routes(routes!(tasks::list))
        .routes(routes!(task_progress::get, task_progress::report))
        .routes(routes!(task_progress::history))
        .routes(routes!(reviews::list))
        .routes(routes!(agencies::list))
        .routes(routes!(
            auth::session::who_am_i,
            auth::session::sign_in,
            auth::session::sign_out
        ))
        .routes(routes!(auth::session::change_password))
        .routes(routes!(auth::accounts::list, auth::accounts::create))
        .routes(routes!(auth::accounts::update))
        .routes(routes!(auth::accounts::reset))
        .routes(routes!(health::healthz))
}

/// The OpenAPI document of the whole interface.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    document::with_own_names(api().split_for_parts().1)
}

/// How long a request may take: a file may need a while to arrive over a weak line, and is then read within the limits
/// that readings have.
fn longest(request: &Request) -> Duration {
    let is_file = request.method() == Method::POST && request.uri().path() == "/api/layer-uploads";
    if is_file {
        layer_uploads::ARRIVAL
    } else {
        REQUEST_TIMEOUT
    }
}

/// Answers within so much time, or says that it took too long. The work stops then, as when the client goes away; a commit
/// that has begun comes to its end, and is told of. A stream of events begins at once and may go on for longer.
async fn within(longest: Duration, request: Request, next: Next) -> Response {
    let commit = commit::Begun::default();
    let answer = commit.noted_of(next.run(request));
    match tokio::time::timeout(longest, answer).await {
        Ok(response) => response,
        Err(_) if commit.is_noted() => error::perhaps_kept(longest).into_response(),
        Err(_) => error::took_too_long(longest).into_response(),
    }
}

/// Everything that the server answers.
pub fn router(state: AppState) -> Router {
    let (api, document) = api().split_for_parts();
    let document = document::with_own_names(document);
    let layers = ServiceBuilder::new()
        .layer(TraceLayer::new_for_http())
        .layer(CatchPanicLayer::custom(error::after_panic))
        .layer(axum::middleware::from_fn(|request, next| {
            within(longest(&request), request, next)
        }))
        .layer(CompressionLayer::new());
    api.route(
        "/api/openapi.json",
        axum::routing::get(|| async move { axum::Json(document) }),
    )
    .route("/metrics", axum::routing::get(health::metrics))
    .fallback(viewer::serve)
    .layer(axum::Extension(Arc::clone(state.admission())))
    .layer(auth::session_layer(
        Arc::clone(state.keyring()),
        state.is_secure(),
    ))
    .layer(CsrfLayer::new().with_rejection_response(error::from_another_site))
    .layer(axum::middleware::from_fn(error::in_our_words))
    .layer(axum::middleware::from_fn(health::count))
    .layer(layers)
    .with_state(state)
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};

    use axum::body::Body;
    use axum::http::StatusCode;
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;
    use crate::geometry::interrupt::{Interrupt, Interrupted};
    use crate::model::Snapshot;
    use crate::store::{Actor, SqliteKeyring, SqliteStore};

    impl From<Interrupted> for ApiError {
        fn from(gone: Interrupted) -> Self {
            spatial::stopped(&gone)
        }
    }

    fn server_that_waits_shortly(handler: axum::routing::MethodRouter) -> Router {
        let shortly = axum::middleware::from_fn(|request, next| {
            within(Duration::from_millis(20), request, next)
        });
        Router::new().route("/", handler).layer(shortly)
    }

    async fn told(router: Router) -> (StatusCode, serde_json::Value) {
        let request = Request::get("/").body(Body::empty()).unwrap();
        let response = router.oneshot(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, serde_json::from_slice(&body).unwrap())
    }

    /// A store whose commit is held up is asked for a change: the request is given up, the commit is not.
    #[tokio::test]
    async fn what_takes_too_long_once_a_commit_has_begun_may_have_been_kept() {
        let state = AppState::new(
            Arc::new(SqliteStore::in_memory().unwrap()),
            Arc::new(SqliteKeyring::in_memory().unwrap()),
            false,
        );
        let name = "admin".parse().unwrap();
        let account = auth::first_administrator(&state.snapshot(), name).unwrap();
        let (go_on, may_go_on) = mpsc::channel::<()>();
        let may_go_on = Arc::new(Mutex::new(may_go_on));
        let store = Arc::clone(state.store());
        let handler = move || async move {
            let plan = |_: &Snapshot| {
                Ok(commit::Plan {
                    actor: Actor::command("test"),
                    reason: "a test".to_owned(),
                    edits: vec![account.clone().into()],
                    answer: "done",
                })
            };
            commit::change_by(&state, plan, move |store, transaction| {
                may_go_on.lock().unwrap().recv().unwrap();
                store.commit(transaction)
            })
            .await
        };
        let (status, told) = told(server_that_waits_shortly(get(handler))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(told["error"]["code"], "perhaps_kept");
        assert_eq!(store.snapshot().version(), 0);
        go_on.send(()).unwrap();
        while store.snapshot().version() == 0 {
            tokio::task::yield_now().await;
        }
    }

    /// Work that never ends of itself answers with an error that says how to wait longer, and is stopped: the runtime
    /// waits for it before this test ends.
    #[tokio::test]
    async fn what_takes_too_long_is_stopped_and_says_how_to_wait() {
        let endless = |interrupt: &Interrupt| -> Result<(), Interrupted> {
            loop {
                interrupt.check()?;
                std::thread::sleep(Duration::from_millis(1));
            }
        };
        let handler = move || async move { spatial::run(endless).await.map(|()| "done") };
        let (status, told) = told(server_that_waits_shortly(get(handler))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(told["error"]["code"], "took_too_long");
        let remedy = told["error"]["remedy"].as_str().unwrap();
        assert!(remedy.contains("Accept: text/event-stream"), "{remedy}");
    }
}
