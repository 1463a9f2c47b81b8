//! The minutes of every move over the terrain, worked out once for many searches.

use super::terrain::{MOVES, Terrain};

/// Most cells whose moves are kept, for the memory that they take: 128 bytes a cell. On larger grids each search works
/// them out anew.
const MOST_KEPT: usize = 1_500_000;

/// The minutes of the sixteen moves from each cell, or of those to it.
#[derive(Debug)]
pub(super) struct KeptMoves {
    /// By cell and move; infinite where it is not possible.
    minutes: Vec<[f64; 16]>,
    /// By move: how far on the other cell is in the list of cells.
    steps: [isize; 16],
}

impl KeptMoves {
    /// The moves from each cell or, where `is_reverse`, to it. `None` for a grid of too many cells.
    pub(super) fn new(terrain: &Terrain, is_reverse: bool) -> Option<Self> {
        if terrain.cells() > MOST_KEPT {
            return None;
        }
        let columns = terrain.columns as isize;
        let of_cell = |cell: usize| {
            let mut minutes = [f64::INFINITY; 16];
            if terrain.is_known(cell) {
                terrain.for_each_move(cell, is_reverse, |index, _, taken| minutes[index] = taken);
            }
            minutes
        };
        Some(Self {
            minutes: (0..terrain.cells()).map(of_cell).collect(),
            steps: MOVES.map(|(dx, dy)| dy as isize * columns + dx as isize),
        })
    }

    /// Every move from, or to, a cell and how many minutes it takes.
    #[inline]
    pub(super) fn for_each(&self, cell: usize, mut found: impl FnMut(usize, f64)) {
        for (minutes, step) in self.minutes[cell].iter().zip(self.steps) {
            if minutes.is_finite() {
                found(cell.wrapping_add_signed(step), *minutes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cover::LevelGround;
    use super::super::terrain::grid;
    use super::*;
    use crate::geometry::interrupt::Interrupt;
    use geo::LineString;

    #[test]
    fn kept_moves_are_those_that_are_worked_out_anew() {
        let heights = grid(9, 7, |column, row| match (column, row) {
            (4, 3) => f64::NAN,
            _ => 20.0 * column as f64 - 7.0 * (row * row) as f64,
        });
        let river = LineString::from(vec![(105.9, 22.4982), (106.1, 22.4961)]);
        let level = LevelGround::Alike;
        let terrain = Terrain::new(&heights, &level, &[river], 1.0, &Interrupt::default()).unwrap();
        for is_reverse in [false, true] {
            let kept = KeptMoves::new(&terrain, is_reverse).unwrap();
            for cell in (0..terrain.cells()).filter(|&cell| terrain.is_known(cell)) {
                let (mut anew, mut found) = (Vec::new(), Vec::new());
                terrain.for_each_move(cell, is_reverse, |_, next, minutes| {
                    anew.push((next, minutes));
                });
                kept.for_each(cell, |next, minutes| found.push((next, minutes)));
                assert_eq!(anew, found);
            }
        }
    }
}
