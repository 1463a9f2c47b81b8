use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, send, server};

async fn ask(address: &str, accept: &str, question: &Value) -> Answer {
    let request = Request::post(address)
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, accept)
        .body(Body::from(question.to_string()));
    send(server(), request.unwrap()).await
}

fn from_two_towns() -> Value {
    json!({
        "facilities": {"kinds": ["border-gate"]},
        "origins": {"positions": [
            {"name": "A", "lon": 106.25, "lat": 22.66},
            {"name": "B", "lon": 106.30, "lat": 22.75},
        ]},
        "isochrone_minutes": [60, 59],
    })
}

#[tokio::test]
async fn without_roads_and_heights_it_says_that_straight_lines_answered() {
    let answer = ask("/api/travel-times", "application/json", &from_two_towns()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let found = answer.json();
    let runs = found["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 2, "both seasons");
    assert_eq!(
        (&runs[0]["season"], &runs[1]["season"]),
        (&json!("dry"), &json!("rainy"))
    );
    assert_eq!(runs[0]["method"], "straight-line");
    assert_eq!(
        found["explanation"][1],
        "Neither roads nor heights are loaded."
    );
    let minutes = |run: usize| {
        runs[run]["origins"][0]["nearest"]["minutes"]
            .as_f64()
            .unwrap()
    };
    assert!(
        (minutes(1) / minutes(0) - 1.25).abs() < 1e-12,
        "0.8 of the speed"
    );
    assert_eq!(runs[0]["units"].as_array().unwrap().len(), 56);
    let province = &runs[0]["province"];
    assert_eq!(province["population"].as_f64(), Some(573_119.0));
    assert_eq!(province["people_unreached"].as_f64(), Some(0.0));
    let shares: Vec<f64> = province["within"]
        .as_array()
        .unwrap()
        .iter()
        .map(|w| w["share"].as_f64().unwrap())
        .collect();
    assert!(
        shares.is_sorted() && shares[0] > 0.0 && shares[3] <= 1.0,
        "{shares:?}"
    );
    assert!(province["mean_minutes"].as_f64() < province["p90_minutes"].as_f64());
    let drawn = &runs[0]["isochrones"];
    assert_eq!(
        (&drawn[0]["minutes"], &drawn[1]["minutes"]),
        (&json!(59.0), &json!(60.0))
    );
    assert!(drawn[0]["area_km2"].as_f64() < drawn[1]["area_km2"].as_f64());
}

#[tokio::test]
async fn a_drawn_road_is_followed_and_a_closure_cuts_it() {
    let mut question = from_two_towns();
    question["travel"] = json!({"mode": "road", "snap_limit_m": 2000, "added_roads": [{
        "line": {"type": "LineString", "coordinates": [[106.25, 22.66], [106.28, 22.7], [106.30, 22.75]]},
        "road_class": "provincial",
    }]});
    question["facilities"] = json!({"positions": [{"name": "C", "lon": 106.30, "lat": 22.75}]});
    question["seasons"] = json!(["dry"]);
    question["with_matrix"] = json!(true);
    let found = ask("/api/travel-times", "application/json", &question)
        .await
        .json();
    let run = &found["runs"][0];
    assert_eq!(run["method"], "network");
    // 5.409 km and 5.909 km at 30 km/h.
    let minutes = run["origins"][0]["all"][0]["minutes"].as_f64().unwrap();
    assert!((minutes - 2.0 * (5.409 + 5.909)).abs() < 0.1, "{minutes}");
    assert_eq!(run["unreached"], json!({}));
    assert!(run["province"]["people_unreached"].as_f64().unwrap() > 0.0);
    question["travel"]["closures"] = json!({
        "line": {"type": "LineString", "coordinates": [[106.26, 22.72], [106.31, 22.72]]}
    });
    let closed = ask("/api/travel-times", "application/json", &question)
        .await
        .json();
    let run = &closed["runs"][0];
    assert_eq!(run["closed_pieces"], 1);
    assert_eq!(run["origins"][0]["nearest"]["minutes"], Value::Null);
    assert_eq!(
        run["origins"][0]["nearest"]["reason"],
        "no-road-near-destination"
    );
}

#[tokio::test]
async fn it_comes_as_tables_and_as_events() {
    let question = from_two_towns();
    for (format, start) in [
        ("csv", b"\xef\xbb\xbfseason,direction,level".as_slice()),
        ("geojson", b"{\"type\":\"FeatureCollection\"".as_slice()),
        ("xlsx", b"PK".as_slice()),
        ("gpkg", b"SQLite format 3".as_slice()),
    ] {
        let file = ask(
            &format!("/api/travel-times?format={format}"),
            "*/*",
            &question,
        )
        .await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        assert!(
            file.body.starts_with(start),
            "{format}: {:?}",
            &file.body[..30]
        );
    }
    let events = ask("/api/travel-times", "text/event-stream", &question).await;
    let text = String::from_utf8(events.body).unwrap();
    let result = text.split("event: result\ndata: ").nth(1).unwrap();
    let plain = ask("/api/travel-times", "application/json", &question)
        .await
        .json();
    assert_eq!(serde_json::from_str::<Value>(result.trim()).unwrap(), plain);
}

#[tokio::test]
async fn what_cannot_be_answered_says_why() {
    for (change, code, words) in [
        (
            json!({"facilities": {"places": ["no-such-place"]}}),
            "unknown_place",
            "no-such-place",
        ),
        (
            json!({"facilities": {}}),
            "bad_travel_times",
            "the number of facilities is 0",
        ),
        (
            json!({"travel": {"detour_factor": 0.2}}),
            "bad_travel_times",
            "detour_factor is 0.2",
        ),
        (
            json!({"within_minutes": [-5]}),
            "bad_travel_times",
            "minutes is -5",
        ),
    ] {
        let mut question = from_two_towns();
        for (name, value) in change.as_object().unwrap() {
            question[name] = value.clone();
        }
        let answer = ask("/api/travel-times", "application/json", &question).await;
        assert!(answer.status.is_client_error());
        let error = &answer.json()["error"];
        assert_eq!(error["code"], code);
        assert!(
            error["message"].as_str().unwrap().contains(words),
            "{error}"
        );
    }
}
