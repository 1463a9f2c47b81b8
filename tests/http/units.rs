use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{get_json, refused};

fn names(units: &Value) -> Vec<&str> {
    units
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn there_are_56_units_today_and_161_before_the_merger() {
    let today = get_json("/api/units?on=2026-01-01").await;
    let before = get_json("/api/units?on=2025-06-30").await;
    assert_eq!(today["units"].as_array().unwrap().len(), 56);
    assert_eq!(before["units"].as_array().unwrap().len(), 161);
    let border = today["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["is_border"] == true)
        .count();
    assert_eq!(border, 21);
}

#[tokio::test]
async fn every_code_of_today_was_borne_by_a_former_unit() {
    let today = get_json("/api/units?on=2026-01-01").await;
    for unit in today["units"].as_array().unwrap() {
        let code = unit["code"].as_str().unwrap();
        let history = get_json(&format!("/api/units/{code}/lineage")).await;
        let versions = history["units"].as_array().unwrap();
        assert_eq!(versions.len(), 2, "{code}");
        assert_eq!(versions[0]["unit"]["valid_to"], "2025-06-30");
        assert_eq!(versions[1]["unit"]["valid_from"], "2025-07-01");
    }
}

#[tokio::test]
async fn a_unit_says_what_it_was_formed_from() {
    let ward = get_json("/api/units/01273?on=2026-01-01").await;
    assert_eq!(ward["full_name"], "Phường Thục Phán");
    let mut formed_from = names(&ward["predecessors"]);
    formed_from.sort_unstable();
    assert_eq!(
        formed_from,
        [
            "Hoàng Tung",
            "Hưng Đạo",
            "Hợp Giang",
            "Sông Hiến",
            "Đề Thám"
        ]
    );
    assert!(
        ward["boundary"]["provenance"]["source"]
            .as_str()
            .unwrap()
            .contains("1657")
    );
}

#[tokio::test]
async fn the_lineage_joins_all_161_to_the_56_and_loses_none() {
    let mut former = std::collections::BTreeSet::new();
    let today = get_json("/api/units?on=2026-01-01").await;
    for unit in today["units"].as_array().unwrap() {
        let code = unit["code"].as_str().unwrap();
        let detail = get_json(&format!("/api/units/{code}?on=2026-01-01")).await;
        for predecessor in detail["predecessors"].as_array().unwrap() {
            let key = predecessor["code"].as_str().unwrap().to_owned();
            assert!(former.insert(key), "{predecessor} became part of two units");
        }
    }
    assert_eq!(former.len(), 161);
}

#[tokio::test]
async fn the_area_of_a_boundary_is_close_to_the_official_area() {
    let ward = get_json("/api/units/01273?on=2026-01-01").await;
    let area = ward["boundary"]["area_km2"].as_f64().unwrap();
    assert!((area - 55.44).abs() < 1.0, "{area}");
}

#[tokio::test]
async fn a_wrong_code_or_day_is_refused_with_a_remedy() {
    let (status, code, message) = refused("/api/units/1273").await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "bad_unit_code")
    );
    assert!(message.contains("leading zeros"));
    let (status, code, _) = refused("/api/units/99999").await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::NOT_FOUND, "unknown_unit")
    );
    let (status, code, _) = refused("/api/units?on=30-06-2025").await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "bad_parameter")
    );
    let (status, _, message) = refused("/api/units/01273?on=1999-01-01").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(message, "no unit has the code 01273 on 1999-01-01");
}
