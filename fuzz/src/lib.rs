//! What each fuzz target does with its bytes: one parser of ours, and what must hold of its answer.
//!
//! An entry never fails on input, however bad; it panics where the parser breaks its word. The targets in
//! `fuzz_targets/` hand it what libFuzzer makes up, and `tests/parsers.rs` of the main package the corpus and
//! random changes of it, so that the targets cannot rot between two runs of the fuzzer.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Uri};
use geo::{BoundingRect, Geometry};
use nonnuoc::analysis::filter::{Filter, FilterSource};
use nonnuoc::analysis::locate::MOST_PLACES;
use nonnuoc::analysis::scenario::Question;
use nonnuoc::analysis::siting::tabular;
use nonnuoc::formats::manifest::Manifest;
use nonnuoc::formats::place_list::PlaceList;
use nonnuoc::formats::{Encoding, shipped};
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::geometry::{json_shape, validity, well_known_binary};
use nonnuoc::http::{AppState, router};
use nonnuoc::model::map_sheet::MapRequest;
use nonnuoc::model::seeds::SeedText;
use nonnuoc::model::{
    Edit, ObservationKey, Period, PlaceKind, Rhythm, ScenarioKind, Snapshot, Subject, UnitCode,
    UnitKey, fold, fold_keeping_accents, seeds,
};
use nonnuoc::report::numbers::{Expected, Typed};
use nonnuoc::report::{figure_sheet, legacy_letters, numbers, workbook};
use nonnuoc::store::{Actor, SqliteKeyring, SqliteStore, Store, Transaction};
use nonnuoc::tiles::{TileAddress, TileForm};
use serde_json::json;
use tower::ServiceExt;

/// What is done with the bytes of one input.
pub type Entry = fn(&[u8]);

/// Every target by its name, which is also the name of its folder under `corpus/`.
pub const ENTRIES: [(&str, Entry); 15] = [
    ("attribute", attribute),
    ("cql2_filter", cql2_filter),
    ("geojson_body", geojson_body),
    ("key", key),
    ("legacy_letters", legacy),
    ("manifest", manifest),
    ("number", number),
    ("period", period),
    ("place_list", place_list),
    ("request", request),
    ("seeds", seed_text),
    ("siting_tables", siting_tables),
    ("tile_address", tile_address),
    ("well_known_binary", binary),
    ("workbook", sheets),
];

/// Runs the target of that name on one input.
///
/// # Panics
/// Where there is no such target, and where the parser breaks its word.
pub fn run(target: &str, bytes: &[u8]) {
    let entry = ENTRIES.iter().find(|(name, _)| *name == target);
    let (_, entry) = entry.unwrap_or_else(|| panic!("there is no target {target:?}"));
    entry(bytes);
}

/// The parts of an input that stand for several texts: `\0` is between them.
fn parts<const COUNT: usize>(bytes: &[u8]) -> Option<[&str; COUNT]> {
    let mut parts = std::str::from_utf8(bytes).ok()?.splitn(COUNT, '\0');
    Some(std::array::from_fn(|_| parts.next().unwrap_or_default()))
}

/// A filter in CQL2, as text or JSON, read and put to a feature.
fn cql2_filter(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let source = match serde_json::from_str(text) {
        Ok(json @ serde_json::Value::Object(_)) => FilterSource::Json(json),
        _ => FilterSource::Text(text.to_owned()),
    };
    let Ok(filter) = Filter::read(&source, &["name", "gate_class", "pupils"]) else {
        return;
    };
    let properties = json!({"name": "Tà Lùng", "gate_class": "international", "pupils": 312});
    let point = Geometry::Point(geo::Point::new(106.57, 22.48));
    let first = filter.matches("gate", &properties, Some(&point));
    assert_eq!(
        first,
        filter.matches("gate", &properties, Some(&point)),
        "an answer changes"
    );
}

/// A number or a day as it stands in a spreadsheet.
fn number(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for decimals in [0, 2] {
        let expected = Expected {
            decimals,
            ..Expected::default()
        };
        if let Typed::Ambiguous { thousands, decimal } = numbers::number(text, expected) {
            assert_ne!(thousands, decimal, "two readings of {text:?} that are one");
        }
    }
    if let Some(day) = nonnuoc::model::written_day(text) {
        assert_eq!(
            nonnuoc::model::written_day(&day.strftime("%d/%m/%Y").to_string()),
            Some(day)
        );
    }
}

/// A name in an encoding from before Unicode.
fn legacy(bytes: &[u8]) {
    let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    for name in [
        legacy_letters::from_tcvn3(&text),
        legacy_letters::from_vni(&text),
    ] {
        let folded = fold(&name);
        assert_eq!(fold(&folded), folded, "folding twice changes {folded:?}");
        let accented = fold_keeping_accents(&name);
        assert_eq!(
            fold_keeping_accents(&accented),
            accented,
            "folding twice changes {accented:?}"
        );
    }
    for encoding in [Encoding::Tcvn3, Encoding::Vni, Encoding::Windows1258] {
        let decoded = encoding.decode(&text);
        assert!(
            !text.is_ascii() || decoded == text,
            "{encoding:?} changes plain letters: {text:?}"
        );
    }
}

/// The body of a question with its shapes in GeoJSON.
fn geojson_body(bytes: &[u8]) {
    if let Ok(sheet) = serde_json::from_slice::<MapRequest>(bytes) {
        assert!(serde_json::to_value(&sheet).is_ok());
    }
    if let Ok(shape) = json_shape::read(&mut serde_json::Deserializer::from_slice(bytes)) {
        check_shape(&shape);
    }
    let Ok(body) = serde_json::from_slice(bytes) else {
        return;
    };
    for kind in [
        ScenarioKind::Coverage,
        ScenarioKind::Exposure,
        ScenarioKind::Query,
        ScenarioKind::TravelTimes,
        ScenarioKind::Relocation,
        ScenarioKind::Siting,
    ] {
        if let Ok(question) = Question::read(kind, &body) {
            assert!(question.on().is_none_or(|day| day.year() <= 9999));
        }
    }
}

/// A shape as the database and the reading process hand it over.
fn binary(bytes: &[u8]) {
    if let Ok(shape) = well_known_binary::read(bytes) {
        check_shape(&shape);
    }
}

/// What passes the cheap check can be put to every other.
fn check_shape(shape: &Geometry<f64>) {
    if validity::check_coordinates(shape, 1_000).is_ok() {
        assert!(
            shape.bounding_rect().is_some(),
            "a shape with vertices has a box"
        );
        let _verdict = validity::check(shape, &Interrupt::default());
    }
}

/// The address of a tile, in three parts.
fn tile_address(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let mut parts = text.splitn(3, '/');
    let [zoom, column, row] = std::array::from_fn(|_| parts.next().unwrap_or_default());
    for form in [TileForm::Vector, TileForm::Png] {
        if let Ok(address) = TileAddress::parse(form, zoom, column, row) {
            let again = TileAddress::new(address.zoom(), address.column(), address.row());
            assert_eq!(again, Ok(address));
        }
    }
}

/// A list of places in CSV, read and written again with a column more.
fn place_list(bytes: &[u8]) {
    let Ok(list) = PlaceList::read(bytes, MOST_PLACES) else {
        return;
    };
    let added = list
        .places
        .iter()
        .map(|_| vec![nonnuoc::model::table::Cell::Empty]);
    let table = list.table_with(&["unit_code"], added);
    assert_eq!(table.rows.len(), list.places.len() + list.refused.len());
}

/// The three tables of a siting instance.
fn siting_tables(bytes: &[u8]) {
    if let Some([demands, sites, minutes]) = parts(bytes)
        && let Err(fault) = tabular::instance(demands, sites, minutes)
    {
        assert!(!fault.to_string().is_empty());
    }
}

/// A period, as data and the API spell it, and as people do.
fn period(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(period) = text.parse::<Period>() {
        assert_eq!(period.to_string(), text);
        assert!(period.start() <= period.end());
        for rhythm in [Rhythm::Year, Rhythm::Half, Rhythm::Quarter, Rhythm::Month] {
            assert!(
                period
                    .parts(rhythm)
                    .into_iter()
                    .all(|part| period.contains(part))
            );
        }
    }
    for rhythm in [Rhythm::Year, Rhythm::Half, Rhythm::Quarter, Rhythm::Month] {
        if let Some(period) = numbers::period(text, rhythm) {
            assert_eq!(period.to_string().parse(), Ok(period));
        }
    }
}

/// A key of a unit, a subject or a figure: what is read is written as it was.
fn key(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    if let Ok(key) = text.parse::<UnitKey>() {
        assert_eq!(key.to_string(), text);
    }
    if let Ok(code) = text.parse::<UnitCode>() {
        assert_eq!(code.to_string(), text);
    }
    if let Ok(subject) = text.parse::<Subject>() {
        assert_eq!(subject.to_string(), text);
    }
    if let Ok(key) = text.parse::<ObservationKey>() {
        assert_eq!(key.to_string(), text);
    }
}

/// The four files of a programme.
fn seed_text(bytes: &[u8]) {
    if let Some([agencies, indicators, targets, tasks]) = parts(bytes) {
        let text = SeedText {
            agencies,
            indicators,
            targets,
            tasks,
        };
        if let Err(faults) = seeds::read(text) {
            assert!(!faults.is_empty());
        }
    }
}

/// The manifest beside a layer's file.
fn manifest(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Err(fault) = Manifest::parse("layer.manifest.toml", text)
    {
        assert!(fault.to_string().contains("layer.manifest.toml"), "{fault}");
    }
}

/// An attribute's value as text, for every attribute of every kind of place.
fn attribute(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    for field in PlaceKind::ALL.into_iter().flat_map(PlaceKind::attributes) {
        if let Ok(value) = field.parse(text) {
            assert!(
                field.check(&value).is_ok(),
                "{} takes {text:?} and does not keep it",
                field.name
            );
        }
    }
}

/// A workbook, with the figures that its sheets hold.
fn sheets(bytes: &[u8]) {
    if let Ok(sheets) = workbook::read(bytes) {
        let _rows = figure_sheet::read(&snapshot(), &sheets, figure_sheet::Reading::default());
    }
}

/// A path with its query, asked of the whole server: it answers, and never with an error of its own.
fn request(bytes: &[u8]) {
    let Ok(uri) = Uri::try_from(bytes) else {
        return;
    };
    if uri.path_and_query().is_none() || !uri.path().starts_with('/') {
        return;
    }
    let Ok(request) = Request::get(uri).body(Body::empty()) else {
        return;
    };
    let (router, _) = server();
    let Ok(answer) = runtime().block_on(router.clone().oneshot(request));
    assert!(
        !answer.status().is_server_error(),
        "answered {}",
        answer.status()
    );
}

fn runtime() -> &'static tokio::runtime::Runtime {
    static RUNTIME: OnceLock<tokio::runtime::Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| tokio::runtime::Runtime::new().expect("the runtime starts"))
}

fn snapshot() -> Arc<Snapshot> {
    server().1.snapshot()
}

/// A server on what ships, in memory.
fn server() -> &'static (Router, Arc<SqliteStore>) {
    static SERVER: OnceLock<(Router, Arc<SqliteStore>)> = OnceLock::new();
    SERVER.get_or_init(|| {
        let records = shipped::records().expect("what ships is whole").into_iter();
        let programme = seeds::shipped().expect("the seeds are whole");
        let store = Arc::new(SqliteStore::in_memory().expect("a database in memory"));
        let transaction = Transaction {
            actor: Actor::command("fuzz"),
            reason: "Load the shipped data".to_owned(),
            expected_version: None,
            edits: records.chain(programme.records()).map(Edit::Put).collect(),
        };
        store.commit(transaction).expect("what ships is kept");
        let keyring = Arc::new(SqliteKeyring::in_memory().expect("a keyring in memory"));
        let state = AppState::new(Arc::clone(&store) as Arc<dyn Store>, keyring, false);
        (router(state), store)
    })
}
