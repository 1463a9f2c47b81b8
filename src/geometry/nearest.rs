//! The nearest of many places by geodesic distance.
//!
//! Candidates come from straight distances through the earth, which order places almost as geodesics do;
//! the few whose order could differ are ranked by their geodesic distance, so the ranking is the true one.
//!
//! # Source
//! T. Vincenty (1975), *Direct and inverse solutions of geodesics on the ellipsoid with application of nested
//! equations*, Survey Review 23(176), 88–93; Karney's method (see [`super::geodesic`]) where it does not converge.

use super::geodesic::{self, ECCENTRICITY_SQUARED, FLATTENING, SEMI_MAJOR_AXIS_M};
use geo::Coord;
use rstar::{PointDistance, RTree, RTreeObject};

/// Length that a further turn of Vincenty's loop may still change, metres.
const LENGTH_TOLERANCE_M: f64 = 1e-7;

/// A place with what its distances to many others need, worked out once.
#[derive(Debug, Clone, Copy)]
pub struct Station {
    place: Coord<f64>,
    longitude: f64,
    sin_reduced: f64,
    cos_reduced: f64,
    /// Geocentric position, metres.
    position: [f64; 3],
}

impl Station {
    /// Prepares a place given in longitude/latitude degrees.
    #[must_use]
    pub fn new(place: Coord<f64>) -> Self {
        let (sin, cos) = place.y.to_radians().sin_cos();
        let (sin_lon, cos_lon) = place.x.to_radians().sin_cos();
        let minor = (1.0 - FLATTENING) * sin;
        let norm = cos.hypot(minor);
        let normal = SEMI_MAJOR_AXIS_M / (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
        Self {
            place,
            longitude: place.x.to_radians(),
            sin_reduced: minor / norm,
            cos_reduced: cos / norm,
            position: [
                normal * cos * cos_lon,
                normal * cos * sin_lon,
                normal * (1.0 - ECCENTRICITY_SQUARED) * sin,
            ],
        }
    }

    /// Geodesic distance in metres, within 0.1 mm of [`geodesic::distance_m`].
    #[must_use]
    pub fn distance_m(&self, other: &Self) -> f64 {
        let difference = other.longitude - self.longitude;
        let product_of_sines = self.sin_reduced * other.sin_reduced;
        let product_of_cosines = self.cos_reduced * other.cos_reduced;
        // The first order of the excess, for short lines: it saves one turn of the loop.
        let mut lambda = difference * (1.0 + FLATTENING * product_of_cosines);
        for _ in 0..8 {
            let arc = Arc::new(self, other, lambda, product_of_sines, product_of_cosines);
            if arc.sin_sigma < 1e-12 && arc.cos_sigma > 0.0 {
                break;
            }
            let next = difference + arc.longitude_excess();
            let step = next - lambda;
            // The length changes by sin α per radian of λ, and what that leaves is of second order.
            if step * step * SEMI_MAJOR_AXIS_M < LENGTH_TOLERANCE_M * arc.sin_sigma {
                return arc.length_m() + SEMI_MAJOR_AXIS_M * arc.sin_alpha * step;
            }
            lambda = next;
        }
        geodesic::distance_m(self.place, other.place)
    }

    fn chord_squared(&self, other: &Self) -> f64 {
        self.position
            .iter()
            .zip(other.position)
            .map(|(a, b)| (a - b) * (a - b))
            .sum()
    }
}

/// The arc on the auxiliary sphere for one estimate of its longitude difference (Vincenty's eq. 14–18).
struct Arc {
    sin_sigma: f64,
    cos_sigma: f64,
    sigma: f64,
    sin_alpha: f64,
    cos2_alpha: f64,
    cos_2sigma_m: f64,
}

impl Arc {
    fn new(from: &Station, to: &Station, lambda: f64, sines: f64, cosines: f64) -> Self {
        let (sin_lambda, cos_lambda) = lambda.sin_cos();
        let across = to.cos_reduced * sin_lambda;
        let along =
            from.cos_reduced * to.sin_reduced - from.sin_reduced * to.cos_reduced * cos_lambda;
        let sin_sigma = (across * across + along * along).sqrt();
        let cos_sigma = sines + cosines * cos_lambda;
        let sin_alpha = cosines * sin_lambda / sin_sigma;
        let cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        let cos_2sigma_m = if cos2_alpha > 1e-12 {
            cos_sigma - 2.0 * sines / cos2_alpha
        } else {
            0.0
        };
        let sigma = sin_sigma.atan2(cos_sigma);
        Self {
            sin_sigma,
            cos_sigma,
            sigma,
            sin_alpha,
            cos2_alpha,
            cos_2sigma_m,
        }
    }

    /// λ − L.
    fn longitude_excess(&self) -> f64 {
        let c = FLATTENING / 16.0
            * self.cos2_alpha
            * (4.0 + FLATTENING * (4.0 - 3.0 * self.cos2_alpha));
        let m = self.cos_2sigma_m;
        let inner = m + c * self.cos_sigma * (2.0 * m * m - 1.0);
        (1.0 - c) * FLATTENING * self.sin_alpha * (self.sigma + c * self.sin_sigma * inner)
    }

    fn length_m(&self) -> f64 {
        let minor_axis = SEMI_MAJOR_AXIS_M * (1.0 - FLATTENING);
        let second = ECCENTRICITY_SQUARED / (1.0 - ECCENTRICITY_SQUARED);
        let u2 = self.cos2_alpha * second;
        let a = 1.0 + u2 / 16_384.0 * (4_096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2)));
        let b = u2 / 1_024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)));
        let m = self.cos_2sigma_m;
        let last =
            b / 6.0 * m * (4.0 * self.sin_sigma * self.sin_sigma - 3.0) * (4.0 * m * m - 3.0);
        let delta =
            b * self.sin_sigma * (m + b / 4.0 * (self.cos_sigma * (2.0 * m * m - 1.0) - last));
        minor_axis * a * (self.sigma - delta)
    }
}

/// A place among the nearest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    /// Index of the place, as given to [`NearestIndex::new`].
    pub index: usize,
    /// Geodesic distance, metres.
    pub distance_m: f64,
}

/// Fewer places than this are looked through one by one, which is faster than a tree.
const FEW: usize = 48;

/// Beyond this straight distance the order by straight distance is not relied upon, metres.
const FAR_M: f64 = 2_000_000.0;

#[derive(Debug, Clone)]
struct Indexed {
    position: [f64; 3],
    index: usize,
}

impl RTreeObject for Indexed {
    type Envelope = rstar::AABB<[f64; 3]>;

    fn envelope(&self) -> Self::Envelope {
        rstar::AABB::from_point(self.position)
    }
}

impl PointDistance for Indexed {
    fn distance_2(&self, point: &[f64; 3]) -> f64 {
        self.position
            .iter()
            .zip(point)
            .map(|(a, b)| (a - b) * (a - b))
            .sum()
    }
}

/// Places prepared for [`NearestIndex::nearest`].
#[derive(Debug, Clone)]
pub struct NearestIndex {
    stations: Vec<Station>,
    tree: RTree<Indexed>,
}

impl NearestIndex {
    /// Prepares places given in longitude/latitude degrees, all finite.
    #[must_use]
    pub fn new(places: &[Coord<f64>]) -> Self {
        let stations: Vec<Station> = places.iter().map(|&place| Station::new(place)).collect();
        let indexed = stations.iter().enumerate();
        let indexed = indexed
            .map(|(index, s)| Indexed {
                position: s.position,
                index,
            })
            .collect();
        let tree = if stations.len() < FEW {
            RTree::new()
        } else {
            RTree::bulk_load(indexed)
        };
        Self { stations, tree }
    }

    /// The `k` places nearest to `from`, nearest first; of places equally far the one given first comes first.
    #[must_use]
    pub fn nearest(&self, from: Coord<f64>, k: usize) -> Vec<Neighbour> {
        let mut found = Vec::with_capacity(k + 4);
        self.nearest_into(from, k, &mut found);
        found
    }

    /// As [`NearestIndex::nearest`], into a list that is emptied first and can be used again.
    pub fn nearest_into(&self, from: Coord<f64>, k: usize, found: &mut Vec<Neighbour>) {
        found.clear();
        let k = k.min(self.stations.len());
        if k == 0 {
            return;
        }
        let station = Station::new(from);
        if self.tree.size() == 0 {
            self.scan(&station, k, found);
        } else {
            self.search(&station, k, found);
        }
        for neighbour in found.iter_mut() {
            neighbour.distance_m = station.distance_m(&self.stations[neighbour.index]);
        }
        found.sort_unstable_by(|a, b| {
            a.distance_m
                .total_cmp(&b.distance_m)
                .then(a.index.cmp(&b.index))
        });
        found.truncate(k);
    }

    /// Candidates by looking at every place: `distance_m` holds the squared chord for now.
    fn scan(&self, from: &Station, k: usize, found: &mut Vec<Neighbour>) {
        found.extend(
            self.stations
                .iter()
                .enumerate()
                .map(|(index, station)| Neighbour {
                    index,
                    distance_m: from.chord_squared(station),
                }),
        );
        if k < found.len() {
            found.select_nth_unstable_by(k - 1, |a, b| a.distance_m.total_cmp(&b.distance_m));
            let limit = farthest_candidate(found[k - 1].distance_m);
            let mut position = 0;
            found.retain(|neighbour| {
                position += 1;
                position <= k || neighbour.distance_m <= limit
            });
        }
    }

    fn search(&self, from: &Station, k: usize, found: &mut Vec<Neighbour>) {
        let mut limit = f64::INFINITY;
        let in_order = self
            .tree
            .nearest_neighbor_iter_with_distance_2(from.position);
        for (indexed, chord_squared) in in_order {
            if chord_squared > limit {
                break;
            }
            found.push(Neighbour {
                index: indexed.index,
                distance_m: chord_squared,
            });
            if found.len() == k {
                limit = farthest_candidate(chord_squared);
            }
        }
    }
}

/// Squared chord beyond which no place can be nearer along the ellipsoid than one at the given squared chord.
///
/// A geodesic exceeds its chord c by c²/24R² of it, with R between 6,335 and 6,400 km depending on place and
/// direction: two geodesics on equal chords differ by at most c² · 2.1e-17 of their length (and terms of higher
/// order); five times that is allowed for.
fn farthest_candidate(chord_squared: f64) -> f64 {
    if chord_squared > FAR_M * FAR_M {
        return f64::INFINITY;
    }
    let margin = 1.0 + 1e-9 + chord_squared * 1e-16;
    chord_squared * margin * margin + 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::coord;
    use proptest::prelude::*;

    #[test]
    fn a_place_is_nearest_to_itself_and_k_is_kept() {
        let places: Vec<_> = (0..100)
            .map(|i| coord! {x: 105.0 + f64::from(i) * 0.01, y: 22.5})
            .collect();
        let index = NearestIndex::new(&places);
        let found = index.nearest(places[7], 3);
        assert_eq!(found.iter().map(|n| n.index).collect::<Vec<_>>(), [7, 6, 8]);
        assert!(found[0].distance_m.abs() < 1e-9);
        assert_eq!(index.nearest(places[0], 500).len(), 100);
        assert!(index.nearest(places[0], 0).is_empty());
        assert!(NearestIndex::new(&[]).nearest(places[0], 4).is_empty());
    }

    proptest! {
        #[test]
        fn vincenty_agrees_with_karney(
            x in -180.0..180.0f64, y in -89.0..89.0f64, dx in -3.0..3.0f64, dy in -0.9..0.9f64,
        ) {
            let (a, b) = (coord! {x: x, y: y}, coord! {x: x + dx, y: y + dy});
            let got = Station::new(a).distance_m(&Station::new(b));
            prop_assert!((got - geodesic::distance_m(a, b)).abs() < 1e-5);
        }

        #[test]
        fn vincenty_or_its_fallback_agrees_across_the_earth(
            x in -180.0..180.0f64, y in -90.0..90.0f64, x2 in -180.0..180.0f64, y2 in -90.0..90.0f64,
        ) {
            let (a, b) = (coord! {x: x, y: y}, coord! {x: x2, y: y2});
            let got = Station::new(a).distance_m(&Station::new(b));
            prop_assert!((got - geodesic::distance_m(a, b)).abs() < 1e-3);
        }

        #[test]
        fn ranking_is_the_geodesic_ranking(
            places in proptest::collection::vec((104.0..108.0f64, 21.0..24.0f64), 1..200),
            x in 104.0..108.0f64, y in 21.0..24.0f64, k in 1..12usize,
        ) {
            let places: Vec<_> = places.iter().map(|&(x, y)| coord! {x: x, y: y}).collect();
            let from = coord! {x: x, y: y};
            let mut expected: Vec<(f64, usize)> = places.iter().enumerate()
                .map(|(i, &place)| (geodesic::distance_m(from, place), i)).collect();
            expected.sort_by(|a, b| a.0.total_cmp(&b.0));
            let got = NearestIndex::new(&places).nearest(from, k);
            prop_assert_eq!(got.len(), k.min(places.len()));
            for (neighbour, (distance, _)) in got.iter().zip(expected) {
                prop_assert!((neighbour.distance_m - distance).abs() < 1e-5);
            }
        }
    }
}
