//! Small pictures of layers, for the catalogue.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use super::error::ErrorBody;
use super::spatial::run;
use super::{ApiError, AppState, Params};
use crate::analysis::map_sheet::map_sheet;
use crate::model::map_sheet::MapRequest;
use crate::model::{Layer, LayerContent, LayerId, Snapshot};
use crate::report::map_sheet::thumbnail;

/// How wide a picture may be, pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 60..=800;
/// How wide it is where nothing is asked for.
const USUAL_WIDTH: u32 = 240;
/// How many pictures are kept, each some 50 kB.
const MOST_KEPT: usize = 64;

/// How large a picture is wanted.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ThumbnailParams {
    /// Its width in pixels, 60 to 800; 240 if not given. It is three quarters as high.
    size: Option<u32>,
}

/// A small picture of a layer
///
/// The province with that layer on it, as a PNG. The entity tag carries the version of the data, so that a picture
/// is drawn again only when something has changed.
#[utoipa::path(get, path = "/api/layers/{id}/thumbnail", tag = "layers",
    params(("id" = String, Path, description = "The layer's id"), ThumbnailParams),
    responses(
        (status = OK, description = "The picture", content_type = "image/png", body = Vec<u8>),
        (status = NOT_MODIFIED, description = "The picture at hand still holds"),
        (status = BAD_REQUEST, body = ErrorBody),
        (status = NOT_FOUND, body = ErrorBody)))]
pub async fn get(
    State(state): State<AppState>,
    Path(id): Path<String>,
    Params(params): Params<ThumbnailParams>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let width = params.size.unwrap_or(USUAL_WIDTH);
    if !WIDTHS.contains(&width) {
        return Err(ApiError::bad_request(
            "bad_size",
            format!("{width} pixels are no width for a small picture"),
            "give `size` as 60 to 800",
        ));
    }
    let (snapshot, today) = (state.snapshot(), state.today());
    let layer = LayerId::new(id.as_str())
        .ok()
        .and_then(|id| snapshot.layer(&id).cloned())
        .ok_or_else(|| {
            ApiError::not_found(
                "unknown_layer",
                format!("there is no layer {id:?}"),
                "see /api/layers for the layers that are loaded",
            )
        })?;
    let tag = format!("\"{}-{today}-{width}\"", snapshot.version());
    let caching = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-cache".to_owned())];
    if headers
        .get(IF_NONE_MATCH)
        .is_some_and(|known| known == tag.as_str())
    {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    let wanted = Wanted {
        layer: layer.id.clone(),
        version: snapshot.version(),
        on: today,
        width,
    };
    let picture = if let Some(picture) = state.last_pictures().get(&wanted) {
        picture
    } else {
        let drawing = draw(&state, snapshot, layer, wanted);
        state.admission().draw(drawing).await??
    };
    Ok((caching, [(CONTENT_TYPE, "image/png")], picture).into_response())
}

/// Draws a picture and keeps it; or takes it, where it was drawn while this one waited for a place.
async fn draw(
    state: &AppState,
    snapshot: Arc<Snapshot>,
    layer: Arc<Layer>,
    wanted: Wanted,
) -> Result<Bytes, ApiError> {
    if let Some(picture) = state.last_pictures().get(&wanted) {
        return Ok(picture);
    }
    #[cfg(feature = "maplibre-rs")]
    let drawing = super::tiles::drawing(state).await?;
    let Wanted { on, width, .. } = wanted;
    let picture = run(move |interrupt| {
        let layers = match layer.content {
            LayerContent::Boundaries => Vec::new(),
            LayerContent::Places(_) | LayerContent::Raster(_) => vec![layer.id.clone()],
        };
        let request = MapRequest {
            layers: Some(layers),
            ..MapRequest::default()
        };
        let sheet = map_sheet(&snapshot, &request, on)?;
        #[cfg(feature = "maplibre-rs")]
        if let Some(picture) =
            of_tiles::picture(drawing.tileset(), &layer, &sheet, (width, interrupt))
        {
            return Ok(picture);
        }
        Ok::<_, ApiError>(thumbnail(&sheet, width, interrupt)?)
    })
    .await?;
    let picture = Bytes::from(picture);
    state.last_pictures().keep(wanted, picture.clone());
    Ok(picture)
}

/// Which picture is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Wanted {
    layer: LayerId,
    /// The version of the data.
    version: u64,
    on: Date,
    width: u32,
}

/// The pictures that were drawn last, the newest at the end: those of two catalogues.
#[derive(Debug, Default)]
pub(super) struct LastPictures(Mutex<VecDeque<(Wanted, Bytes)>>);

impl LastPictures {
    fn get(&self, wanted: &Wanted) -> Option<Bytes> {
        let kept = self.kept();
        let found = kept.iter().find(|(picture, _)| picture == wanted);
        found.map(|(_, picture)| picture.clone())
    }

    fn keep(&self, wanted: Wanted, picture: Bytes) {
        let mut kept = self.kept();
        if kept.len() >= MOST_KEPT {
            kept.pop_front();
        }
        kept.push_back((wanted, picture));
    }

    fn kept(&self) -> MutexGuard<'_, VecDeque<(Wanted, Bytes)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Areas drawn from our own tiles by maplibre-rs.
#[cfg(feature = "maplibre-rs")]
mod of_tiles {
    use std::collections::BTreeSet;

    use geo::Geometry;

    use crate::geometry::interrupt::Interrupt;
    use crate::model::map_sheet::MapSheet;
    use crate::model::{Layer, LayerContent, Place};
    use crate::report::map_sheet::{MapPrintError, area_rgb, thumbnail_of_areas};
    use crate::tiles::maplibre_rs::{DrawError, draw, smallest_tile};
    use crate::tiles::{EncodeError, FeatureData, Tileset};

    /// Pixels along a side of the picture of the tile: finer than the largest small picture.
    const SIDE: u32 = 2048;
    const GREATEST_ZOOM: u8 = 12;
    /// The property that parts zones of hazard.
    const CLASS: &str = "hazard_class";

    #[derive(Debug, thiserror::Error)]
    enum Failed {
        #[error(transparent)]
        Tile(#[from] EncodeError),
        #[error(transparent)]
        Draw(#[from] DrawError),
        #[error(transparent)]
        Print(#[from] MapPrintError),
    }

    /// The small picture of a layer of areas; `None` for other layers, and where there is no adapter to draw with: then
    /// the stored shapes are drawn.
    pub(super) fn picture(
        tileset: &Tileset,
        layer: &Layer,
        sheet: &MapSheet,
        (width, interrupt): (u32, &Interrupt),
    ) -> Option<Vec<u8>> {
        match drawn(tileset, layer, sheet, (width, interrupt)) {
            Ok(picture) => picture,
            Err(_) if interrupt.is_raised() => None,
            Err(error) => {
                tracing::warn!(layer = %layer.id, %error, "the stored shapes are drawn instead of the tile");
                None
            }
        }
    }

    fn drawn(
        tileset: &Tileset,
        layer: &Layer,
        sheet: &MapSheet,
        (width, interrupt): (u32, &Interrupt),
    ) -> Result<Option<Vec<u8>>, Failed> {
        let (LayerContent::Places(kind), Some(tiled)) =
            (layer.content, tileset.layer(layer.id.as_str()))
        else {
            return Ok(None);
        };
        let mut places = sheet.layers.iter().flat_map(|shown| &shown.places);
        let tile = tiled
            .bounds()
            .and_then(|bounds| smallest_tile(bounds, GREATEST_ZOOM));
        let Some(tile) = tile.filter(|_| places.all(|place| is_area(place))) else {
            return Ok(None);
        };
        // Zones of one class lie within those of another: each class is a picture of its own.
        let mut classes = BTreeSet::new();
        tiled.tile_by_class(tile, |data| {
            classes.insert(class_of(data));
            None
        })?;
        let pictures = classes.into_iter().map(|class| {
            let of_class = |data: &FeatureData| (class_of(data) == class).then_some(0);
            let areas = tiled.tile_by_class(tile, of_class)?;
            Ok(draw(areas, &[area_rgb(kind)], SIDE)?)
        });
        let pictures = pictures.collect::<Result<Vec<_>, Failed>>()?;
        let ground = MapSheet {
            layers: Vec::new(),
            ..sheet.clone()
        };
        let colours_at = |place| {
            pictures
                .iter()
                .filter_map(move |of| of.colour_at(tile, place))
        };
        let picture = thumbnail_of_areas(&ground, width, colours_at, interrupt)?;
        Ok(Some(picture))
    }

    /// The class of hazard of an area; none where it has no such.
    fn class_of(data: &FeatureData) -> Option<String> {
        let class = data.properties.iter().find(|(name, _)| name == CLASS);
        class.map(|(_, value)| format!("{value:?}"))
    }

    fn is_area(place: &Place) -> bool {
        matches!(
            place.geometry,
            Some(Geometry::Polygon(_) | Geometry::MultiPolygon(_))
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn wanted(version: u64, width: u32) -> Wanted {
        Wanted {
            layer: "border-gates".parse().unwrap(),
            version,
            on: date(2026, 11, 23),
            width,
        }
    }

    #[test]
    fn the_last_pictures_are_kept_and_no_more() {
        let pictures = LastPictures::default();
        for width in 0..=MOST_KEPT as u32 {
            let picture = Bytes::from(width.to_string());
            pictures.keep(wanted(7, width), picture);
        }
        assert_eq!(pictures.get(&wanted(7, 0)), None, "the first made room");
        assert_eq!(pictures.get(&wanted(7, 64)), Some(Bytes::from("64")));
        assert_eq!(pictures.get(&wanted(8, 64)), None, "of other data");
        assert_eq!(pictures.kept().len(), MOST_KEPT);
    }
}
