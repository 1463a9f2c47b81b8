//! The values of a raster at the pixels of a tile.

use super::SIDE;
use crate::model::raster::{Raster, RasterHeader, RasterKind};
use crate::tiles::address::TileAddress;

/// Over so many cells beyond the raster's edge, heights come down to the mean by a factor e.
const FADING_CELLS: f64 = 8.0;

/// How a pixel gets its value from the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sampling {
    /// The cell at the pixel's middle.
    Nearest,
    /// The four cells around the pixel's middle, by their nearness.
    Bilinear,
    /// All cells whose middles lie in the pixel.
    Mean,
}

impl Sampling {
    pub(super) fn of(kind: RasterKind, window: &Window) -> Self {
        match kind {
            RasterKind::LandCover => Self::Nearest,
            _ if window.has_wide_pixels() => Self::Mean,
            RasterKind::Elevation => Self::Bilinear,
            RasterKind::Slope
            | RasterKind::PopulationDensity
            | RasterKind::Friction
            | RasterKind::Suitability => Self::Nearest,
        }
    }
}

/// Where the edges of a tile's pixels lie on a raster's grid, in cells from its north-western corner.
#[derive(Debug)]
pub(super) struct Window {
    columns: Vec<f64>,
    middle_columns: Vec<f64>,
    rows: Vec<f64>,
    middle_rows: Vec<f64>,
    width: usize,
    height: usize,
}

impl Window {
    /// The window of a tile; `None` where the tile lies beside the raster.
    pub(super) fn new(header: &RasterHeader, address: TileAddress) -> Option<Self> {
        let tiles = f64::from(1_u32 << address.zoom());
        let column = |pixel: f64| {
            let longitude =
                (f64::from(address.column()) + pixel / SIDE as f64) / tiles * 360.0 - 180.0;
            (longitude - header.west) / header.cell_width
        };
        let row = |pixel: f64| {
            let from_north = (f64::from(address.row()) + pixel / SIDE as f64) / tiles;
            let latitude = ((1.0 - 2.0 * from_north) * std::f64::consts::PI)
                .sinh()
                .atan()
                .to_degrees();
            (header.north - latitude) / header.cell_height
        };
        let edges = |at: &dyn Fn(f64) -> f64| (0..=SIDE).map(|pixel| at(pixel as f64)).collect();
        let middles =
            |at: &dyn Fn(f64) -> f64| (0..SIDE).map(|pixel| at(pixel as f64 + 0.5)).collect();
        let window = Self {
            columns: edges(&column),
            middle_columns: middles(&column),
            rows: edges(&row),
            middle_rows: middles(&row),
            width: header.width,
            height: header.height,
        };
        (!window.is_beside()).then_some(window)
    }

    fn is_beside(&self) -> bool {
        let misses = |edges: &[f64], cells: usize| {
            let (first, last) = (edges.first().copied(), edges.last().copied());
            !first
                .zip(last)
                .is_some_and(|(first, last)| first < cells as f64 && last > 0.0)
        };
        misses(&self.columns, self.width) || misses(&self.rows, self.height)
    }

    /// Whether each pixel over the raster is at least a cell wide and high; pixels beside it, which Mercator makes
    /// low towards the poles, do not count.
    fn has_wide_pixels(&self) -> bool {
        let step = |edges: &[f64], cells: usize| {
            edges
                .windows(2)
                .filter(|pair| pair[1] > 0.0 && pair[0] < cells as f64)
                .map(|pair| pair[1] - pair[0])
                .fold(f64::MAX, f64::min)
        };
        step(&self.columns, self.width).min(step(&self.rows, self.height)) >= 1.0
    }

    /// The value of every pixel, row by row from the north.
    pub(super) fn sample(&self, raster: &Raster, sampling: Sampling) -> Vec<Option<f64>> {
        let mut values = Vec::with_capacity(SIDE * SIDE);
        for row in 0..SIDE {
            values.extend((0..SIDE).map(|column| match sampling {
                Sampling::Nearest => self.nearest(raster, column, row),
                Sampling::Bilinear => self.bilinear(raster, column, row),
                Sampling::Mean => self.mean(raster, column, row),
            }));
        }
        values
    }

    fn nearest(&self, raster: &Raster, column: usize, row: usize) -> Option<f64> {
        let cell = |at: f64| (at >= 0.0).then_some(at as usize);
        raster.value(
            cell(self.middle_columns[column])?,
            cell(self.middle_rows[row])?,
        )
    }

    fn bilinear(&self, raster: &Raster, column: usize, row: usize) -> Option<f64> {
        let (x, y) = (self.middle_columns[column], self.middle_rows[row]);
        let is_inside =
            (0.0..self.width as f64).contains(&x) && (0.0..self.height as f64).contains(&y);
        if !is_inside {
            return None;
        }
        let (left, u) = split(x - 0.5);
        let (above, v) = split(y - 0.5);
        let (mut sum, mut weight) = (0.0, 0.0);
        for (right, across) in [(0, 1.0 - u), (1, u)] {
            for (down, along) in [(0, 1.0 - v), (1, v)] {
                let cell = |at: i64, cells: usize| at.clamp(0, cells as i64 - 1) as usize;
                let value = raster.value(
                    cell(left + right, self.width),
                    cell(above + down, self.height),
                );
                if let Some(value) = value {
                    sum += value * across * along;
                    weight += across * along;
                }
            }
        }
        (weight > 0.0).then(|| sum / weight)
    }

    fn mean(&self, raster: &Raster, column: usize, row: usize) -> Option<f64> {
        // The middle of cell i is at i + ½, so the first with its middle past an edge e is ⌈e − ½⌉.
        let cells = |edges: &[f64], pixel: usize, cells: usize| {
            let first = |edge: f64| (edge - 0.5).ceil().clamp(0.0, cells as f64) as usize;
            first(edges[pixel])..first(edges[pixel + 1])
        };
        let columns = cells(&self.columns, column, self.width);
        let (mut sum, mut count) = (0.0, 0_u32);
        for row in cells(&self.rows, row, self.height) {
            for value in columns
                .clone()
                .filter_map(|column| raster.value(column, row))
            {
                sum += value;
                count += 1;
            }
        }
        (count > 0).then(|| sum / f64::from(count))
    }

    /// How many cells a pixel lies beyond the raster's edge.
    fn beyond(&self, column: usize, row: usize) -> f64 {
        let outside = |at: f64, cells: usize| (-at).max(at - cells as f64).max(0.0);
        let x = outside(self.middle_columns[column], self.width);
        x.hypot(outside(self.middle_rows[row], self.height))
    }
}

/// The whole number below, and what is left.
fn split(at: f64) -> (i64, f64) {
    (at.floor() as i64, at - at.floor())
}

/// Heights without holes: a hole takes the height beside it in its row, else in the row beside; beyond the raster's
/// edge heights fade to the mean.
pub(super) fn fill(values: &[Option<f64>], mean: f64, window: Option<&Window>) -> Vec<f64> {
    let mut rows: Vec<Option<Vec<f64>>> = values.chunks(SIDE).map(fill_row).collect();
    fill_rows(&mut rows);
    let mut filled: Vec<f64> = rows
        .into_iter()
        .flat_map(|row| row.unwrap_or_else(|| vec![mean; SIDE]))
        .collect();
    if let Some(window) = window {
        for (pixel, height) in filled.iter_mut().enumerate() {
            let share = (-window.beyond(pixel % SIDE, pixel / SIDE) / FADING_CELLS).exp();
            *height = mean + (*height - mean) * share;
        }
    }
    filled
}

/// A row in which every pixel without a value has that of the nearest one; `None` where there is none.
fn fill_row(row: &[Option<f64>]) -> Option<Vec<f64>> {
    let known: Vec<(usize, f64)> = row
        .iter()
        .enumerate()
        .filter_map(|(column, value)| Some((column, (*value)?)))
        .collect();
    let mut next = 0;
    let nearest = |column: usize| {
        while next + 1 < known.len()
            && known[next + 1].0.abs_diff(column) <= known[next].0.abs_diff(column)
        {
            next += 1;
        }
        known.get(next).map(|(_, value)| *value)
    };
    (0..row.len()).map(nearest).collect()
}

/// Gives every row that has no value at all that of the nearest row that has.
fn fill_rows(rows: &mut [Option<Vec<f64>>]) {
    let known: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].is_some()).collect();
    for row in 0..rows.len() {
        if rows[row].is_none() {
            let nearest = known.iter().min_by_key(|other| other.abs_diff(row));
            rows[row] = nearest.and_then(|nearest| rows[*nearest].clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_take_the_nearest_value() {
        assert_eq!(
            fill_row(&[None, Some(1.0), None, None, None, Some(2.0), None]),
            Some(vec![1.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0])
        );
        assert_eq!(fill_row(&[None, None]), None);
        let mut rows = [None, Some(vec![1.0]), None];
        fill_rows(&mut rows);
        assert_eq!(rows, [Some(vec![1.0]), Some(vec![1.0]), Some(vec![1.0])]);
    }
}
