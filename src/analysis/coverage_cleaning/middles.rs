//! The middle of slivers that are shared between the polygons beside them.

use geo::Coord;

use super::arrangement::{Arrangement, OwnedLine, Role};
use super::plane::MetricPlane;
use super::slivers::Settlement;
use crate::geometry::grid::GridPoint;

/// Lines along the middle of every sliver that must be shared: in each cell from the middle of one bridge to that of
/// the next, of a stretch along the outside, or to the corner in which two polygons' borders meet. In a cell with more of these they meet in
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

/// What a cell has on the other side of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Bridge,
    Polygon(usize),
    /// The outside, or another sliver.
    Nobody,
}

/// The places on the border of a cell from which the middle starts: the middle of each bridge and of each stretch
/// that nobody lies beside, and the corners at which one polygon's border becomes another's.
fn ends(
    arrangement: &Arrangement,
    settlement: &Settlement,
    plane: MetricPlane,
    walk: usize,
) -> Vec<GridPoint> {
    let beside = |half: usize| match settlement.owner[arrangement.walk_of(half ^ 1)] {
        _ if arrangement.is_bridge(half) => Beside::Bridge,
        Some(owner) => Beside::Polygon(owner),
        None => Beside::Nobody,
    };
    let mut edges: Vec<(Beside, usize)> = arrangement.walks()[walk]
        .edges
        .iter()
        .map(|half| (beside(*half), *half))
        .collect();
    let Some(first) = edges
        .iter()
        .position(|(beside, _)| *beside != Beside::Nobody)
    else {
        return Vec::new();
    };
    edges.rotate_left(first);
    let mut ends = Vec::new();
    let runs: Vec<&[(Beside, usize)]> = edges
        .chunk_by(|one, next| one.0 == next.0 && one.0 != Beside::Bridge)
        .collect();
    for (position, run) in runs.iter().enumerate() {
        let next = runs[(position + 1) % runs.len()];
        match (run[0].0, next[0].0) {
            (Beside::Bridge | Beside::Nobody, _) => ends.push(halfway(arrangement, plane, run)),
            (Beside::Polygon(one), Beside::Polygon(other)) if one != other => {
                ends.push(arrangement.end(run[run.len() - 1].1));
            }
            (Beside::Polygon(_), _) => {}
        }
    }
    ends
}

/// The point half-way along some edges that follow each other.
fn halfway(arrangement: &Arrangement, plane: MetricPlane, run: &[(Beside, usize)]) -> GridPoint {
    let length = |half: usize| plane.distance_m(arrangement.start(half), arrangement.end(half));
    let mut left = run.iter().map(|(_, half)| length(*half)).sum::<f64>() / 2.0;
    let mut last = run[run.len() - 1].1;
    for &(_, half) in run {
        last = half;
        if left <= length(half) {
            break;
        }
        left -= length(half);
    }
    // Counted from the same end for both cells beside the edge, so that they find the same point.
    let (start, end) = (arrangement.start(last), arrangement.end(last));
    let (a, b) = (plane.metres(start), plane.metres(end));
    let share = left / length(last).max(f64::MIN_POSITIVE);
    if run.len() == 1 {
        return plane.grid((a + b) / 2.0);
    }
    plane.grid(a + (b - a) * share.clamp(0.0, 1.0))
}
