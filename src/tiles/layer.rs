//! One layer, ready to be cut into tiles.

use std::collections::BTreeMap;
use std::sync::Arc;

use geo::{Coord, Geometry, LineString, MultiPolygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::address::TileAddress;
use super::boxes::{degrees, shape_box};
use super::clip::{clip_line, clip_polygon};
#[cfg(feature = "maplibre-rs")]
use super::encode::encode_layers;
use super::encode::{EncodeError, FeatureData, TileShape, encode_layer};
use super::mercator::{EXTENT, tile_point, to_tile, world_box, world_point};
use super::thin::least_zooms;
use super::zoomed::ZoomedArcs;
use crate::geometry::Bounds;
use crate::geometry::grid::GridPoint;
use crate::geometry::topology::{ArcPolygon, ArcUse, Topology, TopologyError};
use crate::model::{PlaceKind, Text};

/// A feature's shape, its lines and rings as uses of the layer's arcs.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Points(Vec<GridPoint>),
    Lines(Vec<ArcUse>),
    Areas(Vec<ArcPolygon>),
}

#[derive(Debug, Clone, PartialEq)]
struct DrawnFeature {
    data: FeatureData,
    shape: Shape,
    /// The zoom from which on the feature is drawn.
    least_zoom: u8,
}

type FeatureBox = GeomWithData<Rectangle<[i64; 2]>, usize>;

/// What a layer is, for those who list layers.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerAbout {
    /// Its title.
    pub title: Text,
    /// Its source and terms, to be shown beside the map.
    pub attribution: String,
    /// What its places are; `None` for the layers of units.
    pub kind: Option<PlaceKind>,
}

/// A layer of tiles: features, the arcs they are made of, and an index by position.
#[derive(Debug)]
pub struct TileLayer {
    name: String,
    about: LayerAbout,
    arcs: Arc<ZoomedArcs>,
    features: Vec<DrawnFeature>,
    tree: RTree<FeatureBox>,
    bounds: Option<Bounds>,
}

impl TileLayer {
    /// A layer of shapes that share arcs.
    pub(super) fn of_shapes(
        name: &str,
        about: LayerAbout,
        arcs: Arc<ZoomedArcs>,
        features: Vec<(FeatureData, Shape)>,
    ) -> Self {
        let least_zooms = least_zooms(features.iter().map(|(_, shape)| match shape {
            Shape::Points(points) => points.first().copied(),
            Shape::Lines(_) | Shape::Areas(_) => None,
        }));
        let boxes: Vec<_> = features
            .iter()
            .map(|(_, shape)| shape_box(shape, &arcs))
            .collect();
        let bounds = boxes
            .iter()
            .flatten()
            .copied()
            .map(degrees)
            .reduce(Bounds::union);
        let indexed = boxes
            .into_iter()
            .enumerate()
            .filter_map(|(index, corners)| {
                let [west, north, east, south] = corners?;
                Some(GeomWithData::new(
                    Rectangle::from_corners([west, north], [east, south]),
                    index,
                ))
            });
        let tree = RTree::bulk_load(indexed.collect());
        let features = features
            .into_iter()
            .zip(least_zooms)
            .map(|((data, shape), least_zoom)| DrawnFeature {
                data,
                shape,
                least_zoom,
            })
            .collect();
        Self {
            name: name.to_owned(),
            about,
            arcs,
            features,
            tree,
            bounds,
        }
    }

    /// Its name, which is also the name of the layer inside its tiles.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its title, source and kind.
    #[must_use]
    pub fn about(&self) -> &LayerAbout {
        &self.about
    }

    /// The box around all features; `None` where there are none.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        self.bounds
    }

    /// The properties of its features and their types, as `TileJSON` names them.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<&str, &'static str> {
        let properties = self
            .features
            .iter()
            .flat_map(|feature| &feature.data.properties);
        properties
            .map(|(name, value)| (name.as_str(), value.type_name()))
            .collect()
    }

    /// The layer's tile at an address; `None` where nothing of the layer lies there.
    ///
    /// # Errors
    /// When the encoder refuses a feature.
    pub fn tile(&self, address: TileAddress) -> Result<Option<Vec<u8>>, EncodeError> {
        let drawn = self.drawn(address);
        if drawn.is_empty() {
            return Ok(None);
        }
        encode_layer(&self.name, drawn).map(Some)
    }

    /// The same tile with its areas in one layer for each class, named by [`class_layer`], for a reader that
    /// colours layers and not features. Features without a class are left out.
    ///
    /// # Errors
    /// When the encoder refuses a feature.
    #[cfg(feature = "maplibre-rs")]
    pub fn tile_by_class(
        &self,
        address: TileAddress,
        mut class_of: impl FnMut(&FeatureData) -> Option<usize>,
    ) -> Result<Vec<u8>, EncodeError> {
        let mut classes = BTreeMap::<String, Vec<_>>::new();
        for (shape, data) in self.drawn(address) {
            if let (TileShape::Areas(_), Some(class)) = (&shape, class_of(data)) {
                let name = super::maplibre_rs::class_layer(class);
                classes.entry(name).or_default().push((shape, data));
            }
        }
        let layers = classes
            .iter_mut()
            .map(|(name, features)| (name.as_str(), features.drain(..)));
        encode_layers(layers)
    }

    /// What of the layer lies on a tile, in the order of its features.
    fn drawn(&self, address: TileAddress) -> Vec<(TileShape, &FeatureData)> {
        let [west, north, east, south] = world_box(address);
        let envelope = AABB::from_corners([west, north], [east, south]);
        let mut found: Vec<usize> = self
            .tree
            .locate_in_envelope_intersecting(envelope)
            .map(|found| found.data)
            .collect();
        found.sort_unstable();
        found
            .into_iter()
            .map(|index| &self.features[index])
            .filter(|feature| feature.least_zoom <= address.zoom())
            .map(|feature| (self.draw(&feature.shape, address), &feature.data))
            .filter(|(shape, _)| !shape.is_empty())
            .collect()
    }

    fn draw(&self, shape: &Shape, tile: TileAddress) -> TileShape {
        match shape {
            Shape::Points(points) => TileShape::Points(draw_points(points, tile)),
            Shape::Lines(uses) => {
                let lines = uses.iter().map(|used| self.line(*used, tile));
                TileShape::Lines(lines.flat_map(|line| clip_line(&line)).collect())
            }
            Shape::Areas(parts) => TileShape::Areas(
                parts
                    .iter()
                    .flat_map(|part| self.draw_area(part, tile))
                    .collect(),
            ),
        }
    }

    fn draw_area(
        &self,
        part: &ArcPolygon,
        tile: TileAddress,
    ) -> Vec<crate::geometry::rings::GridPolygon> {
        let rings = std::iter::once(&part.exterior).chain(&part.interiors);
        clip_polygon(rings.map(|ring| self.ring(ring, tile)))
    }

    /// An arc on the tile's grid, as the tile's zoom draws it.
    fn line(&self, used: ArcUse, tile: TileAddress) -> Vec<GridPoint> {
        let mut line: Vec<_> = self
            .arcs
            .at_zoom(used.arc, tile.zoom())
            .iter()
            .map(|point| to_tile(*point, tile))
            .collect();
        if used.is_reversed {
            line.reverse();
        }
        line
    }

    fn ring(&self, uses: &[ArcUse], tile: TileAddress) -> Vec<GridPoint> {
        let mut ring: Vec<_> = uses
            .iter()
            .flat_map(|used| self.line(*used, tile))
            .collect();
        ring.dedup();
        if ring.len() > 1 && ring.first() == ring.last() {
            ring.pop();
        }
        ring
    }
}

/// Points belong to the one tile that holds them, without a buffer: a viewer draws symbols over the sides
/// of tiles, and what counts features counts none twice.
fn draw_points(points: &[GridPoint], tile: TileAddress) -> Vec<GridPoint> {
    let inside = 0..EXTENT as i32;
    let mut drawn: Vec<_> = points
        .iter()
        .map(|point| tile_point(*point, tile))
        .filter(|point| inside.contains(&point.x) && inside.contains(&point.y))
        .collect();
    drawn.dedup();
    drawn
}

/// Collects features of any shape into a layer.
#[derive(Debug)]
pub struct LayerBuilder {
    name: String,
    about: LayerAbout,
    lines: Vec<Vec<GridPoint>>,
    /// The polygons of each feature that is an area, and its position among the features.
    areas: Vec<MultiPolygon<f64>>,
    area_features: Vec<usize>,
    features: Vec<(FeatureData, Shape)>,
}

impl LayerBuilder {
    /// An empty layer of that name.
    #[must_use]
    pub fn new(name: &str, about: LayerAbout) -> Self {
        Self {
            name: name.to_owned(),
            about,
            lines: Vec::new(),
            areas: Vec::new(),
            area_features: Vec::new(),
            features: Vec::new(),
        }
    }

    /// Adds a feature. A collection becomes one feature a part, all with the same data, because a feature
    /// of a tile has shapes of one type.
    ///
    /// # Input
    /// Longitude and latitude on WGS 84.
    pub fn add(&mut self, data: &FeatureData, geometry: &Geometry<f64>) {
        match geometry {
            Geometry::Point(point) => self.add_points(data, &[point.0]),
            Geometry::MultiPoint(points) => {
                self.add_points(
                    data,
                    &points.iter().map(|point| point.0).collect::<Vec<_>>(),
                );
            }
            Geometry::Line(line) => self.add_lines(data, &[LineString::from(line)]),
            Geometry::LineString(line) => self.add_lines(data, std::slice::from_ref(line)),
            Geometry::MultiLineString(lines) => self.add_lines(data, &lines.0),
            Geometry::Polygon(polygon) => self.add_areas(data, polygon.clone().into()),
            Geometry::MultiPolygon(polygons) => self.add_areas(data, polygons.clone()),
            Geometry::Rect(rect) => self.add_areas(data, rect.to_polygon().into()),
            Geometry::Triangle(triangle) => self.add_areas(data, triangle.to_polygon().into()),
            Geometry::GeometryCollection(parts) => {
                for part in parts {
                    self.add(data, part);
                }
            }
        }
    }

    fn add_points(&mut self, data: &FeatureData, places: &[Coord<f64>]) {
        let points = places.iter().map(|place| world_point(*place)).collect();
        self.features.push((data.clone(), Shape::Points(points)));
    }

    fn add_lines(&mut self, data: &FeatureData, lines: &[LineString<f64>]) {
        let mut uses = Vec::new();
        for line in lines {
            let mut points: Vec<_> = line.0.iter().map(|place| world_point(*place)).collect();
            points.dedup();
            if points.len() >= 2 {
                uses.push(ArcUse {
                    arc: self.lines.len(),
                    is_reversed: false,
                });
                self.lines.push(points);
            }
        }
        self.features.push((data.clone(), Shape::Lines(uses)));
    }

    /// The polygon's arcs are found when all polygons of the layer are known.
    fn add_areas(&mut self, data: &FeatureData, polygon: MultiPolygon<f64>) {
        self.area_features.push(self.features.len());
        self.areas.push(polygon);
        self.features.push((data.clone(), Shape::Areas(Vec::new())));
    }

    /// The layer, its lines simplified against each other. Areas share the borders that they have in common, so
    /// that neighbours never part or overlap.
    ///
    /// # Errors
    /// When a polygon has a vertex off the globe.
    pub fn build(mut self) -> Result<TileLayer, TopologyError> {
        let topology = Topology::of_overlapping(&self.areas)?;
        let rings = |part: &ArcPolygon| {
            part.exterior.len() + part.interiors.iter().map(Vec::len).sum::<usize>()
        };
        let uses: usize = topology.polygons.iter().flatten().map(rings).sum();
        let is_shared = uses > topology.arcs.len();
        let first = self.lines.len();
        self.lines.extend(world_arcs(&topology));
        for (feature, mut parts) in self.area_features.into_iter().zip(topology.polygons) {
            for part in &mut parts {
                let rings = std::iter::once(&mut part.exterior).chain(&mut part.interiors);
                rings.flatten().for_each(|used| used.arc += first);
            }
            self.features[feature].1 = Shape::Areas(parts);
        }
        let arcs = if is_shared {
            ZoomedArcs::of_coverage(self.lines)
        } else {
            ZoomedArcs::apart(self.lines)
        };
        Ok(TileLayer::of_shapes(
            &self.name,
            self.about,
            Arc::new(arcs),
            self.features,
        ))
    }
}

/// The arcs of a topology on the world grid.
pub(super) fn world_arcs(topology: &Topology) -> Vec<Vec<GridPoint>> {
    let on_world = |point: &GridPoint| world_point(point.degrees());
    topology
        .arcs
        .iter()
        .map(|arc| arc.points.iter().map(on_world).collect())
        .collect()
}
