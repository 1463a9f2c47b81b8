use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::support::{get_json, snapshot};

fn percent_encoded(text: &str) -> String {
    let bytes: Vec<_> = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
    bytes.concat()
}

async fn first(text: &str) -> Value {
    let query = percent_encoded(text);
    get_json(&format!("/api/search?q={query}&limit=1")).await["hits"][0].clone()
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 1, 1)
}

#[tokio::test]
async fn all_56_units_come_first_by_accented_unaccented_and_decomposed_name() {
    let snapshot = snapshot();
    for unit in snapshot.units().on(today()) {
        let plain = nonnuoc::model::fold(&unit.name);
        let decomposed: String = unit.name.nfd().collect();
        let full = nonnuoc::model::fold(&unit.full_name());
        let behind = format!("{plain} {}", nonnuoc::model::fold(unit.kind.title_vi()));
        let unit_name = &unit.name;
        for text in [
            unit_name,
            &plain,
            &decomposed,
            &unit.full_name(),
            &full,
            &behind,
        ] {
            let hit = first(text).await;
            assert_eq!(hit["type"], "unit", "{text}: {hit}");
            assert_eq!(hit["code"], unit.code().as_str(), "{text}: {hit}");
        }
    }
}

#[tokio::test]
async fn all_161_former_names_lead_to_a_unit_of_today_that_has_such_a_predecessor() {
    let snapshot = snapshot();
    for link in snapshot.units().links() {
        let former = snapshot.units().get(&link.predecessor).unwrap();
        let query = percent_encoded(&former.name);
        let hits = get_json(&format!("/api/search?q={query}&limit=20")).await;
        let leads_there = hits["hits"].as_array().unwrap().iter().any(|hit| {
            hit["code"] == link.successor.code.as_str()
                && (hit["type"] == "unit" || hit["type"] == "former_unit")
        });
        assert!(
            leads_there,
            "{} does not lead to {}",
            former.name, link.successor
        );
    }
}

#[tokio::test]
async fn both_tone_placements_find_the_same_unit() {
    assert_eq!(first("Hoà An").await["code"], first("Hòa An").await["code"]);
    assert_eq!(first("Phục Hoà").await["code"], "01648");
}

#[tokio::test]
async fn every_task_is_found_by_its_name_with_and_without_accents_and_in_english() {
    let tasks = get_json("/api/tasks?limit=1000").await;
    let tasks = tasks["tasks"].as_array().unwrap();
    assert!(tasks.len() >= 50);
    for task in tasks {
        let (vi, en) = (
            task["name"]["vi"].as_str().unwrap(),
            task["name"]["en"].as_str().unwrap(),
        );
        let plain = nonnuoc::model::fold(vi);
        let decomposed: String = vi.nfd().collect();
        for text in [vi, en, &plain, &decomposed] {
            let query = percent_encoded(text);
            let hits = get_json(&format!("/api/search?q={query}&limit=10")).await;
            let found = hits["hits"].as_array().unwrap().iter();
            let found = found.filter(|hit| hit["type"] == "task" && hit["id"] == task["id"]);
            assert_eq!(found.count(), 1, "{text}: {hits}");
        }
    }
    // A unit, a place and an indicator come before a task that is as good an answer.
    assert_eq!(first("Trùng Khánh").await["type"], "unit");
}

#[tokio::test]
async fn a_word_for_the_kind_leads_to_things_of_that_kind_and_hides_nothing() {
    for text in [
        "cua khau ta lung",
        "Cửa khẩu Tà Lùng",
        "ta lung cua khau",
        "ck ta lung",
        "gate ta lung",
    ] {
        let hit = first(text).await;
        let told = (&hit["type"], &hit["name"]["vi"]);
        assert_eq!(told, (&"place".into(), &"Tà Lùng".into()), "{text}: {hit}");
    }
    // A commune and a gate bear the name; the word says which is meant.
    assert_eq!(first("tra linh").await["type"], "unit");
    assert_eq!(first("cua khau tra linh").await["type"], "place");
    assert_eq!(first("xa tra linh").await["type"], "unit");
    // There is no such school, and no such ward: what bears the name is found all the same.
    for text in ["truong tra linh", "phuong tra linh", "tra linh truong"] {
        assert_eq!(first(text).await["type"], "unit", "{text}");
    }
    let query = percent_encoded("cửa khẩu");
    let hits = get_json(&format!("/api/search?q={query}&limit=16")).await;
    let hits = hits["hits"].as_array().unwrap();
    let gates = hits
        .iter()
        .filter(|hit| hit["type"] == "place" && hit["context"]["vi"] == "Cửa khẩu, lối mở");
    assert_eq!(gates.count(), 10, "{hits:?}");
}
