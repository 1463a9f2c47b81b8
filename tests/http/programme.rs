//! The programme over HTTP: catalogue, targets, statuses, tasks, reviews.

use serde_json::Value;

use crate::support::{get, get_json, refused};

#[tokio::test]
async fn every_row_of_the_programme_answers() {
    let list = get_json("/api/indicators?role=programme").await;
    assert_eq!(list["total"], 31);
    for indicator in list["indicators"].as_array().unwrap() {
        let id = indicator["id"].as_str().unwrap();
        let detail = get_json(&format!("/api/indicators/{id}")).await;
        assert!(
            !detail["targets"].as_array().unwrap().is_empty(),
            "{id} has no target"
        );
        let values = get_json(&format!("/api/indicators/{id}/values?period=2026")).await;
        assert_eq!(values["indicator"], id);
        let wanted = detail["is_by_commune"].as_bool().unwrap();
        assert_eq!(
            !values["values"].as_array().unwrap().is_empty() && wanted,
            wanted,
            "{id}"
        );
    }
}

#[tokio::test]
async fn without_figures_every_target_says_why_it_cannot_be_judged() {
    let list = get_json("/api/statuses?on=2026-06-01").await;
    assert_eq!(list["counts"]["no_data"], list["total"]);
    for status in list["statuses"].as_array().unwrap() {
        assert!(!status["reason"]["vi"].as_str().unwrap().is_empty());
        assert_eq!(status["latest"], Value::Null);
    }
    let dashboard = get_json("/api/dashboard").await;
    assert_eq!(dashboard["is_illustrative"], false);
    assert_eq!(
        dashboard["targets"].as_array().unwrap().len() as u64,
        list["total"].as_u64().unwrap()
    );
}

#[tokio::test]
async fn density_is_computed_from_people_and_area() {
    let values = get_json("/api/indicators/population-density/values?period=2024").await;
    assert_eq!(values["coverage"]["reported"], 56);
    let ward = values["values"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["unit_code"] == "01273")
        .unwrap();
    // 41,157 people on 55.44 km².
    assert_eq!(ward["value"], 742.37);
    assert_eq!(ward["parts"].as_array().unwrap().len(), 2);
    let province = values["province"]["value"].as_f64().unwrap();
    assert!((province - 573_119.0 / 6700.48).abs() < 0.001, "{province}");
}

#[tokio::test]
async fn classes_of_the_legend_touch_and_hold_every_value() {
    let values = get_json("/api/indicators/population/values?period=2024&classes=4").await;
    let classes = values["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 4);
    for pair in classes.windows(2) {
        assert_eq!(pair[0]["upper"], pair[1]["lower"]);
    }
    let held: u64 = classes
        .iter()
        .map(|class| class["count"].as_u64().unwrap())
        .sum();
    assert_eq!(held, 56);
}

#[tokio::test]
async fn lists_come_as_tables_too() {
    let answer = get("/api/indicators/population/values?period=2024&format=csv").await;
    let text = String::from_utf8(answer.body).unwrap();
    assert!(
        text.starts_with("\u{feff}indicator,period,code,name,value"),
        "{text}"
    );
    assert!(
        text.contains("population,2024,01273,Phường Thục Phán,41157,persons"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 57);
}

#[tokio::test]
async fn tasks_are_listed_by_deadline_with_their_agencies() {
    let tasks = get_json("/api/tasks?on=2031-01-01&state=overdue").await;
    assert_eq!(tasks["total"], get_json("/api/tasks").await["total"]);
    let of_health = get_json("/api/tasks?agency=department-of-health").await;
    let ids: Vec<&str> = of_health["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"provincial-hospital-500"), "{ids:?}");
    let reviews = get_json("/api/reviews").await;
    assert_eq!(reviews["reviews"].as_array().unwrap().len(), 7);
    let agencies = get_json("/api/agencies").await;
    assert!(agencies["agencies"].as_array().unwrap().len() >= 20);
}

#[tokio::test]
async fn what_does_not_exist_is_named() {
    for address in [
        "/api/indicators/none",
        "/api/targets/none",
        "/api/tasks/none",
        "/api/observations/none",
    ] {
        let (status, _, message) = refused(address).await;
        assert_eq!(status, 404, "{address}");
        assert!(message.contains("none"), "{message}");
    }
    let (status, code, _) = refused("/api/indicators/population/values?period=2024-13").await;
    assert_eq!((status.as_u16(), code.as_str()), (400, "bad_parameter"));
}
