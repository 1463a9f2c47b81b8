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

/// What the programme names on the map (part B of its description): what somebody would type, the place that must come
/// first, and the units it lies in where only these are known.
const PLACES: [(&str, &str, &[&str]); 19] = [
    ("cao tốc Đồng Đăng", "dong-dang-tra-linh", &[]),
    ("đường Hồ Chí Minh", "ho-chi-minh-road", &[]),
    ("trục Phục Hòa", "logistics-phuc-hoa-nung-tri-cao", &[]),
    ("trục Hạ Lang", "logistics-ha-lang-lung-nam", &[]),
    (
        "cụm công nghiệp xanh Tân Giang",
        "green-cluster-01288",
        &["01288"],
    ),
    (
        "cụm công nghiệp xanh Thục Phán",
        "green-cluster-01273",
        &["01273"],
    ),
    (
        "cụm công nghiệp xanh Nùng Trí Cao",
        "green-cluster-01279",
        &["01279"],
    ),
    (
        "cụm công nghiệp xanh Phục Hòa",
        "green-cluster-01648",
        &["01648"],
    ),
    (
        "cụm công nghiệp xanh Trà Lĩnh",
        "green-cluster-01447",
        &["01447"],
    ),
    ("dược liệu Bảo Lạc", "processing-01321", &["01321"]),
    ("dược liệu Xuân Trường", "processing-01339", &["01339"]),
    ("dược liệu Nguyên Bình", "processing-01726", &["01726"]),
    ("dược liệu Thành Công", "processing-01777", &["01777"]),
    ("dược liệu Trùng Khánh", "processing-01477", &["01477"]),
    ("thác Bản Giốc", "ban-gioc-landscape", &["01501"]),
    ("Pác Bó", "pac-bo", &["01392"]),
    ("công viên địa chất", "geopark", &[]),
    ("Tà Lùng", "ta-lung", &[]),
    ("Lý Vạn", "ly-van", &[]),
];

#[tokio::test]
async fn every_place_and_axis_of_the_programme_is_found_and_says_where_it_is() {
    for (text, id, units) in PLACES {
        let encoded: Vec<String> = text.bytes().map(|byte| format!("%{byte:02x}")).collect();
        let encoded = encoded.concat();
        let hits = get_json(&format!("/api/search?q={encoded}&limit=5")).await;
        let hits = hits["hits"].as_array().unwrap();
        let hit = hits.iter().find(|hit| hit["id"] == id);
        let hit = hit.unwrap_or_else(|| panic!("{text} does not find {id}: {hits:?}"));
        assert_eq!(hit["type"], "place", "{id}");
        let place = get_json(&format!("/api/places/{id}")).await;
        if !units.is_empty() {
            // Known by its commune, and shown there.
            assert_eq!(
                (&place["unit_codes"], &hit["code"]),
                (&json!(units), &json!(units[0])),
                "{id}"
            );
            assert!(place["geometry"].is_null(), "{id} has an invented position");
        } else if id != "geopark" {
            assert!(
                hit["position"].is_array()
                    && hit["bbox"].is_array()
                    && place["geometry"].is_object(),
                "{id}: {hit}"
            );
        }
        assert!(
            !place["provenance"]["source"].as_str().unwrap().is_empty(),
            "{id}"
        );
    }
    let units = get_json("/api/units").await;
    let count = |field: &str, wanted: &Value| {
        let units = units["units"].as_array().unwrap();
        units.iter().filter(|unit| unit[field] == *wanted).count()
    };
    let by_kind = (
        count("kind", &json!("ward")),
        count("kind", &json!("commune")),
    );
    assert_eq!((by_kind, count("is_border", &json!(true))), ((3, 53), 21));
    // Gates of every sort that it names, and the danger areas as far as any list of them is open.
    let gates = get_json("/api/places?kind=border-gate&limit=1000").await;
    let classes: BTreeSet<&str> = gates["places"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|gate| gate["attributes"]["gate_class"].as_str())
        .collect();
    for class in ["international", "bilateral", "crossing", "clearance-lane"] {
        assert!(classes.contains(class), "no gate is {class}: {classes:?}");
    }
    assert_eq!(
        get_json("/api/places?kind=landslide-spot").await["total"],
        12
    );
}

/// The actors of part III, as the description of the programme (part C) names them.
const ACTORS: [(&str, &str); 8] = [
    ("standing-committee", "III.1"),
    ("council-party-committee", "III.2"),
    ("government-party-committee", "III.3"),
    ("advisory-agencies", "III.4"),
    ("front-party-committee", "III.5"),
    ("subordinate-party-committees", "III.6"),
    ("heads-of-units-and-localities", "III.6"),
    ("commune-peoples-committees", ""),
];

#[tokio::test]
async fn every_actor_of_the_programme_is_an_agency_and_every_review_has_its_day() {
    let agencies = get_json("/api/agencies?limit=1000").await;
    let agencies = agencies["agencies"].as_array().unwrap();
    for (id, section) in ACTORS {
        let found = agencies.iter().find(|one| one["id"] == id);
        let agency = found.unwrap_or_else(|| panic!("{id} is no agency"));
        if !section.is_empty() {
            assert_eq!(agency["section"], section, "{id}");
        }
        assert_ne!(agency["name"]["vi"], agency["name"]["en"], "{id}");
    }
    let reviews = get_json("/api/reviews").await;
    let days: Vec<&str> = reviews["reviews"]
        .as_array()
        .unwrap()
        .iter()
        .map(|review| review["deadline"].as_str().unwrap())
        .collect();
    // Five yearly reports, the mid-term review and the final one.
    assert_eq!(
        days,
        [
            "2026-12-31",
            "2027-12-31",
            "2028-06-30",
            "2028-12-31",
            "2029-12-31",
            "2030-06-30",
            "2030-12-31"
        ]
    );
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
async fn what_ships_has_targets_and_no_figure_of_the_programme() {
    let list = get_json("/api/observations?limit=1000").await;
    let figures = list["observations"].as_array().unwrap();
    assert_eq!(list["total"].as_u64(), Some(figures.len() as u64));
    let of: BTreeSet<&str> = figures
        .iter()
        .map(|figure| figure["indicator"].as_str().unwrap())
        .collect();
    // People and area of the 56 units, from the resolution that made them; nothing is made up.
    assert_eq!(of, BTreeSet::from(["area", "population"]));
    assert!(
        figures
            .iter()
            .all(|figure| figure["is_illustrative"] == false)
    );
    let targets = get_json("/api/targets?limit=1000").await;
    assert!(targets["total"].as_u64().unwrap() >= 31);
    assert_eq!(get_json("/api/province").await["is_demo"], false);
    // With the demo every single figure of the programme is marked.
    let filled = ask_json(&illustrated_server(), "/api/observations?limit=1000").await;
    let made_up = |figure: &&Value| !of.contains(figure["indicator"].as_str().unwrap());
    let made_up: Vec<&Value> = filled["observations"]
        .as_array()
        .unwrap()
        .iter()
        .filter(made_up)
        .collect();
    assert!(
        !made_up.is_empty()
            && made_up
                .iter()
                .all(|figure| figure["is_illustrative"] == true)
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
