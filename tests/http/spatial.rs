use std::fmt::Write;

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{Method, Request, StatusCode};
use nonnuoc::model::{Edit, Record};
use nonnuoc::store::{AuditQuery, Store};
use serde_json::{Value, json};

use crate::accounts::{Browser, administrator};
use crate::figures::person;
use crate::support::{Answer, fresh_server_with_administrator, illustrate, keep, send, server};

async fn post(address: &str, media_type: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post(address).header(CONTENT_TYPE, media_type);
    send(server(), request.body(body.into()).unwrap()).await
}

async fn ask(address: &str, question: Value) -> Answer {
    post(address, "application/json", question.to_string()).await
}

async fn error_of(address: &str, question: Value) -> (StatusCode, String, String) {
    let answer = ask(address, question).await;
    let error = &answer.json()["error"];
    let text = |field: &str| error[field].as_str().unwrap().to_owned();
    (answer.status, text("code"), text("message"))
}

#[tokio::test]
async fn a_query_finds_border_units_and_counts_points_in_units() {
    let question = json!({"from": "units", "filter": "is_border = TRUE", "limit": 5});
    let answer = ask("/api/queries", question).await;
    assert_eq!(answer.status, StatusCode::OK);
    let found = answer.json();
    assert_eq!(
        (&found["total"], found["rows"].as_array().unwrap().len()),
        (&json!(21), 5)
    );
    let counted = ask(
        "/api/queries?format=csv",
        json!({"from": {"kind": "border-gate"}, "per_zone": {"zones": "units"}}),
    )
    .await;
    let text = String::from_utf8(counted.body).unwrap();
    assert!(
        text.starts_with("\u{feff}zone,name,count,is_illustrative,sources\n"),
        "{text}"
    );
    assert!(
        text.contains("\n01447,Trà Lĩnh,2,false,border-gates; communes\n"),
        "{text}"
    );
}

#[tokio::test]
async fn coverage_comes_in_every_form() {
    let corridors = ask("/api/queries", json!({"from": {"kind": "corridor"}}))
        .await
        .json();
    let id = corridors["rows"][0]["id"].clone();
    let question = json!({"corridors": [id], "widths_km": [5], "curve_to_km": 3});
    let answer = ask("/api/coverage", question.clone()).await.json();
    let width = &answer["widths"][0];
    assert_eq!(width["units"].as_array().unwrap().len(), 56);
    assert!(width["province"]["area_share"].as_f64().unwrap() > 0.01);
    assert!(answer["metric_crs"]["scale_error_max"].as_f64().unwrap() < 1e-4);
    assert_eq!(answer["curve"].as_array().unwrap().len(), 3);
    for (format, start) in [
        ("csv", b"\xef\xbb\xbfwidth_km".as_slice()),
        ("geojson", b"{\"type\":\"FeatureCollection\"".as_slice()),
        ("xlsx", b"PK".as_slice()),
        ("gpkg", b"SQLite format 3".as_slice()),
    ] {
        let file = ask(&format!("/api/coverage?format={format}"), question.clone()).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
        assert!(
            file.body.starts_with(start),
            "{format}: {:?}",
            &file.body[..30]
        );
    }
}

#[tokio::test]
async fn exposure_without_zones_says_that_nothing_was_mapped() {
    let answer = ask("/api/exposure", json!({})).await.json();
    assert_eq!(
        (&answer["zones"], &answer["units_mapped"]),
        (&json!(0), &json!(0))
    );
    assert_eq!(answer["units"][0]["mapping"], "not-mapped");
    let said = &answer["explanation"][0];
    assert!(
        said["en"].as_str().unwrap().contains("nothing can be said")
            && said["vi"].as_str().unwrap().contains("sạt lở và lũ quét"),
        "{said}"
    );
}

/// What a refused question is told: status, code, and message and remedy in both languages.
async fn refusal(address: &str, question: Value) -> (StatusCode, Value) {
    let answer = ask(address, question).await;
    (answer.status, answer.json()["error"].clone())
}

#[tokio::test]
async fn a_day_without_boundaries_is_refused_by_each_address() {
    let (on, five) = ("2025-06-30", [5.0]);
    for (address, question) in [
        (
            "/api/coverage",
            json!({"corridors": ["dong-dang-tra-linh"], "widths_km": five, "on": on}),
        ),
        ("/api/exposure", json!({ "on": on })),
        ("/api/queries", json!({"from": "units", "on": on})),
        (
            "/api/queries",
            json!({"from": {"kind": "border-gate"}, "per_zone": {"zones": "units"}, "on": on}),
        ),
    ] {
        let (status, error) = refusal(address, question).await;
        assert_eq!(
            (status, error["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some("no_boundaries")),
            "{address}"
        );
        assert!(error["message"].as_str().unwrap().contains(on), "{error}");
        assert_eq!(
            error["vi"],
            json!({
                "message": "Không có ranh giới đơn vị nào vào ngày 30/06/2025.",
                "remedy": "Hãy chọn một ngày từ 01/07/2025; ranh giới trước đó chưa được nạp.",
            })
        );
    }
}

#[tokio::test]
async fn exposure_to_what_does_not_exist_is_refused_by_name() {
    for (question, status, code, told, told_in_vietnamese) in [
        (
            json!({"layers": ["nope"]}),
            404,
            "unknown_layer",
            "no layer nope",
            "Không có lớp dữ liệu «nope».",
        ),
        (
            json!({"layers": ["corridors"]}),
            400,
            "bad_exposure",
            "the layer corridors holds no zones",
            "Lớp «corridors» không chứa vùng của loại nguy cơ được hỏi.",
        ),
        (
            json!({"hazards": []}),
            400,
            "bad_exposure",
            "no hazard was named",
            "Chưa chọn loại nguy cơ nào.",
        ),
        (
            json!({"hazards": ["school"]}),
            400,
            "bad_exposure",
            "school is no hazard zone",
            "«school» không phải loại vùng nguy cơ.",
        ),
        (
            json!({"surveyed_units": ["99999"], "on": "2026-01-01"}),
            404,
            "unknown_unit",
            "no unit 99999 with a boundary on 2026-01-01",
            "Không có đơn vị nào mã 99999 vào ngày 01/01/2026.",
        ),
    ] {
        let (found, error) = refusal("/api/exposure", question.clone()).await;
        assert_eq!(
            (found.as_u16(), error["code"].as_str()),
            (status, Some(code)),
            "{question}"
        );
        assert!(error["message"].as_str().unwrap().contains(told), "{error}");
        assert_eq!(error["vi"]["message"], told_in_vietnamese);
        assert_ne!(error["vi"]["remedy"], error["remedy"]);
    }
}

#[tokio::test]
async fn coverage_that_cannot_be_is_refused_in_its_own_words() {
    let corridor = "dong-dang-tra-linh";
    let thirteen: Vec<u32> = (1..=13).collect();
    let point = json!({"type": "Point", "coordinates": [106.3, 22.8]});
    for (question, code, told, told_in_vietnamese) in [
        (
            json!({"corridors": [corridor], "widths_km": thirteen}),
            "bad_coverage",
            "13 widths were given and at most 12",
            "Đã cho 13 bề rộng, nhiều nhất là 12.",
        ),
        (
            json!({"corridors": [corridor], "widths_km": []}),
            "bad_coverage",
            "no width was given",
            "Chưa cho bề rộng nào.",
        ),
        (
            json!({"corridors": [corridor], "widths_km": [2, -0.5]}),
            "bad_coverage",
            "-0.5 km is no width",
            "−0,5 km không dùng được làm bề rộng.",
        ),
        (
            json!({"corridors": [corridor], "curve_to_km": 101}),
            "bad_coverage",
            "curve_to_km is 101",
            "Đường cong tới 101 km, nhiều nhất là 100 km.",
        ),
        (
            json!({ "line": point }),
            "bad_geometry",
            "the drawn shape is a Point and no line",
            "Hình đã vẽ là Point, không phải đường.",
        ),
        (
            json!({}),
            "bad_coverage",
            "no corridor was named and no line drawn",
            "Chưa chọn hành lang, cũng chưa vẽ đường.",
        ),
    ] {
        let (status, error) = refusal("/api/coverage", question.clone()).await;
        assert_eq!(
            (status, error["code"].as_str()),
            (StatusCode::BAD_REQUEST, Some(code)),
            "{question}"
        );
        assert!(error["message"].as_str().unwrap().contains(told), "{error}");
        assert_eq!(error["vi"]["message"], told_in_vietnamese);
        assert!(
            !error["remedy"].as_str().unwrap().contains("openapi"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn every_answer_explains_itself_in_both_languages() {
    let corridor = json!({"corridors": ["dong-dang-tra-linh"], "widths_km": [5]});
    for (address, question, vi, en) in [
        (
            "/api/coverage",
            corridor,
            "Trục được xét: ",
            "The axes are: ",
        ),
        (
            "/api/exposure",
            json!({}),
            "Chưa có vùng nguy cơ",
            "There is no",
        ),
        (
            "/api/queries",
            json!({"from": {"kind": "border-gate"}, "relation": {"op": "within", "target": {"unit": "01447"}}}),
            "nằm trọn trong Xã Trà Lĩnh (01447)",
            "lie wholly within Xã Trà Lĩnh (01447)",
        ),
        (
            "/api/locate",
            json!({"places": [[106.3, 22.8]], "options": {"strips_km": [2.5]}}),
            "Dải hành lang: 2,5 km",
            "Corridor strips: 2.5 km",
        ),
    ] {
        let answer = ask(address, question).await.json();
        let lines = answer["explanation"].as_array().unwrap();
        let told = |language: &str, part: &str| {
            lines
                .iter()
                .any(|line| line[language].as_str().unwrap().contains(part))
        };
        assert!(told("vi", vi) && told("en", en), "{address}: {lines:?}");
        assert!(
            lines.iter().all(|line| line["vi"] != line["en"]),
            "{lines:?}"
        );
    }
}

#[tokio::test]
async fn places_are_located_as_json_and_as_csv() {
    let question = json!({"places": [[106.2585, 22.6657], [100.0, 10.0]]});
    let located = ask("/api/locate", question).await.json();
    assert_eq!(located["locations"][0]["unit"]["code"], "01273");
    assert_eq!(located["locations"][1]["unit"], Value::Null);
    let csv = post(
        "/api/locate",
        "text/csv",
        "name,lon,lat\nA,106.2585,22.6657\n",
    )
    .await;
    let text = String::from_utf8(csv.body).unwrap();
    assert!(
        text.contains("\nA,106.2585,22.6657,01273,Phường Thục Phán,false,"),
        "{text}"
    );
    let geojson = post(
        "/api/locate?format=geojson",
        "text/csv",
        "name,lon,lat\nA,106.2585,22.6657\n",
    )
    .await
    .json();
    let feature = &geojson["features"][0];
    assert_eq!(feature["properties"]["unit_code"], "01273");
    assert_eq!(feature["properties"]["name"], "A");
    assert_eq!(
        feature["geometry"]["coordinates"],
        json!([106.2585, 22.6657])
    );
}

#[tokio::test]
async fn rows_without_a_place_are_told_of_and_the_others_looked_up() {
    let list =
        "name,lon,lat\nA,106.2585,22.6657\nB,106.2585,\nC,22.6657,106.2585\nD,106.2585,22.6657\n";
    let csv = post("/api/locate", "text/csv", list).await;
    assert_eq!(csv.status, StatusCode::OK);
    let text = String::from_utf8(csv.body).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 5, "{text}");
    assert!(rows[0].contains(",problem,"), "{text}");
    for row in [1, 4] {
        assert!(
            rows[row].contains(",01273,Phường Thục Phán,"),
            "{}",
            rows[row]
        );
    }
    assert!(
        rows[2].contains("thiếu vĩ độ. Ghi vĩ độ bằng độ thập phân, như 22,6657."),
        "{text}"
    );
    assert!(rows[3].contains("đổi chỗ"), "{text}");
    let geojson = post("/api/locate?format=geojson", "text/csv", list).await;
    let features = geojson.json()["features"].as_array().unwrap().clone();
    let is_placed: Vec<bool> = features
        .iter()
        .map(|feature| !feature["geometry"].is_null())
        .collect();
    assert_eq!(is_placed, [true, false, false, true]);
    for format in ["xlsx", "gpkg"] {
        let file = post(&format!("/api/locate?format={format}"), "text/csv", list).await;
        assert_eq!(file.status, StatusCode::OK, "{format}");
    }
}

#[tokio::test]
async fn a_hundred_thousand_places_come_back_in_their_order() {
    let place = |i: u32| {
        let fraction = |step: f64| (f64::from(i) * step).fract();
        (
            105.26 + 1.58 * fraction(0.754_877_666),
            22.35 + 0.77 * fraction(0.569_840_29),
        )
    };
    let mut list = String::from("number,lon,lat\n");
    for i in 0..100_000 {
        let (lon, lat) = place(i);
        writeln!(list, "{i},{lon:.6},{lat:.6}").unwrap();
    }
    let answer = post("/api/locate", "text/csv", list).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = String::from_utf8(answer.body).unwrap();
    let rows: Vec<&str> = text.lines().skip(1).collect();
    assert_eq!(rows.len(), 100_000);
    for i in [0, 1, 777, 50_000, 99_999] {
        let (lon, lat) = place(i);
        let alone = json!({"places": [[format!("{lon:.6}").parse::<f64>().unwrap(), format!("{lat:.6}").parse::<f64>().unwrap()]]});
        let alone = ask("/api/locate", alone).await.json();
        let code = alone["locations"][0]["unit"]["code"]
            .as_str()
            .unwrap_or_default();
        let cells: Vec<&str> = rows[i as usize].split(',').collect();
        assert_eq!(
            (cells[0], cells[3]),
            (i.to_string().as_str(), code),
            "{}",
            rows[i as usize]
        );
    }
    let in_a_unit = rows
        .iter()
        .filter(|row| !row.split(',').nth(3).unwrap().is_empty())
        .count();
    assert!((40_000..90_000).contains(&in_a_unit), "{in_a_unit}");
}

#[tokio::test]
async fn further_conditions_keep_or_leave_out() {
    let near =
        json!({"op": "within_distance", "target": {"layer": "corridors"}, "distance_m": 5000});
    let count = async |also: Value| {
        let question = json!({"from": {"kind": "landslide-spot"}, "also": also});
        ask("/api/queries", question).await.json()["total"].as_u64()
    };
    let all = count(json!([])).await.unwrap();
    let inside = count(json!([{"relation": near.clone()}])).await.unwrap();
    let outside = count(json!([{"relation": near.clone(), "is_not": true}])).await;
    assert!(0 < inside && inside < all, "{inside} of {all}");
    assert_eq!(outside, Some(all - inside));
    let both = json!([{"relation": near.clone()}, {"relation": near, "is_not": true}]);
    assert_eq!(count(both).await, Some(0));
}

#[tokio::test]
async fn faulty_questions_are_refused_in_words() {
    let (status, code, _) = error_of(
        "/api/coverage",
        json!({"corridors": ["no-such"], "widths_km": [5]}),
    )
    .await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::NOT_FOUND, "unknown_corridor")
    );
    let (status, code, message) = error_of(
        "/api/queries",
        json!({"from": "units", "filter": "size > 5"}),
    )
    .await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "bad_filter")
    );
    assert!(
        message.contains("\"size\"") && message.contains("border_km"),
        "{message}"
    );
    let bow_tie =
        json!({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]});
    let relation = json!({"op": "within", "target": {"geometry": bow_tie}});
    let (status, code, _) = error_of(
        "/api/queries",
        json!({"from": "units", "relation": relation}),
    )
    .await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::BAD_REQUEST, "bad_geometry")
    );
    let list = post("/api/locate", "text/csv", "name,lat\nA,22\n").await;
    assert_eq!(list.json()["error"]["code"], "bad_list");
}

#[tokio::test]
async fn scenarios_are_kept_by_those_who_may() {
    let new = json!({"name": "Hành lang 5 km", "kind": "exposure", "request": {}});
    let (status, code, _) = error_of("/api/scenarios", new).await;
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::UNAUTHORIZED, "not_signed_in")
    );
    let (status, code, ()) = {
        let answer = crate::support::get("/api/scenarios/nothing").await;
        let error = answer.json()["error"].clone();
        (
            answer.status,
            error["code"].as_str().unwrap().to_owned(),
            (),
        )
    };
    assert_eq!(
        (status, code.as_str()),
        (StatusCode::NOT_FOUND, "unknown_scenario")
    );
}

/// A corridor's coverage at a width, to be kept under a name.
fn coverage_scenario(corridor: &Value, name: &str, width_km: f64) -> Value {
    let question = json!({ "corridors": [corridor], "widths_km": [width_km] });
    json!({ "name": name, "kind": "coverage", "request": question })
}

/// Two scenarios that the administrator saves and a visitor may not: their ids.
async fn save_two(admin: &mut Browser, visitor: &mut Browser) -> [String; 2] {
    let question = json!({"from": {"kind": "corridor"}});
    let corridors = ask("/api/queries", question).await.json();
    let corridor = &corridors["rows"][0]["id"];
    let mut ids = Vec::new();
    for (name, width_km) in [("Hành lang 2 km", 2.0), ("Hành lang 5 km", 5.0)] {
        let new = coverage_scenario(corridor, name, width_km);
        let forbidden = visitor
            .ask(Method::POST, "/api/scenarios", Some(new.clone()))
            .await;
        assert_eq!(forbidden.status, StatusCode::UNAUTHORIZED);
        let saved = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
        assert_eq!(saved.status, StatusCode::CREATED);
        let saved = saved.json();
        assert_eq!(
            (&saved["name"], &saved["saved_by"]),
            (&json!(name), &json!("account:admin"))
        );
        ids.push(saved["id"].as_str().unwrap().to_owned());
    }
    ids.try_into().unwrap()
}

#[tokio::test]
async fn a_scenario_is_saved_shared_run_again_and_compared() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut visitor = Browser::new(&server);
    let [narrow, wide] = save_two(&mut admin, &mut visitor).await;
    let listed = visitor
        .ask(Method::GET, "/api/scenarios", None)
        .await
        .json();
    assert_eq!(listed["scenarios"].as_array().unwrap().len(), 2);
    let link = format!("/api/scenarios/{wide}");
    let shared = visitor.ask(Method::GET, &link, None).await.json();
    assert_eq!(shared["request"]["widths_km"], json!([5.0]));
    let again = visitor
        .ask(Method::POST, &format!("{link}/runs"), None)
        .await
        .json();
    assert_eq!(
        (&again["is_unchanged"], &again["changes"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(again["result_sha256"], shared["result_sha256"]);
    let address = format!("/api/scenarios/{narrow}/comparison?with={wide}");
    let compared = visitor.ask(Method::GET, &address, None).await.json();
    assert!(
        !compared["changes"].as_array().unwrap().is_empty(),
        "{compared}"
    );
}

/// What one more kilometre of width changes is told by commune; a landslide zone that comes later by its rows.
#[tokio::test]
async fn a_second_run_tells_changes_by_the_names_of_rows() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let gates = json!({"from": {"kind": "border-gate"}, "limit": 100});
    let new = json!({"name": "Cửa khẩu", "kind": "query", "request": gates});
    let saved = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
    assert_eq!(saved.status, StatusCode::CREATED);
    let saved = saved.json();
    let snapshot = store.snapshot();
    let gate = |id: &str| (**snapshot.places().get(&id.parse().unwrap()).unwrap()).clone();
    let mut first = gate("tra-linh");
    first.id = "a-new-gate".parse().unwrap();
    first.name = "Cửa khẩu mới".to_owned();
    keep(&store, vec![Edit::Put(Record::Place(first.into()))]);
    let address = format!("/api/scenarios/{}/runs", saved["id"].as_str().unwrap());
    let again = admin.ask(Method::POST, &address, None).await.json();
    assert_eq!(
        (&again["is_unchanged"], &again["is_comparable"]),
        (&json!(false), &json!(true))
    );
    let changes = again["changes"].as_array().unwrap();
    assert!(!changes.is_empty());
    for change in changes {
        let row = change["row"].as_str().unwrap();
        assert!(row.starts_with("a-new-gate, Cửa khẩu mới"), "{change}");
    }
    let row = changes
        .iter()
        .find(|change| change["column"] == "rows")
        .unwrap();
    assert_eq!((&row["first"], &row["second"]), (&json!(0.0), &json!(1.0)));
}

#[tokio::test]
async fn scenarios_of_every_kind_are_read_back_and_unchanged() {
    let (server, store, one_time) = fresh_server_with_administrator();
    illustrate(&store, jiff::civil::date(2026, 7, 1));
    let mut admin = administrator(&server, &one_time).await;
    for (kind, request) in [
        (
            "coverage",
            json!({"corridors": ["dong-dang-tra-linh"], "widths_km": [5]}),
        ),
        ("exposure", json!({})),
        (
            "query",
            json!({"from": {"kind": "settlement"}, "per_zone": {"zones": "units", "sum": ["population"]}}),
        ),
        (
            "travel-times",
            json!({"facilities": {"kinds": ["health-facility"]}, "travel": {"mode": "road"}, "within_minutes": [30]}),
        ),
    ] {
        let new = json!({"name": kind, "kind": kind, "request": request});
        let saved = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
        let saved = saved.json();
        let id = saved["id"]
            .as_str()
            .unwrap_or_else(|| panic!("{kind}: {saved}"));
        let address = format!("/api/scenarios/{id}/runs");
        let again = admin.ask(Method::POST, &address, None).await.json();
        assert_eq!(
            [
                &again["is_unchanged"],
                &again["is_comparable"],
                &again["changes"]
            ],
            [&json!(true), &json!(true), &json!([])],
            "{kind}"
        );
    }
}

#[tokio::test]
async fn scenarios_of_two_kinds_are_not_compared_and_none_is_replaced() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut visitor = Browser::new(&server);
    let [narrow, _] = save_two(&mut admin, &mut visitor).await;
    let new = json!({"name": "Sạt lở", "kind": "exposure", "request": {}});
    let saved = admin
        .ask(Method::POST, "/api/scenarios", Some(new.clone()))
        .await
        .json();
    let exposed = saved["id"].as_str().unwrap();
    let address = format!("/api/scenarios/{narrow}/comparison?with={exposed}");
    let refused = visitor.ask(Method::GET, &address, None).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    let error = &refused.json()["error"];
    assert_eq!(error["code"], "other_kind");
    assert_eq!(
        error["vi"]["message"],
        "«Hành lang 2 km» và «Sạt lở» không cùng loại (coverage, exposure) nên không so sánh được."
    );
    let again = admin.ask(Method::POST, "/api/scenarios", Some(new)).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let error = &again.json()["error"];
    assert_eq!(error["code"], "scenario_exists");
    let told = error["vi"]["message"].as_str().unwrap();
    assert!(
        told.contains("«Sạt lở»") && told.contains("được admin lưu"),
        "{told}"
    );
    let kept = store.snapshot();
    let kept = kept.scenario(&exposed.parse().unwrap()).unwrap();
    assert_eq!(saved["saved_at"], json!(kept.saved_at));
}

#[tokio::test]
async fn a_scenario_is_removed_by_those_who_may_and_the_log_keeps_it() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let mut visitor = Browser::new(&server);
    let [_, wide] = save_two(&mut admin, &mut visitor).await;
    let link = format!("/api/scenarios/{wide}");
    let forbidden = visitor.ask(Method::DELETE, &link, None).await;
    assert_eq!(forbidden.status, StatusCode::UNAUTHORIZED);
    // Another editor may save their own, but not take away what is somebody else's.
    let mut editor = person(&server, &mut admin, "editor", "editor", &[]).await;
    let theirs = editor.ask(Method::DELETE, &link, None).await;
    assert_eq!(theirs.status, StatusCode::FORBIDDEN);
    let error = theirs.json()["error"].clone();
    assert_eq!(error["code"], "not_yours");
    let told = error["vi"]["message"].as_str().unwrap();
    assert!(told.contains("do admin lưu"), "{told}");
    assert_eq!(store.snapshot().scenarios().count(), 2);
    let removed = admin.ask(Method::DELETE, &link, None).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    let gone = visitor.ask(Method::GET, &link, None).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let query = AuditQuery {
        entity: Some("scenario".to_owned()),
        ..AuditQuery::default()
    };
    let entries = store.audit(&query).unwrap();
    assert_eq!(entries.len(), 3, "two saved, one removed");
}
