//! Rasters: values on a grid of cells, such as people per square kilometre or heights.

use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq)]
pub struct Raster {
    /// What is known of it.
    pub header: RasterHeader,
    /// One value for each cell, not a number where the file has none.
    values: Vec<f64>,
}

impl Raster {
    /// A raster from its values; `None` where they are not one for each cell.
    #[must_use]
    pub fn new(header: RasterHeader, values: Vec<f64>) -> Option<Self> {
        (header.width.checked_mul(header.height) == Some(values.len()))
            .then_some(Self { header, values })
    }

    /// The value of the cell at a position (degrees on WGS 84); `None` outside or where the file has none.
    #[must_use]
    pub fn value_at(&self, longitude: f64, latitude: f64) -> Option<f64> {
        let column = ((longitude - self.header.west) / self.header.cell_width).floor();
        let row = ((self.header.north - latitude) / self.header.cell_height).floor();
        let is_inside = (0.0..self.header.width as f64).contains(&column)
            && (0.0..self.header.height as f64).contains(&row);
        let position = is_inside.then_some(row as usize * self.header.width + column as usize)?;
        self.values
            .get(position)
            .copied()
            .filter(|value| !value.is_nan())
    }

    /// The values of all cells that have one.
    pub fn known_values(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().copied().filter(|value| !value.is_nan())
    }

    /// How many cells there are, with and without a value.
    #[must_use]
    pub fn cells(&self) -> usize {
        self.values.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_position_and_a_missing_value_is_none() {
        let header = RasterHeader {
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
        };
        assert!(Raster::new(header.clone(), vec![1.0]).is_none());
        let raster = Raster::new(header, vec![1.0, 2.0, f64::NAN, 0.0]).unwrap();
        assert_eq!(raster.value_at(106.1, 22.9), Some(1.0));
        assert_eq!(raster.value_at(106.6, 22.9), Some(2.0));
        assert_eq!(raster.value_at(106.1, 22.6), None, "missing is not zero");
        assert_eq!(raster.value_at(106.6, 22.6), Some(0.0));
        assert_eq!(raster.value_at(107.0, 22.9), None);
        assert_eq!(raster.value_at(105.9, 22.9), None);
        assert_eq!(raster.known_values().collect::<Vec<_>>(), [1.0, 2.0, 0.0]);
    }
}
