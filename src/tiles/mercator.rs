//! The grids of the web map: the world grid on which borders are simplified, and the grid of each zoom.
//!
//! # Units
//! The world grid divides the square of Web Mercator (EPSG:3857) into 2³² columns and rows, counted from its
//! middle, y to the south: 9.3 mm at the equator, finer than the 1e-7° of stored borders in latitude and
//! within a tenth of it in longitude, so that no two stored vertices fall together.
//! The grid of a zoom has [`EXTENT`] steps a tile.

use geo::Coord;

use super::address::{MAX_ZOOM, TileAddress};
use crate::geometry::grid::GridPoint;

/// Grid steps along a tile's side.
pub const EXTENT: u32 = 4096;

/// How far drawings reach over a tile's side, in grid steps (8 pixels of a 512-pixel tile).
pub const BUFFER: i32 = 64;

/// The latitude at which the square of Web Mercator ends, in degrees.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

const WORLD_BITS: u32 = 32;
const EXTENT_BITS: u32 = EXTENT.ilog2();
const HALF_WORLD: i64 = 1 << (WORLD_BITS - 1);

/// The point of the world grid nearest to a longitude and latitude (degrees, WGS 84). Places beyond
/// [`MAX_LATITUDE`] go to the edge.
#[must_use]
pub fn world_point(place: Coord<f64>) -> GridPoint {
    let side = (HALF_WORLD * 2) as f64;
    let latitude = place.y.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let x = place.x / 360.0 * side;
    let y = -latitude.tan().asinh() / std::f64::consts::TAU * side;
    let clamp = |value: f64| {
        value
            .round()
            .clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32
    };
    GridPoint::new(clamp(x), clamp(y))
}

/// Longitude and latitude in degrees of a point of the world grid.
#[must_use]
pub fn place_of(point: GridPoint) -> Coord<f64> {
    let side = (HALF_WORLD * 2) as f64;
    let latitude = (-f64::from(point.y) / side * std::f64::consts::TAU)
        .sinh()
        .atan();
    Coord {
        x: f64::from(point.x) / side * 360.0,
        y: latitude.to_degrees(),
    }
}

/// The number of world steps in one grid step of a zoom, as a power of two.
fn shift(zoom: u8) -> u32 {
    WORLD_BITS - EXTENT_BITS - u32::from(zoom.min(MAX_ZOOM))
}

/// The length of one grid step of the zoom, in world steps.
#[must_use]
pub fn step(zoom: u8) -> i64 {
    1 << shift(zoom)
}

/// A world point on the grid of a zoom, counted from the north-western corner of the world.
#[must_use]
pub fn zoom_point(point: GridPoint, zoom: u8) -> GridPoint {
    let on_grid =
        |value: i32| ((i64::from(value) + HALF_WORLD + step(zoom) / 2) >> shift(zoom)) as i32;
    GridPoint::new(on_grid(point.x), on_grid(point.y))
}

/// A point of a zoom's grid, counted from the north-western corner of a tile.
#[must_use]
pub fn to_tile(point: GridPoint, tile: TileAddress) -> GridPoint {
    let local = |value: i32, number: u32| value - (number * EXTENT) as i32;
    GridPoint::new(local(point.x, tile.column()), local(point.y, tile.row()))
}

/// A world point on a tile's grid. All tiles of a zoom share one grid, so that a vertex falls on the same
/// spot in each.
#[must_use]
pub fn tile_point(point: GridPoint, tile: TileAddress) -> GridPoint {
    to_tile(zoom_point(point, tile.zoom()), tile)
}

/// The box of a tile with its buffer, in world steps: west, north, east, south.
#[must_use]
pub fn world_box(tile: TileAddress) -> [i64; 4] {
    let side = step(tile.zoom()) * i64::from(EXTENT);
    let margin = step(tile.zoom()) * (i64::from(BUFFER) + 1);
    let west = i64::from(tile.column()) * side - HALF_WORLD;
    let north = i64::from(tile.row()) * side - HALF_WORLD;
    [
        west - margin,
        north - margin,
        west + side + margin,
        north + side + margin,
    ]
}

/// Where a longitude and latitude (degrees, WGS 84) lie in the square of the world: parts of its side from the west and
/// from the north.
#[cfg(feature = "maplibre-rs")]
#[must_use]
pub fn place_share(place: Coord<f64>) -> Coord<f64> {
    let at = world_point(place);
    let side = (HALF_WORLD * 2) as f64;
    Coord {
        x: f64::from(at.x) / side + 0.5,
        y: f64::from(at.y) / side + 0.5,
    }
}

/// The tile of a zoom that holds a place.
#[must_use]
pub fn tile_at(place: Coord<f64>, zoom: u8) -> Option<TileAddress> {
    let point = world_point(place);
    let bits = WORLD_BITS - u32::from(zoom);
    let number = |value: i32| ((i64::from(value) + HALF_WORLD) >> bits) as u32;
    TileAddress::new(zoom, number(point.x), number(point.y)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THUC_PHAN: Coord<f64> = Coord {
        x: 106.26,
        y: 22.665,
    };

    #[test]
    fn a_place_comes_back_within_a_centimetre() {
        let back = place_of(world_point(THUC_PHAN));
        assert!(
            (back.x - THUC_PHAN.x).abs() < 1e-7 && (back.y - THUC_PHAN.y).abs() < 1e-7,
            "{back:?}"
        );
    }

    #[test]
    fn the_provincial_centre_is_in_its_known_tiles() {
        let tile = tile_at(THUC_PHAN, 9).unwrap();
        // By hand: (106.26 + 180) / 360 · 512 = 407.1; the row from asinh(tan 22.665°) = 0.4060 rad.
        assert_eq!((tile.column(), tile.row()), (407, 222));
        let inside = tile_point(world_point(THUC_PHAN), tile);
        assert!(
            (0..4096).contains(&inside.x) && (0..4096).contains(&inside.y),
            "{inside:?}"
        );
    }

    #[test]
    fn neighbouring_tiles_agree_on_every_vertex() {
        let here = tile_at(THUC_PHAN, 12).unwrap();
        let east = TileAddress::new(12, here.column() + 1, here.row()).unwrap();
        let point = world_point(Coord {
            x: 106.3001,
            y: 22.6602,
        });
        let (in_here, in_east) = (tile_point(point, here), tile_point(point, east));
        assert_eq!((in_here.x - 4096, in_here.y), (in_east.x, in_east.y));
    }

    #[test]
    fn the_edge_of_the_world_stays_on_the_grid() {
        assert_eq!(
            world_point(Coord { x: 180.0, y: -90.0 }),
            GridPoint::new(i32::MAX, i32::MAX)
        );
        assert_eq!(world_point(Coord { x: -180.0, y: 90.0 }).x, i32::MIN);
    }
}
