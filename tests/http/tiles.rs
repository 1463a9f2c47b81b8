use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::support::{Answer, get, get_json, refused, send, server};

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
