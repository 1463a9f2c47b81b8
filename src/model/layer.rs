//! Layers: what was loaded together, from one source.

use serde::{Deserialize, Serialize};

use super::raster::RasterKind;
use super::{LayerId, PlaceKind, Provenance, Text};

/// What a layer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "content", content = "kind")]
pub enum LayerContent {
    /// Boundaries of units.
    Boundaries,
    /// Places of one kind.
    Places(PlaceKind),
    /// Values on a grid of cells.
    Raster(RasterKind),
}

/// A layer: places or boundaries that came together, with their source.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Its id, also the name of its tiles.
    pub id: LayerId,
    /// What it holds.
    #[serde(flatten)]
    pub content: LayerContent,
    /// Its title.
    pub title: Text,
    /// Where it comes from and how far it can be trusted.
    pub provenance: Provenance,
    /// How many features it holds; of a raster, how many cells with a value.
    pub count: usize,
    /// SHA-256 of the file that it was loaded from, in lower-case hexadecimal digits.
    pub sha256: Option<String>,
    /// What a reader must know before using it.
    pub note: Option<Text>,
}
