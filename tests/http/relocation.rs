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
use nonnuoc::model::{Edit, Place, PlaceKind, Snapshot};
use nonnuoc::store::{Actor, Store, Transaction};
use serde_json::{Value, json};

use axum::Router;
use axum::body::Body;
use axum::http::Request;

use crate::support::{Answer, fresh_server, send, snapshot};

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
    let basis = &unknown.unwrap().hazard.basis;
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
    assert!(answer.sources.iter().any(|source| source.is_illustrative));
    assert!(
        answer
            .explanation
            .iter()
            .any(|line| line.contains("made up"))
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
    assert!(reason.contains("short"), "{reason}");
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
            .any(|line| line.contains("steep-slope"))
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
    let shipped = store.snapshot();
    let map = UnitMap::new(&shipped, TODAY);
    store
        .commit(Transaction {
            actor: Actor::command("test"),
            reason: "Illustrate".to_owned(),
            expected_version: None,
            edits: inputs::layers(&shipped, &map)
                .into_iter()
                .map(Edit::Put)
                .collect(),
        })
        .unwrap();
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
    assert_eq!(map.json()["features"][0]["properties"]["row"], "area");
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
