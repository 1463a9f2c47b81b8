//! Answers that take long: plain JSON for who waits, or a stream of events that tells of progress on the way.
//!
//! With `Accept: text/event-stream` the answer is server-sent events: `progress` as the work goes on
//! (`{"fraction": 0.42 or null, "doing": {"vi", "en"}}`, with `best` and `bound` where something is optimised), then
//! one `result` with the JSON of the plain answer, or one `error` with the usual body of an error. Closing the
//! connection stops the work. Nothing is kept on the server.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::ApiError;
use super::admission::Place;
use super::spatial::{note_end, run};
use crate::geometry::interrupt::{Interrupt, RaiseOnDrop};
use crate::geometry::progress::{Listener, Progress, nobody};

/// Progress is passed on at most this often.
const PAUSE: Duration = Duration::from_millis(100);

/// How often a quiet stream says that it still lives, so that a connection which broke is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(5);

/// Whether the client asked for events.
pub(super) fn wants_events(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter();
    accepted
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|media| media.trim().starts_with("text/event-stream"))
}

/// Does long work and answers as the client asked: with `plain` of what it gave, or with events. Both are made on the
/// thread of the work.
pub(super) async fn answer<T, E>(
    headers: &HeaderMap,
    work: impl FnOnce(&Interrupt, Listener) -> Result<T, E> + Send + 'static,
    plain: impl FnOnce(T, &Interrupt) -> Result<Response, ApiError> + Send + 'static,
) -> Result<Response, ApiError>
where
    T: Serialize + Send + 'static,
    E: Into<ApiError> + Send + 'static,
{
    if wants_events(headers) {
        Ok(stream(work))
    } else {
        run(move |interrupt| plain(work(interrupt, &nobody).map_err(Into::into)?, interrupt)).await
    }
}

fn stream<T, E>(
    work: impl FnOnce(&Interrupt, Listener) -> Result<T, E> + Send + 'static,
) -> Response
where
    T: Serialize + Send + 'static,
    E: Into<ApiError> + Send + 'static,
{
    let guard = RaiseOnDrop::default();
    let interrupt = guard.interrupt();
    let (sender, receiver) = unbounded_channel();
    let to_client = sender.clone();
    let place = Place::of_this_request();
    let working = tokio::task::spawn_blocking(move || {
        let done = work(&interrupt, &teller(to_client));
        note_end(place.as_deref(), &interrupt);
        last_event(done.map_err(Into::into))
    });
    tokio::spawn(async move {
        let last = working
            .await
            .unwrap_or_else(|panic| error_event(&ApiError::internal(&panic)));
        // Without a receiver the client is gone, and nobody is left to be told.
        let _ = sender.send(last);
    });
    let events = Events {
        receiver,
        _guard: guard,
    };
    Sse::new(events)
        .keep_alive(KeepAlive::new().interval(SIGN_OF_LIFE))
        .into_response()
}

/// Passes progress on, the first at once and then no oftener than anyone can read.
fn teller(sender: UnboundedSender<Event>) -> impl Fn(Progress) {
    let last = Mutex::new(None::<Instant>);
    move |progress| {
        let mut last = last
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        if last.is_none_or(|at| at.elapsed() >= PAUSE)
            && let Ok(event) = Event::default().event("progress").json_data(progress)
        {
            *last = Some(Instant::now());
            // As above: the work notices by its interrupt that the client is gone.
            let _ = sender.send(event);
        }
    }
}

fn last_event<T: Serialize>(done: Result<T, ApiError>) -> Event {
    let written = done.and_then(|answer| {
        let event = Event::default().event("result").json_data(answer);
        event.map_err(|error| ApiError::internal(&error))
    });
    written.unwrap_or_else(|error| error_event(&error))
}

fn error_event(error: &ApiError) -> Event {
    let text = error.to_json().to_string();
    Event::default().event("error").data(text)
}

/// The events of one answer. When the client goes away, this is dropped and with it the guard.
struct Events {
    receiver: UnboundedReceiver<Event>,
    _guard: RaiseOnDrop,
}

impl Stream for Events {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.receiver.poll_recv(context).map(|event| event.map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    use axum::body::Body;
    use axum::http::Request;
    use axum::{Json, Router, routing::get};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;
    use crate::geometry::interrupt::Interrupted;

    async fn ask(
        work: impl FnOnce(&Interrupt, Listener) -> Result<u32, Interrupted>
        + Clone
        + Send
        + Sync
        + 'static,
        accept: &str,
    ) -> Response {
        let handler = move |headers: HeaderMap| {
            let work = work.clone();
            async move { answer(&headers, work, |found, _| Ok(Json(found).into_response())).await }
        };
        let request = Request::get("/").header(header::ACCEPT, accept);
        let router: Router = Router::new().route("/", get(handler));
        let asked = router.oneshot(request.body(Body::empty()).unwrap()).await;
        asked.unwrap()
    }

    async fn text(response: Response) -> String {
        let body = response.into_body().collect().await.unwrap().to_bytes();
        String::from_utf8(body.to_vec()).unwrap()
    }

    fn counts(interrupt: &Interrupt, tell: Listener) -> Result<u32, Interrupted> {
        interrupt.check()?;
        tell(Progress::at(0.25, "Đang đếm", "Counting"));
        tell(Progress::at(0.26, "Đang đếm", "Counting"));
        Ok(42)
    }

    #[tokio::test]
    async fn plain_and_streamed_answers_hold_the_same_json() {
        assert_eq!(text(ask(counts, "application/json").await).await, "42");
        let response = ask(counts, "text/event-stream").await;
        assert_eq!(
            response.headers()[header::CONTENT_TYPE],
            "text/event-stream"
        );
        assert_eq!(
            text(response).await,
            "event: progress\ndata: {\"fraction\":0.25,\"doing\":{\"vi\":\"Đang đếm\",\"en\":\"Counting\"}}\n\n\
             event: result\ndata: 42\n\n"
        );
    }

    #[tokio::test]
    async fn an_error_ends_the_stream_with_its_usual_body() {
        let fails = |_: &Interrupt, _: Listener| Err(Interrupted);
        let told = text(ask(fails, "text/event-stream").await).await;
        assert!(
            told.starts_with("event: error\ndata: {\"error\":{\"code\":\"stopped\""),
            "{told}"
        );
        assert!(told.contains("\"remedy\":\"ask about fewer"), "{told}");
    }

    #[tokio::test]
    async fn closing_the_connection_stops_the_work() {
        let stopped = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&stopped);
        let endless = move |interrupt: &Interrupt, tell: Listener| {
            loop {
                tell(Progress::unforeseen("Đang tính", "Working"));
                if let Err(gone) = interrupt.check() {
                    flag.store(true, Ordering::SeqCst);
                    return Err(gone);
                }
                std::thread::sleep(Duration::from_millis(1));
            }
        };
        let response = ask(endless, "text/event-stream").await;
        let mut body = response.into_body();
        let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert!(first.starts_with(b"event: progress\n"));
        assert!(!stopped.load(Ordering::SeqCst));
        drop(body);
        while !stopped.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}
