//! What every handler can reach.

use std::sync::Arc;

use jiff::civil::Date;

use super::tile_service::TileService;
use crate::analysis::unit_map::{UnitMap, UnitMaps};
use crate::config;
use crate::model::Snapshot;
use crate::store::Store;

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    store: Arc<dyn Store>,
    is_demo: bool,
    tiles: Arc<TileService>,
    unit_maps: Arc<UnitMaps>,
}

impl AppState {
    /// The state of a server on that store.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, is_demo: bool) -> Self {
        Self {
            store,
            is_demo,
            tiles: Arc::default(),
            unit_maps: Arc::default(),
        }
    }

    /// The newest data.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.store.snapshot()
    }

    /// The units of a day, prepared for spatial questions.
    #[must_use]
    pub fn unit_map(&self, snapshot: &Snapshot, on: Date) -> Arc<UnitMap> {
        self.unit_maps.get(snapshot, on)
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
