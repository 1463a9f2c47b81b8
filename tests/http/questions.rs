//! Questions over boundary layers, over things without a known position and over several areas; and what is refused.

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, send, server};

async fn post(address: &str, media_type: &str, body: String) -> Answer {
    let request = Request::post(address).header(CONTENT_TYPE, media_type);
    send(server(), request.body(body.into()).unwrap()).await
}

async fn ask(question: &Value) -> Value {
    let answer = post("/api/queries", "application/json", question.to_string()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json());
    answer.json()
}

async fn total(question: Value) -> u64 {
    ask(&question).await["total"].as_u64().unwrap()
}

/// Code, English message and remedy, Vietnamese message and remedy of a refusal.
async fn refusal(address: &str, question: Value) -> [String; 5] {
    let answer = post(address, "application/json", question.to_string()).await;
    told(&answer)
}

fn told(answer: &Answer) -> [String; 5] {
    let error = answer.json()["error"].clone();
    assert!(
        answer.status.is_client_error(),
        "{}: {error}",
        answer.status
    );
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    [
        text(&error["code"]),
        text(&error["message"]),
        text(&error["remedy"]),
        text(&error["vi"]["message"]),
        text(&error["vi"]["remedy"]),
    ]
}

#[tokio::test]
async fn a_boundary_layer_is_its_units() {
    assert_eq!(total(json!({"from": {"layer": "communes"}})).await, 56);
    let border = json!({"from": {"layer": "communes"}, "filter": "is_border = TRUE"});
    assert_eq!(total(border).await, 21);
    let gates = json!({"from": {"kind": "border-gate"}});
    let all = total(gates.clone()).await;
    let meet = |op: &str| {
        let relation = json!({"op": op, "target": {"layer": "communes"}});
        json!({"from": {"kind": "border-gate"}, "relation": relation})
    };
    let inside = total(meet("intersects")).await;
    assert!(inside > 0 && inside <= all, "{inside} of {all}");
    let nearest = json!({"op": "nearest", "target": {"layer": "communes"}, "k": 2});
    let nearest = ask(&json!({"from": {"kind": "border-gate"}, "relation": nearest})).await;
    assert_eq!(nearest["rows"].as_array().unwrap().len(), 2);
    let zones =
        |zones: Value| json!({"from": {"kind": "border-gate"}, "per_zone": {"zones": zones}});
    let by_layer = ask(&zones(json!({"layer": "communes"}))).await;
    let by_unit = ask(&zones(json!("units"))).await;
    assert_eq!(by_layer["zones"], by_unit["zones"]);
}

/// All units lie within the layer of their boundaries, those on its outline too: no vertex moves when it is put together.
#[tokio::test]
async fn units_lie_within_their_layer() {
    let within = json!({"op": "within", "target": {"layer": "communes"}});
    assert_eq!(
        total(json!({"from": "units", "relation": within})).await,
        56
    );
}

/// A square in two halves holds what it holds as one: also what lies across the seam.
#[tokio::test]
async fn two_halves_hold_what_the_whole_holds() {
    let (west, middle, east, south, north) = (105.6, 106.15, 106.9, 22.35, 23.0);
    let square = |west: f64, east: f64| {
        json!({"type": "Polygon", "coordinates":
            [[[west, south], [east, south], [east, north], [west, north], [west, south]]]})
    };
    let within = |shape: Value| json!({"from": "units", "relation": {"op": "within", "target": {"geometry": shape}}});
    let whole = total(within(square(west, east))).await;
    let halves = json!({"type": "GeometryCollection",
        "geometries": [square(west, middle), square(middle, east)]});
    let one = total(within(square(west, middle))).await;
    let other = total(within(square(middle, east))).await;
    assert!(one + other < whole, "{one} + {other} of {whole}");
    assert_eq!(total(within(halves)).await, whole);
    let overlapping = json!({"type": "GeometryCollection",
        "geometries": [square(west, middle + 0.1), square(middle - 0.1, east)]});
    assert_eq!(total(within(overlapping)).await, whole);
}

#[tokio::test]
async fn what_has_no_known_position_is_nowhere_and_not_elsewhere() {
    let clusters = json!({"kind": "industrial-cluster"});
    let near =
        json!({"op": "within_distance", "target": {"layer": "corridors"}, "distance_m": 5_000});
    let all = total(json!({"from": clusters})).await;
    assert_eq!(all, 5);
    for is_not in [true, false] {
        let also = json!([{"relation": near, "is_not": is_not}]);
        let answer = ask(&json!({"from": clusters, "also": also})).await;
        assert_eq!(
            (&answer["total"], &answer["without_position"]),
            (&json!(0), &json!(5))
        );
        let said = answer["explanation"].to_string();
        assert!(said.contains("5 of them have no known position"), "{said}");
    }
    let counted = ask(&json!({"from": clusters, "per_zone": {"zones": "units"}})).await;
    let zones = counted["zones"].as_array().unwrap();
    let count_of = |kind: &str| {
        let rows = zones.iter().filter(|zone| zone["kind"] == kind);
        rows.map(|zone| zone["count"].as_u64().unwrap())
            .sum::<u64>()
    };
    assert_eq!(
        (
            count_of("zone"),
            count_of("outside"),
            count_of("no-position")
        ),
        (0, 0, 5)
    );
}

#[tokio::test]
async fn coverage_lists_what_has_no_known_position() {
    let question = json!({"corridors": ["dong-dang-tra-linh"], "widths_km": [5]}).to_string();
    let answer = post("/api/coverage", "application/json", question)
        .await
        .json();
    let unplaced = answer["without_position"].as_array().unwrap();
    let of_kind = |kind: &str| {
        unplaced
            .iter()
            .filter(|place| place["kind"] == kind)
            .count()
    };
    assert_eq!(
        (of_kind("industrial-cluster"), of_kind("processing-area")),
        (5, 5)
    );
    let has_unit = |place: &&Value| !place["unit_codes"].as_array().unwrap().is_empty();
    assert!(
        unplaced.iter().any(|place| has_unit(&place)),
        "{unplaced:?}"
    );
    let listed: Vec<&Value> = ["inside", "gaps"]
        .iter()
        .flat_map(|list| match *list {
            "gaps" => answer["gaps"].as_array().unwrap(),
            list => answer["widths"][0][list].as_array().unwrap(),
        })
        .map(|place| &place["id"])
        .collect();
    assert!(unplaced.iter().all(|place| !listed.contains(&&place["id"])));
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one case after the other")]
async fn questions_that_cannot_be_answered_say_why_in_their_own_words() {
    let of_gates = |more: Value| {
        let mut question = json!({"from": {"kind": "border-gate"}});
        question
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        question
    };
    let clusters = ask(&json!({"from": {"kind": "industrial-cluster"}})).await;
    let layer = &clusters["sources"][0]["layer"];
    let no_shape = json!({"op": "nearest", "target": {"layer": layer}, "k": 1});
    for (question, code, english, vietnamese) in [
        (
            of_gates(json!({"per_zone": {"zones": "units", "sum": ["gate_class"]}})),
            "bad_query",
            "\"gate_class\" is no number",
            "“gate_class” không phải số",
        ),
        (
            of_gates(json!({"per_zone": {"zones": "units", "sum": ["nope"]}})),
            "bad_query",
            "\"nope\" is no attribute",
            "“nope”",
        ),
        (
            of_gates(json!({"per_zone": {"zones": {"layer": "corridors"}}})),
            "bad_query",
            "zones of layer:corridors has an area",
            "có diện tích",
        ),
        (
            of_gates(json!({"relation": no_shape})),
            "bad_query",
            "holds no shape on",
            "không có hình nào",
        ),
        (
            json!({"from": "units", "filter": "border_km / 0 > 1"}),
            "bad_filter",
            "divides by zero",
            "chia cho 0",
        ),
        (
            json!({"from": "units", "filter": "10 / (border_km - border_km) > 1"}),
            "bad_filter",
            "divides by zero",
            "chia cho 0",
        ),
        (
            json!({"from": "units", "filter": "size > 1"}),
            "bad_filter",
            "\"size\"",
            "“size”",
        ),
        (
            of_gates(json!({"limit": 0})),
            "bad_query",
            "limit is 0",
            "Số dòng muốn xem (limit) là 0, chỉ được từ 1 đến 100.000.",
        ),
    ] {
        let told = refusal("/api/queries", question).await;
        assert_eq!(told[0], code, "{told:?}");
        assert!(told[1].contains(english), "{told:?}");
        assert!(told[3].contains(vietnamese), "{told:?}");
        assert!(!told[2].is_empty() && !told[4].is_empty(), "{told:?}");
    }
}

#[tokio::test]
async fn look_ups_that_cannot_be_made_say_why_in_their_own_words() {
    let options = |options: Value| json!({"places": [[106.2, 22.6]], "options": options});
    for (question, code, english, vietnamese) in [
        (
            options(json!({"strips_km": [1, -3]})),
            "bad_width",
            "strips_km is -3",
            "Bề rộng (strips_km) là −3",
        ),
        (
            options(json!({"gate_zone_km": 0})),
            "bad_width",
            "gate_zone_km is 0",
            "Bề rộng (gate_zone_km) là 0",
        ),
        (
            json!({"places": [[106.2, 22.6], [22.6, 106.2]]}),
            "bad_place",
            "place 2 is at longitude 22.6",
            "Điểm thứ 2",
        ),
        (
            json!({"places": vec![[106.2, 22.6]; 250_001]}),
            "too_many_places",
            "250001 places",
            "250.001 điểm",
        ),
    ] {
        let told = refusal("/api/locate", question).await;
        assert_eq!(told[0], code, "{told:?}");
        assert!(told[1].contains(english), "{told:?}");
        assert!(told[3].contains(vietnamese), "{told:?}");
        let is_about_longitude = told[2].contains("longitude");
        assert_eq!(is_about_longitude, code == "bad_place", "{told:?}");
    }
    let ring = json!({"type": "Polygon", "coordinates": [[[106, 22], [107, 22], [107, 23]]]});
    let open = json!({"from": "units", "relation": {"op": "within", "target": {"geometry": ring}}});
    let told = refusal("/api/queries", open).await;
    assert!(told[1].contains("closed"), "{told:?}");
}

#[tokio::test]
async fn a_list_of_a_vietnamese_spreadsheet_comes_back_as_one() {
    let mut list =
        "\u{feff}Tên điểm;Kinh độ;Vĩ độ;Cao độ\r\nA;106,2585;22,6657;-1,5\r\n".to_owned();
    for step in 0..9 {
        let row = format!("B;106,{step}1;22,7{step};2\r\n");
        list.push_str(&row);
    }
    let answer = post("/api/locate", "text/csv", list).await;
    assert_eq!(answer.status, StatusCode::OK);
    let text = String::from_utf8(answer.body).unwrap();
    let mut lines = text.lines();
    assert!(
        lines
            .next()
            .unwrap()
            .starts_with("\u{feff}Tên điểm;Kinh độ;Vĩ độ;Cao độ;unit_code;")
    );
    let row = lines.next().unwrap();
    assert!(
        row.starts_with("A;106,2585;22,6657;-1,5;01273;Phường Thục Phán;false;"),
        "{row}"
    );
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let column = headers
        .iter()
        .position(|name| name == "gate_distance_m")
        .unwrap();
    let distances: Vec<String> = reader
        .records()
        .map(|record| record.unwrap()[column].to_owned())
        .collect();
    assert_eq!(distances.len(), 10);
    assert!(
        distances.iter().all(|metres| !metres.contains('.')),
        "{distances:?}"
    );
    assert!(
        distances.iter().any(|metres| metres.contains(',')),
        "{distances:?}"
    );
    let ansi = send(
        server(),
        Request::post("/api/locate")
            .header(CONTENT_TYPE, "text/csv")
            .body(b"t\xean,lon,lat\nA,106.3,22.8\n".to_vec().into())
            .unwrap(),
    )
    .await;
    let told = told(&ansi);
    assert!(
        told[0] == "bad_list" && told[4].contains("CSV UTF-8"),
        "{told:?}"
    );
    let told = {
        let answer = post("/api/locate", "text/csv", "ten;x\nA;106,3\n".to_owned()).await;
        self::told(&answer)
    };
    assert!(told[3].contains("Không có cột vĩ độ"), "{told:?}");
}

#[tokio::test]
async fn a_list_takes_options_and_a_day() {
    let list = || "ten,lon,lat\nA,106.2585,22.6657\n".to_owned();
    let text = async |address: &str| {
        let answer = post(address, "text/csv", list()).await;
        assert_eq!(
            answer.status,
            StatusCode::OK,
            "{}",
            String::from_utf8_lossy(&answer.body)
        );
        String::from_utf8(answer.body).unwrap()
    };
    let near = text("/api/locate?gate_zone_km=0.1").await;
    let far = text("/api/locate?gate_zone_km=300&strips_km=200,0.5").await;
    assert!(
        near.contains(",false,,false,border-gates; communes"),
        "{near}"
    );
    assert!(
        far.contains("(200 km)") && far.contains(",true,,false,"),
        "{far}"
    );
    let refused = post("/api/locate?strips_km=a", "text/csv", list()).await;
    assert_eq!(told(&refused)[0], "bad_parameter");
    let in_json = json!({"places": [[106.2585, 22.6657]]}).to_string();
    let refused = post("/api/locate?strips_km=1", "application/json", in_json).await;
    assert_eq!(told(&refused)[0], "bad_parameter");
    let on = json!({"places": [[106.2585, 22.6657]], "on": "2026-01-01"});
    let answer = post("/api/locate", "application/json", on.to_string())
        .await
        .json();
    assert_eq!(answer["on"], "2026-01-01");
}

#[tokio::test]
async fn a_list_tells_of_progress_and_ends_in_its_rows() {
    let mut list = String::from("lon;lat\n");
    for _ in 0..3_000 {
        list.push_str("106,2585;22,6657\n");
    }
    let request = Request::post("/api/locate")
        .header(CONTENT_TYPE, "text/csv")
        .header(ACCEPT, "text/event-stream");
    let answer = send(server(), request.body(list.into()).unwrap()).await;
    let text = String::from_utf8(answer.body).unwrap();
    let first = text.lines().nth(1).unwrap().strip_prefix("data: ").unwrap();
    let progress: Value = serde_json::from_str(first).unwrap();
    let share = progress["fraction"].as_f64().unwrap();
    assert!(share > 0.0 && share <= 1.0, "{first}");
    let (_, result) = text.split_once("event: result\ndata: ").unwrap();
    let result: Value = serde_json::from_str(result.trim()).unwrap();
    assert_eq!(result["count"], 3_000);
    let rows = result["csv"].as_str().unwrap();
    assert_eq!(rows.lines().count(), 3_001);
    assert!(
        rows.lines()
            .nth(1)
            .unwrap()
            .starts_with("106,2585;22,6657;01273;")
    );
    assert!(!result["sources"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn columns_of_a_list_never_break_a_file() {
    let list = "fid,geom,unit_code,unit_code_2,,sources,lon,lat\n1,2,3,4,5,6,106.2585,22.6657\n";
    for format in ["gpkg", "geojson", "xlsx", "csv"] {
        let address = format!("/api/locate?format={format}");
        let answer = post(&address, "text/csv", list.to_owned()).await;
        assert_eq!(answer.status, StatusCode::OK, "{format}");
        if format == "geojson" {
            let properties = answer.json()["features"][0]["properties"].clone();
            assert_eq!(properties["fid"], "1");
            assert_eq!(
                (&properties["unit_code"], &properties["unit_code_3"]),
                (&json!("3"), &json!("01273"))
            );
            assert_eq!(
                (&properties["column_5"], &properties["sources"]),
                (&json!("5"), &json!("6"))
            );
        }
    }
    let long = format!("note,lon,lat\n{},106.2585,22.6657\n", "a".repeat(40_000));
    let refused = post("/api/locate?format=xlsx", "text/csv", long.clone()).await;
    let told = told(&refused);
    assert_eq!(told[0], "cell_too_long");
    assert!(
        told[1].contains("row 1, column \"note\"") && told[3].contains("40.000 ký tự"),
        "{told:?}"
    );
    let answer = post("/api/locate?format=gpkg", "text/csv", long).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn one_answer_gives_the_same_geopackage_twice() {
    let question = json!({"from": {"kind": "border-gate"}, "on": "2026-01-01"}).to_string();
    let get = async || {
        let address = "/api/queries?format=gpkg";
        post(address, "application/json", question.clone())
            .await
            .body
    };
    let first = get().await;
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert!(first == get().await);
}
