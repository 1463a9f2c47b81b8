//! Our tiles drawn by maplibre-rs, compared with the same polygons drawn as SVG by resvg: two renderers that nobody
//! here wrote, one of which reads the tiles and one the stored shapes.
//!
//! # Tolerance
//! Tiles are simplified for their zoom, so the two may differ along borders. A pixel counts when all pixels within
//! three of it have one colour in the SVG picture; of those, every one has that colour in the other picture too.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

use std::fmt::Write;

use geo::{Coord, Polygon};
use nonnuoc::formats::shipped;
use nonnuoc::model::Snapshot;
use nonnuoc::tiles::maplibre_rs::{Picture, draw, smallest_tile};
use nonnuoc::tiles::{COMMUNES, FeatureData, TileAddress, Tileset};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// The five classes of the sequential palette, light to dark.
const COLOURS: [[u8; 3]; 5] = [
    [0xdc, 0xee, 0xea],
    [0xa9, 0xd8, 0xce],
    [0x66, 0xb3, 0xa6],
    [0x2b, 0x8a, 0x7c],
    [0x0b, 0x57, 0x50],
];

const SIDE: u32 = 2048;
const REACH: u32 = 3;

/// Neighbours in the list of codes get different classes.
fn class_of(code: u64) -> usize {
    usize::try_from(code).unwrap() % COLOURS.len()
}

fn on() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 1)
}

/// Where a place lies in the picture of a tile, in pixels.
fn pixel(place: Coord<f64>, tile: TileAddress) -> (f64, f64) {
    let tiles = f64::from(1_u32 << tile.zoom());
    let x = (place.x + 180.0) / 360.0;
    let y = 0.5 - place.y.to_radians().tan().asinh() / std::f64::consts::TAU;
    let side = f64::from(SIDE);
    (
        (x * tiles - f64::from(tile.column())) * side,
        (y * tiles - f64::from(tile.row())) * side,
    )
}

fn path(polygon: &Polygon<f64>, tile: TileAddress) -> String {
    let rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
    rings.fold(String::new(), |mut path, ring| {
        for (index, place) in ring.coords().enumerate() {
            let (x, y) = pixel(*place, tile);
            write!(path, "{}{x:.3} {y:.3}", if index == 0 { 'M' } else { 'L' }).unwrap();
        }
        path + "Z"
    })
}

/// The units' stored shapes, drawn by resvg without smoothing.
fn drawn_from_shapes(snapshot: &Snapshot, tile: TileAddress) -> Pixmap {
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}"><g shape-rendering="crispEdges" fill-rule="evenodd">"#
    );
    for unit in snapshot.units().on(on()) {
        let boundary = snapshot.map().of(&unit.key, on()).unwrap();
        let [red, green, blue] = COLOURS[class_of(unit.code().number())];
        for polygon in &boundary.geometry {
            let shape = path(polygon, tile);
            write!(
                svg,
                r##"<path fill="#{red:02x}{green:02x}{blue:02x}" d="{shape}"/>"##
            )
            .unwrap();
        }
    }
    svg.push_str("</g></svg>");
    let tree = Tree::from_str(&svg, &Options::default()).unwrap();
    let mut pixmap = Pixmap::new(SIDE, SIDE).unwrap();
    pixmap.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    pixmap
}

fn drawn_from_tile(snapshot: &Snapshot, tile: TileAddress) -> Picture {
    let tileset = Tileset::of_snapshot(snapshot, on()).unwrap();
    let class = |data: &FeatureData| data.id.map(class_of);
    let layer = tileset.layer(COMMUNES).unwrap();
    draw(layer.tile_by_class(tile, class).unwrap(), &COLOURS, SIDE).unwrap()
}

/// The colour that all pixels around one share in a picture; `None` where they differ.
fn common_colour(picture: &Pixmap, column: u32, row: u32) -> Option<[u8; 3]> {
    let colour = |column, row| {
        let pixel = picture.pixel(column, row)?;
        Some([pixel.red(), pixel.green(), pixel.blue()])
    };
    let wanted = colour(column, row)?;
    let mut around = (column - REACH..=column + REACH)
        .flat_map(|column| (row - REACH..=row + REACH).map(move |row| (column, row)));
    around
        .all(|(column, row)| colour(column, row) == Some(wanted))
        .then_some(wanted)
}

#[test]
fn maplibre_rs_draws_the_same_classes_in_the_same_places_as_resvg() {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    let bounds = Tileset::of_snapshot(&snapshot, on()).unwrap();
    let bounds = bounds.layer(COMMUNES).unwrap().bounds().unwrap();
    let tile = smallest_tile(bounds, 16).unwrap();
    let (from_tile, from_shapes) = (
        drawn_from_tile(&snapshot, tile),
        drawn_from_shapes(&snapshot, tile),
    );
    let mut compared = [0_usize; COLOURS.len()];
    for row in REACH..SIDE - REACH {
        for column in REACH..SIDE - REACH {
            let Some(colour) = common_colour(&from_shapes, column, row) else {
                continue;
            };
            assert_eq!(
                from_tile.colour(column, row),
                Some(colour),
                "column {column}, row {row}"
            );
            if let Some(class) = COLOURS.iter().position(|known| *known == colour) {
                compared[class] += 1;
            }
        }
    }
    for (class, pixels) in compared.into_iter().enumerate() {
        assert!(
            pixels > 2_000,
            "class {class}: only {pixels} pixels compared"
        );
    }
}
