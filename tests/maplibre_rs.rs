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

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use geo::{Coord, Polygon, Scale};
use http_body_util::BodyExt;
use nonnuoc::analysis::illustration::inputs;
use nonnuoc::analysis::map_sheet::map_sheet;
use nonnuoc::analysis::unit_map::UnitMap;
use nonnuoc::formats::shipped;
use nonnuoc::geometry::interrupt::Interrupt;
use nonnuoc::http::{AppState, router};
use nonnuoc::model::map_sheet::MapRequest;
use nonnuoc::model::{Edit, LayerId, PlaceKind, Record, Snapshot};
use nonnuoc::report::map_sheet::thumbnail;
use nonnuoc::store::{Actor, SqliteKeyring, SqliteStore, Store, Transaction};
use nonnuoc::tiles::maplibre_rs::{Picture, draw, smallest_tile};
use nonnuoc::tiles::{COMMUNES, FeatureData, TileAddress, Tileset};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use tower::ServiceExt;

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
fn common_colour(picture: &Pixmap, column: u32, row: u32, reach: u32) -> Option<[u8; 3]> {
    let colour = |column, row| {
        let pixel = picture.pixel(column, row)?;
        Some([pixel.red(), pixel.green(), pixel.blue()])
    };
    let wanted = colour(column, row)?;
    let mut around = (column - reach..=column + reach)
        .flat_map(|column| (row - reach..=row + reach).map(move |row| (column, row)));
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
            let Some(colour) = common_colour(&from_shapes, column, row, REACH) else {
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

/// The server's small picture of a layer of zones that lie in each other, which maplibre-rs draws, and the one drawn from the stored shapes.
#[tokio::test]
async fn the_catalogue_shows_areas_as_maplibre_rs_draws_them() {
    const LAYER: &str = "illustrative-landslide-zones";
    const WIDTH: u32 = 800;
    let store = Arc::new(SqliteStore::in_memory().unwrap());
    let shipped = shipped::records().unwrap().into_iter().map(Edit::Put);
    commit(&store, shipped.collect());
    let today = on();
    let map = UnitMap::new(&store.snapshot(), today);
    let added = inputs::layers(&store.snapshot(), &map).into_iter();
    commit(
        &store,
        added.filter_map(seen_from_afar).map(Edit::Put).collect(),
    );
    let keyring = Arc::new(SqliteKeyring::in_memory().unwrap());
    let server = router(AppState::new(
        Arc::clone(&store) as Arc<dyn Store>,
        keyring,
        false,
    ));
    let path = format!("/api/layers/{LAYER}/thumbnail?size={WIDTH}");
    let answer = server.oneshot(Request::get(path).body(Body::empty()).unwrap());
    let answer = answer.await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let from_tile = answer.into_body().collect().await.unwrap().to_bytes();

    let request = MapRequest {
        layers: Some(vec![LayerId::new(LAYER).unwrap()]),
        ..MapRequest::default()
    };
    let sheet = map_sheet(&store.snapshot(), &request, today).unwrap();
    let from_shapes = thumbnail(&sheet, WIDTH, &Interrupt::default()).unwrap();
    assert_ne!(
        from_tile, from_shapes,
        "the stored shapes were drawn instead"
    );
    let from_tile = Pixmap::decode_png(&from_tile).unwrap();
    let from_shapes = Pixmap::decode_png(&from_shapes).unwrap();
    assert_eq!(
        (from_tile.width(), from_tile.height()),
        (from_shapes.width(), from_shapes.height())
    );
    let compared = compared(&from_tile, &from_shapes);
    for known in GROUND {
        let alike = compared
            .iter()
            .filter(|(colour, _)| is_near(**colour, known));
        let pixels: usize = alike.map(|(_, pixels)| pixels).sum();
        assert!(pixels > 100, "only {pixels} pixels of {known:?} compared");
    }
}

/// How often each colour of the ground that a pixel of the one picture shares with its neighbours was found in the other.
fn compared(from_tile: &Pixmap, from_shapes: &Pixmap) -> HashMap<[u8; 3], usize> {
    let mut compared = HashMap::<[u8; 3], usize>::new();
    for row in 1..from_shapes.height() - 1 {
        for column in 1..from_shapes.width() - 1 {
            let Some(wanted) = common_colour(from_shapes, column, row, 1) else {
                continue;
            };
            let is_known = GROUND.iter().any(|known| is_near(wanted, *known));
            if !is_known {
                continue;
            }
            let drawn = from_tile.pixel(column, row).unwrap();
            let drawn = [drawn.red(), drawn.green(), drawn.blue()];
            assert!(
                is_near(drawn, wanted),
                "column {column}, row {row}: {drawn:?} for {wanted:?}"
            );
            *compared.entry(wanted).or_default() += 1;
        }
    }
    compared
}

/// The zones of one spot, made so large that they are seen in a small picture; nothing for those of the others.
fn seen_from_afar(record: Record) -> Option<Record> {
    let Record::Place(place) = record else {
        return Some(record);
    };
    let mut place = Arc::unwrap_or_clone(place);
    if place.kind == PlaceKind::LandslideZone {
        if !place.id.as_str().ends_with("ca-thanh") {
            return None;
        }
        let geometry = place.geometry.take().unwrap();
        place.geometry = Some(geometry.scale(8.0));
    }
    Some(Record::Place(Arc::new(place)))
}

/// What is around the province, its land, an area of hazard over it (28 % of #8a4b08), and one within another. Borders and the
/// outlines of areas lie otherwise in the two pictures, or are not in both.
const GROUND: [[u8; 3]; 4] = [
    [238, 237, 233],
    [251, 250, 247],
    [219, 201, 180],
    [196, 166, 132],
];

fn is_near(one: [u8; 3], other: [u8; 3]) -> bool {
    one.iter().zip(other).all(|(a, b)| a.abs_diff(b) <= 2)
}

fn commit(store: &SqliteStore, edits: Vec<Edit>) {
    let transaction = Transaction {
        actor: Actor::command("test"),
        reason: "Prepare a test".to_owned(),
        expected_version: None,
        edits,
    };
    store.commit(transaction).unwrap();
}
