//! A raster as a record: kept once by the checksum of its values, which the log of changes names.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Raster, RasterHeader};
use crate::model::LayerId;

/// The grid of a layer of rasters.
///
/// The log keeps the layer, the header and the checksum; the values themselves, often many megabytes,
/// are kept beside it under that checksum. A record that was read from the log has no values with it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct RasterLayer {
    /// The layer that the grid belongs to.
    pub layer: LayerId,
    /// The grid.
    pub header: RasterHeader,
    /// SHA-256 of the values, see [`Raster::values_sha256`].
    pub values_sha256: String,
    #[serde(skip)]
    raster: Option<Arc<Raster>>,
}

/// Two are equal where their headers and checksums are, whether or not the values are at hand.
impl PartialEq for RasterLayer {
    fn eq(&self, other: &Self) -> bool {
        self.layer == other.layer
            && self.header == other.header
            && self.values_sha256 == other.values_sha256
    }
}

impl RasterLayer {
    /// The record of a raster that belongs to a layer.
    #[must_use]
    pub fn new(layer: LayerId, raster: Raster) -> Self {
        Self {
            layer,
            header: raster.header.clone(),
            values_sha256: raster.values_sha256(),
            raster: Some(Arc::new(raster)),
        }
    }

    /// The record as it was kept: the values go with the checksum that was kept beside them.
    #[must_use]
    pub fn kept(layer: LayerId, raster: Raster, values_sha256: String) -> Self {
        Self {
            layer,
            header: raster.header.clone(),
            values_sha256,
            raster: Some(Arc::new(raster)),
        }
    }

    /// The values; `None` where the record was read from the log alone.
    #[must_use]
    pub fn raster(&self) -> Option<&Arc<Raster>> {
        self.raster.as_ref()
    }
}
