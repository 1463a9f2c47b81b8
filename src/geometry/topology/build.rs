//! Taking polygons apart into arcs: reads the rings, finds who lies on which side of each edge, and cuts the rings
//! where borders meet.

use std::collections::{HashMap, HashSet};

use geo::{LineString, MultiPolygon};

use super::{ArcPolygon, ArcRing, ArcUse, BorderArc, Topology, TopologyError};
use crate::geometry::grid::{GridPoint, twice_area};
use crate::geometry::noding::node_lines;

/// A ring as it was read.
pub(super) struct InputRing {
    pub(super) polygon: usize,
    pub(super) part: usize,
    pub(super) is_hole: bool,
    pub(super) points: Vec<GridPoint>,
}

pub(super) fn read_rings(polygons: &[MultiPolygon<f64>]) -> Result<Vec<InputRing>, TopologyError> {
    let mut rings = Vec::new();
    for (polygon, parts) in polygons.iter().enumerate() {
        let mut kept = 0;
        for source in &parts.0 {
            let Some(exterior) = read_ring(polygon, source.exterior(), false)? else {
                continue;
            };
            rings.push(InputRing {
                polygon,
                part: kept,
                is_hole: false,
                points: exterior,
            });
            for hole in source.interiors() {
                if let Some(points) = read_ring(polygon, hole, true)? {
                    rings.push(InputRing {
                        polygon,
                        part: kept,
                        is_hole: true,
                        points,
                    });
                }
            }
            kept += 1;
        }
    }
    Ok(rings)
}

/// One ring on the grid, first point not repeated, turned as its role demands.
fn read_ring(
    polygon: usize,
    line: &LineString<f64>,
    is_hole: bool,
) -> Result<Option<Vec<GridPoint>>, TopologyError> {
    let mut points = Vec::with_capacity(line.0.len());
    for coordinate in &line.0 {
        let (longitude, latitude) = (coordinate.x, coordinate.y);
        let point =
            GridPoint::from_degrees(longitude, latitude).ok_or(TopologyError::OffTheGlobe {
                polygon,
                longitude,
                latitude,
            })?;
        points.push(point);
    }
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return Ok(None);
    }
    if (twice_area(&points) < 0) != is_hole {
        points.reverse();
    }
    Ok(Some(points))
}

/// Which polygon lies to the left of each directed edge, and which vertices are junctions.
pub(super) struct Sides {
    pub(super) left: HashMap<(GridPoint, GridPoint), usize>,
    neighbours: HashMap<GridPoint, Neighbours>,
}

/// The first two neighbours of a vertex and whether there are others.
#[derive(Default)]
struct Neighbours {
    known: [Option<GridPoint>; 2],
    has_more: bool,
}

impl Neighbours {
    fn add(&mut self, point: GridPoint) {
        for slot in &mut self.known {
            match slot {
                Some(known) if *known == point => return,
                Some(_) => {}
                None => {
                    *slot = Some(point);
                    return;
                }
            }
        }
        self.has_more = true;
    }

    fn is_junction(&self) -> bool {
        self.has_more || self.known[1].is_none()
    }
}

impl Sides {
    pub(super) fn of(rings: &[InputRing]) -> Result<Self, TopologyError> {
        let count = rings.iter().map(|ring| ring.points.len()).sum();
        let mut sides = Self {
            left: HashMap::with_capacity(count),
            neighbours: HashMap::with_capacity(count),
        };
        for ring in rings {
            for (from, to) in ring_edges(&ring.points) {
                sides.add(from, to, ring.polygon)?;
            }
        }
        Ok(sides)
    }

    /// The same of rings that may lie on one side of an edge together: the first of them counts.
    pub(super) fn shared(rings: &[InputRing]) -> Self {
        let mut sides = Self {
            left: HashMap::new(),
            neighbours: HashMap::new(),
        };
        for ring in rings {
            for (from, to) in ring_edges(&ring.points) {
                sides.left.entry((from, to)).or_insert(ring.polygon);
                sides.join(from, to);
            }
        }
        sides
    }

    fn join(&mut self, from: GridPoint, to: GridPoint) {
        self.neighbours.entry(from).or_default().add(to);
        self.neighbours.entry(to).or_default().add(from);
    }

    fn add(&mut self, from: GridPoint, to: GridPoint, polygon: usize) -> Result<(), TopologyError> {
        if let Some(first) = self.left.insert((from, to), polygon) {
            let degrees = from.degrees();
            return Err(TopologyError::Overlap {
                first,
                second: polygon,
                longitude: degrees.x,
                latitude: degrees.y,
            });
        }
        self.join(from, to);
        Ok(())
    }

    fn is_junction(&self, point: GridPoint) -> bool {
        self.neighbours
            .get(&point)
            .is_none_or(Neighbours::is_junction)
    }
}

/// Whether two rings meet in a vertex, or one passes a vertex twice.
pub(super) fn have_common_vertex(rings: &[InputRing]) -> bool {
    let mut seen = HashSet::new();
    let mut vertices = rings.iter().flat_map(|ring| &ring.points);
    vertices.any(|vertex| !seen.insert(vertex))
}

/// Gives rings a common vertex wherever they meet.
pub(super) fn node_rings(rings: &mut [InputRing]) {
    let closed: Vec<Vec<GridPoint>> = rings
        .iter()
        .map(|ring| {
            ring.points
                .iter()
                .chain(ring.points.first())
                .copied()
                .collect()
        })
        .collect();
    for (ring, mut points) in rings.iter_mut().zip(node_lines(&closed)) {
        if points.len() > 1 {
            points.pop();
        }
        ring.points = points;
    }
}

pub(super) fn ring_edges(points: &[GridPoint]) -> impl Iterator<Item = (GridPoint, GridPoint)> {
    let next = points.iter().cycle().skip(1);
    points.iter().copied().zip(next.copied())
}

/// Collects arcs, finding each again when its other side comes by.
pub(super) struct ArcBuilder<'a> {
    sides: &'a Sides,
    topology: Topology,
    by_first_edge: HashMap<(GridPoint, GridPoint), ArcUse>,
}

impl<'a> ArcBuilder<'a> {
    pub(super) fn new(sides: &'a Sides, polygons: usize) -> Self {
        let topology = Topology {
            arcs: Vec::new(),
            polygons: vec![Vec::new(); polygons],
        };
        Self {
            sides,
            topology,
            by_first_edge: HashMap::new(),
        }
    }

    pub(super) fn build(mut self, rings: &[InputRing]) -> Topology {
        for ring in rings {
            let uses = self.cut_ring(&ring.points);
            let parts = &mut self.topology.polygons[ring.polygon];
            place_ring(parts, ring.part, ring.is_hole, uses);
        }
        self.topology
    }

    fn cut_ring(&mut self, points: &[GridPoint]) -> ArcRing {
        let closed = self.started_at_junction(points);
        let mut uses = Vec::new();
        let mut start = 0;
        for index in 1..closed.len() {
            if index + 1 == closed.len() || self.sides.is_junction(closed[index]) {
                uses.push(self.arc_of(&closed[start..=index]));
                start = index;
            }
        }
        uses
    }

    /// The ring, closed, from its first junction; without one from its smallest point, so that both sides
    /// of an enclave start alike.
    fn started_at_junction(&self, points: &[GridPoint]) -> Vec<GridPoint> {
        let junction = points
            .iter()
            .position(|point| self.sides.is_junction(*point));
        let smallest = || {
            (0..points.len())
                .min_by_key(|index| points[*index])
                .unwrap_or(0)
        };
        let first = junction.unwrap_or_else(smallest);
        let mut closed = points.to_vec();
        closed.rotate_left(first);
        closed.push(points[first]);
        closed
    }

    fn arc_of(&mut self, points: &[GridPoint]) -> ArcUse {
        let key = (points[0], points[1]);
        if let Some(&found) = self.by_first_edge.get(&key) {
            return found;
        }
        let arc = self.topology.arcs.len();
        let (last, before_last) = (points[points.len() - 1], points[points.len() - 2]);
        self.by_first_edge.insert(
            key,
            ArcUse {
                arc,
                is_reversed: false,
            },
        );
        self.by_first_edge.insert(
            (last, before_last),
            ArcUse {
                arc,
                is_reversed: true,
            },
        );
        self.topology.arcs.push(BorderArc {
            points: points.to_vec(),
            left: self.sides.left.get(&key).copied(),
            right: self.sides.left.get(&(key.1, key.0)).copied(),
        });
        ArcUse {
            arc,
            is_reversed: false,
        }
    }
}

pub(super) fn place_ring(parts: &mut Vec<ArcPolygon>, part: usize, is_hole: bool, ring: ArcRing) {
    if parts.len() <= part {
        parts.resize_with(part + 1, ArcPolygon::default);
    }
    if is_hole {
        parts[part].interiors.push(ring);
    } else {
        parts[part].exterior = ring;
    }
}
