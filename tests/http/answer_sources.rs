//! Every answer names all that it rests on, made-up data marked, in JSON and in every file.

use std::io::{Cursor, Read};
use std::sync::OnceLock;

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Request, StatusCode};
use nonnuoc::analysis::illustration;
use nonnuoc::model::{Edit, RecordKey};
use nonnuoc::store::Store;
use serde_json::{Value, json};

use crate::support::{Answer, illustrate, keep, send, server_on, shipped_store};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 23);

/// The shipped data with illustrative figures and layers.
fn demonstration() -> Router {
    static SHARED: OnceLock<Router> = OnceLock::new();
    let make = || server_on(&demonstration_store());
    SHARED.get_or_init(make).clone()
}

fn demonstration_store() -> std::sync::Arc<nonnuoc::store::SqliteStore> {
    let store = shipped_store();
    let figures = illustration::figures(&store.snapshot(), TODAY);
    keep(&store, figures.into_iter().map(Into::into).collect());
    illustrate(&store, TODAY);
    store
}

async fn ask_of(server: Router, address: &str, media_type: &str, body: String) -> Answer {
    let request = Request::post(address).header(CONTENT_TYPE, media_type);
    let answer = send(server, request.body(body.into()).unwrap()).await;
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, StatusCode::OK, "{address}: {text}");
    answer
}

async fn ask(address: &str, question: &Value) -> Answer {
    let body = question.to_string();
    ask_of(demonstration(), address, "application/json", body).await
}

/// The ids of an answer's layers, or the indicators of its figures; a star behind those that are marked.
fn named(answer: &Value) -> Vec<String> {
    let sources = answer["sources"].as_array().unwrap();
    let name = |source: &Value| {
        let id = source["layer"].as_str().or(source["indicator"].as_str());
        let mark = if source["is_illustrative"] == true {
            "*"
        } else {
            ""
        };
        assert!(!source["source"].as_str().unwrap().is_empty(), "{source}");
        assert!(
            !source["title"]["vi"].as_str().unwrap().is_empty(),
            "{source}"
        );
        format!("{}{mark}", id.unwrap())
    };
    sources.iter().map(name).collect()
}

fn assert_names(answer: &Value, expected: &[&str]) {
    let named = named(answer);
    for one in expected {
        assert!(named.iter().any(|name| name == one), "{one} in {named:?}");
    }
}

const COVERAGE: &str = r#"{"corridors": ["dong-dang-tra-linh"], "widths_km": [5]}"#;

#[tokio::test]
async fn coverage_names_axes_boundaries_places_and_the_figures_of_people() {
    let answer = ask("/api/coverage", &COVERAGE.parse().unwrap())
        .await
        .json();
    assert_names(
        &answer,
        &[
            "corridors",
            "communes",
            "border-gates",
            "illustrative-settlements*",
            "population*",
        ],
    );
    let figures = answer["sources"].as_array().unwrap().last().unwrap();
    assert_eq!(figures["figures"], 56, "{figures}");
    let period = figures["periods"][0].as_str().unwrap();
    assert!(period.starts_with("20"), "{figures}");
}

/// The settlements are gone, so that people are spread over areas: only their figures are made up, and still say so.
#[tokio::test]
async fn people_spread_over_areas_are_marked_as_their_figures_are() {
    let store = demonstration_store();
    let snapshot = store.snapshot();
    let layer = "illustrative-settlements".parse().unwrap();
    let places = snapshot.places().in_layer(&layer);
    let gone = places.map(|place| RecordKey::Place(place.id.clone()));
    let gone = gone.chain([RecordKey::Layer(layer.clone())]);
    keep(&store, gone.map(Edit::Remove).collect());
    let server = server_on(&store);
    for address in ["/api/coverage", "/api/exposure"] {
        let question = if address == "/api/coverage" {
            COVERAGE
        } else {
            "{}"
        };
        let answer = ask_of(server.clone(), address, "application/json", question.into()).await;
        let answer = answer.json();
        let named = named(&answer);
        assert!(
            named.iter().any(|name| name == "population*"),
            "{address}: {named:?}"
        );
        assert!(
            !named
                .iter()
                .any(|name| name.starts_with("illustrative-settlements"))
        );
        let csv = ask_of(
            server.clone(),
            &format!("{address}?format=csv"),
            "application/json",
            question.into(),
        )
        .await;
        let text = String::from_utf8(csv.body).unwrap();
        let mut lines = text.lines();
        assert!(lines.next().unwrap().ends_with(",is_illustrative,sources"));
        for line in lines {
            assert!(
                line.contains(",true,") && line.contains("population:20"),
                "{line}"
            );
        }
    }
}

/// Figures of a period that had not begun are not those of the day.
#[tokio::test]
async fn figures_are_those_known_on_the_day() {
    let newest = |answer: &Value| {
        let sources = answer["sources"].as_array().unwrap();
        let figures = sources
            .iter()
            .find(|source| source["indicator"] == "population");
        figures.map(|figures| {
            figures["periods"]
                .as_array()
                .unwrap()
                .last()
                .unwrap()
                .clone()
        })
    };
    let mut question: Value = COVERAGE.parse().unwrap();
    let today = newest(&ask("/api/coverage", &question).await.json()).unwrap();
    question["on"] = json!("2025-07-01");
    let before = ask("/api/coverage", &question).await.json();
    let then = newest(&before).unwrap();
    assert!(then.as_str().unwrap() <= "2025-Q3", "{then}");
    assert!(then.as_str() <= today.as_str(), "{then} {today}");
}

#[tokio::test]
async fn exposure_names_zones_things_and_people() {
    let answer = ask("/api/exposure", &json!({})).await.json();
    assert_names(
        &answer,
        &[
            "communes",
            "illustrative-landslide-zones*",
            "illustrative-roads*",
            "illustrative-settlements*",
            "population*",
        ],
    );
}

#[tokio::test]
async fn a_query_names_targets_further_conditions_zones_and_neighbours() {
    let near_zones = json!({
        "op": "within_distance", "target": {"layer": "illustrative-landslide-zones"}, "distance_m": 50_000
    });
    let question = json!({"from": {"kind": "border-gate"}, "relation": near_zones});
    let answer = ask("/api/queries", &question).await.json();
    assert_eq!(
        named(&answer),
        ["border-gates", "illustrative-landslide-zones*"]
    );
    let question = json!({
        "from": {"kind": "border-gate"},
        "also": [{"relation": {"op": "within", "target": {"unit": "01447"}}}],
        "each_nearest": {"of": {"kind": "settlement"}, "k": 1},
        "per_zone": {"zones": {"layer": "illustrative-flash-flood-zones"}},
    });
    let answer = ask("/api/queries", &question).await.json();
    assert_names(
        &answer,
        &[
            "border-gates",
            "communes",
            "illustrative-settlements*",
            "illustrative-flash-flood-zones*",
        ],
    );
    let place = json!({"op": "nearest", "target": {"place": "dong-dang-tra-linh"}, "k": 1});
    let question = json!({"from": {"kind": "border-gate"}, "relation": place});
    let answer = ask("/api/queries", &question).await.json();
    assert_eq!(named(&answer), ["border-gates", "corridors"]);
}

#[tokio::test]
async fn sources_are_told_in_both_languages() {
    let question = json!({"from": {"kind": "border-gate"}});
    let answer = ask("/api/queries", &question).await.json();
    let (english, vietnamese) = (
        "Compiled from public statements and coordinates",
        "Tổng hợp từ các công bố và tọa độ công khai",
    );
    let gates = &answer["sources"][0];
    assert_eq!(
        (&gates["source"], &gates["source_vi"]),
        (&json!(english), &json!(vietnamese))
    );
    let file = ask("/api/queries?format=geojson", &question).await.body;
    let told = String::from_utf8(file).unwrap();
    for sentence in [
        format!("Nguồn: Cửa khẩu, lối mở – {vietnamese}, sai số"),
        format!("Source: Border gates and crossings – {english}, accurate"),
    ] {
        assert!(told.contains(&sentence), "{sentence} in {told}");
    }
}

#[tokio::test]
async fn a_look_up_names_what_it_looked_into() {
    let question = json!({"places": [[106.2585, 22.6657]]});
    let answer = ask("/api/locate", &question).await.json();
    assert_names(
        &answer,
        &[
            "communes",
            "corridors",
            "border-gates",
            "illustrative-landslide-zones*",
        ],
    );
    let list = ask_of(
        demonstration(),
        "/api/locate",
        "text/csv",
        "ten,lon,lat\nA,106.2585,22.6657\n".to_owned(),
    )
    .await;
    let text = String::from_utf8(list.body).unwrap();
    assert!(
        text.lines()
            .next()
            .unwrap()
            .ends_with(",is_illustrative,sources"),
        "{text}"
    );
    assert!(
        text.contains(",true,") && text.contains("illustrative-landslide-zones (illustrative)")
    );
}

fn workbook_text(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = archive.by_name("xl/sharedStrings.xml").unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

fn described(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("answer.gpkg");
    std::fs::write(&path, bytes).unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    let read = database.query_row("SELECT description FROM gpkg_contents", [], |row| {
        row.get(0)
    });
    read.unwrap()
}

#[tokio::test]
async fn every_file_carries_sources_periods_and_the_mark() {
    let query = json!({
        "from": {"kind": "border-gate"},
        "relation": {"op": "nearest", "target": {"layer": "illustrative-landslide-zones"}, "k": 3},
    });
    let locate = json!({"places": [[106.2585, 22.6657]]});
    let travel = json!({"cell_m": 3000});
    let times = json!({"travel": travel});
    let siting =
        json!({"model": "p-median", "demands_from": "communes", "most_new": 3, "travel": travel});
    let relocation = json!({"unit_codes": ["01447"], "areas": {"most": 5}, "assigns": false});
    for (address, question, people) in [
        ("/api/coverage", COVERAGE.parse().unwrap(), true),
        ("/api/exposure", json!({}), true),
        ("/api/queries", query, false),
        ("/api/locate", locate, false),
        ("/api/travel-times", times, true),
        ("/api/siting", siting, true),
        ("/api/relocation", relocation, false),
    ] {
        for format in ["csv", "geojson", "xlsx", "gpkg"] {
            let file = ask(&format!("{address}?format={format}"), &question)
                .await
                .body;
            let told = match format {
                "xlsx" => workbook_text(file),
                "gpkg" => described(&file),
                _ => String::from_utf8(file).unwrap(),
            };
            let mark = if format == "csv" {
                "(illustrative)"
            } else {
                "MINH HOẠ"
            };
            assert!(told.contains(mark), "{address} {format}: no mark");
            let figures = if format == "csv" {
                "population:20"
            } else {
                "Dân số, kỳ 20"
            };
            assert_eq!(
                told.contains(figures),
                people,
                "{address} {format}: {figures}"
            );
            assert!(
                format == "csv" || told.contains("ILLUSTRATIVE"),
                "{address} {format}: no English"
            );
        }
    }
}

#[tokio::test]
async fn without_illustrative_data_nothing_is_marked() {
    let question = json!({"from": {"kind": "border-gate"}});
    let answer = send(
        crate::support::server(),
        Request::post("/api/queries?format=csv")
            .header(CONTENT_TYPE, "application/json")
            .body(question.to_string().into())
            .unwrap(),
    )
    .await;
    let text = String::from_utf8(answer.body).unwrap();
    assert!(text.contains(",false,border-gates\n"), "{text}");
    assert!(!text.contains(",true,border-gates"), "{text}");
}
