use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use axum::http::{Method, Request, StatusCode};
use nonnuoc::store::{Keyring, StoredSession};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{
    Answer, fresh_server_with_administrator, fresh_server_with_administrator_in, keyring, send,
};

/// A browser of one person: it keeps the session's cookie.
#[derive(Clone)]
pub(crate) struct Browser {
    server: Router,
    cookie: Option<String>,
}

impl Browser {
    pub(crate) fn new(server: &Router) -> Self {
        Self {
            server: server.clone(),
            cookie: None,
        }
    }

    /// The session's cookie, as a request sends it.
    pub(crate) fn cookie(&self) -> String {
        self.cookie.clone().unwrap_or_default()
    }

    pub(crate) async fn ask(
        &mut self,
        method: Method,
        address: &str,
        body: Option<Value>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        if let Some(cookie) = &self.cookie {
            request = request.header(COOKIE, cookie);
        }
        let request = match body {
            Some(json) => request
                .header(CONTENT_TYPE, "application/json")
                .body(Body::from(json.to_string())),
            None => request.body(Body::empty()),
        };
        let answer = send(self.server.clone(), request.unwrap()).await;
        if let Some(cookie) = answer.headers.get(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let is_closed = cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax");
            let is_taken_back = cookie.contains("Max-Age=0");
            assert!(is_closed || is_taken_back, "{cookie}");
            self.cookie = cookie.split(';').next().map(str::to_owned);
        }
        answer
    }

    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let credentials = json!({ "name": name, "password": password });
        self.ask(Method::POST, "/api/session", Some(credentials))
            .await
    }

    pub(crate) async fn change_password(&mut self, old: &str, new: &str) -> Answer {
        let change = json!({ "old": old, "new": new });
        self.ask(Method::PUT, "/api/session/password", Some(change))
            .await
    }
}

pub(crate) const CHOSEN: &str = "một mật khẩu đủ dài";

pub(crate) async fn administrator(server: &Router, one_time: &str) -> Browser {
    let mut browser = Browser::new(server);
    assert_eq!(
        browser.sign_in("admin", one_time).await.status,
        StatusCode::OK
    );
    assert_eq!(
        browser.change_password(one_time, CHOSEN).await.status,
        StatusCode::OK
    );
    browser
}

#[tokio::test]
async fn the_first_administrator_must_change_the_one_time_password() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut browser = Browser::new(&server);
    let me = browser.sign_in("admin", &one_time).await;
    assert_eq!(me.json()["account"]["must_change_password"], true);
    let refused = browser.ask(Method::GET, "/api/accounts", None).await;
    assert_eq!(refused.json()["error"]["code"], "password_must_change");
    let short = browser.change_password(&one_time, "ngắn").await;
    assert_eq!(short.json()["error"]["code"], "weak_password");
    assert_eq!(
        browser.change_password(&one_time, CHOSEN).await.status,
        StatusCode::OK
    );
    assert_eq!(
        browser.ask(Method::GET, "/api/accounts", None).await.status,
        StatusCode::OK
    );
    let old = Browser::new(&server).sign_in("admin", &one_time).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut browser = administrator(&server, &one_time).await;
    let kept = browser.cookie.clone();
    assert_eq!(
        browser
            .ask(Method::DELETE, "/api/session", None)
            .await
            .status,
        StatusCode::NO_CONTENT
    );
    browser.cookie = kept;
    let me = browser.ask(Method::GET, "/api/session", None).await;
    assert!(me.json()["account"].is_null());
}

#[tokio::test]
async fn a_session_in_use_outlasts_its_eight_hours() {
    let keyring = keyring();
    let (server, _, one_time) = fresh_server_with_administrator_in(Arc::clone(&keyring));
    let mut browser = administrator(&server, &one_time).await;
    let (_, id) = browser
        .cookie()
        .split_once('=')
        .map(|(name, id)| (name.to_owned(), id.to_owned()))
        .unwrap();
    let id = hex::encode(Sha256::digest(id));
    let now = jiff::Timestamp::now();
    let kept = keyring.session(&id, now.as_second()).unwrap().unwrap();
    let mut data: Value = serde_json::from_str(&kept.data).unwrap();
    data["renewed_at"] = (now - jiff::SignedDuration::from_mins(11))
        .to_string()
        .into();
    let near_its_end = StoredSession {
        data: data.to_string(),
        expires_at: now.as_second() + 60,
        ..kept
    };
    keyring.save_session(&near_its_end).unwrap();

    let answer = browser.ask(Method::GET, "/api/session", None).await;
    assert!(answer.json()["account"].is_object());
    let cookie = answer.headers[SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("Max-Age=28800"), "{cookie}");
    let in_seven_hours = now.as_second() + 7 * 3600;
    let renewed = keyring.session(&id, in_seven_hours).unwrap();
    assert!(renewed.is_some(), "the session ends with the working day");
    let answer = browser.ask(Method::GET, "/api/session", None).await;
    assert!(
        !answer.headers.contains_key(SET_COOKIE),
        "renewed each time"
    );
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut elsewhere = administrator(&server, &one_time).await;
    let mut here = Browser::new(&server);
    here.sign_in("admin", CHOSEN).await;
    assert_eq!(
        here.change_password(CHOSEN, "một mật khẩu khác hẳn")
            .await
            .status,
        StatusCode::OK
    );
    assert!(here.ask(Method::GET, "/api/session", None).await.json()["account"].is_object());
    assert!(
        elsewhere
            .ask(Method::GET, "/api/session", None)
            .await
            .json()["account"]
            .is_null()
    );
}

#[tokio::test]
async fn an_administrator_makes_binds_resets_and_closes_accounts() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let form = json!({ "name": "thuc-phan", "display_name": "Phường Thục Phán", "role": "editor",
        "units": ["01273"] });
    let made = admin
        .ask(Method::POST, "/api/accounts", Some(form.clone()))
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    let password = made.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned();
    let twice = admin.ask(Method::POST, "/api/accounts", Some(form)).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);

    let mut editor = Browser::new(&server);
    assert_eq!(
        editor.sign_in("thuc-phan", &password).await.status,
        StatusCode::OK
    );
    editor.change_password(&password, CHOSEN).await;
    let refused = editor.ask(Method::GET, "/api/accounts", None).await;
    assert_eq!(
        (refused.status, refused.json()["error"]["code"].as_str()),
        (StatusCode::FORBIDDEN, Some("not_allowed"))
    );

    let closed =
        json!({ "display_name": "Phường Thục Phán", "role": "editor", "is_active": false });
    admin
        .ask(Method::PUT, "/api/accounts/thuc-phan", Some(closed))
        .await;
    assert!(editor.ask(Method::GET, "/api/session", None).await.json()["account"].is_null());
    assert_eq!(
        editor.sign_in("thuc-phan", CHOSEN).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn the_last_administrator_stays_one() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let demoted = json!({ "display_name": "Quản trị", "role": "viewer" });
    let refused = admin
        .ask(Method::PUT, "/api/accounts/admin", Some(demoted))
        .await;
    assert_eq!(refused.json()["error"]["code"], "last_administrator");
}

#[tokio::test]
async fn an_account_bound_to_nothing_that_exists_is_refused() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let form =
        json!({ "name": "nowhere", "display_name": "?", "role": "editor", "units": ["99999"] });
    let refused = admin.ask(Method::POST, "/api/accounts", Some(form)).await;
    assert_eq!(refused.json()["error"]["message"], "there is no unit 99999");
}

#[tokio::test]
async fn the_sixth_wrong_password_must_wait_and_the_right_one_too() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut browser = Browser::new(&server);
    for _ in 0..5 {
        assert_eq!(
            browser.sign_in("admin", "wrong").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let waiting = browser.sign_in("admin", &one_time).await;
    assert_eq!(waiting.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_wrong_passwords_at_once_no_more_are_looked_at_than_one_after_the_other() {
    let (server, _, _) = fresh_server_with_administrator();
    let tries: Vec<_> = (0..24)
        .map(|number| {
            let mut browser = Browser::new(&server);
            tokio::spawn(async move { browser.sign_in("admin", &format!("{number}")).await.status })
        })
        .collect();
    let mut looked_at = 0;
    for one in tries {
        match one.await.unwrap() {
            StatusCode::UNAUTHORIZED => looked_at += 1,
            status => assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
        }
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn a_new_one_time_password_lets_in_who_had_to_wait() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let mut admin = administrator(&server, &one_time).await;
    let form = json!({ "name": "editor", "display_name": "?", "role": "editor" });
    admin.ask(Method::POST, "/api/accounts", Some(form)).await;
    let mut editor = Browser::new(&server);
    for _ in 0..5 {
        editor.sign_in("editor", "wrong").await;
    }
    let reset = admin
        .ask(Method::POST, "/api/accounts/editor/reset", None)
        .await;
    let password = reset.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned();
    let signed_in = editor.sign_in("editor", &password).await;
    assert_eq!(signed_in.status, StatusCode::OK);
}

#[tokio::test]
async fn wrong_passwords_from_elsewhere_lock_nobody_out_whatever_their_headers_say() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let sign_in = |from: &str, told: &str, password: &str| {
        let credentials = json!({ "name": "admin", "password": password });
        let mut request = Request::post("/api/session")
            .header(CONTENT_TYPE, "application/json")
            .header("x-forwarded-for", told)
            .body(Body::from(credentials.to_string()))
            .unwrap();
        let address: SocketAddr = from.parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        let server = server.clone();
        async move { send(server, request).await.status }
    };
    for port in 1..=5 {
        let (from, told) = (format!("203.0.113.9:{port}"), format!("192.0.2.{port}"));
        let status = sign_in(&from, &told, "wrong").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
    }
    let status = sign_in("203.0.113.9:6", "192.0.2.77", &one_time).await;
    assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
    let status = sign_in("192.0.2.1:5", "203.0.113.9", &one_time).await;
    assert_eq!(status, StatusCode::OK);
}

#[tokio::test]
async fn a_request_from_another_site_is_refused() {
    let (server, _, one_time) = fresh_server_with_administrator();
    let credentials = json!({ "name": "admin", "password": one_time });
    let request = Request::post("/api/session")
        .header("host", "planning.example")
        .header("origin", "https://elsewhere.example")
        .header("sec-fetch-site", "cross-site")
        .header(CONTENT_TYPE, "application/json")
        .body(Body::from(credentials.to_string()))
        .unwrap();
    let answer = send(server, request).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json()["error"]["code"], "other_site");
}

#[tokio::test]
async fn no_password_and_no_hash_reaches_the_log() {
    use nonnuoc::store::{AuditQuery, Store};

    let (server, store, one_time) = fresh_server_with_administrator();
    administrator(&server, &one_time).await;
    let log = store.audit(&AuditQuery::default()).unwrap();
    let text = format!("{log:?}");
    assert!(text.contains("admin"));
    assert!(!text.contains("argon2") && !text.contains(&one_time));
}
