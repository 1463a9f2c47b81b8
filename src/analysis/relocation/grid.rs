//! The grid of cells on which the ground is judged.

use geo::Coord;

use crate::geometry::Bounds;
use crate::geometry::geodesic::{ECCENTRICITY_SQUARED, SEMI_MAJOR_AXIS_M};
use crate::model::raster::Raster;

/// A grid in longitude and latitude (degrees on WGS 84). Cells count from the north-western one, row by row.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Longitude of the western edge.
    pub west: f64,
    /// Latitude of the northern edge.
    pub north: f64,
    /// Width of a cell, degrees.
    pub cell_width: f64,
    /// Height of a cell, degrees.
    pub cell_height: f64,
    /// Cells from west to east.
    pub width: usize,
    /// Cells from north to south.
    pub height: usize,
}

impl Grid {
    /// A grid over an area with cells of so many metres.
    #[must_use]
    pub fn over(area: Bounds, cell_m: f64) -> Self {
        let (east_m, north_m) = metres_per_degree(f64::midpoint(area.south, area.north));
        let (cell_width, cell_height) = (cell_m / east_m, cell_m / north_m);
        Self {
            west: area.west,
            north: area.north,
            cell_width,
            cell_height,
            width: ((area.east - area.west) / cell_width).ceil().max(1.0) as usize,
            height: ((area.north - area.south) / cell_height).ceil().max(1.0) as usize,
        }
    }

    /// The cells of a raster over an area. Where they are smaller than `least_m` metres, so many of them make one.
    #[must_use]
    pub fn on_raster(raster: &Raster, area: Bounds, least_m: f64) -> Self {
        let header = &raster.header;
        let (east_m, _) = metres_per_degree(f64::midpoint(area.south, area.north));
        let together = (least_m / (header.cell_width * east_m)).round().max(1.0);
        let (cell_width, cell_height) =
            (header.cell_width * together, header.cell_height * together);
        let before = |distance: f64, cell: f64| (distance / cell).floor() * cell;
        let west = header.west + before(area.west - header.west, cell_width);
        let north = header.north - before(header.north - area.north, cell_height);
        Self {
            west,
            north,
            cell_width,
            cell_height,
            width: ((area.east - west) / cell_width).ceil().max(1.0) as usize,
            height: ((north - area.south) / cell_height).ceil().max(1.0) as usize,
        }
    }

    /// How many cells there are.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.width * self.height
    }

    /// The middle of a cell.
    #[must_use]
    pub fn middle(&self, cell: usize) -> Coord<f64> {
        let (column, row) = (cell % self.width, cell / self.width);
        Coord {
            x: self.west + (column as f64 + 0.5) * self.cell_width,
            y: self.north - (row as f64 + 0.5) * self.cell_height,
        }
    }

    /// The corner where so many columns and rows end, in degrees.
    #[must_use]
    pub fn corner(&self, columns: i32, rows: i32) -> Coord<f64> {
        Coord {
            x: self.west + f64::from(columns) * self.cell_width,
            y: self.north - f64::from(rows) * self.cell_height,
        }
    }

    /// The cell at a position; `None` outside.
    #[must_use]
    pub fn cell_at(&self, at: Coord<f64>) -> Option<usize> {
        let column = ((at.x - self.west) / self.cell_width).floor();
        let row = ((self.north - at.y) / self.cell_height).floor();
        let is_inside =
            (0.0..self.width as f64).contains(&column) && (0.0..self.height as f64).contains(&row);
        is_inside.then(|| row as usize * self.width + column as usize)
    }

    /// Width and height of the cells of a row, in metres on the ellipsoid.
    #[must_use]
    pub fn cell_size_m(&self, row: usize) -> (f64, f64) {
        let latitude = self.north - (row as f64 + 0.5) * self.cell_height;
        let (east_m, north_m) = metres_per_degree(latitude);
        (self.cell_width * east_m, self.cell_height * north_m)
    }

    /// Area of a cell, square metres.
    #[must_use]
    pub fn cell_area_m2(&self, cell: usize) -> f64 {
        let (width, height) = self.cell_size_m(cell / self.width);
        width * height
    }

    /// Half the diagonal of a cell in the middle row, metres: no point of a cell is farther from its middle.
    #[must_use]
    pub fn half_diagonal_m(&self) -> f64 {
        let (width, height) = self.cell_size_m(self.height / 2);
        width.hypot(height) / 2.0
    }

    /// The cells beside a cell: north, west, east, south.
    pub fn beside(&self, cell: usize) -> impl Iterator<Item = usize> + '_ {
        let (column, row) = (cell % self.width, cell / self.width);
        let north = (row > 0).then(|| cell - self.width);
        let west = (column > 0).then(|| cell - 1);
        let east = (column + 1 < self.width).then_some(cell + 1);
        let south = (row + 1 < self.height).then_some(cell + self.width);
        [north, west, east, south].into_iter().flatten()
    }

    /// The cells whose middle lies within so many metres of a cell's middle, itself left out, each with its
    /// distance.
    pub fn within(&self, cell: usize, metres: f64) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (column, row) = ((cell % self.width) as i64, (cell / self.width) as i64);
        let (width, height) = self.cell_size_m(cell / self.width);
        let (across, down) = ((metres / width) as i64, (metres / height) as i64);
        let columns = move || -across..=across;
        (-down..=down)
            .flat_map(move |dy| columns().map(move |dx| (dx, dy)))
            .filter_map(move |(dx, dy)| {
                let (x, y) = (column + dx, row + dy);
                let distance = (dx as f64 * width).hypot(dy as f64 * height);
                let is_inside = (0..self.width as i64).contains(&x)
                    && (0..self.height as i64).contains(&y)
                    && (dx, dy) != (0, 0)
                    && distance <= metres;
                is_inside.then(|| (y as usize * self.width + x as usize, distance))
            })
    }

    /// The heights of a raster at the cells: the mean of its own cells in each; not a number where it has none.
    #[must_use]
    pub fn heights(&self, raster: &Raster) -> Vec<f64> {
        let parts = (self.cell_width / raster.header.cell_width)
            .round()
            .max(1.0);
        let steps = parts as usize;
        let part = |step: usize| (step as f64 + 0.5) / parts;
        (0..self.cells())
            .map(|cell| {
                let (column, row) = ((cell % self.width) as f64, (cell / self.width) as f64);
                let mut known = (0.0, 0.0);
                for down in 0..steps {
                    for across in 0..steps {
                        let longitude = self.west + (column + part(across)) * self.cell_width;
                        let latitude = self.north - (row + part(down)) * self.cell_height;
                        if let Some(value) = raster.value_at(longitude, latitude) {
                            known = (known.0 + value, known.1 + 1.0);
                        }
                    }
                }
                known.0 / known.1
            })
            .collect()
    }
}

/// Metres for a degree of longitude and of latitude, on the ellipsoid of WGS 84.
///
/// # Source
/// Snyder, Map Projections: A Working Manual (1987), eq. 4-18 and 4-20: radii of curvature.
fn metres_per_degree(latitude: f64) -> (f64, f64) {
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let under = 1.0 - ECCENTRICITY_SQUARED * sine * sine;
    let across = SEMI_MAJOR_AXIS_M / under.sqrt();
    let along = SEMI_MAJOR_AXIS_M * (1.0 - ECCENTRICITY_SQUARED) / under.powf(1.5);
    (across * cosine.to_radians(), along.to_radians())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A grid with square cells of about 100 m near the province's middle.
    pub(in crate::analysis::relocation) fn grid(width: usize, height: usize) -> Grid {
        let (east_m, north_m) = metres_per_degree(22.7);
        Grid {
            west: 106.0,
            north: 22.7,
            cell_width: 100.0 / east_m,
            cell_height: 100.0 / north_m,
            width,
            height,
        }
    }

    #[test]
    fn a_degree_is_as_long_as_tables_say() {
        let (east_m, north_m) = metres_per_degree(45.0);
        assert!((east_m - 78_846.8).abs() < 0.1, "{east_m}");
        assert!((north_m - 111_131.8).abs() < 0.1, "{north_m}");
    }

    #[test]
    fn cells_are_found_by_their_middle_and_know_their_neighbours() {
        let grid = grid(4, 3);
        for cell in 0..grid.cells() {
            assert_eq!(grid.cell_at(grid.middle(cell)), Some(cell));
        }
        assert_eq!(grid.beside(0).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(grid.beside(5).collect::<Vec<_>>(), [1, 4, 6, 9]);
        let near: Vec<usize> = grid.within(5, 101.0).map(|(cell, _)| cell).collect();
        assert_eq!(near, [1, 4, 6, 9]);
        assert!((grid.cell_area_m2(5) - 10_000.0).abs() < 10.0);
    }
}
