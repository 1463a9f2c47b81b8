//! What every handler can reach.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use tokio::sync::Mutex;

use super::admission::{Admission, HeavyWork};
use super::auth::{Hashing, Throttle};
use super::dashboard::Dashboards;
use super::layer_uploads::{self, LayerUploads};
use super::thumbnails::LastPictures;
use super::tile_service::TileService;
use crate::analysis::access::TravelMemory;
use crate::analysis::reading::{Memories, Memory};
use crate::analysis::unit_map::{UnitMap, UnitMaps};
use crate::config;
use crate::formats::worker::Reader;
use crate::model::Snapshot;
use crate::store::{Keyring, Store};

/// Uploaded files in a folder of this process under the system's temporary one, read by a child of this program.
fn no_uploads_yet() -> LayerUploads {
    let name = format!(
        "nonnuoc-uploads-{}-{:x}",
        std::process::id(),
        rand::random::<u64>()
    );
    let reader = Reader::of_this_program(layer_uploads::LIMITS).unwrap_or_else(|error| {
        tracing::error!(%error, "the system does not say where this program is; uploads cannot be read");
        Reader::new(PathBuf::from("nonnuoc"), layer_uploads::LIMITS)
    });
    LayerUploads::new(std::env::temp_dir().join(name), reader)
}

/// What every handler can reach; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    store: Arc<dyn Store>,
    keyring: Arc<dyn Keyring>,
    throttle: Arc<Throttle>,
    hashing: Arc<Hashing>,
    is_demo: bool,
    is_secure: bool,
    public_url: Option<Arc<str>>,
    tiles: Arc<TileService>,
    unit_maps: Arc<UnitMaps>,
    memories: Arc<Memories>,
    travels: Arc<TravelMemory>,
    dashboards: Arc<Dashboards>,
    last_pictures: Arc<LastPictures>,
    admission: Arc<Admission>,
    layer_uploads: Arc<LayerUploads>,
    changing: Arc<Mutex<()>>,
}

impl AppState {
    /// The state of a server on that store and keyring, reached over plain HTTP.
    #[must_use]
    pub fn new(store: Arc<dyn Store>, keyring: Arc<dyn Keyring>, is_demo: bool) -> Self {
        Self {
            store,
            keyring,
            throttle: Arc::default(),
            hashing: Arc::default(),
            is_demo,
            is_secure: false,
            public_url: None,
            tiles: Arc::default(),
            unit_maps: Arc::default(),
            memories: Arc::default(),
            travels: Arc::default(),
            dashboards: Arc::default(),
            last_pictures: Arc::default(),
            admission: Arc::default(),
            layer_uploads: Arc::new(no_uploads_yet()),
            changing: Arc::default(),
        }
    }

    /// The state of a server that people reach over HTTPS only.
    #[must_use]
    pub fn behind_https(self) -> Self {
        Self {
            is_secure: true,
            ..self
        }
    }

    /// The state of a server that people reach under that address, such as `https://ban-do.caobang.gov.vn`.
    #[must_use]
    pub fn reached_at(self, public_url: &str) -> Self {
        Self {
            public_url: Some(public_url.into()),
            ..self
        }
    }

    /// The state of a server that keeps uploaded files in that folder, and has them read by that reader.
    #[must_use]
    pub fn keeping_uploads(self, folder: PathBuf, reader: Reader) -> Self {
        Self {
            layer_uploads: Arc::new(LayerUploads::new(folder, reader)),
            ..self
        }
    }

    /// The files that were uploaded and not yet taken in.
    #[must_use]
    pub fn layer_uploads(&self) -> &Arc<LayerUploads> {
        &self.layer_uploads
    }

    /// Whose turn it is to work a change out and commit it.
    pub(super) fn changing(&self) -> &Arc<Mutex<()>> {
        &self.changing
    }

    /// The newest data.
    #[must_use]
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.store.snapshot()
    }

    /// The newest data with the readings that are known of them, the province consisting of the units of a day. Those
    /// of today are kept until the data that they rest on change.
    #[must_use]
    pub fn memory(&self, on: Date) -> Arc<Memory> {
        let snapshot = self.snapshot();
        if on == self.today() {
            self.memories.of(&snapshot, on)
        } else {
            Arc::new(Memory::new(snapshot, on))
        }
    }

    /// The units of a day, prepared for spatial questions.
    #[must_use]
    pub fn unit_map(&self, snapshot: &Snapshot, on: Date) -> Arc<UnitMap> {
        self.unit_maps.get(snapshot, on)
    }

    /// The ways that were worked out of the newest data.
    pub(super) fn travels(&self) -> &TravelMemory {
        &self.travels
    }

    /// The store, for writing.
    #[must_use]
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// The keyring.
    #[must_use]
    pub fn keyring(&self) -> &Arc<dyn Keyring> {
        &self.keyring
    }

    /// What slows down who tries passwords.
    pub(super) fn throttle(&self) -> &Throttle {
        &self.throttle
    }

    /// Where passwords are hashed.
    pub(super) fn hashing(&self) -> &Hashing {
        &self.hashing
    }

    /// Whether people reach the server over HTTPS only.
    pub(super) fn is_secure(&self) -> bool {
        self.is_secure
    }

    /// The address under which people reach the server, where the settings name one.
    pub(super) fn public_url(&self) -> Option<&str> {
        self.public_url.as_deref()
    }

    /// The day that it is in the province.
    #[must_use]
    pub fn today(&self) -> Date {
        config::today()
    }

    /// The dashboards of the newest data.
    pub(super) fn dashboards(&self) -> &Dashboards {
        &self.dashboards
    }

    /// The small pictures that were drawn last.
    pub(super) fn last_pictures(&self) -> &LastPictures {
        &self.last_pictures
    }

    /// What lets heavy questions in.
    pub(super) fn admission(&self) -> &Arc<Admission> {
        &self.admission
    }

    /// The heavy questions at this moment.
    #[must_use]
    pub fn heavy_work(&self) -> HeavyWork {
        self.admission.heavy_work()
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
