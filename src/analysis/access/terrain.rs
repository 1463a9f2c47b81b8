//! Walking over the terrain: a grid of heights, sixteen ways on from each cell, rivers between.
//!
//! # Method
//! From the middle of a cell one walks to the middles of its eight neighbours and to the eight cells a knight's move
//! away, which keeps ways over level ground within 2.8 % of the straight line. A move takes its geodesic length × the
//! minutes a kilometre takes on level ground there × how much longer its slope makes it. A move whose line meets
//! a river is not possible, so that no river leaks between two cells that touch at a corner. Moves do not cut the
//! corner of a cell without a height.

use geo::{Coord, LineString};
use rstar::RTree;

use super::cover::LevelGround;
use super::rivers::{RiverPiece, river_pieces};
use super::walking::{level_minutes_per_km, relief};

use crate::geometry::geodesic;
use crate::geometry::interrupt::{Interrupt, Interrupted};
use crate::model::raster::Raster;

/// Most cells of a grid; a finer raster is brought down to it.
pub const MOST_CELLS: usize = 2_500_000;

/// The sixteen ways on, columns and rows, by angle: the way back is eight later.
pub(super) const MOVES: [(i32, i32); 16] = [
    (1, 0),
    (2, 1),
    (1, 1),
    (1, 2),
    (0, 1),
    (-1, 2),
    (-1, 1),
    (-2, 1),
    (-1, 0),
    (-2, -1),
    (-1, -1),
    (-1, -2),
    (0, -1),
    (1, -2),
    (1, -1),
    (2, -1),
];

/// The grid that is walked over.
#[derive(Debug, Clone)]
pub(super) struct Terrain {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) west: f64,
    pub(super) north: f64,
    pub(super) cell_width: f64,
    pub(super) cell_height: f64,
    /// Metres above the sea; not a number where unknown.
    heights: Vec<f64>,
    /// Minutes for a kilometre of level ground; empty where it is the same everywhere.
    friction: Vec<f64>,
    /// By row and move: metres.
    lengths_m: Vec<[f64; 16]>,
    /// By cell: one bit for each move that a river makes impossible.
    pub(super) blocked: Vec<u16>,
    pub(super) rivers: RTree<RiverPiece>,
}

impl Terrain {
    /// The grid of a raster of heights, with cells of at least so many metres.
    pub(super) fn new(
        elevation: &Raster,
        ground: &LevelGround<'_>,
        rivers: &[LineString<f64>],
        least_cell_m: f64,
        interrupt: &Interrupt,
    ) -> Result<Self, Interrupted> {
        let header = &elevation.header;
        let step = step_for(elevation, least_cell_m);
        let (columns, rows) = (header.width.div_ceil(step), header.height.div_ceil(step));
        let mut terrain = Self {
            columns,
            rows,
            west: header.west,
            north: header.north,
            cell_width: header.cell_width * step as f64,
            cell_height: header.cell_height * step as f64,
            heights: Vec::with_capacity(columns * rows),
            friction: Vec::new(),
            lengths_m: Vec::with_capacity(rows),
            blocked: vec![0; columns * rows],
            rivers: RTree::bulk_load(river_pieces(rivers)),
        };
        for row in 0..rows {
            interrupt.check()?;
            for column in 0..columns {
                terrain
                    .heights
                    .push(mean_height(elevation, step, column, row));
            }
            let lengths = MOVES.map(|(dx, dy)| {
                let from = terrain.centre(0, row as i32);
                geodesic::distance_m(from, terrain.centre(dx, row as i32 + dy))
            });
            terrain.lengths_m.push(lengths);
        }
        if !ground.is_alike() {
            let cells = 0..columns * rows;
            terrain.friction = cells
                .map(|cell| ground.minutes_per_km(terrain.centre_of(cell)))
                .collect();
        }
        terrain.block_rivers(rivers, interrupt)?;
        Ok(terrain)
    }

    pub(super) fn centre(&self, column: i32, row: i32) -> Coord<f64> {
        Coord {
            x: self.west + (f64::from(column) + 0.5) * self.cell_width,
            y: self.north - (f64::from(row) + 0.5) * self.cell_height,
        }
    }

    /// Where the middle of a cell lies.
    pub(super) fn centre_of(&self, cell: usize) -> Coord<f64> {
        self.centre((cell % self.columns) as i32, (cell / self.columns) as i32)
    }

    /// Where a corner of the grid lies.
    pub(super) fn corner(&self, column: i32, row: i32) -> Coord<f64> {
        Coord {
            x: self.west + f64::from(column) * self.cell_width,
            y: self.north - f64::from(row) * self.cell_height,
        }
    }

    /// Longer side of a cell in the middle of the grid, metres.
    pub(super) fn cell_m(&self) -> f64 {
        let lengths = self.lengths_m.get(self.rows / 2);
        lengths.map_or(0.0, |lengths| lengths[0].max(lengths[4]))
    }

    pub(super) fn cells(&self) -> usize {
        self.heights.len()
    }

    pub(super) fn is_known(&self, cell: usize) -> bool {
        !self.heights[cell].is_nan()
    }

    /// The height at a position: that of its cell.
    pub(super) fn height_at(&self, at: Coord<f64>) -> Option<f64> {
        self.cell_at(at).map(|cell| self.heights[cell])
    }

    /// The cell at a position, where its height is known.
    pub(super) fn cell_at(&self, at: Coord<f64>) -> Option<usize> {
        let column = ((at.x - self.west) / self.cell_width).floor();
        let row = ((self.north - at.y) / self.cell_height).floor();
        let is_inside =
            (0.0..self.columns as f64).contains(&column) && (0.0..self.rows as f64).contains(&row);
        let cell = is_inside.then(|| row as usize * self.columns + column as usize)?;
        self.is_known(cell).then_some(cell)
    }

    /// The cell from whose middle a position is reached without crossing a river, and the minutes between the two: its own
    /// cell, or else the nearest of the cells around.
    pub(super) fn step_in(&self, at: Coord<f64>) -> Option<(usize, f64)> {
        let own = self.cell_at(at);
        if let Some(cell) = own.filter(|&cell| !self.crosses_river(at, self.centre_of(cell))) {
            return Some((cell, self.leg_minutes(cell, at)));
        }
        let column = ((at.x - self.west) / self.cell_width).floor() as i32;
        let row = ((self.north - at.y) / self.cell_height).floor() as i32;
        let around = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (column + dx, row + dy)));
        around
            .filter_map(|(column, row)| self.cell_at(self.centre(column, row)))
            .filter(|&cell| !self.crosses_river(at, self.centre_of(cell)))
            .map(|cell| (cell, self.leg_minutes(cell, at)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
    }

    fn leg_minutes(&self, cell: usize, at: Coord<f64>) -> f64 {
        geodesic::distance_m(at, self.centre_of(cell)) / 1_000.0 * self.level(cell)
    }

    fn level(&self, cell: usize) -> f64 {
        self.friction
            .get(cell)
            .copied()
            .unwrap_or_else(level_minutes_per_km)
    }

    fn neighbour(&self, column: i32, row: i32) -> Option<usize> {
        let is_inside =
            (0..self.columns as i32).contains(&column) && (0..self.rows as i32).contains(&row);
        let cell = is_inside.then(|| row as usize * self.columns + column as usize)?;
        self.is_known(cell).then_some(cell)
    }

    /// The cells next to the line of a move, which it must not cut: none for a move along a side.
    fn beside(&self, column: i32, row: i32, (dx, dy): (i32, i32)) -> Option<[Option<usize>; 2]> {
        if dx == 0 || dy == 0 {
            return Some([None, None]);
        }
        let (first, second) = match (dx.abs(), dy.abs()) {
            (2, _) => ((dx / 2, 0), (dx / 2, dy)),
            (_, 2) => ((0, dy / 2), (dx, dy / 2)),
            _ => ((dx, 0), (0, dy)),
        };
        let first = self.neighbour(column + first.0, row + first.1)?;
        let second = self.neighbour(column + second.0, row + second.1)?;
        Some([Some(first), Some(second)])
    }

    /// Every move from a cell: which of [`MOVES`], the other cell, how many minutes it takes; where `is_reverse`, every
    /// move to it.
    #[inline]
    pub(super) fn for_each_move(
        &self,
        cell: usize,
        is_reverse: bool,
        mut found: impl FnMut(usize, usize, f64),
    ) {
        let (column, row) = ((cell % self.columns) as i32, (cell / self.columns) as i32);
        let height = self.heights[cell];
        for (index, &(dx, dy)) in MOVES.iter().enumerate() {
            if self.blocked[cell] & (1 << index) != 0 {
                continue;
            }
            let Some(next) = self.neighbour(column + dx, row + dy) else {
                continue;
            };
            let Some(beside) = self.beside(column, row, (dx, dy)) else {
                continue;
            };
            let length_m = self.lengths_m[row as usize][index];
            let rise = if is_reverse {
                height - self.heights[next]
            } else {
                self.heights[next] - height
            };
            let level = self.level_along(cell, next, (dx, dy), beside);
            let minutes = length_m / 1_000.0 * level * relief(rise / length_m);
            found(index, next, minutes);
        }
    }

    /// Minutes for a level kilometre along a move: the mean of the cells that it crosses.
    fn level_along(
        &self,
        from: usize,
        to: usize,
        (dx, dy): (i32, i32),
        beside: [Option<usize>; 2],
    ) -> f64 {
        if self.friction.is_empty() {
            return level_minutes_per_km();
        }
        let ends = self.friction[from] + self.friction[to];
        match beside {
            // A knight's move crosses a quarter of its length in each of four cells.
            [Some(first), Some(second)] if dx.abs() + dy.abs() == 3 => {
                (ends + self.friction[first] + self.friction[second]) / 4.0
            }
            _ => ends / 2.0,
        }
    }

    /// Every pair of cells that a move joins, each once; where `are_rivers_open`, as if there were no river.
    pub(super) fn for_each_pair(&self, are_rivers_open: bool, mut found: impl FnMut(usize, usize)) {
        for cell in (0..self.cells()).filter(|&cell| self.is_known(cell)) {
            let (column, row) = ((cell % self.columns) as i32, (cell / self.columns) as i32);
            for (index, &(dx, dy)) in MOVES.iter().enumerate().take(8) {
                let is_open = are_rivers_open || self.blocked[cell] & (1 << index) == 0;
                if let Some(next) = self.neighbour(column + dx, row + dy)
                    && is_open
                    && self.beside(column, row, (dx, dy)).is_some()
                {
                    found(cell, next);
                }
            }
        }
    }
}

/// How many cells of the raster become one, in each direction.
fn step_for(elevation: &Raster, least_cell_m: f64) -> usize {
    let header = &elevation.header;
    let middle = Coord {
        x: header.west,
        y: header.north - header.cell_height * header.height as f64 / 2.0,
    };
    let above = Coord {
        x: middle.x,
        y: middle.y + header.cell_height,
    };
    let beside = Coord {
        x: middle.x + header.cell_width,
        y: middle.y,
    };
    let cell_m = geodesic::distance_m(middle, above).min(geodesic::distance_m(middle, beside));
    let mut step = (least_cell_m / cell_m).round().max(1.0) as usize;
    while header.width.div_ceil(step) * header.height.div_ceil(step) > MOST_CELLS {
        step += 1;
    }
    step
}

/// The mean of the known heights that become one cell; not a number where none is known.
fn mean_height(elevation: &Raster, step: usize, column: usize, row: usize) -> f64 {
    let header = &elevation.header;
    let (mut sum, mut count) = (0.0, 0.0);
    for (x, y) in
        (0..step).flat_map(|y| (0..step).map(move |x| (column * step + x, row * step + y)))
    {
        let longitude = header.west + (x as f64 + 0.5) * header.cell_width;
        let latitude = header.north - (y as f64 + 0.5) * header.cell_height;
        if let Some(height) = elevation.value_at(longitude, latitude) {
            sum += height;
            count += 1.0;
        }
    }
    sum / count
}

#[cfg(test)]
pub(super) use tests::grid;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::access::walking::tobler_kmh;
    use crate::model::raster::RasterHeader;

    /// A grid of cells of 0.001° with its north-west corner at 106° E 22.5° N.
    pub(in crate::analysis::access) fn grid(
        width: usize,
        height: usize,
        value: impl Fn(usize, usize) -> f64,
    ) -> Raster {
        let header = RasterHeader {
            file: "heights.tif".to_owned(),
            band: 1,
            width,
            height,
            west: 106.0,
            north: 22.5,
            cell_width: 0.001,
            cell_height: 0.001,
            crs: "EPSG:4326".to_owned(),
            transformation: "none".to_owned(),
        };
        let cells = (0..height).flat_map(|row| (0..width).map(move |column| (column, row)));
        Raster::new(
            header,
            cells.map(|(column, row)| value(column, row)).collect(),
        )
        .unwrap()
    }

    fn terrain(raster: &Raster, rivers: &[LineString<f64>]) -> Terrain {
        Terrain::new(
            raster,
            &LevelGround::Alike,
            rivers,
            1.0,
            &Interrupt::default(),
        )
        .unwrap()
    }

    fn moves(terrain: &Terrain, cell: usize, is_reverse: bool) -> Vec<(usize, f64)> {
        let mut found = Vec::new();
        terrain.for_each_move(cell, is_reverse, |_, next, minutes| {
            found.push((next, minutes));
        });
        found
    }

    #[test]
    fn level_ground_is_walked_at_three_kilometres_an_hour() {
        // 6 km/h × exp(−3.5 × 0.05) × 0.6 = 3.0220 km/h, 19.8541 minutes a kilometre.
        assert!((level_minutes_per_km() - 19.8541).abs() < 1e-4);
        assert!(
            (tobler_kmh(-0.05) - 6.0).abs() < 1e-12,
            "fastest a little downhill"
        );
        let level = terrain(&grid(5, 5, |_, _| 300.0), &[]);
        let found = moves(&level, 12, false);
        assert_eq!(found.len(), 16);
        let north = found.iter().find(|(next, _)| *next == 7).unwrap().1;
        // A thousandth of a degree of latitude here is 110.75 m.
        assert!((north - 0.110_75 * 19.8541).abs() < 1e-3, "{north}");
    }

    #[test]
    fn uphill_takes_longer_than_downhill() {
        let slope = terrain(&grid(3, 3, |_, row| 20.0 * (2 - row) as f64), &[]);
        let north = |is_reverse| {
            moves(&slope, 4, is_reverse)
                .iter()
                .find(|(next, _)| *next == 1)
                .unwrap()
                .1
        };
        let metres = 110.75;
        let by_hand = |slope: f64| metres / 1_000.0 * 60.0 / (0.6 * tobler_kmh(slope));
        assert!((north(false) - by_hand(20.0 / metres)).abs() < 1e-2);
        assert!((north(true) - by_hand(-20.0 / metres)).abs() < 1e-2);
        assert!(north(false) > north(true));
    }

    #[test]
    fn no_move_leaks_through_a_river() {
        // A river that wanders from the western to the eastern edge, through corners of cells.
        let river = LineString::from(vec![
            (105.9, 22.4935),
            (106.003, 22.4963),
            (106.004, 22.495),
            (106.1, 22.4938),
        ]);
        let land = terrain(&grid(12, 12, |_, _| 10.0), &[river]);
        let mut reached = vec![false; land.cells()];
        let mut waiting = vec![0];
        while let Some(cell) = waiting.pop() {
            if !std::mem::replace(&mut reached[cell], true) {
                land.for_each_move(cell, false, |_, next, _| waiting.push(next));
            }
        }
        assert!(reached[11] && reached[36]);
        assert!(reached[8 * 12..].iter().all(|reached| !reached));
        for cell in 0..land.cells() {
            let forth: Vec<_> = moves(&land, cell, false).iter().map(|m| m.0).collect();
            assert!(
                forth
                    .iter()
                    .all(|&next| moves(&land, next, false).iter().any(|m| m.0 == cell))
            );
        }
    }

    #[test]
    fn moves_do_not_cut_the_corner_of_unknown_ground() {
        let land = terrain(
            &grid(
                2,
                2,
                |column, row| if column == row { 5.0 } else { f64::NAN },
            ),
            &[],
        );
        assert!(moves(&land, 0, false).is_empty());
        assert_eq!(land.cell_at(land.centre_of(1)), None);
        assert_eq!(
            land.cell_at(Coord {
                x: 105.9,
                y: 22.4995
            }),
            None
        );
    }

    #[test]
    fn cells_are_joined_to_the_size_asked_for() {
        let raster = grid(4, 4, |column, _| column as f64);
        let joined = Terrain::new(
            &raster,
            &LevelGround::Alike,
            &[],
            210.0,
            &Interrupt::default(),
        )
        .unwrap();
        assert_eq!((joined.columns, joined.rows), (2, 2));
        assert!((joined.heights[0] - 0.5).abs() < 1e-12 && (joined.heights[1] - 2.5).abs() < 1e-12);
    }

    #[test]
    fn a_place_steps_into_a_cell_on_its_own_bank() {
        let river = LineString::from(vec![(106.0013, 22.6), (106.0013, 22.4)]);
        let land = terrain(&grid(4, 4, |_, _| 5.0), &[river]);
        // 106.0012 lies west of the river, the middle of its cell (106.0015) east of it.
        let (cell, _) = land
            .step_in(Coord {
                x: 106.0012,
                y: 22.4985,
            })
            .unwrap();
        assert_eq!(cell % 4, 0);
    }
}
