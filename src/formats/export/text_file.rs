//! The formats that are text: GeoJSON and CSV.

use std::path::Path;

use gdal::vector::ToGdal;
use geo::Geometry;
use serde_json::{Map, Value, json};

use super::table::ExportTable;
use super::{ExportError, unwritable};
use crate::formats::crs::Crs;
use crate::model::AttributeValue;

/// Digits after the point: a tenth of a millimetre, in metres and in degrees.
const METRE_DIGITS: usize = 4;
const DEGREE_DIGITS: usize = 9;

/// Writes a collection with the provenance as members of it. A system other than longitude and latitude is
/// named in the member `crs`, which RFC 7946 has dropped but GDAL and QGIS read.
pub(super) fn write_geojson(
    path: &Path,
    crs: &Crs,
    table: &ExportTable,
) -> Result<(), ExportError> {
    let features: Vec<Value> = table
        .rows
        .iter()
        .map(|row| {
            let properties: Map<String, Value> = table
                .columns
                .iter()
                .zip(&row.values)
                .map(|(column, value)| (column.name.clone(), json!(value)))
                .collect();
            let geometry = row.geometry.as_ref().map(geojson::Geometry::from);
            json!({"type": "Feature", "properties": properties, "geometry": geometry})
        })
        .collect();
    let mut collection = json!({
        "type": "FeatureCollection",
        "title": table.layer.title,
        "provenance": table.layer.provenance,
        "note": table.layer.note,
    });
    if crs.name() != "EPSG:4326" {
        let name = crs.name().replace("EPSG:", "urn:ogc:def:crs:EPSG::");
        collection["crs"] = json!({"type": "name", "properties": {"name": name}});
    }
    collection["features"] = features.into();
    let text = serde_json::to_string(&collection).map_err(|error| unwritable(path, &error))?;
    std::fs::write(path, text).map_err(|error| unwritable(path, &error))
}

/// Writes a table with two coordinate columns where every row is a point, and well-known text otherwise.
pub(super) fn write_csv(path: &Path, crs: &Crs, table: &ExportTable) -> Result<(), ExportError> {
    let mut writer = csv::Writer::from_path(path).map_err(|error| unwritable(path, &error))?;
    let is_point = |geometry: &Geometry<f64>| matches!(geometry, Geometry::Point(_));
    let has_points_only = table
        .rows
        .iter()
        .flat_map(|row| &row.geometry)
        .all(is_point);
    let names = match (has_points_only, crs.is_geographic()) {
        (true, true) => vec!["lon", "lat"],
        (true, false) => vec!["easting", "northing"],
        (false, _) => vec!["wkt"],
    };
    let digits = if crs.is_geographic() {
        DEGREE_DIGITS
    } else {
        METRE_DIGITS
    };
    let headings = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .chain(names.clone());
    writer
        .write_record(headings)
        .map_err(|error| unwritable(path, &error))?;
    for row in &table.rows {
        let values = row.values.iter().map(|value| {
            value
                .as_ref()
                .map_or_else(String::new, AttributeValue::to_string)
        });
        let coordinates = match &row.geometry {
            None => vec![String::new(); names.len()],
            Some(Geometry::Point(at)) if has_points_only => {
                vec![
                    format!("{:.digits$}", at.x()),
                    format!("{:.digits$}", at.y()),
                ]
            }
            Some(geometry) => {
                let native = geometry.to_gdal().and_then(|native| native.wkt());
                vec![native.map_err(|error| unwritable(path, &error))?]
            }
        };
        writer
            .write_record(values.chain(coordinates))
            .map_err(|error| unwritable(path, &error))?;
    }
    writer.flush().map_err(|error| unwritable(path, &error))
}
