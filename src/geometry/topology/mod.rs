//! A coverage taken apart into arcs, so that each shared border is stored once.
//!
//! # Source
//! The arc–node structure of the `TopoJSON` specification 1.0 (Bostock and Metcalf, 2013), with the two
//! sides of each arc kept beside it.

mod build;

use std::collections::HashMap;

use geo::{Coord, LineString, MultiPolygon, Polygon};

use build::{ArcBuilder, Sides, have_common_vertex, node_rings, place_ring, read_rings};

use super::grid::GridPoint;

/// What is wrong with polygons that are no coverage.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TopologyError {
    /// A vertex is not a place on the globe.
    #[error(
        "polygon {polygon} has a vertex at longitude {longitude}, latitude {latitude}, which is not on the globe; \
         check the file's coordinate reference system"
    )]
    OffTheGlobe {
        /// Position of the polygon in the input.
        polygon: usize,
        /// Its longitude in degrees.
        longitude: f64,
        /// Its latitude in degrees.
        latitude: f64,
    },
    /// Two polygons lie on the same side of one edge.
    #[error(
        "polygons {first} and {second} overlap: both use the edge at longitude {longitude}, latitude {latitude} \
         in the same direction; clean the coverage first"
    )]
    Overlap {
        /// Position of one polygon in the input.
        first: usize,
        /// Position of the other (the same when a polygon folds onto itself).
        second: usize,
        /// Longitude of the edge's start in degrees.
        longitude: f64,
        /// Latitude of the edge's start in degrees.
        latitude: f64,
    },
}

/// A border between two junctions, or a closed one without a junction (first and last point equal).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BorderArc {
    /// The vertices, both ends among them.
    pub points: Vec<GridPoint>,
    /// The polygon on the left hand of one who walks along the points, y to the north.
    pub left: Option<usize>,
    /// The polygon on the right hand.
    pub right: Option<usize>,
}

impl BorderArc {
    /// Whether the arc ends where it starts.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.points.first() == self.points.last()
    }

    /// Whether only one side belongs to a polygon.
    #[must_use]
    pub fn is_outer(&self) -> bool {
        self.left.is_none() != self.right.is_none()
    }
}

/// One arc as part of a ring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ArcUse {
    /// Position in [`Topology::arcs`].
    pub arc: usize,
    /// Whether the ring walks the arc from its last point to its first.
    pub is_reversed: bool,
}

/// A ring as the arcs that it walks, the inside on its left.
pub type ArcRing = Vec<ArcUse>;

/// One part of a polygon.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArcPolygon {
    /// The outer ring.
    pub exterior: ArcRing,
    /// The holes.
    pub interiors: Vec<ArcRing>,
}

/// Polygons as rings of shared arcs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Topology {
    /// Every border once.
    pub arcs: Vec<BorderArc>,
    /// The parts of each polygon, in the order of the input.
    pub polygons: Vec<Vec<ArcPolygon>>,
}

impl Topology {
    /// Takes a coverage apart.
    ///
    /// Outer rings are turned counter-clockwise and holes clockwise; repeated vertices are dropped, and so
    /// are rings with fewer than three vertices. Borders are shared where both neighbours have the same
    /// vertices; a vertex that only one of them has (a T-junction) parts them, which
    /// `analysis::coverage_cleaning` mends.
    ///
    /// # Input
    /// Longitude and latitude on WGS 84; the vertices are keyed on the 1e-7° grid.
    ///
    /// # Errors
    /// [`TopologyError::Overlap`] when two polygons lie on the same side of one edge.
    pub fn of_coverage(polygons: &[MultiPolygon<f64>]) -> Result<Self, TopologyError> {
        let rings = read_rings(polygons)?;
        let sides = Sides::of(&rings)?;
        Ok(ArcBuilder::new(&sides, polygons.len()).build(&rings))
    }

    /// Takes polygons apart that may overlap (danger zones, sites), and shares every border that two of them have in
    /// common. Where no two rings meet in a vertex, every ring is an arc of its own; else all are noded first, so
    /// that a vertex which only one neighbour has (a T-junction) parts nobody.
    ///
    /// Of several polygons on one side of an arc, its [`BorderArc`] names the first.
    ///
    /// # Input
    /// Longitude and latitude on WGS 84.
    ///
    /// # Errors
    /// [`TopologyError::OffTheGlobe`].
    pub fn of_overlapping(polygons: &[MultiPolygon<f64>]) -> Result<Self, TopologyError> {
        let mut rings = read_rings(polygons)?;
        if !have_common_vertex(&rings) {
            return Self::of_separate(polygons);
        }
        node_rings(&mut rings);
        let sides = Sides::shared(&rings);
        Ok(ArcBuilder::new(&sides, polygons.len()).build(&rings))
    }

    /// Takes polygons apart each by itself: every ring is an arc of its own.
    ///
    /// # Input
    /// Longitude and latitude on WGS 84.
    ///
    /// # Errors
    /// [`TopologyError::OffTheGlobe`].
    pub fn of_separate(polygons: &[MultiPolygon<f64>]) -> Result<Self, TopologyError> {
        let mut topology = Self {
            arcs: Vec::new(),
            polygons: vec![Vec::new(); polygons.len()],
        };
        for mut ring in read_rings(polygons)? {
            ring.points.push(ring.points[0]);
            let used = ArcUse {
                arc: topology.arcs.len(),
                is_reversed: false,
            };
            topology.arcs.push(BorderArc {
                points: ring.points,
                left: Some(ring.polygon),
                right: None,
            });
            place_ring(
                &mut topology.polygons[ring.polygon],
                ring.part,
                ring.is_hole,
                vec![used],
            );
        }
        Ok(topology)
    }

    /// The vertices of a ring, the first not repeated.
    #[must_use]
    pub fn ring_points(&self, ring: &[ArcUse]) -> Vec<GridPoint> {
        let mut points = Vec::new();
        for used in ring {
            let arc = &self.arcs[used.arc].points;
            let count = arc.len() - 1;
            if used.is_reversed {
                points.extend(arc.iter().rev().take(count));
            } else {
                points.extend(arc.iter().take(count));
            }
        }
        points
    }

    /// A polygon of the input, rebuilt from its arcs.
    #[must_use]
    pub fn polygon(&self, index: usize) -> MultiPolygon<f64> {
        let line = |ring: &ArcRing| {
            let coordinates: Vec<Coord<f64>> = self
                .ring_points(ring)
                .iter()
                .map(|point| point.degrees())
                .collect();
            LineString::from(coordinates)
        };
        let parts = self.polygons[index].iter().map(|part| {
            Polygon::new(
                line(&part.exterior),
                part.interiors.iter().map(line).collect(),
            )
        });
        MultiPolygon(parts.collect())
    }

    /// The outline of all polygons together: the arcs with a polygon on one side only, each walked so that
    /// the polygon is on its left.
    pub fn outer_arcs(&self) -> impl Iterator<Item = ArcUse> {
        self.arcs
            .iter()
            .enumerate()
            .filter(|(_, arc)| arc.is_outer())
            .map(|(index, arc)| ArcUse {
                arc: index,
                is_reversed: arc.left.is_none(),
            })
    }

    /// The outline of all polygons together as closed walks over its arcs.
    ///
    /// Where two parts of the outline touch in one point, a walk may pass from one to the other and back.
    #[must_use]
    pub fn outline(&self) -> Vec<ArcRing> {
        let mut from: HashMap<GridPoint, Vec<ArcUse>> = HashMap::new();
        let uses: Vec<ArcUse> = self.outer_arcs().collect();
        for used in uses.iter().rev() {
            from.entry(self.ends(*used).0).or_default().push(*used);
        }
        let mut rings = Vec::new();
        for first in uses {
            let (start, _) = self.ends(first);
            let mut ring = Vec::new();
            let mut here = start;
            while let Some(next) = from.get_mut(&here).and_then(Vec::pop) {
                ring.push(next);
                here = self.ends(next).1;
                if here == start {
                    break;
                }
            }
            if !ring.is_empty() {
                rings.push(ring);
            }
        }
        rings
    }

    /// The first and the last point of an arc as it is walked.
    #[must_use]
    pub fn ends(&self, used: ArcUse) -> (GridPoint, GridPoint) {
        let points = &self.arcs[used.arc].points;
        let (first, last) = (points[0], points[points.len() - 1]);
        if used.is_reversed {
            (last, first)
        } else {
            (first, last)
        }
    }

    /// Adds a vertex to an arc, and so to both of its sides, before its vertex `before`.
    ///
    /// Nothing happens when `before` is the first vertex or none at all.
    pub fn insert_vertex(&mut self, arc: usize, before: usize, point: GridPoint) {
        let points = &mut self.arcs[arc].points;
        if (1..points.len()).contains(&before) {
            points.insert(before, point);
        }
    }

    /// Cuts an arc in two at one of its inner vertices, in every ring that uses it. The first half keeps
    /// the arc's position; the second is appended.
    ///
    /// Nothing happens when `vertex` is no inner vertex.
    pub fn split_arc(&mut self, arc: usize, vertex: usize) {
        let first = &mut self.arcs[arc];
        if vertex == 0 || vertex + 1 >= first.points.len() {
            return;
        }
        let second = BorderArc {
            points: first.points[vertex..].to_vec(),
            ..*first
        };
        first.points.truncate(vertex + 1);
        let appended = self.arcs.len();
        self.arcs.push(second);
        for part in self.polygons.iter_mut().flatten() {
            for ring in std::iter::once(&mut part.exterior).chain(&mut part.interiors) {
                split_in_ring(ring, arc, appended);
            }
        }
    }
}

/// Puts the second half of a split arc beside the first.
fn split_in_ring(ring: &mut ArcRing, first: usize, second: usize) {
    let Some(at) = ring.iter().position(|used| used.arc == first) else {
        return;
    };
    let is_reversed = ring[at].is_reversed;
    let place = if is_reversed { at } else { at + 1 };
    ring.insert(
        place,
        ArcUse {
            arc: second,
            is_reversed,
        },
    );
}

#[cfg(test)]
mod tests {
    use geo::{Area, polygon};
    use proptest::prelude::*;

    use super::build::ring_edges;
    use super::*;

    /// The rings of a polygon in one form: grid points, turned by role, from the smallest point.
    fn normal_form(polygon: &MultiPolygon<f64>) -> Vec<(bool, Vec<GridPoint>)> {
        let mut rings: Vec<_> = read_rings(std::slice::from_ref(polygon))
            .unwrap()
            .into_iter()
            .map(|mut ring| {
                let first = (0..ring.points.len())
                    .min_by_key(|i| ring.points[*i])
                    .unwrap();
                ring.points.rotate_left(first);
                (ring.is_hole, ring.points)
            })
            .collect();
        rings.sort();
        rings
    }

    /// A sheet of cells whose corners and edge points are shaken, each cell given to one of `units`.
    fn coverage(
        cells: usize,
        units: usize,
        shake: &[i32],
        owner: &[usize],
    ) -> Vec<MultiPolygon<f64>> {
        let step = 1_000;
        let mut edges: Vec<Vec<(GridPoint, GridPoint)>> = vec![Vec::new(); units];
        let corner = |column: usize, row: usize| {
            let jitter = shake[(row * (cells + 1) + column) % shake.len()];
            GridPoint::new(
                (column * step) as i32 + jitter,
                (row * step) as i32 - jitter,
            )
        };
        for row in 0..cells {
            for column in 0..cells {
                let unit = owner[(row * cells + column) % owner.len()] % units;
                let corners =
                    [(0, 0), (1, 0), (1, 1), (0, 1)].map(|(x, y)| corner(column + x, row + y));
                edges[unit].extend(ring_edges(&corners));
            }
        }
        edges.into_iter().map(polygon_of_edges).collect()
    }

    fn polygon_of_edges(edges: Vec<(GridPoint, GridPoint)>) -> MultiPolygon<f64> {
        use super::super::rings::{polygons_of_rings, rings_of_edges};
        let line = |ring: &Vec<GridPoint>| {
            LineString::from(ring.iter().map(|point| point.degrees()).collect::<Vec<_>>())
        };
        let parts = polygons_of_rings(rings_of_edges(edges));
        MultiPolygon(
            parts
                .iter()
                .map(|part| {
                    Polygon::new(
                        line(&part.exterior),
                        part.interiors.iter().map(line).collect(),
                    )
                })
                .collect(),
        )
    }

    proptest! {
        #[test]
        fn every_coverage_comes_back_exactly(
            cells in 1_usize..7,
            units in 1_usize..6,
            shake in prop::collection::vec(-300_i32..300, 1..50),
            owner in prop::collection::vec(0_usize..6, 1..50),
        ) {
            let polygons = coverage(cells, units, &shake, &owner);
            let topology = Topology::of_coverage(&polygons).unwrap();
            for (index, polygon) in polygons.iter().enumerate() {
                prop_assert_eq!(normal_form(&topology.polygon(index)), normal_form(polygon));
            }
        }

        /// Polygons that share their borders share them still where a third lies over them all.
        #[test]
        fn overlapping_polygons_share_what_they_have_in_common(
            cells in 2_usize..6,
            units in 2_usize..6,
            shake in prop::collection::vec(-300_i32..300, 1..50),
            owner in prop::collection::vec(0_usize..6, 1..50),
        ) {
            let mut polygons = coverage(cells, units, &shake, &owner);
            let alone = Topology::of_coverage(&polygons).unwrap();
            let together = Topology::of_overlapping(&polygons).unwrap();
            if have_common_vertex(&read_rings(&polygons).unwrap()) {
                prop_assert_eq!(&together.arcs, &alone.arcs);
            }
            polygons.extend(polygons.clone());
            let twice = Topology::of_overlapping(&polygons).unwrap();
            prop_assert_eq!(twice.arcs.len(), alone.arcs.len());
            for (index, polygon) in polygons.iter().enumerate() {
                prop_assert_eq!(normal_form(&twice.polygon(index)), normal_form(polygon));
            }
        }

        #[test]
        fn every_edge_is_stored_once_with_its_two_sides(
            cells in 1_usize..7,
            units in 1_usize..6,
            shake in prop::collection::vec(-300_i32..300, 1..50),
            owner in prop::collection::vec(0_usize..6, 1..50),
        ) {
            let polygons = coverage(cells, units, &shake, &owner);
            let sides = Sides::of(&read_rings(&polygons).unwrap()).unwrap();
            let topology = Topology::of_coverage(&polygons).unwrap();
            let mut seen = std::collections::HashSet::new();
            for arc in &topology.arcs {
                for pair in arc.points.windows(2) {
                    let edge = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                    prop_assert!(seen.insert(edge));
                    prop_assert_eq!(sides.left.get(&(pair[0], pair[1])).copied(), arc.left);
                    prop_assert_eq!(sides.left.get(&(pair[1], pair[0])).copied(), arc.right);
                }
            }
            let shared = sides.left.keys().filter(|(a, b)| sides.left.contains_key(&(*b, *a))).count();
            prop_assert_eq!(seen.len(), sides.left.len() - shared / 2);
        }
    }

    fn two_neighbours() -> Vec<MultiPolygon<f64>> {
        vec![
            polygon![(x: 106.0, y: 22.0), (x: 106.1, y: 22.0), (x: 106.1, y: 22.05), (x: 106.1, y: 22.1), (x: 106.0, y: 22.1)].into(),
            polygon![(x: 106.1, y: 22.0), (x: 106.2, y: 22.0), (x: 106.2, y: 22.1), (x: 106.1, y: 22.1), (x: 106.1, y: 22.05)].into(),
        ]
    }

    #[test]
    fn neighbours_share_one_arc() {
        let topology = Topology::of_coverage(&two_neighbours()).unwrap();
        assert_eq!(topology.arcs.len(), 3);
        let shared: Vec<_> = topology.arcs.iter().filter(|arc| !arc.is_outer()).collect();
        assert_eq!(shared.len(), 1);
        assert_eq!(shared[0].points.len(), 3);
        assert_eq!((shared[0].left, shared[0].right), (Some(0), Some(1)));
        assert_eq!(topology.outer_arcs().count(), 2);
        let outline = topology.outline();
        assert_eq!(outline.len(), 1);
        assert_eq!(topology.ring_points(&outline[0]).len(), 6);
    }

    #[test]
    fn an_enclave_and_the_hole_around_it_share_one_closed_arc() {
        let hole = [
            (106.04, 22.04),
            (106.04, 22.06),
            (106.06, 22.06),
            (106.06, 22.04),
        ];
        let around: MultiPolygon<f64> = Polygon::new(
            LineString::from(vec![
                (106.0, 22.0),
                (106.1, 22.0),
                (106.1, 22.1),
                (106.0, 22.1),
            ]),
            vec![LineString::from(hole.to_vec())],
        )
        .into();
        let mut turned = hole;
        turned.rotate_left(2);
        let enclave: MultiPolygon<f64> =
            Polygon::new(LineString::from(turned.to_vec()), Vec::new()).into();
        let topology = Topology::of_coverage(&[around, enclave]).unwrap();
        assert_eq!(topology.arcs.len(), 2);
        let shared = topology.arcs.iter().find(|arc| !arc.is_outer()).unwrap();
        assert!(shared.is_closed());
        let area = topology.polygon(0).unsigned_area() + topology.polygon(1).unsigned_area();
        assert!((area - 0.01).abs() < 1e-9);
    }

    #[test]
    fn a_vertex_that_one_neighbour_lacks_parts_nobody() {
        let mut polygons = two_neighbours();
        polygons[1] = polygon![(x: 106.1, y: 22.0), (x: 106.2, y: 22.0), (x: 106.2, y: 22.1), (x: 106.1, y: 22.1)].into();
        polygons.push(
            polygon![(x: 106.2, y: 22.0), (x: 106.3, y: 22.0), (x: 106.3, y: 22.1), (x: 106.2, y: 22.1)].into(),
        );
        let topology = Topology::of_overlapping(&polygons).unwrap();
        let shared = topology.arcs.iter().filter(|arc| !arc.is_outer());
        let sides: Vec<_> = shared.map(|arc| (arc.left, arc.right)).collect();
        assert_eq!(sides, [(Some(0), Some(1)), (Some(1), Some(2))]);
    }

    #[test]
    fn overlapping_polygons_are_refused_by_name_and_place() {
        let one: MultiPolygon<f64> = two_neighbours().swap_remove(0);
        let error = Topology::of_coverage(&[one.clone(), one]).unwrap_err();
        assert!(
            matches!(
                error,
                TopologyError::Overlap {
                    first: 0,
                    second: 1,
                    ..
                }
            ),
            "{error}"
        );
    }

    #[test]
    fn a_place_off_the_globe_is_refused() {
        let metres: MultiPolygon<f64> =
            polygon![(x: 500_000.0, y: 2_508_000.0), (x: 500_010.0, y: 2_508_000.0), (x: 500_000.0, y: 2_508_010.0)]
                .into();
        let error = Topology::of_coverage(&[metres]).unwrap_err();
        assert!(error.to_string().contains("longitude 500000"), "{error}");
    }

    #[test]
    fn splitting_an_arc_changes_no_polygon() {
        let polygons = two_neighbours();
        let mut topology = Topology::of_coverage(&polygons).unwrap();
        let shared = topology
            .arcs
            .iter()
            .position(|arc| !arc.is_outer())
            .unwrap();
        topology.split_arc(shared, 1);
        assert_eq!(topology.arcs.len(), 4);
        for (index, polygon) in polygons.iter().enumerate() {
            assert_eq!(normal_form(&topology.polygon(index)), normal_form(polygon));
        }
        topology.split_arc(shared, 1);
        assert_eq!(topology.arcs.len(), 4);
    }
}
