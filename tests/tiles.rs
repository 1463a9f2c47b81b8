//! Tiles of the shipped data, read back by an engine that nobody here wrote: GDAL's reader of vector tiles
//! and GEOS.
//!
//! # Tolerance
//! On a zoom's grid a border is drawn by both neighbours along the same vertices, so their areas add up to
//! the area of the province without a remainder: a millionth of a grid square is allowed for the reader's
//! arithmetic. GEOS may find a thousandth of a square of overlap where it rounds an intersection.
#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as it should be"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use gdal::vector::{Geometry, LayerAccess};
use gdal::{Dataset, DatasetOptions, GdalOpenFlags};
use geo::{Contains, Distance, Euclidean};
use nonnuoc::formats::shipped;
use nonnuoc::geometry::grid::GridPoint;
use nonnuoc::geometry::label_point::label_point;
use nonnuoc::geometry::topology::{BorderArc, Topology};
use nonnuoc::model::{Layer, LayerContent, LayerId, Place, PlaceId, PlaceKind, Record, Snapshot};
use nonnuoc::tiles::simplify::WeighedArc;
use nonnuoc::tiles::{
    COMMUNE_BORDERS, COMMUNE_LABELS, COMMUNES, PROVINCE, TileAddress, Tileset, mercator, simplify,
};

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

/// A path in GDAL's memory that no other test uses.
fn free_path() -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    PathBuf::from(format!(
        "/vsimem/{}.mvt",
        COUNT.fetch_add(1, Ordering::Relaxed)
    ))
}

/// The geometries of a tile's only layer, in grid steps.
fn read_tile(bytes: Vec<u8>) -> Vec<Geometry> {
    let path = free_path();
    gdal::vsi::create_mem_file(&path, bytes).unwrap();
    let dataset = open(&path, "CLIP=NO");
    assert_eq!(dataset.layer_count(), 1);
    let mut layer = dataset.layer(0).unwrap();
    let geometries = layer
        .features()
        .map(|feature| feature.geometry().unwrap().clone())
        .collect();
    drop(dataset);
    gdal::vsi::unlink_mem_file(&path).unwrap();
    geometries
}

/// The geometries of a tile's only layer, each with a property.
fn read_named(bytes: Vec<u8>, property: &str) -> Vec<(String, Geometry)> {
    let path = free_path();
    gdal::vsi::create_mem_file(&path, bytes).unwrap();
    let dataset = open(&path, "CLIP=NO");
    let mut layer = dataset.layer(0).unwrap();
    let position = layer.defn().field_index(property).unwrap();
    let named = layer
        .features()
        .map(|feature| {
            let text = feature.field_as_string(position).unwrap().unwrap();
            (text, feature.geometry().unwrap().clone())
        })
        .collect();
    drop(dataset);
    gdal::vsi::unlink_mem_file(&path).unwrap();
    named
}

/// Opens a tile as if it were the whole world in one tile, wherever it belongs.
fn open(path: &Path, clip: &str) -> Dataset {
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_VECTOR,
        open_options: Some(&[clip, "X=0", "Y=0", "Z=0"]),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(path, options).unwrap()
}

/// The side of a grid step in the plane in which GDAL places the world's one tile.
const STEP: f64 = 40_075_016.685_578_49 / 4096.0;

/// Every tile up to zoom 12, then every 37th.
fn sampled_tiles(zoom: u8) -> impl Iterator<Item = TileAddress> {
    tiles_of_province(zoom)
        .into_iter()
        .step_by(if zoom > 12 { 37 } else { 1 })
}

#[test]
fn communes_fill_the_province_and_never_overlap_at_any_zoom() {
    let tileset = tileset();
    for tile in (0..=16).flat_map(sampled_tiles) {
        let Some(communes) = tileset.tile(COMMUNES, tile).unwrap() else {
            continue;
        };
        let parted = parted_from_the_province(&tileset, tile, &read_tile(communes));
        assert!(
            parted <= 1e-6,
            "{tile:?}: {parted} squares between communes and province"
        );
    }
}

/// By how many squares the shapes of a tile together are larger or smaller than the province, which they are if
/// they leave gaps. They are valid and do not overlap.
fn parted_from_the_province(tileset: &Tileset, tile: TileAddress, shapes: &[Geometry]) -> f64 {
    let square = STEP * STEP;
    let province = read_tile(tileset.tile(PROVINCE, tile).unwrap().unwrap());
    let is_valid = shapes.iter().chain(&province).all(Geometry::is_valid);
    assert!(is_valid, "{tile:?}");
    let sum: f64 = shapes.iter().map(Geometry::area).sum();
    let of_province: f64 = province.iter().map(Geometry::area).sum();
    let overlap = overlap_of(shapes) / square;
    assert!(overlap <= 1e-3, "{tile:?}: {overlap} squares of overlap");
    (sum - of_province).abs() / square
}

/// The area of the holes that neighbours leave between them, in squares of the tile's grid.
fn holes_between(shapes: &[Geometry]) -> f64 {
    let Some((first, others)) = shapes.split_first() else {
        return 0.0;
    };
    let union = others
        .iter()
        .fold(first.clone(), |union, shape| union.union(shape).unwrap());
    let parts: Vec<Geometry> = match union.geometry_type() {
        gdal::vector::OGRwkbGeometryType::wkbMultiPolygon => (0..union.geometry_count())
            .map(|part| union.get_geometry(part).clone())
            .collect(),
        _ => vec![union.clone()],
    };
    let filled: f64 = parts.iter().map(|part| part.get_geometry(0).area()).sum();
    (filled - union.area()) / (STEP * STEP)
}

/// The shipped data with a layer of landslide zones.
fn with_zones(zones: impl IntoIterator<Item = geo::Geometry>) -> Snapshot {
    let mut records = shipped::records().unwrap();
    let shipped = Snapshot::new(1, records.clone());
    let towns = shipped.layer(&"towns".parse().unwrap()).unwrap();
    let id: LayerId = "zones".parse().unwrap();
    let layer = Layer {
        id: id.clone(),
        content: LayerContent::Places(PlaceKind::LandslideZone),
        ..Layer::clone(towns)
    };
    records.push(Record::Layer(layer.into()));
    for (index, zone) in zones.into_iter().enumerate() {
        let place = Place {
            id: PlaceId::new(format!("zone-{index}")).unwrap(),
            layer: id.clone(),
            kind: PlaceKind::LandslideZone,
            name: format!("Vùng {index}"),
            valid_from: None,
            valid_to: None,
            unit_codes: Vec::new(),
            accuracy_m: None,
            attributes: BTreeMap::new(),
            geometry: Some(zone),
        };
        records.push(Record::Place(place.into()));
    }
    Snapshot::new(1, records)
}

/// The outlines of the communes, each a zone; with one more that lies over some of them and shares no border.
///
/// The province's outline keeps a vertex at either end of the national border that the zones' need not have: there,
/// in two tiles and the buffers of those beside them, it may be off by some squares, the same on the ground at every
/// zoom. Between the zones there is no hole.
#[test]
fn neighbours_of_any_layer_never_part_or_overlap_at_any_zoom() {
    let shipped = Snapshot::new(1, shipped::records().unwrap());
    let outlines: Vec<geo::Geometry> = shipped
        .map()
        .all()
        .map(|boundary| boundary.geometry.clone().into())
        .collect();
    let over = geo::Rect::new((105.9, 22.6), (106.3, 22.8)).to_polygon();
    for (zones, more) in [
        (outlines.clone(), 0),
        ([outlines, vec![over.into()]].concat(), 1),
    ] {
        let snapshot = with_zones(zones);
        let tileset = Tileset::of_snapshot(&snapshot, jiff::civil::date(2026, 11, 1)).unwrap();
        for zoom in 0..=16 {
            let mut at_ends = 0;
            for tile in sampled_tiles(zoom) {
                let Some(drawn) = tileset.tile("zones", tile).unwrap() else {
                    continue;
                };
                let named = read_named(drawn, "name").into_iter();
                let neighbours: Vec<Geometry> = named
                    .filter(|(name, _)| more == 0 || name != "Vùng 56")
                    .map(|(_, geometry)| geometry)
                    .collect();
                if neighbours.is_empty() {
                    continue;
                }
                let parted = parted_from_the_province(&tileset, tile, &neighbours);
                at_ends += usize::from(parted > 1e-6);
                let holes = holes_between(&neighbours);
                assert!(holes <= 1e-3, "{tile:?}: {holes} squares of holes");
                let at_most = 16.0 * 4_f64.powi(i32::from(zoom.max(10)) - 10);
                assert!(parted <= at_most, "{tile:?}: {parted} squares of gaps");
            }
            assert!(at_ends <= 4, "gaps in {at_ends} tiles of zoom {zoom}");
        }
    }
}

#[test]
fn every_label_lies_in_its_commune_as_it_is_drawn() {
    let tileset = tileset();
    for zoom in [8, 10, 12] {
        let mut labels = 0;
        for tile in tiles_of_province(zoom) {
            let Some(bytes) = tileset.tile(COMMUNE_LABELS, tile).unwrap() else {
                continue;
            };
            let drawn = read_named(tileset.tile(COMMUNES, tile).unwrap().unwrap(), "code");
            for (code, label) in read_named(bytes, "code") {
                let commune = drawn.iter().find(|(other, _)| *other == code);
                assert!(commune.unwrap().1.contains(&label), "{code} at zoom {zoom}");
                labels += 1;
            }
        }
        assert_eq!(labels, 56, "zoom {zoom}");
    }
}

#[test]
fn the_label_points_of_all_communes_lie_inside_them() {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    let mut communes = 0;
    for boundary in snapshot.map().all() {
        let point = label_point(&boundary.geometry).unwrap();
        assert!(boundary.geometry.contains(&point), "{}", boundary.unit);
        communes += 1;
    }
    assert_eq!(communes, 56);
}

fn overlap_of(shapes: &[Geometry]) -> f64 {
    let pairs = shapes
        .iter()
        .enumerate()
        .flat_map(|(index, a)| shapes[index + 1..].iter().map(move |b| (a, b)));
    let shared = pairs
        .filter(|(a, b)| a.intersects(b))
        .filter_map(|(a, b)| a.intersection(b));
    shared
        .filter(|shared| shared.geometry_name().contains("POLYGON"))
        .map(|shared| shared.area())
        .sum()
}

#[test]
fn every_layer_can_be_read_by_another_engine() {
    let tileset = tileset();
    for layer in tileset.layers() {
        let tile = TileAddress::new(0, 0, 0).unwrap();
        let Some(bytes) = layer.tile(tile).unwrap() else {
            assert_eq!(
                layer.bounds(),
                None,
                "{} has features but no tile",
                layer.name()
            );
            continue;
        };
        assert!(!read_tile(bytes).is_empty());
    }
}

#[test]
fn no_border_moves_by_more_than_half_a_pixel() {
    let snapshot = Snapshot::new(1, shipped::records().unwrap());
    let shapes: Vec<_> = snapshot
        .map()
        .all()
        .map(|boundary| boundary.geometry.clone())
        .collect();
    let topology = Topology::of_coverage(&shapes).unwrap();
    let world = |arc: &BorderArc| {
        arc.points
            .iter()
            .map(|point| mercator::world_point(point.degrees()))
            .collect::<Vec<_>>()
    };
    let arcs = simplify::weigh(topology.arcs.iter().map(world).collect());
    for zoom in 0..=16 {
        let farthest = arcs
            .iter()
            .map(|arc| farthest_move(arc, zoom))
            .fold(0.0, f64::max);
        let pixels = farthest / (mercator::step(zoom) * 8) as f64;
        assert!(
            pixels <= 0.5,
            "zoom {zoom}: a border moves by {pixels} pixels of a 512-pixel tile"
        );
    }
}

/// How far, in world steps, the farthest vertex of an arc lies from the line that the zoom draws.
fn farthest_move(arc: &WeighedArc, zoom: u8) -> f64 {
    let place = |point: GridPoint| geo::Point::new(f64::from(point.x), f64::from(point.y));
    let drawn: geo::LineString = arc.at_zoom(zoom).map(place).collect::<Vec<_>>().into();
    arc.points
        .iter()
        .map(|point| Euclidean.distance(&place(*point), &drawn))
        .fold(0.0, f64::max)
}

/// The communes' figures add up to 334 km, measured on a line with 15 times as many vertices as the shipped
/// one, which is 4 % shorter over the communes in the middle of the chain.
#[test]
fn the_national_border_is_about_as_long_as_the_communes_say() {
    let tileset = tileset();
    let length_km: f64 = tiles_of_province(12)
        .into_iter()
        .filter_map(|tile| Some((tile, tileset.tile(COMMUNE_BORDERS, tile).unwrap()?)))
        .map(|(tile, bytes)| national_km(tile, bytes))
        .sum();
    assert!((315.0..325.0).contains(&length_km), "{length_km} km");
}

/// The length of the national border in a tile without its buffer.
fn national_km(tile: TileAddress, bytes: Vec<u8>) -> f64 {
    let path = free_path();
    gdal::vsi::create_mem_file(&path, bytes).unwrap();
    let dataset = open(&path, "CLIP=YES");
    let mut layer = dataset.layer(0).unwrap();
    layer.set_attribute_filter("border = 'national'").unwrap();
    let steps: f64 = layer
        .features()
        .map(|feature| feature.geometry().unwrap().length() / STEP)
        .sum();
    let side = 4096.0 * f64::from(1 << tile.zoom());
    let latitude = (std::f64::consts::PI
        * (1.0 - 2.0 * (f64::from(tile.row()) + 0.5) * 4096.0 / side))
        .sinh()
        .atan();
    steps / side * 40_075.017 * latitude.cos()
}
