//! The grids of the layers of rasters.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::LayerId;
use crate::model::raster::RasterLayer;

/// The grid of every layer of rasters.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rasters {
    by_layer: BTreeMap<LayerId, Arc<RasterLayer>>,
}

impl Rasters {
    pub(super) fn put(&mut self, grid: Arc<RasterLayer>) {
        self.by_layer.insert(grid.layer.clone(), grid);
    }

    pub(super) fn remove(&mut self, layer: &LayerId) {
        self.by_layer.remove(layer);
    }

    /// Every grid, by layer.
    pub fn all(&self) -> impl Iterator<Item = &Arc<RasterLayer>> {
        self.by_layer.values()
    }

    /// The grid of that layer.
    #[must_use]
    pub fn get(&self, layer: &LayerId) -> Option<&Arc<RasterLayer>> {
        self.by_layer.get(layer)
    }
}
