use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use serde_json::{Value, json};

use geo::{Area, BooleanOps};
use nonnuoc::model::{AttributeValue, Edit, Layer, LayerContent, Place, PlaceKind};
use nonnuoc::store::Store;

use crate::accounts::{Browser, administrator};
use crate::progress;
use crate::support::{
    Answer, fresh_server, fresh_server_with_administrator, illustrate, keep, send, server,
};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

async fn ask(address: &str, accept: &str, question: &Value) -> Answer {
    ask_of(server(), address, accept, question).await
}

async fn ask_of(server: Router, address: &str, accept: &str, question: &Value) -> Answer {
    let request = Request::post(address)
        .header(CONTENT_TYPE, "application/json")
        .header(ACCEPT, accept)
        .body(Body::from(question.to_string()));
    send(server, request.unwrap()).await
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
        json!({"vi": "Chưa nạp đường lẫn độ cao.", "en": "Neither roads nor heights are loaded."})
    );
    let formula = found["explanation"][2]["en"].as_str().unwrap();
    assert!(formula.contains("× 1.4 ÷ a speed (20 km/h"), "{formula}");
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
    let told = found["explanation"].to_string();
    assert!(!told.contains("made up"), "{told}");
    assert!(
        sources(&found)
            .iter()
            .all(|layer| !layer.starts_with("illustrative"))
    );
    let drawn = &runs[0]["isochrones"];
    assert_eq!(
        (&drawn[0]["minutes"], &drawn[1]["minutes"]),
        (&json!(59.0), &json!(60.0))
    );
    assert!(drawn[0]["area_km2"].as_f64() < drawn[1]["area_km2"].as_f64());
}

/// The layers, and the indicators of the figures, that an answer rests on.
fn sources(found: &Value) -> Vec<String> {
    let sources = found["sources"].as_array().unwrap().iter();
    let id = |source: &Value| {
        let id = source["layer"].as_str().or(source["indicator"].as_str());
        id.unwrap().to_owned()
    };
    sources.map(id).collect()
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

/// A server with the illustrative roads, heights, settlements and schools.
fn illustrated_server() -> Router {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    server
}

async fn answer_of(server: &Router, question: &Value) -> Value {
    let answer = ask_of(
        server.clone(),
        "/api/travel-times",
        "application/json",
        question,
    )
    .await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    answer.json()
}

fn minutes(run: &Value) -> Vec<Option<f64>> {
    let origins = run["origins"].as_array().unwrap().iter();
    origins
        .map(|one| one["nearest"]["minutes"].as_f64())
        .collect()
}

#[tokio::test]
async fn both_directions_and_seasons_stand_side_by_side_and_nobody_is_dropped() {
    let question = json!({
        "travel": {"cell_m": 1500}, "seasons": ["dry", "rainy"], "directions": ["to-facility", "from-facility"],
    });
    let found = answer_of(&illustrated_server(), &question).await;
    let runs = found["runs"].as_array().unwrap();
    let label = |run: &Value| format!("{} {}", run["season"], run["direction"]);
    let labels: Vec<String> = runs.iter().map(label).collect();
    let wanted = ["dry", "rainy"].map(|season| {
        ["to-facility", "from-facility"].map(|way| format!("\"{season}\" \"{way}\""))
    });
    assert_eq!(labels, wanted.concat());
    let settlements = found["origins"].as_array().unwrap().len();
    assert!(settlements > 140);
    let behind = sources(&found);
    for layer in ["elevation", "roads", "schools", "settlements"] {
        let layer = format!("illustrative-{layer}");
        assert!(behind.contains(&layer), "{layer} in {behind:?}");
    }
    let told = found["explanation"].to_string();
    assert!(told.contains("Some data are illustrative"), "{told}");
    for run in runs {
        let told = run["origins"].as_array().unwrap();
        assert_eq!(told.len(), settlements, "every origin is told");
        let unreached: u64 = run["unreached"]
            .as_object()
            .unwrap()
            .values()
            .filter_map(Value::as_u64)
            .sum();
        let without = told.iter().filter(|one| {
            let nearest = &one["nearest"];
            assert_eq!(
                nearest["minutes"].is_null(),
                nearest["reason"].is_string(),
                "{nearest}"
            );
            nearest["minutes"].is_null()
        });
        assert_eq!(without.count() as u64, unreached);
        assert_eq!(run["units"].as_array().unwrap().len(), 56);
    }
    let by_run: Vec<Vec<Option<f64>>> = runs.iter().map(minutes).collect();
    let slower = by_run[0]
        .iter()
        .zip(&by_run[2])
        .filter_map(|(dry, rainy)| dry.zip(*rainy));
    assert!(slower.clone().all(|(dry, rainy)| rainy >= dry - 1e-9));
    assert!(slower.clone().filter(|(dry, rainy)| rainy > dry).count() > 50);
}

#[tokio::test]
async fn the_way_there_and_the_way_back_differ_on_foot() {
    let question = json!({
        "facilities": {"positions": [{"name": "Tỉnh lỵ", "lon": 106.2585, "lat": 22.6657}]},
        "travel": {"mode": "on-foot", "cell_m": 1500}, "seasons": ["dry"],
        "directions": ["to-facility", "from-facility"],
    });
    let found = answer_of(&illustrated_server(), &question).await;
    let [to, from] = [0, 1].map(|run| minutes(&found["runs"][run]));
    let both = to.iter().zip(&from).filter_map(|(to, from)| to.zip(*from));
    let differ = both.filter(|(to, from)| (to - from).abs() > 1e-6);
    assert!(differ.count() > 20, "uphill is not downhill");
}

/// The people within 60 minutes and not within 59 are those of the settlements between the two, to the last.
#[tokio::test]
async fn a_limit_of_59_and_of_60_minutes_differ_by_what_lies_between() {
    let question = json!({
        "facilities": {"positions": [{"name": "Tỉnh lỵ", "lon": 106.2585, "lat": 22.6657}]},
        "travel": {"mode": "road"}, "seasons": ["dry"],
        "within_minutes": [59, 60, 75, 90], "isochrone_minutes": [59, 60],
    });
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    let found = answer_of(&server, &question).await;
    let run = &found["runs"][0];
    let snapshot = store.snapshot();
    let people = |origin: &Value| {
        let id = found["origins"][origin["origin"].as_u64().unwrap() as usize]["id"]
            .as_str()
            .unwrap();
        let place = snapshot.places().get(&id.parse().unwrap()).unwrap();
        match place.attributes.get("population") {
            Some(AttributeValue::Number(people)) => *people,
            other => panic!("{id}: {other:?}"),
        }
    };
    let within = |limit: f64| -> f64 {
        let origins = run["origins"].as_array().unwrap().iter();
        let near = origins.filter(|one| {
            one["nearest"]["minutes"]
                .as_f64()
                .is_some_and(|m| m <= limit)
        });
        near.map(people).sum()
    };
    for (position, limit) in [59.0, 60.0, 75.0, 90.0].into_iter().enumerate() {
        let told = run["province"]["within"][position]["people"]
            .as_f64()
            .unwrap();
        assert!(
            (told - within(limit)).abs() < 0.5,
            "{limit}: {told} {}",
            within(limit)
        );
    }
    assert!(within(90.0) > within(59.0) && within(59.0) > 0.0);
    let outlines = [0, 1].map(|position| outline(&run["isochrones"][position]));
    let lost = outlines[0].difference(&outlines[1]).unsigned_area();
    assert!(lost < 1e-6 * outlines[0].unsigned_area(), "{lost}");
    assert!(outlines[1].unsigned_area() > outlines[0].unsigned_area());
}

fn outline(isochrone: &Value) -> geo::MultiPolygon<f64> {
    let geometry: geojson::Geometry = serde_json::from_value(isochrone["outline"].clone()).unwrap();
    geometry.try_into().unwrap()
}

fn drawn_road(is_one_way: bool) -> Value {
    json!({
        "line": {"type": "LineString", "coordinates": [[106.20, 22.66], [106.30, 22.66]]},
        "road_class": "provincial", "is_one_way": is_one_way,
    })
}

/// 0.0081° of latitude are 897 m, 0.0100° 1,107 m: the limit of 1,000 m lies between.
#[tokio::test]
async fn a_place_joins_the_network_only_within_the_limit() {
    let question = json!({
        "facilities": {"positions": [{"name": "Trường", "lon": 106.30, "lat": 22.66}]},
        "origins": {"positions": [
            {"name": "Gần", "lon": 106.22, "lat": 22.6681},
            {"name": "Xa", "lon": 106.22, "lat": 22.6700},
        ]},
        "travel": {"mode": "road", "added_roads": [drawn_road(false)]}, "seasons": ["dry"],
    });
    let found = answer_of(&server(), &question).await;
    let run = &found["runs"][0];
    // 897 m × 1.4 at 3 km/h and 8,223 m at 30 km/h.
    let near = run["origins"][0]["nearest"]["minutes"].as_f64().unwrap();
    assert!(
        (near - (897.1 * 1.4 / 50.0 + 8_223.0 / 500.0)).abs() < 0.1,
        "{near}"
    );
    assert_eq!(
        run["origins"][1]["nearest"]["reason"],
        "no-road-near-origin"
    );
    assert_eq!(run["unreached"], json!({"no-road-near-origin": 1}));
    let mut wider = question.clone();
    wider["travel"]["snap_limit_m"] = json!(1200);
    let found = answer_of(&server(), &wider).await;
    assert!(found["runs"][0]["origins"][1]["nearest"]["minutes"].is_f64());
}

#[tokio::test]
async fn a_one_way_road_and_settings_of_the_question_are_kept_to() {
    let mut question = json!({
        "facilities": {"positions": [{"name": "Trường", "lon": 106.30, "lat": 22.66}]},
        "origins": {"positions": [{"name": "Làng", "lon": 106.20, "lat": 22.66}]},
        "travel": {"mode": "road", "added_roads": [drawn_road(true)]},
        "seasons": ["dry"], "directions": ["to-facility", "from-facility"],
    });
    let found = answer_of(&server(), &question).await;
    let trip = |found: &Value, run: usize| found["runs"][run]["origins"][0]["nearest"].clone();
    // 10,279 m at 30 km/h.
    let there = trip(&found, 0)["minutes"].as_f64().unwrap();
    assert!((there - 20.56).abs() < 0.02, "{there}");
    assert_eq!(trip(&found, 1)["reason"], "cut-off");
    question["travel"]["speeds"] = json!([{"road_class": "provincial", "speed_kmh": 15}]);
    let slower = answer_of(&server(), &question).await;
    let slower = trip(&slower, 0)["minutes"].as_f64().unwrap();
    assert!((slower / there - 2.0).abs() < 1e-9);
}

/// A road and a river across it, as data: what the road says of its bridge decides.
#[tokio::test]
async fn a_river_is_crossed_by_bridge_alone() {
    let question = json!({
        "facilities": {"positions": [{"name": "Trường", "lon": 106.30, "lat": 22.66}]},
        "origins": {"positions": [{"name": "Làng", "lon": 106.20, "lat": 22.66}]},
        "travel": {"mode": "road"}, "seasons": ["dry"],
    });
    for (is_bridge, accuracy_m, passes) in [
        (None, 10.0, true),
        (Some(true), 10.0, true),
        (Some(false), 10.0, false),
        (Some(false), 1_000.0, true),
    ] {
        let (server, store) = fresh_server();
        keep(
            &store,
            road_and_river(&store.snapshot(), is_bridge, accuracy_m),
        );
        let found = answer_of(&server, &question).await;
        let nearest = &found["runs"][0]["origins"][0]["nearest"];
        assert_eq!(
            nearest["minutes"].is_f64(),
            passes,
            "{is_bridge:?} {accuracy_m}: {nearest}"
        );
        let told = found["explanation"].to_string();
        assert_eq!(told.contains("said to have no bridge"), !passes, "{told}");
        if !passes {
            assert_eq!(nearest["reason"], "cut-off");
        }
    }
}

fn road_and_river(
    snapshot: &nonnuoc::model::Snapshot,
    is_bridge: Option<bool>,
    accuracy_m: f64,
) -> Vec<Edit> {
    let like: Layer = (**snapshot.layers().next().unwrap()).clone();
    let layer = |id: &str, kind| Layer {
        id: id.parse().unwrap(),
        content: LayerContent::Places(kind),
        count: 1,
        ..like.clone()
    };
    let place = |layer: &Layer, kind, line: [(f64, f64); 4]| Place {
        id: format!("{}-1", layer.id).parse().unwrap(),
        layer: layer.id.clone(),
        kind,
        name: layer.id.to_string(),
        valid_from: None,
        valid_to: None,
        unit_codes: vec![],
        accuracy_m: Some(accuracy_m),
        attributes: [].into(),
        geometry: Some(geo::LineString::from(line.to_vec()).into()),
    };
    let (roads, rivers) = (
        layer("roads", PlaceKind::Road),
        layer("streams", PlaceKind::River),
    );
    let mut road = place(
        &roads,
        PlaceKind::Road,
        [
            (106.20, 22.66),
            (106.24, 22.66),
            (106.26, 22.66),
            (106.30, 22.66),
        ],
    );
    if let Some(is_bridge) = is_bridge {
        road.attributes
            .insert("is_bridge".to_owned(), AttributeValue::Flag(is_bridge));
    }
    let river = place(
        &rivers,
        PlaceKind::River,
        [
            (106.25, 22.60),
            (106.25, 22.64),
            (106.25, 22.68),
            (106.25, 22.72),
        ],
    );
    let [road, river] = [road, river].map(Edit::from);
    vec![roads.into(), rivers.into(), road, river]
}

/// The runtime ends only when its work has: this test would last as long as the whole answer.
#[tokio::test]
async fn closing_the_connection_ends_the_search() {
    let question = json!({
        "travel": {"cell_m": 300}, "seasons": ["dry", "rainy"], "directions": ["to-facility", "from-facility"],
        "with_matrix": true, "isochrone_minutes": [15, 30, 45, 60, 75, 90],
    });
    progress::left_after_the_first_event(illustrated_server(), "/api/travel-times", &question)
        .await;
}

#[tokio::test]
async fn a_scenario_is_saved_with_progress_run_again_and_compared() {
    let (server, store, one_time) = fresh_server_with_administrator();
    illustrate(&store, TODAY);
    let mut admin = administrator(&server, &one_time).await;
    let mut ids = Vec::new();
    for season in ["dry", "rainy"] {
        let new = json!({"name": format!("Đến trường, {season}"), "kind": "travel-times", "request": {
            "travel": {"mode": "road"}, "seasons": [season], "on": "2026-07-01",
        }});
        let mut request = progress::request("/api/scenarios", &new);
        let cookie = admin.cookie().parse().unwrap();
        request
            .headers_mut()
            .insert(axum::http::header::COOKIE, cookie);
        let events = progress::events(&send(server.clone(), request).await.body);
        let (last, before) = events.split_last().unwrap();
        assert!(!before.is_empty() && before.iter().all(|(name, _)| name == "progress"));
        assert_eq!(
            (last.0.as_str(), &last.1["kind"]),
            ("result", &json!("travel-times"))
        );
        ids.push(last.1["id"].as_str().unwrap().to_owned());
    }
    let mut visitor = Browser::new(&server);
    let again = visitor
        .ask(
            Method::POST,
            &format!("/api/scenarios/{}/runs", ids[0]),
            None,
        )
        .await
        .json();
    assert_eq!(
        (&again["is_unchanged"], &again["changes"]),
        (&json!(true), &json!([]))
    );
    let address = format!("/api/scenarios/{}/comparison?with={}", ids[0], ids[1]);
    let compared = admin.ask(Method::GET, &address, None).await.json();
    assert!(
        !compared["changes"].as_array().unwrap().is_empty(),
        "the season changes something"
    );
}
