//! The ground that is judged: its cells, their heights, and how far they lie from everything that matters.

use std::collections::BTreeMap;

use geo::{BoundingRect, Coord, Geometry, Intersects, LineString, Rect};
use rstar::RTree;
use rstar::primitives::Line;

use super::grid::Grid;
use super::steep_ground::SteepGround;
use super::{RelocationError, RelocationRequest, terrain};
use crate::analysis::exposure::HazardZone;
use crate::analysis::unit_map::UnitMap;
use crate::geometry::Bounds;
use crate::geometry::containment::BandedRegion;
use crate::geometry::geodesic::densify;
use crate::geometry::grid::GridPoint;
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::geometry::metric_crs::MetricCrs;
use crate::geometry::parts;
use crate::model::raster::{Raster, RasterKind};
use crate::model::{Layer, LayerId, Place, PlaceKind, Snapshot, UnitCode};

/// Ground beyond the asked units that still matters to them, degrees: some five kilometres.
const MARGIN_DEGREES: f64 = 0.05;
/// More cells than this are not judged at once.
const MOST_CELLS: usize = 4_000_000;
/// Longest straight edge in the plane, metres.
const LONGEST_EDGE_M: f64 = 2_000.0;

/// What ground may be near to or far from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Theme {
    HazardZone,
    River,
    ProtectedForest,
    Border,
    Road,
    Farmland,
    School,
    HealthPost,
    OldVillage,
}

/// Distances to one theme, prepared.
pub(super) struct Nearness {
    edges: RTree<Line<[f64; 2]>>,
    areas: Vec<(Rect<f64>, BandedRegion)>,
}

impl Nearness {
    /// Prepares shapes (WGS 84); none when there is none.
    pub(super) fn new<'a>(
        plane: &MetricCrs,
        shapes: impl IntoIterator<Item = &'a Geometry<f64>>,
    ) -> Option<Self> {
        let mut edges = Vec::new();
        let mut areas = Vec::new();
        for shape in shapes {
            if let Geometry::Point(point) = shape {
                let at = plane.project(point.0);
                edges.push(Line::new([at.x, at.y], [at.x, at.y]));
            }
            let (lines, polygons) = parts::lines_and_areas(shape);
            let rings = polygons
                .iter()
                .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
            for course in lines.iter().chain(rings) {
                add_edges(plane, course, &mut edges);
            }
            if let Some(around) = polygons.bounding_rect() {
                areas.push((around, BandedRegion::new(&polygons)));
            }
        }
        (!edges.is_empty()).then(|| Self {
            edges: RTree::bulk_load(edges),
            areas,
        })
    }

    /// Metres from a place, given in degrees and in the plane: 0 inside an area.
    pub(super) fn distance_m(&self, at: Coord<f64>, in_plane: Coord<f64>) -> f64 {
        let is_inside =
            |(around, area): &(Rect<f64>, BandedRegion)| around.intersects(&at) && area.covers(at);
        if self.areas.iter().any(is_inside) {
            return 0.0;
        }
        let from = [in_plane.x, in_plane.y];
        self.edges
            .nearest_neighbor_iter_with_distance_2(from)
            .next()
            .map_or(f64::INFINITY, |(_, squared)| squared.sqrt())
    }
}

fn add_edges(plane: &MetricCrs, course: &LineString<f64>, edges: &mut Vec<Line<[f64; 2]>>) {
    let flat = plane.project_all(&densify(course, LONGEST_EDGE_M));
    let pieces = flat.lines();
    edges.extend(
        pieces.map(|piece| Line::new([piece.start.x, piece.start.y], [piece.end.x, piece.end.y])),
    );
}

/// Heights and what follows from them.
pub(super) struct Terrain {
    pub(super) layer: LayerId,
    pub(super) heights: Vec<f64>,
    pub(super) slopes: Vec<f64>,
}

/// The ground of a question.
pub(super) struct Ground<'a> {
    pub(super) map: &'a UnitMap,
    pub(super) grid: Grid,
    pub(super) plane: MetricCrs,
    /// Whether sites are sought in a cell.
    pub(super) is_asked: Vec<bool>,
    pub(super) terrain: Option<Terrain>,
    pub(super) nearness: BTreeMap<Theme, Nearness>,
    /// Metres from each asked cell, by theme.
    pub(super) distances: BTreeMap<Theme, Vec<f64>>,
    /// The border accuracy of the least accurate hazard zone, metres.
    pub(super) hazard_accuracy_m: f64,
    pub(super) layers: Vec<&'a Layer>,
}

impl<'a> Ground<'a> {
    /// Reads the layers of a snapshot. `villages` are the places that people move from.
    pub(super) fn new(
        snapshot: &'a Snapshot,
        map: &'a UnitMap,
        request: &RelocationRequest,
        villages: &[Coord<f64>],
        interrupt: &Interrupt,
    ) -> Result<Self, RelocationError> {
        let asked = asked_units(map, request)?;
        let area = area_of(map, &asked).ok_or(RelocationError::NoUnits)?;
        let around = widened(area);
        let elevation = snapshot.raster_of_kind(RasterKind::Elevation);
        let (grid, terrain) = match &elevation {
            Some((layer, raster)) => on_terrain(&layer.id, raster, around, request)?,
            None => (checked(Grid::over(around, request.areas.cell_m))?, None),
        };
        let extent = Rect::new(
            Coord {
                x: around.west,
                y: around.south,
            },
            Coord {
                x: around.east,
                y: around.north,
            },
        );
        let plane = MetricCrs::for_extent(extent)?;
        interrupt.check()?;
        let is_asked = asked_cells(&grid, map, &asked, interrupt)?;
        let mut ground = Self {
            map,
            grid,
            plane,
            is_asked,
            terrain,
            nearness: BTreeMap::new(),
            distances: BTreeMap::new(),
            hazard_accuracy_m: 0.0,
            layers: Vec::new(),
        };
        ground.read_layers(snapshot, villages)?;
        if let Some(terrain) = &ground.terrain {
            ground
                .layers
                .extend(snapshot.layer(&terrain.layer).map(AsRef::as_ref));
        }
        ground.layers.sort_by(|a, b| a.id.cmp(&b.id));
        ground.layers.dedup_by(|a, b| a.id == b.id);
        ground.measure(interrupt)?;
        Ok(ground)
    }

    fn read_layers(
        &mut self,
        snapshot: &'a Snapshot,
        villages: &[Coord<f64>],
    ) -> Result<(), RelocationError> {
        use PlaceKind::{
            Farmland, FlashFloodZone, HealthFacility, LandslideZone, ProtectedForest, River, Road,
            SatellitePoint, School,
        };
        let hazards = self.places(snapshot, &[LandslideZone, FlashFloodZone]);
        for zone in &hazards {
            let accuracy_m = HazardZone::new(zone)?.map_or(0.0, |zone| zone.accuracy_m);
            self.hazard_accuracy_m = self.hazard_accuracy_m.max(accuracy_m);
        }
        for (theme, kinds) in [
            (Theme::HazardZone, &[LandslideZone, FlashFloodZone][..]),
            (Theme::River, &[River]),
            (Theme::ProtectedForest, &[ProtectedForest]),
            (Theme::Road, &[Road]),
            (Theme::Farmland, &[Farmland]),
            (Theme::School, &[School, SatellitePoint]),
            (Theme::HealthPost, &[HealthFacility]),
        ] {
            let places = self.places(snapshot, kinds);
            let ids = places.iter().map(|place| &place.layer);
            self.layers
                .extend(ids.filter_map(|id| snapshot.layer(id)).map(AsRef::as_ref));
            self.prepare(
                theme,
                places.iter().filter_map(|place| place.geometry.as_ref()),
            );
        }
        let villages: Vec<Geometry<f64>> = villages
            .iter()
            .map(|&at| Geometry::Point(at.into()))
            .collect();
        self.prepare(Theme::OldVillage, &villages);
        let border = border_of(self.map);
        self.prepare(Theme::Border, &border);
        Ok(())
    }

    fn places(&self, snapshot: &'a Snapshot, kinds: &[PlaceKind]) -> Vec<&'a Place> {
        let places = kinds
            .iter()
            .flat_map(|&kind| snapshot.places().of_kind(kind));
        places
            .filter(|place| place.exists_on(self.map.on()))
            .map(AsRef::as_ref)
            .collect()
    }

    fn prepare<'b>(&mut self, theme: Theme, shapes: impl IntoIterator<Item = &'b Geometry<f64>>) {
        if let Some(nearness) = Nearness::new(&self.plane, shapes) {
            self.nearness.insert(theme, nearness);
        }
    }

    /// Measures the distance of each asked cell to each theme.
    fn measure(&mut self, interrupt: &Interrupt) -> Result<(), RelocationError> {
        for (theme, nearness) in &self.nearness {
            let mut distances = vec![f64::INFINITY; self.grid.cells()];
            for (cell, distance) in distances.iter_mut().enumerate() {
                if cell % self.grid.width == 0 {
                    interrupt.check()?;
                }
                if self.is_asked[cell] {
                    let at = self.grid.middle(cell);
                    *distance = nearness.distance_m(at, self.plane.project(at));
                }
            }
            self.distances.insert(*theme, distances);
        }
        Ok(())
    }

    /// Metres from a place to a theme; none when there is no layer of it.
    pub(super) fn distance_m(&self, theme: Theme, at: Coord<f64>) -> Option<f64> {
        let nearness = self.nearness.get(&theme)?;
        Some(nearness.distance_m(at, self.plane.project(at)))
    }
}

fn asked_units(map: &UnitMap, request: &RelocationRequest) -> Result<Vec<bool>, RelocationError> {
    let has = |code: &UnitCode| map.units().iter().any(|unit| unit.unit.code() == code);
    if let Some(unknown) = request.unit_codes.iter().find(|code| !has(code)) {
        return Err(RelocationError::UnknownUnit(unknown.clone()));
    }
    let is_asked =
        |code: &UnitCode| request.unit_codes.is_empty() || request.unit_codes.contains(code);
    let units = map.units().iter();
    Ok(units.map(|unit| is_asked(unit.unit.code())).collect())
}

/// Whether each cell lies in an asked unit.
fn asked_cells(
    grid: &Grid,
    map: &UnitMap,
    asked: &[bool],
    interrupt: &Interrupt,
) -> Result<Vec<bool>, Interrupted> {
    let mut is_asked = Vec::with_capacity(grid.cells());
    for row in 0..grid.height {
        interrupt.check()?;
        let owners =
            (row * grid.width..(row + 1) * grid.width).map(|cell| map.owner(grid.middle(cell)));
        is_asked.extend(owners.map(|owner| owner.is_some_and(|owner| asked[owner])));
    }
    Ok(is_asked)
}

fn area_of(map: &UnitMap, asked: &[bool]) -> Option<Bounds> {
    let units = map.units().iter().zip(asked).filter(|(_, asked)| **asked);
    units
        .filter_map(|(unit, _)| unit.boundary.geometry.bounding_rect().map(Bounds::from))
        .reduce(Bounds::union)
}

fn widened(area: Bounds) -> Bounds {
    Bounds {
        west: area.west - MARGIN_DEGREES,
        south: area.south - MARGIN_DEGREES,
        east: area.east + MARGIN_DEGREES,
        north: area.north + MARGIN_DEGREES,
    }
}

fn checked(grid: Grid) -> Result<Grid, RelocationError> {
    match grid.cells() {
        cells if cells > MOST_CELLS => Err(RelocationError::TooManyCells(cells)),
        _ => Ok(grid),
    }
}

fn on_terrain(
    layer: &LayerId,
    raster: &Raster,
    around: Bounds,
    request: &RelocationRequest,
) -> Result<(Grid, Option<Terrain>), RelocationError> {
    let grid = checked(Grid::on_raster(raster, around, request.areas.cell_m))?;
    let heights = grid.heights(raster);
    let slopes = terrain::slope_degrees(&grid, &heights);
    let limits = &request.limits;
    SteepGround::new(&grid, &heights, &slopes, limits.source_slope_degrees)
        .check(limits.run_out_m)?;
    let terrain = Terrain {
        layer: layer.clone(),
        heights,
        slopes,
    };
    Ok((grid, Some(terrain)))
}

/// The outer edge of the units on the national border: edges that no other unit shares. Where such a unit also lies
/// on the edge to another province, that stretch is taken for border too.
fn border_of(map: &UnitMap) -> Vec<Geometry<f64>> {
    let mut shared: BTreeMap<(GridPoint, GridPoint), u32> = BTreeMap::new();
    let edges = |unit: usize| {
        let polygons = &map.units()[unit].boundary.geometry;
        let rings = polygons
            .iter()
            .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
        rings.flat_map(LineString::lines).filter_map(|edge| {
            let from = GridPoint::from_degrees(edge.start.x, edge.start.y)?;
            let to = GridPoint::from_degrees(edge.end.x, edge.end.y)?;
            Some(((from.min(to), from.max(to)), edge))
        })
    };
    for unit in 0..map.units().len() {
        for (key, _) in edges(unit) {
            *shared.entry(key).or_default() += 1;
        }
    }
    let on_border = (0..map.units().len()).filter(|&unit| map.units()[unit].unit.is_border());
    let outer = on_border.flat_map(|unit| {
        edges(unit)
            .filter(|(key, _)| shared.get(key) == Some(&1))
            .map(|(_, edge)| Geometry::LineString(LineString::from(vec![edge.start, edge.end])))
            .collect::<Vec<_>>()
    });
    outer.collect()
}
