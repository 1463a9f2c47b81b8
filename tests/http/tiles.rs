use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use nonnuoc::model::raster::{Raster, RasterHeader, RasterKind, RasterLayer};
use nonnuoc::model::{Edit, Layer, LayerContent, LayerId, Provenance};

use crate::support::{Answer, ask_json, fresh_server, get, get_json, keep, refused, send, server};

const TILE: &str = "/tiles/communes/8/203/111";

async fn with(path: &str, name: header::HeaderName, value: &str) -> Answer {
    send(
        server(),
        Request::get(path)
            .header(name, value)
            .body(Body::empty())
            .unwrap(),
    )
    .await
}

#[tokio::test]
async fn a_tile_is_vector_tile_with_a_strong_tag() {
    let answer = get(TILE).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.headers[header::CONTENT_TYPE],
        "application/vnd.mapbox-vector-tile"
    );
    assert!(
        answer.headers[header::ETAG]
            .to_str()
            .unwrap()
            .starts_with('"')
    );
    assert_eq!(get(&format!("{TILE}.mvt")).await.body, answer.body);
    assert_eq!(get(&format!("{TILE}.pbf")).await.body, answer.body);
}

#[tokio::test]
async fn a_known_tag_is_answered_without_a_body() {
    let tag = get(TILE).await.headers[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned();
    let answer = with(TILE, header::IF_NONE_MATCH, &tag).await;
    assert_eq!(
        (answer.status, answer.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    assert_eq!(
        with(TILE, header::IF_NONE_MATCH, "\"other\"").await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn tiles_are_compressed_as_the_client_accepts() {
    let plain = get(TILE).await;
    for (accepted, encoding) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let answer = with(TILE, header::ACCEPT_ENCODING, accepted).await;
        assert_eq!(answer.headers[header::CONTENT_ENCODING], encoding);
        assert!(answer.body.len() < plain.body.len());
        assert_ne!(answer.headers[header::ETAG], plain.headers[header::ETAG]);
    }
}

#[tokio::test]
async fn an_empty_tile_has_no_content_and_a_wrong_address_is_refused() {
    assert_eq!(
        get("/tiles/communes/8/0/0").await.status,
        StatusCode::NO_CONTENT
    );
    for (path, status, code) in [
        (
            "/tiles/communes/x/0/0",
            StatusCode::BAD_REQUEST,
            "bad_tile_address",
        ),
        (
            "/tiles/communes/8/203/111.png",
            StatusCode::BAD_REQUEST,
            "bad_tile_address",
        ),
        (
            "/tiles/communes/1/2/0",
            StatusCode::NOT_FOUND,
            "no_such_tile",
        ),
        (
            "/tiles/communes/17/0/0",
            StatusCode::NOT_FOUND,
            "no_such_tile",
        ),
        (
            "/tiles/nothing/0/0/0",
            StatusCode::NOT_FOUND,
            "unknown_layer",
        ),
        ("/tiles/nothing", StatusCode::NOT_FOUND, "unknown_layer"),
        ("/styles/pink", StatusCode::NOT_FOUND, "unknown_style"),
    ] {
        let (found, answered, _) = refused(path).await;
        assert_eq!((found, answered.as_str()), (status, code), "{path}");
    }
}

#[tokio::test]
async fn every_layer_is_described() {
    let list = get_json("/tiles").await;
    let list = list.as_array().unwrap();
    assert!(list.len() >= 10, "{}", list.len());
    for layer in list {
        let id = layer["id"].as_str().unwrap();
        assert_eq!(layer["tilejson"], "3.0.0");
        assert!(
            layer["tiles"][0]
                .as_str()
                .unwrap()
                .ends_with(&format!("/tiles/{id}/{{z}}/{{x}}/{{y}}"))
        );
        assert_eq!(layer["vector_layers"][0]["id"], id);
        assert!(!layer["name"].as_str().unwrap().is_empty());
        assert_eq!(&get_json(&format!("/tiles/{id}")).await, layer);
    }
}

#[tokio::test]
async fn styles_use_only_sources_and_fonts_of_this_server() {
    for path in ["/styles/light", "/styles/dark", "/styles/light?layers=all"] {
        let style = get_json(path).await;
        assert_eq!(style["version"], 8);
        for layer in style["layers"].as_array().unwrap() {
            let Some(source) = layer["source"].as_str() else {
                continue;
            };
            assert!(style["sources"][source].is_object(), "{path}: {source}");
        }
        let urls: Vec<_> = style["font-faces"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|faces| faces.as_array().unwrap())
            .chain(style["sources"].as_object().unwrap().values())
            .map(|part| part["url"].as_str().unwrap())
            .collect();
        assert!(
            urls.iter()
                .all(|url| url.starts_with("/fonts/") || url.starts_with("/tiles/")),
            "{urls:?}"
        );
    }
    let all = get_json("/styles/light?layers=all").await;
    assert!(all["sources"]["corridors"].is_object());
    assert!(get_json("/styles/light").await["sources"]["corridors"].is_null());
}

#[tokio::test]
async fn several_layers_come_in_one_tile() {
    let at = "8/203/111";
    let province = get(&format!("/tiles/province/{at}")).await;
    let borders = get(&format!("/tiles/commune-borders/{at}")).await;
    let both = get(&format!("/tiles/province,commune-borders/{at}")).await;
    assert_eq!(
        both.headers[header::CONTENT_TYPE],
        "application/vnd.mapbox-vector-tile"
    );
    assert_eq!(both.body, [province.body.clone(), borders.body].concat());
    // A comma may come written as %2C, and a layer that has nothing there adds nothing.
    let escaped = get(&format!("/tiles/province%2Ccommune-borders/{at}")).await;
    assert_eq!(escaped.body, both.body);
    let away = get("/tiles/province,commune-borders/8/0/0").await;
    assert_eq!(away.status, StatusCode::NO_CONTENT);

    let described = get_json("/tiles/province,commune-borders").await;
    let alone = get_json("/tiles/province").await;
    assert_eq!(described["bounds"], alone["bounds"]);
    assert_eq!(described["vector_layers"][0], alone["vector_layers"][0]);
    assert_eq!(described["vector_layers"][1]["id"], "commune-borders");
    assert_eq!(
        described["tiles"][0],
        "/tiles/province,commune-borders/{z}/{x}/{y}"
    );

    let (server, store) = fresh_server();
    keep(&store, raster(RasterKind::Slope, [3.0, 3.0, 3.0, 3.0]));
    for (layers, status, code) in [
        ("province,nothing", StatusCode::NOT_FOUND, "unknown_layer"),
        ("province,", StatusCode::NOT_FOUND, "unknown_layer"),
        ("province,province", StatusCode::BAD_REQUEST, "bad_layers"),
        ("province,slope", StatusCode::BAD_REQUEST, "bad_layers"),
        (
            &["towns"; 17].join(","),
            StatusCode::BAD_REQUEST,
            "bad_layers",
        ),
    ] {
        for path in [format!("/tiles/{layers}"), format!("/tiles/{layers}/{at}")] {
            let request = Request::get(&path).body(Body::empty()).unwrap();
            let answer = send(server.clone(), request).await;
            let told = answer.json();
            assert_eq!(
                (answer.status, &told["error"]["code"]),
                (status, &code.into()),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn the_ground_of_the_map_is_one_source() {
    for path in ["/styles/light", "/styles/dark?layers=all"] {
        let style = get_json(path).await;
        let layers = style["layers"].as_array().unwrap();
        let drawn_from_ground: Vec<_> = layers
            .iter()
            .filter(|layer| layer["source"] == "ground")
            .map(|layer| layer["id"].as_str().unwrap())
            .collect();
        for id in [
            "land",
            "commune-borders",
            "province-border",
            "national-border",
        ] {
            assert!(
                drawn_from_ground.contains(&id),
                "{path}: {drawn_from_ground:?}"
            );
        }
        let url = style["sources"]["ground"]["url"].as_str().unwrap();
        let described = get_json(url).await;
        let inside: Vec<_> = described["vector_layers"]
            .as_array()
            .unwrap()
            .iter()
            .map(|layer| &layer["id"])
            .collect();
        for layer in layers.iter().filter(|layer| layer["source"] == "ground") {
            assert!(inside.contains(&&layer["source-layer"]), "{path}: {layer}");
        }
    }
}

/// A layer of two by two cells of half a degree around the province, the north-eastern one without a value.
fn raster(kind: RasterKind, values: [f64; 4]) -> Vec<Edit> {
    let header = RasterHeader {
        file: "a.tif".to_owned(),
        band: 1,
        width: 2,
        height: 2,
        west: 105.75,
        north: 23.1,
        cell_width: 0.5,
        cell_height: 0.5,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    let layer = Layer {
        id: LayerId::new(kind.as_str()).unwrap(),
        content: LayerContent::Raster(kind),
        title: kind.title(),
        provenance: Provenance {
            source: "A survey".to_owned(),
            source_vi: None,
            licence: "CC0-1.0".to_owned(),
            licence_vi: None,
            retrieved: jiff::civil::date(2026, 1, 1),
            method: None,
            accuracy_m: None,
            crs: "EPSG:4326".to_owned(),
            transformation: None,
            is_illustrative: false,
        },
        count: 3,
        sha256: None,
        note: None,
    };
    let grid = Raster::new(header, values.to_vec()).unwrap();
    vec![
        RasterLayer::new(layer.id.clone(), grid).into(),
        layer.into(),
    ]
}

#[tokio::test]
async fn rasters_have_tiles_of_their_own() {
    let (server, store) = fresh_server();
    let ask = async |path: &str, headers: &[(header::HeaderName, &str)]| {
        let request = headers
            .iter()
            .fold(Request::get(path), |request, (name, value)| {
                request.header(name, *value)
            });
        send(server.clone(), request.body(Body::empty()).unwrap()).await
    };
    assert_eq!(
        ask("/tiles/slope/8/203/111", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    keep(
        &store,
        raster(RasterKind::Slope, [3.0, f64::NAN, 40.0, 0.0]),
    );

    let slope = ask(
        "/tiles/slope/8/203/111",
        &[(header::ACCEPT_ENCODING, "gzip, br")],
    )
    .await;
    assert_eq!(
        (slope.status, &slope.headers[header::CONTENT_TYPE]),
        (StatusCode::OK, &"image/png".parse().unwrap())
    );
    assert!(
        slope.headers.get(header::CONTENT_ENCODING).is_none(),
        "a PNG is compressed already"
    );
    assert!(slope.body.starts_with(b"\x89PNG"));
    assert_eq!(
        ask("/tiles/slope/8/203/111.png", &[]).await.body,
        slope.body
    );
    let tag = slope.headers[header::ETAG].to_str().unwrap();
    let known = ask("/tiles/slope/8/203/111", &[(header::IF_NONE_MATCH, tag)]).await;
    assert_eq!(
        (known.status, known.body.len()),
        (StatusCode::NOT_MODIFIED, 0)
    );
    // The cell without a value lies north-east of 106.25° E 22.6° N.
    for (path, status) in [
        ("/tiles/slope/12/3261/1777", StatusCode::NO_CONTENT),
        ("/tiles/slope/8/0/0", StatusCode::NO_CONTENT),
        ("/tiles/slope/8/203/111.mvt", StatusCode::BAD_REQUEST),
        ("/tiles/slope/8/x/111", StatusCode::BAD_REQUEST),
        ("/tiles/slope/17/0/0", StatusCode::NOT_FOUND),
        ("/tiles/slope/1/2/0", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(ask(path, &[]).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn raster_tiles_are_described_as_maplibre_reads_them() {
    let (server, store) = fresh_server();
    keep(
        &store,
        raster(RasterKind::Slope, [3.0, f64::NAN, 40.0, 0.0]),
    );
    keep(
        &store,
        raster(RasterKind::Elevation, [300.0, f64::NAN, 700.0, 500.0]),
    );
    let described = ask_json(&server, "/tiles/elevation").await;
    assert_eq!(described["encoding"], "terrarium");
    assert_eq!(
        (&described["format"], &described["tileSize"]),
        (&"png".into(), &512.into())
    );
    assert!(described.get("vector_layers").is_none());
    assert_eq!(described["bounds"][0], 105.75);
    assert!(
        ask_json(&server, "/tiles/slope")
            .await
            .get("encoding")
            .is_none()
    );
    let list = ask_json(&server, "/tiles").await;
    assert!(list.as_array().unwrap().contains(&described));
    let classes = ask_json(&server, "/api/layers/slope").await["raster"]["classes"].clone();
    assert_eq!(classes.as_array().unwrap().len(), 5);
    assert_eq!(
        (&classes[1]["from"], &classes[1]["to"]),
        (&5.0.into(), &15.0.into())
    );
}

#[tokio::test]
async fn a_new_raster_is_drawn_at_once_and_the_style_has_both() {
    let (server, store) = fresh_server();
    let tag = async |server: &axum::Router| {
        let request = Request::get("/tiles/slope/8/203/111")
            .body(Body::empty())
            .unwrap();
        send(server.clone(), request).await.headers[header::ETAG].clone()
    };
    keep(
        &store,
        raster(RasterKind::Slope, [3.0, f64::NAN, 40.0, 0.0]),
    );
    let before = tag(&server).await;
    keep(&store, raster(RasterKind::Slope, [3.0, 3.0, 3.0, 3.0]));
    assert_ne!(tag(&server).await, before);
    keep(
        &store,
        raster(RasterKind::Elevation, [300.0, f64::NAN, 700.0, 500.0]),
    );
    let style = ask_json(&server, "/styles/light?layers=all").await;
    assert_eq!(style["sources"]["elevation"]["type"], "raster-dem");
    assert_eq!(style["sources"]["slope"]["type"], "raster");
    let layers = style["layers"].as_array().unwrap();
    let of = |id: &str| layers.iter().find(|layer| layer["id"] == id).unwrap();
    assert_eq!(of("relief/elevation")["type"], "hillshade");
    assert_eq!(of("raster/slope")["layout"]["visibility"], "none");
    let base = ask_json(&server, "/styles/light").await;
    assert!(base["sources"]["elevation"].is_null());
}
