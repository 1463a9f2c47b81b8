//! Tile arithmetic, simplification and MVT encoding; pure.

mod address;
mod boxes;
pub mod clip;
mod encode;
mod layer;
#[cfg(feature = "maplibre-rs")]
pub mod maplibre_rs;
pub mod mercator;
pub mod simplify;
mod style;
mod thin;
mod tilejson;
mod tileset;
mod zoomed;

pub use address::{AddressError, MAX_ZOOM, TileAddress};
pub use encode::{EncodeError, FeatureData, PropertyValue};
pub use layer::{LayerAbout, LayerBuilder, TileLayer};
pub use style::{Theme, style};
pub use tilejson::{TileJson, VectorLayer};
pub use tileset::{
    COMMUNE_BORDERS, COMMUNE_LABELS, COMMUNES, PROVINCE, Tileset, TilesetError, UNIT_LAYERS,
};
