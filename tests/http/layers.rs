use axum::body::Body;
use axum::http::{self, StatusCode};
use nonnuoc::model::raster::{Raster, RasterHeader, RasterKind, RasterLayer};
use nonnuoc::model::{Edit, Layer, LayerContent, Provenance, Text};
use nonnuoc::store::{Actor, Store, Transaction};
use serde_json::json;

use crate::support::{ask_json, fresh_server, get_json, refused, send};

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
async fn a_layer_says_source_and_licence_in_vietnamese_too() {
    let layers = get_json("/api/layers").await;
    let provenance = |id: &str| {
        let layers = layers["layers"].as_array().unwrap();
        let layer = layers.iter().find(|layer| layer["id"] == id).unwrap();
        layer["provenance"].clone()
    };
    let gates = provenance("border-gates");
    assert_eq!(
        (&gates["source"], &gates["source_vi"]),
        (
            &json!("Compiled from public statements and coordinates"),
            &json!("Tổng hợp từ các công bố và tọa độ công khai")
        )
    );
    let licence = "Tổng hợp thông tin công khai; các nguồn không nêu điều khoản";
    assert_eq!(gates["licence_vi"], licence);
    let towns = provenance("towns");
    assert_eq!(
        (&towns["licence"], towns.get("licence_vi")),
        (&json!("CC-BY-4.0"), None),
        "a licence of a name needs no translation"
    );
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

/// A raster of two cells: 600 m in the west, nothing in the east.
fn heights() -> Vec<Edit> {
    let header = RasterHeader {
        file: "dem.tif".to_owned(),
        band: 1,
        width: 2,
        height: 1,
        west: 106.0,
        north: 23.0,
        cell_width: 0.5,
        cell_height: 0.5,
        crs: "EPSG:9210".to_owned(),
        transformation: "EPSG:6960".to_owned(),
    };
    let layer = Layer {
        id: "elevation".parse().unwrap(),
        content: LayerContent::Raster(RasterKind::Elevation),
        title: RasterKind::Elevation.title(),
        provenance: Provenance {
            source: "test".to_owned(),
            source_vi: None,
            licence: "CC0-1.0".to_owned(),
            licence_vi: None,
            retrieved: jiff::civil::date(2026, 1, 1),
            method: None,
            accuracy_m: Some(10.0),
            crs: "EPSG:9210".to_owned(),
            transformation: None,
            is_illustrative: false,
        },
        count: 1,
        sha256: None,
        note: None,
    };
    let raster = Raster::new(header, vec![600.0, f64::NAN]).unwrap();
    vec![
        RasterLayer::new(layer.id.clone(), raster).into(),
        layer.into(),
    ]
}

#[tokio::test]
async fn a_raster_is_listed_and_tells_its_value_at_a_position() {
    let (server, store) = fresh_server();
    store
        .commit(Transaction {
            actor: Actor::command("test"),
            reason: "a raster".to_owned(),
            expected_version: None,
            edits: heights(),
        })
        .unwrap();
    let ask = async |address: &str| {
        let request = http::Request::get(address).body(Body::empty()).unwrap();
        let answer = send(server.clone(), request).await;
        (answer.status, answer.json())
    };
    let (_, listed) = ask("/api/layers/elevation").await;
    assert_eq!(
        (
            &listed["content"],
            &listed["geometry_type"],
            &listed["tiles"]
        ),
        (&json!("raster"), &json!("grid"), &json!("/tiles/elevation"))
    );
    assert_eq!(
        listed["raster"],
        json!({"kind": "elevation", "unit": {"vi": "m", "en": "m"}, "width": 2, "height": 1,
            "bounds": [106.0, 22.5, 107.0, 23.0], "least": 600.0, "greatest": 600.0, "mean": 600.0, "classes": []})
    );
    let value = async |lon: f64, lat: f64| {
        let address = format!("/api/layers/elevation/value?lon={lon}&lat={lat}");
        ask(&address).await.1
    };
    let west = value(106.1, 22.6).await;
    assert_eq!(
        (&west["value"], &west["no_value"]),
        (&json!(600.0), &json!(null))
    );
    assert_eq!(west["middle"], json!([106.25, 22.75]));
    assert_eq!(west["provenance"]["accuracy_m"], json!(10.0));
    let east = value(106.6, 22.6).await;
    assert_eq!(
        (&east["value"], &east["no_value"]),
        (&json!(null), &json!("missing"))
    );
    let outside = value(108.0, 22.6).await;
    assert_eq!(
        (&outside["value"], &outside["no_value"]),
        (&json!(null), &json!("outside"))
    );
    for (address, code) in [
        ("/api/layers/communes/value?lon=106&lat=22", "no_raster"),
        ("/api/layers/elevation/value?lon=106&lat=95", "bad_position"),
        ("/api/layers/none/value?lon=106&lat=22", "unknown_layer"),
    ] {
        assert_eq!(ask(address).await.1["error"]["code"], code, "{address}");
    }
}

#[tokio::test]
async fn every_layer_that_names_its_tiles_has_them() {
    let (server, store) = fresh_server();
    let official = Layer {
        id: "official-boundaries".parse().unwrap(),
        content: LayerContent::Boundaries,
        title: Text::new("Ranh giới", "Boundaries"),
        ..snapshot_layer(store.as_ref(), "communes")
    };
    let transaction = Transaction {
        actor: Actor::command("test"),
        reason: "boundaries under another name".to_owned(),
        expected_version: None,
        edits: [official.into()].into_iter().chain(heights()).collect(),
    };
    store.commit(transaction).unwrap();
    let list = ask_json(&server, "/api/layers").await;
    let mut described = 0;
    for tiles in list["layers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|layer| &layer["tiles"])
    {
        if let Some(address) = tiles.as_str() {
            assert_eq!(
                ask_json(&server, address).await["tilejson"],
                "3.0.0",
                "{address}"
            );
            described += 1;
        }
    }
    assert!(described >= 9, "{described}");
}

fn snapshot_layer(store: &dyn Store, id: &str) -> Layer {
    store
        .snapshot()
        .layer(&id.parse().unwrap())
        .unwrap()
        .as_ref()
        .clone()
}
