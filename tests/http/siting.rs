//! Siting over the address, on the people that ship: every commune's pupils at its label point, a candidate in each.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::progress::{events, request};
use crate::support::{Answer, send, server};

async fn ask(address: &str, question: &Value) -> Answer {
    let asked = Request::post(address).header(CONTENT_TYPE, "application/json");
    send(
        server(),
        asked.body(Body::from(question.to_string())).unwrap(),
    )
    .await
}

fn question() -> Value {
    json!({"model": "p-median", "demands_from": "communes", "most_new": 3})
}

fn count(list: &Value, is: impl Fn(&Value) -> bool) -> usize {
    list.as_array()
        .unwrap()
        .iter()
        .filter(|row| is(row))
        .count()
}

#[tokio::test]
async fn three_schools_are_sited_to_a_proof_with_a_reason_for_every_other() {
    let answer = ask("/api/siting", &question()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let found = answer.json();
    assert_eq!(
        (&found["status"], &found["gap"]),
        (&json!("optimal"), &json!(0.0))
    );
    assert_eq!(count(&found["sites"], |site| site["is_open"] == true), 3);
    let rejected = |site: &Value| {
        let rejection = &site["rejection"];
        rejection["why"] == "worse" && rejection["worse_by_at_most"].as_f64().unwrap() >= 0.0
    };
    assert_eq!(count(&found["sites"], rejected), 53);
    assert_eq!(found["trips"].as_array().unwrap().len(), 56);
    assert_eq!(found["left_out"], json!([]));
    let total: f64 = found["trips"]
        .as_array()
        .unwrap()
        .iter()
        .map(|trip| trip["pupils"].as_f64().unwrap() * trip["minutes"].as_f64().unwrap())
        .sum();
    assert!((total / found["objective"].as_f64().unwrap() - 1.0).abs() < 1e-9);
    assert_eq!(
        found["goals"][2]["after"].as_u64().map(|n| n <= 3),
        Some(true)
    );
    let again = ask("/api/siting", &question()).await;
    assert_eq!(answer.body, again.body);
}

#[tokio::test]
async fn progress_ends_with_the_plain_answer() {
    let streamed = send(server(), request("/api/siting", &question())).await;
    let events = events(&streamed.body);
    let (last, before) = events.split_last().unwrap();
    assert!(before.iter().all(|(name, _)| name == "progress") && !before.is_empty());
    let plain = ask("/api/siting", &question()).await.json();
    assert_eq!((last.0.as_str(), &last.1), ("result", &plain));
}

#[tokio::test]
async fn files_hold_sites_and_ways() {
    let csv = ask("/api/siting?format=csv", &question()).await;
    let text = String::from_utf8(csv.body).unwrap();
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("site,"))
            .count(),
        56
    );
    assert_eq!(
        text.lines()
            .filter(|line| line.starts_with("trip,"))
            .count(),
        56
    );
    let geojson = ask("/api/siting?format=geojson", &question()).await.json();
    let is_line = |feature: &Value| feature["geometry"]["type"] == "LineString";
    assert_eq!(count(&geojson["features"], is_line), 56);
}

/// 21 border communes need as many schools: three new ones are not enough, and the answer says so.
#[tokio::test]
async fn what_cannot_be_kept_is_named() {
    let mut asked = question();
    asked["goals_as_conditions"] = json!(["border-boarding"]);
    let found = ask("/api/siting", &asked).await.json();
    assert_eq!(found["status"], "infeasible");
    let most_new = json!({"condition": "most-new", "is_enough_alone": true, "needed": 21.0});
    let border = json!({"condition": "border-boarding", "is_enough_alone": true, "needed": null});
    assert_eq!(found["relax"], json!([most_new, border]));
    asked["most_new"] = json!(21);
    let found = ask("/api/siting", &asked).await.json();
    assert_eq!(found["status"], "optimal");
    assert_eq!(found["goals"][2]["is_reached"], true);
    assert_eq!(found["goals"][2]["missing"], json!([]));
}

#[tokio::test]
async fn a_faulty_question_is_refused_with_what_to_mend() {
    for (asked, status, said) in [
        (json!({"model": "lscp"}), 400, "lscp needs most_minutes"),
        (
            json!({"model": "p-median"}),
            400,
            "p-median needs most_open, most_new or budget_million_vnd",
        ),
        (
            json!({"model": "p-median", "most_new": 1, "obligatory": ["nowhere"]}),
            404,
            "there is no site nowhere",
        ),
    ] {
        let answer = ask("/api/siting", &asked).await;
        assert_eq!(answer.status.as_u16(), status);
        let message = answer.json()["error"]["message"].to_string();
        assert!(message.contains(said), "{message}");
    }
}
