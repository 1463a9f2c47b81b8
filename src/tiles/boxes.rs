//! The boxes around shapes, on the grid of the world.

use super::layer::Shape;
use super::mercator::place_of;
use super::zoomed::ZoomedArcs;
use crate::geometry::Bounds;
use crate::geometry::grid::GridPoint;
use crate::geometry::topology::ArcUse;

pub(super) fn shape_box(shape: &Shape, arcs: &ZoomedArcs) -> Option<[i64; 4]> {
    let of_uses = |uses: &mut dyn Iterator<Item = &ArcUse>| {
        uses.filter_map(|used| points_box(arcs.world(used.arc)))
            .reduce(union)
    };
    match shape {
        Shape::Points(points) => points_box(points),
        Shape::Lines(uses) => of_uses(&mut uses.iter()),
        Shape::Areas(parts) => of_uses(&mut parts.iter().flat_map(|part| &part.exterior)),
    }
}

fn points_box(points: &[GridPoint]) -> Option<[i64; 4]> {
    points
        .iter()
        .map(|point| [point.x, point.y, point.x, point.y].map(i64::from))
        .reduce(union)
}

pub(super) fn union(a: [i64; 4], b: [i64; 4]) -> [i64; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}

pub(super) fn degrees([west, north, east, south]: [i64; 4]) -> Bounds {
    let low = place_of(GridPoint::new(west as i32, south as i32));
    let high = place_of(GridPoint::new(east as i32, north as i32));
    Bounds {
        west: low.x,
        south: low.y,
        east: high.x,
        north: high.y,
    }
}
