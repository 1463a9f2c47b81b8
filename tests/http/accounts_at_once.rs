//! Changes of accounts that come in the same moment.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::{Method, StatusCode};
use nonnuoc::http::auth;
use nonnuoc::model::{Account, AccountName, AccountRole};
use nonnuoc::store::{
    Actor, Keyring, SqliteKeyring, SqliteStore, Store, StoreError, StoredSession,
};
use serde_json::{Value, json};

use crate::accounts::{Browser, CHOSEN, administrator};
use crate::support::{fresh_server_with_administrator, keep, server_with_keyring, shipped_store};

/// A keyring before whose next new password somebody else's change of an account is committed.
#[derive(Debug)]
struct Crossed {
    keyring: SqliteKeyring,
    store: Arc<SqliteStore>,
    meanwhile: Mutex<Option<Account>>,
}

impl Keyring for Crossed {
    fn password_hash(&self, account: &AccountName) -> Result<Option<String>, StoreError> {
        self.keyring.password_hash(account)
    }

    fn set_password_hash(&self, account: &AccountName, hash: &str) -> Result<(), StoreError> {
        if let Some(changed) = self.meanwhile.lock().unwrap().take() {
            keep(&self.store, vec![changed.into()]);
        }
        self.keyring.set_password_hash(account, hash)
    }

    fn delete_password_hash(&self, account: &AccountName) -> Result<(), StoreError> {
        self.keyring.delete_password_hash(account)
    }

    fn save_session(&self, session: &StoredSession) -> Result<(), StoreError> {
        self.keyring.save_session(session)
    }

    fn update_session(&self, session: &StoredSession) -> Result<bool, StoreError> {
        self.keyring.update_session(session)
    }

    fn session(&self, id: &str, now: i64) -> Result<Option<StoredSession>, StoreError> {
        self.keyring.session(id, now)
    }

    fn delete_session(&self, id: &str) -> Result<(), StoreError> {
        self.keyring.delete_session(id)
    }

    fn delete_ended_sessions(&self, now: i64) -> Result<usize, StoreError> {
        self.keyring.delete_ended_sessions(now)
    }
}

impl Crossed {
    fn hash(&self, name: &str) -> Option<String> {
        self.password_hash(&name.parse().unwrap()).unwrap()
    }

    fn account(&self, name: &str) -> Account {
        let snapshot = self.store.snapshot();
        (**snapshot.account(&name.parse().unwrap()).unwrap()).clone()
    }
}

/// A server on a keyring that can be crossed, its administrator, and an editor who is signed in, with the password.
async fn crossed_server() -> (Arc<Crossed>, Browser, Browser, String) {
    let store = shipped_store();
    let keyring = Arc::new(Crossed {
        keyring: SqliteKeyring::in_memory().unwrap(),
        store: Arc::clone(&store),
        meanwhile: Mutex::default(),
    });
    let first = auth::first_administrator(&store.snapshot(), "admin".parse().unwrap()).unwrap();
    let actor = Actor::command("test");
    let one_time = auth::keep_with_one_time_password(&*store, &*keyring, actor, first).unwrap();
    let server = server_with_keyring(&store, Arc::clone(&keyring) as Arc<dyn Keyring>);
    let mut admin = administrator(&server, &one_time).await;
    let password = make(&mut admin, "editor", "editor").await;
    let mut editor = Browser::new(&server);
    let signed_in = editor.sign_in("editor", &password).await;
    assert_eq!(signed_in.status, StatusCode::OK);
    (keyring, admin, editor, password)
}

fn form(name: &str, role: &str) -> Value {
    json!({ "name": name, "display_name": name, "role": role })
}

async fn make(admin: &mut Browser, name: &str, role: &str) -> String {
    let made = admin
        .ask(Method::POST, "/api/accounts", Some(form(name, role)))
        .await;
    assert_eq!(made.status, StatusCode::CREATED);
    made.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned()
}

async fn change(admin: &mut Browser, name: &str, form: Value) -> StatusCode {
    let address = format!("/api/accounts/{name}");
    admin.ask(Method::PUT, &address, Some(form)).await.status
}

#[tokio::test]
async fn an_account_that_is_closed_while_its_password_changes_stays_closed_with_the_old_one() {
    let (keyring, _, mut editor, password) = crossed_server().await;
    let before = keyring.hash("editor");
    *keyring.meanwhile.lock().unwrap() = Some(Account {
        is_active: false,
        ..keyring.account("editor")
    });
    let refused = editor.change_password(&password, CHOSEN).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    let kept = keyring.account("editor");
    assert!(
        !kept.is_active,
        "the change of the password opened it again"
    );
    assert!(kept.must_change_password);
    assert_eq!(keyring.hash("editor"), before);
}

#[tokio::test]
async fn a_role_that_is_taken_away_while_the_password_changes_stays_away() {
    let (keyring, _, mut editor, password) = crossed_server().await;
    *keyring.meanwhile.lock().unwrap() = Some(Account {
        role: AccountRole::Viewer,
        ..keyring.account("editor")
    });
    let changed = editor.change_password(&password, CHOSEN).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.json()["account"]["role"], "viewer");
    let kept = keyring.account("editor");
    assert_eq!(
        (kept.role, kept.must_change_password),
        (AccountRole::Viewer, false)
    );
}

#[tokio::test]
async fn a_password_that_was_reset_meanwhile_is_not_replaced_by_its_owners() {
    let (keyring, mut admin, mut editor, password) = crossed_server().await;
    *keyring.meanwhile.lock().unwrap() = Some(Account {
        password_set_at: jiff::Timestamp::now(),
        ..keyring.account("editor")
    });
    let refused = editor.change_password(&password, CHOSEN).await;
    assert_eq!(refused.json()["error"]["code"], "changed_meanwhile");
    assert!(keyring.account("editor").must_change_password);
    let mut again = admin.clone();
    let reset = admin
        .ask(Method::POST, "/api/accounts/editor/reset", None)
        .await;
    let one_time = reset.json()["one_time_password"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        again.sign_in("editor", &one_time).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_reset_keeps_what_another_administrator_changed_meanwhile() {
    let (keyring, mut admin, ..) = crossed_server().await;
    *keyring.meanwhile.lock().unwrap() = Some(Account {
        is_active: false,
        ..keyring.account("editor")
    });
    let reset = admin
        .ask(Method::POST, "/api/accounts/editor/reset", None)
        .await;
    assert_eq!(reset.json()["account"]["is_active"], false);
    assert!(!keyring.account("editor").is_active);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_of_many_accounts_of_one_name_is_made_and_its_password_is_right() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let admin = administrator(&server, &one_time).await;
    let before = store.snapshot().version();
    let asked: Vec<_> = (0..4)
        .map(|_| {
            let mut admin = admin.clone();
            tokio::spawn(async move {
                let form = Some(form("twin", "editor"));
                admin.ask(Method::POST, "/api/accounts", form).await
            })
        })
        .collect();
    let mut made = Vec::new();
    for answer in asked {
        let answer = answer.await.unwrap();
        if answer.status == StatusCode::CREATED {
            made.push(answer.json()["one_time_password"].clone());
        } else {
            assert_eq!(answer.json()["error"]["code"], "account_exists");
        }
    }
    assert_eq!(made.len(), 1);
    assert_eq!(store.snapshot().version(), before + 1);
    let password = made[0].as_str().unwrap();
    let signed_in = Browser::new(&server).sign_in("twin", password).await;
    assert_eq!(signed_in.status, StatusCode::OK);
}

/// A second administrator with a password of its own.
async fn second_administrator(server: &Router, admin: &mut Browser, name: &str) -> Browser {
    let one_time = make(admin, name, "administrator").await;
    let mut second = Browser::new(server);
    second.sign_in(name, &one_time).await;
    second.change_password(&one_time, CHOSEN).await;
    second
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_administrators_who_demote_each_other_one_is_left() {
    let (server, store, one_time) = fresh_server_with_administrator();
    let mut first = administrator(&server, &one_time).await;
    let mut second = second_administrator(&server, &mut first, "second").await;
    let viewer = |name: &str| form(name, "viewer");
    let (by_first, by_second) = (viewer("second"), viewer("admin"));
    let one = tokio::spawn(async move { change(&mut first, "second", by_first).await });
    let other = tokio::spawn(async move { change(&mut second, "admin", by_second).await });
    let statuses = [one.await.unwrap(), other.await.unwrap()];
    let kept = statuses.iter().filter(|status| **status == StatusCode::OK);
    assert_eq!(kept.count(), 1, "{statuses:?}");
    let snapshot = store.snapshot();
    let rule = snapshot
        .accounts()
        .filter(|account| account.role == AccountRole::Administrator);
    assert_eq!(rule.count(), 1);
}
