//! What every handler can reach.

use std::sync::Arc;

use jiff::civil::Date;

use super::tile_service::TileService;
use crate::config;
use crate::model::Snapshot;
use crate::store::Store;

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    store: Arc<dyn Store>,
    is_demo: bool,
    tiles: Arc<TileService>,
}

impl AppState {
    /// The state of a server on that store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, is_demo: bool) -> Self {
        Self {
            store,
            is_demo,
            tiles: Arc::default(),
        }
    }

    /// The newest data.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.store.snapshot()
    }

    /// The store, for writing.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The day that it is in the province.
    #[must_use]
    pub fn today(&self) -> Date {
        config::today()
    }

    /// The tiles of the newest data.
    pub(super) fn tiles(&self) -> &Arc<TileService> {
        &self.tiles
    }

    /// Whether the data are illustrative.
    #[must_use]
    pub fn is_demo(&self) -> bool {
        self.is_demo
    }
}
