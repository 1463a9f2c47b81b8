//! The programme over HTTP: catalogue, targets, statuses, tasks, reviews.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{ask_json, get, get_json, illustrated_server, refused};

/// What the programme says must be true: the indicator, the rule, its bound (or bounds, or per cent), and whether the
/// target is judged year by year.
type Row = (&'static str, &'static str, &'static [i64], bool);

/// Every measurable target of the programme.
const PROGRAMME: [Row; 31] = [
    ("electricity-households", "reach", &[100], false),
    ("trade-turnover-growth", "mean-yearly-change", &[10], false),
    ("tourism-grdp-share", "more-than", &[10], false),
    ("tourism-livelihood-share", "more-than", &[30], false),
    ("commune-offices", "reach", &[56], false),
    ("national-road-blackspots-fixed", "reach", &[100], false),
    ("provincial-road-paved", "reach", &[100], false),
    ("commune-road-paved", "at-least", &[85], false),
    ("urbanisation-rate", "reach", &[44], false),
    ("budget-revenue", "more-than", &[100], true),
    ("pci", "improve", &[], true),
    ("papi", "improve", &[], true),
    ("par-index", "improve", &[], true),
    ("sipas", "improve", &[], true),
    ("private-grdp-share", "within", &[62, 65], false),
    ("private-employment-share", "more-than", &[60], false),
    ("cadastral-mapping", "reach", &[100], false),
    ("land-certificates", "reach", &[100], false),
    ("landslide-relocation", "improve", &[], true),
    (
        "satellite-schools-cut",
        "change-from-baseline",
        &[-40],
        false,
    ),
    ("boarding-communes", "more-than", &[80], false),
    ("border-boarding-communes", "reach", &[100], false),
    ("provincial-hospital", "at-least", &[500], false),
    ("health-insurance", "reach", &[100], false),
    ("temporary-houses", "at-most", &[0], false),
    ("happiness-index", "improve", &[], true),
    ("drug-free-communes", "at-least", &[50], false),
    ("accident-cases", "yearly-change", &[-5], true),
    ("accident-deaths", "yearly-change", &[-5], true),
    ("accident-injuries", "yearly-change", &[-5], true),
    ("social-order-crimes", "yearly-change", &[-5], true),
];

/// The ids in the first column of table A of the programme's description: `a / b` are two, `a-x / -y` share a stem.
fn ids_of_table_a(text: &str) -> BTreeSet<String> {
    let table = text
        .split("## A.")
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap();
    let rows = table.lines().filter(|line| line.starts_with('|'));
    let mut ids = BTreeSet::new();
    for row in rows.skip(2) {
        let names = row.split('|').nth(1).unwrap().trim();
        let (first, _) = names.split_once(" / ").unwrap_or((names, ""));
        let stem = first.rsplit_once('-').map_or("", |(stem, _)| stem);
        for name in names.split(" / ") {
            let shared = if name.starts_with('-') { stem } else { "" };
            ids.insert(format!("{shared}{name}"));
        }
    }
    ids
}

#[test]
fn the_programme_has_no_row_that_is_left_out() {
    let own: BTreeSet<String> = PROGRAMME.iter().map(|row| row.0.to_owned()).collect();
    assert_eq!(own.len(), 31);
    let shared = std::env::var("NONNUOC_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let source = std::path::Path::new(&shared).join("programme/README.md");
    match std::fs::read_to_string(&source) {
        Ok(text) => assert_eq!(own, ids_of_table_a(&text)),
        Err(error) => eprintln!("skipped: {}: {error}", source.display()),
    }
}

#[tokio::test]
async fn every_target_of_the_programme_is_as_it_says_and_is_judged_once_there_are_figures() {
    let server = illustrated_server();
    let mut unjudged = Vec::new();
    for (id, rule, bounds, is_yearly) in PROGRAMME {
        let detail = ask_json(&server, &format!("/api/indicators/{id}")).await;
        assert_eq!(detail["role"], "programme", "{id}");
        let revisions = &ask_json(&server, &format!("/api/targets/{id}")).await["revisions"];
        let target = &revisions[0];
        assert_eq!(
            (&target["indicator"], &target["scope"]),
            (&json!(id), &json!("province"))
        );
        let own = &target["rule"];
        assert_eq!(own["type"], rule, "{id}");
        let numbers: Vec<i64> = ["value", "upper", "percent"]
            .iter()
            .filter_map(|field| own[field].as_f64())
            .map(|number| number as i64)
            .collect();
        assert_eq!(
            (numbers.as_slice(), &target["is_yearly"]),
            (bounds, &json!(is_yearly)),
            "{id}"
        );
        assert_eq!(
            (&target["from"], &target["by"]),
            (&json!("2026"), &json!("2030")),
            "{id}"
        );

        let list = ask_json(&server, &format!("/api/statuses?target={id}&on=2026-11-23")).await;
        let status = &list["statuses"][0];
        assert_eq!(list["total"], 1, "{id}");
        let reason = &status["reason"];
        assert_ne!(reason["vi"], reason["en"], "{id}");
        if status["status"] == "no-data" {
            // The illustrative figures leave some communes out, as in life; the reason counts them.
            assert!(
                reason["vi"].as_str().unwrap().contains("/56 báo cáo"),
                "{id}: {reason}"
            );
            unjudged.push(id);
            continue;
        }
        assert_eq!(status["is_illustrative"], true, "{id}");
        assert!(status["latest"]["value"].is_number(), "{id}");
        let series = ask_json(&server, &format!("/api/indicators/{id}/series")).await;
        assert!(
            !series["points"].as_array().unwrap().is_empty(),
            "{id} has no series"
        );
    }
    assert_eq!(unjudged, ["land-certificates"]);
}

/// The sum of the values on that basis, and how many there are.
async fn summed(server: &axum::Router, id: &str, period: &str, basis: &str) -> (Decimal, usize) {
    let address = format!("/api/indicators/{id}/values?period={period}&basis={basis}");
    let answer = ask_json(server, &address).await;
    let values = answer["values"].as_array().unwrap();
    let numbers: Vec<Decimal> = values
        .iter()
        .filter_map(|value| value["value"].as_number()?.to_string().parse().ok())
        .collect();
    (numbers.iter().sum(), numbers.len())
}

#[tokio::test]
async fn every_additive_indicator_of_communes_adds_up_on_161_and_on_56_units_over_http() {
    let server = illustrated_server();
    let catalogue = ask_json(&server, "/api/indicators?limit=1000").await;
    let mut compared = BTreeSet::new();
    let mut additive = BTreeSet::new();
    for indicator in catalogue["indicators"].as_array().unwrap() {
        let id = indicator["id"].as_str().unwrap();
        if indicator["kind"] != "additive" || indicator["is_by_commune"] != true {
            continue;
        }
        additive.insert(id.to_owned());
        for period in ["2024", "2023"] {
            let former = summed(&server, id, period, "as-reported").await;
            if former.1 != 161 {
                continue;
            }
            assert_eq!(
                summed(&server, id, period, "today").await,
                (former.0, 56),
                "{id} {period}"
            );
            compared.insert(id.to_owned());
        }
    }
    // Nobody gave these for the former units: the offices are the 56 units' own, the areas are of today's borders.
    let left: Vec<&str> = additive.difference(&compared).map(String::as_str).collect();
    assert_eq!(left, ["area", "commune-offices"]);
}

#[tokio::test]
async fn every_row_of_the_programme_answers() {
    let list = get_json("/api/indicators?role=programme").await;
    assert_eq!(list["total"], 31);
    for indicator in list["indicators"].as_array().unwrap() {
        let id = indicator["id"].as_str().unwrap();
        let detail = get_json(&format!("/api/indicators/{id}")).await;
        assert!(
            !detail["targets"].as_array().unwrap().is_empty(),
            "{id} has no target"
        );
        let values = get_json(&format!("/api/indicators/{id}/values?period=2026")).await;
        assert_eq!(values["indicator"], id);
        let wanted = detail["is_by_commune"].as_bool().unwrap();
        assert_eq!(
            !values["values"].as_array().unwrap().is_empty() && wanted,
            wanted,
            "{id}"
        );
    }
}

#[tokio::test]
async fn without_figures_every_target_says_why_it_cannot_be_judged() {
    let list = get_json("/api/statuses?on=2026-06-01").await;
    assert_eq!(list["counts"]["no_data"], list["total"]);
    for status in list["statuses"].as_array().unwrap() {
        assert!(!status["reason"]["vi"].as_str().unwrap().is_empty());
        assert_eq!(status["latest"], Value::Null);
    }
    let dashboard = get_json("/api/dashboard").await;
    assert_eq!(dashboard["is_illustrative"], false);
    assert_eq!(
        dashboard["targets"].as_array().unwrap().len() as u64,
        list["total"].as_u64().unwrap()
    );
}

#[tokio::test]
async fn density_is_computed_from_people_and_area() {
    let values = get_json("/api/indicators/population-density/values?period=2024").await;
    assert_eq!(values["coverage"]["reported"], 56);
    let ward = values["values"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["unit_code"] == "01273")
        .unwrap();
    // 41,157 people on 55.44 km².
    assert_eq!(ward["value"], 742.37);
    assert_eq!(ward["parts"].as_array().unwrap().len(), 2);
    let province = values["province"]["value"].as_f64().unwrap();
    assert!((province - 573_119.0 / 6700.48).abs() < 0.001, "{province}");
}

#[tokio::test]
async fn classes_of_the_legend_touch_and_hold_every_value() {
    let values = get_json("/api/indicators/population/values?period=2024&classes=4").await;
    let classes = values["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 4);
    for pair in classes.windows(2) {
        assert_eq!(pair[0]["upper"], pair[1]["lower"]);
    }
    let held: u64 = classes
        .iter()
        .map(|class| class["count"].as_u64().unwrap())
        .sum();
    assert_eq!(held, 56);
}

#[tokio::test]
async fn lists_come_as_tables_too() {
    let answer = get("/api/indicators/population/values?period=2024&format=csv").await;
    let text = String::from_utf8(answer.body).unwrap();
    assert!(
        text.starts_with("\u{feff}indicator,period,code,name,value"),
        "{text}"
    );
    assert!(
        text.contains("population,2024,01273,Phường Thục Phán,41157,persons"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 57);
}

#[tokio::test]
async fn tasks_are_listed_by_deadline_with_their_agencies() {
    let tasks = get_json("/api/tasks?on=2031-01-01&state=overdue").await;
    assert_eq!(tasks["total"], get_json("/api/tasks").await["total"]);
    let of_health = get_json("/api/tasks?agency=department-of-health").await;
    let ids: Vec<&str> = of_health["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|task| task["id"].as_str().unwrap())
        .collect();
    assert!(ids.contains(&"provincial-hospital-500"), "{ids:?}");
    let reviews = get_json("/api/reviews").await;
    assert_eq!(reviews["reviews"].as_array().unwrap().len(), 7);
    let agencies = get_json("/api/agencies").await;
    assert!(agencies["agencies"].as_array().unwrap().len() >= 20);
}

#[tokio::test]
async fn what_does_not_exist_is_named() {
    for address in [
        "/api/indicators/none",
        "/api/targets/none",
        "/api/tasks/none",
        "/api/observations/none",
    ] {
        let (status, _, message) = refused(address).await;
        assert_eq!(status, 404, "{address}");
        assert!(message.contains("none"), "{message}");
    }
    let (status, code, _) = refused("/api/indicators/population/values?period=2024-13").await;
    assert_eq!((status.as_u16(), code.as_str()), (400, "bad_parameter"));
}
