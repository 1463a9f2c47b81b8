//! Lines made into a network: vertices within a metre of each other are one node, an end that lies on another line
//! joins it there, and lines that cross without a common vertex (a bridge over a road) stay apart.

use std::collections::HashMap;

use geo::{BoundingRect, Coord, Intersects, Rect};
use rstar::primitives::{GeomWithData, Line};
use rstar::{AABB, PointDistance, RTree};

use super::AccessError;
use super::clusters::cluster;
use super::landscape::{Barriers, Landscape};
use super::rivers::river_pieces;
use crate::geometry::geodesic;
use crate::geometry::metric_crs::MetricCrs;

/// Vertices no farther apart than this are one node, metres.
pub const NODING_M: f64 = 1.0;

/// How far the end of a drawn road may lie from the road that it is to join, metres.
pub const DRAWN_JOIN_M: f64 = 100.0;

/// How far a point that closes a road may lie from it, metres.
pub const CLOSING_REACH_M: f64 = 100.0;

/// A straight piece between two neighbouring vertices of a road.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    from: usize,
    to: usize,
    /// The road, by its place in the landscape.
    pub(super) road: usize,
    pub(super) is_closed: bool,
}

/// The position on a piece that is nearest to some place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Foot {
    piece: usize,
    fraction: f64,
    /// Where it is, degrees on WGS 84.
    pub(super) at: Coord<f64>,
    /// Metres from the place to it.
    pub(super) distance_m: f64,
}

/// An edge between two nodes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NodedEdge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) road: usize,
    pub(super) length_m: f64,
    pub(super) is_closed: bool,
}

type IndexedPiece = GeomWithData<Line<[f64; 2]>, usize>;

/// Lines on the way to become a network.
pub(super) struct Noding {
    plane: MetricCrs,
    vertices: Vec<Coord<f64>>,
    flat: Vec<Coord<f64>>,
    node_of: Vec<u32>,
    /// Positions of the nodes, degrees on WGS 84.
    pub(super) nodes: Vec<Coord<f64>>,
    pub(super) pieces: Vec<Piece>,
    tree: RTree<IndexedPiece>,
    /// By piece: how far along it and which node.
    splits: HashMap<usize, Vec<(f64, u32)>>,
    connectors: Vec<NodedEdge>,
}

impl Noding {
    /// Joins the lines of the landscape's roads.
    pub(super) fn new(landscape: &Landscape) -> Result<Self, AccessError> {
        let lines = landscape.roads.iter().map(|road| &road.line);
        let extent = lines
            .filter_map(BoundingRect::bounding_rect)
            .reduce(|a, b| {
                let corner = |f: fn(f64, f64) -> f64, a: Coord<f64>, b: Coord<f64>| Coord {
                    x: f(a.x, b.x),
                    y: f(a.y, b.y),
                };
                Rect::new(
                    corner(f64::min, a.min(), b.min()),
                    corner(f64::max, a.max(), b.max()),
                )
            });
        let nowhere = Rect::new(Coord { x: 0.0, y: 0.0 }, Coord { x: 0.0, y: 0.0 });
        let plane = MetricCrs::for_extent(extent.unwrap_or(nowhere))?;
        let (mut vertices, mut pieces) = (Vec::new(), Vec::new());
        for (road, line) in landscape.roads.iter().map(|road| &road.line).enumerate() {
            let first = vertices.len();
            vertices.extend(line.0.iter().copied());
            pieces.extend((first + 1..vertices.len()).map(|to| Piece {
                from: to - 1,
                to,
                road,
                is_closed: false,
            }));
        }
        let flat: Vec<Coord<f64>> = vertices.iter().map(|&at| plane.project(at)).collect();
        let (node_of, nodes) = cluster(&vertices, &flat);
        let indexed = pieces.iter().enumerate().map(|(index, piece)| {
            let ends = Line::new(
                [flat[piece.from].x, flat[piece.from].y],
                [flat[piece.to].x, flat[piece.to].y],
            );
            GeomWithData::new(ends, index)
        });
        let tree = RTree::bulk_load(indexed.collect());
        let mut noding = Self {
            plane,
            vertices,
            flat,
            node_of,
            nodes,
            pieces,
            tree,
            splits: HashMap::new(),
            connectors: Vec::new(),
        };
        noding.join_ends(landscape);
        Ok(noding)
    }

    /// Joins the ends of lines to the lines on which they lie, and the ends of drawn roads to the road nearby.
    fn join_ends(&mut self, landscape: &Landscape) {
        let first_drawn = landscape.roads.len() - landscape.drawn_roads;
        let mut vertex = 0;
        for (road, line) in landscape.roads.iter().map(|road| &road.line).enumerate() {
            let ends = [vertex, vertex + line.0.len().saturating_sub(1)];
            vertex += line.0.len();
            for end in ends.into_iter().take(line.0.len()) {
                self.join_touching(end);
                if road >= first_drawn {
                    self.connect_drawn(end, road);
                }
            }
        }
    }

    fn join_touching(&mut self, end: usize) {
        let node = self.node_of[end];
        let at = [self.flat[end].x, self.flat[end].y];
        let near = self.tree.locate_within_distance(at, NODING_M * NODING_M);
        let pieces: Vec<usize> = near.map(|near| near.data).collect();
        for index in pieces {
            let piece = self.pieces[index];
            let is_incident = [piece.from, piece.to]
                .iter()
                .any(|&vertex| self.node_of[vertex] == node);
            let fraction = self.fraction_on(index, self.flat[end]);
            if !is_incident && fraction > 0.0 && fraction < 1.0 {
                self.splits.entry(index).or_default().push((fraction, node));
            }
        }
    }

    fn connect_drawn(&mut self, end: usize, road: usize) {
        let at = self.vertices[end];
        let Some(foot) = self.nearest(at, DRAWN_JOIN_M, |piece| piece.road != road) else {
            return;
        };
        if foot.distance_m > NODING_M {
            let node = self.split(foot);
            self.connectors.push(NodedEdge {
                from: self.node_of[end],
                to: node,
                road,
                length_m: foot.distance_m,
                is_closed: false,
            });
        }
    }

    /// Closes the pieces of roads that are closed, and tells how many.
    pub(super) fn close(
        &mut self,
        landscape: &Landscape,
        is_season: impl Fn(usize) -> bool,
    ) -> usize {
        let Barriers {
            closed_roads,
            closing_shapes,
            ..
        } = &landscape.barriers;
        for piece in &mut self.pieces {
            let road = &landscape.roads[piece.road];
            let is_named = road
                .place
                .as_ref()
                .is_some_and(|id| closed_roads.contains(id));
            piece.is_closed = is_named || is_season(piece.road);
        }
        for shape in closing_shapes {
            if let geo::Geometry::Point(point) = shape {
                if let Some(foot) = self.nearest(point.0, CLOSING_REACH_M, |_| true) {
                    self.pieces[foot.piece].is_closed = true;
                }
                continue;
            }
            let Some(bounds) = shape.bounding_rect() else {
                continue;
            };
            for piece in &mut self.pieces {
                let line = geo::Line::new(self.vertices[piece.from], self.vertices[piece.to]);
                if bounds.intersects(&line) && shape.intersects(&line) {
                    piece.is_closed = true;
                }
            }
        }
        self.pieces.iter().filter(|piece| piece.is_closed).count()
    }

    /// Closes the pieces on which a road without a bridge meets a river, and tells how many.
    pub(super) fn cut(&mut self, landscape: &Landscape) -> usize {
        let rivers = RTree::bulk_load(river_pieces(&landscape.barriers.exact_rivers));
        let vertices = &self.vertices;
        let meets_river = |piece: &Piece| {
            let line = geo::Line::new(vertices[piece.from], vertices[piece.to]);
            let corners = [line.start, line.end].map(|at| [at.x, at.y]);
            let near =
                rivers.locate_in_envelope_intersecting(AABB::from_corners(corners[0], corners[1]));
            near.into_iter().any(|river| river.data.intersects(&line))
        };
        let mut count = 0;
        for piece in &mut self.pieces {
            if landscape.roads[piece.road].has_no_bridge && meets_river(piece) {
                piece.is_closed = true;
                count += 1;
            }
        }
        count
    }

    /// The nearest position on a piece that is accepted, no farther than the limit.
    pub(super) fn nearest(
        &self,
        place: Coord<f64>,
        limit_m: f64,
        accepts: impl Fn(&Piece) -> bool,
    ) -> Option<Foot> {
        let at = self.plane.project(place);
        let (piece, squared) = self
            .tree
            .nearest_neighbor_iter([at.x, at.y])
            .map(|near| (near.data, near.distance_2(&[at.x, at.y])))
            .take_while(|(_, squared)| *squared <= (limit_m * 1.001).powi(2))
            .find(|(index, _)| accepts(&self.pieces[*index]))?;
        let fraction = self.fraction_on(piece, at);
        let foot = self.position_on(piece, fraction);
        let distance_m = if squared == 0.0 {
            0.0
        } else {
            geodesic::distance_m(place, foot)
        };
        (distance_m <= limit_m).then_some(Foot {
            piece,
            fraction,
            at: foot,
            distance_m,
        })
    }

    fn fraction_on(&self, piece: usize, at: Coord<f64>) -> f64 {
        let (from, to) = (
            self.flat[self.pieces[piece].from],
            self.flat[self.pieces[piece].to],
        );
        let along = to - from;
        let squared = along.x * along.x + along.y * along.y;
        if squared == 0.0 {
            return 0.0;
        }
        (((at.x - from.x) * along.x + (at.y - from.y) * along.y) / squared).clamp(0.0, 1.0)
    }

    fn position_on(&self, piece: usize, fraction: f64) -> Coord<f64> {
        let Piece { from, to, .. } = self.pieces[piece];
        if fraction <= 0.0 {
            self.vertices[from]
        } else if fraction >= 1.0 {
            self.vertices[to]
        } else {
            self.plane
                .unproject(self.flat[from] + (self.flat[to] - self.flat[from]) * fraction)
        }
    }

    /// The node at a foot: that of the vertex where it is one, else a new one.
    pub(super) fn split(&mut self, foot: Foot) -> u32 {
        let piece = self.pieces[foot.piece];
        if foot.fraction <= 0.0 {
            return self.node_of[piece.from];
        }
        if foot.fraction >= 1.0 {
            return self.node_of[piece.to];
        }
        let splits = self.splits.entry(foot.piece).or_default();
        if let Some((_, node)) = splits
            .iter()
            .find(|(fraction, _)| fraction.total_cmp(&foot.fraction).is_eq())
        {
            return *node;
        }
        let node = self.nodes.len() as u32;
        self.nodes.push(foot.at);
        splits.push((foot.fraction, node));
        node
    }

    /// Gives every piece nodes so close together that no edge is longer than so many metres.
    pub(super) fn divide(&mut self, longest_m: f64) {
        for index in 0..self.pieces.len() {
            let piece = self.pieces[index];
            let length = geodesic::distance_m(self.vertices[piece.from], self.vertices[piece.to]);
            let parts = (length / longest_m).ceil() as usize;
            for part in 1..parts {
                let fraction = part as f64 / parts as f64;
                let at = self.position_on(index, fraction);
                self.split(Foot {
                    piece: index,
                    fraction,
                    at,
                    distance_m: 0.0,
                });
            }
        }
    }

    /// The positions of the nodes and the edges between them.
    pub(super) fn into_edges(mut self) -> (Vec<Coord<f64>>, Vec<NodedEdge>) {
        let mut edges = Vec::with_capacity(self.pieces.len() + self.connectors.len());
        for (index, piece) in self.pieces.iter().enumerate() {
            let mut before = (self.node_of[piece.from], self.vertices[piece.from]);
            let mut splits = self.splits.remove(&index).unwrap_or_default();
            splits.sort_by(|a, b| a.0.total_cmp(&b.0));
            let between = splits
                .into_iter()
                .map(|(_, node)| (node, self.nodes[node as usize]));
            let last = (self.node_of[piece.to], self.vertices[piece.to]);
            for here in between.chain([last]) {
                if here.0 != before.0 {
                    edges.push(NodedEdge {
                        from: before.0,
                        to: here.0,
                        road: piece.road,
                        length_m: geodesic::distance_m(before.1, here.1),
                        is_closed: piece.is_closed,
                    });
                }
                before = here;
            }
        }
        edges.extend(self.connectors);
        (self.nodes, edges)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::access::landscape::Road;
    use crate::analysis::access::speeds::{RoadClass, Surface};
    use geo::LineString;

    /// Metres east and north of 106° E 22.5° N, roughly.
    fn at(east_m: f64, north_m: f64) -> (f64, f64) {
        (106.0 + east_m / 102_900.0, 22.5 + north_m / 110_750.0)
    }

    fn landscape(lines: &[&[(f64, f64)]], drawn_roads: usize) -> Landscape {
        let road = |line: &&[(f64, f64)]| Road {
            place: None,
            line: LineString::from(line.to_vec()),
            class: RoadClass::National,
            surface: Surface::Paved,
            speed_kmh: None,
            is_one_way: false,
            closed_season: None,
            has_no_bridge: false,
        };
        Landscape {
            roads: lines.iter().map(road).collect(),
            drawn_roads,
            ..Landscape::default()
        }
    }

    #[test]
    fn near_vertices_are_one_node_and_crossings_without_vertex_are_none() {
        let west_east = [at(-500.0, 0.0), at(0.0, 0.0), at(500.0, 0.0)];
        let south = [at(0.3, -0.4), at(0.0, -500.0)];
        let over = [at(250.0, -100.0), at(250.0, 100.0)];
        let (nodes, edges) = Noding::new(&landscape(&[&west_east, &south, &over], 0))
            .unwrap()
            .into_edges();
        assert_eq!((nodes.len(), edges.len()), (6, 4));
        assert_eq!(edges[2].from, edges[0].to, "0.5 m apart");
    }

    #[test]
    fn an_end_on_a_line_splits_it_and_a_drawn_end_reaches_out() {
        let west_east = [at(-500.0, 0.0), at(500.0, 0.0)];
        let touching = [at(100.0, 0.5), at(100.0, 300.0)];
        let apart = [at(-100.0, 40.0), at(-100.0, 300.0)];
        let (nodes, edges) = Noding::new(&landscape(&[&west_east, &touching, &apart], 0))
            .unwrap()
            .into_edges();
        assert_eq!((nodes.len(), edges.len()), (6, 4));
        let (nodes, edges) = Noding::new(&landscape(&[&west_east, &touching, &apart], 1))
            .unwrap()
            .into_edges();
        assert_eq!(
            (nodes.len(), edges.len()),
            (7, 6),
            "one more node on the road and a piece to it"
        );
        let connector = edges.last().unwrap();
        assert!(
            (connector.length_m - 40.0).abs() < 0.1,
            "{}",
            connector.length_m
        );
    }

    #[test]
    fn a_foot_is_found_within_the_limit_only_and_long_pieces_are_divided() {
        let mut noding = Noding::new(&landscape(&[&[at(-500.0, 0.0), at(500.0, 0.0)]], 0)).unwrap();
        let place = Coord::from(at(0.0, 200.0));
        assert!(noding.nearest(place, 199.0, |_| true).is_none());
        let foot = noding.nearest(place, 201.0, |_| true).unwrap();
        assert!((foot.distance_m - 200.0).abs() < 0.5 && (foot.fraction - 0.5).abs() < 1e-3);
        noding.divide(300.0);
        let (_, edges) = noding.into_edges();
        assert_eq!(edges.len(), 4);
        let whole: f64 = edges.iter().map(|edge| edge.length_m).sum();
        assert!((whole - 1_000.0).abs() < 1.0, "{whole}");
    }
}
