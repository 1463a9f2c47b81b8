//! The area that two regions share, without building the shape that they share.
//!
//! A region is the sum over its edges of "below this edge", each with the sign of the direction in which the
//! edge runs. The area shared by two regions is therefore the sum, over all pairs of an edge of one and an
//! edge of the other, of the signed area below both: ∫ min(y₁, y₂) dx over the x that they have in common.
//! Each term changes continuously with the coordinates, so touching, coinciding and nearly coinciding
//! borders need no special case and cannot make the sum fail.
//!
//! The sum is fast because the edges of a ring stand in a tree of boxes. A run of edges wholly above an edge
//! of the other region contributes a difference of two values, and a run wholly below contributes an integral
//! that was computed when the tree was built; only runs that the other border crosses are opened.
//!
//! # Assumptions
//! Both regions are valid (rings do not cross; parts do not overlap). Where parts of a region do overlap,
//! what they share counts as often as they cover it.

use geo::{Coord, LineString, MultiPolygon, Rect};

/// Edges in a leaf of the tree.
const LEAF_EDGES: usize = 8;

/// A directed edge that is not vertical, with the sign of the area below it.
#[derive(Debug, Clone, Copy)]
struct Edge {
    start: Coord<f64>,
    end: Coord<f64>,
}

impl Edge {
    fn west(&self) -> f64 {
        self.start.x.min(self.end.x)
    }

    fn east(&self) -> f64 {
        self.start.x.max(self.end.x)
    }

    /// +1 where the region lies below the edge (it runs west), −1 where it lies above (it runs east).
    fn sign(&self) -> f64 {
        if self.end.x < self.start.x { 1.0 } else { -1.0 }
    }

    fn y_at(&self, x: f64) -> f64 {
        let run = self.end.x - self.start.x;
        let t = ((x - self.start.x) / run).clamp(0.0, 1.0);
        self.start.y + t * (self.end.y - self.start.y)
    }

    /// ∫ y dx from the western end to `x`, for `x` within the edge.
    fn integral_to(&self, x: f64) -> f64 {
        let west = self.west();
        let x = x.clamp(west, self.east());
        (x - west) * f64::midpoint(self.y_at(west), self.y_at(x))
    }

    /// Signed area below both edges.
    fn below_both(&self, other: &Self) -> f64 {
        let (west, east) = (self.west().max(other.west()), self.east().min(other.east()));
        if west >= east {
            return 0.0;
        }
        let (a0, a1) = (self.y_at(west), self.y_at(east));
        let (b0, b1) = (other.y_at(west), other.y_at(east));
        let (d0, d1) = (a0 - b0, a1 - b1);
        let mean_height = if d0 * d1 >= 0.0 {
            if d0 + d1 > 0.0 {
                f64::midpoint(b0, b1)
            } else {
                f64::midpoint(a0, a1)
            }
        } else {
            let t = d0 / (d0 - d1);
            let crossing = a0 + t * (a1 - a0);
            let (low0, low1) = (a0.min(b0), a1.min(b1));
            t * f64::midpoint(low0, crossing) + (1.0 - t) * f64::midpoint(crossing, low1)
        };
        self.sign() * other.sign() * (east - west) * mean_height
    }
}

/// A run of consecutive edges of one ring: its box, its ends, and the signed area below it.
#[derive(Debug, Clone, Copy)]
struct Run {
    first: u32,
    last: u32,
    min: Coord<f64>,
    max: Coord<f64>,
    start_x: f64,
    end_x: f64,
    signed_area_below: f64,
    /// Index of the second child; the first child follows its parent. Zero in a leaf.
    second_child: u32,
}

/// A region prepared for [`Region::shared_area`].
///
/// # Units
/// Those of the plane of the input: metres in, square metres out.
#[derive(Debug, Clone, Default)]
pub struct Region {
    edges: Vec<Edge>,
    runs: Vec<Run>,
    roots: Vec<u32>,
    area: f64,
    bounds: Option<Rect<f64>>,
}

impl Region {
    /// Prepares polygons given in an equal-area plane; rings may wind either way.
    #[must_use]
    pub fn new(polygons: &MultiPolygon<f64>) -> Self {
        let mut region = Self::default();
        for polygon in polygons {
            region.add_ring(polygon.exterior(), true);
            for hole in polygon.interiors() {
                region.add_ring(hole, false);
            }
        }
        region.area = region
            .roots
            .iter()
            .map(|&r| region.runs[r as usize].signed_area_below)
            .sum();
        region.bounds = region
            .roots
            .iter()
            .map(|&root| region.runs[root as usize])
            .fold(None, |bounds: Option<Rect<f64>>, run| {
                let (min, max) = bounds.map_or((run.min, run.max), |b| (b.min(), b.max()));
                Some(Rect::new(
                    Coord {
                        x: min.x.min(run.min.x),
                        y: min.y.min(run.min.y),
                    },
                    Coord {
                        x: max.x.max(run.max.x),
                        y: max.y.max(run.max.y),
                    },
                ))
            });
        region
    }

    /// Area of the region.
    #[must_use]
    pub fn area(&self) -> f64 {
        self.area
    }

    /// Smallest box around the region; none when it is empty.
    #[must_use]
    pub fn bounds(&self) -> Option<Rect<f64>> {
        self.bounds
    }

    /// Area that this region and `other` share, never negative.
    ///
    /// Time is about the number of edges of `other`, times the logarithm of the edges of this region, plus
    /// the number of crossings: prepare the larger region once and pass the smaller one.
    #[must_use]
    pub fn shared_area(&self, other: &Self) -> f64 {
        let Some(mine) = self.bounds else {
            return 0.0;
        };
        // A ring that stays clear of this region's box adds as much below its top as it takes below its foot.
        let meets = |run: &Run| {
            run.min.x <= mine.max().x
                && run.max.x >= mine.min().x
                && run.min.y <= mine.max().y
                && run.max.y >= mine.min().y
        };
        let rings = other.roots.iter().map(|&root| &other.runs[root as usize]);
        let near: Vec<u32> = rings
            .filter(|run| meets(run))
            .flat_map(|run| run.first..run.last)
            .collect();
        if near.is_empty() {
            return 0.0;
        }
        let mut sum = 0.0;
        let mut open: Vec<u32> = Vec::with_capacity(near.len() * 2);
        for &root in &self.roots {
            open.clear();
            open.extend_from_slice(&near);
            sum += self.shared_with(root, other, &mut open, 0);
        }
        sum.max(0.0)
    }

    fn add_ring(&mut self, ring: &LineString<f64>, is_exterior: bool) {
        let first = self.edges.len() as u32;
        let twice_area: f64 = ring.lines().map(|edge| edge.determinant()).sum();
        let is_reversed = (twice_area > 0.0) != is_exterior;
        let directed: Box<dyn Iterator<Item = Edge>> = if is_reversed {
            Box::new(ring.0.windows(2).rev().map(|w| Edge {
                start: w[1],
                end: w[0],
            }))
        } else {
            Box::new(ring.0.windows(2).map(|w| Edge {
                start: w[0],
                end: w[1],
            }))
        };
        self.edges.extend(directed);
        let last = self.edges.len() as u32;
        if last > first {
            let root = self.add_run(first, last);
            self.roots.push(root);
        }
    }

    fn add_run(&mut self, first: u32, last: u32) -> u32 {
        let index = self.runs.len();
        self.runs
            .push(leaf(&self.edges[first as usize..last as usize], first));
        if (last - first) as usize > LEAF_EDGES {
            let middle = first + (last - first) / 2;
            self.add_run(first, middle);
            self.runs[index].second_child = self.add_run(middle, last);
        }
        index as u32
    }

    /// Signed area shared by the run and those edges of `other` that stand in `open` from `from` on.
    fn shared_with(&self, run: u32, other: &Self, open: &mut Vec<u32>, from: usize) -> f64 {
        let here = &self.runs[run as usize];
        let mut sum = 0.0;
        let to = open.len();
        for index in from..to {
            let edge = &other.edges[open[index] as usize];
            match here.settle(edge) {
                Some(area) => sum += area,
                None if here.second_child == 0 => {
                    sum += self.edges[here.first as usize..here.last as usize]
                        .iter()
                        .map(|mine| mine.below_both(edge))
                        .sum::<f64>();
                }
                None => open.push(open[index]),
            }
        }
        if open.len() > to {
            sum += self.shared_with(run + 1, other, open, to);
            sum += self.shared_with(here.second_child, other, open, to);
        }
        open.truncate(to);
        sum
    }
}

impl Run {
    /// The area shared with one edge where it needs no look at the edges of the run.
    fn settle(&self, edge: &Edge) -> Option<f64> {
        let (west, east) = (edge.west(), edge.east());
        let (common_west, common_east) = (west.max(self.min.x), east.min(self.max.x));
        if common_west >= common_east {
            return Some(0.0);
        }
        let (y0, y1) = (edge.y_at(common_west), edge.y_at(common_east));
        if self.min.y >= y0.max(y1) {
            let along = edge.integral_to(self.start_x) - edge.integral_to(self.end_x);
            return Some(edge.sign() * along);
        }
        let is_below = self.max.y <= y0.min(y1);
        let is_spanned = west <= self.min.x && self.max.x <= east;
        (is_below && is_spanned).then(|| edge.sign() * self.signed_area_below)
    }
}

fn leaf(edges: &[Edge], first: u32) -> Run {
    let mut run = Run {
        first,
        last: first + edges.len() as u32,
        min: edges[0].start,
        max: edges[0].start,
        start_x: edges[0].start.x,
        end_x: edges[edges.len() - 1].end.x,
        signed_area_below: 0.0,
        second_child: 0,
    };
    for edge in edges {
        run.min = Coord {
            x: run.min.x.min(edge.end.x),
            y: run.min.y.min(edge.end.y),
        };
        run.max = Coord {
            x: run.max.x.max(edge.end.x),
            y: run.max.y.max(edge.end.y),
        };
        run.signed_area_below +=
            (edge.start.x - edge.end.x) * f64::midpoint(edge.start.y, edge.end.y);
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Area, BooleanOps, coord, polygon};
    use proptest::prelude::*;

    fn square(x: f64, y: f64, side: f64) -> MultiPolygon<f64> {
        Rect::new(coord! {x: x, y: y}, coord! {x: x + side, y: y + side})
            .to_polygon()
            .into()
    }

    fn star(centre: (f64, f64), radii: &[f64]) -> MultiPolygon<f64> {
        let ring = radii.iter().enumerate().map(|(i, r)| {
            let angle = std::f64::consts::TAU * i as f64 / radii.len() as f64;
            coord! {x: centre.0 + r * angle.cos(), y: centre.1 + r * angle.sin()}
        });
        geo::Polygon::new(ring.collect(), vec![]).into()
    }

    fn shared(a: &MultiPolygon<f64>, b: &MultiPolygon<f64>) -> f64 {
        Region::new(a).shared_area(&Region::new(b))
    }

    #[test]
    fn squares_share_what_can_be_counted_by_hand() {
        let a = square(0.0, 0.0, 10.0);
        assert!((shared(&a, &square(5.0, 5.0, 10.0)) - 25.0).abs() < 1e-9);
        assert!((shared(&a, &square(2.0, 2.0, 3.0)) - 9.0).abs() < 1e-9);
        assert!(
            (shared(&a, &a) - 100.0).abs() < 1e-9,
            "a region shares all of itself"
        );
        assert!(
            shared(&a, &square(10.0, 0.0, 10.0)).abs() < 1e-9,
            "neighbours share no area"
        );
        assert!(shared(&a, &square(20.0, 0.0, 10.0)).abs() < 1e-9);
        assert!(shared(&a, &MultiPolygon::new(vec![])).abs() < 1e-9);
    }

    #[test]
    fn holes_and_winding_are_understood() {
        let ring: MultiPolygon<f64> = polygon!(
            exterior: [(x: 0., y: 0.), (x: 0., y: 10.), (x: 10., y: 10.), (x: 10., y: 0.)],
            interiors: [[(x: 3., y: 3.), (x: 7., y: 3.), (x: 7., y: 7.), (x: 3., y: 7.)]],
        )
        .into();
        assert!((Region::new(&ring).area() - 84.0).abs() < 1e-9);
        assert!(
            shared(&ring, &square(4.0, 4.0, 2.0)).abs() < 1e-9,
            "inside the hole"
        );
        assert!((shared(&ring, &square(5.0, 5.0, 5.0)) - 21.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn shared_area_is_symmetric_and_agrees_with_overlay(
            a in proptest::collection::vec(20.0..100.0f64, 3..60),
            b in proptest::collection::vec(20.0..100.0f64, 3..60),
            x in -80.0..80.0f64, y in -80.0..80.0f64,
        ) {
            let (a, b) = (star((0.0, 0.0), &a), star((x, y), &b));
            let got = shared(&a, &b);
            prop_assert!((got - shared(&b, &a)).abs() < 1e-6);
            let overlay = a.intersection(&b).unsigned_area();
            prop_assert!((got - overlay).abs() < 1e-2, "{} {}", got, overlay);
        }

        #[test]
        fn parts_of_a_region_add_up_to_it(
            a in proptest::collection::vec(20.0..100.0f64, 3..60), cut in -90.0..90.0f64,
        ) {
            let region = Region::new(&star((0.0, 0.0), &a));
            let half = |west: f64, east: f64| {
                let corners = (coord! {x: west, y: -200.0}, coord! {x: east, y: 200.0});
                Region::new(&Rect::new(corners.0, corners.1).to_polygon().into())
            };
            let sum = region.shared_area(&half(-200.0, cut)) + region.shared_area(&half(cut, 200.0));
            prop_assert!((sum - region.area()).abs() < 1e-6);
        }
    }
}
