//! The middle of slivers that are shared between the polygons beside them.

use geo::Coord;

use super::arrangement::{Arrangement, OwnedLine, Role};
use super::plane::MetricPlane;
use super::slivers::Settlement;
use crate::geometry::grid::GridPoint;

/// Lines along the middle of every sliver that must be shared: in each cell from the middle of one bridge to that of
/// the next, or to the corner in which two polygons' borders meet. In a cell with more of these they meet in
/// their common middle.
pub(super) fn middles(
    arrangement: &Arrangement,
    settlement: &Settlement,
    plane: MetricPlane,
) -> Vec<OwnedLine> {
    let mut lines = Vec::new();
    for &walk in &settlement.to_share {
        let ends = ends(arrangement, settlement, plane, walk);
        match ends.as_slice() {
            [] | [_] => {}
            [a, b] => lines.push((*a, *b)),
            more => {
                let sum = more
                    .iter()
                    .map(|end| plane.metres(*end))
                    .fold(Coord { x: 0.0, y: 0.0 }, |sum, place| sum + place);
                let middle = plane.grid(sum / more.len() as f64);
                lines.extend(more.iter().map(|end| (*end, middle)));
            }
        }
    }
    let apart = lines.into_iter().filter(|(a, b)| a != b);
    apart
        .map(|(a, b)| OwnedLine {
            role: Role::Middle,
            points: vec![a, b],
        })
        .collect()
}

/// The places on the border of a cell from which the middle starts.
fn ends(
    arrangement: &Arrangement,
    settlement: &Settlement,
    plane: MetricPlane,
    walk: usize,
) -> Vec<GridPoint> {
    let edges = &arrangement.walks()[walk].edges;
    let beside = |half: usize| settlement.owner[arrangement.walk_of(half ^ 1)];
    let mut ends = Vec::new();
    for (position, &half) in edges.iter().enumerate() {
        let next = edges[(position + 1) % edges.len()];
        if arrangement.is_bridge(half) {
            let (a, b) = (
                plane.metres(arrangement.start(half)),
                plane.metres(arrangement.end(half)),
            );
            ends.push(plane.grid((a + b) / 2.0));
        } else if !arrangement.is_bridge(next) && beside(half) != beside(next) {
            ends.push(arrangement.end(half));
        }
    }
    ends
}
