//! A server on the shipped data, in memory.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use axum::{Router, http};
use http_body_util::BodyExt;
use nonnuoc::analysis::illustration::{self, inputs};
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::http::{AppState, auth, router};
use nonnuoc::model::{Edit, Snapshot, seeds};
use nonnuoc::store::{Actor, Keyring, SqliteKeyring, SqliteStore, Store, Transaction};
use serde_json::Value;
use tower::ServiceExt;

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }
}

/// A store of its own, holding what ships.
pub(crate) fn shipped_store() -> Arc<SqliteStore> {
    let store = SqliteStore::in_memory().unwrap();
    store
        .commit(Transaction {
            actor: Actor::command("test"),
            reason: "Load the shipped data".to_owned(),
            expected_version: None,
            edits: shipped::records()
                .unwrap()
                .into_iter()
                .chain(seeds::shipped().unwrap().records())
                .map(Edit::Put)
                .collect(),
        })
        .unwrap();
    Arc::new(store)
}

/// Adds the illustrative layers of a day to a store.
pub(crate) fn illustrate(store: &SqliteStore, on: jiff::civil::Date) {
    let shipped = store.snapshot();
    let map = UnitMap::new(&shipped, on);
    let edits = inputs::layers(&shipped, &map).into_iter().map(Edit::Put);
    keep(store, edits.collect());
}

/// Commits edits.
pub(crate) fn keep(store: &SqliteStore, edits: Vec<Edit>) {
    let transaction = Transaction {
        actor: Actor::command("test"),
        reason: "Prepare a test".to_owned(),
        expected_version: None,
        edits,
    };
    store.commit(transaction).unwrap();
}

/// A server on a store of its own, for tests that write.
pub(crate) fn fresh_server() -> (Router, Arc<SqliteStore>) {
    let store = shipped_store();
    (router(state(&store, keyring())), store)
}

/// A server on a store of its own with its first administrator, and the one-time password to `admin`.
pub(crate) fn fresh_server_with_administrator() -> (Router, Arc<SqliteStore>, String) {
    fresh_server_with_administrator_in(keyring())
}

/// As above, with passwords and sessions in that keyring.
pub(crate) fn fresh_server_with_administrator_in(
    keyring: Arc<SqliteKeyring>,
) -> (Router, Arc<SqliteStore>, String) {
    let store = shipped_store();
    let account = auth::first_administrator(&store.snapshot(), "admin".parse().unwrap()).unwrap();
    let actor = Actor::command("test");
    let password = auth::keep_with_one_time_password(&*store, &*keyring, actor, account).unwrap();
    (router(state(&store, keyring)), store, password)
}

/// A server on that store.
pub(crate) fn server_on(store: &Arc<SqliteStore>) -> Router {
    router(state(store, keyring()))
}

/// A server on that store and keyring.
pub(crate) fn server_with_keyring(store: &Arc<SqliteStore>, keyring: Arc<dyn Keyring>) -> Router {
    router(state(store, keyring))
}

pub(crate) fn keyring() -> Arc<SqliteKeyring> {
    Arc::new(SqliteKeyring::in_memory().unwrap())
}

fn state(store: &Arc<SqliteStore>, keyring: Arc<dyn Keyring>) -> AppState {
    AppState::new(Arc::clone(store) as Arc<dyn Store>, keyring, false)
}

/// The server that tests which only read share.
pub(crate) fn server() -> Router {
    shared().0.clone()
}

/// The data of the shared server.
pub(crate) fn snapshot() -> Arc<Snapshot> {
    shared().1.snapshot()
}

fn shared() -> &'static (Router, Arc<SqliteStore>) {
    static SHARED: OnceLock<(Router, Arc<SqliteStore>)> = OnceLock::new();
    SHARED.get_or_init(|| {
        let store = shipped_store();
        (router(state(&store, keyring())), store)
    })
}

/// A server that tests which only read share, on the shipped data with illustrative figures.
pub(crate) fn illustrated_server() -> Router {
    static SHARED: OnceLock<Router> = OnceLock::new();
    SHARED
        .get_or_init(|| {
            let store = shipped_store();
            let today = jiff::civil::date(2026, 11, 23);
            let figures = illustration::figures(&store.snapshot(), today);
            store
                .commit(Transaction {
                    actor: Actor::command("test"),
                    reason: "Fill the screens".to_owned(),
                    expected_version: None,
                    edits: figures.into_iter().map(Into::into).collect(),
                })
                .unwrap();
            server_on(&store)
        })
        .clone()
}

/// Sends the request to the server.
pub(crate) async fn send(server: Router, request: Request<Body>) -> Answer {
    let response = server.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    Answer {
        status: parts.status,
        headers: parts.headers,
        body,
    }
}

/// Asks the shared server for an address.
pub(crate) async fn get(address: &str) -> Answer {
    send(
        server(),
        http::Request::get(address).body(Body::empty()).unwrap(),
    )
    .await
}

/// Asks a server for an address that must answer, and reads its JSON.
pub(crate) async fn ask_json(server: &Router, address: &str) -> Value {
    let request = http::Request::get(address).body(Body::empty()).unwrap();
    let answer = send(server.clone(), request).await;
    let text = String::from_utf8_lossy(&answer.body);
    assert_eq!(answer.status, StatusCode::OK, "{address}: {text}");
    answer.json()
}

/// Asks the shared server for an address that must answer, and reads its JSON.
pub(crate) async fn get_json(address: &str) -> Value {
    ask_json(&server(), address).await
}

/// Asks for an address that must be refused; the status and the error's code and message.
pub(crate) async fn refused(address: &str) -> (StatusCode, String, String) {
    let answer = get(address).await;
    let error = &answer.json()["error"];
    let text = |field: &str| error[field].as_str().unwrap().to_owned();
    assert!(!text("remedy").is_empty(), "{address}");
    (answer.status, text("code"), text("message"))
}
