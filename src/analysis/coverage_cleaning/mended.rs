//! What was found and done at each polygon.

use geo::{Coord, LineString, MultiPolygon};

use super::arrangement::OwnedLine;
use super::displacement::displacement;
use super::plane::MetricPlane;
use super::slivers::Found;
use super::{CleaningError, NamedPolygon};
use crate::geometry::grid::GridPoint;

/// What was found and done at one polygon.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mended {
    /// How many overlaps with others it had.
    pub overlaps: usize,
    /// Their area in square metres; an overlap counts with each polygon that covers it.
    pub overlap_m2: f64,
    /// How many gaps it had beside it that were closed.
    pub gaps: usize,
    /// Their area in square metres; a gap counts with each polygon beside it.
    pub gap_m2: f64,
    /// The greatest distance by which its border moved, in metres, to half a centimetre.
    pub moved_m: f64,
    /// Where it moved by that (degrees on WGS 84); `None` where it stayed.
    pub at: Option<Coord<f64>>,
}

/// Adds up what was found at each polygon, and measures how far its border moved.
pub(super) fn mended(
    polygons: &[NamedPolygon],
    found: &[Found],
    delivered: &[OwnedLine],
    shapes: &[MultiPolygon<f64>],
    plane: MetricPlane,
) -> Vec<Mended> {
    let mut mended = vec![Mended::default(); polygons.len()];
    for sliver in found {
        for &owner in &sliver.covered_by {
            mended[owner].overlaps += 1;
            mended[owner].overlap_m2 += sliver.area_m2;
        }
        for &owner in sliver
            .beside
            .iter()
            .filter(|_| sliver.covered_by.is_empty())
        {
            mended[owner].gaps += 1;
            mended[owner].gap_m2 += sliver.area_m2;
        }
    }
    let mut before: Vec<Vec<&[GridPoint]>> = vec![Vec::new(); polygons.len()];
    for ring in delivered {
        if let Some(owner) = ring.owner() {
            before[owner].push(&ring.points);
        }
    }
    for ((polygon, before), shape) in mended.iter_mut().zip(&before).zip(shapes) {
        if let Some(farthest) = displacement(before, &edges_of(shape), plane) {
            polygon.moved_m = farthest.metres;
            polygon.at = Some(plane.grid(farthest.at).degrees());
        }
    }
    mended
}

/// Refuses a coverage for which a border moved too far; each sliver was held to the tolerance by itself, so
/// that this is the last word on all of them together.
pub(super) fn refuse_displaced(
    polygons: &[NamedPolygon],
    mended: &[Mended],
    tolerance_m: f64,
) -> Result<(), CleaningError> {
    let farthest = polygons
        .iter()
        .zip(mended)
        .filter(|(_, mended)| mended.moved_m > tolerance_m)
        .max_by(|one, other| one.1.moved_m.total_cmp(&other.1.moved_m));
    match farthest {
        Some((
            polygon,
            Mended {
                moved_m,
                at: Some(at),
                ..
            },
        )) => Err(CleaningError::TooFar {
            name: polygon.name.clone(),
            moved_m: *moved_m,
            at: *at,
            tolerance_m,
        }),
        _ => Ok(()),
    }
}

fn edges_of(shape: &MultiPolygon<f64>) -> Vec<(GridPoint, GridPoint)> {
    let rings = shape
        .iter()
        .flat_map(|part| std::iter::once(part.exterior()).chain(part.interiors()));
    let grid = |place: &Coord<f64>| GridPoint::from_degrees(place.x, place.y);
    let edges = rings.flat_map(LineString::lines);
    edges
        .filter_map(|line| Some((grid(&line.start)?, grid(&line.end)?)))
        .collect()
}
