//! Tile arithmetic, simplification and MVT encoding; pure.

mod address;
mod boxes;
pub mod clip;
mod encode;
mod layer;
#[cfg(feature = "maplibre-rs")]
pub mod maplibre_rs;
pub mod mercator;
mod raster;
pub mod simplify;
mod style;
mod thin;
mod tilejson;
mod tileset;
mod zoomed;

pub use address::{AddressError, MAX_ZOOM, TileAddress, TileForm};
pub use encode::{EncodeError, FeatureData, PropertyValue};
pub use layer::{LayerAbout, LayerBuilder, TileLayer};
pub use raster::{RasterClass, RasterTiles, SIDE as RASTER_SIDE};
pub use style::{Theme, With, style};
pub use tilejson::{HeightEncoding, TileJson, VectorLayer};
pub use tileset::{
    COMMUNE_BORDERS, COMMUNE_LABELS, COMMUNES, PROVINCE, Tileset, TilesetError, UNIT_LAYERS,
};
