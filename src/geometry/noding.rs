//! Noding on an integer grid: lines that cross or touch get a common vertex there.
//!
//! # Source
//! Snap rounding (Hobby, 1999, "Practical segment intersection with finite precision output"), with the
//! hot-pixel test of JTS (Davis, 2020).

use super::grid::{GridPoint, turn};

/// Adds vertices to lines until no two cross between vertices and none passes through another's vertex.
///
/// Every vertex, and every crossing rounded to the grid, claims the unit square around it; each edge that
/// passes through such a square is bent to its centre, so no point moves by more than 0.71 grid steps.
/// Afterwards lines meet in common vertices only, or run together along common edges.
#[must_use]
pub fn node_lines(lines: &[Vec<GridPoint>]) -> Vec<Vec<GridPoint>> {
    let hot = hot_points(lines);
    lines.iter().map(|line| bend(line, &hot)).collect()
}

/// Every vertex and every crossing, sorted from west to east.
fn hot_points(lines: &[Vec<GridPoint>]) -> Vec<GridPoint> {
    let mut hot: Vec<GridPoint> = lines.iter().flatten().copied().collect();
    hot.extend(crossings(lines));
    hot.sort_unstable();
    hot.dedup();
    hot
}

/// The places at which two edges cross between their ends, rounded to the grid.
///
/// Edges are short beside the whole, so that sorting them from west to east leaves each with few others to
/// be compared with.
fn crossings(lines: &[Vec<GridPoint>]) -> Vec<GridPoint> {
    let pairs = lines.iter().flat_map(|points| points.windows(2));
    let mut edges: Vec<(GridPoint, GridPoint)> = pairs
        .map(|pair| (pair[0].min(pair[1]), pair[0].max(pair[1])))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    let mut found = Vec::new();
    for (index, &(a, b)) in edges.iter().enumerate() {
        let (low, high) = (a.y.min(b.y), a.y.max(b.y));
        for &(c, d) in edges[index + 1..].iter().take_while(|(c, _)| c.x <= b.x) {
            if c.y.max(d.y) >= low && c.y.min(d.y) <= high {
                found.extend(crossing(a, b, c, d));
            }
        }
    }
    found
}

/// Where two edges cross properly, that is between the ends of both.
fn crossing(a: GridPoint, b: GridPoint, c: GridPoint, d: GridPoint) -> Option<GridPoint> {
    let (side_c, side_d) = (turn(a, b, c), turn(a, b, d));
    if side_c.signum() * side_d.signum() >= 0 {
        return None;
    }
    let (side_a, side_b) = (turn(c, d, a), turn(c, d, b));
    if side_a.signum() * side_b.signum() >= 0 {
        return None;
    }
    let (numerator, denominator) = if side_a > side_b {
        (side_a, side_a - side_b)
    } else {
        (-side_a, side_b - side_a)
    };
    let (east, north) = a.to(b);
    let along = |start: i32, step: i64| {
        let moved = (2 * numerator * i128::from(step) + denominator).div_euclid(2 * denominator);
        (i128::from(start) + moved) as i32
    };
    Some(GridPoint::new(along(a.x, east), along(a.y, north)))
}

/// A line led through every hot point whose square it passes.
fn bend(line: &[GridPoint], hot: &[GridPoint]) -> Vec<GridPoint> {
    let mut bent: Vec<GridPoint> = Vec::with_capacity(line.len());
    bent.extend(line.first());
    for pair in line.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (west, east) = (
            a.x.min(b.x).saturating_sub(1),
            a.x.max(b.x).saturating_add(1),
        );
        let (low, high) = (
            a.y.min(b.y).saturating_sub(1),
            a.y.max(b.y).saturating_add(1),
        );
        let first = hot.partition_point(|point| point.x < west);
        let mut passed: Vec<GridPoint> = hot[first..]
            .iter()
            .copied()
            .take_while(|point| point.x <= east)
            .filter(|point| (low..=high).contains(&point.y))
            .filter(|point| *point != a && *point != b && passes(a, b, *point))
            .collect();
        let (east, north) = a.to(b);
        passed.sort_unstable_by_key(|point| {
            let (x, y) = a.to(*point);
            (x * east.signum(), y * north.signum())
        });
        bent.extend(passed);
        bent.push(b);
    }
    bent.dedup();
    bent
}

/// Whether edge `a b` passes through the unit square around a point. The square holds its western and
/// southern side (towards smaller x and y) but not the other two, so that squares do not overlap.
fn passes(a: GridPoint, b: GridPoint, centre: GridPoint) -> bool {
    // Twice the coordinates, counted from the centre: the square reaches from -1 to 1.
    let doubled = |point: GridPoint| {
        let (x, y) = centre.to(point);
        (2 * x, 2 * y)
    };
    let (p, q) = if a.x <= b.x {
        (doubled(a), doubled(b))
    } else {
        (doubled(b), doubled(a))
    };
    let is_apart = p.0 >= 1 || q.0 < -1 || p.1.min(q.1) >= 1 || p.1.max(q.1) < -1;
    if is_apart {
        return false;
    }
    if p.0 == q.0 || p.1 == q.1 {
        return true;
    }
    let rises = p.1 < q.1;
    let side = |x: i64, y: i64| {
        let (dx, dy) = (q.0 - p.0, q.1 - p.1);
        (i128::from(dx) * i128::from(y - p.1) - i128::from(dy) * i128::from(x - p.0)).signum()
    };
    let (upper_left, upper_right) = (side(-1, 1), side(1, 1));
    if upper_left == 0 {
        return !rises;
    }
    if upper_right == 0 {
        return rises;
    }
    let (lower_left, lower_right) = (side(-1, -1), side(1, -1));
    if upper_left != upper_right || lower_left == 0 || lower_left != upper_left {
        return true;
    }
    if lower_right == 0 {
        return !rises;
    }
    lower_left != lower_right
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<GridPoint> {
        points.iter().map(|&(x, y)| GridPoint::new(x, y)).collect()
    }

    #[test]
    fn crossing_lines_get_a_common_vertex() {
        let noded = node_lines(&[line(&[(0, 0), (10, 10)]), line(&[(0, 10), (10, 0)])]);
        assert_eq!(
            noded,
            [
                line(&[(0, 0), (5, 5), (10, 10)]),
                line(&[(0, 10), (5, 5), (10, 0)])
            ]
        );
    }

    #[test]
    fn an_edge_is_led_through_a_vertex_that_it_nearly_touches() {
        let noded = node_lines(&[line(&[(0, 0), (100, 1)]), line(&[(20, 0), (20, 9)])]);
        assert_eq!(noded[0], line(&[(0, 0), (20, 0), (100, 1)]));
    }

    #[test]
    fn edges_that_run_together_share_their_vertices() {
        let noded = node_lines(&[line(&[(0, 0), (30, 0)]), line(&[(40, 0), (20, 0), (10, 0)])]);
        assert_eq!(noded[0], line(&[(0, 0), (10, 0), (20, 0), (30, 0)]));
        assert_eq!(noded[1], line(&[(40, 0), (30, 0), (20, 0), (10, 0)]));
    }

    #[test]
    fn lines_apart_stay_as_they_are() {
        let apart = [line(&[(0, 0), (10, 3)]), line(&[(0, 5), (10, 8)])];
        assert_eq!(node_lines(&apart), apart);
    }

    proptest! {
        #[test]
        fn nothing_crosses_or_touches_between_vertices(
            lines in prop::collection::vec(prop::collection::vec((0_i32..60, 0_i32..60), 2..8), 1..6),
        ) {
            let lines: Vec<_> = lines.iter().map(|points| { let mut l = line(points); l.dedup(); l }).collect();
            let noded = node_lines(&lines);
            prop_assert!(crossings(&noded).is_empty());
            for vertex in noded.iter().flatten() {
                for pair in noded.iter().flat_map(|points| points.windows(2)) {
                    let (a, b) = (pair[0], pair[1]);
                    let is_between = turn(a, b, *vertex) == 0 && *vertex != a && *vertex != b
                        && (a.x.min(b.x)..=a.x.max(b.x)).contains(&vertex.x)
                        && (a.y.min(b.y)..=a.y.max(b.y)).contains(&vertex.y);
                    prop_assert!(!is_between, "{:?} lies on {:?} {:?}", vertex, a, b);
                }
            }
        }

        #[test]
        fn no_point_moves_by_more_than_a_step(
            ends in prop::collection::vec((0_i32..1000, 0_i32..1000), 4),
        ) {
            let lines = [line(&ends[..2]), line(&ends[2..])];
            for (before, after) in lines.iter().zip(node_lines(&lines)) {
                prop_assert_eq!((before.first(), before.last()), (after.first(), after.last()));
                let (a, b) = (before[0], before[1]);
                let (dx, dy) = a.to(b);
                let length = ((dx * dx + dy * dy) as f64).sqrt();
                for point in after {
                    prop_assert!(turn(a, b, point).abs() as f64 <= 0.7072 * length.max(1.0));
                }
            }
        }
    }
}
