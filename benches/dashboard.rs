//! What the dashboard's answer costs on the illustrative data (about 21,000 figures): when nothing has changed, first
//! after a change, and first after a start; and what the commit before it costs. Run with `make bench`.
#![expect(
    clippy::expect_used,
    reason = "a benchmark that cannot be set up stops and says why"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use divan::Bencher;
use http_body_util::BodyExt;
use jiff::civil::date;
use nonnuoc::analysis::illustration;
use nonnuoc::formats::shipped;
use nonnuoc::http::{AppState, router};
use nonnuoc::model::{Edit, Observation, Rhythm, Subject, seeds};
use nonnuoc::store::{Actor, SqliteKeyring, SqliteStore, Store, Transaction};
use tokio::runtime::Runtime;
use tower::ServiceExt;

fn main() {
    divan::main();
}

/// Nothing has changed since the last answer.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn again(bencher: Bencher) {
    let demo = Demo::new();
    let server = demo.server();
    demo.ask(&server);
    bencher.bench_local(|| demo.ask(&server));
}

/// Somebody's figure of an indicator that has a target was approved.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn after_a_figure(bencher: Bencher) {
    after_changing(bencher, "pci");
}

/// A figure was approved that many rates are divided by.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn after_a_denominator(bencher: Bencher) {
    after_changing(bencher, "population");
}

/// The server has just been started.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn after_a_start(bencher: Bencher) {
    let demo = Demo::new();
    bencher
        .with_inputs(|| demo.server())
        .bench_local_values(|server| demo.ask(&server));
}

/// One figure is stored and the next snapshot made.
#[divan::bench(sample_count = 50, sample_size = 1)]
fn commit_a_figure(bencher: Bencher) {
    let demo = Demo::new();
    bencher.bench_local(|| demo.change("pci"));
}

fn after_changing(bencher: Bencher, indicator: &str) {
    let demo = Demo::new();
    let server = demo.server();
    demo.ask(&server);
    bencher
        .with_inputs(|| demo.change(indicator))
        .bench_local_values(|()| demo.ask(&server));
}

/// The illustrative data in memory.
struct Demo {
    store: Arc<SqliteStore>,
    runtime: Runtime,
    changes: AtomicU32,
}

impl Demo {
    fn new() -> Self {
        let store = SqliteStore::in_memory().expect("a database in memory can be made");
        let programme = seeds::shipped().expect("the shipped programme is sound");
        let records = shipped::records().expect("the shipped data are sound");
        let edits = records.into_iter().chain(programme.records());
        keep(&store, edits.map(Edit::Put).collect());
        let figures = illustration::figures(&store.snapshot(), date(2026, 11, 23));
        keep(&store, figures.into_iter().map(Edit::from).collect());
        Self {
            store: Arc::new(store),
            runtime: Runtime::new().expect("a runtime can be made"),
            changes: AtomicU32::new(0),
        }
    }

    fn server(&self) -> Router {
        let keyring = SqliteKeyring::in_memory().expect("a keyring in memory can be made");
        let store = Arc::clone(&self.store) as Arc<dyn Store>;
        router(AppState::new(store, Arc::new(keyring), true))
    }

    /// Gives an approved figure of the indicator another value.
    fn change(&self, indicator: &str) {
        let id = indicator.parse().expect("the id is well-formed");
        let snapshot = self.store.snapshot();
        let newest = snapshot
            .figures()
            .of(&id)
            .filter(|figure| figure.is_approved())
            .filter(|figure| matches!(figure.key.subject, Subject::Province | Subject::Unit(_)))
            .filter(|figure| figure.key.period.rhythm() == Rhythm::Year)
            .max_by_key(|figure| figure.key.period)
            .expect("the indicator has figures");
        let mut changed: Observation = (**newest).clone();
        let more = self.changes.fetch_add(1, Ordering::Relaxed) % 50 + 1;
        changed.value = rust_decimal::Decimal::from(more).into();
        keep(&self.store, vec![changed.into()]);
    }

    fn ask(&self, server: &Router) -> Bytes {
        let request = Request::get("/api/dashboard")
            .body(Body::empty())
            .expect("the address is well-formed");
        self.runtime.block_on(async {
            let answer = server.clone().oneshot(request).await.expect("it answers");
            assert_eq!(answer.status(), StatusCode::OK);
            answer
                .into_body()
                .collect()
                .await
                .expect("it is whole")
                .to_bytes()
        })
    }
}

fn keep(store: &SqliteStore, edits: Vec<Edit>) {
    let transaction = Transaction {
        actor: Actor::command("bench"),
        reason: "benchmark".to_owned(),
        expected_version: None,
        edits,
    };
    store.commit(transaction).expect("the data can be stored");
}
