//! Whether a place is inside a region, on its border or outside, decided exactly.
//!
//! The edges of a region are sorted into bands of latitude, so that a look-up reads a handful of edges. The side
//! of an edge on which a place lies is found with a robust predicate: the answer is that of exact arithmetic
//! on the coordinates as given, never a matter of rounding.
//!
//! # Assumptions
//! Edges are straight in longitude/latitude, as maps draw them and as GEOS tests them.
//!
//! # Source
//! J. R. Shewchuk (1997), *Adaptive precision floating-point arithmetic and fast robust geometric
//! predicates*, Discrete & Computational Geometry 18, 305–363.

use geo::kernels::{Kernel, Orientation, RobustKernel};
use geo::{Coord, MultiPolygon};

/// Where a place lies relative to a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In the interior.
    Inside,
    /// Exactly on the border.
    Border,
    /// Neither inside nor on the border.
    Outside,
}

/// Edges per band aimed at.
const EDGES_PER_BAND: usize = 4;

/// Most bands of one region.
const MOST_BANDS: usize = 4_096;

/// An edge stands in every band that it crosses. There are only so many bands that this is so often on average: the border
/// of a thin region along a parallel would otherwise stand whole in each.
const BANDS_PER_EDGE: f64 = 4.0;

#[derive(Debug, Clone, Copy)]
struct Edge {
    start: Coord<f64>,
    end: Coord<f64>,
}

/// A region whose edges are sorted for look-ups.
#[derive(Debug, Clone, Default)]
pub struct BandedRegion {
    min: Coord<f64>,
    max: Coord<f64>,
    bands_per_degree: f64,
    /// Where the edges of each band begin; one more than there are bands.
    starts: Vec<u32>,
    edges: Vec<Edge>,
}

impl BandedRegion {
    /// Sorts the edges of a region; rings may wind either way, holes are understood.
    ///
    /// # Input
    /// Longitude/latitude in degrees, all finite.
    #[must_use]
    pub fn new(polygons: &MultiPolygon<f64>) -> Self {
        let edges: Vec<Edge> = polygons
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
            .flat_map(|ring| ring.0.windows(2))
            .map(|pair| Edge {
                start: pair[0],
                end: pair[1],
            })
            .collect();
        let Some(first) = edges.first() else {
            return Self::default();
        };
        let (mut min, mut max) = (first.start, first.start);
        for Edge { end, .. } in &edges {
            min = Coord {
                x: min.x.min(end.x),
                y: min.y.min(end.y),
            };
            max = Coord {
                x: max.x.max(end.x),
                y: max.y.max(end.y),
            };
        }
        let height = (max.y - min.y).max(f64::MIN_POSITIVE);
        let crossed: f64 = edges
            .iter()
            .map(|edge| (edge.end.y - edge.start.y).abs() / height)
            .sum();
        let crossed_by_few = BANDS_PER_EDGE * edges.len() as f64 / crossed.max(1.0);
        let bands = (edges.len() / EDGES_PER_BAND)
            .min(crossed_by_few as usize)
            .clamp(1, MOST_BANDS);
        let mut region = Self {
            min,
            max,
            bands_per_degree: bands as f64 / height,
            starts: vec![0; bands + 1],
            edges: Vec::new(),
        };
        region.fill_bands(&edges);
        region
    }

    fn fill_bands(&mut self, edges: &[Edge]) {
        for edge in edges {
            for band in self.bands_of(edge) {
                self.starts[band + 1] += 1;
            }
        }
        for band in 1..self.starts.len() {
            self.starts[band] += self.starts[band - 1];
        }
        let Some((&all, starts)) = self.starts.split_last() else {
            return;
        };
        let mut free = starts.to_vec();
        self.edges = vec![edges[0]; all as usize];
        for edge in edges {
            for band in self.bands_of(edge) {
                self.edges[free[band] as usize] = *edge;
                free[band] += 1;
            }
        }
    }

    /// The bands that an edge crosses.
    fn bands_of(&self, edge: &Edge) -> std::ops::RangeInclusive<usize> {
        let (low, high) = (edge.start.y.min(edge.end.y), edge.start.y.max(edge.end.y));
        self.band_of(low)..=self.band_of(high)
    }

    fn band_of(&self, latitude: f64) -> usize {
        let band = ((latitude - self.min.y) * self.bands_per_degree) as usize;
        band.min(self.starts.len() - 2)
    }

    /// On which side of the border a place lies.
    #[must_use]
    pub fn side_of(&self, place: Coord<f64>) -> Side {
        let is_in_box = place.x >= self.min.x
            && place.x <= self.max.x
            && place.y >= self.min.y
            && place.y <= self.max.y;
        if !is_in_box || self.edges.is_empty() {
            return Side::Outside;
        }
        let band = self.band_of(place.y);
        let mut is_inside = false;
        for edge in &self.edges[self.starts[band] as usize..self.starts[band + 1] as usize] {
            match edge.crossing_east_of(place) {
                Crossing::None => {}
                Crossing::Once => is_inside = !is_inside,
                Crossing::Touch => return Side::Border,
            }
        }
        if is_inside {
            Side::Inside
        } else {
            Side::Outside
        }
    }

    /// Whether a place is inside or on the border.
    #[must_use]
    pub fn covers(&self, place: Coord<f64>) -> bool {
        self.side_of(place) != Side::Outside
    }
}

enum Crossing {
    None,
    Once,
    Touch,
}

impl Edge {
    /// How the edge meets the ray that runs east from a place. An edge owns its lower end and not its upper
    /// one, so a ray through a vertex is counted once.
    fn crossing_east_of(&self, place: Coord<f64>) -> Crossing {
        let (a, b) = (self.start, self.end);
        let (low, high) = if a.y <= b.y { (a, b) } else { (b, a) };
        if place.y < low.y || place.y > high.y || place.x > a.x.max(b.x) {
            return Crossing::None;
        }
        let is_owned = place.y < high.y;
        if place.x < a.x.min(b.x) {
            return if is_owned {
                Crossing::Once
            } else {
                Crossing::None
            };
        }
        match RobustKernel::orient2d(low, high, place) {
            Orientation::Collinear => Crossing::Touch,
            Orientation::CounterClockwise if is_owned => Crossing::Once,
            _ => Crossing::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, Intersects, Point, coord, polygon};
    use proptest::prelude::*;

    fn with_hole() -> MultiPolygon<f64> {
        polygon!(
            exterior: [(x: 0., y: 0.), (x: 4., y: 0.), (x: 4., y: 4.), (x: 2., y: 6.), (x: 0., y: 4.)],
            interiors: [[(x: 1., y: 1.), (x: 2., y: 1.), (x: 2., y: 2.), (x: 1., y: 2.)]],
        )
        .into()
    }

    #[test]
    fn corners_edges_holes_and_peaks() {
        let region = BandedRegion::new(&with_hole());
        for (x, y, side) in [
            (0.5, 0.5, Side::Inside),
            (1.5, 1.5, Side::Outside),
            (1.0, 1.5, Side::Border),
            (0.0, 0.0, Side::Border),
            (2.0, 6.0, Side::Border),
            (3.0, 5.0, Side::Border),
            (2.0, 0.0, Side::Border),
            (0.0, 4.0, Side::Border),
            (0.2, 4.0, Side::Inside),
            (4.1, 4.0, Side::Outside),
            (-1.0, 4.0, Side::Outside),
            (f64::NAN, 1.0, Side::Outside),
        ] {
            assert_eq!(region.side_of(coord! {x: x, y: y}), side, "{x} {y}");
        }
        assert_eq!(
            BandedRegion::default().side_of(coord! {x: 0.0, y: 0.0}),
            Side::Outside
        );
    }

    /// A saw of 1,000 teeth, a metre high and 100 km long: every tooth crosses the whole height.
    #[test]
    fn a_thin_region_along_a_parallel_is_not_kept_over_and_over() {
        let teeth = (0..2_000).map(|i| coord! {x: f64::from(i) * 5e-4, y: f64::from(i % 2) * 1e-5});
        let back = [coord! {x: 1.0, y: -1e-5}, coord! {x: 0.0, y: -1e-5}];
        let saw = geo::Polygon::new(teeth.chain(back).collect(), vec![]);
        let region = BandedRegion::new(&saw.clone().into());
        assert!(region.edges.len() <= 6 * 2_000, "{}", region.edges.len());
        for place in [
            coord! {x: 0.5, y: -5e-6},
            coord! {x: 0.5, y: 9e-6},
            coord! {x: 0.500_5, y: 9e-6},
        ] {
            assert_eq!(
                region.covers(place),
                saw.contains(&Point(place)),
                "{place:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn agrees_with_geo_on_and_off_the_border(
            radii in proptest::collection::vec(1..20i32, 3..40),
            x in -20..20i32, y in -20..20i32,
        ) {
            let ring = radii.iter().enumerate().map(|(i, r)| {
                let angle = std::f64::consts::TAU * i as f64 / radii.len() as f64;
                let r = f64::from(*r);
                coord! {x: (r * angle.cos()).round(), y: (r * angle.sin()).round()}
            });
            let polygon = geo::Polygon::new(ring.collect(), vec![]);
            let place = coord! {x: f64::from(x), y: f64::from(y)};
            let side = BandedRegion::new(&polygon.clone().into()).side_of(place);
            let on_line = polygon.exterior().intersects(&Point(place));
            prop_assert_eq!(side == Side::Border, on_line);
            if !on_line && geo::Validation::is_valid(&polygon) {
                prop_assert_eq!(side == Side::Inside, polygon.contains(&Point(place)));
            }
        }
    }
}
