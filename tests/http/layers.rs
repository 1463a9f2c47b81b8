use axum::http::StatusCode;

use crate::support::{get_json, refused};

#[tokio::test]
async fn every_layer_says_source_licence_date_and_accuracy() {
    let layers = get_json("/api/layers").await;
    let layers = layers["layers"].as_array().unwrap();
    assert!(layers.len() >= 8, "{}", layers.len());
    for layer in layers {
        let provenance = &layer["provenance"];
        for field in ["source", "licence", "retrieved", "crs"] {
            assert!(
                !provenance[field].as_str().unwrap().is_empty(),
                "{}: {field}",
                layer["id"]
            );
        }
        assert!(layer["count"].as_u64().unwrap() > 0);
        assert_eq!(
            layer["tiles"].is_null(),
            layer["geometry_type"] == "none",
            "{}",
            layer["id"]
        );
    }
}

#[tokio::test]
async fn a_layer_lists_the_attributes_of_its_places() {
    let gates = get_json("/api/layers/border-gates").await;
    let class = gates["attributes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|attribute| attribute["name"] == "gate_class")
        .unwrap();
    assert_eq!(class["type"], "choice");
    assert_eq!(class["choices"][0]["title"]["vi"], "cửa khẩu quốc tế");
    assert_eq!(refused("/api/layers/none").await.0, StatusCode::NOT_FOUND);
}
