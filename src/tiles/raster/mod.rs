//! Tiles of rasters: heights for relief shading, all other values in the colours of their classes.
//!
//! A tile has [`SIDE`] pixels a side, so that it covers the screen as a vector tile of the same address does.

mod classes;
mod painting;
mod sampling;

use std::sync::Arc;

pub use classes::RasterClass;

use super::address::{MAX_ZOOM, TileAddress};
use super::encode::EncodeError;
use super::tileset::attribution;
use crate::geometry::Bounds;
use crate::model::raster::{Raster, RasterKind};
use crate::model::{Layer, Text};
use sampling::{Sampling, Window};

/// Pixels along a tile's side.
pub const SIDE: usize = 512;

/// A layer of rasters, ready to be cut into tiles.
#[derive(Debug, Clone)]
pub struct RasterTiles {
    name: String,
    title: Text,
    attribution: String,
    kind: RasterKind,
    is_illustrative: bool,
    raster: Arc<Raster>,
    classes: Vec<RasterClass>,
}

impl RasterTiles {
    /// A layer with its values.
    #[must_use]
    pub fn new(layer: &Layer, kind: RasterKind, raster: Arc<Raster>) -> Self {
        Self {
            name: layer.id.to_string(),
            title: layer.title.clone(),
            attribution: attribution(&layer.provenance),
            kind,
            is_illustrative: layer.provenance.is_illustrative,
            classes: RasterClass::of(kind, &raster),
            raster,
        }
    }

    /// The layer's id.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.title
    }

    /// Its source and terms, to be shown beside the map.
    #[must_use]
    pub fn attribution(&self) -> &str {
        &self.attribution
    }

    /// Whether its tiles hold heights for relief shading, not colours.
    #[must_use]
    pub fn is_relief(&self) -> bool {
        self.kind == RasterKind::Elevation
    }

    /// Whether its values are made up to show the screens.
    #[must_use]
    pub fn is_illustrative(&self) -> bool {
        self.is_illustrative
    }

    /// The box of all cells, in degrees on WGS 84.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        self.raster.header.bounds()
    }

    /// The zoom beyond which tiles say nothing more and viewers enlarge them: two steps after a pixel has become
    /// smaller than a cell, so that the edge of a cell is drawn within a quarter of it.
    #[must_use]
    pub fn max_zoom(&self) -> u8 {
        let pixel = |zoom: u8| 360.0 / SIDE as f64 / f64::from(1_u32 << zoom);
        let cell = self.raster.header.cell_width;
        let finest = (0..MAX_ZOOM).find(|zoom| pixel(*zoom) <= cell);
        finest.map_or(MAX_ZOOM, |zoom| (zoom + 2).min(MAX_ZOOM))
    }

    /// The values at the middles of a tile's pixels, row by row from the north; `None` where the raster has none.
    /// Nothing at all where no pixel has a value.
    ///
    /// Where a pixel is wider than a cell it takes the mean of the cells whose middles lie in it; where it is
    /// narrower, the value of the cell that holds it, heights the bilinear mean of the four cells around. The
    /// codes of classes, of which no mean can be taken, are always those of the cell at the pixel's middle.
    #[must_use]
    pub fn values(&self, address: TileAddress) -> Option<Vec<Option<f64>>> {
        let window = Window::new(&self.raster.header, address)?;
        let sampling = Sampling::of(self.kind, &window);
        let values = window.sample(&self.raster, sampling);
        values.iter().any(Option::is_some).then_some(values)
    }

    /// A tile as PNG; `None` where the raster has no value there.
    ///
    /// Heights are in the Terrarium encoding, to a sixteenth of a metre: height = red · 256 + green + blue / 256
    /// − 32,768 m. It knows no "no value": holes take the height beside them, and beyond the raster heights fade to
    /// their mean, so that nothing is shaded as a cliff that is none. All other values are in the colours of their
    /// [classes](RasterTiles::classes), transparent where there is none.
    ///
    /// # Errors
    /// [`EncodeError`] when the PNG cannot be written.
    pub fn tile(&self, address: TileAddress) -> Result<Option<Vec<u8>>, EncodeError> {
        let Some(values) = self.values(address) else {
            return Ok(None);
        };
        let png = if self.is_relief() {
            painting::heights(&self.filled(address, &values))
        } else {
            painting::colours(&values, &self.classes)
        };
        png.map(Some).map_err(|source| EncodeError::Png {
            layer: self.name.clone(),
            source,
        })
    }

    fn filled(&self, address: TileAddress, values: &[Option<f64>]) -> Vec<f64> {
        let mean = self.raster.summary().map_or(0.0, |summary| summary.mean);
        let beyond = Window::new(&self.raster.header, address);
        sampling::fill(values, mean, beyond.as_ref())
    }

    /// The classes in whose colours the tiles are drawn, from the least value to the greatest; none of a relief.
    #[must_use]
    pub fn classes(&self) -> &[RasterClass] {
        &self.classes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::raster::RasterHeader;
    use crate::model::{LayerContent, LayerId, Provenance};
    use crate::tiles::mercator::tile_at;

    /// A raster of cells of 0.1° with its north-west corner at 106° E 23° N.
    fn tiles(kind: RasterKind, width: usize, values: Vec<f64>) -> RasterTiles {
        let header = RasterHeader {
            file: "a.tif".to_owned(),
            band: 1,
            width,
            height: values.len() / width,
            west: 106.0,
            north: 23.0,
            cell_width: 0.1,
            cell_height: 0.1,
            crs: "EPSG:4326".to_owned(),
            transformation: "none".to_owned(),
        };
        let layer = Layer {
            id: LayerId::new("r").unwrap(),
            content: LayerContent::Raster(kind),
            title: kind.title(),
            provenance: Provenance {
                source: "A survey".to_owned(),
                source_vi: None,
                licence: "CC0-1.0".to_owned(),
                licence_vi: None,
                retrieved: jiff::civil::date(2026, 1, 1),
                crs: "EPSG:4326".to_owned(),
                transformation: None,
                method: None,
                accuracy_m: None,
                is_illustrative: false,
            },
            note: None,
            sha256: None,
            count: values.len(),
        };
        RasterTiles::new(&layer, kind, Arc::new(Raster::new(header, values).unwrap()))
    }

    fn at(longitude: f64, latitude: f64, zoom: u8) -> TileAddress {
        let place = geo::Coord {
            x: longitude,
            y: latitude,
        };
        tile_at(place, zoom).unwrap()
    }

    struct Picture {
        info: png::OutputInfo,
        palette: Option<Vec<u8>>,
        pixels: Vec<u8>,
    }

    fn picture(bytes: &[u8]) -> Picture {
        let mut reader = png::Decoder::new(bytes).read_info().unwrap();
        let palette = reader.info().palette.as_ref().map(|all| all.to_vec());
        let mut pixels = vec![0; reader.output_buffer_size()];
        let info = reader.next_frame(&mut pixels).unwrap();
        Picture {
            info,
            palette,
            pixels,
        }
    }

    #[test]
    fn a_pixel_within_a_cell_has_its_value_and_missing_stays_missing() {
        let slopes = tiles(RasterKind::Slope, 2, vec![3.0, f64::NAN, 40.0, 0.0]);
        for (longitude, latitude, expected) in [
            (106.05, 22.95, Some(3.0)),
            (106.15, 22.95, None),
            (106.05, 22.85, Some(40.0)),
            (106.15, 22.85, Some(0.0)),
        ] {
            // A tile of zoom 14 is 0.022° wide and lies within the cell.
            let values = slopes.values(at(longitude, latitude, 14));
            match expected {
                None => assert_eq!(values, None, "{longitude}"),
                Some(value) => assert!(values.unwrap().iter().all(|found| *found == Some(value))),
            }
        }
        assert_eq!(slopes.values(at(100.0, 22.0, 8)), None);
    }

    #[test]
    fn a_pixel_wider_than_the_cells_has_their_mean_and_codes_are_never_mixed() {
        let values: Vec<f64> = (0..100).map(|cell| f64::from(cell % 2) * 10.0).collect();
        let world = TileAddress::new(0, 0, 0).unwrap();
        let slopes = tiles(RasterKind::Slope, 10, values.clone())
            .values(world)
            .unwrap();
        let known: Vec<f64> = slopes.into_iter().flatten().collect();
        // Pixels of 0.703125° meet at 106.171875° and 106.875°: two columns of cells, seven and one lie in them.
        let means = [5.0, 30.0 / 7.0, 10.0, 5.0, 30.0 / 7.0, 10.0];
        assert_eq!(known.len(), means.len(), "{known:?}");
        for (found, mean) in known.iter().zip(means) {
            assert!((found - mean).abs() < 1e-12, "{known:?}");
        }
        let cover = tiles(RasterKind::LandCover, 10, values)
            .values(world)
            .unwrap();
        assert!(
            cover
                .into_iter()
                .flatten()
                .all(|code| code.abs() < f64::EPSILON || (code - 10.0).abs() < f64::EPSILON)
        );
    }

    #[test]
    fn colours_are_those_of_the_classes_and_transparent_where_there_is_no_value() {
        let slopes = tiles(RasterKind::Slope, 2, vec![3.0, f64::NAN, 40.0, 0.0]);
        let address = at(106.1, 22.9, 9);
        let png = picture(&slopes.tile(address).unwrap().unwrap());
        assert_eq!((png.info.width, png.info.height), (512, 512));
        assert_eq!(png.info.color_type, png::ColorType::Indexed);
        let palette = png.palette.unwrap();
        let colour = |index: usize| {
            let [red, green, blue] = palette[3 * index..3 * index + 3] else {
                panic!()
            };
            format!("#{red:02x}{green:02x}{blue:02x}")
        };
        let drawn: std::collections::BTreeSet<u8> = png.pixels.iter().copied().collect();
        assert_eq!(drawn, [0, 1, 5].into(), "no value, 0–5°, from 35°");
        assert_eq!(colour(1), slopes.classes()[0].colour);
        assert_eq!(colour(5), slopes.classes()[4].colour);
    }

    #[test]
    fn heights_can_be_read_back_and_no_cliff_is_made_up() {
        let heights = tiles(
            RasterKind::Elevation,
            2,
            vec![300.0, 500.0, 700.0, f64::NAN],
        );
        assert_eq!(heights.classes(), []);
        let png = picture(&heights.tile(at(106.1, 22.9, 9)).unwrap().unwrap());
        assert_eq!(png.info.color_type, png::ColorType::Rgb);
        let read: Vec<f64> = png
            .pixels
            .chunks(3)
            .map(|p| f64::from(p[0]) * 256.0 + f64::from(p[1]) + f64::from(p[2]) / 256.0 - 32768.0)
            .collect();
        let (least, greatest) = read
            .iter()
            .fold((f64::MAX, f64::MIN), |(least, greatest), height| {
                (least.min(*height), greatest.max(*height))
            });
        assert!(
            (300.0..310.0).contains(&least) && (690.0..=700.0).contains(&greatest),
            "{least} {greatest}"
        );
    }

    #[test]
    fn tiles_end_where_they_say_nothing_more() {
        // A cell of 0.1° is a pixel at zoom 3 (0.0879°); a tile of 0.0002° cells goes to the last zoom.
        assert_eq!(tiles(RasterKind::Slope, 1, vec![1.0]).max_zoom(), 5);
    }
}
