//! The arcs of a layer as each zoom draws them.

use std::sync::OnceLock;

use super::address::MAX_ZOOM;
use super::mercator::zoom_point;
use super::simplify::{WeighedArc, weigh};
use crate::geometry::grid::GridPoint;
use crate::geometry::noding::node_lines;

type Lines = Vec<Vec<GridPoint>>;

/// Arcs with all their vertices, and what each zoom draws of them.
///
/// What a zoom draws is made when its first tile is asked for, and kept.
#[derive(Debug)]
pub(super) struct ZoomedArcs {
    arcs: Vec<WeighedArc>,
    is_coverage: bool,
    zooms: [OnceLock<Lines>; MAX_ZOOM as usize + 1],
}

impl ZoomedArcs {
    /// The arcs of a coverage, or of areas that share borders (world grid). Rounding to the grid of a zoom may push one border over
    /// another; they are noded there, so that the drawing is a coverage again.
    pub(super) fn of_coverage(arcs: Vec<Vec<GridPoint>>) -> Self {
        Self {
            arcs: weigh(arcs),
            is_coverage: true,
            zooms: Default::default(),
        }
    }

    /// Arcs that may cross each other (world grid).
    pub(super) fn apart(arcs: Vec<Vec<GridPoint>>) -> Self {
        Self {
            arcs: weigh(arcs),
            is_coverage: false,
            zooms: Default::default(),
        }
    }

    /// All vertices of an arc, on the world grid.
    pub(super) fn world(&self, arc: usize) -> &[GridPoint] {
        &self.arcs[arc].points
    }

    /// An arc as the zoom draws it, on the zoom's grid; no vertex repeats the one before it.
    pub(super) fn at_zoom(&self, arc: usize, zoom: u8) -> &[GridPoint] {
        let lines = self.zooms[usize::from(zoom.min(MAX_ZOOM))].get_or_init(|| self.draw(zoom));
        &lines[arc]
    }

    fn draw(&self, zoom: u8) -> Lines {
        let lines: Lines = self
            .arcs
            .iter()
            .map(|arc| {
                let mut line: Vec<_> = arc
                    .at_zoom(zoom)
                    .map(|point| zoom_point(point, zoom))
                    .collect();
                line.dedup();
                line
            })
            .collect();
        if self.is_coverage {
            node_lines(&lines)
        } else {
            lines
        }
    }
}
