//! The register of tasks and projects: what is in it, who is late, where it is, what changed, and who may report.

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::http::{Method, StatusCode};
use nonnuoc::analysis::illustration;
use nonnuoc::model::Edit;
use nonnuoc::store::Store;
use serde_json::{Value, json};

use crate::accounts::{Browser, administrator};
use crate::figures::{health_editor, person};
use crate::support::{ask_json, fresh_server_with_administrator, get, get_json, keep};

/// What §1.4 and part III name: every work, every duty of an actor, every review.
const REGISTER: [(&str, &[&str]); 7] = [
    (
        "1.4",
        &[
            "spatial-plans",
            "public-investment-plan",
            "expressway-dong-dang-tra-linh",
            "expressway-bac-kan-cao-bang",
            "expressway-links",
            "commune-offices-56",
            "culture-sport-centre",
            "national-road-blackspots",
            "provincial-roads-paved",
            "commune-roads-paved",
            "social-housing",
            "cemeteries-water-waste",
            "urbanisation",
        ],
    ),
    (
        "III.1",
        &["steer-and-make-known", "mid-term-review", "final-review"],
    ),
    ("III.2", &["council-resolutions"]),
    ("III.3", &["five-year-plan", "departments-plans-and-money"]),
    (
        "III.4",
        &[
            "advise-and-follow-up",
            "media-guidance",
            "inspection-plan",
            "yearly-report-2026",
            "yearly-report-2027",
            "yearly-report-2028",
            "yearly-report-2029",
            "yearly-report-2030",
        ],
    ),
    ("III.5", &["front-mobilisation"]),
    ("III.6", &["local-yearly-plans"]),
];

#[tokio::test]
async fn every_work_of_the_infrastructure_section_and_every_duty_of_part_three_is_in_the_register()
{
    let list = get_json("/api/tasks?limit=1000").await;
    let mut by_section: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for task in list["tasks"].as_array().unwrap() {
        let id = task["id"].as_str().unwrap();
        assert!(!task["content"]["vi"].as_str().unwrap().is_empty(), "{id}");
        assert!(!task["content"]["en"].as_str().unwrap().is_empty(), "{id}");
        assert!(
            !task["lead"]["name"]["vi"].as_str().unwrap().is_empty(),
            "{id}"
        );
        assert!(task["deadline"].as_str().unwrap() >= "2026-06-30", "{id}");
        let section = task["section"].as_str().unwrap();
        if section.starts_with("III.") {
            assert_eq!(task["assignment"], "stated", "{id}");
        }
        by_section.entry(section).or_default().insert(id);
    }
    for (section, ids) in REGISTER {
        let wanted: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(by_section.get(section), Some(&wanted), "{section}");
    }
}

/// Where the task is, by name, with how exactly that is known and where to look on the map.
async fn locations_of(id: &str) -> Vec<(String, String, Value)> {
    let task = get_json(&format!("/api/tasks/{id}")).await;
    let locations = task["locations"].as_array().unwrap().iter();
    let text = |at: &Value, field: &str| at[field].as_str().unwrap().to_owned();
    locations
        .map(|at| (text(at, "name"), text(at, "level"), at["position"].clone()))
        .collect()
}

#[tokio::test]
async fn a_task_tells_where_it_is_and_how_exactly_that_is_known() {
    let list = get_json("/api/tasks?limit=1000").await;
    let mut by_level: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for task in list["tasks"].as_array().unwrap() {
        let id = task["id"].as_str().unwrap();
        let count = |field: &str| task[field].as_array().unwrap().len();
        assert_eq!(count("locations"), count("places") + count("units"), "{id}");
        for at in task["locations"].as_array().unwrap() {
            let name = at["name"].as_str().unwrap();
            assert!(!name.is_empty(), "{id}: {at}");
            let level = at["level"].as_str().unwrap();
            by_level.entry(level).or_default().push(name);
            assert_eq!(at["position"].is_null(), level == "unknown", "{id}: {at}");
            let Some(position) = at["position"].as_array() else {
                continue;
            };
            let (lon, lat) = (position[0].as_f64().unwrap(), position[1].as_f64().unwrap());
            assert!(
                (105.0..107.2).contains(&lon) && (21.8..23.3).contains(&lat),
                "{id}: {at}"
            );
        }
    }
    // The park spans nine former districts; where it lies is in no layer that ships.
    let unknown = by_level.remove("unknown").unwrap();
    assert_eq!(
        unknown,
        ["Công viên địa chất toàn cầu UNESCO Non nước Cao Bằng"]
    );
    // 13 places that the programme names by commune, one of them for two tasks, and 27 units.
    assert_eq!(by_level["unit"].len(), 13 + 27, "{by_level:?}");
    assert_eq!(by_level["position"].len(), 11, "{by_level:?}");
}

#[tokio::test]
async fn a_place_known_by_its_commune_is_shown_in_that_commune_and_says_so() {
    let unit = get_json("/api/units/01447").await;
    let clusters = locations_of("green-clusters").await;
    let (name, level, position) = clusters.last().unwrap();
    assert_eq!(
        (name.as_str(), level.as_str(), position),
        (
            "Cụm công nghiệp xanh Trà Lĩnh",
            "unit",
            &unit["label_point"]
        )
    );
    let gates = locations_of("smart-gates").await;
    assert_eq!(gates[0].1, "position");
    let task = get_json("/api/tasks/expressway-links").await;
    let within: Vec<&Value> = task["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|at| &at["within"])
        .collect();
    assert_eq!(within, ["01447", "01648", "01392", "01501", "01273"]);
    // Asked by commune, all that lies in it is there: the place known to it only, the gate and the unit itself.
    let here = get_json("/api/tasks?unit=01447").await;
    let ids: Vec<&str> = here["tasks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    for id in ["green-clusters", "smart-gates", "border-boarding-schools"] {
        assert!(ids.contains(&id), "{id}: {ids:?}");
    }
    let hospital = locations_of("provincial-hospital-500").await;
    assert_eq!(
        (hospital[0].0.as_str(), hospital[0].1.as_str()),
        ("Phường Thục Phán", "unit")
    );
}

#[tokio::test]
async fn the_schools_of_the_border_are_due_in_every_border_commune() {
    let units = get_json("/api/units").await;
    let border: Vec<&Value> = units["units"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|unit| unit["is_border"] == true)
        .map(|unit| &unit["code"])
        .collect();
    let task = get_json("/api/tasks/border-boarding-schools").await;
    assert_eq!(
        task["units"].as_array().unwrap().iter().collect::<Vec<_>>(),
        border
    );
    let here = get_json("/api/tasks?unit=01392").await;
    assert!(
        here["tasks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["id"] == task["id"])
    );
}

#[tokio::test]
async fn agencies_are_listed_by_what_is_late() {
    let list = get_json("/api/tasks?limit=1000&on=2027-01-01").await;
    let tasks = list["tasks"].as_array().unwrap();
    let agencies = list["by_agency"].as_array().unwrap();
    let mut all = 0;
    for one in agencies {
        let id = &one["agency"]["id"];
        let of = |state: &str| {
            let led = tasks.iter().filter(|task| task["lead"]["id"] == *id);
            led.filter(|task| task["state"] == state).count() as u64
        };
        for (field, state) in [
            ("overdue", "overdue"),
            ("at_risk", "at-risk"),
            ("on_track", "on-track"),
            ("not_reported", "not-reported"),
            ("done", "done"),
        ] {
            assert_eq!(one[field].as_u64(), Some(of(state)), "{id} {field}");
        }
        // Nobody has reported any money: missing is not zero.
        assert_eq!(
            (&one["budget_million_vnd"], &one["with_money"]),
            (&Value::Null, &json!(0))
        );
        all += one["total"].as_u64().unwrap();
    }
    assert_eq!(list["total"].as_u64(), Some(all));
    let late: Vec<u64> = agencies
        .iter()
        .map(|one| one["overdue"].as_u64().unwrap())
        .collect();
    assert!(late.is_sorted_by(|a, b| a >= b) && late[0] > 0, "{late:?}");
}

async fn report(who: &mut Browser, id: &str, body: Value) -> (StatusCode, Value) {
    let answer = who
        .ask(Method::PATCH, &format!("/api/tasks/{id}"), Some(body))
        .await;
    (answer.status, answer.json())
}

async fn history(server: &Router, id: &str) -> Vec<Value> {
    let answer = ask_json(server, &format!("/api/tasks/{id}/history")).await;
    let changes = answer["changes"].as_array().unwrap().clone();
    assert_eq!(answer["total"].as_u64(), Some(changes.len() as u64));
    changes
}

#[tokio::test]
async fn what_is_reported_is_no_formula_in_anybody_s_spreadsheet() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut health = health_editor(&server, &mut admin).await;
    let hospital = "provincial-hospital-500";
    let link = "=HYPERLINK(\"http://example.org\",\"Xem\")";
    let (status, answer) = report(&mut health, hospital, json!({ "obstacles": link })).await;
    assert_eq!(
        (status, &answer["obstacles"]),
        (StatusCode::OK, &json!(link))
    );
    for address in [
        "/api/tasks?format=csv".to_owned(),
        format!("/api/tasks/{hospital}/history?format=csv"),
    ] {
        let table = admin.ask(Method::GET, &address, None).await.body;
        let mut rows = csv::Reader::from_reader(table.as_slice());
        let rows = rows.records().map(Result::unwrap).collect::<Vec<_>>();
        let cells = rows.iter().flatten();
        let told: Vec<&str> = cells.filter(|cell| cell.contains("HYPERLINK")).collect();
        assert_eq!(told, [format!("'{link}")], "{address}");
    }
}

#[tokio::test]
async fn the_history_tells_who_changed_what_and_when() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut health = health_editor(&server, &mut admin).await;
    let hospital = "provincial-hospital-500";
    let first = json!({ "progress_percent": 12.5, "budget_million_vnd": 1500, "obstacles": "chờ mặt bằng" });
    assert_eq!(report(&mut health, hospital, first).await.0, StatusCode::OK);
    let second = json!({ "progress_percent": 20, "disbursed_million_vnd": 300, "obstacles": " " });
    let (status, answer) = report(&mut admin, hospital, second).await;
    assert_eq!(
        (status, &answer["obstacles"]),
        (StatusCode::OK, &Value::Null)
    );

    let changes = history(&server, hospital).await;
    let actors: Vec<&str> = changes
        .iter()
        .map(|one| one["actor"].as_str().unwrap())
        .collect();
    assert_eq!(actors, ["account:admin", "account:health", "command:test"]);
    let [latest, earlier, made] = changes.as_slice() else {
        unreachable!()
    };
    assert_eq!(made["before"], Value::Null);
    assert_eq!(earlier["after"]["obstacles"], "chờ mặt bằng");
    assert_eq!(latest["before"], earlier["after"]);
    assert_eq!(
        latest["after"],
        json!({ "progress_percent": 20.0, "budget_million_vnd": 1500.0, "disbursed_million_vnd": 300.0,
            "obstacles": null, "deadline": "2030-12-31", "is_illustrative": false })
    );
    assert!(latest["at"].as_str().unwrap() >= earlier["at"].as_str().unwrap());
    let page = ask_json(
        &server,
        &format!("/api/tasks/{hospital}/history?limit=1&offset=1"),
    )
    .await;
    assert_eq!((&page["total"], &page["changes"][0]), (&json!(3), earlier));
    let detail = ask_json(&server, &format!("/api/tasks/{hospital}")).await;
    assert_eq!(detail["history"].as_array().unwrap(), &changes);

    let list = ask_json(&server, "/api/tasks?agency=department-of-health").await;
    // The list holds those that it helps with too, summed up under who leads them.
    let agencies = list["by_agency"].as_array().unwrap();
    let own = agencies
        .iter()
        .find(|one| one["agency"]["id"] == "department-of-health")
        .unwrap();
    let money = ["with_money", "budget_million_vnd", "disbursed_million_vnd"]
        .map(|field| own[field].as_f64());
    assert_eq!(money, [Some(1.0), Some(1500.0), Some(300.0)]);
}

#[tokio::test]
async fn a_history_is_a_table_too() {
    let answer = get("/api/tasks/smart-gates/history?format=csv").await;
    let text = String::from_utf8(answer.body).unwrap();
    assert!(
        text.starts_with("\u{feff}version,at,actor,reason,progress_percent"),
        "{text}"
    );
    assert_eq!(text.lines().count(), 2, "{text}");
    let list = String::from_utf8(get("/api/tasks?format=csv").await.body).unwrap();
    assert!(
        list.lines()
            .next()
            .unwrap()
            .ends_with("section,places,units,illustrative"),
        "{list}"
    );
}

#[tokio::test]
async fn a_report_that_cannot_be_is_refused_with_the_field_and_the_value_and_changes_nothing() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let before = store.snapshot().version();
    for (body, field, value) in [
        (
            json!({ "progress_percent": 120 }),
            "progress_percent",
            "120",
        ),
        (json!({ "progress_percent": -1 }), "progress_percent", "-1"),
        (
            json!({ "budget_million_vnd": -5 }),
            "budget_million_vnd",
            "-5",
        ),
        (
            json!({ "disbursed_million_vnd": -5 }),
            "disbursed_million_vnd",
            "-5",
        ),
        (
            json!({ "budget_million_vnd": 10, "disbursed_million_vnd": 11 }),
            "disbursed_million_vnd",
            "11",
        ),
    ] {
        let (status, answer) = report(&mut admin, "smart-gates", body).await;
        let error = &answer["error"];
        let message = error["message"].as_str().unwrap();
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{answer}");
        assert!(
            message.contains(field) && message.contains(value),
            "{message}"
        );
        assert_ne!(error["vi"]["message"], error["message"]);
    }
    let unknown = report(&mut admin, "smart-gates", json!({ "progres": 5 })).await;
    assert!(unknown.0.is_client_error(), "{unknown:?}");
    assert_eq!(store.snapshot().version(), before);
}

#[tokio::test]
async fn a_real_report_leaves_nothing_made_up_beside_it() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let made_up = illustration::tasks(store.snapshot().programme());
    keep(&store, made_up.into_iter().map(Edit::from).collect());
    let mut admin = administrator(&server, &one_time).await;
    let id = "smart-gates";
    let before = ask_json(&server, &format!("/api/tasks/{id}")).await;
    assert_eq!(before["is_illustrative"], true);
    assert!(before["budget_million_vnd"].is_number());
    let (status, after) = report(&mut admin, id, json!({ "progress_percent": 3 })).await;
    assert_eq!(
        (status, after["progress_percent"].as_f64()),
        (StatusCode::OK, Some(3.0))
    );
    assert_eq!(after["is_illustrative"], false);
    for field in [
        "budget_million_vnd",
        "disbursed_million_vnd",
        "obstacles",
        "starts",
    ] {
        assert_eq!(after[field], Value::Null, "{field} is still made up");
    }
    let changes = history(&server, id).await;
    assert_eq!(
        (
            &changes[0]["before"]["is_illustrative"],
            &changes[0]["after"]["is_illustrative"]
        ),
        (&json!(true), &json!(false))
    );
}

#[tokio::test]
async fn only_the_lead_agency_and_administrators_report() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut stranger = Browser::new(&server);
    let mut visitor = person(&server, &mut admin, "visitor", "viewer", &[]).await;
    let mut health = health_editor(&server, &mut admin).await;
    let before = store.snapshot().version();
    let body = || json!({ "progress_percent": 5 });
    let refused = [
        report(&mut stranger, "social-housing", body()).await.0,
        report(&mut visitor, "social-housing", body()).await.0,
        report(&mut health, "social-housing", body()).await.0,
        // It helps with this one and does not lead it.
        report(&mut health, "cemeteries-water-waste", body())
            .await
            .0,
    ];
    assert_eq!(refused[0], StatusCode::UNAUTHORIZED);
    assert_eq!(refused[1..], [StatusCode::FORBIDDEN; 3]);
    assert_eq!(store.snapshot().version(), before);
    assert_eq!(
        report(&mut admin, "social-housing", body()).await.0,
        StatusCode::OK
    );
}
