//! Ground on which slides may begin: where they may come to rest, and what lies below it.

use std::ops::Range;

use super::RelocationError;
use super::grid::Grid;
use crate::geometry::interrupt::{Interrupt, Interrupted};

/// More pairs of a steep cell and a cell within its reach than this are not judged at once: some ten seconds of work.
pub const MOST_PAIRS: u64 = 5_000_000_000;

/// The cells that are steep enough for slides to begin on, among all cells of a grid.
#[derive(Debug)]
pub struct SteepGround<'a> {
    grid: &'a Grid,
    heights: &'a [f64],
    slopes: &'a [f64],
    source_degrees: f64,
}

impl<'a> SteepGround<'a> {
    /// The cells of at least `source_degrees`, by the heights and slopes of all cells.
    #[must_use]
    pub fn new(grid: &'a Grid, heights: &'a [f64], slopes: &'a [f64], source_degrees: f64) -> Self {
        Self {
            grid,
            heights,
            slopes,
            source_degrees,
        }
    }

    /// Lets run-out be judged, or refuses it before any work is done.
    ///
    /// # Errors
    /// [`RelocationError::TooManyPairs`] where steep cells and cells within `farthest_m` make more than [`MOST_PAIRS`].
    pub fn check(&self, farthest_m: f64) -> Result<(), RelocationError> {
        let (sources, pairs) = self.pairs(farthest_m);
        if pairs <= MOST_PAIRS {
            Ok(())
        } else {
            Err(RelocationError::TooManyPairs { sources, pairs })
        }
    }

    /// How many cells are steep, and how many pairs each with the cells within reach make.
    fn pairs(&self, farthest_m: f64) -> (u64, u64) {
        let rows = (0..self.grid.height).map(|row| (row, self.sources_of(row).count() as u64));
        let steep = rows.filter(|(_, sources)| *sources > 0);
        steep.fold((0, 0), |(all, pairs), (row, sources)| {
            let within = Reach::of(self.grid, row, farthest_m).cells();
            (all + sources, pairs + sources * within)
        })
    }

    /// Cells that a slide from a steep cell within `farthest_m` may reach: the fall to the cell, divided by the
    /// distance, is at least `ratio`. Barriers on the way are not looked at, so the reach is on the safe side.
    ///
    /// # Errors
    /// [`Interrupted`] between two rows.
    pub fn run_out(
        &self,
        ratio: f64,
        farthest_m: f64,
        interrupt: &Interrupt,
    ) -> Result<Vec<bool>, Interrupted> {
        let mut reached = vec![false; self.grid.cells()];
        for row in 0..self.grid.height {
            interrupt.check()?;
            let least_falls = Reach::of(self.grid, row, farthest_m).least_falls(ratio);
            for column in self.sources_of(row) {
                self.slide(row, column, &least_falls, &mut reached);
            }
        }
        Ok(reached)
    }

    /// Cells with steep ground above them within `farthest_m`.
    ///
    /// # Errors
    /// [`Interrupted`] between two rows.
    pub fn below(&self, farthest_m: f64, interrupt: &Interrupt) -> Result<Vec<bool>, Interrupted> {
        let mut below = vec![false; self.grid.cells()];
        for row in 0..self.grid.height {
            interrupt.check()?;
            if self.sources_of(row).next().is_some() {
                let reach = Reach::of(self.grid, row, farthest_m);
                self.overlook(row, &reach, &mut below);
            }
        }
        Ok(below)
    }

    /// The columns of a row's steep cells.
    fn sources_of(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let slopes = &self.slopes[self.cells_of(row)];
        (0..self.grid.width).filter(|&column| slopes[column] >= self.source_degrees)
    }

    fn cells_of(&self, row: usize) -> Range<usize> {
        row * self.grid.width..(row + 1) * self.grid.width
    }

    /// The rows so far above and below a row, as far as the grid has them.
    fn rows_apart(&self, row: usize, apart: usize) -> impl Iterator<Item = usize> + use<> {
        let below = Some(row + apart).filter(|&below| apart > 0 && below < self.grid.height);
        row.checked_sub(apart).into_iter().chain(below)
    }

    /// Marks what a slide from one cell reaches.
    fn slide(&self, row: usize, column: usize, least_falls: &[Vec<f64>], reached: &mut [bool]) {
        let top = self.heights[row * self.grid.width + column];
        for (apart, falls) in least_falls.iter().enumerate() {
            // A cell does not slide onto itself.
            let nearest = usize::from(apart == 0);
            for row in self.rows_apart(row, apart) {
                let cells = self.cells_of(row);
                let (west, east) = reached[cells.clone()].split_at_mut(column);
                let (lower_west, lower_east) = self.heights[cells].split_at(column);
                let eastward = east.iter_mut().zip(lower_east).zip(falls).skip(nearest);
                for ((reached, height), least) in eastward {
                    *reached |= top - height >= *least;
                }
                let westward = west.iter_mut().rev().zip(lower_west.iter().rev());
                for ((reached, height), least) in westward.zip(falls.iter().skip(1)) {
                    *reached |= top - height >= *least;
                }
            }
        }
    }

    /// Marks the cells within reach of a row's steep cells that lie lower than the highest of those near them.
    fn overlook(&self, row: usize, reach: &Reach, below: &mut [bool]) {
        let width = self.grid.width;
        let mut steep = vec![f64::NEG_INFINITY; width];
        for column in self.sources_of(row) {
            steep[column] = self.heights[row * width + column];
        }
        let highest = HighestOfRange::new(steep);
        for (apart, distances) in reach.0.iter().enumerate() {
            let columns = distances.len();
            for row in self.rows_apart(row, apart).filter(|_| columns > 0) {
                for column in 0..width {
                    let near = (column + 1).saturating_sub(columns)..(column + columns).min(width);
                    let cell = row * width + column;
                    below[cell] |= highest.of(near) > self.heights[cell];
                }
            }
        }
    }
}

/// The metres from a cell of a row to the cells around it: for each number of rows apart, by columns apart, as far as they
/// lie within some distance and within the grid.
struct Reach(Vec<Vec<f64>>);

impl Reach {
    fn of(grid: &Grid, row: usize, metres: f64) -> Self {
        let (width, height) = grid.cell_size_m(row);
        let (across, down) = ((metres / width) as usize, (metres / height) as usize);
        let columns = 0..=across.min(grid.width - 1);
        let rows = 0..=down.min(grid.height - 1);
        let distance = |dx: usize, dy: usize| (dx as f64 * width).hypot(dy as f64 * height);
        let of_row = |dy| {
            let distances = columns.clone().map(|dx| distance(dx, dy));
            distances
                .take_while(|&distance| distance <= metres)
                .collect()
        };
        Self(rows.map(of_row).collect())
    }

    /// How many cells lie within the distance, itself left out; somewhat fewer at the edge of the grid.
    fn cells(&self) -> u64 {
        let quarters = self.0.iter().enumerate().map(|(apart, distances)| {
            let rows = if apart == 0 { 1 } else { 2 };
            rows * (2 * distances.len() as u64).saturating_sub(1)
        });
        quarters.sum::<u64>().saturating_sub(1)
    }

    /// The fall that carries a slide so far.
    fn least_falls(mut self, ratio: f64) -> Vec<Vec<f64>> {
        for distance in self.0.iter_mut().flatten() {
            *distance *= ratio;
        }
        self.0
    }
}

/// The highest of any stretch of a row at once: the highest of each stretch of 1, 2, 4, 8, … cells is kept, and any other is
/// covered by two of them.
struct HighestOfRange(Vec<Vec<f64>>);

impl HighestOfRange {
    fn new(heights: Vec<f64>) -> Self {
        let cells = heights.len();
        let mut levels = vec![heights];
        let mut half = 1;
        while half * 2 <= cells {
            let shorter = &levels[levels.len() - 1];
            let pairs = shorter.iter().zip(&shorter[half..]);
            let longer = pairs.map(|(west, east)| west.max(*east)).collect();
            levels.push(longer);
            half *= 2;
        }
        Self(levels)
    }

    /// The highest of a stretch that has a cell.
    fn of(&self, stretch: Range<usize>) -> f64 {
        let level = stretch.len().ilog2();
        let highest = &self.0[level as usize];
        highest[stretch.start].max(highest[stretch.end - (1 << level)])
    }
}

#[cfg(test)]
mod tests {
    use super::super::grid::tests::grid;
    use super::*;

    fn go_on() -> Interrupt {
        Interrupt::default()
    }

    #[test]
    fn a_slide_reaches_as_far_as_its_fall_carries_it() {
        let grid = grid(12, 3);
        let mut heights = vec![0.0; 36];
        let mut slopes = vec![0.0; 36];
        heights[12] = 200.0;
        slopes[12] = 40.0;
        let steep = SteepGround::new(&grid, &heights, &slopes, 30.0);
        // 200 m of fall at a ratio of 0.4 carry 500 m.
        let reached = steep.run_out(0.4, 2_000.0, &go_on()).unwrap();
        assert!(reached[12 + 4] && !reached[12 + 6]);
        let short = steep.run_out(0.4, 250.0, &go_on()).unwrap();
        assert!(short[12 + 2] && !short[12 + 3]);
        let below = steep.below(350.0, &go_on()).unwrap();
        assert!(
            below[12 + 3] && !below[12 + 4] && !below[12],
            "itself is not above itself"
        );
    }

    /// The rule as it reads: every steep cell with every cell around it.
    fn plainly(
        (grid, heights, slopes): (&Grid, &[f64], &[f64]),
        source_degrees: f64,
        ratio: f64,
        farthest_m: f64,
    ) -> Vec<bool> {
        let mut reached = vec![false; grid.cells()];
        for source in (0..grid.cells()).filter(|&cell| slopes[cell] >= source_degrees) {
            for (cell, distance) in grid.within(source, farthest_m) {
                if heights[source] - heights[cell] >= ratio * distance {
                    reached[cell] = true;
                }
            }
        }
        reached
    }

    proptest::proptest! {
        #[test]
        fn every_cell_is_judged_as_the_rule_reads(
            (width, height) in (1..30_usize, 1..24_usize),
            ground in proptest::collection::vec((0..700_u16, 0..50_u8), 30 * 24),
            ratio in 0.1..1.0_f64,
            farthest_m in 0.0..2_500.0_f64,
        ) {
            let grid = grid(width, height);
            let known = |value: u16| if value.is_multiple_of(13) { f64::NAN } else { f64::from(value) / 2.0 };
            let heights: Vec<f64> = ground.iter().take(grid.cells()).map(|(height, _)| known(*height)).collect();
            let slopes: Vec<f64> = ground.iter().take(grid.cells()).map(|(_, slope)| f64::from(*slope)).collect();
            let all = (&grid, heights.as_slice(), slopes.as_slice());
            for source_degrees in [1.0, 25.0, 46.0] {
                let steep = SteepGround::new(&grid, &heights, &slopes, source_degrees);
                let reached = steep.run_out(ratio, farthest_m, &go_on()).unwrap();
                proptest::prop_assert_eq!(reached, plainly(all, source_degrees, ratio, farthest_m));
                let below = steep.below(farthest_m, &go_on()).unwrap();
                proptest::prop_assert_eq!(below, plainly(all, source_degrees, f64::MIN_POSITIVE, farthest_m));
            }
        }
    }

    #[test]
    fn pairs_are_counted_before_they_are_judged() {
        let grid = grid(7, 7);
        let (heights, mut slopes) = (vec![0.0; 49], vec![0.0; 49]);
        slopes[24] = 40.0;
        slopes[25] = 40.0;
        let steep = SteepGround::new(&grid, &heights, &slopes, 30.0);
        // Within 250 m of a cell of 100 m lie the cells up to two away, but for those at the four corners.
        assert_eq!(grid.within(24, 250.0).count(), 20);
        assert_eq!(steep.pairs(250.0), (2, 40));
        assert!(steep.check(250.0).is_ok());
    }

    #[test]
    fn who_went_away_is_not_worked_for() {
        let grid = grid(3, 3);
        let (heights, slopes) = (vec![0.0; 9], vec![40.0; 9]);
        let steep = SteepGround::new(&grid, &heights, &slopes, 30.0);
        let interrupt = Interrupt::default();
        interrupt.raise();
        assert_eq!(steep.run_out(0.4, 200.0, &interrupt), Err(Interrupted));
        assert_eq!(steep.below(200.0, &interrupt), Err(Interrupted));
    }
}
