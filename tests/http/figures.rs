//! A scripted year: entry, submission, return, approval, status, correction; by people with different rights.

use axum::Router;
use axum::http::{Method, StatusCode};
use nonnuoc::store::{AuditQuery, Store};
use serde_json::{Value, json};

use crate::accounts::{Browser, CHOSEN, administrator};
use crate::support::fresh_server_with_administrator;

pub(crate) async fn person(
    server: &Router,
    admin: &mut Browser,
    name: &str,
    role: &str,
    agencies: &[&str],
) -> Browser {
    let account = json!({ "name": name, "display_name": name, "role": role, "agencies": agencies });
    signed_in(server, admin, account).await
}

/// Somebody with a new account, signed in with a password of their own.
pub(crate) async fn signed_in(server: &Router, admin: &mut Browser, account: Value) -> Browser {
    let name = account["name"].as_str().unwrap().to_owned();
    let name = name.as_str();
    let made = admin
        .ask(Method::POST, "/api/accounts", Some(account))
        .await;
    assert_eq!(
        made.status,
        StatusCode::CREATED,
        "{}",
        String::from_utf8_lossy(&made.body)
    );
    let one_time = made.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned();
    let mut browser = Browser::new(server);
    assert_eq!(
        browser.sign_in(name, &one_time).await.status,
        StatusCode::OK
    );
    let chosen = format!("{CHOSEN} {name}");
    assert_eq!(
        browser.change_password(&one_time, &chosen).await.status,
        StatusCode::OK
    );
    browser
}

/// A new editor of the department of health, signed in.
pub(crate) async fn health_editor(server: &Router, admin: &mut Browser) -> Browser {
    person(server, admin, "health", "editor", &["department-of-health"]).await
}

fn pci(year: &str, value: &str) -> Value {
    json!({ "indicator": "pci", "subject": "province", "period": year, "value": value, "source": "VCCI" })
}

pub(crate) async fn post(browser: &mut Browser, address: &str, body: Value) -> (StatusCode, Value) {
    let answer = browser.ask(Method::POST, address, Some(body)).await;
    (answer.status, answer.json())
}

pub(crate) async fn step(browser: &mut Browser, id: &str, step: Value) -> (StatusCode, Value) {
    post(browser, &format!("/api/observations/{id}/steps"), step).await
}

pub(crate) async fn must_step(browser: &mut Browser, id: &str, name: &str) {
    let (status, answer) = step(browser, id, json!({ "step": name })).await;
    assert_eq!(status, StatusCode::OK, "{answer}");
}

async fn status_of_pci(browser: &mut Browser) -> (String, String) {
    let answer = browser
        .ask(Method::GET, "/api/statuses?target=pci&on=2026-06-01", None)
        .await
        .json();
    let status = &answer["statuses"][0];
    (
        status["status"].as_str().unwrap().to_owned(),
        status["because"].as_str().unwrap().to_owned(),
    )
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one year, told from its beginning to its end"
)]
async fn a_year_of_entry_return_approval_status_and_correction() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut editor = person(
        &server,
        &mut admin,
        "editor",
        "editor",
        &["department-of-finance"],
    )
    .await;
    let mut approver = person(&server, &mut admin, "approver", "approver", &[]).await;
    let mut nobody = Browser::new(&server);

    // Nobody enters without an account; an editor only what their agency leads.
    assert_eq!(
        post(&mut nobody, "/api/observations", pci("2024", "62.5"))
            .await
            .0,
        StatusCode::UNAUTHORIZED
    );
    let of_others = json!({ "indicator": "papi", "subject": "province", "period": "2024", "value": "41", "source": "x" });
    assert_eq!(
        post(&mut editor, "/api/observations", of_others).await.0,
        StatusCode::FORBIDDEN
    );

    // Entry is checked: out of range is refused, and nothing is kept.
    let (status, answer) = post(&mut editor, "/api/observations", pci("2024", "625")).await;
    assert_eq!(
        (status, answer["findings"][0]["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("out-of-range"))
    );

    // Draft → submitted → returned → revised → submitted → approved.
    let (status, answer) = post(&mut editor, "/api/observations", pci("2024", "62.5")).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    let first = "pci_province_2024_1";
    assert_eq!(
        (
            answer["observation"]["id"].as_str(),
            answer["observation"]["state"].as_str()
        ),
        (Some(first), Some("draft"))
    );
    must_step(&mut editor, first, "submit").await;
    assert_eq!(
        step(&mut editor, first, json!({ "step": "approve" }))
            .await
            .0,
        StatusCode::FORBIDDEN
    );
    let (status, answer) = step(
        &mut approver,
        first,
        json!({ "step": "return", "reason": " " }),
    )
    .await;
    assert_eq!(
        (status, answer["error"]["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("no_reason"))
    );
    let back = json!({ "step": "return", "reason": "sai số thập phân" });
    assert_eq!(
        step(&mut approver, first, back).await.1["returned_because"],
        "sai số thập phân"
    );
    assert_eq!(
        step(&mut approver, first, json!({ "step": "approve" }))
            .await
            .0,
        StatusCode::CONFLICT
    );
    let revised = json!({ "value": "62.05", "source": "VCCI" });
    let answer = editor
        .ask(
            Method::PUT,
            &format!("/api/observations/{first}"),
            Some(revised),
        )
        .await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    must_step(&mut editor, first, "submit").await;

    // Until it is approved it reaches no dashboard.
    let seen = nobody
        .ask(Method::GET, "/api/observations?indicator=pci", None)
        .await
        .json();
    assert_eq!(seen["total"], 0);
    let hidden = nobody
        .ask(Method::GET, &format!("/api/observations/{first}"), None)
        .await;
    assert_eq!(hidden.status, StatusCode::UNAUTHORIZED);
    assert_eq!(status_of_pci(&mut nobody).await.0, "no-data");
    must_step(&mut approver, first, "approve").await;

    // The next year decides the target.
    assert_eq!(
        post(&mut editor, "/api/observations", pci("2025", "63.4"))
            .await
            .0,
        StatusCode::CREATED
    );
    let second = "pci_province_2025_1";
    must_step(&mut editor, second, "submit").await;
    must_step(&mut approver, second, "approve").await;
    assert_eq!(
        status_of_pci(&mut nobody).await,
        ("achieved".to_owned(), "year-met".to_owned())
    );

    // A correction has to be meant and explained; it is a new revision, and the old one stands until approval.
    let (status, answer) = post(&mut editor, "/api/observations", pci("2025", "61.8")).await;
    assert_eq!(
        (status, answer["findings"][0]["code"].as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, Some("already-approved"))
    );
    let mut correction = pci("2025", "61.8");
    correction["is_confirmed"] = json!(true);
    assert_eq!(
        post(&mut editor, "/api/observations", correction.clone())
            .await
            .1["error"]["code"],
        "no_reason"
    );
    correction["note"] = json!("VCCI công bố lại");
    let (status, answer) = post(&mut editor, "/api/observations", correction).await;
    assert_eq!(
        (status, answer["observation"]["revision"].as_u64()),
        (StatusCode::CREATED, Some(2)),
        "{answer}"
    );
    assert_eq!(status_of_pci(&mut nobody).await.0, "achieved");
    let third = "pci_province_2025_2";
    must_step(&mut editor, third, "submit").await;
    must_step(&mut approver, third, "approve").await;
    assert_eq!(
        status_of_pci(&mut nobody).await,
        ("off-track".to_owned(), "year-wrong-way".to_owned())
    );
    let detail = nobody
        .ask(Method::GET, &format!("/api/observations/{second}"), None)
        .await
        .json();
    assert_eq!(
        (
            detail["value"].as_f64(),
            detail["revisions"].as_array().unwrap().len()
        ),
        (Some(63.4), 2)
    );
}

#[tokio::test]
async fn an_approver_does_not_approve_what_they_entered() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut approver = person(&server, &mut admin, "approver", "approver", &[]).await;
    assert_eq!(
        post(&mut approver, "/api/observations", pci("2024", "62.5"))
            .await
            .0,
        StatusCode::CREATED
    );
    must_step(&mut approver, "pci_province_2024_1", "submit").await;
    let (status, answer) = step(
        &mut approver,
        "pci_province_2024_1",
        json!({ "step": "approve" }),
    )
    .await;
    assert_eq!(
        (status, answer["error"]["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("own_figure"))
    );
}

#[tokio::test]
async fn an_editor_of_a_commune_enters_for_that_commune_alone() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let account =
        json!({ "name": "ward", "display_name": "Phường", "role": "editor", "units": ["01273"] });
    let mut ward = signed_in(&server, &mut admin, account).await;
    let households = |subject: &str| {
        json!({ "indicator": "households", "subject": subject, "period": "2025",
        "value": "9812", "source": "Báo cáo" })
    };
    let before = store.snapshot().version();
    for subject in ["unit.01279@2025-07-01", "province"] {
        let (status, answer) = post(&mut ward, "/api/observations", households(subject)).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{subject}: {answer}");
    }
    assert_eq!(store.snapshot().version(), before);
    let own = post(
        &mut ward,
        "/api/observations",
        households("unit.01273@2025-07-01"),
    )
    .await;
    assert_eq!(own.0, StatusCode::CREATED, "{}", own.1);
}

#[tokio::test]
async fn a_missing_figure_says_why_and_is_no_zero() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut editor = person(&server, &mut admin, "editor", "editor", &[]).await;
    let both = json!({ "indicator": "pci", "subject": "province", "period": "2024", "value": "1", "missing_reason": "x", "source": "s" });
    assert_eq!(
        post(&mut editor, "/api/observations", both).await.0,
        StatusCode::BAD_REQUEST
    );
    let missing = json!({ "indicator": "pci", "subject": "province", "period": "2024", "missing_reason": "chưa công bố", "source": "VCCI" });
    let (status, answer) = post(&mut editor, "/api/observations", missing).await;
    assert_eq!(status, StatusCode::CREATED, "{answer}");
    assert_eq!(
        (
            answer["observation"]["value"].clone(),
            answer["observation"]["missing_reason"].as_str()
        ),
        (Value::Null, Some("chưa công bố"))
    );
}

#[tokio::test]
async fn progress_of_a_task_is_reported_by_its_lead_and_kept_in_its_history() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut health = health_editor(&server, &mut admin).await;
    let hospital = "/api/tasks/provincial-hospital-500";
    let report =
        |percent: i64| Some(json!({ "progress_percent": percent, "obstacles": "chờ mặt bằng" }));
    let done = health.ask(Method::PATCH, hospital, report(12)).await;
    assert_eq!(
        done.status,
        StatusCode::OK,
        "{}",
        String::from_utf8_lossy(&done.body)
    );
    assert_eq!(
        health
            .ask(Method::PATCH, hospital, report(120))
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let other = health
        .ask(Method::PATCH, "/api/tasks/social-housing", report(5))
        .await;
    assert_eq!(other.status, StatusCode::FORBIDDEN);
    let task = health.ask(Method::GET, hospital, None).await.json();
    assert_eq!(
        (
            task["progress_percent"].as_f64(),
            task["obstacles"].as_str()
        ),
        (Some(12.0), Some("chờ mặt bằng"))
    );
    assert_eq!(task["history"].as_array().unwrap().len(), 2);
}

/// The body of a revision of the urbanisation rate: a rule and a decision.
fn revision(rule: &Value, decision: &Value) -> Value {
    json!({ "rule": rule, "decision": decision })
}

#[tokio::test]
async fn a_revised_target_stands_beside_the_old_one() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let address = "/api/targets/urbanisation-rate/revisions";
    let decision =
        json!({ "number": "12-QĐ/TU", "date": "2027-03-01", "title": "Điều chỉnh chỉ tiêu" });
    let higher = revision(&json!({ "type": "reach", "value": 46 }), &decision);
    let (status, answer) = post(&mut admin, address, higher).await;
    assert_eq!(
        (status, answer["revision"].as_u64()),
        (StatusCode::CREATED, Some(2)),
        "{answer}"
    );
    let detail = admin
        .ask(Method::GET, "/api/targets/urbanisation-rate", None)
        .await
        .json();
    let values: Vec<f64> = detail["revisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["rule"]["value"].as_f64().unwrap())
        .collect();
    assert_eq!(values, [44.0, 46.0]);
    assert_eq!(detail["revisions"][1]["decision"]["number"], "12-QĐ/TU");
    assert_eq!(detail["revisions"][1]["decision"]["date"], "2027-03-01");
    let query = AuditQuery {
        entity: Some("target".to_owned()),
        limit: Some(1),
        ..AuditQuery::default()
    };
    let entry = store.audit(&query).unwrap().remove(0);
    assert_eq!(
        (entry.actor.as_str(), entry.key.as_str(), entry.before),
        ("account:admin", "urbanisation-rate#2", None)
    );
}

#[tokio::test]
async fn a_revision_of_a_target_that_is_forbidden_or_unsound_changes_nothing() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut editor = person(&server, &mut admin, "editor", "editor", &[]).await;
    let mut nobody = Browser::new(&server);
    let version = store.snapshot().version();
    let address = "/api/targets/urbanisation-rate/revisions";
    let decision =
        json!({ "number": "12-QĐ/TU", "date": "2027-03-01", "title": "Điều chỉnh chỉ tiêu" });
    let rule = json!({ "type": "reach", "value": 46 });
    let sound = revision(&rule, &decision);
    for (browser, expected) in [
        (&mut nobody, StatusCode::UNAUTHORIZED),
        (&mut editor, StatusCode::FORBIDDEN),
    ] {
        assert_eq!(post(browser, address, sound.clone()).await.0, expected);
    }
    let unknown = post(&mut admin, "/api/targets/none/revisions", sound).await;
    assert_eq!(unknown.0, StatusCode::NOT_FOUND);
    for (body, code) in [
        (
            revision(
                &json!({ "type": "within", "lower": 9, "upper": 3 }),
                &decision,
            ),
            "unsound_target",
        ),
        (
            revision(
                &rule,
                &json!({ "number": "12-QĐ/TU", "title": "không ngày" }),
            ),
            "unsound_decision",
        ),
        (
            revision(
                &rule,
                &json!({ "number": " ", "date": "2027-03-01", "title": "không số" }),
            ),
            "unsound_decision",
        ),
        (
            revision(&json!({ "type": "huge", "value": 1 }), &decision),
            "bad_body",
        ),
        (json!({ "rule": rule }), "bad_body"),
        (json!({ "decision": decision, "ruel": rule }), "bad_body"),
    ] {
        let (status, answer) = post(&mut admin, address, body.clone()).await;
        assert_eq!(
            (status, answer["error"]["code"].as_str()),
            (StatusCode::UNPROCESSABLE_ENTITY, Some(code)),
            "{body}: {answer}"
        );
    }
    assert_eq!(store.snapshot().version(), version);
}
