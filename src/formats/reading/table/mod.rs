//! Text tables with coordinate columns: CSV and its sisters.
//!
//! They are read without GDAL, because a planner's table is where most mistakes are, and a mistake must be
//! told by its line, its column and its value.

mod text;

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};
use gdal::vector::Geometry;

use super::{
    Georeference, RawFeature, ReadFailure, ReadOptions, Receiver, file_name, shape, unless,
};
use crate::model::Text;
use crate::model::delivery::{DeliveryHeader, Problem, Problems, column_key};
use text::{delimiter, number, shortened, text_of};

const X_NAMES: [&str; 14] = [
    "kinhdo",
    "lon",
    "lng",
    "long",
    "longitude",
    "easting",
    "e",
    "x",
    "toadox",
    "xcoord",
    "coordx",
    "pointx",
    "toadoe",
    "lonx",
];
const Y_NAMES: [&str; 12] = [
    "vido", "lat", "latitude", "northing", "n", "y", "toadoy", "ycoord", "coordy", "pointy",
    "toadon", "laty",
];
/// Headings whose axes surveyors and GIS users mean differently.
const AMBIGUOUS: [&str; 10] = [
    "x", "y", "toadox", "toadoy", "xcoord", "ycoord", "coordx", "coordy", "pointx", "pointy",
];
const WKT_NAMES: [&str; 5] = ["wkt", "geom", "geometry", "thegeom", "wktgeom"];
/// No easting in the province reaches this many metres, every northing does.
const LEAST_NORTHING_M: f64 = 1_000_000.0;
const PROGRESS_STEP: u64 = 500;

/// Where a row's geometry stands.
enum Columns {
    Pair { x: usize, y: usize },
    Wkt(usize),
    None,
}

pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    receiver: &mut dyn Receiver,
) -> Result<DeliveryHeader, ReadFailure> {
    let file = file_name(path);
    let text = text_of(path, &file, options.encoding.unwrap_or_default())?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter(&text))
        .flexible(true)
        .has_headers(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let fields: Vec<String> = match reader.headers() {
        Ok(headings) => headings.iter().map(str::to_owned).collect(),
        Err(error) => return Err(malformed(&file, &error).into()),
    };
    if fields.iter().all(String::is_empty) {
        return Err(Problem::of_file(
            &file,
            "the file is empty",
            "Check that the right file was exported.",
        )
        .in_vietnamese("tệp rỗng", "Xem lại có xuất đúng tệp không.")
        .into());
    }
    let columns = columns(&fields, options, &file)?;
    let georeference = match columns {
        Columns::None => None,
        _ => Some(Georeference::new(&file, None, options)?),
    };
    let mut table = Table {
        file,
        fields,
        columns,
        georeference,
        problems: Problems::default(),
    };
    table.read_rows(&mut reader, receiver)?;
    table.finish(options)
}

struct Table {
    file: String,
    fields: Vec<String>,
    columns: Columns,
    georeference: Option<Georeference>,
    problems: Problems,
}

impl Table {
    fn read_rows(
        &mut self,
        reader: &mut csv::Reader<&[u8]>,
        receiver: &mut dyn Receiver,
    ) -> Result<(), ReadFailure> {
        let mut count = 0;
        for record in reader.records() {
            let record = record.map_err(|error| malformed(&self.file, &error))?;
            if record.iter().all(str::is_empty) {
                continue;
            }
            count += 1;
            if count == 1 {
                self.settle_axes(&record);
            }
            match self.feature(&record) {
                Ok(feature) => receiver.feature(feature)?,
                Err(problem) => self.problems.push(problem),
            }
            if count % PROGRESS_STEP == 0 {
                receiver.progress(count, None)?;
            }
        }
        if count == 0 {
            self.problems.push(
                Problem::of_file(
                    &self.file,
                    "the file has a heading but no row",
                    "Check that the right file was exported, and all of it.",
                )
                .in_vietnamese(
                    "tệp có dòng tiêu đề nhưng không có dòng số liệu nào",
                    "Xem lại có xuất đúng tệp và xuất đủ không.",
                ),
            );
        }
        Ok(())
    }

    fn finish(self, options: &ReadOptions) -> Result<DeliveryHeader, ReadFailure> {
        let coordinate_fields = match self.columns {
            Columns::Pair { x, y } => vec![self.fields[x].clone(), self.fields[y].clone()],
            Columns::Wkt(column) => vec![self.fields[column].clone()],
            Columns::None => Vec::new(),
        };
        let excess = self
            .georeference
            .as_ref()
            .and_then(|georeference| georeference.excess(&self.file));
        let header = match &self.georeference {
            Some(georeference) => georeference.header(&self.file, "CSV", self.fields),
            None => DeliveryHeader {
                file: self.file,
                format: "CSV".to_owned(),
                fields: self.fields,
                coordinate_fields: Vec::new(),
                crs: "none".to_owned(),
                transformation: "none".to_owned(),
                notices: vec![Text::new(
                    "bảng không có toạ độ",
                    "the table has no coordinates",
                )],
                layers: Vec::new(),
                flaws: Problems::default(),
                excess: None,
            },
        };
        unless(
            self.problems,
            excess,
            DeliveryHeader {
                coordinate_fields,
                ..header
            },
            options,
        )
    }

    /// Vietnamese surveyors write X for the northing and Y for the easting; GIS programs the other way
    /// round. In metres the two cannot be confused: a northing here is above 2,000,000, an easting below.
    fn settle_axes(&mut self, first: &StringRecord) {
        let (Columns::Pair { x, y }, Some(georeference)) =
            (&mut self.columns, &mut self.georeference)
        else {
            return;
        };
        let is_ambiguous =
            |column: usize| AMBIGUOUS.contains(&column_key(&self.fields[column]).as_str());
        let number = |column: usize| first.get(column).and_then(number);
        if let (Some(first_x), Some(first_y)) = (number(*x), number(*y))
            && is_ambiguous(*x)
            && is_ambiguous(*y)
            && !georeference.is_geographic()
            && first_x > LEAST_NORTHING_M
            && first_y < LEAST_NORTHING_M
        {
            let (north, east) = (&self.fields[*x], &self.fields[*y]);
            georeference.notices.push(Text::new(
                format!("cột {north} là toạ độ bắc, cột {east} là toạ độ đông, theo cách ghi của trắc địa"),
                format!("column {north} holds the northings and {east} the eastings, as surveyors write them"),
            ));
            std::mem::swap(x, y);
        }
    }

    fn feature(&self, record: &StringRecord) -> Result<RawFeature, Problem> {
        let row = record.position().map_or(0, csv::Position::line);
        if record.len() != self.fields.len() {
            return Err(Problem::of_file(
                &self.file,
                format!(
                    "the row has {} values, the heading has {}",
                    record.len(),
                    self.fields.len()
                ),
                "Put texts that hold the separator into double quotes.",
            )
            .in_vietnamese(
                format!(
                    "dòng có {} giá trị, tiêu đề có {} cột",
                    record.len(),
                    self.fields.len()
                ),
                "Đặt đoạn chữ có dấu phân cách vào trong ngoặc kép.",
            )
            .in_row(row));
        }
        let wkb = self
            .geometry(record)
            .map_err(|problem| problem.in_row(row))?;
        let values = record
            .iter()
            .map(|text| Some(text.to_owned()).filter(|text| !text.is_empty()))
            .collect();
        Ok(RawFeature { row, values, wkb })
    }

    fn geometry(&self, record: &StringRecord) -> Result<Option<Vec<u8>>, Problem> {
        let Some(georeference) = &self.georeference else {
            return Ok(None);
        };
        let (geometry, column) = match self.columns {
            Columns::None => return Ok(None),
            Columns::Wkt(column) => (self.wkt(record, column)?, column),
            Columns::Pair { x, y } => (self.point(record, x, y)?, x),
        };
        let Some(geometry) = geometry else {
            return Ok(None);
        };
        shape::to_wkb(geometry, georeference).map_err(|bad| {
            let value = bad.value.clone();
            let value = value.or_else(|| record.get(column).map(str::to_owned));
            bad.problem(&self.file)
                .at(&self.fields[column], value.as_deref())
        })
    }

    fn wkt(&self, record: &StringRecord, column: usize) -> Result<Option<Geometry>, Problem> {
        let text = record.get(column).unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        Geometry::from_wkt(text).map(Some).map_err(|_| {
            Problem::of_file(
                &self.file,
                "this is not well-known text",
                "Write such as POINT (106.25 22.66).",
            )
            .in_vietnamese("đây không phải dạng WKT", "Viết như POINT (106.25 22.66).")
            .at(&self.fields[column], Some(&shortened(text)))
        })
    }

    fn point(
        &self,
        record: &StringRecord,
        x: usize,
        y: usize,
    ) -> Result<Option<Geometry>, Problem> {
        let (x, y) = (self.coordinate(record, x)?, self.coordinate(record, y)?);
        let (Some((x, _)), Some((y, _))) = (x, y) else {
            let (there, missing, vi) = match (x, y) {
                (Some((_, there)), None) => (there, "northing or latitude", "vĩ độ (toạ độ bắc)"),
                (None, Some((_, there))) => {
                    (there, "easting or longitude", "kinh độ (toạ độ đông)")
                }
                _ => return Ok(None),
            };
            return Err(Problem::of_file(
                &self.file,
                format!("the row has one coordinate but no {missing}"),
                "Write both coordinates, or neither.",
            )
            .in_vietnamese(
                format!("dòng thiếu {vi}"),
                "Ghi cả hai toạ độ, hoặc để trống cả hai.",
            )
            .at(&self.fields[there], record.get(there)));
        };
        Geometry::from_wkt(&format!("POINT ({x} {y})"))
            .map(Some)
            .map_err(|_| {
                Problem::of_file(&self.file, "the coordinates make no point", "Check them.")
            })
    }

    fn coordinate(
        &self,
        record: &StringRecord,
        column: usize,
    ) -> Result<Option<(f64, usize)>, Problem> {
        let text = record.get(column).unwrap_or_default();
        if text.is_empty() {
            return Ok(None);
        }
        number(text).map(|value| Some((value, column))).ok_or_else(|| {
            Problem::of_file(
                &self.file,
                "this is not a coordinate",
                "Write a plain number, such as 106.25 or 551000.5, in the unit of the reference system.",
            )
            .in_vietnamese(
                "đây không phải toạ độ",
                "Viết một số, như 106.25 hoặc 551000.5, theo đơn vị của hệ toạ độ.",
            )
            .at(&self.fields[column], Some(text))
        })
    }
}

fn malformed(file: &str, error: &csv::Error) -> Problem {
    let problem = Problem::of_file(
        file,
        format!("the table is malformed: {error}"),
        "Export it again as CSV.",
    )
    .in_vietnamese("bảng bị hỏng", "Xuất lại thành CSV.");
    match error.position() {
        Some(position) => problem.in_row(position.line()),
        None => problem,
    }
}

fn columns(fields: &[String], options: &ReadOptions, file: &str) -> Result<Columns, Problem> {
    let named = |name: &str, option: &str| {
        fields
            .iter()
            .position(|field| field == name || column_key(field) == column_key(name))
            .ok_or_else(|| {
                Problem::of_file(
                    file,
                    "there is no such column",
                    format!("The file has: {}.", fields.join(", ")),
                )
                .at(option, Some(name))
                .in_vietnamese(
                    "không có cột này",
                    format!("Tệp có: {}.", fields.join(", ")),
                )
            })
    };
    if let (Some(x), Some(y)) = (&options.x_column, &options.y_column) {
        return Ok(Columns::Pair {
            x: named(x, "--x")?,
            y: named(y, "--y")?,
        });
    }
    let keys: Vec<String> = fields.iter().map(|field| column_key(field)).collect();
    let find = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| keys.iter().position(|key| key == name))
    };
    if let Some(column) = find(&WKT_NAMES) {
        return Ok(Columns::Wkt(column));
    }
    match (find(&X_NAMES), find(&Y_NAMES)) {
        (Some(x), Some(y)) => Ok(Columns::Pair { x, y }),
        (None, None) => Ok(Columns::None),
        (Some(found), None) | (None, Some(found)) => Err(Problem::of_file(
            file,
            "the other coordinate column was not recognised",
            format!(
                "Name both with --x and --y; the file has: {}.",
                fields.join(", ")
            ),
        )
        .at(&fields[found], None)
        .in_vietnamese(
            "không nhận ra cột toạ độ còn lại",
            format!("Chọn cả hai cột toạ độ; tệp có: {}.", fields.join(", ")),
        )),
    }
}
