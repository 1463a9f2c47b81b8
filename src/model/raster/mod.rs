//! Rasters: values on a grid of cells, such as people per square kilometre or heights.

mod kind;
mod layer;

use geo::Coord;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::geometry::Bounds;

pub use kind::RasterKind;
pub use layer::RasterLayer;

/// What is known of a raster besides its values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RasterHeader {
    /// The file's name, without its folder.
    pub file: String,
    /// Which of the file's bands it is, counted from 1.
    pub band: usize,
    /// Cells from west to east.
    pub width: usize,
    /// Cells from north to south.
    pub height: usize,
    /// Longitude of the western edge, in degrees on WGS 84.
    pub west: f64,
    /// Latitude of the northern edge, in degrees on WGS 84.
    pub north: f64,
    /// Width of a cell in degrees.
    pub cell_width: f64,
    /// Height of a cell in degrees.
    pub cell_height: f64,
    /// The reference system of the file, such as `EPSG:9210`.
    pub crs: String,
    /// How its cells were brought to longitude and latitude.
    pub transformation: String,
}

/// A raster in memory: rows from north to south, in each row cells from west to east.
///
/// Values are kept in single precision (seven digits), as most files hold them.
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// What is known of it.
    pub header: RasterHeader,
    /// One value for each cell, not a number where the file has none.
    values: Vec<f32>,
    summary: Option<RasterSummary>,
}

/// What the values of a raster are like. Cells without a value do not count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RasterSummary {
    /// How many cells have a value.
    pub cells: usize,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub greatest: f64,
    /// The mean of the cells' values.
    pub mean: f64,
}

impl RasterHeader {
    /// The box of all cells, in degrees on WGS 84.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds {
            west: self.west,
            south: self.north - self.cell_height * self.height as f64,
            east: self.west + self.cell_width * self.width as f64,
            north: self.north,
        }
    }

    /// The middle of a cell, in degrees on WGS 84; columns count from the west, rows from the north, from 0.
    #[must_use]
    pub fn middle(&self, column: usize, row: usize) -> Coord<f64> {
        Coord {
            x: self.west + (column as f64 + 0.5) * self.cell_width,
            y: self.north - (row as f64 + 0.5) * self.cell_height,
        }
    }

    /// The column and row of the cell at a position (degrees on WGS 84); `None` outside.
    #[must_use]
    pub fn cell_at(&self, longitude: f64, latitude: f64) -> Option<(usize, usize)> {
        let column = ((longitude - self.west) / self.cell_width).floor();
        let row = ((self.north - latitude) / self.cell_height).floor();
        let is_inside =
            (0.0..self.width as f64).contains(&column) && (0.0..self.height as f64).contains(&row);
        is_inside.then_some((column as usize, row as usize))
    }
}

impl Raster {
    /// A raster from its values, not a number where there is none; `None` where they are not one for
    /// each cell.
    #[must_use]
    pub fn new(header: RasterHeader, values: Vec<f64>) -> Option<Self> {
        Self::from_single(
            header,
            values.into_iter().map(|value| value as f32).collect(),
        )
    }

    /// A raster from values in single precision; `None` where they are not one for each cell.
    #[must_use]
    pub fn from_single(header: RasterHeader, mut values: Vec<f32>) -> Option<Self> {
        if header.width.checked_mul(header.height) != Some(values.len()) {
            return None;
        }
        // One pattern of bits for "no value", so that equal rasters have one checksum.
        for value in values.iter_mut().filter(|value| value.is_nan()) {
            *value = f32::NAN;
        }
        let summary = RasterSummary::of(&values);
        Some(Self {
            header,
            values,
            summary,
        })
    }

    /// The raster with a value taken for "no value".
    #[must_use]
    pub fn without(mut self, mark: f64) -> Self {
        let mark = mark as f32;
        for value in &mut self.values {
            if value.total_cmp(&mark).is_eq() {
                *value = f32::NAN;
            }
        }
        self.summary = RasterSummary::of(&self.values);
        self
    }

    /// The value of the cell at a position (degrees on WGS 84); `None` outside or where the file has none.
    #[must_use]
    pub fn value_at(&self, longitude: f64, latitude: f64) -> Option<f64> {
        let (column, row) = self.header.cell_at(longitude, latitude)?;
        self.value(column, row)
    }

    /// The value of a cell; columns count from the west, rows from the north, from 0. `None` outside or
    /// where the file has none.
    #[must_use]
    pub fn value(&self, column: usize, row: usize) -> Option<f64> {
        let is_inside = column < self.header.width && row < self.header.height;
        let position = is_inside.then_some(row * self.header.width + column)?;
        self.values
            .get(position)
            .filter(|value| !value.is_nan())
            .map(|value| f64::from(*value))
    }

    /// The values of all cells that have one.
    pub fn known_values(&self) -> impl Iterator<Item = f64> + '_ {
        self.values
            .iter()
            .filter(|value| !value.is_nan())
            .map(|value| f64::from(*value))
    }

    /// The values of all cells, row by row from the north, not a number where there is none.
    #[must_use]
    pub fn values(&self) -> &[f32] {
        &self.values
    }

    /// What the values are like; `None` where no cell has one.
    #[must_use]
    pub fn summary(&self) -> Option<RasterSummary> {
        self.summary
    }

    /// SHA-256 of the values in single precision, little-endian, row by row from the north, in lower-case
    /// hexadecimal digits.
    #[must_use]
    pub fn values_sha256(&self) -> String {
        let mut hash = Sha256::new();
        let mut row = Vec::with_capacity(self.header.width * size_of::<f32>());
        for values in self.values.chunks(self.header.width.max(1)) {
            row.clear();
            row.extend(values.iter().flat_map(|value| value.to_le_bytes()));
            hash.update(&row);
        }
        hex::encode(hash.finalize())
    }

    /// How many cells there are, with and without a value.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.values.len()
    }
}

impl RasterSummary {
    fn of(values: &[f32]) -> Option<Self> {
        let (mut cells, mut sum) = (0_usize, 0.0);
        let (mut least, mut greatest) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values.iter().filter(|value| !value.is_nan()) {
            let value = f64::from(*value);
            cells += 1;
            sum += value;
            least = least.min(value);
            greatest = greatest.max(value);
        }
        (cells > 0).then(|| Self {
            cells,
            least,
            greatest,
            mean: sum / cells as f64,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> RasterHeader {
        RasterHeader {
            file: "a.tif".to_owned(),
            band: 1,
            width: 2,
            height: 2,
            west: 106.0,
            north: 23.0,
            cell_width: 0.5,
            cell_height: 0.25,
            crs: "EPSG:4326".to_owned(),
            transformation: "none".to_owned(),
        }
    }

    #[test]
    fn a_cell_is_found_by_position_and_a_missing_value_is_none() {
        let header = header();
        assert!(Raster::new(header.clone(), vec![1.0]).is_none());
        let raster = Raster::new(header, vec![1.0, 2.0, f64::NAN, 0.0]).unwrap();
        assert_eq!(raster.value_at(106.1, 22.9), Some(1.0));
        assert_eq!(raster.value_at(106.6, 22.9), Some(2.0));
        assert_eq!(raster.value_at(106.1, 22.6), None, "missing is not zero");
        assert_eq!(raster.value_at(106.6, 22.6), Some(0.0));
        assert_eq!(raster.value_at(107.0, 22.9), None);
        assert_eq!(raster.value_at(105.9, 22.9), None);
        assert_eq!(raster.known_values().collect::<Vec<_>>(), [1.0, 2.0, 0.0]);
        let summary = RasterSummary {
            cells: 3,
            least: 0.0,
            greatest: 2.0,
            mean: 1.0,
        };
        assert_eq!(raster.summary(), Some(summary));
        assert_eq!(
            raster.header.middle(1, 0),
            geo::Coord {
                x: 106.75,
                y: 22.875
            }
        );
        assert_eq!(
            raster.header.bounds(),
            Bounds::from([106.0, 22.5, 107.0, 23.0])
        );
    }

    #[test]
    fn equal_values_have_one_checksum_whatever_bits_say_not_a_number() {
        let header = header();
        let of = |values: Vec<f64>| Raster::new(header.clone(), values).unwrap().values_sha256();
        let other_nan = f64::from_bits(f64::NAN.to_bits() ^ (1 << 63) ^ (1 << 40));
        assert_eq!(
            of(vec![1.0, 2.0, f64::NAN, 0.0]),
            of(vec![1.0, 2.0, other_nan, 0.0])
        );
        assert_ne!(
            of(vec![1.0, 2.0, f64::NAN, 0.0]),
            of(vec![1.0, 2.0, 0.0, 0.0])
        );
        let nothing = Raster::new(header, vec![f64::NAN; 4]).unwrap();
        assert_eq!(nothing.summary(), None);
    }
}
