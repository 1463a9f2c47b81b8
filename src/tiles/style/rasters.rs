//! How rasters stand in the style.

use serde_json::{Value, json};

use super::colours::Colours;
use crate::tiles::raster::{RasterTiles, SIDE};

pub(super) fn raster_source(raster: &RasterTiles, base: &str) -> Value {
    let mut source = json!({
        "type": "raster",
        "url": format!("{base}/tiles/{}", raster.name()),
        "tileSize": SIDE,
    });
    if raster.is_relief() {
        source["type"] = json!("raster-dem");
        source["encoding"] = json!("terrarium");
    }
    source
}

/// Heights as relief shading; other values as a layer that is there to be switched on.
pub(super) fn raster_layer(raster: &RasterTiles, colours: &Colours) -> Option<Value> {
    let source = raster.name();
    if !raster.is_relief() {
        return Some(json!({
            "id": format!("raster/{source}"),
            "type": "raster",
            "source": source,
            "layout": {"visibility": "none"},
            "paint": {"raster-resampling": "nearest", "raster-opacity": 0.85},
        }));
    }
    (!raster.is_illustrative()).then(|| {
        json!({
            "id": format!("relief/{source}"),
            "type": "hillshade",
            "source": source,
            "paint": {
                "hillshade-exaggeration": 0.3,
                "hillshade-shadow-color": colours.shadow,
                "hillshade-highlight-color": colours.lit,
                "hillshade-accent-color": colours.shadow,
            },
        })
    })
}
