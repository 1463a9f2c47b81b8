//! One band of a GeoTIFF, brought to a grid of longitude and latitude.

use std::path::Path;

use gdal::{Dataset, DatasetOptions, GdalOpenFlags, GeoTransformEx};

use super::{Georeference, ReadFailure, ReadOptions, file_name};
use crate::formats::crs::{Crs, Transformation};
use crate::formats::native;
use crate::model::delivery::Problem;
use crate::model::raster::RasterHeader;

/// More cells than this are not taken: 64 million doubles are half a gibibyte.
const MOST_CELLS: usize = 64_000_000;
/// Two grids that differ by less than this part of a cell are the same.
const SAME_GRID: f64 = 1e-9;

/// A band as the file has it.
struct Band {
    width: usize,
    height: usize,
    /// Origin, cell sizes and rotation, as GDAL orders them.
    transform: [f64; 6],
    values: Vec<f64>,
}

/// Reads a band: its header, and its values row by row from the north, not a number where there is none.
///
/// A grid in longitude and latitude on WGS 84 is taken as it is. Any other is laid over a grid of the same
/// number of cells, and each new cell takes the value of the old cell at its middle.
pub(in crate::formats) fn read(
    path: &Path,
    band: usize,
    options: &ReadOptions,
) -> Result<(RasterHeader, Vec<f64>), ReadFailure> {
    native::route_messages();
    let file = file_name(path);
    let dataset = open(path, &file)?;
    let in_file = dataset.spatial_ref().ok().map(Crs::from_spatial_ref);
    let georeference = Georeference::new(&file, in_file, options)?;
    let band_read = read_band(&dataset, band, &file)?;
    let way = georeference.transformation.as_ref();
    let (west, north, cell_width, cell_height, values) = match way {
        Some(transformation) => lay_out(&band_read, transformation, &file)?,
        None => band_read.as_delivered(),
    };
    let header = RasterHeader {
        file,
        band,
        width: band_read.width,
        height: band_read.height,
        west,
        north,
        cell_width,
        cell_height,
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
        .in_vietnamese(
            "không đọc được tệp theo định dạng GeoTIFF",
            "Lưu lại thành GeoTIFF.",
        )
    })
}

fn read_band(dataset: &Dataset, number: usize, file: &str) -> Result<Band, Problem> {
    let (width, height) = dataset.raster_size();
    if width.saturating_mul(height) > MOST_CELLS {
        return Err(Problem::of_file(
            file,
            format!("the raster has {width} × {height} cells, at most {MOST_CELLS} are taken"),
            "Clip it to the province, or make its cells larger.",
        )
        .in_vietnamese(
            format!("ảnh có {width} × {height} ô, chỉ nhận tối đa {MOST_CELLS}"),
            "Cắt theo ranh giới tỉnh, hoặc dùng ô lớn hơn.",
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
        .in_vietnamese("không có kênh này", format!("Tệp có {count} kênh.")));
    }
    let unreadable = |_| {
        Problem::of_file(file, "the band cannot be read", "Save it again as GeoTIFF.")
            .in_vietnamese("không đọc được kênh", "Lưu lại thành GeoTIFF.")
    };
    let transform = dataset.geo_transform().map_err(|_| {
        Problem::of_file(
            file,
            "the raster has no place on the earth",
            "Georeference it first.",
        )
        .in_vietnamese("ảnh chưa được nắn toạ độ", "Nắn toạ độ trước.")
    })?;
    if transform[2] != 0.0 || transform[4] != 0.0 || transform[5] >= 0.0 || transform[1] <= 0.0 {
        return Err(Problem::of_file(
            file,
            "the raster is rotated or upside down",
            "Warp it to north-up first.",
        )
        .in_vietnamese(
            "ảnh bị xoay hoặc lật ngược",
            "Nắn lại cho hướng bắc lên trên.",
        ));
    }
    let band = dataset.rasterband(number).map_err(unreadable)?;
    let mut values = band
        .read_band_as::<f64>()
        .map_err(unreadable)?
        .data()
        .to_vec();
    let (scale, offset) = (band.scale().unwrap_or(1.0), band.offset().unwrap_or(0.0));
    for value in &mut values {
        *value = match band.no_data_value() {
            Some(none) if is_same_mark(*value, none) => f64::NAN,
            _ => value.mul_add(scale, offset),
        };
    }
    Ok(Band {
        width,
        height,
        transform,
        values,
    })
}

/// Whether a value is the mark for "no value", which files in single precision often write with other
/// last digits.
fn is_same_mark(value: f64, none: f64) -> bool {
    value.total_cmp(&none).is_eq() || (value as f32).total_cmp(&(none as f32)).is_eq()
}

type Laid = (f64, f64, f64, f64, Vec<f64>);

fn lay_out(band: &Band, transformation: &Transformation, file: &str) -> Result<Laid, Problem> {
    let outside = |error: crate::formats::crs::CrsError| {
        Problem::of_file(
            file,
            error.to_string(),
            "Check the reference system of the raster.",
        )
        .in_vietnamese(
            "toạ độ của ảnh nằm ngoài hệ đã chọn",
            "Xem lại hệ toạ độ của ảnh.",
        )
    };
    let [west, cell_width, _, north, _, cell_height] = band.transform;
    let (width, height) = (band.width as f64, band.height as f64);
    let to_wgs84 = |column: f64, row: f64| {
        let (x, y) = band.transform.apply(column, row);
        transformation.to_wgs84(x, y)
    };
    // The edge, walked at every cell of the longer side, bounds the grid also where its sides are curved.
    let steps = band.width.max(band.height);
    let mut bounds = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for step in 0..=steps {
        let part = step as f64 / steps as f64;
        for (column, row) in [
            (part * width, 0.0),
            (part * width, height),
            (0.0, part * height),
            (width, part * height),
        ] {
            let (x, y) = to_wgs84(column, row).map_err(outside)?;
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
    let is_same = (bounds[0] - west).abs() <= SAME_GRID * cell_width
        && (bounds[3] - north).abs() <= SAME_GRID * cell_width
        && (x_size - cell_width).abs() <= SAME_GRID * cell_width
        && (y_size + cell_height).abs() <= SAME_GRID * cell_width;
    if is_same {
        return Ok((west, north, cell_width, -cell_height, band.values.clone()));
    }
    let mut values = Vec::with_capacity(band.values.len());
    for row in 0..band.height {
        for column in 0..band.width {
            let longitude = bounds[0] + (column as f64 + 0.5) * x_size;
            let latitude = bounds[3] - (row as f64 + 0.5) * y_size;
            let (x, y) = transformation
                .delivered_from_wgs84(longitude, latitude)
                .map_err(outside)?;
            values.push(band.value_of(
                ((x - west) / cell_width).floor(),
                ((y - north) / cell_height).floor(),
            ));
        }
    }
    Ok((bounds[0], bounds[3], x_size, y_size, values))
}

impl Band {
    /// The grid as it stands in the file, in the units of its own reference system.
    fn as_delivered(&self) -> Laid {
        let [west, cell_width, _, north, _, cell_height] = self.transform;
        (west, north, cell_width, -cell_height, self.values.clone())
    }

    fn value_of(&self, column: f64, row: f64) -> f64 {
        let is_inside =
            (0.0..self.width as f64).contains(&column) && (0.0..self.height as f64).contains(&row);
        if !is_inside {
            return f64::NAN;
        }
        self.values
            .get(row as usize * self.width + column as usize)
            .copied()
            .unwrap_or(f64::NAN)
    }
}
