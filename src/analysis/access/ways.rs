//! Roads and terrain as one graph: nodes of the network first, then the cells of the grid, joined where a walker steps
//! from one to the other.

use geo::Coord;

use super::AccessError;
use super::clusters::root;
use super::landscape::Landscape;
use super::moves::KeptMoves;
use super::noding::{NodedEdge, Noding};
use super::options::{TravelMode, TravelOptions};
use super::terrain::Terrain;
use super::walking::path_minutes;
use crate::geometry::interrupt::Interrupt;

/// A way from one node to another that is not a move over the terrain.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arc {
    to: u32,
    /// Minutes there; infinite where one may not go.
    there: f64,
    /// Minutes back.
    back: f64,
    is_road: bool,
}

/// An edge of the network with its minutes from its first node to its second and back.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimedEdge {
    pub(super) edge: NodedEdge,
    pub(super) there: f64,
    pub(super) back: f64,
}

/// The graph.
#[derive(Debug, Clone)]
pub(super) struct Ways {
    /// Positions of the nodes of the network.
    pub(super) positions: Vec<Coord<f64>>,
    pub(super) edges: Vec<TimedEdge>,
    pub(super) terrain: Option<Terrain>,
    /// Pieces of road that are closed.
    pub(super) closed_pieces: usize,
    /// Pieces of road that meet a river and have no bridge.
    pub(super) unbridged_pieces: usize,
    first: Vec<u32>,
    arcs: Vec<Arc>,
}

/// Which way a search goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way<'a> {
    /// Whether it goes against the ways, from where they end.
    pub(super) is_reverse: bool,
    /// The moves over the terrain of that way, where they are kept.
    pub(super) moves: Option<&'a KeptMoves>,
}

/// A place as the graph sees it.
#[derive(Debug, Clone, Default)]
pub(super) struct Stop {
    /// The nodes at which one enters, and the minutes to them.
    pub(super) legs: Vec<(u32, f64)>,
    /// Whether an open road lies within the snapping limit.
    pub(super) has_road: bool,
}

impl Ways {
    /// Joins roads, terrain and places. `None` for a part that the mode does not use or that is not loaded.
    pub(super) fn new(
        landscape: &Landscape,
        terrain: Option<Terrain>,
        has_roads: bool,
        places: &[Coord<f64>],
        options: &TravelOptions,
        interrupt: &Interrupt,
    ) -> Result<(Self, Vec<Stop>), AccessError> {
        let mut stops = vec![Stop::default(); places.len()];
        let (mut positions, mut noded) = (Vec::new(), Vec::new());
        let (mut closed_pieces, mut unbridged_pieces) = (0, 0);
        if has_roads {
            let mut noding = Noding::new(landscape)?;
            closed_pieces = noding.close(landscape, |road| {
                landscape.roads[road].closed_season == Some(options.season)
            });
            unbridged_pieces = noding.cut(landscape);
            interrupt.check()?;
            snap(&mut noding, terrain.as_ref(), places, options, &mut stops);
            if let Some(terrain) = &terrain {
                noding.divide(terrain.cell_m());
            }
            (positions, noded) = noding.into_edges();
        }
        interrupt.check()?;
        let timed = |edge: &NodedEdge| time(edge, landscape, terrain.as_ref(), &positions, options);
        let edges: Vec<TimedEdge> = noded.iter().map(timed).collect();
        let joins = terrain
            .as_ref()
            .map_or_else(Vec::new, |terrain| joins(terrain, &positions));
        if let Some(terrain) = &terrain {
            for (entry, &place) in stops.iter_mut().zip(places) {
                let leg = terrain.step_in(place);
                entry
                    .legs
                    .extend(leg.map(|(cell, minutes)| ((positions.len() + cell) as u32, minutes)));
            }
        }
        let count = positions.len() + terrain.as_ref().map_or(0, Terrain::cells);
        let (first, arcs) = index(count, &edges, &joins);
        let ways = Self {
            positions,
            edges,
            terrain,
            closed_pieces,
            unbridged_pieces,
            first,
            arcs,
        };
        Ok((ways, stops))
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.first.len() - 1
    }

    /// Every step from a node or, where `is_reverse`, to it: the other node, minutes, whether it is along a road.
    #[inline]
    pub(super) fn for_each_step(
        &self,
        node: u32,
        way: &Way<'_>,
        mut found: impl FnMut(u32, f64, bool),
    ) {
        let node = node as usize;
        for arc in &self.arcs[self.first[node] as usize..self.first[node + 1] as usize] {
            let minutes = if way.is_reverse { arc.back } else { arc.there };
            if minutes.is_finite() {
                found(arc.to, minutes, arc.is_road);
            }
        }
        let cells_from = self.positions.len();
        let Some(terrain) = self.terrain.as_ref().filter(|_| node >= cells_from) else {
            return;
        };
        let mut step = |cell: usize, minutes| found((cells_from + cell) as u32, minutes, false);
        match way.moves {
            Some(moves) => moves.for_each(node - cells_from, step),
            None => terrain.for_each_move(node - cells_from, way.is_reverse, |_, cell, minutes| {
                step(cell, minutes);
            }),
        }
    }

    /// The group of nodes that each node is joined to; with `are_barriers_open` as if nothing were closed and no river
    /// flowed. One-way roads join both ways.
    pub(super) fn groups(&self, are_barriers_open: bool) -> Vec<usize> {
        let mut leader: Vec<usize> = (0..self.len()).collect();
        let mut join = |a: usize, b: usize| {
            let (a, b) = (root(&mut leader, a), root(&mut leader, b));
            leader[a.max(b)] = a.min(b);
        };
        for timed in &self.edges {
            if are_barriers_open || !timed.edge.is_closed {
                join(timed.edge.from as usize, timed.edge.to as usize);
            }
        }
        if let Some(terrain) = &self.terrain {
            for node in 0..self.positions.len() {
                let arcs = &self.arcs[self.first[node] as usize..self.first[node + 1] as usize];
                for arc in arcs.iter().filter(|arc| !arc.is_road) {
                    join(node, arc.to as usize);
                }
            }
            let cells_from = self.positions.len();
            terrain.for_each_pair(are_barriers_open, |a, b| {
                join(cells_from + a, cells_from + b);
            });
        }
        (0..self.len())
            .map(|node| root(&mut leader, node))
            .collect()
    }
}

/// Minutes of walking a straight line of that length where the way itself is unknown.
pub(super) fn walk_minutes(distance_m: f64, options: &TravelOptions) -> f64 {
    distance_m * options.detour_factor * 60.0 / (options.walking_speed_kmh * 1_000.0)
}

/// Joins each place to the nearest open road within the limit. Where there is terrain, only one nearer than a cell: the
/// walk to any other is worked out over the terrain.
fn snap(
    noding: &mut Noding,
    terrain: Option<&Terrain>,
    places: &[Coord<f64>],
    options: &TravelOptions,
    stops: &mut [Stop],
) {
    let reach_m = terrain.map_or(options.snap_limit_m, |terrain| {
        options.snap_limit_m.min(terrain.cell_m())
    });
    for (stop, &place) in stops.iter_mut().zip(places) {
        let foot = noding.nearest(place, reach_m, |piece| !piece.is_closed);
        let is_dry = |at| terrain.is_none_or(|terrain| !terrain.crosses_river(place, at));
        if let Some(foot) = foot.filter(|foot| foot.distance_m == 0.0 || is_dry(foot.at)) {
            stop.has_road = true;
            let minutes = walk_minutes(foot.distance_m, options);
            stop.legs.push((noding.split(foot), minutes));
        }
    }
}

/// The minutes of an edge: of a vehicle, or of a walker where people go on foot.
fn time(
    edge: &NodedEdge,
    landscape: &Landscape,
    terrain: Option<&Terrain>,
    positions: &[Coord<f64>],
    options: &TravelOptions,
) -> TimedEdge {
    let closed = TimedEdge {
        edge: *edge,
        there: f64::INFINITY,
        back: f64::INFINITY,
    };
    if edge.is_closed {
        return closed;
    }
    let road = &landscape.roads[edge.road];
    if options.mode == TravelMode::OnFoot {
        let height = |node: u32| terrain?.height_at(positions[node as usize]);
        let (from, to) = (height(edge.from), height(edge.to));
        return TimedEdge {
            there: path_minutes(edge.length_m, from, to),
            back: path_minutes(edge.length_m, to, from),
            ..closed
        };
    }
    let there = edge.length_m * 60.0 / (road.speed_in(options) * 1_000.0);
    let back = if road.is_one_way {
        f64::INFINITY
    } else {
        there
    };
    TimedEdge {
        there,
        back,
        ..closed
    }
}

/// Where a walker steps from a node of the network onto the terrain: node, cell, minutes.
fn joins(terrain: &Terrain, positions: &[Coord<f64>]) -> Vec<(u32, u32, f64)> {
    let nodes = positions.iter().enumerate();
    let join = |(node, &at): (usize, &Coord<f64>)| {
        let (cell, minutes) = terrain.step_in(at)?;
        Some((node as u32, (positions.len() + cell) as u32, minutes))
    };
    nodes.filter_map(join).collect()
}

/// The arcs in the order of the nodes that they leave, and where those of each node begin.
fn index(nodes: usize, edges: &[TimedEdge], joins: &[(u32, u32, f64)]) -> (Vec<u32>, Vec<Arc>) {
    let of_edges = edges.iter().flat_map(|timed| {
        let TimedEdge { edge, there, back } = *timed;
        [
            (
                edge.from,
                Arc {
                    to: edge.to,
                    there,
                    back,
                    is_road: true,
                },
            ),
            (
                edge.to,
                Arc {
                    to: edge.from,
                    there: back,
                    back: there,
                    is_road: true,
                },
            ),
        ]
    });
    let of_joins = joins.iter().flat_map(|&(node, cell, minutes)| {
        let arc = |to| Arc {
            to,
            there: minutes,
            back: minutes,
            is_road: false,
        };
        [(node, arc(cell)), (cell, arc(node))]
    });
    let mut all: Vec<(u32, Arc)> = of_edges.chain(of_joins).collect();
    all.sort_by_key(|(from, _)| *from);
    let mut first = vec![0; nodes + 1];
    for (from, _) in &all {
        first[*from as usize + 1] += 1;
    }
    for node in 0..nodes {
        first[node + 1] += first[node];
    }
    (first, all.into_iter().map(|(_, arc)| arc).collect())
}
