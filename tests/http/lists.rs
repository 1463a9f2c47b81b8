//! Every list of the programme: in pages, as JSON and as CSV, under ids that stay.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;

use crate::support::{get, get_json, send, server};

/// One list: its address without parameters, the field that holds its entries, what makes an entry unique, and
/// the address under which each entry is found by its id.
struct List {
    address: &'static str,
    field: &'static str,
    key: &'static [&'static str],
    detail: Option<&'static str>,
    /// The first columns of its table.
    columns: &'static str,
}

const LISTS: [List; 7] = [
    List {
        address: "/api/agencies",
        field: "agencies",
        key: &["id"],
        detail: None,
        columns: "id,name_vi,name_en",
    },
    List {
        address: "/api/indicators",
        field: "indicators",
        key: &["id"],
        detail: Some("/api/indicators"),
        columns: "id,name_vi,name_en,unit",
    },
    List {
        address: "/api/targets",
        field: "targets",
        key: &["id"],
        detail: Some("/api/targets"),
        columns: "id,revision,indicator",
    },
    List {
        address: "/api/observations",
        field: "observations",
        key: &["id"],
        detail: Some("/api/observations"),
        columns: "id,indicator,subject",
    },
    List {
        address: "/api/statuses",
        field: "statuses",
        key: &["target", "subject"],
        detail: None,
        columns: "target,indicator,subject",
    },
    List {
        address: "/api/tasks",
        field: "tasks",
        key: &["id"],
        detail: Some("/api/tasks"),
        columns: "id,kind,name_vi",
    },
    List {
        address: "/api/reviews",
        field: "reviews",
        key: &["id"],
        detail: Some("/api/tasks"),
        columns: "id,name_vi,lead",
    },
];

impl List {
    async fn page(&self, limit: usize, offset: usize) -> (usize, Vec<String>) {
        let address = format!("{}?limit={limit}&offset={offset}", self.address);
        let answer = get_json(&address).await;
        let total = answer["total"].as_u64().unwrap() as usize;
        let entries = answer[self.field].as_array().unwrap();
        (total, entries.iter().map(|one| self.name(one)).collect())
    }

    fn name(&self, entry: &Value) -> String {
        let parts = self.key.iter().map(|field| entry[*field].as_str().unwrap());
        parts.collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn every_list_comes_in_pages_that_put_together_are_the_list() {
    for list in LISTS {
        let address = list.address;
        let (total, all) = list.page(1000, 0).await;
        assert!(total >= 7, "{address} has only {total}");
        assert_eq!(all.len(), total, "{address}");
        assert_eq!(
            all.iter().collect::<BTreeSet<_>>().len(),
            total,
            "{address} repeats an id"
        );
        let each = total.div_ceil(4);
        let mut pages = Vec::new();
        for offset in (0..total).step_by(each) {
            let (same, page) = list.page(each, offset).await;
            assert_eq!(same, total, "{address}");
            assert!(page.len() <= each, "{address}");
            pages.extend(page);
        }
        assert_eq!(pages, all, "{address}");
        assert_eq!(list.page(5, total).await, (total, Vec::new()), "{address}");
        assert_eq!(
            list.page(1000, 0).await.1,
            all,
            "{address} does not keep its order"
        );
    }
}

#[tokio::test]
async fn every_list_is_a_table_too_by_parameter_and_by_header() {
    for list in LISTS {
        let address = list.address;
        let (total, all) = list.page(1000, 0).await;
        let by_parameter = get(&format!("{address}?format=csv")).await;
        let asked = Request::get(address).header(header::ACCEPT, "text/csv");
        let by_header = send(server(), asked.body(Body::empty()).unwrap()).await;
        assert_eq!(by_parameter.body, by_header.body, "{address}");
        let kind = by_parameter.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(kind, "text/csv; charset=utf-8", "{address}");
        let text = String::from_utf8(by_parameter.body).unwrap();
        let text = text.strip_prefix('\u{feff}').unwrap();
        assert!(text.starts_with(list.columns), "{address}: {text:.80}");
        let mut rows = csv::Reader::from_reader(text.as_bytes());
        let head = rows.headers().unwrap().clone();
        let key: Vec<usize> = list
            .key
            .iter()
            .map(|field| head.iter().position(|name| name == *field).unwrap())
            .collect();
        let named: Vec<String> = rows
            .records()
            .map(|row| {
                let row = row.unwrap();
                key.iter().map(|at| &row[*at]).collect::<Vec<_>>().join(" ")
            })
            .collect();
        assert_eq!((named.len(), named), (total, all), "{address}");
        let part = get(&format!("{address}?format=csv&limit=2&offset=1")).await;
        let part = String::from_utf8(part.body).unwrap();
        let rows = csv::Reader::from_reader(part.as_bytes()).into_records();
        assert_eq!(rows.count(), 2, "{address}");
    }
}

#[tokio::test]
async fn the_table_of_figures_tells_name_state_quality_and_source_of_each() {
    let text = String::from_utf8(get("/api/observations?format=csv").await.body).unwrap();
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = rows.headers().unwrap().clone();
    let at = |name: &str| head.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
    assert!(rows.len() > 10);
    for row in rows.iter().step_by(rows.len() / 10) {
        let told = get_json(&format!("/api/observations/{}", &row[0])).await;
        let indicator = get_json(&format!("/api/indicators/{}", &row[at("indicator")])).await;
        let expected = [
            ("state", Value::from("approved")),
            ("quality", told["quality"].clone()),
            ("source", told["source"].clone()),
            ("indicator_name", indicator["name"]["vi"].clone()),
            ("illustrative", told["is_illustrative"].to_string().into()),
            ("note", told["note"].as_str().unwrap_or_default().into()),
        ];
        for (column, value) in expected {
            assert_eq!(value, row[at(column)], "{column} of {row:?}");
        }
    }
}

#[tokio::test]
async fn every_entry_is_found_under_its_id() {
    for list in LISTS {
        let Some(detail) = list.detail else { continue };
        for id in list.page(12, 0).await.1 {
            let found = get_json(&format!("{detail}/{id}")).await;
            let own = found["id"]
                .as_str()
                .or(found["revisions"][0]["id"].as_str());
            assert_eq!(own, Some(id.as_str()), "{detail}/{id}");
        }
    }
}

#[tokio::test]
async fn a_list_with_an_unreadable_parameter_is_refused() {
    for list in LISTS {
        for wrong in ["limit=viele", "offset=-1", "format=xml"] {
            let answer = get(&format!("{}?{wrong}", list.address)).await;
            assert_eq!(answer.status.as_u16(), 400, "{} {wrong}", list.address);
            assert_eq!(answer.json()["error"]["code"], "bad_parameter");
        }
    }
}
