//! The province's figure over HTTP: the exact sum with its coverage, and a direct one that disagrees with it.

use axum::Router;
use axum::http::StatusCode;
use nonnuoc::model::{
    Edit, Observation, ObservationState, Quality, Snapshot, Subject, Unit, Value,
};
use nonnuoc::store::{SqliteStore, Store};
use serde_json::{Value as Json, json};

use crate::accounts::{Browser, administrator};
use crate::figures::{must_step, person, post};
use crate::support::{ask_json, fresh_server, fresh_server_with_administrator, keep};

/// The approved figure of a unit in 2026.
fn approved(indicator: &str, unit: &Unit, number: i64) -> Edit {
    observation(indicator, &Subject::Unit(unit.key.clone()), number).into()
}

fn observation(indicator: &str, subject: &Subject, number: i64) -> Observation {
    let at = "2027-01-31T00:00:00Z".parse().unwrap();
    Observation {
        key: format!("{indicator}_{subject}_2026_1").parse().unwrap(),
        value: Value::from(rust_decimal::Decimal::from(number)),
        unit: "households".to_owned(),
        source: "Báo cáo xã".to_owned(),
        quality: Quality::Final,
        state: ObservationState::Approved {
            by: "approver".to_owned(),
            at,
        },
        is_illustrative: false,
        entered_by: "editor".to_owned(),
        entered_at: at,
        note: None,
    }
}

/// The first so many units of today have 1, 2, 3 … households.
fn households(snapshot: &Snapshot, count: usize) -> Vec<Edit> {
    let units = snapshot.units().on(jiff::civil::date(2026, 11, 23));
    let numbered = (1_i64..).zip(units.take(count));
    numbered
        .map(|(number, unit)| approved("households", unit, number))
        .collect()
}

async fn province(server: &Router) -> Json {
    ask_json(server, "/api/indicators/households/values?period=2026").await["province"].clone()
}

/// The province's own number comes in and is approved.
async fn report_directly(editor: &mut Browser, approver: &mut Browser, number: &str) {
    let figure = json!({ "indicator": "households", "subject": "province", "period": "2026", "value": number,
        "source": "Báo cáo tỉnh", "is_confirmed": true, "note": "Số của tỉnh" });
    let (status, answer) = post(editor, "/api/observations", figure).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let id = answer["observation"]["id"].as_str().unwrap();
    must_step(editor, id, "submit").await;
    must_step(approver, id, "approve").await;
}

async fn with_people() -> (Router, std::sync::Arc<SqliteStore>, Browser, Browser) {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let editor = person(&server, &mut admin, "editor", "editor", &[]).await;
    let approver = person(&server, &mut admin, "approver", "approver", &[]).await;
    (server, store, editor, approver)
}

#[tokio::test]
async fn the_province_is_the_sum_of_the_communes_with_its_coverage() {
    let (server, store, _) = fresh_server_with_administrator();
    keep(&store, households(&store.snapshot(), 41));
    let part = province(&server).await;
    assert_eq!(
        (&part["value"], &part["coverage"], &part["origin"]),
        (
            &json!(41.0 * 42.0 / 2.0),
            &json!({ "reported": 41, "of": 56 }),
            &json!("rolled-up")
        )
    );
    keep(&store, households(&store.snapshot(), 56));
    let whole = province(&server).await;
    assert_eq!(
        (
            &whole["value"],
            &whole["coverage"],
            &whole["disagrees_with"]
        ),
        (
            &json!(56.0 * 57.0 / 2.0),
            &json!({ "reported": 56, "of": 56 }),
            &Json::Null
        )
    );
}

#[tokio::test]
async fn a_provincial_figure_that_disagrees_is_warned_about_flagged_and_not_replaced() {
    let (server, store, mut editor, mut approver) = with_people().await;
    keep(&store, households(&store.snapshot(), 56));
    // The one who enters it is asked first, with the sum and what to do.
    let unconfirmed = json!({ "indicator": "households", "subject": "province", "period": "2026", "value": "1600",
        "source": "Báo cáo tỉnh" });
    let (status, answer) = post(&mut editor, "/api/observations", unconfirmed).await;
    let finding = &answer["findings"][0];
    assert_eq!(
        (status, &finding["code"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("sum-differs")),
        "{answer}"
    );
    assert!(
        finding["message"]["vi"].as_str().unwrap().contains("1.596"),
        "{finding}"
    );
    report_directly(&mut editor, &mut approver, "1600").await;
    let figure = province(&server).await;
    assert_eq!(
        (
            &figure["value"],
            &figure["origin"],
            &figure["disagrees_with"],
            &figure["coverage"],
        ),
        (
            &json!(1600.0),
            &json!("reported"),
            &json!(1596.0),
            &json!({ "reported": 56, "of": 56 }),
        )
    );
    let series = ask_json(&server, "/api/indicators/households/series").await;
    let last = series["points"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["value"], &last["disagrees_with"]),
        (&json!(1600.0), &json!(1596.0))
    );
    // It leads to the figure that was reported, and from there to who entered and who approved it.
    let id = last["observation"].as_str().unwrap();
    let reported = ask_json(&server, &format!("/api/observations/{id}")).await;
    assert_eq!(
        (
            &reported["entered_by"],
            &reported["decided_by"],
            &reported["source"]
        ),
        (&json!("editor"), &json!("approver"), &json!("Báo cáo tỉnh"))
    );
    // The communes' own figures are as they were.
    let values = ask_json(&server, "/api/indicators/households/values?period=2026").await;
    assert_eq!(values["coverage"], json!({ "reported": 56, "of": 56 }));
    // What agrees bears no flag.
    report_directly(&mut editor, &mut approver, "1596").await;
    let figure = province(&server).await;
    assert_eq!(
        (&figure["value"], &figure["disagrees_with"]),
        (&json!(1596.0), &Json::Null)
    );
}

#[tokio::test]
async fn the_province_is_summed_for_the_newest_period_that_has_numbers() {
    let (server, store) = fresh_server();
    let before = ask_json(&server, "/api/province").await["totals"].clone();
    let unit = store
        .snapshot()
        .units()
        .on(jiff::civil::date(2026, 11, 23))
        .next()
        .unwrap()
        .clone();
    let figure = |subject: Subject, value: Value| Observation {
        value,
        ..observation("population", &subject, 1)
    };
    let not_available = Value::NotAvailable {
        reason: "đang rà soát".to_owned(),
    };
    keep(
        &store,
        vec![
            figure(
                Subject::Province,
                Value::from(rust_decimal::Decimal::from(555_000)),
            )
            .into(),
            figure(Subject::Unit(unit.key.clone()), not_available).into(),
        ],
    );
    let after = ask_json(&server, "/api/province").await["totals"].clone();
    assert_eq!(
        after, before,
        "what has no number of a commune is no period of the communes"
    );
    assert!(before[0]["value"].as_f64().unwrap() > 100_000.0, "{before}");
}
