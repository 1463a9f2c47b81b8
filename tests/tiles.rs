//! Tiles of the shipped data, read back by an engine that nobody here wrote.

use nonnuoc::formats::shipped;
use nonnuoc::model::Snapshot;
use nonnuoc::tiles::{TileAddress, Tileset, mercator};

fn tileset() -> Tileset {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    Tileset::of_snapshot(&snapshot, jiff::civil::date(2026, 11, 1)).unwrap()
}

/// Every tile of a zoom that may hold something of the province.
fn tiles_of_province(zoom: u8) -> Vec<TileAddress> {
    let corner = |x: f64, y: f64| mercator::tile_at(geo::Coord { x, y }, zoom).unwrap();
    let (north_west, south_east) = (corner(105.2, 23.2), corner(106.9, 22.3));
    (north_west.column()..=south_east.column())
        .flat_map(|column| (north_west.row()..=south_east.row()).map(move |row| (column, row)))
        .map(|(column, row)| TileAddress::new(zoom, column, row).unwrap())
        .collect()
}

#[test]
fn probe() {
    let start = std::time::Instant::now();
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    println!("snapshot {:?}", start.elapsed());
    let start = std::time::Instant::now();
    let tileset = Tileset::of_snapshot(&snapshot, jiff::civil::date(2026, 11, 1)).unwrap();
    println!("tileset {:?}", start.elapsed());
    for layer in tileset.layers() {
        println!("{} {} {:?}", layer.name(), layer.feature_count(), layer.bounds());
        for zoom in [0, 5, 6, 8, 10, 12, 14] {
            let start = std::time::Instant::now();
            let tiles = tiles_of_province(zoom);
            let sizes: Vec<_> = tiles
                .iter()
                .filter_map(|tile| layer.tile(*tile).unwrap())
                .map(|tile| tile.len())
                .collect();
            println!(
                "  z{zoom}: {} of {} tiles, {} bytes, largest {:?}, {:?}",
                sizes.len(),
                tiles.len(),
                sizes.iter().sum::<usize>(),
                sizes.iter().max(),
                start.elapsed()
            );
        }
    }
}
