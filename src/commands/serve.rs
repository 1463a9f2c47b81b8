//! `nonnuoc serve`: serves the viewer and the API.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use jiff::Timestamp;
use tokio::net::TcpListener;

use super::seed;
use crate::config::{self, DataFolder, ServeSettings};
use crate::formats::worker::Reader;
use crate::http::layer_uploads::{self, LayerUploads};
use crate::http::{self, AppState, auth};
use crate::store::{Actor, Keyring, SqliteKeyring, SqliteStore, Store};

/// How often the server looks whether another process has changed the data.
const REFRESH: Duration = Duration::from_secs(2);

const EXAMPLES: &str = "Examples:
  nonnuoc serve --demo                                 with illustrative figures, kept apart in data/demo
  nonnuoc serve --data /srv/nonnuoc --listen 0.0.0.0:8080 --public-url https://map.example.org";

/// What the command understands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Where to listen. Only this machine can reach the default.
    #[arg(long, env = "NONNUOC_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// People reach this server over HTTPS only (a proxy in front of it): keep the session's cookie to it.
    #[arg(long, env = "NONNUOC_HTTPS")]
    https: bool,
    /// The address under which people reach this server, such as https://ban-do.caobang.gov.vn; if none is
    /// given, what the proxy in front says (Forwarded, X-Forwarded-Proto, X-Forwarded-Host) or the client.
    #[arg(long, env = "NONNUOC_PUBLIC_URL", value_name = "URL", value_parser = web_address)]
    public_url: Option<String>,
    /// Fill the screens with illustrative figures, kept apart in a folder `demo` of the data folder.
    #[arg(long, env = "NONNUOC_DEMO")]
    demo: bool,
}

fn web_address(text: &str) -> Result<String, String> {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['"', '<', '>', ' ', '?', '#']) => {
            Ok(text.to_owned())
        }
        _ => Err("write a web address such as https://ban-do.caobang.gov.vn".to_owned()),
    }
}

/// Runs the command.
pub(super) fn run(data: &Path, arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let data = if arguments.demo {
        DataFolder::demo(data.to_owned())
    } else {
        DataFolder::new(data.to_owned())
    };
    let settings = ServeSettings {
        data,
        listen: arguments.listen,
        is_https: arguments.https,
        public_url: arguments.public_url.clone(),
    };
    let store = SqliteStore::open(&settings.data.path())?;
    if store.snapshot().version() == 0 {
        let committed = seed::load_shipped(&store)?;
        tracing::info!(records = committed.changed, "loaded the shipped data");
        if settings.data.is_demo() {
            let committed = seed::load_illustration(&store, config::today())?;
            tracing::info!(records = committed.changed, "loaded illustrative figures");
        }
    }
    let keyring = SqliteKeyring::open(&settings.data.path())?;
    make_first_administrator(&store, &keyring)?;
    tokio::runtime::Runtime::new()
        .context("the asynchronous runtime could not start")?
        .block_on(serve(settings, Arc::new(store), Arc::new(keyring)))?;
    Ok(ExitCode::SUCCESS)
}

/// At the first start an account is made to make the others with.
fn make_first_administrator(store: &dyn Store, keyring: &dyn Keyring) -> anyhow::Result<()> {
    let name = "admin".parse()?;
    let Some(account) = auth::first_administrator(&store.snapshot(), name) else {
        return Ok(());
    };
    let name = account.name.clone();
    let actor = Actor::command("serve");
    let password = auth::keep_with_one_time_password(store, keyring, actor, account)?;
    tracing::info!("sign in as {name} with the one-time password {password} and change it");
    Ok(())
}

async fn serve(
    settings: ServeSettings,
    store: Arc<dyn Store>,
    keyring: Arc<dyn Keyring>,
) -> anyhow::Result<()> {
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!(
            "cannot listen on {}; is another server there?",
            settings.listen
        )
    })?;
    let address = listener.local_addr()?;
    let version = store.snapshot().version();
    tokio::spawn(follow(Arc::clone(&store)));
    tokio::spawn(forget_ended_sessions(Arc::clone(&keyring)));
    tokio::spawn(keep_metrics_small());
    let uploads = settings.data.path().join("uploads");
    let reader = Reader::of_this_program(layer_uploads::LIMITS)?;
    let state =
        AppState::new(store, keyring, settings.data.is_demo()).keeping_uploads(uploads, reader);
    tokio::spawn(forget_expired_uploads(Arc::clone(state.layer_uploads())));
    let state = if settings.is_https {
        state.behind_https()
    } else {
        state
    };
    let state = match &settings.public_url {
        Some(url) => state.reached_at(url),
        None => state,
    };
    let router = http::router(state);
    tracing::info!(%address, version, demo = settings.data.is_demo(), "serving at http://{address}");
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, router)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .context("the server stopped")?;
    tracing::info!("stopped; everything acknowledged is on disk");
    Ok(())
}

/// Takes over, time and again, what other processes commit (`nonnuoc import` beside a running server).
async fn follow(store: Arc<dyn Store>) {
    let mut clock = tokio::time::interval(REFRESH);
    loop {
        clock.tick().await;
        let store = Arc::clone(&store);
        let before = store.snapshot().version();
        match tokio::task::spawn_blocking(move || store.refresh()).await {
            Ok(Ok(snapshot)) if snapshot.version() != before => {
                tracing::info!(
                    version = snapshot.version(),
                    "took over changes of another process"
                );
            }
            Ok(Ok(_)) => {}
            Ok(Err(error)) => tracing::error!(%error, "could not look for changes"),
            Err(error) => tracing::error!(%error, "could not look for changes"),
        }
    }
}

/// Forgets, every hour, the sessions that have ended.
async fn forget_ended_sessions(keyring: Arc<dyn Keyring>) {
    let mut clock = tokio::time::interval(Duration::from_hours(1));
    loop {
        clock.tick().await;
        let keyring = Arc::clone(&keyring);
        let now = Timestamp::now().as_second();
        match tokio::task::spawn_blocking(move || keyring.delete_ended_sessions(now)).await {
            Ok(Ok(count)) => tracing::debug!(count, "forgot sessions that had ended"),
            Ok(Err(error)) => tracing::error!(%error, "could not forget ended sessions"),
            Err(error) => tracing::error!(%error, "could not forget ended sessions"),
        }
    }
}

/// Folds, every few seconds, the times of requests into the metrics.
async fn keep_metrics_small() {
    let mut clock = tokio::time::interval(Duration::from_secs(5));
    loop {
        clock.tick().await;
        http::fold_metrics();
    }
}

/// Removes, every ten minutes, the uploaded files whose time is over.
async fn forget_expired_uploads(uploads: Arc<LayerUploads>) {
    let mut clock = tokio::time::interval(Duration::from_mins(10));
    loop {
        clock.tick().await;
        uploads.forget_expired(Timestamp::now());
    }
}

/// Ends on Ctrl C or on SIGTERM.
async fn asked_to_stop() {
    let interrupted = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot listen for Ctrl C");
            std::future::pending::<()>().await;
        }
    };
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::error!(%error, "cannot listen for SIGTERM");
                std::future::pending::<()>().await;
            }
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}
