//! The rules of simple features for areas, checked in time that hardly grows faster than the vertices and that can be
//! interrupted: rings are closed, do not cross or touch themselves, may touch each other in single positions only; holes lie
//! inside their outer ring and beside each other; parts lie beside each other or in each other's holes.
//!
//! # Source
//! OGC 06-103r4, *Simple feature access – Part 1*, 6.1.11. That a polygon's inside hangs together is not checked.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::ControlFlow;

use geo::{Coord, Line, LineString, MultiPolygon, Polygon, Vector2DOps};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::containment::{BandedRegion, Side};
use super::edges::Meeting;
use super::interrupt::{Interrupt, Interrupted};
use super::tangle::{MOST_MEETINGS, Tangled, for_each_meeting};

/// Most looks from one ring at another; nested rings need one for each pair.
const MOST_LOOKS: usize = 20_000_000;

/// A ring's place in its areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RingName {
    part: usize,
    /// None for the outer ring.
    hole: Option<usize>,
}

impl fmt::Display for RingName {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.part + 1;
        match self.hole {
            None => write!(to, "the outer ring of part {part}"),
            Some(hole) => write!(to, "hole {} of part {part}", hole + 1),
        }
    }
}

/// A rule that areas break, and where.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum AreaFault {
    /// Fewer than three positions.
    #[error("{0} has fewer than three different positions")]
    TooFew(RingName),
    /// A ring meets itself.
    #[error("{ring} crosses or touches itself near longitude {}, latitude {}", at.x, at.y)]
    MeetsItself {
        /// The ring.
        ring: RingName,
        /// Where, the first of maybe several.
        at: Coord<f64>,
    },
    /// Two rings cross or run along each other.
    #[error("{first} and {second} cross or run together near longitude {}, latitude {}", at.x, at.y)]
    RingsMeet {
        /// One of them.
        first: RingName,
        /// The other.
        second: RingName,
        /// Where, the first of maybe several.
        at: Coord<f64>,
    },
    /// A hole that does not lie inside its outer ring.
    #[error("{0} does not lie inside its outer ring")]
    HoleOutside(RingName),
    /// A hole inside a hole of the same part.
    #[error("{0} lies inside {1}")]
    HoleInHole(RingName, RingName),
    /// A part inside another.
    #[error("{0} lies inside {1}: parts must not overlap")]
    PartInPart(RingName, RingName),
    /// There is more to check than can be.
    #[error(transparent)]
    Tangled(#[from] Tangled),
    /// Too many rings inside each other.
    #[error("its rings lie inside each other too often to be checked: send it in parts")]
    TooNested,
    /// The asker went away.
    #[error(transparent)]
    Interrupted(#[from] Interrupted),
}

struct Ring {
    name: RingName,
    /// Closed, no position twice in a row.
    positions: Vec<Coord<f64>>,
    first_edge: usize,
}

impl Ring {
    fn edges(&self) -> impl Iterator<Item = Line<f64>> {
        self.positions
            .windows(2)
            .map(|pair| Line::new(pair[0], pair[1]))
    }

    fn edge_count(&self) -> usize {
        self.positions.len() - 1
    }

    fn has_neighbours(&self, a: usize, b: usize) -> bool {
        let apart = b.abs_diff(a);
        apart == 1 || apart == self.edge_count() - 1
    }
}

/// Checks areas.
///
/// # Errors
/// The first [`AreaFault`] found.
pub fn check(areas: &MultiPolygon<f64>, interrupt: &Interrupt) -> Result<(), AreaFault> {
    let rings = rings_of(areas)?;
    let touching = check_meetings(&rings, interrupt)?;
    Nesting::new(&rings, &touching, interrupt).check()
}

fn rings_of(areas: &MultiPolygon<f64>) -> Result<Vec<Ring>, AreaFault> {
    let mut rings = Vec::new();
    let mut first_edge = 0;
    for (part, polygon) in areas.iter().enumerate() {
        for (hole, line) in lines_of(polygon).filter(|(_, line)| !line.0.is_empty()) {
            let name = RingName { part, hole };
            let mut positions = line.0.clone();
            positions.dedup();
            if positions.len() < 4 {
                return Err(AreaFault::TooFew(name));
            }
            let ring = Ring {
                name,
                positions,
                first_edge,
            };
            first_edge += ring.edge_count();
            rings.push(ring);
        }
    }
    Ok(rings)
}

fn lines_of(polygon: &Polygon<f64>) -> impl Iterator<Item = (Option<usize>, &LineString<f64>)> {
    let holes = polygon.interiors().iter().enumerate();
    std::iter::once((None, polygon.exterior())).chain(holes.map(|(hole, line)| (Some(hole), line)))
}

/// Pairs of rings that touch, the lower first, each with the edges that are touched between their ends, in order, and where.
type Touching = BTreeMap<(usize, usize), Vec<(usize, Coord<f64>)>>;

/// The pairs of rings that touch in single positions; anything closer is a fault.
fn check_meetings(rings: &[Ring], interrupt: &Interrupt) -> Result<Touching, AreaFault> {
    let edges: Vec<Line<f64>> = rings.iter().flat_map(Ring::edges).collect();
    let ring_at = |edge: usize| rings.partition_point(|ring| ring.first_edge <= edge) - 1;
    let mut touching = Touching::new();
    let mut cuts = 0;
    let fault = for_each_meeting(&edges, interrupt, |a, b, how| {
        let (first, second) = (ring_at(a), ring_at(b));
        let (ring, other) = (&rings[first], &rings[second]);
        match how {
            Meeting::Touch(at) if first != second => {
                let cut = touching.entry((first, second)).or_default();
                let inside = [a, b].into_iter().filter(|&edge| {
                    let Line { start, end } = edges[edge];
                    at != start && at != end
                });
                let before = cut.len();
                cut.extend(inside.map(|edge| (edge, at)));
                cuts += cut.len() - before;
                if cuts > MOST_MEETINGS {
                    return ControlFlow::Break(Tangled::Meetings(at).into());
                }
                ControlFlow::Continue(())
            }
            Meeting::Touch(_) if ring.has_neighbours(a, b) => ControlFlow::Continue(()),
            Meeting::Touch(at) | Meeting::Cross(at) | Meeting::RunTogether(at) => {
                ControlFlow::Break(if first == second {
                    AreaFault::MeetsItself {
                        ring: ring.name,
                        at,
                    }
                } else {
                    AreaFault::RingsMeet {
                        first: ring.name,
                        second: other.name,
                        at,
                    }
                })
            }
        }
    })?;
    for cuts in touching.values_mut() {
        cuts.sort_by_key(|(edge, _)| *edge);
    }
    fault.map_or(Ok(touching), Err)
}

type RingBox = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// Which rings lie inside which.
struct Nesting<'a> {
    rings: &'a [Ring],
    touching: &'a Touching,
    regions: Vec<BandedRegion>,
    boxes: RTree<RingBox>,
    interrupt: &'a Interrupt,
}

impl<'a> Nesting<'a> {
    fn new(rings: &'a [Ring], touching: &'a Touching, interrupt: &'a Interrupt) -> Self {
        let alone = |ring: &Ring| {
            let line = LineString::new(ring.positions.clone());
            BandedRegion::new(&Polygon::new(line, Vec::new()).into())
        };
        let boxed = |(index, ring): (usize, &Ring)| {
            let corners: Vec<_> = ring.positions.iter().map(|at| [at.x, at.y]).collect();
            let around = AABB::from_points(&corners);
            RingBox::new(Rectangle::from_aabb(around), index)
        };
        let several = rings.len() > 1;
        let some = if several { rings } else { &[] };
        Self {
            rings,
            touching,
            regions: some.iter().map(alone).collect(),
            boxes: RTree::bulk_load(some.iter().enumerate().map(boxed).collect()),
            interrupt,
        }
    }

    fn check(&self) -> Result<(), AreaFault> {
        if self.rings.len() < 2 {
            return Ok(());
        }
        let mut looks = 0_usize;
        self.check_sides(&mut looks)?;
        for index in 0..self.rings.len() {
            self.interrupt.check()?;
            let first = self.rings[index].positions[0];
            let mut around = Vec::new();
            for ring in self.boxes.locate_all_at_point([first.x, first.y]) {
                looks += 1;
                if ring.data != index && self.is_inside(index, ring.data) {
                    around.push(&self.rings[ring.data].name);
                }
            }
            if looks > MOST_LOOKS {
                return Err(AreaFault::TooNested);
            }
            judge(self.rings[index].name, &around)?;
        }
        Ok(())
    }

    /// Checks that no ring changes sides where it touches another. That one of a pair stays on its side of the other means
    /// that the other does too, so that the shorter is followed.
    fn check_sides(&self, looks: &mut usize) -> Result<(), AreaFault> {
        for &(first, second) in self.touching.keys() {
            self.interrupt.check()?;
            let is_longer = self.rings[first].edge_count() > self.rings[second].edge_count();
            let (ring, other) = if is_longer {
                (second, first)
            } else {
                (first, second)
            };
            let mut sides = self.sides(ring, other);
            let Some((_, known)) = sides.next() else {
                continue;
            };
            for (at, here) in sides {
                *looks += 1;
                if here != known {
                    return Err(AreaFault::RingsMeet {
                        first: self.rings[ring].name,
                        second: self.rings[other].name,
                        at,
                    });
                }
            }
            if *looks > MOST_LOOKS {
                return Err(AreaFault::TooNested);
            }
        }
        Ok(())
    }

    /// Whether a ring lies inside another, neither of which crosses the other.
    fn is_inside(&self, inner: usize, outer: usize) -> bool {
        let mut sides = self.sides(inner, outer);
        sides.next().is_some_and(|(_, is_inside)| is_inside)
    }

    /// Places of a ring that are not on another, of every stretch between two touches at least one, and whether they lie
    /// inside that other.
    fn sides(&self, ring: usize, other: usize) -> impl Iterator<Item = (Coord<f64>, bool)> {
        let region = &self.regions[other];
        let ring_of = &self.rings[ring];
        let pair = (ring.min(other), ring.max(other));
        let cuts: &[_] = self.touching.get(&pair).map_or(&[], Vec::as_slice);
        let middles = ring_of.edges().zip(ring_of.first_edge..);
        let middles = middles.flat_map(|(edge, number)| stretches(edge, number, cuts));
        let places = ring_of.positions.iter().copied().chain(middles);
        places.filter_map(|place| match region.side_of(place) {
            Side::Border => None,
            side => Some((place, side == Side::Inside)),
        })
    }
}

/// The middles of an edge's stretches between its ends and where it is touched.
fn stretches(
    edge: Line<f64>,
    number: usize,
    cuts: &[(usize, Coord<f64>)],
) -> impl Iterator<Item = Coord<f64>> {
    let first = cuts.partition_point(|(touched, _)| *touched < number);
    let of_edge = cuts[first..]
        .iter()
        .take_while(|(touched, _)| *touched == number);
    let mut ends: Vec<_> = of_edge.map(|(_, at)| *at).collect();
    ends.push(edge.end);
    let along = |at: &Coord<f64>| (*at - edge.start).dot_product(edge.delta());
    ends.sort_by(|a, b| along(a).total_cmp(&along(b)));
    let starts = std::iter::once(edge.start).chain(ends.clone());
    let pairs = starts.zip(ends);
    pairs.map(|(start, end)| (start + end) / 2.0)
}

/// Whether a ring may lie inside all of those around it.
fn judge(ring: RingName, around: &[&RingName]) -> Result<(), AreaFault> {
    let is_around = |part: usize, is_hole: bool| {
        let found = around
            .iter()
            .find(|other| other.part == part && other.hole.is_some() == is_hole);
        found.map(|other| **other)
    };
    if ring.hole.is_some() {
        if is_around(ring.part, false).is_none() {
            return Err(AreaFault::HoleOutside(ring));
        }
        return match is_around(ring.part, true) {
            Some(other) => Err(AreaFault::HoleInHole(ring, other)),
            None => Ok(()),
        };
    }
    let outer = around.iter().filter(|other| other.hole.is_none());
    for other in outer {
        if other.part != ring.part && is_around(other.part, true).is_none() {
            return Err(AreaFault::PartInPart(ring, **other));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Validation, coord, polygon};
    use proptest::prelude::*;

    fn judged(areas: &MultiPolygon<f64>) -> Result<(), AreaFault> {
        check(areas, &Interrupt::default())
    }

    fn square(x: f64, y: f64, side: f64) -> LineString<f64> {
        let corners = [
            (x, y),
            (x + side, y),
            (x + side, y + side),
            (x, y + side),
            (x, y),
        ];
        corners.to_vec().into()
    }

    fn with_holes(holes: Vec<LineString<f64>>) -> MultiPolygon<f64> {
        Polygon::new(square(0.0, 0.0, 10.0), holes).into()
    }

    #[test]
    fn sound_areas_pass() {
        let touching = polygon![(x: 0.0, y: 5.0), (x: 2.0, y: 4.0), (x: 2.0, y: 6.0)];
        let holes = vec![
            touching.exterior().clone(),
            square(2.0, 6.0, 1.0),
            square(5.0, 5.0, 3.0),
        ];
        let mut areas = with_holes(holes);
        assert_eq!(judged(&areas), Ok(()));
        areas.0.push(Polygon::new(square(6.0, 6.0, 1.0), vec![]));
        areas.0.push(Polygon::new(square(10.0, 10.0, 1.0), vec![]));
        assert_eq!(
            judged(&areas),
            Ok(()),
            "a part in a hole, a part at a corner"
        );
    }

    #[test]
    fn each_fault_is_named_with_its_place() {
        let bow_tie = polygon![(x: 0., y: 0.), (x: 2., y: 2.), (x: 2., y: 0.), (x: 0., y: 2.)];
        let said = judged(&bow_tie.into()).unwrap_err().to_string();
        assert_eq!(
            said,
            "the outer ring of part 1 crosses or touches itself near longitude 1, latitude 1"
        );
        let spike = polygon![(x: 0., y: 0.), (x: 4., y: 0.), (x: 9., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.)];
        assert!(matches!(
            judged(&spike.into()),
            Err(AreaFault::MeetsItself { .. })
        ));
        let pinched = polygon![
            (x: 0., y: 0.), (x: 4., y: 0.), (x: 2., y: 2.), (x: 4., y: 4.), (x: 0., y: 4.), (x: 2., y: 2.)
        ];
        assert!(matches!(
            judged(&pinched.into()),
            Err(AreaFault::MeetsItself { .. })
        ));
        let flat = polygon![(x: 0., y: 0.), (x: 1., y: 1.)];
        assert!(matches!(judged(&flat.into()), Err(AreaFault::TooFew(_))));
        for (holes, expected) in [
            (
                vec![square(20.0, 1.0, 1.0)],
                "hole 1 of part 1 does not lie inside its outer ring",
            ),
            (
                vec![square(1.0, 1.0, 5.0), square(2.0, 2.0, 1.0)],
                "hole 2 of part 1 lies inside hole 1 of part 1",
            ),
            (
                vec![square(0.0, 1.0, 2.0)],
                "cross or run together near longitude 0",
            ),
            (
                vec![square(-1.0, 1.0, 2.0)],
                "cross or run together near longitude 0",
            ),
        ] {
            let said = judged(&with_holes(holes)).unwrap_err().to_string();
            assert!(said.contains(expected), "{said}");
        }
        let mut nested = with_holes(vec![]);
        nested.0.push(Polygon::new(square(2.0, 2.0, 1.0), vec![]));
        assert!(matches!(judged(&nested), Err(AreaFault::PartInPart(..))));
    }

    #[test]
    fn a_ring_that_changes_sides_where_it_touches_is_found() {
        let leaves = polygon![(x: 5., y: 5.), (x: 10., y: 0.), (x: 15., y: 5.), (x: 10., y: 10.)];
        let areas = with_holes(vec![leaves.exterior().clone()]);
        assert!(matches!(judged(&areas), Err(AreaFault::RingsMeet { .. })));
    }

    #[test]
    fn a_ring_that_cuts_through_between_two_touches_is_found() {
        // The second has corners on the first's edges only; neither's first corner lies near the other.
        let one = polygon![(x: 2., y: 0.), (x: 1., y: 2.), (x: 0., y: 2.), (x: -2., y: 1.), (x: -5., y: -3.),
            (x: -1., y: -3.), (x: 1., y: -2.)];
        let other = polygon![(x: -1., y: -8.), (x: -1., y: -2.), (x: -9., y: -4.), (x: -4., y: -9.), (x: -3., y: -9.)];
        let areas = MultiPolygon::new(vec![one, other]);
        assert!(matches!(judged(&areas), Err(AreaFault::RingsMeet { .. })));
        // An edge that runs in and out of another part through two of its corners.
        let kite = polygon![(x: 1., y: 2.), (x: 2., y: 1.), (x: 3., y: 2.), (x: 2., y: 3.)];
        let below = polygon![(x: 0., y: 2.), (x: 5., y: -9.), (x: 10., y: 2.)];
        let areas = MultiPolygon::new(vec![below, kite]);
        assert!(matches!(judged(&areas), Err(AreaFault::RingsMeet { .. })));
    }

    #[test]
    fn many_holes_are_checked_soon() {
        let holes = (0..20_000).map(|i| {
            let (x, y) = (f64::from(i % 200), f64::from(i / 200));
            square(0.1 + x * 0.049, 0.1 + y * 0.098, 0.03)
        });
        assert_eq!(judged(&with_holes(holes.collect())), Ok(()));
    }

    fn star(x: i32, y: i32, radii: &[i32]) -> Polygon<f64> {
        let ring = radii.iter().enumerate().map(|(i, r)| {
            let angle = std::f64::consts::TAU * i as f64 / radii.len() as f64;
            let r = f64::from(*r);
            coord! {x: f64::from(x) + (r * angle.cos()).round(), y: f64::from(y) + (r * angle.sin()).round()}
        });
        Polygon::new(ring.collect(), vec![])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]

        #[test]
        fn what_is_sound_is_what_geo_calls_valid(
            a in prop::collection::vec(2..12i32, 3..8), hole in prop::collection::vec(1..6i32, 3..6),
            b in prop::collection::vec(1..12i32, 3..8),
            dx in -14..14i32, dy in -14..14i32, hx in -5..5i32, hy in -5..5i32,
        ) {
            let (outer, hole) = (star(0, 0, &a), star(hx, hy, &hole));
            let one = Polygon::new(outer.exterior().clone(), vec![hole.exterior().clone()]);
            let several = MultiPolygon::new(vec![outer, star(dx, dy, &b)]);
            for areas in [one.into(), several] {
                let found = judged(&areas);
                prop_assert_eq!(found.is_ok(), areas.is_valid(), "{:?} {:?}", found, areas);
            }
        }
    }
}
