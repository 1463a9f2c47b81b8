//! Many figures at once: steps with a list of them, and entries of many people in the same moment.

use axum::Router;
use axum::http::{Method, StatusCode};
use nonnuoc::store::{AuditQuery, Store};
use serde_json::{Value, json};

use crate::accounts::{Browser, administrator};
use crate::figures::{must_step, person, post};
use crate::support::fresh_server_with_administrator;

const MANY: &str = "/api/observations/steps";

fn pci(year: u32) -> Value {
    let period = year.to_string();
    json!({ "indicator": "pci", "subject": "province", "period": period, "value": "62.5", "source": "VCCI" })
}

fn id(year: u32) -> String {
    format!("pci_province_{year}_1")
}

async fn people(server: &Router, one_time: &str) -> (Browser, Browser) {
    let mut admin = administrator(server, one_time).await;
    let agencies = ["department-of-finance"];
    let editor = person(server, &mut admin, "editor", "editor", &agencies).await;
    let approver = person(server, &mut admin, "approver", "approver", &[]).await;
    (editor, approver)
}

async fn hand_in(editor: &mut Browser, year: u32) {
    let (status, answer) = post(editor, "/api/observations", pci(year)).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    must_step(editor, &id(year), "submit").await;
}

fn ids(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|one| one["id"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn figures_are_approved_together_and_the_others_are_named() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let (mut editor, mut approver) = people(&server, &one_time).await;
    for year in 2021..=2024 {
        hand_in(&mut editor, year).await;
    }
    must_step(&mut editor, &id(2023), "withdraw").await;
    let figures = [
        id(2021),
        id(2022),
        id(2023),
        "pci_province_1999_1".to_owned(),
        id(2024),
    ];
    let figures: Vec<Value> = figures.iter().map(|id| json!({ "id": id })).collect();
    let asked = json!({ "step": "approve", "figures": figures });

    let before = store.snapshot().version();
    let (status, answer) = post(&mut approver, MANY, asked).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
    assert_eq!(ids(&answer["done"]), [id(2021), id(2022), id(2024)]);
    assert!(
        answer["done"]
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["state"] == "approved")
    );
    let refused: Vec<_> = answer["refused"].as_array().unwrap().iter().collect();
    let told: Vec<_> = refused
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["status"].as_u64().unwrap()))
        .collect();
    assert_eq!(
        told,
        [(id(2023).as_str(), 409), ("pci_province_1999_1", 404)]
    );
    assert_eq!(refused[0]["error"]["code"], "not_now");
    assert!(
        refused[0]["error"]["vi"]["message"]
            .as_str()
            .unwrap()
            .contains("Số liệu")
    );
    let after = store.snapshot().version();
    assert_eq!(after, before + 1, "the figures were kept one by one");
    let log = store.audit(&AuditQuery::default()).unwrap();
    let changes: Vec<_> = log.iter().filter(|entry| entry.version == after).collect();
    assert_eq!(changes.len(), 3);
    assert!(
        changes
            .iter()
            .all(|entry| entry.reason == "approve 3 figures")
    );
    let detail = approver
        .ask(
            Method::GET,
            &format!("/api/observations/{}", id(2023)),
            None,
        )
        .await;
    assert_eq!(detail.json()["state"], "draft");
}

#[tokio::test]
async fn who_may_not_judge_approves_none_of_them() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let (mut editor, _) = people(&server, &one_time).await;
    hand_in(&mut editor, 2024).await;
    let before = store.snapshot().version();
    let asked = json!({ "step": "approve", "figures": [{ "id": id(2024) }] });
    let (status, answer) = post(&mut Browser::new(&server), MANY, asked.clone()).await;
    assert_eq!(
        (status, answer["error"]["code"].as_str()),
        (StatusCode::UNAUTHORIZED, Some("not_signed_in"))
    );
    let (status, answer) = post(&mut editor, MANY, asked).await;
    assert_eq!((status, ids(&answer["done"]).len()), (StatusCode::OK, 0));
    let refusal = &answer["refused"][0];
    assert_eq!(
        (&refusal["status"], &refusal["error"]["code"]),
        (&json!(403), &json!("not_allowed"))
    );
    assert_eq!(store.snapshot().version(), before);
}

#[tokio::test]
async fn a_figure_that_was_handed_in_again_is_not_approved_as_it_was_seen() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let (mut editor, mut approver) = people(&server, &one_time).await;
    hand_in(&mut editor, 2024).await;
    let address = format!("/api/observations/{}", id(2024));
    let seen = approver.ask(Method::GET, &address, None).await.json();
    must_step(&mut editor, &id(2024), "withdraw").await;
    let other = json!({ "value": "99", "source": "VCCI", "is_confirmed": true });
    let changed = editor.ask(Method::PUT, &address, Some(other)).await;
    assert_eq!(changed.status, StatusCode::OK);
    must_step(&mut editor, &id(2024), "submit").await;

    let approve = |since: &Value| {
        let figures = [json!({ "id": id(2024), "state_since": since })];
        json!({ "step": "approve", "figures": figures })
    };
    let (_, answer) = post(&mut approver, MANY, approve(&seen["state_since"])).await;
    assert_eq!(
        answer["refused"][0]["error"]["code"], "not_as_seen",
        "{answer}"
    );
    let now = approver.ask(Method::GET, &address, None).await.json();
    assert_eq!(now["state"], "submitted");
    let (_, answer) = post(&mut approver, MANY, approve(&now["state_since"])).await;
    assert_eq!(ids(&answer["done"]), [id(2024)]);
}

#[tokio::test]
async fn a_list_that_is_too_long_or_names_a_figure_twice_changes_nothing() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let (mut editor, mut approver) = people(&server, &one_time).await;
    hand_in(&mut editor, 2024).await;
    let before = store.snapshot().version();
    let one = json!({ "id": id(2024) });
    let long: Vec<Value> = (0..501)
        .map(|n| json!({ "id": format!("pci_province_{n}_1") }))
        .collect();
    for (figures, code) in [
        (vec![one.clone(), one], "figure_twice"),
        (long, "too_many_figures"),
    ] {
        let asked = json!({ "step": "approve", "figures": figures });
        let (status, answer) = post(&mut approver, MANY, asked).await;
        assert_eq!(
            (status, answer["error"]["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some(code))
        );
    }
    let nothing = json!({ "step": "approve", "figures": [] });
    let (status, answer) = post(&mut approver, MANY, nothing).await;
    assert_eq!((status, ids(&answer["done"]).len()), (StatusCode::OK, 0));
    assert_eq!(store.snapshot().version(), before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_enters_a_figure_is_not_refused_because_others_enter_theirs() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let (editor, _) = people(&server, &one_time).await;
    let before = store.snapshot().version();
    let entries = (1980..2010).map(|year| {
        let mut editor = editor.clone();
        tokio::spawn(async move { post(&mut editor, "/api/observations", pci(year)).await })
    });
    let entries: Vec<_> = entries.collect();
    for entry in entries {
        let (status, answer) = entry.await.unwrap();
        assert_eq!(status, StatusCode::CREATED, "{answer}");
    }
    assert_eq!(store.snapshot().version(), before + 30);
}
