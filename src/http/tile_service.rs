//! The tiles of the newest data: drawn once, compressed once, kept within bounds.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use axum::body::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::tile_selection::TileSelection;
use crate::model::{LayerContent, Snapshot};
use crate::tiles::{EncodeError, RasterTiles, TileAddress, Tileset, TilesetError};

/// How much the kept tiles may weigh together, in bytes.
const CACHE_BYTES: usize = 64 * 1024 * 1024;

/// Of brotli's 0 to 11: 5 is as fast as gzip's default and a tenth smaller.
const BROTLI_QUALITY: i32 = 5;
const BROTLI_BUFFER: usize = 4096;
const BROTLI_WINDOW: i32 = 20;

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    Identity,
    Gzip,
    Brotli,
}

impl Encoding {
    /// The best one that a client takes, by its `Accept-Encoding`.
    pub(super) fn of_accepted(accepted: &str) -> Self {
        let weight_of = |name: &str| {
            let named = |wanted: &str| {
                accepted.split(',').find_map(|part| {
                    let mut parts = part.split(';').map(str::trim);
                    let is_named = parts.next()?.eq_ignore_ascii_case(wanted);
                    let weight = parts.find_map(|part| part.strip_prefix("q="));
                    is_named.then(|| weight.map_or(1.0, |weight| weight.parse().unwrap_or(0.0)))
                })
            };
            named(name).or_else(|| named("*")).unwrap_or(0.0_f64)
        };
        let (brotli, gzip) = (weight_of("br"), weight_of("gzip"));
        if brotli > 0.0 && brotli >= gzip {
            Self::Brotli
        } else if gzip > 0.0 {
            Self::Gzip
        } else {
            Self::Identity
        }
    }

    /// Its name in `Content-Encoding`; `None` for plain bytes.
    pub(super) fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// One drawn tile with its compressed forms, each made when it is first asked for.
#[derive(Debug)]
pub(super) struct DrawnTile {
    hash: String,
    plain: Bytes,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
}

impl DrawnTile {
    fn new(plain: Vec<u8>) -> Self {
        let hash = hex::encode(&Sha256::digest(&plain)[..12]);
        Self {
            hash,
            plain: plain.into(),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The strong entity tag of the tile in that encoding.
    pub(super) fn etag(&self, encoding: Encoding) -> String {
        format!("\"{}-{}\"", self.hash, encoding.name().unwrap_or("plain"))
    }

    /// The tile in that encoding.
    pub(super) fn body(&self, encoding: Encoding) -> Bytes {
        match encoding {
            Encoding::Identity => self.plain.clone(),
            Encoding::Gzip => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            Encoding::Brotli => self.brotli.get_or_init(|| brotli(&self.plain)).clone(),
        }
    }

    /// Roughly what it weighs with both compressed forms.
    fn weight(&self) -> usize {
        self.plain.len() * 2 + 256
    }
}

/// Writing to memory does not fail, so there is no error to hand on.
fn gzip(plain: &[u8]) -> Bytes {
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 2), Compression::default());
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    debug_assert!(written.is_ok(), "writing to memory failed");
    written.unwrap_or_default().into()
}

fn brotli(plain: &[u8]) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut compressed = Vec::with_capacity(plain.len() / 2);
    let mut writer = brotli::CompressorWriter::with_params(&mut compressed, BROTLI_BUFFER, &params);
    let written = writer.write_all(plain);
    debug_assert!(written.is_ok(), "writing to memory failed");
    drop(writer);
    compressed.into()
}

type TileKey = (String, TileAddress);

/// Drawn tiles, the oldest forgotten first when they weigh too much.
#[derive(Debug, Default)]
struct TileCache {
    tiles: HashMap<TileKey, Arc<DrawnTile>>,
    order: VecDeque<TileKey>,
    weight: usize,
}

impl TileCache {
    fn put(&mut self, key: TileKey, tile: Arc<DrawnTile>, most: usize) {
        self.weight += tile.weight();
        if let Some(replaced) = self.tiles.insert(key.clone(), tile) {
            self.weight -= replaced.weight();
        } else {
            self.order.push_back(key);
        }
        while self.weight > most {
            let Some(oldest) = self.order.pop_front() else {
                return;
            };
            if let Some(forgotten) = self.tiles.remove(&oldest) {
                self.weight -= forgotten.weight();
            }
        }
    }
}

/// The layers of one state of the data, and the tiles drawn from them so far.
#[derive(Debug)]
pub(super) struct Drawing {
    snapshot: Arc<Snapshot>,
    on: Date,
    tileset: Tileset,
    rasters: BTreeMap<String, RasterTiles>,
    cache: Mutex<TileCache>,
}

impl Drawing {
    /// The layers.
    pub(super) fn tileset(&self) -> &Tileset {
        &self.tileset
    }

    /// The layers of rasters.
    pub(super) fn rasters(&self) -> impl Iterator<Item = &RasterTiles> {
        self.rasters.values()
    }

    /// The layer of rasters with that id.
    pub(super) fn raster(&self, layer: &str) -> Option<&RasterTiles> {
        self.rasters.get(layer)
    }

    /// The tile of a layer, or of several together; `None` where nothing of them lies there.
    pub(super) fn tile(
        &self,
        layers: &TileSelection,
        address: TileAddress,
    ) -> Result<Option<Arc<DrawnTile>>, EncodeError> {
        let key = (layers.ids().join(","), address);
        if let Some(tile) = unpoisoned(&self.cache).tiles.get(&key) {
            return Ok(Some(Arc::clone(tile)));
        }
        let Some(plain) = self.draw(layers.ids(), address)? else {
            return Ok(None);
        };
        let tile = Arc::new(DrawnTile::new(plain));
        unpoisoned(&self.cache).put(key, Arc::clone(&tile), CACHE_BYTES);
        Ok(Some(tile))
    }

    fn draw(&self, ids: &[String], address: TileAddress) -> Result<Option<Vec<u8>>, EncodeError> {
        let mut drawn: Option<Vec<u8>> = None;
        for id in ids {
            let bytes = match self.raster(id) {
                Some(raster) => raster.tile(address)?,
                None => self.tileset.tile(id, address)?,
            };
            // Vector tiles written one after the other are the tile of all their layers, as the format has it.
            if let Some(bytes) = bytes {
                drawn.get_or_insert_default().extend(bytes);
            }
        }
        Ok(drawn)
    }
}

/// A panic while a lock was held has left nothing half-done here: the guarded values are whole between any
/// two statements.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Draws the newest data, once for each state of the map.
#[derive(Debug, Default)]
pub struct TileService {
    current: Mutex<Option<Arc<Drawing>>>,
}

impl TileService {
    /// The drawing of the snapshot on the day: the one at hand where nothing that is drawn has changed,
    /// otherwise a new one, for which later callers wait.
    pub(super) fn drawing(
        &self,
        snapshot: Arc<Snapshot>,
        on: Date,
    ) -> Result<Arc<Drawing>, TilesetError> {
        let mut current = unpoisoned(&self.current);
        let at_hand = current
            .as_ref()
            .filter(|drawing| drawing.on == on && drawing.snapshot.has_same_map_as(&snapshot));
        if let Some(drawing) = at_hand {
            return Ok(Arc::clone(drawing));
        }
        let tileset = Tileset::of_snapshot(&snapshot, on)?;
        let rasters = rasters_of(&snapshot);
        let drawing = Arc::new(Drawing {
            snapshot,
            on,
            tileset,
            rasters,
            cache: Mutex::default(),
        });
        *current = Some(Arc::clone(&drawing));
        Ok(drawing)
    }
}

/// The layers of rasters, by id.
fn rasters_of(snapshot: &Snapshot) -> BTreeMap<String, RasterTiles> {
    let tiles = snapshot.layers().filter_map(|layer| {
        let LayerContent::Raster(kind) = layer.content else {
            return None;
        };
        let raster = snapshot.raster(&layer.id)?;
        Some((layer.id.to_string(), RasterTiles::new(layer, kind, raster)))
    });
    tiles.collect()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn the_client_chooses_the_encoding() {
        for (accepted, expected) in [
            ("gzip, deflate, br, zstd", Encoding::Brotli),
            ("gzip", Encoding::Gzip),
            ("br;q=0.5, gzip;q=0.8", Encoding::Gzip),
            ("br;q=0, gzip; q=1", Encoding::Gzip),
            ("*", Encoding::Brotli),
            ("*, br;q=0", Encoding::Gzip),
            ("identity", Encoding::Identity),
            ("", Encoding::Identity),
            ("br;q=nonsense", Encoding::Identity),
        ] {
            assert_eq!(Encoding::of_accepted(accepted), expected, "{accepted:?}");
        }
    }

    #[test]
    fn every_form_of_a_tile_holds_the_same_bytes_and_has_its_own_tag() {
        let plain = b"tile ".repeat(500);
        let tile = DrawnTile::new(plain.clone());
        let mut unzipped = Vec::new();
        flate2::read::GzDecoder::new(&tile.body(Encoding::Gzip)[..])
            .read_to_end(&mut unzipped)
            .unwrap();
        assert_eq!(unzipped, plain);
        let mut unpacked = Vec::new();
        brotli::Decompressor::new(&tile.body(Encoding::Brotli)[..], 4096)
            .read_to_end(&mut unpacked)
            .unwrap();
        assert_eq!(unpacked, plain);
        assert_eq!(tile.body(Encoding::Identity), plain);
        assert_ne!(tile.etag(Encoding::Gzip), tile.etag(Encoding::Brotli));
    }

    #[test]
    fn the_oldest_tiles_are_forgotten_first() {
        let mut cache = TileCache::default();
        let key = |column| {
            (
                "communes".to_owned(),
                TileAddress::new(10, column, 0).unwrap(),
            )
        };
        for column in 0..5 {
            cache.put(key(column), Arc::new(DrawnTile::new(vec![0; 1_000])), 5_000);
        }
        assert!(cache.weight <= 5_000);
        assert!(!cache.tiles.contains_key(&key(0)) && cache.tiles.contains_key(&key(4)));
    }
}
