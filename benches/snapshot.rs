//! What a start and a commit cost: reading the shipped files, building the snapshot, opening the database, and
//! the next snapshot after one edit. Run with `make bench`.
#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot be set up stops and says why"
)]

use std::hint::black_box;

use divan::{Bencher, counter::ItemsCount};
use nonnuoc::formats::shipped;
use nonnuoc::model::{Edit, Record, Snapshot};
use nonnuoc::store::{Actor, SqliteStore, Store, Transaction};

fn main() {
    divan::main();
}

fn shipped_records() -> Vec<Record> {
    shipped::records().expect("the shipped data are sound")
}

/// Parses the files of `geodata/` and checks them against their manifests.
#[divan::bench]
fn read_the_shipped_files(bencher: Bencher) {
    let count = shipped_records().len();
    bencher
        .counter(ItemsCount::new(count))
        .bench(shipped_records);
}

/// Builds the snapshot and its indexes from records.
#[divan::bench]
fn build_from_records(bencher: Bencher) {
    let records = shipped_records();
    bencher
        .counter(ItemsCount::new(records.len()))
        .with_inputs(|| records.clone())
        .bench_values(|records| Snapshot::new(1, records));
}

/// Opens a database that holds the shipped data and builds the snapshot: what each start after the first does.
#[divan::bench]
fn open_the_database(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    seed(&SqliteStore::open(folder.path()).expect("the database can be made"));
    bencher.bench(|| SqliteStore::open(black_box(folder.path())).expect("the database opens"));
}

/// The next snapshot after one place has changed.
#[divan::bench]
fn apply_one_edit(bencher: Bencher) {
    let records = shipped_records();
    let place = records
        .iter()
        .find(|record| matches!(record, Record::Place(_)))
        .cloned();
    let edits = [Edit::Put(place.expect("places are shipped"))];
    let snapshot = Snapshot::new(1, records);
    bencher.bench(|| black_box(&snapshot).apply(2, black_box(&edits)));
}

fn seed(store: &SqliteStore) {
    let edits = shipped_records().into_iter().map(Edit::Put).collect();
    let reason = "benchmark".to_owned();
    let transaction = Transaction {
        actor: Actor::command("bench"),
        reason,
        expected_version: None,
        edits,
    };
    store
        .commit(transaction)
        .expect("the shipped data can be stored");
}
