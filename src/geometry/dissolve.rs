//! Areas that lie side by side as one: where they share whole edges, these go and no vertex moves, so that what lies
//! exactly on the common outline still does. Areas that overlap otherwise are united by overlay, which moves vertices by
//! less than a millimetre.

use std::collections::{HashMap, HashSet};

use geo::algorithm::orient::Direction;
use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Area, BoundingRect, Contains, Coord, LineString, MultiPolygon, Orient, Polygon};

use super::area_rules::{self, AreaFault};
use super::interrupt::{Interrupt, Interrupted};
use super::union::united;

/// Several areas as one.
#[derive(Debug, Clone, PartialEq)]
pub struct Dissolved {
    /// Everything that any of them covers.
    pub areas: MultiPolygon<f64>,
    /// Whether every vertex is where it was.
    pub is_exact: bool,
}

/// Everything that any of the areas covers.
///
/// # Errors
/// [`Interrupted`] when nobody waits for it any more.
pub fn dissolved(
    areas: &MultiPolygon<f64>,
    interrupt: &Interrupt,
) -> Result<Dissolved, Interrupted> {
    if let Some(joined) = without_shared_edges(areas) {
        match area_rules::check(&joined, interrupt) {
            Ok(()) => {
                return Ok(Dissolved {
                    areas: joined,
                    is_exact: true,
                });
            }
            Err(AreaFault::Interrupted(gone)) => return Err(gone),
            // They overlap, or share parts of edges.
            Err(_) => {}
        }
    }
    Ok(Dissolved {
        areas: united(areas.0.iter().cloned(), interrupt)?,
        is_exact: false,
    })
}

/// A position by its bits, for finding it again.
type Key = (u64, u64);

fn key(at: Coord<f64>) -> Key {
    // Zero has two signs and one place.
    ((at.x + 0.0).to_bits(), (at.y + 0.0).to_bits())
}

/// The areas without the edges that two of them have in opposite directions; none where one edge stands twice in the
/// same direction, which means that areas overlap.
fn without_shared_edges(areas: &MultiPolygon<f64>) -> Option<MultiPolygon<f64>> {
    let oriented = areas.orient(Direction::Default);
    let rings = oriented
        .iter()
        .flat_map(|area| std::iter::once(area.exterior()).chain(area.interiors()));
    let edges: Vec<(Coord<f64>, Coord<f64>)> = rings
        .flat_map(LineString::lines)
        .filter(|edge| edge.start != edge.end)
        .map(|edge| (edge.start, edge.end))
        .collect();
    let mut known: HashSet<(Key, Key)> = HashSet::with_capacity(edges.len());
    for &(from, to) in &edges {
        if !known.insert((key(from), key(to))) {
            return None;
        }
    }
    let outer: Vec<_> = edges
        .into_iter()
        .filter(|&(from, to)| !known.contains(&(key(to), key(from))))
        .collect();
    Some(polygons(rings_of(&outer)?))
}

/// Rings along directed edges that keep the area on their left. None where an edge leads nowhere.
fn rings_of(edges: &[(Coord<f64>, Coord<f64>)]) -> Option<Vec<LineString<f64>>> {
    let mut onward: HashMap<Key, Vec<usize>> = HashMap::new();
    for (index, &(from, _)) in edges.iter().enumerate() {
        onward.entry(key(from)).or_default().push(index);
    }
    let mut is_used = vec![false; edges.len()];
    let mut rings = Vec::new();
    for first in 0..edges.len() {
        if is_used[first] {
            continue;
        }
        let mut walk: Vec<Coord<f64>> = vec![edges[first].0];
        let mut seen: HashMap<Key, usize> = HashMap::from([(key(edges[first].0), 0)]);
        let mut edge = first;
        loop {
            is_used[edge] = true;
            let (from, at) = edges[edge];
            if let Some(&begun) = seen.get(&key(at)) {
                // The walk has come back to a vertex: what lies between is a ring of its own.
                let mut ring = walk.split_off(begun);
                for vertex in ring.iter().skip(1) {
                    seen.remove(&key(*vertex));
                }
                ring.push(at);
                rings.push(LineString::new(ring));
            } else {
                seen.insert(key(at), walk.len());
            }
            walk.push(at);
            if walk.len() == 1 && key(at) == key(edges[first].0) {
                break;
            }
            let choices = onward.get(&key(at))?;
            let open = choices.iter().copied().filter(|&next| !is_used[next]);
            edge = open.max_by(|&a, &b| {
                turn(from, at, edges[a].1).total_cmp(&turn(from, at, edges[b].1))
            })?;
        }
    }
    Some(rings)
}

/// How far one turns to the left at a vertex, radians from −π to π.
fn turn(from: Coord<f64>, at: Coord<f64>, to: Coord<f64>) -> f64 {
    let (before, after) = (at - from, to - at);
    let cross = before.x * after.y - before.y * after.x;
    let dot = before.x * after.x + before.y * after.y;
    cross.atan2(dot)
}

/// Rings put together: those that run anticlockwise are areas, the others holes of the smallest area around them.
fn polygons(rings: Vec<LineString<f64>>) -> MultiPolygon<f64> {
    let signed = |ring: LineString<f64>| {
        let area = Polygon::new(ring, vec![]);
        (area.signed_area(), area)
    };
    let (mut outer, holes): (Vec<_>, Vec<_>) = rings
        .into_iter()
        .map(signed)
        .partition(|(size, _)| *size > 0.0);
    let mut order: Vec<usize> = (0..outer.len()).collect();
    order.sort_by(|&a, &b| outer[a].0.total_cmp(&outer[b].0));
    for (_, hole) in holes {
        let around = order
            .iter()
            .find(|&&index| surrounds(&outer[index].1, &hole));
        if let Some(&index) = around {
            outer[index].1.interiors_push(hole.exterior().clone());
        }
    }
    MultiPolygon::new(outer.into_iter().map(|(_, area)| area).collect())
}

fn surrounds(area: &Polygon<f64>, hole: &Polygon<f64>) -> bool {
    let boxes = area.bounding_rect().zip(hole.bounding_rect());
    if !boxes.is_some_and(|(outer, inner)| outer.contains(&inner) || outer == inner) {
        return false;
    }
    let ring = Polygon::new(area.exterior().clone(), vec![]);
    let mut settled = hole
        .exterior()
        .0
        .iter()
        .map(|&at| ring.coordinate_position(&at));
    settled.find(|at| *at != CoordPos::OnBoundary) == Some(CoordPos::Inside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Rect, coord};

    fn square(x: f64, y: f64) -> Polygon<f64> {
        Rect::new(coord! {x: x, y: y}, coord! {x: x + 1.0, y: y + 1.0}).to_polygon()
    }

    fn together(areas: Vec<Polygon<f64>>) -> Dissolved {
        dissolved(&MultiPolygon::new(areas), &Interrupt::default()).unwrap()
    }

    #[test]
    fn abutting_squares_are_one_and_no_vertex_moves() {
        let one = together(vec![square(0.1, 0.3), square(1.1, 0.3)]);
        assert!(one.is_exact);
        assert_eq!(one.areas.0.len(), 1);
        assert_eq!(
            one.areas.0[0].exterior().0.len(),
            7,
            "both ends of the seam stay"
        );
        assert!((one.areas.unsigned_area() - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_ring_of_squares_keeps_its_hole() {
        let around: Vec<_> = (0..9)
            .filter(|index| *index != 4)
            .map(|index| square(f64::from(index % 3), f64::from(index / 3)))
            .collect();
        let one = together(around);
        assert!(one.is_exact);
        assert_eq!(
            (one.areas.0.len(), one.areas.0[0].interiors().len()),
            (1, 1)
        );
        assert!((one.areas.unsigned_area() - 8.0).abs() < 1e-12);
    }

    #[test]
    fn squares_that_touch_in_a_corner_stay_two() {
        let two = together(vec![square(0.0, 0.0), square(1.0, 1.0)]);
        assert!(two.is_exact);
        assert_eq!(two.areas.0.len(), 2);
    }

    #[test]
    fn overlapping_squares_are_united_by_overlay() {
        let one = together(vec![square(0.0, 0.0), square(0.5, 0.5), square(0.0, 0.0)]);
        assert!(!one.is_exact);
        assert_eq!(one.areas.0.len(), 1);
        assert!((one.areas.unsigned_area() - 1.75).abs() < 1e-6);
    }

    #[test]
    fn squares_that_share_part_of_an_edge_are_united_by_overlay() {
        let one = together(vec![square(0.0, 0.0), square(1.0, 0.5)]);
        assert!(!one.is_exact);
        assert_eq!(one.areas.0.len(), 1);
    }
}
