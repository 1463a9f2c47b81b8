//! One band of a GeoTIFF, brought to a grid of longitude and latitude.

use std::io;
use std::path::Path;

use gdal::{Dataset, DatasetOptions, GdalOpenFlags, GeoTransformEx};

use super::{Georeference, ReadFailure, ReadOptions, file_name};
use crate::formats::crs::{Crs, CrsError, Transformation};
use crate::formats::native;
use crate::model::delivery::Problem;
use crate::model::raster::RasterHeader;

/// More cells than this are not taken: 64 million doubles are half a gibibyte.
const MOST_CELLS: usize = 64_000_000;
/// Two grids that differ by less than this part of a cell are the same.
const SAME_GRID: f64 = 1e-9;

/// So many cells are read at a time, so that progress can be told.
const CELLS_AT_A_TIME: usize = 500_000;

/// The grid of cells as the file has it.
struct Grid {
    width: usize,
    height: usize,
    /// Origin, cell sizes and rotation, as GDAL orders them.
    transform: [f64; 6],
}

/// The grid of longitude and latitude over which the cells are laid.
struct Laid {
    west: f64,
    north: f64,
    cell_width: f64,
    cell_height: f64,
    /// Whether it is the file's own grid.
    is_same: bool,
}

/// Whom the rows that are done are told to.
struct Progress<'a> {
    done: usize,
    total: usize,
    tell: &'a mut dyn FnMut(u64, Option<u64>) -> io::Result<()>,
}

impl Progress<'_> {
    fn more(&mut self, rows: usize) -> io::Result<()> {
        self.done += rows;
        (self.tell)(self.done as u64, Some(self.total as u64))
    }
}

/// Reads a band: its header, and its values row by row from the north, not a number where there is none. Rows
/// that are read, and then laid over the new grid, are told as progress.
///
/// A grid in longitude and latitude on WGS 84 is taken as it is. Any other is laid over a grid of the same
/// number of cells, and each new cell takes the value of the old cell at its middle.
pub(in crate::formats) fn read(
    path: &Path,
    band: usize,
    options: &ReadOptions,
    on_progress: &mut dyn FnMut(u64, Option<u64>) -> io::Result<()>,
) -> Result<(RasterHeader, Vec<f64>), ReadFailure> {
    native::route_messages();
    let file = file_name(path);
    let dataset = open(path, &file)?;
    let in_file = dataset.spatial_ref().ok().map(Crs::from_spatial_ref);
    let georeference = Georeference::new(&file, in_file, options)?;
    let grid = grid_of(&dataset, band, &file)?;
    let way = georeference.transformation.as_ref();
    let laid = match way {
        Some(transformation) => Laid::over(&grid, transformation, &file)?,
        None => Laid::as_delivered(&grid),
    };
    let mut progress = Progress {
        done: 0,
        total: grid.height * if laid.is_same { 1 } else { 2 },
        tell: on_progress,
    };
    let mut values = read_values(&dataset, band, &grid, &file, &mut progress)?;
    if let Some(transformation) = way.filter(|_| !laid.is_same) {
        values = lay_out(&grid, &values, &laid, transformation, &file, &mut progress)?;
    }
    let header = RasterHeader {
        file,
        band,
        width: grid.width,
        height: grid.height,
        west: laid.west,
        north: laid.north,
        cell_width: laid.cell_width,
        cell_height: laid.cell_height,
        crs: georeference.crs_name().to_owned(),
        transformation: way.map_or("none", Transformation::name).to_owned(),
    };
    Ok((header, values))
}

fn open(path: &Path, file: &str) -> Result<Dataset, Problem> {
    if !path.exists() {
        return Err(Problem::of_file(
            file,
            "there is no such file",
            "Check the path.",
        ));
    }
    let options = DatasetOptions {
        open_flags: GdalOpenFlags::GDAL_OF_RASTER | GdalOpenFlags::GDAL_OF_READONLY,
        allowed_drivers: Some(&["GTiff"]),
        ..DatasetOptions::default()
    };
    Dataset::open_ex(path, options).map_err(|_| {
        Problem::of_file(
            file,
            "the file cannot be read as GeoTIFF",
            "Save it again as GeoTIFF.",
        )
    })
}

fn unreadable(file: &str) -> Problem {
    Problem::of_file(file, "the band cannot be read", "Save it again as GeoTIFF.")
}

fn grid_of(dataset: &Dataset, number: usize, file: &str) -> Result<Grid, Problem> {
    let (width, height) = dataset.raster_size();
    if width.saturating_mul(height) > MOST_CELLS {
        return Err(Problem::of_file(
            file,
            format!("the raster has {width} × {height} cells, at most {MOST_CELLS} are taken"),
            "Clip it to the province, or make its cells larger.",
        ));
    }
    let count = dataset.raster_count();
    if !(1..=count).contains(&number) {
        return Err(Problem::of_file(
            file,
            "there is no such band",
            format!("The file has {count}."),
        )
        .at("--band", Some(&number.to_string()))
        .in_vietnamese("không có kênh ảnh này", format!("Tệp có {count} kênh.")));
    }
    let transform = dataset.geo_transform().map_err(|_| {
        Problem::of_file(
            file,
            "the raster has no place on the earth",
            "Georeference it first.",
        )
    })?;
    if transform[2] != 0.0 || transform[4] != 0.0 || transform[5] >= 0.0 || transform[1] <= 0.0 {
        return Err(Problem::of_file(
            file,
            "the raster is rotated or upside down",
            "Warp it to north-up first.",
        ));
    }
    Ok(Grid {
        width,
        height,
        transform,
    })
}

fn read_values(
    dataset: &Dataset,
    number: usize,
    grid: &Grid,
    file: &str,
    progress: &mut Progress<'_>,
) -> Result<Vec<f64>, ReadFailure> {
    let band = dataset.rasterband(number).map_err(|_| unreadable(file))?;
    let (scale, offset) = (band.scale().unwrap_or(1.0), band.offset().unwrap_or(0.0));
    let no_data = band.no_data_value();
    let mut values = Vec::with_capacity(grid.width * grid.height);
    let rows_at_a_time = (CELLS_AT_A_TIME / grid.width.max(1)).max(1);
    for first in (0..grid.height).step_by(rows_at_a_time) {
        let size = (grid.width, rows_at_a_time.min(grid.height - first));
        let strip = band
            .read_as::<f64>((0, first as isize), size, size, None)
            .map_err(|_| unreadable(file))?;
        values.extend(strip.data().iter().map(|value| match no_data {
            Some(none) if is_same_mark(*value, none) => f64::NAN,
            _ => value.mul_add(scale, offset),
        }));
        progress.more(size.1)?;
    }
    Ok(values)
}

/// Whether a value is the mark for "no value", which files in single precision often write with other
/// last digits.
fn is_same_mark(value: f64, none: f64) -> bool {
    value.total_cmp(&none).is_eq() || (value as f32).total_cmp(&(none as f32)).is_eq()
}

fn outside(file: &str, error: &CrsError) -> Problem {
    Problem::of_file(
        file,
        error.to_string(),
        "Check the reference system of the raster.",
    )
    .in_vietnamese(
        "toạ độ của ảnh nằm ngoài hệ đã chọn",
        "Xem lại hệ toạ độ của ảnh.",
    )
}

impl Laid {
    /// The grid as it stands in the file, in the units of its own reference system.
    fn as_delivered(grid: &Grid) -> Self {
        let [west, cell_width, _, north, _, cell_height] = grid.transform;
        Self {
            west,
            north,
            cell_width,
            cell_height: -cell_height,
            is_same: true,
        }
    }

    /// The grid of as many cells over the box of the file's grid.
    fn over(grid: &Grid, transformation: &Transformation, file: &str) -> Result<Self, Problem> {
        let [west, cell_width, _, north, _, cell_height] = grid.transform;
        let (width, height) = (grid.width as f64, grid.height as f64);
        // The edge, walked at every cell of the longer side, bounds the grid also where its sides are curved.
        let steps = grid.width.max(grid.height);
        let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for step in 0..=steps {
            let part = step as f64 / steps as f64;
            for (column, row) in [
                (part * width, 0.0),
                (part * width, height),
                (0.0, part * height),
                (width, part * height),
            ] {
                let (x, y) = grid.transform.apply(column, row);
                let (x, y) = transformation
                    .to_wgs84(x, y)
                    .map_err(|error| outside(file, &error))?;
                bounds = [
                    bounds[0].min(x),
                    bounds[1].min(y),
                    bounds[2].max(x),
                    bounds[3].max(y),
                ];
            }
        }
        let (x_size, y_size) = (
            (bounds[2] - bounds[0]) / width,
            (bounds[3] - bounds[1]) / height,
        );
        let is_same = [
            bounds[0] - west,
            bounds[3] - north,
            x_size - cell_width,
            y_size + cell_height,
        ]
        .iter()
        .all(|difference| difference.abs() <= SAME_GRID * cell_width);
        Ok(if is_same {
            Self {
                west,
                north,
                cell_width,
                cell_height: -cell_height,
                is_same,
            }
        } else {
            Self {
                west: bounds[0],
                north: bounds[3],
                cell_width: x_size,
                cell_height: y_size,
                is_same,
            }
        })
    }
}

fn lay_out(
    grid: &Grid,
    values: &[f64],
    laid: &Laid,
    transformation: &Transformation,
    file: &str,
    progress: &mut Progress<'_>,
) -> Result<Vec<f64>, ReadFailure> {
    let mut over = Vec::with_capacity(values.len());
    let rows_at_a_time = (CELLS_AT_A_TIME / grid.width.max(1)).max(1);
    for row in 0..grid.height {
        for column in 0..grid.width {
            let longitude = laid.west + (column as f64 + 0.5) * laid.cell_width;
            let latitude = laid.north - (row as f64 + 0.5) * laid.cell_height;
            let (x, y) = transformation
                .delivered_from_wgs84(longitude, latitude)
                .map_err(|error| outside(file, &error))?;
            over.push(grid.value_at(values, x, y));
        }
        if (row + 1) % rows_at_a_time == 0 {
            progress.more(rows_at_a_time)?;
        }
    }
    Ok(over)
}

impl Grid {
    /// The value of the cell at a position in the file's own system; not a number beside the grid.
    fn value_at(&self, values: &[f64], x: f64, y: f64) -> f64 {
        let column = ((x - self.transform[0]) / self.transform[1]).floor();
        let row = ((y - self.transform[3]) / self.transform[5]).floor();
        let is_inside =
            (0.0..self.width as f64).contains(&column) && (0.0..self.height as f64).contains(&row);
        if !is_inside {
            return f64::NAN;
        }
        let cell = row as usize * self.width + column as usize;
        values.get(cell).copied().unwrap_or(f64::NAN)
    }
}
