//! Features of a file that GDAL opens.

use std::path::Path;

use gdal::vector::{Defn, Feature, Layer, LayerAccess, OGRFieldType};

use super::source::{self, Source};
use super::{
    Encoding, Georeference, RawFeature, ReadFailure, ReadOptions, Receiver, shape, unless,
};
use crate::formats::crs::Crs;
use crate::formats::native;
use crate::model::delivery::{DeliveredLayer, DeliveryHeader, Problem, Problems};

/// Progress is told each time that so many features are done.
const PROGRESS_STEP: u64 = 200;

pub(super) fn read(
    path: &Path,
    options: &ReadOptions,
    receiver: &mut dyn Receiver,
) -> Result<DeliveryHeader, ReadFailure> {
    let source = source::open(path, options)?;
    let mut layer = chosen_layer(&source, options)?;
    let in_file = if source.is_without_crs {
        None
    } else {
        crs_of(&layer)
    };
    let georeference = Georeference::new(&source.file, in_file, options)?;
    let encoding = options
        .encoding
        .or_else(|| source::declared_encoding(path))
        .unwrap_or_default();
    let columns = columns(layer.defn(), encoding);
    let total = layer.try_feature_count();
    let mut problems = Problems::default();
    let mut row = 0;
    native::take_messages();
    for feature in layer.features() {
        row += 1;
        match raw_feature(row, &feature, &columns, encoding, &georeference) {
            Ok(raw) => receiver.feature(raw)?,
            Err(bad) => {
                let value = bad.value.clone();
                let problem = bad.problem(&source.file).in_row(row);
                problems.push(problem.at("geometry", value.as_deref()));
            }
        }
        if row % PROGRESS_STEP == 0 {
            receiver.progress(row, total)?;
        }
    }
    if row == 0 {
        problems.push(nothing_inside(&source.file));
    }
    let fields = columns.into_iter().map(|column| column.name).collect();
    let header = DeliveryHeader {
        layers: layers_of(&source),
        ..georeference.header(&source.file, &source.format, fields)
    };
    unless(problems, georeference.excess(&source.file), header, options)
}

fn layers_of(source: &Source) -> Vec<DeliveredLayer> {
    source
        .dataset
        .layers()
        .map(|layer| DeliveredLayer {
            name: layer.name(),
            count: layer.try_feature_count(),
        })
        .collect()
}

fn nothing_inside(file: &str) -> Problem {
    let said = native::take_messages();
    let reason = said
        .first()
        .map_or(String::new(), |first| format!(" ({first})"));
    Problem::of_file(
        file,
        format!("the file holds no feature{reason}"),
        "Check that the right file was exported, and all of it.",
    )
    .in_vietnamese(
        "tệp không có đối tượng nào",
        "Xem lại có xuất đúng tệp và xuất đủ không; Shapefile cần cả .shp, .shx, .dbf.",
    )
}

fn chosen_layer<'a>(source: &'a Source, options: &ReadOptions) -> Result<Layer<'a>, Problem> {
    let names: Vec<String> = source.dataset.layers().map(|layer| layer.name()).collect();
    let list = names.join(", ");
    let is_filled = |layer: &Layer| layer.try_feature_count() != Some(0);
    let position = match options.layer.as_deref() {
        Some(wanted) => names
            .iter()
            .position(|name| name == wanted)
            .ok_or_else(|| {
                Problem::of_file(
                    &source.file,
                    "there is no such layer",
                    format!("Choose one of: {list}."),
                )
                .at("--layer", Some(wanted))
                .in_vietnamese("tệp không có lớp này", format!("Chọn một trong: {list}."))
            })?,
        None if names.len() == 1 => 0,
        None if names.is_empty() => return Err(nothing_inside(&source.file)),
        None if options.as_delivered => {
            let mut layers = source.dataset.layers();
            layers.position(|layer| is_filled(&layer)).unwrap_or(0)
        }
        None => {
            return Err(Problem::of_file(
                &source.file,
                format!("the file has {} layers", names.len()),
                format!("Name one with --layer: {list}."),
            )
            .in_vietnamese(
                format!("tệp có {} lớp", names.len()),
                format!("Chọn một lớp: {list}."),
            ));
        }
    };
    source
        .dataset
        .layer(position)
        .map_err(|_| nothing_inside(&source.file))
}

/// The layer's system; GeoPackage's "undefined" systems say as little as none.
fn crs_of(layer: &Layer) -> Option<Crs> {
    let srs = layer.spatial_ref()?;
    let crs = Crs::from_spatial_ref(srs);
    let is_undefined =
        crs.name().to_lowercase().contains("undefined") || crs.name().starts_with("unnamed");
    (!is_undefined).then_some(crs)
}

struct Column {
    name: String,
    position: usize,
    of: OGRFieldType::Type,
}

fn columns(defn: &Defn, encoding: Encoding) -> Vec<Column> {
    defn.fields()
        .enumerate()
        .map(|(position, field)| Column {
            name: encoding.decode(&field.name()),
            position,
            of: field.field_type(),
        })
        .collect()
}

fn raw_feature(
    row: u64,
    feature: &Feature,
    columns: &[Column],
    encoding: Encoding,
    georeference: &Georeference,
) -> Result<RawFeature, shape::BadShape> {
    let wkb = match feature.geometry() {
        Some(geometry) => shape::to_wkb(geometry.clone(), georeference)?,
        None => None,
    };
    let values = columns
        .iter()
        .map(|column| value(feature, column, encoding))
        .collect();
    Ok(RawFeature { row, values, wkb })
}

/// A field's value as text, days as in ISO 8601. Fields that are null, unset or empty have none: missing is never zero.
fn value(feature: &Feature, column: &Column, encoding: Encoding) -> Option<String> {
    let text = feature.field_as_string(column.position).ok().flatten()?;
    if text.trim().is_empty() {
        return None;
    }
    match column.of {
        OGRFieldType::OFTReal => {
            let number = feature.field_as_double(column.position).ok().flatten()?;
            Some(number.to_string())
        }
        OGRFieldType::OFTDate | OGRFieldType::OFTDateTime => Some(iso_date(text.trim())),
        _ => Some(encoding.decode(text.trim())),
    }
}

/// A day, or a day and time, as ISO 8601 writes it: the library puts slashes between the parts of a day.
fn iso_date(text: &str) -> String {
    text.replace('/', "-").replacen(' ', "T", 1)
}
