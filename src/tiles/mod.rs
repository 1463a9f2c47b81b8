//! Tile arithmetic, simplification and MVT encoding; pure.

mod address;
mod borders;
pub mod clip;
mod encode;
mod layer;
pub mod mercator;
pub mod simplify;
mod thin;
mod tileset;

pub use address::{AddressError, MAX_ZOOM, TileAddress};
pub use encode::{EncodeError, FeatureData, PropertyValue};
pub use layer::{LayerBuilder, TileLayer};
pub use tileset::{
    COMMUNE_BORDERS, COMMUNE_LABELS, COMMUNES, PROVINCE, Tileset, TilesetError, UNIT_LAYERS,
};
