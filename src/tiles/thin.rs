//! Thinning of dense points, so that a tile of a low zoom stays small.

use std::collections::HashSet;

use super::address::MAX_ZOOM;
use super::mercator::step;
use crate::geometry::grid::GridPoint;

/// Layers with fewer points show all of them at every zoom: 4,000 points with a dozen properties are about
/// 400 kB before compression.
const DENSE_FROM: usize = 4_000;

/// The side of the square, in grid steps of the zoom, in which a thinned layer draws one point: 8 pixels of
/// a 512-pixel tile, at most 4,096 points a tile.
const SQUARE: i64 = 64;

/// For each feature the zoom from which on it is drawn; 0 for all that are no points, and for all points of
/// a layer that is not dense.
///
/// The points of a dense layer are taken in their order: each goes to the first zoom at which no earlier
/// point stands in its square. At the greatest zoom all are drawn.
pub(super) fn least_zooms(places: impl Iterator<Item = Option<GridPoint>>) -> Vec<u8> {
    let places: Vec<_> = places.collect();
    let mut zooms = vec![0; places.len()];
    if places.iter().flatten().count() < DENSE_FROM {
        return zooms;
    }
    let mut taken: HashSet<(u8, i64, i64)> = HashSet::new();
    for (zoom_of, place) in zooms.iter_mut().zip(&places) {
        let Some(place) = place else { continue };
        let square = |zoom: u8| {
            let side = step(zoom) * SQUARE;
            (
                zoom,
                i64::from(place.x).div_euclid(side),
                i64::from(place.y).div_euclid(side),
            )
        };
        *zoom_of = (0..MAX_ZOOM)
            .find(|zoom| !taken.contains(&square(*zoom)))
            .unwrap_or(MAX_ZOOM);
        taken.extend((*zoom_of..MAX_ZOOM).map(square));
    }
    zooms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(side: i32) -> Vec<Option<GridPoint>> {
        (0..side * side)
            .map(|index| Some(GridPoint::new(index % side * 1_000, index / side * 1_000)))
            .collect()
    }

    #[test]
    fn few_points_are_all_drawn_at_once() {
        assert!(
            least_zooms(sheet(60).into_iter())
                .iter()
                .all(|zoom| *zoom == 0)
        );
    }

    #[test]
    fn many_points_come_out_bit_by_bit_and_all_at_the_end() {
        let zooms = least_zooms(sheet(100).into_iter());
        let drawn = |zoom: u8| zooms.iter().filter(|least| **least <= zoom).count();
        assert_eq!(drawn(0), 1);
        assert_eq!(drawn(MAX_ZOOM), 10_000);
        assert!((1..=MAX_ZOOM).all(|zoom| drawn(zoom) >= drawn(zoom - 1)));
        // A square of zoom 10 is 2^10 · 64 world steps, 65 points wide, and 100 points touch two of them.
        assert_eq!(drawn(10), 4);
    }
}
