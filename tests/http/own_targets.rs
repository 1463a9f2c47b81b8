//! Per-commune targets under a provincial one: for each unit of a subset, or for one unit alone.

use axum::http::StatusCode;
use nonnuoc::analysis::illustration;
use nonnuoc::model::{Edit, Target, TargetRule, TargetScope};
use nonnuoc::store::Store;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::support::{ask_json, fresh_server, get, illustrated_server, keep};

#[tokio::test]
async fn a_target_for_each_unit_is_judged_for_each_of_its_units() {
    let server = illustrated_server();
    let list = ask_json(&server, "/api/targets?limit=1000").await;
    let mut checked = 0;
    for target in list["targets"].as_array().unwrap() {
        if target["scope"] != "each-unit" {
            continue;
        }
        let id = target["id"].as_str().unwrap();
        let parent = target["parent"].as_str().unwrap();
        let whole = ask_json(&server, &format!("/api/targets/{parent}")).await;
        assert_eq!(
            (&whole["parts"][0]["id"], &whole["revisions"][0]["scope"]),
            (&json!(id), &json!("province"))
        );
        let address = format!("/api/statuses?target={id}&on=2026-11-23&limit=1000");
        let statuses = ask_json(&server, &address).await;
        let wanted = if parent.starts_with("border") { 21 } else { 56 };
        assert_eq!(statuses["total"], wanted, "{id}");
        let counts = statuses["counts"].as_object().unwrap();
        let counted: u64 = counts.values().map(|count| count.as_u64().unwrap()).sum();
        assert_eq!(counted, wanted, "{id}");
        for status in statuses["statuses"].as_array().unwrap() {
            assert!(status["unit_code"].is_string(), "{id}: {status}");
            assert!(!status["reason"]["vi"].as_str().unwrap().is_empty(), "{id}");
        }
        checked += 1;
    }
    assert_eq!(checked, 7);
}

#[tokio::test]
async fn the_targets_of_one_unit_are_judged_together() {
    let server = illustrated_server();
    // Thục Phán does not lie at the border, Trùng Khánh does.
    for (code, wanted) in [("01273", 6), ("01477", 7)] {
        let address = format!("/api/statuses?unit={code}&on=2026-11-23");
        let of_unit = ask_json(&server, &address).await;
        assert_eq!(of_unit["total"], wanted, "{code}");
        for status in of_unit["statuses"].as_array().unwrap() {
            let id = status["target"].as_str().unwrap();
            let address = format!("/api/statuses?target={id}&on=2026-11-23&limit=1000");
            let of_target = ask_json(&server, &address).await;
            let mut same = of_target["statuses"].as_array().unwrap().iter();
            assert!(same.any(|one| one == status), "{id} of {code}");
        }
    }
    let one = "/api/statuses?unit=01273&target=health-insurance-each&on=2026-11-23";
    let one = ask_json(&server, one).await;
    assert_eq!(one["total"], 1);
    assert_eq!(one["statuses"][0]["unit_code"], "01273");
    let nowhere = get("/api/statuses?unit=99999&on=2026-11-23").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

/// A target for Thục Phán alone, so low that it is met already.
fn for_one_unit() -> Target {
    Target {
        id: "health-insurance-01273".parse().unwrap(),
        revision: 1,
        indicator: "health-insurance".parse().unwrap(),
        scope: TargetScope::Unit {
            unit: "01273@2025-07-01".parse().unwrap(),
        },
        rule: TargetRule::AtLeast {
            value: Decimal::from(1),
        },
        baseline: None,
        path: Vec::new(),
        from: "2026".parse().unwrap(),
        by: "2028".parse().unwrap(),
        is_yearly: false,
        section: "2.3".to_owned(),
        decision: nonnuoc::model::Decision {
            number: Some("12-QĐ/TU".to_owned()),
            date: None,
            title: "Giao chỉ tiêu cho phường".to_owned(),
        },
        parent: Some("health-insurance".parse().unwrap()),
        note: None,
    }
}

fn value_of<'a>(values: &'a Value, code: &str) -> &'a Value {
    let values = values["values"].as_array().unwrap();
    values.iter().find(|one| one["unit_code"] == code).unwrap()
}

#[tokio::test]
async fn a_target_of_one_unit_comes_before_the_one_for_each_and_is_no_target_of_the_province() {
    let (server, store) = fresh_server();
    let today = jiff::civil::date(2026, 11, 23);
    let figures = illustration::figures(&store.snapshot(), today);
    keep(&store, figures.into_iter().map(Into::into).collect());
    let address = "/api/indicators/health-insurance/values?period=2026";
    let before = ask_json(&server, address).await;
    let dashboard = ask_json(&server, "/api/dashboard").await;
    assert_eq!(
        value_of(&before, "01273")["own_target"]["rule"]["value"],
        100.0
    );
    keep(
        &store,
        vec![Edit::Put(nonnuoc::model::Record::Target(
            for_one_unit().into(),
        ))],
    );

    let after = ask_json(&server, address).await;
    let ward = value_of(&after, "01273");
    assert_eq!(
        (&ward["own_target"], &ward["status"]),
        (
            &json!({ "id": "health-insurance-01273", "by": "2028",
                "rule": { "type": "at-least", "value": 1.0, "upper": null, "percent": null } }),
            &json!("achieved"),
        )
    );
    let others = |values: &Value| -> Vec<Value> {
        let values = values["values"].as_array().unwrap();
        values
            .iter()
            .filter(|one| one["unit_code"] != "01273")
            .cloned()
            .collect()
    };
    assert_eq!(
        others(&after),
        others(&before),
        "only that unit is judged otherwise"
    );

    let whole = ask_json(&server, "/api/targets/health-insurance").await;
    let parts: Vec<&str> = whole["parts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["id"].as_str().unwrap())
        .collect();
    assert_eq!(parts, ["health-insurance-01273", "health-insurance-each"]);
    let alone = ask_json(&server, "/api/statuses?target=health-insurance-01273").await;
    assert_eq!(
        (&alone["total"], &alone["statuses"][0]["unit_code"]),
        (&json!(1), &json!("01273"))
    );
    let again = ask_json(&server, "/api/dashboard").await;
    assert_eq!(
        again["counts"], dashboard["counts"],
        "the province has no more targets than before"
    );
}
