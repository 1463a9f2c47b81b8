//! Rings from directed edges: the last step of clipping, of merging and of cleaning.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use super::grid::{GridPoint, cross, dot, is_inside, twice_area};

/// A polygon on an integer grid; no ring repeats its first point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridPolygon {
    /// The outer ring, with positive [`twice_area`].
    pub exterior: Vec<GridPoint>,
    /// The holes, with negative [`twice_area`].
    pub interiors: Vec<Vec<GridPoint>>,
}

/// Joins directed edges, each with the inside on its left (y to the north), into simple rings.
///
/// An edge that is present in both directions bounds nothing and is dropped with its twin; a ring that
/// passes a point twice becomes two rings that touch there. Edges that cannot be closed into a ring are
/// dropped: a set of edges that enters each point as often as it leaves it has none.
#[must_use]
pub fn rings_of_edges(
    edges: impl IntoIterator<Item = (GridPoint, GridPoint)>,
) -> Vec<Vec<GridPoint>> {
    let mut outgoing = outgoing_edges(edges);
    let mut rings = Vec::new();
    while let Some((&start, _)) = outgoing.first_key_value() {
        let Some(walk) = walk_from(start, &mut outgoing) else {
            continue;
        };
        split_at_repeated_points(&walk, &mut rings);
    }
    rings.retain(|ring| ring.len() >= 3);
    rings
}

/// Edges by the point they leave, twins cancelled.
fn outgoing_edges(
    edges: impl IntoIterator<Item = (GridPoint, GridPoint)>,
) -> BTreeMap<GridPoint, Vec<GridPoint>> {
    let mut balance: HashMap<(GridPoint, GridPoint), i32> = HashMap::new();
    for (from, to) in edges {
        match from.cmp(&to) {
            Ordering::Less => *balance.entry((from, to)).or_default() += 1,
            Ordering::Greater => *balance.entry((to, from)).or_default() -= 1,
            Ordering::Equal => {}
        }
    }
    let mut outgoing: BTreeMap<GridPoint, Vec<GridPoint>> = BTreeMap::new();
    for ((low, high), count) in balance {
        let (from, to) = if count > 0 { (low, high) } else { (high, low) };
        for _ in 0..count.abs() {
            outgoing.entry(from).or_default().push(to);
        }
    }
    outgoing
}

/// Follows edges from `start` until it comes back there, taking the sharpest left turn at each fork.
fn walk_from(
    start: GridPoint,
    outgoing: &mut BTreeMap<GridPoint, Vec<GridPoint>>,
) -> Option<Vec<GridPoint>> {
    let mut walk = vec![start];
    let mut here = start;
    let mut back = None;
    loop {
        let choices = outgoing.get_mut(&here)?;
        let chosen = match back {
            Some(back) if choices.len() > 1 => sharpest_left(here.to(back), here, choices),
            _ => choices.len().checked_sub(1)?,
        };
        let next = choices.swap_remove(chosen);
        if choices.is_empty() {
            outgoing.remove(&here);
        }
        if next == start {
            return Some(walk);
        }
        back = Some(here);
        here = next;
        walk.push(here);
    }
}

/// The choice that comes first clockwise from the way back.
fn sharpest_left(back: (i64, i64), here: GridPoint, choices: &[GridPoint]) -> usize {
    let mut best = 0;
    for candidate in 1..choices.len() {
        let (a, b) = (here.to(choices[candidate]), here.to(choices[best]));
        if clockwise_order(back, a, b) == Ordering::Less {
            best = candidate;
        }
    }
    best
}

/// Compares two directions by their clockwise angle from `reference`, which itself comes last.
#[must_use]
pub fn clockwise_order(reference: (i64, i64), a: (i64, i64), b: (i64, i64)) -> Ordering {
    let sector = |direction| match cross(reference, direction).cmp(&0) {
        Ordering::Less => 0,
        Ordering::Equal if dot(reference, direction) < 0 => 1,
        Ordering::Greater => 2,
        Ordering::Equal => 3,
    };
    sector(a).cmp(&sector(b)).then_with(|| cross(a, b).cmp(&0))
}

/// Cuts a closed walk wherever it meets a point that it has passed before.
fn split_at_repeated_points(walk: &[GridPoint], rings: &mut Vec<Vec<GridPoint>>) {
    let mut open: Vec<GridPoint> = Vec::with_capacity(walk.len());
    let mut position: HashMap<GridPoint, usize> = HashMap::with_capacity(walk.len());
    for &point in walk {
        if let Some(&first) = position.get(&point) {
            for passed in &open[first + 1..] {
                position.remove(passed);
            }
            rings.push(open.split_off(first));
        }
        position.insert(point, open.len());
        open.push(point);
    }
    rings.push(open);
}

/// Sorts rings into polygons: a ring of positive area is an outer ring, one of negative area a hole of the
/// smallest outer ring around it. A hole with nothing around it, and a ring without area, are dropped.
#[must_use]
pub fn polygons_of_rings(rings: Vec<Vec<GridPoint>>) -> Vec<GridPolygon> {
    let mut holes = Vec::new();
    let mut polygons: Vec<(i128, GridPolygon)> = Vec::new();
    for ring in rings {
        let area = twice_area(&ring);
        match area.cmp(&0) {
            Ordering::Greater => {
                polygons.push((
                    area,
                    GridPolygon {
                        exterior: ring,
                        interiors: Vec::new(),
                    },
                ));
            }
            Ordering::Less => holes.push(ring),
            Ordering::Equal => {}
        }
    }
    polygons.sort_by_key(|(area, _)| *area);
    for hole in holes {
        let around = polygons.iter_mut().find(|(area, polygon)| {
            *area > -twice_area(&hole) && ring_is_inside(&hole, &polygon.exterior)
        });
        if let Some((_, polygon)) = around {
            polygon.interiors.push(hole);
        }
    }
    polygons.into_iter().map(|(_, polygon)| polygon).collect()
}

/// Whether `inner`, which may touch `outer` in single points, lies inside it.
fn ring_is_inside(inner: &[GridPoint], outer: &[GridPoint]) -> bool {
    inner
        .iter()
        .find(|point| !outer.contains(point))
        .is_some_and(|point| is_inside(*point, outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Vec<GridPoint> {
        points.iter().map(|&(x, y)| GridPoint::new(x, y)).collect()
    }

    fn edges(ring: &[GridPoint]) -> Vec<(GridPoint, GridPoint)> {
        (0..ring.len())
            .map(|index| (ring[index], ring[(index + 1) % ring.len()]))
            .collect()
    }

    #[test]
    fn two_neighbours_merge_when_their_shared_border_cancels() {
        let left = ring(&[(0, 0), (5, 0), (5, 5), (0, 5)]);
        let right = ring(&[(5, 0), (9, 0), (9, 5), (5, 5)]);
        let merged = rings_of_edges(edges(&left).into_iter().chain(edges(&right)));
        assert_eq!(merged.len(), 1);
        assert_eq!(twice_area(&merged[0]), 90);
    }

    #[test]
    fn a_bow_tie_becomes_two_rings_and_a_spike_vanishes() {
        let touching = ring(&[
            (0, 0),
            (4, 0),
            (4, 4),
            (8, 4),
            (8, 8),
            (4, 8),
            (4, 4),
            (0, 4),
        ]);
        let mut areas: Vec<_> = rings_of_edges(edges(&touching))
            .iter()
            .map(|r| twice_area(r))
            .collect();
        areas.sort_unstable();
        assert_eq!(areas, [32, 32]);
        let spiked = ring(&[(0, 0), (4, 0), (9, 0), (4, 0), (4, 4)]);
        let rings = rings_of_edges(edges(&spiked));
        assert_eq!(rings.len(), 1);
        assert_eq!(rings[0].len(), 3);
    }

    #[test]
    fn a_hole_that_touches_its_outer_ring_stays_a_hole() {
        let outer = ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        let hole = ring(&[(0, 0), (2, 4), (4, 2)]);
        assert!(twice_area(&hole) < 0);
        let polygons = polygons_of_rings(rings_of_edges(
            edges(&outer).into_iter().chain(edges(&hole)),
        ));
        assert_eq!(polygons.len(), 1);
        assert_eq!(polygons[0].exterior.len(), 4);
        assert_eq!(polygons[0].interiors.len(), 1);
    }

    #[test]
    fn an_island_in_a_hole_is_a_polygon_of_its_own() {
        let square =
            |low: i32, high: i32| ring(&[(low, low), (high, low), (high, high), (low, high)]);
        let mut hole = square(2, 8);
        hole.reverse();
        let mut small_hole = square(4, 5);
        small_hole.reverse();
        let polygons = polygons_of_rings(vec![square(0, 10), hole, square(3, 7), small_hole]);
        assert_eq!(
            polygons
                .iter()
                .map(|p| p.interiors.len())
                .collect::<Vec<_>>(),
            [1, 1]
        );
    }
}
