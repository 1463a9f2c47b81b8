//! Which layers a tile is asked of.

use super::ApiError;
use super::tile_service::Drawing;
use crate::tiles::TileForm;

/// How many layers one tile may hold.
const MOST_LAYERS: usize = 16;

/// The layers that a tile holds: one, or several of places and units together, in the order in which they were named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TileSelection {
    ids: Vec<String>,
    form: TileForm,
}

impl TileSelection {
    /// Reads the id of a layer, or several ids with commas between.
    ///
    /// # Errors
    /// When a layer does not exist, is named twice, or is a picture and cannot be joined with others, and when there
    /// are too many.
    pub(super) fn parse(text: &str, drawing: &Drawing) -> Result<Self, ApiError> {
        if drawing.raster(text).is_some() {
            return Ok(Self {
                ids: vec![text.to_owned()],
                form: TileForm::Png,
            });
        }
        let ids: Vec<String> = text.split(',').map(str::to_owned).collect();
        if ids.len() > MOST_LAYERS {
            return Err(not_together(&format!(
                "{} layers were asked for in one tile; {MOST_LAYERS} are the most",
                ids.len()
            )));
        }
        for (index, id) in ids.iter().enumerate() {
            if drawing.raster(id).is_some() {
                return Err(not_together(&format!(
                    "layer {id:?} has pictures as tiles, which hold nothing else"
                )));
            }
            if drawing.tileset().layer(id).is_none() {
                return Err(unknown_layer(id));
            }
            if ids[..index].contains(id) {
                return Err(not_together(&format!("layer {id:?} is named twice")));
            }
        }
        Ok(Self {
            ids,
            form: TileForm::Vector,
        })
    }

    /// The layers by id.
    pub(super) fn ids(&self) -> &[String] {
        &self.ids
    }

    /// What the tiles are written as.
    pub(super) fn form(&self) -> TileForm {
        self.form
    }
}

fn unknown_layer(layer: &str) -> ApiError {
    ApiError::not_found(
        "unknown_layer",
        format!("there is no layer {layer:?}"),
        "GET /tiles lists the layers",
    )
}

fn not_together(message: &str) -> ApiError {
    ApiError::bad_request(
        "bad_layers",
        message.to_owned(),
        "name layers of places and units, each once, with commas between; a raster stands alone",
    )
}
