//! `nonnuoc serve`: serves the viewer and the API.

use std::net::SocketAddr;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use clap::Args;
use tokio::net::TcpListener;

use super::{open_store, seed};
use crate::config::{self, DataFolder, ServeSettings};
use crate::http::{self, AppState};
use crate::store::Store;

/// How often the server looks whether another process has changed the data.
const REFRESH: Duration = Duration::from_secs(2);

/// What the command understands.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Where to listen. Only this machine can reach the default.
    #[arg(long, env = "NONNUOC_LISTEN", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Fill the screens with illustrative figures, kept apart in a folder `demo` of the data folder.
    #[arg(long, env = "NONNUOC_DEMO")]
    demo: bool,
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
    };
    let store = open_store(&settings.data)?;
    if store.snapshot().version() == 0 {
        let committed = seed::load_shipped(&store)?;
        tracing::info!(records = committed.changed, "loaded the shipped data");
        if settings.data.is_demo() {
            let committed = seed::load_illustration(&store, config::today())?;
            tracing::info!(records = committed.changed, "loaded illustrative figures");
        }
    }
    tokio::runtime::Runtime::new()
        .context("the asynchronous runtime could not start")?
        .block_on(serve(settings, Arc::new(store)))?;
    Ok(ExitCode::SUCCESS)
}

async fn serve(settings: ServeSettings, store: Arc<dyn Store>) -> anyhow::Result<()> {
    let listener = TcpListener::bind(settings.listen).await.with_context(|| {
        format!(
            "cannot listen on {}; is another server there?",
            settings.listen
        )
    })?;
    let address = listener.local_addr()?;
    let version = store.snapshot().version();
    tokio::spawn(follow(Arc::clone(&store)));
    let router = http::router(AppState::new(store, settings.data.is_demo()));
    tracing::info!(%address, version, demo = settings.data.is_demo(), "serving at http://{address}");
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
