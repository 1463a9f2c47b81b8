//! Long work that tells of itself: `Accept: text/event-stream`.

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{send, server};

/// Asks for events.
pub(crate) fn request(address: &str, question: &Value) -> Request<Body> {
    Request::post(address)
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, "text/event-stream")
        .body(Body::from(question.to_string()))
        .unwrap()
}

/// The events of an answer: their names and data.
pub(crate) fn events(body: &[u8]) -> Vec<(String, Value)> {
    let text = std::str::from_utf8(body).unwrap();
    let field = |event: &str, name: &str| {
        let line = event.lines().find_map(|line| line.strip_prefix(name));
        line.map(str::to_owned)
    };
    text.split("\n\n")
        .filter_map(|event| {
            let data = field(event, "data: ")?;
            Some((
                field(event, "event: ").unwrap(),
                serde_json::from_str(&data).unwrap(),
            ))
        })
        .collect()
}

async fn a_corridor() -> Value {
    let question = json!({"from": {"kind": "corridor"}, "limit": 1}).to_string();
    let asked = Request::post("/api/queries").header(CONTENT_TYPE, "application/json");
    let found = send(server(), asked.body(Body::from(question)).unwrap()).await;
    found.json()["rows"][0]["id"].clone()
}

#[tokio::test]
async fn progress_comes_first_and_then_the_plain_answer() {
    let question = json!({"corridors": [a_corridor().await], "widths_km": [2], "curve_to_km": 2});
    let streamed = send(server(), request("/api/coverage", &question)).await;
    assert_eq!(streamed.status, StatusCode::OK);
    assert_eq!(streamed.headers[CONTENT_TYPE], "text/event-stream");
    assert!(!streamed.headers.contains_key(CONTENT_ENCODING));
    let events = events(&streamed.body);
    let (last, before) = events.split_last().unwrap();
    assert!(!before.is_empty());
    for (name, progress) in before {
        assert_eq!(name, "progress");
        assert!(progress["fraction"].is_null() || progress["fraction"].is_f64());
        assert!(progress["doing"]["vi"].is_string() && progress["doing"]["en"].is_string());
    }
    let asked = Request::post("/api/coverage").header(CONTENT_TYPE, "application/json");
    let plain = send(
        server(),
        asked.body(Body::from(question.to_string())).unwrap(),
    )
    .await;
    assert_eq!((last.0.as_str(), &last.1), ("result", &plain.json()));
}

#[tokio::test]
async fn a_refused_question_is_an_error_event() {
    let question = json!({"corridors": ["no-such-corridor"]});
    let streamed = send(server(), request("/api/coverage", &question)).await;
    let events = events(&streamed.body);
    let (name, body) = events.last().unwrap();
    assert_eq!(
        (name.as_str(), &body["error"]["code"]),
        ("error", &json!("unknown_corridor"))
    );
}

/// Asks, reads the first event and closes the connection. The runtime of a test ends only when its work has.
pub(crate) async fn left_after_the_first_event(server: Router, address: &str, question: &Value) {
    let response: Response = server.oneshot(request(address, question)).await.unwrap();
    let mut body = response.into_body();
    let first = body.frame().await.unwrap().unwrap().into_data().unwrap();
    assert!(first.starts_with(b"event: progress"), "{first:?}");
    drop(body);
}

/// The runtime ends only when its work has: this test would last as long as a hundred kilometres of every corridor.
#[tokio::test]
async fn closing_the_connection_ends_the_work() {
    let question = json!({"corridors": [a_corridor().await], "widths_km": [1], "curve_to_km": 100});
    left_after_the_first_event(server(), "/api/coverage", &question).await;
}
