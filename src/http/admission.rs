//! How much heavy work goes on at once, so that memory and processors are bounded whatever comes.
//!
//! A question waits for a place before its body is parsed, and keeps the place until its work has truly ended: work whose
//! client is gone counts until it has seen the interrupt. Bodies of questions share a budget of memory, taken before they
//! are read. Who leaves while waiting gives the turn away; who waits too long is told so. Solvers, which may run for minutes,
//! have places of their own, so that they do not keep quick questions waiting; so have the small pictures of a catalogue, of
//! which one page asks for many at once.

use std::future::Future;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::ApiError;

/// Largest body of a question, bytes: a hundred thousand places, or a line of a million vertices.
pub(super) const LARGEST_BODY: usize = 48 << 20;

/// Most values in a body: a line of a million vertices, three a position, can still be named as too long, and parsing
/// takes at most some 300 MB. JSON is measured by its commas and opening brackets, a list by its line breaks and
/// whatever may stand between values.
const MOST_VALUES: usize = 3_500_000;

/// Bodies up to this size, bytes, are read without taking from the budget.
const SMALL_BODY: usize = 64 << 10;

/// All larger bodies of questions that are read, wait or are worked on, bytes.
const BODY_BUDGET: usize = 4 * LARGEST_BODY;

/// Bodies are counted in pieces of so many bytes.
const BODY_UNIT: usize = 1 << 10;

/// Most questions that wait for a place.
const MOST_WAITING: usize = 100;

/// How long a question waits for a place.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

/// Fewest and most places of each kind; between them as many as the machine has processors.
const PLACES: (usize, usize) = (2, 8);

tokio::task_local! {
    /// The place of the request that this task answers.
    static PLACE: Arc<Place>;
}

/// A place at work, free again when all clones are dropped.
pub(super) struct Place {
    tally: Arc<Tally>,
    _permit: OwnedSemaphorePermit,
    _body: Option<OwnedSemaphorePermit>,
}

#[derive(Default)]
struct Tally {
    running: AtomicUsize,
    waiting: AtomicUsize,
    stopped: AtomicU64,
}

/// The heavy questions of a server at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeavyWork {
    /// Worked on, including work that has not yet noticed that its client is gone.
    pub running: usize,
    /// Waiting for a place.
    pub waiting: usize,
    /// Stopped because the client left or the time was over, since the server began.
    pub stopped: u64,
}

/// The places and the budget of a server.
pub(super) struct Admission {
    questions: Arc<Semaphore>,
    searches: Arc<Semaphore>,
    pictures: Arc<Semaphore>,
    bodies: Arc<Semaphore>,
    longest_wait: Duration,
    tally: Arc<Tally>,
}

impl Default for Admission {
    fn default() -> Self {
        let processors = std::thread::available_parallelism().map_or(PLACES.0, NonZeroUsize::get);
        Self::with_places(processors.clamp(PLACES.0, PLACES.1), LONGEST_WAIT)
    }
}

impl Admission {
    fn with_places(places: usize, longest_wait: Duration) -> Self {
        Self {
            questions: Arc::new(Semaphore::new(places)),
            searches: Arc::new(Semaphore::new(places)),
            pictures: Arc::new(Semaphore::new(places)),
            bodies: Arc::new(Semaphore::new(BODY_BUDGET / BODY_UNIT)),
            longest_wait,
            tally: Arc::default(),
        }
    }

    pub(super) fn heavy_work(&self) -> HeavyWork {
        HeavyWork {
            running: self.tally.running.load(Ordering::Relaxed),
            waiting: self.tally.waiting.load(Ordering::Relaxed),
            stopped: self.tally.stopped.load(Ordering::Relaxed),
        }
    }

    /// Waits for permits; the place in the queue is given away when the caller is dropped.
    async fn wait_for(
        &self,
        semaphore: &Arc<Semaphore>,
        permits: usize,
    ) -> Result<OwnedSemaphorePermit, ApiError> {
        let waiting = Waiting::new(&self.tally)?;
        let permits = u32::try_from(permits).unwrap_or(u32::MAX);
        let wanted = Arc::clone(semaphore).acquire_many_owned(permits);
        let permit = tokio::time::timeout(self.longest_wait, wanted).await;
        drop(waiting);
        match permit {
            Ok(Ok(permit)) => Ok(permit),
            Ok(Err(closed)) => Err(ApiError::internal(&closed)),
            Err(_) => Err(busy()),
        }
    }

    async fn admit(
        &self,
        places: &Arc<Semaphore>,
        request: Request,
        next: Next,
    ) -> Result<Response, ApiError> {
        let (parts, body) = request.into_parts();
        let declared = declared_length(&parts.headers)?;
        let budget = if declared > SMALL_BODY {
            Some(
                self.wait_for(&self.bodies, declared.div_ceil(BODY_UNIT))
                    .await?,
            )
        } else {
            None
        };
        let body = read(body, declared, Form::of(&parts.headers)).await?;
        let permit = self.wait_for(places, 1).await?;
        let request = Request::from_parts(parts, Body::from(body));
        Ok(PLACE
            .scope(self.place(permit, budget), next.run(request))
            .await)
    }

    /// Has a small picture drawn once there is a place for it.
    pub(super) async fn draw<T>(&self, drawing: impl Future<Output = T>) -> Result<T, ApiError> {
        let permit = self.wait_for(&self.pictures, 1).await?;
        Ok(PLACE.scope(self.place(permit, None), drawing).await)
    }

    fn place(
        &self,
        permit: OwnedSemaphorePermit,
        body: Option<OwnedSemaphorePermit>,
    ) -> Arc<Place> {
        self.tally.running.fetch_add(1, Ordering::Relaxed);
        Arc::new(Place {
            tally: Arc::clone(&self.tally),
            _permit: permit,
            _body: body,
        })
    }
}

impl Place {
    /// The place of the request that the caller answers; none where requests need none.
    pub(super) fn of_this_request() -> Option<Arc<Self>> {
        PLACE.try_with(Arc::clone).ok()
    }

    /// Notes that the work was stopped.
    pub(super) fn note_stop(&self) {
        self.tally.stopped.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.tally.running.fetch_sub(1, Ordering::Relaxed);
    }
}

/// One who waits, counted until dropped.
struct Waiting<'a>(&'a Tally);

impl<'a> Waiting<'a> {
    fn new(tally: &'a Tally) -> Result<Self, ApiError> {
        let waiting = Self(tally);
        if tally.waiting.fetch_add(1, Ordering::Relaxed) < MOST_WAITING {
            Ok(waiting)
        } else {
            Err(busy())
        }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Lets a question in once there is a place.
pub(super) async fn of_questions(
    Extension(admission): Extension<Arc<Admission>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    admission.admit(&admission.questions, request, next).await
}

/// Lets a request in that may run for minutes, once there is a place; looking something up needs none.
pub(super) async fn of_searches(
    Extension(admission): Extension<Arc<Admission>>,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    let compares = request.uri().path().ends_with("/comparison");
    if request.method() != Method::POST && !compares {
        return Ok(next.run(request).await);
    }
    admission.admit(&admission.searches, request, next).await
}

/// The length that a body says it has; the largest where it says none.
fn declared_length(headers: &HeaderMap) -> Result<usize, ApiError> {
    let Some(length) = headers.get(CONTENT_LENGTH) else {
        return Ok(LARGEST_BODY);
    };
    let length = length.to_str().ok().and_then(|text| text.parse().ok());
    let length = length.unwrap_or(usize::MAX);
    if length > LARGEST_BODY {
        Err(too_large())
    } else {
        Ok(length)
    }
}

/// Whether a body is a list of places in CSV, and no JSON.
pub(super) fn is_list(headers: &HeaderMap) -> bool {
    let media_type = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| media_type.starts_with("text/csv"))
}

/// How a body is written.
#[derive(Debug, Clone, Copy)]
enum Form {
    Json,
    List,
}

impl Form {
    fn of(headers: &HeaderMap) -> Self {
        if is_list(headers) {
            Self::List
        } else {
            Self::Json
        }
    }

    /// Whether a value or a row begins or ends with the byte. Line breaks and tabs only indent JSON.
    const fn parts_at(self, byte: u8) -> bool {
        match self {
            Self::Json => matches!(byte, b',' | b'[' | b'{'),
            Self::List => matches!(byte, b',' | b';' | b'\t' | b'|' | b'\n' | b'\r'),
        }
    }
}

async fn read(body: Body, most: usize, form: Form) -> Result<Bytes, ApiError> {
    let bytes = to_bytes(body, most).await.map_err(|_| too_large())?;
    let values = bytes.iter().filter(|byte| form.parts_at(**byte)).count();
    if values <= MOST_VALUES {
        return Ok(bytes);
    }
    Err(ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!("the body holds {values} values and at most {MOST_VALUES} are taken"),
        "simplify the geometry, or send the places in several parts",
    ))
}

fn too_large() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        format!(
            "the body is larger than the {} MiB that this address takes, or broke off",
            LARGEST_BODY >> 20
        ),
        "simplify the geometry, or send the places in several parts",
    )
}

fn busy() -> ApiError {
    ApiError::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "busy",
        "the server is at work on as many questions as it takes at once, and others wait",
        "ask again in half a minute",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(places: usize, wait_ms: u64) -> Admission {
        Admission::with_places(places, Duration::from_millis(wait_ms))
    }

    #[tokio::test]
    async fn who_waits_too_long_is_told_that_the_server_is_busy() {
        let one = admission(1, 10);
        let held = one.wait_for(&one.questions, 1).await.unwrap();
        let refused = one.wait_for(&one.questions, 1).await.unwrap_err();
        assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(refused.to_json()["error"]["code"], "busy");
        drop(held);
        assert!(one.wait_for(&one.questions, 1).await.is_ok());
    }

    #[tokio::test]
    async fn who_leaves_gives_the_turn_away() {
        let one = admission(1, 60_000);
        let held = one.wait_for(&one.questions, 1).await.unwrap();
        {
            let waits = one.wait_for(&one.questions, 1);
            tokio::select! {
                biased;
                _ = waits => panic!("there is no free place"),
                () = std::future::ready(()) => {}
            }
        }
        assert_eq!(one.heavy_work().waiting, 0);
        drop(held);
        assert!(one.wait_for(&one.questions, 1).await.is_ok());
    }

    #[tokio::test]
    async fn a_queue_has_an_end() {
        let none = admission(0, 60_000);
        let waiting: Vec<_> = (0..MOST_WAITING)
            .map(|_| Waiting::new(&none.tally).unwrap())
            .collect();
        let refused = none.wait_for(&none.questions, 1).await.unwrap_err();
        assert_eq!(refused.to_json()["error"]["code"], "busy");
        drop(waiting);
        assert_eq!(none.heavy_work().waiting, 0);
    }

    #[tokio::test]
    async fn a_body_of_too_many_values_is_refused_before_it_is_parsed() {
        for (form, parts) in [(Form::Json, ",[{"), (Form::List, ",;\t|\n\r")] {
            for part in parts.chars() {
                let many = Body::from(part.to_string().repeat(MOST_VALUES + 1));
                let refused = read(many, LARGEST_BODY, form).await.unwrap_err();
                let code = &refused.to_json()["error"]["code"];
                assert_eq!(code, "too_large", "{form:?} {part:?}");
            }
        }
        assert!(read(Body::from("[1,2]"), 5, Form::Json).await.is_ok());
        assert!(read(Body::from("[1,2]"), 4, Form::Json).await.is_err());
    }

    #[tokio::test]
    async fn json_may_be_indented() {
        let indented = Body::from("\n\t\t1".repeat(MOST_VALUES));
        assert!(read(indented, LARGEST_BODY, Form::Json).await.is_ok());
    }
}
