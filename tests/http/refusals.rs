//! Whatever refuses a request, the client reads one form: JSON with a code, a message and a remedy, in both languages.

use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use serde_json::Value;

use crate::support::{Answer, get, send, server};

/// The code of a refusal that reads as all refusals do.
pub(crate) fn code_of(answer: &Answer, asked: &str) -> String {
    let shown = String::from_utf8_lossy(&answer.body);
    assert!(
        answer.status.is_client_error() || answer.status == StatusCode::SERVICE_UNAVAILABLE,
        "{asked}: {} {shown}",
        answer.status
    );
    assert_eq!(
        answer.headers[CONTENT_TYPE], "application/json",
        "{asked}: {shown}"
    );
    let error = &answer.json()["error"];
    for told in [error, &error["vi"]] {
        for field in ["message", "remedy"] {
            let text = told[field].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{asked}: {field} of {error}");
        }
    }
    error["code"].as_str().unwrap().to_owned()
}

async fn code(method: Method, address: &str, media_type: &str, body: impl Into<Body>) -> String {
    let request = Request::builder().method(method.clone()).uri(address);
    let request = request.header(CONTENT_TYPE, media_type).body(body.into());
    let answer = send(server(), request.unwrap()).await;
    code_of(&answer, &format!("{method} {address} ({media_type})"))
}

/// Every address of the interface with the methods that it has.
fn addresses() -> Vec<(String, Vec<Method>)> {
    let document = serde_json::to_value(nonnuoc::http::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let plain = |path: &str| {
        let parts = path.split('/').map(|part| match part {
            "{z}" | "{x}" => "1",
            part if part.starts_with('{') => "x-1",
            part => part,
        });
        parts.collect::<Vec<_>>().join("/")
    };
    let methods = |item: &Value| {
        let names = item.as_object().unwrap().keys();
        names
            .filter_map(|name| name.to_uppercase().parse().ok())
            .collect()
    };
    paths
        .iter()
        .map(|(path, item)| (plain(path), methods(item)))
        .collect()
}

#[tokio::test]
async fn a_method_that_an_address_does_not_have_is_refused_in_words() {
    let others = [Method::DELETE, Method::PUT, Method::PATCH];
    for (address, methods) in addresses() {
        let absent = others.iter().find(|method| !methods.contains(method));
        let method = absent.unwrap();
        let request = Request::builder().method(method.clone()).uri(&address);
        let answer = send(server(), request.body(Body::empty()).unwrap()).await;
        let asked = format!("{method} {address}");
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{asked}");
        assert_eq!(code_of(&answer, &asked), "wrong_method");
        assert!(answer.headers.contains_key(ALLOW), "{asked}");
    }
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_refused_in_words() {
    let takes_bodies = [Method::POST, Method::PUT, Method::PATCH];
    let mut asked = 0;
    for (address, methods) in addresses() {
        for method in methods {
            if !takes_bodies.contains(&method) || address.ends_with("/runs") {
                continue;
            }
            asked += 1;
            code(method.clone(), &address, "application/json", "{").await;
            code(
                method.clone(),
                &address,
                "application/json",
                "{\"no such\": 1}",
            )
            .await;
            code(
                method.clone(),
                &address,
                "application/json",
                vec![0xff, 0xfe],
            )
            .await;
            code(method.clone(), &address, "text/plain", "hello").await;
            code(
                method.clone(),
                &address,
                "multipart/form-data; boundary=x",
                "--x\r\n",
            )
            .await;
            code(method, &address, "application/json", " ".repeat(3 << 20)).await;
        }
    }
    assert!(asked >= 15, "{asked}");
}

#[tokio::test]
async fn what_the_server_takes_at_most_is_told_before_it_is_read() {
    for address in [
        "/api/queries",
        "/api/coverage",
        "/api/exposure",
        "/api/locate",
    ] {
        let request = Request::post(address)
            .header(CONTENT_TYPE, "application/json")
            .header(CONTENT_LENGTH, 60 << 20)
            .body(Body::empty());
        let answer = send(server(), request.unwrap()).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
        assert_eq!(code_of(&answer, address), "too_large");
        let message = answer.json()["error"]["message"].to_string();
        assert!(message.contains("48 MiB"), "{message}");
        let undeclared = vec![b' '; (48 << 20) + 1];
        assert_eq!(
            code(Method::POST, address, "text/csv", undeclared).await,
            "too_large"
        );
    }
}

#[tokio::test]
async fn addresses_and_parameters_that_do_not_read_are_refused_in_words() {
    for (address, expected) in [
        ("/api/nothing", "unknown_address"),
        ("/tiles/a/b/c/d/e", "unknown_address"),
        ("/api/units/%FF", "bad_request"),
        ("/api/layers/%FF/thumbnail", "bad_request"),
        ("/api/layers/communes/thumbnail?size=wide", "bad_parameter"),
        ("/api/places?bbox=%FF", "bad_parameter"),
    ] {
        let found = code(Method::GET, address, "text/plain", Body::empty()).await;
        let is_expected = found == expected || (expected == "bad_parameter" && found == "bad_bbox");
        assert!(is_expected, "{address}: {found}");
    }
    let media = code(Method::POST, "/api/queries", "text/plain", "{}").await;
    assert_eq!(media, "wrong_media_type");
}

#[tokio::test]
async fn a_bad_parameter_is_named_with_its_value_and_how_it_is_written() {
    for (address, message, remedy, vi, remedy_vi) in [
        (
            "/api/units?on=foo",
            "the parameter on is \"foo\"",
            "write a day such as 2025-07-01",
            "Tham số on = “foo” không đọc được.",
            "Viết ngày như 2025-07-01 (năm-tháng-ngày).",
        ),
        (
            "/api/places?limit=nhi%E1%BB%81u",
            "the parameter limit is \"nhiều\"",
            "write a whole number such as 100",
            "Tham số limit = “nhiều” không đọc được.",
            "Viết một số nguyên như 100.",
        ),
        (
            "/api/indicators?format=pdf",
            "the parameter format is \"pdf\": unknown variant `pdf`, expected `json` or `csv`",
            "see /api/openapi.json for the parameters of this address",
            "Tham số format = “pdf” không đọc được.",
            "Viết một trong: json, csv.",
        ),
        // A condition with a slip in its name would otherwise be left out, and the answer be another.
        (
            "/api/units?day=2025-07-01",
            "there is no parameter day",
            "use one of: on",
            "Không có tham số day.",
            "Dùng một trong: on.",
        ),
    ] {
        let answer = get(address).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        let error = answer.json()["error"].clone();
        assert_eq!(error["message"], message);
        assert_eq!(error["remedy"], remedy);
        assert_eq!(error["vi"]["message"], vi);
        assert_eq!(error["vi"]["remedy"], remedy_vi);
    }
}

#[tokio::test]
async fn a_bad_body_names_the_part_in_vietnamese_too() {
    let question = r#"{"from": {"kind": "volcano"}}"#;
    let request = Request::post("/api/queries").header(CONTENT_TYPE, "application/json");
    let answer = send(server(), request.body(Body::from(question)).unwrap()).await;
    assert_eq!(answer.status.as_u16(), 422);
    let vi = answer.json()["error"]["vi"].clone();
    let message = vi["message"].as_str().unwrap();
    assert!(
        message.starts_with("Nội dung gửi lên không đúng ở “from"),
        "{vi}"
    );
    let remedy = vi["remedy"].as_str().unwrap();
    assert!(
        remedy.starts_with("Viết một trong: ") && remedy.contains("school"),
        "{vi}"
    );
}
