//! Siting over the address, on the people that ship: every commune's pupils at its label point, a candidate in each.

use axum::Router;
use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use crate::accounts::administrator;
use crate::progress::{events, left_after_the_first_event, request};
use crate::support::{
    Answer, fresh_server, fresh_server_with_administrator, illustrate, send, server,
};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

async fn ask(address: &str, question: &Value) -> Answer {
    ask_of(server(), address, question).await
}

async fn ask_of(server: Router, address: &str, question: &Value) -> Answer {
    let asked = Request::post(address).header(CONTENT_TYPE, "application/json");
    let asked = asked.body(Body::from(question.to_string())).unwrap();
    send(server, asked).await
}

/// A server on the illustrative settlements, schools, satellite points and roads.
fn illustrated_server() -> Router {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    server
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
    let most_new = json!({
        "condition": "most-new", "is_enough_alone": true, "needed": 21.0,
        "told": {
            "vi": "Số trường mở mới: nới riêng điều kiện này là đủ, ít nhất tới 21 trường.",
            "en": "New sites: relaxing this alone is enough, at least to 21 sites.",
        },
    });
    let border = json!({
        "condition": "border-boarding", "is_enough_alone": true, "needed": null,
        "told": {
            "vi": "Trường liên cấp nội trú ở xã biên giới: nới riêng điều kiện này là đủ.",
            "en": "Inter-level boarding schools in border communes: relaxing this alone is enough.",
        },
    });
    assert_eq!(found["relax"], json!([most_new, border]));
    let mut csv = ask("/api/siting?format=csv", &asked).await.body;
    csv.drain(..3);
    let csv = String::from_utf8(csv).unwrap();
    assert!(
        csv.contains("answer,p-median") && csv.contains("infeasible"),
        "{csv}"
    );
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
            json!({"model": "p-median", "most_new": 1, "time_limit_seconds": 0}),
            400,
            "time_limit_seconds is 0: give 0.1 to 600",
        ),
        (
            json!({"model": "p-median", "most_new": 1, "candidates": [{"lon": 22.6, "lat": 106.2}]}),
            400,
            "longitude 22.6, latitude 106.2 is not on the earth",
        ),
        (
            json!({"model": "p-median", "most_new": 1, "obligatory": ["nowhere"]}),
            404,
            "there is no site nowhere",
        ),
    ] {
        let answer = ask("/api/siting", &asked).await;
        assert_eq!(answer.status.as_u16(), status);
        let error = &answer.json()["error"];
        let message = error["message"].to_string();
        assert!(message.contains(said), "{message}");
        assert!(
            error["remedy"].is_string() && error["vi"]["message"].is_string(),
            "{error}"
        );
    }
}

/// Every sentence and every reason is told in Vietnamese and in English.
#[tokio::test]
async fn sentences_and_reasons_are_told_in_both_languages() {
    let mut asked = question();
    asked["forbidden"] = json!(["candidate-01273"]);
    asked["obligatory"] = json!(["candidate-01290"]);
    let found = ask("/api/siting", &asked).await.json();
    let is_told = |text: &Value| {
        let (vi, en) = (text["vi"].as_str(), text["en"].as_str());
        vi.zip(en)
            .is_some_and(|(vi, en)| !vi.is_empty() && !en.is_empty() && vi != en)
    };
    let sentences = found["explanation"].as_array().unwrap();
    assert!(
        sentences.len() >= 4 && sentences.iter().all(is_told),
        "{sentences:?}"
    );
    let last = &sentences[sentences.len() - 1];
    assert_eq!(last["vi"], "Đã chứng minh: không có phương án nào tốt hơn.");
    let site = |id: &str| {
        let sites = found["sites"].as_array().unwrap();
        sites.iter().find(|site| site["id"] == id).unwrap().clone()
    };
    let forbidden = site("candidate-01273");
    assert_eq!(
        forbidden["why_not"],
        json!({"vi": "Bị loại: câu hỏi cấm mở.", "en": "Ruled out: the question forbids it."})
    );
    let asked_for = json!({"vi": "câu hỏi yêu cầu mở", "en": "the question asks for it"});
    assert_eq!(site("candidate-01290")["obligatory_because"], asked_for);
    let told = |site: &Value| {
        (site["is_open"] == true && site["why_not"].is_null()) || is_told(&site["why_not"])
    };
    assert_eq!(count(&found["sites"], told), 56);
}

/// A level is asked: only its schools and pupils count, and what stands for the pupils is said.
#[tokio::test]
async fn a_level_has_its_own_pupils_and_schools() {
    let server = illustrated_server();
    let ask_level = |level: Option<&str>| {
        let mut asked = json!({
            "model": "mclp", "most_minutes": 30, "most_new": 2, "on": "2026-07-01", "travel": {"mode": "road"},
        });
        if let Some(level) = level {
            asked["level"] = json!(level);
        }
        let server = server.clone();
        async move { ask_of(server, "/api/siting", &asked).await.json() }
    };
    let (all, primary, upper) = (
        ask_level(None).await,
        ask_level(Some("primary")).await,
        ask_level(Some("upper-secondary")).await,
    );
    let pupils = |found: &Value| found["travel"]["all"]["after"]["pupils"].as_f64().unwrap();
    let share = pupils(&primary) / pupils(&all);
    assert!((0.40..0.50).contains(&share), "{share}");
    let lower = ask_level(Some("lower-secondary")).await;
    let sum = pupils(&primary) + pupils(&lower) + pupils(&upper);
    let difference: f64 = sum - pupils(&all);
    assert!(difference.abs() < 1e-9, "the levels add up to all");
    assert_eq!(primary["level"], "primary");
    let of_kind = |found: &Value, word: &str| {
        count(&found["sites"], |site| {
            site["id"].as_str().unwrap().starts_with(word)
        })
    };
    assert!(of_kind(&primary, "illustrative-school-primary-") > 100);
    assert_eq!(of_kind(&primary, "illustrative-school-lower-secondary-"), 0);
    assert!(of_kind(&primary, "illustrative-school-inter-level-") > 0);
    let schools = of_kind(&upper, "illustrative-school-");
    let upper_schools = of_kind(&upper, "illustrative-school-upper-secondary-");
    assert!(
        schools == upper_schools && schools > 10,
        "{schools} {upper_schools}"
    );
    assert_eq!(of_kind(&upper, "candidate-"), 56);
    let says = |found: &Value, words: &str| {
        count(&found["explanation"], |text| {
            text["vi"].as_str().unwrap().contains(words)
        })
    };
    assert_eq!(says(&primary, "Chỉ xét cấp tiểu học"), 1);
    assert_eq!(
        says(&primary, "Ở "),
        0,
        "every settlement counts its primary pupils"
    );
    assert_eq!(says(&all, "Chỉ xét cấp"), 0);
}

/// Where only people are known, the level is a share of them, and the answer says so.
#[tokio::test]
async fn a_level_is_shared_out_where_nobody_counted_it() {
    let mut asked = question();
    asked["level"] = json!("primary");
    let found = ask("/api/siting", &asked).await.json();
    let told = found["explanation"].to_string();
    assert!(told.contains("Ở 56 nơi chưa biết số học sinh"), "{told}");
}

/// Which layers an answer rests on depends on how people travel, and made-up ones mark it.
#[tokio::test]
async fn an_answer_that_rests_on_made_up_roads_or_heights_says_so() {
    let server = illustrated_server();
    let ask_by = |mode: &str| {
        let mut asked = question();
        asked["on"] = json!("2026-07-01");
        asked["travel"] = json!({"mode": mode});
        asked["avoid_hazard_classes"] = json!([]);
        let server = server.clone();
        async move { ask_of(server, "/api/siting", &asked).await.json() }
    };
    let rests_on = |found: &Value, layer: &str| {
        count(&found["sources"], |source| source["layer"] == layer) == 1
    };
    let (by_road, on_foot) = (ask_by("road").await, ask_by("on-foot").await);
    assert!(rests_on(&by_road, "illustrative-roads"));
    assert!(!rests_on(&by_road, "illustrative-elevation"));
    assert!(rests_on(&on_foot, "illustrative-elevation"));
    for found in [&by_road, &on_foot] {
        assert_eq!(found["is_illustrative"], true);
        let told = found["explanation"].to_string();
        assert!(told.contains("Some data are illustrative"), "{told}");
    }
    let plain = ask("/api/siting", &question()).await.json();
    assert_eq!(plain["is_illustrative"], false);
}

/// Every settlement, every school and their capacities, within a tenth of a second: there is more to prove than that.
fn too_much() -> Value {
    json!({
        "model": "p-median", "most_new": 12, "keep_capacities": true, "new_school_capacity": 400, "on": "2026-07-01",
        "goals_as_conditions": ["satellite-cut"], "time_limit_seconds": 0.1,
        "travel": {"mode": "road"},
    })
}

#[tokio::test]
async fn a_run_that_ends_at_its_limit_tells_its_gap_and_is_never_called_optimal() {
    let found = ask_of(illustrated_server(), "/api/siting", &too_much()).await;
    assert_eq!(
        found.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&found.body)
    );
    let found = found.json();
    match found["status"].as_str().unwrap() {
        "feasible" => {
            let (objective, bound) = (found["objective"].as_f64(), found["bound"].as_f64());
            assert!(
                objective.unwrap() > bound.unwrap(),
                "{objective:?} {bound:?}"
            );
            assert!(found["gap"].as_f64().unwrap() > 0.0);
            assert!(count(&found["sites"], |site| site["is_open"] == true) > 0);
        }
        "none-found" => assert!(found["objective"].is_null() && found["gap"].is_null()),
        other => panic!("a run without time is {other}"),
    }
    let sentences = found["explanation"].as_array().unwrap();
    let last = sentences[sentences.len() - 1]["en"].as_str().unwrap();
    assert!(
        last.starts_with("Not proven") || last.starts_with("Nothing was found"),
        "{last}"
    );
}

/// Progress tells what is done and, once something is found, the best and what is proven.
#[tokio::test]
async fn progress_tells_of_the_best_and_of_the_bound() {
    let streamed = send(server(), request("/api/siting", &question())).await;
    let events = events(&streamed.body);
    let told =
        |event: &&(String, Value)| event.0 == "progress" && event.1["doing"]["vi"].is_string();
    assert_eq!(events.iter().filter(told).count() + 1, events.len());
    let mut asked = too_much();
    asked["time_limit_seconds"] = json!(2);
    let streamed = send(illustrated_server(), request("/api/siting", &asked)).await;
    let events = crate::progress::events(&streamed.body);
    let proven = |event: &&(String, Value)| event.1["bound"].is_f64();
    let (last, before) = events.split_last().unwrap();
    assert_eq!(last.0, "result", "{}", last.1);
    let proven: Vec<_> = before.iter().filter(proven).collect();
    assert!(!proven.is_empty(), "{before:?}");
    for (_, told) in proven {
        let best = told["best"].as_f64().unwrap_or(f64::INFINITY);
        assert!(best >= told["bound"].as_f64().unwrap() - 1e-6, "{told}");
    }
}

/// The runtime ends only when its work has: this test would last its ten minutes.
#[tokio::test]
async fn closing_the_connection_ends_the_proof() {
    let mut asked = too_much();
    asked["time_limit_seconds"] = json!(600);
    left_after_the_first_event(illustrated_server(), "/api/siting", &asked).await;
}

#[tokio::test]
async fn a_scenario_is_saved_run_again_and_compared() {
    let (server, store, one_time) = fresh_server_with_administrator();
    illustrate(&store, TODAY);
    let mut admin = administrator(&server, &one_time).await;
    let mut ids = Vec::new();
    for most_new in [1, 3] {
        let new = json!({"name": format!("Mở {most_new} trường"), "kind": "siting", "request": {
            "model": "p-median", "most_new": most_new, "on": "2026-07-01", "demands_from": "communes", "level": "primary",
        }});
        let saved = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
        let said = String::from_utf8_lossy(&saved.body);
        assert_eq!(saved.status, StatusCode::CREATED, "{said}");
        ids.push(saved.json()["id"].as_str().unwrap().to_owned());
        assert_eq!(saved.json()["result"]["status"], "optimal");
    }
    let address = format!("/api/scenarios/{}/runs", ids[0]);
    let again = admin.ask(Method::POST, &address, None).await.json();
    let told = ["is_unchanged", "is_comparable", "changes"].map(|field| &again[field]);
    assert_eq!(told, [&json!(true), &json!(true), &json!([])]);
    let address = format!("/api/scenarios/{}/comparison?with={}", ids[0], ids[1]);
    let compared = admin.ask(Method::GET, &address, None).await.json();
    let mean = compared["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["row"] == "answer, p-median" && change["column"] == "mean_minutes")
        .unwrap();
    assert!(
        mean["difference"].as_f64().unwrap() < 0.0,
        "more schools, shorter ways: {mean}"
    );
}
