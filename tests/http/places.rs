use axum::http::StatusCode;

use crate::support::{get_json, refused};

#[tokio::test]
async fn a_gate_says_its_class_position_accuracy_and_source() {
    let gate = get_json("/api/places/tra-linh").await;
    assert_eq!(gate["attributes"]["gate_class"], "international");
    assert_eq!(gate["geometry"]["coordinates"][0], 106.32448);
    assert_eq!(gate["accuracy_m"], 300.0);
    assert!(!gate["provenance"]["source"].as_str().unwrap().is_empty());
}

#[tokio::test]
async fn places_are_filtered_by_kind_unit_and_box() {
    let gates = get_json("/api/places?kind=border-gate").await;
    assert_eq!(gates["total"], 10);
    let of_unit = get_json("/api/places?kind=border-gate&unit=01447").await;
    assert_eq!(of_unit["total"], 2);
    let here = get_json("/api/places?kind=border-gate&bbox=106.3,22.8,106.4,22.9").await;
    assert_eq!(here["total"], 2);
    let page = get_json("/api/places?kind=border-gate&limit=3&offset=9").await;
    assert_eq!(
        (
            page["total"].as_u64(),
            page["places"].as_array().unwrap().len()
        ),
        (Some(10), 1)
    );
}

#[tokio::test]
async fn places_that_the_programme_names_by_unit_have_no_invented_position() {
    let cluster = get_json("/api/places/green-cluster-01447").await;
    assert!(cluster["geometry"].is_null() && cluster["bbox"].is_null());
    assert_eq!(cluster["unit_codes"][0], "01447");
}

#[tokio::test]
async fn a_wrong_filter_is_refused() {
    for (address, code) in [
        ("/api/places?bbox=1,2,3", "bad_bbox"),
        ("/api/places?bbox=107,22,106,23", "bad_bbox"),
        ("/api/places?bbox=NaN,22,106,23", "bad_bbox"),
        ("/api/places?kind=volcano", "bad_parameter"),
        ("/api/places?unit=abc", "bad_unit_code"),
    ] {
        let (status, found, _) = refused(address).await;
        assert_eq!(
            (status, found.as_str()),
            (StatusCode::BAD_REQUEST, code),
            "{address}"
        );
    }
    assert_eq!(
        refused("/api/places/nowhere").await.0,
        StatusCode::NOT_FOUND
    );
}
