//! Relocation on the illustrative layers: what is told, what is shut out, who moves where, and what stays unknown.

use axum::http::StatusCode;
use geo::{Contains, Point};
use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::relocation::{
    Exclusion, Relocation, RelocationRequest, SiteVerdict, relocation,
};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::geometry::interrupt::{Interrupt, Interrupted};
use nonnuoc::geometry::progress::nobody;
use nonnuoc::model::raster::{Raster, RasterHeader, RasterLayer};
use nonnuoc::model::{AttributeValue, Edit, LayerId, Place, PlaceKind, Record, Snapshot};
use nonnuoc::store::Store;
use serde_json::{Value, json};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};

use crate::accounts::administrator;
use crate::progress;
use crate::support::{
    Answer, fresh_server, fresh_server_with_administrator, illustrate, keep, send, snapshot,
};

const TODAY: jiff::civil::Date = jiff::civil::date(2026, 7, 1);

fn illustrated() -> Snapshot {
    let shipped = snapshot();
    let map = UnitMap::new(&shipped, TODAY);
    let records = inputs::layers(&shipped, &map).into_iter().map(Edit::Put);
    shipped.apply(shipped.version() + 1, &records.collect::<Vec<_>>())
}

fn ask(snapshot: &Snapshot, request: &Value) -> Relocation {
    let request: RelocationRequest = serde_json::from_value(request.clone()).unwrap();
    let map = UnitMap::new(snapshot, TODAY);
    let outcome = relocation(snapshot, &map, &request, &Interrupt::default(), &nobody).unwrap();
    for area in &outcome.answer.areas {
        let score = outcome.suitability.value_at(area.lon, area.lat).unwrap();
        assert!(
            (score - area.best_score).abs() < 1e-6,
            "the raster holds what areas are cut from"
        );
    }
    outcome.answer
}

async fn post(server: &Router, address: &str, question: &Value) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/json")
        .body(Body::from(question.to_string()))
        .unwrap();
    send(server.clone(), request).await
}

/// A unit with a hazard zone, and the hamlet at its danger spot.
fn unit_in_danger(snapshot: &Snapshot) -> (String, Place) {
    let hamlet = snapshot
        .places()
        .of_kind(PlaceKind::Settlement)
        .find(|place| place.name.starts_with("Xóm gần"))
        .unwrap();
    (hamlet.unit_codes[0].to_string(), (**hamlet).clone())
}

#[test]
fn hamlets_in_zones_come_first_and_unmapped_units_stay_unknown() {
    let snapshot = illustrated();
    let (unit, _) = unit_in_danger(&snapshot);
    let answer = ask(&snapshot, &json!({"unit_codes": [unit], "assigns": false}));
    let ranked: Vec<_> = answer
        .priority
        .iter()
        .filter(|one| one.rank.is_some())
        .collect();
    let hamlets = ranked.iter().filter(|one| one.name.starts_with("Xóm gần"));
    assert!(hamlets.clone().count() >= 11 && hamlets.clone().all(|one| one.score > Some(0.0)));
    let scores: Vec<_> = ranked.iter().map(|one| one.score).collect();
    assert!(scores.is_sorted_by(|a, b| a >= b));
    for one in &ranked {
        let product = one.people.value.unwrap()
            * one.hazard.value.unwrap()
            * one.vulnerability.value.unwrap();
        assert!((one.score.unwrap() - product).abs() < 1e-5, "{}", one.id);
    }
    let unknown = answer
        .priority
        .iter()
        .find(|one| one.kind == PlaceKind::Settlement && one.rank.is_none());
    let basis = &unknown.unwrap().hazard.basis.en;
    assert!(basis.contains("no hazard map") && basis.contains("not the same as no hazard"));
    // The shipped danger spots say neither people nor households.
    let spots = answer
        .priority
        .iter()
        .filter(|one| one.kind == PlaceKind::LandslideSpot);
    assert!(spots.clone().count() == 12 && spots.clone().all(|spot| spot.people.value.is_none()));
}

fn check_areas(answer: &Relocation, zones: &[geo::Geometry<f64>]) {
    let mut last = f64::INFINITY;
    for area in &answer.areas {
        assert!(area.score <= last + 1e-9 && area.score >= 0.4);
        last = area.score;
        assert!(area.area_ha >= 2.0 && area.capacity_households > 0);
        assert!(
            zones
                .iter()
                .all(|zone| !zone.contains(&Point::new(area.lon, area.lat)))
        );
        let sum: f64 = answer
            .weights
            .weights
            .iter()
            .zip(&area.values)
            .map(|(one, value)| one.weight * value.value)
            .sum();
        assert!(
            (sum - area.score).abs() < 1e-9,
            "the score is that of its parts"
        );
    }
}

#[test]
fn areas_are_fit_ground_and_every_reason_is_told() {
    let snapshot = illustrated();
    let (unit, hamlet) = unit_in_danger(&snapshot);
    let answer = ask(
        &snapshot,
        &json!({"unit_codes": [unit], "communities": [hamlet.id.to_string()]}),
    );
    assert!(!answer.areas.is_empty());
    let shares: Vec<_> = answer
        .ground
        .excluded
        .iter()
        .map(|one| (one.reason, one.is_judged))
        .collect();
    assert!(
        shares.contains(&(Exclusion::ProtectedForest, false)),
        "no layer of it"
    );
    assert!(shares.contains(&(Exclusion::RunOut, true)));
    let zones: Vec<_> = snapshot
        .places()
        .all()
        .filter(|place| {
            matches!(
                place.kind,
                PlaceKind::LandslideZone | PlaceKind::FlashFloodZone
            )
        })
        .filter_map(|place| place.geometry.clone())
        .collect();
    check_areas(&answer, &zones);
    assert_eq!(answer.weights.without_layer.len(), 1, "farmland");
    let followed = answer.areas.len().min(10);
    assert_eq!(
        answer.stability.len(),
        followed * 2 * answer.weights.weights.len()
    );
    let behind: Vec<&str> = answer
        .sources
        .iter()
        .filter(|source| source.is_illustrative)
        .filter_map(|source| source.layer.as_ref())
        .map(LayerId::as_str)
        .collect();
    for layer in ["elevation", "roads", "settlements", "landslide-zones"] {
        let layer = format!("illustrative-{layer}");
        assert!(behind.contains(&layer.as_str()), "{layer} in {behind:?}");
    }
    assert!(
        answer
            .explanation
            .iter()
            .any(|line| line.en.contains("made up") && line.vi.contains("minh hoạ"))
    );
    let moved = answer.assignment.unwrap();
    assert!(moved.is_proven && moved.moves.len() == 1 && moved.households_without_place == 0);
}

#[test]
fn a_proposed_site_in_a_hazard_zone_is_shut_out_and_takes_nobody() {
    let snapshot = illustrated();
    let (unit, hamlet) = unit_in_danger(&snapshot);
    let Some(geo::Geometry::Point(at)) = hamlet.geometry else {
        panic!("a hamlet is a point");
    };
    let answer = ask(
        &snapshot,
        &json!({
            "unit_codes": [unit],
            "communities": [hamlet.id.to_string()],
            "proposed": [{"name": "Tại chỗ", "lon": at.x(), "lat": at.y(), "form": "on-site", "capacity_households": 500}],
            "areas": {"most": 0, "each": 0},
        }),
    );
    let site = &answer.proposed[0];
    assert!(!site.is_fit);
    let verdict = |reason| {
        site.checks
            .iter()
            .find(|check| check.reason == reason)
            .unwrap()
            .verdict
    };
    assert_eq!(verdict(Exclusion::HazardZone), SiteVerdict::ShutOut);
    assert_eq!(verdict(Exclusion::ProtectedForest), SiteVerdict::NotJudged);
    let moved = answer.assignment.unwrap();
    assert_eq!(moved.households_without_place, moved.households);
    assert!(
        moved.moves[0]
            .reason
            .as_ref()
            .unwrap()
            .en
            .contains("propose a site")
    );
}

#[test]
fn too_small_a_site_says_how_many_places_are_short() {
    let snapshot = illustrated();
    let (unit, hamlet) = unit_in_danger(&snapshot);
    let request = json!({
        "unit_codes": [unit], "communities": [hamlet.id.to_string()],
        "areas": {"household_m2": 90_000.0},
    });
    let moved = ask(&snapshot, &request).assignment.unwrap();
    let reason = moved.moves[0].reason.clone().unwrap();
    assert!(
        reason.en.contains("short") && reason.vi.contains("thiếu"),
        "{reason:?}"
    );
}

#[test]
fn without_heights_nothing_is_said_of_slopes() {
    let illustrated = illustrated();
    let (unit, _) = unit_in_danger(&illustrated);
    let edits: Vec<_> = inputs::removal(&illustrated)
        .into_iter()
        .filter(|edit| edit.key().to_string() == "illustrative-elevation")
        .collect();
    assert_eq!(edits.len(), 2, "the layer and its grid");
    let flat = illustrated.apply(illustrated.version() + 1, &edits);
    let answer = ask(&flat, &json!({"unit_codes": [unit], "assigns": false}));
    assert!(answer.ground.elevation.is_none());
    let run_out = answer
        .ground
        .excluded
        .iter()
        .find(|one| one.reason == Exclusion::RunOut)
        .unwrap();
    assert!(!run_out.is_judged && run_out.share.is_none());
    assert!(
        answer
            .explanation
            .iter()
            .any(|line| line.en.contains("too steep") && line.vi.contains("đất quá dốc"))
    );
}

#[test]
fn who_goes_away_stops_the_work() {
    let snapshot = illustrated();
    let interrupt = Interrupt::default();
    interrupt.raise();
    let map = UnitMap::new(&snapshot, TODAY);
    let stopped = relocation(
        &snapshot,
        &map,
        &RelocationRequest::default(),
        &interrupt,
        &nobody,
    );
    assert_eq!(stopped.unwrap_err().to_string(), Interrupted.to_string());
}

#[tokio::test]
async fn the_api_answers_as_json_table_raster_and_refusal() {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    let (unit, hamlet) = unit_in_danger(&store.snapshot());
    let question = json!({
        "unit_codes": [unit], "communities": [hamlet.id.to_string()], "areas": {"most": 5},
    });
    let first = post(&server, "/api/relocation", &question).await;
    assert_eq!(first.status, StatusCode::OK);
    let again = post(&server, "/api/relocation", &question).await;
    assert!(
        first.body == again.body,
        "the same question gives the same bytes"
    );
    let map = post(&server, "/api/relocation?format=geojson", &question).await;
    let layer = map.json();
    assert_eq!(layer["features"][0]["properties"]["row"], "area");
    assert_eq!(layer["features"][0]["geometry"]["type"], "MultiPolygon");
    for (format, start) in [
        ("csv", b"\xef\xbb\xbfrow,number,id".as_slice()),
        ("xlsx", b"PK".as_slice()),
        ("gpkg", b"SQLite format 3".as_slice()),
    ] {
        let file = post(
            &server,
            &format!("/api/relocation?format={format}"),
            &question,
        )
        .await;
        assert!(
            file.body.starts_with(start),
            "{format}: {:?}",
            &file.body[..30]
        );
    }
    let tiff = post(&server, "/api/relocation/suitability", &question).await;
    assert_eq!(&tiff.body[..2], b"II");
    let refused = post(
        &server,
        "/api/relocation",
        &json!({"pairwise": {"criteria": ["slope", "road", "water"],
            "matrix": [[1, 9, 0.111_111_1], [0.111_111_1, 1, 9], [9, 0.111_111_1, 1]]}}),
    )
    .await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert_eq!(refused.json()["error"]["code"], "inconsistent_comparison");
}

/// With a small largest size areas stop there and say so; with a large one fewer do.
#[test]
fn an_area_that_stops_at_the_largest_size_says_so() {
    use nonnuoc::analysis::relocation::GrowthEnd;
    let snapshot = illustrated();
    let (unit, _) = unit_in_danger(&snapshot);
    let ask_for = |most_ha: f64| {
        ask(
            &snapshot,
            &json!({"unit_codes": [unit], "assigns": false, "areas": {"most_ha": most_ha}}),
        )
    };
    let cut = |answer: &Relocation| {
        let areas = answer.areas.iter();
        areas
            .filter(|area| area.growth_ended == GrowthEnd::LargestSize)
            .count()
    };
    let (small, large) = (ask_for(12.0), ask_for(500.0));
    assert!(small.areas.iter().all(|area| area.area_ha <= 12.0));
    assert!(cut(&small) > cut(&large), "{} {}", cut(&small), cut(&large));
    let told = "An area grows to 12 ha, room for 200 households at 600 m² each";
    let sentence = small
        .explanation
        .iter()
        .find(|line| line.en.starts_with(told))
        .unwrap();
    assert!(sentence.en.contains(&format!(
        "{} of {} stopped there",
        cut(&small),
        small.areas.len()
    )));
    assert!(large.areas.iter().any(|area| area.area_ha > 20.0));
}

/// An outline is checked all over: where its edge alone lies in a zone, the share says how little.
#[test]
fn an_outlined_site_is_checked_all_over() {
    let snapshot = illustrated();
    let (unit, hamlet) = unit_in_danger(&snapshot);
    let question = json!({"unit_codes": [unit], "communities": [hamlet.id.to_string()]});
    let area = &ask(&snapshot, &question).areas[0];
    let outline = |ring: Vec<[f64; 2]>| json!({"type": "Polygon", "coordinates": [ring]});
    let square = |x: f64, y: f64, size: f64| {
        outline(vec![
            [x, y],
            [x + size, y],
            [x + size, y + size],
            [x, y + size],
            [x, y],
        ])
    };
    let zone = snapshot
        .places()
        .of_kind(PlaceKind::LandslideZone)
        .next()
        .unwrap();
    let around = geo::BoundingRect::bounding_rect(zone.geometry.as_ref().unwrap()).unwrap();
    let mut asked = question.clone();
    asked["areas"] = json!({"most": 0, "each": 0, "household_m2": 500});
    asked["limits"] = json!({"road_m": 50_000});
    asked["unit_codes"] = json!([]);
    asked["proposed"] = json!([
        {"name": "Khu tốt", "outline": square(area.lon, area.lat, 0.0004)},
        {"name": "Trùm vùng nguy cơ", "outline": square(around.min().x - 0.05, around.min().y - 0.05, 0.2)},
    ]);
    let found = ask(&snapshot, &asked);
    let [small, wide] = [&found.proposed[0], &found.proposed[1]];
    assert!(small.is_fit, "{:?}", small.checks);
    // 0.0004° × 0.0004° at 22.7° N are 41.1 m × 44.3 m, 0.182 ha: three households at 500 m².
    assert!(
        (small.area_ha.unwrap() - 0.18).abs() < 0.011,
        "{:?}",
        small.area_ha
    );
    assert_eq!(small.capacity_households, Some(3));
    let check = |site: &nonnuoc::analysis::relocation::ProposedChecked| {
        *site
            .checks
            .iter()
            .find(|check| check.reason == Exclusion::HazardZone)
            .unwrap()
    };
    assert_eq!(
        (check(small).verdict, check(small).share),
        (SiteVerdict::Clear, Some(0.0))
    );
    let zone_check = check(wide);
    assert_eq!(
        (zone_check.verdict, zone_check.distance_m),
        (SiteVerdict::ShutOut, Some(0.0))
    );
    let share = zone_check.share.unwrap();
    assert!(share > 0.0 && share < 1.0, "{share}");
    assert!(!wide.is_fit);
}

#[tokio::test]
async fn a_site_without_a_position_and_a_faulty_outline_are_refused() {
    let (server, _) = fresh_server();
    for (site, words) in [
        (
            json!({"name": "Không đâu"}),
            "neither lon and lat nor an outline",
        ),
        (
            json!({"name": "Thắt nút", "outline": {"type": "Polygon", "coordinates":
                [[[106.2, 22.6], [106.3, 22.7], [106.3, 22.6], [106.2, 22.7], [106.2, 22.6]]]}}),
            "the outline of the proposed site \"Thắt nút\"",
        ),
    ] {
        let refused = post(
            &server,
            "/api/relocation",
            &json!({"proposed": [site], "assigns": false}),
        )
        .await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        let message = refused.json()["error"]["message"].clone();
        assert!(message.as_str().unwrap().contains(words), "{message}");
    }
}

/// The runtime ends only when its work has: this test would last as long as the whole province.
#[tokio::test]
async fn closing_the_connection_ends_the_search_for_ground() {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    progress::left_after_the_first_event(server, "/api/relocation", &json!({})).await;
}

#[tokio::test]
async fn a_scenario_is_saved_run_again_and_compared() {
    let (server, store, one_time) = fresh_server_with_administrator();
    illustrate(&store, TODAY);
    let mut admin = administrator(&server, &one_time).await;
    let (unit, hamlet) = unit_in_danger(&store.snapshot());
    let mut ids = Vec::new();
    for household_m2 in [400, 800] {
        let new = json!({"name": format!("Dời xóm, {household_m2} m²"), "kind": "relocation", "request": {
            "unit_codes": [unit], "communities": [hamlet.id.to_string()], "on": "2026-07-01",
            "areas": {"most": 4, "household_m2": household_m2},
        }});
        let saved = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
        assert_eq!(
            saved.status,
            StatusCode::CREATED,
            "{}",
            String::from_utf8_lossy(&saved.body)
        );
        ids.push(saved.json()["id"].as_str().unwrap().to_owned());
    }
    let address = format!("/api/scenarios/{}/runs", ids[0]);
    let again = admin.ask(Method::POST, &address, None).await.json();
    assert_eq!(
        [
            &again["is_unchanged"],
            &again["is_comparable"],
            &again["changes"]
        ],
        [&json!(true), &json!(true), &json!([])]
    );
    let address = format!("/api/scenarios/{}/comparison?with={}", ids[0], ids[1]);
    let compared = admin.ask(Method::GET, &address, None).await.json();
    let changes = compared["changes"].as_array().unwrap();
    let rooms = changes
        .iter()
        .filter(|change| change["column"] == "capacity_households");
    assert!(rooms.count() > 0, "{compared}");
}

/// A slope of some 11° over a quarter of a degree around a place, in cells of some 30 m.
fn fine_heights(around: &Place) -> Raster {
    let Some(geo::Geometry::Point(at)) = around.geometry else {
        panic!("{} is no point", around.id);
    };
    let (cells, cell) = (1_000, 0.000_3);
    let header = RasterHeader {
        file: "fine.tif".to_owned(),
        band: 1,
        width: cells,
        height: cells,
        west: at.x() - 0.15,
        north: at.y() + 0.15,
        cell_width: cell,
        cell_height: cell,
        crs: "EPSG:4326".to_owned(),
        transformation: "none".to_owned(),
    };
    let heights = (0..cells * cells).map(|cell| 6.0 * (cell % cells) as f64);
    Raster::new(header, heights.collect()).unwrap()
}

/// A million cells, from each of which slides are reckoned 5 km far: refused before any of it is done.
#[tokio::test]
async fn a_question_beyond_what_is_judged_at_once_is_refused_with_its_numbers() {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    let (unit, hamlet) = unit_in_danger(&store.snapshot());
    let layer = LayerId::new("illustrative-elevation").unwrap();
    let heights = RasterLayer::new(layer, fine_heights(&hamlet));
    keep(
        &store,
        vec![Edit::Put(Record::Raster(std::sync::Arc::new(heights)))],
    );
    let question = json!({
        "unit_codes": [unit], "areas": {"cell_m": 30},
        "limits": {"source_slope_degrees": 1, "run_out_m": 5_000, "steep_upslope_m": 5_000},
    });
    let refused = post(&server, "/api/relocation", &question).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let error = &refused.json()["error"];
    assert_eq!(error["code"], "bad_relocation");
    let message = error["message"].as_str().unwrap();
    assert!(
        message.contains("at most 5000000000 are judged: name fewer units"),
        "{message}"
    );
    let vi = error["vi"]["message"].as_str().unwrap();
    assert!(vi.contains("nhiều nhất là 5.000.000.000 cặp"), "{vi}");
    let remedy = error["vi"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("Chọn ít xã hơn"), "{remedy}");
}

#[tokio::test]
async fn more_than_is_worked_on_at_once_is_refused_and_repeats_count_once() {
    let (server, store) = fresh_server();
    illustrate(&store, TODAY);
    let (unit, hamlet) = unit_in_danger(&store.snapshot());
    let site =
        |room: u32| json!({"name": "Khu", "lon": 106.2, "lat": 22.6, "capacity_households": room});
    let villages: Vec<String> = (0..501).map(|number| format!("village-{number}")).collect();
    for (question, message, vietnamese) in [
        (
            json!({"communities": villages}),
            "501 communities were named and at most 500",
            "Đã cho 501 điểm dân cư",
        ),
        (
            json!({"proposed": vec![site(10); 501]}),
            "501 sites were proposed and at most 500",
            "Đã đề xuất 501 điểm",
        ),
        (
            json!({"proposed": [site(u32::MAX), site(u32::MAX)]}),
            "proposed[].capacity_households is 4294967295: give 0 to 1000000",
            "proposed[].capacity_households là 4.294.967.295",
        ),
        (
            json!({"areas": {"most": 4_000_000}}),
            "areas.most is 4000000: give 0 to 500",
            "areas.most là 4.000.000",
        ),
        (
            json!({"most_communities": 501}),
            "most_communities is 501: give 0 to 500",
            "most_communities là 501",
        ),
    ] {
        let refused = post(&server, "/api/relocation", &question).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{message}");
        let error = &refused.json()["error"];
        let told = |words: &Value| words.as_str().unwrap().to_owned();
        let (english, vi) = (told(&error["message"]), told(&error["vi"]["message"]));
        assert!(english.contains(message), "{english}");
        assert!(vi.contains(vietnamese), "{vi}");
    }
    let naming = |times: usize| json!({"unit_codes": [unit], "communities": vec![hamlet.id.to_string(); times]});
    let snapshot = store.snapshot();
    let (once, often) = (ask(&snapshot, &naming(1)), ask(&snapshot, &naming(700)));
    assert_eq!(once, often);
    assert_eq!(often.assignment.unwrap().moves.len(), 1);
}

/// By hand: the hamlet's 200 people × high 0.75 × (1 + (40 % + 20 %)/2) = 195; the spot's 30 households × 4.2 × very high 1
/// × 1 = 126. Each factor tells what it comes from.
#[test]
fn a_danger_spot_and_a_hamlet_are_ranked_by_the_same_product() {
    let illustrated = illustrated();
    let (unit, mut hamlet) = unit_in_danger(&illustrated);
    let spots = illustrated.places().of_kind(PlaceKind::LandslideSpot);
    let mut spot: Place = (**spots.into_iter().next().unwrap()).clone();
    let number = |number: f64| AttributeValue::Number(number);
    let text = |text: &str| AttributeValue::Text(text.to_owned());
    let stated = |place: &mut Place, named: Vec<(&str, AttributeValue)>| {
        let named = named.into_iter();
        place
            .attributes
            .extend(named.map(|(name, value)| (name.to_owned(), value)));
    };
    stated(
        &mut hamlet,
        vec![
            ("population", number(200.0)),
            ("hazard_class", text("high")),
            ("poor_share_percent", number(40.0)),
            ("vulnerable_share_percent", number(20.0)),
        ],
    );
    stated(
        &mut spot,
        vec![
            ("households", number(30.0)),
            ("hazard_class", text("very-high")),
        ],
    );
    let edits = [hamlet.clone(), spot.clone()].map(Edit::from);
    let snapshot = illustrated.apply(illustrated.version() + 1, &edits);
    let answer = ask(&snapshot, &json!({"unit_codes": [unit], "assigns": false}));
    let of = |place: &Place| {
        answer
            .priority
            .iter()
            .find(|one| one.id == place.id)
            .unwrap()
    };
    let (first, second) = (of(&hamlet), of(&spot));
    assert_eq!((first.score, second.score), (Some(195.0), Some(126.0)));
    assert!(first.rank < second.rank && second.rank.is_some());
    assert_eq!(second.people.basis.en, "its households × 4.2");
    assert_eq!(second.people.basis.vi, "số hộ × 4,2");
    assert_eq!(first.hazard.basis.vi, "cấp nguy cơ ghi ở chính nơi đó: cao");
    assert_eq!(
        first.vulnerability.basis.en,
        "1 + mean share: poor households 40 %, old, young and disabled people 20 %"
    );
}
