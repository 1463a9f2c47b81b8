//! Rivers on the terrain: which moves between cells they make impossible.

use geo::{Coord, Intersects, LineString};
use rstar::AABB;
use rstar::primitives::{GeomWithData, Rectangle};

use super::terrain::{MOVES, Terrain};
use crate::geometry::interrupt::{Interrupt, Interrupted};

/// A straight piece of a river, in its box.
pub(super) type RiverPiece = GeomWithData<Rectangle<[f64; 2]>, geo::Line<f64>>;

impl Terrain {
    /// Whether the straight line between two positions meets a river.
    pub(super) fn crosses_river(&self, a: Coord<f64>, b: Coord<f64>) -> bool {
        let line = geo::Line::new(a, b);
        let envelope = AABB::from_corners([a.x, a.y], [b.x, b.y]);
        self.rivers
            .locate_in_envelope_intersecting(envelope)
            .any(|river| river.data.intersects(&line))
    }

    /// Marks every move whose line meets a river.
    pub(super) fn block_rivers(
        &mut self,
        rivers: &[LineString<f64>],
        interrupt: &Interrupt,
    ) -> Result<(), Interrupted> {
        for river in rivers {
            interrupt.check()?;
            for piece in river.lines() {
                self.block_piece(piece);
            }
        }
        Ok(())
    }

    fn block_piece(&mut self, piece: geo::Line<f64>) {
        let (west_edge, north_edge) = (self.west, self.north);
        let (width, height) = (self.cell_width, self.cell_height);
        let column_of = |x: f64| ((x - west_edge) / width).floor();
        let row_of = |y: f64| ((north_edge - y) / height).floor();
        let near = |low: f64, high: f64, most: usize| {
            let first = (low - 2.0).clamp(0.0, most as f64) as i32;
            first..(high + 3.0).clamp(0.0, most as f64) as i32
        };
        let (top, bottom) = (
            piece.start.y.max(piece.end.y),
            piece.start.y.min(piece.end.y),
        );
        for row in near(row_of(top), row_of(bottom), self.rows) {
            // The part of the piece that lies within reach of the row.
            let (high, low) = (self.corner(0, row - 2).y, self.corner(0, row + 3).y);
            let Some((west, east)) = extent_between(piece, low, high) else {
                continue;
            };
            for column in near(column_of(west), column_of(east), self.columns) {
                self.block_around(column, row, piece);
            }
        }
    }

    fn block_around(&mut self, column: i32, row: i32, piece: geo::Line<f64>) {
        let cell = row as usize * self.columns + column as usize;
        let centre = self.centre(column, row);
        for (index, &(dx, dy)) in MOVES.iter().enumerate() {
            let way = geo::Line::new(centre, self.centre(column + dx, row + dy));
            if self.blocked[cell] & (1 << index) == 0 && way.intersects(&piece) {
                self.blocked[cell] |= 1 << index;
            }
        }
    }
}

/// The west and east end of the part of a line between two latitudes.
fn extent_between(line: geo::Line<f64>, low: f64, high: f64) -> Option<(f64, f64)> {
    let (start, end) = (line.start, line.end);
    if start.y.max(end.y) < low || start.y.min(end.y) > high {
        return None;
    }
    let rise = end.y - start.y;
    let at = |y: f64| {
        if rise == 0.0 {
            0.0
        } else {
            ((y - start.y) / rise).clamp(0.0, 1.0)
        }
    };
    let (a, b) = if rise == 0.0 {
        (0.0, 1.0)
    } else {
        (at(low), at(high))
    };
    let (a, b) = (
        start.x + (end.x - start.x) * a,
        start.x + (end.x - start.x) * b,
    );
    Some((a.min(b), a.max(b)))
}

/// The pieces of rivers, in their boxes.
pub(super) fn river_pieces(rivers: &[LineString<f64>]) -> Vec<RiverPiece> {
    let boxed = |line: geo::Line<f64>| {
        let (a, b) = (line.start, line.end);
        GeomWithData::new(Rectangle::from_corners([a.x, a.y], [b.x, b.y]), line)
    };
    rivers
        .iter()
        .flat_map(|river| river.lines().map(boxed))
        .collect()
}
