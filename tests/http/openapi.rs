use crate::support::get_json;

/// The document that the viewer's types are generated from. `make openapi` writes it anew.
#[tokio::test]
async fn the_openapi_document_is_the_one_in_the_snapshot() {
    let served = get_json("/api/openapi.json").await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/openapi.json");
    let kept: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(
        served == kept,
        "tests/snapshots/openapi.json is stale; run `make openapi`"
    );
}

#[tokio::test]
async fn every_path_is_documented_with_a_summary_and_plural_nouns() {
    let document = get_json("/api/openapi.json").await;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(
                operation["summary"].is_string(),
                "{method} {path} has no summary"
            );
        }
    }
}

/// Programs that are generated from the document name their functions after these ids.
#[tokio::test]
async fn no_two_operations_have_the_same_id() {
    let document = get_json("/api/openapi.json").await;
    let mut ids = std::collections::BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap_or_default();
            assert!(!id.is_empty(), "{method} {path} has no id");
            assert!(
                ids.insert(id.to_owned()),
                "{method} {path}: the id {id} is taken"
            );
        }
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let document = get_json("/api/openapi.json").await;
    let text = document.to_string();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    for after in text.split("\"#/components/schemas/").skip(1) {
        let name = after.split('"').next().unwrap();
        assert!(
            schemas.contains_key(name),
            "the schema {name} is missing: mark it `#[param(inline)]`"
        );
    }
}
