//! One conformance suite for every store: what the trait promises, asked of each implementation.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Geometry, MultiPolygon, Point, polygon};
use jiff::civil::date;
use nonnuoc::geometry::Bounds;
use nonnuoc::model::raster::{Raster, RasterHeader, RasterKind, RasterLayer};
use nonnuoc::model::{
    AttributeValue, Boundary, Edit, Layer, LayerContent, Lineage, Observation, ObservationState,
    Place, PlaceId, PlaceKind, Provenance, Quality, Record, RecordKey, Snapshot, Text, Unit,
    UnitKind, Value,
};
use nonnuoc::store::{Actor, AuditQuery, SqliteStore, Store, StoreError, Transaction};

fn transaction(edits: Vec<Edit>) -> Transaction {
    Transaction {
        actor: Actor::command("test"),
        reason: "a test".to_owned(),
        expected_version: None,
        edits,
    }
}

fn unit(key: &str, name: &str) -> Unit {
    Unit {
        key: key.parse().unwrap(),
        valid_to: None,
        name: name.to_owned(),
        kind: UnitKind::Ward,
        district: None,
        centre: Some([106.25, 22.66].try_into().unwrap()),
        border_km: Some(12.5),
        source: "test".to_owned(),
    }
}

fn layer(id: &str, content: LayerContent) -> Layer {
    Layer {
        id: id.parse().unwrap(),
        content,
        title: Text::new("Lớp thử", "A test layer"),
        provenance: Provenance {
            source: "test".to_owned(),
            source_vi: Some("thử".to_owned()),
            licence: "CC0".to_owned(),
            licence_vi: Some("Phạm vi công cộng".to_owned()),
            retrieved: date(2026, 9, 27),
            method: None,
            accuracy_m: Some(15.0),
            crs: "EPSG:9210".to_owned(),
            transformation: Some("EPSG:6960".to_owned()),
            is_illustrative: false,
        },
        count: 1,
        sha256: None,
        note: Some(Text::new("Ghi chú", "A note")),
    }
}

fn gate(id: &str, lon: f64, lat: f64) -> Place {
    let attributes = BTreeMap::from([(
        "gate_class".to_owned(),
        AttributeValue::Text("local".to_owned()),
    )]);
    Place {
        id: id.parse().unwrap(),
        layer: "gates".parse().unwrap(),
        kind: PlaceKind::BorderGate,
        name: "Cửa khẩu".to_owned(),
        valid_from: Some(date(2023, 12, 28)),
        valid_to: None,
        unit_codes: vec!["01273".parse().unwrap()],
        accuracy_m: None,
        attributes,
        geometry: Some(Geometry::Point(Point::new(lon, lat))),
    }
}

fn boundary() -> Boundary {
    let square = polygon![
        (x: 106.0, y: 22.0), (x: 107.0, y: 22.0), (x: 107.0, y: 23.0), (x: 106.0, y: 23.0),
    ];
    Boundary {
        unit: "01273@2025-07-01".parse().unwrap(),
        valid_from: date(2025, 7, 1),
        layer: "communes".parse().unwrap(),
        geometry: MultiPolygon(vec![square]),
    }
}

fn figure(number: &str) -> Observation {
    Observation {
        key: "population_unit.01273@2025-07-01_2024_1".parse().unwrap(),
        value: Value::from(number.parse::<rust_decimal::Decimal>().unwrap()),
        unit: "person".to_owned(),
        source: "test".to_owned(),
        quality: Quality::Final,
        state: ObservationState::Approved {
            by: "approver".to_owned(),
            at: "2026-01-05T08:00:00Z".parse().unwrap(),
        },
        is_illustrative: false,
        entered_by: "editor".to_owned(),
        entered_at: "2026-01-04T08:00:00Z".parse().unwrap(),
        note: None,
    }
}

/// Two cells: 600.5 m in the west, nothing in the east.
fn heights(west: f64) -> RasterLayer {
    let header = RasterHeader {
        file: "dem.tif".to_owned(),
        band: 1,
        width: 2,
        height: 1,
        west: 106.1 + 0.2,
        north: 22.7,
        cell_width: 0.1,
        cell_height: 1.0 / 3.0,
        crs: "EPSG:9210".to_owned(),
        transformation: "EPSG:6960".to_owned(),
    };
    let raster = Raster::new(header, vec![west, f64::NAN]).unwrap();
    RasterLayer::new("elevation".parse().unwrap(), raster)
}

/// One of every sort of record, those that others refer to last: the store sorts that out.
fn one_of_each() -> Vec<Edit> {
    let lineage = Lineage {
        predecessor: "01267@2020-03-01".parse().unwrap(),
        successor: "01273@2025-07-01".parse().unwrap(),
        basis: "Nghị quyết".to_owned(),
    };
    let programme = nonnuoc::model::seeds::shipped().unwrap();
    let mut edits = vec![
        figure("41157.50").into(),
        heights(600.5).into(),
        gate("tra-linh", 106.3, 22.8).into(),
        boundary().into(),
        lineage.into(),
        layer("gates", LayerContent::Places(PlaceKind::BorderGate)).into(),
        layer("communes", LayerContent::Boundaries).into(),
        layer("elevation", LayerContent::Raster(RasterKind::Elevation)).into(),
        unit("01267@2020-03-01", "Sông Hiến").into(),
        unit("01273@2025-07-01", "Thục Phán").into(),
    ];
    let mut entries: Vec<Record> = programme.records().collect();
    entries.reverse();
    edits.extend(entries.into_iter().map(Edit::Put));
    edits
}

fn filled(store: &dyn Store) -> Arc<Snapshot> {
    let edits = one_of_each();
    let count = edits.len();
    let committed = store.commit(transaction(edits)).unwrap();
    assert_eq!((committed.version, committed.changed), (1, count));
    store.snapshot()
}

fn keeps_every_sort_of_record(store: &dyn Store) {
    let snapshot = filled(store);
    let expected = Snapshot::new(
        1,
        one_of_each().into_iter().filter_map(|edit| match edit {
            Edit::Put(record) => Some(record),
            Edit::Remove(_) => None,
        }),
    );
    assert_eq!(*snapshot, expected);
}

fn leaves_out_what_changes_nothing(store: &dyn Store) {
    filled(store);
    let again = store.commit(transaction(one_of_each())).unwrap();
    assert_eq!((again.version, again.changed), (1, 0));
    assert_eq!(
        store.audit(&AuditQuery::default()).unwrap().len(),
        one_of_each().len()
    );
}

fn an_old_snapshot_stays_as_it_was(store: &dyn Store) {
    let before = filled(store);
    let id = "tra-linh".parse().unwrap();
    store
        .commit(transaction(vec![Edit::Remove(RecordKey::Place(id))]))
        .unwrap();
    let after = store.snapshot();
    assert_eq!((before.version(), after.version()), (1, 2));
    assert_eq!(
        (before.places().all().count(), after.places().all().count()),
        (1, 0)
    );
}

fn logs_before_and_after(store: &dyn Store) {
    filled(store);
    store
        .commit(transaction(vec![gate("tra-linh", 106.4, 22.9).into()]))
        .unwrap();
    let query = AuditQuery {
        key: Some("tra-linh".to_owned()),
        limit: Some(1),
        ..AuditQuery::default()
    };
    let entry = store.audit(&query).unwrap().remove(0);
    assert_eq!((entry.version, entry.entity.as_str()), (2, "place"));
    assert_eq!(
        (entry.actor.as_str(), entry.reason.as_str()),
        ("command:test", "a test")
    );
    let longitude = |json: &serde_json::Value| json["record"]["geometry"]["coordinates"][0].clone();
    assert_eq!(longitude(entry.before.as_ref().unwrap()), 106.3);
    assert_eq!(longitude(entry.after.as_ref().unwrap()), 106.4);
}

fn reads_the_log_in_parts(store: &dyn Store) {
    filled(store);
    for longitude in [106.4, 106.5, 106.6] {
        let moved = gate("tra-linh", longitude, 22.9);
        store.commit(transaction(vec![moved.into()])).unwrap();
    }
    let query = AuditQuery {
        entity: Some("place".to_owned()),
        key: Some("tra-linh".to_owned()),
        limit: Some(2),
        offset: 1,
        ..AuditQuery::default()
    };
    let versions = |query: &AuditQuery| -> Vec<u64> {
        let entries = store.audit(query).unwrap();
        entries.into_iter().map(|entry| entry.version).collect()
    };
    assert_eq!(versions(&query), [3, 2]);
    assert_eq!(store.audit_total(&query).unwrap(), 4);
    let later = AuditQuery {
        after_version: Some(2),
        limit: None,
        offset: 0,
        ..query
    };
    assert_eq!(versions(&later), [4, 3]);
    assert_eq!(store.audit_total(&later).unwrap(), 2);
    let none = AuditQuery {
        limit: Some(0),
        ..later
    };
    assert_eq!(versions(&none), [0; 0]);
}

fn the_log_replays_to_the_same_data(store: &dyn Store) {
    filled(store);
    store
        .commit(transaction(vec![gate("ta-lung", 106.5, 22.4).into()]))
        .unwrap();
    let gone = RecordKey::Place("tra-linh".parse().unwrap());
    store.commit(transaction(vec![Edit::Remove(gone)])).unwrap();
    let mut log = store.audit(&AuditQuery::default()).unwrap();
    log.reverse();
    let edits: Vec<_> = log
        .into_iter()
        .map(|entry| {
            let record = |json| serde_json::from_value::<Record>(json).unwrap();
            match (entry.before, entry.after) {
                (_, Some(after)) => Edit::Put(record(after)),
                (Some(before), None) => Edit::Remove(record(before).key()),
                (None, None) => unreachable!("an entry of the log says what changed"),
            }
        })
        .collect();
    assert_eq!(Snapshot::default().apply(3, &edits), *store.snapshot());
}

/// The height in the west and in the east, as the newest data have them.
fn heights_kept(store: &dyn Store) -> [Option<f64>; 2] {
    let raster = store
        .snapshot()
        .raster(&"elevation".parse().unwrap())
        .unwrap();
    [106.35, 106.45].map(|longitude| raster.value_at(longitude, 22.6))
}

fn keeps_a_raster_beside_the_log_and_names_it_there_by_its_checksum(store: &dyn Store) {
    filled(store);
    assert_eq!(heights_kept(store), [Some(600.5), None]);
    let next = heights(601.25);
    let checksum = next.values_sha256.clone();
    store.commit(transaction(vec![next.into()])).unwrap();
    assert_eq!(heights_kept(store), [Some(601.25), None]);
    let query = AuditQuery {
        entity: Some("raster".to_owned()),
        limit: Some(1),
        ..AuditQuery::default()
    };
    let entry = store.audit(&query).unwrap().remove(0);
    let after = entry.after.unwrap();
    assert_eq!(after["record"]["values_sha256"], checksum.as_str());
    assert!(
        entry.before.unwrap().to_string().len() < 1000,
        "no values in the log"
    );
    let from_log: Record = serde_json::from_value(after).unwrap();
    let error = store
        .commit(transaction(vec![
            Edit::Remove(from_log.key()),
            Edit::Put(from_log),
        ]))
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the grid of layer elevation comes without its values; import the layer again"
    );
    let gone = RecordKey::Raster("elevation".parse().unwrap());
    store.commit(transaction(vec![Edit::Remove(gone)])).unwrap();
    assert_eq!(store.snapshot().rasters().all().count(), 0);
}

fn refuses_a_change_worked_out_from_old_data(store: &dyn Store) {
    filled(store);
    let mut stale = transaction(vec![gate("ta-lung", 106.5, 22.4).into()]);
    stale.expected_version = Some(0);
    let error = store.commit(stale).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::Conflict {
                expected: 0,
                found: 1
            }
        ),
        "{error}"
    );
    assert_eq!(store.snapshot().version(), 1);
}

fn refuses_a_reference_to_nothing_and_changes_nothing(store: &dyn Store) {
    let error = store
        .commit(transaction(vec![boundary().into()]))
        .unwrap_err();
    assert!(
        matches!(error, StoreError::DanglingReference { .. }),
        "{error}"
    );
    assert_eq!(store.snapshot().version(), 0);
    assert!(store.audit(&AuditQuery::default()).unwrap().is_empty());
    filled(store);
}

fn refuses_attributes_that_do_not_fit(store: &dyn Store) {
    filled(store);
    let mut wrong = gate("ta-lung", 106.5, 22.4);
    wrong.attributes.clear();
    let error = store.commit(transaction(vec![wrong.into()])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "place ta-lung: gate_class is required for border-gate and has no value"
    );
}

fn the_index_of_the_database_follows_every_change(store: &dyn Store) {
    filled(store);
    let here = Bounds::from([106.29, 22.79, 106.31, 22.81]);
    let (units, places) = store.indexed_within(here).unwrap();
    assert_eq!((units.len(), places.len()), (1, 1));
    store
        .commit(transaction(vec![gate("tra-linh", 106.9, 22.1).into()]))
        .unwrap();
    assert!(store.indexed_within(here).unwrap().1.is_empty());
    let there = Bounds::from([106.89, 22.09, 106.91, 22.11]);
    assert_eq!(store.indexed_within(there).unwrap().1.len(), 1);
}

fn the_index_of_the_database_forgets_what_is_removed(store: &dyn Store) {
    filled(store);
    let here = Bounds::from([106.29, 22.79, 106.31, 22.81]);
    let (units, places) = store.indexed_within(here).unwrap();
    assert_eq!((units.len(), places.len()), (1, 1));
    let border = Record::Boundary(Arc::new(boundary())).key();
    let remove = [RecordKey::Place(places[0].clone()), border].map(Edit::Remove);
    store.commit(transaction(remove.into())).unwrap();
    let (units, places) = store.indexed_within(here).unwrap();
    assert!(units.is_empty() && places.is_empty());
    // The database gives the freed numbers to the next rows: a box left behind would stand for a gate elsewhere.
    store
        .commit(transaction(vec![gate("ta-lung", 106.9, 22.1).into()]))
        .unwrap();
    assert!(store.indexed_within(here).unwrap().1.is_empty());
    let there = Bounds::from([106.89, 22.09, 106.91, 22.11]);
    let found = store.indexed_within(there).unwrap().1;
    assert_eq!(
        found.iter().map(PlaceId::as_str).collect::<Vec<_>>(),
        ["ta-lung"]
    );
}

/// Runs each promise on a fresh store of every implementation.
macro_rules! conformance {
    ($($promise:ident),+ $(,)?) => {
        mod sqlite_in_memory {
            $(
                #[test]
                fn $promise() {
                    super::$promise(&super::SqliteStore::in_memory().unwrap());
                }
            )+
        }

        mod sqlite_in_a_folder {
            $(
                #[test]
                fn $promise() {
                    let folder = tempfile::tempdir().unwrap();
                    super::$promise(&super::SqliteStore::open(folder.path()).unwrap());
                }
            )+
        }
    };
}

conformance!(
    keeps_every_sort_of_record,
    leaves_out_what_changes_nothing,
    an_old_snapshot_stays_as_it_was,
    logs_before_and_after,
    reads_the_log_in_parts,
    the_log_replays_to_the_same_data,
    keeps_a_raster_beside_the_log_and_names_it_there_by_its_checksum,
    refuses_a_change_worked_out_from_old_data,
    refuses_a_reference_to_nothing_and_changes_nothing,
    refuses_attributes_that_do_not_fit,
    the_index_of_the_database_follows_every_change,
    the_index_of_the_database_forgets_what_is_removed,
);

#[test]
fn what_was_acknowledged_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let before = filled(&SqliteStore::open(folder.path()).unwrap());
    let reopened = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(*reopened.snapshot(), *before);
    assert_eq!(heights_kept(&reopened), [Some(600.5), None]);
}

#[test]
fn two_processes_on_one_folder_see_each_others_changes() {
    let folder = tempfile::tempdir().unwrap();
    let server = SqliteStore::open(folder.path()).unwrap();
    let importer = SqliteStore::open(folder.path()).unwrap();
    filled(&importer);
    assert_eq!(server.snapshot().version(), 0);
    assert_eq!(server.refresh().unwrap().version(), 1);
    importer
        .commit(transaction(vec![gate("ta-lung", 106.5, 22.4).into()]))
        .unwrap();
    let edit = vec![gate("ly-van", 106.8, 22.8).into()];
    assert_eq!(server.commit(transaction(edit)).unwrap().version, 3);
    assert_eq!(server.snapshot().places().all().count(), 3);

    // Whoever worked a change out from old data is refused, and finds the new ones to work it out again.
    importer
        .commit(transaction(vec![gate("soc-giang", 106.0, 22.9).into()]))
        .unwrap();
    let late = || Transaction {
        expected_version: Some(server.snapshot().version()),
        ..transaction(vec![gate("po-peo", 106.7, 22.8).into()])
    };
    let refused = server.commit(late());
    assert!(
        matches!(refused, Err(StoreError::Conflict { .. })),
        "{refused:?}"
    );
    assert_eq!(server.commit(late()).unwrap().version, 5);
    assert_eq!(server.snapshot().places().all().count(), 5);
}

/// A store whose next writer waits for another process, as for an import.
struct HeldUp {
    _folder: tempfile::TempDir,
    store: Arc<SqliteStore>,
    blocker: rusqlite::Connection,
    writer: std::thread::JoinHandle<u64>,
}

impl HeldUp {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
        filled(&*store);
        let blocker = rusqlite::Connection::open(folder.path().join("nonnuoc.sqlite")).unwrap();
        blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
        let writer = {
            let store = Arc::clone(&store);
            let edit = vec![gate("ta-lung", 106.5, 22.4).into()];
            std::thread::spawn(move || store.commit(transaction(edit)).unwrap().version)
        };
        // Until it waits; what is read before that shows nothing.
        std::thread::sleep(std::time::Duration::from_millis(100));
        Self {
            _folder: folder,
            store,
            blocker,
            writer,
        }
    }

    /// Lets the writer go on; the version that it made.
    fn release(self) -> u64 {
        assert!(!self.writer.is_finished(), "the writer was not held up");
        self.blocker.execute_batch("ROLLBACK").unwrap();
        self.writer.join().unwrap()
    }
}

#[test]
fn readers_do_not_wait_for_a_writer() {
    let held_up = HeldUp::new();
    let store = Arc::clone(&held_up.store);
    for _ in 0..100 {
        assert_eq!(store.snapshot().version(), 1);
    }
    assert_eq!(held_up.release(), 2);
    assert_eq!(store.snapshot().version(), 2);
}

#[test]
fn readers_of_the_log_do_not_wait_for_a_writer() {
    let held_up = HeldUp::new();
    let store = Arc::clone(&held_up.store);
    let query = AuditQuery::default();
    let logged = store.audit_total(&query).unwrap();
    for _ in 0..100 {
        assert_eq!(store.audit(&query).unwrap().len(), logged);
        assert_eq!(store.audit_total(&query).unwrap(), logged);
    }
    assert_eq!(held_up.release(), 2);
    assert_eq!(store.audit_total(&query).unwrap(), logged + 1);
}

#[test]
fn a_closed_store_leaves_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    filled(&store);
    store.audit(&AuditQuery::default()).unwrap();
    drop(store);
    let files = std::fs::read_dir(folder.path()).unwrap();
    let names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["nonnuoc.sqlite"]);
}

#[test]
fn a_database_of_a_newer_release_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(SqliteStore::open(folder.path()).unwrap());
    let connection = rusqlite::Connection::open(folder.path().join("nonnuoc.sqlite")).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    let error = SqliteStore::open(folder.path()).unwrap_err();
    assert!(error.to_string().contains("schema 999"), "{error}");
}
