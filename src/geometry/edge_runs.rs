//! The position on many edges that is nearest to a place.
//!
//! Edges that follow each other along a line are near each other, so boxes around runs of them, and around runs of
//! those boxes, make a tree that costs nothing to build and whose look-ups allocate nothing.

use geo::{Coord, Line};

use super::edges::foot_on;

/// Edges, or boxes, in one box.
const RUN: usize = 16;

#[derive(Debug, Clone, Copy)]
struct Around {
    min: Coord<f64>,
    max: Coord<f64>,
}

/// Edges in runs.
#[derive(Debug, Clone, Default)]
pub struct EdgeRuns {
    edges: Vec<Line<f64>>,
    /// Boxes around runs of edges, then boxes around runs of those, and so on to the last few.
    levels: Vec<Vec<Around>>,
}

/// The nearest position so far.
struct Nearest {
    from: Coord<f64>,
    squared: f64,
    foot: Coord<f64>,
}

impl EdgeRuns {
    /// Puts edges, in the order of their lines, into runs.
    #[must_use]
    pub fn new(edges: Vec<Line<f64>>) -> Self {
        let mut levels = vec![runs_of(&edges, |edge| Around::of(edge.start, edge.end))];
        while let Some(last) = levels.last().filter(|last| last.len() > RUN) {
            let next = runs_of(last, |around| *around);
            levels.push(next);
        }
        Self { edges, levels }
    }

    /// The position on an edge that is nearest to a place; none without edges.
    #[must_use]
    pub fn nearest_foot(&self, from: Coord<f64>) -> Option<Coord<f64>> {
        let top = self.levels.len().checked_sub(1)?;
        let mut nearest = Nearest {
            from,
            squared: f64::INFINITY,
            foot: self.edges.first()?.start,
        };
        self.descend(top, 0..self.levels[top].len(), &mut nearest);
        Some(nearest.foot)
    }

    fn descend(&self, level: usize, boxes: std::ops::Range<usize>, nearest: &mut Nearest) {
        let around = &self.levels[level];
        let gap = |index: usize, from| around[index].squared_distance(from);
        // The nearest box first: what it gives lets most others be passed over.
        let first = boxes
            .clone()
            .min_by(|&a, &b| gap(a, nearest.from).total_cmp(&gap(b, nearest.from)));
        let others = boxes.filter(|index| Some(*index) != first);
        for index in first.into_iter().chain(others) {
            if gap(index, nearest.from) >= nearest.squared {
                continue;
            }
            let inside = index * RUN..;
            if let Some(below) = level.checked_sub(1) {
                let end = (inside.start + RUN).min(self.levels[below].len());
                self.descend(below, inside.start..end, nearest);
            } else {
                let end = (inside.start + RUN).min(self.edges.len());
                self.edges[inside.start..end]
                    .iter()
                    .for_each(|&edge| nearest.look_at(edge));
            }
        }
    }
}

impl Nearest {
    fn look_at(&mut self, edge: Line<f64>) {
        let foot = foot_on(edge, self.from);
        let gap = self.from - foot;
        let squared = gap.x * gap.x + gap.y * gap.y;
        if squared < self.squared {
            (self.squared, self.foot) = (squared, foot);
        }
    }
}

impl Around {
    fn of(a: Coord<f64>, b: Coord<f64>) -> Self {
        let min = Coord {
            x: a.x.min(b.x),
            y: a.y.min(b.y),
        };
        let max = Coord {
            x: a.x.max(b.x),
            y: a.y.max(b.y),
        };
        Self { min, max }
    }

    fn with(self, other: Self) -> Self {
        Self {
            min: Self::of(self.min, other.min).min,
            max: Self::of(self.max, other.max).max,
        }
    }

    fn squared_distance(&self, from: Coord<f64>) -> f64 {
        let x = (self.min.x - from.x).max(from.x - self.max.x).max(0.0);
        let y = (self.min.y - from.y).max(from.y - self.max.y).max(0.0);
        x * x + y * y
    }
}

fn runs_of<T>(items: &[T], around: impl Fn(&T) -> Around) -> Vec<Around> {
    let whole = |run: &[T]| run.iter().map(&around).reduce(Around::with);
    items.chunks(RUN).filter_map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{LineString, coord};
    use proptest::prelude::*;

    #[test]
    fn without_edges_nothing_is_nearest() {
        assert_eq!(
            EdgeRuns::new(vec![]).nearest_foot(coord! {x: 1.0, y: 1.0}),
            None
        );
    }

    proptest! {
        #[test]
        fn the_nearest_foot_is_that_of_all_edges(
            ends in prop::collection::vec((-50.0..50.0f64, -50.0..50.0f64), 2..700),
            x in -60.0..60.0f64, y in -60.0..60.0f64,
        ) {
            let edges: Vec<_> = LineString::from(ends).lines().collect();
            let from = coord! {x: x, y: y};
            let squared = |foot: Coord<f64>| (from.x - foot.x).powi(2) + (from.y - foot.y).powi(2);
            let least = edges.iter().map(|&edge| squared(foot_on(edge, from))).fold(f64::INFINITY, f64::min);
            let found = squared(EdgeRuns::new(edges).nearest_foot(from).unwrap());
            prop_assert!((found - least).abs() < 1e-9, "{} {}", found, least);
        }
    }
}
