//! Over a real socket: a client that closes its connection stops the work, and gives its turn away when it waits.

use std::net::SocketAddr;
use std::time::Duration;

use nonnuoc::http::{AppState, HeavyWork, router};
use nonnuoc::model::PlaceKind;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::support::{keyring, shipped_store};

/// A server on a port of its own, and its state to look into.
pub(crate) async fn listening() -> (SocketAddr, AppState) {
    let state = AppState::new(shipped_store(), keyring(), false);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = router(state.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, state)
}

/// A question that takes far longer than these tests: every corridor at twelve widths, and a curve to 100 km.
fn long_question(state: &AppState) -> String {
    let snapshot = state.snapshot();
    let corridors = snapshot.places().of_kind(PlaceKind::Corridor);
    let ids: Vec<_> = corridors.map(|corridor| corridor.id.clone()).collect();
    let widths: Vec<u32> = (1..=12).collect();
    json!({"corridors": ids, "widths_km": widths, "curve_to_km": 100}).to_string()
}

async fn ask(server: SocketAddr, accept: &str, question: &str) -> TcpStream {
    post(server, "/api/coverage", accept, question).await
}

pub(crate) async fn post(
    server: SocketAddr,
    address: &str,
    accept: &str,
    question: &str,
) -> TcpStream {
    let mut socket = TcpStream::connect(server).await.unwrap();
    let head = format!(
        "POST {address} HTTP/1.1\r\nHost: {server}\r\nContent-Type: application/json\r\nAccept: {accept}\r\n\
         Content-Length: {}\r\n\r\n",
        question.len()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    socket.write_all(question.as_bytes()).await.unwrap();
    socket
}

/// Waits until the server is so; a minute at most, which is far more than it needs.
pub(crate) async fn until(state: &AppState, is_so: impl Fn(HeavyWork) -> bool) {
    let waiting = async {
        while !is_so(state.heavy_work()) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    let ended = tokio::time::timeout(Duration::from_mins(1), waiting).await;
    assert!(
        ended.is_ok(),
        "the server stayed at {:?}",
        state.heavy_work()
    );
}

/// Long questions at every place; the one that found none has left.
pub(crate) async fn at_every_place(server: SocketAddr, state: &AppState) -> Vec<TcpStream> {
    let question = long_question(state);
    let mut sockets = Vec::new();
    while state.heavy_work().waiting == 0 {
        sockets.push(ask(server, "application/json", &question).await);
        let before = sockets.len();
        until(state, |work| work.running + work.waiting == before).await;
    }
    let places = sockets.len() - 1;
    assert!((2..=8).contains(&places), "{places} at once");
    assert_eq!(state.heavy_work().running, places);
    drop(sockets.pop());
    until(state, |work| work.waiting == 0).await;
    sockets
}

#[tokio::test]
async fn who_leaves_while_waiting_for_plain_json_stops_the_work() {
    let (server, state) = listening().await;
    let socket = ask(server, "application/json", &long_question(&state)).await;
    until(&state, |work| work.running == 1).await;
    assert_eq!(state.heavy_work().stopped, 0);
    drop(socket);
    until(&state, |work| work.running == 0).await;
    assert_eq!(
        state.heavy_work().stopped,
        1,
        "it was stopped, it did not end"
    );
}

#[tokio::test]
async fn who_leaves_a_stream_of_events_stops_the_work() {
    let (server, state) = listening().await;
    let mut socket = ask(server, "text/event-stream", &long_question(&state)).await;
    let mut read = Vec::new();
    while !String::from_utf8_lossy(&read).contains("event: progress") {
        let count = socket.read_buf(&mut read).await.unwrap();
        assert!(count > 0, "{}", String::from_utf8_lossy(&read));
    }
    assert_eq!(state.heavy_work().running, 1);
    drop(socket);
    until(&state, |work| work.running == 0).await;
    assert_eq!(state.heavy_work().stopped, 1);
}

#[tokio::test]
async fn who_leaves_while_waiting_for_a_place_gives_the_turn_away() {
    let (server, state) = listening().await;
    let sockets = at_every_place(server, &state).await;
    let places = sockets.len();
    assert_eq!(
        (state.heavy_work().running, state.heavy_work().stopped),
        (places, 0)
    );
    drop(sockets);
    until(&state, |work| work.running == 0).await;
    assert_eq!(state.heavy_work().stopped, places as u64);
}
