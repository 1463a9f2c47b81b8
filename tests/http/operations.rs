use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use nonnuoc::model::{Edit, RecordKey};
use nonnuoc::store::{Actor, Store, Transaction};

use crate::support::{fresh_server, get, get_json, refused, send, server};

#[tokio::test]
async fn a_commit_is_seen_by_the_next_request() {
    let (server, store) = fresh_server();
    let ask = || {
        let request = Request::get("/api/places/tra-linh")
            .body(Body::empty())
            .unwrap();
        send(server.clone(), request)
    };
    let before = ask().await;
    assert_eq!(before.status, StatusCode::OK);
    assert_eq!(before.headers[CONTENT_TYPE], "application/json");
    store
        .commit(Transaction {
            actor: Actor::command("test"),
            reason: "Remove a gate".to_owned(),
            expected_version: None,
            edits: vec![Edit::Remove(RecordKey::Place("tra-linh".parse().unwrap()))],
        })
        .unwrap();
    assert_eq!(ask().await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn health_tells_the_version_of_the_data() {
    let health = get_json("/healthz").await;
    assert_eq!(
        (health["status"].as_str(), health["version"].as_u64()),
        (Some("ok"), Some(1))
    );
}

#[tokio::test]
async fn metrics_count_requests_by_address() {
    get("/healthz").await;
    let answer = get("/metrics").await;
    let text = String::from_utf8(answer.body).unwrap();
    assert!(
        text.contains("nonnuoc_http_requests_total{method=\"GET\",path=\"/healthz\""),
        "{text}"
    );
    assert!(text.contains("nonnuoc_data_version 1"), "{text}");
}

#[tokio::test]
async fn methods_that_somebody_makes_up_are_counted_as_one() {
    for method in ["A1", "A2"] {
        let request = Request::builder().method(method).uri("/healthz");
        let answer = send(server(), request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }
    nonnuoc::http::fold_metrics();
    let text = String::from_utf8(get("/metrics").await.body).unwrap();
    let labels = "{method=\"other\",path=\"/healthz\",status=\"405\"";
    for series in ["requests_total", "request_seconds_bucket"] {
        let series = format!("nonnuoc_http_{series}{labels}");
        assert!(text.contains(&series), "{series} is missing in {text}");
    }
    assert!(!text.contains("method=\"A"), "{text}");
}

#[tokio::test]
async fn an_unknown_address_of_the_interface_is_json_not_the_viewer() {
    let (status, code, _) = refused("/api/nothing").await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::NOT_FOUND, "unknown_address")
    );
    assert_eq!(refused("/assets/missing.js").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_province_counts_its_units() {
    let province = get_json("/api/province").await;
    assert_eq!(
        (
            province["units"].as_u64(),
            province["border_units"].as_u64()
        ),
        (Some(56), Some(21))
    );
    assert_eq!(province["name"]["vi"], "Cao Bằng");
    assert_eq!(province["is_demo"], false);
}
