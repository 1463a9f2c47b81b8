//! Pictures of polygon layers, drawn from our own tiles by maplibre-rs: a renderer that nobody here wrote, and so a
//! second reader of the tiles and of their colours.
//!
//! # Limits
//! maplibre-rs 0.0.3 fills the polygons of a layer of a tile with one colour. It has no filters and no text, so each
//! class is a layer of its own ([`class_layer`]). It needs a graphics adapter; Mesa's software one (lavapipe) will do.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use geo::Coord;
use maplibre::context::MapContext;
use maplibre::headless::environment::HeadlessEnvironment;
use maplibre::headless::map::HeadlessMap;
use maplibre::headless::{HeadlessPlugin, create_headless_renderer};
use maplibre::kernel::Kernel;
use maplibre::plugin::Plugin;
use maplibre::render::graph::RenderGraph;
use maplibre::render::resource::Head;
use maplibre::render::{RenderPlugin, RenderStageLabel};
use maplibre::schedule::Schedule;
use maplibre::style::Style;
use maplibre::style::layer::{FillPaint, LayerPaint, StyleLayer};
use maplibre::tcs::system::{System, SystemContainer};
use maplibre::tcs::world::World;
use maplibre::vector::{DefaultVectorTransferables, VectorPlugin};

use super::TileAddress;
use super::mercator::{place_share, tile_at};
use crate::geometry::Bounds;

/// Bytes of a pixel: red, green, blue, opacity.
const PIXEL_BYTES: usize = 4;

/// What the renderer paints where there is nothing.
const WHITE: [u8; 3] = [u8::MAX; 3];

/// Rows of a mapped texture begin at multiples of so many bytes.
const ROW_ALIGNMENT: usize = 256;

/// The largest side of a picture, in pixels; adapters draw at least so much.
pub const LARGEST_SIDE: u32 = 4096;

/// Why a picture could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum DrawError {
    /// The side is no size for a picture.
    #[error("a picture of {0} pixels a side cannot be drawn: ask for 1 to {LARGEST_SIDE}")]
    Side(u32),
    /// The renderer gave up, mostly because there is no graphics adapter.
    #[error("maplibre-rs could not draw: {0}. It needs a graphics adapter or Mesa's software one")]
    Renderer(String),
}

/// A square picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels along a side.
    pub side: u32,
    /// Red, green, blue and opacity of each pixel, rows from north to south. What no polygon covers is white.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// The colour of a pixel; `None` outside.
    #[must_use]
    pub fn colour(&self, column: u32, row: u32) -> Option<[u8; 3]> {
        if column >= self.side || row >= self.side {
            return None;
        }
        let start = (row as usize * self.side as usize + column as usize) * PIXEL_BYTES;
        self.pixels.get(start..start + 3)?.try_into().ok()
    }

    /// The colour at a longitude and latitude (degrees, WGS 84) where this is the picture of that tile; `None` outside of
    /// it and where no polygon lies.
    #[must_use]
    pub fn colour_at(&self, tile: TileAddress, place: Coord<f64>) -> Option<[u8; 3]> {
        let tiles = f64::from(1_u32 << tile.zoom());
        let Coord { x, y } = place_share(place);
        let side = f64::from(self.side);
        let (column, row) = (
            (x * tiles - f64::from(tile.column())) * side,
            (y * tiles - f64::from(tile.row())) * side,
        );
        let inside = 0.0..side;
        let is_inside = inside.contains(&column) && inside.contains(&row);
        let colour = is_inside.then(|| self.colour(column as u32, row as u32))?;
        colour.filter(|colour| *colour != WHITE)
    }
}

/// The name of the layer that holds the polygons of a class.
#[must_use]
pub fn class_layer(class: usize) -> String {
    format!("class-{class}")
}

/// The smallest tile, of zoom `greatest_zoom` or less, that holds the whole of a box (degrees, WGS 84).
#[must_use]
pub fn smallest_tile(bounds: Bounds, greatest_zoom: u8) -> Option<TileAddress> {
    let corner = |x: f64, y: f64, zoom| tile_at(Coord { x, y }, zoom);
    (0..=greatest_zoom).rev().find_map(|zoom| {
        let first = corner(bounds.west, bounds.north, zoom)?;
        (corner(bounds.east, bounds.south, zoom)? == first).then_some(first)
    })
}

/// Draws a tile whose layers are classes, each filled with its colour (red, green, blue).
///
/// # Errors
/// [`DrawError`] for a side out of bounds, or where the renderer gives up.
pub fn draw(tile: Vec<u8>, colours: &[[u8; 3]], side: u32) -> Result<Picture, DrawError> {
    if side == 0 || side > LARGEST_SIDE {
        return Err(DrawError::Side(side));
    }
    let colours = colours.to_vec();
    // The renderer is not made to move between threads, and panics where there is no adapter.
    let drawing = thread::spawn(move || draw_here(tile, &colours, side));
    drawing
        .join()
        .unwrap_or_else(|payload| Err(DrawError::Renderer(words_of(payload.as_ref()))))
}

fn words_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("it stopped without saying why")
        .to_owned()
}

fn draw_here(tile: Vec<u8>, colours: &[[u8; 3]], side: u32) -> Result<Picture, DrawError> {
    let fault = |message: String| DrawError::Renderer(message);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| fault(error.to_string()))?;
    let rows = Rows::default();
    runtime.block_on(async {
        let (kernel, renderer) = create_headless_renderer(side, None).await;
        let plugins: Vec<Box<dyn Plugin<HeadlessEnvironment>>> = vec![
            Box::new(RenderPlugin),
            Box::new(VectorPlugin::<DefaultVectorTransferables>::default()),
            Box::new(HeadlessPlugin::new(false)),
            Box::new(ReadRows(Arc::clone(&rows))),
        ];
        let mut map = HeadlessMap::new(style(colours), renderer, kernel, plugins)
            .map_err(|_| fault("its map could not be set up".to_owned()))?;
        let names: Vec<String> = (0..colours.len()).map(class_layer).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let layers = map.process_tile(tile.into_boxed_slice(), &names).await;
        map.render_tile(layers);
        Ok(())
    })?;
    let rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
    let pixels = without_padding(&rows, side);
    pixels
        .map(|pixels| Picture { side, pixels })
        .ok_or_else(|| fault("it drew no picture".to_owned()))
}

/// One fill for each class. The order counts from 1: what has index 0 is not drawn.
fn style(colours: &[[u8; 3]]) -> Style {
    let layers = colours.iter().zip(0..).map(|(colour, class)| {
        let [red, green, blue] = *colour;
        StyleLayer {
            index: class + 1,
            id: class_layer(class as usize),
            source_layer: Some(class_layer(class as usize)),
            paint: Some(LayerPaint::Fill(FillPaint {
                fill_color: Some([red, green, blue].into()),
            })),
            ..StyleLayer::default()
        }
    });
    Style {
        layers: layers.collect(),
        ..Style::default()
    }
}

/// The rows of a mapped texture without what fills them up; `None` when they are too few.
fn without_padding(rows: &[u8], side: u32) -> Option<Vec<u8>> {
    let wanted = side as usize * PIXEL_BYTES;
    let stride = wanted.next_multiple_of(ROW_ALIGNMENT);
    let is_whole = rows.len() == stride * side as usize;
    is_whole.then(|| {
        let rows = rows.chunks_exact(stride);
        rows.flat_map(|row| &row[..wanted]).copied().collect()
    })
}

type Rows = Arc<Mutex<Vec<u8>>>;

/// Takes the drawn picture off the adapter once it is finished.
struct ReadRows(Rows);

impl System for ReadRows {
    fn name(&self) -> Cow<'static, str> {
        "read_rows".into()
    }

    fn run(&mut self, context: &mut MapContext) {
        let renderer = &context.renderer;
        if let Head::Headless(texture) = renderer.state().surface().head() {
            let slice = texture.map_async(&renderer.device);
            let mapped = slice.get_mapped_range();
            let mut rows = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            rows.extend_from_slice(&mapped);
            drop(mapped);
            texture.unmap();
        }
    }
}

impl Plugin<HeadlessEnvironment> for ReadRows {
    fn build(
        &self,
        schedule: &mut Schedule,
        _kernel: Rc<Kernel<HeadlessEnvironment>>,
        _world: &mut World,
        _graph: &mut RenderGraph,
    ) {
        let read = SystemContainer::new(Self(Arc::clone(&self.0)));
        schedule.add_system_to_stage(RenderStageLabel::Cleanup, read);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_tile_holds_the_whole_box() {
        let province = Bounds {
            west: 105.26,
            south: 22.35,
            east: 106.84,
            north: 23.13,
        };
        let tile = smallest_tile(province, 16).unwrap();
        assert_eq!((tile.zoom(), tile.column(), tile.row()), (7, 101, 55));
        let spot = Bounds {
            west: 106.0,
            south: 22.6,
            east: 106.0,
            north: 22.6,
        };
        assert_eq!(smallest_tile(spot, 12).unwrap().zoom(), 12);
        let across_the_equator = Bounds {
            west: 105.0,
            south: -1.0,
            east: 106.0,
            north: 1.0,
        };
        assert_eq!(smallest_tile(across_the_equator, 16).unwrap().zoom(), 0);
    }

    #[test]
    fn a_place_has_the_colour_of_its_pixel() {
        let red = [200, 0, 0, 255];
        let white = [255; 4];
        let picture = Picture {
            side: 2,
            pixels: [white, white, white, red].concat(),
        };
        let tile = TileAddress::new(1, 1, 0).unwrap();
        let at = |x: f64, y: f64| picture.colour_at(tile, Coord { x, y });
        // The tile's south-eastern quarter, from 90° E and to the equator.
        assert_eq!(at(100.0, 20.0), Some([200, 0, 0]));
        assert_eq!(at(80.0, 20.0), None, "white: nothing lies there");
        assert_eq!(at(100.0, -20.0), None, "south of the tile");
        assert_eq!(at(-10.0, 20.0), None, "west of the tile");
    }

    #[test]
    fn rows_lose_what_fills_them_up() {
        let side = 2;
        let mut rows = vec![9; ROW_ALIGNMENT * 2];
        rows[..8].copy_from_slice(&[1, 2, 3, 4, 5, 6, 7, 8]);
        let pixels = without_padding(&rows, side).unwrap();
        assert_eq!(pixels.len(), 16);
        assert_eq!(pixels[..8], [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(without_padding(&rows[1..], side), None);
    }

    #[test]
    fn a_side_out_of_bounds_is_refused() {
        assert!(matches!(draw(Vec::new(), &[], 0), Err(DrawError::Side(0))));
    }
}
