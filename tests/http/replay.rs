//! The audit log of a scripted year, replayed into an empty store, gives exactly the same data: every unit, place,
//! indicator, target, figure, task, account and scenario, and the same answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::http::{Method, StatusCode};
use nonnuoc::model::{Edit, Record, RecordKey, Snapshot};
use nonnuoc::store::{Actor, AuditEntry, AuditQuery, SqliteStore, Store, Transaction};
use serde_json::{Value, json};

use crate::accounts::{Browser, administrator};
use crate::figures::{must_step, person, post, step};
use crate::spreadsheets::{one, upload};
use crate::support::{ask_json, fresh_server_with_administrator, server_on};

/// Every sort of record that a year touches.
const TOUCHED: [&str; 7] = [
    "account",
    "observation",
    "place",
    "scenario",
    "target",
    "task",
    "unit",
];

#[tokio::test]
async fn the_log_of_a_year_replays_to_exactly_the_present_data() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let loaded = store.snapshot().version();
    a_year(&server, &store, &one_time).await;
    let log = store.audit(&AuditQuery::default()).unwrap();
    let touched: BTreeSet<&str> = log
        .iter()
        .filter(|entry| entry.version > loaded)
        .map(|entry| entry.entity.as_str())
        .collect();
    assert_eq!(touched, BTreeSet::from(TOUCHED), "the year is too short");
    let removed = log.iter().filter(|entry| entry.after.is_none()).count();
    assert!(removed >= 2, "the year removes something");

    let again = replayed(&log);
    let (then, now) = (again.snapshot(), store.snapshot());
    let (before, after) = (listed(&then), listed(&now));
    assert!(after.len() >= 1000, "{} records", after.len());
    for (name, record) in &after {
        assert_eq!(before.get(name), Some(record), "{name}");
    }
    assert_eq!(before.len(), after.len());
    assert!(*then == *now, "an index differs");
    assert_eq!(told(&again), told(&store), "the logs differ");
    let other = server_on(&again);
    for address in ANSWERS {
        let (one, other) = (
            ask_json(&server, address).await,
            ask_json(&other, address).await,
        );
        assert_eq!(one, other, "{address}");
    }
}

/// What everybody may ask, answered from the data alone.
const ANSWERS: [&str; 12] = [
    "/api/units",
    "/api/units?on=2024-12-31",
    "/api/places?limit=1000",
    "/api/places/tra-linh",
    "/api/layers",
    "/api/indicators?limit=1000",
    "/api/targets?limit=1000",
    "/api/observations?limit=1000",
    "/api/statuses?limit=1000",
    "/api/tasks?limit=1000",
    "/api/reviews",
    "/api/scenarios",
];

/// Accounts come and change, figures go their way, tasks are reported, a target is revised, an analysis is kept, and
/// a place and a unit change.
async fn a_year(server: &Router, store: &SqliteStore, one_time: &str) {
    let mut admin = administrator(server, one_time).await;
    let mut editor = person(server, &mut admin, "editor", "editor", &[]).await;
    let mut approver = person(server, &mut admin, "approver", "approver", &[]).await;
    person(server, &mut admin, "visitor", "viewer", &[]).await;
    let promoted = json!({ "display_name": "Người xem cũ", "role": "editor", "units": ["01273"],
        "agencies": ["department-of-health"], "is_active": false });
    let changed = admin
        .ask(Method::PUT, "/api/accounts/visitor", Some(promoted))
        .await;
    assert_eq!(changed.status, StatusCode::OK);
    let reset = admin
        .ask(
            Method::POST,
            "/api/accounts/approver/reset",
            Some(json!({})),
        )
        .await;
    assert_eq!(reset.status, StatusCode::OK);
    let one_time = reset.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned();
    approver.sign_in("approver", &one_time).await;
    approver
        .change_password(&one_time, "một mật khẩu đủ dài, khác")
        .await;

    figures_go_their_way(&mut editor, &mut approver).await;
    a_spreadsheet_comes_in(server, &mut editor, &mut approver).await;
    the_programme_changes(&mut admin).await;
    the_map_changes(store);
}

fn figure(indicator: &str, subject: &str, period: &str, value: &Value) -> Value {
    let mut figure = json!({ "indicator": indicator, "subject": subject, "period": period, "source": "Báo cáo" });
    let field = if value.is_string() {
        "missing_reason"
    } else {
        "value"
    };
    figure[field] = value.clone();
    figure
}

async fn enter(editor: &mut Browser, body: Value) -> String {
    let (status, answer) = post(editor, "/api/observations", body).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    answer["observation"]["id"].as_str().unwrap().to_owned()
}

async fn figures_go_their_way(editor: &mut Browser, approver: &mut Browser) {
    let ward = "unit.01273@2025-07-01";
    let first = enter(editor, figure("pci", "province", "2024", &json!(62.5))).await;
    let of_place = enter(
        editor,
        figure("trade-turnover", "place.tra-linh", "2026-Q1", &json!(12.5)),
    )
    .await;
    let missing = enter(
        editor,
        figure("households", ward, "2025", &json!("đang rà soát")),
    )
    .await;
    let sent_back = enter(editor, figure("parcels", ward, "2025", &json!(9000))).await;
    let draft = enter(editor, figure("temporary-houses", ward, "2025", &json!(3))).await;
    for id in [&first, &of_place, &missing, &sent_back] {
        must_step(editor, id, "submit").await;
    }
    for id in [&first, &of_place, &missing] {
        must_step(approver, id, "approve").await;
    }
    let back = json!({ "step": "return", "reason": "thiếu nguồn" });
    assert_eq!(step(approver, &sent_back, back).await.0, StatusCode::OK);
    let revised = json!({ "value": 9010, "source": "Báo cáo, trang 2" });
    let address = format!("/api/observations/{sent_back}");
    let answer = editor.ask(Method::PUT, &address, Some(revised)).await;
    assert_eq!(answer.status, StatusCode::OK);
    must_step(editor, &draft, "submit").await;
    must_step(editor, &draft, "withdraw").await;
    let mut correction = figure("pci", "province", "2024", &json!(61.9));
    correction["is_confirmed"] = json!(true);
    correction["note"] = json!("VCCI công bố lại");
    let second = enter(editor, correction).await;
    must_step(editor, &second, "submit").await;
    must_step(approver, &second, "approve").await;
    assert_eq!(second, "pci_province_2024_2");
}

async fn a_spreadsheet_comes_in(server: &Router, editor: &mut Browser, approver: &mut Browser) {
    let cells = ["", "Tà Lùng", "7,5", "", "Hải quan"];
    let bytes = one("trade-turnover", "2026-Q1", &cells);
    let (_, looked_at) = upload(server, editor, "", bytes.clone()).await;
    assert_eq!(looked_at["accepted"], 1, "{looked_at}");
    let confirm = format!("?confirm={}", looked_at["checksum"].as_str().unwrap());
    let (_, kept) = upload(server, editor, &confirm, bytes).await;
    assert_eq!(kept["saved"], 1, "{kept}");
    let id = "trade-turnover_place.ta-lung_2026-Q1_1";
    must_step(editor, id, "submit").await;
    must_step(approver, id, "approve").await;
}

async fn the_programme_changes(admin: &mut Browser) {
    let progress = json!({ "progress_percent": 12, "budget_million_vnd": 1500, "disbursed_million_vnd": 200,
        "obstacles": "chờ mặt bằng" });
    let hospital = "/api/tasks/provincial-hospital-500";
    let reported = admin.ask(Method::PATCH, hospital, Some(progress)).await;
    assert_eq!(reported.status, StatusCode::OK);
    let revision = json!({ "rule": { "type": "reach", "value": 46 },
        "decision": { "number": "12-QĐ/TU", "date": "2027-03-01", "title": "Điều chỉnh chỉ tiêu" } });
    let (status, answer) = post(admin, "/api/targets/urbanisation-rate/revisions", revision).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    for name in ["Giữ", "Bỏ"] {
        let question = json!({ "from": { "kind": "corridor" } });
        let new = json!({ "name": name, "kind": "query", "request": question });
        let (status, kept) = post(admin, "/api/scenarios", new).await;
        assert_eq!(status, StatusCode::CREATED, "{kept}");
        if name == "Bỏ" {
            let address = format!("/api/scenarios/{}", kept["id"].as_str().unwrap());
            let gone = admin.ask(Method::DELETE, &address, None).await;
            assert_eq!(gone.status, StatusCode::NO_CONTENT);
        }
    }
}

/// A gate gets another name, a place is removed, a ward another border.
fn the_map_changes(store: &SqliteStore) {
    let snapshot = store.snapshot();
    let mut gate = (**snapshot.places().get(&"tra-linh".parse().unwrap()).unwrap()).clone();
    "Trà Lĩnh (quốc tế)".clone_into(&mut gate.name);
    let mut ward = (**snapshot
        .units()
        .get(&"01273@2025-07-01".parse().unwrap())
        .unwrap())
    .clone();
    "Nghị quyết mới".clone_into(&mut ward.source);
    let gone = snapshot.places().get(&"ban-gioc".parse().unwrap()).unwrap();
    let gone = RecordKey::Place(gone.id.clone());
    store
        .commit(Transaction {
            actor: Actor::command("import"),
            reason: "Take in the new map".to_owned(),
            expected_version: None,
            edits: vec![gate.into(), ward.into(), Edit::Remove(gone)],
        })
        .unwrap();
}

/// The log, commit by commit, made anew in an empty store.
fn replayed(log: &[AuditEntry]) -> Arc<SqliteStore> {
    let mut commits: BTreeMap<u64, Vec<&AuditEntry>> = BTreeMap::new();
    for entry in log.iter().rev() {
        commits.entry(entry.version).or_default().push(entry);
    }
    let store = SqliteStore::in_memory().unwrap();
    for (version, entries) in commits {
        let (sort, name) = entries[0].actor.split_once(':').unwrap();
        let actor = match sort {
            "account" => Actor::account(name),
            _ => Actor::command(name),
        };
        let done = store
            .commit(Transaction {
                actor,
                reason: entries[0].reason.clone(),
                expected_version: Some(version - 1),
                edits: entries.into_iter().map(edit).collect(),
            })
            .unwrap();
        assert_eq!(done.version, version);
    }
    Arc::new(store)
}

fn edit(entry: &AuditEntry) -> Edit {
    let record = |json: &Value| serde_json::from_value::<Record>(json.clone()).unwrap();
    match (&entry.before, &entry.after) {
        (_, Some(after)) => Edit::Put(record(after)),
        (Some(before), None) => Edit::Remove(record(before).key()),
        (None, None) => unreachable!("an entry of the log says what changed"),
    }
}

/// What an entry of the log says, apart from when: its version, who did what and why, before and after.
type Told = (u64, String, [Option<Value>; 2]);

fn told(store: &SqliteStore) -> Vec<Told> {
    let log = store.audit(&AuditQuery::default()).unwrap();
    log.into_iter()
        .map(|entry| {
            let told = format!(
                "{} {} {} {} {}",
                entry.sequence, entry.actor, entry.reason, entry.entity, entry.key
            );
            (entry.version, told, [entry.before, entry.after])
        })
        .collect()
}

/// Every record by its sort and key, so that a difference names itself.
fn listed(snapshot: &Snapshot) -> BTreeMap<String, Value> {
    let records = snapshot.records();
    let line = |record: Record| {
        let key = record.key();
        (
            format!("{} {key}", key.entity()),
            serde_json::to_value(record).unwrap(),
        )
    };
    records.map(line).collect()
}
